"""Parks that only the last one of a list says what they are, and what a list of kinds and a policy of parks name: none."""

import pytest

from tests.projects.elsewhere import COUNTY, parks
from text.context import DocumentContext
from text.vocabulary import DocumentKind

PROVINCE = DocumentContext(DocumentKind.PLAN, "湖北省", (), 2020, period_start=2021, period_end=2025)


def named(sentence: str, context: DocumentContext = COUNTY) -> list[str]:
    return [one.name for one in parks(sentence, context)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("望川、石门经开区纳入试点名单。", ["望川经开区", "石门经开区"]),
        ("推动望川和石门高新区提质增效。", ["望川高新区", "石门高新区"]),
        ("支持望川、石门、青山工业园扩容。", ["望川工业园", "石门工业园", "青山工业园"]),
        ("望川东湖、石门、青山3家高新区进入百强。", ["望川东湖高新区", "石门高新区", "青山高新区"]),
        (
            "做强望川、石门、双泉三大机器人产业基地。",
            ["望川机器人产业基地", "石门机器人产业基地", "双泉机器人产业基地"],
        ),
    ],
)
def test_what_they_are_stands_behind_the_last(sentence: str, expected: list[str]) -> None:
    assert named(sentence) == expected


def test_cities_of_a_province_share_what_they_make() -> None:
    sentence = "推进宜昌、荆门、襄阳特种铝件制造基地建设。"
    expected = ["宜昌特种铝件制造基地", "荆门特种铝件制造基地", "襄阳特种铝件制造基地"]
    assert named(sentence, PROVINCE) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "与望川汇、音乐街、石门创意街区相映成辉。",  # a shop and a street
        "推进望川大桥、石门工业园建设。",
        "推进望川新区、石门工业园建设。",
        "推进产业链、石门工业园建设。",
    ],
)
def test_what_stands_before_a_park_is_no_place(sentence: str) -> None:
    assert [one for one in named(sentence) if "石门" not in one] == []


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("望川中央法务区揭牌运行。", "望川中央法务区"),
        ("建设望川—石门经济合作区。", "望川—石门经济合作区"),
        ("高水平建设望川国家农高区。", "望川国家农高区"),
        ("望川新开区入选零碳园区。", "望川新开区"),
        ("望川国际陆港区能级提升。", "望川国际陆港区"),
        ("申建望川空港保税物流中心。", "望川空港保税物流中心"),
    ],
)
def test_what_else_hosts_firms(sentence: str, expected: str) -> None:
    assert named(sentence) == [expected]


@pytest.mark.parametrize(
    "sentence",
    [
        "加强清廉开发区建设。",
        "推进境外经贸合作园区建设。",
        "加快建设产业协作园区。",
        "建设劳动密集型产业园。",
        "强化跨区域园区共建。",
        "“8+8”重点园区合作深入推进。",
        "建设“一中心多园区”服务平台。",
        "推进“1+N”产业人才集聚区建设。",
    ],
)
def test_a_kind_of_park_and_a_formula(sentence: str) -> None:
    assert named(sentence) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "培育生物制造产业园。",
        "推进数据产业集聚区建设。",
        "打造沿边产业园区升级版。",
        "建设骨干冷链物流基地。",
        "支持江汉生态经济区发展特色产业。",
        "优先发展鄂东经济区。",
        "推进沿河经济带核心区高质量发展。",
    ],
)
def test_a_province_has_several_parks_of_a_kind_and_regions(sentence: str) -> None:
    assert named(sentence, PROVINCE) == []


@pytest.mark.parametrize("name", ["智能终端产业园", "临空经济区"])
def test_a_district_has_one(name: str) -> None:
    assert named(f"建设{name}。") == [name]


def test_a_kind_beside_a_name_is_one() -> None:
    assert named("提升望川芯港、大飞机园等特色园区能级。", PROVINCE) == ["望川芯港", "大飞机园"]
