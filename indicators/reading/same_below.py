"""（预计数，下同）: a remark that the figures of a review are expected, those below it too.

It is said once, behind the first headline figure. In its own sentence it holds for all sums, amounts and rates of the year, below it for what is reckoned
of the whole place (固定资产投资, 服务业增加值), up to where the review of that year ends. What was counted or signed (新增上云企业6家, 合同金额2亿元) is known.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from text.numbers.units import MONEY, words_of
from text.outline.periods import Setting, ShiftDirection
from text.outline.timeline import setting_at

_EXPECTED = re.compile(r"\((?=[^()]{0,16}(?:下同|以下))(?=[^()]{0,16}预计)[^()]{2,20}\)|预计数?\(下同\)")
# （快报数，下同）: says another thing of what is below it
_OTHERWISE = re.compile(r"\([^()]{0,12}数[,、]?下同\)")
_OPENED = re.compile(
    r"(?:(?:全年|(?:到|截至)?20\d\d年[底末]?|“?十[一二三四五六七八九]五”?末),?){0,2}(?:全[省市州盟县区旗])?预计"
)
_SENTENCE_END = re.compile("[。!?]")
_AMOUNTS = MONEY | words_of("ratio", "points", "mass")
_RECKONED = re.compile(
    "(?:生产总值|GDP|产值|增加值(?:率|占.+)?|(?<!总)投资|收入|支出|税收|零售总?额|进出口(?:总?[额值])?|[进出]口(?:总?额)?|比重|占比|产量|用电量)$"
)


class Turn(NamedTuple):
    """From ``start`` on, the figures of ``year`` are expected; up to ``until``, where its sentence ends, all of them. No year: none are."""

    start: int
    until: int
    year: int | None


@dataclass(slots=True)
class SameBelow:
    """Goes with the passages of a document, one after the other; ``year``: the one whose figures are expected from here on.

    ``unended``: that of a sentence that 预计 opens and that goes on in the next line (预计生产总值945亿元； / 财政收入101亿元).
    """

    year: int | None = None
    unended: int | None = None

    def turns(self, text: str, settings: Sequence[tuple[int, Setting]]) -> list[Turn]:
        """Where in a passage figures begin to be expected; what the last says goes on behind the passage."""
        if self.year is not None and not _reviews(settings[0][1], self.year):
            self.year = None
        found = [Turn(0, 0, self.year)] if self.year is not None else []
        if "下同" in text or ("以下" in text and "预计" in text):
            for match in _EXPECTED.finditer(text):
                setting = setting_at(settings, match.start())
                if setting.direction is ShiftDirection.BACK and setting.year is not None:
                    found.append(Turn(*_sentence_around(text, match.start()), setting.year))
            found += [Turn(one.end(), 0, None) for one in _OTHERWISE.finditer(text) if "预计" not in one.group()]
            found.sort(key=lambda turn: turn[:2])
        self.year = found[-1].year if found else None
        if self.unended is not None and _reviews(settings[0][1], self.unended):
            end = _sentence_around(text, 0)[1]
            said = [turn for turn in found if turn.start or turn.until]
            before = found[0].year if len(said) < len(found) else None
            found = sorted([Turn(0, end, self.unended), Turn(end, 0, before), *said], key=lambda turn: turn.start)
        self.unended = self._goes_on(text, settings)
        return found

    def _goes_on(self, text: str, settings: Sequence[tuple[int, Setting]]) -> int | None:
        start, end = _sentence_around(text, len(text))
        if not text.endswith(";"):
            return None
        if not start and self.unended is not None:
            return self.unended
        setting = setting_at(settings, start)
        opened = _OPENED.match(text, start, end) is not None and setting.direction is ShiftDirection.BACK
        return setting.year if opened else None


def _reviews(setting: Setting, year: int) -> bool:
    return setting.direction is ShiftDirection.BACK and setting.year == year


def _sentence_around(text: str, position: int) -> tuple[int, int]:
    before = [match.end() for match in _SENTENCE_END.finditer(text, 0, position)]
    behind = _SENTENCE_END.search(text, position)
    return before[-1] if before else 0, behind.start() if behind else len(text)


def is_expected_below(turns: Sequence[Turn], position: int, year: int | None, base: str, subject: str) -> bool:
    """Is a figure of ``year`` at ``position``, in a unit of ``base``, one that was said to be expected?"""
    turn = next((one for one in reversed(turns) if one.start <= position), None)
    if turn is None or turn.year is None or turn.year != year or base not in _AMOUNTS:
        return False
    return position < turn.until or _RECKONED.search(subject) is not None
