"""Boxes that name a kind of works, and each work with what it costs, how big it is and when it is built."""

import pytest

from tests.cases import projects, read, report

_HEAD = "曲阳县国民经济和社会发展第十四个五年规划纲要\n第一章 发展目标\n到2025年，地区生产总值达到100亿元。\n第二章 任务\n第一节 基础设施\n完善基础设施。\n"

BOXES = [
    # a kind is no work; each behind it has its own sum and years
    (
        "专栏3 重点水利工程\n防洪工程：山水沟防洪治理工程，治理沟道18公里，估算投资0.86亿元；苦水河曲阳段综合治理，河道治理23.5公里，总投资1.2亿元。\n供水工程：曲阳县城乡供水一体化工程，覆盖人口32万人，估算投资5.4亿元，2022年开工，2024年建成；金积水厂扩建（日供水3万立方米）。",
        ["山水沟防洪治理工程|0.86亿元|None-None", "苦水河曲阳段综合治理|1.2亿元|None-None", "曲阳县城乡供水一体化工程|5.4亿元|2022-2024", "金积水厂扩建|None|None-None"],
    ),
    # two facts in a bracket
    (
        "专栏3 重点水利工程\n节水工程：五里坡灌区现代化改造（8.2万亩，2.1亿元）、扁担沟扬水灌区节水改造（6.5万亩，1.8亿元）。",
        ["五里坡灌区现代化改造|2.1亿元|None-None", "扁担沟扬水灌区节水改造|1.8亿元|None-None"],
    ),
    # sizes in brackets are no part of a name
    (
        "专栏3 基础设施重点工程\n交通：青山至望川快速路（32公里）、石门至双桥一级公路。\n能源：东回风电场（120万千瓦）、石门抽水蓄能电站。",
        ["青山至望川快速路|None|None-None", "石门至双桥一级公路|None|None-None", "东回风电场|None|None-None", "石门抽水蓄能电站|None|None-None"],
    ),
    # numbered, with a comma behind the name; years of building
    (
        "专栏2 农业重点项目\n1.双桥果库建设项目。建设冷库10万吨，总投资6.5亿元，建设期限2021—2025年。\n2.石门万头肉牛养殖场建设项目，新建牛舍8万平方米，投资1.6亿元，计划2023年底建成。",
        ["双桥果库建设项目|6.5亿元|2021-2025", "石门万头肉牛养殖场建设项目|1.6亿元|None-2023"],
    ),
    # a list that goes on with a sum
    (
        "专栏3 重大水利工程\n1. 水利：黑山峡水利枢纽、固海扬水工程更新改造、青山东麓防洪治理，新增高效节水灌溉面积200万亩。",
        ["黑山峡水利枢纽|None|None-None", "固海扬水工程更新改造|None|None-None", "青山东麓防洪治理|None|None-None"],
    ),
    # one programme, not two works
    (
        "专栏3 水利重点工程\n水利：石门水库除险加固、漠谷河综合治理、水系连通及水美乡村建设、农村供水保障工程（覆盖12.6万人）。",
        ["石门水库除险加固|None|None-None", "漠谷河综合治理|None|None-None", "农村供水保障工程|None|None-None"],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("box", "expected"), BOXES, ids=[expected[0] for _, expected in BOXES])
def test_the_works_of_a_box(box: str, expected: list[str]) -> None:
    reading = read(f"{_HEAD}{box}\n第二节 其他\n加快发展。\n")
    assert [
        f"{one.name}|{one.investment_raw}|{one.period_start}-{one.period_end}" for one in reading.projects.projects
    ] == expected


PROSE = [
    ("推动玛尔挡、羊曲水电站全面投产。", ["玛尔挡水电站", "羊曲水电站"]),
    ("加快哇让、南山口抽水蓄能电站建设。", ["哇让抽水蓄能电站", "南山口抽水蓄能电站"]),
    ("推进武威至金昌、张掖至肃南公路建设。", ["武威至金昌公路", "张掖至肃南公路"]),
]


@pytest.mark.parametrize(("sentence", "expected"), PROSE, ids=[sentence for sentence, _ in PROSE])
def test_works_that_share_what_they_are(sentence: str, expected: list[str]) -> None:
    assert [one.split("|")[0] for one in projects(read(report(plan=sentence)))] == expected


@pytest.mark.parametrize(
    ("name", "category"), [("县中医院门诊综合楼", "医疗卫生"), ("金溪钠离子电池生产线", "产业载体")]
)
def test_the_category_of_a_work(name: str, category: str) -> None:
    reading = read(report(plan=f"建成{name}。"))
    assert [(one.name, one.category) for one in reading.projects.projects] == [(name, category)]


def test_roads_to_every_hamlet_are_no_work() -> None:
    assert projects(read(report(plan="完成通组公路410公里，新建“组组通”硬化路20公里。"))) == []
