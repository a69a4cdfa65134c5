"""What is a project, how far it is and what it costs, in sentences of the manner of reports whose places nobody tuned the readers for."""

import pytest

from tests.cases import projects, read, report
from tests.projects.sentences import planned, reviewed


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("争取德隆冷链物流项目开工建设。", ["德隆冷链物流项目|planned|None"]),
        ("力争龙山水库年内开工。", ["龙山水库|planned|None"]),
        ("计划开工建设玉峰湖水厂。", ["玉峰湖水厂|planned|None"]),
        ("争取神头风电、井店光伏等项目开工。", ["神头风电|planned|None", "井店光伏|planned|None"]),
        ("力促天铁特钢升级、更乐光伏二期等28个项目开工。", ["天铁特钢升级|planned|None", "更乐光伏二期|planned|None"]),
        ("确保龙山抽水蓄能电站等35个项目上半年开工。", ["龙山抽水蓄能电站|planned|None"]),
        ("神力索具等前期项目要抓紧完善手续、尽快开工。", ["神力索具|planned|None"]),
        ("加快偏城至辽城公路前期工作。", ["偏城至辽城公路|planned|None"]),
        ("谋划更乐抽水蓄能项目。", ["更乐抽水蓄能项目|proposed|None"]),
        ("开工建设娲皇宫隧道。", ["娲皇宫隧道|planned|None"]),
        ("加快建设清漳河大桥。", ["清漳河大桥|under_construction|None"]),
        ("确保关防隧道竣工通车。", ["关防隧道|planned|None"]),
    ],
)
def test_the_status_of_what_is_planned(sentence: str, expected: list[str]) -> None:
    assert planned(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("关防隧道竣工通车。", ["关防隧道|completed|None"]),
        ("太行一号旅游公路全线贯通。", ["太行一号旅游公路|completed|None"]),
        ("井店光伏并网发电。", ["井店光伏|completed|None"]),
        ("投资1.6亿元、建筑面积3.2万平方米的县体育馆主体完工。", ["县体育馆|under_construction|1.6亿元"]),
        ("龙山水库开工建设。", ["龙山水库|under_construction|None"]),
        ("永杭高速完成前期手续。", ["永杭高速|planned|None"]),
    ],
)
def test_the_status_of_what_was_done(sentence: str, expected: list[str]) -> None:
    assert reviewed(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("总投资12.5亿元的新型锂电池产业园项目建成投产。", ["新型锂电池产业园项目|completed|12.5亿元"]),
        ("引进总投资21.18亿元的宁德时代新型锂盐研发生产项目。", ["宁德时代新型锂盐研发生产项目|ongoing|21.18亿元"]),
        ("冀南储能电站项目，总投资9.8亿元，已并网发电。", ["冀南储能电站项目|completed|9.8亿元"]),
        ("县体育馆总投资1.6亿元，目前正在施工。", ["县体育馆|under_construction|1.6亿元"]),
        ("龙虎冷链物流园项目（总投资3.2亿元）竣工。", ["龙虎冷链物流园项目|completed|3.2亿元"]),
        ("赤岸红色旅游基地（2.6亿元）建成开园。", ["赤岸红色旅游基地|completed|2.6亿元"]),
        (
            "赤岸红色旅游基地（2.6亿元）、龙虎冷链物流园（总投资3.2亿元）等项目加快推进。",
            ["赤岸红色旅游基地|ongoing|2.6亿元", "龙虎冷链物流园|ongoing|3.2亿元"],
        ),
        ("投资5.6亿元实施县城雨污分流改造。", ["县城雨污分流改造|ongoing|5.6亿元"]),
        (
            "永强高端家居产业园一期项目开工建设，该项目总投资8亿元。",
            ["永强高端家居产业园一期项目|under_construction|8亿元"],
        ),
        ("龙山水库开工建设。该工程总投资约3.4亿元，库容1200万立方米。", ["龙山水库|under_construction|3.4亿元"]),
        ("清漳河大桥开工建设，全长1.2公里，总投资3.6亿元。", ["清漳河大桥|under_construction|3.6亿元"]),
        (
            "总投资分别为12亿元、8亿元的绿色铸造产业园、智能装备产业园项目竣工投产。",
            ["绿色铸造产业园|completed|12亿元", "智能装备产业园项目|completed|8亿元"],
        ),
        # sums of several works, and what was spent in one year, are what no work costs
        ("总投资86亿元的54个重点项目全部开工。", []),
        ("华润风电、龙电光伏等5个项目总投资30亿元，全部竣工投产。", []),
        (
            "总投资45亿元的太行山旅游综合开发、龙电光伏等3个项目建成。",
            ["太行山旅游综合开发|completed|None", "龙电光伏|completed|None"],
        ),
        ("龙山水库累计完成投资2亿元。", ["龙山水库|under_construction|None"]),
    ],
)
def test_what_a_work_costs(sentence: str, expected: list[str]) -> None:
    assert reviewed(sentence) == expected


def test_one_work_has_what_any_mention_says_it_costs() -> None:
    reading = read(
        report(
            review="涉县职教中心迁建项目开工建设。龙山水库建成。",
            plan="推进总投资2.6亿元的涉县职教中心迁建工程。",
            after="附件\n重点项目\n序号\n项目名称\n总投资（亿元）\n1\n龙山水库项目\n3.4\n",
        )
    )
    assert sorted(projects(reading)) == ["涉县职教中心迁建项目|under_construction|2.6亿元", "龙山水库项目|planned|3.4"]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "鸽业养殖基地〔3〕、肉鸽屠宰加工〔4〕、种猪场〔5〕等项目实现投产；垃圾焚烧发电〔6〕等项目加快建设。",
            ["鸽业养殖基地", "肉鸽屠宰加工", "种猪场", "垃圾焚烧发电"],
        ),
        ("娲皇湖大桥[12]建成通车。", ["娲皇湖大桥"]),
        ("娲皇湖大桥①、井店水厂②等项目建成。", ["娲皇湖大桥", "井店水厂"]),
        ("建成娲皇湖大桥¹和井店水厂²。", ["娲皇湖大桥", "井店水厂"]),
        ("娲皇湖大桥<sup>[3]</sup>建成通车。", ["娲皇湖大桥"]),
        ("娲皇湖大桥【注4】建成通车。", ["娲皇湖大桥"]),
        ("八是建成娲皇湖大桥。", ["娲皇湖大桥"]),
        ("十是国家重点工程娲皇湖大桥建成通车。", ["娲皇湖大桥"]),
    ],
)
def test_a_name_has_no_mark_of_a_note_and_no_number(sentence: str, expected: list[str]) -> None:
    assert [row.split("|")[0] for row in reviewed(sentence)] == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "聚力打造区域消费中心，推进这一中心建设取得新进展。",
        "加大力度开拓东盟等新兴市场，加大力度开拓东盟、中亚等海外市场。",
        "国贸大厦、金鼎大厦等重点楼宇入驻率达到90%以上，推动国贸大厦、金鼎大厦等楼宇招商运营。",
        "强力推进招商引资“一号工程”，深入实施“三城同创”工程，扎实推进“平安涉县”建设。",
        "新建公办幼儿园3所、改扩建中小学5所，建设充电桩300个，铺设供水管网120公里。",
        "推进农村人居环境整治提升五年行动，建设高标准农田3.2万亩。",
        "农夫山泉、蒙牛乳业等一批龙头企业落户我县。",
        "建成县乡村三级物流体系，打造一刻钟便民生活圈。",
        "支持天铁产业园建设千亿级园区。",
        "学习借鉴先进地区经验，推进该中心、此类平台建设。",
        "实施十大产业项目、十大基础设施项目。",
        "抓好北斗规模应用、音视频等新兴产业培育工程。",
    ],
)
def test_what_falls_short_of_a_named_work_is_none(sentence: str) -> None:
    assert reviewed(sentence) == planned(sentence) == []


def test_the_kind_of_a_list_is_added_to_names_that_lack_it() -> None:
    assert planned("年内红薯博物馆、龙山射击场等场馆投入使用。") == [
        "红薯博物馆|planned|None",
        "龙山射击场|planned|None",
    ]
    assert planned("启动北二环、南二环等5条道路路灯改造。") == [
        "北二环道路路灯改造|planned|None",
        "南二环道路路灯改造|planned|None",
    ]


def test_what_is_built_for_another_place_is_no_work_of_this_one() -> None:
    text = report(
        review="支援新疆阿瓦提县人民医院项目建成，援建西藏江孜县红河谷水厂，对口帮扶叶城县中学建成投用。新建涉县南关水厂。"
    )
    assert [row.partition("|")[0] for row in projects(read(text))] == ["涉县南关水厂"]


@pytest.mark.parametrize("how", ["正在加快实施", "正在推进", "正加快建设", "正在紧张施工"])
def test_what_is_going_on_now(how: str) -> None:
    assert len(projects(read(report(review=f"文涛路改造工程{how}。")))) == 1
