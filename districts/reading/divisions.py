"""Names in a text become divisions of the national table (GB/T 2260), dated.

天津市河东区 becomes 120102, 静海县 becomes 120223 (until 2015). A name may stand for several divisions: 和平区 is
120101 in 天津 and 210102 in 沈阳. What stands before it decides (天津市和平区, 天津和平区), else all of them are the
answer. Whose document a text is, is read in :mod:`districts.reading.places`.

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

from text.vocabulary import Succession

TABLE = Path(__file__).parent.parent / "data" / "divisions.csv"

Level = Literal["nation", "province", "prefecture", "county"]
NATION = "100000"


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

    def existed(self, first: int, last: int) -> bool:
        """Did it bear its name in any of these years? That of a change counts as a year of both names."""
        return (self.valid_from or 0) <= last and first <= (self.valid_to or 9999)

    @property
    def ancestors(self) -> tuple[str, ...]:
        """Codes above, nearest first: 130609 has 130600, 130000."""
        codes = [code for code in (self.parent, self.code[:2] + "0000") if code and code != self.code]
        return tuple(dict.fromkeys(codes))


class DivisionMatch(NamedTuple):
    """A division named at `text[start:end]`. A name that fits several gives one `DivisionMatch` for each, of the same span."""

    start: int
    end: int
    division: Division


# Names that are common words too, or parts of them (新建区级公园, 沿海城市), and therefore count only after the name of
# what is above (铜陵市郊区, but not 城区和郊区).
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
# What may stand between a city and its district: "(天津市)河北区", "保定市 徐水区".
BETWEEN = re.compile(r"[ \u3000)）]{0,3}\Z")
REGION_STEMS = {
    "内蒙古自治区": "内蒙古",
    "广西壮族自治区": "广西",
    "西藏自治区": "西藏",
    "宁夏回族自治区": "宁夏",
    "新疆维吾尔自治区": "新疆",
}
_PEOPLES = (
    "阿昌|白|保安|布朗|布依|朝鲜|达斡尔|傣|德昂|东乡|侗|独龙|鄂伦春|鄂温克|仡佬|哈尼|哈萨克|回|景颇|柯尔克孜|拉祜|黎|"
    "傈僳|满|毛南|蒙古|苗|仫佬|纳西|怒|普米|羌|撒拉|畲|水|塔吉克|土家|土|佤|维吾尔|锡伯|瑶|彝|裕固|藏|壮|各"
)
# 通道侗族自治县, 湘西土家族苗族自治州, 木垒哈萨克自治县
_AUTONOMOUS = re.compile(
    rf"(?P<stem>.+?)(?:(?:{_PEOPLES})族|族|蒙古|哈萨克|柯尔克孜|塔吉克|锡伯)*自治(?P<kind>[县州旗])\Z"
)


def _everyday(name: str) -> tuple[str, ...]:
    """What a division is called beside its full name: 通道侗族自治县 is 通道县 and 通道自治县."""
    match = _AUTONOMOUS.match(name)
    return (f"{match['stem']}{match['kind']}", f"{match['stem']}自治{match['kind']}") if match else ()


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
    # Also by their everyday names: 通道县. Without the nation, whose name stands in the names of laws.
    in_prose: dict[str, tuple[Division, ...]]
    # By what is left of a name without its kind: 河东, 高唐, 湘西.
    by_stem: dict[str, tuple[Division, ...]]
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
            above.setdefault(row.code, set()).update((row.name, _short(row.name), *_everyday(row.name)))
    in_prose = {name: list(ones) for name, ones in by_name.items() if ones[0].code != NATION}
    by_stem: dict[str, list[Division]] = {}
    for name, ones in by_name.items():
        for everyday in _everyday(name):
            in_prose.setdefault(everyday, []).extend(ones)
        for stem in {_bare(_short(form)) for form in (name, *_everyday(name)[:1])} - {name}:
            by_stem.setdefault(stem, []).extend(ones)
    return _Table(
        by_code=by_code,
        by_name=_ordered(by_name),
        in_prose=_ordered(in_prose),
        by_stem=_ordered(by_stem),
        longest=max(map(len, in_prose)),
        endings=re.compile("[" + "".join(sorted({name[-1] for name in in_prose})) + "]"),
        above={code: tuple(sorted(forms, key=len, reverse=True)) for code, forms in above.items()},
    )


def _bare(name: str) -> str:
    """河东区 becomes 河东; 涉县 and 杭州 stay."""
    return name[:-1] if len(name) > 2 and name[-1] in "县区旗州" else name


def _ordered(divisions: dict[str, list[Division]]) -> dict[str, tuple[Division, ...]]:
    return {name: tuple(sorted(ones, key=_in_force_first)) for name, ones in divisions.items()}


def _in_force_first(division: Division) -> tuple[int, str]:
    return -(division.valid_to or 9999), division.code


def division(code: str) -> Division:
    """The division of a six-digit code, under its last name. Raises KeyError for a code that the table never had."""
    return _table().by_code[code]


def codes_above(code: str) -> set[str]:
    """The codes of all that a place lies in, whether or not there are such places: by their digits, and the nation.

    >>> sorted(codes_above("130609")), codes_above("130000")
    (['100000', '130000', '130600'], {'100000'})
    """
    return {f"{code[:4]}00", f"{code[:2]}0000", NATION} - {code}


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


class Became(NamedTuple):
    """One division that became another in a year: under its name then, the one and the other."""

    before: Division
    after: Division
    year: int | None
    how: Succession


def predecessors(code: str) -> tuple[Became, ...]:
    """What became the division of a code, the latest first: 500157 has 江北区 and 渝北区, of 2025."""
    names, found = {division(code).name}, list[Became]()
    for became in _successions()[1].get(code, ()):
        if became.after.name not in names:
            continue  # another division that bore the code before
        found.append(became)
        if became.how is Succession.RENAMED:
            names.add(became.before.name)
    return tuple(found)


def successors(code: str) -> tuple[Became, ...]:
    """What the division of a code became; nothing where it is in force."""
    last = division(code)
    known = () if last.in_force else _successions()[0].get(code, ())
    return tuple(became for became in known if became.before.name == last.name)


def today(code: str) -> Division:
    """What has become of a division in the end, as far as the table tells; itself where it is in force."""
    one, passed = division(code), {code}
    while not one.in_force and one.successor in _table().by_code and one.successor not in passed:
        passed.add(one.successor)
        one = division(one.successor)
    return one


def what_became_of(code: str) -> str:
    """Of the code of a division that is no longer in force, what is known of its end, to be added to a sentence; else nothing."""
    one = _table().by_code.get(code)
    if one is None or one.in_force:
        return ""
    now = today(code)
    if now is one:
        return f": {full_name(one)} ended in {one.valid_to}"
    return f": {full_name(one)} ended in {one.valid_to}, and has become {now.code} ({full_name(now)})"


@cache
def _successions() -> tuple[dict[str, tuple[Became, ...]], dict[str, tuple[Became, ...]]]:
    """All that the table tells, by the code before and by the code after."""
    before: dict[str, list[Became]] = {}
    after: dict[str, list[Became]] = {}
    by_code: dict[str, list[Division]] = {}
    for rows in _table().by_name.values():
        for row in rows:
            by_code.setdefault(row.code, []).append(row)
    rows = [row for rows in by_code.values() for row in rows]
    for one in sorted(rows, key=lambda row: (-(row.valid_to or 0), row.code)):
        if one.successor is None or one.successor not in by_code:
            continue
        # the name that the code bore right after, and not one of later
        then = next((row for row in by_code[one.successor] if row.valid_from == one.valid_to), division(one.successor))
        became = Became(one, then, one.valid_to, _how(one, then))
        before.setdefault(one.code, []).append(became)
        after.setdefault(one.successor, []).append(became)
    return tuple({code: tuple(ones) for code, ones in side.items()} for side in (before, after))  # pyright: ignore[reportReturnType]


def _how(before: Division, after: Division) -> Succession:
    if before.code == after.code:
        return Succession.RENAMED
    if before.name == after.name:
        return Succession.RECODED
    return Succession.CONVERTED if before.name[0] == after.name[0] else Succession.MERGED


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
        spans.extend((start, end) for start in starts if text[start:end] in table.in_prose)
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
        candidates = table.in_prose[name]
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


def named_by(words: str, *, first: int = 0, last: int = 9999) -> tuple[Division, ...]:
    """The divisions that these words name as a whole, and that bore that name in one of the years ``first`` to ``last``.

    天津市河东区, 天津河东 and 湖南省怀化市通道县 are one each; 西咸新区 is none. A full name goes before an everyday one
    (通道县), and either before one without its kind (河东).
    """
    table = _table()
    for names in (table.by_name, table.in_prose, table.by_stem):
        for start in range(max(0, len(words) - table.longest), len(words) - 1):
            found = tuple(
                one
                for one in names.get(words[start:], ())
                if one.existed(first, last) and _only_names_above(words[:start], one.ancestors)
            )
            if found:
                provinces = tuple(one for one in found if one.level == "province")
                return provinces or found  # 海南 is the province, and neither 海南州 nor 海南区
    return ()


def _only_names_above(words: str, codes: tuple[str, ...]) -> bool:
    """Are these words the names of what lies above, widest first, or nothing? 河北省保定市, 河北保定, 保定市."""
    for code in codes:
        words = next((words.removesuffix(form) for form in _table().above[code] if words.endswith(form)), words)
    return not words


def support(text: str, found: list[DivisionMatch], candidate: Division) -> int:
    """How often the text names what lies above `candidate` or, with a name that is one division's alone, beside it.

    ``found`` are the divisions that the text names (`find_in`).
    """
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
