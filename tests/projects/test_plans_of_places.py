"""Works and parks of plans of places never seen: lists in boxes, tables of works, and names that run into their surroundings."""

import pytest

from tests.cases import projects, read
from tests.projects.elsewhere import COUNTY, parks, works
from text.vocabulary import ParkLevel

PLAN = "嵩县国民经济和社会发展第十四个五年规划纲要\n\n第一章 发展目标\n\n到2025年，生产总值达到200亿元。\n\n第二章 重点任务\n\n第一节 建设\n\n{}\n\n第二节 其他\n\n推进绿色发展。\n"


def names(text: str) -> list[str]:
    return [row.split("|")[0] for row in projects(read(PLAN.format(text)))]


@pytest.mark.parametrize(
    ("box", "expected"),
    [
        # a kind of works and a full stop behind it, and then the works
        (
            "专栏2 产业重点项目\n1.智能装备。青锋精锻传动部件扩产项目、双木储能系统二期、石门泵业智能制造基地。\n2.新材料。年产5GWh电池项目（计划总投资22亿元，2026—2028年）、白云特钢合金材料项目（计划总投资10.5亿元）。",
            ["青锋精锻传动部件扩产项目", "双木储能系统二期", "石门泵业智能制造基地", "年产5GWh电池项目", "白云特钢合金材料项目"],
        ),
        (
            "专栏3 文化旅游重点项目\n——景区建设项目。白云山旅游景区综合开发项目、龙池曼国家森林公园旅游基础设施、磨石古镇改造提升。\n——文化设施项目。县图书馆新馆、伊河文化中心。",
            [
                "白云山旅游景区综合开发项目",
                "龙池曼国家森林公园旅游基础设施",
                "磨石古镇改造提升",
                "县图书馆新馆",
                "伊河文化中心",
            ],
        ),
    ],
)  # fmt: skip
def test_boxes(box: str, expected: list[str]) -> None:
    assert names(box) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("加快花滩、石龙、宣平等大型水库建设。", ["花滩水库", "石龙水库", "宣平水库"]),
        ("建成纳云至晴江、桐河至新庄等高速公路。", ["纳云至晴江高速公路", "桐河至新庄高速公路"]),
        ("新建市第二体校、紫云中学二期。", ["市第二体校", "紫云中学二期"]),
        ("打造前山镇食用菌产业园和共合镇马铃薯产业基地。", ["前山镇食用菌产业园", "共合镇马铃薯产业基地"]),
        ("建成投产柯山一期光伏电站。", ["柯山一期光伏电站"]),
        # each says what is done with it: the last one says it of no other
        ("实施石门水库、青沙河治理、南岭灌区节水改造三大工程。", ["石门水库", "青沙河治理", "南岭灌区节水改造"]),
        ("新建改建国省道120公里。", []),
    ],
)
def test_names_of_works(sentence: str, expected: list[str]) -> None:
    assert [one.name for one in works(sentence, COUNTY)] == expected


def test_a_table_of_works_ends_where_sentences_begin() -> None:
    table = """专栏  工业重点项目
项目名称    建设内容及规模    总投资（亿元）    建设起止年限
青山2×100万千瓦电厂    建设两台燃煤机组    73.6    2016-2019
石门铝镁合金产业园    年产型材30万吨    21    2016-2018
金河50万吨水溶肥    建设生产线    8.5    2017-2019

三、完善基础设施
（一）交通。建成嵩栾高速公路嵩县段，新建改建公路120公里，所有行政村通客车率100%。
（二）能源。新增光伏发电装机20万千瓦，天然气入户率达到75%。
"""
    reading = read(PLAN.replace("第二章 重点任务", "二、重点任务").replace("第一章", "一、").format(table))
    assert [one.name for one in reading.projects.projects] == [
        "青山2×100万千瓦电厂",
        "石门铝镁合金产业园",
        "金河50万吨水溶肥",
        "嵩栾高速公路嵩县段",
    ]
    assert {"100", "20", "75"} <= {f"{one.value:f}" for one in reading.observations.observations if one.value}


def test_groups_whose_number_stands_apart() -> None:
    table = """表2  重点项目规划表（单位：亿元）

序号  项目名称                        建设性质  建设规模                  建设年限    总投资
一    工业
1     青山酒业园区基础设施             续建      1200亩                    2018-2022   13.5
2     石门铝业二期扩建                 新建      年产电解铝12.5万吨        2021-2023   18.6
二    交通
3     嵩县至余庆高速公路嵩县段         新建      47公里                    2021-2025   62
4     南白至龙坪一级公路               新建      14.5公里                  2023-2025    8.7
"""
    reading = read(PLAN.format(table))
    assert [(one.name, one.category) for one in reading.projects.projects] == [
        ("青山酒业园区基础设施", "工业"),
        ("石门铝业二期扩建", "工业"),
        ("嵩县至余庆高速公路嵩县段", "交通"),
        ("南白至龙坪一级公路", "交通"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("支持青阳经济开发区争创国家级经济技术开发区。", ["青阳经济开发区"]),
        ("依托青阳县产业园区（沙湖梁工业园），发展新材料。", ["沙湖梁工业园"]),
        ("打造青阳道地药材基地、国家中药材产业基地。", []),
        ("改造工友村历史文化街区。", ["工友村历史文化街区"]),
    ],
)
def test_names_of_parks(text: str, expected: list[str]) -> None:
    assert [one.name for one in parks(text, COUNTY)] == expected


def test_what_a_zone_is_to_become_it_is_not_yet() -> None:
    aimed = parks("推动青阳经济开发区升格国家级。", COUNTY)
    made = parks("青阳经济开发区升格国家级。", COUNTY)
    assert [one.level for one in (*aimed, *made)] == [None, ParkLevel.NATIONAL]


def test_a_heading_names_no_park() -> None:
    reading = read(PLAN.format("建设青云产业园。").replace("第二章 重点任务", "第二章 重点工业园区"))
    assert [one.name for one in reading.parks.parks] == ["青云产业园"]


def test_a_park_in_a_row_begins_with_its_cell() -> None:
    table = "序号\t项目名称\t建设内容\t建设年限\t总投资（万元）\t责任单位\n1\t华宝动力电池项目\t新建装配车间\t2021-2025\t1000000\t县发改委\n2\t青锋核电泵产业园\t建设生产线2条\t2021-2023\t86000\t县工信局\n3\t石门飞轮总部\t建设研发楼\t2020-2022\t50000\t县科技局\n"
    assert [one.name for one in read(PLAN.format(table)).parks.parks] == ["青锋核电泵产业园"]


def test_a_review_within_a_chapter_on_circumstances() -> None:
    text = PLAN.replace(
        "第一章 发展目标\n\n",
        "第一章 发展环境\n\n第一节 发展基础\n\n青山至石门一级公路建成通车。\n\n第二章 发展目标\n\n",
    )
    text = text.replace("第二章 重点任务", "第三章 重点任务").format("推进生态建设。")
    assert projects(read(text)) == ["青山至石门一级公路|completed|None"]
