"""A number without a subject of its own: of what was named last, also where that was named in a clause without a number."""

import pytest

from tests.cases import observations, read, report


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (
            "固定资产投资下降2.1%；社会消费品零售总额突破百亿大关，达到102.4亿元，增长6.2%。",
            [
                "2.1% 2023 actual eq growth fall「固定资产投资」→fixed-asset-investment-growth",
                "102.4亿元 2023 actual eq level「社会消费品零售总额」→retail-sales",
                "6.2% 2023 actual eq growth rise「社会消费品零售总额」→retail-sales-growth",
            ],
        ),
        (
            "地区生产总值增长5%，固定资产投资持续回暖，增长3.1%。",
            [
                "5% 2023 actual eq growth rise「地区生产总值」→gdp-growth",
                "3.1% 2023 actual eq growth rise「固定资产投资」→fixed-asset-investment-growth",
            ],
        ),
        (
            "一般公共预算收入增长4%，总量稳居全市第二，达到32亿元。",
            [
                "4% 2023 actual eq growth rise「一般公共预算收入」→general-public-budget-revenue-growth",
                "32亿元 2023 actual eq level「一般公共预算收入」→general-public-budget-revenue",
            ],
        ),
        (
            "外贸进出口总额2.36亿元，同比下降13.8%。",
            [
                "2.36亿元 2023 actual eq level「外贸进出口总额」→imports-exports",
                "13.8% 2023 actual eq growth fall base 2022「外贸进出口总额」→imports-exports-growth",
            ],
        ),
        (
            "PM2.5平均浓度下降6.2%。",
            ["6.2% 2023 actual eq growth fall「PM2.5平均浓度」→pm25-reduction"],
        ),
    ],
)
def test_the_subject_is_the_last_that_is_named(text: str, rows: list[str]) -> None:
    assert observations(read(report(review=text))) == rows
