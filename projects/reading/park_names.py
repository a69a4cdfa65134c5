"""Where the name of a park begins and ends, and what kind of place it is.

推进临空服务业集聚区和东丽湖国家级现代服务业集聚区建设  →  临空服务业集聚区, 东丽湖国家级现代服务业集聚区
以华明高新区知识产权小镇为依托                          →  华明高新区知识产权小镇
打造特色产业小镇                                      →  nothing: a kind of place
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from planapi.vocabulary import ParkKind
from projects.reading.common import is_common

# What a park is called. Strong heads say by themselves that firms are hosted; soft ones need a name before them.
_STRONG = (
    "经济技术开发区|高新技术产业开发区|高新技术产业园区|经济开发区|产业开发区|开发区|经开区|高新区|综合保税区|综保区|保税区"
    "|经济区|产业园区|产业园|工业园区|工业园|科技园区|科技园|科创园"
    "|科学园|创意园区|创意园|文创园|创新园区|创新园|软件园|智造园|经济园|物流园区|物流园|主题园区|主题园|农业园区|孵化器"
    "|众创空间|科技城|科技创新城|创新城|电商园|智慧园区|数智园区|智慧谷"
    "|器械园|健园|健康园|生态创意园|智谷|总部园|双创园|信创园|企业园(?!地)"
)
# Zones of a trade: 解放北路金融创新运营示范区, 海河金融街区; they need a name of their own, and to be built or to head a paragraph.
_TRADE = "(?:金融|经济|产业|商务|航运|贸易|服务业|科创|总部)[^,。、]{0,8}(?:示范区|街区)|商务区|商贸区"
_SOFT = (
    "集聚区|聚集区|功能区|核心区|总部区|总部基地|产业基地|产业化基地|物流基地|孵化基地|创业基地|北方基地|南方基地"
    "|保税物流中心|(?<=[·・][\u4e00-\u9fff]{3})创新中心|小镇|创意街区|文创街区|文化街区|(?<![田公家花庄校乐游大])园区|制造基地|生产基地|保障基地"
)
_WHOLE = r"大通关基地|(?:自由贸易|自贸)(?:试验)?区[\u4e00-\u9fff]{2,4}片区"
_HEAD = re.compile(rf"(?:(?P<whole>{_WHOLE})|(?P<strong>{_STRONG})|(?P<soft>{_SOFT}|{_TRADE}))")
_TRADE_ZONE = re.compile(rf"(?:{_TRADE})$")
_ZONE = re.compile(r"(?:开发区|经开区|高新区|保税区|综保区|经济区|高新技术产业园区)$")

_HARD_STOP = re.compile(r"[,。;:!?、…\n《》—-]|”(?=“)")
# Words that end where a name begins.
_BEFORE = re.compile(
    "(?:新建设|打造成|改造成|建设成|建成|建设|推进|推动|加快|打造|构建|引进|引入|支持|提升|优化|依托|作为|成为|纳入|入驻|加强|完善|发展|围绕|立足"
    "|利用|借助|把握|发挥|聚焦|培育|申报|认定|创建|建成|实施|启动|运营(?!商)|落户|规划(?!馆)|布局|整合"
    "|盘活|促进|实现|扩大|强化|鼓励|引导|服务(?!业|中心|平台|贸易|外包|产业|功能)|对接|形成|获批|获|位于|包括|包含|提出"
    "|推广|深化|谋划|连接|链接|联合|落实|持续|积极|努力|着力|加速|全力|高标准|高水平|高规格"
    "|高密度|推出|协同|协调|完成|充分|确保|列为|列入|评为|命名|紧邻|毗邻|邻近|靠近|若干|一批|一个|首个|首家|各类|各级|多个"
    "|现有|未来|所在|所属|区内|全国|全市|全省|走出|来到|设立|成立|进入|走进|融入|辐射"
    "|提档升级|拓展|建好|做大做强|做强|做大|放大|擦亮|壮大|扩建|新建|续建|在建|拟建|精准|及(?!产业化)|和(?![平治谐合悦])|至"
    "|让|使|了|的|是|由|等|于|在|与|或|把|将|对|被|向|从|为|以|并|其|该|按|(?<!数)据|各)"
)
_COUNTED = re.compile(
    r"(?:\d+|[一二两三四五六七八九十百]+)(?:余|多)?(?:个|家|处|座|大)(?:省级|市级|国家级|以上)*$|(?:一批|各|各类|多个|若干"
    r"|有关|相关|重点|部分|所有|全部|现有)$"
)
_COUNT_FIRST = re.compile(
    r"\d{4}年|\d+(?:-\d+)?(?:余|多)?(?:个|家|处|座|大|片)|[一二两三四五六七八九十]+(?:个|家|处|座|大(?![道街])|片)"
)
_FOLLOWED = re.compile(
    r"域|特殊|中国|合作中心|建设(?:任务|目标)|站|路|段|—|-|\d|生态圈|企业|类|体系|网络|围城|综合整治|评价|化|标准|层面|楼宇等|经济发展|管委会|建设管理|党工委"
)
_THEME = frozenset(
    "特色 主题 大学 绿色 低碳 零碳 智慧 现代 专业 专业化 高端 国家级 市级 省级 区级 新经济 科技 工业 产业 国际 合作 示范 "
    "示范性 标杆 企业 创业 创新 农业 新兴 新型 优质 品牌 传统 重点 服务业 现代服务业 高端服务业"
    " 综合 区域性 文创 文化 创意 发展 集聚 省 市 区 县 高新技术 经济 楼宇 成果 转化 转移 新兴产业 高端产业 产业链 一流 "
    "标志性 高品质 高水平 孵化 产教融合 商业 人才 生产性 生活性 乡镇 精品 高质量 科技企业"
    " 科技型 型 首个 特色产业 主导产业 都市 功能 城市 国际化 区域 航运 夜间 经济特色 贸易 数字 战略性 大型 街道 商务 各类 "
    "专业性 主导 文旅 新 大 农村 电商 现代化 未来 中小 小微 中小微 美食 旅游 一体化"
    " 跨境 生态 优势 老 国家 文化产业 消费 示范园 先进 新动能 总部 高新 园区 双创 生产 生活 省市 健康 高能级 品质 休闲 "
    "科创 引领 大众 万众 中药材 美丽 特色化 多功能 高附加值 非遗 产城融合".split()
)
_OTHER_PLACES = re.compile(
    r"(?:北京|上海|长春|哈尔滨|沈阳|郑州|长沙|南昌|太原|福州|昆明|贵阳|南宁|海口|兰州|西宁|银川|乌鲁木齐|拉萨|呼和浩特|苏州"
    r"|重庆|深圳|广州|杭州|苏州|南京|武汉|成都|西安|青岛|宁波|厦门|大连|无锡|合肥|江苏|山东|广东|浙江|河北|河南|湖北|湖南"
    r"|四川|福建|安徽|江西|陕西|山西|辽宁|吉林|黑龙江|云南|贵州|广西|海南|甘肃|青海"
    r"|宁夏|新疆|西藏|内蒙古|雄安|石家庄|保定|中关村|滨海|京津冀?|长三角|粤港澳|首都|张江|漕河泾|中德|中新|欧洲|俄罗斯|日本|韩国)"
)


@dataclass(frozen=True, slots=True)
class ParkName:
    """``text[start:end]``; ``strong`` when its head says by itself what the place is."""

    start: int
    end: int
    strong: bool


def find_parks(text: str, places: tuple[str, ...], above: tuple[str, ...]) -> Iterator[ParkName]:
    """The parks that a text without page marks names. ``places`` tie a name to the district, ``above`` are the divisions around it."""
    position = 0
    while head := _HEAD.search(text, position):
        position = head.end()
        end = _right_edge(text, head.end())
        position = max(position, end)
        if head["whole"]:
            yield ParkName(head.start(), head.end(), strong=True)
            continue
        start = _left_edge(text, head.start())
        strong = head["strong"] is not None
        if _is_park(text, start, head.start(), end, strong=strong, places=places, above=above):
            yield ParkName(start, end, strong)


# 累计建成鑫帅领、帅超等6家科技园区
_LISTED = re.compile(
    r"(?P<list>[^,。;:!?\n]{2,60})等\d*(?:余|多)?(?:家|个|座)?(?:国家级|省级|市级|区级|特色|知名|重点|科技企业|创新|创业)*"
    r"(?P<kind>科技园区?|产业园区?|农业园区?|众创空间|孵化器|孵化载体|文创园区?|创新园区|园区)(?![^,。;]{0,2}(?:企业|建设))"
)
# 加快高碑店、高阳B型保税物流中心建设: two places before one head
_TWO = re.compile(
    r"(?P<other>[\u4e00-\u9fff]{2,12})、[\u4e00-\u9fff]{2,4}?(?P<head>B型保税物流中心|综合保税区|综保区|经济开发区|经开区|高新区)"
)
_OPENING = re.compile(r"^.*(?:建成|打造|建设|推动|推进|依托|引进|新增|培育|提升|支持|拥有|认定|加快|支持|以|对)(?:了)?")


def find_listed(text: str, places: tuple[str, ...]) -> Iterator[tuple[int, int, str]]:
    """(start, end, kind) of the names in a list that 等6家科技园区 closes, where they don't say themselves what they are."""
    for match in _LISTED.finditer(text):
        start, end = match.span("list")
        opening = _OPENING.match(text[start:end].split("、", maxsplit=1)[0])
        position = start + (opening.end() if opening else 0)
        for piece in text[position:end].split("、"):
            if (
                2 <= len(piece) <= 14
                and not is_common(piece)
                and not _HEAD.search(piece)
                and not (_OTHER_PLACES.match(piece) and not piece.endswith(("园", "基地", "中心")))
            ):
                kind = "" if piece.endswith(("园", "基地", "中心", "港", "城")) else match["kind"].removesuffix("区")
                yield position, position + len(piece), kind.replace("孵化载体", "孵化器")
            position += len(piece) + 1
    for match in _TWO.finditer(text):
        opening = _OPENING.match(match["other"])
        start = match.start("other") + (opening.end() if opening else 0)
        other = text[start : match.end("other")]
        if opening and 2 <= len(other) <= 4 and not (is_common(other) or _OTHER_PLACES.match(other)):
            yield start, match.end("other"), match["head"]


def _right_edge(text: str, end: int) -> int:
    """智能电气产业主题园区, 金贸产业园区, 临空经济区（自贸区）: the longest head at this place."""
    while more := _HEAD.match(text, end):
        end = more.end()
    if text.startswith("区", end) and text[end - 1] == "园":
        end += 1
    return end


def _left_edge(text: str, head: int) -> int:
    """Where the name begins: behind the last mark, or the last word that no name holds."""
    floor = max(0, head - 30)
    begin = floor
    for stop in _HARD_STOP.finditer(text, floor, head):
        if stop.group() == "”" or not _inside(text, stop.start(), head):
            begin = stop.end()
    for opening, closing in (("“", "”"), ("(", ")")):
        opened = text.rfind(opening, begin, head)
        if opened >= 0 and text.find(closing, opened, head) < 0 and text.find(closing, head, head + 12) < 0:
            begin = opened + 1  # 沙柳南路（金贸产业园段）
    edge = begin
    position = begin
    while (match := _BEFORE.search(text, position, head + 4)) and match.end() <= head:
        position = match.end()
        if not _inside(text, match.start(), head):
            edge = match.end()
    if text[edge] == "“" and text.find("”", edge, head) < 0:
        edge += 1  # “垠坤·先进智造产业园”
    if (grade := _GRADE.match(text, edge, head)) and not is_common(text[grade.end() : head]):
        edge = grade.end()
    while text[edge : edge + 1] in ("”", "’", ")", "》", "·"):
        edge += 1
    return edge


_GRADE = re.compile(r"(?:国家级|省级|市级|区级)(?=.{2})")


def _inside(text: str, index: int, head: int) -> bool:
    """Does a bracket or quotation mark that opened before ``index`` close between it and the head?"""
    for opening, closing in (("“", "”"), ("(", ")")):
        close = text.find(closing, index, head)
        if close >= 0 and text.find(opening, index, close) < 0:
            return True
    return False


def _is_park(
    text: str, start: int, head: int, end: int, *, strong: bool, places: tuple[str, ...], above: tuple[str, ...]
) -> bool:
    name = text[start:end]
    prefix = re.sub(r"[“”()]", "", text[start:head])
    if not (2 if not name.endswith("健园") else 1) <= len(prefix) <= 26 or name.count("“") != name.count("”"):
        return False
    before = text[max(0, start - 8) : start]
    if _COUNTED.search(before) or _COUNT_FIRST.match(prefix) or _FOLLOWED.match(text, end):
        return False
    if _is_elsewhere(name, places, above) or _SLOGAN.search(prefix) or re.search(r"紧邻$|毗邻$|邻近$|靠近$", before):
        return False
    bare = re.sub(r"^(?:国家级|市级|省级|区级)", "", prefix)
    zone = bool(_ZONE.search(name))
    own = _without_places(bare, places)
    inside = strong and len(bare) >= 5 and text.startswith("内", end)  # 科技型中小企业园内总投资30亿元的15个项目
    placed = own != bare and (zone or (strong and len(own) >= 4))  # 临江数字经济产业园
    if not bare or (_is_theme_only(own) and not placed and not inside and not _NUMBERED.match(bare)):
        return False
    return _is_named(text, start, name, bare, own, strong=strong, zone=zone)


def _without_places(prefix: str, places: tuple[str, ...]) -> str:
    for place in places:
        if prefix.startswith(place):
            return prefix[len(place) :]
    return prefix


def _is_named(text: str, start: int, name: str, bare: str, own: str, *, strong: bool, zone: bool) -> bool:
    """Does the name tell this park from others, by a word of its own or by being built under it?"""
    clause = text[max(0, start - 60) : start]
    clause = clause[max(clause.rfind(mark) for mark in ",。;\n") + 1 :]
    built = re.search(r"建设|推进|建成|加快|启动|推动|落户", clause) is not None and not text.startswith(
        "的", start - 1
    )
    if text.startswith("的", start - 1) and (own != bare or not strong):
        return False  # 建成具有影响力的天津市高端医疗器械孵化基地
    heads = start == 0 or text[start - 1] == "\n"
    own_word = not is_common(bare) or own != bare or _AVENUE.match(bare) is not None
    if _TRADE_ZONE.search(name):
        return own_word and (heads or built) and not re.search(r"打造|更|最|将|成为|融入|争创|创建", clause)
    if name.endswith(("核心区", "功能区")):
        if heads and own_word and _ECONOMY.search(bare) and text.startswith("。", start + len(name)):
            return True
        return (built and len(bare) >= 4 and not re.search(r"“|更|最|将", clause)) or own != bare
    if own_word or _NUMBERED.match(bare):
        return True
    if strong:
        carrier = _AS_CARRIER.match(text, start + len(name)) is not None
        return zone or len(bare) >= (2 if built or carrier or "打造" in clause else 3)
    return built and len(bare) >= 4 and not _VAGUE.search(bare)


_ECONOMY = re.compile(r"经济|产业|金融|商务|贸易|服务业|科技|创新")
_AVENUE = re.compile(r"[一二三四五六七八九十]大[道街](?=.{2})")  # 五大道
_NUMBERED = re.compile(r"\d{3,4}(?![\d年])")  # 1946创意产业园
_AS_CARRIER = re.compile(r"为.{0,4}(?:载体|依托|核心)")  # 以氢能科技园为载体
_VAGUE = re.compile(r"示范|发展|特色|创新创业|转化|一流|重要|培训|教育|标杆|离岸")
_SLOGAN = re.compile(r"[一二两三四五六七八九十]园|十一园|一区多园|区中园|园中园|楼中园|标杆|示范性|建$|主城|屏障")


def _is_elsewhere(name: str, places: tuple[str, ...], above: tuple[str, ...]) -> bool:
    """天津经开区 is none of 东丽's parks, and 北京… is none of anyone's here."""
    if (
        _ZONE.search(name)
        and name.startswith(above)
        and not any(place in name for place in places if place not in above)
    ):
        return True
    return bool(_OTHER_PLACES.match(name)) and not name.startswith(places)


def _is_theme_only(prefix: str) -> bool:
    """Is it a sum of words that tell no park from another (特色产业, 高端服务业)? Linear."""
    reach = [True] + [False] * len(prefix)
    for start in range(len(prefix)):
        if not reach[start]:
            continue
        for end in range(start + 1, min(start + 5, len(prefix)) + 1):
            if not reach[end] and (prefix[start:end] in _THEME or prefix[start:end].isascii()):
                reach[end] = True
    return reach[-1]


def head_of(name: str) -> str:
    """园 of a name: the longest head at its end, or its last character."""
    heads = [match.group() for match in _HEAD.finditer(name) if match.end() == len(name)]
    return max(heads, key=len, default=name[-1:])


_KINDS = (
    (ParkKind.HR_PARK, re.compile(r"人力资源")),
    (ParkKind.INCUBATOR, re.compile(r"孵化器$|孵化基地$|孵化园$|创业基地$")),
    (ParkKind.MAKERSPACE, re.compile(r"众创空间$")),
    (ParkKind.LOGISTICS_PARK, re.compile(r"物流|通关|电子商务.{0,4}园")),
    (ParkKind.CULTURAL_PARK, re.compile(r"创意|文创|文体|文化|文旅|设计之都|音乐")),
    (ParkKind.DEVELOPMENT_ZONE, _ZONE),
    (ParkKind.SCIENCE_PARK, re.compile(r"科技园区?$|科学园$|大学科技园|科技城$|创新城$|创新中心$|软件园$")),
    (
        ParkKind.INDUSTRIAL_PARK,
        re.compile(
            r"产业园区?$|工业园区?$|主题园区?$|科创园$|产业基地$|产业化基地$|经济园$|智造园$|谷$|器械园$|健园$|健康园$|(?<!农业)园区?$"
            r"|智造基地$|制造基地$|生产基地$|造车基地$|产业城$"
        ),
    ),
)


def kind_of(name: str) -> ParkKind:
    """The kind of a park by its name."""
    for kind, pattern in _KINDS:
        if pattern.search(name):
            return kind
    return ParkKind.OTHER
