"""Targets that prose sets by reference to something else, with no number."""

import pytest

from tests.cases import observations, read, report


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "社会消费品零售总额、规模以上工业增加值增速均高于全市平均水平，单位生产总值能耗不高于上年。",
            [
                "高于全市平均水平 growth retail-sales-growth",
                "高于全市平均水平 growth above-scale-industrial-value-added-growth",
                "不高于上年 level energy-intensity",
            ],
        ),
        ("居民收入增长与经济增长基本同步。", ["与经济增长基本同步 growth household-income-growth"]),
        ("居民人均可支配收入增速快于GDP增速。", ["快于GDP增速 growth household-income-growth"]),
        ("居民人均可支配收入与经济发展同步增长。", ["与经济发展同步增长 growth household-income-growth"]),
        ("一般公共预算收入增速高于全省平均水平。", ["高于全省平均水平 growth general-public-budget-revenue-growth"]),
        ("单位GDP能耗降低完成上级下达任务。", ["完成上级下达任务 growth energy-intensity-yearly-reduction"]),
        ("PM2.5平均浓度下降率完成市定任务。", ["完成市定任务 growth pm25-reduction"]),
        ("城镇登记失业率控制在上级下达指标以内。", ["控制在上级下达指标以内 level registered-unemployment"]),
        ("城镇调查失业率控制在全国平均水平以内。", ["控制在全国平均水平以内 level surveyed-unemployment"]),
        (
            "优良天数比率、森林覆盖率等达到市定标准。",
            ["达到市定标准 level good-air-days-share", "达到市定标准 level forest-coverage"],
        ),
        ("完成市下达的节能减排目标任务。", ["完成市下达的节能减排目标任务 level None"]),
        ("主要污染物重点工程减排量完成省下达目标。", ["完成省下达目标 level None"]),
        (
            "完成国家下达的节能减排降碳约束性指标和环境质量改善目标。",
            ["完成国家下达的节能减排降碳约束性指标 level None"],
        ),
        (
            "单位生产总值能耗降低率完成省审核衔接后确定的目标。",
            ["完成省审核衔接后确定的目标 growth energy-intensity-yearly-reduction"],
        ),
        ("单位地区生产总值二氧化碳排放完成目标任务。", ["完成目标任务 level carbon-intensity"]),
        (
            "居民收入增速高于经济增速、农村居民收入增速高于城镇居民收入增速。",
            [
                "高于经济增速 growth household-income-growth",
                "高于城镇居民收入增速 growth rural-household-income-growth",
            ],
        ),
        ("工业投资增速快于全部投资增速。", ["快于全部投资增速 growth industrial-investment-growth"]),
        ("用水总量、能源消费、环境质量等指标达到上级要求。", ["达到上级要求 level None"] * 3),
        ("反映生态保护和污染防治的各项指标不折不扣完成省下达任务。", ["完成省下达任务 level None"]),
        ("各项建设完成目标任务。", []),
        ("村卫生室建设达到国家要求。", []),
        ("工作标准高于上级要求。", []),
        ("推动党建与业务同步。", []),
    ],
)
def test_what_is_set_by_reference(sentence: str, expected: list[str]) -> None:
    reading = read(report(plan=sentence))
    rows = reading.rows.observations
    assert [f"{one.raw} {one.measure} {one.indicator}" for one in rows] == expected
    for one in rows:
        assert (one.value, one.unit, one.year, one.kind, one.comparator) == (None, None, 2024, "target", "ref")
        assert reading.source.text[one.raw_start : one.raw_end] == one.raw
        assert one.evidence.start <= one.raw_start < one.raw_end <= one.evidence.end


def test_a_result_is_no_target() -> None:
    assert observations(read(report("规模以上工业增加值增速高于全市平均水平。"))) == []


def test_a_distance_is_a_number() -> None:
    assert observations(read(report(plan="固定资产投资增速高于全省平均水平2个百分点。"))) == [
        "2个百分点 2024 target eq level「固定资产投资增速高于全省平均水平」→None"
    ]
