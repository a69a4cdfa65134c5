"""Numbers in the forms that Word counts in (ST_NumberFormat, ECMA-376 part 1, 17.18.59), as Word writes them.

>>> [numeral(12, form) for form in ("chineseCountingThousand", "ideographDigital", "decimalEnclosedCircle", "upperRoman")]
['十二', '一二', '⑫', 'XII']
"""

from collections.abc import Callable

_DIGITS = "〇一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖", "拾佰仟", "万"
_LEGAL_TRADITIONAL = "零壹貳參肆伍陸柒捌玖", "拾佰仟", "萬"
_LEGAL_JAPANESE = "〇壱弐参四伍六七八九", "拾百阡", "萬"
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"


def _grouped(number: int, digits: str, units: str, myriad: str) -> str:
    """一千二百〇三: digits with their units; the noughts between are one, and those at the end none."""
    if number >= 10_000:
        high, low = divmod(number, 10_000)
        gap = digits[0] if 0 < low < 1_000 else ""
        return (
            _grouped(high, digits, units, myriad) + myriad + gap + (_grouped(low, digits, units, myriad) if low else "")
        )
    text, nought = "", False
    for place in range(3, -1, -1):
        digit = number // 10**place % 10
        if digit == 0:
            nought = nought or bool(text)
            continue
        text += (digits[0] if nought else "") + digits[digit] + (units[place - 1] if place else "")
        nought = False
    return text or digits[0]


def _counting(number: int) -> str:
    text = _grouped(number, _DIGITS, "十百千", "万")
    return text[1:] if text.startswith("一十") else text


def _to_ninety_nine(number: int) -> str:
    """十二, but 一○○ from a hundred on."""
    return _counting(number) if number < 100 else "".join("○一二三四五六七八九"[int(digit)] for digit in str(number))


def _japanese(number: int) -> str:
    """百一, 千二百: neither a nought nor a one before a unit."""
    text = _grouped(number, _DIGITS, "十百千", "万").replace("〇", "") or "〇"
    for unit in "十百千":
        text = text.replace("一" + unit, unit)
    return text


def _digit_by_digit(number: int, digits: str = _DIGITS) -> str:
    return "".join(digits[int(digit)] for digit in str(number))


def _in_turn(signs: str) -> Callable[[int], str]:
    """Signs in a row, and plain figures beyond them."""
    return lambda number: signs[number - 1] if 1 <= number <= len(signs) else str(number)


def _letters(number: int) -> str:
    """A … Z, AA, BB … ZZ, AAA"""
    if number < 1 or number > 780:
        return str(number)
    times, index = divmod(number - 1, 26)
    return chr(ord("A") + index) * (times + 1)


_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


def _roman(number: int) -> str:
    if not 0 < number < 4000:
        return str(number)
    text = ""
    for amount, letters in _ROMAN:
        text += letters * (number // amount)
        number %= amount
    return text


def _ordinal(number: int) -> str:
    ending = "th" if number // 10 % 10 == 1 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _range(first: str, count: int) -> str:
    return "".join(chr(ord(first) + index) for index in range(count))


_CIRCLED = _range("①", 20) + _range("㉑", 15) + _range("㊱", 15)
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")

_FORMS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalHalfWidth": str,
    "decimalZero": lambda number: f"{number:02}",
    "decimalFullWidth": lambda number: str(number).translate(_FULL_WIDTH),
    "decimalFullWidth2": lambda number: str(number).translate(_FULL_WIDTH),
    "decimalEnclosedCircle": _in_turn(_CIRCLED),
    "decimalEnclosedCircleChinese": _in_turn(_CIRCLED),
    "decimalEnclosedParen": _in_turn(_range("⑴", 20)),
    "decimalEnclosedFullstop": _in_turn(_range("⒈", 20)),
    "chineseCounting": _to_ninety_nine,
    "chineseCountingThousand": _counting,
    "chineseLegalSimplified": lambda number: _grouped(number, *_LEGAL),
    "taiwaneseCounting": _to_ninety_nine,
    "taiwaneseCountingThousand": _counting,
    "taiwaneseDigital": lambda number: _digit_by_digit(number, "○一二三四五六七八九"),
    "japaneseCounting": _japanese,
    "japaneseLegal": lambda number: _grouped(number, *_LEGAL_JAPANESE),
    "japaneseDigitalTenThousand": _digit_by_digit,
    "koreanDigital2": _digit_by_digit,
    "ideographDigital": _digit_by_digit,
    "ideographLegalTraditional": lambda number: _grouped(number, *_LEGAL_TRADITIONAL),
    # Word puts these in brackets, in spite of their name.
    "ideographEnclosedCircle": _in_turn("㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩"),
    "ideographTraditional": _in_turn(_STEMS),
    "ideographZodiac": _in_turn(_BRANCHES),
    "ideographZodiacTraditional": lambda number: (
        _STEMS[(number - 1) % 10] + _BRANCHES[(number - 1) % 12] if 0 < number <= 60 else str(number)
    ),
    "upperLetter": _letters,
    "lowerLetter": lambda number: _letters(number).lower(),
    "upperRoman": _roman,
    "lowerRoman": lambda number: _roman(number).lower(),
    "ordinal": _ordinal,
    "hex": lambda number: f"{number:X}",
    "numberInDash": lambda number: f"- {number} -",
    "none": lambda number: "",
    "bullet": lambda number: "",
}


def numeral(number: int, form: str) -> str:
    """A number as Word writes it in a form; in one that is not of this field (Hebrew, Thai) in figures."""
    return _FORMS.get(form, str)(max(0, number))
