"""How far targets are: as (target, baseline, results), and the status that the rule of docs/api.md gives."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from indicators.harmonising import POINT, Measured, harmonise
from indicators.progressing import Aim, Figure, Progress, judge
from tests.indicators.test_harmonising import FIRMS, GROWTH, JOBS, LEVEL
from text.vocabulary import Comparator, Direction, Measure, ObservationKind, Origin, ProgressStatus, Reason, Step

PM25 = Measured("pm25", "微克/立方米", Measure.LEVEL, "")
SHARE = Measured("share", "%", Measure.SHARE, "")
MONEY = Measured("fixed-asset-investment", "亿元", Measure.LEVEL, "")
RATE = Measured("energy-intensity-reduction", "%", Measure.GROWTH, "")

ACHIEVED, ON_TRACK, BEHIND = ProgressStatus.ACHIEVED, ProgressStatus.ON_TRACK, ProgressStatus.BEHIND
NOT_COMPARABLE, NO_DATA = ProgressStatus.NOT_COMPARABLE, ProgressStatus.NO_DATA
BOUNDS = {"≥": Comparator.GTE, ">": Comparator.GT, "≤": Comparator.LTE, "<": Comparator.LT, "~": Comparator.APPROX}
PERIOD: dict[str, Any] = {"measure": Measure.CUMULATIVE, "period_start": 2021, "period_end": 2025}


def figure(raw: str | None, year: int, **fields: Any) -> Figure:
    """``figure("≥73", 2022)``: at least 73 in 2022; ``figure("3-5", 2025)`` is a range."""
    comparator, value, most = Comparator.EQ, raw, None
    if raw is None:
        comparator = Comparator.REF
    elif raw[0] in BOUNDS:
        comparator, value = BOUNDS[raw[0]], raw[1:]
    elif "-" in raw[1:]:
        comparator, (value, most) = Comparator.RANGE, raw.split("-")
    given = {
        "id": f"{raw}@{year}",
        "subject": "指标",
        "clause": "",
        "unit": None,
        "origin": Origin.TABLE,
        "value": None if value is None else Decimal(value),
        "value_max": None if most is None else Decimal(most),
        "year": year,
    }
    return Figure(replace(LEVEL, **given | fields), comparator)


def progress(
    measured: Measured,
    direction: Direction,
    target: Figure,
    results: list[Figure],
    baseline: Figure | None = None,
) -> Progress:
    def united(one: Figure) -> Figure:
        return replace(one, statement=replace(one.statement, unit=one.statement.unit or measured.unit))

    aim = united(target)
    return judge(
        Aim(
            statement=replace(aim.statement, kind=ObservationKind.TARGET),
            comparator=aim.comparator,
            base_year=2020,
            measured=measured,
            direction=direction,
        ),
        printed=united(baseline) if baseline else None,
        baselines=[],
        results=[united(one) for one in results],
    )


UP, DOWN, NEITHER = Direction.HIGHER, Direction.LOWER, Direction.NEUTRAL


@pytest.mark.parametrize(
    ("measured", "direction", "baseline", "target", "result", "status", "share"),
    [
        pytest.param(FIRMS, UP, "110", "150", "155", ACHIEVED, "1.125", id="河东区的国家高新技术企业"),
        pytest.param(FIRMS, UP, "110", "150", "126", ON_TRACK, "0.4", id="exactly the pace of two years of five"),
        pytest.param(FIRMS, UP, "110", "150", "125", BEHIND, "0.375", id="a little less"),
        pytest.param(FIRMS, UP, "110", "150", "100", BEHIND, "-0.25", id="the wrong way"),
        pytest.param(FIRMS, UP, "380", ">680", "680", ON_TRACK, "1", id="超过680 is not 680"),
        pytest.param(PM25, DOWN, "48.6", "43", "42", ACHIEVED, "1.1786", id="less is better"),
        pytest.param(PM25, DOWN, "48.6", "43", "46", ON_TRACK, "0.4643", id="less is better, on the way"),
        pytest.param(PM25, DOWN, "48.6", "43", "48", BEHIND, "0.1071", id="less is better, too slow"),
        pytest.param(
            SHARE, DOWN, "5.5", "≥60", "50", ON_TRACK, "0.8165", id="a printed bound goes before the direction"
        ),
        pytest.param(
            SHARE, NEITHER, "60", "65", "63", ON_TRACK, "0.6", id="no direction: the way from the baseline up"
        ),
        pytest.param(SHARE, NEITHER, "65", "60", "64", BEHIND, "0.2", id="no direction: down"),
        pytest.param(SHARE, NEITHER, None, "60", "64", NOT_COMPARABLE, None, id="no direction and no baseline"),
        pytest.param(SHARE, NEITHER, "40", "50-60", "55", ACHIEVED, "1.5", id="within a range"),
        pytest.param(SHARE, UP, "40", "50-60", "51", ACHIEVED, "1.1", id="a range where more is better"),
        pytest.param(SHARE, UP, "100", "100", "100", ACHIEVED, None, id="kept at 100"),
        pytest.param(SHARE, UP, "100", "100", "99", BEHIND, None, id="not kept"),
        pytest.param(SHARE, UP, "86.4", "85", "88", ACHIEVED, None, id="a floor below the baseline"),
        pytest.param(SHARE, UP, None, "85", "88", ACHIEVED, None, id="met without a baseline"),
        pytest.param(SHARE, UP, None, "85", "80", NO_DATA, None, id="no baseline, not met"),
        pytest.param(SHARE, UP, "63", "65", "≥73", ACHIEVED, "5", id="73%以上 of 65"),
        pytest.param(SHARE, UP, "60", "80", "≥70", ON_TRACK, "0.5", id="at least half of the way is on track at least"),
        pytest.param(SHARE, UP, "60", "80", "≥62", NOT_COMPARABLE, "0.1", id="at least a tenth may be anything"),
        pytest.param(SHARE, UP, "60", "80", "<62", BEHIND, "0.1", id="less than a tenth is behind"),
        pytest.param(SHARE, DOWN, "6", "≤5.5", "≤5.5", ACHIEVED, "1", id="5.5%以内 of 5.5%以内"),
        pytest.param(SHARE, UP, "60", "~80", "~70", ON_TRACK, "0.5", id="左右 is taken as the number"),
        pytest.param(GROWTH, UP, "5", "6", "7", ON_TRACK, None, id="a growth that is met so far is no achievement yet"),
        pytest.param(GROWTH, UP, "5", "6", "3", BEHIND, None, id="a growth that is not met"),
        pytest.param(JOBS, UP, "1", "≥1.65", "1.2", BEHIND, None, id="what a year adds"),
    ],
)
def test_the_status_of_a_target_of_2025_by_a_result_of_2022(  # noqa: PLR0917 as the table has columns
    measured: Measured,
    direction: Direction,
    baseline: str | None,
    target: str,
    result: str,
    status: ProgressStatus,
    share: str | None,
) -> None:
    found = progress(
        measured,
        direction,
        figure(target, 2025),
        [figure(result, 2022)],
        figure(baseline, 2020) if baseline else None,
    )
    assert (found.status, found.share_done) == (status, None if share is None else Decimal(share))
    if share is not None:
        assert found.share_elapsed == Decimal("0.4")


def test_paces() -> None:
    found = progress(FIRMS, UP, figure("150", 2025), [figure("120", 2022)], figure("110", 2020))
    assert (found.status, found.pace_so_far, found.pace_needed) == (BEHIND, Decimal(5), Decimal(10))
    met = progress(FIRMS, UP, figure("150", 2025), [figure("155", 2022)], figure("110", 2020))
    assert (met.pace_so_far, met.pace_needed) == (Decimal("22.5"), None)
    late = progress(FIRMS, UP, figure("150", 2025), [figure("149", 2025)], figure("110", 2020))
    assert (late.status, late.pace_needed) == (BEHIND, None)


@pytest.mark.parametrize(
    ("target", "result", "status"),
    [("6", "7", ACHIEVED), ("6", "5.9", BEHIND), (">6", "6", BEHIND)],
)
def test_a_growth_is_judged_when_its_year_is_over(target: str, result: str, status: ProgressStatus) -> None:
    assert progress(GROWTH, UP, figure(target, 2025), [figure(result, 2025)]).status is status


def test_a_qualitative_target_is_never_computed() -> None:
    found = progress(FIRMS, UP, figure(None, 2025), [figure("155", 2022)], figure("110", 2020))
    assert (found.status, found.reason) == (ProgressStatus.QUALITATIVE, Reason.NO_NUMBER)
    assert (found.share_done, found.share_elapsed, found.pace_so_far, found.pace_needed) == (None,) * 4
    assert found.outcome is not None


def test_results_of_before_and_after_do_not_count() -> None:
    found = progress(FIRMS, UP, figure("150", 2025), [figure("160", 2020), figure("170", 2026)], figure("110", 2020))
    assert (found.status, found.reason) == (NO_DATA, Reason.NO_OUTCOME)


def test_the_newest_result_that_can_be_compared_counts() -> None:
    results = [figure("120", 2021), figure("130", 2022), figure("99", 2023, caveat="只计公共停车泊位")]
    found = progress(FIRMS, UP, figure("150", 2025), results, figure("110", 2020))
    assert found.outcome is not None
    assert (found.outcome.statement.year, found.status) == (2022, ON_TRACK)


def test_results_that_cannot_be_compared_say_why() -> None:
    found = progress(FIRMS, UP, figure("150", 2025), [figure("120", 2022, unit="万人")], figure("110", 2020))
    assert (found.status, found.reason) == (NOT_COMPARABLE, Reason.UNIT)


def total(value: str, until: int) -> Figure:
    return figure(value, until, **PERIOD | {"period_end": until})


def test_a_total_counts_from_nothing_at_its_start() -> None:
    found = progress(JOBS, UP, total("4.5", 2025), [total("2", 2022)])
    assert (found.status, found.share_done, found.share_elapsed) == (ON_TRACK, Decimal("0.4444"), Decimal("0.4"))
    assert (found.pace_so_far, found.pace_needed) == (Decimal(1), Decimal("0.833333"))


def test_yearly_figures_are_added_up_where_none_is_missing() -> None:
    years = [figure("400", 2021), figure("450", 2022)]
    found = progress(MONEY, UP, total("2100", 2025), years)
    assert found.outcome is not None
    assert (found.outcome.value, found.outcome.steps) == (Decimal(850), (Step.YEARS_ADDED,))
    assert [one.statement.year for one in found.added] == [2021]
    assert (found.status, found.share_done) == (ON_TRACK, Decimal("0.4048"))
    gap = progress(MONEY, UP, total("2100", 2025), years[1:])
    assert (gap.status, gap.reason) == (NOT_COMPARABLE, Reason.SPAN)


def test_percentages_and_stocks_are_not_added_up() -> None:
    for measured in (RATE, FIRMS):
        found = progress(measured, UP, total("15", 2025), [figure("3", 2021), figure("3", 2022)])
        assert (found.status, found.reason) == (NOT_COMPARABLE, Reason.SPAN)


def test_a_limit_on_a_total_is_kept_only_when_its_time_is_over() -> None:
    accidents = Measured("major-accidents", "起", Measure.CHANGE, "")
    assert progress(accidents, DOWN, total("0", 2025), [total("0", 2022)]).status is ON_TRACK
    assert progress(accidents, DOWN, total("0", 2025), [total("0", 2025)]).status is ACHIEVED
    assert progress(accidents, DOWN, total("0", 2025), [total("1", 2022)]).status is BEHIND


def test_an_average_is_judged_by_averages() -> None:
    average = {"measure": Measure.ANNUAL_AVERAGE, "period_start": 2021, "period_end": 2025}
    target = figure("6", 2025, **average)
    so_far = figure("6.2", 2023, **average | {"period_end": 2023})
    assert progress(GROWTH, UP, target, [so_far]).status is ON_TRACK
    one_year = progress(GROWTH, UP, target, [figure("7", 2022)])
    assert (one_year.status, one_year.reason) == (NOT_COMPARABLE, Reason.SPAN)


def test_without_an_indicator_there_is_nothing_to_compare() -> None:
    aim = Aim(
        statement=replace(LEVEL, kind=ObservationKind.TARGET),
        comparator=Comparator.EQ,
        base_year=2020,
        measured=None,
        direction=None,
    )
    found = judge(aim, printed=None, baselines=[], results=[])
    assert (found.status, found.reason) == (NO_DATA, Reason.NO_INDICATOR)
    # what the document says is shown all the same
    assert found.target is not None
    assert (found.target.statement, found.target.reason) == (aim.statement, Reason.NO_INDICATOR)
    assert found.target.value is None


def test_the_baseline_is_the_printed_one() -> None:
    aim = Aim(
        statement=replace(LEVEL, kind=ObservationKind.TARGET, value=Decimal(680), year=2025),
        comparator=Comparator.GT,
        base_year=2020,
        measured=FIRMS,
        direction=UP,
    )
    printed, stated = figure("380", 2020, unit="家"), figure("385", 2020, unit="家")
    both = judge(aim, printed=printed, baselines=[stated], results=[])
    assert both.baseline is not None
    assert both.baseline.value == Decimal(380)
    blank = judge(aim, printed=figure(None, 2020), baselines=[stated], results=[])
    assert blank.baseline is not None
    assert blank.baseline.value == Decimal(385)


def test_figures_of_any_size_are_judged() -> None:
    """999999999999999999 stands in no document, but a text may have it, and must be stored."""
    found = progress(SHARE, UP, figure("0.000002", 2025), [figure("9" * 18, 2022)], figure("0.000001", 2020))
    assert found.status is ACHIEVED
    assert found.share_done is not None
    assert found.share_done > 10**23
    money = replace(LEVEL, value=Decimal("9" * 18), unit="万亿元")
    assert harmonise(money, Measured("sum", "元", Measure.LEVEL, ""), POINT).value == Decimal("9" * 18) * 10**12
