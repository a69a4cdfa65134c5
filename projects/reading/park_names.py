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
    "经济技术开发区|高新技术产业开发区|高新技术产业园区|经济开发区|产业开发区|开发区|经开区|高新区|综合保税区|综保区|保税区|经济区|产业园区|产业园|工业园区|工业园|科技园区|科技园|科创园"
    "|科学园|创意园区|创意园|文创园|创新园|软件园|智造园|经济园|物流园区|物流园|物流港|主题园区|主题园|农业园区|现代农业园|孵化器|众创空间|科技城|科技创新城|创新城|电商园|智慧园区|智慧谷"
    "|器械园|丽健园|健园|健康园|生态创意园|智谷|总部园|双创园|信创园|中心园|智慧产业园"
)
_SOFT = "集聚区|聚集区|功能区|核心区|总部区|总部基地|产业基地|产业化基地|物流基地|通关基地|孵化基地|创业基地|北方基地|物流中心|小镇|创意街区|文创街区|文化街区|园区|片区|商务区|承接带|港首开区|创新基地|智造基地|保障基地|产业带"
_HEAD = re.compile(rf"(?:(?P<strong>{_STRONG})|(?P<soft>{_SOFT}))")
_ZONE = re.compile(r"(?:开发区|经开区|高新区|保税区|综保区|经济区|高新技术产业园区)$")

_HARD_STOP = re.compile(r"[,。;:!?、…\n《》]|——")
# Words that end where a name begins.
_BEFORE = re.compile(
    "(?:新建设|建设|推进|推动|加快|打造|构建|引进|引入|支持|提升|优化|依托|作为|成为|纳入|入驻|加强|完善|发展|围绕|立足|利用|借助|发挥|聚焦|培育|申报|认定|创建|建成|实施|启动|运营|落户|规划|布局|整合|盘活"
    "|促进|实现|扩大|强化|鼓励|引导|服务|对接|形成|获批|获|位于|包括|包含|提出|推广|深化|谋划|连接|链接|联合|落实|持续|积极|努力|着力|加速|全力|高标准|高水平|高规格|高密度|推出|协同|协调|完成|充分|确保|列为|列入|评为|命名"
    "|走|到|至|让|使|了|的|是|由|等|于|在|与|及|或|把|将|对|被|向|从|为|以|并|其|该|按|据|和(?![平治谐合悦])|同(?=[东西南北\u4e00-\u9fff]{2,6}(?:园|区)))"
)
_NOT_BEFORE = re.compile(r"(?:信创|华|服务业|以智|首|制造业)$")
_COUNTED = re.compile(r"(?:\d+|[一二两三四五六七八九十百]+)(?:余|多)?(?:个|家|处|座|大)(?:省级|市级|国家级|以上)*$|(?:一批|各|各类|多个|若干|有关|相关|重点|部分|所有|全部|现有)$")
_FOLLOWED = re.compile(r"生态圈|企业|类|体系|网络|围城|综合整治|评价|化|标准|层面|楼宇等|经济发展|管委会|建设管理|党工委")
_THEME = frozenset(
    "特色 主题 大学 绿色 低碳 零碳 智慧 现代 专业 专业化 高端 国家级 市级 省级 区级 新经济 科技 工业 产业 国际 合作 示范 示范性 标杆 企业 创业 创新 农业 新兴 新型 优质 品牌 传统 重点 服务业 现代服务业 高端服务业"
    " 综合 文创 文化 创意 发展 省 市 区 县 高新技术 经济 楼宇 成果 转化 转移 新兴产业 高端产业 产业链 一流 标志性 知识产权 高品质 高水平 孵化 产教融合 商业 人才 生产性 生活性 乡镇 精品 高质量 科技企业"
    " 特色产业 主导产业 都市 功能 城市 国际化 区域 航运 夜间 经济特色 贸易 数字 战略性 大型 街道 商务 各类 专业性 主导 文旅 新 大 农村 电子商务 电商 现代化 未来 中小 小微 中小微 美食 旅游 物流 一体化"
    " 跨境 生态 优势 老 国家 文化产业 消费 示范园 先进 新动能 研发 总部 高新 园区 双创 生产 生活 省市 健康 高能级 品质 休闲 科创 引领 大众 万众 中药材 美丽 特色化 多功能 高附加值 非遗 产城融合".split()
)
_OTHER_PLACES = re.compile(
    r"(?:北京|上海|重庆|深圳|广州|杭州|苏州|南京|武汉|成都|西安|青岛|宁波|厦门|大连|无锡|合肥|江苏|山东|广东|浙江|河北|河南|湖北|湖南|四川|福建|安徽|江西|陕西|山西|辽宁|吉林|黑龙江|云南|贵州|广西|海南|甘肃|青海"
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
        start = _left_edge(text, head.start())
        position = max(position, end)
        name = text[start:end]
        strong = head["strong"] is not None
        if _is_park(text, start, head.start(), end, strong=strong, places=places, above=above):
            yield ParkName(start, end, strong)
        del name


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
        if not _inside(text, stop.start(), head):
            begin = stop.end()
    edge = begin
    position = begin
    while match := _BEFORE.search(text, position, head):
        position = match.end()
        if _inside(text, match.start(), head) or _NOT_BEFORE.search(text, begin, match.start() + 1):
            continue
        edge = match.end()
    while text[edge : edge + 1] in ("”", "’", ")", "》", "-", "·", "—"):
        edge += 1
    return edge


def _inside(text: str, index: int, head: int) -> bool:
    """Does a bracket or quotation mark that opened before ``index`` close between it and the head?"""
    for opening, closing in (("“", "”"), ("(", ")")):
        close = text.find(closing, index, head)
        if close >= 0 and text.find(opening, index, close) < 0:
            return True
    return False


def _is_park(text: str, start: int, head: int, end: int, *, strong: bool, places: tuple[str, ...], above: tuple[str, ...]) -> bool:
    name = text[start:end]
    prefix = re.sub(r"[“”()]", "", text[start:head])
    if not 2 <= len(prefix) <= 26 or "“" in name[1:] and "”" not in name:
        return False
    before = text[max(0, start - 8) : start]
    if _COUNTED.search(before) or _COUNTED.match(prefix) or _FOLLOWED.match(text, end) or re.match(r"\d", name):
        return False
    if _is_elsewhere(name, places, above) or re.search(r"[一二两三四五六七八九十]园|十一园|一区多园|区中园|园中园|楼中园", prefix):
        return False
    bare = re.sub(r"^(?:国家级|市级|省级|区级|全国首家|全市首家)", "", prefix)
    if _is_theme_only(bare) or len(bare) < 2:
        return False
    if not is_common(bare) or bare.startswith(places):
        return True
    built = re.search(r"(?:建设|推进|打造|建成|加快|启动|推动)$", before) is not None
    if strong:
        return len(bare) >= 3 and (not before.endswith("的") or len(bare) >= 5)
    return built and len(bare) >= 4 and not re.search(r"示范|发展|特色|创新创业|转化|一流|重要|培训|教育", bare)


def _is_elsewhere(name: str, places: tuple[str, ...], above: tuple[str, ...]) -> bool:
    """天津经开区 is none of 东丽's parks, and 北京… is none of anyone's here."""
    if _ZONE.search(name) and name.startswith(above) and not any(place in name for place in places if place not in above):
        return True
    return bool(_OTHER_PLACES.match(name)) and not name.startswith(places)


def _is_theme_only(prefix: str) -> bool:
    """Is it a sum of words that tell no park from another (特色产业, 高端服务业)? Linear."""
    reach = [True] + [False] * len(prefix)
    for start in range(len(prefix)):
        if not reach[start]:
            continue
        for end in range(start + 1, min(start + 5, len(prefix)) + 1):
            if not reach[end] and prefix[start:end] in _THEME:
                reach[end] = True
    return reach[-1]


_KINDS = (
    (ParkKind.HR_PARK, re.compile(r"人力资源")),
    (ParkKind.INCUBATOR, re.compile(r"孵化器$|孵化基地$|孵化园$")),
    (ParkKind.MAKERSPACE, re.compile(r"众创空间$|创业基地$")),
    (ParkKind.LOGISTICS_PARK, re.compile(r"物流|通关|电子商务.{0,4}园")),
    (ParkKind.CULTURAL_PARK, re.compile(r"创意|文创|文体|文化|设计之都|音乐")),
    (ParkKind.DEVELOPMENT_ZONE, _ZONE),
    (ParkKind.SCIENCE_PARK, re.compile(r"科技园区?$|科学园$|大学科技园|科技城$|创新城$|软件园$")),
    (ParkKind.INDUSTRIAL_PARK, re.compile(r"产业园区?$|工业园区?$|主题园区?$|科创园$|产业基地$|产业化基地$|经济园$|智造园$|谷$|器械园$|健园$|健康园$|农业园区?$|园区$|园$|智造基地$|产业城$")),
)


def kind_of(name: str) -> ParkKind:
    """The kind of a park by its name."""
    for kind, pattern in _KINDS:
        if pattern.search(name):
            return kind
    return ParkKind.OTHER
