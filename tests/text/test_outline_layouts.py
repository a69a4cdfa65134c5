"""Whole plans in small: a province's with 篇, 章 and 节, a city's with 章, 一、 and （一）, a county's with 1, 1.1 and 1.1.1, the nation's, one in Markdown, one with
部分, and a 计划 of 2001. Places are real ones of the division table, words and figures are made up.

Beside each text in ``skeletons/`` stands what is right: place and period, the outline with its levels and kinds, and each figure with its year and kind.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from planapi.reading import Reading
from tests.cases import read

FOLDER = Path(__file__).parent / "skeletons"
TEXTS = sorted(path for path in FOLDER.iterdir() if path.suffix != ".expected")


def told(reading: Reading, name: str) -> Iterator[str]:
    """What is read of a plan, in the form of the files beside the texts."""
    document = reading.document
    yield f"{name}: {document.district.code} {document.period_start}-{document.period_end}"
    for node in reading.outline.nodes:
        yield "  " * (node.level - 1) + f"{node.kind.value} {node.label or '-'} {node.title}"
    yield ""
    for row in reading.rows.observations:
        value = "" if row.value is None else f"{row.value.normalize():f}"
        year = f"{row.period_start}-{row.period_end}" if row.period_start else row.year
        yield f"{value}{row.unit or ''} {year} {row.kind.value if row.kind else None} {row.subject}"


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_a_plan_is_read_as_it_is_laid_out(path: Path) -> None:
    reading = read(path.read_text("utf-8"), name=path.name)
    expected = path.with_suffix(".expected").read_text("utf-8").splitlines()
    assert list(told(reading, path.stem)) == expected
    assert [note.message for note in reading.outline.notes] == []


def test_cells_of_a_table_that_stand_on_lines_of_their_own_are_no_headings() -> None:
    cells = "指 标 |\n2015年 |\n2020年 |\n一、经济 |\n地区生产总值(亿元) |\n210.3 |\n311.6 |\n8.2 |\n二、生态 |\n森林覆盖率(%) |\n36.1 |\n38.4 |\n1.2 |\n"
    reading = read(f"涉县国民经济和社会发展第十四个五年规划纲要\n第一章 发展基础\n{cells}第二章 发展目标\n经济平稳。\n")
    assert [node.label for node in reading.outline.nodes] == ["第一章", "第二章"]
