"""The year that a growth, a change or a multiple is against.

较2015年底下降28.8% is against 2015, 力争较“十三五”末增加50% against 2020, and 同比增长3.7% in 2022 against 2021. What names no
year (增长15%) has no known base.
"""

import re

from text.outline.periods import plan_period
from text.vocabulary import Measure

COMPARING = frozenset((Measure.GROWTH, Measure.CHANGE, Measure.MULTIPLE, Measure.CUMULATIVE))

_YEAR = r"""
    (?: (?P<year>20[0-4]\d)年(?!初)
      | ["“'‘]?十(?P<plan>[一二三四五六七八九])五["”'’]?(?:规划|时期|期)*末
      | (?P<before>上一?年|去年)
    )
"""
# 较2015年底   比“十二五”末   是2015年的   比上年   同比
_COMPARED = re.compile(rf"(?:比|较|相较于?|相当于|是|为){_YEAR}|同比", re.VERBOSE)
# 与2015年相比,
_AGAINST = re.compile(rf"[与同和]{_YEAR}(?:年?[底末]|同期)?相比", re.VERBOSE)


def base_year(clause: str, sentence: str, *, year: int | None, measure: Measure) -> int | None:
    """The year compared with, or None. `clause` and `sentence`: what stands in them before the number, without spaces.

    `year`: the year that the number is of; a year that is not before it is no base.
    """
    if measure not in COMPARING:
        return None
    # the nearest to the number
    found = [*_AGAINST.finditer(sentence), *_COMPARED.finditer(clause)]
    if not found:
        return None
    words = found[-1].groupdict()
    if words["year"]:
        base = int(words["year"])
    elif words["plan"]:
        base = plan_period(words["plan"])[1]
    elif year is not None:
        base = year - 1
    else:
        return None
    return base if year is None or base < year else None
