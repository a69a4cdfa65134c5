"""Whose a measure is that says nothing alone, where the words before its own tell that.

茶油产值增长12%、就地加工率|78%                       茶油就地加工率
发放以旧换新补贴3亿元、带动销售额|25亿元              以旧换新带动销售额
落实育儿补贴政策，惠及|1.2万户家庭                    育儿补贴政策惠及家庭
提升政务热线服务，满意率|98%                          政务热线服务满意率
石墨产业持续延链，…。产值突破|35亿元                  石墨产业产值
经营主体持续壮大。总量接近|3万户                      经营主体总量
"""

import re

from indicators.reading.catalogue import link
from indicators.reading.subject_words import SubjectMemory, SubjectWords
from indicators.reading.subjects import without_and
from indicators.reading.wholes import FAR
from text.numbers.units import COUNTERS

_RATES = (
    "(?:(?:精深|就地|初|深)?加工(?:转化)?|(?:就地)?转化|办[结复]|满意|好评|解决|响应|网办|签约|履约|开工|竣工|投产|入住|出租|使用|盘活|成活|自给|国产化|本地化"
    "|上线|到位|整改|销号|见面|采纳|续约|开机)率|满意度"
)
_OF_EACH = re.compile("(?:满意|履约|开工|竣工|投产|盘活|入住|整改|销号|解决|办[结复])率")
_OF_USERS = (
    "(?:[月日年]均?)?(?:访问|浏览|点击|办件|交易|下载|服务)[量次](?:数)?|(?:实名)?(?:注册|活跃|月活|日活)?用户(?:数|总量)?"
    "|服务(?:客户|企业|用户|群众)|赋能(?:项目|企业)|(?:发送|运送)旅客|(?:运输|运送)货物"
)
_SAYS_NOTHING = re.compile(
    rf"{_RATES}|{_OF_USERS}|(?:总|货币|评估|品牌)?(?:市值|价值)|(?:行政村|社区)?覆盖率|总装机(?:容量)?|总产能|年产能|产能|总算力|招生|在校生|开户(?:人数)?|[一-鿿]{{0,2}}增量(?:占.+)?"
)
# what is measured of the thing that the next measure is of, too
_MEASURE = re.compile(
    "(?<=..)(?:[年总]?产值|增加值|产量|总?营收|(?:营业|主营业务|总)?收入|规模|授信(?:额|总额)?|(?:注册|活跃)?用户(?:数)?|(?:发电)?装机(?:容量|规模)?|种植面积|面积|贷款|余额|(?:发送|运送)旅客|(?:运输|运送)货物)$"
)
_SHARE = re.compile("(?<=..)占[^占]{2,12}$")
_IN_ALL = re.compile("总(?:装机|产能|算力)|.*覆盖率")
_ADDED = re.compile("^(?:新增|净增|新建|建成|建设)|新增(?:并网|装机)$")
# 光伏|开工35万千瓦、投产: what was done to the same things
_DONE = "开复工|复工|新?开工|竣工|完工|建成(?:投产|投用)?|投产|投[用运]|并网|在建|续建|签约|落地|入库"
_DONE_TOO = re.compile(f"(?:{_DONE})(?:建设)?")
_DONE_BEFORE = re.compile(f"(?<=..)(?:{_DONE})(?:建设)?$|^(?:{_DONE})(?=..)")
_REACHES = re.compile(
    "(?:共|累计|直接)?惠及.*|(?:直接|累计)?(?:带动|拉动|撬动)(?:[一-鿿]{0,8}(?:消费|销售额?|金额|就业|零售额|投资|贷款))"
)
_GIVEN = re.compile(
    "^(?:累计|共|直接|扩围|及时|全面|持续|深入|有效)*(?:发放|兑付|兑现|落实|下达|拨付|投放|撬动|争取|出台|推行|实施|扩大|执行)了?(?:国家|[省市县区]级)?"
)
_GRANTED = re.compile("政策|措施|补贴|补助|资金|贷款|津贴|消费券|减免|保险")
_GRANT = re.compile("(?<=..)(?:补贴|补助|奖补|专项|支持)?(?:资金|补贴|补助)$")
_SO_LARGE_A_PART = re.compile("(?:建成)?(?:面积|数量|规模)占[^,占]+")
_ESTATES = re.compile("改造(?P<what>(?:城镇)?老旧小区)")
_HANDLED, _HANDED_IN = re.compile("(?:办[结复]|采纳|满意|见面|解决)率"), re.compile("建议|提案")
_OTHER_ONE = {"建议": "提案", "提案": "建议"}
_WHOLE = re.compile("(?:[额量值]|投资|资金|贷款|规模|收入|装机|出口)$")
_PART_OF_IT = re.compile("(?![其非])[一-鿿]{1,5}[^量额值数]占比")
_CONTRIBUTES = re.compile("(?:对)?(?P<what>[一-鿿]{2,12}(?:增长|增收)(?:的)?贡献率)")
_ROADS = re.compile("高速公路|农村公路|公路|高速铁路|高铁|铁路|地铁|轨道交通|航道|管网|绿道")
_LENGTH = re.compile("(?P<new>新增|新建)(?P<what>(?:通车|运营|营运)?里程)")


def joined(words: SubjectWords, memory: SubjectMemory, subject: str) -> str:
    """The name of a figure that stands with 、 behind another one of its clause, or tells whom that reached; nothing where it has one of its own."""
    known = bool(memory.subject) and memory.start >= words.sentence[0]
    before, goes_on = words.before, words.before[:1] in ("、", "和")
    if not known or memory.subject == subject:
        return ""
    if _is_of_a_sum(words, memory):
        return memory.subject + subject  # 市属企业投资8.6亿元|12个重点项目
    if road := _of_the_road(memory, subject):
        return road
    if _REACHES.fullmatch(subject):
        return _reached(memory.subject, subject) if _is_next(words, memory) else ""
    if (handled := _HANDLED.fullmatch(subject)) and (of := _HANDED_IN.search(memory.subject)):
        both = _HANDED_IN.pattern if any(_OTHER_ONE[of.group()] in text for _, text in memory.recent[-3:]) else ""
        return ("建议提案" if both else memory.subject.removeprefix("办理")) + handled.group()
    if (made := _MADE.fullmatch(subject)) and (of := _MADE_END.sub("", memory.subject)) != memory.subject:
        return of + made.group()
    if _SO_LARGE_A_PART.fullmatch(subject):
        return re.sub("^(?:新增|新建|建设|改造)", "", memory.subject) + subject
    if "增量" in subject and _SAYS_NOTHING.fullmatch(subject) and _is_next(words, memory):
        return _MEASURE.sub("", memory.subject) + subject if "占" in subject else memory.subject + subject
    counted = before.startswith(",") and memory.quantity is not None and memory.quantity.base in COUNTERS
    goes_on = goes_on or (counted and _OF_EACH.fullmatch(subject) is not None and _is_next(words, memory))
    if goes_on and (alike := _alike(words, memory, subject)):
        return alike
    part = (goes_on or before.startswith(("其中", ",其中"))) and words.quantity.base == "%"
    part = part and not subject.startswith(memory.subject)
    if part and _PART_OF_IT.fullmatch(subject) and _WHOLE.search(memory.subject):
        return "" if link(subject, words.quantity.unit, "share") else f"{memory.subject}中{subject}"
    return ""


def _is_of_a_sum(words: SubjectWords, memory: SubjectMemory) -> bool:
    """Does a count stand right behind a sum that somebody invested?"""
    sum_ = memory.quantity
    behind = words.counter and not words.before and sum_ is not None and sum_.end == words.quantity.start
    return behind and _INVESTS.fullmatch(memory.subject) is not None


_INVESTS = re.compile("[一-鿿]{2,10}(?:企业|公司|集团|资本)投资")


def _is_next(words: SubjectWords, memory: SubjectMemory) -> bool:
    """Is the figure before in the same clause, or in the one right before?"""
    last = memory.quantity.end if memory.quantity is not None else 0
    return 0 < last <= words.quantity.start and words.text.count(",", last, words.quantity.start) <= 1


def _alike(words: SubjectWords, memory: SubjectMemory, subject: str) -> str:
    """Named after the thing that the figure before is measured of, or done to."""
    whole = memory.subject
    if subject == "支出" and whole.endswith("收入"):
        return whole.removesuffix("收入") + subject
    if contributes := _CONTRIBUTES.fullmatch(subject):
        return f"{_MEASURE.sub('', whole)}对{contributes['what']}" if without_and(words.before).startswith("对") else ""
    if _DONE_TOO.fullmatch(subject):
        same = memory.quantity is not None and memory.quantity.unit == words.quantity.unit
        if not same or not words.quantity.unit:
            return ""
        of = _MEASURE.sub("", whole) if whole.endswith(("装机", "规模", "容量")) else whole
        bare = _DONE_BEFORE.sub("", of)
        return bare + subject if bare != whole else (subject + whole if subject == "在建" else "")
    if not _SAYS_NOTHING.fullmatch(subject):
        return ""
    thing = _ADDED.sub("", whole) if _IN_ALL.match(subject) else whole
    return _MEASURE.sub("", _SHARE.sub("", thing)) + subject


def _reached(whole: str, subject: str) -> str:
    """家电带动销售额 of 发放家电补贴资金."""
    of = _GIVEN.sub("", re.sub("^(?:共|累计|新增|净增)", "", whole))
    if subject.startswith("惠及") and (estates := _ESTATES.fullmatch(of)):
        of = f"{estates['what']}改造"  # so that it is told as others tell it
    if not subject.startswith("惠及"):
        of = _MEASURE.sub("", _GRANT.sub("", of))
    if subject.startswith("惠及") and not _GRANTED.search(of) and not of.endswith("改造"):
        return ""  # 改造道路12条，惠及|群众1.2万人
    told = 2 <= len(of) <= _LONGEST and not _GRANT.fullmatch(f"某某{of}")
    return of + re.sub("^(?:共|累计|直接)", "", subject) if told else ""


_LONGEST = 24


def _of_the_road(memory: SubjectMemory, subject: str) -> str:
    """12个乡镇通了高速公路，新增里程|35公里."""
    length, road = _LENGTH.fullmatch(subject), _ROADS.search(memory.subject)
    return f"{length['new']}{road.group()}{length['what']}" if length and road else ""


_OF_TRADES = re.compile("(?:产业|行业|集群)$")
_TAKINGS = re.compile("(?:年?总?产值|(?:主营业务|营业)收入|营收)$")
_HARVEST = re.compile("(?:总产量?|产量)$")


def like_the_figure_before(words: SubjectWords, memory: SubjectMemory, subject: str) -> str:
    """家具产业产值 of 纺织产业产值超80亿元，家具产业超|50亿元; 蔬菜产量 behind 粮食总产, where the catalogue has that."""
    if not memory.subject or memory.start < words.sentence[0] or not words.before.startswith((",", "、", subject[:1])):
        return ""
    if words.quantity.base == "元":
        measured = _TAKINGS.search(memory.subject)
        return subject + measured.group() if measured and _OF_TRADES.search(subject) else ""
    if words.quantity.base not in ("吨", "斤", "公斤"):
        return ""
    since = words.sentence[0]
    harvest = any(at >= since and _HARVEST.search(text) for at, text in memory.recent)
    return (
        subject + "产量"
        if harvest and link(subject + "产量", words.quantity.unit) and not link(subject, words.quantity.unit)
        else ""
    )


# ── told in the clause before ────────────────────────────────────────────────────────────────────────────────────────────────────────

_HOW = "连续|部署|扩围|深入|全面|持续|扎实|大力|积极|加快|稳步|不断|进一步|有序|高效|规范|和|优化"
_ACTS = "实施|推行|落实|出台|开展|推进|推动|提升|深化|创新|完善|上线|打造|举办|发放|启动|加强|健全|兑现|用好|推广|执行|改进|优化"
_ACTED_ON = re.compile(rf"(?:{_HOW})*(?:{_ACTS})(?:国家|[省市县区]级)?(?P<of>[一-鿿“”A-Za-z\d()]{{2,18}})")
_HAPPENS = (
    "启动实施|全面实施|深入实施|组织实施|建成投[产用]|投产|投[用运]|上线(?:运行)?|启动|实施|开通|持续壮大|不断壮大|加快壮大|稳中[一-鿿]{2}|蓬勃发展|快速发展|加快发展"
    "|发展(?:壮大|提速|向好|迅速|远超预期)"
)
_HAPPENED = re.compile(
    rf"(?P<of>[一-鿿“”A-Za-z\d()]{{2,18}}?)(?:全线|全面|正式|顺利|如期|成功|持续|不断|稳步|加快)*(?:{_HAPPENS})"
)
_LESS = re.compile("(?<=..)(?:发展模式|质效|水平|效能|工作|机制|建设|制度|方式|管理)$")
_SERVED = re.compile(rf"{_RATES}|{_OF_USERS}")
_SPENT = re.compile("(?:每年|近?[三五两]年)?(?:累计)?(?:安排|投入|筹措)(?:资金)?")
_MADE = re.compile(
    "总产能|年产能|产能|产业投资|(?:年)?产[值量]|新增开发装机|新增装机|总装机(?:容量)?|营业收入|营收|利润(?:总额)?|开户(?:人数)?"
)
_MADE_END = re.compile("(?<=..)(?:产业投资|新增开发装机|新增装机)$")
_SPENT_ON = re.compile("(?:以[上内]|左右)?,?(?:用于|实施|支持|推[进动]|建设|保障)")
_BUILT = re.compile("(?:项目|工程|发展模式)$")
_FIRMS = re.compile("(?P<of>[一-鿿]{0,6}(?:国企|企业))")
_FIRMS_CHANGED = re.compile(
    rf"{_FIRMS.pattern}(?:战略性|专业化|市场化|布局|重组|整合|改革|深化|瘦身|健体|提质|增效|[、和与])+(?P<what>营业收入|营收|利润(?:总额)?)"
)
_IN_FIELD = re.compile("(?:在)?(?P<of>[一-鿿A-Za-z“”]{2,14}?)(?:发展|建设|生产)?方面,")
_BY_FIELD = re.compile("(?:年)?总?产[量值]|营收|投资|装机|产能|产业规模")
_NO_THING = re.compile("[、和与及]|发展$|增长|改革$")


def told_before(words: SubjectWords, memory: SubjectMemory, subject: str) -> str:
    """The name of a figure whose thing is told in a clause without a figure right before its own; nothing where none is, or it needs none."""
    text, (since, _) = words.text, words.sentence
    if (field := _IN_FIELD.match(text, since, words.quantity.start)) and (measure := _measured(words, subject)):
        return field["of"] + measure
    if firms := _FIRMS_CHANGED.fullmatch(subject):
        return firms["of"] + firms["what"]  # 市属国企专业化整合|营业收入
    if words.clause[0] <= since or memory.start >= words.clause[0] or memory.start > since:
        return ""
    clause = re.split("[,;:。]", text[max(since, words.clause[0] - FAR) : words.clause[0] - 1])[-1]
    reaches = _REACHES.fullmatch(subject) is not None
    if not (reaches or any(one.fullmatch(subject) for one in (_SERVED, _SPENT, _MADE))):
        return ""
    if subject.startswith(("营", "利润")):
        firms = _FIRMS.search(_ACTED_ON.sub(lambda found: found["of"], clause))
        return firms["of"] + subject if firms and "方面" not in clause else ""
    found = _HAPPENED.fullmatch(clause) or _ACTED_ON.fullmatch(clause)
    if found and found.re is _ACTED_ON and _MADE.fullmatch(subject) and not _BUILT.search(found["of"]):
        return ""
    if _SPENT.fullmatch(subject) and _SPENT_ON.match(words.after):
        return ""  # 筹措|7亿元实施安居工程
    if found is None or _NO_THING.search(found["of"]) or re.search(r"\d[^“”]*$", found["of"].replace("12345", "")):
        return ""
    return _of(found["of"], subject, reaches=reaches)


def _of(thing: str, subject: str, *, reaches: bool) -> str:
    if reaches:
        return _reached(thing, subject)
    thing = _LESS.sub("", thing)
    if _MADE.fullmatch(subject):
        thing = re.sub("(?<=..)(?:项目|工程|[一二三四]期(?:项目|工程)?)$", "", thing)
    return thing + subject + ("资金" if _SPENT.fullmatch(subject) and not subject.endswith("资金") else "")


def _measured(words: SubjectWords, subject: str) -> str:
    """产量, the whole name of a figure, or what it was before it took on the clause before (抓好产能接续|产量)."""
    for own in (subject, words.front):
        if _BY_FIELD.fullmatch(own) and subject.endswith(own):
            return own
    return ""


# ── told in the sentence before ──────────────────────────────────────────────────────────────────────────────────────────────────────

_STOCK = re.compile("(?:在册)?(?:总量|总数)")
_COME_NEW = re.compile("新(?:登记|设立|增|注册)|净增")
_GROWS_STRONG = re.compile(
    "(?P<of>[一-鿿]{2,8}?)(?:持续|不断|加快|稳步|进一步)*(?:壮大|稳中[一-鿿]{2}|量质齐升|快速增长|蓬勃发展|扩容提质|提质扩面)"
)
_TRADE_OF_ALL = re.compile(
    "(?:^|[。;])(?:[(（]?[一二三四五六七八九十\\d]{1,3}[)）、.]|[一二三四五六七八九十]是)?(?P<of>[一-鿿]{2,8}?产业)(?=持续|瞄准|聚焦|深度|突出|加快|加速|坚持|围绕|推动|重点|着力|做|[强扩]|拓展|。)"
)
_OF_TRADE = re.compile("(?:年|总)?产[值量]|营收|营业收入|产业规模|产业投资|新增开发装机|新增装机|(?:产业)?增加值")


def told_in_a_sentence_before(words: SubjectWords, memory: SubjectMemory, subject: str) -> str:
    """经营主体 of 经营主体持续壮大。总量接近3万户; 石墨产业 of a paragraph that begins with it."""
    since = words.sentence[0]
    stock, new = _STOCK.fullmatch(subject), _COME_NEW.fullmatch(subject)
    if new and words.counter and memory.start >= since and (of := _STOCK.sub("", memory.subject)) != memory.subject:
        return subject + of
    if since == 0 or (memory.start >= since and not _OF_TRADE.fullmatch(subject)):
        return ""
    if (stock or new) and words.counter and words.clause[0] == since:
        sentence = re.split("[。!?]", words.text[max(0, since - 40) : since].rstrip("。!?"))[-1]
        told = _GROWS_STRONG.fullmatch(sentence)
        return (told["of"] + subject if stock else subject + told["of"]) if told else ""
    if not _OF_TRADE.fullmatch(subject):
        return ""
    trades = list(_TRADE_OF_ALL.finditer(words.text, max(0, since - FAR), since))
    if not trades or words.text.count("。", trades[-1].end(), since) > _SENTENCES:
        return ""
    of = trades[-1]["of"]
    return (
        of + subject.removeprefix("产业")
        if subject.startswith(("产业", "产值", "营", "增"))
        else of.removesuffix("产业") + subject
    )


_SENTENCES = 2

# ── a statement before a figure ──────────────────────────────────────────────────────────────────────────────────────────────────────

_STATEMENT = re.compile(
    r"(?P<told>[^、]{2,24}?)(?:(?:全球|世界|全[国省市州盟]|[东中西]部)?第[一二三四五六七八九十\d]+[位名]?|(?:位居|居)[^、]{0,6}(?:首位|前列)"
    rf"|(?:全线|全面|正式|顺利|如期|成功)*(?:{_HAPPENS}))、(?P<what>[^、]{{2,}})"
)
_TWO_ACTS = re.compile(
    r"(?P<told>[^、]{0,12}(?:实施|推进|优化|部署|开展|深化|完善|改革|落实)[^、]{2,})、(?:近[三五]年)?(?:累计)?"
    "(?P<what>(?:清收|盘活|压减|带动|拉动|撬动|投入|发放|减免|兑付|吸纳|培训|处置|化解|收回|追回|挽回|查处|受理|新增|引进)[^、]{2,})"
)


_BROUGHT_ABOUT = re.compile(
    "[^、]{0,12}(?:机制|改革|政策|行动|措施|举措|平台|模式)(?:推动|促进|带动)(?P<what>[^、]{3,}率)"
)
_REALISED = re.compile(r"[^、]*实现[^、]{2,}、实现(?:20\d\d年)?(?P<what>[^、]{4,})")


def without_a_statement(subject: str) -> str:
    """苹果产量全市第一、|优果占比; 东河电厂建成投产、总装机 is 东河电厂总装机; 新机制推动|问题解决率."""
    brought = _BROUGHT_ABOUT.fullmatch(subject) if subject.endswith("率") else None
    if "、" not in subject:
        return brought["what"] if brought else subject
    if brought or (brought := _REALISED.fullmatch(subject)):
        return brought["what"]
    if told := _STATEMENT.fullmatch(subject):
        what = told["what"]
        alone = _SAYS_NOTHING.fullmatch(what) or _MADE.fullmatch(what)
        return _of(told["told"], what, reaches=False) if alone else what
    if two := _TWO_ACTS.fullmatch(subject):
        acted = _ACTED_ON.fullmatch(two["told"]) if _SPENT.fullmatch(two["what"]) else None
        return (acted["of"] if acted else "") + two["what"]
    return subject
