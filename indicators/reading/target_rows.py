"""The rows of one indicator table become targets: the number, the name, the unit, the figures of each year and the nature of each."""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from indicators.reading.cells import (
    has_odd_figure,
    mark_of,
    parse_cell,
    span_in_name,
    split_unit,
)
from indicators.reading.roles import Roles
from indicators.reading.sides import (
    SideRead,
    TargetRead,
    blank_side,
    is_no_amount,
    is_rate,
    is_the_rise,
    measure_of,
    over_years,
    side_of,
)
from text.context import DocumentContext
from text.numbers.units import read_unit, split_scale
from text.sources.evidence import cite
from text.sources.source import Source, fold
from text.tables.columns import OF_WHICH, ColumnContent, align, fit, is_nature, is_only_part, is_part_of, is_unit
from text.tables.tables import Cell, Row, Table
from text.vocabulary import Comparator, Measure, Nature, ObservationKind, Span

_GROWS = re.compile(r"(?:比上年|同比)?(?:增长|下降|提高|降低)")
# 注：〔 〕内为五年累计数   注(原表脚注)：①…   *为2019年数据
FOOTNOTE = re.compile(
    r"^\s*\|?\s*(?:注释?|备\s*注|说\s*明)\s*(?:\([^()]{1,8}\))?\s*[:\d.①]|^\s*(?:\d|[①-⑳*※△▲])\s*[.、:]?\s*\S|^\s*带\s*[*※△▲]"
)


_TICK = re.compile("[√✓✔☑●★▲]|是")
_OF_GROUP = "\u2063"  # between the names of a group and of its part, while a row is read
_LIKE_A_CATEGORY = 0.7
_FEWEST_TORN = 2
_HEADING_BELOW = re.compile(r"(?:[一二三四五六七八九十]{1,2}、|\([一二三四五六七八九十]{1,2}\))[\u4e00-\u9fff]{2,12}")


@dataclass(slots=True)
class TargetRows:
    """Reads the rows of a table one after the other: a category, or a nature that spans rows, stays until the next."""

    table: Table
    roles: Roles
    context: DocumentContext
    legend: dict[str, Span]
    marks: dict[str, int]
    ambiguous: frozenset[str] = frozenset()
    category: str = ""
    nature: Nature | None = None
    group: Cell | None = None
    whole: Cell | None = None
    """The name of the last row that is no part of another, of which the rows below it may be."""
    groups: list[Cell] = field(default_factory=list)
    """The group of each row that is a part of one."""
    odd: list[str] = field(default_factory=list)
    _others: tuple[tuple[int, Span], ...] = ()

    def read(self, source: Source, row: Row) -> list[tuple[int | None, TargetRead]]:
        """The targets of a row, each with its printed number; none for a heading, a footnote, and what does not fit (then ``odd`` says why).

        A row that has a figure for the last year and one for the years until then (2025年 330, 年均增长 6%) has two targets.
        """
        if row.is_heading:
            self._heading(row)
            return []
        made = self._row(source, row)
        # 三、民生福祉类, a heading that was taken for the last cell of the row above it
        if len(row.cells) > 1 and _HEADING_BELOW.fullmatch(row.cells[-1].word):
            self.category = _category(row.cells[-1])
        return made

    def _row(self, source: Source, row: Row) -> list[tuple[int | None, TargetRead]]:
        roles = self.roles
        cells = self._aligned(row)
        cell = self._name(cells) if cells else None
        if cells is None or cell is None:
            if roles.category is not None:
                self._category_of_unread(row)
            self.odd.append(f"a row of {len(row.cells)} cells under {len(self.table.header)} headings is not read")
            return []
        if self._is_spread(cells, cell):
            self.category = _category(cell)
            return []
        cell = self._placed(cells, cell)
        self._turn_to(cells)
        baseline, target = self._aim_over_all(cells, self._baseline(cells), self._target(cells))
        if baseline.raw is None and target.raw is None:
            heading = Cell(_category(cell), cell.start, cell.end)
            if len(row.cells) <= 2 and fit([heading], [ColumnContent.CATEGORY])[0] <= 2.5:
                self.category = heading.text  # 一 | 经济发展（7项）
            else:
                self.odd.append("a row without figures is not read")
            return []
        number, printed = _number_and_name(cells, cell, roles)
        name, unit = self._split(printed)
        if (own := self._unit(cells)) and unit and not is_unit(unit):
            name = "".join(printed.replace(_OF_GROUP, "：").split())  # 互联网普及率（固定宽带家庭）, beside %
        unit = own or unit or self._unit_elsewhere(cells)
        baseline, target = self._in_unit(baseline, unit), self._in_unit(target, unit)
        span = span_in_name(printed)
        first = TargetRead(
            seq=0,
            category="" if self.table.categories_lost else self.category,
            name=name,
            raw_name="".join(cell.text.replace(_OF_GROUP, "：").split()),
            unit=unit,
            nature=self._nature(cells),
            note=None,
            measure=measure_of(name, unit),
            baseline=over_years(self._spanned(baseline, printed), span, (roles.baseline_year - 4, roles.baseline_year)),
            target=over_years(self._spanned(target, printed), span, self._period),
            evidence=cite(source, row.start, row.end),
        )
        more = self._more(cells, first)
        rate = self._rate(cells, first)
        if rate is not None:
            held = self._without_rate(cells, first)
            return [(number, held), (None, rate), *more] if held else [(number, rate), *more]
        second = self._second(cells, first) if target.raw is not None else None
        return [(number, first), *([(None, second)] if second else []), *more]

    def _more(self, cells: Sequence[Cell | None], first: TargetRead) -> list[tuple[int | None, TargetRead]]:
        """The targets of a row in further columns: a total beside the average per year, and aims for other years."""
        held = self.roles
        found: list[TargetRead] = []
        for at, span in self._others:
            self.roles = replace(held, average=at, average_span=span)
            if second := self._second(cells, first):
                found.append(second)
        self.roles = held
        for at, year in held.later:
            cell = cells[at]
            if cell is None or cell.start in (first.target.raw_start, first.baseline.raw_start):
                continue
            side = side_of(
                cell, parse_cell(cell.text, self.legend), year=year, kind=ObservationKind.TARGET, years=self._period
            )
            if side.value is not None and side.span is Span.POINT:
                side = self._in_unit(over_years(side, span_in_name(first.raw_name), self._period), first.unit)
                found.append(replace(first, baseline=blank_side(first.baseline), target=side))
        return [(None, one) for one in found]

    def _turn_to(self, cells: Sequence[Cell | None]) -> None:
        """Of several columns of averages and totals, the first that this row has a figure in."""
        every = ((self.roles.average, self.roles.average_span), *self.roles.others)
        columns = sorted((at, span) for at, span in every if at is not None)
        filled = [
            (at, span)
            for at, span in columns
            if (cell := cells[at]) and parse_cell(cell.text, self.legend).comparator is not Comparator.NONE
        ]
        self._others = tuple(filled[1:])
        if filled and filled[0][0] != self.roles.average:
            rest = tuple(one for one in columns if one != filled[0])
            self.roles = replace(self.roles, average=filled[0][0], average_span=filled[0][1], others=rest)

    def _in_unit(self, side: SideRead, unit: str | None) -> SideRead:
        """The figure of a cell that prints another unit than its row (1.5亿元, of 万元) in that of the row."""
        own = parse_cell(side.raw, self.legend).unit if side.raw and side.value is not None else None
        said, wanted = read_unit(own), read_unit(unit)
        if own is None or not unit or said is None or wanted is None:
            return side
        if said.dimension == "":
            wanted = read_unit(split_scale(unit)[0])  # 3.2万, of 人 or of 万人
        if wanted is None or said.dimension != wanted.dimension or said.factor == wanted.factor:
            return side
        times = said.factor / wanted.factor
        value, top = (
            None if one is None else (one * times.numerator / times.denominator).normalize() + 0
            for one in (side.value, side.value_max)
        )
        return replace(side, value=value, value_max=top)

    def _is_spread(self, cells: Sequence[Cell | None], cell: Cell) -> bool:
        """Is a row the heading of those below it: 一 | 经济发展（5项）, its one cell over all columns and printed in each?"""
        roles = self.roles
        sides = [cells[at] for at in (roles.baseline, roles.target, roles.average) if at is not None]
        return bool(sides) and all(side is not None and side.word == cell.word for side in sides)

    def _placed(self, cells: Sequence[Cell | None], cell: Cell) -> Cell:
        """The name of a row whose category, or group, is known now.

        居民人均可支配收入 | 城镇: without a column for groups, that of a group stands in the column of the categories, in the first row of the group.
        So may the group be a row of its own: 6 | 居民人均可支配收入, and below it, without a number, 其中：城镇居民.
        """
        part = fold(split_unit(cell.text)[0]).strip()
        if not is_only_part(part):
            self.whole = cell
        elif (
            self.roles.part is None
            and not self._is_numbered(cells)
            and self.whole
            and is_part_of(part, self.whole.word)
        ):
            return Cell(f"{self.whole.text}{_OF_GROUP}{OF_WHICH.sub('', cell.text)}", cell.start, cell.end)
        category = cells[self.roles.category] if self.roles.category is not None else None
        group = (
            category
            if category and category.word and fit([category], [ColumnContent.CATEGORY])[0] > _LIKE_A_CATEGORY
            else None
        )
        if self.roles.part is not None or not is_only_part(cell.word) or not (group or (self.group and not category)):
            self.group = self.group if self.roles.part is not None else None
            self.category = _category(category) if category else self.category
            return cell
        self.group = group or self.group
        assert self.group is not None
        self.groups.append(self.group)
        return Cell(f"{self.group.text}{_OF_GROUP}{cell.text}", cell.start, cell.end)

    def _aim_over_all(
        self, cells: Sequence[Cell | None], baseline: SideRead, target: SideRead
    ) -> tuple[SideRead, SideRead]:
        """The two sides of a row; 按市下达指标控制, in one cell over those of all years, is an aim."""
        roles = self.roles
        words = cells[roles.baseline] if roles.baseline is not None else None
        if baseline.comparator is not Comparator.REF or target.raw is not None or roles.target is None:
            return baseline, target
        if words is None or has_odd_figure(words.text):
            return baseline, target
        target = replace(
            baseline,
            year=roles.target_year,
            kind=ObservationKind.TARGET,
            span=Span.POINT,
            period_start=None,
            period_end=None,
        )
        return replace(blank_side(baseline), year=roles.baseline_year, kind=baseline.kind), target

    def _is_numbered(self, cells: Sequence[Cell | None]) -> bool:
        return self.roles.number is not None and cells[self.roles.number] is not None

    @property
    def are_torn(self) -> bool:
        """Have several groups one part only? Then their names were broken over lines, and each has a piece of one."""
        return sum(count == 1 for count in Counter(self.groups).values()) >= _FEWEST_TORN

    def _name(self, cells: Sequence[Cell | None]) -> Cell | None:
        """The cell that names a row; of a part of a group (化学需氧量) with the name of the group before it."""
        cell = cells[self.roles.name]
        part = cells[self.roles.part] if self.roles.part is not None else None
        if self.roles.part is None:
            return cell
        self.group = cell or self.group
        if part is None or self.group is None or (cell and part.word == cell.word):
            return cell or part
        return Cell(f"{self.group.text}{_OF_GROUP}{part.text}", part.start, part.end)

    @staticmethod
    def _split(printed: str) -> tuple[str, str | None]:
        """A name without its unit, which may stand behind the name of the group."""
        group, _, part = printed.rpartition(_OF_GROUP)
        name, unit = split_unit(part)
        if not group:
            return name, unit
        whole, of_all = split_unit(group)
        return f"{whole}：{name}", unit or of_all

    def _category_of_unread(self, row: Row) -> None:
        """A row that is not read may be the first of its category; what is not known to be of the category above has none."""
        first = next((cell for cell in row.cells if not cell.word.isdecimal()), row.cells[0])
        if fit([first], [ColumnContent.CATEGORY])[0] <= _LIKE_A_CATEGORY:
            self.category = _category(first)

    def _spanned(self, side: SideRead, name: str) -> SideRead:
        """A figure in brackets that may hold totals and averages: an average where the row is of a rise per year, else a total."""
        if side.span is Span.POINT or side.raw is None or fold(side.raw).strip()[:1] not in self.ambiguous:
            return side
        average = re.search(r"年均|增速|增幅|增长(?:率|速度)?(?:[(（〔\[%％]|$)", name)
        return replace(side, span=Span.ANNUAL_AVERAGE if average else Span.CUMULATIVE)

    def _rate(self, cells: Sequence[Cell | None], first: TargetRead) -> TargetRead | None:
        """The target of a row whose only aim is a rate: 8 under 年均增长（%）, or 9%, of what the row counts in 亿元 or 万元/人."""
        at, target = self.roles.average, first.target
        last = cells[self.roles.target] if self.roles.target is not None else None
        if last is not None and target.raw_start == last.start and self._says_rate(last, first):
            at = self.roles.target  # 441.7 and 增长8%, of 亿元
        cell = cells[at] if at is not None else None
        if at is None or cell is None or target.raw_start != cell.start or first.measure is not Measure.LEVEL:
            return None
        rises = target.span is Span.ANNUAL_AVERAGE and (
            re.search("增长|增速|增幅", self.table.header[at].word) or is_rate(first.baseline, None, target)
        )
        if not rises and parse_cell(cell.text, self.legend).unit != "%":
            return None
        return replace(first, unit="%", measure=Measure.GROWTH, baseline=blank_side(first.baseline))

    def _says_rate(self, cell: Cell, first: TargetRead) -> bool:
        """增长8%, and [-13.5%] of what the row counts in 吨."""
        other = first.unit not in ("%", "‰", None)
        return _GROWS.match(cell.word) is not None or (other and parse_cell(cell.text, self.legend).unit == "%")

    def _without_rate(self, cells: Sequence[Cell | None], first: TargetRead) -> TargetRead | None:
        """The row without its rate: what it comes from, and that no figure is stated for its last year. None where it comes from none."""
        if first.baseline.value is None:
            return None
        cell = cells[self.roles.target] if self.roles.target is not None else None
        target = replace(blank_side(first.baseline), year=self.roles.target_year, kind=ObservationKind.TARGET)
        if cell is not None and not self._says_rate(cell, first):
            target = replace(target, raw=cell.text, raw_start=cell.start, raw_end=cell.end)
        return replace(first, target=target)

    def _second(self, cells: Sequence[Cell | None], first: TargetRead) -> TargetRead | None:
        """The target for the years until the last one, of a row whose last year has a figure of its own."""
        roles = self.roles
        at = roles.average
        cell = cells[at] if at is not None else None
        if (
            at is None
            or cell is None
            or roles.target is None
            or cells[roles.target] is None
            or first.target.comparator is Comparator.NONE
        ):
            return None
        target = self._of_years(cell)
        if target.comparator is Comparator.NONE or target.raw_start == first.target.raw_start:
            return None
        if "累计" in self.table.header[at].word and is_the_rise(first, target):
            target = replace(target, span=Span.CUMULATIVE)
        growth = (
            "%"
            if target.span is Span.ANNUAL_AVERAGE
            and (
                re.search("增长|增速|增幅", self.table.header[at].word)
                or (first.unit != "%" and is_rate(first.baseline, first.target, target))
            )
            else None
        )
        unit = parse_cell(cell.text, self.legend).unit or growth
        if unit is None and target.span is Span.ANNUAL_AVERAGE and is_no_amount(first, target):
            self.odd.append("the average of a row is neither its rate of growth nor an amount of it")
            return None
        unit = unit or first.unit
        measure = Measure.GROWTH if unit == "%" != first.unit else first.measure
        return replace(first, unit=unit, measure=measure, baseline=blank_side(first.baseline), target=target)

    def _of_years(self, cell: Cell) -> SideRead:
        """A cell of the column 年均/累计: a figure in brackets is the total, one without is the average per year."""
        read = parse_cell(cell.text, self.legend)
        span = read.span if read.span is not Span.POINT else self.roles.average_span
        read = replace(read, span=span)
        return side_of(cell, read, year=self.roles.target_year, kind=ObservationKind.TARGET, years=self._period)

    def _heading(self, row: Row) -> None:
        cell = row.cells[0]
        if FOOTNOTE.match(cell.folded):
            return
        if self.roles.nature is None and (nature := nature_of(cell.text)):  # 约束性指标, over the rows that are
            self.nature = nature
            return
        self.whole = cell  # 主要污染物排放总量减少（%）, over its parts
        # a cell alone in its row, with others left empty, may be a name whose figures are missing
        if row.slots and fit([cell], [ColumnContent.CATEGORY])[0] > 2.5:
            self.odd.append("a row of 1 cell is not read")
        else:
            self.category = _category(cell)

    def _aligned(self, row: Row) -> Sequence[Cell | None] | None:
        """The cells of a row under the headings; one that spans rows may be None. None where they do not fit."""
        width = len(self.table.header)
        if len(row.slots) == width:
            return row.slots
        numbered = self.roles.number is None and len(row.cells) == width + 1 and row.cells[0].word.isdecimal()
        if len(row.slots) > width and all(row.slots) and not numbered:
            return None  # a column has no heading, and nobody can tell which
        return row.cells if len(row.cells) == width else align(row.cells, self.roles.kinds)

    def _unit(self, cells: Sequence[Cell | None]) -> str | None:
        cell = cells[self.roles.unit] if self.roles.unit is not None else None
        if cell is None or not re.search(r"[^\W\d_]|[%‰]", cell.word) or cell.word == "无":
            return None
        return re.split("[,;、]", cell.word)[0].strip("()")  # 亿元、%: the first is that of the figures of a year

    def _unit_elsewhere(self, cells: Sequence[Cell | None]) -> str | None:
        """The unit in the heading over the target (2025年目标（亿元）), or beside its number (突破1000亿元), or beside the other one (3.4%, ＜4)."""
        index = self.roles.target if self.roles.target is not None else self.roles.average
        if index is None:
            return None
        _, unit = split_unit(self.table.header[index].text)
        if unit and re.fullmatch(r"[%‰]|[万亿]?[元人户家吨]", unit):
            return unit
        for at in (index, self.roles.baseline):
            cell = cells[at] if at is not None else None
            if cell and (unit := parse_cell(cell.text, self.legend).unit):
                return unit
        return None

    def _nature(self, cells: Sequence[Cell | None]) -> Nature | None:
        if self.roles.nature is None:
            ticked = [
                said for at, said in self.roles.ticked.items() if (cell := cells[at]) and _TICK.fullmatch(cell.word)
            ]
            return nature_of(ticked[0]) if len(ticked) == 1 else self.nature
        cell = cells[self.roles.nature]
        if cell is not None:
            self.nature = nature_of(cell.text)
            if self.nature is None:
                self.odd.append("a row is neither 预期性 nor 约束性")
        elif self.nature is None:
            self.odd.append("a row does not say whether it is 预期性 or 约束性")
        else:
            self.odd.append(f"a row leaves its nature empty; it is read as the one above, {self.nature.value}")
        return self.nature

    def _baseline(self, cells: Sequence[Cell | None]) -> SideRead:
        roles = self.roles
        kind = ObservationKind.ESTIMATE if roles.estimate else ObservationKind.ACTUAL
        cell = cells[roles.baseline] if roles.baseline is not None else None
        if cell is None:
            year = None if roles.baseline is None else roles.baseline_year
            return SideRead(year, None, None, None, None, None, Comparator.NONE, Span.POINT, kind)
        read = parse_cell(cell.text, self.legend)
        name = cells[roles.name] or cells[roles.part or roles.name]
        marked = self.marks.get(mark_of(cell.text)) or (self.marks.get(mark_of(name.text)) if name else None)
        year = read.year or marked or roles.baseline_year
        return side_of(cell, read, year=year, kind=kind, years=(year - 4, year))

    @property
    def _period(self) -> tuple[int, int]:
        return (self.context.period_start or self.roles.baseline_year + 1, self.roles.target_year)

    def _target(self, cells: Sequence[Cell | None]) -> SideRead:
        roles = self.roles
        cell = cells[roles.target] if roles.target is not None else None
        read = parse_cell(cell.text, self.legend) if cell else None
        average = cells[roles.average] if roles.average is not None else None
        if average is not None and (read is None or read.comparator is Comparator.NONE):
            of_years = self._of_years(average)
            if cell is None and of_years.comparator is Comparator.REF:  # words over the cells of all years
                of_years = replace(of_years, span=Span.POINT, period_start=None, period_end=None)
            if of_years.comparator is not Comparator.NONE:
                return of_years
        if cell is None or read is None:
            kind = ObservationKind.TARGET
            return SideRead(roles.target_year, None, None, None, None, None, Comparator.NONE, Span.POINT, kind)
        return side_of(cell, read, year=roles.target_year, kind=ObservationKind.TARGET, years=self._period)


def nature_of(text: str) -> Nature | None:
    """预期性 and 约束性, also as 预期, 约束性指标, 【约束性】; None for other words."""
    if not is_nature(text):
        return None
    return Nature.BINDING if "约束" in "".join(text.split()) else Nature.ANTICIPATORY


def _category(cell: Cell) -> str:
    """一、经济发展 and 经济发展（7项） → 经济发展."""
    said = re.sub(r"[(（]共?\d{1,2}[项个][)）]$", "", "".join(cell.text.split()))
    return re.sub(r"^(?:[一二三四五六七八九十]{1,3}[、.．]|[(（][一二三四五六七八九十]{1,3}[)）])", "", said) or said


_CIRCLED = re.compile(r"\s*([①-⑳⑴-⒇⒈-⒛])[.、]?\s*(?=\S)")
_CIRCLED_ALONE = re.compile("([①-⑳⑴-⒇⒈-⒛])[.、]?")


def _number_and_name(cells: Sequence[Cell | None], cell: Cell, roles: Roles) -> tuple[int | None, str]:
    """The row's number and its name; the number may stand in a column of its own or before the name (1.国内生产总值增长, 12.3岁以下婴幼儿入托率)."""
    name = cell.text
    number = cells[roles.number] if roles.number is not None else None
    if number is not None and (match := _CIRCLED_ALONE.fullmatch(number.word)):
        return int(unicodedata.numeric(match[1])), name
    if number is not None and (match := re.fullmatch(r"[(]?0*(\d{1,3})[.、)]?", number.word)):
        again = re.match(rf"\s*0*{match[1]}[.、)]\s*(?=\D)", fold(name))
        return int(match[1]), name[again.end() :] if again else name
    if match := _CIRCLED.match(name):
        return int(unicodedata.numeric(match[1])), name[match.end() :]
    if match := re.match(r"\s*[(]?(\d{1,2})[.、)]\s*(?=\D|\d{1,2}\s*(?:岁|G|分钟))", fold(name)):
        return int(match[1]), name[match.end() :]
    return None, name
