"""A page as a tree of elements that are shown; what a browser does not show is left out, and said.

The parser is lexbor, which builds the tree that browsers build: with the paragraph that a table ends, with what stands astray between two cells
before the table.
"""

import re
from collections.abc import Callable, Iterator, Sequence
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
# Off the window, without a size, or seen through: by the style of an element, as declarations in lower case without spaces.
_UNSEEN = re.compile(
    r"(?:^|;)(?:(?:left|top|text-indent|margin-left):-\d{3,}|opacity:0(?:\.0+)?(?:;|$)|color:transparent|clip:rect\((?:0(?:px)?[,]?){4}\)|transform:scale\(0\))"
)
_CUT_OFF = re.compile(r"(?:^|;)overflow:hidden")
_NO_SIZE = re.compile(r"(?:^|;)(?:max-)?(?:width|height):0(?:px|pt|em)?(?:;|$)")
_NO_LETTERS = re.compile(r"(?:^|;)font-size:0(?:px|pt|em|%)?(?:;|$)")
_LEFT_BY_WORD = re.compile(r"mso-element\s*:\s*(?:header|footer|comment)", re.IGNORECASE)
_CLASSES_AWAY = frozenset(("sr-only", "visually-hidden", "visuallyhidden", "d-none"))
# what a rule of a style sheet says of signs in a line: that they are raised, struck through or not to be seen
_OF_SIGNS = frozenset(
    "vertical-align text-decoration text-decoration-line position top bottom left text-indent font-size overflow width height clip".split()
)
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
    rules = [rule for style in styles for rule in _rules(style)]
    away: frozenset[str] = frozenset() if hidden else _styled_away(rules)
    root = parser.body or parser.root
    body = _Builder(away, _of_signs(rules), say, hidden=hidden).build(root) if root is not None else Element("body")
    return WebPage(body, " ".join(title.split()), meta, tuple(scripts), tuple(styles))


def _rules(style: str) -> Iterator[tuple[list[str], str]]:
    """The plain selectors (``.share``, ``#tip``) of a style sheet's rules, each with what they say; of what is only for print or for small windows, nothing."""
    plain = _AT_RULE.sub("", re.sub(r"/\*.*?\*/|<!--|-->", "", style, flags=re.DOTALL))
    for selectors, said in _RULE.findall(plain):
        names = [_key(part) for part in map(str.strip, selectors.split(",")) if _SIMPLE.match(part)]
        if names:
            yield names, said


def _styled_away(rules: Sequence[tuple[list[str], str]]) -> frozenset[str]:
    """What the page's own style sheets do not display."""
    away: set[str] = set()
    shown: set[str] = set()
    for names, said in rules:
        if re.search(r"display|visibility", said, re.IGNORECASE):
            (away if _STYLED_AWAY.search(said) else shown).update(names)
    return frozenset(away - shown)


def _of_signs(rules: Sequence[tuple[list[str], str]]) -> dict[str, dict[str, str]]:
    """By selector, what the style sheets say of signs in a line."""
    found: dict[str, dict[str, str]] = {}
    for names, said in rules:
        declared = {name: value for name, value in _declarations(said) if name in _OF_SIGNS}
        for name in names if declared else ():
            found.setdefault(name, {}).update(declared)
    return found


def _declarations(style: str) -> Iterator[tuple[str, str]]:
    for declaration in style.split(";"):
        name, _, value = declaration.partition(":")
        if value.strip():
            yield name.strip().lower(), value.strip()


def _key(selector: str) -> str:
    found = _SIMPLE.match(selector)
    return f"{found[1]}{found[2]}" if found else selector


class _Builder:
    """Makes elements of the parser's nodes, without what is not shown."""

    def __init__(self, away: frozenset[str], rules: dict[str, dict[str, str]], say: Say, *, hidden: bool) -> None:
        self.away = away
        self.rules = rules
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
        attributes = self._styled(_attributes(node))
        if tag in _PICTURES:
            return Element("img", attributes, [], parent)
        if tag in _FRAMES:
            self.say(
                "frame", "another page is shown in a frame: its text is not in this file", attributes.get("src", "")
            )
            return None
        if tag == "noscript" and not self.hidden:
            return None
        if not self.hidden and self._is_hidden(attributes, node):
            words = " ".join((node.text() or "").split())
            if words:
                self.say("hidden_text", "the page does not show it", words)
            return None
        return Element(tag, attributes, [], parent)

    def _styled(self, attributes: dict[str, str]) -> dict[str, str]:
        """With what the page's style sheets say of the element's class, below what it says itself."""
        names = [f".{name}" for name in attributes.get("class", "").split()] + [f"#{attributes.get('id')}"]
        said = [self.rules[name] for name in names if name in self.rules]
        if not said:
            return attributes
        declared = {name: value for rule in said for name, value in rule.items()}
        declared |= dict(_declarations(attributes.get("style", "")))
        return {**attributes, "style": ";".join(f"{name}:{value}" for name, value in declared.items())}

    def _is_hidden(self, attributes: dict[str, str], node: LexborNode) -> bool:
        if "hidden" in attributes and attributes["hidden"] != "until-found":
            return True
        style = attributes.get("style", "")
        if style and (_STYLED_AWAY.search(style) or _LEFT_BY_WORD.search(style) or _is_unseen(style, node)):
            return True
        classes = attributes.get("class", "").split()
        if _CLASSES_AWAY.intersection(classes):
            return True
        if not self.away:
            return False
        return f"#{attributes.get('id')}" in self.away or any(f".{name}" in self.away for name in classes)


def _is_unseen(style: str, node: LexborNode) -> bool:
    """Is there nothing of an element to be seen, though it is displayed?"""
    said = "".join(style.split()).lower()
    if _UNSEEN.search(said) or (_CUT_OFF.search(said) and _NO_SIZE.search(said)):
        return True
    # Of an element with others in it these have sizes of their own: no letters are between them.
    return _NO_LETTERS.search(said) is not None and not any(True for _ in node.iter())


def _attributes(node: LexborNode) -> dict[str, str]:
    return {name.lower(): value or "" for name, value in node.attributes.items()}
