"""A row whose name goes on in a row of its own, parted by hand or by the end of a page, is one target with its whole name."""

import pytest

from tests.cases import read

PLAN = "嵩县国民经济和社会发展第十四个五年规划纲要\n\n第一章 主要目标\n\n专栏1 主要指标\n\n{table}\n\n第二章 重点任务\n\n加快发展。\n"
HEAD = "| 序号 | 类别 | 指标 | 单位 | 2020年 | 2025年 | 属性 |"


def names(*rows: str, head: str = HEAD) -> list[tuple[int, str, str]]:
    found = read(PLAN.format(table="\n".join((head, *rows)))).targets.targets
    return [(one.seq, one.name, str(one.target.value)) for one in found]


@pytest.mark.parametrize(
    ("first", "rest", "name"),
    [
        ("数字经济核心产业", "增加值占生产总值比重", "数字经济核心产业增加值占生产总值比重"),
        ("每千人口拥有3岁", "以下婴幼儿托位数", "每千人口拥有3岁以下婴幼儿托位数"),
        ("地表水达到或好于", "Ⅲ类水体比例", "地表水达到或好于Ⅲ类水体比例"),
    ],
)
@pytest.mark.parametrize("category", ["", "创新驱动"])
def test_a_name_goes_on_in_a_row_of_its_own(first: str, rest: str, name: str, category: str) -> None:
    assert names(
        "| 1 | 创新驱动 | 高新技术企业 | 家 | 26 | 60 | 预期性 |",
        f"| 2 | 创新驱动 | {first} | % | 3.2 | 6 | 预期性 |",
        f"|  | {category} | {rest} |  |  |  |  |",
        "| 3 | 绿色生态 | 森林覆盖率 | % | 49 | 54 | 约束性 |",
    ) == [(1, "高新技术企业", "60"), (2, name, "6"), (3, "森林覆盖率", "54")]


def test_the_quote_of_such_a_row_has_both() -> None:
    rows = ("| 1 | 创新驱动 | 数字经济 | % | 3 | 6 | 预期性 |", "|  |  | 增加值占比 |  |  |  |  |", "| 2 | 绿色生态 | 森林覆盖率 | % | 49 | 54 | 约束性 |")  # fmt: skip
    quote = read(PLAN.format(table="\n".join((HEAD, *rows)))).targets.targets[0].evidence.quote
    assert "数字经济" in quote
    assert quote.rstrip(" |").endswith("增加值占比")


@pytest.mark.parametrize(
    ("row", "head"),
    [
        # a category is no rest of a name, whatever column it stands in
        ("|  |  | 绿色生态 |  |  |  |  |", HEAD),
        ("|  | 绿色生态 |  |  |  |  |", "| 序号 | 指标 | 单位 | 2020年 | 2025年 | 属性 |"),
        ("|  |  | 其中：发明专利 |  |  |  |  |", HEAD),
    ],
)
def test_other_rows_of_words_alone_are_no_rest(row: str, head: str) -> None:
    rows = [
        "| 1 | 创新驱动 | 专利授权量 | 件 | 26 | 60 | 预期性 |",
        row,
        "| 2 | 绿色生态 | 森林覆盖率 | % | 49 | 54 | 约束性 |",
    ]
    if "类别" not in head:
        rows = [
            "| 1 | 专利授权量 | 件 | 26 | 60 | 预期性 |",
            row,
            "| 2 | 森林覆盖率 | % | 49 | 54 | 约束性 |",
        ]
    assert [name for _, name, _ in names(*rows, head=head)] == ["专利授权量", "森林覆盖率"]


def test_words_before_a_number_that_does_not_follow_are_no_rest() -> None:
    assert [
        name
        for _, name, _ in names(
            "| 1 | 创新驱动 | 专利授权量 | 件 | 26 | 60 | 预期性 |",
            "|  |  | 民生指标 |  |  |  |  |",
            "| 5 | 绿色生态 | 森林覆盖率 | % | 49 | 54 | 约束性 |",
        )
    ] == ["专利授权量", "森林覆盖率"]


@pytest.mark.parametrize(("baseline", "target"), [("3.4%", "＜4"), ("93.5%", "95以上"), ("52", "60%")])
def test_the_unit_beside_one_of_two_figures_is_of_both(baseline: str, target: str) -> None:
    head = "| 序号 | 指标 | 2020年 | 2025年 | 属性 |"
    rows = (f"| 1 | 城镇化率 | {baseline} | {target} | 预期性 |", "| 2 | 森林覆盖率（%） | 49 | 54 | 约束性 |")
    found = read(PLAN.format(table="\n".join((head, *rows)))).targets.targets
    assert [one.unit for one in found] == ["%", "%"]
