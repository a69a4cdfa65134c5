"""A page as a tree of elements that are shown; what a browser does not show is left out, and said.

The parser is lexbor, which builds the tree that browsers build: with the paragraph that a table ends, with what stands astray between two cells
before the table.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

Say = Callable[[str, str, str], None]
"""(what, reason, sample): something is left out."""

_DEEPEST = 200  # elements within one another; what lies deeper is put beside one another

_NEVER_SHOWN = frozenset(
    "script style template head title meta link base datalist param source track dialog rp".split()
)
_CONTROLS = frozenset("select option optgroup input button textarea progress meter".split())
_PICTURES = frozenset("img svg canvas picture video audio object embed applet map area".split())
_FRAMES = frozenset("iframe frame frameset".split())
_STYLED_AWAY = re.compile(r"(?<![\w-])(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all)", re.IGNORECASE)
_LEFT_BY_WORD = re.compile(r"mso-element\s*:\s*(?:header|footer|comment)", re.IGNORECASE)
_CLASSES_AWAY = frozenset(("sr-only", "visually-hidden", "visuallyhidden", "d-none"))
# .share, #tip { display: none }
_RULE = re.compile(r"([^{}]{1,400})\{([^{}]{0,2000})\}")
_SIMPLE = re.compile(r"^(?:[a-z][a-z0-9]*)?([.#])([\w-]+)$", re.IGNORECASE)
_AT_RULE = re.compile(
    r"@(?:media|font-face|page|keyframes|supports)[^{}]{0,200}\{(?:[^{}]{0,2000}\{[^{}]{0,2000}\}){0,400}[^{}]{0,2000}\}"
)


@dataclass(eq=False, slots=True)
class Element:
    """An element with its children, which are elements and pieces of text."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: "list[Element | str]" = field(default_factory=list)
    parent: "Element | None" = field(default=None, repr=False)

    @property
    def style(self) -> str:
        return self.attributes.get("style", "")

    @property
    def names(self) -> str:
        """Class and id, for what they tell."""
        return f"{self.attributes.get('class', '')} {self.attributes.get('id', '')}".strip().lower()

    def elements(self) -> "Iterator[Element]":
        """The children that are elements."""
        return (child for child in self.children if isinstance(child, Element))

    def all(self) -> "Iterator[Element]":
        """It and all elements in it, in the order of the page."""
        waiting: list[Element] = [self]
        while waiting:
            element = waiting.pop()
            yield element
            waiting.extend(reversed(list(element.elements())))

    def text(self) -> str:
        """All text in it."""
        pieces: list[str] = []
        waiting: list[Element | str] = [self]
        while waiting:
            one = waiting.pop()
            if isinstance(one, str):
                pieces.append(one)
            else:
                waiting.extend(reversed(one.children))
        return "".join(pieces)


@dataclass(frozen=True, slots=True)
class WebPage:
    """``body`` is what is shown; ``title`` what the window is called; ``meta`` what the page says of itself, by name in lower case."""

    body: Element
    title: str
    meta: dict[str, str]
    scripts: tuple[str, ...]
    styles: tuple[str, ...]


def parse(html: str, say: Say, *, hidden: bool = False) -> WebPage:
    """The page; with ``hidden``, what its styles hide is taken, too."""
    parser = LexborHTMLParser(html)
    title = ""
    meta: dict[str, str] = {}
    scripts: list[str] = []
    styles: list[str] = []
    for node in parser.css("title, meta, script, style"):
        match node.tag:
            case "title":
                of_page = node.parent is None or node.parent.tag != "svg"
                title = title or (node.text() if of_page else "")
            case "meta":
                said = {name: value or "" for name, value in node.attributes.items()}
                meta.setdefault((said.get("name") or said.get("property") or "").lower(), said.get("content", ""))
            case "script":
                scripts.append(node.text())
            case _:
                styles.append(node.text())
    away: frozenset[str] = frozenset() if hidden else _styled_away(styles)
    root = parser.body or parser.root
    body = _Builder(away, say, hidden=hidden).build(root) if root is not None else Element("body")
    return WebPage(body, " ".join(title.split()), meta, tuple(scripts), tuple(styles))


def _styled_away(styles: list[str]) -> frozenset[str]:
    """``.share`` and ``#tip`` of the page's own style sheets that are not displayed; of what is only for print or for small windows, nothing."""
    away: set[str] = set()
    shown: set[str] = set()
    for style in styles:
        plain = _AT_RULE.sub("", re.sub(r"/\*.*?\*/|<!--|-->", "", style, flags=re.DOTALL))
        for selectors, rules in _RULE.findall(plain):
            if "display" not in rules.lower():
                continue
            into = away if re.search(r"display\s*:\s*none", rules, re.IGNORECASE) else shown
            into.update(part for part in map(str.strip, selectors.split(",")) if _SIMPLE.match(part))
    return frozenset(_key(name) for name in away - shown)


def _key(selector: str) -> str:
    found = _SIMPLE.match(selector)
    return f"{found[1]}{found[2]}" if found else selector


class _Builder:
    """Makes elements of the parser's nodes, without what is not shown."""

    def __init__(self, away: frozenset[str], say: Say, *, hidden: bool) -> None:
        self.away = away
        self.say = say
        self.hidden = hidden

    def build(self, root: LexborNode) -> Element:
        top = Element("body", _attributes(root))
        waiting: list[tuple[LexborNode, Element, int]] = [(root, top, 0)]
        while waiting:
            node, element, depth = waiting.pop()
            for child in node.iter(include_text=True):
                tag = child.tag or ""
                if tag == "-text":
                    element.children.append(child.text_content or "")
                elif not tag.startswith(("-", "!")):
                    below = self._element(child, tag, element)
                    if below is None:
                        continue
                    element.children.append(below)
                    if not below.children:
                        waiting.append((child, below if depth < _DEEPEST else element, depth + 1))
        return top

    def _element(self, node: LexborNode, tag: str, parent: Element) -> Element | None:
        """The element, or None for one that is not shown."""
        if tag == "script":
            formula = _attributes(node).get("type", "").startswith("math/tex")
            return Element("span", {}, [f"${node.text()}$"], parent) if formula else None
        if tag in _NEVER_SHOWN or tag in _CONTROLS:
            return None
        attributes = _attributes(node)
        if tag in _PICTURES:
            return Element("img", attributes, [], parent)
        if tag in _FRAMES:
            self.say(
                "frame", "another page is shown in a frame: its text is not in this file", attributes.get("src", "")
            )
            return None
        if tag == "noscript" and not self.hidden:
            return None
        if not self.hidden and self._is_hidden(attributes):
            words = " ".join((node.text() or "").split())
            if words:
                self.say("hidden_text", "the page does not show it", words)
            return None
        return Element(tag, attributes, [], parent)

    def _is_hidden(self, attributes: dict[str, str]) -> bool:
        if "hidden" in attributes and attributes["hidden"] != "until-found":
            return True
        style = attributes.get("style", "")
        if style and (_STYLED_AWAY.search(style) or _LEFT_BY_WORD.search(style)):
            return True
        classes = attributes.get("class", "").split()
        if _CLASSES_AWAY.intersection(classes):
            return True
        if not self.away:
            return False
        return f"#{attributes.get('id')}" in self.away or any(f".{name}" in self.away for name in classes)


def _attributes(node: LexborNode) -> dict[str, str]:
    return {name.lower(): value or "" for name, value in node.attributes.items()}
