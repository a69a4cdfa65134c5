"""What the cells of a list of works say beside the name: years of building, the place, the group of works; and which rows are no works.

::

    2021-2023, 2021年3月—2023年底     →  2021, 2023         一、交通基础设施（12个）  →  a group: 交通基础设施
    2023年开工                         →  2023, None         合计 | | 25209775         →  a sum
"""

import re

from text.sources.source import fold

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_SHORT = re.compile(r"(?<!\d)20(\d\d)年?[-—~至/](\d\d)年?(?!\d|月|\.)")
_BEGINS = re.compile("开工|动工|启动|起(?!止)|开始|始建")
_ENDS = re.compile("竣工|建成|完工|完成|投产|投用|通车|交付|前|时限|年底|节点")


def years_of(text: str, heading: str = "") -> tuple[int | None, int | None]:
    """The first and the last year of building, in a cell below a heading; None for what is not said, and for both where it makes no sense."""
    word = re.sub(r"\s+", "", fold(text))
    if match := _SHORT.search(word):
        first, last = int(match[1]), int(match[2])
        if last > 12 and first <= last:  # 2021-23 is no month
            return 2000 + first, 2000 + last
    found = [int(year) for year in _YEAR.findall(word)]
    if not found:
        return None, None
    if len(found) > 1:
        return (found[0], found[-1]) if found[0] <= found[-1] else (None, None)
    told = heading + re.sub(r"[\d.]+", "", word)
    if word.endswith(("-", "—", "~", "至今")) or (_BEGINS.search(told) and not _ENDS.search(told)):
        return found[0], None
    if _ENDS.search(told) and not _BEGINS.search(told):
        return None, found[0]
    return found[0], found[0]


# 建设期限2021—2025年   （2021—2025年，江口街道）   2022年开工，2024年建成   计划2023年底竣工
_SPAN = re.compile(
    r"(?:建设|实施)?(?:期限|年限|周期|工期|时间|起止年限)(?:为|:)?(?P<first>20\d\d)年?[-—~至到](?P<last>20\d\d)年?|"
    r"(?P<begin>20\d\d)年?[-—~至到](?P<end>20\d\d)"
    r"(?:年(?:建设|实施)|(?:(?<=[(,。;]20\d\d[-—~至到]20\d\d)|(?<=[(,。;]20\d\d年[-—~至到]20\d\d))年?(?=[),。;]))"
)
_MONTH = r"年(?:\d{1,2}月|[年底初末]|上半年|下半年|[一二三四]季度)*前?"
_STARTED = re.compile(rf"(20\d\d){_MONTH}(?:启动|开始|正式|已|计划)*(?:开工|动工|启动建设|开建)")
_FINISHED = re.compile(
    rf"(20\d\d){_MONTH}(?:基本|全面|全线)*(?:建成|竣工|完工|投产|投用|投入使用|投入运营|通车|完成建设|交付使用)"
)


def years_told(text: str) -> tuple[int | None, int | None]:
    """The years of building that the words about one work say; None for what they don't. Folded and without spaces."""
    if "20" not in text:
        return None, None
    if span := _SPAN.search(text):
        first, last = int(span["first"] or span["begin"]), int(span["last"] or span["end"])
        return (first, last) if first <= last else (None, None)
    started, finished = _STARTED.search(text), _FINISHED.search(text)
    return int(started[1]) if started else None, int(finished[1]) if finished else None


_SUM = re.compile(r"(?:总|合|小|共|累)计|(?:投资)?(?:总|合)计.{0,6}|共\d+[个项].{0,4}|(?:全[省市区县州])?(?:总计|合计)")
_NUMBERED = re.compile(
    r"[(]?[一二三四五六七八九十]{1,3}[)、.]|[(]?[一二三四五六七八九十]{1,3}[)]?$|第[一二三四五六七八九十]{1,3}[类部]"
)
_COUNTED = re.compile(r"[(/][^()]{0,40}[)]?$|[共计]\d+[个项].*$|\d+[个项]$")


def is_sum(word: str) -> bool:
    """Is a cell the name of a sum: 合计, 小 计, 总计（12项）? Folded and without spaces."""
    return _SUM.fullmatch(re.sub(r"\(.*\)$|[:]$", "", word)) is not None


def group_of(word: str) -> str | None:
    """一、交通基础设施（12个） → 交通基础设施; None where nothing is left. Folded and without spaces."""
    said = re.sub(r"^(?:[(]?[一二三四五六七八九十]{1,3}[)、.]|[(]?\d{1,2}[)、.])", "", word)
    while (match := _COUNTED.search(said)) and match.start() >= 2:
        said = said[: match.start()]
    said = said.strip(":、/")
    return said if len(said) >= 2 and re.search("[\u4e00-\u9fff]", said) else None


def is_group_number(word: str) -> bool:
    """Is the number of a row one of a group of rows (一, （二）, 三、) and not of a work?"""
    return _NUMBERED.fullmatch(word) is not None


def begins_group(word: str) -> bool:
    """Does a cell alone in its row begin as a group does: 一、交通, （二）能源?"""
    return re.match(r"[(]?[一二三四五六七八九十]{1,3}[)、.]", word) is not None
