"""Word files (DOCX, of Word, WPS and LibreOffice) as text: read from their XML, with the numbers that Word would print and the accepted state of its changes.

No library gives this text: python-docx, mammoth, markitdown, docx2python, pandoc and the text export of LibreOffice each lose or change something of it
without a word (docs/formats.md).
"""

import re

from text.errors import DamagedSource, EmptySource, NoTextLayer, SourceError
from text.loading.html import load_html
from text.loading.limits import LIMITS, Limits
from text.loading.loaded import Loaded, TextBuilder
from text.loading.media import DOCX, HTML, MHTML, PLAIN_TEXT, media_type_of
from text.loading.notes import explain_terms, write_explanations
from text.loading.word.blocks import Block, lines
from text.loading.word.document import Walk
from text.loading.word.names import Element, W, child
from text.loading.word.numbering import Numbering, read_numbering
from text.loading.word.omissions import Omissions
from text.loading.word.package import Package, open_package
from text.loading.word.styles import Styles, read_styles
from text.loading.word.writing import write
from text.sources.source import decode


def load_docx(data: bytes, name: str, limits: Limits = LIMITS) -> Loaded:
    """The text of a Word file. Raises EncryptedSource, DamagedSource, SourceTooLarge, NoTextLayer or EmptySource."""
    package = open_package(data, name, limits)
    root = package.root(package.main)
    body = child(root, "body")
    if root is None or body is None:
        raise DamagedSource(
            f"{name} is a Word file without a body: open it in Word or WPS and save it as DOCX once more"
        )
    styles = read_styles(package.first("styles"))
    numbering = read_numbering(package.first("numbering"), styles)
    omissions = Omissions()
    walk = Walk(styles, numbering, omissions, lambda element: _attached(package, element))
    blocks = [*walk.blocks(body), *walk.end()]
    building = TextBuilder()
    write(blocks, building)
    _notes(package, styles, numbering, omissions, building)
    _around(package, omissions)
    omissions.check_contents(building.loaded(DOCX).text.splitlines())
    omissions.tell(building)
    loaded = building.loaded(DOCX)
    if not loaded.text.strip():
        raise _empty(name, omissions)
    return loaded


def _attached(package: Package, element: Element) -> list[str] | None:
    """The lines of a part in another format: programs that make a Word file of a web page put the whole page into one."""
    data = package.bytes_of(package.relation(element))
    if data is None:
        return None
    try:
        kind = media_type_of(data)
        if kind in (HTML, MHTML):
            return load_html(data, package.name).text.split("\n")
        return decode(data, name=package.name).split("\n") if kind == PLAIN_TEXT else None
    except SourceError:
        return None


def _empty(name: str, omissions: Omissions) -> EmptySource | NoTextLayer:
    if omissions.attached:
        return EmptySource(
            f"{name} has its text in a part of another format (altChunk), which Word reads when it opens the file: "
            "open it in Word and save it as DOCX once more"
        )
    if omissions.pictures:
        return NoTextLayer(f"{name} has pictures and no text: run OCR on it, and ingest the text")
    return EmptySource(f"{name} contains no text")


def _notes(package: Package, styles: Styles, numbering: Numbering, omissions: Omissions, building: TextBuilder) -> None:
    """Footnotes and endnotes: at the end, where they explain terms; otherwise left out, since a figure of theirs is none of the document's."""
    texts: list[str] = []
    for kind in ("footnotes", "endnotes"):
        for root in package.related(kind):
            texts.extend(_texts(root, Walk(styles, numbering, omissions)))
    if explain_terms(texts):
        write_explanations(texts, building)
    else:
        for text in texts:
            omissions.say("footnote", sample=text)


def _texts(root: Element, walk: Walk) -> list[str]:
    """The text of each note that was written by somebody: the lines above notes are kept among them."""
    texts: list[str] = []
    for note in root:
        if note.get(W + "type") in ("separator", "continuationSeparator", "continuationNotice"):
            continue
        blocks: list[Block] = [*walk.blocks(note), *walk.end()]
        text = " ".join(part.strip() for part in lines(blocks))
        if text.strip():
            texts.append(text.strip())
    return texts


def _around(package: Package, omissions: Omissions) -> None:
    """What is around the text: headers, footers and comments."""
    for kind, what in (("header", "running_head"), ("footer", "running_head"), ("comments", "comment")):
        for root in package.related(kind):
            entries = root if kind == "comments" else [root]
            for entry in entries:
                words = "".join(one.text or "" for one in entry.iter(W + "t")).strip()
                if words and not re.fullmatch(r"[\s\d—–-]*", words):
                    omissions.say(what, sample=words)
