"""In a review of five years: what stands at their end, what adds up over them, and what has grown since the year before them."""

import pytest

from tests.cases import read

HEAD = """2026年涉县政府工作报告
——2026年1月10日在涉县第十八届人民代表大会第五次会议上
一、“十四五”时期和2025年工作回顾
五年来，我们砥砺奋进。
"""


def rows(sentence: str) -> list[str]:
    text = f"{HEAD}{sentence}\n二、2026年工作\n全县生产总值增长5%。\n"
    begins = text.index(sentence)
    return [
        f"{one.value}{one.unit} {one.measure.value}{f' base {one.base_year}' if one.base_year else ''}"
        for one in read(text).rows.observations
        if begins <= one.raw_start < begins + len(sentence)
    ]


@pytest.mark.parametrize(
    ("sentence", "right"),
    [
        ("民营经营主体超1.8万户，上市公司增至8家。", ["1.8万户 level", "8家 level"]),
        ("省级技术中心超过30家。", ["30家 level"]),
        ("技能人才总量超过6.7万人，长期护理险参保人员超过8万人。", ["6.7万人 level", "8万人 level"]),
        ("县属企业由51家整合为33家，园区由10家压减为5家。", ["51家 level", "33家 level", "10家 level", "5家 level"]),
        ("铁路运营里程新增17公里、突破70公里。", ["17公里 cumulative", "70公里 level"]),
        ("经济总量跨过两个百亿元大关、超过600亿元。", ["600亿元 level"]),
        ("新型研发机构54家，均居全省前列。", ["54家 level"]),
        ("5家省级重点实验室、12家驻县院所聚力赋能。", ["5家 level", "12家 level"]),
    ],
)
def test_what_stands_is_no_total(sentence: str, right: list[str]) -> None:
    assert rows(sentence) == right


@pytest.mark.parametrize(
    ("sentence", "right"),
    [
        ("引进企业超过200家，服务企业超过900家。", ["200家 cumulative", "900家 cumulative"]),
        ("10所学校获评省级示范，6座场馆晋级省级场馆。", ["10所 cumulative", "6座 cumulative"]),
        ("依托园区打造特色楼宇6座，组建专业公司13家。", ["6座 cumulative", "13家 cumulative"]),
        ("新建学校15所、医院3家。", ["15所 cumulative", "3家 cumulative"]),
        ("惠及群众超过5万户。", ["5万户 cumulative"]),
    ],
)
def test_what_was_done_adds_up(sentence: str, right: list[str]) -> None:
    assert rows(sentence) == right


@pytest.mark.parametrize(
    ("sentence", "right"),
    [
        ("5G基站增长4.3倍，铁路货运量实现翻番。", ["4.3倍 multiple base 2020", "2倍 multiple base 2020"]),
        ("技术合同成交额增长6.4倍。", ["6.4倍 multiple base 2020"]),
        ("人均收入达到全国平均的1.2倍。", ["1.2倍 multiple"]),
        ("十年禁渔以来监测鱼类增长1倍。", ["1倍 multiple"]),
    ],
)
def test_a_multiple_of_growth_is_against_the_year_before_the_five(sentence: str, right: list[str]) -> None:
    assert rows(sentence) == right
