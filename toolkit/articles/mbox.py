"""Mailboxes: the messages of an mbox file, one after the other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from toolkit.articles.signs import looks_like_mail

_FROM = b"From "
_FIELD = re.compile(rb"[A-Za-z][A-Za-z0-9-]{1,60}:|>From ")


def looks_like_mailbox(head: bytes) -> bool:
    """Whether bytes begin with the line that opens a message in an mbox file, and a mail."""
    if not head.startswith(_FROM):
        return False
    whole_lines = head[: head.rfind(b"\n") + 1]
    return looks_like_mail(whole_lines.decode("latin-1"))


def mailbox_messages(lines: Iterable[bytes]) -> Iterator[bytes]:
    """The messages of a mailbox, each with the line that opens it.

    A message begins at a line with ``From `` at the top or after a blank line where the next line
    is a header field (RFC 4155; a body's own ``From here on …`` is not followed by one).

    Args:
        lines: the mailbox's lines, with their ends.
    """
    message: list[bytes] = []
    opening = b""
    blank = True
    for line in lines:
        if opening:
            if _FIELD.match(line) and message:
                yield b"".join(message)
                message = []
            message.append(opening)
            opening = b""
            blank = False
        if blank and line.startswith(_FROM):
            opening = line
            continue
        message.append(line)
        blank = not line.strip(b"\r\n")
    message += [opening] if opening else []
    if b"".join(message).strip():
        yield b"".join(message)
