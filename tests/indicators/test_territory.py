"""Whose a figure is follows from the place of the document: 全县 is a county's own, 全市 that of the city over it."""

import pytest

from tests.cases import HEAD, dispositions, observations, read, report


def head(place: str) -> str:
    """The head of a report of ``place``, as that of 涉县."""
    return (
        HEAD.replace("涉县人民政府县长", f"{place}人民政府").replace("涉县", place).replace("县人民政府", "人民政府", 1)
    )


@pytest.mark.parametrize(
    ("place", "sentence", "expected"),
    [
        ("涉县", "全县新增就业1980人。", "1980人 2023 actual eq change「新增就业」→new-jobs"),
        ("涉县", "我县森林覆盖率达到44.7%。", "44.7% 2023 actual eq share「森林覆盖率」→forest-coverage"),
        ("涉县", "县内生产总值完成50亿元。", "50亿元 2023 actual eq level「生产总值」→gdp"),
        (
            "涉县",
            "全县预计完成固定资产投资67亿元。",
            "67亿元 2023 estimate eq level「固定资产投资」→fixed-asset-investment",
        ),
        ("武安市", "全市生产总值600亿元。", "600亿元 2023 actual eq level「生产总值」→gdp"),
        ("邯郸市", "我市城镇化率达到61%。", "61% 2023 actual eq share「城镇化率」→urbanisation"),
        ("阿拉善左旗", "全旗生产总值200亿元。", "200亿元 2023 actual eq level「生产总值」→gdp"),
        ("甘孜藏族自治州", "我州森林覆盖率达到35%。", "35% 2023 actual eq share「森林覆盖率」→forest-coverage"),
        ("内蒙古自治区", "全区城镇新增就业21万人。", "21万人 2023 actual eq change「城镇新增就业」→new-jobs"),
        (
            "江西省",
            "全省技术合同成交额620亿元。",
            "620亿元 2023 actual eq level「技术合同成交额」→technology-contracts",
        ),
    ],
)
def test_the_own_place_is_taken_off(place: str, sentence: str, expected: str) -> None:
    assert observations(read(report(sentence, head=head(place)))) == [expected]


@pytest.mark.parametrize(
    ("place", "sentence", "numerals"),
    [
        ("涉县", "全市生产总值达到4500亿元，增长6%。", ["4500亿", "6"]),
        ("涉县", "我省城镇化率63%。", ["63"]),
        ("涉县", "邯郸市常住人口930万人。", ["930万"]),
        ("涉县", "全国城镇化率达66%，提高0.9个百分点。", ["66", "0.9"]),
        ("涉县", "国内生产总值突破120万亿元，增长5%。", ["120万亿", "5"]),
        ("涉县", "在全省102个区县中排名靠前。", ["102"]),
        ("涉县", "长三角2.4亿人口的大市场带来机遇。", ["2.4亿"]),
        ("涉县", "京津冀1.1亿人的庞大消费体量带来机遇。", ["1.1亿"]),
        ("涉县", "背靠14亿人口的超大规模市场。", ["14亿"]),
        ("阿拉善左旗", "全区生产总值2.4万亿元。", ["2.4万亿"]),
        ("邯郸市", "全省PM10平均浓度68微克/立方米。", ["68"]),
    ],
)
def test_another_place(place: str, sentence: str, numerals: list[str]) -> None:
    reading = read(report(sentence, head=head(place)))
    assert observations(reading) == []
    assert [one for one in dispositions(reading) if one.endswith(":other_place")] == [
        f"{one}:other_place" for one in numerals
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "全国文明村镇达到23个。",
        "省级文明村镇15个。",
        "中国传统村落5个。",
        "全省重点项目8个。",
        "世界500强企业3家。",
        "京津冀协同发展项目32个。",
        "工业占全市的12%。",
        "城镇化率高于全省平均水平2.1个百分点。",
    ],
)
def test_what_a_place_got_or_has_a_part_in_is_its_own(sentence: str) -> None:
    assert len(observations(read(report(sentence)))) == 1


@pytest.mark.parametrize(
    ("place", "words", "slug"),
    [
        ("涉县", "县本级一般公共预算收入", "general-public-budget-revenue"),
        ("涉县", "本级一般公共预算收入", "general-public-budget-revenue"),
        ("武安市", "市本级一般公共预算收入", "general-public-budget-revenue"),
        ("邯郸市", "市本级一般公共预算收入", None),
        ("邯郸市", "县级一般公共预算收入", None),
        ("江西省", "省级一般公共预算收入", None),
    ],
)
def test_the_level_of_a_budget_is_all_of_a_county_and_a_part_of_a_city(
    place: str, words: str, slug: str | None
) -> None:
    (found,) = observations(read(report(f"{words}30亿元。", head=head(place))))
    assert found.endswith(f"→{slug}")
