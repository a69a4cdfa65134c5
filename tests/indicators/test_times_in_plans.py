"""What figures of a plan for the next five years are of: the years of the plan that just ended, its own last years, and its first chapter."""

from tests.cases import read

PLAN = """嵩县国民经济和社会发展第十五个五年规划纲要

第一章  站在新的历史起点

2025年，全县实现地区生产总值356.2亿元，“十四五”年均增长5.1%；财政收入13.8亿元。白云山景区五年累计接待游客2860万人次。“十四五”以来新增企业30家。

第二章  发展目标

到2030年，生产总值达到420亿元。再用五年时间，推动经济总量突破500亿元。一般公共预算总收入保持6%以上增幅。前三年累计改造管网600公里，后两年再改造400公里以上。
"""


def test_figures_have_their_years_and_measures() -> None:
    told = {
        f"{one.value:f}": f"{one.subject}|{one.year}|{one.period_start}-{one.period_end}|{one.kind}|{one.measure}"
        for one in read(PLAN).observations.observations
        if one.value is not None
    }
    assert told["5.1"] == "地区生产总值|2025|2021-2025|actual|annual_average"
    assert told["2860"].endswith("|2025|2021-2025|actual|cumulative")
    assert told["30"].startswith("新增企业|2025|2021-2025|actual")
    assert told["500"].endswith("|2030|None-None|target|level")
    assert told["6"].endswith("|2030|None-None|target|growth")
    assert told["600"].endswith("|2028|2026-2028|target|cumulative")
    assert told["400"].endswith("|2030|2029-2030|target|cumulative")


def test_what_an_outbreak_lowers_is_named_before_it() -> None:
    text = PLAN.replace(
        "2025年，全县", "2024年地区生产总值达到368.4亿元，2025年受疫情影响回落至356.9亿元。2025年，全县"
    )
    found = [one.subject for one in read(text).observations.observations if one.value and f"{one.value:f}" == "356.9"]
    assert found == ["地区生产总值"]
