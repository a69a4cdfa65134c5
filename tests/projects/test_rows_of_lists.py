"""The cells of a list of works beside the name, as real tables print them."""

import pytest

from projects.reading.rows import group_of, is_group_number, is_sum, years_of


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
