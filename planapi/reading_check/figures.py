"""Were the numbers of the text read, dated and told apart? Checks of the observations and of the number ledger.

The thresholds were set on documents read well and read badly (``docs/reading.md``).
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from indicators.reading.rows import NumeralRow, ObservationRow
from planapi.reading import Reading
from planapi.reading_check.findings import Finding, excerpt, told
from planapi.reading_check.shape import LONG
from text.outline.outline import Node
from text.vocabulary import ChapterKind, Disposition, DocumentKind, Measure, ObservationKind, Origin, Severity

# Good documents have 2.28 to 14 observations in 1,000 characters, bad ones 0 to 1.4. A text of few numbers has few: half of what has a unit is to be read.
_DENSITY, _DENSITY_SEVERE = 2.0, 1.5
_READ_SHARE = 0.4
# Of all numerals up to 2.9 % are not understood in good documents, 3.5 to 5.9 % in bad ones. A short text may have two odd ones.
_NOT_UNDERSTOOD, _NOT_UNDERSTOOD_SEVERE = 0.032, 0.05
_FEW_NUMERALS, _MANY_NUMERALS = 3, 20
_SOME_NUMERALS, _MUCH = 6, 0.12
# Good documents leave up to 8 % without a year or a kind (the sizes of projects).
_UNDATED, _UNDATED_SEVERE = 0.2, 0.3
_FEW_ROWS, _ROWS = 4, 10
"""From how many figures on it says something, or much, that all are results or all are targets."""
# In good reports 59 % and more of the figures are results, and 26 % and more targets.
_MANY_ROWS, _LEAST_RESULTS, _LEAST_TARGETS = 30, 0.25, 0.05
_WRONG_YEAR, _WRONG_YEAR_SEVERE = 0.04, 0.15
# Good plans have next to no figures for a year after them; with a lost heading it was a fifth.
_LATE, _LATE_SEVERE = 0.1, 0.15
_PART_ROWS = 3
# Below a heading that looks back up to 0 % of the figures are targets in good documents, below one that looks ahead up to 6 % are results.
_WRONG_KIND = 0.5
_HEADING = 40
_EXAMPLES = 5

UNIT = r"(?:[%‰]|[百千]?[万亿]?(?:美元|元|[人户家个件项名座所条辆亩吨斤度米次套张处场]|公里|公顷|平方|立方|千瓦)|个?百分点)"
_QUANTITY = re.compile(rf"\d\s*{UNIT}")
_FOLLOWED_BY_UNIT = re.compile(rf"\s*[多余]?{UNIT}")
_ZERO = re.compile(r"\s*0(?:\.0+)?(?![\d.])")
# What may well be 0, or none: 零事故, 0起
_NONE_AT_ALL = re.compile(
    r"事故|案件|发生|死亡|新增|感染|上访|返贫|差错|投诉|举报|伤亡|疫情|病例|见面|跑|收费|成本|等待|距离|关税|碳|排放|超载|违法|零"
)
# 完成年度任务的116%, 是目标的1.2倍: a figure beside its aim may well be over 100 %.
_BESIDE_AN_AIM = re.compile(
    r"完成率|完成度|任务|计划|目标|进度|序时|预期|预算|拨备|同期|相当于|恢复|资本充足|流动性|入统|产销|负荷|担保|偿付|周转|入住|出租"
    r"|(?:20\d\d|[上去])年(?:水平)?的\d"  # 旅游收入是2019年的108%
)
# 2023年工作回顾, “十三五”发展成就; 取得新成效 looks ahead as often as back
# Each word is written out from its first character on: a search for them skips to the next of those.
_LOOKS_BACK = re.compile(
    r"回顾|发展成[就绩]|主要成[就绩]|历史性?成[就绩]|发展基础|工作总结|走过的|取得的成[就绩效]|工作情况|完成情况"
)
_AIMS = "工作安排 目标任务 工作目标 主要任务 工作思路 主要目标 重点任务 工作部署 发展目标 预期目标 工作打算 工作建议".split()
_LOOKS_AHEAD = re.compile("|".join([*(rf"{aim}(?=[和与及、*\s]|$)" for aim in _AIMS), "今后[三四五]年"]))
# 应到代表231名,实到225名; 浏览次数
_OF_THE_PAGE = re.compile(r"应到|实到|出席|到会|列席|浏览|点击|阅读|访问|来源|发布时间|字号")
_NEW_PART = re.compile(r"安排|目标|任务|部署|打算|思路|要求|展望|今后|未来|明年|征程|20\d\d年|[“\"]十.五")
_ENDED = re.compile(r"[。;!?:”\"》)>*]\s*$")
_BOTH_WAYS = re.compile(r"回顾.*(?:目标|安排|展望)|环境|形势")


def figure_checks(reading: Reading) -> Iterator[Finding | None]:
    """What looks wrong with the figures as they were read."""
    prose = [row for row in reading.rows.observations if row.origin is Origin.PROSE]
    yield _few_observations(reading, prose)
    yield _not_understood(reading)
    yield _figures_missing(reading, prose)
    yield _front_figures(reading)
    yield _undated(prose)
    yield from _one_sided(reading, prose)
    yield _own_year_results(reading, prose)
    yield _targets_after_the_plan(reading, prose)
    yield from _kind_against_heading(reading, prose)
    yield _zero_values(prose)
    yield _share_over_100(reading, prose)
    yield from _split_numbers(reading, prose)
    yield _broken_numbers(reading)


def _share(part: int, whole: int) -> float:
    return round(part / whole, 3) if whole else 0.0


def _few_observations(reading: Reading, prose: Sequence[ObservationRow]) -> Finding | None:
    """Few figures although the text has many numbers with a unit."""
    characters = len(reading.source.text)
    density = round(1_000 * len(prose) / characters, 2)
    if characters < LONG or density >= _DENSITY:
        return None
    tables = reading.targets.spans
    quantities = sum(
        not any(start <= match.start() < end for start, end in tables)
        for match in _QUANTITY.finditer(reading.source.folded)
    )
    if len(prose) >= quantities * _READ_SHARE:
        return None
    severity = Severity.SEVERE if density < _DENSITY_SEVERE else Severity.WARNING
    return told("few_observations", severity, density=density, rows=len(prose), quantities=quantities)


def _not_understood(reading: Reading) -> Finding | None:
    numerals = reading.rows.numerals
    lost = [one for one in numerals if one.disposition is Disposition.NOT_UNDERSTOOD]
    share = _share(len(lost), len(numerals))
    if len(lost) < _FEW_NUMERALS or share < _NOT_UNDERSTOOD:
        return None
    severe = (len(lost) >= _MANY_NUMERALS and share >= _NOT_UNDERSTOOD_SEVERE) or (
        len(lost) >= _SOME_NUMERALS and share >= _MUCH
    )
    return told(
        "not_understood",
        Severity.SEVERE if severe else Severity.WARNING,
        numerals=len(numerals),
        lost=len(lost),
        share=share,
        example=excerpt(lost[0].evidence.quote),
    )


def _figures_missing(reading: Reading, prose: Sequence[ObservationRow]) -> Finding | None:
    """增长%, 达到[图片]亿元: a unit whose figure was a picture, or was blotted out."""
    # as it is stored: pictures are taken out of the text that is read
    source = reading.laid.original if reading.laid else reading.source
    folded = source.folded
    places = [
        match for match in _NO_FIGURE.finditer(folded) if not _OF_A_TABLE.search(source.line_at(match.start()).folded)
    ]
    if len(places) < _FEW_MISSING:
        return None
    blots = sum(match["blot"] is not None for match in places)
    many = blots >= _MISSING and _share(blots, blots + len(prose)) >= _MISSING_SHARE
    severe = many or len(places) - blots >= _MISSING
    severity = Severity.SEVERE if severe else Severity.WARNING
    example = excerpt(folded[max(places[0].start() - 8, 0) : places[0].end() + 4])
    return told("figures_missing", severity, places=len(places), example=example)


# Good documents have none. Where a quarter of the figures was lost without a trace, 4 to 18 of them are seen so, beside 60 to 250 that were read; what is
# blotted out is seen each time.
_FEW_MISSING, _MISSING, _MISSING_SHARE = 2, 4, 0.05
_OF_A_TABLE = re.compile(r"^\||\S\t+\S[^\t]*\t|<t[dr]\b")  # there a unit stands in a cell of its own
_BLOT = r"(?P<blot>_{2,}|[Xx×*]{1,4}|\[图片?\]|!\[[^\]\n]{0,80}\]\([^)\n]{1,200}\)|[□■]{1,3}|\?{2,})"
_NO_FIGURE = re.compile(
    rf"(?<=[一-鿿])\s?{_BLOT}\s?{UNIT}"
    r"|(?:增[长幅速]|下降|提[高升]|上升|降低|减少|回落|达到?|完成|实现|突破|超过|[为至到约近占])\s?(?:[%‰]|个百分点|公里|亿元(?!以上|级|[大产企项工规村楼]))"
    r"(?!\s{1,2}(?:[-—〔\[(≥≤<>约]{0,2}\d|—))"  # 增速 | % | 6.8 of a table
)


def _front_figures(reading: Reading) -> Finding | None:
    """Figures before the first heading that stand nowhere else: a summary repeats what stands in the text, and a menu has no sentences."""
    folded, front = reading.source.folded, reading.outline.front
    text = folded[front:]
    lost = [
        one
        for one in reading.rows.numerals
        if one.disposition is Disposition.FRONT_MATTER
        and one.raw_start < front
        and _FOLLOWED_BY_UNIT.match(folded, one.raw_end)
        and _with_unit(folded, one) not in text
        and _in_a_sentence(reading, one)
    ]
    if not lost:
        return None
    examples = [_with_unit(folded, one) for one in lost[:_EXAMPLES]]
    severity = Severity.SEVERE if len(lost) > 1 else Severity.WARNING
    return told("front_figures", severity, figures_lost=len(lost), examples=examples)


def _with_unit(folded: str, numeral: NumeralRow) -> str:
    unit = _FOLLOWED_BY_UNIT.match(folded, numeral.raw_end)
    return folded[numeral.raw_start : unit.end() if unit else numeral.raw_end]


def _in_a_sentence(reading: Reading, numeral: NumeralRow) -> bool:
    words = reading.source.line_at(numeral.raw_start).folded
    return len(words) >= 12 and re.search(r"[,。;]", words) is not None and not _OF_THE_PAGE.search(words)


def _undated(prose: Sequence[ObservationRow]) -> Finding | None:
    undated = sum(row.year is None or row.kind is None for row in prose)
    share = _share(undated, len(prose))
    if undated < _FEW_ROWS or share < _UNDATED:
        return None
    severity = Severity.SEVERE if undated >= _ROWS and share >= _UNDATED_SEVERE else Severity.WARNING
    return told("undated", severity, rows=len(prose), undated=undated, share=share)


def _one_sided(reading: Reading, prose: Sequence[ObservationRow]) -> Iterator[Finding]:
    """A plan or a report speaks of what was and of what is to be. The two sides of a table count."""
    if reading.document.kind is DocumentKind.SPECIAL_PLAN:
        return
    kinds = [row.kind for row in prose if row.kind is not None]
    kinds += [side.kind for target in reading.rows.targets for side in target.sides if side.kind is not None]
    rows, targets = len(kinds), kinds.count(ObservationKind.TARGET)
    if rows < _FEW_ROWS:
        return
    severity = Severity.SEVERE if rows >= _ROWS else Severity.WARNING
    whole_report = reading.document.kind is DocumentKind.REPORT and rows >= _MANY_ROWS
    if targets <= (rows * _LEAST_TARGETS if whole_report else 0):
        yield told("no_targets", severity, rows=rows, targets=targets)
    if rows - targets <= (rows * _LEAST_RESULTS if whole_report else 0):
        yield told("no_results", severity, rows=rows, results=rows - targets)


def _own_year_results(reading: Reading, prose: Sequence[ObservationRow]) -> Finding | None:
    """Results of the year that a document plans for, which was not over."""
    document = reading.document
    first = document.report_year or document.period_start
    results = [row for row in prose if row.kind is ObservationKind.ACTUAL]
    if first is None or not results:
        return None
    # 一月份 of the year may be over when a report is delivered.
    wrong = [row for row in results if row.year is not None and row.year >= first and row.period_label is None]
    share = _share(len(wrong), len(results))
    if not wrong or (share < _WRONG_YEAR and not any(row.year and row.year > first for row in wrong)):
        return None
    severe = len(wrong) >= _PART_ROWS and share >= _WRONG_YEAR_SEVERE
    return told(
        "own_year_results",
        Severity.SEVERE if severe else Severity.WARNING,
        results=len(results),
        wrong=len(wrong),
        year=first,
        example=excerpt(wrong[0].evidence.quote),
    )


def _targets_after_the_plan(reading: Reading, prose: Sequence[ObservationRow]) -> Finding | None:
    """Targets of 2035 in a plan up to 2025: a few are in every plan, many are under a heading of 2035 that holds more than it should."""
    last = reading.document.period_end
    aims = [row for row in prose if row.kind is ObservationKind.TARGET]
    if last is None:
        return None
    late = [row for row in aims if row.year is not None and row.year > last]
    share = _share(len(late), len(aims))
    if len(late) < _FEW_ROWS or share < _LATE:
        return None
    severity = Severity.SEVERE if len(late) >= _ROWS and share >= _LATE_SEVERE else Severity.WARNING
    example = excerpt(late[-1].evidence.quote)
    return told("targets_after_the_plan", severity, targets=len(aims), late=len(late), year=last, example=example)


def _kind_against_heading(reading: Reading, prose: Sequence[ObservationRow]) -> Iterator[Finding]:
    """Most figures below a line that looks back are targets, or below one that looks ahead are results.

    The lines are looked for in the text, and not among the headings that were found: one that was missed tells most. A part ends with the next line
    that looks the other way, and with the next part of the text.
    """
    if reading.document.kind is DocumentKind.SPECIAL_PLAN:
        return
    rows = [line for line in reading.source.lines if line.folded.strip()]
    lines = [
        (line, _LOOKS_BACK.search(line.folded) is not None)
        for before, line in pairwise(rows)
        if _is_part_heading(line.folded) and (len(before.folded) < _HEADING / 2 or _ENDED.search(before.folded))
    ]
    parts = [one.start for one in reading.outline.top() if _is_a_part(one)]
    for line, back in lines:
        node = reading.outline.at(line.start)
        other_way = _LOOKS_AHEAD if back else _LOOKS_BACK
        if node and any(other_way.search(one.title) for one in node.path()):
            continue
        others = [other.start for other, looks_back in lines if looks_back is not back]
        end = min((at for at in (*parts, *others) if at > line.end), default=reading.outline.back)
        below = [row for row in prose if line.end <= row.raw_start < end and row.kind is not None]
        wrong = sum(_is_ahead(row, reading) if back else row.kind is ObservationKind.ACTUAL for row in below)
        if wrong < 2 or wrong < len(below) * _WRONG_KIND:
            continue
        severity = Severity.SEVERE if back or wrong >= _PART_ROWS else Severity.WARNING
        kind = {"kind_zh": "目标", "kind_en": "targets"} if back else {"kind_zh": "结果", "kind_en": "results"}
        yield told("kind_against_heading", severity, title=excerpt(line.folded), rows=len(below), wrong=wrong, **kind)
        return


def _is_ahead(row: ObservationRow, reading: Reading) -> bool:
    """Is it a target, and none of the year that was reviewed (年度目标6%以上)?"""
    first = reading.document.report_year or reading.document.period_start
    return row.kind is ObservationKind.TARGET and (row.year is None or first is None or row.year >= first)


def _is_a_part(node: Node) -> bool:
    """Is this node of the first level really one: 一、, 第二章, 2024年…, an appendix? Where numbers are lost, others may only stand there."""
    if node.label is None:
        return _NEW_PART.search(node.title) is not None or node.kind in (ChapterKind.APPENDIX, ChapterKind.GLOSSARY)
    return not node.label.startswith(("(", "（"))


def _is_part_heading(words: str) -> bool:
    """2023年工作回顾, 二、2024年目标任务; and no heading that speaks of both."""
    words = words.strip()
    if not 4 <= len(words) <= _HEADING or re.search(r"[。;|\t]|\d\s*$|…", words) or _BOTH_WAYS.search(words):
        return False
    return bool(_LOOKS_BACK.search(words)) != bool(_LOOKS_AHEAD.search(words))


def _zero_values(prose: Sequence[ObservationRow]) -> Finding | None:
    """0亿元, out of 31 0亿元. 0起事故 is a result."""
    zeros = [
        row
        for row in prose
        if row.value == 0 and _ZERO.match(row.raw) and not _NONE_AT_ALL.search(row.subject + row.evidence.quote)
    ]
    if not zeros:
        return None
    severity = Severity.SEVERE if len(zeros) >= _PART_ROWS else Severity.WARNING
    return told("zero_values", severity, rows=len(zeros), example=excerpt(zeros[0].evidence.quote))


def _share_over_100(reading: Reading, prose: Sequence[ObservationRow]) -> Finding | None:
    """A share above the whole, in prose or in the indicator table; not 完成年度任务的116% or 恢复到2019年的108%, and no growth."""
    folded = reading.source.folded
    sides = [side for target in reading.rows.targets for side in target.sides]
    over = [
        row
        for row in (*prose, *sides)
        if row.unit == "%"
        and row.value is not None
        and row.value > 100
        and (row.measure is Measure.SHARE or (row.side is not None and _IS_A_SHARE.search(row.subject)))
        and not _BESIDE_AN_AIM.search(
            folded[max(0, row.raw_start - 40) : row.raw_end + 10] if row.side is None else row.subject
        )
    ]
    if not over:
        return None
    rows = len(prose) + len(sides)
    severity = Severity.SEVERE if len(over) >= _PART_ROWS and len(over) * 20 >= rows else Severity.WARNING
    return told("share_over_100", severity, rows=len(over), example=excerpt(over[0].evidence.quote))


_IS_A_SHARE = re.compile(r"(?<!增长)(?<!负债)率$|比例|比重|占")


# 31 0亿元; 2.3.2 人民: the last digit of a section's number
_DIGIT_BEFORE = re.compile(r"\d[.-]?[ \t　]{0,3}\n?[ \t　]{0,3}$")
_JOINED = re.compile(r"\d[ \t　]*-?[ \t　]*\n\s*\d")


def _split_numbers(reading: Reading, prose: Sequence[ObservationRow]) -> Iterator[Finding]:
    """31 0亿元, read as 0亿元; and 44 with the page number 6 on the next line, read as 446."""
    folded = reading.source.folded
    split = [
        row
        for row in prose
        if folded[row.raw_start].isdecimal() and _DIGIT_BEFORE.search(folded[max(0, row.raw_start - 8) : row.raw_start])
    ]
    joined = [row for row in prose if _JOINED.search(row.raw)]
    for code, rows in (("split_numbers", split), ("joined_numbers", joined)):
        if rows:
            severe = len(rows) >= _PART_ROWS and len(rows) * 20 >= len(prose)
            example = excerpt(folded[max(0, rows[0].raw_start - 8) : rows[0].raw_end])
            yield told(code, Severity.SEVERE if severe else Severity.WARNING, rows=len(rows), example=example)


_BROKEN = re.compile(r"[ \t　]*\n\s*")


def _broken_numbers(reading: Reading) -> Finding | None:
    """9 ⏎ 12.6: the end of a line, and perhaps the number of a page, stands within a number, and nothing was read of it."""
    folded = reading.source.folded
    broken = [
        (one, after)
        for one, after in pairwise(reading.observations.numerals)
        if one.disposition is after.disposition is Disposition.NOT_UNDERSTOOD
        and _BROKEN.fullmatch(folded, one.end, after.start)
        and folded[one.end - 1].isdecimal()
        and folded[after.start].isdecimal()
    ]
    if not broken:
        return None
    one, after = broken[0]
    return told("broken_numbers", Severity.WARNING, numbers=len(broken), example=excerpt(folded[one.start : after.end]))
