"""Where the name of a park begins and ends, and what kind of place it is.

推进临空服务业集聚区和东丽湖国家级现代服务业集聚区建设  →  临空服务业集聚区, 东丽湖国家级现代服务业集聚区
以华明高新区知识产权小镇为依托                          →  华明高新区知识产权小镇
打造特色产业小镇                                      →  nothing: a kind of place
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from projects.reading.common import doing_word, is_common
from projects.reading.names import is_regional_base
from projects.reading.park_words import HEAD, TRADE_ZONE, ZONE, is_far_away, is_theme_only
from text.lexicon import load
from text.outline.sentences import ITEM_SIGN
from text.vocabulary import ParkKind

_HAN = "[\u4e00-\u9fff]"
# and not the dash between two places: 望川—石门经济合作区
_HARD_STOP = re.compile(rf"[,。;:!?、…\n《》+|-]|(?<!{_HAN})—|—(?!{_HAN})|”(?=“)")
WORDS = load(Path(__file__).parents[1] / "data" / "park_names.toml")
_BEFORE = re.compile(WORDS.any("before"))
_COUNTED = re.compile(
    r"(?:\d+|[一二两三四五六七八九十百]+)(?:余|多)?(?:个|家|处|座|大)(?:省级|市级|国家级|以上)*$|(?:一批|各|各类|多个|若干"
    r"|有关|相关|重点|部分|所有|全部|现有)$"
)
_COUNT_FIRST = re.compile(
    r"\d{4}年|[\d十百千万]+(?:亿(?:元|级)|亩)|\d+(?:-\d+)?(?:余|多)?(?:个|家|处|座|大|片)|[一二两三四五六七八九十]+(?:个|家|处|座|大(?![道街])|片)"
)
_FOLLOWED = re.compile(rf"{WORDS.any('followed')}|—|-|\d(?![\d.]*[家个户亿万])")


@dataclass(frozen=True, slots=True)
class ParkName:
    """``text[start:end]``; ``strong`` when its head says by itself what the place is."""

    start: int
    end: int
    strong: bool


def find_parks(text: str, places: tuple[str, ...], above: tuple[str, ...]) -> Iterator[ParkName]:
    """The parks that a text without page marks names. ``places`` tie a name to the district, ``above`` are the divisions around it."""
    maybe = list(_possible(text, places, above))
    named = [found.named for found in maybe]
    order = range(1, len(maybe))
    for one, beside in (*((i, i - 1) for i in order), *((i - 1, i) for i in reversed(order))):
        named[one] = named[one] or (named[beside] and _is_like(text, maybe[one], maybe[beside]))
    for found, is_named in zip(maybe, named, strict=True):
        if is_named:
            yield ParkName(found.start, found.end, found.strong)


@dataclass(frozen=True, slots=True)
class _Possible:
    """What has the form of a park's name; ``named`` where it tells this one from others. ``head`` is where its head begins."""

    start: int
    head: int
    end: int
    strong: bool
    named: bool


def _possible(text: str, places: tuple[str, ...], above: tuple[str, ...]) -> Iterator[_Possible]:
    position = 0
    while head := HEAD.search(text, position):
        position = end = _right_edge(text, head.end())
        if head["whole"]:
            yield _Possible(head.start(), head.start(), head.end(), strong=True, named=True)
            continue
        strong = head["strong"] is not None
        start = _left_edge(text, head.start())
        after = HEAD.match(text, head.end())
        for begin in (head.start(), *((after.start(),) if after else ())):  # 信息港|小镇
            if _has_form(text, start, begin, end, strong=strong, places=places, above=above):
                named = _is_named(text, start, begin, end, strong=strong, places=places)
                yield _Possible(start, begin, end, strong, named)
                break


_AND = re.compile(r"[”]?(?:、|和|及|以及|与)[“]?")


def _is_like(text: str, one: _Possible, other: _Possible) -> bool:
    """机器人小镇 beside 信息港小镇: the same kind of place in one list, so a name like the other's."""
    first, second = sorted((one, other), key=lambda found: found.start)
    return (
        one.head - one.start >= 2
        and text[one.head : one.end] == text[other.head : other.end]
        and _AND.fullmatch(text, first.end, max(first.end, second.start)) is not None
    )


# 累计建成鑫帅领、帅超等6家科技园区
_LISTED = re.compile(
    r"(?P<list>[^,。;:!?\n]{2,60})等\d*(?:余|多)?(?:家|个|座)?(?:国家级|省级|市级|区级|特色|知名|重点|科技企业|创新|创业)*"
    r"(?P<kind>科技园区?|产业园区?|农业园区?|众创空间|孵化器|孵化载体|文创园区?|创新园区|园区"
    r"|(?:产业|开放|创新|发展|重大|高能级|功能)*平台|产业功能区|(?P<culture>(?:文化|文创|创意)(?:产业)?载体))"
    r"(?(culture)|(?![^,。;]{0,2}(?:企业|建设)))"
)
_STOPS = ",。;:!?\n"
_STRETCH = re.compile(f"等[^{_STOPS}]*")
# what the words for their kind end with, and no list is without
_ANY_KIND = re.compile("园|众创空间|孵化|平台|功能区|载体")
_SITE = ("园", "基地", "中心", "港", "城", "谷", "街", "街区")
# “蓝·飞鸽”创意产业园、摩犸街区: a street that stands beside a park
_BESIDE = re.compile(
    r"[园区谷港][”]?、(?P<name>[\u4e00-\u9fff·]{2,8}(?:街区|(?:音乐|美食|文化|艺术|创意|创客|文创)街))(?=[、等和与及,。])"
)
_OPENING = re.compile(
    r"^.*(?:对接|建成|开发(?!区)|打造|建设|推动|推进|依托|引进|新增|培育|提升|支持|拥有|认定|加快|支持|以|对)(?:了)?"
)


def _listed(text: str) -> Iterator[re.Match[str]]:
    """Looked for only where 等 stands: a list may begin at every character."""
    last = 0
    while stretch := _STRETCH.search(text, last):
        end = min(stretch.end() + 4, len(text))
        if not _ANY_KIND.search(text, stretch.start(), end):
            last = stretch.end()
            continue
        start = max(last, *(text.rfind(stop, last, stretch.start()) + 1 for stop in _STOPS))
        # four characters behind it may say that its last word is no park
        yield from _LISTED.finditer(text, start, end)
        last = stretch.end()


def find_listed(text: str, places: tuple[str, ...]) -> Iterator[tuple[int, int, str]]:
    """(start, end, kind) of the names in a list that 等6家科技园区 closes, where they don't say themselves what they are."""
    for match in _listed(text):
        start, end = match.span("list")
        opening = _OPENING.match(text[start:end].split("、", maxsplit=1)[0])
        position = start + (opening.end() if opening else 0)
        for piece in text[position:end].split("、"):
            if (
                2 <= len(piece) <= 14
                and not is_common(piece)
                and not HEAD.search(piece)
                and not (is_far_away(piece, places) and not piece.endswith(("园", "基地", "中心")))
                and (piece.endswith(("港", "城", "谷")) or not match["kind"].endswith(("平台", "功能区")))
            ):
                plain = piece.endswith(_SITE) or match["culture"]
                kind = "" if plain else match["kind"].removesuffix("区")
                yield position, position + len(piece), kind.replace("孵化载体", "孵化器")
            position += len(piece) + 1


def find_beside(text: str, parks: Collection[int]) -> Iterator[tuple[int, int]]:
    """The named streets that stand in a list right behind a park; ``parks`` are the ends of those."""
    for match in _BESIDE.finditer(text):
        if match.start() + 1 in parks and not is_common(match["name"]) and not HEAD.search(match["name"]):
            yield match.span("name")


def _right_edge(text: str, end: int) -> int:
    """智能电气产业主题园区, 金贸产业园区, 临空经济区（自贸区）: the longest head at this place."""
    while more := HEAD.match(text, end):
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
        open_still = opened >= 0 and text.find(closing, opened, head) < 0
        if open_still and (opening == "(" or text.find(closing, head, head + 12) < 0):
            begin = opened + 1  # 沙柳南路（金贸产业园段）, 望川产业园区（青山工业园）
    edge = begin = _behind_work(text, begin, head)
    position = begin
    while (match := _BEFORE.search(text, position, head + 4)) and match.end() <= head:
        position = match.end()
        if not _inside(text, match.start(), head):
            edge = match.end()
    if text[edge] == "“" and text.find("”", edge, head) < 0:
        edge += 1  # “垠坤·先进智造产业园”
    if when := _WHEN_FIRST.match(text, edge, head):
        edge = when.end()
    while (done := doing_word(text, edge, head)) > edge:
        edge = done
    edge = _behind_grade(text, edge, head)
    while text[edge : edge + 1] in ("”", "’", ")", "》", "·"):
        edge += 1
    return edge


def _behind_grade(text: str, edge: int, head: int) -> int:
    """国家级|瑷车众创, and 天府软件园国家级|孵化器: of what a park was made nothing, of what it is called the rest."""
    if (grade := _GRADE.match(text, edge, head)) and not is_common(text[grade.end() : head]):
        edge = grade.end()
    for grade in _ANY_GRADE.finditer(text, edge, head):
        if grade.start() > edge and HEAD.fullmatch(text, max(edge, grade.start() - 3), grade.start()):
            edge = grade.end()
    return edge


def _behind_work(text: str, begin: int, head: int) -> int:
    """Behind the number of an item, and behind a work that is no part of the name: 老旧厂房活化项目|“望川1972”文创园."""
    if number := _NUMBER_FIRST.match(text, begin, head):
        begin = number.end()
    quote = text.rfind("“", begin, head)
    return quote if quote > begin and text.startswith(_WORK_LAST, quote - 2) else begin


_WORK_LAST = ("项目", "工程", "厂房")
_WHEN_FIRST = re.compile(r"(?:截?至|到)?20\d\d年[底末前初]?(?:,|时)?")  # 到2025年|园区税收达到20亿元
_ANY_GRADE = re.compile(r"(?:国家|省|自治区|市|州|盟|区|县|旗)级")
_GRADE = re.compile(_ANY_GRADE.pattern + "(?=.{2})")
_NUMBER_FIRST = re.compile(
    rf"第[一二三四五六七八九十百\d]{{1,4}}[章节篇]|\(?(?:\d{{1,2}}|[一二三四五六七八九十]{{1,3}})[.、)](?!\d)|[①-⑳]|{ITEM_SIGN}"
)  # 1.电子信息产业园


def _inside(text: str, index: int, head: int) -> bool:
    """Does a bracket or quotation mark that opened before ``index`` close between it and the head?"""
    for opening, closing in (("“", "”"), ("(", ")")):
        close = text.find(closing, index, head)
        if close >= 0 and text.find(opening, index, close) < 0:
            return True
    return False


def _has_form(
    text: str, start: int, head: int, end: int, *, strong: bool, places: tuple[str, ...], above: tuple[str, ...]
) -> bool:
    name = text[start:end]
    prefix = _plain(text[start:head])
    if _ALONE.fullmatch(name):
        return True
    if not (2 if not name.endswith("健园") else 1) <= len(prefix) <= 26 or name.count("“") != name.count("”"):
        return False
    before = text[max(0, start - 8) : start]
    if _OF_MANY.search(before) and _HOW_MANY.match(text, end):
        return False  # 建设棚膜园区6个
    if _EPITHET.fullmatch(text[start:head]) and name.endswith("园区"):
        return False  # “五好”园区
    if (name.endswith("园区") and _OF_SCHOOL.search(prefix)) or _SUMMED.search(prefix) or _SUMMED_BEHIND.search(prefix):
        return False  # 沙洼高新区、青石高新区|两个国家级|开发区
    region = name.endswith("经济区") and _REGION.search(prefix)
    if (
        region
        or _HONOUR.fullmatch(name)
        or _RANK.search(prefix)
        or is_regional_base(name)
        or is_regional_base(before[-2:] + name)
    ):
        return False  # 打造世界级盐湖产业基地, 豫东粮油生产基地: what a place would be
    if not strong and name.startswith(("国家", "全国")) and _MADE_OF.search(text, max(0, start - 40), start):
        return False  # 打造国家新材料产业基地: what a place would be for all
    counted = _COUNT_WITHIN.search(prefix) or (name.endswith("园区") and prefix.endswith("重点"))
    if counted or (_ACCELERATES.search(prefix) and name.endswith("加速器")):
        return False  # 石门4大机器人产业基地, “16+16”重点园区
    if _COUNTED.search(before) or _COUNT_FIRST.match(prefix) or _FOLLOWED.match(text, end):
        return False
    if _is_elsewhere(name, places, above) or _SLOGAN.search(prefix) or re.search(r"紧邻$|毗邻$|邻近$|靠近$", before):
        return False
    bare = _GRADE_FIRST.sub("", prefix)
    own = _without_places(bare, places)
    if text[end : end + 1].isdigit() and (is_common(own) or re.search(r"级|以上|新增|拥有", prefix)):
        return False  # 省级以上科技企业孵化器5家 (but 童溪工业园15家)
    inside = strong and len(bare) >= 5 and text.startswith("内", end)  # 科技型中小企业园内总投资30亿元的15个项目
    # 临江数字经济产业园, 临江科技城 (but not 临江区众创空间)
    site = _SITE_OF.fullmatch(text[head:end]) or (text[head:end] == "产业园区" and bare[-1:] not in tuple("省市县区旗"))
    placed = own != bare and (ZONE.search(name) or (strong and (len(own) >= 4 or site)))
    # 临江区创业孵化基地。场地1.2万平方米…: with a paragraph to itself
    headed = own != bare and text[start - 1 : start] in ("", "\n") and text[end : end + 1] in _HEADS_WITH
    return bool(bare) and (
        not is_theme_only(own) or bool(placed) or headed or inside or _NUMBERED.match(bare) is not None
    )


_HEADS_WITH = ("。", ":")
_ALONE = re.compile("[三四五智]创园")  # 三创园: a name by itself
_MADE_OF = re.compile("打造[^,。;:]*$")
_RANK = re.compile(WORDS.any("rank"))
_SUMMED = re.compile(r"(?:\d{1,2}|[两二三四五六七八九十])(?:[个家]|大)(?:(?:国家|省|市|县|区)级)?(?:重点|特色|主题)*$")
_SUMMED_BEHIND = re.compile(r"[园镇谷港城地区]\d{1,2}[个家大座]")  # 登云智造小镇|3个专业园区
# 石门中心幼儿园东江|园区
_OF_SCHOOL = re.compile(r"(?:幼儿园|小学|中学|学校)[^,。、]{0,4}$")
_EPITHET = re.compile(r"“[^”]{1,4}”")
_OF_MANY = re.compile(r"(?:建设|建成|新建|新增|打造|培育|创建|改造|提升)了?$")
_HOW_MANY = re.compile(r"\d+(?:余|多)?[个处座片家]")
_COUNT_WITHIN = re.compile(
    r"(?<=[\u4e00-\u9fff])(?:\d{1,2}|[两三四五六七八九十])(?:大(?![道街])|[个家座])|\d\+[\dN]|[一两三]中心多"
)
_ACCELERATES = re.compile(
    r"(?:[离粒质中电]子源?|散裂[^、,]{0,4}|辐射|光源|直线|回旋|射线|束流|同步|医用|治疗)$"
)  # a machine of a laboratory
_HONOUR = re.compile("“两山”(?:理念)?(?:实践)?创新基地")  # what a county is made
_REGION = re.compile("(?<!城)[东南西北中](?:部|部地区)?$|平原$|流域$|地区$")  # 豫东南经济区: of several cities
_SITE_OF = re.compile(r".{2,3}[城谷港]|工业园区?|[工产]业集中区|软件园|科技园|产业转移园|物流港")
_GRADE_FIRST = re.compile("^" + _ANY_GRADE.pattern)


_MARKS = dict.fromkeys(map(ord, "“”()"))


def _plain(prefix: str) -> str:
    return prefix.translate(_MARKS)


def _without_places(prefix: str, places: tuple[str, ...]) -> str:
    for place in places:
        if prefix.startswith(place):
            return prefix[len(place) :]
    return prefix


def _is_named(text: str, start: int, head: int, end: int, *, strong: bool, places: tuple[str, ...]) -> bool:
    """Does the name tell this park from others, by a word of its own or by being built under it?"""
    name = text[start:end]
    bare = _GRADE_FIRST.sub("", _plain(text[start:head]))
    own = _without_places(bare, places)
    clause = text[max(0, start - 60) : start]
    clause = clause[max(clause.rfind(mark) for mark in ",。;\n") + 1 :]
    built = re.search(r"建设|推进|建成|加快|启动|推动|落户", clause) is not None and not text.startswith(
        "的", start - 1
    )
    if text.startswith("的", start - 1) and (own != bare or not strong):
        return False  # 建成具有影响力的天津市高端医疗器械孵化基地
    heads = start == 0 or text[start - 1] == "\n"
    own_word = not is_common(bare) or own != bare or _AVENUE.match(bare) is not None
    if TRADE_ZONE.search(name):
        policy = re.search(r"经济带|转移|发展示范区|先行", name) is not None
        return (
            own_word and (heads or built) and not policy and not re.search(r"打造|更|最|将|成为|融入|争创|创建", clause)
        )
    if name.endswith(("核心区", "功能区")):
        if heads and own_word and _ECONOMY.search(bare) and text.startswith("。", start + len(name)):
            return True
        return (built and len(bare) >= 4 and not re.search(r"“|更|最|将", clause)) or own != bare
    if own_word or _NUMBERED.match(bare) or _ALONE.fullmatch(name):
        return True
    if strong:
        carrier = _AS_CARRIER.match(text, start + len(name)) is not None
        return ZONE.search(name) is not None or len(bare) >= (2 if built or carrier or "打造" in clause else 3)
    return built and len(bare) >= 4 and not _VAGUE.search(bare)


_ECONOMY = re.compile(r"经济|产业|金融|商务|贸易|服务业|科技|创新")
_AVENUE = re.compile(r"[一二三四五六七八九十]大[道街](?=.{2})")  # 五大道
_NUMBERED = re.compile(r"\d{3,4}(?![\d年])")  # 1946创意产业园
_AS_CARRIER = re.compile(r"为.{0,4}(?:载体|依托|核心)")  # 以氢能科技园为载体
_VAGUE = re.compile(r"示范|发展|特色|创新创业|转化|一流|重要|培训|教育|标杆|离岸")
_SLOGAN = re.compile(
    r"[一二两三四五六七八九十]园|十一园|一区多园|区中园|园中园|楼中园|标杆|示范性|建$|主城|屏障|交界|全链条"
)


def _is_elsewhere(name: str, places: tuple[str, ...], above: tuple[str, ...]) -> bool:
    """天津经开区 is none of 东丽's parks, and 北京… is none of anyone's here."""
    if any(place in name for place in places if place not in above):
        return False
    if (zone := ZONE.search(name)) and name.startswith(above):
        rest = min((name[len(place) : zone.start()] for place in above if name.startswith(place)), key=len)
        return len(rest) < 2 or is_common(rest) or is_far_away(rest, ("",))
    return is_far_away(name, places)


_KINDS = (
    (ParkKind.HR_PARK, re.compile(r"人力资源")),
    (ParkKind.INCUBATOR, re.compile(r"孵化器$|加速器$|孵化基地$|孵化园$|[创双][业创]基地$|创业园区?$")),
    (ParkKind.MAKERSPACE, re.compile(r"众创空间$|创客空间$|众创社区$")),
    (ParkKind.LOGISTICS_PARK, re.compile(r"物流|通关|公路港|供应链|电子商务.{0,4}园")),
    (ParkKind.CULTURAL_PARK, re.compile(r"创意|文创|文体|文化|文旅|设计之都|音乐|(?<![融业务贸新])街区?$")),
    (ParkKind.DEVELOPMENT_ZONE, ZONE),
    (
        ParkKind.SCIENCE_PARK,
        re.compile(
            r"科技园区?$|科[学研]园$|大学科技园|科[技学创]城$|创新城$|创新中心$|软件[园城]$|创新港$|科[技创]港$|硅巷$"
        ),
    ),
    (
        ParkKind.INDUSTRIAL_PARK,
        re.compile(
            r"产业园区?$|工业园区?$|主题园区?$|科创园$|产业基地$|产业化基地$|谷$|(?<!农业)园区?$|(?<!农业)(?<![公校家花庄田])园$"
            r"|智造基地$|制造基地$|生产基地$|造车基地$|(?:产业|生物|智造|低碳)城$|产业社区$|加工基地$|工业区$|[工产]业集中区$|智造港$"
        ),
    ),
)


def kind_of(name: str) -> ParkKind:
    """The kind of a park by its name."""
    for kind, pattern in _KINDS:
        if pattern.search(name):
            return kind
    return ParkKind.OTHER
