"""The number ledger: every numeral of a document, once, with what it is.

What counts something is an observation; the rest is named for what it is: a year, an ordinal, a road, a slogan (“一基地三区”), the threshold of a name
(5000万以上区级重点项目). ``not_understood`` stays what it says: nothing is put under another heading because it was hard.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from planapi.text.numerals import CHINESE
from planapi.text.quantities import COUNTERS, DURATIONS, MONEY, Quantity
from planapi.text.sentences import Shape
from planapi.text.words import word_at
from planapi.vocabulary import Comparator, Word


class Disposition(Word):
    """What a numeral is."""

    OBSERVATION = "observation", "观测值", "the value of an observation"
    TABLE = "table", "表格", "in a table"
    HEADING = "heading", "标题", "in a heading"
    LABEL = "label", "序号", "number of a list item or a heading run in"
    DATE = "date", "日期", "a year, a day, a time of day"
    PERIOD = "period", "时期", "a span of years, days or hours, or a plan period"
    ORDINAL = "ordinal", "序数", "a rank or a place in a row"
    NAME = "name", "名称", "in a name: a road, a plot, a line, a school, a model, a version"
    PROGRAMME = "programme", "提法", "in a slogan or the name of a programme"
    DOCUMENT = "document", "文件、会议", "in the title or number of a document, a law or a meeting"
    THRESHOLD = "threshold", "门槛", "the limit that defines a class, not a result"
    RATIO = "ratio", "构成比", "a part of a ratio of several (24:40.2:35.8)"
    BASE = "base", "计量基数", "the base of a rate: per thousand people"
    ENUMERATION = "enumeration", "概括性计数", "how many things a list or a heading names"
    DEFINITION = "definition", "释义", "in the definition of a term"
    OTHER_PLACE = "other_place", "其他地区", "a figure of another place"
    LEXICAL = "lexical", "词语", "part of a word or an idiom that counts nothing"
    FRONT_MATTER = "front_matter", "文前文后", "before the first heading or after the text"
    NOT_UNDERSTOOD = "not_understood", "未识别", "seen and not understood"


@dataclass(frozen=True, slots=True)
class NumeralRead:
    """A numeral of the text: ``source.text[start:end] == text``."""

    start: int
    end: int
    text: str
    disposition: Disposition


_PERIODS = re.compile(r"十[一二三四五六七八九]五")
_MEETING = re.compile(r"[中全大会届次]")
_NAME_TAIL = re.compile(
    r"号|#|纬路|经路|马路|大道|幼儿园|幼(?=[、等,])|中(?=[、等,学心地校])|段|中学|小学|医院|所(?=军|民)|厂|道口|桥|大厦|广场|条门|经辅|支路|环路?|冶|局|院(?=[、,])|建(?=[(、])"
)
_VERSION = re.compile(r"[A-Za-z#+/\-]|\.0|版|强|轮[^次]|k[VWv]|产业(?![园])|型(?=号|机)")
_LETTER = re.compile(r"[A-Za-z#+*/&]$")
_DATE_TAIL = re.compile(r"年(?!以上|以下|内|限)|月(?!均)|日(?!均)|时(?=\d|至)")
_FLOW_YEAR = re.compile(r"(?:19|20)\d\d")
_NOUN_AFTER = re.compile(r"[一-鿿]")
_CIRCLE = re.compile(r"[^,。;:、]{0,12}(?:圈|书房|影院|公园|热线|便利店|不打烊|服务|营业)")
_LONG_TERM = re.compile(r"(?:年限|寿命|期望寿命|年龄)(?:达到|达|提高到|提升至|为|提高至|增加到)?$")
_WORD_PAIR = re.compile(r"不[一二三四]?|[一]")

# 九大重点战略任务   三级公立医院   两类   四个重点方向   六方面
_SET_NOUN = "大 个 级 类 项 种 条 方面 位 层 步 轮 期 次 张 线 支 块 面 步走 重 环 轴 带 区 核 心 芯 极 园 屏 廊 网 库 系统 化 宜 院 型 端 侧 链 态 体 站 平台".split()
_SET = re.compile(r"(?:" + "|".join(sorted(map(re.escape, _SET_NOUN), key=len, reverse=True)) + ")")

# words in which a numeral counts nothing and that the dictionary does not hold, or holds in parts
_LEXICON = re.compile(
    r"统一|唯一|专一|单一|同一|之一|进一步|第一|一体化?|一系列|一批|一定|一些|一直|一起|一致|一流|一线|一律|一般|一切|一同|一旦|一带一路|一贯|一律|"
    r"一站式|一把手|一揽子|一张网|一盘棋|一网|一码|一物|一老一小|一刀切|一公里|一米|一事一议|一企一策|一人一策|一街一品|一园|一楼|一品|一特色|"
    r"万众|万家|万物|万一|万元|亿元|千万|千家|百姓|百年|百日|百货|百强|百家|百花|百度|百科|百联|百威|百盛|百利|千年|千瓦|千秋|千米|千亩|"
    r"万达|万科|万新|万福|万海|万通|万全|万安|万隆|万盛|万辛庄|三农|三产|三甲|三公|三北|三星|双百|五险|四史|两会|两岸|两侧|两翼|两端|两手|"
    r"十足|十分|万分|百分|四通|三通|五金|四川|三峡|五星|一汽|一带|二次|二手|再一次|逐一|万象|三方|三维|一步|一时|一并|一心|一道|"
    r"长三角|大三|四新|万人(?!次)|万余里|四环|五环|三环|八路|七纬|千兆|百色|千余里|半|三无|三重|五位一体|三位一体|两不愁|三保障"
)
_HEAD_LABEL = re.compile(r"^[—\s]*\(?[一二三四五六七八九十\d]{1,3}(?:[、.)]|是(?=[^,。]))")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a numeral stands: its passage, the passage's shape, and the quantities of the passage around it."""

    text: str
    shape: Shape
    quantities: Sequence[Quantity]
    index: int

    @property
    def quantity(self) -> Quantity:
        return self.quantities[self.index]

    def before(self, width: int) -> str:
        return self.text[max(0, self.quantity.number - width) : self.quantity.number]

    def after(self, width: int) -> str:
        return self.text[self.quantity.number_end : self.quantity.number_end + width]

    def behind(self, width: int) -> str:
        """What follows the unit and its bound."""
        return self.text[self.quantity.end : self.quantity.end + width]


def disposition(place: Place) -> Disposition | None:
    """What a numeral is when it is no value of an observation; None where it may be one."""
    return _enclosed(place) or (_chinese(place) if place.quantity.words else _arabic(place))


def _enclosed(place: Place) -> Disposition | None:
    """In quotation marks, in the title of a document, in the brackets of a document's number."""
    quantity = place.quantity
    opening = place.shape.enclosure(quantity.number)
    if opening is None:
        return None
    mark, closing = place.text[opening], place.shape.closing[opening]
    inner = place.text[opening + 1 : min(closing, opening + 60)]
    if mark == "《":
        return Disposition.DOCUMENT
    if mark in "“‘":
        if _PERIODS.fullmatch(inner) or _PERIODS.match(place.text, quantity.number):
            return Disposition.PERIOD
        return Disposition.PROGRAMME if closing - opening <= 40 else None
    if mark == "[" and inner.isdecimal():
        return Disposition.LABEL  # [12], the number of a note
    if mark in "〔[【":
        return Disposition.DOCUMENT
    if mark == "(" and closing - opening < 60 and re.search(r"[〔\[【]|号$", inner):
        return Disposition.DOCUMENT
    return None


def _arabic(place: Place) -> Disposition | None:
    quantity, text = place.quantity, place.text
    before, after = place.before(6), place.after(14)
    whole = quantity.value is not None and quantity.value == quantity.value.to_integral_value()
    digits = text[quantity.number : quantity.number_end]
    if quantity.number == 0 and _HEAD_LABEL.match(text):
        return Disposition.LABEL
    if before.endswith("第"):
        return Disposition.ORDINAL
    if after.startswith("〕") or before.endswith(("〔", "〕")):
        return Disposition.DOCUMENT
    if (
        _FLOW_YEAR.match(digits)
        and whole
        and (digits[4:5] in "-—~～" or after[:1] == "年")
        and quantity.base in ("年", "")
    ):
        return Disposition.DATE
    if _LETTER.search(before[-1:]) or before.endswith("PM"):
        return Disposition.NAME
    if text[quantity.number_end : quantity.number_end + 1] in (":", "∶") or before.endswith((":", "∶")):
        if ratio := _ratio(place):
            return ratio
    if quantity.unit is None or quantity.base in ("站", "线"):
        return _bare(place, digits, whole=whole)
    if quantity.base in DURATIONS:
        return _duration(place)
    if quantity.base == "级" or before.endswith(("央视", "频道")):
        return Disposition.NAME
    if (
        quantity.base in ("所", "院", "厂")
        and quantity.value is not None
        and quantity.value > 999
        and not re.search("学校|完成|建", before)
    ):
        return Disposition.NAME
    if quantity.base in ("人", "名") and quantity.value is not None and quantity.value >= 100 and re.match(r"\d+张", place.after(8)[1:]):
        return Disposition.BASE  # 1000人30张床位
    if before.endswith("每") or (before.endswith("每每")):
        return Disposition.BASE
    if _is_threshold(place):
        return Disposition.THRESHOLD
    if quantity.base in ("米", "公里") and re.match(r"(?:绿化带|大道|跑道|高空|服务半径|半径)", place.behind(6)):
        return Disposition.NAME
    if quantity.base in ("位", "名") and re.search(r"(?:全[国市省区球]|第|排名|位居|前)[^,。]{0,3}$", before):
        return Disposition.ORDINAL
    if before.endswith("前") and quantity.base in ("名", "位", "强"):
        return Disposition.ORDINAL
    return None


_RATIO = re.compile(r"[\d.]{1,8}(?:[:∶][\d.]{1,8}){1,6}")


def _ratio(place: Place) -> Disposition | None:
    """24 in 24:40.2:35.8 is a part of a ratio; in 2.1:1 the first number is an index and the 1 its base."""
    quantity, text = place.quantity, place.text
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


def _bare(place: Place, digits: str, *, whole: bool) -> Disposition | None:
    """A number without a unit: part of a name most often; now and then an index."""
    quantity, text = place.quantity, place.text
    before, after = place.before(10), place.after(14)
    if re.match(r"[:∶]1(?![\d.:])", after):
        return None  # 2.1:1
    if _FLOW_YEAR.fullmatch(digits):
        return Disposition.DATE
    if re.match(
        r"(?:[、和及至]\d{1,4}){0,12}(?:号|#)", text[quantity.number_end : quantity.number_end + 60]
    ) or re.search(r"号[、和及]$", before):
        return Disposition.NAME
    if quantity.base in ("站", "线"):
        return Disposition.NAME if re.match(r"路|网", place.behind(1)) else None
    if after.startswith(("中全会", "大")) or before.endswith(("三大", "届")):
        return Disposition.DOCUMENT
    if _shared_unit(place):
        return None
    if _VERSION.match(after) or before.endswith(("+", "-")):
        return Disposition.NAME
    if re.search(
        r"(?:指数|满意度|倍差|比例?|系数|得分|总分|比)(?:由|从|达到?|为|提[升高][至到]|缩小[至到]|降[至到])?$|(?:由|从)$|\d(?:提[升高]|缩小|下降|降低)?[至到]$",
        before,
    ):
        return None
    if re.match(r"[、,]", after) and re.search(r"[、入]$", before):
        return Disposition.NAME
    if _NOUN_AFTER.match(after) or re.search(r"[一-鿿]$", before):
        return Disposition.NAME
    return Disposition.NOT_UNDERSTOOD


def _shared_unit(place: Place) -> bool:
    """22.7 in 高于全省22.7和28.8个百分点: the unit stands at the next number."""
    index = place.index
    if index + 1 >= len(place.quantities):
        return False
    this, following = place.quantity, place.quantities[index + 1]
    return place.text[this.number_end : following.number] in ("和", "、", "与", "及") and following.unit is not None


def _duration(place: Place) -> Disposition | None:
    """A year, an age, a span: a value only where the text measures it (连续41年, 不少于1小时, 人均预期寿命83.5岁)."""
    quantity = place.quantity
    base, before, behind = quantity.base, place.before(10), place.behind(14)
    if base in ("月", "日", "时", "点", "周"):
        return Disposition.DATE
    if base in ("岁", "周岁"):
        measured = re.search("寿命[^,。]*$", place.before(30)) or re.search("(?:提高|提升|增加)$", before)
        return None if measured else Disposition.THRESHOLD
    if base == "年":
        if _FLOW_YEAR.match(place.text[quantity.number : quantity.number_end]):
            return Disposition.DATE
        return None if before.endswith("连续") or _LONG_TERM.search(before) else Disposition.PERIOD
    if (
        base in ("小时", "分钟", "秒")
        and quantity.comparator in (Comparator.EQ, Comparator.RANGE)
        and _CIRCLE.match(behind)
    ):
        return Disposition.NAME
    if base == "天":
        return None if re.search(r"天数[^,。]{0,6}$|超过$|增加$|减少$|提高$", before) else Disposition.PERIOD
    if base == "个月":
        return None if re.search(r"[压缩短减][^,。]{0,6}$", before) else Disposition.PERIOD
    return None


# 5000万以上区级重点项目   10亿元级企业   超10亿元的商业设施   亿元以上   50万元以上的行政村
def _is_threshold(place: Place) -> bool:
    quantity = place.quantity
    base = quantity.base
    money = base in MONEY or (quantity.unit or "") in ("万", "亿", "万亿")
    size = base in ("平方米", "吨", "米", "公里", "千瓦", "亩", "公顷")
    if not (money or size):
        return False
    behind, before = place.behind(12), place.before(4)
    if re.match(r"级(?!别)", behind) and not behind.startswith("级的"):
        return True
    noun = re.match(r"(?:\(含\))?的?[一-鿿“]", behind) and not re.match(r"[的]?(?:[,。;、]|$)", behind)
    verb = re.match(r"(?:的)?(?:投资|资金|用于|支持|建设)", behind)
    if quantity.comparator in (Comparator.GTE, Comparator.LTE, Comparator.LT) and noun and not verb:
        return not re.match(r"(?:老人|人员|群众|居民|参保|学生|儿童)", behind)
    return bool(
        quantity.comparator is Comparator.GT
        and behind.startswith("的")
        and re.search(r"超过?$|突破$|大于$|高于$", before)
    )


def _chinese(place: Place) -> Disposition | None:
    quantity, text = place.quantity, place.text
    run = text[quantity.number : quantity.number_end]
    before, after = place.before(8), place.after(16)
    if (
        (quantity.number == 0 or text[quantity.number - 1] in "。;:,!?(")
        and re.match(r"[、)]|是(?=[^,。])|要(?=[^,。])", after)
        and len(run) <= 3
    ):
        return Disposition.LABEL
    if _PERIODS.match(text, quantity.number) or (run[:1] == "五" and before.endswith("十")):
        return Disposition.PERIOD
    if before.endswith("第"):
        return Disposition.ORDINAL
    if re.match(
        r"届(?:[一二三四五六七八九十]+(?:中|次)|[^,。]{0,10}(?:会议|大会|全会))|中全会|次(?:全会|全体会议|会议|党代会|代表大会)|大(?=[以报精召胜和、]|二)",
        after,
    ):
        if not before.endswith(("连续", "举办")):
            return Disposition.DOCUMENT
    if re.search(r"届$", before) and re.match(r"中|次|[、和]", after):
        return Disposition.DOCUMENT
    if re.match(r"中(?:[、和][一二三四五六七八九]中){0,6}全会|次(?:[、和][一二三四五六七八九十]{1,3}次){0,6}全会", text[quantity.number_end : quantity.number_end + 40]):
        return Disposition.DOCUMENT  # 十九届二中、三中、四中、五中全会
    if run == "零":
        if (before.endswith(("为", "保持")) and not re.match(r"[一-鿿]", after)) or after.startswith("增长"):
            return None  # 零就业家庭动态为零
        return Disposition.LEXICAL
    if re.match(r"年|月|日|天|个月|小时|分钟|周年|周|岁|季度", after) and not (after.startswith("小时") and quantity.comparator is Comparator.LTE):
        return Disposition.DATE if len(run) >= 4 or after[:1] in "月日" else Disposition.PERIOD
    if re.fullmatch(r"[二〇○零一三五]{4}", run):
        return Disposition.DATE
    if re.search(r"每(?:个)?$", before):
        return Disposition.BASE
    if run in ("百", "千", "万") and re.match(r"名?[^,。;、]{1,12}(?:计划|工程|行动)", after):
        return Disposition.PROGRAMME  # 百名博士引进计划
    if _chinese_value(place, run, before):
        return None
    if re.match(r"(?:及|或)?以上|级(?!产业集群)", place.after(3)) and run[-1] in "万亿百千":
        return Disposition.THRESHOLD
    if quantity.base in MONEY and run == "万" and re.match(r"元(?:GDP|生产总值|地区生产总值|工业增加值|产值|增加值)", after):
        return Disposition.BASE  # 万元GDP能耗
    if quantity.base in MONEY and run in ("亿", "万", "千万", "百万", "百亿", "千亿", "十亿", "万亿"):
        return Disposition.THRESHOLD
    if _NAME_TAIL.match(text, quantity.number_end):
        return Disposition.NAME
    for match in _LEXICON.finditer(text, max(0, quantity.number - 4), quantity.number_end + 6):
        if match.start() <= quantity.number < match.end() or match.start() < quantity.number_end <= match.end():
            return Disposition.LEXICAL
    if len(run) <= 3 and re.match(r"期(?!间|待|望)", after):
        return Disposition.ORDINAL
    if len(run) <= 3 and (_SET.match(text, quantity.number_end) or (quantity.unit and quantity.base in COUNTERS)):
        return Disposition.ENUMERATION
    if len(run) <= 4 and word_at(text, quantity.number, quantity.number_end):
        return Disposition.LEXICAL
    if _SET.match(text, quantity.number_end) or (quantity.unit and quantity.base in COUNTERS):
        return Disposition.ENUMERATION
    if before.endswith(("大", "中", "小", "棉", "甲", "乙", "丙")):
        return Disposition.NAME
    if re.match(r"[" + CHINESE + r"]", after) or re.match(r"[一-鿿]", after):
        return Disposition.ENUMERATION if run[0] in "二三四五六七八九十两" else Disposition.NOT_UNDERSTOOD
    return Disposition.NOT_UNDERSTOOD


_CONCRETE = frozenset("家 所 座 处 名 栋 片 户 台 辆 场 件 宗 支 人 家次 人次".split())


def _chinese_value(place: Place, run: str, before: str) -> bool:
    """Is a numeral in characters a value? 四届, 六个实施计划, 百名, 十余条道路 and 百分之百 are; 三大环境 and 一所 are not."""
    quantity = place.quantity
    base, behind = quantity.base, place.behind(16)
    if quantity.value is None or quantity.unit is None:
        return False
    if "分之" in run:
        return True
    if quantity.vague and base:
        return base not in DURATIONS
    if quantity.unit == "亿级":
        return not before.endswith("个") and bool(re.search(r"(?:打造|形成|培育|建成|建设)[^。;]{0,8}$", before)) and bool(
            re.match(r"[^,。;]{2,30}集群(?!建设目标)", behind)
        )
    if run in ("百", "千"):
        if re.match(r"万|争", behind):
            return False
        return base in ("名", "栋", "家", "座", "户", "场", "项", "个") and not place.before(1) in ("上", "成", "每")
    if run == "万" and base == "名":
        return True
    bounded = quantity.comparator in (Comparator.GT, Comparator.APPROX, Comparator.GTE)
    if bounded and run in ("百", "千", "万") and base in COUNTERS:
        return True  # 近万人次, 超百家
    if bounded and base in MONEY and run[-1] in "万亿" and re.match(r"[,。;、)]|$", behind):
        return True  # 总产值超百亿元
    if bounded and base == "成":
        return True  # 近三成企业
    if base in ("个工作日", "工作日", "小时", "个小时") and quantity.comparator is Comparator.LTE:
        return True  # 压缩至一个工作日以内
    if run[-1] in "万亿" or quantity.value < 2 or quantity.value > 999:
        return False
    if base == "倍":
        return bool(re.search(r"[逾近超过约长的是为]$", before))
    if base == "届":
        return before.endswith(("举办", "承办", "连续举办", "成功举办"))
    if quantity.comparator in (Comparator.GTE, Comparator.LTE, Comparator.GT) and base in COUNTERS | {
        "个工作日",
        "工作日",
    }:
        return base not in ("级", "类", "种", "层")
    if base == "大类":
        return bool(re.search(r"(?:完成|累计|实施)[^,。]{0,4}$", before))
    if base in ("个", "项") and re.match(r"(?:实施计划|专项行动|实施方案)", behind):
        return True
    if base == "条":
        return bool(re.match(r"(?:道路|线路|街道|河道)", behind))
    if base in _CONCRETE:
        if re.search(r"(?:利用|依托|借助|以(?![及上下内外来]))[^,。;]*$", place.before(40)):
            return False
        return not re.search(r"(?:[以这该上述的]|为)$", before) and not re.match(r"(?:龙头|联动|一体|大事|实事|好事)", behind)
    return False
