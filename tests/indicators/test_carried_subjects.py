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


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (
            "粮食播种面积1584.6万亩、总产量132.4亿斤。",
            [
                "1584.6万亩 2023 actual eq level「粮食播种面积」→grain-area",
                "132.4亿斤 2023 actual eq level「粮食总产量」→grain-output",
            ],
        ),
        ("城乡居民收入比由1·96缩小至1·81。", ["1.96", "1.81"]),
        ("每千人口托位数达到4·76个。", ["4.76"]),
    ],
)
def test_a_figure_is_read_whole(text: str, rows: list[str]) -> None:
    found = observations(read(report(review=text)))
    assert len(found) == len(rows)
    assert all(one == row or one.startswith(row) for one, row in zip(found, rows, strict=True))


def test_a_list_of_works_may_have_its_sentences_after_numbers() -> None:
    works = "附件\n2024年县级民生实事\n一、新增公办幼儿园学位2400个。\n二、改造农村危房860户。\n"
    assert observations(read(report("全县平稳。", "办好实事。", after=works))) == [
        "2400个 2024 target eq change「新增公办幼儿园学位」→kindergarten-places-new",
        "860户 2024 target eq level「改造农村危房」→rural-homes-renovated",
    ]
