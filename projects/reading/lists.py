"""The things that a stretch of a clause lists: where each begins and ends, and which words of the list belong to the names of all.

铜带厂地块(东祥里)、调料一厂、榆关道地块安置经济适用房项目   three things, 地块安置经济适用房 shared
万海大厦等重点楼宇提升改造                               one thing, of which a 提升改造 is spoken
地铁4、10、11、13号线                                   one thing
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from projects.reading.common import is_common
from projects.reading.items import NOTHING, ClauseReading, Frame, Item
from projects.reading.joined import said_of_the_first, said_of_the_last
from projects.reading.kinds import (
    COUNT,
    EFFECT,
    KIND,
    KIND_REACH,
    LANDING,
    WORDS,
    kind_phrase,
    needs_kind,
    no_kind,
    no_kind_in,
    own_phrase,
    work_after,
)
from projects.reading.names import (
    HARD,
    LINE_BEHIND_A_CHARACTER,
    category,
    ends_in_work,
    has_head,
    has_strong_head,
    is_all_over,
    is_generic,
    is_named_work,
    is_phase,
    is_platform,
    is_policy,
    is_possible,
    is_proper,
    is_short_water,
    strip_phase,
    strip_work,
    without_facts,
)
from projects.reading.names import WORDS as NAME_WORDS
from projects.reading.sharing import ends_in_place, is_place, tail_of_all, told_by_the_joined, told_by_the_next
from projects.reading.splitting import JOINT, split, trim
from projects.reading.verbs import HARD_VERB, MONEY_HEAD, SUMS_HEAD, TAIL_ENDS, TAIL_REACH, WORK_TAIL, is_soft
from text.numbers.numerals import chinese_number

_COUNTED_END = re.compile(
    r"(?=[\d两三四五六七八九十])(?<![及和与])(?<=[\u4e00-\u9fff)”])(?P<count>\d{1,3}|[两三四五六七八九十]{1,2})(?:个|条|座|家|处|所|片|栋|大(?=(?:重点|重大)?[\u4e00-\u9fff]{0,4}(?:项目|工程)$))(?=(?:\d{2,4}(?:千伏|[kK][vV]))?[\u4e00-\u9fffA-Z\d](?:[\u4e00-\u9fff]{1,13}|[\u4e00-\u9fff]{14,28}(?:项目|工程))$)"
)
_SUFFIX_ENDS = WORDS.ends("suffix") | NAME_WORDS.ends("works")
_SUFFIX = re.compile(
    rf"(?>{WORDS.ahead('suffix')}{WORDS.any('suffix')}{{1,9}})(?:{NAME_WORDS.any('works')}){{0,2}}$"
)  # 水厂|扩建


def items_in(
    text: str, start: int, end: int, words: str, frame: Frame, *, subject: bool = False, hard: bool = False
) -> ClauseReading | None:
    """The things in ``text[start:end]``, said to be done with ``words``."""
    found = _items_in(text, start, end, words, frame, subject=subject, hard=hard)
    if found is None or len(found.items) < 2 or not (volts := _VOLTS.match(text, found.items[0].start)):
        return found
    # 220千伏城东、桐阳输变电工程: what the first says is said of all
    items = tuple(
        item
        if _ANY_VOLTS.search(text[item.start : item.end]) or not _of_power(text, item)
        else replace(item, ahead=volts.span())
        for item in found.items
    )
    return replace(found, items=items)


_ANY_VOLTS = re.compile(r"\d{2,4}(?:千伏|[kK][vV])")
_VOLTS = re.compile(rf"±?{_ANY_VOLTS.pattern}(?:变电站)?(?=[\u4e00-\u9fff])")
_VOLTS_LAST = re.compile(rf"{_ANY_VOLTS.pattern}$")
_OF_POWER = re.compile("变电|输电|线路|换流|开关站")


def _of_power(text: str, item: Item) -> bool:
    return _OF_POWER.search(text[item.start : item.end] + "".join(text[a:b] for a, b in item.shared)) is not None


def _items_in(
    text: str, start: int, end: int, words: str, frame: Frame, *, subject: bool, hard: bool
) -> ClauseReading | None:
    if "投资" in text and (money := MONEY_HEAD.match(text, start, end) or SUMS_HEAD.match(text, start, end)):
        start = money.end()
    while start < end and text[start] in "了的:":
        start += 1
    if "的" in text and (described := _DESCRIBED.match(text, start, end)):
        start = described.end()
    soft = is_soft(words) and not _BUILDS.search(text, start, end)
    soft = soft and not re.search(
        r"(?:加快|提速)建设$|开业|等[^,、等]{0,12}(?:项目|工程)(?:加快|提速|全面|尽快)*(?:建设|开工|投产|落地)$", text
    )
    if (soft and not (text.startswith(frame.places, start) and text.endswith("平台", start, end))) or _ALL_IN_ONE.match(
        text, start
    ):
        return NOTHING
    cut = _etc(text, start, end)
    if cut is not None:
        return _listed(text, (start, cut, end), words, frame)
    if words.endswith(("对接", "开发")) or (words.endswith(_CAUSES) and _THRIVES.search(text, start, end)):
        return NOTHING
    several = "、" in text
    if several and _builds_none(text, start, end, frame):
        return NOTHING
    if several and (counted := _COUNTED_END.search(text, start, end)) and "、" in text[start : counted.start()]:
        return _listed(text, (start, counted.start(), end), words, frame)
    stop, tail = _cut_tail(text, start, end)
    if stop - start < 2:
        return None
    if tail.startswith("工程") or (tail.startswith("项目") and not has_head(text[max(start, stop - 40) : stop])):
        stop, tail = stop + 2, tail[2:]  # 推进府河水系黄花沟示范|工程|建设
    if several and (counted := _COUNTED_END.search(text, start, stop)) and "、" in text[start : counted.start()]:
        return _listed(text, (start, counted.start(), stop), words + tail, frame)
    items = _named(text, split(text, start, stop, frame), words, frame, tail=tail, subject=subject, hard=hard)
    return ClauseReading(tuple(items), words + tail, alone=len(items) == 1) if items else None


# 加强“智慧国资”平台建设 and 完善全区大数据共享平台 build; 加强党风廉政建设 does not
_BUILDS = re.compile(
    r"“[^”]+”.{1,6}建设|全区.{2,12}平台|改造|(?:云|信息|数据|管理|监管|综合|指挥)平台建设$|“[^”]+”[^”]{0,6}(?:系统|平台)$|区域.{0,6}夜景灯光$"
)
_ALL_IN_ONE = re.compile(f"集(?!{LINE_BEHIND_A_CHARACTER}|[中镇贸散装团])")
_CAUSES = ("推动", "支持", "促进", "推进", "加快")
# 推动医药谷集聚发展, 支持沙洼实验室高效运行 builds nothing
_THRIVES = re.compile(
    r"(?:集聚|联动|融合|错位|特色|转型|加快|协同|创新|绿色|高质量|可持续|[一同][体城]化)发展$"
    r"|(?:高效|规范|稳定|健康|安全|常态化?|市场化|良性|可持续)运[营行转]$"
)
# 打造集数字化、智慧旅游于一体的智慧文旅平台; 建设以应急指挥中心为中枢的区级应急指挥平台系统
_DESCRIBED = re.compile(
    r"[^,。、“]{2,20}的(?=“[^”]+”(?:工程|项目|平台)$)|(?:集[^,。]{2,60}?(?:于一体|一体)|以[^,。]{2,30}?为[^,。的]{1,8}|覆盖[^,。的]{2,20})的(?=.{4})"
)


def _etc(text: str, start: int, end: int) -> int | None:
    """Where the 等 stands that closes a list."""
    if text.find("等", start, end) < 0:
        return None
    depth = 0
    for index in range(start, end):
        char = text[index]
        if char in "(“《":
            depth += 1
        elif char in ")”》":
            depth -= 1
        elif (
            char == "等"
            and depth <= 0
            and index - start >= 2
            and text[index + 1 : index + 2] not in ("级", "待", "于", "次", "奖", "职")
        ):
            kind = "、" in text[start:index] and KIND.search(text, index + 1, min(end, index + KIND_REACH))
            if text[index - 1] in "均平同对高中初优" and not kind:  # 平等, and not 石龙、宣平|等大型水库
                continue
            return index
    return None


def _builds_none(text: str, start: int, end: int, frame: Frame) -> bool:
    """推动东湖工业园、石门高新区整合提升, 推进东川、西川两大清洁能源基地: is it parks that are to thrive, or bases of regions?"""
    if bettered := _OF_PARKS.search(text, start, end):
        return all(text[a:b] in frame.parks for a, b in split(text, start, bettered.start(), frame))
    return _BASES.search(text, start, end) is not None


_BASES = re.compile("、[^、]*[两二三四五六七八九十]大[^、]{2,12}基地(?:建设)?$")
_OF_PARKS = re.compile(
    r"(?:整合|扩容|扩区|提质|提档|提能|提级|优化|提升|升级|增效|转型|创新|联动|融合|集聚|协同|发展)+$"
)
# 长城国家文化公园建设和文物保护工作
_AND_MORE = re.compile(r"(?<=建设)(?:和|与|及)[^、“]{2,6}$")
# 北大冉110KV变电站及相关线路建设
_BESIDE = re.compile(r"(?:及|和|与)(?:相关|附属|周边)[^、]{1,10}$")
_AND_REACH = 13  # neither is longer


def _cut_tail(text: str, start: int, end: int) -> tuple[int, str]:
    """Without the words at the end that are no part of a name: …建设, …投入使用."""
    stop = end
    more = _AND_MORE.search(text, max(start, stop - _AND_REACH), stop) if "建设" in text else None
    if more and more.start() - start >= 3:
        stop = more.start()
    if (beside := _BESIDE.search(text, max(start, stop - _AND_REACH), stop)) and beside.start() - start >= 3:
        stop = beside.start()
    while (
        text[stop - 1 : stop] in TAIL_ENDS
        and (match := WORK_TAIL.search(text, max(start, stop - TAIL_REACH), stop))
        and match.end() == stop
        and match.start() - start >= 2
    ):
        stop = match.start()
    if stop < end:
        for adverb in ("加快", "提速", "尽快", "实现", "早日", "顺利", "年底", "全面", "确保", "启动", "服务"):
            if text.endswith(adverb, start, stop):
                stop -= len(adverb)
    return stop, text[stop:end]


def _listed(text: str, span: tuple[int, int, int], words: str, frame: Frame) -> ClauseReading | None:
    """A list closed by 等 and the kind of its things: 三联大厦、万海大厦等重点楼宇提升改造. ``span`` is its begin, its 等 and the end."""
    start, cut, end = span
    after = cut + (text[cut] == "等")
    body = count.end() if (count := COUNT.match(text, after, end)) else after
    if money := MONEY_HEAD.match(text, body, end):
        body = money.end()
    kind = KIND.search(text, body, min(end, body + KIND_REACH))
    kind = kind or (_other_kind(text, body, end) if body > after else None)
    # of things and what became of them it stands behind: 沙洼医院等|开诊
    landing = kind is None and LANDING.match(text, body, end if body < end else len(text))
    if exact := _exact(text, span, body, frame):
        return ClauseReading(exact[0], words + text[exact[1] : end], alone=False)
    if whole := _whole(text, span, body, kind, frame):
        return ClauseReading((whole,), words + text[body:end], alone=True)
    if kind and no_kind(text, body, kind):
        return NOTHING
    if kind is None and not landing and not _BUILT_FOR_SURE.search(words + text[body:end]):
        more = text.find("、", body, end)  # 沙洼河等河流砂堤治理、|双泉二期工程
        return items_in(text, more + 1, end, words, frame) if more >= 0 else NOTHING
    done = kind.end() if kind else body
    if EFFECT.search(text, done, end) and not re.search(r"改造|开工", text[done:end]):
        return NOTHING
    if "累计" in words and kind and re.fullmatch(r"园区|产业园|载体|众创空间", kind["kind"]):
        return NOTHING
    pieces = [trimmed for a, b in split(text, start, cut, frame) if (trimmed := trim(text, a, b, frame))]
    work = (
        ()
        if WORK_TAIL.search(text, max(done, end - TAIL_REACH), end) and not re.search(r"改造|整治", text[done:end])
        else work_after(text, done, end)
    )
    items = [
        Item(
            item.start, item.end, item.shared + (() if ends_in_work(strip_phase(text[item.start : item.end])) else work)
        )
        for item in _of_kind(text, pieces, kind, body, frame)
    ]
    if items and (joint := JOINT.match(text, done, end)):  # …等6座配套幼儿园及太阳城小学
        rest = items_in(text, joint.end(), end, words, frame)
        items.extend(rest.items if rest else ())
    return ClauseReading(tuple(items), words + text[done:end], alone=False)


def _exact(text: str, span: tuple[int, int, int], body: int, frame: Frame) -> tuple[tuple[Item, ...], int] | None:
    """改扩建鹤鸣、白鹭、云帆3所|中心卫生院: as many short names as are counted, and what all of them are with what is done on them."""
    start, cut, end = span
    stop, _ = _cut_tail(text, body, end) if end - body > _SHORTEST_PHRASE else (end, "")
    pieces = [piece for a, b in split(text, start, cut, frame) if (piece := trim(text, a, b, frame))]
    if len(pieces) < 2 or not _says(text[body - 3 : body], len(pieces)):
        return None
    if (of_places := _OF_PLACES.match(text, body, end)) and all(is_place(text[a:b]) for a, b in pieces):
        return tuple(Item(a, b, (of_places.span("what"),)) for a, b in pieces), of_places.end()
    phrase = text[body:stop]
    if _PLAIN_KIND.search(phrase):
        return None
    of = strip_work(phrase)
    if not (has_strong_head(of) or (of != phrase and len(of) > 1)) or no_kind_in(phrase):
        return None
    names = [text[a:b] for a, b in pieces]
    short = all(
        len(name) <= _SHORT_PLACE
        and is_possible(name, frame.places)
        and not (has_head(name) or name.endswith(("河", "溪", "江", "湖", "沟", "渠", "街")))
        for name in names
    )
    if not short or not any(is_proper(name, frame.places) for name in names):
        return None
    return tuple(Item(a, b, ((body, stop),)) for a, b in pieces), stop


# 东川、白坪2个|城市|国家公立医院改革示范项目
_OF_PLACES = re.compile("(?:城市|县市|[市县区](?!域))?(?P<what>[\u4e00-\u9fff]{8,28}(?:项目|工程))")
_SHORTEST_PHRASE, _SHORT_PLACE = 4, 4
_PLAIN_KIND = re.compile("项目|工程|片区|小区|地块|基地|平台|园区|产业园|重点|[^\u4e00-\u9fff]")
_COUNTERS = frozenset("个座家处所栋条")
_ANY_KIND = re.compile(r"(?P<kind>[\u4e00-\u9fff]{2,12})")


def _other_kind(text: str, start: int, end: int) -> re.Match[str] | None:
    """等3个|乡镇综合运输服务站: what stands there alone, and ends as the name of a built thing does."""
    stop, _ = _cut_tail(text, start, end)
    kind = _ANY_KIND.match(text, start, stop) if text[start - 1 : start] in _COUNTERS else None
    if kind is None or kind.end() < stop or not has_strong_head(kind["kind"]):
        return None
    return None if _BOAST.search(kind["kind"]) or kind["kind"].endswith(("总部", "系统", "夜市")) else kind


# 五大道、金街及滨江道等重点区域夜景灯光照明设施提升改造 is one work; 南王庄西瓜等特色农产品示范基地 one base
_ONE_WORK = re.compile(r"(?:重点)?(?:区域|路段|点位)(?:的)?(?P<of>夜景灯光|灯光|绿化|街景|景观|照明)[^,、]{0,14}$")
_ONE_BASE = re.compile(r"[^,、]{0,6}(?:农产品|产业融合|农业|种植|养殖)[^,、]{0,4}基地(?=$|建设$)")


def _whole(text: str, span: tuple[int, int, int], body: int, kind: re.Match[str] | None, frame: Frame) -> Item | None:
    """A list that is the name of one work: where it says of which places a work is, or of which crops a base."""
    start, _, end = span
    if work := _ONE_WORK.match(text, body, end):
        stop = WORK_TAIL.search(text, work.end("of"), end)
        return Item(start, stop.start() if stop else end)
    base = _ONE_BASE.match(text, body, end)
    if base and kind and is_proper(text[start : span[1]], frame.places):
        return Item(start, base.end())
    return None


_TECHNICAL = re.compile(f"[输变配]?变?电|(?:集中|城乡|农村)?(?:{HARD}){{1,3}}")
_PLANT = re.compile(r".{4}(?:发电|加工|屠宰|养殖|制造|生产线?|冷链|储能|焚烧|处理|利用)$")


_NUMBER_SAID = re.compile(r"(?P<count>\d{1,2}|[两二三四五六七八九十])[个条座家处所片栋]$")


def _says(words: str, count: int) -> bool:
    """Do the words before a kind say this number of things?"""
    match = _NUMBER_SAID.search(words)
    return match is not None and number_said(match["count"]) == count


def number_said(word: str) -> int | None:
    """3 of 3, 三; 2 of 两."""
    number = word.replace("两", "二")
    return int(number) if number.isdigit() else chinese_number(number)


_HAPPENS = ("展", "展览", "节", "大会", "论坛")
_FIELD = re.compile("(?:制造|配套|产业|装备|材料|服务业|研发)$")
# 等大国重器|投产发电: of what else there is no word for, such things become
_BUILT_FOR_SURE = re.compile("新建|建成|开工|竣工|投产|投用|投运|通车|完工|动工|并网")
_MORE_THAN_ONE = re.compile("[\\d和及]")  # 设计公园和85个口袋公园
_ANY_WORK = ("项目", "工程", "")  # kinds that say nothing of what is built
_LONG_NAME = 4  # characters of a name of common words among names that are not


def _of_kind(
    text: str, pieces: list[tuple[int, int]], kind: re.Match[str] | None, body: int, frame: Frame
) -> Iterator[Item]:
    """Those of the pieces that are names, each with the kind where it does not say itself what it is."""
    things = [without_facts(text[a:b])[0] for a, b in pieces]
    proper = [
        is_possible(thing, frame.places) and (is_proper(thing, frame.places) or is_named_work(thing, frame.places))
        for thing in things
    ]
    word = kind["kind"] if kind else ""
    works = word in ("项目", "城市更新", "地区", "工程", "地块", "载体", "设施", "平房", "配套设施", "")
    phrase = kind_phrase(text, kind, body)
    # 望城、沙洼等|输变电工程, and not 等重点工程
    if word == "项目" and len(things) > 1 and any(_FIELD.search(thing) and is_common(thing) for thing in things):
        return  # 火箭、卫星制造、航天配套等重大项目: of which trades they are to be
    technical = kind is not None and _TECHNICAL.fullmatch(text, body, kind.start()) is not None
    told = told_by_the_joined(text, pieces) | (told_by_the_next(text, pieces) if word in _ANY_WORK else {})
    where = all(_is_short(thing) or _says_where(thing) for thing in things)
    own = own_phrase(text, kind, body) if kind and where else ()
    # 等治理力度 is of fields, too: fireworks, straw
    worked = kind is None and not text.startswith(("治理", "整治"), body) and work_after(text, body, len(text)) != ()
    firms = all(len(thing) <= 3 and not has_head(thing) for thing in things)
    # 新建团结、青石两所小学: as many names as it says, the common words among them, too
    alike = 2 * sum(proper) >= len(things)
    all_named = len(things) > 1 and any(proper) and _says(text[body - 3 : body] if kind else "", len(things))
    for (a, b), thing, named in zip(pieces, things, proper, strict=True):
        sibling = (
            any(proper)
            and len(thing) >= 3
            and is_possible(thing, frame.places)
            and not (thing.endswith("设施") and is_common(thing))
            and (kind is not None or _MORE_THAN_ONE.search(thing) is None)
            and (has_strong_head(thing) or word in ("地块", "片区", "地区", "旅游景区", "经济适用房"))
        )
        possible = is_possible(thing, frame.places) and has_strong_head(thing)
        field = word in ("基地", "平台", "中心") and not (
            has_head(thing) or (word == "基地" and ends_in_place(thing)) or thing.startswith(frame.places)
        )
        if field or thing.endswith(_HAPPENS):
            continue  # 时空信息、具身智能等国家人工智能应用中试基地: fields, no places; 沙洼农耕文化展等一批展览馆
        park = thing in frame.known or (possible and word in ("项目", "平台") and frame.lenient)
        if len(things) == 1 and word == "项目" and _PLANT.search(thing) and is_possible(thing, frame.places):
            yield Item(a, b)  # 垃圾焚烧发电等项目
            continue
        known = named or (alike and sibling and len(thing) >= _LONG_NAME)
        said = thing + "".join(text[slice(*span)] for span in told.get((a, b), ()))
        if not kind and not (known and (has_head(said) or ends_in_work(said) or worked)):
            continue
        sibling = sibling or (all_named and is_possible(thing, frame.places) and len(thing) <= 4)
        facility = not word.endswith("设施") or has_head(strip_work(thing)) or (named and ends_in_work(thing))
        if not (named or sibling or park) or not facility:
            continue
        shared = told.get((a, b), () if ends_in_work(thing) else own)
        if not shared and kind and word == "项目" and firms:
            shared = (kind.span("kind"),)  # 中海、中储、中粮等一批重大|项目
        elif not shared and kind:
            shared = _words_of_kind(text, thing, kind, phrase, works=works and not technical)
        yield Item(a, b, shared)


def _words_of_kind(
    text: str, thing: str, kind: re.Match[str], phrase: tuple[int, int], *, works: bool
) -> tuple[tuple[int, int], ...]:
    """What a name lacks of what the words behind 等 say that it is."""
    word = kind["kind"]
    if word == "地块配套道路":
        if thing.endswith(("路", "道", "街")):
            return ()
        return ((kind.start() + 2 * thing.endswith("地块"), kind.end()),)
    whole = (
        ends_in_work(strip_phase(thing))
        or thing.endswith(word[-2:])
        or (word == "河流" and thing.endswith(("河", "溪", "江", "沟", "川", "港")))
        or (word in ("断头路", "道路", "公路") and thing.endswith(("路", "街", "道", "巷")))
        or (text[slice(*phrase)] == "场馆" and thing.endswith("场"))
    )
    return (phrase,) if not whole and needs_kind(thing, word, works=works) else ()


def _says_where(thing: str) -> bool:
    """国泰东川: a firm and the place where it builds; 沙洼至双泉: from where to where."""
    return (ends_in_place(thing) or "至" in thing[1:-1]) and not has_head(thing)


def _is_short(thing: str) -> bool:
    """Is it the name of a place or a firm that does not say what is built?"""
    return len(thing) <= _SHORT_NAME + 1 and not has_strong_head(thing)


def _named(
    text: str,
    pieces: list[tuple[int, int]],
    words: str,
    frame: Frame,
    *,
    tail: str,
    subject: bool,
    hard: bool,
) -> list[Item]:
    """Those pieces of an open list (no 等) that name a work."""
    spans = [span for a, b in pieces if (span := trim(text, a, b, frame))]
    spans = spans if "沿线" not in text else [span for span in spans if not _ROAD_ALONE.fullmatch(text[slice(*span)])]
    if not spans:
        return []
    shares = _shares(text, spans, built=re.search(r"新建|建设|建成|打造", words) is not None)
    done = _done(text, spans, words)
    items: list[Item] = []
    doubtful: list[Item] = []
    for a, b in spans:
        name = text[a:b]
        shared = shares.get((a, b))
        add = (
            said_of_the_last(text, (a, b), spans[-1])
            or _parallel(text, (a, b), spans, words)
            or (_overlap(text, name, shared) if shared else ())
        )
        ahead = said_of_the_first(text, (a, b), spans)
        if (
            not add
            and done
            and (a, b) != spans[-1]
            and _is_of_one_kind(name, text[slice(*spans[-1])], text[spans[-1][0] : done[0]])
        ):
            net = _NET.match(text, *done) if name.endswith(("管网", "管线")) else None
            add = ((net.end() if net else done[0], done[1]),)  # 沙洼供水管网、燃气管网|改造
        if add and "和" in name and is_common(name):
            continue  # 积水片和供水、供电…旧管网改造
        whole = (text[slice(*ahead)] if ahead else "") + without_facts(name)[0] + "".join(text[x:y] for x, y in add)
        item = Item(a, b, add, ahead)
        if subject and not (
            has_head(whole) or is_phase(whole) or ends_in_work(strip_phase(whole)) or whole.endswith("基础设施")
        ):
            continue
        only = text[a - 1 : a] in _ONLY_ONE_ENDS and _ONLY_ONE.search(text, max(0, a - 6), a) is not None
        only = only and _is_one(whole, words)
        if (only and is_possible(whole, frame.places)) or _is_work(whole, words, tail, frame, hard=hard):
            items.append(item)
        elif is_possible(whole, frame.places) and has_head(whole) and len(whole) >= 3 and not _is_everywhere(whole):
            doubtful.append(item)
    last = text[spans[-1][0] : spans[-1][1]]
    if is_policy(last):  # 统筹实施算力、数据、大模型基础性工程
        items = [item for item in items if not any(end == spans[-1][1] for _, end in item.shared)]
    if ("的" in last and is_generic(last)) or last.endswith(("联动", "互动", "合作", "对接", "融合", "整合", "互补")):
        return []  # 1至2所办学质量高、社会声誉佳、发展特色突出的优质高中
    strong = any(has_strong_head(strip_work(text[item.start : item.end])) for item in items)
    if not strong and not (
        has_head(last)
        or (items and last.endswith("街"))
        or ends_in_work(last)
        or last.endswith("基础设施")
        or (items and items[-1].end == spans[-1][1])
    ):
        return []  # 深入推进老金桥与新划入片区资源整合
    if items and len(spans) > 1:
        comma = "、" in text[spans[0][0] : spans[-1][1]]
        more = [
            item
            for item in doubtful
            if comma or (has_strong_head(text[item.start : item.end]) and item.end - item.start >= 6)
        ]
        items = sorted([*items, *more], key=lambda item: item.start)
    # 同德、青山抽水蓄能电站: a place's name alone is no work, but a work may have it
    return [item for item in items if item.shared or text[item.start : item.end] not in frame.places]


_NET = re.compile(".{0,4}?管[网线]")


def _is_everywhere(name: str) -> bool:
    """燃气管网, 农村公路: common words for what there is in every place."""
    return is_common(name) and is_all_over(name)


_ROAD_ALONE = re.compile(r"[GS]\d{1,4}")  # 打造G93、G4219沿线乡村振兴示范带
# 建成全市首家|全产业链垃圾处理中心, 建设1所|现代化中职学校
_ONLY_ONE = re.compile(r"(?:首[家个座]|(?<!\d)1所)$")
_ONLY_ONE_ENDS = frozenset("家个座所")


def _is_one(name: str, words: str) -> bool:
    """Is what is said to be the one of its kind a thing, no title (创建1所市级示范幼儿园)?"""
    return (
        len(name) >= 6 and has_strong_head(name) and not (words.endswith("创建") or re.search(r"示范|[市省]级", name))
    )


def _is_work(whole: str, words: str, tail: str, frame: Frame, *, hard: bool) -> bool:
    places = frame.places
    if frame.review and (whole in frame.parks or strip_work(whole) in frame.parks):
        return _OPENED.search(words + tail) is not None and not _AREA.search(whole)
    if words.endswith(("建立", "建立了", "成立", "成立了")):  # of institutions and rules, too
        return (is_platform(whole) and len(whole) >= 6 and not whole.startswith("健全")) or (
            whole.startswith((*places, "区级")) and has_strong_head(whole)
        )
    if words.endswith("设立"):  # of posts, stations and funds
        return whole.endswith(("国家公园", "植物园")) and is_named_work(whole, places)
    if words.endswith("创建") and _MODEL.search(whole):
        return False  # a title
    if (whole in frame.known or strip_work(whole) in frame.known) and not _AREA.search(whole):
        return True
    if is_named_work(whole, places, lenient=frame.lenient):
        if _MODEL.search(whole) and not (frame.lenient or whole.startswith(places)):
            return False
        boast = words.endswith("打造") or (words.endswith("建成") and not _is_own(whole, places))
        return not _AREA.search(whole) and not (boast and _is_boast(whole, places))
    if tail and is_named_work(whole + _bare(tail), places):
        return True
    quoted = re.fullmatch(r"(?P<of>[^“和及]{3,})“[^”]+”", whole) if "建设" in tail and "规划" not in whole else None
    if quoted and is_possible(whole, places) and is_proper(quoted["of"], ()):
        return True  # 清华高端院“一院一园一基金”建设
    hard = hard or HARD_VERB.search(words) is not None
    return hard and has_head(whole) and is_proper(whole, places) and is_possible(whole, places)


# what a review says of a park that was built, and not of one that is there
_OPENED = re.compile(r"揭牌|申建|开工|动工|新建|竣工|建成|投产|投用|开园|封顶|完工|奠基")
_AREA = re.compile(r"(?:集聚区|聚集区)$")
_MODEL = re.compile(r"(?:示范区|试验区|示范路段|示范区域)$")
_BOAST = re.compile(r"(?:中心|基地|枢纽|港|总部|市场|示范线|示范区|集聚区|聚集区|门户|小镇|核心区)$")


# What is built for its use: a 卫生服务中心 is no boast as an 航运中心 is.
_BUILT = ("医疗卫生", "养老", "教育", "市政设施", "文化体育")


def _is_own(name: str, places: tuple[str, ...]) -> bool:
    """建成双泉检测中心, and not 建成西部数字贸易港: has it a word that is nobody's common word, and no part of the country but with a place of its own?"""
    return is_proper(name, ()) and (_OF_A_REGION.match(name) is None or any(place in name for place in places))


_OF_A_REGION = re.compile(
    rf"(?:[东西南北中]部|全国|国家|国际|世界|全球|亚洲|中国|我国|全[省市区县]|[^,。]{{0,8}}(?:一流|领先|知名|重要|最大|区域)|{NAME_WORDS.any('region')})"
)


def _is_boast(name: str, places: tuple[str, ...]) -> bool:
    """打造现代化数字贸易港: what a place would be, no work."""
    return (
        bool(_BOAST.search(name))
        and category(name) not in _BUILT
        and not (name.startswith(places) or (name.startswith(("区级", "县级")) and "示范" not in name))
        and ("“" not in name or name.endswith("区"))
    )


def _shares(text: str, spans: list[tuple[int, int]], *, built: bool) -> dict[tuple[int, int], tuple[int, int]]:
    """For each thing that is no whole name, the words that it shares with the next one that is.

    ``built``: where all are built, 改造 is of the last alone (建设青云加工园、沙洼商品城|改造).

    徐水、曲阳|城镇污水处理厂 and 顺平、阜平|垃圾焚烧发电厂; 沙柳南路、雪莲南路|污水管线工程
    """
    shares: dict[tuple[int, int], tuple[int, int]] = {}
    common: tuple[int, int] | None = None
    for span in reversed(spans):
        if span == spans[-1] or _closed(text[slice(*span)]):
            common = _suffix(text, *span)
            if common and span != spans[-1] and common[1] - common[0] < 4:
                common = None  # 中心 alone in the midst of a list is no kind of thing
        elif common and _ONLY_WORK.fullmatch(text, *common):
            if not (built and has_head(text[slice(*span)])):
                shares[span] = common
        elif common and text[span[0] - 1 : span[0]] != "“" and _may_share(text[slice(*span)]):
            shares[span] = common
    if wide := tail_of_all(text, spans):
        for span in wide[0]:
            told = shares.get(span)
            short = told is None or told[1] - told[0] < _LONG_NAME or _ONLY_WORK.fullmatch(text, *told)
            if short and (told is None or wide[1][0] < told[0]):
                shares[span] = wide[1]
    return shares


_TOWN_FIRST = re.compile(r"[\u4e00-\u9fff]{2,4}?(?:街道|镇|乡)(?=[\u4e00-\u9fff]{3})(?![村级]|区(?!域))")
_ONLY_WORK = re.compile(f"(?:{NAME_WORDS.any('works')})+")
_ROADS = re.compile("[路街道巷](?P<done>(?:街区|[^路街道巷]){2,8})$")  # 沙洼大路、青河街、双泉路|快速化改造
_NOT_OF_ALL = re.compile("[一二三四五六七八九十]期|(?:项目|工程)$")
_LEVEL = re.compile("[镇乡村县市区]级")
_AND_WORK = re.compile(f"{NAME_WORDS.any('works')}[及和与]$")  # “白改黑”及|管网改造
_PHASE_ALONE = re.compile("[一二三四五六七八九十]期")
_SHORT_NAME = 3
_PLACE_LAST = re.compile(r"[路街道巷厂里段片村镇乡河沟溪江湖桥线园区地号城苑府湾庄岭坪坝寨堡沙洲岛山口\d)”]$")


def _may_share(name: str) -> bool:
    """Is it a place or a short name that says nothing of what it is, and no work in words that are not known here?"""
    bare = _ANY_VOLTS.sub("", name)
    return len(bare) <= _SHORT_NAME or "至" in name or _PLACE_LAST.search(name) is not None


def _suffix(text: str, start: int, end: int) -> tuple[int, int] | None:
    """What kind of thing the name says it is: 雪莲南路|污水管线工程."""
    match = _SUFFIX.search(text, max(start, end - 24), end) if text[end - 1 : end] in _SUFFIX_ENDS else None
    if match is None:
        return None
    begin = match.start()
    # 青石镇、白沙镇|污水处理站
    town = _TOWN_FIRST.match(text, start, end)
    if town and town.end() < begin and is_common(text[town.end() : begin]):
        begin = town.end()
    if _LEVEL.fullmatch(text, begin - 2, begin) and begin - 2 - start >= 2:
        begin -= 2  # 青石、白沙|镇级农贸市场改造
    if text[begin] in "路道街":
        begin += 1
    if (volts := _VOLTS_LAST.search(text, max(start, begin - 6), begin)) and volts.start() > start:
        begin = volts.start()  # 石山、灌溪|110千伏变电站
    if twice := _AND_WORK.search(text, start, begin):
        begin = twice.start()
    phase = _PHASE_ALONE.fullmatch(text, begin, end)
    return (begin, end) if begin - start >= 2 and end - begin >= 2 and not phase else None


def _overlap(text: str, name: str, shared: tuple[int, int]) -> tuple[tuple[int, int], ...]:
    """What of the shared words is not in the name already: 铜带厂地块 + 地块安置经济适用房."""
    start, end = shared
    bare = strip_phase(name)
    if bare != name and bare.endswith(text[start:end]):
        return ()  # 数据标注基地(沙洼)
    if end - start > 2 and bare.endswith(text[start : start + 2]):
        start += 2
    return ((start, end),)


# A work on things that are there already: 推进南湖公园、滨江公园提升改造
_BETTERED = re.compile(
    r"(?:雨污分流|雨污管网|[供排]水管网|燃气管网|供热管网)?(?:除险加固|更新改造|提升改造|改造提升|升级改造|综合整治|综合治理|(?<=[河江溪湖沟渠])(?:治理|整治)|改扩建|扩建|改造|整治|修缮|修复|改线|改建|大修|提级|硬化|加固|清淤)(?:工程|项目)?$"
)


_NEW = re.compile("新建|建设|建成|打造")


def _done(text: str, spans: list[tuple[int, int]], words: str) -> tuple[int, int] | None:
    """The work behind the last thing of a list that is said of all of it, if none of them is new."""
    if len(spans) < 2 or _NEW.search(words):
        return None
    if any(ends_in_work(text[a:b]) for a, b in spans[:-1]):
        return None  # 石门水库、青沙河治理、南灌区节水改造: each says what is done
    match = _BETTERED.search(text, max(spans[-1][0], spans[-1][1] - 12), spans[-1][1])
    return match.span() if match else None


def _is_of_one_kind(name: str, *last: str) -> bool:
    """南湖公园, 凤凰山森林公园提升改造: are both the same kind of thing, and the work named with the last only?"""
    if name.endswith(("东延", "西延", "南延", "北延", "延伸", "供水", "引水", "调水", "补水", "供热")):
        return False  # a work by itself
    if is_short_water(name):
        return last[-1].endswith(("河", "江", "溪", "干流"))
    if ends_in_work(name) or category(name) is None or category(name) not in map(category, last):
        return False
    # 沙洼水库、双泉灌区节水改造, 青白城际石门段、沙洼高速扩建: of one field, and yet what is done is said of the last only
    if _OF_IRRIGATION.search(last[0]) and not name.endswith("灌区"):
        return False
    return not name.endswith(("段", "城际", "铁路", "高铁")) or last[-1].endswith(name[-1:])


def _parallel(
    text: str, span: tuple[int, int], spans: list[tuple[int, int]], words: str
) -> tuple[tuple[int, int], ...]:
    """沙洼片区、青河片区|棚户区改造: what stands behind the same word in the last name is said of this one."""
    last, name = spans[-1], text[slice(*span)]
    if span == last:
        return ()
    if name.endswith(_ZONES) and (at := text.find(name[-3:], last[0] + 1, last[1])) >= 0:
        rest = text[at + 3 : last[1]]  # 沙洼经济开发区、石门高新技术开发区|零碳园区
        return ((at + 3, last[1]),) if len(rest) > _SHORT_NAME and has_strong_head(strip_work(rest)) else ()
    if not has_head(name) or _NEW.search(words):
        return ()
    if any(ends_in_work(text[a:b]) for a, b in spans[:-1]):
        return ()
    if not (ends_in_work(text[slice(*last)]) or text.endswith("保护", *last)):
        return ()
    if road := _ROADS.search(text, last[0] + 2, last[1]) if name[-1] in "路街道巷" else None:
        return (road.span("done"),)
    at = text.find(name[-2:], last[0] + 1, last[1])
    return ((at + 2, last[1]),) if at >= 0 and not _NOT_OF_ALL.match(text, at + 2, last[1]) else ()


_OF_IRRIGATION = re.compile("灌区.*(?:节水|续建配套)")
_SCHOOL = re.compile("[\u4e00-\u9fff][一二三四五六七八九十]{1,2}[中小幼]$")  # 青河四中
_ZONES = ("试验区", "示范区", "开发区", "合作区", "先行区", "保税区", "港务区", "保护区")
_SIZED = re.compile(r"\([^()]*\d[^()]*\)$")  # 张家川至华亭一级公路（38公里）


def _closed(name: str) -> bool:
    """Is the piece a whole name, so that the list's last head is not its own?"""
    name = _SIZED.sub("", name)
    return (
        (has_strong_head(name) and not name.endswith((")", "运河")))
        or ends_in_work(strip_phase(name))
        or is_phase(name)
        or name[-1:].isdecimal()
        or name.endswith(("更新", "段", "干线"))
        or name.endswith(_ZONES)
        or _SCHOOL.search(name) is not None
    )


def _bare(tail: str) -> str:
    match = re.match(r"(?:项目|工程)", tail)
    return match.group() if match else ""
