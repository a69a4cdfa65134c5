"""Five-year plans are named by their number: 十四五 is the fourteenth."""

from text.numbers.numerals import DIGITS


def plan_period(char: str) -> tuple[int, int]:
    """The years of a five-year plan: 十四五 is 2021 to 2025 (十五 would be the tenth, 2001 to 2005).

    >>> plan_period("四")
    (2021, 2025)
    """
    return _years_of(10 + DIGITS[char])


def old_plan_period(char: str) -> tuple[int, int]:
    """The years of one of the plans up to the tenth, which are named by one character: 九五 is 1996 to 2000, 十五 2001 to 2005."""
    return _years_of(10 if char == "十" else DIGITS[char])


def _years_of(ordinal: int) -> tuple[int, int]:
    return 1951 + 5 * ordinal, 1955 + 5 * ordinal
