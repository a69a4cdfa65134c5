"""The cells of a list of works beside the name, as real tables print them."""

import pytest

from projects.reading.rows import group_of, is_group_number, is_sum, years_of
from tests.cases import read, report


@pytest.mark.parametrize(
    ("cell", "heading", "years"),
    [
        ("2021-2023", "建设年限", (2021, 2023)),
        ("2021—2023年", "起止年限", (2021, 2023)),
        ("2021年3月至2023年12月", "建设周期", (2021, 2023)),
        ("2021.03-2023.12", "建设工期", (2021, 2023)),
        ("2021-23", "建设年限", (2021, 2023)),
        ("2021-03", "开工时间", (2021, None)),
        ("2022", "建设年限", (2022, 2022)),
        ("2022年底前完成", "完成时限", (None, 2022)),
        ("2024年建成", "建设年限", (None, 2024)),
        ("2023年起", "建设年限", (2023, None)),
        ("2023-", "起止年限", (2023, None)),
        ("2025-2021", "建设年限", (None, None)),
        ("长期", "建设年限", (None, None)),
        ("36个月", "建设工期", (None, None)),
    ],
)
def test_years_of_building(cell: str, heading: str, years: tuple[int | None, int | None]) -> None:
    assert years_of(cell, heading) == years


@pytest.mark.parametrize("word", ["合计", "小计", "总计(12项)", "合计:", "共计"])
def test_sums(word: str) -> None:
    assert is_sum(word)


def test_a_work_is_no_sum() -> None:
    assert not is_sum("总部基地项目")
    assert not is_sum("计量检测中心")


@pytest.mark.parametrize(
    ("cell", "group"),
    [("一、交通基础设施(12个)", "交通基础设施"), ("(二)能源项目", "能源项目"), ("河道整治工程(含清淤)/(个)", "河道整治工程"), ("5", None)],
)  # fmt: skip
def test_groups(cell: str, group: str | None) -> None:
    assert group_of(cell) == group


def test_numbers_of_groups() -> None:
    assert [is_group_number(word) for word in ("一", "(二)", "三、", "1", "(3)")] == [True, True, True, False, False]


def test_a_heading_between_the_rows_of_a_list_does_not_end_it() -> None:
    rows = (
        "序号\t项目名称\t建设规模及内容\t建设性质\t总投资\t责任单位\n一、工业（3个）\n1\t昌明正极材料项目\t年产10万吨\t续建\t320000\t县工信局\n"
        "2\t石门抽水蓄能电站\t装机容量120万千瓦\t新建\t756000\t县能源局\n二、交通（1个）\n3\t沿山至新巴公路改造\t24.6公里\t续建\t36500\t县交通局\n"
    )
    reading = read(report(after=f"附件：\n涉县2024年重点项目计划表\n单位：万元\n{rows}"))
    found = [(one.name, one.category, one.investment_cny) for one in reading.projects.projects]
    assert found == [
        ("昌明正极材料项目", "工业", 3_200_000_000),
        ("石门抽水蓄能电站", "工业", 7_560_000_000),
        ("沿山至新巴公路改造", "交通", 365_000_000),
    ]
    assert not reading.rows.observations
