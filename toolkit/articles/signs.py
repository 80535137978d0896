"""By what the forms of a text are told; whoever reads one is loaded only where it is met."""

from __future__ import annotations

import re

from toolkit.patterns import compiled

FENCE = compiled(r"\ufeff?---[ \t]*(?:\r\n|\n|\r)")
"""The line that opens front matter."""

CLOSE = compiled(r"^(?:---|\.\.\.)[ \t]*(?:\r\n|\n|\r|\Z)", re.MULTILINE)
"""A line that closes it."""

_KEY = compiled(r"[A-Za-z_]+:(?:\s|$)")
_MAIL_FIELD = compiled(r"([A-Za-z][A-Za-z0-9-]{1,40}):[ \t]?")
_KNOWN_FIELDS = frozenset(
    [
        "from",
        "to",
        "cc",
        "subject",
        "date",
        "message-id",
        "received",
        "return-path",
        "mime-version",
        "content-type",
        "sender",
        "delivered-to",
        "reply-to",
        "list-id",
        "x-mailer",
        "content-transfer-encoding",
    ]
)
_HTML_SIGNS = compiled(r"<!doctype html|<html[\s>]|<body[\s>]|<p[\s>]|<article[\s>]", re.IGNORECASE)
_HTML_BEGINNINGS = ("<!doctype html", "<html", "<head>", "<body")
_LINKS = compiled(r"\]\((?:https?:|/|#)")
_HEADINGS = compiled(r"^#{1,6} +\S", re.MULTILINE)


def has_front_matter(received: str) -> bool:
    """Whether a text begins with a ``---`` line that a key follows or a later such line closes."""
    fence = FENCE.match(received)
    if fence is None:
        return False
    return bool(_KEY.match(received, fence.end()) or CLOSE.search(received, fence.end()))


def looks_like_mail(received: str) -> bool:
    """Whether a text begins with two known mail header fields; an mbox line may precede them."""
    if not (received.startswith("From ") or _MAIL_FIELD.match(received[:80].lstrip("\ufeff"))):
        return False
    names: set[str] = set()
    for line in received[:20_000].lstrip("\ufeff").splitlines()[:80]:
        if line.startswith("From ") and not names:
            continue
        if not line.strip():
            break
        if line[0] in " \t" and names:
            continue
        field = _MAIL_FIELD.match(line)
        if field is None:
            return False
        names.add(field[1].lower())
    telling = names & {"from", "subject", "date", "message-id"}
    return len(names & _KNOWN_FIELDS) >= 2 and bool(telling)


def looks_like_html(received: str) -> bool:
    """Whether a text is a web page (Markdown with tags in it has no ``<p>``)."""
    head = received.lstrip("\ufeff \t\r\n")[:200].lower()
    if head.startswith(_HTML_BEGINNINGS):
        return True
    return received.find("<", 0, 4000) >= 0 and bool(_HTML_SIGNS.search(received, 0, 400_000))


def looks_like_markdown(received: str) -> bool:
    """Whether a text has Markdown's links or headings."""
    head = received[:200_000]
    # A single character is found at a fraction of the time.
    if "]" in head and head.count("](") >= 2 and len(_LINKS.findall(head)) >= 2:
        return True
    if "#" not in head or not (head.startswith("#") or "\n#" in head):
        return False
    return bool(_HEADINGS.search(head))
