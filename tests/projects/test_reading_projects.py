"""Sentences of real documents and the works that they name, each case named for its quirk and its place (document line)."""

import json
import random
from decimal import Decimal
from pathlib import Path

import pytest

from projects.reading.investment import read_money
from projects.reading.projects import ProjectRead, ProjectReading, read_projects
from tests.cases import calls_of
from tests.gold import score
from tests.seeds import FILES, seed, seed_outline
from text.context import DocumentContext
from text.outline.outline import read_outline
from text.sources.source import make_source
from text.tables.tables import read_tables
from text.vocabulary import DocumentKind, ProjectStatus

PLAN = DocumentContext(DocumentKind.PLAN, "东丽区", ("天津市",), 2020, period_start=2021, period_end=2025)
REPORT = DocumentContext(DocumentKind.REPORT, "河东区", ("天津市",), 2022, report_year=2023)
REVIEW, TASKS = "## 一、2022年工作回顾\n\n", "## 二、2023年工作目标和主要任务\n\n"
CHAPTER = "第七章 品质先行，建设都市活力新城\n"
CONTEXTS = {
    "heping": DocumentContext(DocumentKind.PLAN, "和平区", ("天津市",), 2020, period_start=2021, period_end=2025),
    "hedong": DocumentContext(DocumentKind.PLAN, "河东区", ("天津市",), 2020, period_start=2021, period_end=2025),
    "hedong_report": REPORT,
    "hebei": DocumentContext(DocumentKind.PLAN, "河北区", ("天津市",), 2020, period_start=2021, period_end=2025),
    "dongli": PLAN,
}


def read(text: str, context: DocumentContext = PLAN) -> ProjectReading:
    source = make_source(text)
    return read_projects(read_outline(source), context, tables=read_tables(source))


def names(text: str, context: DocumentContext = PLAN) -> list[str]:
    return [project.name for project in read(text, context).projects]


def whole(name: str) -> ProjectReading:
    source = seed(name)
    return read_projects(seed_outline(name), CONTEXTS[name], tables=read_tables(source))


IN_PROSE = [
    pytest.param(
        "建成全市首家全产业链垃圾处理中心；建设1所现代化中职学校。",
        ["全产业链垃圾处理中心", "现代化中职学校"],
        id="the-first-or-only-one-of-its-kind-hedong",
    ),
    pytest.param(
        "持续推进“壁垒”工程向非物业小区延伸，持续开展“1001工程”。",
        ["“壁垒”工程", "1001工程"],
        id="programmes-with-a-code-name-hedong",
    ),
    pytest.param(
        "筹划推进“大直沽18号地建设”。", ["大直沽18号地建设"], id="one-number-in-quotation-marks-is-no-slogan-hedong"
    ),
    pytest.param(
        "新建未成年人保护中心及流浪乞讨人员救助管理站。",
        ["未成年人保护中心", "流浪乞讨人员救助管理站"],
        id="及-between-two-institutions-hedong",
    ),
    pytest.param(
        "我市首条高架路乐凯大街南延高架桥建成通车。", ["乐凯大街南延高架桥"], id="what-it-is-before-the-name-baoding"
    ),
    pytest.param(
        "确保总投资9.5亿元的永清――保定天然气管线年底建成运营。",
        ["永清――保定天然气管线"],
        id="from-one-place-to-another-baoding",
    ),
    pytest.param(
        "中能建自主创新产业园基本建成。", ["中能建自主创新产业园"], id="基本-before-what-became-of-it-hedong-16"
    ),
    pytest.param("办理和悦馨苑项目集体土地征转手续。", ["和悦馨苑项目"], id="a-project-whose-papers-are-sought-hedong"),
    pytest.param(
        "投资兴建了中海、中储、中粮等一批重大项目，投资总量近300亿元。",
        ["中海项目", "中储项目", "中粮项目"],
        id="firms-that-stand-for-their-projects-hedong-16",
    ),
    pytest.param(
        "对“蓝·飞鸽”创意产业园、摩犸街区等正在运营的15处44.6万平方米老厂房，推动资源盘活。",
        ["“蓝·飞鸽”创意产业园", "摩犸街区"],
        id="old-works-to-be-used-anew-hedong",
    ),
    pytest.param(
        "对天津站前、后广场以及U型迎宾线等共计9条道路实施夜景灯光建设提升。",
        ["天津站前、后广场以及U型迎宾线等共计9条道路夜景灯光建设提升"],
        id="the-lights-of-many-roads-are-one-work-hedong",
    ),
    pytest.param(
        "抓好涞源、涞水、易县、曲阳、唐县5个规模化林场试点建设。",
        ["涞源规模化林场", "涞水规模化林场", "易县规模化林场", "曲阳规模化林场", "唐县规模化林场"],
        id="counties-before-one-head-baoding",
    ),
    pytest.param(
        "打造朝阳大街等户外牌匾改造样板路，启动路灯改造。",
        ["朝阳大街户外牌匾改造样板路"],
        id="one-example-of-a-kind-baoding",
    ),
    pytest.param(
        "提升改造汇贤里、程林里、嵩山道、鼎信 4 个菜市场。",
        ["汇贤里菜市场提升改造", "程林里菜市场提升改造", "嵩山道菜市场提升改造", "鼎信菜市场提升改造"],
        id="the-name-carries-its-work-over-a-counted-list-hedong-report-70",
    ),
    pytest.param(
        "启动沙柳南路（金贸产业园段）、雪莲南路污水管线工程建设，打通道路堵点。",
        ["沙柳南路（金贸产业园段）污水管线工程", "雪莲南路污水管线工程"],
        id="brackets-in-a-name-and-a-shared-head-hedong-report-110",
    ),
    pytest.param(
        "加快铜带厂地块(东祥里)、调料一厂、榆关道地块安置经济适用房项目建设,有效增加保障性住房供给。",
        ["铜带厂地块(东祥里)安置经济适用房", "调料一厂地块安置经济适用房", "榆关道地块安置经济适用房"],
        id="a-shared-head-is-not-said-twice-hebei-154",
    ),
    pytest.param(
        "推动完成万辛庄二期 C 地块（沁风园）等 4 个项目公建设施移交，保障居住服务品质。",
        ["万辛庄二期C地块（沁风园）"],
        id="digits-letters-and-brackets-in-a-name-hedong-report-110",
    ),
    pytest.param(
        "新建金地、路劲太阳城、明家庄园配套小学，建成3所优质九年一贯制学校。",
        ["金地配套小学", "路劲太阳城配套小学", "明家庄园配套小学"],
        id="three-schools-and-a-count-that-is-none-hedong-report-120",
    ),
    pytest.param(
        "完成博山道、月牙河北路等十余条道路及市政管线建设。",
        ["博山道", "月牙河北路"],
        id="a-chinese-count-behind-the-list-hedong-report-62",
    ),
    pytest.param(
        "建成秀丽广场儿童主题公园和41个口袋公园。",
        ["秀丽广场儿童主题公园"],
        id="a-name-beside-a-number-of-nameless-things-hedong-report-62",
    ),
    pytest.param(
        "新建富民河畔、盛世嘉园等6座配套幼儿园及太阳城小学。",
        ["富民河畔配套幼儿园", "盛世嘉园配套幼儿园", "太阳城小学"],
        id="a-name-behind-the-closed-list-hedong-plan-344",
    ),
    pytest.param(
        "新建中储、热电厂、晨阳道3个消防救援站，形成覆盖全区的消防救援布局。",
        ["中储消防救援站", "热电厂消防救援站", "晨阳道消防救援站"],
        id="short-names-that-say-nothing-alone-hedong-plan-443",
    ),
    pytest.param(
        "协调推进地铁4、10、11、13号线及滨海Z2线东丽支线等轨道交通建设。",
        ["地铁4、10、11、13号线", "滨海Z2线东丽支线"],
        id="a-comma-between-numbers-parts-no-names-dongli-445",
    ),
    pytest.param(
        "加快推进京滨城际铁路、轨道M2、Z2进入机场，支持建设机场大道南延线。",
        ["京滨城际铁路", "机场大道南延线"],
        id="verbs-in-a-chain-dongli-300",
    ),
    pytest.param(
        "总投资22亿元的泰和至永和高速公路政和段全线贯通。",
        ["泰和至永和高速公路政和段"],
        id="a-place-that-ends-like-and",
    ),
    pytest.param(
        "荣乌、太行山、曲港、津石高速建成通车。",
        ["荣乌高速", "太行山高速", "曲港高速", "津石高速"],
        id="the-things-before-what-became-of-them-baoding-15",
    ),
    pytest.param(
        "温福高铁、沪杭高铁、润泽智算中心三期等项目开工建设，台州弗迪新能源动力电池等项目建成投用。",
        ["温福高铁", "沪杭高铁", "润泽智算中心三期", "台州弗迪新能源动力电池"],
        id="a-phase-and-a-name-without-a-head-zhejiang-21",
    ),
    pytest.param(
        "建设包含心理咨询和治疗的东丽医院健康中心。",
        ["东丽医院健康中心"],
        id="a-clause-before-the-name-dongli-626",
    ),
    pytest.param(
        "先期完善机制，在河东公园内建设严复纪念馆并打造严复园。",
        ["严复纪念馆", "严复园"],
        id="a-place-before-the-verb-and-a-second-verb-hedong-plan-388",
    ),
    pytest.param(
        "以“钢铁大脑”项目为抓手，优化产业资源配置。",
        ["“钢铁大脑”项目"],
        id="a-work-as-a-means-dongli-395",
    ),
    pytest.param(
        "启动北大冉110KV变电站及相关线路建设。", ["北大冉110KV变电站"], id="what-is-beside-is-no-name-qingyuan-53"
    ),
    pytest.param(
        "建设应急物资储备信息平台，推进应急避难场所提升改造。",
        ["应急物资储备信息平台"],
        id="an-information-platform-is-one-a-kind-of-place-is-none-dongli-683",
    ),
    pytest.param(
        "建立区、街、社区三级养老服务信息平台，开发上线“云上河北”推介平台。",
        ["区、街、社区三级养老服务信息平台", "“云上河北”推介平台"],
        id="platforms-are-set-up-hebei-165",
    ),
    pytest.param(
        "支持企业建立培训中心、公共实训基地。",
        [],
        id="what-others-are-asked-to-build-hebei-90",
    ),
    pytest.param(
        "恢复民主剧场、曹禺剧场演出功能。",
        ["民主剧场演出功能", "曹禺剧场演出功能"],
        id="a-use-given-back-to-all-of-a-list-hebei-76",
    ),
    pytest.param(
        "推进海河、新开河、北运河等综合整治。",
        ["海河综合整治", "新开河综合整治", "北运河综合整治"],
        id="a-list-closed-by-the-work-itself-hebei-145",
    ),
    pytest.param(
        "先期对和平路进行规划改造。",
        ["和平路改造"],
        id="a-thing-before-its-work-heping-140",
    ),
    pytest.param(
        "推动五大道、金街及滨江道等重点区域夜景灯光照明设施提升改造。",
        ["五大道、金街及滨江道等重点区域夜景灯光照明设施提升改造"],
        id="one-work-in-several-places-heping-box-7",
    ),
    pytest.param(
        "打造集文旅数字化、智慧旅游等功能于一体的智慧文旅平台。",
        ["智慧文旅平台"],
        id="a-description-before-the-name-heping-box-3",
    ),
    pytest.param(
        "建成徐水、曲阳城镇污水处理厂和顺平、阜平垃圾焚烧发电厂。",
        ["徐水城镇污水处理厂", "曲阳城镇污水处理厂", "顺平垃圾焚烧发电厂", "阜平垃圾焚烧发电厂"],
        id="two-lists-in-one-each-with-its-head-baoding-60",
    ),
    pytest.param(
        "推进南湖公园、滨江公园、凤凰山森林公园提升改造。",
        ["南湖公园提升改造", "滨江公园提升改造", "凤凰山森林公园提升改造"],
        id="a-work-behind-things-of-one-kind",
    ),
    pytest.param(
        "将大直沽前街打造成民俗文化展示步行街。",
        ["大直沽前街民俗文化展示步行街"],
        id="turned-into-hedong-plan-388",
    ),
    pytest.param(
        "推进新能源汽车检验中心和氢能协同创新平台建设发挥示范作用。",
        ["新能源汽车检验中心", "氢能协同创新平台"],
        id="a-comma-that-is-missing-dongli-230",
    ),
    pytest.param(
        "加快绿色生态屏障区游览路建设，推进实施生态屏障区49.4公里游览路工程。",
        ["生态屏障区49.4公里游览路工程"],
        id="one-work-in-two-wordings-dongli-480",
    ),
    pytest.param(
        "统筹实施算力、数据、大模型基础性工程。",
        [],
        id="a-policy-lends-its-head-to-nothing-zhejiang-140",
    ),
    pytest.param(
        "张兴庄产业园（待建）。对该园区进行整体规划设计。",
        ["张兴庄产业园"],
        id="a-heading-that-says-it-is-to-be-built-hebei-124",
    ),
]

NONE = [
    pytest.param("引入易众包、深圳红海人力等9个平台类项目落户。", id="firms-are-no-works-hedong"),
    pytest.param("创建1所市级示范幼儿园，打造全市首个夜间经济示范街区。", id="titles-are-no-works"),
    pytest.param("建立健全质量评价管理平台，成立区委教育工作领导小组。", id="rules-and-offices"),
    pytest.param("接续实施20项民心工程，深入实施文化惠民工程。", id="policy-is-no-work"),
    pytest.param("深入推进“海河英才”行动计划，实施学校美育提升工程。", id="plans-and-soft-programmes"),
    pytest.param("超前谋划储备30个重大项目，总投资317.38亿元。", id="a-count-is-no-name"),
    pytest.param("打造3-4个夜市品牌项目，新建停车场8处、公共停车泊位1008个。", id="numbers-of-things"),
    pytest.param("建设一批高水平研发中心，推进双创示范基地建设。", id="kinds-of-places"),
    pytest.param("打造具有全球影响力的科创高地，构建现代化产业体系。", id="what-a-place-would-be"),
    pytest.param("对接教育、医疗等项目190个，推动平安东丽建设。", id="fields-in-a-list"),
    pytest.param("深入推进老金桥与新划入片区资源整合。", id="no-building-dongli-798"),
    pytest.param("服务提升远洋国际中心、福建大厦等重点楼宇运营质量和效益。", id="running-is-not-building-hedong-285"),
]


@pytest.mark.parametrize(("sentence", "expected"), IN_PROSE)
def test_the_works_that_a_sentence_names(sentence: str, expected: list[str]) -> None:
    assert names(CHAPTER + sentence) == expected


@pytest.mark.parametrize("sentence", NONE)
def test_what_names_no_work(sentence: str) -> None:
    assert names(CHAPTER + sentence) == []


def test_a_name_that_a_page_cut_in_two_is_whole() -> None:
    text = CHAPTER + "为完善城市路网功能、提升群众出行品质，重点推动八纬路、大直沽十\n\n号路建设，打通道路堵点。"
    reading = read(text)
    assert [project.name for project in reading.projects] == ["八纬路", "大直沽十号路"]
    assert "十\n\n号路" in reading.projects[1].evidence.quote


STATUS = [
    pytest.param(REVIEW + "金阜桥110kV变电站顺利实现送电。", ProjectStatus.COMPLETED, id="done-last-year"),
    pytest.param(REVIEW + "沪乍杭铁路开工建设。", ProjectStatus.UNDER_CONSTRUCTION, id="begun-last-year"),
    pytest.param(TASKS + "服务嘉里中心二期加快建设。", ProjectStatus.UNDER_CONSTRUCTION, id="being-built"),
    pytest.param(TASKS + "启动雪莲南路污水管线工程建设。", ProjectStatus.PLANNED, id="to-be-begun"),
    pytest.param(TASKS + "加强“智慧国资”平台建设。", ProjectStatus.ONGOING, id="going-on"),
    pytest.param(TASKS + "积极谋划大李各庄森林生态公园建设。", ProjectStatus.PROPOSED, id="thought-of"),
]


@pytest.mark.parametrize(("text", "status"), STATUS)
def test_the_status_that_words_and_section_tell(text: str, status: ProjectStatus) -> None:
    (project,) = read(text, REPORT).projects
    assert project.status is status


MONEY = [
    pytest.param("投资500亿元的恒大徐水新城努力推进。", "500亿元", Decimal(50_000_000_000), id="before-the-name"),
    pytest.param("完成投资5000万元的府河导排区加固扩容项目。", "5000万元", Decimal(50_000_000), id="before-no-verb"),
    pytest.param(
        "与中核汇能签订屋顶光伏项目合作协议，投资额预计 29.1 亿元。",
        "29.1亿元",
        Decimal(2_910_000_000),
        id="next-clause",
    ),
    pytest.param(
        "推进东石桥村防洪整治工作，完成投资5000万元的府河导排区加固扩容项目。", None, None, id="of-the-next-work"
    ),
    pytest.param(
        "国家海洋信息中心海洋环境信息保障基地等12个项目实现开工，总投资86.33亿元。", None, None, id="of-twelve-works"
    ),
    pytest.param(
        "建设海河东路跨河大桥项目，总投资5亿元人民币。", "5亿元人民币", Decimal(500_000_000), id="yuan-by-name"
    ),
    pytest.param("建设海河东路跨河大桥项目，总投资3千万元。", "3千万元", Decimal(30_000_000), id="two-scales"),
    pytest.param("建设海河东路跨河大桥项目，总投资2亿美元。", "2亿美元", None, id="dollars"),
]


@pytest.mark.parametrize(("sentence", "raw", "cny"), MONEY)
def test_money_is_a_works_own_or_none(sentence: str, raw: str | None, cny: Decimal | None) -> None:
    project = read(CHAPTER + sentence).projects[0]
    assert (project.investment_raw, project.investment_cny) == (raw, cny)


def test_a_sum_that_is_no_investment_is_none() -> None:
    assert read_money("营业收入1.2亿元") is None


BOX = (
    CHAPTER
    + """一、提升市政设施服务能力
聚焦市政配套薄弱环节推进基础设施建设，提升城市服务功能和城市承载力，不断改善人居环境。
	专栏11 市政设施服务能力提升工程
京津冀东部绿色生态屏障带东丽区务本河泵站扩建工程。设计排涝流量提升至10.61立方米/秒，投资规模0.36亿元，纳入专项债统筹实施。
金钟金隅供热配套工程。该工程位于金钟公路与祝捷路交口西北侧，完成供热一次管网施工，预计投资规模0.175亿元。


二、关爱重点人群
	专栏22 关爱重点人群全生命周期健康行动
妇幼健康促进行动。落实母婴安全和健康儿童计划，加强妇女常见病筛查和早诊早治。


"""
)


def test_the_paragraphs_of_a_box_are_entries() -> None:
    pump, heat, health = read(BOX).projects
    assert pump.name == "京津冀东部绿色生态屏障带东丽区务本河泵站扩建工程"
    assert (pump.box, pump.investment_raw, pump.investment_cny) == ("专栏11", "0.36亿元", Decimal(36_000_000))
    assert (heat.name, heat.investment_cny) == ("金钟金隅供热配套工程", Decimal(17_500_000))
    assert (health.name, health.category, health.box) == ("妇幼健康促进行动", "programme", "专栏22")


def test_the_rows_of_a_project_table_are_entries() -> None:
    rows = {project.name: project for project in whole("dongli").projects if project.box == "专栏18"}
    assert len(rows) == 7
    assert rows["无瑕街水体环境质量综合治理项目"].subdistrict == "无瑕街"
    assert rows["东减河保洁项目"].subdistrict == "军粮城街"


@pytest.mark.parametrize("name", FILES)
def test_evidence_names_and_keys_hold_over_a_whole_document(name: str) -> None:
    source = seed(name)
    found = whole(name).projects
    assert found
    assert all(source.text[p.evidence.start : p.evidence.end] == p.evidence.quote for p in found)
    assert len({p.name for p in found}) == len(found)
    assert len({p.key_start for p in found}) == len(found)
    assert [p.key_start for p in found] == sorted(p.key_start for p in found)
    assert all(p.investment_raw is not None for p in found if p.investment_cny is not None)


FLOORS = [
    pytest.param("dongli", "dongli_plan", 0.95, id="dongli"),
    pytest.param("hedong_report", "hedong_report", 0.95, id="hedong-report"),
]


@pytest.mark.parametrize(("name", "gold", "floor"), FLOORS)
def test_agreement_with_the_annotators(name: str, gold: str, floor: float) -> None:
    entries = score_rows(gold)
    rows = [_row(project) for project in whole(name).projects]
    result, _, pairs = score.score_named(entries, rows)
    assert result["f1"] >= floor
    paid = [(entry, row) for entry, row in pairs if entry.get("investment_yi")]
    assert all(row["investment_cny"] == pytest.approx(entry["investment_yi"] * 1e8) for entry, row in paid)


def score_rows(gold: str) -> list[dict[str, object]]:
    return json.loads((Path(__file__).parent.parent / "gold" / f"{gold}.json").read_text("utf-8"))["projects"]


def _row(project: ProjectRead) -> dict[str, object]:
    money = project.investment_cny
    return {
        "name": project.name,
        "evidence": {"quote": project.evidence.quote},
        "investment_cny": float(money) if money is not None else None,
    }


def test_a_work_that_grows_a_fuller_name_is_not_named_twice() -> None:
    text = (
        "推进绿色生态屏障区游览路建设。\n\n建设东丽医院。\n\n推进实施生态屏障区49.4公里游览路工程。\n\n"
        "推进生态屏障区游览路建设，推进实施生态屏障区49.4公里游览路工程。\n\n"
        "推进生态屏障区49.4公里游览路工程，推进绿色生态屏障区游览路建设。\n"
    )
    lines = text.split("\n\n")
    for seed_number in range(40):
        mixed = random.Random(seed_number).choices(lines, k=12)
        found = read("\n\n".join(mixed)).projects
        assert len({project.name for project in found}) == len(found)
        assert len({project.key_start for project in found}) == len(found)


def test_shuffled_and_cut_documents_are_read_without_an_error() -> None:
    dice = random.Random(7)
    lines = seed("dongli").text.split("\n")
    for _ in range(3):
        dice.shuffle(lines)
        text = "\n".join(line[: dice.randrange(1, 400)] for line in lines)
        source = make_source(text)
        for project in read_projects(read_outline(source), PLAN, tables=read_tables(source)).projects:
            assert source.text[project.evidence.start : project.evidence.end] == project.evidence.quote


@pytest.mark.parametrize(
    "unit",
    ["1234567890", "（（“《", "加快推进建设改造提升改造", "、甲路和乙道及", "建设甲乙路等5个项目、", "“一二三四”建设"],
)
def test_a_hostile_text_costs_in_proportion(unit: str) -> None:
    def cost(length: int) -> int:
        outline = read_outline(make_source("一、主要任务\n" + unit * (length // len(unit))))
        return calls_of(lambda: read_projects(outline, PLAN))

    assert cost(20_000) <= 4.6 * cost(5_000) + 2000
