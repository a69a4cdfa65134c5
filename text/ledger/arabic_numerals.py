"""A numeral in digits becomes a date, a name, an ordinal, a threshold, or what may be the value of an observation.

``地铁4、10、11、13号线`` holds names, ``62个5000万以上区级重点项目`` a value and a threshold, ``连续41年`` a period and ``2025年`` a date.
"""

import re
from decimal import Decimal

from text.ledger.dispositions import NumeralPlace
from text.ledger.torn import is_torn
from text.numbers.units import DURATIONS, MONEY, words_of
from text.vocabulary import Comparator, Disposition

_YEAR = re.compile(r"(?:19|20)\d\d")
_LABEL = re.compile(r"^[—\s]*\(?\d{1,3}(?:[、)]|\.(?!\d)|\.(?=20\d\d年))")  # 1.新建…, and no 6.5%
_ITEM_BEFORE = re.compile(r"[。;:!]\s*\(?$")
_ITEM = re.compile(r"(?:[、)]|\.(?!\d))(?=[一-鿿“])")
_LETTER = re.compile(r"[A-Za-z#+*/&]$")
_VERSION = re.compile(r"[A-Za-z#+/\-]|\.0|版|强|轮[^次]|k[VWv]|产业(?![园])|型(?=号|机)")
_HAN = re.compile(r"[一-鿿]")
_CIRCLE = re.compile(
    r"[^,。;:、]{0,12}(?:圈|书房|影院|公园|热线|便利店|不打烊|服务|营业|开放|通关)|动态|值[守班]|在线|全天候|响应"
)
_SIZES = words_of("area", "length", "mass", "power", "steam", "volume", "apparent power")
_LONG_TERM = re.compile(
    r"(?:年限|寿命|年龄)(?:[由从](?:20\d\d年的?)?|[^,。;\d]{0,4}(?:达到?|为|[到至]))?$"
    r"|(?:年限|寿命|年龄)[^。;]{0,30}(?:提高|提升|增加|延长|上升|增长|增)(?:到|至|了|近|约)*$"
)

# a plot, a house, a line: 22、23、25号地块
_NUMBERED = re.compile(r"(?:[、和及至]\d{1,4}){0,12}(?:号|#)")

# what a number without a unit measures: 收入倍差从1.96缩小至1.81
_INDEX = re.compile(
    r"(?:指数|满意度|倍差|比例?|系数|得分|总分|比)(?:由|从|达到?|为|提[升高][至到]|缩小[至到]|降[至到])?$|(?:由|从)(?:(?:\d{4}年|上一?年度?|去年)(?:[底末]|同期)?的?)?$|"
    r"\d(?::1)?(?:提[升高]|缩小|下降|降低|降|升)?[至到为]$"
)


def of_digits(place: NumeralPlace) -> Disposition | None:
    """What a numeral in digits is; None where it may be the value of an observation."""
    if industry_of(place.text, place.quantity.number) is not None:
        return None
    if place.quantity.base == "个" and place.before(2) == "连续":
        return Disposition.PERIOD  # 连续20个榨季居首位
    if is_quarter(place) or place.quantity.base == "季度" or (place.before(2) == "连续" and place.behind(2) == "季度"):
        return Disposition.PERIOD
    for rule in (_label, _date, _in_pieces, _torn, _around, _product, _of_a_table, _named_by_a_letter, _ratio):
        if what := rule(place):
            return what
    if place.quantity.unit is None or place.quantity.base in ("站", "线"):
        return _bare(place)
    if place.quantity.base in DURATIONS:
        return _duration(place)
    return measured(place)


# 一|、二、三季度   1|、2季度
_QUARTERS_AHEAD = re.compile(r"(?:[、和与及]第?[一二三四1-4]){1,3}个?季度")


def is_quarter(place: NumeralPlace) -> bool:
    """Is a numeral one of several quarters: 一、二、三季度?"""
    return place.run in _QUARTERS and _QUARTERS_AHEAD.match(place.after(12)) is not None


_QUARTERS = tuple("一二三四1234")


def named(place: NumeralPlace) -> Disposition | None:
    """三人制篮球赛, 五公里健康跑, 58米绿化带: a numeral with a unit, in the name of an event or a way."""
    base = place.quantity.base
    if base == "批" and place.before(2) in ("本科", "专科", "高考"):
        return Disposition.NAME  # 本科二批以上
    if base in ("米", "公里") and _COURSE.match(place.behind(12)):
        return Disposition.NAME
    return Disposition.NAME if base == "人" and _TEAM.match(place.behind(8)) else None


def measured(place: NumeralPlace) -> Disposition | None:
    """What a numeral with a unit is, in digits or in characters: part of a name, a base, a threshold, a rank, or None."""
    for rule in (_name, _base, _threshold, _rank):
        if what := rule(place):
            return what
    return None


_OF_A_YEAR = re.compile(r"〔\d{4}〕")
_RANKS_AHEAD = re.compile(r"(?:[、和及]第?\d{1,3}){1,6}[位名]")


def _is_among_ranks(place: NumeralPlace) -> bool:
    """三项指标增速分别居全省第2、|3、5位; 增速分列全市|1、3位."""
    ahead = place.before(2) in _AREAS and _RANKS_AHEAD.match(place.after(24)) is not None
    return ahead or _IN_A_ROW_OF_RANKS.search(place.before(16)) is not None


_AREAS = tuple(f"全{area}" for area in "国省市州盟旗县区")
_IN_A_ROW_OF_RANKS = re.compile(
    r"(?:第|分[别列](?:排名?|位?居|位?列|位于)?全[国省市州盟旗县区])\d{1,3}(?:[、和及]\d{1,3})*[、和及]$"
)


def _label(place: NumeralPlace) -> Disposition | None:
    quantity, before = place.quantity, place.before(6)
    if quantity.number == 0 and _LABEL.match(place.text):
        return Disposition.LABEL
    if quantity.unit is None and _ITEM_BEFORE.search(before) and _ITEM.match(place.after(3)) and len(place.run) < 3:
        return Disposition.LABEL  # …完成主体工程。2、改造街道6条
    if place.following and place.following.number == quantity.number_end + 1 and quantity.unit is None:
        opens = not before or before[-1] in "。;!\n "
        if opens and place.after(1) == ".":
            return Disposition.LABEL  # 1.|3家企业
    if before.endswith("第") or (quantity.base in ("", "位", "名") and _is_among_ranks(place)):
        return Disposition.ORDINAL
    if place.after(1) == "〕" or before.endswith("〔") or _OF_A_YEAR.fullmatch(before):
        return Disposition.DOCUMENT
    return None


_PARTICLES = re.compile(r"PM(?:10|2\.5)\s$")


def _in_pieces(place: NumeralPlace) -> Disposition | None:
    """44 6微克: two numbers that only a space divides are one figure, or two, or one and the number of a page."""
    before, after = place.before(2), place.after(2)
    if before == "PM" or (before[1:].isspace() and _PARTICLES.search(place.before(8))):
        return None  # PM10 42μg/m³
    divided = (after[:1].isspace() and after[1:].isdecimal()) or (before[1:].isspace() and before[:1].isdecimal())
    return Disposition.NOT_UNDERSTOOD if divided else None


def _torn(place: NumeralPlace) -> Disposition | None:
    return Disposition.NOT_UNDERSTOOD if is_torn(place) else None


_MORE_OR_LESS = "±"


def _around(place: NumeralPlace) -> Disposition | None:
    """5.5%±0.5%: neither is what is said."""
    ends = place.text[place.quantity.unit_end : place.quantity.unit_end + 1]
    around = _MORE_OR_LESS in (place.before(1), place.after(1), ends)
    return Disposition.NOT_UNDERSTOOD if around else None


# 3.6×10⁴吨   3.6×104吨, whose raised sign is lost   3.6×10^4吨
_TIMES = re.compile(r"[×✕]\s?$")
_OF_A_SET = re.compile(r"\s?[×✕]\s?[2-9\d]")
_SET_OF = re.compile(r"\d\s?[×✕]\s?$")
_FACTOR = re.compile(r"\s?[×✕]\s?10\d?(?![\d.])|\^\d")


def _product(place: NumeralPlace) -> Disposition | None:
    """A power of ten and what it multiplies are no figures by themselves."""
    before = place.before(2)
    if _OF_A_SET.match(place.after(3)) or _SET_OF.search(place.before(3)):
        return Disposition.NOT_UNDERSTOOD  # 2×66万千瓦
    raised = ("×" in before or "✕" in before) and _TIMES.search(before) and re.match(r"10\d?(?![\d.])", place.run)
    power = raised or (before[1:] == "^" and before[0].isdecimal()) or _FACTOR.match(place.after(8))
    return Disposition.NOT_UNDERSTOOD if power else None


# 做好以下|8个方面: what the text goes on to list; no 35岁以下
_WHAT_FOLLOWS = re.compile("(?:[做抓办]好|[抓从在对就将]|重点|突出|推进|实施|完成|落实|围绕|聚焦)(?:以下|下列|如下)$")
# 共设置20项主要指标   约束性指标8项   其余12项为预期性
_KIND = r"(?:主要|核心|具体|量化|重要|约束性|预期性|经济社会发展)"
_INDICATORS = re.compile(rf"{_KIND}{{0,3}}指标|[^,。;]{{0,4}}(?:预期性|约束性)")
_ORDERS = re.compile(r"[十百千万亿\d]{0,6}(?:亿|万)?元?级?(?:大关|台阶|关口|门槛)")
_SET = re.compile(
    r"(?:设置|设立|设定|提出|提出了|确定|确定了|列出|包括|包含|共|共有|共计|合计|[约束预期]{2}性(?:指标)?(?:有|为|共)?|其[余中]|(?:确定|明确|提出)的|纲要》的?)了?(?:[一二三四五六七八九十\d]{1,2}大?[类项个](?:方面)?)?$"
)

_OF_ITS_INDICATORS = re.compile("[约束预期]{2}性指标(?![一-鿿])")
_ANOTHER_KIND = re.compile(r"\d[个项](?:主要|核心)?(?:[约束预期]{2}性)?指标[、,和及]?(?:包括|其中|含)?$")


def _of_a_table(place: NumeralPlace) -> Disposition | None:
    """How many indicators a plan sets is no figure of the district."""
    if (place.quantity.base == "大类" and re.match(r"\d+[件项个]", place.behind(6))) or (
        place.quantity.base == "个" and _ORDERS.match(place.behind(12))
    ):
        return Disposition.ENUMERATION  # 年度10大类35件民生实事   连跨5个十亿元台阶
    departments = place.quantity.base == "部" and place.behind(1) == "门"
    if departments or (place.quantity.base in ("个", "项", "件") and _WHAT_FOLLOWS.search(place.before(6))):
        return Disposition.ENUMERATION  # 等6部门联合印发   重点做好以下8个方面工作
    if place.quantity.base not in ("项", "个"):
        return None
    if _OF_ITS_INDICATORS.match(place.behind(8)) and _ANOTHER_KIND.search(place.before(16)):
        return Disposition.ENUMERATION  # 13个预期性指标、|8个约束性指标
    if not _SET.search(place.before(12).rstrip()):
        return None
    of_kind = re.search(r"[约束预期]{2}性(?:指标)?(?:有|为|共)?$", place.before(12))
    return Disposition.ENUMERATION if of_kind or _INDICATORS.match(place.behind(14)) else None


def _date(place: NumeralPlace) -> Disposition | None:
    """2023年; 2021-2025年."""
    quantity, digits = place.quantity, place.run
    whole = quantity.value is not None and quantity.value == quantity.value.to_integral_value()
    ranged = digits[4:5] in tuple("-—~～") or place.after(1) == "年"
    return Disposition.DATE if _YEAR.match(digits) and whole and ranged and quantity.base in ("年", "") else None


def _named_by_a_letter(place: NumeralPlace) -> Disposition | None:
    """轨道M2, PM2.5, IPv6; but GDP360亿元."""
    amount = place.quantity.unit is not None and place.before(3).upper() in ("GDP", "R&D", "FDI")
    return Disposition.NAME if _LETTER.search(place.before(1)) and not amount else None


_RATIO = re.compile(r"[\d.]{1,8}(?:[:∶][\d.]{1,8}){1,6}")


_INDUSTRIES = re.compile(
    r"(?:三(?:次|大)?产业?|一二三产业?|三次产业|[一二三]产|第?三(?:次)?产业|产业结构)[^。;!?]{0,48}$"
)
_SHARE = r"(\d{1,3}(?:\.\d{1,3})?)%?"
_THREE = re.compile(rf"\s*{_SHARE}\s*[:∶比]\s*{_SHARE}\s*[:∶比]\s*{_SHARE}(?![\d:∶])")


def industry_of(text: str, start: int) -> int | None:
    """Which industry's share begins at ``start``: 0, 1 or 2 in 三次产业结构比为24:40.2:35.8, else None. The three make up the whole."""
    first = start
    while first > max(0, start - 30) and text[first - 1] in "0123456789.:∶比% ":
        first -= 1
    while first < start and not text[first].isdecimal():
        first += 1
    match = _THREE.match(text, first)
    if match is None or not _INDUSTRIES.search(text[max(0, first - 60) : first]):
        return None
    if not 99 <= sum(map(Decimal, match.groups())) <= 101:
        return None
    return next((index for index in range(3) if match.start(index + 1) == start), None)


def _ratio(place: NumeralPlace) -> Disposition | None:
    """24 in 24:40.2:35.8 is a part of a ratio; in 2.1:1 the first number is an index and the 1 its base."""
    quantity, text = place.quantity, place.text
    if place.after(1) not in (":", "∶") and place.before(1) not in (":", "∶"):
        return None
    start = quantity.number
    while start > max(0, quantity.number - 40) and text[start - 1] in "0123456789.:∶":
        start -= 1
    match = _RATIO.match(text, start)
    if match is None or match.end() < quantity.number_end:
        return None
    parts = re.split("[:∶]", match.group())
    if len(parts) == 2 and parts[1] == "1":
        return None if start == quantity.number else Disposition.BASE
    return Disposition.RATIO


# 增长5.7, whose % is lost; 分别下降4.3、5.5
_MOVES = r"(?:增[长幅速]|下降|上升|提[高升]|回落|减少|降低|精简|增加)(?:了|到|至|为|约|近)?"
_UNIT_LOST = re.compile(
    rf"(?:{_MOVES}(?:\d+(?:\.\d+)?[、和])*|(?:完成|实现|达到|突破|超过|占比?|比重)(?:为|到|约|近)?|率(?:为|达到?)?|控制在|占[^,。;\d]{1, 12}的)$"
)
_NO_UNIT = re.compile(r"(?:[、和]\d+(?:\.\d+)?)*(?:左右|以[上内下])?(?:[,。;)]|$)")
_NOUGHT = re.compile("率(?:保持|继续|始终|稳定在|为|是)*$")  # 孕产妇死亡率为|0
_FALLEN_TO = re.compile("[降减](?:少|低)?[为到至]$")  # 由8.4%降至|0


# 综合得分提高|2.4, 强度降至|0.52: a figure, of what unit is not said
_MOVED = re.compile("(?:提高|提升|增加|增长|上升|下降|降低|减少|缩小|达到?|突破|[至到为])了?$")


def _bare(place: NumeralPlace) -> Disposition | None:
    """A number without a unit: part of a name most often; now and then an index."""
    quantity, text = place.quantity, place.text
    before, after = place.before(10), place.after(14)
    if re.match(r"[:∶]1(?![\d.:])", after):
        return None  # 2.1:1
    if _YEAR.fullmatch(place.run):
        return Disposition.DATE
    if _NUMBERED.match(text[quantity.number_end : quantity.number_end + 60]) or re.search(r"号[、和及]$", before):
        return Disposition.NAME
    if quantity.base in ("站", "线"):
        road = before.endswith(("国道", "省道", "县道", "乡道"))
        return Disposition.NAME if road or re.match(r"路|网", place.behind(1)) else None
    if after.startswith("中全会") or before.endswith(("三大", "届")) or (after[:1] == "大" and before.endswith("党的")):
        return Disposition.DOCUMENT
    if re.match(r"大[一-鿿]", after):
        return Disposition.ENUMERATION  # 12大技改项目
    if _shared_unit(place):
        return None
    if _VERSION.match(after) or before.endswith(("+", "-")):
        return Disposition.NAME
    if _INDEX.search(before) or (place.run == "0" and (_FALLEN_TO.search(before) or _NOUGHT.search(before))):
        return None
    return _name_or_torn(place)


def _name_or_torn(place: NumeralPlace) -> Disposition:
    """What counts nothing is part of a name; but growth has a unit."""
    before, after = place.before(30), place.after(14)
    if _NO_UNIT.match(place.text, place.quantity.number_end) and _UNIT_LOST.search(before) and place.run != "0":
        return Disposition.NOT_UNDERSTOOD
    if re.match(r"[、,]", after) and re.search(r"[、入]$", before):
        return Disposition.NAME
    figure = "." in place.run and _MOVED.search(before)
    if not figure and (_HAN.match(after) or re.search(r"[一-鿿]$", before)):
        return Disposition.NAME
    return Disposition.NOT_UNDERSTOOD


# 高于全市1.2、|0.6、3.4个百分点
_POINTS_BEHIND = re.compile(r"[、和与及]\d{1,3}(?:\.\d{1,3})?(?:[、和与及]\d{1,3}(?:\.\d{1,3})?)*(?:个?百分点|%)")


# 高于全国1.4、|全省0.5个百分点
_AND_ELSEWHERE = re.compile(r"[、和与及]全[国省市州盟旗县区]\d{1,3}(?:\.\d{1,3})?个?百分点")


def _shared_unit(place: NumeralPlace) -> bool:
    """22.7 in 高于全省22.7和28.8个百分点: the unit is at the next number."""
    if _POINTS_BEHIND.match(place.after(60)) or (_AND_ELSEWHERE.match(place.after(24)) and "于全" in place.before(6)):
        return True
    if place.following is None:
        return False
    this, following = place.quantity, place.following
    return place.text[this.number_end : following.number] in ("和", "、", "与", "及") and following.unit is not None


def _duration(place: NumeralPlace) -> Disposition | None:
    """A year, an age, a span: a value only where the text measures it (不少于1小时, 人均预期寿命83.5岁)."""
    quantity = place.quantity
    base, before, behind = quantity.base, place.before(10), place.behind(14)
    if base in ("月", "日", "时", "点", "周"):
        return Disposition.DATE
    if base in ("岁", "周岁"):
        measured = re.search("寿命[^,。]*$", place.before(30)) or re.search("(?:提高|提升|增加)$", before)
        return None if measured else Disposition.THRESHOLD
    if base == "年":
        if _YEAR.match(place.run):
            return Disposition.DATE
        return None if _LONG_TERM.search(place.before(40)) else Disposition.PERIOD
    if (
        base in ("小时", "分钟", "秒")
        and quantity.comparator in (Comparator.EQ, Comparator.RANGE)
        and _CIRCLE.match(behind)
    ):
        return Disposition.NAME
    if base == "天":
        return (
            None
            if re.search(
                r"天数[^,。;]{0,24}$|天数(?:同比)?(?:增加|减少)了?\d+天,(?:达到?|为|[增减升降]至)$", place.before(32)
            )
            or re.search(
                r"超过$|(?:增加|减少|提高)[到至]?$|[年期][多少]$|(?:平均|[人户年]均)(?![每第])[^,。;\d]{0,6}$", before
            )
            else Disposition.PERIOD
        )
    if base == "个月":
        return None if re.search(r"[压缩短减][^,。]{0,6}$", before) else Disposition.PERIOD
    return None


def _name(place: NumeralPlace) -> Disposition | None:
    """航天科工8359所, 央视6套, 58米绿化带, 4A级."""
    quantity, before, base = place.quantity, place.before(6), place.quantity.base
    if base in _CAPACITIES and _IN_A_NAME.search(before) and _NAMES_OF_WORKS.match(place.behind(80)):
        return Disposition.NAME
    if base in _CAPACITIES and before.endswith("年产") and _MADE_BY_A_WORK.match(place.behind(24)):
        return Disposition.NAME
    sampled = base == "%" and place.behind(6) == "人口抽样调查"
    if quantity.base == "级" or sampled or before.endswith(("央视", "频道")):
        return Disposition.NAME
    numbered = quantity.value is not None and (
        quantity.value > 999 or (quantity.value > 99 and _ITS_OWN.match(place.behind(6)))
    )
    large = numbered and quantity.unit == base and "," not in place.run
    counted = re.search("学校?|完成|建|[增添加]|园|机构|[为有达至到共计等约近超过破]$", place.before(10))
    if large and base in ("所", "院", "厂") and not counted:
        return Disposition.NAME
    if base in _CAPACITIES and _INSTALLED.match(place.behind(20)) and _NAMED_SIZE.search(place.before(16)):
        return Disposition.NAME
    return named(place)


# 望川|805所AES80发动机
_ITS_OWN = re.compile("[A-Z“]|研[制发究]|自主|牵头|攻克")
# 大唐|150MW风电、盂县西潘|100MW光伏发电、华阳|1GWh钠离子电池生产线: a size in the name of a work
_CAPACITIES = words_of("power", "energy", "mass")
_INSTALLED = re.compile(
    r"[一-鿿A-Za-z]{0,14}?(?:风电|光伏|光热|储能|电站|热电|煤电|火电|光伏发电|风力发电|风光基地|风电基地|光伏基地|生产线|产业园|电池)"
    r"(?:项目|工程|基地|扩建|[一二三]期)*(?=[、,;。)等及和]|\s|$)"
)
_NAMED_SIZE = re.compile(
    r"(?:^|[、,;:。(”])(?:推进|建设|建成|加快|推动|实施|续建|新建|确保)*"
    r"(?!.*(?:[建产增成达到超过约近为共的]|装机|容量|规模|能力|完成|实施|推进|项目|推动|加快|淘汰|力争|确保|引进|总计|合计|累计|储备|谋划|续建|开工|年均|以上|余|[风光火水]电|光伏|储能)$)[一-鿿]{2,12}$"
)
# 宏川铝材二期|30万吨高端铝板带、…等19个项目
_IN_A_NAME = re.compile("(?:年产|[一二三四]期|、|生产)$")
_NAMES_OF_WORKS = re.compile(
    r"[一-鿿A-Za-z]{2,16}(?:、[^,。;]{2,60})?等(?:一批)?[\d一二三四五六七八九十]{0,3}个?(?:重[点大])?项目"
)
# 年产|5万吨碳酸锂项目投产
_MADE_BY_A_WORK = re.compile(r"[一-鿿A-Za-z]{2,16}?(?:项目|工程|生产线)(?![一-鿿]{0,4}\d)")
_COURSE = re.compile(r"绿化带|大道|跑道|高空|服务半径|半径|[^,。;、]{0,6}(?:[跑赛](?![道区])|马拉松|徒步|健步走|接力)")
_TEAM = re.compile(r"制(?![造定])|(?:篮|足|排|乒乓)球|论坛")  # 3人制篮球赛, 青年50人论坛


def _base(place: NumeralPlace) -> Disposition | None:
    """每100人; 1000人30张床位."""
    quantity = place.quantity
    beds = quantity.base in ("人", "名") and re.match(r"\d+张", place.behind(8))
    many = quantity.value is not None and quantity.value >= 100
    return Disposition.BASE if place.before(1) == "每" or (beds and many) else None


_MOVED_UP = re.compile("(?:前移|前进|上升|提升|提高|跃升|攀升|晋升|进步|下降|下滑|后退|后移|[前进跃升退])了?$")


# 综合排名前10%, 位列全省前5%
_AMONG_THE_FIRST = re.compile("(?:排名|位列|位居|居|列|进入|跻身)[^,。;]{0,5}前$")


# ESI全球前|1‰学科
_BEST_OF_ALL = re.compile("学科|高校|学者|期刊|论文|科学家|企业")


def _rank(place: NumeralPlace) -> Disposition | None:
    """居全国第4位, 前10名, 较上年前移5位."""
    base, before = place.quantity.base, place.before(6)
    if base in ("位", "个位") and _MOVED_UP.search(before):
        return Disposition.ORDINAL
    if base == "个" and place.behind(2) in ("名次", "位次"):
        return Disposition.ORDINAL  # 进位5个名次
    if base in ("%", "‰") and (
        _AMONG_THE_FIRST.search(place.before(10)) or (before.endswith("前") and _BEST_OF_ALL.match(place.behind(4)))
    ):
        return Disposition.ORDINAL
    if base in ("位", "名") and re.search(r"(?:全[国市省区球]|第|排名|位居|前)[^,。]{0,3}$", before):
        return Disposition.ORDINAL
    return None


# 5000万以上区级重点项目   10亿元级企业   超10亿元的商业设施   亿元以上   50万元以上的行政村
def _threshold(place: NumeralPlace) -> Disposition | None:
    return Disposition.THRESHOLD if _is_threshold(place) else None


_BOUNDS = (Comparator.GT, Comparator.GTE, Comparator.LT, Comparator.LTE)
_RATE = re.compile(r"(?:率|占比|比例|比重|浓度)(?:在|为)?$")
_WHICH = re.compile(
    r"的(?!目标|水平|速度|增[速长幅]|任务|要求|标准|区间|基础|好成绩)(?=[一-鿿“])|“|"
    r"[^,。;、]{0,6}(?:村|企业|项目|楼宇|小区|家庭|用户|学校|园区|地块|社区|产品|群体)"
)


# 产值超50亿元|企业2家; 其中10亿元以上|8个
_COUNTED_BEHIND = re.compile(
    r"(?:的?[^,。;、\d]{0,6}(?:企业|项目|园区|集群|产业链?|[乡街]?镇|村|楼宇|平台|基地|园))?\d{1,4}(?:多|余)?[个家项户座栋]"
)


_AND_ANOTHER = re.compile(
    r"(?:[、或和且][^,。;、\d]{0,10}?\d[\d.]*[万亿]*[元人亩](?:以上)?){1,3}的(?:[^,。;、\d]{0,6})(?:企业|项目|园区|镇|村|个人|团队|平台)"
)
# 50亿元|企业3家, 百亿元|产业集群2个: of what size they are
_KIND_OF_SIZE = re.compile(
    r"(?:级)?(?:技改|[工农商]业|制造业|产业|龙头|重大|单体|外资|总部|纳税|上市|头部)*(?:企业|项目|园区|集群|产业链|楼宇|街区|强镇|镇街?|村)(?:\d{1,4}(?:多|余)?[个家户座栋条]|实现|达到?\d|[、,;。]|$)"
)
_SUM_OF = re.compile(
    "(?:投资|资金|投入|规模|总?额|产值|收入|贷款|债券|补贴|奖励|奖补|成本|税收|[出融]资|完成|拨付|安排|实现|争取|发放|支持|兑现|减免|为)[约近达共计为]*$"
)
# 3个过|三千亿元城市: of what size those are that are counted
_NUMBERED_OF_SIZE = re.compile("[个家座](?:超过?|突破|过|逾)?$")
_OF_SIZE = re.compile("的?[一-鿿]{0,4}?(?:城市|省份|[市县区]|强[县镇]|园区|企业|产业|集群)(?:[,。;、]|$)")
# 千头以上|肉牛养殖场11个
_KIND_COUNTED = re.compile(
    r"(?:的)?(?:规模化?)?[一-鿿]{0,8}(?:场|基地|大户|医院|园区?|市场|社区|村|合作社|企业|小区|仓库)\d{1,5}(?:多|余)?[个家处座所户]"
)


# 30户以上|自然村寨通硬化路, 20户以上|已通电自然村4G覆盖
_VILLAGES = re.compile(
    r"的?(?:已[一-鿿]{1,4})?(?:具备条件|较大|相对集中)?的?(?:自然|行政|建制|中心|居民)?(?:村寨|村屯|村组|村庄|村(?!民(?!小组)|级|集体|[居医干])|屯|寨|居民点|集中居住点)"
)


_CLASSES = re.compile("的?超?大班额|的?超?大班")  # 56人以上|大班额全部消除


def is_size_of_a_kind(place: NumeralPlace) -> bool:
    """千头以上肉牛养殖场11个, 500张以上床位医院3家, 30户以上自然村通硬化路: which of them are meant."""
    if place.quantity.comparator is not Comparator.GTE:
        return False
    behind = place.behind(18)
    if place.quantity.base in ("户", "人") and (_VILLAGES.match(behind) or _CLASSES.match(behind)):
        return True
    return _KIND_COUNTED.match(behind) is not None


def _is_criterion(place: NumeralPlace) -> bool:
    """空置率低于40%的楼宇, 空置率40%以下“空心村”: which of them are meant."""
    quantity = place.quantity
    before = place.text[max(0, quantity.start - 8) : quantity.start]
    return bool(_RATE.search(before) and _WHICH.match(place.behind(14)))


def _is_threshold(place: NumeralPlace) -> bool:
    quantity = place.quantity
    base = quantity.base
    if base == "%":
        return quantity.comparator in _BOUNDS and _is_criterion(place)
    money = base in MONEY or (quantity.unit or "") in ("万", "亿", "万亿")
    if not (money or base in _SIZES):
        return is_size_of_a_kind(place)
    behind, before = place.behind(12), place.before(4)
    if quantity.comparator is Comparator.RANGE and re.match("群体|家庭|人群|收入群体", behind):
        return True  # 家庭年可支配收入10万—50万元群体比例
    if quantity.comparator is Comparator.GTE and re.match(r"(?:的|有|达)?\d+(?:\.\d+)?[个家户项宗](?![百点])", behind):
        return True  # 其中10亿元以上26个
    if re.match(r"级(?!别)", behind) and not behind.startswith("级的"):
        return True
    noun = re.match(r"(?:\(含\))?的?[一-鿿“]", behind) and not re.match(r"[的]?(?:[,。;、]|$)", behind)
    if quantity.unit != "亿级" and _KIND_OF_SIZE.match(place.behind(14)) and not _SUM_OF.search(place.before(8)):
        return True  # 20亿—50亿元|项目11个, 50亿元|企业实现零的突破
    over = quantity.comparator in (Comparator.GT, Comparator.GTE) or before.endswith(("过", "逾"))
    if over and _AND_ANOTHER.match(place.behind(40)):
        return True  # 年产值超5000万元、税收超100万元的企业
    if over and _COUNTED_BEHIND.match(place.behind(14)):
        return True
    if money and _NUMBERED_OF_SIZE.search(before) and _OF_SIZE.match(behind):
        return True  # 3个过三千亿元|城市, 北方第一个过10万亿元|省份
    verb = re.match(r"(?:的)?(?:投资|资金|用于|支持|建设)", behind)
    if quantity.comparator in (Comparator.GTE, Comparator.LTE, Comparator.LT) and noun and not verb:
        return not re.match(r"(?:老人|人员|群众|居民|参保|学生|儿童)", behind)
    return bool(
        quantity.comparator is Comparator.GT
        and behind.startswith("的")
        and re.search(r"超过?$|突破$|大于$|高于$", before)
    )
