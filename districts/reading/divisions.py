"""Names in a text become divisions of the national table (GB/T 2260), dated.

天津市河东区 becomes 120102, 静海县 becomes 120223 (until 2015). A name may stand for several divisions: 和平区 is
120101 in 天津 and 210102 in 沈阳. What stands before it decides (天津市和平区, 天津和平区), then what else the text
names. Where nothing decides, the answer is the candidates, never a guess.

The table is `districts/data/divisions.csv`; its README names the sources. It is read once, at the first question.
"""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple, cast

TABLE = Path(__file__).parent.parent / "data" / "divisions.csv"

Level = Literal["province", "prefecture", "county"]


@dataclass(frozen=True, slots=True)
class Division:
    """One name at one code. `valid_from` and `valid_to` are years; None is unknown (from) and in force (to).

    `former_names` are the names that the same place bore before: 静海区 has ("静海县",), 襄阳市 has ("襄樊市",). A
    division merged into another is none of them (塘沽区 is no former name of 滨海新区), but its `successor` is that
    other's code.
    """

    code: str
    name: str
    name_en: str
    level: Level
    parent: str | None
    valid_from: int | None
    valid_to: int | None
    successor: str | None = None
    former_names: tuple[str, ...] = ()

    @property
    def in_force(self) -> bool:
        return self.valid_to is None

    @property
    def ancestors(self) -> tuple[str, ...]:
        """Codes above, nearest first: 130608 has 130600, 130000."""
        codes = [code for code in (self.parent, self.code[:2] + "0000") if code and code != self.code]
        return tuple(dict.fromkeys(codes))


class DivisionMatch(NamedTuple):
    """A division named at `text[start:end]`. A name that fits several gives one `DivisionMatch` for each, of the same span."""

    start: int
    end: int
    division: Division


Reason = Literal["qualified", "unique", "context", "ambiguous", "none"]


@dataclass(frozen=True, slots=True)
class Resolution:
    """Whose document a text is. `division` is None when the text names nobody (`none`) or leaves it open (`ambiguous`).

    `reason`: `qualified` 天津市河东区; `unique` there is one 清苑区; `context` 和平区 in a text that names 天津.
    """

    division: Division | None
    candidates: tuple[Division, ...]
    reason: Reason


# Names that are common words too, or parts of them (新建区级公园, 沿海城市), and therefore count only after the name of
# what is above (铜陵市郊区, but not 城区和郊区) or at the head of a title (市中区2023年政府工作报告).
COMMON_WORDS = frozenset(
    [
        "城区",
        "郊区",
        "矿区",
        "市区",
        "东区",
        "西区",
        "南区",
        "北区",
        "新区",
        "新市区",
        "新城区",
        "老城区",
        "旧城区",
        "中心区",
        "市中区",
        "城中区",
        "城关区",
        "江南区",
        "公园区",
        "工农区",
        "一区",
        "二区",
        "新建区",
        "海城市",
        "水上区",
        "港区",
        "海港区",
        "农区",
        "牧区",
        "山区",
        "林区",
        "东市区",
        "西市区",
        "南市区",
        "北市区",
        "前进区",
        "解放区",
    ]
)
# What stands right after and makes another word of it: 河北区域, 上海市场, 东丽区块链.
OTHER_WORD = re.compile(r"(?<=区)(?:域|块链|间|别|位(?!于|列|居))|(?<=市)(?:场(?!监)|值|面上)|(?<=县)域|(?<=州)(?:际)")
# What may stand between a city and its district: "(天津市)河北区", "保定市 清苑区".
BETWEEN = re.compile(r"[ \u3000)）]{0,3}\Z")
# A title: 河东区2023年政府工作报告, 和平区国民经济和社会发展第十四个五年规划.
TITLE_WORDS = re.compile(r"国民经济|政府工作报告|工作报告|人民政府|规划|纲要|人民代表大会")
# A sentence is no title, nor is a list of what a plan rests on: 依据是：《中共天津市委关于制定天津市国民经济…的建议》.
NO_TITLE = re.compile(r"[。；，]|依据|根据")
# A title that begins with such a word: 市中区2023年政府工作报告, 城区国民经济和社会发展第十四个五年规划纲要.
COMMON_TITLE = re.compile(
    rf"[\s#*《]*(?P<name>{'|'.join(sorted(COMMON_WORDS))})(?:\s*20\d\d\s*年)?\s*(?:政府工作报告|人民政府|国民经济和社会发展)"
)
TITLE_LINES = 30
TITLE_CHARS = 80

REGION_STEMS = {
    "内蒙古自治区": "内蒙古",
    "广西壮族自治区": "广西",
    "西藏自治区": "西藏",
    "宁夏回族自治区": "宁夏",
    "新疆维吾尔自治区": "新疆",
}


def _short(name: str) -> str:
    """天津市 becomes 天津, 浙江省 becomes 浙江; a name with no short form stays."""
    if name in REGION_STEMS:
        return REGION_STEMS[name]
    stem = re.sub(r"(?:省|市|盟|地区)\Z", "", name)
    return stem if len(stem) > 1 else name


@dataclass(frozen=True, slots=True)
class _Table:
    by_code: dict[str, Division]
    by_name: dict[str, tuple[Division, ...]]
    longest: int
    endings: re.Pattern[str]
    # Both written forms of every province and prefecture: {"120000": ("天津市", "天津")}.
    above: dict[str, tuple[str, ...]]


@cache
def _table() -> _Table:
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = [
            Division(
                code=row["code"],
                name=row["name"],
                name_en=row["name_en"],
                level=cast(Level, row["level"]),
                parent=row["parent"] or None,
                valid_from=int(row["valid_from"]) if row["valid_from"] else None,
                valid_to=int(row["valid_to"]) if row["valid_to"] else None,
                successor=row["successor"] or None,
            )
            for row in csv.DictReader(file)
        ]
    before: dict[str, list[Division]] = {}
    for row in rows:
        if row.successor:
            before.setdefault(row.successor, []).append(row)

    by_code: dict[str, Division] = {}
    by_name: dict[str, list[Division]] = {}
    above: dict[str, set[str]] = {}
    for row in rows:
        # The same place under another name: renamed at its code (襄樊市), or its name kept at a new one (静海县,
        # 静海区).
        former = [
            old
            for old in before.get(row.code, [])
            if old.name != row.name
            and old.valid_to == row.valid_from
            and (old.code == row.code or old.name[0] == row.name[0])
        ]
        division = replace(row, former_names=tuple(dict.fromkeys(old.name for old in former)))
        by_name.setdefault(row.name, []).append(division)
        held = by_code.get(row.code)
        if held is None or (held.valid_to or 9999) < (row.valid_to or 9999):
            by_code[row.code] = division
        if row.level != "county":
            above.setdefault(row.code, set()).update((row.name, _short(row.name)))
    return _Table(
        by_code=by_code,
        by_name={name: tuple(sorted(ones, key=_in_force_first)) for name, ones in by_name.items()},
        longest=max(map(len, by_name)),
        endings=re.compile("[" + "".join(sorted({name[-1] for name in by_name})) + "]"),
        above={code: tuple(sorted(forms, key=len, reverse=True)) for code, forms in above.items()},
    )


def _in_force_first(division: Division) -> tuple[int, str]:
    return -(division.valid_to or 9999), division.code


def division(code: str) -> Division:
    """The division of a six-digit code, under its last name. Raises KeyError for a code that the table never had."""
    return _table().by_code[code]


def by_name(name: str, within: str | None = None) -> tuple[Division, ...]:
    """Every division that bears or bore this full name, those in force first; `within` keeps those below a code.

    `by_name("河东区", within="120000")` is 天津's alone. No match is an empty tuple.
    """
    found = _table().by_name.get(name, ())
    return tuple(one for one in found if within is None or within in one.ancestors)


def full_name(one: Division) -> str:
    """A division with what it lies in: 天津市河东区, 山东省聊城市高唐县."""
    names = [_table().by_code[code].name for code in reversed(one.ancestors) if code in _table().by_code]
    return "".join([*names, one.name])


def all_divisions() -> tuple[Division, ...]:
    """Every division of the table, each code once."""
    return tuple(_table().by_code.values())


def divisions_below(code: str) -> tuple[Division, ...]:
    """The divisions in force that lie right below a code, by code: 120000 has 天津's sixteen districts."""
    return tuple(
        sorted(
            (one for one in _table().by_code.values() if one.parent == code and one.in_force), key=lambda one: one.code
        )
    )


def _names_in(text: str) -> Iterator[tuple[int, int]]:
    """Spans of full names, longest at each place, none overlapping: 西城区 and never the 城区 in it."""
    table = _table()
    spans: list[tuple[int, int]] = []
    for ending in table.endings.finditer(text):
        end = ending.end()
        if OTHER_WORD.match(text, end):
            continue
        starts = range(max(0, end - table.longest), end - 1)
        spans.extend((start, end) for start in starts if text[start:end] in table.by_name)
    reached = 0
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if start >= reached:
            reached = end
            yield start, end


def _qualifier(text: str, start: int, candidate: Division) -> int | None:
    """Where the name of a division above `candidate` begins that stands right before `start`, if one does."""
    head = text[max(0, start - 24) : start]
    gap = BETWEEN.search(head)
    head = head[: gap.start()] if gap else head
    offset = max(0, start - 24)
    for code in candidate.ancestors:
        for form in _table().above.get(code, ()):
            if head.endswith(form):
                return offset + len(head) - len(form)
    return None


def find_in(text: str) -> list[DivisionMatch]:
    """Divisions named in `text` by their full names, in order.

    A name right after that of its city or province is read with it, and the span covers both: 天津市河东区, 天津河东区
    and (天津市)河北区 are one `DivisionMatch` each. Divisions in force are preferred; a name of the past (满城县) is found
    where nothing in force bears it. A short name alone (河北, 天津) is nobody's.
    """
    table = _table()
    found: list[DivisionMatch] = []
    for start, end in _names_in(text):
        name = text[start:end]
        candidates = table.by_name[name]
        openings = {one: _qualifier(text, start, one) for one in candidates}
        qualified = [one for one in candidates if openings[one] is not None]
        if not qualified and name in COMMON_WORDS:
            continue
        chosen = _preferred(qualified or list(candidates))
        opening = min((at for one in chosen if (at := openings[one]) is not None), default=start)
        # The city read with its district is no mention of its own.
        while qualified and found and found[-1].end > opening:
            opening = min(opening, found[-1].start)
            found.pop()
        found.extend(DivisionMatch(opening, end, one) for one in chosen)
    return found


def _preferred(candidates: list[Division]) -> list[Division]:
    """Those in force; if none is, those that ended last: 静海县 is 120223 of 2015, not a code of 1982."""
    in_force = [one for one in candidates if one.in_force]
    last = max(one.valid_to or 0 for one in candidates)
    return in_force or [one for one in candidates if one.valid_to == last]


def resolve(text: str) -> Resolution:
    """Whose document this is, from its title, its head, or all of it.

    The first name in the first line that reads like a title decides (河东区2023年政府工作报告); without such a line,
    the name that stands in the text most often. A name that several divisions bear goes to the one whose city,
    province or neighbours the text names: 和平区 in a text that names 天津 is 120101. It must name them more than
    twice as often as the next one's, else the answer is `ambiguous`.
    """
    found = find_in(text)
    titled = _title_span(text, found)
    if candidates := _common_titled(text, before=titled[0] if titled else len(text)):
        return _supported(text, found, candidates)
    if not found:
        return Resolution(None, (), "none")
    span = titled or _most_named(found)
    candidates = tuple(one.division for one in found if (one.start, one.end) == span)
    if len(candidates) == 1:
        only = candidates[0]
        qualified = span[1] - span[0] > len(only.name)
        return Resolution(only, candidates, "qualified" if qualified else "unique")
    return _supported(text, found, candidates)


def _supported(text: str, found: list[DivisionMatch], candidates: tuple[Division, ...]) -> Resolution:
    """The candidate whose surroundings the text names more than twice as often as the next one's."""
    ranked = sorted(((_support(text, found, one), one) for one in candidates), key=lambda pair: -pair[0])
    second = ranked[1][0] if len(ranked) > 1 else 0
    best, division_ = ranked[0]
    return (
        Resolution(division_, candidates, "context") if best > 2 * second else Resolution(None, candidates, "ambiguous")
    )


def _common_titled(text: str, *, before: int) -> tuple[Division, ...]:
    """The divisions of today whose name, a common word elsewhere, begins the first title, if that stands before a place."""
    seen = 0
    for line in text[:before].splitlines(keepends=True):
        seen += bool(line.strip())
        if seen > TITLE_LINES:
            break
        if len(line.strip()) <= TITLE_CHARS and not NO_TITLE.search(line) and (match := COMMON_TITLE.match(line)):
            return tuple(one for one in by_name(match["name"]) if one.in_force)
    return ()


def _title_span(text: str, found: list[DivisionMatch]) -> tuple[int, int] | None:
    starts = {one.start: one for one in reversed(found)}
    offset = seen = 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            seen += 1
        if seen > TITLE_LINES:
            return None
        if len(line.strip()) <= TITLE_CHARS and TITLE_WORDS.search(line) and not NO_TITLE.search(line):
            inside = sorted(start for start in starts if offset <= start < offset + len(line))
            if inside:
                return starts[inside[0]].start, starts[inside[0]].end
        offset += len(line)
    return None


def _most_named(found: list[DivisionMatch]) -> tuple[int, int]:
    spans: dict[str, tuple[int, int]] = {}
    counts: Counter[str] = Counter()
    for start, end, name in dict.fromkeys((one.start, one.end, one.division.name) for one in found):
        # 天津市河东区 is more specific than the 河东区 of later sentences, so it is used for them.
        if name not in spans or end - start > spans[name][1] - spans[name][0]:
            spans[name] = (start, end)
        counts[name] += 1
    return spans[counts.most_common(1)[0][0]]


def _support(text: str, found: list[DivisionMatch], candidate: Division) -> int:
    """How often the text names what lies above `candidate` or, with a name that is one division's alone, beside it."""
    above = _table().above
    named = sum(text.count(min(above[code], key=len)) for code in candidate.ancestors if code in above)
    spans = Counter((one.start, one.end) for one in found)
    beside = sum(
        1
        for one in found
        if spans[one.start, one.end] == 1
        and one.division.parent == candidate.parent
        and one.division.code != candidate.code
    )
    return named + beside
