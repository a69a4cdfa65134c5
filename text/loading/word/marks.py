"""Which raised and lowered letters are marks (of footnotes) and which belong to the word: 360¹亿元 is 360亿元, and m² is m².

>>> resolved([AtHeight("面积12km"), AtHeight("2", raised=True), AtHeight("，产值360"), AtHeight("1", raised=True), AtHeight("亿元")])
('面积12km²，产值360亿元', ['1'])
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from text.loading.word.equations import subscript, superscript


@dataclass(frozen=True, slots=True)
class AtHeight:
    """Letters of a paragraph that stand at one height."""

    text: str
    raised: bool = False
    lowered: bool = False


# [1]  （2）  ①  注3  *  1,2  1-3  a
_MARK = re.compile(
    r"\s*(?:[\[(（〔【［]\s*)?(?:注\s*)?(?:\d{1,3}(?:\s*[-,，、–—~]\s*\d{1,3})*|[①-⑳㉑-㉟❶-❿⑴-⒇]+|[*＊†‡§#※]+|[a-zA-Z]|注|[ivx]{1,4})(?:\s*[\])）〕】］])?\s*"
)
_BEGINS_WITH_DIGITS = re.compile(r"([23])(?!\d)(.*)", re.DOTALL)
# km2, hm3, 万m2, μg/m3, 米²/
_LENGTH = re.compile(r"(?:^|[^A-Za-z])(?:[kKcCdDhHnNμµ]|[a-zA-Z·/]*[/·])?[mM]$")
_METRE = re.compile(r"(?:[万亿千厘毫公]|/|／|[\d])米$")
_AFTER_METRE = re.compile(r"\s*[/／)）]")
# ×10⁴, 10⁸kW·h
_TEN = re.compile(r"(?:[×xX*·]\s*10|(?:^|[^\d.,])10)$")
_TIMES_TEN = re.compile(r"[×xX*·]\s*10$")
_UNIT_AFTER = re.compile(r"\s*(?:[a-zA-Z℃]|吨|立方|千瓦|平方|个/|米)")
_COUNTED = re.compile(r"\s*(?:[亿万千百]?(?:[亿万元吨亩户]|公[里顷斤]|平方)|[%％‰]|个百分点)")
_LETTER = re.compile(r"[A-Za-z]$")
_NEAR = 40  # characters around raised letters that tell what they are
_DEGREE = re.compile(r"[oO0°。º˚]")


# Of these none becomes a digit of a figure: they stay in the cells of a table, and before the note below it that they point to (注：*为2019年数据)
_SIGN = re.compile(r"\s*[*＊※①-⑳]{1,3}\s*")
_BEFORE_NOTE = re.compile(r"\s*(?:注\s*[:：]?\s*)?")


def resolved(pieces: Sequence[AtHeight], *, in_cell: bool = False) -> tuple[str, list[str]]:
    """The text of pieces, and the marks that are not in it."""
    text = ""
    marks: list[str] = []
    joined = _joined(pieces)
    for index, piece in enumerate(joined):
        after = joined[index + 1].text if index + 1 < len(joined) else ""
        if piece.lowered:
            text += subscript(piece.text) or piece.text
        elif not piece.raised or not piece.text.strip():
            text += piece.text
        elif (kept := _kept(piece.text, text[-_NEAR:], after[:_NEAR])) is not None:
            text += kept
        elif _SIGN.fullmatch(piece.text) and (in_cell or _BEFORE_NOTE.fullmatch(text[-_NEAR:])):
            text += piece.text.strip()
        else:
            marks.append(piece.text.strip())
    return text, marks


def _joined(pieces: Sequence[AtHeight]) -> list[AtHeight]:
    joined: list[AtHeight] = []
    for piece in pieces:
        last = joined[-1] if joined else None
        if last is not None and (last.raised, last.lowered) == (piece.raised, piece.lowered):
            joined[-1] = AtHeight(last.text + piece.text, piece.raised, piece.lowered)
        elif piece.text:
            joined.append(piece)
    return joined


def _kept(raised: str, before: str, after: str) -> str | None:
    """What raised letters are as characters of the text; None if they are a mark."""
    before = before.rstrip()
    if (match := _BEGINS_WITH_DIGITS.match(raised.strip())) and (
        _LENGTH.search(before) or (_METRE.search(before) and _AFTER_METRE.match(match[2] + after))
    ):
        rest = match[2]
        return (superscript(match[1]) or "") + ("" if rest and _MARK.fullmatch(rest) else rest)
    if _is_power(raised.strip(), before, after):
        return superscript(raised)
    if _DEGREE.fullmatch(raised.strip()) and re.match(r"\s*[CcF\u2032'\d]", after) and re.search(r"\d$", before):
        return "°"
    if raised.strip() in ("TM", "SM", "R", "®", "™", "©"):
        return {"TM": "™", "R": "®"}.get(raised.strip(), raised)
    if re.fullmatch(r"st|nd|rd|th", raised.strip()) and before[-1:].isdigit():
        return raised
    if re.fullmatch(r"\s*\d+\s*", raised) and _COUNTED.match(after) and not re.search(r"[\d.%％)）]$", before):
        return raised  # 达到³⁶⁰亿元: a figure that is raised, since without it nothing would be counted
    return None if _MARK.fullmatch(raised) else raised


def _is_power(raised: str, before: str, after: str) -> bool:
    if superscript(raised) is None:
        return False
    if re.match(r"[-−–+]\s*\d|\d?[+\-−]$", raised) and (
        _LETTER.search(before) or _TEN.search(before)
    ):  # m⁻², Ca²⁺, 10⁻³
        return True
    if not re.fullmatch(r"\d{1,2}", raised) or not _TEN.search(before):
        return False
    return bool(_TIMES_TEN.search(before) or (int(raised) > 1 and _UNIT_AFTER.match(after)))
