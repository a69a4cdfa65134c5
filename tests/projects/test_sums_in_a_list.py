"""Works of a list that each have a sum of their own before them, of which only the first says that it is invested."""

import pytest

from tests.cases import projects, read, report


@pytest.mark.parametrize(
    ("plan", "expected"),
    [
        (
            "加快推进投资12亿元的东河水厂、8亿元的西河电厂、5亿元的南山隧道等项目建设。",
            [
                "东河水厂|under_construction|12亿元",
                "西河电厂|under_construction|8亿元",
                "南山隧道|under_construction|5亿元",
            ],
        ),
        (
            "推进总投资56亿元的抽水蓄能电站、投资32亿元的新能源电池厂等项目建设。",
            ["抽水蓄能电站|ongoing|56亿元", "新能源电池厂|ongoing|32亿元"],
        ),
        ("推进总投资12亿元的东河水厂、西河电厂等项目建设。", ["东河水厂|ongoing|None", "西河电厂|ongoing|None"]),
        ("支持8亿元的专项债券、5亿元的产业基金落地。", []),
    ],
)
def test_each_has_its_own(plan: str, expected: list[str]) -> None:
    assert projects(read(report(plan=plan))) == expected


@pytest.mark.parametrize(
    "name", ["第二污水处理厂", "县第三中学", "市第二实验小学", "第一自来水厂", "第三人民医院", "第二消防站"]
)
def test_numbered_ones_of_a_town(name: str) -> None:
    assert projects(read(report(plan=f"年底前建成{name}。"))) == [f"{name}|planned|None"]


@pytest.mark.parametrize(
    ("plan", "expected"),
    [
        ("新建青东高速公路42公里。", ["青东高速公路|planned|None"]),
        (
            "新建青阳至东至高速公路42公里，改建G318青阳段28公里。",
            ["青阳至东至高速公路|planned|None", "G318青阳段|planned|None"],
        ),
        (
            "建成九华山机场快速路、环城北路二期、滨河公园。",
            ["九华山机场快速路|planned|None", "环城北路二期|planned|None", "滨河公园|planned|None"],
        ),
        ("新建农村公路42公里。", []),
        ("加快滨海铁路、G228国道改建等重大项目前期工作。", ["滨海铁路|planned|None", "G228国道改建|planned|None"]),
        ("推进县乡道路等建设。", []),
    ],
)
def test_lengths_and_phases(plan: str, expected: list[str]) -> None:
    assert projects(read(report(plan=plan))) == expected
