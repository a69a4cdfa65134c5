"""A row of any resource becomes words: what was read, column by column in two languages, and one plain sentence.

::

    一般公共预算收入, 32.6 亿元, 2022, estimate
    → 河东区2022年一般公共预算收入（预计）：32.6亿元
    → Hedong District, 2022: 一般公共预算收入 (general public budget revenue), estimate, 32.6亿元
"""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from rest.fields import plain_number
from text.vocabulary import (
    ChapterKind,
    Comparator,
    Disposition,
    Measure,
    Nature,
    ObservationKind,
    Origin,
    ParkKind,
    ParkLevel,
    ProjectStatus,
    Span,
    Word,
)


@dataclass(frozen=True, slots=True)
class Fact:
    """One column of a row, for people."""

    label_zh: str
    label_en: str
    value: str


@dataclass(frozen=True, slots=True)
class Said:
    """A row in words. ``subject`` is what it is of, for a heading; the sentences say all of it, without a full stop."""

    subject: str
    zh: str
    en: str
    facts: tuple[Fact, ...]


def said(resource: str, row: Any) -> Said:
    """The words of a row of one of the resources that have evidence."""
    return _SAYING[resource](row)


def _facts(*columns: tuple[str, str, Any]) -> tuple[Fact, ...]:
    return tuple(Fact(zh, en, str(value)) for zh, en, value in columns if value not in (None, "", []))


def _label(words: type[Word], value: str | None) -> str | None:
    return f"{words(value).zh} {value}" if value else None


def _number(value: Decimal | None) -> str | None:
    return None if value is None else str(plain_number(value))


def _range(value: Decimal | None, most: Decimal | None) -> str | None:
    return _number(value) if most is None else f"{_number(value)}–{_number(most)}"


def _with_unit(raw: str | None, unit: str | None) -> str:
    """A cell has its unit in another one: 680 and 家 are 680家, 1.25左右 and % are 1.25左右（%）."""
    plain = "".join((raw or "").split())
    if not unit or unit in plain:
        return plain
    return plain + unit if plain[-1:].isdecimal() else f"{plain}（{unit}）"


def _years(start: int | None, end: int | None, year: int | None) -> tuple[str, str]:
    """``2016—2020年`` and ``2016–2020``, ``2022年`` and ``2022``, or nothing."""
    if start is not None and end is not None and start != end:
        return f"{start}—{end}年", f"{start}–{end}"
    return (f"{year}年", str(year)) if year is not None else ("", "")


def _when(place: str, years: str) -> str:
    return f"{place}, {years}" if years else place


def _observation(row: Any) -> Said:
    kind, measure = ObservationKind(row.kind), Measure(row.measure)
    years_zh, years_en = _years(row.period_start, row.period_end, row.year)
    printed = _with_unit(row.raw, row.unit)
    plain = measure in (Measure.LEVEL, Measure.SHARE)
    of_zh = kind.zh if plain else f"{kind.zh}，{measure.zh}"
    of_en = kind.en if plain else f"{kind.en}, {measure.value.replace('_', ' ')}"
    name = f"{row.subject} ({row.indicator.name_en})" if row.indicator else row.subject
    return Said(
        subject=f"{row.district.name} {years_zh} {row.subject}".replace("  ", " "),
        zh=f"{row.district.name}{years_zh}{row.subject}（{of_zh}）：{printed}",
        en=f"{_when(row.district.name_en, years_en)}: {name}, {of_en}, {printed}",
        facts=_facts(
            ("指标", "indicator", f"{row.indicator.name_zh}（{row.indicator.name_en}）" if row.indicator else None),
            ("对象", "subject", row.subject),
            ("原文写法", "as printed", "".join(row.raw.split())),
            ("数值", "value", _range(row.value, row.value_max)),
            ("单位", "unit", row.unit),
            ("折合人民币（元）", "in CNY", _number(row.value_cny)),
            ("年份", "year", row.year),
            ("时期", "period", years_en if row.period_start else None),
            ("比较基年", "base year", row.base_year),
            ("性质", "kind", _label(ObservationKind, row.kind)),
            ("界限", "bound", _label(Comparator, row.comparator)),
            ("量的性质", "measure", _label(Measure, row.measure)),
            ("所在", "origin", _label(Origin, row.origin)),
            ("口径说明", "caveat", row.caveat),
        ),
    )


def _target(row: Any) -> Said:
    sides = [
        (
            label_zh,
            label_en,
            getattr(row, f"{side}_year"),
            _with_unit(getattr(row, f"{side}_raw"), row.unit),
            Span(getattr(row, f"{side}_span")),
        )
        for side, label_zh, label_en in (("baseline", "基期值", "baseline"), ("target", "目标值", "target"))
        if getattr(row, f"{side}_raw") is not None
    ]
    nature = Nature(row.nature) if row.nature else None
    name = f"{row.name} ({row.indicator.name_en})" if row.indicator else row.name

    def side_zh(label: str, year: int | None, printed: str, span: Span) -> str:
        told = "，".join(filter(None, (f"{year}年" if year else "", "" if span is Span.POINT else span.zh)))
        return f"{label}{f'（{told}）' if told else ''}{printed}"

    def side_en(label: str, year: int | None, printed: str, span: Span) -> str:
        told = ", ".join(filter(None, (str(year or ""), "" if span is Span.POINT else span.value.replace("_", " "))))
        return f"{label}{f' ({told})' if told else ''} {printed}"

    return Said(
        subject=f"{row.district.name} {row.name}",
        zh=f"{row.district.name}{row.name}："
        + "，".join(side_zh(zh, year, printed, span) for zh, _, year, printed, span in sides)
        + (f"，{nature.zh}" if nature else ""),
        en=f"{row.district.name_en}: {name}, "
        + ", ".join(side_en(en, year, printed, span) for _, en, year, printed, span in sides)
        + (f", {nature.en}" if nature else ""),
        facts=_facts(
            ("指标", "indicator", f"{row.indicator.name_zh}（{row.indicator.name_en}）" if row.indicator else None),
            ("序号", "seq", row.seq),
            ("类别", "category", row.category),
            ("名称", "name", row.name),
            ("单位", "unit", row.unit),
            ("属性", "nature", _label(Nature, row.nature)),
            *((zh, en, side_zh("", year, printed, span)) for zh, en, year, printed, span in sides),
            ("备注", "note", row.note),
            ("口径说明", "caveat", row.caveat),
        ),
    )


def _project(row: Any) -> Said:
    told = "，".join(
        filter(
            None,
            (
                ProjectStatus(row.status).zh if row.status else "",
                f"投资{''.join(row.investment_raw.split())}" if row.investment_raw else "",
            ),
        )
    )
    en = ", ".join(
        filter(
            None,
            (
                ProjectStatus(row.status).en if row.status else "",
                f"investment {''.join(row.investment_raw.split())}" if row.investment_raw else "",
            ),
        )
    )
    return Said(
        subject=f"{row.district.name} {row.name}",
        zh=f"{row.district.name}项目“{row.name}”" + (f"：{told}" if told else ""),
        en=f"{row.district.name_en}: project “{row.name}”" + (f", {en}" if en else ""),
        facts=_facts(
            ("项目", "project", row.name),
            ("类别", "category", row.category),
            ("状态", "status", _label(ProjectStatus, row.status)),
            ("投资", "investment", row.investment_raw),
            ("投资（元）", "investment in CNY", _number(row.investment_cny)),
            ("街道", "subdistrict", row.subdistrict),
        ),
    )


def _park(row: Any) -> Said:
    kind = ParkKind(row.kind)
    level = ParkLevel(row.level) if row.level else None
    return Said(
        subject=f"{row.district.name} {row.name}",
        zh=f"{row.district.name}载体“{row.name}”：{kind.zh}{f'，{level.zh}' if level else ''}",
        en=f"{row.district.name_en}: “{row.name}”, {kind.en}{f', {level.en}' if level else ''}",
        facts=_facts(
            ("名称", "name", row.name),
            ("别名", "aliases", "、".join(row.aliases)),
            ("种类", "kind", _label(ParkKind, row.kind)),
            ("级别", "level", _label(ParkLevel, row.level)),
            ("产业", "industries", "、".join(row.industries)),
            ("面积（平方公里）", "area in km²", _number(row.area_km2)),
        ),
    )


def _subdistrict(row: Any) -> Said:
    return Said(
        subject=f"{row.district.name} {row.name}",
        zh=f"{row.district.name}{row.name}的发展思路",
        en=f"{row.district.name_en}: what is planned for {row.name}",
        facts=_facts(("街道、镇", "subdistrict", row.name), ("内容", "text", row.text)),
    )


def _term(row: Any) -> Said:
    return Said(
        subject=row.term,
        zh=f"名词解释“{row.term}”：{row.definition.rstrip('。')}",
        en=f"Glossary entry “{row.term}”: {row.definition.rstrip('。')}",
        facts=_facts(("序号", "no", row.no), ("名词", "term", row.term), ("释义", "definition", row.definition)),
    )


def _special_plan(row: Any) -> Said:
    unit = row.responsible_unit
    return Said(
        subject=f"{row.district.name} {row.name}",
        zh=f"{row.district.name}专项规划“{row.name}”{f'，责任单位：{unit}' if unit else ''}",
        en=f"{row.district.name_en}: special plan “{row.name}”{f', responsible unit {unit}' if unit else ''}",
        facts=_facts(
            ("序号", "no", row.no),
            ("专项规划", "special plan", row.name),
            ("责任单位", "responsible unit", unit),
            ("类别", "category", row.category),
        ),
    )


def _numeral(row: Any) -> Said:
    what = Disposition(row.disposition)
    return Said(
        subject=f"{row.district.name} “{row.raw}”",
        zh=f"{row.district.name}文中数字“{row.raw}”：{what.zh}",
        en=f"{row.district.name_en}: the numeral “{row.raw}”, {what.en}",
        facts=_facts(("数字", "numeral", row.raw), ("去向", "disposition", _label(Disposition, row.disposition))),
    )


def _chapter(row: Any) -> Said:
    heading = " ".join(filter(None, (row.label, row.title)))
    return Said(
        subject=f"{row.district.name} {heading}",
        zh=f"{row.district.name}文件中的“{heading}”",
        en=f"{row.district.name_en}: the part “{heading}”",
        facts=_facts(
            ("种类", "kind", _label(ChapterKind, row.kind)), ("编号", "label", row.label), ("标题", "title", row.title)
        ),
    )


_SAYING: dict[str, Callable[[Any], Said]] = {
    "targets": _target,
    "observations": _observation,
    "numerals": _numeral,
    "projects": _project,
    "parks": _park,
    "subdistricts": _subdistrict,
    "terms": _term,
    "special-plans": _special_plan,
    "chapters": _chapter,
}
EVIDENCED = tuple(_SAYING)
"""The resources whose rows have evidence."""
