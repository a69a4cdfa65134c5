"""Indicators are merged and split by rules that hold after the next ingest and the next catalogue, and can be taken back."""

import re
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from districts.models import Document
from history.revisions import newest_stored
from indicators.deriving.mentions import Mentioned, all_names, mentions_in
from indicators.models import Indicator, Mention, Observation, Stale, Target
from indicators.storing import store_catalogue
from planapi.curation.correcting import Editor, correct, withdraw
from planapi.curation.fields import UnfitCorrection
from planapi.curation.indicators import effect_of, made_by_editors, make, rule_of, withdraw_rule
from planapi.curation.models import Correction, IndicatorRule
from planapi.ingest import ingest
from tests.seeds import FILES, SEEDS

pytestmark = pytest.mark.django_db

BY = Editor()
SOURCE, TARGET = "general-public-budget-revenue", "gdp"
REPORT = SEEDS / FILES["hedong_report"]
ROW = "120102-report-2023-o1312"
NEW = {
    "target": "own-revenue",
    "name_zh": "自有收入",
    "name_en": "Own revenue",
    "unit": "亿元",
    "category": "economy",
    "direction": "higher",
    "measure": "level",
    "definition": "试拆",
}


def numbers(slug: str) -> tuple[int, int]:
    return Observation.objects.filter(indicator=slug).count(), Target.objects.filter(indicator=slug).count()


def ask(path: str, **parameters: Any) -> Any:
    return APIClient().get(f"/api/v1/{path}", parameters).json()


def merged() -> IndicatorRule:
    rule = rule_of({"source": SOURCE, "target": TARGET})
    make(rule, why="试并", by=BY)
    return rule


def test_a_merge_moves_all_rows_in_one_revision_and_back() -> None:
    held, before = {slug: numbers(slug) for slug in (SOURCE, TARGET)}, newest_stored().number
    effect = effect_of(rule_of({"source": SOURCE, "target": TARGET}))
    assert (effect.observations, effect.targets) == held[SOURCE]
    assert (newest_stored().number, {slug: numbers(slug) for slug in held}) == (before, held)
    rule = merged()
    assert newest_stored().number == before + 1
    assert numbers(SOURCE) == (0, 0)
    assert numbers(TARGET) == tuple(map(sum, zip(held[SOURCE], held[TARGET], strict=True)))
    assert ask(f"observations/{ROW}/")["corrected"][0]["as_read"] == {"indicator": SOURCE}
    changes = ask("changes/", since=before, resource="observations", page_size=1000)["results"]
    assert {tuple(one["fields"]) for one in changes} <= {
        ("corrected", "indicator.name", "indicator.slug"),
    }
    assert len(changes) == held[SOURCE][0]
    assert not Stale.objects.filter(until=None).exists()
    withdraw_rule(rule, why="撤回", by=BY)
    assert {slug: numbers(slug) for slug in held} == held
    assert not Observation.objects.filter(corrected__isnull=False).exists()
    assert ask("changes/", since=before)["results"] == []


def test_compare_follows_a_merge() -> None:
    def figures(slug: str) -> list[float]:
        cells = ask("compare/", indicator=slug, district="120102", year=2022)["cells"]
        return [cell["value"] for cell in cells if cell["value"] is not None]

    before = figures(SOURCE), figures(TARGET)
    assert before[0] == [32.6]
    rule = merged()
    assert figures(SOURCE) == []
    assert len(figures(TARGET)) == 1
    withdraw_rule(rule, why="撤回", by=BY)
    assert (figures(SOURCE), figures(TARGET)) == before


def test_it_holds_after_the_next_ingest_and_catalogue() -> None:
    merged()
    before = newest_stored().number
    ingest(REPORT, force=True)
    store_catalogue(made_by_editors)
    assert (numbers(SOURCE), newest_stored().number) == ((0, 0), before)


def test_clashes_are_told_before() -> None:
    row = Observation.objects.get(key=ROW)
    alike = {"document": row.document_id, "year": row.year, "measure": row.measure, "kind": row.kind}  # pyright: ignore[reportAttributeAccessIssue]
    other = (
        Observation.objects.filter(**alike, period_start=row.period_start)
        .exclude(value=row.value)
        .exclude(indicator=SOURCE)
        .first()
    )
    assert other is not None
    Observation.objects.filter(pk=other.pk).update(indicator=TARGET)
    effect = effect_of(rule_of({"source": SOURCE, "target": TARGET}))
    clashing = [
        (one.document_id, one.year)
        for one in Observation.objects.filter(indicator=SOURCE, year__isnull=False)
        for held in Observation.objects.filter(
            indicator=TARGET, document=one.document_id, year=one.year, measure=one.measure, kind=one.kind
        )
        if held.period_start == one.period_start and (held.value, held.unit) != (one.value, one.unit)
    ]
    assert effect.clashes == len(clashing) >= 1
    assert {(one.document, one.year) for one in effect.shown} == set(clashing)
    of_growth = effect_of(rule_of({"source": SOURCE, "target": "gdp-growth"}))
    assert any("单位不同" in told for told in of_growth.warnings)


def test_a_split_takes_what_its_conditions_say_into_a_new_indicator() -> None:
    names = sorted(set(Observation.objects.filter(indicator=SOURCE).values_list("subject", flat=True)))
    taken = Observation.objects.filter(indicator=SOURCE, subject=names[0]).count()
    held = numbers(SOURCE)
    rule = rule_of({"source": SOURCE, "subjects": names[0], **NEW})
    make(rule, why="口径不同", by=BY)
    assert numbers("own-revenue")[0] == taken
    assert numbers(SOURCE)[0] == held[0] - taken
    assert ask("indicators/own-revenue/")["name_zh"] == "自有收入"
    store_catalogue(made_by_editors)
    ingest(REPORT, force=True)
    assert numbers("own-revenue")[0] == taken
    withdraw_rule(rule, why="撤回", by=BY)
    assert numbers(SOURCE) == held
    assert not Indicator.objects.filter(slug="own-revenue").exists()


def test_what_an_editor_said_of_one_row_stands_against_a_rule() -> None:
    made = correct("observations", ROW, {"indicator": "gdp-growth"}, why="核对", by=BY)
    rule = merged()
    assert Observation.objects.get(key=ROW).indicator_id == "gdp-growth"  # pyright: ignore[reportAttributeAccessIssue]
    withdraw(made, why="撤回", by=BY)
    assert Observation.objects.get(key=ROW).indicator_id == TARGET  # pyright: ignore[reportAttributeAccessIssue]
    correct("observations", ROW, {"value": 1}, why="核对", by=BY)
    withdraw_rule(rule, why="撤回", by=BY)
    row = Observation.objects.get(key=ROW)
    assert (row.indicator_id, row.value, len(row.corrected)) == (SOURCE, 1, 1)  # pyright: ignore[reportAttributeAccessIssue]


def test_a_row_that_a_rule_has_moved_can_be_sent_back_or_elsewhere_at_the_desk() -> None:
    rule, desk = merged(), Client()
    desk.force_login(User.objects.create_superuser("editor"))
    address = f"/admin/curation/correction/add/?resource=observations&key={ROW}"
    for slug in (SOURCE, "gdp-growth"):
        form = desk.get(address).context["form"]
        given = {name: "" if field.initial is None else field.initial for name, field in form.fields.items()}
        assert given["indicator"] == TARGET
        desk.post(address, given | {"indicator": slug, "why": "核对"})
        ingest(REPORT, force=True)
        row = Observation.objects.get(key=ROW)
        assert (row.indicator_id, row.corrected[0]["as_read"]) == (slug, {"indicator": SOURCE})  # pyright: ignore[reportAttributeAccessIssue]
        withdraw(Correction.objects.get(withdrawn_at=None), why="撤回", by=BY)
        assert Observation.objects.get(key=ROW).indicator_id == TARGET  # pyright: ignore[reportAttributeAccessIssue]
    withdraw_rule(rule, why="撤回", by=BY)
    assert Observation.objects.get(key=ROW).corrected is None


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"source": "gpd", "target": TARGET}, "source"),
        ({"source": SOURCE, "target": SOURCE}, "target"),
        ({"source": SOURCE}, "target"),
        ({"source": SOURCE, "target": "gdp-real"}, "name_zh"),
        ({"source": SOURCE, **NEW, "unit": "光年"}, "unit"),
        ({"source": SOURCE, **NEW, "target": "Own Revenue"}, "target"),
    ],
)
def test_what_can_not_be_is_refused(given: dict[str, Any], field: str) -> None:
    with pytest.raises(UnfitCorrection) as raised:
        rule_of(given)
    assert raised.value.field == field


def test_a_rule_that_moves_nothing_is_not_made() -> None:
    with pytest.raises(UnfitCorrection, match="no row would move"):
        make(rule_of({"source": SOURCE, "target": TARGET, "subjects": ["没有这个名称"]}), why="试", by=BY)
    assert not IndicatorRule.objects.exists()


@pytest.mark.parametrize("target", [TARGET, None])
def test_numbers_beside_names_are_as_if_read_anew_and_a_merge_reads_no_text(target: str | None) -> None:
    subject = Observation.objects.get(key=ROW).subject
    rule = rule_of({"source": SOURCE, "target": target} | ({} if target else {"subjects": subject}))
    with CaptureQueriesContext(connection) as asked:
        make(rule, why="试并", by=BY)
    of_texts = re.compile(r'"text" from "?districts_document', re.IGNORECASE)
    read = [one["sql"] for one in asked.captured_queries if of_texts.search(str(one["sql"]))]
    assert bool(read) == (target is None)
    slugs = list(Document.objects.values_list("slug", flat=True))
    kept = {
        (indicator, document): Mentioned(*said)
        for indicator, document, *said in Mention.objects.values_list("indicator", "document", *Mentioned._fields)
    }
    assert kept == mentions_in(slugs, all_names().values())
