"""A Word file as a package of parts (ECMA-376 part 2): its XML, parsed without entities and without fetching anything."""

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field

from text.errors import DamagedSource
from text.loading.archive import Archive, open_archive
from text.loading.limits import LIMITS, Limits
from text.loading.word.names import Element, R
from text.loading.xml_parts import parse_tree

_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
# The strict form of the standard has namespaces of its own for the same elements.
_STRICT = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (b"http://purl.oclc.org/ooxml/officeDocument/", b"http://schemas.openxmlformats.org/officeDocument/2006/"),
    (
        b"http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing",
        b"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    ),
    (b"http://purl.oclc.org/ooxml/drawingml/", b"http://schemas.openxmlformats.org/drawingml/2006/"),
)
_WAY_OUT = "download it again, or open it in Word or WPS and save it as DOCX once more"


@dataclass(frozen=True, slots=True)
class Relation:
    """A part that another one is related to: ``kind`` is ``styles numbering footnotes image …``; ``external`` ones are no parts."""

    key: str
    kind: str
    target: str
    external: bool


@dataclass(slots=True)
class Package:
    """The parts of a file. ``main`` is the name of the one with the document."""

    name: str
    main: str
    _archive: Archive
    _parts: dict[str, str]
    relations: list[Relation] = field(default_factory=list)

    def root(self, part: str) -> Element | None:
        """The XML of a part; None if there is no such part. Raises DamagedSource."""
        member = self._parts.get(_key(part))
        return None if member is None else _parsed(self._archive.read(member), self.name)

    def bytes_of(self, relation: Relation | None) -> bytes | None:
        """What is in the part that a relation points to; None if there is none."""
        member = None if relation is None or relation.external else self._parts.get(_key(relation.target))
        return None if member is None else self._archive.read(member)

    def related(self, kind: str) -> Iterator[Element]:
        """The XML of the parts of a kind that the document is related to."""
        for relation in self.relations:
            if relation.kind == kind and not relation.external:
                root = self.root(relation.target)
                if root is not None:
                    yield root

    def first(self, kind: str) -> Element | None:
        """The XML of the one part of a kind."""
        return next(self.related(kind), None)

    def relation(self, element: Element, attribute: str = "id") -> Relation | None:
        """What an element of the document points to (r:id, r:embed)."""
        key = element.get(R + attribute)
        return next((one for one in self.relations if one.key == key), None)


def open_package(data: bytes, name: str, limits: Limits = LIMITS) -> Package:
    """The package of a Word file. Raises DamagedSource where it has no document in it."""
    archive = open_archive(data, name, limits)
    parts = {_key(member): member for member in archive.names}
    package = Package(name, "", archive, parts)
    roots = _relations(package, "")
    main = next((one.target for one in roots if one.kind == "officeDocument"), "word/document.xml")
    if _key(main) not in parts:
        main = "word/document.xml"
    if _key(main) not in parts:
        raise DamagedSource(
            f"{name} is a Word file without a document in it (word/document.xml is missing): {_WAY_OUT}"
        )
    package.main = main
    package.relations = _relations(package, main)
    return package


def _relations(package: Package, part: str) -> list[Relation]:
    folder, base = posixpath.split(part)
    root = package.root(posixpath.join(folder, "_rels", base + ".rels"))
    found: list[Relation] = []
    for element in () if root is None else root.iter(_RELATIONSHIP):
        target = element.get("Target", "")
        external = element.get("TargetMode") == "External"
        if not external:
            target = posixpath.normpath(posixpath.join("/" + folder, target)).lstrip("/")
        kind = element.get("Type", "").rpartition("/")[2]
        found.append(Relation(element.get("Id", ""), kind, target, external))
    return found


def _key(part: str) -> str:
    return part.lstrip("/").lower()


def _parsed(data: bytes, name: str) -> Element:
    if b"purl.oclc.org/ooxml/" in data:
        for strict, usual in _STRICT:
            data = data.replace(strict, usual)
    return parse_tree(data, name)
