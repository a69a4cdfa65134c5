"""The title of a plan for one field (专项规划): whose it is, of what, and for which years.

::

    浙江省城市内涝治理“十四五”规划          浙江省 · 城市内涝治理 · 2021 to 2025
    嵩县国土空间总体规划(2021-2035年)       嵩县 · 国土空间总体 · 2021 to 2035

Such a title begins with the place or with the years, and ends in 规划. A plan of a development zone, a region, a town, a company or a hospital is of that,
and not of the division whose name stands before it.
"""

import re
from dataclasses import dataclass
from hashlib import sha256

from districts.reading.divisions import COMMON_WORDS, named_by
from text.numbers.numerals import CHINESE, chinese_number

_YEAR = r"(?:19|20)\d\d"
_TO = r"年?(?:[-—–―−~〜至到]{1,2})"
_SPAN = rf"(?P<first>{_YEAR}){_TO}(?P<last>{_YEAR})年?"
_FIVE = rf"(?:第(?P<ordinal>[{CHINESE}]{{1,3}})个五年|[“\"]?(?P<short>[{CHINESE}]{{1,3}})五[”\"]?)"
_FIVE_YEARS = re.compile(rf"{_FIVE}(?:时期|期间)?(?=规划|[^年]|$)")
_YEARS = re.compile(_SPAN)
_UP_TO = re.compile(rf"(?:至|到|面向|远景)(?P<last>{_YEAR})年?")
_ENDS = re.compile(r"(?P<before>.*)规划(?:纲要)?[》”\"]?(?:\([^()]*\))*(?:文本|说明书)?$")
_NO_TITLE = re.compile(
    r"^(?:关于)?(?:组织|编制|制定|修编|完善|落实|加强|推进|实施|开展|做好|根据|按照|衔接|加快|启动|各|与|和|以|对|为|从|在|\d+[.、](?!\d))|[,:]"
)
_DIVISION_ENDS = tuple("省市县区旗州盟")
_THE_NATION = ("中华人民共和国", "全国", "国家")
# 洛阳高新技术产业开发区, 西咸新区, 郑州都市圈: no divisions, and more than the words 新区 or 开发区 alone, which a city may make a plan for.
_ZONE = re.compile(
    r"(?:(?![^,]*(?:特色|各类|省级|国家级|全[省市县区]|重点|和|与|及))[一-鿿]{2,10}?(?:开发区|新区|实验区|合作区|保税区|集聚区|科技城|产业园区?|工业园区?|管委会)"
    r"|(?:高新技术产业|经济技术|经济)开发区|(?:高新|经开)区|(?:大?都市圈|经济圈|城市群))(?!(?:建设|高质量))"
)
_REGION = re.compile(
    r"[一-鿿]{0,12}?(?:新区|开发区|高新区|实验区|合作区|生产建设兵团|经济圈|经济带|都市圈|城市群|三角洲(?:区域|地区)?|大湾区|流域|京津冀|长三角|珠三角|东北地区)"
)
# What a town's plan is of: 官渡镇国土空间规划. A county makes plans for 城镇 and 特色小镇, too.
_TOWN = re.compile(
    r"[一-鿿]{2,5}(?:(?<![城小建点心色])镇|(?<![城返水侨])乡|街道|(?<![农乡])村)"
    rf"(?=国土|总体|村庄|详细|控制性|经济|国民|{_FIVE}|20\d\d|乡村|产业|文化|旅游)".replace(
        "?P<ordinal>", "?:"
    ).replace("?P<short>", "?:")
)
# 嵩县车村镇城市更新规划: after the name of a county, whatever its town's plan is of. 城镇, 古镇 and 城乡 are fields.
_TOWN_OF_IT = re.compile(
    r"[一-鿿]{2,4}?(?:(?<![城小建点心色乡村古集名制般市])镇|(?<![城返水侨家故入下村])乡|(?<![城镇乡市各区])街道)(?![村乡镇街域土贤])"
)
# 嵩县城市建设投资集团有限公司, 嵩县人民医院: whose plan it is, and not of what. 公立医院 and 职业教育 are fields.
_INSTITUTION = re.compile(
    r"[一-鿿]{0,16}?(?:公司|集团|合作社|(?:(?:人民|中医|中心|妇幼保健|附属|传染病|第[一二三四五六七八九十]+)(?:医院|院)|(?:第[一二三四五六七八九十]+|实验|高级)(?:中学|小学)|大学|学院|党校)|总工会|工商联|[一-鿿]{2,8}(?:联合会|商会|协会|学会|研究[院所]))"
    rf"(?=(?:(?:战略|改革|事业)?发展)?(?:{_FIVE}|{_YEAR}|战略|(?:事业)?发展规划|$))".replace(
        "?P<ordinal>", "?:"
    ).replace("?P<short>", "?:")
)
_SUBJECT_SHORTEST = 2


@dataclass(frozen=True, slots=True)
class SpecialTitle:
    """``place``: the words that name one, empty where none is named; ``subject``: of what the plan is; the years where the title says them."""

    place: str
    subject: str
    first: int | None
    last: int | None


def read_special_title(flat: str) -> SpecialTitle | None:
    """What a title, flattened (``districts.reading.titles.flatten``) and from its place on, says; None where it is no title of such a plan.

    >>> read_special_title("嵩县“十四五”水利发展规划")
    SpecialTitle(place='嵩县', subject='水利发展', first=2021, last=2025)
    """
    if (ends := _ENDS.match(flat)) is None or _NO_TITLE.search(flat):
        return None
    words = ends["before"]
    if opening := _YEARS.match(words) or _FIVE_YEARS.match(words):  # “十四五”国家老龄事业发展规划
        words = words[opening.end() :]
    place = _leading_place(words)
    words = words[len(place) :]
    first, last = _years(flat)
    subject = re.sub(r"[^一-鿿A-Za-z0-9]", "", _FIVE_YEARS.sub("", _YEARS.sub("", _UP_TO.sub("", words))))
    if len(subject) < _SUBJECT_SHORTEST or not (place or first):
        return None
    return SpecialTitle(place, subject, first, last)


def special_slug(code: str, first: int, last: int, title: str) -> str:
    """The public name of a special plan: ``330000-special-plan-2021-3fa9c1``.

    A division has many of one year. The end is a hash of what the plan is of and of its last year, so that 嵩县“十四五”水利发展规划 and
    嵩县水利发展规划(2021-2025年) are one document.
    """
    read = read_special_title(title)
    subject = read.subject if read else re.sub(r"\W", "", title)
    return f"{code}-special-plan-{first}-{sha256(f'{last} {subject}'.encode()).hexdigest()[:6]}"


def _years(flat: str) -> tuple[int | None, int | None]:
    """2021—2035年 outweighs “十四五”, which says when a plan was made."""
    if match := _YEARS.search(flat):
        first, last = int(match["first"]), int(match["last"])
        return (first, last) if first < last else (None, None)
    for match in _FIVE_YEARS.finditer(flat):
        if period := five_years(match["ordinal"] or match["short"]):
            return period
    return None, None


def five_years(ordinal: str) -> tuple[int, int] | None:
    """The years of a five-year plan by its ordinal: 十四 is 2021 to 2025. The sixth began in 1981."""
    number = chinese_number(ordinal)
    return (1951 + 5 * int(number), 1955 + 5 * int(number)) if number and 6 <= number <= 30 else None


def _leading_place(words: str) -> str:
    """The words at the head of a title that name a place: 天津市河东区, 洛阳高新技术产业开发区, 中牟县官渡镇; none of 城市内涝治理."""
    for nation in _THE_NATION:
        if words.startswith(nation):
            return nation
    for size in range(min(len(words), 24), 1, -1):
        name = words[:size]
        if name in COMMON_WORDS or not (name.endswith(_DIVISION_ENDS) or len(name) < 4):
            continue
        found = named_by(name)
        if not found or not (name.endswith(_DIVISION_ENDS) or _stands_alone(found[0].level, words[size:])):
            continue
        if (
            part := _INSTITUTION.match(words[size:])
            or _TOWN.match(words[size:])
            or (found[0].level not in ("province", "city") and _TOWN_OF_IT.match(words[size:]))
            or (found[0].level != "province" and _ZONE.match(words[size:]))
        ):
            return name + part.group()
        if not name.endswith(_DIVISION_ENDS) and (part := _REGION.match(words[size:])):
            return name + part.group()
        return name
    odd = _TOWN.match(words) or _REGION.match(words)
    return odd.group() if odd else ""


def _stands_alone(level: str, rest: str) -> bool:
    """Is a short name one here? 浙江 is, 平安 of 平安嵩县建设 is not; 杭州“十四五” is."""
    after = _FIVE_YEARS.match(rest) or re.match(rf"{_YEAR}|国土空间|城市总体|综合交通|都市圈", rest)
    return level == "province" or after is not None
