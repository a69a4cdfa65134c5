"""What the reading check says of a file of which something, or all, is not in the text."""

from typing import Any

import pytest

from planapi.reading_check import check, state_of
from tests import cases
from text.loading.loaded import Loaded, Omission
from text.vocabulary import ReadingState, Severity

PDF = "application/pdf"
SCAN = "the page is a picture, and pictures are not read"
REPORT = cases.report("全年生产总值增长5.2%。", "生产总值增长6%左右。")
PLAN = """涉县国民经济和社会发展第十四个五年规划纲要

第一章 发展基础

2020年，全县生产总值达到172亿元。

第二章 主要目标

第一节 主要指标

到2025年，全县生产总值达到260亿元。
"""


def findings(text: str, *omitted: Omission, pages: int | None = 20) -> dict[str, Any]:
    loaded = Loaded(text, PDF, omitted=omitted, pages=pages)
    return {one.code: one for one in check(cases.read(text), loaded)}


def test_a_file_whose_text_is_all_there_has_no_finding() -> None:
    said = (Omission("page_number", "numbers of pages", 20, 1), Omission("running_head", "heads", 20, 1))
    for text in (REPORT, PLAN):
        assert findings(text, *said) == {one.code: one for one in check(cases.read(text))} == {}


@pytest.mark.parametrize(
    "text", [cases.report("各项工作稳步推进。", "抓好各项工作。"), PLAN.replace("172", "").replace("260", "")]
)
def test_a_document_of_which_nothing_was_read_is_doubtful(text: str) -> None:
    found = check(cases.read(text))
    assert "nothing_read" in {one.code for one in found}
    assert state_of(found) is ReadingState.DOUBTFUL


def test_a_document_of_which_only_projects_were_read_is_not_said_to_hold_nothing() -> None:
    table = "| 序号 | 项目名称 | 总投资（万元） | 建设年限 |\n| --- | --- | --- | --- |\n| 1 | 东河水库工程 | 5000 | 2021-2023 |"
    found = check(cases.read(PLAN.replace("172", "").replace("260", "") + f"\n附件 重大项目表\n\n{table}\n"))
    told = next(one for one in found if one.code == "only_projects_read")
    assert (told.severity, told.figures["projects"]) == (Severity.WARNING, 1)
    assert "nothing_read" not in {one.code for one in found}


@pytest.mark.parametrize(
    ("text", "omitted", "severity"),
    [
        pytest.param(REPORT, Omission("picture", "pictures are not read", 9, 2), Severity.INFO, id="photographs"),
        pytest.param(REPORT, Omission("picture", SCAN, 1, 7), Severity.WARNING, id="a page"),
        pytest.param(REPORT, Omission("picture", SCAN, 4, 7), Severity.SEVERE, id="a fifth of the pages"),
        pytest.param(PLAN, Omission("picture", "a picture", 1), Severity.SEVERE, id="where a table is announced"),
        pytest.param(
            REPORT, Omission("table_picture", "a picture", 1, sample="表2 产业布局"), Severity.WARNING, id="a table"
        ),
        pytest.param(
            REPORT,
            Omission("picture_of_table", "a picture", 1, sample="专栏1 主要指标"),
            Severity.SEVERE,
            id="indicators",
        ),
    ],
)
def test_pictures_in_place_of_text(text: str, omitted: Omission, severity: Severity) -> None:
    found = findings(text, omitted)["pictures_left_out"]
    assert (found.severity, found.figures["pictures"]) == (severity, omitted.count)


def test_parts_that_are_not_read_and_tracked_changes_are_told() -> None:
    found = findings(
        REPORT,
        Omission("embedded_object", "an embedded object is not read", 2, sample="Excel"),
        Omission("tracked_changes", "3 insertions, 2 deletions", 5, sample="360"),
    )
    assert found["parts_left_out"].severity is found["tracked_changes"].severity is Severity.WARNING
    assert found["parts_left_out"].figures == {"parts": 2, "example": "Excel"}
    assert "360" in found["tracked_changes"].zh


@pytest.mark.parametrize(
    ("sentence", "severity"),
    [
        ("推进产业升级。", None),
        ("\uf06c 推进产业升级。", None),  # a bullet
        ("推进产\ue5e5业升级。", Severity.WARNING),
        ("新建学校1\ufffd所，医院\ufffd2所，公园3\ue000处。", Severity.SEVERE),
        ("推\ue001进\ue002产\ue003" * 8, Severity.SEVERE),
    ],
)
def test_characters_without_meaning(sentence: str, severity: Severity | None) -> None:
    found = findings(cases.report(f"全年生产总值增长5.2%。\n{sentence}", "生产总值增长6%左右。")).get(
        "unknown_characters"
    )
    assert (found and found.severity) == severity


def test_characters_that_a_loader_left_out_are_told() -> None:
    found = findings(REPORT, Omission("unknown_character", "a font does not say which it is", 4, 2))
    assert (found["unknown_characters"].severity, found["unknown_characters"].figures["characters"]) == (
        Severity.WARNING,
        4,
    )


def test_recognised_text_is_told() -> None:
    found = findings(REPORT, Omission("recognised_text", "its text was recognised", 3, 4))["recognised_text"]
    assert (found.severity, found.figures) == (Severity.WARNING, {"pages": 3, "first": 4})


@pytest.mark.parametrize(("formulas", "severity"), [(1, Severity.WARNING), (18, Severity.SEVERE)])
def test_formulas_without_results_are_told(formulas: int, severity: Severity) -> None:
    found = findings(REPORT, Omission("formula", "no result", formulas, sample="F4"))["formulas_without_results"]
    assert (found.severity, found.figures) == (severity, {"formulas": formulas, "first": "F4"})


@pytest.mark.parametrize("figure", ["9\n12.6微克/立方米", "92\n6.6微克/立方米", "3600\n12微克/立方米"])
def test_a_figure_with_the_number_of_a_page_within_is_read_or_told(figure: str) -> None:
    text = PLAN.replace("全县生产总值达到172亿元。", f"全县生产总值达到172亿元，细颗粒物浓度下降至{figure}，更加宜居。")
    reading = cases.read(text)
    served = [one.raw for one in reading.observations.observations if "微克" in one.raw]
    assert served or "broken_numbers" in {one.code for one in check(reading)}
