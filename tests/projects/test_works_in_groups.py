"""Works below or behind words that say what they are: of which each entry has no more than a name and some facts, and need not call itself a work."""

import pytest

from planapi.reading_check import check
from projects.reading.group_labels import read_label
from tests.cases import observations, projects, read, report

PLAN = "青阳县国民经济和社会发展第十四个五年规划纲要\n安徽省池州市\n第一章 发展基础\n经济平稳。\n第二章 重大项目\n{}\n第三章 保障\n加强领导。\n"


def planned(text: str) -> list[str]:
    return projects(read(report(plan=text)))


def appended(text: str) -> list[str]:
    return projects(read(report(after=text)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "附件：2024年重点建设项目\n一、交通项目（2个）\n1.G309沙洼至双泉段改线\n2.石门互通连接线\n二、水利项目（2个）\n1.向阳垴水厂\n2.团结水库扩容\n",
            ["G309沙洼至双泉段改线|planned|None", "石门互通连接线|planned|None", "向阳垴水厂|planned|None", "团结水库扩容|planned|None"],
            id="numbers below kinds",
        ),
        pytest.param(
            "附件2\n涉县2024年重点项目安排表\n一、新建项目（共1个）\n（1）沙洼冷链仓储（责任单位：县商务局）\n二、续建项目（共2个）\n（1）双泉至石门一级公路（责任单位：县交通局）\n"
            "（2）白坪尾矿综合利用（责任单位：县工信局）\n三、储备项目（共1个）\n（1）龙头山抽水蓄能电站（责任单位：县能源局）\n",
            ["沙洼冷链仓储|planned|None", "双泉至石门一级公路|under_construction|None", "白坪尾矿综合利用|under_construction|None", "龙头山抽水蓄能电站|proposed|None"],
            id="round brackets below states",
        ),
        pytest.param(
            "附表\n涉县2024年重点项目计划\n一、续建项目（2个）\n（一）工业\n1.沙洼铟锗深加工  总投资5亿元\n（二）交通\n1.双泉至石门高速公路  总投资160亿元\n"
            "二、新开工项目（1个）\n（一）水利\n1.白坪水库除险加固  总投资0.8亿元\n",
            ["沙洼铟锗深加工|under_construction|5亿元", "双泉至石门高速公路|under_construction|160亿元", "白坪水库除险加固|planned|0.8亿元"],
            id="kinds below states, and costs behind a gap",
        ),
        pytest.param(
            "附录：2024年重点项目\n续建项目\n——沙洼风光储一体化\n总投资21亿元，建设规模30万千瓦。\n——双泉至石门公路\n全长38公里。\n拟建项目\n——白坪肉牛屠宰加工\n总投资3.2亿元。\n",
            ["沙洼风光储一体化|under_construction|21亿元", "双泉至石门公路|under_construction|None", "白坪肉牛屠宰加工|planned|3.2亿元"],
            id="dashes, and facts on the line below",
        ),
        pytest.param(
            "附件\n2023年重点项目完成情况\n竣工项目（2个）\n沙洼大酒店\n双泉小学扩建\n在建项目（2个）\n石门工业平台标准厂房\n白坪景区道路提级\n",
            ["沙洼大酒店|completed|None", "双泉小学扩建|completed|None", "石门工业平台标准厂房|under_construction|None", "白坪景区道路提级|under_construction|None"],
            id="a line each without numbers",
        ),
        pytest.param(
            "附件：涉县2024年重大工程和重点项目名单\n（一）在建项目\n1．沙洼至双泉高速公路及连接线、互通\n工程\n2．石门镇中心卫生院门诊楼\n（二）谋划项目\n1．白坪抽水蓄能\n",
            ["沙洼至双泉高速公路及连接线、互通工程|under_construction|None", "石门镇中心卫生院门诊楼|under_construction|None", "白坪抽水蓄能|proposed|None"],
            id="a name over two lines",
        ),
        pytest.param(
            "附件：\n涉县2023年重点项目进展情况\n一、产业发展类\n（一）工业项目\n1.沙洼光学膜，已竣工投产，总投资6.5亿元。\n2.新建双泉农产品冷链，目前正在进行主体施工。\n"
            "二、基础设施类\n（一）水利项目\n1.扩建石门二水厂，已开工。\n2.白坪圩加固，已完成招标。\n",
            ["沙洼光学膜|completed|6.5亿元", "双泉农产品冷链|under_construction|None", "石门二水厂扩建|under_construction|None", "白坪圩加固|planned|None"],
            id="what the entries say of now, and verbs before names",
        ),
        pytest.param(
            "附件1：涉县2024年重大工程项目清单\n一、基础设施类（3个）\n1.沙洼至双泉高速公路（续建，总投资56亿元）\n2.石门片区路网（新建）\n3.县城备用水源（前期）\n",
            ["沙洼至双泉高速公路|under_construction|56亿元", "石门片区路网|planned|None", "县城备用水源|planned|None"],
            id="the state in a bracket",
        ),
        pytest.param(
            "附件：涉县“十四五”规划重点项目库\nA类 续建\n1.沙洼景区提质改造\n2.双泉至石门煤层气管线\nB类 谋划\n1.白坪水利枢纽库区移民安置\n2.龙山索道\n",
            ["沙洼景区提质改造|under_construction|None", "双泉至石门煤层气管线|under_construction|None", "白坪水利枢纽库区移民安置|proposed|None",
             "龙山索道|proposed|None"],
            id="letters",
        ),
    ],
)  # fmt: skip
def test_lists_of_an_appendix(text: str, expected: list[str]) -> None:
    assert appended(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "（一）抓项目。新开工项目：①沙洼旅游公路；②双泉酒文化体验中心；③石门农贸市场。续建项目：①白坪片区污水管网；②龙山水厂。\n（二）抓民生。",
            ["沙洼旅游公路|planned|None", "双泉酒文化体验中心|planned|None", "石门农贸市场|planned|None", "白坪片区污水管网|under_construction|None",
             "龙山水厂|under_construction|None"],
        ),
        (
            "安排重点项目5个。其中续建项目3个，分别是沙洼水库二期、双泉绿道、石门快速路；储备项目2个，分别是白坪高速连接线、龙山抽水蓄能电站。",
            ["沙洼水库二期|under_construction|None", "双泉绿道|under_construction|None", "石门快速路|under_construction|None", "白坪高速连接线|proposed|None",
             "龙山抽水蓄能电站|proposed|None"],
        ),
        (
            "重点项目8个。计划开工：沙洼抽水蓄能、双泉森林康养中心；续建：石门游客中心、白坪钨业扩产；竣工：龙山水厂、县中学新校区。",
            ["沙洼抽水蓄能|planned|None", "双泉森林康养中心|planned|None", "石门游客中心|under_construction|None", "白坪钨业扩产|under_construction|None",
             "龙山水厂|planned|None", "县中学新校区|planned|None"],
        ),
        (
            "（一）发展绿色能源。重点推进以下项目：\n沙洼风电场，装机容量20万千瓦，总投资13亿元。\n双泉农光互补光伏电站，装机容量8万千瓦；\n石门提水泵站群，总投资2.7亿元。\n（二）稳住农业。",
            ["沙洼风电场|ongoing|13亿元", "双泉农光互补光伏电站|ongoing|None", "石门提水泵站群|ongoing|2.7亿元"],
        ),
        (
            "2024年新建重点项目2个：沙洼河水库（总投资12亿元）、双泉镇石榴加工（总投资0.8亿元）。续建重点项目2个：石门煤矿（年产60万吨）、白坪防洪堤及护岸工程。",
            ["沙洼河水库|planned|12亿元", "双泉镇石榴加工|planned|0.8亿元", "石门煤矿|under_construction|None", "白坪防洪堤及护岸工程|under_construction|None"],
        ),
        (
            "续建项目重点推进：沙洼蓄滞洪区、双泉长江公路大桥北岸接线、石门化纤扩能。",
            ["沙洼蓄滞洪区|under_construction|None", "双泉长江公路大桥北岸接线|under_construction|None", "石门化纤扩能|under_construction|None"],
        ),
        (
            "重点实施5个民生项目：\n①县医院综合楼；\n②新增停车泊位300个；\n③沙洼水库供水管线；\n④改造老旧小区8个；\n⑤双泉中心幼儿园。",
            ["县医院综合楼|planned|None", "沙洼水库供水管线|planned|None", "双泉中心幼儿园|planned|None"],
        ),
        (
            "涉县2024年重点项目清单\n1.沙洼江右岸防洪堤，治理河道6.2公里，总投资1.3亿元。\n2.双泉文化旅游区，建设游客中心，总投资4.6亿元。\n3.石门中学迁建，新建教学楼5栋，总投资9800万元。",
            ["沙洼江右岸防洪堤|planned|1.3亿元", "双泉文化旅游区|planned|4.6亿元", "石门中学迁建|planned|9800万元"],
        ),
    ],
)  # fmt: skip
def test_lists_in_the_text_of_a_report(text: str, expected: list[str]) -> None:
    assert planned(text) == expected


def test_lists_behind_their_kinds_in_a_plan() -> None:
    text = PLAN.format(
        "交通项目：宁宿城际铁路沙洼段；G235双泉北段改线；\n水利项目：石门水库除险加固；白坪坝灌区续建配套；\n能源项目：沙洼风电二期；双泉渔光互补；石门500千伏输变电。"
    )
    reading = read(text)
    assert [(one.name, one.category, one.status) for one in reading.projects.projects] == [
        ("宁宿城际铁路沙洼段", "交通项目", "planned"),
        ("G235双泉北段改线", "交通项目", "planned"),
        ("石门水库除险加固", "水利项目", "planned"),
        ("白坪坝灌区续建配套", "水利项目", "planned"),
        ("沙洼风电二期", "能源项目", "planned"),
        ("双泉渔光互补", "能源项目", "planned"),
        ("石门500千伏输变电", "能源项目", "planned"),
    ]


def test_a_review_lists_what_has_begun() -> None:
    text = "全年新开工项目2个，分别为：沙洼大桥拼宽、双泉避风港扩建。建成项目1个，即石门第三实验小学。"
    assert projects(read(report(review=text))) == [
        "沙洼大桥拼宽|under_construction|None",
        "双泉避风港扩建|under_construction|None",
        "石门第三实验小学|completed|None",
    ]


def test_what_an_entry_says_of_its_size_is_no_figure_of_the_county() -> None:
    reading = read(
        report(
            after="附件：重点项目清单\n新建项目：\n1.沙洼水厂，日供水5万吨，服务人口12万人。\n2.双泉公路，全长38公里。\n"
        )
    )
    assert projects(reading) == ["沙洼水厂|planned|None", "双泉公路|planned|None"]
    assert observations(reading) == []
    for one in reading.projects.projects:
        assert one.evidence.quote == reading.source.text[one.evidence.start : one.evidence.end]
        assert one.name in one.evidence.quote


@pytest.mark.parametrize(
    "text",
    [
        "项目申报条件：\n1.在本县注册满一年；\n2.近三年无失信记录；\n3.具备相应资质。",
        "储备项目要求：1.符合产业政策；2.具备前期条件；3.责任单位明确。",
        "重点工作清单\n1.加强耕地保护\n2.深化放管服改革\n3.办好人民满意教育",
        "新建项目审批流程：①提交申请；②受理审核；③现场踏勘；④核发许可。",
        "实行重点项目清单化管理：\n1.建立项目台账；\n2.落实包联责任；\n3.强化要素保障。",
        "实施民生工程：完善养老服务体系；提升教育质量；扩大就业创业。",
        "重点项目：\n1.强化项目谋划，储备项目100个以上。\n2.强化要素保障，破解用地难题。\n3.强化督查考核，确保项目落地。",
        "申报项目：高标准农田、乡村振兴示范村、文明城市。",
        "续建项目全部复工，新建项目开工率达到95%。储备项目总投资86亿元。",
    ],
)
def test_lists_of_policy_are_none_of_works(text: str) -> None:
    assert planned(text) == []


@pytest.mark.parametrize(
    ("words", "state", "count"),
    [
        ("续建项目（12个）", "续建", 12),
        ("2024年计划竣工项目", "计划竣工", None),
        ("其中9月当月新开工项目22个", "新开工", 22),
        ("新建、续建项目", "", None),
        ("省市重点工程", "", None),
    ],
)
def test_words_that_say_what_follows(words: str, state: str, count: int | None) -> None:
    label = read_label(words.replace("（", "(").replace("）", ")"), rank=0)
    assert label is not None
    assert (label.state, label.count) == (state, count)


@pytest.mark.parametrize("words", ["推进重点项目", "城东水厂项目", "民生实事项目", "项目", "工程", "沙洼片区改造工程"])
def test_words_that_say_something_else(words: str) -> None:
    assert read_label(words, rank=0) is None


LOST = "附件：2024年重点项目\n一、续建项目（3个）\n1.沙洼水厂\n2.双泉至石门公路\n3.{}\n二、新建项目（{}个）\n1.白坪水库\n2.龙山隧道\n"


@pytest.mark.parametrize(
    ("entry", "count", "example"),
    [("加快完善相关保障机制", 2, "3.加快完善相关保障机制"), ("龙湾大桥", 4, "二、新建项目（4个）")],
)
def test_an_entry_that_is_not_read_is_a_finding(entry: str, count: int, example: str) -> None:
    found = {one.code: one for one in check(read(report(after=LOST.format(entry, count))))}
    assert found["listed_works"].figures == {"places": 1, "example": example}


def test_a_list_that_is_read_whole_is_no_finding() -> None:
    assert "listed_works" not in {one.code for one in check(read(report(after=LOST.format("龙湾大桥", 2))))}
