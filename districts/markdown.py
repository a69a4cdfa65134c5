"""A document as Markdown: its title, where it is from, and its text under its chapters' headings.

Nothing of the text is left out or put in another order; what Markdown would read as a sign of its own has a backslash before it.
"""

import re
from collections.abc import Iterator

from districts.models import Chapter, Document

_SIGNS = re.compile(r"([\\`*_\[\]<>#~|])")
_OF_A_LINE = re.compile(r"^(\s*\d*)([-+=]|(?<=\d)[.)])")
DEEPEST = 6


def plain(text: str) -> str:
    """Text that says in Markdown what it says.

    >>> plain("1. GDP*") == r"1\\. GDP\\*"
    True
    """
    return _OF_A_LINE.sub(r"\1\\\2", _SIGNS.sub(r"\\\1", text))


def paragraphs(text: str) -> Iterator[str]:
    """The lines that are not blank, each a paragraph."""
    yield from (plain(line.strip()) for line in text.split("\n") if line.strip())


def document_as_markdown(document: Document, *, revision: int, url: str) -> str:
    """The whole document. ``url`` is its address in the revision."""
    return "\n\n".join([f"# {plain(document.title)}", _source(document, revision, url), *_body(document)]) + "\n"


def _source(document: Document, revision: int, url: str) -> str:
    told = (document.issuer, document.doc_number, document.issued_on and document.issued_on.isoformat())
    issued = "，".join(plain(one) for one in told if one)
    lines = [
        f"> 来源 Source: {plain(document.source_name)}（{plain(document.district.name)} {document.district.code}）",
        *([f"> 印发 Issued: {issued}"] if issued else []),
        f"> 版本 Revision: {revision} · `{document.slug}` · SHA-256 `{document.sha256}`",
        f"> <{url}>",
    ]
    return "\\\n".join(lines)


def _body(document: Document) -> Iterator[str]:
    text, reached = document.text, 0
    chapters = Chapter.objects.filter(document=document).order_by("position")
    rows = chapters.values_list("start", "body_start", "level", "label", "title")
    for start, body_start, level, label, title in rows:
        yield from paragraphs(text[reached:start])
        heading = " ".join(plain(part) for part in (label, title) if part)
        yield f"{'#' * min(level + 1, DEEPEST)} {heading}"
        reached = max(reached, body_start)
    yield from paragraphs(text[reached:])
