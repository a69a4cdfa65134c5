"""A line as it is printed becomes the characters to read: no spaces, no markup, no marks of notes, and each figure in one piece.

    新增“专精特新”[5]企业 6 家      →  新增“专精特新”企业6家
    年均浓度 $\\leq 35\\mu g/m^{3}$   →  年均浓度≤35μg/m3
    达到3 1 0亿元、建成3 600个      →  达到310亿元、建成3600个

Two numbers that only a space divides, and that are no figure printed in pieces, stay divided by one.
"""

import re
from typing import NamedTuple

from text.layout.formulas import PARTS, SIGNS
from text.numbers.units import WORDS

# what follows a number in brackets that is a figure: 累计〔15〕万人
_MEASURES = re.compile(r"%|‰|[万亿元吨亩]|个?百分点|公里|平方")
_RAISED = "¹²³⁰⁴⁵⁶⁷⁸⁹"
_CIRCLED = "①-⑳㉑-㉟㊱-㊿❶-❿➀-➓⓪⓵-⓾"
_LETTER = re.compile(r"[A-Za-zμ㎞㎝㎜㎥]$")
_ITEM = re.compile(r"\s*\d{1,2}[.,]")
_ZERO_WIDTH = re.compile("[\u00ad\u180e\u200b-\u200d\u2060\ufeff]+")
_NOTE_NUMBER = r"\s*\^?(?:注|脚注|尾注|见注)?\s*\d{1,3}(?:\s*[-,、~]\s*\d{1,3}){0,3}\s*"

MARKS = rf"<\[〔【({_CIRCLED}{_RAISED}"
"""The characters that the mark of a note can begin with, or a tag, for a set: a place without any of them is skipped at once."""

NOTES = (
    rf"<sup>[^<]{{0,4}}\d[^<]{{0,4}}</sup>|(?<=[一-鿿\w”’》%)])(?:[\[〔【]{_NOTE_NUMBER}[\]〕】]|\((?:注|见注)?\d{{1,2}}\)|[{_CIRCLED}{_RAISED}])"
    r"(?![号班期%万亿])"
)
"""The marks of notes, for readers that take no figures: 鸽业养殖基地〔3〕."""

# 360<sup>1</sup>亿元   PM<sub>2.5</sub>   [360](https://…)   ~~350~~   3~~5家
# $5.2\%$   “专精特新”[5]   360(1)亿元   360¹亿元   m²   360①亿元   360^1^亿元   \[5\]   &nbsp;   **
_TOKEN = re.compile(
    rf"""
    (?-i:(?=[{MARKS}\s*$\\^~&!_]))(?:
    <sup>\s*(?P<sup>[^<]{{1,12}}?)\s*</sup>
  | (?P<tag></?(?:sub|sup|b|u|i|em|strong|span|font)\b[^<>]{{0,60}}>)
  | \$(?P<tex>[^$。;\n]{{1,160}})\$
  | (?P<picture>!\[[^\[\]\n]{{0,80}}\]\([^()\n]{{1,400}}\))
  | \[(?P<link>[^\[\]\n]{{1,80}})\](?:\((?P<target>[^()\s]{{1,400}})\)|\{{[^{{}}\n]{{0,80}}\}})
  | (?P<note>\\?[\[〔【]{_NOTE_NUMBER}\\?[\]〕】]|\(\s*(?:注|见注)?\s*\d{{1,2}}\s*\))
  | (?P<raised>[{_RAISED}]+)
  | (?P<circled>[{_CIRCLED}]+)
  | (?P<caret>\^\[?(?P<power>\d{{1,3}})\]?\^)
  | (?P<struck>(?<![\d~])~~[^~,。;\n]{{1,60}}~~(?!~))
  | (?P<dash>(?<=\d)~~(?=\d))
  | (?P<under>(?<!_)__(?!_))
  | (?P<sunk>(?<=[A-Za-z])~(?P<index>[\dx.]{{1,3}})~)
  | \\(?P<hard>\s|$)
  | \\(?P<escape>[\\`*_{{}}\[\]()#+.!<>%~|^&$-])
  | (?P<entity>&(?:nbsp|ensp|emsp|lt|gt|amp|ge|le|middot|mdash|permil);)
  | (?P<star>\*+)
  | (?P<space>\s+)
    )""",
    re.VERBOSE | re.IGNORECASE,
)
# a group within a token that ends it, and the token
_WHOLE = {"index": "sunk", "power": "caret", "target": "link"}
_ENTITIES = {"lt": "<", "gt": ">", "amp": "&", "ge": "≥", "le": "≤", "middot": "·", "mdash": "—", "permil": "‰"}

_GAP = re.compile(r"\d[.,]?\s+[.,]?\d")
# 3 1 0   3 600   68 .3   2 025
_SPACED = re.compile(r"(?<![A-Za-z\d])(?<!\d[.,])\d[\d.,]*(?:\s+[\d.,]+)+")
_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:,?\s\d{3})+(?:\.\d{1,4})?")
_IN_POINT = re.compile(r"\d+\s*[.]\s*\d+|\d{1,3}(?:,\s*\d{3})+")
_BY_LETTER = re.compile(r"\d(?:\s*[.,]?\s+[.,]?\s*\d)+")
_BEHIND = re.compile(rf"\s{{0,2}}(?:%|‰|[万亿]|{'|'.join(map(re.escape, WORDS))})|[一-鿿/]")


class Characters(NamedTuple):
    """What is read of a line: its characters, the offset of each, and the spans of the marks of notes, which are left out."""

    text: str
    offsets: list[int]
    notes: list[tuple[int, int]]


class _Writer:
    """Adds the characters of a line one by one. ``before`` is what the passage ends with so far."""

    def __init__(self, row: str, printed: str, start: int, before: str) -> None:
        self.row, self.printed, self.start, self.before = row, printed, start, before
        self.pieces: list[str] = []
        self.offsets: list[int] = []
        self.notes: list[tuple[int, int]] = []
        self.table = row.startswith(("\t", "|")) or ("\t" in row and "\t" in row.strip())
        self.joined = _joined(row) if _GAP.search(row) else frozenset[int]()

    def copy(self, first: int, last: int) -> None:
        if first < last:
            self.pieces.append(self.row[first:last])
            self.offsets.extend(range(self.start + first, self.start + last))

    def put(self, char: str, at: int) -> None:
        self.pieces.append(char)
        self.offsets.append(self.start + at)

    @property
    def last(self) -> str:
        """The character that was written last."""
        return self.pieces[-1][-1] if self.pieces else self.before[-1:]

    def leave_out(self, first: int, last: int) -> None:
        """The mark of a note; its digits go to the ledger."""
        self.notes.append((self.start + first, self.start + last))

    def token(self, match: re.Match[str]) -> None:
        kind = _WHOLE.get(match.lastgroup or "", match.lastgroup)
        first, last = match.span()
        if kind in ("sup", "raised"):
            self._raised(match, kind)
        elif kind in ("caret", "link", "tex"):
            {"caret": self._power, "link": self._link, "tex": self._tex}[kind](match)
        elif kind in ("space", "hard"):
            self._space(first, last)
        elif kind in ("note", "circled"):
            if self._is_note(match):
                self.leave_out(first, last)
            elif match.group().startswith("\\"):
                self.copy(first + 1, last - 2)
                self.copy(last - 1, last)
            else:
                self.copy(first, last)
        elif kind in ("picture", "struck"):
            self.leave_out(first, last)
        elif kind == "dash":
            self.put("~", first)
        elif kind in ("escape", "sunk"):
            self.copy(*match.span("index" if kind == "sunk" else kind))
        elif kind == "entity" and (char := _ENTITIES.get(match.group()[1:-1].lower())):
            self.put(char, first)

    def _space(self, first: int, last: int) -> None:
        """A space is nothing, but for one between two numbers."""
        after = self.row[last : last + 1]
        if not after.isdecimal():
            return
        label = _ITEM.fullmatch(self.row, 0, first)  # 1. 3家企业: the label of an item
        numbers = self.last.isdecimal() and self.pieces
        if (numbers or label) and first not in self.joined and not _ZERO_WIDTH.fullmatch(self.printed, first, last):
            self.put(" ", first)

    def _is_note(self, match: re.Match[str]) -> bool:
        """Is a number in brackets the mark of a note, and not a figure, the number of a document, or the label of an item?"""
        first, last = match.span()
        row, last_char = self.row, self.last
        if match.lastgroup == "circled":
            return not self.table and last_char != "第" and not row[last:].startswith(("号", "班", "期"))
        if self.table or not last_char or not (self.row[:first].strip() or self.row[last:].strip()):
            return False
        behind = row[last : last + 8].lstrip()
        if behind.startswith(("号", "班", "期")) or last_char == "第":
            return False
        return last_char.isdecimal() or not _MEASURES.match(behind)

    def _raised(self, match: re.Match[str], kind: str) -> None:
        """m² is a unit, 360¹ has a note."""
        said = match[kind]
        number = re.fullmatch(rf"[\[(〔]?(?:注\s*)?[\d{_RAISED}{_CIRCLED},、\s-]{{1,8}}[\])〕]?", said)
        unit = _LETTER.search(self.last) and said in ("2", "3", "²", "³")
        if number and not unit:
            self.leave_out(*match.span())
        else:
            self.copy(*match.span(kind))

    def _power(self, match: re.Match[str]) -> None:
        """m^2^ is a unit, 360^1^ has a note."""
        if _LETTER.search(self.last) and match["power"] in ("2", "3"):
            self.copy(*match.span("power"))
        else:
            self.leave_out(*match.span())

    def _link(self, match: re.Match[str]) -> None:
        """[360亿元](https://…) is its words; [3](#note3) is the mark of a note."""
        if (match["target"] or "").startswith("#") and re.fullmatch(_NOTE_NUMBER, match["link"]):
            self.leave_out(*match.span())
        else:
            self.copy(*match.span("link"))

    def _tex(self, match: re.Match[str]) -> None:
        first, last = match.span("tex")
        if not re.search(r"\d|\\", match["tex"]):
            self.copy(*match.span())
            return
        position = first
        for part in PARTS.finditer(self.row, first, last):
            self.copy(position, part.start())
            position = part.end()
            if raised := part["raised"]:
                if _LETTER.search(self.last) and raised in ("2", "3"):
                    self.copy(*part.span("raised"))
                else:
                    self.leave_out(*part.span())
            elif part["circled"]:
                self.leave_out(*part.span())
            elif part["escape"]:
                self.copy(*part.span("escape"))
            elif part["word"] and (sign := SIGNS.get(part["word"])):
                self.put(sign, part.start())
        self.copy(position, last)


def _joined(row: str) -> frozenset[int]:
    """Where white space is inside one figure, and does not divide two."""
    joined: set[int] = set()
    for match in _SPACED.finditer(row):
        words = match.group().rstrip(".,")
        if _is_one(words, row, match):
            joined.update(match.start() + gap.start() for gap in re.finditer(r"\s+", words))
    return frozenset(joined)


def _is_one(words: str, row: str, match: re.Match[str]) -> bool:
    """Is this one figure: 3 1 0亿元, 3 600个, 68 .3%, 2 025年?"""
    behind = row[match.start() + len(words) : match.start() + len(words) + 8]
    digits = re.sub(r"\s", "", words)
    if re.fullmatch(r"(?:19|20)\d\d", digits) and re.match(r"\s*年", behind):
        return True
    if not _BEHIND.match(behind) and not re.search(r"\d\s\d\s\d\s\d\s?年", row):
        return False
    if not row[: match.start()].strip("　 \t#*-—"):
        return False  # 1. 3家企业: the label of an item
    return any(one.fullmatch(words) for one in (_BY_LETTER, _THOUSANDS, _IN_POINT))


def characters(row: str, printed: str, start: int, before: str) -> Characters:
    """The characters of a line to read.

    ``row``: the line, folded; ``printed``: as it is; ``start``: its offset; ``before``: the end of the passage that it goes on with.
    """
    writer = _Writer(row, printed, start, before)
    position = 0
    for match in _TOKEN.finditer(row):
        if match.start() > position:
            writer.copy(position, match.start())
        writer.token(match)
        position = match.end()
    writer.copy(position, len(row))
    return Characters("".join(writer.pieces), writer.offsets, writer.notes)
