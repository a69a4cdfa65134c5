"""A sheet, or another file, that has nothing but a table of a plan is read by the title of that table."""

import pytest

from districts.reading.titles import PLAN, SPECIAL, document_title, read_titles
from tests.cases import projects, read
from text.loading.loading import parse

INDICATORS = (
    "序号,指标,2020年,2025年,属性\n1,地区生产总值（亿元）,300,360,预期性\n2,常住人口城镇化率（%）,65.2,70,预期性\n"
)
PROJECTS = "序号,项目名称,建设性质,建设地点,建设年限,总投资（万元）,责任单位\n1,东丽湖污水处理厂扩建工程,新建,东丽湖街,2021-2023,12000,区水务局\n2,军粮城中学建设项目,续建,军粮城街,2022-2025,35000,区教育局\n"
TITLES = (
    "东丽区国民经济和社会发展第十四个五年规划主要指标",
    "天津市东丽区国民经济和社会发展第十四个五年规划和二〇三五年远景目标纲要主要指标表",
    "东丽区“十四五”时期经济社会发展主要指标",
    "天津市东丽区“十四五”规划主要指标",
    "附表1 东丽区国民经济和社会发展第十四个五年规划指标体系",
    "东丽区“十四五”规划重点项目汇总表",
    "东丽区国民经济和社会发展第十四个五年规划和二〇三五年远景目标纲要重大工程和项目清单",
)


@pytest.mark.parametrize("title", TITLES)
def test_a_table_names_its_plan(title: str) -> None:
    found = document_title(read_titles([title, "| 序号 | 指标 |"]))
    assert found is not None
    assert found.genre is PLAN
    assert found.place.removeprefix("天津市") == "东丽区"


def test_a_table_of_a_plan_for_one_field_is_of_that_plan() -> None:
    found = document_title(read_titles(["东丽区水利发展“十四五”规划重点项目表"]))
    assert found is not None
    assert found.genre is SPECIAL


def test_a_caption_below_another_title_makes_no_plan_of_a_text_about_one() -> None:
    text = [
        "《东丽区国民经济和社会发展第十四个五年规划纲要》解读",
        "来源：区发改委",
        "东丽区“十四五”时期经济社会发展主要指标",
    ]
    found = document_title(read_titles(text))
    assert found is not None
    assert found.genre.about


def test_the_rows_of_a_sheet_are_read() -> None:
    loaded = parse(f"东丽区“十四五”时期经济社会发展主要指标,,,,\n{INDICATORS}".encode("gbk"), "指标.csv")
    reading = read(loaded.text)
    assert reading.document.district.code == "120110"
    sides = [[(str(side.value), side.unit, side.year) for side in row.sides] for row in reading.rows.targets]
    assert sides == [[("300", "亿元", 2020), ("360", "亿元", 2025)], [("65.2", "%", 2020), ("70", "%", 2025)]]

    loaded = parse(f"东丽区“十四五”规划重点项目表,,,,,,\n{PROJECTS}".encode(), "项目.csv")
    assert projects(read(loaded.text)) == [
        "东丽湖污水处理厂扩建工程|planned|12000",
        "军粮城中学建设项目|under_construction|35000",
    ]
