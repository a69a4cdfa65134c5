"""Parks: named places that host firms, one entry a place, with the other forms in which its name is written.

中航建平台经济园、二十冶文体创意园、鑫创医疗器械产业园实现整体运营   three parks
金贸产业园 … 金贸产业园区 …                                  one park, with an alias
以氢能科技园为载体，围绕1.23平方公里土地空间                  1.23 km²
"""

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from projects.reading.common import distinct, is_common
from projects.reading.park_lists import find_counted, find_shared
from projects.reading.park_names import find_beside, find_listed, find_parks, kind_of
from projects.reading.park_words import ZONE, head_of
from projects.reading.places import OtherPlaces, divisions_in, other_places, places_of, short_of, subdistricts_of
from projects.reading.prose import Prose, read_prose
from text.context import DocumentContext
from text.outline.outline import Outline
from text.sources.evidence import Evidence, Note
from text.vocabulary import ParkKind, ParkLevel


@dataclass(frozen=True, slots=True)
class ParkRead:
    """A park. ``key_start`` is the offset of the first mention of its name, unique in a document; ``area_km2`` in km²."""

    name: str
    aliases: tuple[str, ...]
    kind: ParkKind
    level: ParkLevel | None
    industries: tuple[str, ...]
    area_km2: Decimal | None
    evidence: Evidence
    key_start: int


@dataclass(frozen=True, slots=True)
class ParkReading:
    """The parks of a document in the order of the text."""

    parks: tuple[ParkRead, ...]
    notes: tuple[Note, ...]


@dataclass(slots=True)
class _Place:
    """All mentions of one park: (start, end) in the clean text, the first one first."""

    key: str
    names: dict[str, None] = field(default_factory=dict[str, None])
    mentions: list[tuple[int, int]] = field(default_factory=list[tuple[int, int]])


def read_parks(outline: Outline, context: DocumentContext) -> ParkReading:
    """The named parks of a document. Never raises for odd prose."""
    prose = read_prose(outline, headings=True)
    streets = subdistricts_of(outline, ())
    own = tuple(name for name in (context.place, short_of(context.place)) if len(name) >= 2)
    above = tuple(name for name in places_of(context) if name not in own)
    places = (*own, *streets, *above)
    others = other_places(context.place, context.places_above)
    whole = _mentions(prose, places, above)
    shared = _shared(prose, whole, divisions_in(context.place, context.places_above))
    found = [
        mention
        for mention in sorted([*whole, *shared], key=lambda one: one[1])
        if not _is_of_others(prose, mention, (*own, *streets), others)
    ]
    found = _without_kinds(prose, found, places) if context.of_province else found
    merged = _merge(found, (*own, *above), _carriers(prose, found), {start for _, start, _ in shared})
    starts = sorted((start, place.key) for place in merged for start, _ in place.mentions)
    return ParkReading(parks=distinct(_park(prose, place, starts) for place in merged), notes=())


_REGION = re.compile("(?<!临空)(?<!临港)(?<!空港)(?<!航空)(?<!网络)经济区$|经济带")


def _without_kinds(
    prose: Prose, found: list[tuple[str, int, int]], places: tuple[str, ...]
) -> list[tuple[str, int, int]]:
    """Without the kinds of parks of which a province has several, but for one that stands beside a park with a name: 望川芯港、大飞机园."""
    text = prose.clean
    kinds = {
        start
        for name, start, _ in found
        if _is_of_kind(name, places) and not _FIRST.search(text, max(0, start - _FIRST_REACH), start)
    }
    named = [mention for mention in found if mention[1] not in kinds]
    sides = {start - 1 for _, start, _ in named} | {end for _, _, end in named}
    beside = {place for place in sides if text[place : place + 1] in tuple("、和与")}
    return [
        mention
        for mention in found
        if mention[1] not in kinds
        or (not _REGION.search(mention[0]) and (mention[1] - 1 in beside or mention[2] in beside))
    ]


_FIRST = re.compile("首[个家座](?:国家级|省级|市级)?$")  # 设立全国首个|银发经济产业园
_FIRST_REACH = 5


def _is_of_kind(name: str, places: tuple[str, ...]) -> bool:
    """Is it a kind of park (沿边产业园区), or a region of several cities?"""
    if _REGION.search(name):
        return True
    if "“" in name:
        return False
    bare = _GRADE_FIRST.sub("", name)
    return is_common(bare[: len(bare) - len(head_of(bare))]) and not name.startswith(places)


_GRADE_FIRST = re.compile("(?:国家|省|自治区|市)级")


def _mentions(prose: Prose, places: tuple[str, ...], above: tuple[str, ...]) -> list[tuple[str, int, int]]:
    """(name, start, end) of every mention; 东丽经开区 in 东丽经开区检验检测特色主题园 is none."""
    found = list(find_parks(prose.clean, places, above))
    whole: list[tuple[str, int, int]] = []
    for index, span in enumerate(found):
        following = found[index + 1] if index + 1 < len(found) else None
        if following is None or following.start > span.start:
            whole.append((prose.clean[span.start : span.end], span.start, span.end))
    for start, end, kind in find_listed(prose.clean, places):
        whole.append((prose.clean[start:end] + kind, start, end))
    ends = {end for _, _, end in whole}
    whole += [(prose.clean[start:end], start, end) for start, end in find_beside(prose.clean, ends)]
    whole = [_without_cell(prose, mention) for mention in whole if mention[0][1:2] != "亿"]  # 百亿化工园区
    return sorted(whole, key=lambda mention: mention[1])


def _shared(prose: Prose, whole: Sequence[tuple[str, int, int]], within: Collection[str]) -> list[tuple[str, int, int]]:
    """Those whose places alone stand there, before the last one of a list: 望川、石门经开区."""
    taken = {start for _, start, _ in whole}
    more = (*find_shared(prose.clean, whole, within), *find_counted(prose.clean))
    return [mention for mention in dict.fromkeys(more) if mention[1] not in taken]


_NUMBER = re.compile(r"\d+")


def _without_cell(prose: Prose, mention: tuple[str, int, int]) -> tuple[str, int, int]:
    """Without the number of a row, or the end of the row above, which only space parts from the name: 2027 3 龙山镇冷链物流园."""
    name, start, end = mention
    tab = _last_tab(prose, start, end)
    if tab > start:  # what stands before it is of another cell
        name, start = name[tab - start :], tab
        mention = (name, start, end)
    number = _NUMBER.match(name)
    if number is None or len(number.group()) >= end - start:
        return mention
    last = start + number.end() - 1
    printed = prose.source.text[prose.offset(start) : prose.offset(last + 1)]
    apart = "\n" in printed or (len(printed) > len(number.group()) and len(number.group()) <= _ROW_DIGITS)
    return (name[number.end() :], last + 1, end) if apart else mention


def _last_tab(prose: Prose, start: int, end: int) -> int:
    """The place behind the last tab that the page has within ``clean[start:end]``; ``start`` where it has none."""
    text = prose.source.text
    if "\t" not in text[prose.offset(start) : prose.offset(end - 1)]:
        return start
    return next(i for i in range(end - 1, start, -1) if "\t" in text[prose.offset(i - 1) + 1 : prose.offset(i)])


_ROW_DIGITS = 2  # of the number of a row; 1946 创意产业园 has a name


# 与大兴经济开发区签署合作协议; 学习借鉴昆山高新区经验
_WITH = re.compile(r"(?:与|同|和|联合|携手)[^,。;:]{0,40}$")
_PARTNER = re.compile(
    r"[^,。;:]{0,40}?(?:(?:签署|签订|签约|达成|结为|结成|建立|开展|深化|加强|形成)[^,。;:]{0,14}(?:协议|合作|意向|关系|友好|结对|协作|伙伴)"
    r"|(?:结对|对接|合作|协作|共建|联动))"
)
_TIES = re.compile(r"[^,。;:]{0,40}等?[^,。;:]{0,4}(?:交流|战略|对口)合作")
_MODEL = re.compile(r"(?:学习|借鉴|对标|考察|观摩|比肩|看齐|赶超|承接|赴|到)[^,。;:]{0,20}$")


def _is_of_others(prose: Prose, mention: tuple[str, int, int], own: tuple[str, ...], others: OtherPlaces) -> bool:
    """Is a park another place's: by its name, or since the sentence makes it a partner or a model?"""
    name, start, end = mention
    if name.startswith(own) or any(0 < name.find(one) < name.rfind(head_of(name)) for one in own):
        return False  # 沙洼高新区望川工业园, in 望川
    if others.owns(name):
        return True
    before = prose.clean[max(0, start - 44) : start]
    partner = (_WITH.search(before) and _PARTNER.match(prose.clean, end)) or _TIES.match(prose.clean, end)
    model = _MODEL.search(before)
    return bool(partner or model) and (ZONE.search(name) is not None or others.owns(name, doubtful=True))


# 打造东丽经开区医疗器械特色主题园。以东丽经开区医疗器械园为载体
_CARRIER = re.compile(r"园。以(?P<carrier>[^,。、]{3,25})为(?:承托|承载|主要)?载体")


def _carriers(prose: Prose, found: Iterable[tuple[str, int, int]]) -> dict[int, int]:
    """Mentions of one place under two names: the theme park that heads a paragraph, and the park that carries it."""
    starts = {end: start for _, start, end in found}
    pairs: dict[int, int] = {}
    for match in _CARRIER.finditer(prose.clean):
        head, carrier = starts.get(match.start() + 1), starts.get(match.end("carrier"))
        if head is not None and carrier is not None:
            pairs[head] = carrier
    return pairs


def _merge(
    found: Sequence[tuple[str, int, int]], own: tuple[str, ...], carriers: dict[int, int], shared: Collection[int]
) -> list[_Place]:
    """One entry a place: the same key, a shorter form of one longer key, or a park and what carries it. ``shared`` are the places of those that say with
    others what they are."""
    by_key: dict[str, _Place] = {}
    key_at: dict[int, str] = {}
    words: dict[str, str] = {}  # of a name that only its list calls a park, its own words
    for name, start, end in found:
        key = key_at[start] = _key(name, own)
        place = by_key.setdefault(key, _Place(key))
        place.names[_unquoted(name)] = None
        place.mentions.append((start, end))
        if len(name) > end - start and start not in shared:
            words[key] = name[: end - start]
    gone: dict[str, str] = {}
    forms = _forms(by_key)
    for short in sorted(by_key, key=len):
        word = words.get(short)
        longer = {key for form in _asked(short, word) for key in forms.get(form, ()) if key in by_key and key != short}
        if len(longer) == 1:
            gone[short] = longer.pop()
            _absorb(by_key[gone[short]], by_key.pop(short))
    for short in [key for key in by_key if _SHORT.fullmatch(key)]:
        first = short[: len(short) - len(head_of(short))]
        longer = [
            key
            for key in forms.get(f"{first}…", ())
            if key in by_key and key[-1] in "园城" and not _SHORT.fullmatch(key)
        ]
        if len(longer) == 1 and not is_common(first) and not first.startswith(own):
            gone[short] = longer[0]
            _absorb(by_key[longer[0]], by_key.pop(short))
    for head, carrier in carriers.items():
        one, other = (gone.get(key_at[at], key_at[at]) for at in (head, carrier))
        if one != other and one in by_key and other in by_key:
            _absorb(by_key[other], by_key.pop(one))
    return list(by_key.values())


_SHORT = re.compile(r"[\u4e00-\u9fff]{2,3}(?:产业园|科技园|园|创意街区|文创街区)")  # 通广产业园 for 通广智能科技园


def _absorb(place: _Place, other: _Place) -> None:
    place.names.update(other.names)
    place.mentions.extend(other.mentions)


def _forms(keys: Iterable[str]) -> dict[str, list[str]]:
    """The shorter forms that each key may be written in: its ends, and its first words, alone and with its head."""
    forms: dict[str, list[str]] = {}
    for key in keys:
        ends = {key[at:] for at in range(1, len(key) - 2)}
        firsts = {f"{key[:size]}…" for size in range(2, min(14, len(key)))}
        words = {f"{key[at : at + size]}…{key[-2:]}" for at in (0, 2) for size in range(2, min(9, len(key) - at - 1))}
        for form in ends | firsts | words:
            forms.setdefault(form, []).append(key)
    return forms


def _asked(short: str, word: str | None) -> Iterable[str]:
    """丽健园 may be short for 东丽湖丽健园, 执信孵化器 for 执信科技企业孵化器, 帅超科技园 (said 帅超 in a list) for 帅超智能电气产业园."""
    if word is not None:
        yield f"{word}…"
        return
    yield short
    head = head_of(short)
    first = short[: len(short) - len(head)]
    if len(first) >= 2:
        yield f"{first}…{head[-2:]}"


def _unquoted(name: str) -> str:
    whole = name.startswith("“") and name.endswith("”")
    return name.strip("“”") if whole or name.count("“") != name.count("”") else name


def _key(name: str, own: tuple[str, ...]) -> str:
    """东丽经济技术开发区, 东丽经开区 and 东丽区经济开发区 have one key, as have 金贸产业园 and 金贸产业园区."""
    key = re.sub(r"[“”\s·-]|\([^()]*\)|(?:国家级|市级|省级|区级)", "", name)
    key = re.sub(r"经济技术开发区|经济开发区|经开区", "开发区", key)
    key = key.replace("聚集区", "集聚区").replace("综合保税区", "综保区")
    key = re.sub(r"高新技术产业开发区|高新技术产业园区", "高新区", key)
    for place in own:
        if key.startswith(place) and len(key) - len(place) >= 5 and key[len(place)] not in "湖海江河山路道街":
            key = key[len(place) :]
    return re.sub(r"园区$", "园", key)


_LOOKED_AT = 40  # mentions of one park that are asked for its industries and its area
_AREA = re.compile(r"(?P<number>\d+(?:\.\d+)?)平方公里")
_DEVELOP = re.compile(r"(?:重点|大力|主要|着力|聚力|聚焦)(?:布局|发展|引进|培育)(?P<list>[^。;,]{2,60})")
_LEVELS = ((ParkLevel.NATIONAL, "国家级"), (ParkLevel.MUNICIPAL, "市级"), (ParkLevel.DISTRICT, "区级"))

_GRADED = re.compile(r"(?:国家级|市级|区级)(?:[\u4e00-\u9fff]{2,6}[-—–]+)?$")  # 国家级孵化器-执信孵化器


def _park(prose: Prose, place: _Place, starts: Sequence[tuple[int, str]]) -> ParkRead:
    """One park; ``starts`` are the mentions of all parks, with their keys."""
    mentions = sorted(place.mentions)
    names = list(place.names)
    name = names[0] if len(names) == 1 else _best(place)
    start = mentions[0][0]
    clause = prose.clauses[prose.clause_at(_telling(prose, mentions))]
    return ParkRead(
        name=_printed(prose, name, mentions),
        aliases=tuple(other for other in names if other != name),
        kind=_kind(prose, name, names, mentions),
        level=_level(prose, mentions),
        industries=_industries(prose, mentions),
        area_km2=_area(prose, mentions, place.key, starts),
        evidence=prose.evidence(clause.start, clause.end),
        key_start=prose.offset(start),
    )


# 提升现有6个科技园区资源集聚功能，打造帅超智能电气产业园区、…: what the sentence calls those that it goes on to name
_CALLED = re.compile(r"(?:\d+|[一二两三四五六七八九十]+)(?:余|多)?[个家座]科技园区?")


def _kind(prose: Prose, name: str, names: Sequence[str], mentions: Sequence[tuple[int, int]]) -> ParkKind:
    """The kind in the name; for a 产业园 that a list or its sentence counts among the 科技园区, that kind."""
    kind = kind_of(name)
    if kind is not ParkKind.INDUSTRIAL_PARK:
        return kind
    called = any(kind_of(other) is ParkKind.SCIENCE_PARK for other in names) or any(
        _CALLED.search(prose.clean, max(prose.sentence(start)[0], start - 120), start)
        for start, _ in mentions[:_LOOKED_AT]
    )
    return ParkKind.SCIENCE_PARK if called else kind


def _best(place: _Place) -> str:
    """The fullest written form; of a theme park and what carries it, the carrier."""
    names = [name for name in place.names if not name.endswith("特色主题园")] or list(place.names)
    return max(names, key=len)


def _telling(prose: Prose, mentions: Sequence[tuple[int, int]]) -> int:
    """The first mention in a clause without a list; else the first."""
    for start, _ in mentions:
        text = prose.clauses[prose.clause_at(start)].text
        if "、" not in text and "和" not in text and len(text) >= 8:
            return start
    return mentions[0][0]


def _printed(prose: Prose, name: str, mentions: Sequence[tuple[int, int]]) -> str:
    """The name in the document's own characters."""
    for start, end in mentions:
        if prose.clean[start:end].strip("“”") == name.strip("“”"):
            return _unquoted(prose.printed(start, end))
    return name


def _level(prose: Prose, mentions: list[tuple[int, int]]) -> ParkLevel | None:
    """The level that the words of the name, or right before it, or 被认定为… behind it, state; for a zone, also its own
    paragraph."""
    for start, end in mentions:
        before = _GRADED.search(prose.clean, max(0, start - 12), start)
        around = (before.group() if before else "") + prose.clean[start:end]
        for level, word in _LEVELS:
            if word in around.replace("自治区级", ""):
                return level
        clause = prose.clauses[prose.clause_at(start)]
        before_it, after = prose.clean[clause.start : start], prose.clean[end : clause.end]
        for level, word in _LEVELS:
            if (listed := _LISTED_LEVEL.match(after)) and listed["level"] == word:
                return level
            if _MADE.match(after) and after.startswith(word, _end_of(_MADE, after)) and not _AIMED.search(before_it):
                return level
    return ParkLevel.NATIONAL if any(_is_national_zone(prose, start, end) for start, end in mentions) else None


_AIMED = re.compile("推动|支持|争取|力争|推进|助力|促进|积极")  # 推动望川经济开发区升格国家级: it is none yet
# 被认定为|市级…, 升级为|国家级…, 入选首批|国家级…
_MADE = re.compile(
    r"(?:被|已|成功|正式|顺利)*(?:认定|评|评定|列入|列|获批|命名|升级|晋升|升格|入选|入围|获评|跻身|成)(?:成|为)?(?:全国|首批)*"
)
# 特基屋|等5个市级众创空间
_LISTED_LEVEL = re.compile(
    r"(?:[^,。;:!?]{0,80}?等\d*(?:余|多)?[家个座]?|(?:[、和与][^,。;:!?]{2,60}?)?(?:\d{1,2}|[两二三四五六七八九十])[家个座])(?:特色|知名|重点)*"
    r"(?P<level>国家级|市级|区级)[\u4e00-\u9fff]{0,6}(?:众创空间|孵化器|园区?|载体|基地|开发区|经开区|高新区)"
)


def _end_of(pattern: re.Pattern[str], text: str) -> int:
    match = pattern.match(text)
    return match.end() if match else 0


# 东丽经开区动能转换核心引领区。推进“一区多园”改革，发挥国家级经开区制度优势
_NATIONAL_ZONE = re.compile(
    r"(?:发挥|利用|依托|用好|用足|作为|放大|擦亮|以)国家级(?P<zone>经济技术开发区|经开区|高新技术产业开发区|高新区|开发区)"
)


def _is_national_zone(prose: Prose, start: int, end: int) -> bool:
    """Does the paragraph that a zone heads speak of what it has as a national one?"""
    led = _leads(prose, start)
    match = _NATIONAL_ZONE.search(prose.clean, end, led[1]) if led else None
    return match is not None and _key(match["zone"], ()) == _key(head_of(prose.clean[start:end]), ())


def _leads(prose: Prose, start: int) -> tuple[int, int] | None:
    """The paragraph whose first sentence the mention stands in."""
    begin, end = prose.paragraph(start)
    stop = prose.sentence(begin)[1]
    return (begin, end) if start - begin <= 12 and start <= stop <= begin + 40 else None


def _first_in_sentence(prose: Prose, start: int) -> int:
    """The end of the sentence, where the mention is near its beginning; else right here."""
    begin, end = prose.sentence(start)
    return end if start - begin <= 12 else start


def _industries(prose: Prose, mentions: list[tuple[int, int]]) -> tuple[str, ...]:
    """重点发展A、B和C, in the paragraph that the park heads, or behind it in its sentence."""
    for start, _ in mentions[:_LOOKED_AT]:
        begin, end = _leads(prose, start) or (start, _first_in_sentence(prose, start))
        if match := _DEVELOP.search(prose.clean, begin, end):
            words = re.split(r"、|和(?!平)|以及", re.sub(r"等.*$|领域$|产业集群$", "", match["list"]))
            return tuple(word for word in (w.strip("“”") for w in words) if 2 <= len(word) <= 20)
    return ()


def _area(prose: Prose, mentions: list[tuple[int, int]], key: str, starts: Sequence[tuple[int, str]]) -> Decimal | None:
    """The area in km² in the paragraph that the park heads, or in its own sentence behind it; not that of a park named in between."""
    for start, _ in mentions[:_LOOKED_AT]:
        begin, end = _leads(prose, start) or (start, min(prose.sentence(start)[1], start + 120))
        for match in _AREA.finditer(prose.clean, begin, end):
            last = bisect_left(starts, (match.start(), "")) - 1
            if last >= 0 and starts[last][1] != key:
                continue  # 东丽经开区医疗器械园占地0.1平方公里 says nothing of 东丽经开区
            around = prose.clean[max(begin, match.start() - 8) : match.end() + 8]
            if re.search(r"用地|土地|面积|规划|占地|园区|空间", around):
                return Decimal(match["number"])
    return None
