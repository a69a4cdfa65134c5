"""What a journalist might print, nearly right and quite wrong: no false sentence is supported, and none for a number that only happens to be the same.

The documents state of 河东区: 155 high-tech firms in 2022 (110 in 2020, 150 aimed at for 2025), revenue of 32.6亿元 in 2022, 1.36 % more than before, GDP growth
of 3.5 % or so in 2022 and 5 % or so aimed at for 2023, investment of 129亿元, incomes above 5.4万元, contracts above 71亿元, 1.65万 new jobs.
"""

import json
from typing import Any

import pytest
from rest_framework.test import APIClient

ADDRESS = "/api/v1/verify/"
CLAIMS = {
    # short names of places
    "河东2022年国家高新技术企业155家": ("supported", None),
    "天津河东2022年国家高新技术企业155家": ("supported", None),
    "天津市河东2022年国家高新技术企业155家": ("supported", None),
    "2022年，河东的国家高新技术企业达到155家": ("supported", None),
    "2020年和平国家高新技术企业58家": ("supported", None),
    "2022年和平国家高新技术企业155家": ("not_stated", "only_other_years"),
    "高唐2022年国家高新技术企业155家": ("not_stated", "no_document"),
    "2022年河东路国家高新技术企业155家": ("not_checkable", "no_district"),
    "2022年全市国家高新技术企业155家": ("not_checkable", "no_district"),
    "2022年全国国家高新技术企业155家": ("not_checkable", "no_district"),
    # relative years: the newest report of 河东区 is of 2023
    "去年河东区国家高新技术企业155家": ("supported", "year_assumed"),
    "截至去年底，河东区国家高新技术企业155家": ("supported", "year_assumed"),
    "上年河东区国家高新技术企业160家": ("contradicted", "year_assumed"),
    "今年河东区国家高新技术企业155家": ("not_stated", "only_other_years"),
    "前年河东区国家高新技术企业155家": ("not_stated", "only_other_years"),
    "河东区今年GDP增长目标是5%左右": ("supported", "year_assumed"),
    "河东区今年GDP增长目标是6%左右": ("contradicted", "year_assumed"),
    "去年东丽区国家高新技术企业155家": ("not_checkable", "relative_year"),
    "河东区2022年新增就业比去年增长10%": ("not_checkable", "indicator_unknown"),
    # traditional characters
    "2022年，河東區國家高新技術企業達到155家": ("supported", None),
    "2022年，河東區國家高新技術企業達到160家": ("contradicted", None),
    "2022年河東區固定資產投資129億元": ("supported", None),
    # another subject
    "2022年河东区固定资产投资32.6亿元": ("contradicted", None),
    "2022年河东区一般公共预算支出32.6亿元": ("not_stated", "nothing_stated"),
    "2022年河东区雏鹰企业155家": ("contradicted", None),
    "2022年河东区瞪羚企业155家": ("contradicted", None),
    "2022年河东区关闭智慧社区240个": ("not_checkable", "indicator_unknown"),
    "2022年河东区整改隐患6000项": ("not_checkable", "indicator_unknown"),
    # another direction
    "2022年河东区GDP下降3.5%左右": ("contradicted", None),
    "2022年河东区GDP同比减少约3.5%": ("contradicted", None),
    "2022年河东区GDP增长3.5%左右": ("supported", None),
    "2022年河东区一般公共预算收入下降1.36%": ("contradicted", None),
    "2022年河东区一般公共预算收入增长1.36%": ("supported", None),
    "2022年河东区GDP增速为-3.5%左右": ("contradicted", None),
    "2022年河东区GDP增长－3.5%": ("contradicted", None),
    "2022年河东区GDP增速3-4%": ("supported", None),
    "去年河东GDP下降约3.5%": ("contradicted", "year_assumed"),
    # another scale or unit
    "2022年河东区一般公共预算收入32.6万元": ("contradicted", None),
    "2022年河东区一般公共预算收入326亿元": ("contradicted", None),
    "2022年河东区一般公共预算收入32600万元": ("contradicted", None),
    "2022年河东区一般公共预算收入326000万元": ("supported", None),
    "2022年河东区一般公共预算收入32.6亿美元": ("not_stated", "not_comparable"),
    "2022年河东区国家高新技术企业155万家": ("contradicted", None),
    "2022年河东区新增就业1.65亿人": ("contradicted", None),
    "2022年河东区新增就业16500人": ("supported", None),
    # another year
    "2021年河东区固定资产投资129亿元": ("not_stated", "only_other_years"),
    "2023年河东区国家高新技术企业155家": ("not_stated", "only_other_years"),
    "2020年河东区国家高新技术企业155家": ("contradicted", None),
    # bounds
    "2022年河东区国家高新技术企业超过155家": ("contradicted", None),
    "2022年河东区国家高新技术企业不足155家": ("contradicted", None),
    "2022年河东区国家高新技术企业至少155家": ("supported", None),
    "2022年河东区国家高新技术企业不超过155家": ("supported", None),
    "2022年河东区国家高新技术企业约150家": ("supported", None),
    "2022年河东区居民人均可支配收入超过5.4万元": ("supported", None),
    "2022年河东区居民人均可支配收入超过5万元": ("supported", None),
    "2022年河东区居民人均可支配收入超过6万元": ("not_stated", "bound"),
    "2022年河东区居民人均可支配收入不足5.4万元": ("contradicted", None),
    "2022年河东区居民人均可支配收入5.4万元": ("partly_supported", "other_bound"),
    "2022年河东区技术合同交易额不足71亿元": ("contradicted", None),
    # a growth, a change, a share and a level
    "2022年河东区一般公共预算收入增长32.6亿元": ("not_stated", "definition_open"),
    "2022年河东区一般公共预算收入增长32.6%": ("contradicted", None),
    "2022年河东区国家高新技术企业增加155家": ("not_stated", "not_comparable"),
    "2022年河东区国家高新技术企业增长155%": ("contradicted", None),
    "2022年河东区建成智慧社区240个": ("supported", None),
    "2022年河东区建成智慧社区555个": ("contradicted", None),
    # swapped districts
    "2020年河东区国家高新技术企业385家，东丽区110家": ("contradicted", None),
    "2020年河东区国家高新技术企业58家，和平区110家": ("contradicted", None),
    "2020年河东区国家高新技术企业110家，和平区58家": ("supported", None),
    # targets and results
    "2025年河东区国家高新技术企业目标150家": ("supported", None),
    "2025年河东区国家高新技术企业的目标是160家": ("contradicted", None),
    "2022年河东区国家高新技术企业目标155家": ("not_stated", "other_kind"),
    "2023年河东区GDP预期增长5%左右": ("supported", None),
    "2023年河东区GDP增长5%左右": ("partly_supported", "kind_not_said"),
    "2023年河东区GDP实际增长了5%": ("not_stated", "other_kind"),
    # several years and one
    "“十三五”时期河东区累计新增就业16.5万人": ("supported", None),
    "2022年河东区新增就业16.5万人": ("contradicted", None),
    # a part of a year and the whole
    "2022年前三季度河东区一般公共预算收入32.6亿元": ("not_stated", "not_comparable"),
    "2022年上半年河东区国家高新技术企业155家": ("not_stated", "not_comparable"),
    "2022年1-9月河东区GDP增长3.5%左右": ("not_stated", "not_comparable"),
    "去年前三季度河东区GDP增长3.5%左右": ("not_stated", "not_comparable"),
    # names that people use
    "2022年河东区固投129亿元": ("supported", None),
    "2022年河东区公共预算收入32.6亿元": ("supported", None),
    "2022年河东区财政收入32.6亿元": ("partly_supported", "definition_open"),
    "2022年河东区财政收入35亿元": ("not_stated", "definition_open"),
    "2022年河东区生产总值增速3.5%左右": ("supported", None),
    # numerals in Chinese
    "2022年河东区国家高新技术企业一百五十五家": ("supported", None),
    "2022年河东区国家高新技术企业一百六十家": ("contradicted", None),
    "二〇二二年河东区国家高新技术企业155家": ("supported", None),
    "2022年河东区一般公共预算收入三十二点六亿元": ("supported", None),
    "2022年河东区一般公共预算收入三十二点八亿元": ("contradicted", None),
    "2022年河东区一般公共预算收入三十三亿元": ("partly_supported", "rounded"),
    "2022年河东区一般公共预算收入32亿6000万元": ("supported", None),
    "2022年河东区GDP增长百分之三点五左右": ("supported", None),
    "2022年河东区GDP增长百分之五": ("contradicted", None),
    "2022年河东区新增就业一万六千五百人": ("supported", None),
    "2022年河东区新增就业数万人": ("not_checkable", "number_not_understood"),
    # a rank, which nothing checks
    "2022年河东区国家高新技术企业155家，全市排名第一": ("partly_supported", "rank_not_checked"),
    "2022年河东区国家高新技术企业160家，全市排名第一": ("contradicted", None),
    # a comparison, which nothing checks
    "2022年河东区国家高新技术企业155家，高于全市平均": ("partly_supported", "rank_not_checked"),
    "2022年河东区国家高新技术企业155家，多于和平区。": ("partly_supported", "rank_not_checked"),
    "2022年河东区国家高新技术企业155家，少于一百六十家": ("supported", None),
    "2022年河东区国家高新技术企业多于一百五十家": ("supported", None),
    # true and false in one
    "2022年河东区国家高新技术企业155家，新增就业16.5万人": ("contradicted", "some_of_several"),
}


@pytest.fixture
def verify(api_client: APIClient, db: None) -> Any:
    def ask(sentence: str, status: int = 200, **body: Any) -> Any:
        response = api_client.post(ADDRESS, {"sentence": sentence, **body}, format="json")
        assert response.status_code == status, response.content.decode()
        return response.json()

    return ask


@pytest.mark.parametrize("sentence", CLAIMS)
def test_a_claim_gets_its_verdict(sentence: str, verify: Any) -> None:
    answer = verify(sentence)
    told = json.dumps(answer["claims"], ensure_ascii=False)
    assert (answer["verdict"], answer["reason"]) == CLAIMS[sentence], told


def test_another_direction_is_told_with_the_true_value(verify: Any) -> None:
    (claim,) = verify("2022年河东区一般公共预算收入下降1.36%")["claims"]
    stated = claim["statements"][0]
    assert (claim["direction"], stated["value"]) == ("fall", 1.36)
    assert {"value", "direction"} <= set(stated["differences"])


@pytest.mark.parametrize(
    "sentence",
    [
        "2022年前三季度河东区一般公共预算收入32.6亿元",
        "2022年上半年河东区国家高新技术企业155家",
        "2022年1-9月河东区GDP增长3.5%左右",
        "2022年一季度河东区新增就业1.65万人",
        "2022年河东区前三季度新增就业1.65万人",
    ],
)
def test_the_figure_of_a_year_supports_none_of_a_part_of_it(sentence: str, verify: Any) -> None:
    assert verify(sentence)["verdict"] in {"not_checkable", "not_stated"}


def test_which_year_is_this_year(verify: Any) -> None:
    (claim,) = verify("去年河东区国家高新技术企业155家")["claims"]
    assert (claim["year"], claim["relative_to"]) == (2022, 2023)
    (claim,) = verify("2022年河东区国家高新技术企业155家")["claims"]
    assert (claim["year"], claim["relative_to"]) == (2022, None)
    assert verify("去年河东区国家高新技术企业155家", year=2023)["reason"] is None
    (claim,) = verify("去年河东区国家高新技术企业155家", year=2026)["claims"]
    assert (claim["year"], claim["verdict"], claim["reason"]) == (2025, "not_stated", "other_kind")
    answer = verify("去年国家高新技术企业155家", document="120102-report-2023")
    assert (answer["verdict"], answer["reason"]) == ("supported", None)
    (claim,) = verify("去年国家高新技术企业155家", document="120102-plan-2021")["claims"]
    assert (claim["year"], claim["verdict"], claim["reason"]) == (None, "not_checkable", "relative_year")


@pytest.mark.parametrize("year", ["2023", 202, 20230, True, 2023.5, [2023]])
def test_a_year_is_a_number(year: Any, verify: Any) -> None:
    (error,) = verify("去年国家高新技术企业155家", status=400, year=year)["errors"]
    assert error["parameter"] == "year"


def test_what_is_of_another_territory_is_not_of_the_district_given(verify: Any) -> None:
    for sentence in (
        "2022年全市国家高新技术企业155家",
        "2022年全国国家高新技术企业155家",
        "2022年天津国家高新技术企业155家",
        "2022年和平国家高新技术企业155家",
        "2022年东丽国家高新技术企业155家",
    ):
        assert verify(sentence, district="120102")["verdict"] == "not_checkable", sentence
    assert verify("2022年河东国家高新技术企业155家", district="120102")["verdict"] == "supported"
