"""Sentences of real documents and the parks that they name, each case named for its quirk and its place (document line)."""

import json
import re
from decimal import Decimal
from pathlib import Path

import pytest

from projects.reading.park_words import HEAD
from projects.reading.parks import ParkRead, ParkReading, read_parks
from tests.gold import score
from tests.projects.test_reading_projects import CHAPTER, CONTEXTS, PLAN, REPORT
from tests.seeds import FILES, seed, seed_outline
from text.outline.outline import read_outline
from text.sources.source import make_source
from text.vocabulary import ParkKind, ParkLevel


def read(text: str) -> ParkReading:
    return read_parks(read_outline(make_source(CHAPTER + text)), PLAN)


def names(text: str) -> list[str]:
    return [park.name for park in read(text).parks]


EDGES = [
    pytest.param(
        "加快高碑店、高阳B型保税物流中心和东丽区京津保智慧港建设。",
        ["高碑店B型保税物流中心", "高阳B型保税物流中心", "东丽区京津保智慧港"],
        id="two-places-before-one-head-baoding",
    ),
    pytest.param(
        "依托深圳湾创新中心、中电科涞水产业园等创新园区开发新一代信息技术板块。",
        ["深圳湾创新中心", "中电科涞水产业园"],
        id="a-centre-that-its-list-calls-a-park-baoding",
    ),
    pytest.param(
        "中航建平台经济园、二十冶文体创意园、鑫创医疗器械产业园实现整体运营。",
        ["中航建平台经济园", "二十冶文体创意园", "鑫创医疗器械产业园"],
        id="a-list-hedong-report-46",
    ),
    pytest.param(
        "以华明高新区知识产权小镇为依托，推动基金投资机构集聚。",
        ["华明高新区知识产权小镇"],
        id="以-is-no-name-dongli-305",
    ),
    pytest.param(
        "推进临空服务业集聚区和东丽湖国家级现代服务业集聚区建设。",
        ["临空服务业集聚区", "东丽湖国家级现代服务业集聚区"],
        id="服务-inside-a-name-dongli-405",
    ),
    pytest.param(
        "加速“垠坤·先进智造产业园”“联东U谷·智能制造科创园”建设。",
        ["垠坤·先进智造产业园", "联东U谷·智能制造科创园"],
        id="quotation-marks-side-by-side-dongli-405",
    ),
    pytest.param(
        "成功打造全国首家二手商品流通电商产业园——二次方产业园。",
        ["二次方产业园"],
        id="a-description-before-the-name-hedong-report-46",
    ),
    pytest.param("推进天津“设计之都”核心区建设。", ["天津“设计之都”核心区"], id="a-quoted-part-dongli-400"),
    pytest.param(
        "支持执信（天津）科技企业孵化器再升级。", ["执信（天津）科技企业孵化器"], id="brackets-inside-dongli-341"
    ),
    pytest.param("自贸区东丽片区获得独立事权。", ["自贸区东丽片区"], id="the-districts-part-of-a-zone-dongli-20"),
    pytest.param(
        "累计建成鑫帅领、帅超等6家科技园区，特基屋等5个市级众创空间。",
        ["鑫帅领科技园", "帅超科技园", "特基屋众创空间"],
        id="names-that-only-their-list-calls-parks-hedong-plan-16",
    ),
    pytest.param(
        "启动沙柳南路（金贸产业园段）改造，地铁10号线金贸产业园站建成运营。",
        [],
        id="a-road-and-a-station-named-for-one",
    ),
    pytest.param("打造特色产业小镇和服务业发展集聚区，推进大学科技园建设。", [], id="kinds-of-places-dongli-301"),
    pytest.param("打造4个国家级园区，建设一批特色主题园区，加强园区建设。", [], id="numbers-and-plurals"),
    pytest.param("深化与天津港保税区、天津经开区、滨海高新区产业对接。", [], id="parks-of-others-dongli-311"),
    pytest.param("借鉴青岛中德生态园、江苏中德（太仓）合作创新示范区经验。", [], id="parks-far-away-dongli-312"),
    pytest.param("强化华明有机田园区生态功能，立足“一环十一园”。", [], id="endings-that-are-no-park-dongli-478"),
    pytest.param(
        "五大道洋楼经济核心区。整合盘活特色洋楼资源。",
        ["五大道洋楼经济核心区"],
        id="a-zone-that-heads-its-paragraph-heping-box-6",
    ),
    pytest.param(
        "解放北路金融创新运营示范区。依托沿线楼宇资源。",
        ["解放北路金融创新运营示范区"],
        id="a-zone-of-a-trade-heping-box-6",
    ),
    pytest.param(
        "积极融入天津市“金融创新运营示范区”建设，打造金融创新运营示范区。",
        [],
        id="a-zone-of-another-and-a-slogan-hebei-82",
    ),
    pytest.param(
        "1946 创意产业园。依托园区内葫芦博物馆等特色项目。",
        ["1946创意产业园"],
        id="a-number-is-a-name-hebei-126",
    ),
    pytest.param(
        "打造通广产业园等特色园区，建设通广智能科技园。",
        ["通广智能科技园"],
        id="a-short-form-hebei-121",
    ),
    pytest.param(
        "金砖国家特殊经济区中国合作中心正式揭牌。",
        [],
        id="a-centre-named-for-a-zone-zhejiang-24",
    ),
    pytest.param(
        "将老棉纺厂打造成滨江文化创意产业园。",
        ["滨江文化创意产业园"],
        id="turned-into-is-no-part-of-a-name",
    ),
]


@pytest.mark.parametrize(("sentence", "expected"), EDGES)
def test_the_edges_of_a_parks_name(sentence: str, expected: list[str]) -> None:
    assert names(sentence) == expected


KINDS = [
    ("瞪羚国际众创空间", ParkKind.MAKERSPACE),
    ("中国·天津人力资源服务产业园", ParkKind.HR_PARK),
    ("临空经济区跨境物流基地", ParkKind.LOGISTICS_PARK),
    ("棉三创意街区", ParkKind.CULTURAL_PARK),
    ("东丽经济技术开发区", ParkKind.DEVELOPMENT_ZONE),
    ("清华高端院科技园", ParkKind.SCIENCE_PARK),
    ("执信孵化器", ParkKind.INCUBATOR),
    ("人工智能机器人产业基地", ParkKind.INDUSTRIAL_PARK),
    ("海河中游北岸总部区", ParkKind.OTHER),
]


@pytest.mark.parametrize(("name", "kind"), KINDS)
def test_the_kind_that_a_name_tells(name: str, kind: ParkKind) -> None:
    (park,) = read(f"推进{name}建设。").parks
    assert (park.name, park.kind) == (name, kind)


def test_the_kind_that_a_sentence_tells() -> None:
    text = "提升现有6个科技园区资源集聚功能，打造帅超智能电气产业园区、棉三创新创业创意园区。\n推进帅达智慧交通产业园建设。"
    assert [(park.name, park.kind) for park in read(text).parks] == [
        ("帅超智能电气产业园区", ParkKind.SCIENCE_PARK),
        ("棉三创新创业创意园区", ParkKind.CULTURAL_PARK),
        ("帅达智慧交通产业园", ParkKind.INDUSTRIAL_PARK),
    ]


def test_written_forms_of_one_park_are_one_entry() -> None:
    text = "推进垠坤·先进智造产业园建设。围绕未来垠坤产业园引资。东丽经济技术开发区扩容。东丽经开区提质。加快东丽湖丽健园建设。加快丽健园建设。"
    assert {park.name: set(park.aliases) for park in read(text).parks} == {
        "垠坤·先进智造产业园": {"垠坤产业园"},
        "东丽经济技术开发区": {"东丽经开区"},
        "东丽湖丽健园": {"丽健园"},
    }


def test_a_theme_park_and_what_carries_it_are_one_place() -> None:
    text = (
        "打造中汽中心氢能科技特色主题园。以氢能科技园为载体，围绕1.23平方公里土地空间，重点发展氢燃料电池系统、电堆。"
    )
    (park,) = read(text).parks
    assert (park.name, park.aliases, park.kind) == (
        "氢能科技园",
        ("中汽中心氢能科技特色主题园",),
        ParkKind.SCIENCE_PARK,
    )
    assert park.area_km2 == Decimal("1.23")
    assert park.industries == ("氢燃料电池系统", "电堆")


def test_the_level_only_where_the_text_says_so() -> None:
    text = (
        "河东智能电气装备产业主题园区被认定为市级产业主题园区。支持瑷车众创国家级众创空间建设。推进棉三创意街区建设。"
    )
    levels = {park.name: park.level for park in read(text).parks}
    assert levels == {
        "河东智能电气装备产业主题园区": ParkLevel.MUNICIPAL,
        "瑷车众创国家级众创空间": ParkLevel.NATIONAL,
        "棉三创意街区": None,
    }


@pytest.mark.parametrize("name", FILES)
def test_evidence_names_and_keys_hold_over_a_whole_document(name: str) -> None:
    source = seed(name)
    found = read_parks(seed_outline(name), CONTEXTS[name]).parks
    assert found
    assert all(source.text[p.evidence.start : p.evidence.end] == p.evidence.quote for p in found)
    assert len({p.name for p in found}) == len(found)
    assert len({p.key_start for p in found}) == len(found)
    assert all(p.name not in p.aliases for p in found)


@pytest.mark.parametrize(("name", "gold"), [("dongli", "dongli_plan"), ("hedong_report", "hedong_report")])
def test_agreement_with_the_annotators(name: str, gold: str) -> None:
    entries = json.loads((Path(__file__).parent.parent / "gold" / f"{gold}.json").read_text("utf-8"))["parks"]
    context = REPORT if name == "hedong_report" else PLAN
    rows = [_row(park) for park in read_parks(seed_outline(name), context).parks]
    result, _, pairs = score.score_named(entries, rows)
    assert result["f1"] >= 0.97
    assert sum(entry["kind"] == row["kind"] for entry, row in pairs) >= 0.95 * len(pairs)


def _row(park: ParkRead) -> dict[str, object]:
    return {
        "name": park.name,
        "aliases": list(park.aliases),
        "kind": park.kind.value,
        "evidence": {"quote": park.evidence.quote},
    }


def test_many_mentions_of_a_park_are_read_in_time_that_grows_with_their_number() -> None:
    text = CHAPTER + "通广产业园、金贸科技园、" * 10_000
    assert [park.name for park in read_parks(read_outline(make_source(text)), PLAN).parks] == [
        "通广产业园",
        "金贸科技园",
    ]


def test_an_area_is_that_of_the_park_named_before_it() -> None:
    text = "支持东丽经开区扩容提质，推进鑫创医疗器械园建设，规划用地0.1平方公里。华明高新区规划面积4.5平方公里。"
    assert {park.name: park.area_km2 for park in read(text).parks} == {
        "东丽经开区": None,
        "鑫创医疗器械园": Decimal("0.1"),
        "华明高新区": Decimal("4.5"),
    }


EVERY_KIND_OF_HEAD = (
    "大通关基地、中国(河南)自由贸易试验区洛阳片区、河南自贸区洛阳片区、自由贸易试验区洛阳片区、自贸区洛阳片区、中德(沈阳)生态园、商务区、商贸区、金融示范区、经济街区、产业示范区、"
    "商务示范区、航运街区、贸易示范区、服务业示范区、科创街区、总部示范区、开发区、集聚区"
)


@pytest.mark.parametrize("text", [EVERY_KIND_OF_HEAD, *(seed(name).folded for name in FILES)])
def test_the_characters_that_heads_begin_with_leave_none_out(text: str) -> None:
    """A head is looked for only where one of them stands; here also everywhere else."""
    begins, _, rest = HEAD.pattern.partition("])")
    assert begins.startswith("(?=[")
    assert [one.span() for one in HEAD.finditer(text)] == [one.span() for one in re.finditer(rest, text)] != []
