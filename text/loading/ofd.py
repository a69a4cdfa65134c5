"""An OFD (GB/T 33190, the format of official documents for keeping) becomes a text, read by where its signs stand.

The order of the file is not that of reading, and a line of a table is one text without a gap; so each sign is put at its place
(:mod:`text.loading.ofd_drawing`), and the pages are read as those of a PDF are (:mod:`text.loading.pages`).

::

    OFD.xml → Doc_0/Document.xml → Pages/Page_0/Content.xml, with templates, styles and drawings from beside it
"""

import posixpath
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from text.errors import DamagedSource, EmptySource, EncryptedSource, NoTextLayer, SourceTooLarge, UndecodableSource
from text.loading.archive import Archive, open_archive
from text.loading.glyphs import Page
from text.loading.limits import LIMITS, Limits
from text.loading.loaded import Loaded, TextBuilder
from text.loading.media import OFD
from text.loading.ofd_drawing import Drawing, Matrix, Resources, as_page, draw, is_covered, is_known, turned, upright
from text.loading.ofd_drawing import numbers as numbers_of
from text.loading.pages import assemble
from text.loading.xml_parts import XmlElement, parse_xml

_A4 = (210.0, 297.0)
# The upper and the lower part of a page in which the text of a template is a running head.
_HEAD, _FOOT = 0.12, 0.88
_FEW = 30  # signs: a page that is a picture has no more, of its number and a stamp
_AGAIN = "Open it in its reader and save it again, or print it to PDF"


def load_ofd(data: bytes, name: str, limits: Limits = LIMITS) -> Loaded:
    """What is in an OFD, page by page. Raises a SourceError."""
    package = _Package(open_archive(data, name, limits))
    root = package.xml("OFD.xml")
    if package.is_encrypted(root):
        raise EncryptedSource(
            f"{name} is encrypted: open it in its reader with its password, save it without one, and ingest that"
        )
    building = TextBuilder()
    documents = [_OfdDocument(package, body, building) for body in root.all("DocBody")]
    if not documents:
        raise DamagedSource(f"{name} is an OFD without a document in it. {_AGAIN}")
    if len(documents) > 1:
        building.omit("division", f"the file has {len(documents)} documents, which follow each other in the text")
    pages: list[Page] = []
    drawings: list[Drawing] = []
    for document in documents:
        for page, drawing in document.pages(len(pages), limits.pages):
            pages.append(page)
            drawings.append(drawing)
        document.say_what_is_left_out()
    scans = [page for page in pages if len(page.glyphs) < _FEW and is_covered(page.pictures, page.width, page.height)]
    signs = sum(len(page.glyphs) for page in pages)
    if not signs or (scans and (signs < _FEW * len(scans) or len(scans) > 0.8 * len(pages))):
        raise _nothing_to_read(name, drawings)
    unknown = sum(not is_known(glyph.text) for page in pages for glyph in page.glyphs)
    if unknown > 0.1 * signs:
        raise UndecodableSource(
            f"{unknown} of the {signs} signs of {name} have no character, only a number in a font: print it to PDF in its reader and run OCR on "
            "that, or ingest the file that it was made from"
        )
    if unknown:
        building.omit(
            "unknown_character", f"{unknown} signs have no character, only a number in a font, and stand as they are"
        )
    if 10 * sum(drawing.on_others for drawing in drawings) > sum(drawing.signs for drawing in drawings):
        raise DamagedSource(
            f"the texts of {name} lie on each other, as some converters put them: convert the document again with another program, "
            "or ingest the file that it was made from"
        )
    assemble(pages, building)
    return building.loaded(OFD, pages=len(pages))


def _nothing_to_read(name: str, drawings: Sequence[Drawing]) -> NoTextLayer | EmptySource:
    pictures = sum(len(drawing.pictures) for drawing in drawings)
    curves = sum(drawing.curves for drawing in drawings)
    if pictures or curves > 100:
        what = "pictures of pages" if pictures else "text that is drawn as curves"
        return NoTextLayer(f"{name} has no text but {what}: run OCR on it, and ingest its text")
    return EmptySource(f"{name} contains no text")


class _Package:
    """The container, whose paths are written in several ways: from the root with and without a stroke, from the file's own folder, in another case."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self._names = {name.lower().lstrip("/"): name for name in archive.names}

    def find(self, location: str, folder: str = "") -> str | None:
        """The member that a path means, seen from a folder; None if there is none."""
        location = location.strip().replace("\\", "/")
        tried = [posixpath.join(folder, location.lstrip("/")), location.lstrip("/")]
        if location.startswith("/"):
            tried.reverse()
        for path in tried:
            if name := self._names.get(posixpath.normpath(path).lower()):
                return name
        return None

    def xml(self, name: str) -> XmlElement:
        """A member as XML."""
        found = self.find(name)
        if found is None:
            raise DamagedSource(f"{self.archive.name} is an OFD without {name}, which it refers to. {_AGAIN}")
        return parse_xml(self.archive.read(found), f"{self.archive.name}/{found}")

    def is_encrypted(self, root: XmlElement) -> bool:
        """Whether pages are encrypted (GM/T 0099): then a list of that stands beside them."""
        return any(root.within("Encryptions")) or any(
            name.rpartition("/")[2] in ("encryptions.xml", "decryptseed.dat") for name in self._names
        )


@dataclass(slots=True)
class _Template:
    content: XmlElement | None
    width: float
    height: float
    used: int = 0


@dataclass(slots=True)
class _Leaf:
    """A page as the file has it."""

    root: XmlElement
    size: tuple[float, float]
    resources: Resources
    templates: list[str] = field(default_factory=list)


class _OfdDocument:
    """One of the documents of the package (nearly always there is one)."""

    def __init__(self, package: _Package, body: XmlElement, building: TextBuilder) -> None:
        location = body.first("DocRoot")
        if location is None or not location.text.strip():
            raise DamagedSource(f"{package.archive.name} is an OFD whose document is not named in it. {_AGAIN}")
        self._package, self._body, self._building = package, body, building
        name = package.find(location.text) or location.text.strip()
        self._root = package.xml(name)
        self._folder = posixpath.dirname(package.find(name) or name)
        common = self._root.first("CommonData") or self._root
        self._size = _size_of(common.first("PageArea")) or _A4
        self._resources = self._read_resources(common, self._folder, Resources({}, {}))
        self._templates = dict(self._read_templates(common))

    def _read_resources(self, holder: XmlElement, folder: str, more: Resources) -> Resources:
        styles, drawings = dict(more.styles), dict(more.drawings)
        for entry in holder.children:
            found = (
                self._package.find(entry.text, folder)
                if entry.name in ("PublicRes", "DocumentRes", "PageRes")
                else None
            )
            if found is None:
                continue
            root = self._package.xml(found)
            styles |= {one.get("ID"): one for one in root.within("DrawParam")}
            drawings |= {one.get("ID"): one for one in root.within("CompositeGraphicUnit")}
        return Resources(styles, drawings)

    def _read_templates(self, common: XmlElement) -> Iterator[tuple[str, _Template]]:
        for entry in common.all("TemplatePage"):
            found = self._package.find(entry.get("BaseLoc"), self._folder)
            root = self._package.xml(found) if found else None
            content = root.first("Content") if root else None
            yield entry.get("ID"), _Template(content, *self._size)

    def pages(self, before: int, most: int) -> Iterator[tuple[Page, Drawing]]:
        """The pages, counted on from ``before``."""
        leaves = list(self._leaves(before, most))
        for leaf in leaves:
            for number in leaf.templates:
                self._templates[number].used += 1
        for number, leaf in enumerate(leaves, before + 1):
            yield self._page(leaf, number)

    def _leaves(self, before: int, most: int) -> Iterator[_Leaf]:
        entries = [entry for block in self._root.all("Pages") for entry in block.all("Page")]
        if before + len(entries) > most:
            raise SourceTooLarge(
                f"{self._package.archive.name} has {before + len(entries):,} pages, and the limit is {most:,}: split it, or raise LOADING_PAGES"
            )
        for entry in entries:
            location = entry.get("BaseLoc")
            found = self._package.find(location, self._folder)
            if found is None:
                raise DamagedSource(
                    f"{self._package.archive.name} is damaged: its page {location or entry.get('ID')} is not in it. {_AGAIN}"
                )
            root = self._package.xml(found)
            resources = self._read_resources(root, posixpath.dirname(found), self._resources)
            templates = [one.get("TemplateID") for one in root.all("Template")]
            yield _Leaf(
                root,
                _size_of(root.first("Area")) or self._size,
                resources,
                [one for one in templates if one in self._templates],
            )

    def _page(self, leaf: _Leaf, number: int) -> tuple[Page, Drawing]:
        place, width, height = upright(*leaf.size, 0)
        drawings = self._drawn(leaf, place)
        if quarters := turned([drawings[0]]):
            place, width, height = upright(*leaf.size, quarters)
            drawings = self._drawn(leaf, place)
        own, *others = drawings
        for template, drawing in zip(leaf.templates, others, strict=True):
            if self._templates[template].used > 1:
                self._take_out_furniture(drawing, own, height, number)
            _put_under(drawing, own)
        page = as_page(number, width, height, own)
        if own.recognised:
            why = "the page is a picture, and its text what a program recognised in it (OCR): check the figures"
            self._building.omit("recognised_text", why, page=number)
        for what, reason, words in (
            ("hidden_text", "text that can't be seen on the page", own.hidden),
            ("watermark", "text of a watermark", own.marks),
        ):
            for sample in words:
                self._building.omit(what, reason, page=number, sample=sample)
        return page, own

    def _drawn(self, leaf: _Leaf, place: Matrix) -> list[Drawing]:
        contents = [leaf.root.first("Content"), *(self._templates[one].content for one in leaf.templates)]
        drawings = [Drawing() for _ in contents]
        for content, drawing in zip(contents, drawings, strict=True):
            if content is not None:
                draw(content, leaf.resources, drawing, place)
        return drawings

    def _take_out_furniture(self, template: Drawing, own: Drawing, height: float, number: int) -> None:
        """Leave out what a template puts on several pages at their head or foot, or across their text; the head of a table in a template stays."""
        boxes = [run.box for run in own.runs]
        kept = template.runs[:0]
        for run in template.runs:
            x0, top, x1, bottom = run.box
            if bottom < _HEAD * height or top > _FOOT * height:
                self._building.omit(
                    "running_head",
                    "what a template page has at the head or foot of several pages",
                    page=number,
                    sample=run.words,
                )
            elif any(left < x1 and x0 < right and up + 1 < bottom and top + 1 < low for left, up, right, low in boxes):
                self._building.omit(
                    "watermark", "text of a template page that lies across others", page=number, sample=run.words
                )
            else:
                kept.append(run)
        template.runs = kept

    def say_what_is_left_out(self) -> None:
        """Notes of readers, seals, and files that are attached."""
        omit = self._building.omit
        for page in self._listed("Annotations", "Page"):
            location = page.first("FileLoc")
            found = self._package.find(location.text, self._folder_of("Annotations")) if location else None
            for note in self._package.xml(found).all("Annot") if found else ():
                kinds = Counter([note.get("Type", "Note").lower()])
                words = "".join(code.text for code in note.within("TextCode"))
                omit("annotation", f"a {next(iter(kinds))} that was put on the page", sample=words)
        for attached in self._listed("Attachments", "Attachment"):
            omit(
                "attachment",
                "a file that is attached to the document: ingest it by itself if it is its source",
                sample=attached.get("Name"),
            )
        signatures = self._body.first("Signatures")
        found = self._package.find(signatures.text, self._folder) if signatures else None
        for _ in self._package.xml(found).all("Signature") if found else ():
            omit("seal", "a seal or signature, which is not checked")

    def _folder_of(self, listing: str) -> str:
        entry = self._root.first(listing)
        found = self._package.find(entry.text, self._folder) if entry else None
        return posixpath.dirname(found) if found else self._folder

    def _listed(self, listing: str, what: str) -> Iterator[XmlElement]:
        """The entries of a list that has a file of its own."""
        entry = self._root.first(listing)
        found = self._package.find(entry.text, self._folder) if entry else None
        return self._package.xml(found).all(what) if found else iter(())


def _put_under(template: Drawing, own: Drawing) -> None:
    own.runs[:0] = template.runs
    own.unpainted[:0] = template.unpainted
    own.rules[:0] = template.rules
    own.pictures[:0] = template.pictures
    own.fills[:0] = template.fills
    own.hidden.extend(template.hidden)
    own.marks.extend(template.marks)


def _size_of(area: XmlElement | None) -> tuple[float, float] | None:
    """The width and height of a page in millimetres."""
    for kind in ("PhysicalBox", "ApplicationBox"):
        box = area.first(kind) if area else None
        sides = numbers_of(box.text) if box else []
        if len(sides) == 4 and sides[2] > 0 and sides[3] > 0:
            return sides[2], sides[3]
    return None
