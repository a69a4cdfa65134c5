"""Figures of several spans, units and definitions on one footing: as (statement, indicator, basis), and what comes of it."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from indicators.analysis.stating import measured_of, statement_of
from indicators.caveats import A_DISTANCE, Bearing, read_caveat
from indicators.harmonising import (
    POINT,
    Basis,
    Measured,
    Statement,
    basis_of,
    choose,
    common_basis,
    harmonise,
    price_basis,
)
from indicators.models import Observation
from indicators.reading.catalogue import catalogue
from text.vocabulary import Choice, Comparability, Measure, ObservationKind, Origin, Reason, Span, Step

FIRMS = Measured("high-tech-firms", "家", Measure.LEVEL, "按《高新技术企业认定管理办法》认定的企业数。")
JOBS = Measured("new-jobs", "万人", Measure.CHANGE, "一年内新增就业人数。")
GROWTH = Measured("gdp-growth", "%", Measure.GROWTH, "按不变价格计算的地区生产总值比上年的增长速度。")
REVENUE = Measured("revenue", "亿元", Measure.LEVEL, "按当年价格计算。")
FIVE = Basis(Span.CUMULATIVE, 5)
AVERAGE = Basis(Span.ANNUAL_AVERAGE, None)

LEVEL = Statement(
    id="a",
    subject="国家高新技术企业",
    clause="国家高新技术企业达到110家",
    value=Decimal(110),
    value_max=None,
    unit="家",
    year=2020,
    period_start=None,
    period_end=None,
    base_year=None,
    kind=ObservationKind.ACTUAL,
    measure=Measure.LEVEL,
    origin=Origin.PROSE,
    caveat=None,
    issued=2021,
    start=100,
)


def of(**fields: Any) -> Statement:
    if "value" in fields and fields["value"] is not None:
        fields["value"] = Decimal(fields["value"])
    return replace(LEVEL, **fields)


TOTAL: dict[str, Any] = {"measure": Measure.CUMULATIVE, "period_start": 2016, "period_end": 2020, "unit": "万人"}


@pytest.mark.parametrize(
    ("statement", "measured", "basis"),
    [
        pytest.param(LEVEL, FIRMS, POINT, id="a level is of a point in time"),
        pytest.param(of(**TOTAL, value="20.9"), JOBS, FIVE, id="五年累计"),
        pytest.param(of(measure=Measure.ANNUAL_AVERAGE), GROWTH, AVERAGE, id="年均"),
        pytest.param(of(measure=Measure.CUMULATIVE), REVENUE, POINT, id="全年累计发放 is one year's"),
        pytest.param(
            of(measure=Measure.CUMULATIVE, caveat="按累计数列出，不一定等于期末数"),
            FIRMS,
            Basis(Span.CUMULATIVE, None),
            id="a running total of unknown length",
        ),
        pytest.param(
            of(caveat="至2025年合计，不与单年数比较"),
            JOBS,
            Basis(Span.CUMULATIVE, None),
            id="a plan's total up to a year",
        ),
        pytest.param(of(measure=Measure.GROWTH, base_year=2015), GROWTH, FIVE, id="较2015年: a growth over five years"),
        pytest.param(of(measure=Measure.GROWTH, base_year=2019), GROWTH, POINT, id="比上年"),
    ],
)
def test_over_what_time_a_statement_runs(statement: Statement, measured: Measured, basis: Basis) -> None:
    assert basis_of(statement, measured) == basis


@pytest.mark.parametrize(
    ("statement", "measured", "basis", "value", "steps"),
    [
        pytest.param(LEVEL, FIRMS, POINT, "110", (), id="as printed"),
        pytest.param(
            of(value="8380", unit="万元"), REVENUE, POINT, "0.838", (Step.UNIT_CONVERTED,), id="万元 beside 亿元"
        ),
        pytest.param(of(**TOTAL, value="20.9"), JOBS, FIVE, "20.9", (), id="five years beside five years"),
        pytest.param(
            of(**TOTAL, value="20.9"), JOBS, AVERAGE, "4.18", (Step.DIVIDED_BY_YEARS,), id="a total by its years"
        ),
        pytest.param(
            of(**TOTAL | {"measure": Measure.ANNUAL_AVERAGE}, value="4.18"),
            JOBS,
            FIVE,
            "20.9",
            (Step.TIMES_YEARS,),
            id="an average times its years",
        ),
        pytest.param(
            of(subject="万人均发明专利", unit="件", value="11.92"),
            Measured("invention-patents-per-10000", "件/万人", Measure.LEVEL, ""),
            POINT,
            "11.92",
            (),
            id="counted by what its name says",
        ),
    ],
)
def test_what_can_be_compared(
    statement: Statement, measured: Measured, basis: Basis, value: str, steps: tuple[Step, ...]
) -> None:
    found = harmonise(statement, measured, basis)
    assert (found.comparability, found.value, found.steps) == (Comparability.COMPARABLE, Decimal(value), steps)


@pytest.mark.parametrize(
    ("statement", "measured", "basis", "reason"),
    [
        pytest.param(of(value=None), FIRMS, POINT, Reason.NO_NUMBER, id="与全市持平"),
        pytest.param(
            of(measure=Measure.GROWTH, unit="%"), FIRMS, POINT, Reason.MEASURE, id="growth instead of a level"
        ),
        pytest.param(
            of(subject="全市居民人均可支配收入", unit="%", measure=Measure.GROWTH),
            GROWTH,
            POINT,
            Reason.TERRITORY,
            id="全市",
        ),
        pytest.param(of(unit="亿美元"), REVENUE, POINT, Reason.UNIT, id="dollars beside yuan"),
        pytest.param(of(**TOTAL), JOBS, POINT, Reason.SPAN, id="five years beside one"),
        pytest.param(of(**TOTAL), JOBS, Basis(Span.CUMULATIVE, 4), Reason.SPAN, id="five years beside four"),
        pytest.param(of(unit="万人"), JOBS, AVERAGE, Reason.SPAN, id="one year is no average"),
        pytest.param(
            of(measure=Measure.ANNUAL_AVERAGE, unit="%"),
            GROWTH,
            POINT,
            Reason.SPAN,
            id="年均增速 beside one year's growth",
        ),
        pytest.param(
            of(caveat="原文未写明比较的基期"), FIRMS, POINT, Reason.BASE_YEAR, id="a change against nothing named"
        ),
        pytest.param(
            of(unit="亿元", clause="按2015年不变价达到110亿元"),
            REVENUE,
            POINT,
            Reason.PRICE_BASIS,
            id="constant instead of current",
        ),
        pytest.param(
            of(caveat="只计公共停车泊位"), FIRMS, POINT, Reason.OTHER_DEFINITION, id="another thing is counted"
        ),
    ],
)
def test_what_cannot_be_compared_says_why(
    statement: Statement, measured: Measured, basis: Basis, reason: Reason
) -> None:
    found = harmonise(statement, measured, basis)
    assert (found.comparability, found.reason, found.value) == (Comparability.NOT_COMPARABLE, reason, None)


@pytest.mark.parametrize(
    "caveat",
    ["原文未写明为建成区", "原文作“城区”", "以“户”计，本指标以“家”计", "原文未写明计量单位", "规划期内每年的数"],
)
def test_what_is_left_open_is_compared_with_its_caveat(caveat: str) -> None:
    found = harmonise(of(caveat=caveat), FIRMS, POINT)
    assert (found.comparability, found.value) == (Comparability.WITH_CAVEAT, Decimal(110))


def test_what_both_leave_open_alike_is_no_difference_between_them() -> None:
    mine, other = of(caveat="只计公共停车泊位"), of(id="b", caveat="只计公共停车泊位", year=2025)
    assert harmonise(mine, FIRMS, POINT, beside=other).comparability is Comparability.COMPARABLE
    assert harmonise(LEVEL, FIRMS, POINT, beside=other).reason is Reason.OTHER_DEFINITION


def test_every_caveat_has_a_bearing() -> None:
    definitions = {text for entry in catalogue().entries.values() for text in entry.caveats.values()}
    for text in definitions:
        (remark,) = read_caveat(text)
        doubt = "未写明" in text or text.startswith("原文作") or text == "规划期内每年的数"
        assert remark.bearing is (Bearing.DOUBT if doubt else Bearing.DEFINITION), text


def test_every_caveat_of_the_seeds_is_known(db: None) -> None:
    known = {text for entry in catalogue().entries.values() for text in entry.caveats.values()} | {A_DISTANCE}
    for caveat in Observation.objects.filter(caveat__isnull=False).values_list("caveat", flat=True):
        for remark in read_caveat(caveat):
            assert (remark.bearing is Bearing.DEFINITION) <= (remark.text in known), caveat


def test_the_basis_is_that_of_most_places() -> None:
    total, year = of(**TOTAL), of(unit="万人")
    assert common_basis([[total], [total], [year]], JOBS) == FIVE
    assert common_basis([[total], [year]], JOBS) == POINT
    assert common_basis([[total], [year]], JOBS, span=Span.CUMULATIVE) == FIVE
    assert common_basis([[of(caveat="至2025年合计，不与单年数比较")]], JOBS) == POINT
    assert common_basis([], JOBS) == POINT


@pytest.mark.parametrize(
    ("rivals", "chosen", "because"),
    [
        pytest.param([of(id="b")], "b", Choice.ONLY, id="alone"),
        pytest.param([of(id="b"), of(id="c", kind=ObservationKind.TARGET)], "b", Choice.RESULT, id="result"),
        pytest.param([of(id="b", caveat="原文作“引育”"), of(id="c")], "c", Choice.COMPARABILITY, id="comparable"),
        pytest.param(
            [of(id="b", kind=ObservationKind.ESTIMATE, origin=Origin.TABLE), of(id="c")],
            "c",
            Choice.ACTUAL,
            id="actual",
        ),
        pytest.param([of(id="b", origin=Origin.TABLE), of(id="c", issued=2023)], "c", Choice.DOCUMENT, id="newer"),
        pytest.param(
            [of(id="b", of_field=True, issued=2023, origin=Origin.TABLE), of(id="c")], "c", Choice.GENERAL, id="general"
        ),
        pytest.param([of(id="b"), of(id="c", origin=Origin.TABLE)], "c", Choice.TABLE, id="table"),
        pytest.param([of(id="b", start=9), of(id="c", start=5)], "c", Choice.PLACE, id="place"),
    ],
)
def test_which_statement_is_chosen_and_why(rivals: list[Statement], chosen: str, because: Choice) -> None:
    found = choose(harmonise(one, FIRMS, POINT) for one in rivals)
    assert (found.first.statement.id, found.because, found.differing) == (chosen, because, 0)


def test_several_values_of_one_standing_are_none() -> None:
    found = choose(harmonise(one, FIRMS, POINT) for one in (of(id="b", start=5), of(id="c", value=115)))
    assert (found.first.statement.id, found.first.reason, found.first.value) == ("b", Reason.SEVERAL_VALUES, None)


def test_others_that_state_another_value_are_counted() -> None:
    plan = of(id="b", kind=ObservationKind.ESTIMATE, value=380)
    found = choose(harmonise(one, FIRMS, POINT) for one in (of(value=385), plan))
    assert (found.first.value, found.differing) == (Decimal(385), 1)


@pytest.mark.parametrize(
    ("text", "basis"),
    [
        ("按可比价格增长5.8%", "constant"),
        ("以2015年不变价计", "constant"),
        ("按当年价格计算", "current"),
        ("现价总量360亿元", "current"),
        ("地区生产总值360亿元", None),
    ],
)
def test_which_prices_a_text_speaks_of(text: str, basis: str | None) -> None:
    assert price_basis(text) == basis


def test_what_is_linked_to_an_indicator_converts_to_its_unit(db: None) -> None:
    rows = Observation.objects.filter(indicator__isnull=False, value__isnull=False)
    lost = [
        (row.key, row.unit)
        for row in rows.select_related("indicator", "document")
        if row.indicator and harmonise(statement_of(row), measured_of(row.indicator), POINT).reason is Reason.UNIT
    ]
    assert lost == []


@pytest.mark.parametrize("value", ["50.3", "0.4"])
def test_the_shares_of_a_ratio_are_in_percent(value: str) -> None:
    measured = Measured("services-share-of-gdp", "%", Measure.SHARE, "")
    share = of(subject="第三产业增加值占地区生产总值比重", measure=Measure.SHARE, unit=None, value=value)
    assert harmonise(share, measured, POINT).value == Decimal(value)
    other = replace(share, subject="服务业增加值占比")
    assert harmonise(other, measured, POINT).reason is Reason.UNIT
