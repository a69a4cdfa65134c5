"""The words around a number become what the number is of: ``惠及3.67万户居民`` is 惠及居民, ``11家市级以上绿色工厂`` is 市级以上绿色工厂.

The noun stands before the number (老旧小区改造面积1572万平方米), after it (80%家庭医生团队), or on both sides (人大代表76件建议); it is shared
(A、B均增长15%), dealt out in order (绿化覆盖率、绿地率分别达到36.25%和25.2%), or carried over from the number before (…818亿元，同比增长3.7%). A subject is
made of the printed words, with the number and the light words (完成, 达到, 累计) left out.
"""

import re
from functools import lru_cache
from pathlib import Path

from indicators.reading.lists import of_all_listed, with_whose_they_are
from indicators.reading.telling import told_of
from text.lexicon import load

_WIDTH = 70  # characters before a number in which its subject is looked for

WORDS = load(Path(__file__).parents[1] / "data" / "subjects.toml")
_DATE, _PLAN = WORDS.part("date"), WORDS.part("plan")
# light words before a subject, and behind it
_OPENING = re.compile(rf"^(?:{WORDS.any('opening')}|[、,—])+")
# 是全省平均水平的|1.2倍   高于全国|0.3个百分点   比全省高|0.3个百分点
_OTHERS = r"[^,。年]{2,12}(?:增[速幅长]|涨幅|水平)|(?:城镇|农村|城乡|居民|经济|GDP)[^,。年]{0,8}"
_BESIDE = (
    r"(?:是|为|相当于|达到?|不足|不到|仅为|约为)全[国省市州盟](?:平均(?:水平)?)?的|(?:[高低快慢优好]于(?![^,。]{1,6}类)|高出|超[出过](?=全[国省市州盟旗县区]|[^,。]{1,8}平均)|领先|跑赢)[^,。]{1,14}(?:平均(?:水平)?)?"
    r"|[比较]全[国省市州盟旗县区][^,。]{0,6}[高低快慢多少优好]出?"
    r"|[比较]“?十[一二三四五六七八九]五”?(?:期间|时期|末)?[高低快慢多少]"
    rf"|[比较](?!上年|去年|同期|年初)(?:{_OTHERS})[高低快慢]"
)
# 连续迈上4个万亿元台阶
_STEPS_TAKEN = r"突破[^,]{1,6}大关|(?:连续|接连|相继|先后)?(?:突破|连?续?跨[越过]?|迈[上过]|跃上|登上|站上)\d{0,2}[^,\d]{1,6}(?:大关|台阶|门槛|关口)"
_CLOSING = re.compile(
    rf"(?:{WORDS.ahead('closing', 'change')}"
    rf"|(?=[比较相是为于达不仅约高低快慢优好超领跑剔扣突连续接先跨迈跃登站在的基(]|{_PLAN}|{_DATE}))"
    rf"(?:{WORDS.any('closing')}|{WORDS.any('change')}了?[到至为]?|(?:比|较|相比|是|于)?(?:{_PLAN}|{_DATE})(?:时?期?末[年期]?|时期|期间|初|底|同期|的)?|\({_DATE}\)"
    rf"|{_BESIDE}|(?:剔除|扣除)[^,]{{1,16}}?(?:因素|影响|后)+|在[^,]{{3,24}}?基[础数]上[再又]?|的?[高低]?基[础数]上[再又]?"
    rf"|{_STEPS_TAKEN})+$"
)
_LIST = re.compile(
    rf"^(?:{_DATE}|全年|去年|累计|\s)*(?P<verb>(?:{WORDS.any('doing')}(?:[或和及]{WORDS.any('doing')})?)?).*(?:等(?:地区?|一批)?|、)"
)
# 12个「新投产」项目, 30个「拟竣工投产」项目, 8个「计划新开工」项目: what it did, or is to do, says which of them are meant
_MARKED_BY_A_VERB = re.compile(
    "(?:计划|预计|拟|新|待|已|未)+(?:(?:开工|复工|竣工|完工|投产|签约|开业|投用|投运|获批|入选|达产|建成|通车|入库|落地)[和及、]?)+"
    "(?=[一-鿿]{0,8}?(?:项目|工程|企业|路段|线路|高速|园区|公园|学校|医院|平台|机构|门店|生产线))"
)
# where the noun after a number ends and what it did begins: 12个项目「实现开工」
_STOP = re.compile(WORDS.ahead("stop") + WORDS.any("stop"))
_RISE = re.compile(
    r"^(?:提高|提升(?!举措|措施|工程|行动|项目|计划|任务|方案|改造)|增加|增长|降|下降|上升|跃升|升|缩小|减少|扩大|优化)(?:到|至|为)?|^(?:调整|压减|压缩|精简|整合|合并|归并|优化整合|整合优化)(?:到|至|为)|^[一-鿿]{0,3}?[增升降减跃扩缩番展复变](?:到|至|为)(?:$|20\d\d年|目前|现在|如今|去年|今年)|^[一二三四五六七八九十两](?:个|大|项|类)"
)
# 跨越100亿元、110亿元|大关
STEP = re.compile(r"(?:等?[两三四五六七八九]?个)?(?:整数)?(?:新|大)*(?:大关|台阶|关口|门槛)")
_GENERIC = WORDS.words("generic")
# what the counted things did, where that is what is counted: 16家科技企业「完成股份制改造」
_TELLING = re.compile(
    r"完成(?!建设|(?:年度|计划|当年|季度)?投资)|实现|获|被|入选|上市|挂牌|通过|受益|享受|全部开通|能够|提供"
)
_BOUND_WORDS = re.compile(r"^(?:(?:\(含\))?(?:及|或)?以[上内下]|左右|上下|之内)?的?")

# words that say nothing without what they are of: 注册资金约18亿元 after 新注册企业125个
_DEPENDENT = re.compile(
    rf"^(?:其中)?(?:{WORDS.any('dependent')}|占[^,。]{{0,16}}(?:比重|比例|份额)?|在[^,。、]{{2,8}}?的?占比)$"
)

# what a list of names has in common: 城镇、乡村「居民人均可支配收入」
_SHARED_TAIL = re.compile(
    rf"(?:工业)?增加值占.*(?:比重|比例)|支持[^、和与]*(?:比重|比例)|(?:产值|增加值|营收|投资|出口)?占[^、和与]*(?:比重|比例)|{WORDS.any('rate')}率|{WORDS.any('tail')}$|投资额?$"
)


# 城乡居民收入 of two numbers are those of 城镇 and of 农村
_PAIRS = {
    "城乡": ("城镇", "农村"),
    "存贷款": ("存款", "贷款"),
    "进出口": ("进口", "出口"),
    "内外资": ("内资", "外资"),
    "预算收支": ("预算收入", "预算支出"),
    "省市": ("省级", "市级"),
    "收支": ("收入", "支出"),
    "中小学": ("中学", "小学"),
    "肉蛋奶": ("肉", "蛋", "奶"),
    "二三产业": ("第二产业", "第三产业"),
}
_PAIR = re.compile("|".join(_PAIRS))
_INDUSTRIES = re.compile(r"(?:第?一[、,]?第?二[、,和]?第?三(?:次)?产业?|三次产业|三大产业)(?P<of>.*)")
# 规模以上工业企业|实现|增加值, 旅游业|完成|总收入: a verb in the middle
_VERB_INSIDE = re.compile(
    r"(?<=..)(?:共|累计|预计|全年)?(?:实现|完成|创造)了?(?=(?:地区|年度|当年|季度)?(?:规模以上|规上)?(?:工业|农业)?(?:增加值|总?产值|(?:主营业务|营业|总)?收入|营收|利润|利税|税收|零售额|"
    r"销售额|交易额|成交额|投资|进出口|出口)(?:总?额)?$)"
    # 天湖经开区|实现|技工贸总收入: whose it is stands before
    r"|(?<=[开新发聚业技创流][区园])(?:全年|累计|预计|共)*(?:实现|完成)(?=[一-鿿]{0,4}(?:收入|产值|税收)$)"
)


# 棉花产量|连续4年|占全国
_FOR_YEARS = re.compile(r"(?<=..)连续(?:多|[\d一二三四五六七八九十]+)年(?=占|稳|保持|位居|居)")


# what joins a number to the one before it, and begins no word (和谐, 及时)
_AND = re.compile(r"^(?:[、,]|及(?!时)|与|和(?![谐平美合睦]))+")
# of a noun: 、养老机构, but no 和 of 20个和美庭院
_LED_BY_AND = re.compile(r"^(?:[、的或]|及(?!时)|与|和(?![谐平美合睦]))+")


def without_and(words: str) -> str:
    """The words before a number without what joins them to the number before."""
    return words[joint.end() :] if (joint := _AND.match(words)) else words


# What stands before a number and behind it is looked at by one way of naming it after the other.
_kept = lru_cache(16)
NO_PLACE = re.compile("(?!)")


# 望川大桥、恒丰新材料二期(投资|12亿元)、宏达机械工厂(|5.6亿元): a figure in the bracket behind a work of a list
_OF_A_BRACKET = re.compile(
    r"^(?:[^()]*[、;和])?(?P<what>[^()、;]{3,})\((?P<said>(?:计划|预计)?总?投资(?:额|约)?|(?:总?占地|建筑)(?:面积)?|(?:总)?装机(?:容量)?|全长)?$"
)
_BRACKET_BEFORE = re.compile(r"^[^()]{0,12}\)[、,;和及](?=[^()]{3,}\()")
# …完成主体工程。「2、」改造街道6条, 「1.」5G基站320座, 「1.」3家企业
# 「●」固定资产投资, 「⒈」…, 「A、」…, 「【1】」…: the sign of an item in a list; ○ is 〇 when it is read
BULLET = re.compile(
    r"^(?:[^\w“‘《〈(\[【〔]+|〇(?=[一-鿿])(?!就业|距|增长|排放|跑|碳|[零一二三四五六七八九十])|[A-Za-z][.、](?=[一-鿿])|[⒈-⒛Ⅰ-Ⅻⅰ-ⅻ][.、]?|[\[【〔](?:\d{1,2}|[一二三四五六七八九十]{1,2})[\]】〕])+"
)
_ITEM = re.compile(
    r"^[一二三四五六七八九十]{1,3}、(?![一二三四五六七八九十])(?=[一-鿿]{3})|^\(?\d{1,2}(?:[、)]|\.(?!\d))(?=[一-鿿“]|$)|^\d{1,2}\.(?=\d{1,2}(?:G|岁))"
)


# 全区|（开发区）|实现地区生产总值; not 全市（不含市本级）
_SAID_OF_IT = re.compile(r"^\((?!不?[含包计]|除|扣|剔)[^()\d]{2,12}\)(?=.)")


# 农民|人均增收|2000元: whose gain it is says nothing without the gain
_PEOPLE = re.compile(
    "(?:农牧?民|村民|居民|群众|农户|牧民|职工|林农|茶农|果农|社员|脱贫[人农]?[口户]|每[亩户人]|[亩户人]均)"
)
_EARNED = re.compile("(?:[人户]均|年人均|年均)?增收(?=了?[约近]?$)")


# 地区生产总值同比（下同）增长
_THE_SAME_BELOW = re.compile(r"\((?:[^()\d]{1,8}[,、])?下同\)")


# 基础设施实现新突破|供水管网总长: a heading that its text follows without a stop
_HEADING_BEFORE = re.compile(
    "^[一-鿿]{2,14}?(?:取得|实现|迈上|再上|跃上|呈现|开创|迈出|步入|展现)(?:了|出)?新(?:的)?(?:突破|台阶|进展|成效|局面|步伐|提升|跨越|面貌|气象|阶段)(?=[一-鿿]{4})(?!的|以来|后)"
)


def _without_heading(words: str, own: re.Pattern[str]) -> str:
    """推动高质量发展|预计全县地区生产总值: without a line before it that has no stop."""
    words = _HEADING_BEFORE.sub("", words)
    expected = words.rfind("预计")
    place = own.match(words, expected + 2) if expected > 0 else None
    return words[place.end() :] if place else words


@_kept
def clean(words: str, own: re.Pattern[str] = NO_PLACE) -> str:
    """A subject without the light words at its two ends, and without what stands for the document's own place (``own``: 全县) at its head."""
    words = held = _ITEM.sub("", BULLET.sub("", words[-_WIDTH:]))
    if "新" in words or "预计" in words:
        words = _without_heading(words, own)
    if "下同" in words:
        words = _THE_SAME_BELOW.sub("", words)
    for _ in range(4):
        before = words
        if opening := _OPENING.match(words):
            words = words[opening.end() :]
        if place := own.match(words):
            words = _SAID_OF_IT.sub("", words[place.end() :])
        words = words.strip("、,;:。!=—-·「」↑↓▲▼△▽ ")
        words = _CLOSING.sub("", words).strip("、,;:。!=—-·「」↑↓▲▼△▽ ")
        if words == before:
            break
    if "连续" in words:
        words = _FOR_YEARS.sub("", words)
    if "实现" in words or "完成" in words or "创造" in words:
        words = _VERB_INSIDE.sub("", words)
    if _PEOPLE.fullmatch(words) and (earned := _EARNED.search(held)):
        words += earned.group()
    if "(" in words and (words.startswith(")") or words.count("(") != words.count(")")):
        words = _OF_A_BRACKET.sub(r"\g<what>\g<said>", _BRACKET_BEFORE.sub("", words))
    if words.count("(") != words.count(")"):
        words = words.strip("()") if not re.search(r"[()]", words[1:-1]) else words
    return words.strip("”’)") if words and words[-1] in "”’" and "“" not in words and "‘" not in words else words


# 路、桥等设施, and no 等 of 中等职业学校, 高等教育, 等级公路, 等于
_ETC = re.compile(r"(?<![中高初优同平均对上])等(?![级于待])")


def without_list(words: str, *, named: bool = False) -> str:
    """万新、华明等 → nothing; 整修新浦路、泰兴路等 → 整修: what was named one by one is no part of what is counted.

    ``named``: so are names without 等 (提升改造汇贤里、程林里、鼎信4个菜市场).
    """
    if words.endswith("等"):
        found = _LIST.match(words)
        return found["verb"] if found else ""
    if found := list(_ETC.finditer(words)):
        head, tail = words[: found[-1].start()], words[found[-1].end() :]
        found = _LIST.match(head + "等")
        return (found["verb"] if found else "") + tail
    if named and "、" in words and (found := _LIST.match(words)):
        return found["verb"]
    return words


# 增加120张|至|980张, 公路项目12个|共|186公里
_NO_NOUN = re.compile("至|到|共计?|合计|总计|总共|约")


# 培育12家智能工厂、「新建」30家绿色工厂: what is done with another thing
_ANOTHER = "新(?:建|增|改建|入[规库统选]|培育|认定|开工|引进)|培育|改造|引进|整治|修复"


# 11条(段)市政路, 520元(月); 35家(2021年)
_ASIDE = re.compile(rf"^\((?:[^()\d]{{1,5}}|{_DATE})\)")
# 在收入突破30亿元的「同时」, 取得增长8%的「好成绩」: what is no thing that is counted
OF_NOTHING = re.compile(
    "(?:同时|前提|背景|情况|条件)(?:之?下)?|(?:历史|历年|近年来?)?(?:最?[好高佳]|新|优异|骄人|可喜)?(?:成绩|佳绩|水平|高度|高点|纪录)"
    "|(?:较快|快速|[中较]?高速|高|中低速|两位数|稳定|平稳|持续|合理|正)*增长"
)


# 5个产业集群|、居全省第1
_PLACED = "、(?:稳?居|位[居列]|排名?|名列|列)[^、]*$"


@_kept
def noun_after(words: str) -> str:
    """The noun that follows a number: 11家「市级以上绿色工厂」创建, 10个购物便捷的「消费新地标」."""
    words = _ASIDE.sub("", words)
    if (
        re.match(r"\)[、,;和及]", words)  # 88.3亿元(|5.7%)、固定资产投资50亿元
        or _NO_NOUN.fullmatch(words)
        or _AND.match(words)
        or _RISE.match(words)
        or STEP.match(words)
        or re.match("[户人亩村]均", words)
    ):
        return ""
    words = words[:40]
    bound = _BOUND_WORDS.match(words)
    of = bound is not None and bound.group().endswith("的")
    words = re.split(r"[,;:∶。!?\[]", words[bound.end() if bound else 0 :], maxsplit=1)[0]
    if of and OF_NOTHING.fullmatch(words):
        return ""
    stop = next(
        (match for match in _STOP.finditer(words) if match.start() > 0 and not _quoted(words, match.start())), None
    )
    if stop and (marked := _MARKED_BY_A_VERB.match(words)) and stop.start() < marked.end():
        stop = next((match for match in _STOP.finditer(words, marked.end()) if not _quoted(words, match.start())), None)
    noun = words[: stop.start()] if stop else words
    if _STOP.match(words) and not re.match(r"被|均|占|比|较|中|为|可|能|只", words):
        noun = words if len(words) <= 16 else ""
    if "的" in noun and _OF_SUCH_A_SIZE.match(noun):
        noun = noun.replace("的", "", 1)
    if "的" in noun and not noun.endswith("的"):
        noun = noun.rpartition("的")[2]
    if noun.startswith("("):
        return ""  # 40万人次(牵头单位:人社局)
    noun = _LED_BY_AND.sub("", noun).rstrip("、和及或的")
    noun = noun.removesuffix("与") if not noun.endswith("参与") else noun
    if noun.endswith(("局面", "态势", "势头")) or re.match("较?[高低]?基[础数]上", noun):
        return ""  # 扭转上年下降9.6%的被动局面, 在上年增长9%的基础上
    if of and OF_NOTHING.fullmatch(noun):
        return ""
    return re.sub(
        rf"(?<=..)[上内]$|{_PLACED}|(?<=..)等(?:系列)?(?:活动|赛事)$|、\d.*$|、[^、]*等$|(?<=..)、(?:规模|数量|总[量数])$|(?<=..)、(?:{_ANOTHER}).*$",
        "",
        noun,
    )


# 3个「过五百亿的县市」: which are counted
_OF_SUCH_A_SIZE = re.compile(
    "[^的、]{0,8}(?:近|过|超过?|突破)[一二三四五六七八九]?[十百千万]*亿元?的(?=[一-鿿]{2,10}$)"
)


def _quoted(words: str, position: int) -> bool:
    return words.count("“", 0, position) > words.count("”", 0, position)


def around(before: str, after: str, *, count: int = 0, own: re.Pattern[str] = NO_PLACE, goes_on: bool = False) -> str:
    """The subject of a count with its noun after it, from the words on both sides. Names as many as the count says are no part of it.

    ``goes_on``: a number follows ``after``.
    """
    noun = noun_after(after)
    if count > 1 and len(re.split(r"、|和|与|及", without_and(before))) == count:
        return _verb(clean(before, own)) + noun
    front = clean(without_list(without_and(before), named=True), own)
    front = re.sub(r"^[^“]*?(?:打造|建成|设立|形成)", "", front)
    front = re.sub(r"(?:^|(?<=[一-鿿]))\d+(?:大?类|批)(?=$|的$)", "", front)  # 10大类|55项民生实事
    if re.search(r"(?<!惠)及$|[和与或]$", front):
        front = ""
    if re.search(r"(?<!惠)及$|[和与或]$", before):
        front = _verb(front)
    if not front and noun and (added := _ADDED.search(before)):
        front = added.group("verb")  # 新增|35家企业
    rest = re.split(r"[,;:。!?]", _BOUND_WORDS.sub("", after[:44]), maxsplit=1)[0]
    told = not re.match(r"[建施营][筑工业]面积|总投资", rest[len(noun) :])
    if not front and not _FOR_THEM.search(before) and (what := told_of(noun, _behind(noun, after), goes_on=goes_on)):
        return noun + what
    if not front and told and (noun in _GENERIC or _TELLING.match(rest, len(noun))) and "、" not in rest:
        return rest if len(rest) <= 24 else noun
    if re.fullmatch(r"[,、]?(?:累计|共)?(?:为|给)", before) and len(rest) <= 26:
        return rest
    return front + noun if len(front) <= 24 else _verb(front) + noun


# 面向|1200家企业开展服务: no deed of theirs
_FOR_THEM = re.compile("(?:面向|为|向|对|给|在|从|组织)了?$")
_ADDED = re.compile("(?P<verb>新增|净增)了?$")


def _behind(noun: str, after: str) -> str:
    """The words behind the noun."""
    at = after.find(noun) if noun else -1
    return after[at + len(noun) :] if at >= 0 else ""


def _verb(words: str) -> str:
    found = re.match(
        r"提升改造|改造提升|新建提升|新?建(?!设)|改扩建|改造|整修|引进|引入|新增|增加|培育|举办|惠及", words
    )
    return found.group() if found else ""


def is_dependent(words: str) -> bool:
    """Does the phrase need the subject before it (注册资金, 总投资, 占比)?"""
    return bool(_DEPENDENT.match(words))


PER_MANY = re.compile(r"(?:每[十百千万]+|(?<![一-鿿])[千万])(?:名?(?:常住|户籍|老年)?(?:人口|老年?人|人|户))(?:拥有)?")
_EACH = re.compile("(?P<of>.{2,})分别(?P<what>(?:新增|种植|养殖|完成|实现|建成|新建)[^分]{0,6})")
_MEASURED = re.compile("(?:存栏|出栏|饲养)量?$|(?:播种|种植)?面积$|总?产量$|总?产值$|单产$")


# 硒食品、生物医药、清洁能源|三大产业|产值: how many there are is no part of the last of them
_SO_MANY_KINDS = re.compile(
    "(?<=..)[两三四五六七八九十]大(?:主导|支柱|特色|优势|新兴|重点|传统){0,2}(?:产业链?|行业|集群|板块|领域)(?=[一-鿿])"
)


# 城乡居民「养老、医疗」保险参保率
_INSURED = re.compile("(?:社会)?(?:基本)?(?:养老|医疗|失业|工伤|生育)(?:保险)?")
_INSURANCES = re.compile(
    rf"(?P<who>[^、]{{0,8}}?(?:居民|职工)|)(?P<kinds>{_INSURED.pattern}(?:[、和与及]{_INSURED.pattern})+)(?P<of>[^、和与及]+)"
)
_MEASURES = "总?产值|增加值|(?:主营业务|营业)收入|营收|利润(?:总额)?"
_GRANTED = "(?:申请|授权|受理|拥有|有效|登记|注册|申报)(?:量|数|件数|总量)"
# what the first of a list is of, and so are the others: 规上工业总产值、增加值; 发明专利申请量、授权量; 生产安全事故起数、死亡人数
_ONE_OF_ALL = tuple(
    (re.compile(rf"(?P<of>.*(?:{of}))(?:{first})"), re.compile(others))
    for of, first, others in (
        ("工业|农业|建筑业|服务业|制造业|产业|企业", _MEASURES, _MEASURES),
        ("专利|商标|植物新品种|著作权|知识产权", _GRANTED, _GRANTED),
        ("诉求|投诉|工单|热线", "(?:响应|接通|受理|办结|办理|解决)率", "(?:响应|接通|受理|办结|办理|解决|满意)率"),
        ("事故", "(?:起数|发生数|数)?", "(?:死亡|受伤|伤亡|亡人)(?:人数)?"),
    )
)


def share_out(words: str, count: int) -> list[str] | None:
    """A list of subjects for 分别: as many as there are numbers, the common tail given to each; None where they do not match.

    >>> share_out("小学生、初中生、高中生近视率", 3)
    ['小学生近视率', '初中生近视率', '高中生近视率']
    """
    if count == 3 and (industries := _INDUSTRIES.fullmatch(words)):
        of = re.sub("^(?:分别)?(?:完成|实现)?(?=增加值|总?产值|投资)", "", industries["of"])
        return [f"第{one}产业{of}" for one in "一二三"]
    words = _written_out(words)
    if "保险" in words and len(insurances := _insurances(words)) == count:
        return insurances
    for mark in (r"、|(?<![共维饱])和(?![平谐])|与", r"、|(?<![共维饱])和(?![平谐])|与|及", "、"):
        parts = [part for part in re.split(mark, words) if part]
        if len(parts) == count:
            break
    else:
        return _in_one_word(words, count)
    if (whole := parts[0].find("总")) > 0 and all(part.startswith("总") for part in parts[1:]):
        parts = [parts[0], *(parts[0][:whole] + part for part in parts[1:])]  # 旅游总人数、总收入
    if whole_names := _made_whole(parts):
        return whole_names
    parts = with_whose_they_are([*parts[:-1], _SO_MANY_KINDS.sub("", parts[-1])])
    tail = _SHARED_TAIL.search(parts[-1]) or _tail_of_level(parts) or _tail_of_rate(parts)
    if tail and _is_whole_without(parts[0], tail.group()):
        tail = None
    if tail and not re.search(r"(?:率|额|(?<!需氧)量|数|次|重|例|入|积|度|值|速|幅|标准|[^,]成)$", parts[0]):
        if len(parts[0]) == 1 and len(parts[-1]) > 1 and not parts[-1].startswith("居民"):
            parts[0] += parts[-1][1:]  # 内、外资到位额 is 内资到位额 and 外资到位额
        parts = [
            part
            if part.endswith(tail.group()) or (index == 0 and len(parts[0]) > 2 and parts[0].endswith(parts[-1][1:]))
            else _joined_to(part, tail.group(), parts)
            for index, part in enumerate(parts)
        ]
        parts = _above_a_size(parts)
        if parts[0].startswith("对") and tail.group().startswith(("进", "出", "贸")):
            parts = [part if part.startswith("对") else "对" + part for part in parts]  # 对东盟、欧盟进出口
    return parts


def _is_whole_without(first: str, tail: str) -> bool:
    """固定资产投资、社会消费品零售|总额; 外资、投资; 固定资产投资、城镇|居民人均可支配收入: is the tail of the last alone?"""
    if tail in ("总额", "总值") and re.search("(?:投资|收入|产值|增加值|支出|消费)$", first):
        return True
    if _INCOME.fullmatch(tail) and first.endswith("额"):
        return True
    return bool((_OF_THINGS(tail) or _INCOME.fullmatch(tail)) and _WHOLE_FIGURE.search(first))


def _written_out(words: str) -> str:
    """第一产业、第三产业 for 第一、第三产业, and others whose names are cut in lists."""
    words = re.sub("存[、和]贷款", "存款、贷款", words)
    words = re.sub("第?二[、和]第?三(?:次)?产业", "二三产业", words)
    return re.sub("第([一二])[、和](?=第?[二三](?:次)?产业)第?", r"第\1产业、第", words)


# what figures of several things are called, which others that have a name of their own don't take on
_OF_THINGS = re.compile("(?:进出口|出口|进口|贸易|.*零售|销售).*|投资额?|案件").fullmatch
_INCOME = re.compile("(?:常住|农村|城镇)?(?:居民|农民|农牧民)?(?:年?人均)?(?:可支配|纯)?收入")
_WHOLE_FIGURE = re.compile("(?:投资|收入|产值|增加值|总值|支出|消费|出口|进口|税收|利润|余额|外资|内资|[发立]案|警情)$")


_ADDED_OR_MADE = re.compile("(?:工业)?增加值|总?产值")
# 规模以上|文化产业、服务业营业收入: what is counted of both
_ABOVE_A_SIZE = re.compile("规模以上|规上|限额以上|限上")


def _above_a_size(parts: list[str]) -> list[str]:
    above = _ABOVE_A_SIZE.match(parts[0])
    if above is None or any(map(_ABOVE_A_SIZE.match, parts[1:])):
        return parts
    return [parts[0], *(above.group() + part for part in parts[1:])]


def _joined_to(part: str, tail: str, parts: list[str]) -> str:
    """城市低保标准 of 城市低保 and 低保标准; 基础养老金标准 beside it, as 低保 is another thing.

    What has a whole name keeps it: 固定资产投资 beside 规上工业增加值."""
    if _ADDED_OR_MADE.fullmatch(tail) and (_WHOLE_FIGURE.search(part) or part.endswith(("零售总额", "零售额"))):
        return part
    for size in range(len(tail) - 1, 1, -1):
        head = tail[:size]
        if part.endswith(head):
            return part + tail[size:]
        if head != "居民" and any(other.endswith(head) for other in parts[:-1]):
            return part + tail[size:]
    return part + tail


def _insurances(words: str) -> list[str]:
    """城乡居民养老保险参保率 and 城乡居民医疗保险参保率 of 城乡居民养老、医疗保险参保率."""
    insured = _INSURANCES.fullmatch(words)
    if insured is None:
        return []
    who, of = insured["who"], insured["of"].removeprefix("保险")
    return [f"{who}{kind.removesuffix('保险')}保险{of}" for kind in _INSURED.findall(insured["kinds"])]


def _made_whole(parts: list[str]) -> list[str] | None:
    """The names of a list of which the first says what all are of, or the last what was done with each; None for any other list."""
    if parts[1:] == ["支出"] and parts[0].endswith("收入"):
        return [parts[0], parts[0].removesuffix("收入") + "支出"]  # 一般公共预算收入、支出
    if parts[0].startswith("旅游") and any(map(_TAKINGS.fullmatch, parts[1:])):
        return [f"旅游{part}" if _TAKINGS.fullmatch(part) else part for part in parts]  # 旅游接待人次和综合收入
    for first, others in _ONE_OF_ALL:
        if (of := first.fullmatch(parts[0])) and all(map(others.fullmatch, parts[1:])):
            return [parts[0], *(of["of"] + part for part in parts[1:])]
    if (per := PER_MANY.match(parts[0])) and not any(re.search("每|均|率|万", part) for part in parts[1:]):
        return [parts[0], *(per.group() + part for part in parts[1:])]  # 每千人口床位、执业医师
    if each := _EACH.fullmatch(parts[-1]):  # 县医院、中医院|分别新增床位
        return [part + each["what"] for part in (*parts[:-1], each["of"])]
    if (of := _MEASURED.search(parts[0])) and all(_MEASURED.fullmatch(part) for part in parts[1:]):
        return [parts[0], *(parts[0][: of.start()] + part for part in parts[1:])]  # 牛存栏、出栏
    return of_all_listed(parts) or _verbs_listed(parts)


_TAKINGS = re.compile("(?:综合|总)收入|收入")
_WORK_DONE = re.compile(
    "新改扩建|新建|改扩建|改建|扩建|改造提升|提升改造|改造|提升|升级|维修|养护|修缮|续建|新?开工|竣工|建成|新增|更新|完成|启动|签约|投产"
)


def _verbs_listed(parts: list[str]) -> list[str] | None:
    """新建、改造农村公路: what was done is listed, and what it was done to said once."""
    last = _WORK_DONE.match(parts[-1])
    if last is None or not all(_WORK_DONE.fullmatch(part) for part in parts[:-1]) or len(parts[-1]) < last.end() + 2:
        return None
    return [*(part + parts[-1][last.end() :] for part in parts[:-1]), parts[-1]]


def names_what_was_done(name: str) -> bool:
    """Does a name begin with what was done: 改造农村公路?"""
    return _WORK_DONE.match(name) is not None


def with_what_was_done(names: list[str]) -> list[str]:
    """新建中小学, 幼儿园, as a list has them: the verb before the first is of all of them.

    >>> with_what_was_done(["新建中小学", "幼儿园"]), with_what_was_done(["新建学校", "改建学校"])
    (['新建中小学', '新建幼儿园'], ['新建学校', '改建学校'])
    """
    done = _WORK_DONE.match(names[0])
    if done is None or any(map(names_what_was_done, names[1:])) or len(names[0]) < done.end() + 2:
        return names
    verb = done.group()
    if (old := _OLD_PIPES.match(names[0], done.end())) and all(one.endswith(names[0][-2:]) for one in names):
        verb += old["old"]  # 改造老旧供热、燃气管网: all of them old
    return [names[0], *(verb + one for one in names[1:])]


_OLD_PIPES = re.compile("(?P<old>老旧|老化).*管[网道线]$")


def _tail_of_level(parts: list[str]) -> re.Match[str] | None:
    """国家级、省级|绿色工厂: what the last has more than the name of a level."""
    if not all(part.endswith("级") for part in parts[:-1]):
        return None
    return re.compile("(?<=[国省部市县家区州厅]级)[一-鿿“”]{2,}$").search(parts[-1])


def _tail_of_rate(parts: list[str]) -> re.Match[str] | None:
    """小学、初中、高中|专任教师本科率: what the last has more than names of one length."""
    size = len(parts[0])
    if not 2 <= size <= 3 or any(len(part) != size or part.endswith("率") for part in parts[:-1]):
        return None
    return re.compile("[一-鿿]{3,}率$").search(parts[-1], size)


def split_list(words: str, *, pairs: bool = False) -> list[str]:
    """社会消费品零售总额、固定资产投资 → both; what is no list is alone. ``pairs``: 城乡居民收入 is a list, too."""
    count = len([part for part in re.split(r"、|(?<![共维饱])和(?![平谐])|与", words) if part])
    if pairs and count == 1 and (both := _in_one_word(words, 2)):
        return both
    return (share_out(words, count) if count > 1 else None) or [words]


def _in_one_word(words: str, count: int) -> list[str] | None:
    """城乡居民收入 → 城镇居民收入, 农村居民收入."""
    pairs = list(_PAIR.finditer(words))
    if len(pairs) != 1 or len(_PAIRS[pairs[0].group()]) != count:
        return None
    start, end = pairs[0].span()
    return [words[:start] + one + words[end:] for one in _PAIRS[pairs[0].group()]]
