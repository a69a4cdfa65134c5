"""Lists of works, in the layouts that copies of web pages have them in: each row is a project with what it costs and how far it is."""

import pytest

from tests.cases import observations, projects, read, report

GROWTH = "地区生产总值增长6%左右。"
ONLY_GROWTH = ["6% 2024 target approx growth rise「地区生产总值」→gdp-growth"]

CELL_A_LINE = """附件1
涉县2024年重点工程
序号
项目名称
项目内容
项目投资
完成时限
1
涉县职教中心迁建项目
占地210亩，建筑面积5.3万平方米。
总投资
2.6亿元
2024年底
2
清漳河湿地公园项目
占地88亩。
总投资
1.1亿元
2024年启动
"""
CELLS_OVER_LINES = """附件
涉县2024年重点建设项目表
单位：万元
序号
项目名称
建设内容及规模
建设年限
总投资
责任单位
1
清漳河特大桥工程
全长1.2公里，
双向四车道。
2023-2025
36000
县交通运输局
2
井店镇
污水处理厂扩建项目
日处理能力1万吨
2024
5800
井店镇政府
3
县体育馆
建筑面积1.5万平方米
2024-2025
12000
县教体局
合计
53800
"""
NO_NUMBERS = """附件2
2024年重点项目清单
项目名称
建设内容
总投资（亿元）
责任单位
神头风电场
装机10万千瓦
7.5
县能源局
固新光伏电站
装机5万千瓦
2.2
固新镇
"""
PROGRESS = """附件
2023年重点项目进展情况
序号
项目名称
总投资
（亿元）
年度计划投资
（亿元）
进展情况
责任单位
一、产业项目（2个）
1
索堡钢构产业园
6.8
2.0
一期建成投产，二期主体
完工
索堡镇
2
天铁高端装备制造项目
25
8
正在进行设备安装
天铁集团
二、民生项目（1个）
3
县中医院新建工程
3.1
1
竣工验收
卫健局
"""
SPACED = """附件
2024年重点项目
序号  项目名称        建设性质  总投资（亿元）  责任单位
1     龙山水库工程    续建      3.4             县水利局
2     鹿头小学迁建    新建      0.45            县教体局
"""
ONE_SPACE = """附件
2024年重点项目
序号 项目名称 建设规模 总投资（万元） 责任单位
1 龙山水库工程 库容1200万立方米 34000 县水利局
2 鹿头小学迁建 建筑面积8000平方米 4500 县教体局
"""
PIPES = """附件：2024年重点项目
| 序号 | 类别 | 项目名称 | 建设内容 | 总投资（亿元） | 进展情况 |
|---|---|---|---|---|---|
| 1 | 交通 | 涉左高速[3] | 全长30公里 | 45.6 | 已开工建设，完成投资5亿元 |
| 2 |  | 东环路改造 | 全长3公里 | 1.2 | 正在办理前期手续 |
| 3 | 水利 | 漳河治理工程 | 治理河道20公里 | 2 | 已竣工 |
| 合计 |  |  |  | 48.8 |  |
"""
TABS = """附件：2024年重点项目
序号\t项目名称\t建设内容\t投资额（万元）\t责任单位
1\t人民医院新院区\t设床位500张\t56000\t卫健局
2\t西岗片区棚改\t安置房800套\t30000\t住建局
"""
PANDOC = """附表：重大项目表

  ------------------------------------------------------------------------
  类别        序号   项目名称                     建设性质   总投资（亿元）
  ----------- ------ ---------------------------- ---------- ---------------
  产业        1      纯碱扩能二期工程             续建       12.6

              2      年产60万吨小苏打             新建       18.5
                     项目

  交通        3      国道240改建工程              新建       7.7
  ------------------------------------------------------------------------
"""
BLOCKS = """附件
涉县2024年重点项目
项目名称：涉县职教中心迁建项目
建设内容：占地210亩，建筑面积5.3万平方米。
总投资：2.6亿元
责任单位：县教体局
进展：主体已封顶

项目名称：清漳河湿地公园
建设内容：占地88亩
总投资（万元）：11000
进展情况：尚未开工
"""
NUMBERED_BLOCKS = """附件
涉县2024年重点项目
1.涉县职教中心迁建项目
建设内容：占地210亩，建筑面积5.3万平方米。
总投资：2.6亿元。
责任单位：县教体局。
2.清漳河湿地公园
建设内容：占地88亩
总投资：1.1亿元
"""
LABELS_RUN_IN = """附件
涉县2024年重点项目
1.涉县职教中心迁建项目。建设内容：占地210亩，建筑面积5.3万平方米。总投资：2.6亿元。责任单位：县教体局。
2.清漳河湿地公园。建设内容：占地88亩。总投资：1.1亿元。责任单位：县林业局。
"""
ONE_PARAGRAPH = """附件
涉县2024年重点项目
项目名称：职教中心迁建项目；建设内容：占地210亩；总投资：2.6亿元；责任单位：教体局。项目名称：清漳河湿地公园；总投资：1.1亿元。
"""
RUN_IN = """附件
2024年重点建设项目
1.涉县职教中心迁建项目，总投资2.6亿元，占地210亩，计划2024年底竣工。
2.清漳河湿地公园（总投资1.1亿元），占地88亩。
3.龙山隧道：全长2.1公里，总投资约4.5亿元，已完成总工程量的60%。
（4）冷链物流园项目。占地300亩，估算总投资8.8亿元，今年计划投资2亿元。
"""
PARAGRAPHS = """附件
2024年重点建设项目
涉县职教中心迁建项目，总投资2.6亿元，占地210亩。
清漳河湿地公园项目，总投资1.1亿元。
"""
BROKEN_HEADINGS = """附件3
重点项目表
序
号
项目
名称
建设
内容
总投资
（亿元）
责任
单位
1
龙山水库
库容1200万立方米
3.4
水利局
2
鹿头小学迁建
建筑面积8000平方米
0.45
教体局
"""
NUMBERED_LABELS = """附件
2024年重点项目
一、龙山水库工程
（一）建设内容：库容1200万立方米。
（二）总投资：3.4亿元。
（三）责任单位：水利局。
二、鹿头小学迁建工程
（一）建设内容：建筑面积8000平方米。
（二）总投资：4500万元。
（三）责任单位：教体局。
"""
FACTS_BELOW = """附件
2024年重点项目
（1）龙山水库工程（责任单位：水利局）
总投资3.4亿元，库容1200万立方米。
（2）鹿头小学迁建（责任单位：教体局）
总投资4500万元，建筑面积8000平方米。
"""
BULLETS = """附件：2024年重点项目
- **龙山水库工程**：总投资3.4亿元，库容1200万立方米。
- **鹿头小学迁建**：总投资4500万元。
"""
IN_CONTENTS = """2023年重点项目进展
序号
项目名称
项目概况
进展情况
1
龙山水库工程
总投资3.4亿元，2023年计划投资1亿元，库容1200万立方米
累计完成投资1.2亿元，大坝主体施工
2
鹿头小学迁建
计划总投资4500万元
已竣工
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            BROKEN_HEADINGS, ["龙山水库|planned|3.4", "鹿头小学迁建|planned|0.45"], id="headings of a word a line"
        ),
        pytest.param(
            NUMBERED_LABELS,
            ["龙山水库工程|planned|3.4亿元", "鹿头小学迁建工程|planned|4500万元"],
            id="labels with numbers of their own",
        ),
        pytest.param(
            FACTS_BELOW,
            ["龙山水库工程|planned|3.4亿元", "鹿头小学迁建|planned|4500万元"],
            id="what is said below the name",
        ),
        pytest.param(
            BULLETS, ["龙山水库工程|planned|3.4亿元", "鹿头小学迁建|planned|4500万元"], id="Markdown's bullets"
        ),
        pytest.param(
            IN_CONTENTS,
            ["龙山水库工程|under_construction|3.4亿元", "鹿头小学迁建|completed|4500万元"],
            id="the sum among the contents",
        ),
        pytest.param(
            CELL_A_LINE,
            ["涉县职教中心迁建项目|planned|2.6亿元", "清漳河湿地公园项目|planned|1.1亿元"],
            id="a cell a line",
        ),
        pytest.param(
            CELLS_OVER_LINES,
            ["清漳河特大桥工程|planned|36000", "井店镇污水处理厂扩建项目|planned|5800", "县体育馆|planned|12000"],
            id="cells over lines, a unit above, a sum below",
        ),
        pytest.param(NO_NUMBERS, ["神头风电场|planned|7.5", "固新光伏电站|planned|2.2"], id="rows without numbers"),
        pytest.param(
            PROGRESS,
            [
                "索堡钢构产业园|under_construction|6.8",
                "天铁高端装备制造项目|under_construction|25",
                "县中医院新建工程|completed|3.1",
            ],
            id="headings between rows, and progress",
        ),
        pytest.param(SPACED, ["龙山水库工程|under_construction|3.4", "鹿头小学迁建|planned|0.45"], id="a row a line"),
        pytest.param(
            ONE_SPACE, ["龙山水库工程|planned|34000", "鹿头小学迁建|planned|4500"], id="one space between cells"
        ),
        pytest.param(
            PIPES,
            ["涉左高速|under_construction|45.6", "东环路改造|planned|1.2", "漳河治理工程|completed|2"],
            id="strokes, with an empty cell, a mark of a note and a sum",
        ),
        pytest.param(TABS, ["人民医院新院区|planned|56000", "西岗片区棚改|planned|30000"], id="tabs"),
        pytest.param(
            PANDOC,
            [
                "纯碱扩能二期工程|under_construction|12.6",
                "年产60万吨小苏打项目|planned|18.5",
                "国道240改建工程|planned|7.7",
            ],
            id="pandoc's plain table",
        ),
        pytest.param(
            BLOCKS,
            ["涉县职教中心迁建项目|under_construction|2.6亿元", "清漳河湿地公园|planned|11000"],
            id="a record a block",
        ),
        pytest.param(
            NUMBERED_BLOCKS,
            ["涉县职教中心迁建项目|planned|2.6亿元", "清漳河湿地公园|planned|1.1亿元"],
            id="a numbered block",
        ),
        pytest.param(
            LABELS_RUN_IN,
            ["涉县职教中心迁建项目|planned|2.6亿元", "清漳河湿地公园|planned|1.1亿元"],
            id="labels in a paragraph each",
        ),
        pytest.param(
            ONE_PARAGRAPH,
            ["职教中心迁建项目|planned|2.6亿元", "清漳河湿地公园|planned|1.1亿元"],
            id="all in one paragraph",
        ),
        pytest.param(
            RUN_IN,
            [
                "涉县职教中心迁建项目|planned|2.6亿元",
                "清漳河湿地公园|planned|1.1亿元",
                "龙山隧道|under_construction|4.5亿元",
                "冷链物流园项目|planned|8.8亿元",
            ],
            id="an item a work, with what it costs as a whole",
        ),
        pytest.param(
            PARAGRAPHS,
            ["涉县职教中心迁建项目|planned|2.6亿元", "清漳河湿地公园项目|planned|1.1亿元"],
            id="a paragraph a work",
        ),
    ],
)
def test_a_row_of_a_list_of_works_is_a_project(text: str, expected: list[str]) -> None:
    reading = read(report(review="经济平稳。", plan=GROWTH, after=text))
    assert projects(reading) == expected
    assert observations(reading) == ONLY_GROWTH  # what a work costs and how large it is, is no figure of the county
    for project in reading.projects.projects:
        assert project.evidence.quote == reading.source.text[project.evidence.start : project.evidence.end]


def test_the_sum_of_a_cell_has_the_unit_of_its_heading_or_of_the_line_above() -> None:
    found = [
        str(project.investment_cny)
        for text in (CELLS_OVER_LINES, ONE_SPACE, SPACED, BLOCKS)
        for project in read(report(plan=GROWTH, after=text)).projects.projects
    ]
    assert (
        found == "360000000 58000000 120000000 340000000 45000000 340000000.0 45000000.00 260000000.0 110000000".split()
    )


def test_things_to_be_done_are_no_works_and_their_figures_are_the_districts() -> None:
    table = "序号\n事项\n责任单位\n进展情况\n1\n新增停车泊位500个\n城管局\n已完成520个\n2\n建成县养老中心\n民政局\n已投入使用\n"
    reading = read(report(plan=GROWTH, after="附件\n2023年民生实事进展情况\n" + table))
    assert projects(reading) == ["县养老中心|completed|None"]
    assert any(row.startswith("500个") for row in observations(reading))
    items = "1.新增停车泊位500个。\n2.改造老旧小区12个，惠及3000户。\n3.实施县医院急诊楼建设工程，总投资8000万元。\n"
    reading = read(report(plan=GROWTH, after="附件\n2024年十件民生实事\n" + items))
    assert projects(reading) == ["县医院急诊楼建设工程|planned|8000万元"]
    assert any(row.startswith("500个") for row in observations(reading))


@pytest.mark.parametrize(
    "text",
    [
        "附件\n主要指标\n序号\n项目\n单位\n2020年\n2025年\n1\n地区生产总值\n亿元\n120\n180\n",
        "附件\n专项规划\n序号\n规划名称\n责任单位\n1\n涉县水利发展规划\n县水利局\n",
        "附件\n2024年工作要点\n1.抓好重点项目建设，总投资86亿元。\n2.加强作风建设。\n",
    ],
)
def test_other_lists_are_none_of_works(text: str) -> None:
    assert projects(read(report(plan=GROWTH, after=text))) == []
