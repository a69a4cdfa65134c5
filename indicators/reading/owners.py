"""Whose a bare measure is, where the owner stands in a clause before: of 推进高新区改革，投资增长20% the figure is the zone's, not the whole place's.

稳步推进高新区改革，投资增长|20%                     高新区投资
支持清江打造航空枢纽，旅客吞吐量突破|900万人次      清江旅客吞吐量
推动机器人产业提质，力争产量突破|12万台             机器人产量
货轮保有量240艘，其中电动货轮由20艘增至|45艘         电动货轮保有量
"""

import re

from indicators.reading.belonging import (
    joined,
    like_the_figure_before,
    told_before,
    told_in_a_sentence_before,
    without_a_statement,
)
from indicators.reading.subject_words import SubjectMemory, SubjectWords
from indicators.reading.wholes import FAR, may_be_part

# what every place, zone, trade and firm has: its name alone says of none of them
_OF_ANY = (
    "投资|固定资产投资|(?:实际)?利用外资|外资投资|进出口(?:总[额值])?|外贸进出口|经济总量|总?产值|工业总产值|营收|营业收入|税收"
    "|(?:旅客|货邮|货物|集装箱)?吞吐量|基金规模|交易额|成交额|新(?:设立|注册|登记|入驻|增)企业"
    "|(?:出台|推出)?(?:支持|配套)政策|(?:[省市]级)?制度创新(?:成果|案例)|改革试点任务[^,;。]*"
)
_BARE = re.compile(rf"(?:{_OF_ANY})(?:占[^,;。]{{2,6}}比重)?")
_BARE_OF_TRADE = re.compile("总?产量|增加值|总?产值|营收|(?:对)?经济增长贡献率")
_VERBS = (
    "(?:积极|成功|申建|获批|设立|稳步|扎实|深入|全面|加快|加速|持续|有序|大力|高质量|高水平|推进|推动|深化|支持|做强|做大|做优|做好|建好|建设|提升|促进"
    "|部[省区]共建|共建)*"
)
_PARTS = (
    "(?:经开区|高新区|开发区|自贸试验区|自贸区|自贸片区|综保区|综合保税区|产业园区?|工业园区?|科技园区?|科创园区?|示范区|合作区"
    "|都市圈|城市群|经济圈|经济带|经济区|交易中心|交易所|交易市场)"
)
_OF_A_PART = re.compile(rf"{_VERBS}(?P<of>[一-鿿“”（）()]{{0,16}}?{_PARTS})(?![内外以等、和与及])[^\d、]*$")
_TO_ANOTHER = re.compile("支持(?P<of>[一-鿿]{2,6}?)(?:打造|建设|争创|创建|做强|做大|加快|发挥)")
_OF_A_TRADE = re.compile(
    rf"{_VERBS}(?P<of>[一-鿿]{{2,10}}?)(?P<trade>产业链?|业)(?=提质|扩|支撑|发展|升级|贡献|做|快速|加快|蓬勃|持续|稳|集群|转型|[增壮]|优|量质)[^\d、]*$"
)
_NO_TRADE = re.compile("[企事就作创商学毕]$")
# 高新技术产品产量大幅增长，
_GREW_MUCH = re.compile(
    "(?:^|,)[^,;、\\d]{2,12}?(?P<what>产量|销量|零售额)(?:均|继续|持续|保持|实现)*(?:大幅|快速|较快|高速|稳步|显著|明显|迅速|两位数)+(?:增长|提升|上升),"
)
_MEASURE = re.compile("(?:[量额值率数入例重积润品资费出税口比度程]|(?<!机器)人|投资|面积)$")
_BEFORE_PART = re.compile(".{2,}?(?P<what>保有量|产量|销量|零售额|销售额)")
_THING = re.compile("[一-鿿“”A-Za-z]{2,10}")


def owned(words: SubjectWords, memory: SubjectMemory, subject: str) -> str:
    """A subject with whose it is; as it stands where its own words say that, or nothing does."""
    if subject == "吞吐量" and (words.quantity.unit or "").endswith(("标准箱", "标箱", "TEU")):
        subject = "集装箱吞吐量"
    if subject in ("总花费", "花费") and memory.subject.endswith(("游客", "旅游")):
        return f"游客{subject}"  # 接待游客300万人次、总花费|45亿元
    if part := _measured_part(words, memory, subject):
        return part
    if zone := _told_of_a_zone(words, subject):
        return zone
    subject = without_a_statement(subject)
    for told in (joined, told_before, told_in_a_sentence_before, like_the_figure_before):
        if found := told(words, memory, subject):
            return _ONE_RATE_BEFORE.sub("", found)
    bare, trade = _BARE.fullmatch(subject), _BARE_OF_TRADE.fullmatch(subject)
    if not bare and not trade:
        return subject + _grown(words, subject)
    since = words.text[words.sentence[0] : words.quantity.start].rpartition(";")[2]
    opening, comma, between = since.partition(",")
    if not comma or words.own.search(between) or words.own.match(opening):
        return subject
    owner = (_OF_A_PART.match(opening) or _TO_ANOTHER.search(since)) if bare else None
    if owner is not None:
        return owner["of"] + subject
    told = _OF_A_TRADE.match(opening) if trade and "," not in re.sub("[^,]*$", "", between)[:-1] else None
    if told is None or _NO_TRADE.search(told["of"]):
        return subject
    of = told["of"] + ("业" if told["trade"] == "业" else "")
    return f"{of}{'对' if subject.startswith('经济') else ''}{subject}"


# 重点项目开工率98%，投资完成率|108%
_ONE_RATE_BEFORE = re.compile("(?:开工|复工|竣工|完工|投产|履约|落地)率(?=.{2,}率$)")
# what a place has and no park: behind a semicolon, or for sales, it is told of the whole place again
_OF_A_PLACE, _A_PLACE = re.compile("预算收入|财政(?:总)?收入|零售总额"), re.compile("(?:街道|新区|[镇乡])$")
_OF_A_FIRM = re.compile("(?:完成|实现)?(?:投资|税收|总?产值|营收|营业收入|研发(?:经费)?投入|(?:城镇)?新增就业)")
_ZONES = "经开区|高新区|开发区|产业园区?|工业园区?|工业区|产业集聚区|集聚区|科技园区?|科创园区?|创新园|保税区|物流园区?|自贸片?区|(?<!全)园区"
_TOWNS = (
    "[一-鿿]新区|[一-鿿]街道|[一-鿿](?<![城乡])镇(?!化)|[一-鿿](?<!城)乡(?![村镇])|[一-鿿](?<![农乡])村(?![级民集])"
)
_OF_ALL_IT_HAS = (
    "技工贸|规模以上|规上|规模|工业|固定资产|地区|税收|财政|总?产值|营业?收入?|进出口|外贸|常住|户籍|人口|粮食|集体"
)
# 天湖经开区|实现技工贸总收入120亿元；完成地区生产总值|43亿元；固定资产投资|16亿元: a sentence that tells of a zone, a town or a firm to its end
_ZONE_TELLS = re.compile(
    rf"[\s—·]*(?P<of>[一-鿿“”]{{0,14}}?(?:{_ZONES}|{_TOWNS}|集团|公司))(?:20\d\d年|全年|去年|今年|预计|累计|全口径|共|已|现已)*"
    rf"(?:(?:实现|完成|引进|新增|签约|入驻|落户)[^,;。]*?[\d百千]|(?:{_OF_ALL_IT_HAS})[^,;。]{{0,12}}?[\d百千])"
)
_PRODUCT = "(?:地区)?生产总值|GDP|(?:规模以上|规上|规模)?工业(?:总产值|增加值)|(?:工业|产业|技改|民间|基础设施)投资"
_MONEY = "(?:一般公共)?预算收入|财政(?:总)?收入|(?:全口径)?税收(?:收入)?|技工贸(?:总)?收入|(?:实际)?到位(?:资金|内资|外资)|社会消费品零售总额|研发(?:经费)?投入"
_PEOPLE = "(?:常住|户籍|总)人口|(?:农村居民|农民|居民|村民)?人均(?:可支配|纯)?收入|(?:城镇)?新增就业"
_FIRMS = "(?:新)?(?:引进|签约|入驻|落户)(?:产业|工业|招商|亿元|外资)?(?:项目|企业)|(?:新增)?(?:规上|规模以上)(?:工业)?企业|新增(?:市场|经营)主体"
_OF_A_ZONE = re.compile(f"(?:完成|实现)?(?:{_OF_ANY}|{_PRODUCT}|{_MONEY}|{_PEOPLE}|{_FIRMS})")


def _told_of_a_zone(words: SubjectWords, subject: str) -> str:
    """The zone that a sentence tells of, with what every place has; nothing where a part of the sentence turns to the whole place or to another zone."""
    if _OF_A_ZONE.fullmatch(subject):
        told = _ZONE_TELLS.match(words.text, words.sentence[0], words.quantity.start)
        if told is None:
            return ""
        between = words.text[told.end("of") : words.quantity.start]
        if told["of"].endswith(("集团", "公司")) and not _OF_A_FIRM.fullmatch(subject):
            return ""
        if _OF_A_PLACE.search(subject) and not _A_PLACE.search(told["of"]) and ("零售" in subject or ";" in between):
            return ""
        if words.own.search(told["of"] + between) or re.search(
            "全[省市县区州盟旗]|[一-鿿](?:区|园|镇|街道)(?=实现|完成|引进)", between
        ):
            return ""
        return told["of"] + re.sub("^(?:完成|实现)", "", subject)
    return ""


def start_of_owner(words: SubjectWords, whose: str, start: int) -> int:
    """Where the words of a sentence begin that say whose a figure is, so that its quote has them; ``start``: where its own begin."""
    at = words.text.rfind(whose[:_BEGINS], words.sentence[0], start)
    return start if at < 0 or start - at > FAR else at


_BEGINS = 3


def _measured_part(words: SubjectWords, memory: SubjectMemory, subject: str) -> str:
    """汽车保有量3230万辆，其中新能源汽车由|45万辆…: measured as the whole is."""
    whole = _BEFORE_PART.fullmatch(memory.subject)
    part = words.before.startswith("其中") and memory.start >= words.sentence[0] and subject == words.front
    if whole is None or not part or not _THING.fullmatch(subject) or _MEASURE.search(subject):
        return ""
    return subject + whole["what"] if may_be_part(words.quantity, memory.quantity) else ""


def _grown(words: SubjectWords, subject: str) -> str:
    """产量 of 高新技术产品产量大幅增长，锂电池增长|103%."""
    if subject != words.front or not _THING.fullmatch(subject) or _MEASURE.search(subject):
        return ""
    if words.quantity.base != "%" and words.quantity.base not in ("辆", "台", "套", "吨", "艘", "部"):
        return ""
    since = words.text[words.sentence[0] : words.quantity.start].rpartition(";")[2]
    told = _GREW_MUCH.search(since)
    return told["what"] if told and not re.search(r"[量额值]", since[told.end() :]) else ""
