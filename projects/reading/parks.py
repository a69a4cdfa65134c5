"""Parks: named places that host firms, one entry a place, with the other forms in which its name is written.

    中航建平台经济园、二十冶文体创意园、鑫创医疗器械产业园实现整体运营   three parks
    金贸产业园 … 金贸产业园区 …                                  one park, with an alias
    以氢能科技园为载体，围绕1.23平方公里土地空间                  1.23 km²
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from planapi.text.context import DocumentContext
from planapi.text.evidence import Evidence, Note
from planapi.text.outline import Outline
from planapi.vocabulary import ParkKind, ParkLevel
from projects.reading.park_names import ParkName, find_parks, kind_of
from projects.reading.places import places_of, short_of, subdistricts_of
from projects.reading.prose import Prose, read_prose


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
    prose = read_prose(outline)
    streets = subdistricts_of(outline, ())
    own = tuple(name for name in (context.place, short_of(context.place)) if len(name) >= 2)
    above = tuple(name for name in places_of(context) if name not in own)
    places = (*own, *streets, *above)
    found = _mentions(prose, places, above)
    merged = _merge(found, own)
    parks = [_park(prose, place) for place in merged]
    return ParkReading(parks=tuple(sorted(parks, key=lambda park: park.key_start)), notes=())


def _mentions(prose: Prose, places: tuple[str, ...], above: tuple[str, ...]) -> list[tuple[str, ParkName]]:
    out: list[tuple[str, ParkName]] = []
    for name in find_parks(prose.clean, places, above):
        out.append((prose.clean[name.start : name.end], name))
    return out


def _merge(found: Iterable[tuple[str, ParkName]], own: tuple[str, ...]) -> list[_Place]:
    """One entry a place: the same key, or a key that ends a longer one."""
    by_key: dict[str, _Place] = {}
    for name, span in found:
        key = _key(name, own)
        place = by_key.setdefault(key, _Place(key))
        place.names[name.strip("“”") if name.count("“") != name.count("”") or name.startswith("“") and name.endswith("”") else name] = None
        place.mentions.append((span.start, span.end))
    keys = sorted(by_key, key=len, reverse=True)
    for short in reversed(keys):
        longer = [key for key in by_key if key != short and key.endswith(short)]
        if len(longer) == 1 and len(short) >= 3:
            target, gone = by_key[longer[0]], by_key.pop(short)
            target.names.update(gone.names)
            target.mentions.extend(gone.mentions)
    return list(by_key.values())


def _key(name: str, own: tuple[str, ...]) -> str:
    """东丽经济技术开发区, 东丽经开区 and 东丽区经济开发区 have one key, as have 金贸产业园 and 金贸产业园区."""
    key = re.sub(r"[“”\s·-]|\([^()]*\)|(?:国家级|市级|省级|区级)", "", name)
    key = re.sub(r"经济技术开发区|经济开发区|经开区", "开发区", key)
    key = re.sub(r"高新技术产业开发区|高新技术产业园区", "高新区", key)
    for place in own:
        key = key.removeprefix(place) if len(key) - len(place) >= 5 else key
    return re.sub(r"园区$", "园", key)


_AREA = re.compile(r"(?P<number>\d+(?:\.\d+)?)平方公里")
_DEVELOP = re.compile(r"(?:重点|大力|主要|着力|聚力|聚焦)(?:布局|发展|引进|培育)(?P<list>[^。;,]{2,60})")
_LEVELS = ((ParkLevel.NATIONAL, "国家级"), (ParkLevel.MUNICIPAL, "市级"), (ParkLevel.DISTRICT, "区级"))


def _park(prose: Prose, place: _Place) -> ParkRead:
    mentions = sorted(place.mentions)
    start, end = mentions[0]
    names = list(place.names)
    name = max(names, key=len) if len({len(n) for n in names}) > 1 else names[0]
    name_start, name_end = next(span for span in mentions if prose.clean[span[0] : span[1]].strip("“”") == name.strip("“”"))
    clause = prose.clauses[prose.clause_at(start)]
    printed = prose.printed(name_start, name_end)
    printed = printed.strip("“”") if printed.startswith("“") and printed.endswith("”") or printed.count("“") != printed.count("”") else printed
    return ParkRead(
        name=printed,
        aliases=tuple(other for other in names if other.strip("“”") != name.strip("“”")),
        kind=kind_of(name),
        level=_level(prose, mentions),
        industries=_industries(prose, mentions),
        area_km2=_area(prose, mentions),
        evidence=prose.evidence(clause.start, clause.end),
        key_start=prose.offset(start),
    )


def _level(prose: Prose, mentions: list[tuple[int, int]]) -> ParkLevel | None:
    """The level that the words of the name, or right before it, or 被认定为… behind it, tell."""
    for start, end in mentions:
        around = prose.clean[max(0, start - 3) : end]
        for level, word in _LEVELS:
            if word in around:
                return level
        clause = prose.clauses[prose.clause_at(start)]
        after = prose.clean[end : clause.end]
        for level, word in _LEVELS:
            if re.match(rf"(?:被|成功)?(?:认定|评|列|获批|命名)(?:为|为全国)?{word}", after):
                return level
    return None


def _paragraph(prose: Prose, index: int) -> tuple[int, int]:
    start = prose.clean.rfind("\n", 0, index) + 1
    end = prose.clean.find("\n", index)
    return start, len(prose.clean) if end < 0 else end


def _leads(prose: Prose, start: int) -> tuple[int, int] | None:
    """The paragraph whose first sentence the mention stands in."""
    begin, end = _paragraph(prose, start)
    stop = prose.clean.find("。", begin, end)
    return (begin, end) if 0 <= start - begin <= 12 and stop >= start and stop - begin <= 40 else None


def _sentence(prose: Prose, start: int) -> tuple[int, int]:
    begin, end = _paragraph(prose, start)
    begin = max([begin, *(prose.clean.rfind(mark, begin, start) + 1 for mark in "。;!?")])
    stops = [stop for mark in "。;!?" if (stop := prose.clean.find(mark, start, end)) >= 0]
    return begin, min(stops, default=end)


def _industries(prose: Prose, mentions: list[tuple[int, int]]) -> tuple[str, ...]:
    """重点发展A、B和C, in the paragraph that the park heads, or behind it in its sentence."""
    for start, _ in mentions:
        begin, end = _leads(prose, start) or (start, _sentence(prose, start)[1])
        if match := _DEVELOP.search(prose.clean, begin, end):
            words = re.split(r"、|和(?!平)|及|以及|与", re.sub(r"等.*$|领域$|产业集群$", "", match["list"]))
            return tuple(word for word in (w.strip("“”") for w in words) if 2 <= len(word) <= 20)
    return ()


def _area(prose: Prose, mentions: list[tuple[int, int]]) -> Decimal | None:
    """The area in km² in the paragraph that the park heads, or in its own sentence behind it."""
    for start, _ in mentions:
        begin, end = _leads(prose, start) or (start, _sentence(prose, start)[1])
        for match in _AREA.finditer(prose.clean, begin, end):
            around = prose.clean[max(begin, match.start() - 8) : match.end() + 8]
            if re.search(r"用地|土地|面积|规划|占地|园区|空间", around):
                return Decimal(match["number"])
    return None
