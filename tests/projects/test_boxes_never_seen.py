"""Boxes of works without a frame and without numbers, as the text of a PDF has them: each work behind a colon says what it costs."""

import pytest

from tests.cases import parks, projects, read

_HEAD = "曲阳县国民经济和社会发展第十四个五年规划纲要\n第一章 发展目标\n到2025年，地区生产总值达到100亿元。\n第二章 任务\n第一节 综合交通\n完善综合交通网。\n"


def plan(lines: str) -> str:
    return f"{_HEAD}{lines}\n第二节 其他\n加快发展。\n"


@pytest.mark.parametrize(
    ("box", "expected"),
    [
        (
            "专栏3 重大交通项目\n涞源至曲阳高速公路：全长92公里，总投资138亿元，2023年开工，2026年建成通车。\n白石山景区提升工程：总投资12.6亿元。",
            ["涞源至曲阳高速公路|planned|138亿元", "白石山景区提升工程|planned|12.6亿元"],
        ),
        # the lines of a page, broken
        (
            "专栏3 重大交通项目\n阜平至曲阳高速公路：全长97公里，\n总投资148亿元，续建。\n定曲一级公路：总长31公里，\n概算投资9.6亿元。",
            ["阜平至曲阳高速公路|under_construction|148亿元", "定曲一级公路|planned|9.6亿元"],
        ),
        # what is being built already
        (
            "专栏4 能源\n灵山抽水蓄能电站：装机容量150万千瓦，总投资91.3亿元，续建，2028年投产。\n高铁曲阳站综合枢纽：总投资7.8亿元，在建。\n雕刻小镇E区：总投资18.3亿元，已于2020年9月开工。\n石雕数字城：占地12.5公顷，总投资85亿元，正在推进规划设计。",
            [
                "灵山抽水蓄能电站|under_construction|91.3亿元",
                "高铁曲阳站综合枢纽|under_construction|7.8亿元",
                "雕刻小镇E区|under_construction|18.3亿元",
                "石雕数字城|planned|85亿元",
            ],
        ),
        # a work of which only the name is said, below others
        (
            "专栏1：软件产业重点工程\n天威云计算基地三期：总投资60亿元，总建筑面积48万平方米，2021年竣工。\n高铁枢纽片区综合管廊工程。",
            ["天威云计算基地三期|planned|60亿元", "高铁枢纽片区综合管廊工程|planned|None"],
        ),
        # numbers in brackets
        (
            "专栏2 产业振兴重点项目\n（1）石雕文化创意园：总投资12亿元，用地350亩，2021年动工。\n（2）温泉康养小镇（一期）：总投资8.5亿元，在建。",
            ["石雕文化创意园|planned|12亿元", "温泉康养小镇（一期）|under_construction|8.5亿元"],
        ),
        # the name of a group of works is no work
        (
            "专栏2 交通重点项目\n续建项目：京昆高速公路曲阳连接线（总投资53亿元）。\n新开工重点项目：曲阳至阜平高速公路（总投资126亿元）、黄石口旅游公路（总投资3.2亿元）。",
            [
                "京昆高速公路曲阳连接线|under_construction|53亿元",
                "曲阳至阜平高速公路|planned|126亿元",
                "黄石口旅游公路|planned|3.2亿元",
            ],
        ),
        # a field, and the sum of several works, are none
        (
            "专栏2 重点项目\n综合交通：总投资120亿元，建设公路10条。\n旅游产业：总投资30亿元，到2025年实现收入30亿元。\n产业投资：总投资30亿元。\n国道336线改线（曲阳段）：全长31公里，投资估算9.6亿元。",
            ["国道336线改线（曲阳段）|planned|9.6亿元"],
        ),
    ],
)
def test_entries_that_say_what_they_cost(box: str, expected: list[str]) -> None:
    assert projects(read(plan(box))) == expected


def test_a_bracket_says_several_things_of_a_work() -> None:
    """However many commas it has; its years are those of building, and no part of the name."""
    found = read(
        plan(
            "专栏3 产业重点项目\n1.曲阳石雕生产基地（新建，2026—2029年，江口街道，15亿元）。\n2.灵山大桥（总投资2亿元，2026年—2028年）。\n"
            "3.羊平污水处理厂（2026-2027年）。\n4.恒州粮食储备库。总投资3亿元，2027—2030年，恒州镇。\n5.城区管网工程：2021—2025年新增管网36公里。"
        )
    )
    works = [(one.name, one.investment_raw, one.period_start, one.period_end) for one in found.projects.projects]
    assert works == [
        ("曲阳石雕生产基地", "15亿元", 2026, 2029),
        ("灵山大桥", "2亿元", 2026, 2028),
        ("羊平污水处理厂", None, 2026, 2027),
        ("恒州粮食储备库", "3亿元", 2027, 2030),
        ("城区管网工程", None, None, None),
    ]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("推进曲阳工业园区扩容提质，到2025年园区规上工业产值达到400亿元。", ["曲阳工业园区|industrial_park"]),
        ("到2030年开发区实现税收20亿元。", []),
        ("2025年底园区入驻企业120家。", []),
        ("到2025年雕刻文化产业园建成投用。", ["雕刻文化产业园|cultural_park"]),
    ],
)
def test_a_year_is_no_part_of_a_park(sentence: str, expected: list[str]) -> None:
    assert parks(read(plan(sentence))) == expected
