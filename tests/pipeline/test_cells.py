"""What compare/ takes from kept cells is what comparing the rows gives, whatever was written and by whom."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.checks import Tags, run_checks
from django.db import connection

from districts.models import District, Document
from history.revisions import newest_stored, writing
from indicators import deriving
from indicators.analysis.views import CompareView
from indicators.deriving import derive, derive_all
from indicators.models import Indicator, KeptCell, Observation, RulesInForce, Stale
from indicators.storing import store_catalogue
from planapi.ingest import ingest
from tests import factories as make
from tests.pipeline.kept import KeptAnswers, put
from tests.seeds import FILES, SEEDS

pytestmark = pytest.mark.django_db

SPANS = ({}, {"span": "point"}, {"span": "cumulative"}, {"span": "annual_average"})
REPORT = """天津市南开区2023年政府工作报告
——2023年1月5日在天津市南开区第十八届人民代表大会第三次会议上
各位代表：
现在，我代表南开区人民政府向大会报告工作，请予审议。
一、2022年工作回顾
地区生产总值增长5%。一般公共预算收入完成32.6亿元，增长1.36%。
二、2023年工作目标和主要任务
地区生产总值增长6%左右。
"""


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> KeptAnswers:
    return KeptAnswers(monkeypatch, "/api/v1/compare/", CompareView, "from_kept_cells")


def everything() -> Iterator[str]:
    """All indicators that are stated, by so many as one answer has room for."""
    slugs = Observation.objects.filter(indicator__isnull=False, year__isnull=False)
    stated = sorted(set(slugs.values_list("indicator", flat=True)))
    for start in range(0, len(stated), 30):
        yield ",".join(stated[start : start + 30])


@pytest.mark.parametrize("span", SPANS, ids=str)
def test_every_cell_of_the_seeds_is_what_comparing_gives(asked: KeptAnswers, span: dict[str, str]) -> None:
    for indicators in everything():
        asked.same(kept=True, indicator=indicators, **span)


@pytest.mark.parametrize(
    "parameters",
    [
        {"city": "120000", "year": "2019,2020,2030"},
        {"district": "120110,120102", "year__gte": 2021},
        {"district": "120110", "year__in": "2020", "year": "2020,2021"},
        {"fields": "value,others.reason_zh,statement.evidence.quote"},
        {"omit": "others,statement.harmonised,year"},
        {"district": "120103"},
        {"year": "999999999"},
        {"indicator": "gdp-growth", "span": "week"},
        {"district": "999999"},
        {"fields": "nothing"},
        {"bom": "true"},
        {"city": "120000", "year": ",".join(map(str, range(1000, 2200)))},
    ],
    ids=str,
)
def test_the_axes_the_columns_and_the_errors_are_the_same(asked: KeptAnswers, parameters: dict[str, Any]) -> None:
    answer, wanted = asked.both(**{"indicator": "gdp-growth,high-tech-firms,new-jobs-cumulative", **parameters})
    assert answer == wanted


@pytest.mark.parametrize(
    "parameters", [{"kind": "actual"}, {"origin": "table"}, {"document": "120110-plan-2021"}], ids=str
)
def test_where_some_statements_are_left_out_the_others_are_compared(
    asked: KeptAnswers, parameters: dict[str, Any]
) -> None:
    asked.same(kept=False, indicator="high-tech-firms", **parameters)


def cells(**places: Any) -> dict[tuple[str, int, str], tuple[int, int]]:
    return {(one.indicator_id, one.year, one.basis): (one.pk, one.since) for one in KeptCell.objects.filter(**places)}  # type: ignore[attr-defined]


def test_an_ingest_touches_the_cells_that_it_changes_and_no_other(asked: KeptAnswers, tmp_path: Path) -> None:
    before = cells(district="120102")
    put(tmp_path, REPORT)
    first = cells(district="120104")
    assert {(slug, year) for slug, year, _ in first} >= {("gdp-growth", 2022), ("gdp-growth", 2023)}
    put(tmp_path, REPORT.replace("增长6%", "增长7%"))
    second = cells(district="120104")
    assert {place for place in first if first[place] != second[place]} == {("gdp-growth", 2023, "point:1")}
    assert cells(district="120102") == before
    assert not Stale.objects.filter(until=None).exists()
    asked.same(kept=True, indicator="gdp-growth,general-public-budget-revenue")
    asked.same(kept=True, indicator="gdp-growth", revision=newest_stored().number - 1)


def test_an_unchanged_document_changes_no_cell() -> None:
    before, revision = cells(), newest_stored()
    ingest(SEEDS / FILES["dongli"], force=True)
    assert cells() == before
    assert newest_stored() == revision


def remove_document() -> None:
    Document.objects.filter(slug="120110-plan-2021").delete()


def doubt_document() -> None:
    Document.objects.filter(slug="120110-plan-2021").update(reading_state="doubtful")


def date_document() -> None:
    Document.objects.filter(slug="120102-report-2023").update(report_year=2019)


def change_row() -> None:
    Observation.objects.filter(indicator="high-tech-firms").update(value=7)


def add_row() -> None:
    document = Document.objects.get(slug="120110-plan-2021")
    firms = Indicator.objects.get(slug="high-tech-firms")
    make.make_observation(document=document, indicator=firms, value="5", unit="家", value_cny=None, year=2018)


def remove_row() -> None:
    with connection.cursor() as cursor:
        cursor.execute("delete from indicators_observation where indicator_id = 'high-tech-firms'")


def measure_otherwise() -> None:
    Indicator.objects.filter(slug="high-tech-firms").update(unit="万家")


@pytest.mark.parametrize(
    "write",
    [remove_document, doubt_document, date_document, change_row, add_row, remove_row, measure_otherwise],
    ids=lambda one: one.__name__,
)
def test_what_anybody_writes_is_never_answered_from_what_was_kept_before(asked: KeptAnswers, write: Any) -> None:
    question = {"indicator": "high-tech-firms,gdp-growth"}
    before = newest_stored().number
    with writing():
        write()
    stale = newest_stored().number
    asked.same(kept=False, **question)
    asked.same(kept=True, **question, revision=before)

    for _ in derive_all():
        pass

    asked.same(kept=True, **question)
    asked.same(kept=True, **question, revision=newest_stored().number)
    answer, wanted = asked.both(**question, revision=stale)
    assert answer == wanted
    asked.same(kept=True, **question, revision=before)


def test_a_catalogue_that_is_put_right_is_worked_out(asked: KeptAnswers) -> None:
    with writing():
        measure_otherwise()
    with writing():
        assert store_catalogue()["changed"] == 1
        derive(list(District.objects.values_list("code", flat=True)))
    asked.same(kept=True, indicator="high-tech-firms")


def test_what_was_worked_out_by_other_rules_is_used_by_nobody(
    asked: KeptAnswers, monkeypatch: pytest.MonkeyPatch
) -> None:
    revision = newest_stored().number
    monkeypatch.setattr(deriving, "rules", lambda: "of tomorrow")
    monkeypatch.setattr("indicators.analysis.kept.rules", lambda: "of tomorrow")
    asked.same(kept=False, indicator="gdp-growth")
    with writing():
        change_row()
        derive(["120110"])
    asked.same(kept=False, indicator="high-tech-firms")

    lines = list(derive_all())

    assert lines
    assert not Stale.objects.filter(until=None).exists()
    asked.same(kept=True, indicator="gdp-growth,high-tech-firms")
    asked.same(kept=False, indicator="gdp-growth", revision=revision)
    monkeypatch.undo()
    KeptAnswers(monkeypatch, "/api/v1/compare/", CompareView, "from_kept_cells").same(
        kept=False, indicator="gdp-growth"
    )


def test_working_out_can_be_broken_off(asked: KeptAnswers, monkeypatch: pytest.MonkeyPatch) -> None:
    RulesInForce.objects.all().delete()
    monkeypatch.setattr(deriving, "BATCH", 1)
    next(derive_all())
    answers = [asked.both(indicator="gdp-growth", district=code) for code in ("120101", "120110")]
    assert [answer == wanted for answer, wanted in answers] == [True, True]
    assert RulesInForce.objects.get().since is None
    list(derive_all())
    asked.same(kept=True, indicator="gdp-growth")
    assert RulesInForce.objects.get().since == newest_stored().number


def test_whoever_runs_the_site_is_told_what_is_due(monkeypatch: pytest.MonkeyPatch) -> None:
    def told() -> list[str]:
        return [str(one.msg) for one in run_checks(tags=[Tags.database], databases=["default"])]

    assert told() == []
    with writing():
        change_row()
    assert "cells" in told()[0]
    monkeypatch.setattr(deriving, "rules", lambda: "of tomorrow")
    assert "by the rules of this version" in told()[0]
    assert list(derive_all())
    assert told() == []
