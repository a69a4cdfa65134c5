"""Which way a number goes: a fall is a fall, with a printed minus sign or without."""

import pytest

from tests.cases import read, report


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("刑事案件下降13.6%，工业用电成本下降4.2%。", ["13.6 fall", "4.2 fall"]),
        ("PM2.5浓度、综合能耗分别下降8.3%和12.1%，城镇化率提高2.3个百分点。", ["8.3 fall", "12.1 fall", "2.3 rise"]),
        ("税收增速回落2个百分点，降幅收窄1.2个百分点。", ["2 fall", "1.2 fall"]),
        ("一般公共预算收入增长6.5%，比上年提高0.5个百分点。", ["6.5 rise", "0.5 rise"]),
        ("以6.5%的速度增长，以3.2%的降幅减少。", ["6.5 rise", "3.2 fall"]),
        ("零售额降幅收窄至2.1%，利润增幅回落至5.2%。", ["2.1 fall", "5.2 rise"]),
        ("研发投入增速高于全市平均2个百分点。", ["2 none"]),
        ("城镇新增就业2.1万人，常住人口减少1.2万人。", ["2.1 none", "1.2 fall"]),
        ("登记失业率下降至3.2%，森林覆盖率提高到63.1%。", ["3.2 none", "63.1 none"]),
        ("PM2.5平均浓度改善12.5%，空气优良天数增加15天。", ["12.5 fall", "15 rise"]),
        ("万元GDP能耗累计下降15%，固定资产投资年均下降3.2%。", ["15 fall", "3.2 fall"]),
        ("企业利润是2020年的1.5倍，进出口总额增长1.2倍。", ["1.5 none", "1.2 rise"]),
        ("办税时间压缩50%，煤炭消费减少5万吨，利润同比下滑2.5%。", ["50 fall", "5 fall", "2.5 fall"]),
        ("营业收入翻了一番，是2015年的2倍，上市公司数量实现倍增。", ["2 rise", "2 none", "2 rise"]),
        ("市场主体达到5.6万户，森林覆盖率为44.7%。", ["5.6 none", "44.7 none"]),
    ],
)
def test_direction(sentence: str, expected: list[str]) -> None:
    found = read(report(sentence)).rows.observations
    assert [
        f"{one.value.normalize():f} {one.direction or 'none'}" for one in found if one.value is not None
    ] == expected
