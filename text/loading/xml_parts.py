"""XML of a container's member becomes a tree, with nothing fetched and nothing expanded: no entities, no DTD, no network, no trees without bound.

Names are without their namespaces: makers of OFD and Office files choose prefixes, and sometimes addresses, of their own.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from text.errors import DamagedSource

# It has no types of its own.
_etree: Any = import_module("lxml.etree")


@dataclass(frozen=True, slots=True)
class XmlElement:
    """An element: its name, its attributes, the text before its first child, and its children. Comments are left out."""

    name: str
    attributes: dict[str, str]
    text: str
    children: tuple["XmlElement", ...]

    def get(self, attribute: str, default: str = "") -> str:
        """An attribute's value."""
        return self.attributes.get(attribute, default)

    def first(self, *path: str) -> "XmlElement | None":
        """The first child of a name, or the first child of that, and so on."""
        found: XmlElement | None = self
        for name in path:
            found = next((child for child in found.children if child.name == name), None) if found else None
        return found

    def all(self, name: str) -> Iterator["XmlElement"]:
        """The children of a name."""
        return (child for child in self.children if child.name == name)

    def within(self, name: str) -> Iterator["XmlElement"]:
        """Those of a name at any depth, in their order."""
        waiting: list[XmlElement] = [self]
        while waiting:
            element = waiting.pop()
            if element.name == name:
                yield element
            waiting.extend(reversed(element.children))


def parse_xml(data: bytes, name: str) -> XmlElement:
    """The root of a document; ``name`` is for messages. Raises DamagedSource."""
    return _element(parse_tree(data, name))


def parse_tree(data: bytes, name: str) -> Any:
    """The same as an element of lxml, with its namespaces, which a Word file needs: elements of several have the same names."""
    parser = _etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = _etree.fromstring(data.lstrip(), parser)
    except (_etree.XMLSyntaxError, ValueError) as error:
        raise DamagedSource(
            f"{name} is damaged: its XML ends at “{str(error)[:120]}”. Download it again, or open and save it again"
        ) from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise DamagedSource(f"{name} has a DTD in its XML, which no such file has: open and save it again")
    return root


def _element(node: Any) -> XmlElement:
    # As deep as lxml lets a tree be: 256 levels.
    attributes = {_local(name): value for name, value in node.attrib.items()}
    return XmlElement(_local(node.tag), attributes, node.text or "", tuple(map(_element, node)))


def _local(name: str) -> str:
    return name.rpartition("}")[2]
