"""Targets, observations and numerals in words.

::

    一般公共预算收入, 32.6 亿元, 2022, estimate
    → 河东区2022年一般公共预算收入（预计）：32.6亿元
    → Hedong District, 2022: 一般公共预算收入 (general public budget revenue), estimate, 32.6亿元
"""

from decimal import Decimal
from typing import Any
from unicodedata import normalize

from indicators.harmonising import MOVES, is_a_fall
from indicators.reading.catalogue import dimension
from rest.wording import Said, facts, label, number
from text.vocabulary import Comparator, Disposition, Measure, Movement, Nature, ObservationKind, Origin, Span


def _range(value: Decimal | None, most: Decimal | None) -> str | None:
    return number(value) if most is None else f"{number(value)}–{number(most)}"


def _with_unit(raw: str | None, unit: str | None) -> str:
    """A cell has its unit in another one: 680 and 家 are 680家, 1.25左右 and % are 1.25左右（%）; 3.9万余户 has it in two parts."""
    plain = "".join((raw or "").split())
    if not unit or _within(normalize("NFKC", unit), normalize("NFKC", plain)):
        return plain
    return plain + unit if plain[-1:].isdecimal() else f"{plain}（{unit}）"


def _within(unit: str, printed: str) -> bool:
    """Whether what is printed has the characters of a unit, in their order: 万户 in 3.9万余户."""
    rest = iter(printed)
    return all(sign in rest for sign in unit)


def _printed(row: Any) -> str:
    """The number as printed; where an editor corrected it, as corrected."""
    said = {name for entry in row.corrected or () for name in entry["as_read"]}
    if {"value", "value_max", "unit"} & said and row.value is not None:
        return f"{_range(row.value, row.value_max)}{row.unit or ''}"
    return _with_unit(row.raw, row.unit)


def _side_printed(row: Any, side: str) -> str:
    said = {name for entry in row.corrected or () for name in entry["as_read"]}
    value = getattr(row, f"{side}_value")
    if {f"{side}.value", f"{side}.value_max", "unit"} & said and value is not None:
        return f"{_range(value, getattr(row, f'{side}_value_max'))}{row.unit or ''}"
    return _with_unit(getattr(row, f"{side}_raw"), row.unit)


def _years(start: int | None, end: int | None, year: int | None) -> tuple[str, str]:
    """``2016—2020年`` and ``2016–2020``, ``2022年`` and ``2022``, or nothing."""
    if start is not None and end is not None and start != end:
        return f"{start}—{end}年", f"{start}–{end}"
    return (f"{year}年", str(year)) if year is not None else ("", "")


def moved(row: Any, printed: str, *, beside: str | None = None) -> tuple[str, str]:
    """A fall as a fall, in Chinese and English, since the printed number may have no sign: 下降14.7%, a fall of 14.7%.

    ``row`` has the ``direction``, ``measure``, ``subject`` and ``unit`` of an observation. ``beside``: the name that it stands beside, where that
    is not its subject. Beside one that is a fall itself (能耗降低), a fall needs no word, and a rise does.
    """
    signed = normalize("NFKC", printed).startswith(("-", "−"))
    if row.direction is None or row.measure not in MOVES or signed:
        return printed, printed
    fall = row.direction == Movement.FALL
    if fall is is_a_fall(beside or row.subject):
        return printed, printed
    counted = row.measure == Measure.CHANGE and dimension(row.unit) not in {"ratio", "points"}
    if fall:
        return f"{'减少' if counted else '下降'}{printed}", f"a fall of {printed}"
    return f"{'增加' if counted else '上升'}{printed}", f"a rise of {printed}"


def _when(place: str, years: str) -> str:
    return f"{place}, {years}" if years else place


def observation(row: Any) -> Said:
    kind, measure = ObservationKind(row.kind) if row.kind else None, Measure(row.measure)
    years_zh, years_en = _years(row.period_start, row.period_end, row.year)
    if row.period_label:
        years_zh, years_en = f"{years_zh}{row.period_label}", f"{years_en} ({row.period_label})".lstrip()
    printed_zh, printed_en = moved(row, _printed(row))
    plain = measure in (Measure.LEVEL, Measure.SHARE)
    # 比2015年增长30.8% is no growth of one year, and must not be cited as one.
    since_zh, since_en = (f"，比{row.base_year}年", f" since {row.base_year}") if row.base_year else ("", "")
    of_zh = "，".join(filter(None, (kind and kind.zh, None if plain else measure.zh + since_zh)))
    of_en = ", ".join(filter(None, (kind and kind.en, None if plain else measure.value.replace("_", " ") + since_en)))
    name = f"{row.subject} ({row.indicator.name_en})" if row.indicator else row.subject
    return Said(
        subject=f"{row.district.name} {years_zh} {row.subject}".replace("  ", " "),
        zh=f"{row.district.name}{years_zh}{row.subject}{f'（{of_zh}）' if of_zh else ''}：{printed_zh}",
        en=f"{_when(row.district.name_en, years_en)}: {', '.join(filter(None, (name, of_en, printed_en)))}",
        facts=facts(
            ("指标", "indicator", f"{row.indicator.name_zh}（{row.indicator.name_en}）" if row.indicator else None),
            ("对象", "subject", row.subject),
            ("原文写法", "as printed", "".join(row.raw.split())),
            ("数值", "value", _range(row.value, row.value_max)),
            ("单位", "unit", row.unit),
            ("折合人民币（元）", "in CNY", number(row.value_cny)),
            ("升降", "direction", label(Movement, row.direction)),
            ("年份", "year", row.year),
            ("一年中的时段", "part of the year", row.period_label),
            ("时期", "period", years_en if row.period_start else None),
            ("比较基年", "base year", row.base_year),
            ("性质", "kind", label(ObservationKind, row.kind)),
            ("界限", "bound", label(Comparator, row.comparator)),
            ("量的性质", "measure", label(Measure, row.measure)),
            ("所在", "origin", label(Origin, row.origin)),
            ("口径说明", "caveat", row.caveat),
        ),
    )


def target(row: Any) -> Said:
    sides = [
        (
            label_zh,
            label_en,
            getattr(row, f"{side}_year"),
            _side_printed(row, side),
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
        + (f"，{nature.zh}" if nature else "")
        + (f"，备注：{row.note}" if row.note else ""),
        en=f"{row.district.name_en}: {name}, "
        + ", ".join(side_en(en, year, printed, span) for _, en, year, printed, span in sides)
        + (f", {nature.en}" if nature else "")
        + (f", note: {row.note}" if row.note else ""),
        facts=facts(
            ("指标", "indicator", f"{row.indicator.name_zh}（{row.indicator.name_en}）" if row.indicator else None),
            ("序号", "seq", row.seq),
            ("类别", "category", row.category),
            ("名称", "name", row.name),
            ("单位", "unit", row.unit),
            ("属性", "nature", label(Nature, row.nature)),
            *((zh, en, side_zh("", year, printed, span)) for zh, en, year, printed, span in sides),
            ("备注", "note", row.note),
            ("口径说明", "caveat", row.caveat),
        ),
    )


def numeral(row: Any) -> Said:
    what = Disposition(row.disposition)
    return Said(
        subject=f"{row.district.name} “{row.raw}”",
        zh=f"{row.district.name}文中数字“{row.raw}”：{what.zh}",
        en=f"{row.district.name_en}: the numeral “{row.raw}”, {what.en}",
        facts=facts(("数字", "numeral", row.raw), ("去向", "disposition", label(Disposition, row.disposition))),
    )
