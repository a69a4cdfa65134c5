"""In a review of several years, is a figure what there is at their end, and no total over them?

高新技术企业超过110家 and 人才总量6.7万人 stand; 引进企业超过110家 adds up.
"""

import re

from indicators.reading.catalogue import is_a_stock, is_a_stock_in_all
from indicators.reading.passages import FiguresOfPassage
from indicators.reading.subject_words import SubjectWords
from text.vocabulary import Measure

# whose number is that of all there are: 民营经营主体超过1.8万户
_OF_ALL = ("家", "户", "所", "位", "座")
# what is done, to so many: 服务|企业超过300家, 整治|企业20家
_DONE = (
    r"孵化|服务|走访|关[停闭]|整[治改合]|退出|取缔|搬迁|入[库选驻围孵]|评[选定为]|认定|授[予牌]|备案|登记|注册|脱贫|销售|产[生出]|帮[扶办]|救|补贴|奖|获|培|引|招|新|净|累|改|建"
    r"|完成|实施|开|投|办|发|创|推|化解|签|成立|设|增|减|修|落|入|转|列|拆|淘|清|查|处|争|选|支持|扶持|组|输"
)
_MADE = "(?:打造|加固|治理|整治|维修|修缮|建设|[完竣开]工|投产|通车|[组新改扩续筹共创]建|建[设立]|改造|培育|引进|形成|举办|开展|带动|惠及|受益)"
_NAMED_ALONE = re.compile(rf"[,、;]?(?!{_DONE}|打造|[^,;]*{_MADE})[一-鿿]{{2,16}}")
_DOES = re.compile(f"{_MADE}|打造|{_DONE}")
# 跨过两个百亿元大关、|超过600亿元
_CROSSED = re.compile(
    r"(?:跨[过越上]?|迈上|突破|站上|跃上|登上)[^,;、。]{1,12}(?:大关|台阶|关口|门槛)[、,](?:双双|均|都)?$"
)
# what a review of several years adds up, in words
_ADDED = re.compile(r"累计|新增|净增|共|(?<!连续)五年|引进|建成|完成|投入")
# what is told year by year, in a review of several too, where nothing adds it up
_OF_A_YEAR = re.compile(r"(?:进出口(?:总[额值])?|零售总额|用电量|吞吐量|业务量)(?:达到?|为|完成|实现)?$")
# 33个|国控断面水质优良率保持100%
_RATE_BEHIND = re.compile(r"[一-鿿]{4}(?:率|比例)(?:始终|持续|稳定|连续|\d年|保持|达到?|为|在)*$")
_NUMBER = re.compile(r"^[^,、;]*")
# 「，科技型中小企业」近10000家: no verb opens it
_LISTED = re.compile(rf"[,、;](?!{_DOES.pattern})[^,、;。\d]{{2,16}}")
# 由51家整合|为33家
_BECAME = re.compile(
    r"[由从][^,;。]{1,20}?(?:整合|合并|归并|精简|重组|压减|压缩|缩减|减少|增加|调整|优化|扩大|扩展|发展)(?:为|至|到|成)$"
)
# 新增17公里、|突破70公里
_JOINED = re.compile("[、,](?:总数|总量)?")
_REACHES = ("突破", "超过", "达到", "达", "超")
_GREW = re.compile("新增|净增|增加|增长")
# 54家|,均居全省前列
_RANKED = re.compile(
    r"[,、](?:均|都|数量|总[数量]|规模)*(?:稳?居|位[居列]|排名?|[全东中西][省市国部区](?:[第前领]|最)|领先)"
)
# 5家省级重点实验室|聚力赋能; 8个项目|建成投产 is what was done
_HAPPENED = re.compile(
    r"入选|获|建成|投产|[开完竣]工|落[户地]|上市|签约|完成|成功|通过|挂牌|开[业诊园放]|投[用运入]|启[动用]|实施|新|引|培|被|列入|认定|评|全[部面]|[晋升]级?|改造|达[标产效]|运营|融入|布局|拓展"
)
# 粮食最高年产|84亿斤: the best of the years
_BEST = re.compile("(?:最高|最大|单)[年月日][一-鿿]{0,4}$")
# 输电线路总长|超7万公里
_IN_ALL = re.compile("(?:^|[,;、])[^新改修治整铺敷建设累,;、]{2,16}总(?:长度?|里程)$")
# 辐射全国|75个城市、164个站点, 通航城市|16个
_REACHING = re.compile("(?:辐射(?!带动)|通达|(?<!开)通航|直达)[^,;。]*$")
# 14种|农产品产量居全国第一, 3家|高新区位列全国50强, 8个|产业规模超千亿元
_RANKED_THERE = re.compile(
    r"[^,;。、\d]{2,20}?(?:(?:位[居列]|[稳均]居|(?<![民定宜安新移])居(?=[全世前首第])|跻身|排名)[^,;。、\d]{0,6}(?:第|前|首|\d+强|领先)"
    r"|(?:规模|产值|营收|收入)(?:[均都])?(?:超|突破|达|过)(?=[过到]?[\d百千万十]))"
)
# 累计建成12座桥、城市道路|突破7000公里: behind a figure of its own, and with another verb
_OWN_ITEM = re.compile(r"\d[^,;、]*、[一-鿿]{2,8}(?<![目])$")

# 3.2万|低保对象基本生活得到有效保障, 16条|主要支流水质稳定达标
_KEPT = re.compile(
    r"(?:余名|名|户)?[^,;。、\d]{2,20}?(?:(?:得到|有)(?:有[效力]|切实|充分|全面|更好|较好)?(?:的)?保障"
    r"|(?:全部|均|都|稳定|持续)*(?:达到|达标|保持)(?:或好于|或优于)?(?:优良|[Ⅱ-ⅣI二三四]+类|(?:国家|国际|全国|世界)先进)"
    r"|(?:全部|稳定|持续)+(?:消劣|达标))"
)


# 累计建成高标准农田|41万亩, 累计建成|41万亩高标准农田
_BUILT_IN_ALL = re.compile("累计建成[一-鿿]{2,12}$")
_NOT_NOUN = re.compile("[^一-鿿]")


_FAR_BACK = 1000  # characters: in a text whose full stops are lost, each number would look at all before it


def is_a_state(of: FiguresOfPassage, words: SubjectWords) -> bool:
    """高新技术企业达到1100家，科技型中小企业近10000家: what is listed behind a state without a verb of its own is one; so is what 突破 reaches."""
    start = words.quantity.start
    clause = of.text[max(words.clause[0], start - _FAR_BACK) : start]
    if _stands(of, words, clause):
        return True
    if found := _BUILT_IN_ALL.search(clause + _NOT_NOUN.split(words.after, maxsplit=1)[0]):
        return is_a_stock_in_all(found.group(), words.quantity.unit)
    if _ADDED.search(clause):
        return False
    if _RATE_BEHIND.search(words.after):
        return True
    whole = next((one for one in reversed(of.observations[-2:]) if one.unit != "%"), None)
    if "其中" in clause and whole is not None and whole.measure is Measure.LEVEL and whole.unit == words.quantity.unit:
        return True  # 规上工业企业增至402家，其中产值超10亿元企业14家; 老年人口3.2万人，占12%，其中高龄老人0.6万人
    adding = _ADDED.search(of.text[max(words.sentence[0], start - _FAR_BACK) : start]) is not None
    alone = words.counter and not adding and _LISTED.fullmatch(f",{clause}")
    if alone and is_a_stock(words.front, words.quantity.unit):
        return True  # 规模以上工业企业218户: all that there are
    if of.text.startswith("突破", start):
        return True
    if _OF_A_YEAR.search(clause) and not _adds_here(of, words):
        return clause.endswith("实现") or "实现" not in clause  # 实现进出口总额|1.4亿元, as 完成, is told of all years
    if not of.observations or of.observations[-1].measure is not Measure.LEVEL or not of.read_before:
        return False
    last = of.read_before[-1].start
    between = _NUMBER.sub("", of.text[last:start], count=1)
    # 种植面积30.2万亩，油茶42万亩
    alike = not adding and of.observations[-1].unit == words.quantity.unit
    reached = alike or re.search(r"达到?$", of.text[max(0, last - 3) : last]) or of.listed == last
    if last < words.sentence[0] or not reached or not _LISTED.fullmatch(between) or words.quantity.base == "元":
        return False
    of.listed = start
    return True


# 生产总值完成300亿元；|社会消费品零售总额实现86亿元: what is said of one thing adds up no other behind a semicolon, but for 累计
_IN_ALL_SAID = re.compile(r"累计|共(?!同)|(?<!连续)五年")


def _adds_here(of: FiguresOfPassage, words: SubjectWords) -> bool:
    """Does the sentence say of the figure that it adds up: anywhere with 累计, or in its part with 完成, 引进, 新增?"""
    start = words.quantity.start
    said = of.text[max(words.sentence[0], start - _FAR_BACK) : start]
    return _IN_ALL_SAID.search(said) is not None or _ADDED.search(said.rpartition(";")[2]) is not None


def _stands(of: FiguresOfPassage, words: SubjectWords, clause: str) -> bool:
    """``clause``: the words of the figure's clause before it."""
    quantity = words.quantity
    if _BECAME.search(clause) or _is_reached(of, words) or _BEST.search(clause) or _IN_ALL.search(clause):
        return True
    if of.text.startswith("突破", quantity.start) and _OWN_ITEM.search(clause):
        return True
    if words.counter and _REACHING.search(clause) and not _GREW.search(clause):
        return True
    if of.text.startswith(_REACHES, quantity.start) and _CROSSED.search(clause):
        return True
    if _ADDED.search(clause):
        return False
    if not _DOES.search(clause) and _KEPT.match(of.text, quantity.end, words.clause[1]):
        return True
    if not words.counter:
        return False
    behind = of.text, quantity.end, words.sentence[1]
    if (clause and _RANKED.match(*behind)) or (_RANKED_THERE.match(*behind) and not _DOES.search(clause)):
        return True
    if quantity.base not in _OF_ALL:
        return False
    if not clause or (clause[-1] in "、,;" and not _DOES.search(clause)):
        return quantity.base != "户" and not _HAPPENED.search(of.text, quantity.end, words.clause[1])
    adding = _ADDED.search(of.text, max(words.sentence[0], quantity.start - _FAR_BACK), words.clause[0])
    return adding is None and _NAMED_ALONE.fullmatch(clause) is not None


def _is_reached(of: FiguresOfPassage, words: SubjectWords) -> bool:
    """铁路里程新增17公里、突破70公里: behind what was added, of the same unit, and with a verb of its own."""
    quantity = words.quantity
    last = of.memory.quantity
    if last is None or last.base != quantity.base or not of.text.startswith(_REACHES, quantity.start):
        return False
    if not _JOINED.fullmatch(of.text[last.end : quantity.start]):
        return False
    return _GREW.search(of.text[max(words.sentence[0], last.start - 12) : last.start]) is not None
