"""A target that is set by reference to something else, with no number: 增速高于全市平均水平, 与经济增长同步, 完成上级下达任务.

As in a cell of an indicator table, such words are a value of the kind ``ref``. They count only where a text plans: that a rise *was* above the average
is no target.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from indicators.reading.subjects import clean, split_list

_WHAT = (
    r"(?:经济(?:增长|增速|发展)|(?:国内|地区)?生产总值(?:增长|增速)?|GDP(?:增长|增速)?|(?:城镇)?居民(?:人均可支配)?收入(?:增长|增速)?|"
    r"[全我][国省市区县州盟旗]|国家|省[定级]?|市[定级]?|上级|上年|去年|同期|物价|财政收入(?:增长|增速)?|(?:全部|全社会|固定资产)+投资(?:增长|增速)?)"
)
_BY = r"(?:经|国家|中央|省委?|自治区|市委?|州|区|县|盟|上级|政府|部门|年度|审核|衔接|后|[和、])*"
_SET = r"(?:规定|下达|分解|要求|确定|考核|核定|控制|约束性|定)"
_ALONG = rf"(?:与|同|和|跟){_WHAT}[^,。;\d]{{0,10}}?(?:保持|实现|大体|基本)*(?:同步|一致|持平|相当|相适应)(?:增长)?"
_ABOVE = (
    rf"(?:不|略|明显|继续|持续|始终)*(?:高于|低于|快于|优于|好于|高出)(?:或等于)?{_WHAT}(?:(?!、[^,。;]{{2,16}}(?:[高低快优好]于|同步))[^,。;\d个两一二三四五六七八九十]){{0,12}}|"
    rf"(?:控制|保持|稳定|处于|达到|位于)(?:在|或[高低]于)?{_WHAT}的?平均(?:水平)?(?:以内|以下|以上|左右)?"
)
_TASK = (
    rf"(?:控制在|完成|达到|实现|符合)(?:好|了)?{_BY}{_SET}(?:的(?P<inner>[^,。;\d]{{2,12}}?))??的?(?:年度)?"
    r"(?:约束性)?(?:目标任务|目标|任务|指标|计划|要求|标准|控制数|范围)(?:要求)?(?:之内|以内|以下|内)?"
    r"|完成目标任务|(?:达到|符合)(?:国家|省|市|自治区|上级)+(?:要求|目标)"
)
_REFERENCE = re.compile(f"{_ALONG}|{_ABOVE}|{_TASK}")
_NUMBER = re.compile(r"约?(?:\d|[一二三四五六七八九十两]+个?(?:百分)?点|[一二三四五六七八九十两]个)")
# what such a target is of
_MEASURED = re.compile(
    r"(?:增速|增幅|增长|率|收入|能耗|总额|总值|投资|增加值|零售额|排放量?|浓度|比例|比重|占比|指标|强度|总量|减排量?|降碳|双控|产量|面积|天数|降幅|下降|"
    r"降低|用水量|保有量|(?:空气|环境|水|水环境)质量|改造|养老保险|参保)$"
)
_FALLS = re.compile(r"(?:下降|降低|减排)$")
_GROWS = re.compile(r"(?:增速|增幅|增长|下降|降低|降幅|[降增][低长]率|下降率)$")
_LINK = re.compile(r"(?:不折不扣|如期|按期|高质量|圆满|均|都|分别|全部|力争|确保|要|努力|继续|全面|等|的|也)+$")
_WIDTH = 60
_LONGEST = 24


class Reference(NamedTuple):
    """``text[start:end]`` are the words of a reference, ``of`` is where its clause begins; each of the ``subjects`` with whether it is a growth."""

    start: int
    end: int
    of: int
    subjects: tuple[tuple[str, bool], ...]


_HINT = re.compile(
    "(?=[高低快优好同一持相下规省市国分考核约控平审目上])"
    "(?:审核|目标任务|(?:国家|上级)(?:要求|目标)|[高低快优好]于|高出|同步|一致|持平|相当|相适应|下达|[规省市国]定|分解|考核|核定|约束性|控制目标|平均)"
)


def may_refer(text: str) -> bool:
    """Is there a word in a passage without which none of its numbers is set by reference?"""
    return _HINT.search(text) is not None


def references(text: str, clauses: Sequence[tuple[int, int]], own: re.Pattern[str]) -> Iterator[Reference]:
    """The references of a passage in order. ``own``: the words for the document's place."""
    told = 0
    for match in _REFERENCE.finditer(text):
        start, end = match.span()
        if _NUMBER.match(text, end):
            continue
        of = max(next(clause[0] for clause in reversed(clauses) if clause[0] <= start), start - _WIDTH)
        if of < told < start:  # 居民收入与经济增长同步、|农村居民收入高于城镇居民收入
            of = told + (text[told] in "、和且并")
        told = end
        before = _LINK.sub("", text[of:start])
        words = match["inner"] or clean(before, own)
        if found := _FALLS.search(before):
            words += found.group()
        subjects = tuple(split_list(words))
        if words.endswith("指标") and not all(_MEASURED.search(one) for one in subjects):
            subjects = (words,)  # 反映资源节约和环境质量的各项约束性指标
        whole = all(2 <= len(one) <= _LONGEST and _MEASURED.search(one) for one in subjects)
        if whole and words not in ("增速", "增幅"):
            grows = _GROWS.search(before) is not None or "增" in match.group()
            yield Reference(start, end, of, tuple((one, grows or _GROWS.search(one) is not None) for one in subjects))
