"""The words around a number become its direction: 下降14.7% is a fall, 提高2.3个百分点 a rise.

The value of a row stays as printed, so that a fall may have a minus sign (增长-3.2%) or none (下降3.2%, 负增长3.2%); ``indicators.units.signed`` makes
both of them -3.2.
"""

import re
from decimal import Decimal
from pathlib import Path

from text.lexicon import load
from text.numbers.units import words_of
from text.vocabulary import Measure, Movement

WORDS = load(Path(__file__).parents[1] / "data" / "directions.toml")

_MOVES = re.compile(rf"(?P<fall>{WORDS.any('falls')})|{WORDS.any('rises')}")
_MOVES_BEHIND = re.compile(
    r"(?:以上|左右|以内)?的?(?:年均|平均|增长)?(?:速度|增速|增幅|增长率|(?P<fall>降幅|降速|负增长)|(?<!年均)(?<!平均)增长(?=[,。;、]|$))"
)
# what is better where it is lower: PM2.5浓度改善12%
_LOWER = re.compile(r"浓度|PM|污染|综合指数|排放")
_REACHED = re.compile(r".?了?[至到为]")
_BESIDE = re.compile(r"[高低快慢优]于|超过全|超出全")
# 快于2024年|1.8个百分点, 低于上年|0.4个百分点: a movement since then
_THAN_BEFORE = re.compile(
    r"(?:(?P<fall>[低慢少])|[高快多])于(?:20\d\d年|上一?年|去年|同期|“?十[一二三四五六七八九]五)[^,;。\d]{0,6}$"
)
# 快于经济增速|1.9个百分点: what it is compared with
_COMPARED_RATE = re.compile(r"(?<=于)[^,;:于]{0,10}?(?:增[速幅]|增长)(?:速度)?$")
_PERCENTS = words_of("ratio", "points")
_YEARLY = re.compile("每年(?:提高|增加|增长|减少|下降|降低)$")  # 养老金每年提高|10元
_GROWN = ("翻", "倍增")
_MOVING = (Measure.GROWTH, Measure.CHANGE, Measure.MULTIPLE)
_MOVING_RATES = (Measure.CUMULATIVE, Measure.ANNUAL_AVERAGE)


def direction_of(
    measure: Measure, *, unit: str | None, value: Decimal, said: str, subject: str, near: str, behind: str
) -> Movement | None:
    """Whether a number is how far something rises or falls; None for what does not move, as a level or a share.

    ``said``: the number as printed; ``near``: the words just before it; ``behind``: what follows it. The last word that tells holds:
    增速回落2个百分点 is a fall.
    """
    rate = (unit or "") in _PERCENTS
    yearly = measure is Measure.ANNUAL_AVERAGE and _YEARLY.search(near)
    if measure not in _MOVING and not (rate and measure in _MOVING_RATES) and not yearly:
        return None
    if value < 0:
        return Movement.FALL  # 增长-3.2%
    if said.startswith(("+", *_GROWN)):
        return Movement.RISE  # whatever stands before: the number says it
    last = re.split("[,;:]", near)[-1] or near
    last = _COMPARED_RATE.sub("", last) if _BESIDE.search(last) else last
    moves = list(_MOVES.finditer(last))
    if len(moves) > 1 and _REACHED.match(last, moves[-1].end()):
        moves.pop()  # 增速回落至5.2% is a rise of 5.2%
    found = moves[-1] if moves else _MOVES_BEHIND.match(behind) if value else None  # 确保新增违建|零增长
    if than := _THAN_BEFORE.search(last):
        return Movement.FALL if than["fall"] else Movement.RISE
    if moves and _BESIDE.search(last, moves[-1].end()):
        return None  # 增速高于全省平均2个百分点
    if found is None:
        return Movement.FALL if rate and "改善" in last and _LOWER.search(subject) else None
    return Movement.FALL if found["fall"] else Movement.RISE
