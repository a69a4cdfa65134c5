"""A sentence that somebody wrote becomes the claims in it: one for each number, with what it is of, where and when.

``河东区2022年一般公共预算收入完成32.6亿元，增长1.36%。`` becomes two claims of 河东区 in 2022: `general-public-budget-revenue` 32.6 亿元, and its growth of
1.36 %. The sentence is read by the readers of the documents; what they take from a document's headings, its years, a sentence has to say itself: a year
that is not named is None. So is the kind (result, estimate, target), if no word of the sentence shows it. What can't be
determined is not a claim to check: ``doubt`` says why. Pure.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from districts.reading.divisions import NATION, Division, DivisionMatch, division, find_in
from districts.reading.short_names import find_short
from indicators.harmonising import MOVES
from indicators.reading.catalogue import INDUSTRY_SHARES, catalogue
from indicators.reading.everyday import everyday_name
from indicators.reading.linking import LEAD, link_observation
from indicators.reading.observations import read_observations
from indicators.reading.observed import ObservationRead
from text.context import DocumentContext
from text.ledger.ledger import NumeralRead
from text.numbers.units import DURATIONS, SCALES, WORDS, split_scale
from text.outline.outline import Outline
from text.sources.source import Source, fold, make_source
from text.traditional import is_traditional, simplified
from text.vocabulary import Comparator, Disposition, DocumentKind, Measure, Movement, ObservationKind, VerdictReason

# Of no year: what the reader dates so, the sentence has left undated.
_UNDATED = 1
_FIRST_YEAR = 1000
_CONTEXT = DocumentContext(
    kind=DocumentKind.REPORT, place="", places_above=(), baseline_year=_UNDATED - 1, report_year=_UNDATED
)
_OF_THE_NATION = replace(_CONTEXT, place="全国")
# Whose figures these are; not of a part of it, nor of what bears its name (中国银行)
_NATION = re.compile(
    r"(?:(?<=^)|(?<=[\s,。;:、!?年]))(?:全国|我国|中国|中华人民共和国)"
    r"(?![^,。;]{0,10}?(?:[省县州旗]|市(?!场)|(?<!城)[镇乡]|(?<!农)村|区(?!生产)|[东南西北中]部|企业|公司|银行|集团|移动|电信|联通|铁|石))"
)

_SENTENCE = re.compile(r"[^。!?;\n]*[。!?;\n]?")
_CLAUSE = re.compile(r"[^,。!?;\n]*[,。!?;\n]?")
_TITLE = re.compile(r"《[^《》]*》")
# 未达到 没有完成 并非 不是. Not 不低于, 不超过, 不足: those are bounds, and read as such.
_NEGATED = re.compile(
    r"没(?:有|能|达|到|完成|实现|超)|未(?:能|达|完成|实现|超|突破|到)|尚未|并未|从未|并非|不是|不为|并不|否认|不实"
)
_NOT_ASSERTED = re.compile(r"是否|能否|是不是|[吗么]\s*[?。]?\s*\Z|\?|如果|假如|倘若|假设|有望|可能|或许|据称|传闻")
_KIND = {
    ObservationKind.TARGET: re.compile(
        r"目标|力争|争取|确保|计划|预期(?!寿命)|拟|规划(?:到|20|建成|建设|新增|达到|实现)|提出(?=[,:]|到|20|“?十|全年)|明确(?:到|20)|设定|锚定|承诺(?![制书件函])|希望(?!工程|小学)|将(?!近|军)|要(?=达到|增长|实现|完成|突破|建成)"
    ),
    ObservationKind.ESTIMATE: re.compile(r"预计|预估"),
    ObservationKind.ACTUAL: re.compile(
        r"实际(?!利用|使用|到位|控制|管理)|已经?(?=[达完建实增超突])|(?:完成|达到|实现|建成|增长|增加|下降|突破)了"
    ),
}
_KIND_BEHIND = re.compile(r"(?:以上|左右)?的?(?:预期)?目标")
_UP_TO = re.compile(r"(?:到|至|截至|截止)\s*(20\d\d)年")
# 增加到2025年的|150家: what is reached, and no increment
_RISEN_TO = re.compile(r"(?:增加|增长|提高|提升|上升|扩大|发展|下降|减少|降低|缩小)(?:到|至)(?:了|20\d\d年的?)?\Z")
# 共有国家高新技术企业155家: a word that documents do without, and journalists do not
_THERE_ARE = re.compile(r"\A(?:的?(?:预期)?目标[是为]|[共现已拥]有|有(?![效机色线轨害限关序]))")
# 增速为-3.5%: a minus sign, and no dash of a range
_MINUS = re.compile(r"[^\W\d_][-−]\Z")
# 河东区「提出」2023年…, 「统计局数据显示」2022年…, 「该区」新增就业…, 「把」…提高到80%, 增速目标「定」为5%: how a sentence tells of its figure
_TELLING = re.compile(
    r"(?:(?:统计|[一-鿿]{0,3}局|部门|政府|工作|的|公布|发布|数据|公报|报告|纲要|资料){0,6}(?:提出|明确|宣布|公布|发布|披露|透露|介绍|显示|表明|要求|希望|承诺|部署|安排|设定|锚定|确定|规划|计划|预期|力争|争取)了?"
    r"(?=[到至在]?20\d\d年|“?十[一二三四五六七八九]五))"
    r"|(?<![应活])该[省市区县州盟旗镇]|当地(?![产农品])|(?<=[\s,。;])当年"
    r"|(?:(?<=[\s,要年前内底末])|(?<=力争)|(?<=争取))(?:[把让使]|将(?![近军来]))(?=(?:20\d\d年)?[^,。;\d]{2,30}(?:[到至在为]|达到?)[^,。;\d]{0,4}\d)"
    r"|(?<=目标)(?:设|定|设定|确定|锁定)(?=[为在])"
)
_OF_A_TARGET = re.compile(r"(?:的?(?:预期|计划|规划)?(?:目标|任务)|的?(?:预期|力争))+\Z")
# 目标|城镇新增就业, 预期|GDP: what kind of figure it is
_AIMED = re.compile(r"\A(?:的?(?:主要)?(?:预期)?目标[是为]?|预期(?!寿命))")
# 高于全市平均, 低于全国, 快于GDP增速; not 低于5%
_COMPARES = re.compile(
    r"(?:[高低快慢好优多少]于|领先于?|落后于?|跑赢)(?![\d零〇一二两三四五六七八九十百千万几数半])[^\d,。;!?\n]{2,}(?=[,。;!?\n]|\Z)"
)
# Numerals that are no value, whatever the sentence claims.
_NO_VALUE = {
    Disposition.OBSERVATION,
    Disposition.DATE,
    Disposition.PERIOD,
    Disposition.LEXICAL,
    Disposition.LABEL,
    Disposition.BASE,
    Disposition.DOCUMENT,
}
# Numerals that are one, and are not understood.
_LOST = {
    Disposition.NOT_UNDERSTOOD,
    Disposition.TABLE,
    Disposition.FRONT_MATTER,
    Disposition.ENUMERATION,
    Disposition.RATIO,
}
_COUNTS = re.compile(rf"\s*[余多]?\s*[{SCALES}]*\s*(?:{'|'.join(word for word in WORDS if word not in DURATIONS)})")
# 三次产业, 第二产业: a name, and no rank
_INDUSTRIES = re.compile("[一二三123](?:次|大)?产业")
_BARE_SCALES = ("万", "亿")
_GDP, _GDP_IN_WORDS = re.compile(r"(?<![A-Z])GDP(?![A-Z])", re.IGNORECASE), "地区生产总值"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One number of a sentence, and what is claimed with it. Offsets are of the sentence; ``places`` are the divisions that the name may mean, none
    where no place is named. ``up_to``: 到2025年, which a total over the years up to then, and a target, are spoken of with. ``relative``: its years are
    counted from 今年, which is 0, until ``dated`` says which year that is."""

    start: int
    end: int
    clause: str
    places: tuple[Division, ...]
    raw: str
    subject: str = ""
    slug: str | None = None
    caveat: str | None = None
    value: Decimal | None = None
    value_max: Decimal | None = None
    unit: str | None = None
    year: int | None = None
    period_start: int | None = None
    period_end: int | None = None
    base_year: int | None = None
    kind: ObservationKind | None = None
    up_to: bool = False
    relative: bool = False
    relative_to: int | None = None
    comparator: Comparator | None = None
    measure: Measure | None = None
    direction: Movement | None = None
    period_label: str | None = None
    doubt: VerdictReason | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """The claims of a sentence in its order, and the numerals that are no claim but may have been meant as one (第3名). ``compares``: it says that
    something is higher than something else, without a number (高于全市平均)."""

    claims: tuple[Claim, ...]
    ignored: tuple[NumeralRead, ...]
    compares: bool = False


def read_claims(sentence: str, *, place: str | None = None) -> Sentence:
    """Read a sentence, or a few. Newlines may be any; offsets count code points. ``place``: the code of the division that it is of, unless it names one.

    全国 names the nation only where no division is named or given: 河东区's 全国文明村镇 are its own. Traditional characters are read as simplified ones.
    """
    if is_traditional(sentence):
        return _as_written(read_claims(simplified(sentence), place=place), sentence)
    folded = fold(sentence.replace("\r", "\n"))
    named = find_in(sentence)
    named = sorted([*named, *find_short(folded, named)], key=lambda one: (one.start, -one.end))
    context = _CONTEXT
    if not named and place in (None, NATION):
        named = [DivisionMatch(*match.span(), division(NATION)) for match in _NATION.finditer(folded)]
        context = _OF_THE_NATION if named or place else _CONTEXT
    # Whose figures these are, the reader shall not take for what they are of; and a title's year is not theirs.
    plain = list(sentence.replace("\r", "\n"))
    for start, end in [(one.start, one.end) for one in named] + [match.span() for match in _TITLE.finditer(folded)]:
        plain[start:end] = " " * (end - start)
    for match in _TELLING.finditer("".join(plain)):
        plain[match.start() : match.end()] = " " * (match.end() - match.start())
    offsets = _spell_out(plain)
    relative = _date_relatively(plain, offsets)
    source = make_source("".join(plain))
    reading = read_observations(_all_body(source), context)
    claims: list[Claim] = []
    for one in reading.observations:
        lead = source.text[max(0, one.raw_start - LEAD) : one.raw_start]
        moved = replace(one, raw_start=offsets[one.raw_start], raw_end=offsets[one.raw_end - 1] + 1)
        claim = _claim(moved, sentence, folded, named, lead=lead)
        claims.append(_counted_from_this_year(claim) if relative else claim)
    numerals = [one._replace(start=offsets[one.start], end=offsets[one.end - 1] + 1) for one in reading.numerals]
    numerals = [one for one in numerals if not _INDUSTRIES.match(folded, one.start)]
    lost = [one for one in numerals if _is_lost(one, folded)]
    for one in lost:
        first, last = _around(_CLAUSE, folded, one.start)
        claims.append(
            Claim(
                start=one.start,
                end=one.end,
                clause=sentence[first:last].strip(),
                places=_places(named, folded, one.start)[0],
                raw=sentence[one.start : one.end],
                doubt=VerdictReason.NUMBER_NOT_UNDERSTOOD,
            )
        )
    ignored = [one for one in numerals if one.disposition not in _NO_VALUE and one not in lost]
    compares = _COMPARES.search(folded) is not None
    return Sentence(tuple(sorted(claims, key=lambda one: one.start)), tuple(ignored), compares)


def _as_written(read: Sentence, sentence: str) -> Sentence:
    """What was read of a sentence in simplified characters, in the words of the sentence itself."""
    plain = simplified(sentence)

    def clause(claim: Claim) -> str:
        at = plain.rfind(claim.clause, 0, max(claim.end, plain.find(claim.clause) + len(claim.clause)))
        return claim.clause if at < 0 else sentence[at : at + len(claim.clause)]

    claims = tuple(replace(one, raw=sentence[one.start : one.end], clause=clause(one)) for one in read.claims)
    ignored = tuple(one._replace(text=sentence[one.start : one.end]) for one in read.ignored)
    return replace(read, claims=claims, ignored=ignored)


def _all_body(source: Source) -> Outline:
    """A sentence is no document: nothing in it is a heading, a title or a page's furniture."""
    return Outline(source=source, nodes=(), body=0, front=0, back=len(source.text), notes=(), starts=(), opening=())


def _spell_out(plain: list[str]) -> list[int]:
    """Write 地区生产总值 for GDP, in place: GDP 680 reads like the name of a model. Returns where each character stood before."""
    offsets = list(range(len(plain)))
    for match in reversed(list(_GDP.finditer(fold("".join(plain))))):
        plain[match.start() : match.end()] = _GDP_IN_WORDS
        offsets[match.start() : match.end()] = [match.start()] * len(_GDP_IN_WORDS)
    return offsets


# 去年, 上年. Not 比上年, 较去年, 与去年同期: what a growth is against.
_RELATIVE_YEAR = re.compile(
    r"(?<![比较同于与和对超及过高低])(?P<year>前年|去年|上一?年度?|今年|本年度?|明年)(?![度末]?同期|以来|持平|的\d)"
)
_FROM_THIS_YEAR = {"前年": -2, "去年": -1, "上年": -1, "上一年": -1, "今年": 0, "本年": 0, "明年": 1}
# A year that nobody writes of, for 今年, so that the readers date what is said of it as they date everything.
_THIS_YEAR = 2046
_WRITTEN_YEAR = re.compile(
    "(?:" + "|".join(f"{_THIS_YEAR + years}年" for years in sorted(set(_FROM_THIS_YEAR.values()))) + ")底?"
)


def _date_relatively(plain: list[str], offsets: list[int]) -> bool:
    """Write years for 去年 and 今年, in place; ``offsets`` are kept. Whether there are any."""
    found = list(_RELATIVE_YEAR.finditer(fold("".join(plain))))
    for match in reversed(found):
        year = f"{_THIS_YEAR + _FROM_THIS_YEAR[match['year'].removesuffix('度')]}年"
        plain[match.start() : match.end()] = year
        offsets[match.start() : match.end()] = [offsets[match.start()]] * len(year)
    return bool(found)


def _counted_from_this_year(claim: Claim) -> Claim:
    """A claim whose year is a relative one, with its years from 今年."""
    if claim.year is None or abs(claim.year - _THIS_YEAR) > max(map(abs, _FROM_THIS_YEAR.values())):
        return claim
    return _moved(replace(claim, relative=True), -_THIS_YEAR)


def dated(claim: Claim, this_year: int) -> Claim:
    """A claim of 去年 with the year that it is, where 今年 is ``this_year``."""
    return _moved(replace(claim, relative_to=this_year), this_year) if claim.relative else claim


def undated(claim: Claim) -> Claim:
    """A claim of 去年 where nobody knows which year is 今年."""
    return replace(
        claim,
        year=None,
        period_start=None,
        period_end=None,
        base_year=None,
        doubt=claim.doubt or VerdictReason.RELATIVE_YEAR,
    )


def _moved(claim: Claim, years: int) -> Claim:
    def moved(year: int | None) -> int | None:
        return None if year is None else year + years

    return replace(
        claim,
        year=moved(claim.year),
        period_start=moved(claim.period_start),
        period_end=moved(claim.period_end),
        base_year=moved(claim.base_year),
    )


def _is_lost(numeral: NumeralRead, folded: str) -> bool:
    """A number that was not understood; and GDP 680亿元, which reads like a name with its number."""
    if numeral.disposition in _LOST:
        return True
    text = folded[numeral.start : numeral.end]
    counted = text[-1] in "万亿" or _COUNTS.match(folded, numeral.end) is not None
    return numeral.disposition is Disposition.NAME and counted


def _claim(read: ObservationRead, sentence: str, folded: str, named: list[DivisionMatch], *, lead: str) -> Claim:
    first, last = _around(_CLAUSE, folded, read.raw_start)
    head, tail = _around(_SENTENCE, folded, read.raw_start)
    before, clause = folded[head : read.raw_start], folded[first:last]
    places, doubt = _places(named, folded, read.raw_start)
    if doubt is None and _NOT_ASSERTED.search(folded[head:tail]):
        doubt = VerdictReason.NOT_ASSERTED
    if doubt is None and _NEGATED.search(clause):
        doubt = VerdictReason.NEGATED
    if _MINUS.search(before) and (read.value or 0) > 0:
        if read.measure in MOVES:
            read = replace(read, direction=Movement.FALL)
        else:
            doubt = doubt or VerdictReason.NUMBER_NOT_UNDERSTOOD
    if read.measure is Measure.CHANGE and _RISEN_TO.search(before.replace(" ", "")):
        read = replace(read, measure=Measure.LEVEL)
    spoken = _WRITTEN_YEAR.sub("", read.subject)
    subject = _AIMED.sub("", _OF_A_TARGET.sub("", spoken)) or spoken
    year = _year(read.year)
    dated = _year(read.period_start) is not None
    slug, caveat = _link(replace(read, subject=subject), lead=lead)
    if slug is None and (bare := _THERE_ARE.sub("", subject)) not in ("", subject):
        subject = bare
        slug, caveat = _link(replace(read, subject=bare), lead=lead)
    if slug is None and (everyday := everyday_name(subject)) is not None:
        slug, caveat = _link(replace(read, subject=everyday.name), lead=lead)
        if slug is not None and everyday.is_open:
            caveat = "；".join(filter(None, (caveat, f"原文作“{everyday.word}”")))
    return Claim(
        start=read.raw_start,
        end=read.raw_end,
        clause=sentence[first:last].strip(),
        places=places,
        raw=sentence[read.raw_start : read.raw_end],
        subject=subject,
        slug=slug,
        caveat=caveat,
        value=read.value,
        value_max=read.value_max,
        unit=read.unit,
        year=year,
        period_start=read.period_start if dated else None,
        period_end=read.period_end if dated else None,
        base_year=_year(read.base_year),
        kind=_kind(before, folded[read.raw_end : read.raw_end + 8], read),
        up_to=any(int(match[1]) == year for match in _UP_TO.finditer(before)),
        comparator=read.comparator,
        measure=read.measure,
        direction=read.direction,
        period_label=read.period_label,
        doubt=doubt,
    )


def _year(year: int | None) -> int | None:
    return year if year is not None and year >= _FIRST_YEAR else None


def _link(read: ObservationRead, *, lead: str) -> tuple[str | None, str | None]:
    """The indicator, as in a report: a growth of no named base is against the year before. GDP增速 is one, too."""
    found = link_observation(read, lead=lead, plan_end=None)
    if found is not None:
        return found.slug, found.caveat
    if read.measure is Measure.GROWTH:
        held = catalogue()
        fell = read.direction is Movement.FALL and read.subject.endswith(("降幅", "跌幅"))
        for name in (read.subject, *([read.subject[:-2]] if fell else [])):
            if slug := held.link(name, read.unit, Measure.GROWTH.value, over_years=False):
                return slug, held.caveat_of(name, read.unit, Measure.GROWTH.value, slug=slug)
    return None, None


def _kind(before: str, behind: str, read: ObservationRead) -> ObservationKind | None:
    """What the nearest word before the number says that it is; None where no word does."""
    if _KIND_BEHIND.match(behind):
        return ObservationKind.TARGET
    if read.kind is ObservationKind.ESTIMATE:
        return ObservationKind.ESTIMATE
    said = {kind: max((match.end() for match in words.finditer(before)), default=0) for kind, words in _KIND.items()}
    kind = max(said, key=lambda one: said[one])
    return kind if said[kind] else None


def _around(parts: re.Pattern[str], text: str, at: int) -> tuple[int, int]:
    """The part of a text that a character stands in; the comma of 1,053 ends none."""
    start = 0
    for match in parts.finditer(text):
        inside = match.group().endswith(",") and re.match(r"\d,\d{3}(?!\d)", text[match.end() - 2 :])
        if match.end() > at:
            if not inside or match.end() - 1 > at:
                return start, match.end()
            continue
        start = start if inside else match.end()
    return start, len(text)


def _places(named: list[DivisionMatch], folded: str, at: int) -> tuple[tuple[Division, ...], VerdictReason | None]:
    """The place that a number is of: the one in its clause, else the one that was named last before it."""
    first, last = _around(_CLAUSE, folded, at)
    here = list(_names(one for one in named if first <= one.start < last))
    if len(here) > 1:
        return (), VerdictReason.SEVERAL_DISTRICTS
    before = list(_names(one for one in named if one.start < at))
    anywhere = list(_names(named))
    for names in (here, before[-1:], anywhere if len(anywhere) == 1 else []):
        if names:
            return names[0], None
    return (), None


def _names(found: Iterable[DivisionMatch]) -> Iterator[tuple[Division, ...]]:
    """The places named, each once: what one name may mean; without the city that a district is said to lie in."""
    spans: dict[tuple[int, int], list[Division]] = {}
    for one in found:
        spans.setdefault((one.start, one.end), []).append(one.division)
    names = list(dict.fromkeys(tuple(ones) for ones in spans.values()))
    above = {code for ones in names for one in ones for code in one.ancestors}
    lower = [ones for ones in names if not any(one.code in above for one in ones)]
    yield from lower or names


def unit_of(claim: Claim, wanted: str) -> str | None:
    """The unit of a claim; of 32.6亿 that of the indicator (亿元), which is all that it can mean."""
    if claim.unit is None and claim.subject in INDUSTRY_SHARES:
        return "%"
    if claim.unit in _BARE_SCALES and (base := split_scale(wanted)[1]):
        return claim.unit + base
    return claim.unit
