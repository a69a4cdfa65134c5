"""What is done with a list of things that are counted: said before the first of them, or behind the last.

改造供热管网1287公里、燃气管网|810公里          改造燃气管网
新培育概念验证中心10个和|20个中试平台          新培育中试平台
完成|20台火电机组、31台燃煤锅炉超低排放改造    火电机组超低排放改造
|10所学校、12个专业群入选国家级试点            学校入选国家级试点
"""

import re

from indicators.reading.carrying import FLOW_VERB
from indicators.reading.subject_words import SubjectMemory, SubjectWords
from indicators.reading.subjects import is_dependent, without_and
from indicators.reading.wholes import BEGINS_ANEW
from text.numbers.units import words_of

SIZES = words_of("area", "length", "volume", "power")
_LONGEST = 16  # characters of a name that nothing but the verb before the list governs
# a work, which is done with a length as with a count; the longest first
_WORKS_ON = re.compile(
    "新?开工改造|启动改造|更新改造|维修改造|新建和改造|新建和更新|新建提升|提升改造|改造提升|新改建|新改扩建|新建|改扩建|改建|扩建|改造|综合治理|治理|整治|修复|修缮|更新|维修|消除|拆除|新增|建设(?!用地|项目)"
)
# 修改废止和宣布失效规章10部、规范性文件|44件
_RULES_MADE = "(?:制定|修订|制修订|修改|废止|宣布失效|清理|立改废|出台)"
_GOVERNS = re.compile(
    rf"{_WORKS_ON.pattern}|新(?:培育|入选|获批|认定|设立|引进|创建|组建|登记|签约)|净增|办理|举办|承办|创建|{_RULES_MADE}(?:[和、及]?{_RULES_MADE})*|{FLOW_VERB.pattern}"
)
# what else is built, planted or moved
_BUILDS = (
    "新(?![能型材闻城区乡村兴三一产业媒质药农疆])|建[设成]|开工|启动|竣工|完工|投[用产入运]|开[放通展]|清理|清淤|拆除|消除|治理|修复|修缮|更新|养护|植树|造林|种草|种植|封山|退耕"
    "|绿化|栽|补|铺|安装|配备|配套|加装|加固|搬迁|安置|回迁|整合|盘活|腾退|联[通网]|通车"
)
# what is done for whom, or by what it reaches
_SERVES = (
    "引进|引入|培育|打造|创建|办理|开展|出台|制定|获|入选|吸引|举办|增加|减少|人工|可|能|年|日|交付|分配|发放|处置|化解|消纳|转移|解决|方便|服务|接待|提供|储备|谋划|推[进动]"
    "|实施|涉及|覆盖|辐射|达|为|有(?![效机])|惠及|受益|带动|完成|实现|保障|总|其中|累计|超|占"
)
# a name that has a verb of its own, or is told of the thing before it
_OTHER_VERB = re.compile(f"{BEGINS_ANEW.pattern}|{_BUILDS}|{_SERVES}")


def takes_the_verb(words: SubjectWords) -> bool:
    """Has a thing that is listed behind another no verb of its own? 新建绿道12公里、|创建幸福河湖5条 has one."""
    return _OTHER_VERB.match(without_and(words.before).removeprefix("其中")) is None


_REACHES = re.compile("达|突破|增[至到]|超过")
_MEASURED = re.compile("(?:存栏|出栏|产量|面积|里程|长度|总长|容量|库容|装机|投资|规模|能力|产能)$")


def done_with_the_first(words: SubjectWords, memory: SubjectMemory, named: str) -> str:
    """The verb before the first of a list, where a later one (``named``) has none: 改造供热管网12公里、燃气管网|8公里."""
    quantity, last = words.quantity, memory.quantity
    joined = without_and(words.before) != words.before
    if last is None or not joined or last.end < words.clause[0] or memory.start < words.sentence[0]:
        return ""
    if _REACHES.search(words.before):
        return ""  # 建设奶牛牧场3个、存栏达到|8万头
    verb = _GOVERNS.match(memory.subject)
    if verb is None or not 2 <= len(named) <= _LONGEST or memory.subject.endswith("就业"):
        return ""
    size = quantity.base in SIZES
    if not words.counter and not (size and _WORKS_ON.match(memory.subject)):
        return ""
    people = quantity.base in _PEOPLE and last.base not in _PEOPLE and not _HOMES.search(named)
    if people or is_dependent(named) or _OTHER_VERB.match(named) or _OTHER_VERB.match(without_and(words.before)):
        return ""
    if named in _PROPOSED and (deputies := _BY_DEPUTIES.search(memory.subject)):
        return deputies.group()  # 办理人大代表议案5项、建议|86件
    measured = _MEASURED.search(named)
    told = measured is None or memory.subject.endswith(measured.group()) or quantity.unit == last.unit
    return verb.group() if told else ""


_PROPOSED = ("建议", "议案")
_BY_DEPUTIES = re.compile("^办理.*人大代表(?=议案|建议)")
_PEOPLE = ("人", "名", "户", "人次", "位")
_HOMES = re.compile("(?:城中村|[危旧]房|棚户区|小区|住房)$")
# what was done with all of a list, or came of all of it, behind the last: …、395台燃煤锅炉|超低排放改造
_WORK_BEHIND = re.compile(
    "(?P<work>(?:超低排放|节能|灵活性|智能化|数字化|绿色化?|标准化|无障碍|适老化)?改造(?:提升)?|提质升级|提档升级|综合治理|治理|除险加固|综合整治|整治|修复|建设)$"
)
_TOLD_BEHIND = re.compile(
    "(?P<work>(?:成功)?(?:入选|纳入|获批|获评|列入|跻身|进入|上榜|荣获|通过|获得?(?![一-鿿]?[率益]))(?!前)[一-鿿A-Z“”]*|获批上市)$"
)
# 完成47家企业关停搬迁、48个排污口整治; 25项经验获省里推广、8项案例入选…: what has an end of its own
_OWN_END = re.compile(
    "(?:改造|治理|整治|修复|加固|升级|建设|验收|销号|搬[转迁]|迁建|关停|退出|拆除|清理|清退|腾退|创建|认定|开工|竣工)$|获|入选|列入|通过|推广|上榜"
)
_ON_ALL = re.compile("(?:完成|实施|推动|推进|开展|启动|加快|抓好|实现|加强|统筹)(?:[一-鿿“”、]{2,24}等)?")
_OTHERS = re.compile(
    r"(?:[、和与及](?:约|近)?[\d.]+[万亿余多]{0,2}(?![.\d%])(?P<last>[一-鿿A-Z“”()]{3,30}))+(?=[,;。]|$)"
)
_SPLIT = re.compile(r"[、和与及](?:约|近)?[\d.]+")


def done_with_all(words: SubjectWords, memory: SubjectMemory) -> tuple[str, int]:
    """What is said behind the last of a list of counts, where it goes for this one, too, and where it ends: 完成|20台机组、31台锅炉超低排放改造."""
    none, after = ("", 0), words.end + len(words.after)
    if not words.noun or not words.text.startswith(words.noun, words.end) or _OWN_END.search(words.noun):
        return none
    if not words.text.startswith(("、", "和", "与", "及"), after) or not words.text[after + 1 : after + 2].isdecimal():
        return none
    others = _OTHERS.match(words.text, after, words.clause[1])
    if others is None or (others.end() < words.clause[1] and words.text[others.end()] not in ",;。"):
        return none
    last = _SPLIT.split(others.group())[-1]
    if told := _TOLD_BEHIND.search(last):
        fits = len(told["work"]) <= _LONGEST and not words.front
        return (told["work"], others.end()) if fits else none
    work = _WORK_BEHIND.search(last)
    if work is None or _WORK_BEHIND.search(words.noun):
        return none
    goes_on = words.before in ("、", "和") and memory.subject.endswith(work["work"])
    return (work["work"], others.end()) if goes_on or _ON_ALL.fullmatch(without_and(words.before)) else none


_WHICH = "[一-鿿]{0,8}?(?:重大|重点|龙头|骨干)"
_KIND = re.compile(
    rf"(?:[、和与及][\d.]+[个项家]{_WHICH})+(?P<kind>(?:建设|产业|工业)?(?:项目|工程|企业))(?=[,;。一-鿿]|$)"
)


def kind_of_all(words: SubjectWords) -> str:
    """What the things of a list are, where only the last says that: |5个省重大、30个市重点和100个县级重点项目."""
    if not words.noun.endswith(("重大", "重点", "龙头", "骨干")):
        return ""
    found = _KIND.match(words.text, words.noun_end, words.clause[1])
    return found["kind"] if found else ""
