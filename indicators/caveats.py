"""The caveat of a figure becomes remarks, each with what it means for a comparison.

按开办数计，可能含已停办的；按累计数列出，不一定等于期末数 is two remarks: the first says that something else is counted, the
second over what time. Caveats are made by `indicators.reading.linking` from the catalogue; where the text is known to
mean another thing, the figure can't be compared, where it only words it otherwise or leaves it open (原文作“城区”,
原文未写明为建成区), it is compared and the caveat goes along.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

A_DISTANCE = "与所比对象的差距，不是自身的升降"
"""Of a figure such as 高于全市平均水平|0.8个百分点, which is of no indicator."""
OF_THE_NAME = "名称可能"
"""How the caveats of a name begin that may not say of what the figure is."""
NO_SUBJECT = "名称可能不完整，所指须看原文"
"""Of 惠及居民|3.9万余户 and 完成投资|12亿元: by what, and of what, is said before the name."""
SAME_NAME = "名称可能不完整，文中同名的另有不同的数"
"""Of two figures of one name and one time that differ: what tells them apart is not in the name."""
MORE_BEHIND = "名称可能不完整，其后另有所述"
"""Of 49家|三级医院获评A级: those that are counted are not all that the name says."""
CLAUSE_IN_NAME = "名称可能含有别的语句，须看原文"
"""Of 制度全面实施、开户|602万人: the name begins within a sentence."""


class Bearing(StrEnum):
    """What a remark bears on."""

    DEFINITION = "definition"  # another thing is measured
    DOUBT = "doubt"  # worded otherwise, or left open: it may measure something else
    SPAN = "span"  # over what time; the figure itself says so, too
    BASE = "base"  # a change whose base is not named


@dataclass(frozen=True, slots=True)
class Remark:
    text: str
    bearing: Bearing


# 多年累计数，不与单年数比较   多年年均增速，不与单年增速比较   按累计数列出，不一定等于期末数   至2025年合计，不与单年数比较
_SPAN = re.compile(r"不与单年(?:数|增速)比较\Z|不一定等于期末数\Z")
_TOTAL_UP_TO = re.compile(r"至20\d\d年合计")
_RUNNING_TOTAL = "按累计数列出"
_BASE = re.compile(r"未写明比较的基期\Z")
# 原文作“引育”   原文未写明为建成区   分母为财政支出，未写明为…   原文未写明计量单位   以“户”计，本指标以“家”计   规划期内每年的数
_DOUBT = re.compile(rf"\A(?:原文作|{OF_THE_NAME})|未写明|\A以“[^”]+”计，本指标以“[^”]+”计\Z|\A规划期内每年的数\Z")


def read_caveat(caveat: str | None) -> list[Remark]:
    """The remarks of a caveat, in its order."""
    return [Remark(text, _bearing(text)) for text in (caveat or "").split("；") if text]


def _bearing(text: str) -> Bearing:
    if _SPAN.search(text):
        return Bearing.SPAN
    if _BASE.search(text):
        return Bearing.BASE
    return Bearing.DOUBT if _DOUBT.search(text) else Bearing.DEFINITION


def is_of_the_name(remark: Remark) -> bool:
    """Does it say that the name of the figure may not say of what it is?"""
    return remark.text.startswith(OF_THE_NAME)


def sums_up_to_a_year(caveat: str | None) -> bool:
    """至2025年合计: a total of which the text does not say when it begins."""
    return bool(_TOTAL_UP_TO.search(caveat or ""))


def is_running_total(caveat: str | None) -> bool:
    """按累计数列出: a stock that is stated as what was added up."""
    return _RUNNING_TOTAL in (caveat or "")
