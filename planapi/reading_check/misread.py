"""Was the text recognised or converted badly? Checks of what no author writes: 入民政府, 增长5.6，, 45.3人次, 增长57% throughout.

A figure that lost its unit, its decimal point or a character looks like any other; that there are many of its kind tells.
"""

import re
import tomllib
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache
from itertools import chain
from pathlib import Path

from indicators.caveats import SAME_NAME, is_of_the_name, read_caveat
from indicators.reading.catalogue import catalogue
from indicators.reading.rows import ObservationRow
from indicators.units import convert
from planapi.reading import Reading
from planapi.reading_check.figures import UNIT
from planapi.reading_check.findings import Finding, excerpt, told
from text.vocabulary import Comparator, Disposition, Measure, Movement, ObservationKind, Origin, Severity
from text.words import is_word, words_of

LOOK_ALIKES = Path(__file__).parent / "look_alikes.toml"

# Of no pair do documents as they are printed make three words. A pair that is taken for each other throughout makes five to five hundred.
_WORDS, _PLACES, _PLACES_SEVERE = 3, 4, 10
# Of all pairs together, they make 0.9 words in 1,000 characters.
_ALL_WORDS, _ALL_WORDS_SHARE = 6, 1.6 / 1_000
# 5.6忆元, 3方人, 20万无, 8入: no counter, and with what follows no unit. Each begins with the odd character: a search for them skips to the next of those.
_UNIT = re.compile(
    r"忆(?=[元吨]|立方|千瓦)|方(?=[元人亩吨千平户公美辆册件个家次])|无(?!人|[一-鿿]?[害线])|干(?=[瓦米克])|入(?=[,。;、次]|以上|左右)|[曰牛](?=[,。;、至前内底])"
)
_BEFORE_UNIT = re.compile(r"\d\s?[百千]?[万亿]?$")
_UNITS_SEVERE = 4

_WORDS_BEFORE = re.compile(r"[一-鿿]{2}$")
# A ratio, an index and a score have none (收入比缩小到1.89。).
_A_RATIO = re.compile(r"(?:(?<![占同])比(?![重例上去])|系数|指数|倍|满意度|得分|评分|[A-Z]值)[^,。;]*$")
_NO_UNIT = re.compile(r"[,。;](?!\d)|、[一-鿿]|左右|以[上内下]")
_FIGURES = (Disposition.OBSERVATION, Disposition.NOT_UNDERSTOOD)
_FEW_UNITS, _NO_UNITS, _NO_UNITS_SHARE = 2, 4, 0.05

_COUNTER = frozenset("人 户 家 个 人次 册 套 辆 张 件 名 所 座 次 对 条 处 床 只 头 株 栋 项".split())
_AN_AVERAGE, _SCALE = re.compile(r"(?:每|均|[百千万]人|比|强度|折合|率)[^,。;]*$"), re.compile("[百千万亿]")
_PARTS, _PARTS_SEVERE = 2, 4
# Of what is counted in 亿元 or 万吨, no county has as little as a hundredth.
_LEAST = Decimal("0.01")
_SMALL_SEVERE = 3
# 增长57%: of good documents two rates in forty-seven at most are whole, above 20 and not round.
_HIGH, _ROUND, _RATES, _RATES_SHARE, _RATES_SEVERE, _RATES_SHARE_SEVERE = 20, 5, 2, 0.1, 3, 0.2
# Of the last digits behind the point 5 is the most frequent in good documents, 28 % of them at most, and in 45 of them one of 1 to 9 may not occur.
_DIGITS = "123456789"
_DECIMALS, _DECIMALS_MANY = 30, 45
_MOST, _ABSENT, _ABSENT_OF_MANY = 0.42, 3, 2
# 5.61%, 7.22%, 4.83%: rates with the marks of the notes 1, 2 and 3
_SECOND_DECIMAL, _MARKS_COUNTED, _MARKS_SAME = re.compile(r"\.\d(\d)(?!\d)"), 3, 5
_LAST_DIGIT = re.compile(r"\.\d*(\d)")
# 达到45-3亿元; and results are no ranges
_RANGE, _FROM = re.compile(r"[-—~](\d{1,3})(?=[%亿万])"), re.compile(r"(?<![\d.:-])(\d{1,4})$")
_RANGES, _RANGES_SEVERE = 2, 5
_NAMES_SEVERE, _EXAMPLES = 4, 3


def misread_checks(reading: Reading) -> Iterator[Finding | None]:
    """What looks as if a program had read it from a picture, or had lost signs of it."""
    sides = chain.from_iterable(target.sides for target in reading.rows.targets)
    rows = [*reading.rows.observations, *sides]
    yield _misread_characters(reading)
    yield _units_missing(reading)
    yield _counts_in_parts(reading, rows)
    yield _values_too_small(rows)
    yield _points_missing(reading)
    yield _digits_uneven(rows)
    yield _odd_ranges(reading)
    yield _names_doubtful(reading)
    yield _names_incomplete(reading)


# ── characters ───────────────────────────────────────────────────────────────────────────────────────────────────────────────────────


@cache
def look_alikes() -> dict[str, str]:
    """Of each character those that it may have been."""
    found: dict[str, str] = defaultdict(str)
    for one, other in tomllib.loads(LOOK_ALIKES.read_text(encoding="utf-8"))["pairs"].split():
        found[one] += other
        found[other] += one
    return dict(found)


def _misread_characters(reading: Reading) -> Finding | None:
    """入民, 入才, 入口: a character that stands in no word, beside which the one that looks like it makes several."""
    folded, others = reading.source.folded, look_alikes()
    made: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    words = ["", *words_of(folded), ""]
    for before, char, after in zip(words, words[1:], words[2:], strict=False):
        if char not in others or not (len(before) == 1 or len(after) == 1):
            continue
        for other in others[char]:
            if len(after) == 1 and is_word(other + after):
                made[char, other].append((other + after, char + after))
            elif len(before) == 1 and is_word(before + other):
                made[char, other].append((before + other, before + char))
    found = [ones for ones in made.values() if len(ones) >= _PLACES and len({word for word, _ in ones}) >= _WORDS]
    words = {word for ones in made.values() for word, _ in ones}
    if not found and len(words) >= max(_ALL_WORDS, _ALL_WORDS_SHARE * len(folded)):
        found = list(made.values())
    units = [
        folded[match.start() - 2 : match.end() + 1]
        for match in _UNIT.finditer(folded)
        if match.group() == "忆" or _BEFORE_UNIT.search(folded[max(0, match.start() - 4) : match.start()])
    ]
    if not found and not units:
        return None
    places = sum(map(len, found)) + len(units)
    examples = [*units[:2], *(seen for ones in found for seen in list(dict.fromkeys(seen for _, seen in ones))[:3])]
    severe = places - len(units) >= _PLACES_SEVERE or len(units) >= _UNITS_SEVERE
    severity = Severity.SEVERE if severe else Severity.WARNING
    return told("misread_characters", severity, places=places, examples=[excerpt(one) for one in examples[:6]])


# ── signs ────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _units_missing(reading: Reading) -> Finding | None:
    """增长5.6，: the sign of per cent, or another unit, is lost."""
    folded = reading.source.folded
    places = [
        folded[one.start - 2 : one.end + 1]
        for one in reading.observations.numerals
        if one.disposition in _FIGURES
        and one.text != "0"
        and folded[one.end - 1].isdecimal()
        and _NO_UNIT.match(folded, one.end)
        and _WORDS_BEFORE.search(folded[max(0, one.start - 2) : one.start])
        and not _A_RATIO.search(folded[max(0, one.start - 24) : one.start])
    ]
    if len(places) < _FEW_UNITS:
        return None
    rows = len(reading.rows.observations)
    severe = len(places) >= _NO_UNITS and len(places) >= _NO_UNITS_SHARE * (len(places) + rows)
    severity = Severity.SEVERE if severe else Severity.WARNING
    return told("units_missing", severity, places=len(places), example=excerpt(places[0]))


def _counts_in_parts(reading: Reading, rows: Sequence[ObservationRow]) -> Finding | None:
    """45.3人次: the 万 before the unit is lost. An average may well be in parts, and so may what a table has of it (其中：公立医院（张））."""
    folded = reading.source.folded
    averaged = {row.unit for row in rows if row.origin is Origin.TABLE and _AN_AVERAGE.search(row.subject)}
    parts = [
        row
        for row in rows
        if row.unit in _COUNTER
        and row.value is not None
        and row.value % 1
        and not _SCALE.search(row.raw)
        and not (row.origin is Origin.TABLE and row.unit in averaged)
        and not _AN_AVERAGE.search(row.subject)
        and not _AN_AVERAGE.search(folded[max(0, row.raw_start - 20) : row.raw_start])
    ]
    # the name of a row may have lost its 每千人口
    if all(row.origin is Origin.TABLE for row in parts) and len({row.subject for row in parts}) < _PARTS:
        return None
    severity = Severity.SEVERE if len(parts) >= _PARTS_SEVERE else Severity.WARNING
    return told("counts_in_parts", severity, rows=len(parts), example=excerpt(parts[0].evidence.quote))


def _values_too_small(rows: Sequence[ObservationRow]) -> Finding | None:
    """地区生产总值达到453元, 粮食总产量达到45.6吨, 总投资12元: the 亿 or the 万 before the unit is lost."""
    small = [row for row in rows if row.measure is not Measure.CHANGE and (_is_small(row) or _is_a_sum_of_few(row))]
    if not small:
        return None
    severity = Severity.SEVERE if len(small) >= _SMALL_SEVERE else Severity.WARNING
    return told("values_too_small", severity, rows=len(small), example=excerpt(small[0].evidence.quote))


def _is_small(row: ObservationRow) -> bool:
    unit = catalogue().entries[row.indicator].unit if row.indicator else None
    if row.value is None or not unit or not unit.startswith(("万", "亿")) or (row.unit or "").startswith(("万", "亿")):
        return False  # 能源综合生产能力21.6万吨标准煤 of a county: its 万 is there
    value = convert(row.value, row.unit, unit)
    return value is not None and row.value > 0 and value < _LEAST


# 总投资12元, 产值50元; not what is a head, a month or a piece
_A_SUM = re.compile(
    r"(?:投资|产值|增加值|总额|税费?|资金|贷款|存款|财政|销售额?|营业?收入?|经费|款物|债券|利润|成交额|收入)$"
)
_BY_ONE = re.compile(
    r"(?:[人户亩均每月日次天]|标准|可支配|工资|纯收入|价|费用|补[贴助]|养老金|低保|门槛|最[低高]|居民|农民|职工|村集体|单[位项笔])"
)
_FEW_YUAN = 10_000


# 整修道路10平方米, 绿化面积141.6平方米
_FEW_SQUARE_METRES, _NO_PARTS_OF = 30, 1_000


def _is_a_sum_of_few(row: ObservationRow) -> bool:
    value = row.value
    if value is None or value <= 0 or _SCALE.search(row.raw) or _BY_ONE.search(row.subject):
        return False
    if row.unit == "平方米":
        return value < _FEW_SQUARE_METRES or (value < _NO_PARTS_OF and value % 1 > 0)
    return row.unit == "元" and value < _FEW_YUAN and _A_SUM.search(row.subject) is not None


def _points_missing(reading: Reading) -> Finding | None:
    """增长57%, 增长123%: rates of one year that are far too high, whole and not round."""
    rates = [
        row
        for row in reading.rows.observations
        if row.measure is Measure.GROWTH
        and row.direction is Movement.RISE
        and row.unit == "%"
        and row.value is not None
        and (row.base_year is None or row.year is None or row.base_year == row.year - 1)
    ]
    high = [
        row for row in rates if row.value is not None and row.value > _HIGH and not row.value % 1 and row.value % _ROUND
    ]
    if len(high) < _RATES or len(high) < _RATES_SHARE * len(rates):
        return None
    severe = len(high) >= _RATES_SEVERE and len(high) >= _RATES_SHARE_SEVERE * len(rates)
    severity = Severity.SEVERE if severe else Severity.WARNING
    return told("points_missing", severity, rates=len(rates), high=len(high), example=excerpt(high[0].evidence.quote))


def _digits_uneven(rows: Sequence[ObservationRow]) -> Finding | None:
    """A digit that never ends a decimal, or ends too many: a program took it for another, or the mark of a note was joined to figures."""
    counts = Counter(match[1] for row in rows if (match := _LAST_DIGIT.search(row.raw)))
    rates = [
        match[1]
        for row in rows
        if row.origin is Origin.PROSE and row.unit == "%" and (match := _SECOND_DECIMAL.search(row.raw))
    ]
    marks = "".join(rates)
    counted = len(marks) >= _MARKS_COUNTED and _DIGITS.startswith(marks)
    if counted or (len(marks) >= _MARKS_SAME and len(set(marks)) == 1):
        return told("digits_uneven", Severity.WARNING, decimals=len(marks), frequent=marks[-1], absent=[])
    total, absent = counts.total(), [digit for digit in _DIGITS if not counts[digit]]
    digit, most = max(((digit, counts[digit]) for digit in _DIGITS), key=lambda one: one[1])
    if total < _DECIMALS or not (
        most > _MOST * total or len(absent) >= (_ABSENT_OF_MANY if total >= _DECIMALS_MANY else _ABSENT)
    ):
        return None
    frequent = digit if most > _MOST * total else ""
    return told("digits_uneven", Severity.WARNING, decimals=total, frequent=frequent or "—", absent=absent)


def _odd_ranges(reading: Reading) -> Finding | None:
    """达到45-3亿元, and results that are ranges: the decimal point was read as a dash."""
    folded = reading.source.folded
    odd = [
        f"{first[1]}{match.group()}"
        for match in _RANGE.finditer(folded)
        if (first := _FROM.search(folded[max(0, match.start() - 6) : match.start()])) and int(first[1]) >= int(match[1])
    ]
    odd += [
        row.evidence.quote
        for row in reading.rows.observations
        if row.kind is ObservationKind.ACTUAL and row.comparator is Comparator.RANGE
    ]
    if len(odd) < _RANGES:
        return None
    severity = Severity.SEVERE if len(odd) >= _RANGES_SEVERE else Severity.WARNING
    return told("odd_ranges", severity, ranges=len(odd), example=excerpt(odd[0]))


# 元, 亿元, %, 长: the end of what stood there before a page began
_NO_NAME = re.compile(rf"[一-鿿%‰]|(?:{UNIT}|[百千万亿])+")
# 新增就业不, 加大对: it goes on elsewhere; 拟, 计划新, of which the thing is lost
_CUT_NAME = re.compile(
    r"^(?:计划|预计|[新拟过已未将稳])+$|^成为|(?<=..)(?:扎实|如期|首次|分别)$|(?:[不的对将把被从由更再]|(?<!参)与)$|[一-鿿]\.\d"
)
# 旅游收入4., 达到6-4家和, 投资1.8打造省级美丽乡村, 21年GDP; not PM2.5 or 5G
_NUMBER_IN_NAME = re.compile(
    r"(?<![A-Za-z\d.])\d+(?:\.\d+)?[.-]?$|\d-\d+[一-鿿]|(?<![A-Za-z\d.])\d+\.\d+(?![\d%万亿户家个人元亩公吨千平])"
    r"|(?<![\d第近约连续满达逾超])[012]\d年(?=[A-Z“]|地区|生产|财政|固定|规模|规上|社会|城|农|全|$|[”\"])"
)


def _names_doubtful(reading: Reading) -> Finding | None:
    """亿元2亿元, 旅游收入4.1亿元 of 旅游收入4. and 1亿元: a number or a sentence is cut, and the figure has a piece of it for its name."""
    lost = [one for one in reading.rows.numerals if one.disposition is Disposition.NOT_UNDERSTOOD]
    starts = [one.raw_start for one in lost]
    found: list[ObservationRow] = []
    for row in reading.rows.observations:
        if row.origin is not Origin.PROSE:
            continue
        name = row.subject
        unread = lost[bisect_left(starts, row.evidence.start) : bisect_left(starts, row.raw_start)]
        behind = reading.source.text.startswith(name, row.raw_end)  # 5个镇
        cut = (_NO_NAME.fullmatch(name) and not behind) or _CUT_NAME.search(name) or name.count("“") != name.count("”")
        if cut or _NUMBER_IN_NAME.search(name) or any(one.raw in name for one in unread):
            found.append(row)
    if not found:
        return None
    severity = Severity.SEVERE if len(found) >= _NAMES_SEVERE else Severity.WARNING
    return told("names_doubtful", severity, rows=len(found), example=excerpt(f"{found[0].subject}|{found[0].raw}"))


# Of good documents up to 6 in a hundred figures are told of without their subject (惠及居民3.9万户, 满意率100%).
_FEW_NAMES, _NAMES_SHARE, _MANY_NAMES, _NAMES_SHARE_SEVERE = 5, 0.08, 15, 0.2


def _names_incomplete(reading: Reading) -> Finding | None:
    """惠及居民3.9万户, 投资101亿元: the caveats of the rows say it of each; here, of how many."""
    rows = [row for row in reading.rows.observations if row.origin is Origin.PROSE]
    found = [row for row in rows if row.caveat and any(map(is_of_the_name, read_caveat(row.caveat)))]
    if not found:
        return None
    cut = sum(row.caveat != SAME_NAME for row in found)  # a text that says everything twice has whole names
    many = cut >= _FEW_NAMES and cut >= _NAMES_SHARE * len(rows)
    severe = cut >= _MANY_NAMES and cut >= _NAMES_SHARE_SEVERE * len(rows)
    severity = Severity.SEVERE if severe else Severity.WARNING if many else Severity.INFO
    examples = [excerpt(f"{row.subject}|{row.raw}") for row in found[:_EXAMPLES]]
    return told("names_incomplete", severity, rows=len(found), of=len(rows), examples=examples)
