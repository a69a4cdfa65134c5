"""A fall has its sign, and a part of a year is no year, where figures are compared, judged and spoken of."""

from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest

from indicators.harmonising import POINT, Measured, choose, common_basis, harmonise, opposite, part_of_year
from indicators.wording import observation
from tests.indicators.test_harmonising import FIRMS, GROWTH, of
from tests.indicators.test_progressing import BEHIND, NOT_COMPARABLE, RATE, UP, figure, progress
from text.vocabulary import (
    Choice,
    Comparability,
    Comparator,
    Measure,
    Movement,
    ObservationKind,
    ProgressStatus,
    Reason,
    Step,
)

FALL, RISE = Movement.FALL, Movement.RISE
ENERGY = Measured("energy-intensity-reduction", "%", Measure.GROWTH, "", falls=True)
RATE_OF: dict[str, Any] = {"measure": Measure.GROWTH, "unit": "%"}


@pytest.mark.parametrize(
    ("measured", "fields", "value", "value_max"),
    [
        pytest.param(GROWTH, {"value": "14.7", "direction": FALL}, "-14.7", None, id="下降14.7%"),
        pytest.param(
            GROWTH, {"value": "-14.7", "direction": FALL}, "-14.7", None, id="增长-14.7%: printed with its sign"
        ),
        pytest.param(GROWTH, {"value": "-14.7"}, "-14.7", None, id="-14.7%, and no word"),
        pytest.param(GROWTH, {"value": "3.5", "direction": RISE}, "3.5", None, id="增长3.5%"),
        pytest.param(GROWTH, {"value": "3.5"}, "3.5", None, id="增速3.5%"),
        pytest.param(GROWTH, {"value": "3", "value_max": "5", "direction": FALL}, "-5", "-3", id="下降3-5%"),
        pytest.param(GROWTH, {"value": "0", "direction": FALL}, "0", None, id="下降0%"),
        pytest.param(
            ENERGY, {"value": "13.5", "direction": FALL}, "13.5", None, id="能耗降低13.5% is so much of a fall"
        ),
        pytest.param(ENERGY, {"value": "1.2", "direction": RISE}, "-1.2", None, id="能耗上升1.2% is less than none"),
        pytest.param(
            FIRMS,
            {"value": "150", "direction": FALL, "measure": Measure.LEVEL, "unit": "家"},
            "150",
            None,
            id="降至150家",
        ),
    ],
)
def test_a_fall_has_its_sign(measured: Measured, fields: dict[str, Any], value: str, value_max: str | None) -> None:
    given = RATE_OF | fields
    if value_max:
        given["value_max"] = Decimal(given["value_max"])
    found = harmonise(of(**given), measured, POINT)
    assert (found.value, found.value_max) == (Decimal(value), Decimal(value_max) if value_max else None)
    assert (Step.FALL_NEGATED in found.steps) is found.turned is (Decimal(fields["value"]) > 0 > Decimal(value))


def test_the_bound_of_a_fall_is_on_the_other_side() -> None:
    fallen = harmonise(of(**RATE_OF, value="3", direction=FALL), GROWTH, POINT)
    assert fallen.bound(Comparator.GTE) is Comparator.LTE
    assert fallen.bound(Comparator.APPROX) is Comparator.APPROX
    assert harmonise(of(**RATE_OF, value="3"), GROWTH, POINT).bound(Comparator.GTE) is Comparator.GTE
    assert {opposite(one) for one in Comparator} == set(Comparator)


@pytest.mark.parametrize(
    ("label", "months"),
    [
        ("前三季度", (1, 9)),
        ("1-9月", (1, 9)),
        ("1－9月份", (1, 9)),
        ("一至九月", (1, 9)),
        ("前9个月", (1, 9)),
        ("1—11月", (1, 11)),
        ("一至十一月", (1, 11)),
        ("上半年", (1, 6)),
        ("下半年", (7, 12)),
        ("一季度", (1, 3)),
        ("第四季度", (10, 12)),
        ("前两季度", (1, 6)),
        ("一至三季度", (1, 9)),
        ("首季", (1, 3)),
        ("前三季", (1, 9)),
        ("第一至第三季度", (1, 9)),
        ("前半年", (1, 6)),
        ("7—9月", (7, 9)),
        ("12月当月", (12, 12)),
        ("10月份", (10, 10)),
        ("春节期间", "春节期间"),
        (None, None),
    ],
)
def test_parts_of_a_year_are_told_apart_by_their_months(label: str | None, months: Any) -> None:
    assert part_of_year(label) == months


def test_a_part_of_a_year_is_compared_with_the_same_part_alone() -> None:
    part, whole = of(id="p", period_label="前三季度"), of(id="w")
    assert harmonise(part, FIRMS, POINT).reason is Reason.PART_OF_YEAR
    assert harmonise(whole, FIRMS, POINT, beside=part).reason is Reason.PART_OF_YEAR
    assert harmonise(part, FIRMS, POINT, beside=of(period_label="1-9月")).value == 110
    assert harmonise(part, FIRMS, POINT, beside=of(period_label="上半年")).reason is Reason.PART_OF_YEAR
    assert common_basis([[part]], FIRMS) == POINT


def test_what_is_no_years_figure_is_chosen_last() -> None:
    ones = {
        "part": of(id="part", period_label="前三季度", issued=2024),
        "unsaid": of(id="unsaid", kind=None, issued=2023),
        "target": of(id="target", kind=ObservationKind.TARGET),
    }
    chosen = choose(harmonise(one, FIRMS, POINT) for one in ones.values())
    assert [chosen.first.statement.id, *(one.statement.id for one in chosen.others)] == ["target", "unsaid", "part"]
    assert (chosen.because, chosen.differing) == (Choice.RESULT, 0)
    assert [one.reason for one in chosen.others] == [Reason.NO_KIND, Reason.PART_OF_YEAR]
    alone = choose([harmonise(ones["part"], FIRMS, POINT)])
    assert (alone.first.value, alone.first.reason) == (None, Reason.PART_OF_YEAR)
    assert choose([harmonise(ones[one], FIRMS, POINT) for one in ("part", "target")]).because is Choice.WHOLE_YEAR


def test_a_document_that_was_read_badly_is_not_compared() -> None:
    found = harmonise(of(doubtful=True), FIRMS, POINT)
    assert (found.comparability, found.reason) == (Comparability.NOT_COMPARABLE, Reason.DOUBTFUL)


def test_the_progress_of_a_growth_that_fell() -> None:
    fell = figure("5.2", 2022, **RATE_OF, direction=FALL)
    found = progress(GROWTH, UP, figure("5", 2025, **RATE_OF), [fell])
    assert found.status is BEHIND
    assert found.outcome is not None
    assert found.outcome.value == Decimal("-5.2")
    assert progress(RATE, UP, figure("3", 2025, **RATE_OF), [fell]).status is BEHIND
    of_a_fall = progress(ENERGY, UP, figure("3", 2025, **RATE_OF), [fell])
    assert of_a_fall.status is ProgressStatus.ON_TRACK


def test_the_progress_beside_a_part_of_a_year_and_without_a_year() -> None:
    part = figure("155", 2023, period_label="上半年", kind=ObservationKind.ACTUAL)
    found = progress(FIRMS, UP, figure("150", 2025), [part], figure("110", 2020))
    assert (found.status, found.reason) == (NOT_COMPARABLE, Reason.PART_OF_YEAR)
    found = progress(FIRMS, UP, figure("150", 2025), [part, figure("126", 2022)], figure("110", 2020))
    assert (found.status, found.reason) == (ProgressStatus.ON_TRACK, None)
    undated = progress(FIRMS, UP, figure("150", None), [figure("126", 2022)])  # type: ignore[arg-type]
    assert (undated.status, undated.reason) == (NOT_COMPARABLE, Reason.NO_YEAR)


def said(**fields: Any) -> Any:
    place = SimpleNamespace(name="河东区", name_en="Hedong District")
    given = {
        "district": place,
        "indicator": None,
        "subject": "固定资产投资",
        "raw": "14.7%",
        "value": Decimal("14.7"),
        "value_max": None,
        "value_cny": None,
        "unit": "%",
        "year": 2023,
        "period_start": None,
        "period_end": None,
        "period_label": None,
        "base_year": None,
        "kind": "actual",
        "comparator": "eq",
        "measure": "growth",
        "direction": "fall",
        "origin": "prose",
        "caveat": None,
        "corrected": None,
    }
    return observation(SimpleNamespace(**given | fields))


@pytest.mark.parametrize(
    ("fields", "zh", "en"),
    [
        (
            {},
            "河东区2023年固定资产投资（实际，增速）：下降14.7%",
            "Hedong District, 2023: 固定资产投资, actual, growth, a fall of 14.7%",
        ),
        (
            {"direction": "rise"},
            "河东区2023年固定资产投资（实际，增速）：14.7%",
            "Hedong District, 2023: 固定资产投资, actual, growth, 14.7%",
        ),
        (
            {"raw": "-14.7%", "value": Decimal("-14.7")},
            "河东区2023年固定资产投资（实际，增速）：-14.7%",
            "Hedong District, 2023: 固定资产投资, actual, growth, -14.7%",
        ),
        (
            {"raw": "超过3千人", "unit": "千人", "measure": "change", "subject": "常住人口"},
            "河东区2023年常住人口（实际，增量）：减少超过3千人",
            "Hedong District, 2023: 常住人口, actual, change, a fall of 超过3千人",
        ),
        (
            {"raw": "14.7％", "measure": "change", "subject": "一般生产安全事故"},
            "河东区2023年一般生产安全事故（实际，增量）：下降14.7％",
            "Hedong District, 2023: 一般生产安全事故, actual, change, a fall of 14.7％",
        ),
        (
            {"subject": "单位GDP能耗下降", "measure": "growth"},
            "河东区2023年单位GDP能耗下降（实际，增速）：14.7%",
            "Hedong District, 2023: 单位GDP能耗下降, actual, growth, 14.7%",
        ),
        (
            {"period_label": "前三季度", "direction": None, "kind": None},
            "河东区2023年前三季度固定资产投资（增速）：14.7%",
            "Hedong District, 2023 (前三季度): 固定资产投资, growth, 14.7%",
        ),
        (
            {"direction": None, "kind": None, "measure": "level", "year": None, "raw": "8亿元", "unit": "亿元"},
            "河东区固定资产投资：8亿元",
            "Hedong District: 固定资产投资, 8亿元",
        ),
        (
            {"direction": "rise", "raw": "30.8%", "base_year": 2018},
            "河东区2023年固定资产投资（实际，增速，比2018年）：30.8%",
            "Hedong District, 2023: 固定资产投资, actual, growth since 2018, 30.8%",
        ),
    ],
)
def test_a_row_in_words_says_a_fall_and_a_part_of_a_year(fields: dict[str, Any], zh: str, en: str) -> None:
    found = said(**fields)
    assert (found.zh, found.en) == (zh, en)


@pytest.mark.parametrize(
    ("raw", "unit", "printed"),
    [
        ("3.9万余户", "万户", "3.9万余户"),
        ("431 万余平方米", "万平方米", "431万余平方米"),
        ("万余人次", "万人次", "万余人次"),
        ("680", "家", "680家"),
        ("1.25左右", "％", "1.25左右（％）"),
        ("力争达到2020年的1.5倍", "万户", "力争达到2020年的1.5倍（万户）"),
    ],
)
def test_a_unit_that_is_printed_in_two_parts_is_not_said_again(raw: str, unit: str, printed: str) -> None:
    assert said(raw=raw, unit=unit, measure="level", direction=None).zh.endswith(f"：{printed}")
