"""Works as reports of counties name them: after a date, behind a sum, listed with what they are, and one of a kind."""

import pytest

from tests.cases import projects, read, report


@pytest.mark.parametrize(
    ("review", "expected"),
    [
        (
            "高铁站、客运中心、疾控中心迁建等项目顺利推进。",
            ["高铁站|ongoing|None", "客运中心|ongoing|None", "疾控中心迁建|ongoing|None"],
        ),
        (
            "中医院综合楼、妇幼保健院儿科楼投入使用。",
            ["中医院综合楼|completed|None", "妇幼保健院儿科楼|completed|None"],
        ),
        ("打通学府路、文昌路2条断头路。", ["学府路|completed|None", "文昌路|completed|None"]),
        ("加快打通学府路、文昌路2条断头路。", ["学府路|ongoing|None", "文昌路|ongoing|None"]),
    ],
)
def test_works_that_a_review_names(review: str, expected: list[str]) -> None:
    assert projects(read(report(review))) == expected


@pytest.mark.parametrize(
    ("plan", "expected"),
    [
        (
            "加快建设滨江国际会展中心、市民公园等城市地标。",
            ["滨江国际会展中心|under_construction|None", "市民公园|under_construction|None"],
        ),
        ("推进海绵、智慧等城市项目建设。", []),
        (
            "投资12亿元建设东湖片区综合开发项目，投资6亿元实施老城更新。",
            ["东湖片区综合开发项目|planned|12亿元"],
        ),
        (
            "确保8月底前完成实验中学、9月底前完成人民医院门诊楼建设。",
            ["实验中学|planned|None", "人民医院门诊楼|planned|None"],
        ),
        ("加快通用机场前期工作。", ["通用机场|planned|None"]),
        ("推进危化品企业迁建。", []),
    ],
)
def test_works_that_a_plan_names(plan: str, expected: list[str]) -> None:
    assert projects(read(report(plan=plan))) == expected
