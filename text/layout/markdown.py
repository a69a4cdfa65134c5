"""The signs of Markdown, and of the HTML in it, are taken out of a text before it is read; what they mean for a figure is kept.

::

    ### 1\\. 到2030年达到~~360~~[380](#a)亿元，占比 $\\geq 9.\\,9\\%$  →  ### 1. 到2030年达到380亿元，占比 ≥9.9%

Headings, emphasis and tables stay as they are: the readers know them.
"""

import html
import re
from bisect import bisect_right
from collections.abc import Callable, Iterator

from text.layout.formulas import PARTS, SIGNS
from text.layout.laid import Edit, Printing
from text.sources.source import Source

# Without any of them, a text has nothing of the kind.
_ANY = re.compile(r"[\\<&`$]|~~|==|\]\(|\]\{|\[\^|\^[^\^\s]{1,6}\^|^\s{0,3}(?:>|\+) |^#.*[#}]\s*$", re.MULTILINE)
# each of these begins with one of them, or has one
_BEGIN_WITH = ("\\", "<", "&", "`", "$", "~~", "==", "](", "]{", "[^", "^", ">", "+", "#")  # fmt: skip
_NUMBER = r"\s*\^?(?:注|脚注|尾注|见注)?\s*\d{1,3}\s*"
_INLINE_TAGS = "p|div|center|span|font|u|b|i|em|strong|a|section|article|ins|mark|big|small|o:p|html|body"
_TOKEN = re.compile(
    rf"""
    \$(?P<tex>[^$。；;\n]{{1,160}})\$
  | \\\((?P<inline>(?=[^()\n]{{0,80}}\\[A-Za-z%]|[\d.,\s]+\\\))[^()。；;\n]{{1,160}}?)\\\)
  | \\(?:textbf|textit|textrm|text|emph|underline|mathrm|mathbf|bm)\s*\{{(?P<styled>[^{{}}\n]{{1,120}})\}}
  | (?<![=<>!])==(?P<marked>[^=，。；,;\n]{{1,60}})==(?!=)
  | (?P<comment><!--(?:(?!-->).){{0,2000}}-->)
  | \\(?P<escape>[\\`*_{{}}\[\]()+.!<>~^&%、-]|\#)
  | &(?P<entity>nbsp|ensp|emsp|lt|gt|amp|ge|le|middot|mdash|permil|quot|ldquo|rdquo|\#\d{{2,5}}|\#x[\da-fA-F]{{2,4}});
  | (?P<picture>!\[[^\[\]\n]{{0,120}}\]\([^()\n]{{1,400}}\)(?:\{{[^{{}}\n]{{0,80}}\}})?)
  | \[(?P<link>[^\[\]\n]{{1,120}})\](?:\((?P<target>[^()\s]{{1,400}})(?:\s"[^"\n]{{0,80}}")?\)|\{{[.\#][^{{}}\n]{{0,80}}\}})
  | (?P<ref>(?<=\S)\[\^[^\[\]\s]{{1,40}}\](?!:))
  | <(?P<gone>del|s|strike)\b[^<>]{{0,80}}>[^<>\n]{{0,120}}</(?:del|s|strike)>
  | <sup>\s*(?P<sup>[^<>\n]{{1,12}}?)\s*</sup>
  | \^(?P<caret>\[?\d{{1,3}}\]?|[①-⑳*]{{1,3}})\^
  | (?P<break><br\s*/?>)
  | <(?P<close>/)?h(?P<level>[1-6])\b[^<>]{{0,200}}>
  | (?P<tag></?(?:{_INLINE_TAGS})\b[^<>]{{0,200}}>)
  | (?P<struck>(?<![\d~])~~[^~，。；,;\n]{{1,60}}~~(?!~))
  | ^(?P<fence>[ ]{{0,3}}```[^\n`]{{0,40}})$
  | `(?P<code>[^`\n]{{1,80}})`
  | ^(?P<lead>(?:[ ]{{0,3}}>[ ]?)+(?=[*_]{{0,3}}[一-鿿“（(《【#|①-⑳]|\d{{4}}年|\d{{1,2}}(?:[.、]|[ ]+[一-鿿“])|[ ]*$)|[ ]{{0,3}}\+[ ](?=[一-鿿“]))
  | (?P<closing>(?<=\S)[ \t]+\#+[ \t]*$)
  | (?P<attributes>[ \t]*\{{[.\#][^{{}}\n]{{0,100}}\}}[ \t]*$)
    """,
    re.VERBOSE | re.MULTILINE | re.IGNORECASE | re.DOTALL,
)
_LETTER = re.compile(r"[A-Za-zμ㎞㎝㎜㎥}]$")
_TABLE = re.compile(r"(?<!\\)<table\b|</table\s*>", re.IGNORECASE)
_OF_A_NOTE = re.compile(r"[*＊①-⑳†‡]+")  # in a cell they lead to the note below the table


def markdown(source: Source) -> Iterator[Edit]:
    """What is to be taken out of a text, or put in the place of something."""
    if not any(sign in source.text for sign in _BEGIN_WITH) or _ANY.search(source.text) is None:
        return
    tables = _tables(source.text)
    for match in _TOKEN.finditer(source.text):
        kind = match.lastgroup or ""
        make = _MAKERS.get({"target": "link", "close": "level"}.get(kind, kind))
        if make is not None:
            yield from make(source, match, _place(source, tables, match.start()))


# ── where a sign stands ──────────────────────────────────────────────────────────────────────────────────────────────────────────────

_PROSE, _ROW, _HTML = "prose", "row", "html"


def _tables(text: str) -> list[int]:
    """Where tables of HTML begin and end, in turn."""
    edges: list[int] = []
    for tag in _TABLE.finditer(text):
        if (tag.group()[1] == "/") == bool(len(edges) % 2):
            edges.append(tag.start())
    return edges


def _place(source: Source, tables: list[int], offset: int) -> str:
    if bisect_right(tables, offset) % 2:
        return _HTML
    line = source.line_at(offset)
    return _ROW if source.text.count("|", line.start, line.end) > 1 else _PROSE


def _cut(start: int, end: int, put: str = "") -> Edit:
    return Edit(start, end, Printing.MARKUP, put)


# ── what becomes of it ───────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _tex(source: Source, match: re.Match[str], place: str) -> Iterator[Edit]:
    first, last = match.span(match.lastgroup or "")
    if match.lastgroup == "tex" and not re.search(r"\d|\\", match["tex"]):
        return
    yield _cut(match.start(), first)
    for part in PARTS.finditer(source.text, first, last):
        raised = part["raised"]
        if raised and _is_of_unit(source.text[max(first, part.start() - 12) : part.start()], raised):
            yield _cut(part.start(), part.start("raised"))
            yield _cut(part.end("raised"), part.end())
        elif part["escape"]:
            yield _cut(part.start(), part.start("escape"))
        else:
            yield _cut(part.start(), part.end(), SIGNS.get(part["word"] or "", ""))
    yield _cut(last, match.end())


def _is_of_unit(before: str, raised: str) -> bool:
    """m^2, m^{3}, and 10^{4}, whose power is no mark of a note."""
    power = re.search(r"(?:×|\\times)\s*\{?10$", before) is not None
    return power or (raised in ("2", "3") and _LETTER.search(before.rstrip("} ")) is not None)


def _escape(source: Source, match: re.Match[str], place: str) -> Iterator[Edit]:
    behind = source.text[match.end() : match.end() + 1]
    opens_tag = match["escape"] == "<" and (behind.isalpha() or behind == "/")
    makes_heading = match["escape"] == "#" and source.line_at(match.start()).start == match.start()
    if not opens_tag and not makes_heading and place != _HTML:
        yield _cut(match.start(), match.start() + 1)


def _entity(source: Source, match: re.Match[str], place: str) -> Iterator[Edit]:
    char = html.unescape(match.group())
    if place != _HTML and len(char) == 1 and not (char == "<" and source.text[match.end() : match.end() + 1].isalpha()):
        yield _cut(match.start(), match.end(), " " if char.isspace() else char)


def _link(source: Source, match: re.Match[str], place: str) -> Iterator[Edit]:
    """[360亿元](https://…) is its words; [3](#note3) is the mark of a note."""
    if (match["target"] or "").startswith("#") and re.fullmatch(_NUMBER, match["link"]):
        yield _cut(match.start(), match.end())
    else:
        yield _cut(match.start(), match.start("link"))
        yield _cut(match.end("link"), match.end())


def _whole(source: Source, match: re.Match[str], place: str) -> Iterator[Edit]:
    yield _cut(match.start(), match.end())


def _raised(source: Source, match: re.Match[str], place: str) -> Iterator[Edit]:
    """In tables: 360<sup>1</sup> has a note, m<sup>2</sup> is a unit. What is raised in prose, its readers know."""
    kind = match.lastgroup or ""
    if place == _PROSE or (kind == "sup" and _OF_A_NOTE.fullmatch(match["sup"])):
        return
    of_unit = _is_of_unit(source.text[max(0, match.start() - 12) : match.start()], match[kind])
    if of_unit or _OF_A_NOTE.fullmatch(match[kind]):
        yield _cut(match.start(), match.start(kind))
        yield _cut(match.end(kind), match.end())
    elif re.search(r"\d", match[kind]):
        yield _cut(match.start(), match.end())


def _break(source: Source, match: re.Match[str], place: str) -> Iterator[Edit]:
    if place == _PROSE:
        yield _cut(match.start(), match.end(), "\n")


def _heading(source: Source, match: re.Match[str], place: str) -> Iterator[Edit]:
    if place == _PROSE:
        begins = source.line_at(match.start()).start == match.start() and not match["close"]
        yield _cut(match.start(), match.end(), "#" * int(match["level"]) + " " if begins else "")


def _tag(source: Source, match: re.Match[str], place: str) -> Iterator[Edit]:
    if place == _PROSE:
        yield _cut(match.start(), match.end())


def _code(source: Source, match: re.Match[str], place: str) -> Iterator[Edit]:
    yield _cut(match.start(), match.start("code"))
    yield _cut(match.end("code"), match.end())


def _marked(source: Source, match: re.Match[str], place: str) -> Iterator[Edit]:
    yield _cut(match.start(), match.start("marked"))
    yield _cut(match.end("marked"), match.end())


def _lead(source: Source, match: re.Match[str], place: str) -> Iterator[Edit]:
    if place == _PROSE:
        yield _cut(match.start(), match.end())


def _of_heading(source: Source, match: re.Match[str], place: str) -> Iterator[Edit]:
    if source.text.startswith("#", source.line_at(match.start()).start):
        yield _cut(match.start(), match.end())


_Maker = Callable[[Source, re.Match[str], str], Iterator[Edit]]
_MAKERS: dict[str, _Maker] = {
    "tex": _tex,
    "inline": _tex,
    "styled": _tex,
    "marked": _marked,
    "comment": _whole,
    "escape": _escape,
    "entity": _entity,
    "picture": _whole,
    "link": _link,
    "ref": _whole,
    "gone": _whole,
    "sup": _raised,
    "caret": _raised,
    "break": _break,
    "level": _heading,
    "tag": _tag,
    "struck": _whole,
    "fence": _whole,
    "code": _code,
    "lead": _lead,
    "closing": _of_heading,
    "attributes": _of_heading,
}
