"""Projects and parks in words."""

from typing import Any

from rest.wording import Said, facts, label, number
from text.vocabulary import ParkKind, ParkLevel, ProjectStatus


def project(row: Any) -> Said:
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
        facts=facts(
            ("项目", "project", row.name),
            ("类别", "category", row.category),
            ("状态", "status", label(ProjectStatus, row.status)),
            ("投资", "investment", row.investment_raw),
            ("投资（元）", "investment in CNY", number(row.investment_cny)),
            ("街道", "subdistrict", row.subdistrict),
            ("地点", "location", row.location),
            ("建设年限", "years of building", years(row.period_start, row.period_end)),
        ),
    )


def years(first: int | None, last: int | None) -> str | None:
    """2021–2023; one year where the first and the last are the same or only one is known."""
    known = sorted({year for year in (first, last) if year is not None})
    return "–".join(map(str, known)) or None


def park(row: Any) -> Said:
    kind = ParkKind(row.kind)
    level = ParkLevel(row.level) if row.level else None
    return Said(
        subject=f"{row.district.name} {row.name}",
        zh=f"{row.district.name}载体“{row.name}”：{kind.zh}{f'，{level.zh}' if level else ''}",
        en=f"{row.district.name_en}: “{row.name}”, {kind.en}{f', {level.en}' if level else ''}",
        facts=facts(
            ("名称", "name", row.name),
            ("别名", "aliases", "、".join(row.aliases)),
            ("种类", "kind", label(ParkKind, row.kind)),
            ("级别", "level", label(ParkLevel, row.level)),
            ("产业", "industries", "、".join(row.industries)),
            ("面积（平方公里）", "area in km²", number(row.area_km2)),
        ),
    )
