"""What a number without a name of its own is of: the subject of the number before it, or what is told of another place.

地区生产总值达818亿元，同比增长|3.7%      地区生产总值
新增小巨人企业6家、累计|25家             小巨人企业
全市地区生产总值增长5.5%，我县增长|6.1%  地区生产总值
"""

import re

from indicators.reading.subject_words import PER_HEAD, Name, SubjectMemory, SubjectWords
from indicators.reading.subjects import without_and
from indicators.reading.wholes import FAR, may_be_part
from text.numbers.quantities import Quantity
from text.numbers.units import words_of

FLOW_VERB = re.compile(
    r"(?:新建|改建|扩建|迁建|续建)(?:[、和及]?(?:改扩建|改造提升|提升改造|新建|改建|扩建|迁建|续建|改造|提升))+|新建提升|新建扩建|新建改建|新改扩?建|新建|新增|引进|改扩建|加固改造|改造提升|提升改造|改造|培育|成立|开办|选派|新打造|盘活"
)
# what is added to what there is
ADDS = re.compile(
    rf"^新?(?:{FLOW_VERB.pattern})|^(?:净增加?|增加|新(?:认定|登记|注册|设立?|成立|发展|入库|获批|评定|纳入|申报|晋升?|升规|进|入规|入统|纳统|培育)了?)"
)


def near(start: int, words: SubjectWords) -> int:
    """Where the quote of a carried subject begins: at the clause that names it, or at the number's own where that is far back."""
    return start if words.clause[0] - start <= FAR else words.clause[0]


# 全市地区生产总值|增长5.5%，我县增长6.1%
_THEIRS = re.compile(
    r"全[国省市州盟](?P<name>(?![、和与及])[一-鿿A-Z]{2,20}?)"
    r"(?:(?:同比|平均)*(?:增长|下降|上涨|上升|提高|达到?|为|完成|实现)+|(?<=收入|总值|总额|投资)|(?<=率))约?\d"
)


def like_theirs(words: SubjectWords, memory: SubjectMemory) -> Name | None:
    """全市地区生产总值增长5.5%，我县增长|6.1%: what another place's figure is of, told of the own place without a name."""
    if words.front or not words.own.match(without_and(words.before)):
        return None
    last = memory.quantity.end if memory.quantity is not None else 0
    since = max(words.sentence[0], last)
    theirs = _THEIRS.search(words.text, since, words.clause[0]) if since < words.clause[0] else None
    return Name(theirs["name"], theirs.start("name"), words.end) if theirs else None


# ;税收在上年高基数上继续攀升,  but not ;到2025年,
_ANOTHER = re.compile(
    r";(?!(?:到|至|截至|在|力争|争取|预计)*(?:20\d\d年|“?十[一二三四五六七八九]五”?|[今明去]年)(?:年?[底末初]|期间|时期|期?末)?,)[^,;。]{6,},(?:[^;]*,)?$"
)


def _turns_to_another(words: SubjectWords, memory: SubjectMemory) -> bool:
    """生产总值86亿元;税收在上年高基数上继续攀升,达到|12亿元: behind a semicolon and a clause of its own, a number is not of what stands before them."""
    since = memory.recent[-1][0] if memory.recent else 0
    return ";" in words.text[since : words.clause[0]] and bool(_ANOTHER.search(words.text[since : words.clause[0]]))


# 地区生产总值增长6.1%。「分季度看，」一季度增长5.8%
_BY_QUARTERS = re.compile(r"\s*分季度(?:来)?看,")


def _all_that_there_is(words: SubjectWords, memory: SubjectMemory) -> str:
    """新增小巨人企业6家、累计|25家; 新增通车里程400公里，力争突破|8000公里: what is added to, or nothing."""
    aimed = _AIMED_AT.fullmatch(words.before)
    if not _IN_ALL.fullmatch(words.before) and not (
        aimed and (_is_much_more(words.quantity, memory.quantity) or _was_added_behind(words, memory))
    ):
        return ""
    stock = stock_of(memory.subject)
    if "建" in words.before:
        stock = stock.removeprefix("建设")  # 建设高标准农田18万亩，累计建成|108万亩
    return stock if stock != memory.subject else ""


def carried(words: SubjectWords, memory: SubjectMemory) -> Name | None:
    """…818亿元，同比增长3.7%."""
    goes_on = memory.start >= words.sentence[0] or _BY_QUARTERS.match(words.text, words.sentence[0])
    if not memory.subject or not goes_on or _turns_to_another(words, memory):
        return None
    if _BUILT.fullmatch(words.before) and (begun := _BEGUN.search(memory.subject)):
        built = re.sub("^[,、和]", "", words.before)  # 棚户区改造新开工1200套、基本建成|860套
        return Name(memory.subject.replace(begun.group(), built), near(memory.start, words), words.end)
    unit = words.quantity.base
    other = memory.ratio or (memory.quantity is not None and memory.quantity.base != unit)
    added = _ADDED.fullmatch(words.before) or (
        words.before in ("、", "和") and _ADDED_TOO.search(words.text, words.clause[0], words.quantity.start)
    )
    if unit and other and unit not in PERCENTS and added:
        subject, start = memory.of_unit.get(unit, ("", 0))
        if subject and start >= words.sentence[0]:  # 优良天数298天，优良率81.6%，比上年增加|21天
            return Name(subject, near(start, words), words.end)
    if stock := _all_that_there_is(words, memory):
        return Name(stock, near(memory.start, words), words.end, aside=True)
    head = PER_HEAD.search(words.before)  # 存款余额226亿元，人均|3.8万元
    if words.quantity.base == "%" and GROWS.search(words.before):  # 降幅收窄2个百分点，12月当月增长|3.6%
        text = PACE.sub("", memory.subject.removeprefix("净增"))  # 净增企业12家、增长|5%: all that there are did
        if words.quantity.unit == "%" and "占" not in words.before:
            text = _PART_OF.sub("", text)  # 民生支出148亿元，占财政支出的75%，年均增长|9.3%
        return Name(text, near(memory.start, words), words.end)
    text = memory.subject if head is None or head["per"] in memory.subject else head["per"] + memory.subject
    if head and "增收" in head.group():
        text = f"{memory.subject}{head['per']}增收"  # 带动农户3.2万户，户均增收|6800元
    if unit and unit not in PERCENTS and (level := PACE.sub("", text)) != text:
        return Name(level, near(memory.start, words), words.end)  # 地区生产总值年均增速8%，力争突破|1100亿元
    return Name(text, near(memory.start, words), words.end, aside=text != memory.subject)


def stock_of(added: str) -> str:
    """规上工业企业 of 新增规上工业企业."""
    return ADDS.sub("", added.removeprefix("每年"))


GROWS = re.compile("(?:增长|下降|(?<![新净倍])增)[^,]{0,2}$")
PACE = re.compile(r"(?<=..)(?:年均)?(?:增[速幅]|增长率|[降涨减]幅)$")
_PART_OF = re.compile(r"(?<=..)占[^,占比]{2,16}$")
_AIMED_AT = re.compile("[,、]?(?:[三五]年[内后]|届时|到?年底|确保|力争|争取|使其?)*(?:达到?|增[至到]|增加[至到])?")
_MUCH_MORE = 4


def _is_much_more(this: Quantity, last: Quantity | None) -> bool:
    """Is a number so much more than the one before that it can't be what is added, too?"""
    if last is None or this.unit != last.unit or this.value is None or last.value is None:
        return False
    return this.value >= _MUCH_MORE * last.value


def _was_added_behind(words: SubjectWords, memory: SubjectMemory) -> bool:
    """通道新增16条、达到|54条: what the things that were added now come to."""
    last, this = memory.quantity, words.quantity
    if last is None or this.base != last.base or may_be_part(this, last):
        return False
    return words.text.endswith(("新增", "净增"), 0, last.start)


_IN_ALL = re.compile("[,、]?(?:累计(?:建成|建设)?|(?:在册)?总量|全[市县区省])(?:已?达到?|有|为|拥有|共有)?")
PERCENTS = (*words_of("ratio", "points"), "倍")
_ADDED = re.compile(
    r"[,、]?(?:同比|[比较](?:上年末?|去年|年初|20\d\d年|[上前]一?个?[三四五]年)|分别|净)*(?:增加|减少|增长|增|减|(?<=[年期比])[多少])了?(?:约|近)?"
)
_ADDED_TOO = re.compile(rf"{_ADDED.pattern}[\d.]+[^\d,、;]{{1,4}}[、和]$")  # 比上年多3.2亿元、|6个
_BUILT = re.compile("[,、和]?(?:基本)?(?:建成|竣工|完工|投产)")
_BEGUN = re.compile("^(?:新|实际|全年)?开工(?:建设)?|(?:新|实际)?开工(?:建设)?$")
