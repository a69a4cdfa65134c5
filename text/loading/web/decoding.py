"""The bytes of a web page become characters: what the file shows is believed before what it says of itself.

Pages of governments say gb2312 and use characters of GBK or GB 18030; say utf-8 and are GBK, or the other way round; say iso-8859-1 or nothing.
"""

import codecs
import email
import email.policy
import re
from email.message import Message

from text.errors import UndecodableSource

_DECLARED = re.compile(
    rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})|<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{2,40})",
    re.IGNORECASE,
)
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_CHINESE = re.compile(r"[\u3400-\u9fff]")
# Chinese in UTF-8 or GBK that was taken for windows-1252: æ”¿åºœ is 政府
_MISTAKEN = re.compile(r"[\u00a0-\u00ff\u0152-\u2122]{2}")
_FEW = 0.001  # bytes of a page that no encoding knows, before it is no page of that encoding
_WEB_ARCHIVE = re.compile(rb"\s*(?:[\w-]{2,40}:[^\n]{0,300}\r?\n(?:[ \t][^\n]{0,300}\r?\n)*){1,30}?", re.IGNORECASE)
_OF_PARTS = re.compile(rb"^Content-Type:\s*multipart/related", re.IGNORECASE | re.MULTILINE)


def is_web_archive(data: bytes) -> bool:
    """Is it a page with its pictures in one file (MHTML), as Word and browsers save it?"""
    head = data[:4000]
    return _OF_PARTS.search(head) is not None and _WEB_ARCHIVE.match(head) is not None


def page_text(data: bytes, *, name: str) -> tuple[str, int]:
    """The characters of a page, and how many bytes of it could not be read. Raises UndecodableSource."""
    if is_web_archive(data):
        return _of_archive(data, name=name)
    return _decoded(data, declared=None, name=name)


def _of_archive(data: bytes, *, name: str) -> tuple[str, int]:
    """The first page of a web archive; the other parts are pictures and style sheets."""
    message: Message = email.message_from_bytes(data, policy=email.policy.compat32)
    for part in message.walk():
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            content = part.get_payload(decode=True)
            if isinstance(content, bytes) and content.strip():
                return _decoded(content, declared=part.get_content_charset(), name=name)
    raise UndecodableSource(f"{name} is a web archive without a page in it: save the page as HTML or as UTF-8 text")


def _decoded(data: bytes, *, declared: str | None, name: str) -> tuple[str, int]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace").lstrip("\ufeff"), 0
    if data[:400].count(0) > 40:  # UTF-16 without a mark, as Word writes it into web archives
        encoding = "utf-16-le" if data[1:400:2].count(0) > data[:400:2].count(0) else "utf-16-be"
        return data.decode(encoding, errors="replace"), 0
    said = _known(declared) or _said_in(data)
    for encoding in ("utf-8", "big5hkscs", "gb18030") if said == "big5hkscs" else ("utf-8", "gb18030", "big5hkscs"):
        try:
            return _mended(data.decode(encoding)), 0
        except UnicodeDecodeError:
            continue
    return _with_gaps(data, said, name)


def _with_gaps(data: bytes, said: str | None, name: str) -> tuple[str, int]:
    """A page with a few bytes that are none of its encoding: a file cut in the middle of a character, a counter put in by another program."""
    ways = [
        (data.decode(encoding, errors="replace"), encoding)
        for encoding in dict.fromkeys((said or "utf-8", "utf-8", "gb18030"))
    ]
    text, _ = min(ways, key=lambda way: way[0].count("\ufffd"))
    lost = text.count("\ufffd")
    if lost > max(3, len(text) * _FEW):
        raise UndecodableSource(
            f"{name} is a web page in an unknown encoding, neither UTF-8 nor GB 18030: save it as UTF-8"
        )
    return text, lost


def _said_in(data: bytes) -> str | None:
    found = _DECLARED.search(data[:4096])
    return _known((found[1] or found[2]).decode("ascii", "replace")) if found else None


def _known(encoding: str | None) -> str | None:
    """The name of an encoding that is tried; others are named by mistake, or hold no Chinese."""
    name = (encoding or "").lower().replace("_", "-")
    if name.startswith(("gb", "cp936", "x-gbk", "ms936")):
        return "gb18030"
    if name.startswith(("big5", "x-x-big5")):
        return "big5hkscs"
    return "utf-8" if name in ("utf-8", "utf8") else None


def _mended(text: str) -> str:
    """Text that was taken for windows-1252 once before it was saved, as it was before."""
    if _CHINESE.search(text) or len(_MISTAKEN.findall(text)) < 20:
        return text
    try:
        # what windows-1252 has no sign for (0x81, 0x8D …) was kept as the control character of that number
        raw = b"".join(char.encode("latin-1" if "\x80" <= char <= "\x9f" else "cp1252") for char in text)
    except UnicodeEncodeError:
        return text
    for encoding in ("utf-8", "gb18030"):
        try:
            again = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _CHINESE.search(again):
            return again
    return text
