"""Equations (OMML) as a line of text: a fraction is a/b, a power m² or a^(n+1), a root √(a); no figure of them is lost.

>>> superscript("2"), superscript("-1"), subscript("2.5")
('²', '⁻¹', '₂.₅')
"""

from collections.abc import Iterable

from text.loading.word.names import Element, name_of

_ABOVE = str.maketrans("0123456789+-−–=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁼⁽⁾ⁿ")
_BELOW = str.maketrans("0123456789+-−–=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₋₌₍₎")
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_PLAIN_BESIDE = frozenset(".·, ")


def superscript(text: str) -> str | None:
    """A text in raised characters; None if there are none for it."""
    return _moved(text, _ABOVE)


def subscript(text: str) -> str | None:
    """A text in lowered characters (the point of ₂.₅ stays as it is); None if there are none for it."""
    return _moved(text, _BELOW)


def _moved(text: str, table: dict[int, int]) -> str | None:
    text = text.strip()
    if not text or any(ord(char) not in table and char not in _PLAIN_BESIDE for char in text):
        return None
    return text.translate(table)


def linear(element: Element) -> str:
    """An equation, or a part of one, as text."""
    write = _WRITERS.get(name_of(element))
    return write(element) if write else _all(element)


def _all(parts: Iterable[Element]) -> str:
    return "".join(linear(part) for part in parts)


def _part(element: Element, name: str) -> str:
    found = element.find(_MATH + name)
    return "" if found is None else _all(found)


def _whole(text: str) -> str:
    """In brackets, unless it is one thing."""
    text = text.strip()
    single = len(text) <= 1 or text.isalnum() or text.replace(".", "", 1).removesuffix("%").isalnum()
    return text if single or (text[0] == "(" and text.find(")") == len(text) - 1) else f"({text})"


def _property(element: Element, group: str, name: str) -> str | None:
    found = element.find(f"{_MATH}{group}/{_MATH}{name}")
    return None if found is None else found.get(_MATH + "val", "")


def _run(element: Element) -> str:
    return "".join(
        (one.text or "") if name_of(one) in ("m:t", "w:t") else " " if name_of(one) in ("w:tab", "w:br") else ""
        for one in element
    )


def _fraction(element: Element) -> str:
    over, under = _part(element, "num"), _part(element, "den")
    if _property(element, "fPr", "type") == "noBar":
        return f"({over} {under})"
    return f"{_whole(over)}/{_whole(under)}"


def _above(text: str) -> str:
    return superscript(text) or (f"^{_whole(text)}" if text.strip() else "")


def _below(text: str) -> str:
    return subscript(text) or (f"_{_whole(text)}" if text.strip() else "")


def _power(element: Element) -> str:
    base = _part(element, "e")
    return base + _below(_part(element, "sub")) + _above(_part(element, "sup"))


def _scripted_before(element: Element) -> str:
    return _below(_part(element, "sub")) + _above(_part(element, "sup")) + _part(element, "e")


def _root(element: Element) -> str:
    degree = _part(element, "deg").strip()
    return f"{superscript(degree) or degree}√{_whole(_part(element, 'e'))}"


def _between(element: Element) -> str:
    opening = _property(element, "dPr", "begChr")
    closing = _property(element, "dPr", "endChr")
    sign = _property(element, "dPr", "sepChr") or ","
    parts = [_all(one) for one in element.iterfind(_MATH + "e")]
    return f"{'(' if opening is None else opening}{sign.join(parts)}{')' if closing is None else closing}"


def _large(element: Element) -> str:
    sign = _property(element, "naryPr", "chr")
    return (
        ("∫" if sign is None else sign)
        + _below(_part(element, "sub"))
        + _above(_part(element, "sup"))
        + _part(element, "e")
    )


def _rows(element: Element) -> str:
    rows = [[_all(cell) for cell in row.iterfind(_MATH + "e")] for row in element.iterfind(_MATH + "mr")]
    return "[" + "; ".join(", ".join(row) for row in rows) + "]"


def _lines(element: Element) -> str:
    return "; ".join(_all(one) for one in element.iterfind(_MATH + "e"))


def _named(element: Element) -> str:
    return f"{_part(element, 'fName')}{_whole(_part(element, 'e'))}"


def _limit(element: Element) -> str:
    return f"{_part(element, 'e')}({_part(element, 'lim')})"


def _nothing(element: Element) -> str:
    return ""


_WRITERS = {
    "m:r": _run,
    "m:f": _fraction,
    "m:sSup": _power,
    "m:sSub": _power,
    "m:sSubSup": _power,
    "m:sPre": _scripted_before,
    "m:rad": _root,
    "m:d": _between,
    "m:nary": _large,
    "m:m": _rows,
    "m:eqArr": _lines,
    "m:func": _named,
    "m:limLow": _limit,
    "m:limUpp": _limit,
    "w:del": _nothing,
    "w:moveFrom": _nothing,
    "w:rPr": _nothing,
    "": _nothing,
    **dict.fromkeys(
        (
            "m:" + one
            for one in "rPr fPr sSupPr sSubPr sSubSupPr sPrePr radPr dPr naryPr mPr eqArrPr funcPr limLowPr limUppPr accPr barPr ctrlPr".split()
        ),
        _nothing,
    ),
}
