"""Articles of our own in the forms of a corpus."""

from __future__ import annotations

import gzip
import json
from collections.abc import Sequence

LEADERS = ("Norvia", "Astel", "Quenda", "Marrow", "Tirana", "Lume")


def prose(number: int = 0) -> str:
    """An article's text; each number gives another."""
    land = LEADERS[number % len(LEADERS)]
    return (
        f"The president of {land} telephoned the premier of Orvale on Tuesday, his office said in"
        f" note {number}.\n\n“We spoke about grain and gas at some length,” the president told"
        " reporters after the call.\n"
    )


def page(number: int = 0, charset: str = "utf-8") -> str:
    """A web page with the same text."""
    paragraphs = "".join(f"<p>{part}</p>" for part in prose(number).strip().split("\n\n"))
    return (
        f'<!doctype html><html><head><meta charset="{charset}"><title>Call {number}</title></head>'
        f"<body><nav>Home</nav><article><h1>Call {number}</h1>{paragraphs}</article></body></html>"
    )


def mail(number: int = 0) -> str:
    """A message with the same text."""
    return (
        f"From: desk@example.org\nTo: list@example.org\nSubject: Call {number}\n"
        f"Date: Tue, 3 Mar 2020 10:0{number % 10}:00 +0000\n"
        "Content-Type: text/plain; charset=utf-8\n\n" + prose(number)
    )


def mailbox(count: int, bad: Sequence[int] = ()) -> bytes:
    """An mbox file; the messages numbered in ``bad``, from 1, hold no prose."""
    messages = []
    for number in range(1, count + 1):
        text = mail(number)
        if number in bad:
            text = text.partition("\n\n")[0] + "\n\n--\n"
        messages.append(f"From desk@example.org Tue Mar  3 10:00:00 2020\n{text}\n")
    return "".join(messages).encode()


def json_lines(count: int, bad: Sequence[int] = ()) -> bytes:
    """JSON Lines; the lines numbered in ``bad``, from 1, are broken off."""
    lines = []
    for number in range(1, count + 1):
        line = json.dumps({"article_id": f"a{number}", "text": prose(number)})
        lines.append(line[: len(line) // 2] if number in bad else line)
    return ("\n".join(lines) + "\n").encode()


def record(
    block: bytes,
    number: int = 1,
    kind: str = "response",
    content_type: str = "application/http; msgtype=response",
    url: str = "https://news.example/2020/03/04/call",
) -> bytes:
    """One WARC record."""
    head = (
        f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{number:08}>\r\n"
        f"WARC-Date: 2020-03-05T11:22:33Z\r\nWARC-Target-URI: {url}\r\n"
        f"Content-Type: {content_type}\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def answer(body: bytes, *fields: str, status: str = "200 OK") -> bytes:
    """What a web server sends."""
    named = [f.partition(":")[0].lower() for f in fields]
    kind = [] if "content-type" in named else ["Content-Type: text/html; charset=utf-8"]
    return "\r\n".join([f"HTTP/1.1 {status}", *kind, *fields, "", ""]).encode() + body


def web_archive(count: int, packed: bool = False) -> bytes:
    """A WARC file of pages; ``packed`` as gzip, each record by itself."""
    records = [record(b"software: test\r\n", 1, "warcinfo", "application/warc-fields")]
    records += [record(answer(page(n).encode()), n) for n in range(2, count + 2)]
    return b"".join(gzip.compress(one, mtime=0) if packed else one for one in records)
