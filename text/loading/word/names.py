"""Short names for the elements of a Word file: ``w:p`` for ``{http://schemas.openxmlformats.org/wordprocessingml/2006/main}p``."""

from collections.abc import Iterator
from functools import cache
from typing import Any

Element = Any
"""An element of lxml, which has no types of its own."""

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"

_PREFIXES = {
    W: "w",
    R: "r",
    "{http://schemas.openxmlformats.org/officeDocument/2006/math}": "m",
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}": "mc",
    "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}": "wp",
    "{http://schemas.openxmlformats.org/drawingml/2006/main}": "a",
    "{http://schemas.openxmlformats.org/drawingml/2006/picture}": "pic",
    "{http://schemas.openxmlformats.org/drawingml/2006/chart}": "c",
    "{http://schemas.openxmlformats.org/drawingml/2006/diagram}": "dgm",
    "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}": "wps",
    "{urn:schemas-microsoft-com:vml}": "v",
    "{urn:schemas-microsoft-com:office:office}": "o",
    "{http://schemas.microsoft.com/office/word/2012/wordml}": "w15",
    "{http://schemas.microsoft.com/office/drawing/2014/chartex}": "cx",
}


@cache
def _short(tag: str) -> str:
    namespace, _, local = tag.rpartition("}")
    return f"{_PREFIXES.get(namespace + '}', '?')}:{local}"


def name_of(element: Element) -> str:
    """``w:p``; ``?:x`` of a namespace that is not known here, and an empty name of a comment or an instruction."""
    tag = element.tag
    return _short(tag) if isinstance(tag, str) else ""


def child(element: Element | None, *path: str) -> Element | None:
    """The first element at a path of local names of Word: ``child(paragraph, "pPr", "numPr")``."""
    for step in path:
        if element is None:
            return None
        element = element.find(W + step)
    return element


def value(element: Element | None, *path: str, of: str = "val") -> str | None:
    """An attribute of the element at a path; None where either is missing."""
    found = child(element, *path)
    return None if found is None else found.get(W + of)


def whole(text: str | None) -> int | None:
    """A whole number; None for anything else."""
    text = (text or "").strip()
    return (
        int(text) if text.removeprefix("-").isascii() and text.removeprefix("-").isdigit() and len(text) < 10 else None
    )


def is_on(element: Element | None, *path: str) -> bool | None:
    """Whether a property is switched on; None where nothing is said of it."""
    found = child(element, *path)
    return None if found is None else found.get(W + "val", "true") not in ("0", "false", "off")


def branch(alternatives: Element) -> Iterator[Element]:
    """What is in one branch of an mc:AlternateContent: all branches show the same in different ways, so that only one of them is read.

    It is the first that has any text, and otherwise the first.
    """
    branches = [one for one in alternatives if name_of(one) in ("mc:Choice", "mc:Fallback")]
    chosen = next((one for one in branches if any((node.text or "").strip() for node in one.iter(W + "t"))), None)
    if chosen is None and branches:
        chosen = branches[0]
    return iter(()) if chosen is None else iter(chosen)


_WRAPPERS = frozenset("w:sdtContent w:customXml w:smartTag w:ins w:moveTo".split())


def unwrapped(container: Element, wanted: str) -> Iterator[Element]:
    """The rows of a table or the cells of a row, also those inside content controls, custom XML and insertions."""
    for element in container:
        name = name_of(element)
        if name == wanted:
            yield element
        elif name == "w:sdt":
            content = child(element, "sdtContent")
            if content is not None:
                yield from unwrapped(content, wanted)
        elif name in _WRAPPERS:
            yield from unwrapped(element, wanted)
        elif name == "mc:AlternateContent":
            for one in element:
                found = list(unwrapped(one, wanted))
                if found:
                    yield from found
                    break
