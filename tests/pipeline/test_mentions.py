"""What coverage/ takes from kept mentions is what looking into the texts gives, whatever was written and by whom."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from districts.models import District, Document
from history.revisions import newest_stored, writing
from indicators import deriving
from indicators.analysis.views import CoverageGridView
from indicators.deriving import derive, derive_all
from indicators.deriving.mentions import all_names, mentions_in
from indicators.mentioning import NamedIndicators, PlainText, beside
from indicators.models import Indicator, Mention, Numeral, Observation, Stale
from indicators.storing import store_catalogue
from planapi.ingest import ingest
from tests import factories as make
from tests.pipeline.kept import KeptAnswers, put
from tests.seeds import FILES, SEEDS

pytestmark = pytest.mark.django_db

REPORT = """天津市南开区2023年政府工作报告
——2023年1月5日在天津市南开区第十八届人民代表大会第三次会议上
各位代表：
现在，我代表南开区人民政府向大会报告工作，请予审议。
一、2022年工作回顾
地区生产总值增长5%。一般公共预算收入先进单位贡献30亿元。国家高新技术企业培育梯队达到20家。
二、2023年工作目标和主要任务
地区生产总值增长6%左右。
"""


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> KeptAnswers:
    return KeptAnswers(monkeypatch, "/api/v1/coverage/", CoverageGridView, "from_kept_mentions")


def everything() -> Iterator[str]:
    """All indicators, by so many as one answer has room for."""
    slugs = list(Indicator.objects.order_by("slug").values_list("slug", flat=True))
    for start in range(0, len(slugs), 90):
        yield ",".join(slugs[start : start + 90])


def test_every_cell_of_the_seeds_is_what_the_texts_give(asked: KeptAnswers) -> None:
    beside_names = 0
    for indicators in everything():
        answer = asked.same(kept=True, indicator=indicators, district="120110,120102")
        beside_names += answer["counts"]["not_understood"]
    assert beside_names > 20


def test_all_names_at_once_give_what_each_gives_alone() -> None:
    named = all_names()
    for document in Document.objects.only("slug", "text"):
        together = mentions_in([document.slug], named.values())
        assert together
        text = PlainText(document.text)
        said = [one for one in named.values() if NamedIndicators([one]).are_in(text)]
        alone = {}
        for one in said[::5]:
            alone |= mentions_in([document.slug], [one])
        of_these = {one.slug for one in said[::5]}
        assert alone == {place: found for place, found in together.items() if place[0] in of_these}
        assert not beside(text, NamedIndicators(named.values()), [])


@pytest.mark.parametrize(
    "parameters",
    [
        {"city": "120000", "year": "2019,2020,2030"},
        {"district": "120110", "year__gte": 2021},
        {"district": "120110", "year__gte": 2019, "year__lte": 2022},
        {"district": "120110", "year__in": "2020", "year": "2020,2021"},
        {"district": "120110", "city": "120000"},
        {"district": "120102", "fields": "status_zh,missing.zh,numerals"},
        {"district": "120102", "omit": "missing,indicator.name"},
        {"district": "120102", "format": "csv"},
        {"district": "120102", "format": "ndjson", "omit": "missing"},
        {"district": "120103"},
        {"district": "120102", "year": "999999999"},
        {"district": "120102", "year__gte": 1, "year__lte": 999999999},
        {},
        {"district": "999999"},
        {"district": "120102", "fields": "nothing"},
        {"district": "120102", "bom": "true"},
        {"city": "120000", "year": ",".join(map(str, range(1000, 2200)))},
    ],
    ids=str,
)
def test_the_axes_the_columns_and_the_errors_are_the_same(asked: KeptAnswers, parameters: dict[str, Any]) -> None:
    answer, wanted = asked.both(**{"indicator": "gdp-growth,high-tech-firms,fixed-asset-investment", **parameters})
    assert answer == wanted


def kept(document: str) -> dict[str, tuple[int, list[str]]]:
    rows = Mention.objects.filter(document=document)
    return {one.indicator_id: (one.pk, [*one.numerals, *one.unlinked]) for one in rows}  # type: ignore[attr-defined]


def test_an_ingest_touches_the_mentions_that_it_changes_and_no_other(asked: KeptAnswers, tmp_path: Path) -> None:
    slug, others = "120104-report-2023", Mention.objects.exclude(document="120104-report-2023")
    before = set(others.values_list("pk", "since"))
    put(tmp_path, REPORT)
    first = kept(slug)
    assert set(first) == {"general-public-budget-revenue", "high-tech-firms"}
    put(tmp_path, REPORT.replace("国家高新技术企业培育梯队达到20家。", ""))
    assert kept(slug) == {"general-public-budget-revenue": first["general-public-budget-revenue"]}
    assert set(others.values_list("pk", "since")) == before
    assert not Stale.objects.filter(until=None).exists()
    asked.same(kept=True, indicator=",".join(first), district="120104")
    asked.same(kept=True, indicator=",".join(first), district="120104", revision=newest_stored().number - 1)


def test_an_unchanged_document_changes_no_mention() -> None:
    before, revision = set(Mention.objects.values_list("pk", "since")), newest_stored()
    ingest(SEEDS / FILES["dongli"], force=True)
    assert set(Mention.objects.values_list("pk", "since")) == before
    assert newest_stored() == revision


def remove_document() -> None:
    Document.objects.filter(slug="120110-plan-2021").delete()


def change_text() -> None:
    document = Document.objects.get(slug="120110-plan-2021")
    Document.objects.filter(pk=document.pk).update(text=document.text.replace("高新技术企业", "高新科技企业"))


def change_row() -> None:
    Observation.objects.filter(document="120110-plan-2021", indicator="high-tech-firms").update(indicator=None)


def add_row() -> None:
    make.make_observation(document=Document.objects.get(slug="120110-plan-2021"), value="5", unit="家", value_cny=None)


def remove_numerals() -> None:
    with connection.cursor() as cursor:
        cursor.execute("delete from indicators_numeral where document_id = '120110-plan-2021'")


def read_numeral_otherwise() -> None:
    Numeral.objects.filter(document="120110-plan-2021", disposition="table").update(disposition="not_understood")


def call_otherwise() -> None:
    one = Indicator.objects.get(slug="high-tech-firms")
    Indicator.objects.filter(pk=one.pk).update(aliases=[*one.aliases, "企业", "项目"])


@pytest.mark.parametrize(
    "write",
    [remove_document, change_text, change_row, add_row, remove_numerals, read_numeral_otherwise, call_otherwise],
    ids=lambda one: one.__name__,
)
def test_what_anybody_writes_is_never_answered_from_what_was_kept_before(
    asked: KeptAnswers, write: Callable[[], None]
) -> None:
    question = {"indicator": "high-tech-firms,gdp,fixed-asset-investment", "district": "120110"}
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


def test_another_name_bears_on_its_indicator_alone(asked: KeptAnswers) -> None:
    with writing():
        call_otherwise()
    asked.same(kept=False, indicator="high-tech-firms", district="120102")
    asked.same(kept=True, indicator="gdp-growth", district="120102")
    with writing():
        assert store_catalogue()["changed"] == 1
        derive([*District.objects.values_list("code", flat=True), deriving.ALL])
    asked.same(kept=True, indicator="high-tech-firms", district="120102")


def test_what_was_looked_for_by_other_rules_is_used_by_nobody(
    asked: KeptAnswers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(deriving, "rules", lambda: "of tomorrow")
    monkeypatch.setattr("indicators.analysis.kept_coverage.rules", lambda: "of tomorrow")
    asked.same(kept=False, indicator="gdp", district="120110")
    Mention.objects.all().delete()
    assert list(derive_all())
    assert Mention.objects.exists()
    asked.same(kept=True, indicator="gdp", district="120110")
