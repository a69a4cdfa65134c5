"""Each number of a passage gets its subject: the rules by which the words around it, or the number before it, name what it is of.

The rules stand in order, the surer first; the first that knows an answer gives it. What one number leaves for the next (its subject, how far the words
after it are used up, names dealt out by 分别) is in :class:`~indicators.reading.subject_words.SubjectMemory`.
"""

import re
from collections.abc import Callable

from indicators.reading.carrying import ADDS, FLOW_VERB, GROWS, PACE, PERCENTS, carried, like_theirs, near
from indicators.reading.counting import (
    LEVEL_ALONE,
    LEVEL_OF,
    OF_THE_NEXT,
    added_behind,
    goes_on,
    of_what_kind,
    told_of_a_part,
)
from indicators.reading.gaps import BEYOND_A_PLAN
from indicators.reading.governing import SIZES, done_with_all, done_with_the_first, kind_of_all, takes_the_verb
from indicators.reading.invested import BUSY, INVESTED, invested, work_told
from indicators.reading.subject_words import Name, SubjectMemory, SubjectWords, start_of
from indicators.reading.subjects import (
    BULLET,
    OF_NOTHING,
    PER_MANY,
    around,
    clean,
    is_dependent,
    without_and,
)
from indicators.reading.wholes import ADDED, BEGINS_ANEW, FAR, kind_of, may_be_part
from text.numbers.units import MONEY, words_of

# 新认定高新技术企业12家、瞪羚企业5家
_COME_NEW = re.compile(
    r"新(?:认定|登记|注册|设立|成立|发展|入库|获批|评定|纳入|晋升|升规|进(?!展)|入规|入统|纳统|培育)了?"
)

_MADE_ITSELF = re.compile("(?:产量|产值|营收|税收|利润)$")
_VERB_ONLY = re.compile(r"在建|升级改造|提升改造|改造提升|改造|新增|更新|提升|整修|其中新增|改扩建")
_OWN_VERB = re.compile(r"达|为|有(?![效机])|惠及|受益|带动|完成|实现")
_RATED = re.compile(r"(?:率|比重|占比|比例|增长|下降|提高|达到?|超过?|占)\S{0,3}$")
_RISES = re.compile(r"(?:回升|回落|收窄|提高|提升|增|降|下降|上升|跃升|缩小|扩大|优化|到|至)")
# what is measured of a thing, and gives way to another measure of it
_MEASURED_OF = re.compile(
    r"(?<=..)(?:(?:年度|年度计划|当年|计划|估算)?(?:总投资|投资)(?:额|规模)?|(?:主营业务|营业)收入|营收|总?产值|增加值|(?:播种|种植)?面积|全长|存栏量?|出栏量?|单产|亩产|总?产量|总产|利润(?:总额)?|利税)$"
)
# 为预算的|103%: how much of a plan was done, beside which the subject stays what it was
_OTHER_AREA = re.compile("全[国省市州盟旗县区](?:平均(?:水平)?)?")
_OF_A_PLAN = re.compile(r"(?:超额)?(?:占|完成)?(?:全?年度?|年初|调整后?)?(?:预算|计划|任务|目标)(?:数|任务|目标|安排)?")
# 新增就业50万人、稳定在全省|1/10以上
_SO_MUCH_OF = re.compile("[、,](?:稳定|保持|继续|均|始终)*在(?P<of>全[国省市州盟])的?")
# 占年度任务70亿元的|55%
_DONE_OF = re.compile(
    r"(?P<plan>(?:占|完成)(?:全?年度?|年初|今年)?(?:预算|计划|任务|目标)(?:数|任务|目标)?)[\d.]+[^\d,;]{1,4}的$"
)
# 规上工业企业户数增加到67户，增加值|38亿元; 规上工业总产值182亿元，增加值|增长8.1%
_HAS_ADDED_VALUE = re.compile(
    r"(?:企业|产业|园区|开发区|集群|制造业)(?:户数|家数|总数|数量)?$|(?:工业|农业|建筑业|服务业|牧渔业)(?:总?产值|(?:主营业务|营业)收入)$"
)
_SHARE_OF = re.compile(r"(?<=..)占(?:比|[^,]{1,12}(?:比重|比例|份额))$")
_NUMBER_OF = re.compile(r"(?:户数|家数|总数|数量|(?<=企业)总量)$|^(?:新增|净增)(?=.*企业)")
_RESIDENTS = re.compile(r"居民(?:人均)?(?:可支配)?收入$")
# 社会消费品零售总额|突破百亿大关, 固定资产投资|持续回暖, 规上工业增加值增速|排全市第3位
_HEADLINE = (
    r"(?P<name>(?:[一-鿿]{2,16}?|(?=[出消投税利]))(?:总额|总值|[交成][易交]额|销售额|收入|产值|增加值|投资|产量|余额|税收|支出|消费|出口|用电量|总产|单产|亩产|利润)"
    r"|[一-鿿A-Z\d.]{2,18}?(?:浓度|比例|比重|占比|优良天数)|[一-鿿]{0,12}?(?:优良率|失业率|城镇化率|覆盖率))(?:总量|规模|水平|增速|增幅|涨幅|降幅|绝对值)?"
)
_OUT_OF = (
    "在(?![建库册线])|从[零无]|因|受|顶住|克服|扭转|摆脱|逆势|结束|走出|经受?|历经|不降反|超额|圆满|如期|提前|全面"
)
_STEPPED = re.compile(
    rf"{_HEADLINE}(?:首次|再次?|成功|历史性|连续|稳|持续|继续|逐步|逐季|明显|显著|大幅|快速|较快|平稳|不断|进一步|突破|跨|迈|站上|登上|实现|创"
    r"|[与和同](?:全[国省市区县州]|经济|GDP|地区生产总值)[^,;。]{0,8}同步|保持|位居|位列|位于|均?排|均?居|均?列|领跑|领先|跃|回|企稳|止跌|延续|呈|加快|恢复|好转|向好|高于|快于|增势|由[负降]转"
    rf"|{_OUT_OF})"
)
# 经济总量|还不够大，占全市比重仅为19.8%
_LACKS = re.compile(
    "(?<=..)(?:[还仍]|依然|依旧|总体)*(?:(?:不够|不[大高强多优足]|偏[小低弱少]|较[小低弱少]).{0,2}|[仅只]?(?:为|占|有|相当于)全[国省市].*)$"
)
_ONLY_YEARS = re.compile(
    r"[到至在]?(?:20\d\d|(?:[今未]后|未来|过去|近|这)?的?[一二三四五六七八九十\d]+)年[度底末内间来]?"
    r"|(?:[一二三四五六七八九十\d]{1,2}月|[上下]半年|[第前]?[一二三四]个?季度)(?:份|[底末])?[前内]?"  # 6月底前，完成投资|50亿元
)
# （覆盖|12.6万人）, （8.2万亩，|2.1亿元）, （总投资|23亿元）
_SAID_IN_BRACKET = re.compile(
    r"(?:新增|总|计划|预计|估算|日|年)*(?:投资|床位|学位|泊位|车位|占地|装机|全长|长|覆盖|供水|处理|面积|建筑面积|容量|规模|库容|治理|产能|产|屠宰|加工|出栏|养殖|发电|供热|生产)?(?:额|人口|能力|规模)?(?:约|近|为)*"
)
_THING_BEFORE = re.compile(r"(?:^|[、,;:和()])(?P<thing>[^、,;:()\d]{4,40}|[^、,;:()]{0,6}\d[^、,;:()\d]{4,30})$")
_ACT_BEFORE = re.compile(r"(?:加快|推进|开工建设|开工|启动|力促|确保|推动|实施|建成|续建|新建(?=.{6})|建设|完成)+")
_SURFACES = words_of("area", "length")


def name(words: SubjectWords, memory: SubjectMemory) -> Name:
    """The subject of a number; never empty."""
    for rule in _RULES:
        if found := rule(words, memory):
            return found
    return _topic_or_unit(words, memory)


def _dealt(words: SubjectWords, memory: SubjectMemory) -> Name | None:
    """城区绿化覆盖率、绿地率分别达到36.25%和25.2%."""
    dealt = memory.shared.get(words.index)
    if not dealt:
        return None
    first = "分别" in words.before
    start = max(words.clause[0], start_of(words, memory) - 1) if first else min(memory.start, words.clause[0])
    return Name(dealt, start, words.end)


def _shared(words: SubjectWords, memory: SubjectMemory) -> Name | None:
    """国家科技型中小企业267家、雏鹰企业123家，均增长15%以上."""
    names = [subject for at, subject in memory.recent if at < words.clause[0]]
    if not names or "均" not in words.before[:4] or not re.match(r"[、,]?(?:预计)?均", words.before):
        return None
    since = memory.recent[0][0]
    start = max(memory.start, since - 40, 0) if memory.start < since else memory.start
    return Name("、".join(names[-3:]), start, words.end)


def _in_a_bracket(words: SubjectWords, memory: SubjectMemory) -> Name | None:
    """五里坡灌区改造（8.2万亩，|2.1亿元）: what a bracket says of the thing before it."""
    opening = words.opening
    if opening is None or words.text[opening] != "(" or opening < words.sentence[0]:
        return None
    said = re.split("[,、;]", words.text[opening + 1 : words.quantity.start])[-1]
    if not _SAID_IN_BRACKET.fullmatch(said) or (words.noun and not words.after.startswith(")")):
        return None
    since = max(words.sentence[0], opening - 50)
    thing = _THING_BEFORE.search(words.text[since:opening])
    if thing is None:
        return None
    start = since + thing.start("thing")
    start = act.end() if (act := _ACT_BEFORE.match(words.text, start, opening - 3)) else start
    named = clean(words.text[start:opening], words.own)
    said = re.sub("[约近为]+$", "", said)
    return Name(f"{named}{said}", start, words.end, near=f"({said}") if len(named) >= 3 else None


def _medals(words: SubjectWords, memory: SubjectMemory) -> Name | None:
    """取得81金91银92铜."""
    if words.quantity.base not in ("金", "银", "铜"):
        return None
    start = start_of(words, memory) if words.front else memory.start
    return Name(words.front or memory.subject, start, min(words.end + 8, words.clause[1]))


def _counted(words: SubjectWords, memory: SubjectMemory) -> Name | None:
    """11家市级以上绿色工厂; 45片、3.89万平方米零散棚户区改造."""
    if not words.counter:
        return None
    start = start_of(words, memory)
    if not words.before and memory.recent and words.quantity.base in ("人", "名") and memory.start >= words.sentence[0]:
        household = words.text[memory.recent[-1][0] : words.quantity.start]
        if _HOUSEHOLDS.fullmatch(household):  # 贫困人口6548户|18931人全部脱贫
            return Name(memory.subject, near(memory.start, words), words.end)
    if kind := of_what_kind(words):
        end = words.noun_end if words.noun else 0
        return Name(kind, start, max(words.end, end), end)
    if words.noun and (part := told_of_a_part(words, memory)):
        return Name(part, near(memory.start, words), words.noun_end, words.noun_end)
    following = goes_on(words)
    if words.noun and following and (of_the_next := OF_THE_NEXT.search(words.after)):
        text = around(words.before, words.after[: of_the_next.start()], own=words.own)
        end = words.end + of_the_next.start()
        return Name(text, start, end, end if words.text[end] == "、" else 0)
    if words.noun:
        return _with_its_noun(words, memory, start, following=following)
    if words.ahead and not words.after.startswith(")") and (words.before.endswith("的") or not words.front):
        return Name(words.front + words.ahead if words.before.endswith("的") else words.ahead, start, words.end)
    return None


def _with_its_noun(words: SubjectWords, memory: SubjectMemory, start: int, *, following: bool) -> Name:
    """A count with its noun behind it. ``following``: another number follows."""
    if following and (others := words.noun.rfind("、")) > 1:  # 惠及62万名家属、共济金额|6.9亿元
        end = words.noun_end - len(words.noun) + others
        return Name(around(words.before, words.text[words.end : end], own=words.own), start, end, end)
    text = around(words.before, words.after, count=int(words.quantity.value or 0), own=words.own, goes_on=following)
    tail = text.rpartition(words.noun)[2]
    told = words.end + words.after.find(tail) + len(tail) if tail and tail in words.after else 0
    verb = FLOW_VERB.match(memory.subject)
    if verb and words.before in ("和", "及", "、", "与") and memory.start >= words.sentence[0]:
        text = verb.group() + text
    elif not words.front:
        text = done_with_the_first(words, memory, text) + text
    behind, end = done_with_all(words, memory)
    behind = behind or kind_of_all(words)
    return Name(text + behind, start, max(words.noun_end, end, told), max(words.noun_end, told))


_OF_WHAT = re.compile("^(?:以[上内下]|左右)?的|[,。;、].*$")


def _part(words: SubjectWords, memory: SubjectMemory) -> Name | None:
    """80%的家庭医生团队提供中医治未病服务; 政务服务事项100%实现“一网通办”."""
    if words.quantity.base not in ("%", "成") or len(words.after) < 2 or _RATED.search(words.before):
        return None
    if not re.match(r"的?[^、,)]", words.after) or _RISES.match(words.after):
        return None
    if OF_NOTHING.fullmatch(_OF_WHAT.sub("", words.after)):
        return None  # 实现6.5%的较快增长
    end = min(words.end + len(words.after), words.clause[1])
    return Name((words.front + re.sub(r"^的", "", words.after))[:30], start_of(words, memory), end, end)


# 柳林大桥建设项目|1.2亿元贷款、东河水厂工程|0.8亿元贷款
_LENDS = re.compile("新?(?:发放|投放|授予)(?:各类|涉农|小微)?")
_LENT = re.compile("(?:贷款|授信|债券)(?=[、,;。]|$)")


def _lent(words: SubjectWords, memory: SubjectMemory) -> Name | None:
    """What a work was lent, or how much was lent, where the sum stands between the two."""
    lent = _LENT.match(words.after) if words.quantity.base in MONEY else None
    if lent is None or not (words.front.endswith(("项目", "工程")) or _LENDS.fullmatch(words.front)):
        return None
    end = words.end + lent.end()
    return Name(words.front + lent.group(), start_of(words, memory), end, end)


def _measured(words: SubjectWords, memory: SubjectMemory) -> Name | None:
    """1650万平方米旧村域地上物; 生态屏障区49.4公里游览路."""
    if words.counter or not words.noun:
        return None
    start, end = start_of(words, memory), words.noun_end
    if words.front and words.after.startswith("的"):
        text = words.noun + words.front if is_dependent(words.front) else words.front + words.noun
        return Name(text, start, end, end)
    listed = len(words.before) > 1 and words.before.endswith("、")  # 石门电池生产线、|20GWh动力电池
    if (listed or not words.front) and not re.search(r"(?:增长|下降|提高|占|降低|达到?)$", words.before):
        text = done_with_the_first(words, memory, words.noun) + words.noun
        behind, last = done_with_all(words, memory)
        return Name(text + behind, start, max(end, last), end)
    surface = words.quantity.base in _SURFACES and len(words.noun) <= 12
    if words.front and surface and not is_dependent(words.front) and not re.search("面积|长度|总长", words.front):
        return Name(around(words.before, words.after, own=words.own), start, end, end)
    return None


def part_of(front: str) -> str:
    """What several figures are each told as parts of: 分别占|年任务|的116%和105%, 分别|占财政支出|的20%和30%."""
    return front if _OF_A_PLAN.fullmatch(front) or re.fullmatch("占[^、,]{1,12}", front) else ""


def _of_a_plan(words: SubjectWords, memory: SubjectMemory) -> Name | None:
    """一般公共预算收入20.6亿元，为预算的|103%，增长7.1%; what a figure is beside a plan or another place keeps its subject."""
    known = memory.subject and memory.start >= words.sentence[0]
    if known and words.quantity.base.endswith("百分点") and _OTHER_AREA.fullmatch(words.front):
        return Name(memory.subject, near(memory.start, words), words.end)  # 高于全国1.4、全省|0.5个百分点
    of_a_plan = words.quantity.base == "%" and _OF_A_PLAN.fullmatch(words.front)  # 超额完成年度任务的|28%
    if known and not of_a_plan and re.fullmatch(BEYOND_A_PLAN, words.front):  # 完成投资2386亿元，超计划|86亿元
        return Name(memory.subject, near(memory.start, words), words.end, aside=True)
    if known and words.quantity.base == "%" and (whole := _SO_MUCH_OF.fullmatch(words.before)):
        return Name(f"{memory.subject}占{whole['of']}比重", near(memory.start, words), words.end, aside=True)
    if known and words.before == "的" and (plan := _DONE_OF.search(words.text, words.clause[0], words.quantity.start)):
        return Name(f"{memory.subject}{plan['plan']}", near(memory.start, words), words.end, aside=True)
    if not known or words.quantity.base != "%" or not _OF_A_PLAN.fullmatch(words.front):
        return None
    return Name(f"{memory.subject}{words.front}", near(memory.start, words), words.end, aside=True)


def _of_town_or_country(words: SubjectWords, memory: SubjectMemory) -> Name | None:
    """居民人均可支配收入3.2万元，其中城镇|4.1万元."""
    if (
        words.front in ("收入比", "收入倍差", "收入差距")
        and "城乡居民" in words.text[words.sentence[0] : words.clause[0]]
    ):
        return Name("城乡居民收入比", words.clause[0], words.end)
    found = (
        _RESIDENTS.search(memory.subject)
        if re.fullmatch(r"(?:城镇|农村|乡村)(?:常住)?(?:居民)?", words.front)
        else None
    )
    if found is None or memory.start < words.sentence[0]:
        return None
    return Name(words.front.removesuffix("居民") + found.group(), near(memory.start, words), words.end)


def _dependent(words: SubjectWords, memory: SubjectMemory) -> Name | None:
    """注册资金, 总投资, 占比: of what was named before."""
    if not is_dependent(words.front) or _is_headline(words, memory):
        return None
    topic, at = _topic(words, memory)
    if words.front == "增加值" and not _HAS_ADDED_VALUE.search(topic):
        return None
    if words.front in ("增加值", "总产值", "产值", "营业收入", "主营业务收入", "利润", "利润总额", "税收"):
        topic = _NUMBER_OF.sub("", topic)  # 规上工业企业总数突破100家、总产值|翻一番
    if words.front.startswith("占") or words.front.endswith("占比"):  # 新能源装机突破1亿千瓦，占比70.1%，占全国的|9.8%
        topic = _SHARE_OF.sub("", topic)
    if words.front == "增加值" or not re.search("占|比|增|降|涨|注册|强度|^总量$", words.front):
        topic = _MEASURED_OF.sub("", topic) or topic
    if not re.search("[增降涨]", words.front):
        topic = PACE.sub("", topic)  # 生产总值增速4.6%，总量|213.5亿元
    if words.front == "投资" and "完成" in words.before:
        topic = re.sub("^新?签约", "", topic)  # 签约项目65个，投产21个，完成投资|86亿元: no sum that was signed
    topic = _without_its_own_measure(topic, words.front)
    if words.front == "有效数":
        return Name(topic, at, words.end)  # 新认定高新技术企业32家，有效数|186家
    return Name((topic + words.front)[-48:], at if topic else start_of(words, memory), words.end)


def _without_its_own_measure(topic: str, front: str) -> str:
    """What is measured, without what the number before says of it that another measure takes the place of."""
    if front == "投入强度":
        return topic.removesuffix("投入")  # 研发经费投入24亿元，投入强度|2.1%
    if front.endswith(("存栏", "出栏")):
        return re.sub("^年?(?:存栏|出栏)(?=..)", "", topic)  # 出栏生猪72.6万头、存栏|45.3万头
    if front == "参保率":
        return re.sub("^(?:新增|参加)|参保(?:人数)?$", "", topic)  # 基本医疗保险参保35.6万人，参保率97.3%
    if front.startswith(("总", "存量", "在册", "有效数", "通车总里程")):
        topic = ADDS.sub("", topic)  # 新增规上企业126家，总数达到1108家
    if front.endswith("总里程"):  # 新增高速公路通车里程410公里，通车总里程|1106公里
        topic = re.sub("(?<=..)(?:通车|运营|营运)?里程$", "", topic).removesuffix("里程")
    return topic


def _is_headline(words: SubjectWords, memory: SubjectMemory) -> bool:
    """经济增长6.5%，投资|增长8%，利润|增长3%: not those of something, but all of the place."""
    whole = words.front in ("投资", "利润", "利润总额", "税收") and words.quantity.base == "%"
    return whole and (
        memory.of_growth
        or bool(re.match(r"[,、]?(?:全年|今年)", words.before))
        or words.own.match(words.before) is not None
    )


_PARTS_BEFORE = re.compile(r"其中[^,;。]*\d[^,;。]*、(?!同比|增|下?降|占|[比较])[^,;。]*\d[^,;。]*,$")
_PARTS_WIDTH = 60


def _topic(words: SubjectWords, memory: SubjectMemory) -> tuple[str, int]:
    """The project of the box, the number before in the sentence, or the short clause before (…——二次方产业园，预计年营业收入)."""
    clause = words.clause[0]
    if words.project:
        return words.project, 0 if clause < FAR else clause
    if (
        memory.subject.endswith(("人数", "人次", "旅游接待"))
        and words.front.endswith("收入")
        and memory.start >= words.sentence[0]
    ):
        return re.sub("(?:(?:总|接待)?人[数次]|接待)$", "", memory.subject), near(
            memory.start, words
        )  # 旅游人数1500万人次、收入|180亿元
    if re.search("投资|占地|全长|总长", words.front) and (work := work_told(words)):
        return work.group(), work.start()
    parts = _PARTS_BEFORE.search(words.text, max(words.sentence[0], clause - _PARTS_WIDTH), clause)
    if parts and (whole := [one for one in memory.recent if words.sentence[0] <= one[0] < parts.start()]):
        at, subject = whole[-1]  # 亿元以上项目41个，其中新开工23个、续建18个，完成投资|57.2亿元
        return subject, at
    if memory.subject and memory.start >= words.sentence[0]:
        return memory.subject, near(memory.start, words)
    before = re.split(r"[,;:。—]", words.text[max(words.sentence[0], clause - 24) : clause].rstrip(",;:"))[-1]
    before = _LACKS.sub("", re.sub(r"^\(?\d{1,2}[.、)]", "", BULLET.sub("", before)))
    told = not BUSY.match(before) and not _ONLY_YEARS.fullmatch(before) and not _ADVERBIAL.match(before)
    of = clean(before)  # 工业投资|继续保持增长，增幅达3.5%
    return (of, clause - len(before) - 1) if told and 2 <= len(of) <= 14 else ("", clause)


# 在各方支持下，完成投资|12亿元
_ADVERBIAL = re.compile("在[^,]*[下中里]$|面[对临]|围绕|通过|针对|随着|按照|根据|得益于")


def _before(words: SubjectWords, memory: SubjectMemory) -> Name | None:
    """改造老旧小区65个; 新建5G基站178处，升级改造1032处; 新建笼式足球场2个、社区体育园5个."""
    if not words.front:
        return None
    start, known = start_of(words, memory), memory.subject and memory.start >= words.sentence[0]
    if known and (found := _VERB_ONLY.fullmatch(words.front)):
        return Name(found.group() + FLOW_VERB.sub("", memory.subject), near(memory.start, words), words.end)
    if words.front == "城镇化率" and known and "户籍" in memory.subject and words.before.startswith("、"):
        return Name("户籍人口城镇化率", near(memory.start, words), words.end)  # 户籍人口38.9万人、城镇化率|36.2%
    if known and (kind := kind_of(words, memory)):
        return Name(kind, near(memory.start, words), words.end, aside=True)
    per = PER_MANY.match(memory.subject)  # 每千人拥有床位6.8张、执业医师|2.9人
    listed = words.before.startswith(("、", "和")) or (
        per
        and _MEDICAL.search(words.front)
        and words.quantity.base not in PERCENTS
        and "万" not in (words.quantity.unit or "")
    )
    # 每万人拥有发明专利58.6件，其中高价值发明专利|26.3件
    listed = listed or (words.before.startswith("其中") and may_be_part(words.quantity, memory.quantity))
    if per and known and listed and not PER_MANY.match(words.front):
        return Name(per.group() + words.front, near(memory.start, words), words.end)
    done, begun = _DONE_ALONE.fullmatch(words.front), _BEGUN_OF.match(memory.subject)
    if known and done and begun and words.counter:  # 新开工亿元以上项目60个、竣工|40个，年度投资…
        of = INVESTED.sub("", begun["of"])  # 签约项目56个、总投资230亿元，开工|42个
        return Name(words.front + of, near(memory.start, words), words.end, aside=True)
    if known and done and words.counter and (of_it := _BEGUN_BEHIND.search(memory.subject)):
        return Name(
            memory.subject[: of_it.start()] + words.front, near(memory.start, words), words.end
        )  # 项目开工12个、竣工|8个
    whole = memory.subject.endswith(("项目", "工程")) and not begun
    if known and done and whole and words.counter:  # 102项重点项目，开复工|98项，完成投资…
        return Name(memory.subject + words.front, near(memory.start, words), words.end, aside=True)
    level, other = LEVEL_ALONE.fullmatch(words.front), LEVEL_OF.search(memory.subject)
    if known and level and other and words.counter:  # 自治区级示范区3个、市级|5个
        text = memory.subject[: other.start()] + words.front + memory.subject[other.end() :]
        return Name(text, near(memory.start, words), words.end)
    alone = _SIZE_ALONE.fullmatch(words.front)
    if known and alone and (sized := _SIZED.match(memory.subject)):
        # 招引亿元以上工业项目286个，其中10亿元以上|26个
        text = memory.subject[: sized.start("size")] + alone["size"] + memory.subject[sized.end("size") :]
        text = _MEASURED_OF.sub("", text) if words.counter else text
        return Name(text, near(memory.start, words), words.end)
    if known and alone and words.counter and (kind := _KIND_OF_WORK.fullmatch(memory.subject)):
        # 开工建设重大产业项目45个，其中10亿元以上|12个
        return Name(kind["verb"] + alone["size"] + kind["of"], near(memory.start, words), words.end, aside=True)
    return _with_the_verb(words, memory, start, known=bool(known))


def _with_the_verb(words: SubjectWords, memory: SubjectMemory, start: int, *, known: bool) -> Name:
    """The name before a number, with the verb of the list in which it stands: 新建笼式足球场2个、社区体育园|5个."""
    verb = None if memory.subject.endswith("就业") else FLOW_VERB.match(memory.subject)
    # 城区新增公共车位1200个、绿道|12公里; but 城镇新增就业1.2万人、农村劳动力转移就业|3万人次
    added = None if memory.subject.endswith("就业") else ADDED.match(memory.subject)
    verb = verb or added or _COME_NEW.match(memory.subject)
    built = words.quantity.base in SIZES and added
    listed = words.before.startswith("、") and (words.counter or built) and len(words.front) <= 14
    new = memory.subject.startswith("新增") or _COME_NEW.match(memory.subject)
    part = words.before.startswith("其中") and known and new  # 新增装机3000万千瓦，其中风电1000万千瓦
    own = _OWN_VERB.search(words.before) or BEGINS_ANEW.match(words.front) or _MADE_ITSELF.search(words.front)
    if verb and (listed or part) and not own and (part or takes_the_verb(words)):
        return Name((added or verb).group() + words.front, start, words.end)
    if words.counter and not words.after and words.before.endswith("等"):  # 新建和更新体育公园、健身园等|1100余处
        listed = clean(without_and(words.before).removesuffix("等"), words.own)
        return Name(listed or words.front, start, words.end)
    if added := added_behind(words):
        return Name(added, start, words.end)
    return Name(done_with_the_first(words, memory, words.front) + words.front, start, words.end)


def _of_the_sum(words: SubjectWords, memory: SubjectMemory) -> Name | None:
    """总投资86亿元的重点项目|54个: the count of what the sum before is of."""
    if not words.counter or words.before or memory.consumed != words.quantity.start:
        return None
    if words.text.endswith("等", 0, words.quantity.start):
        return None  # 投资8亿元的龙山水泥等|12个项目
    told = INVESTED.search(memory.subject)
    return Name(memory.subject[: told.start()], memory.start, words.end) if told and told.start() else None


def _named_between(words: SubjectWords, memory: SubjectMemory) -> Name | None:
    """社会消费品零售总额|突破百亿大关，达到102.4亿元: named in a clause without a number, after the number before."""
    if not memory.recent or memory.recent[-1][0] < words.sentence[0]:
        return None
    since, until = memory.recent[-1][0], words.clause[0]
    for clause in reversed(list(re.finditer(r"(?<=[,;])[^,;]+", words.text[since:until]))):
        if found := _STEPPED.match(clause.group()):
            return Name(clean(found["name"], words.own), since + clause.start(), words.end)
    return None


_INDUSTRY = re.compile("第[一二三]产业|[一二三]产")
_PRODUCT = re.compile("(?:(?<!人均)(?:地区|国内)?生产总值|GDP)$|(?:第[一二三]产业|[一二三]产)增加值$")
_OF_WHICH = re.compile("。其中[,:]?$")
_USED = re.compile("(?P<verb>(?:实际|实)?(?:利用|使用|到位|吸收|引进)|实到)(?:内资|外资)")
_SOUGHT = re.compile("(?:累计|全年)?向上争取(?:各类|上级)?(?:专项)?(?:政策性)?项目")
_OF_CAPITAL = re.compile("内资|外资|省外资金|境外资金")


def _like_the_one_before(words: SubjectWords, memory: SubjectMemory) -> Name | None:
    """生产总值300亿元，其中第一产业|18亿元; 实际使用内资30亿元、外资|380万美元: what only the figure before says of both."""
    if not memory.subject or words.quantity.base not in MONEY:
        return None
    known = memory.start >= words.sentence[0]
    if _INDUSTRY.fullmatch(words.front) and _PRODUCT.search(memory.subject):
        part = known or _OF_WHICH.search(words.text[: words.quantity.start - len(words.front)][-6:])
        start = near(memory.start, words) if known else start_of(words, memory)
        return Name(words.front + "增加值", start, words.end) if part else None
    if known and words.front == "资金" and _SOUGHT.fullmatch(memory.subject):
        return Name("向上争取资金", near(memory.start, words), words.end)  # 向上争取项目88个，资金|12亿元
    used = _USED.fullmatch(memory.subject) if known and words.before.startswith(("、", "和")) else None
    if used and _OF_CAPITAL.fullmatch(words.front):
        return Name(used["verb"] + words.front, near(memory.start, words), words.end)
    return None


_HOUSEHOLDS = re.compile(r"[\d.]+[万余多]{0,2}户[、,]?")
_DONE_ALONE = re.compile("(?:开复工|复工|建成|竣工|完工|投产|投用|开工|签约|动工)")
_BEGUN_OF = re.compile("[一-鿿]{0,2}?(?:新?开工|新?签约|动工|新建|引进|入驻)(?P<of>.{2,})")
_BEGUN_BEHIND = re.compile(f"(?<=..)(?:新|已)?{_DONE_ALONE.pattern}$")
_MEDICAL = re.compile("医师|医生|护士|卫技人员|卫生技术人员")
_SIZE = r"[\d.百千十万亿]+美?元(?:及)?以上|(?:超过?|过)[\d.百千十万亿]+美?元"
_SIZE_ALONE = re.compile(rf"(?:总?投资|产值|纳税|税收)?(?P<size>{_SIZE})")
_KIND_OF_WORK = re.compile(
    "(?P<verb>(?:全年|新|签约|引进|开工|建设|实施|招引|入库|竣工|落地|储备|谋划|推进)*)(?P<of>[一-鿿]{0,8}(?:项目|企业))"
)
_SIZED = re.compile(rf"[一-鿿]{{0,8}}?(?P<size>{_SIZE})(?=.)")


_GREW = re.compile(r"(?:同比|预计)*(?:增长|下降)[\d.]+%")


def _topic_or_unit(words: SubjectWords, memory: SubjectMemory) -> Name:
    """The clause before, where nothing nearer names the number."""
    clause = words.clause[0]
    topic = clean(re.split(r"[,;:。!?]", words.text[max(0, clause - 40) : clause].rstrip(",;:。"))[-1], words.own)
    if found := _STEPPED.match(topic):
        topic = clean(found["name"], words.own)
    elif GROWS.search(words.before):
        topic = PACE.sub("", topic)  # 零售总额增速由负转正，增长|3.4%
        if memory.subject and topic.startswith(memory.subject) and _GREW.fullmatch(topic, len(memory.subject)):
            topic = memory.subject  # 固定资产投资增长9%。今年预期增长|10%
    if words.counter and words.before.endswith("等"):  # 重塑平台体系，新组建实验室、研究院等|10家以上
        topic, clause = clean(without_and(words.before).removesuffix("等"), words.own) or topic, words.quantity.start
    text = topic or words.before.strip("、,") or words.quantity.unit or "数"
    first = words.sentence[0] if topic and words.text.find(topic, words.sentence[0], clause) >= 0 else 0
    return Name(text, max(first, clause - 30) if topic else words.left, words.end)


_RULES: tuple[Callable[[SubjectWords, SubjectMemory], Name | None], ...] = (
    _dealt,
    _shared,
    _in_a_bracket,
    _medals,
    _of_the_sum,
    _counted,
    _part,
    invested,
    _of_a_plan,
    _of_town_or_country,
    _lent,
    _measured,
    _dependent,
    _like_the_one_before,
    _before,
    like_theirs,
    _named_between,
    carried,
)
