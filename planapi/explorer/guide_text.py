"""A Markdown file of ``docs/`` as HTML that needs no style or script of its own, and as the parts that a search looks in.

``## Limits and keys`` becomes ``<h2 id="limits-and-keys"><a href="#limits-and-keys">Limits and keys</a></h2>``: anchors are those that GitHub makes, so a link
works there and here.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from itertools import pairwise
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound

_COMMENT = re.compile(r"<!--.*?-->\n?", re.DOTALL)
_PROMPT = re.compile(r"^\$ ", re.MULTILINE)
_TO_RUN = {"sh", "python", "r", "javascript", "typescript"}
"""Languages of what a reader copies to run it."""
_SHAPES = HtmlFormatter(nowrap=True, classprefix="t-")


@dataclass(frozen=True, slots=True)
class GuideHeading:
    """A heading of a page: ``level`` 2 for what is right below its title."""

    level: int
    anchor: str
    title: str


@dataclass(frozen=True, slots=True)
class GuideSection:
    """What stands below a heading, as plain text."""

    heading: GuideHeading
    text: str


@dataclass(frozen=True, slots=True)
class GuideText:
    """A page: its title, what stands below it as HTML, and its sections, of which the first is below the title itself."""

    title: str
    html: str
    sections: tuple[GuideSection, ...]

    @property
    def headings(self) -> list[GuideHeading]:
        """Those below the title, down to the third level, for a table of contents; but none that would be there twice (curl, Python, curl …)."""
        own = [one.heading for one in self.sections[1:] if one.heading.level <= 3]
        counts = Counter(one.title for one in own)
        return [one for one in own if counts[one.title] == 1]


def slug(heading: str) -> str:
    """The anchor of a heading, as GitHub makes it.

    >>> slug("Limits and keys"), slug("`search/suggest/`"), slug("核对一段文字")
    ('limits-and-keys', 'searchsuggest', '核对一段文字')
    """
    return re.sub(r"[^\w -]", "", heading.strip().lower()).replace(" ", "-")


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    parser.add_render_rule("fence", _code)
    parser.add_render_rule("code_block", _code)
    parser.add_render_rule("table_open", _table_open)
    parser.add_render_rule("table_close", _table_close)
    parser.add_render_rule("th_open", _cell)
    parser.add_render_rule("td_open", _cell)
    return parser


def _code(_: Any, tokens: Sequence[Token], index: int, *__: Any) -> str:
    """Code with the classes of its words, in a block that can be scrolled by keyboard. What has no lexer stays as it is."""
    language, code = tokens[index].info.strip(), tokens[index].content
    if language == "console":
        language, code = "sh", _PROMPT.sub("", code)  # so that it can be copied
    try:
        lexer = get_lexer_by_name(language) if language else None
    except ClassNotFound:
        lexer = None
    shown = highlight(code, lexer, _SHAPES) if lexer else escape(code, quote=False)
    copied = ' class="copied"' if language in _TO_RUN else ""
    return f'<div class="code"><pre tabindex="0"><code{copied}>{shown}</code></pre></div>\n'


def _table_open(_: Any, tokens: Sequence[Token], index: int, *__: Any) -> str:
    return f'<div class="tabled" tabindex="0" role="group" aria-label="{escape(tokens[index].meta["of"])}"><table>\n'


def _table_close(*_: Any) -> str:
    return "</table></div>\n"


def _cell(_: Any, tokens: Sequence[Token], index: int, *__: Any) -> str:
    """Alignment as a class: a style would be refused by the policy of the page."""
    right = "right" in str(tokens[index].attrGet("style") or "")
    return f'<{tokens[index].tag} class="right">' if right else f"<{tokens[index].tag}>"


def read_guide(text: str, link: Callable[[str], str | None]) -> GuideText:
    """A file as a page. ``link`` gives the address for what a link or a picture names, None where that is shown nowhere: then its words stay."""
    parser = _parser()
    tokens = parser.parse(_COMMENT.sub("", text))
    title, body = _without_title(tokens)
    _name_headings(body)
    _resolve(body, link)
    sections = tuple(_sections(title, body))
    return GuideText(title, parser.renderer.render(body, parser.options, {}), sections)


def _without_title(tokens: list[Token]) -> tuple[str, list[Token]]:
    if tokens and tokens[0].type == "heading_open" and tokens[0].tag == "h1":
        return _words(tokens[1]), tokens[3:]
    return "", tokens


def _words(inline: Token) -> str:
    return "".join(" " if one.type == "softbreak" else one.content for one in inline.children or ())


def _name_headings(tokens: Sequence[Token]) -> None:
    """Give headings their anchors, and a link to themselves; and tables the name of what they stand below."""
    seen: dict[str, int] = {}
    below = ""
    for place, (opened, inline) in enumerate(pairwise(tokens)):
        if opened.type == "table_open":
            opened.meta["of"] = below
        if opened.type == "th_open" and not inline.content:
            opened.tag = tokens[place + 2].tag = "td"  # it heads nothing
        if opened.type != "heading_open":
            continue
        below = _words(inline)
        name = slug(inline.content)
        seen[name] = again = seen.get(name, -1) + 1
        anchor = f"{name}-{again}" if again else name
        opened.attrSet("id", anchor)
        children = inline.children or []
        if not any(one.type == "link_open" for one in children):
            own = Token("link_open", "a", 1, attrs={"href": f"#{anchor}"})
            inline.children = [own, *children, Token("link_close", "a", -1)]


def _resolve(tokens: Sequence[Token], link: Callable[[str], str | None]) -> None:
    for inline in tokens:
        opened: list[bool] = []
        kept: list[Token] = []
        for one in inline.children or ():
            if one.type == "image":
                one.attrSet("src", link(str(one.attrGet("src"))) or "")
            if one.type == "link_open":
                target = str(one.attrGet("href"))
                address = target if target.startswith("#") else link(target)
                opened.append(address is not None)
                one.attrSet("href", address or "")
            leads = opened.pop() if one.type == "link_close" else opened[-1] if one.type == "link_open" else True
            if leads:
                kept.append(one)
        if inline.children is not None:
            inline.children = kept


def _sections(title: str, tokens: Sequence[Token]) -> Iterator[GuideSection]:
    heading, text = GuideHeading(1, "", title), []
    for before, one in zip([None, *tokens], tokens, strict=False):
        if before is not None and before.type == "heading_open":
            yield GuideSection(heading, "\n".join(text))
            heading, text = GuideHeading(int(before.tag[1]), str(before.attrGet("id")), _words(one)), []
        elif one.type == "inline":
            text.append(_words(one))
        elif one.type in ("fence", "code_block"):
            text.append(one.content.rstrip())
    yield GuideSection(heading, "\n".join(text))
