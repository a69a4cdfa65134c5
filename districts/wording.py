"""Districts' rows in words: parts of documents, and what stands in their appendices."""

from typing import Any

from rest.wording import Said, facts, label
from text.vocabulary import ChapterKind


def subdistrict(row: Any) -> Said:
    return Said(
        subject=f"{row.district.name} {row.name}",
        zh=f"{row.district.name}{row.name}的发展思路",
        en=f"{row.district.name_en}: what is planned for {row.name}",
        facts=facts(("街道、镇", "subdistrict", row.name), ("内容", "text", row.text)),
    )


def term(row: Any) -> Said:
    return Said(
        subject=row.term,
        zh=f"名词解释“{row.term}”：{row.definition.rstrip('。')}",
        en=f"Glossary entry “{row.term}”: {row.definition.rstrip('。')}",
        facts=facts(("序号", "no", row.no), ("名词", "term", row.term), ("释义", "definition", row.definition)),
    )


def special_plan(row: Any) -> Said:
    unit = row.responsible_unit
    return Said(
        subject=f"{row.district.name} {row.name}",
        zh=f"{row.district.name}专项规划“{row.name}”{f'，责任单位：{unit}' if unit else ''}",
        en=f"{row.district.name_en}: special plan “{row.name}”{f', responsible unit {unit}' if unit else ''}",
        facts=facts(
            ("序号", "no", row.no),
            ("专项规划", "special plan", row.name),
            ("责任单位", "responsible unit", unit),
            ("类别", "category", row.category),
        ),
    )


def chapter(row: Any) -> Said:
    heading = " ".join(filter(None, (row.label, row.title)))
    return Said(
        subject=f"{row.district.name} {heading}",
        zh=f"{row.district.name}文件中的“{heading}”",
        en=f"{row.district.name_en}: the part “{heading}”",
        facts=facts(
            ("种类", "kind", label(ChapterKind, row.kind)), ("编号", "label", row.label), ("标题", "title", row.title)
        ),
    )
