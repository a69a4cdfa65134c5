"""How far works are by the time that a sentence, a cell or the row above tells; several works under one name by their numbers; parks that are counted."""

import pytest

from planapi.reading_check import check
from tests.cases import TORN_WORKS, projects, read, report

PLAN = "涉县国民经济和社会发展第十四个五年规划纲要\n第一章 {first}\n{opening}\n第二章 主要任务\n{tasks}\n第三章 保障措施\n加强领导。\n"


def plan(tasks: str = "发展经济。", *, first: str = "发展基础", opening: str = "经济平稳。") -> str:
    return PLAN.format(first=first, opening=opening, tasks=tasks)


def works(text: str) -> list[str]:
    return projects(read(text))


@pytest.mark.parametrize(
    "sentence",
    [
        "“十三五”时期，地区生产总值年均增长6%。建成沙洼大桥，双泉水厂投入使用。",
        "“十三五”以来，建成沙洼大桥，双泉水厂投入使用。",
        "——“十三五”期间，建成沙洼大桥，双泉水厂投入使用。",
    ],
)
def test_five_years_that_are_over_are_looked_back_on(sentence: str) -> None:
    assert works(plan(first="把握新形势", opening=sentence)) == ["沙洼大桥|completed|None", "双泉水厂|completed|None"]


def test_the_five_years_of_the_plan_are_not() -> None:
    opening = "“十三五”时期，经济平稳增长。“十四五”时期，建成沙洼大桥。"
    assert works(plan(first="把握新形势", opening=opening)) == ["沙洼大桥|planned|None"]


def test_new_works_of_a_plan_have_not_begun() -> None:
    assert works(report(plan="新开工沙洼大桥、双泉水厂。")) == ["沙洼大桥|planned|None", "双泉水厂|planned|None"]
    assert works(report(review="新开工沙洼大桥、双泉水厂。")) == [
        "沙洼大桥|under_construction|None",
        "双泉水厂|under_construction|None",
    ]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        (report(plan="竣工项目：沙洼大桥、双泉水厂、石门医院。"), "planned"),
        (report(plan="竣工投产项目3个，分别是沙洼大桥、双泉水厂、石门医院。"), "planned"),
        (
            report(after="附件：2024年重点项目安排\n一、竣工项目（3个）\n1.沙洼大桥\n2.双泉水厂\n3.石门医院\n"),
            "planned",
        ),
        (
            report(after="附件：2023年重点项目完成情况\n一、竣工项目（3个）\n1.沙洼大桥\n2.双泉水厂\n3.石门医院\n"),
            "completed",
        ),
        (report(plan="已建成项目：沙洼大桥、双泉水厂、石门医院。"), "completed"),
        (report(review="竣工项目：沙洼大桥、双泉水厂、石门医院。"), "completed"),
    ],
)
def test_what_is_to_be_finished_is_not_finished(text: str, status: str) -> None:
    assert works(text) == [f"{name}|{status}|None" for name in ("沙洼大桥", "双泉水厂", "石门医院")]


TABLE = "专栏1 重点项目\n| 序号 | 项目名称 | 建设内容 | 总投资（亿元） |\n|---|---|---|---|\n{rows}\n"


def test_the_row_above_says_how_far_works_of_a_table_are() -> None:
    rows = [
        "| 一、续建项目（1个） | | | |",
        "| 1 | 沙洼大桥 | 全长2公里 | 3.2 |",
        "| 二、新建类 | | | |",
        "| 2 | 双泉水厂 | 日供水2万吨 | 1.1 |",
        "| 三、谋划项目 | | | |",
        "| 3 | 石门医院 | 床位200张 | 2.4 |",
    ]
    assert works(plan(TABLE.format(rows="\n".join(rows)))) == [
        "沙洼大桥|under_construction|3.2",
        "双泉水厂|planned|1.1",
        "石门医院|proposed|2.4",
    ]


@pytest.mark.parametrize(
    ("nature", "status"),
    [("谋划", "proposed"), ("储备", "proposed"), ("新开工", "planned"), ("续建", "under_construction")],
)
def test_the_cell_says_how_far_a_work_is(nature: str, status: str) -> None:
    rows = f"| 1 | 沙洼大桥 | {nature} | 3.2 |\n| 2 | 双泉水厂 | {nature} | 1.1 |"
    text = plan(TABLE.replace("建设内容", "建设性质").format(rows=rows))
    assert works(text) == [f"沙洼大桥|{status}|3.2", f"双泉水厂|{status}|1.1"]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("沙洼电厂3号、4号机组投产发电。", ["沙洼电厂3号、4号机组|completed|None"]),
        ("第一、第二污水处理厂提标改造全面完成。", ["第一、第二污水处理厂提标改造|completed|None"]),
        ("推进沙洼第三、第四水厂建设。", ["沙洼第三、第四水厂|ongoing|None"]),
        ("新建团结、沙洼两所幼儿园。", ["团结幼儿园|completed|None", "沙洼幼儿园|completed|None"]),
    ],
)
def test_numbers_share_one_name_and_counted_names_are_all_read(sentence: str, expected: list[str]) -> None:
    assert works(report(review=sentence)) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("县医院迁建、沙洼中学扩建全部完成。", ["县医院迁建|completed|None", "沙洼中学扩建|completed|None"]),
        (
            "沙洼中学整体搬迁、双泉大桥加固工程完成。",
            ["沙洼中学整体搬迁|completed|None", "双泉大桥加固工程|completed|None"],
        ),
        ("沙洼大桥完成投资4.2亿元。", ["沙洼大桥|under_construction|None"]),
        ("安居工程、利民工程建设全部完成。", []),
        ("沙洼产业园完成投资4.2亿元。", []),
    ],
)
def test_what_is_complete(sentence: str, expected: list[str]) -> None:
    assert works(report(review=sentence)) == expected


def test_parks_that_thrive_are_no_works() -> None:
    assert works(report(plan="推动沙洼工业园区、双泉经济开发区、石门物流园整合提升。")) == []
    assert works(report(plan="推进东川、西川两大清洁能源基地建设。")) == []


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "支持沙洼经济开发区、双泉工业园两个国家级开发区提质。",
            {"沙洼经济开发区": "national", "双泉工业园": "national"},
        ),
        ("沙洼经开区、双泉高新区3个省级开发区营收突破3000亿元。", {"沙洼经开区": None, "双泉高新区": None}),
        (
            "沙洼产业园、双泉高新区、青石经开区三大园区提速发展。",
            {"沙洼产业园": None, "双泉高新区": None, "青石经开区": None},
        ),
        ("新建沙洼一中智谷校区。", {}),
        ("建设百万亩优质棉生产基地。", {}),
        (
            "沙洼仓储园、共和零部件园、双泉皮革皮具园投产。",
            {"沙洼仓储园": None, "共和零部件园": None, "双泉皮革皮具园": None},
        ),
        ("沙洼工业集中区新增企业12家。", {"沙洼工业集中区": None}),
    ],
)
def test_parks_that_are_counted(sentence: str, expected: dict[str, str | None]) -> None:
    found = {park.name: park.level and park.level.value for park in read(report(review=sentence)).parks.parks}
    assert found == expected


def test_a_kind_of_works_heads_a_paragraph_of_a_box() -> None:
    box = "专栏1 能源重点工程\n1.抽水蓄能。续建沙洼抽水蓄能电站、双泉抽水蓄能电站。\n2.外送通道。建设青桂直流工程、柳山直流工程。\n"
    assert [one.split("|")[0] for one in works(plan(box))] == [
        "沙洼抽水蓄能电站",
        "双泉抽水蓄能电站",
        "青桂直流工程",
        "柳山直流工程",
    ]


def test_the_years_that_an_entry_of_a_list_says() -> None:
    after = "附件：2024年重点项目清单\n一、续建项目（2个）\n1.沙洼大桥，总投资8600万元，建设年限2023-2025年。\n2.双泉水厂，2022年开工，2024年建成。\n"
    found = read(report(after=after)).projects.projects
    assert [(one.name, one.period_start, one.period_end) for one in found] == [
        ("沙洼大桥", 2023, 2025),
        ("双泉水厂", 2022, 2024),
    ]


PAGE = """附表
                      涉县“十四五”重大项目表
                                                    单位：亿元
序号      项目名称              建设规模及内容        建设年限    总投资  建设地点
1   沙洼至龙山高速公路沙    双向四车道，46公里      2022-2026     82.6   凉水口镇
    洼段
2   石门旅游公路            三级公路28公里          2021-2023      3.4   石门乡
3   岩屋口水库              小型水库                2021-2022      1.2   马口乡
4   青水干流陈家河镇至洪    治理河长13.5公里        2023-2025      2.1   陈家河镇
    家关段防洪治理
"""


def test_the_last_row_of_a_page_goes_on_below_its_figures() -> None:
    names = [one.split("|")[0] for one in works(plan() + PAGE)]
    assert names == ["沙洼至龙山高速公路沙洼段", "石门旅游公路", "岩屋口水库", "青水干流陈家河镇至洪家关段防洪治理"]


def test_a_table_ends_where_the_next_part_begins() -> None:
    text = (
        "涉县“十四五”现代综合交通运输体系发展规划\n1 发展基础\n1.1 发展成效\n建成沙洼大桥。\n1.2 存在问题\n路网有待优化。\n2 总体思路\n坚持统筹。\n3 重点任务\n3.1 对外通道\n"
        "表1 “十四五”高速公路建设项目表\n单位：公里、亿元\n序号 项目名称 里程 总投资 建设年限 备注\n1 沙洼至辉山高速公路 57 103.5 2021-2024 在建\n"
        "2 内山至林口高速公路涉县段 21 38 2022-2025 新开工\n3 安山至新口第二通道 48 96 2025-2028 前期\n4 保障措施\n4.1 加强组织领导\n建立机制。\n4.2 强化资金保障\n拓宽渠道。\n"
    )
    assert works(text)[1:] == [
        "沙洼至辉山高速公路|under_construction|103.5",
        "内山至林口高速公路涉县段|planned|38",
        "安山至新口第二通道|planned|96",
    ]


def test_a_torn_table_is_still_none() -> None:
    assert works(report(after="附件\n重点项目表\n" + TORN_WORKS)) == []


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        # what is no short name has its own words, though they are not known here
        (
            "推进青石台红军旧址提升、火山国家地质公园观光缆车、龙坝民宿村二期。",
            ["青石台红军旧址提升", "火山国家地质公园观光缆车", "龙坝民宿村二期"],
        ),
        (
            "完成沙洼城区引黄供水、双泉苏木防洪堤、大石水库除险加固。",
            ["沙洼城区引黄供水", "双泉苏木防洪堤除险加固", "大石水库除险加固"],
        ),
        ("推进沙洼、双泉污水处理厂建设。", ["沙洼污水处理厂", "双泉污水处理厂"]),
        ("推进沙洼南路、双泉南路污水管线工程建设。", ["沙洼南路污水管线工程", "双泉南路污水管线工程"]),
    ],
)
def test_the_end_of_a_list_belongs_to_short_names_and_places(sentence: str, expected: list[str]) -> None:
    assert [one.split("|")[0] for one in works(report(review=sentence))] == expected


@pytest.mark.parametrize(
    ("list_", "expected"),
    [
        (
            "重点水利工程\n固山引水、青河综合治理二期、石门河沟道治理。",
            ["固山引水|planned|None", "青河综合治理二期|planned|None", "石门河沟道治理|planned|None"],
        ),
        (
            "（一）续建项目\n固山引水；青河综合治理二期；石门河沟道治理。",
            [
                "固山引水|under_construction|None",
                "青河综合治理二期|under_construction|None",
                "石门河沟道治理|under_construction|None",
            ],
        ),
        ("重点民生工程\n提高保障水平、完善服务体系、扩大就业规模。", []),
        ("重点工程\n加强作风建设、提升行政效能、优化营商环境。", []),
    ],
)
def test_a_paragraph_below_words_for_works_lists_them(list_: str, expected: list[str]) -> None:
    assert works(plan(list_)) == expected


def test_works_that_a_box_puts_by() -> None:
    box = "专栏1 重大项目\n社会事业：县医院迁建、沙洼中心卫生院改扩建。\n谋划储备：沙洼至双泉高速公路、青河湿地公园。\n"
    assert works(plan(box))[2:] == ["沙洼至双泉高速公路|proposed|None", "青河湿地公园|proposed|None"]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("支持沙洼工业园区创建自治区级高新区。", {"沙洼工业园区": None}),
        ("支持沙洼工业园区创建县级、州级高新区。", {"沙洼工业园区": None}),
        ("依托将乐产业园，将沙洼产业园做大做强。", {"将乐产业园": None, "沙洼产业园": None}),
    ],
)
def test_grades_and_names_of_parks(sentence: str, expected: dict[str, str | None]) -> None:
    found = {park.name: park.level and park.level.value for park in read(report(plan=sentence)).parks.parks}
    assert found == expected


def test_a_table_is_read_although_prose_lists_some_of_its_works_too() -> None:
    text = report(plan="续建项目：沙洼大桥、双泉水厂、石门医院。") + PAGE.replace(
        "石门旅游公路", "沙洼大桥    "
    ).replace("岩屋口水库", "双泉水厂  ")
    reading = read(text)
    assert ("沙洼大桥", "3.4") in {(one.name, one.investment_raw) for one in reading.projects.projects}
    assert "works_not_read" not in {found.code for found in check(reading)}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("实施红旗研发中心扩建、和记红旗制药厂。", ["红旗研发中心扩建", "和记红旗制药厂"]),
        ("推进沙洼河口至双泉、谷米至山岗旅游公路建设。", ["沙洼河口至双泉旅游公路", "谷米至山岗旅游公路"]),
        ("推进轨道交通21号线一期、13号线东延伸。", ["轨道交通21号线一期", "13号线东延伸"]),
        ("沙洼至双泉高速公路要加快前期工作。", ["沙洼至双泉高速公路"]),
        ("创建国家4A级旅游景区、5A级景区。", []),
        ("建设沿江磷化工产业基地。", []),
        ("推进沙洼供水管网、燃气管网改造。", ["沙洼供水管网改造"]),
    ],
)
def test_names_side_by_side_and_what_is_none(sentence: str, expected: list[str]) -> None:
    assert [one.split("|")[0] for one in works(report(plan=sentence))] == expected


@pytest.mark.parametrize(
    ("label", "status"),
    [("一、续建", "under_construction"), ("（一）新建类（2个）", "planned"), ("1.储备", "proposed")],
)
def test_a_state_with_a_number_is_a_label(label: str, status: str) -> None:
    text = plan(f"第一节 重点工程\n{label}\n沙洼水库、双泉水电站增效扩容\n")
    assert works(text) == [f"沙洼水库|{status}|None", f"双泉水电站增效扩容|{status}|None"]


def test_parks_of_the_city_of_a_district_are_not_far_away() -> None:
    text = "上海市浦东新区国民经济和社会发展第十五个五年规划纲要\n第一章 主要任务\n优化张江高新区、外高桥保税区等国家级开发区布局。\n第二章 保障\n加强领导。\n"
    found = {park.name: park.level and park.level.value for park in read(text).parks.parks}
    assert found == {"张江高新区": "national", "外高桥保税区": "national"}
