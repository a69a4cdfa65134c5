"""The pieces of a line become its text: joined as a browser shows them, with raised and lowered signs read.

::

    全区<b>生产</b>总值达到360<sup>1</sup>亿元，人均绿地15m<sup>2</sup>  →  全区生产总值达到360亿元，人均绿地15m²
"""

import re

from text.loading.web.tree import Element, Say

# Around what is raised or lowered, until the line is whole. These code points are no characters, so no page holds them.
RAISED, NOT_RAISED, LOWERED, NOT_LOWERED = "\ufdd0", "\ufdd1", "\ufdd2", "\ufdd3"
PICTURE = "\ufdd4"
_MARKS = re.compile("[\ufdd0-\ufdef\x00]")
_RAISED = re.compile("\ufdd0([^\ufdd0\ufdd1]*)\ufdd1")

_SUPERSCRIPTS = str.maketrans("0123456789+-−－n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻ⁿ")
# m²   km³   万m²   (not 公里², which is a footnote)
_UNIT = re.compile(r"(?:^|[^A-Za-z])(?:[kcdmhnuμµ]?m|M)$")
# 3.6×10⁴   （10⁴ t）   and behind it a unit in Latin letters
_TEN = re.compile(r"(?:^|[^\d.,])10$")
_POWER = re.compile(r"[×xX*·•(（/／]\s*10$")
_EXPONENT = re.compile(r"[+\-−－]\d{1,2}$")
# 1   [1]   〔2〕   ①   注1   1,2   *
_NOTE = re.compile(
    r"(?:[\[【〔(（［]\s*)?(?:注释?\s*|note\s*)?(?:\d{1,3}|[①-⑳❶-❿⑴-⒇㉑-㉟]|[ivx]{1,4}|[a-e]|[*＊†‡§#※]{1,3})(?:\s*[\]】〕)）］])?"
    r"(?:\s*[,，、\-–]?\s*(?:[\[【〔(（［]\s*)?(?:\d{1,3}|[①-⑳❶-❿]|[*＊†‡§])(?:\s*[\]】〕)）］])?)*",
    re.IGNORECASE,
)
_OF_A_TABLE = re.compile(r"[*＊①-⑳†‡]+")  # in a cell they lead to the note below the table: figures of 2024

_WIDE = r"\u2e80-\u303f\u3040-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff01-\uff60“”‘’…—〇"
_BREAK_IN_WORDS = re.compile(rf"(?<=[{_WIDE}])[ \t\r\f]*\n[ \t\r\n\f]*|[ \t\r\f]*\n[ \t\r\n\f]*(?=[{_WIDE}])")
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_UNSEEN = re.compile(r"[\u200b-\u200f\u00ad\u2060\ufeff]")


def plain(text: str) -> str:
    """Text of a page without the code points that are marks here."""
    return _MARKS.sub("", text)


def line_text(pieces: list[str], say: Say, *, in_table: bool = False) -> str:
    """The pieces as one line."""
    text = _UNSEEN.sub("", "".join(pieces)).replace("\u00a0", " ")
    text = _BREAK_IN_WORDS.sub("", text)
    text = _BLANKS.sub(" ", text) if "\n" in text or "\t" in text or "\r" in text else text
    if RAISED in text:
        text = _without_raised(text, say, in_table=in_table)
    return _MARKS.sub("", text).strip()


def _without_raised(text: str, say: Say, *, in_table: bool) -> str:
    made: list[str] = []
    at = 0
    for raised in _RAISED.finditer(text):
        made.append(text[at : raised.start()])
        before = "".join(made[-2:])[-24:]
        at = raised.end()
        words = raised[1].strip()
        if _is_exponent(words, before, text[at : at + 8]):
            made.append(words.translate(_SUPERSCRIPTS))
        elif _NOTE.fullmatch(words) and not (in_table and _OF_A_TABLE.fullmatch(words)):
            say(
                "footnote_mark",
                "a raised sign leads to a note, and is no part of the figure before it",
                f"{before[-12:]} {words}".strip(),
            )
        else:
            made.append(words)
    return "".join(made) + text[at:]


def _is_exponent(words: str, before: str, after: str) -> bool:
    """m²   m⁻³   3.6×10⁴   （10⁴ t）; what is raised behind any other figure is a note."""
    if words in ("2", "3") and _UNIT.search(before):
        return True
    if _EXPONENT.fullmatch(words):
        return before[-1:].isalnum()
    if not words.isdigit() or len(words) > 2 or not _TEN.search(before):
        return False
    return _POWER.search(before) is not None or re.match(r"\s*[A-Za-z]", after) is not None


def formula(element: Element) -> str:
    """A formula of MathML in one line.

    >>> from text.loading.web.tree import parse
    >>> formula(parse("<math><mn>3.6</mn><mo>×</mo><msup><mn>10</mn><mn>4</mn></msup></math>", print).body)
    '3.6×10⁴'
    """
    children = [child for child in element.children if isinstance(child, Element) or child.strip()]
    if element.tag in ("annotation", "annotation-xml", "mphantom", "none", "mprescripts"):
        return ""
    said = [child.strip() if isinstance(child, str) else formula(child) for child in children]
    match element.tag, said:
        case "mfrac", [above, below]:
            return f"{above}/{below}"
        case "msup", [base, raised]:
            digits = re.fullmatch(r"[+\-−]?\d+|n", raised)
            return base + (raised.translate(_SUPERSCRIPTS) if digits else f"^{raised}")
        case "msqrt", _:
            return "√" + "".join(said)
        case "mfenced", _:
            return f"({','.join(said)})"
        case "mspace", _:
            return " "
        case (("mtr" | "mlabeledtr" | "mtd"), _):
            return " ".join(said) + " "
        case _:
            return "".join(said)
