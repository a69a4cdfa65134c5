"""What is stored with every document is not stored again, and nothing of it can be lost by that."""

import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from districts.models import Chapter, Document, Term
from history import replacing
from history.copying import copy_in
from history.marks import mark_of
from history.rows import columns_of, instance_of, row_class
from indicators.models import Indicator, Numeral, Observation
from indicators.storing import store_catalogue
from planapi.ingest import ingest
from planapi.search.models import Entry
from planapi.search.storing import index_catalogue, index_document
from projects.models import Park, Project
from tests.factories import make_park

SLUG = "gdp"


@pytest.mark.django_db
def test_a_catalogue_that_is_stored_costs_one_statement(django_assert_num_queries: Any) -> None:
    store_catalogue()
    index_catalogue()
    with django_assert_num_queries(1):
        assert store_catalogue() == {"added": 0, "changed": 0, "removed": 0}
    with django_assert_num_queries(2):
        assert index_catalogue() == {"written": 0, "removed": 0}


@pytest.mark.django_db
def test_whatever_somebody_else_changed_in_it_is_put_right() -> None:
    store_catalogue()
    index_catalogue()
    name = Indicator.objects.get(slug=SLUG).name_zh
    Indicator.objects.filter(slug=SLUG).update(name_zh="别名")
    index_catalogue()
    assert Entry.objects.get(type="indicator", key=SLUG).title == "别名"

    assert store_catalogue() == {"added": 0, "changed": 1, "removed": 0}
    index_catalogue()

    assert Indicator.objects.get(slug=SLUG).name_zh == name
    assert Entry.objects.get(type="indicator", key=SLUG).title == name
    unused = Indicator.objects.filter(observations=None, targets=None).first()
    assert unused is not None
    unused.delete()
    assert store_catalogue() == {"added": 1, "changed": 0, "removed": 0}


@pytest.mark.django_db
@pytest.mark.usefixtures("empty")
def test_what_was_stored_and_taken_back_is_stored_again() -> None:
    with transaction.atomic():
        store_catalogue()
        mark = mark_of(Indicator)
        transaction.set_rollback(True)
    assert not Indicator.objects.exists()
    assert store_catalogue()["added"] > 200
    assert mark_of(Indicator) != mark


@pytest.mark.django_db
@pytest.mark.usefixtures("empty")
def test_copied_rows_are_what_rows_that_are_created_are() -> None:
    made = make_park(name="一\t二\\n三\n“四”", aliases=["甲,乙", '丙"丁\\'], area_km2=Decimal("1.50"))
    made.refresh_from_db()
    fields = [field.attname for field in made._meta.concrete_fields if field.attname not in ("id", "since")]
    given = {name: getattr(made, name) for name in fields}
    Park.objects.all().delete()

    copy_in(Park, [Park(**given)])

    held = Park.objects.get()
    assert {name: getattr(held, name) for name in fields} == given
    assert held.since == made.since


@pytest.mark.django_db
def test_no_statement_writes_more_rows_than_can_be_written_in_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However many rows a document has: so that what went in can be replaced, too."""
    path = tmp_path / "report.txt"
    head = "天津市南开区2023年政府工作报告\n一、2022年工作回顾\n"
    path.write_text(head + "、".join(map(str, range(100, 130))), encoding="utf-8")
    ingest(path)
    monkeypatch.setattr(replacing, "BATCH", 10)
    for text in ("新的一行。\n" + "、".join(map(str, range(100, 130))), "。"):
        path.write_text(head + text, encoding="utf-8")
        with CaptureQueriesContext(connection) as queries:
            ingest(path, replace=True)
        found = list(Numeral.objects.filter(document="120104-report-2023").order_by("start"))
        assert [row.raw for row in found][-1:] == (["129"] if "129" in text else ["2022"])
        stored = path.read_text(encoding="utf-8")
        assert all(stored[row.raw_start : row.raw_end] == row.raw for row in found)
        writing = [
            one["sql"]
            for one in queries
            if re.match(r'(INSERT INTO|DELETE FROM) "indicators_numeral"', one["sql"] or "")
        ]
        assert len(writing) > 3


def test_a_row_has_the_columns_of_its_model_and_no_other() -> None:
    given = {"key": "k", "document_id": "d", "district_id": "120102", "start": 1, "end": 2, "quote": "园", "name": "园"}
    park = row_class(Park)(**given, kind="park")
    assert (park.chapter_id, park.aliases, park.area_km2, park.id) == (None, [], None, None)
    assert park.aliases is not row_class(Park)(**given, kind="park").aliases
    with pytest.raises(TypeError, match="area"):
        row_class(Park)(**given, kind="park", area=3)
    with pytest.raises(TypeError, match="kind"):
        row_class(Park)(**given)
    park.id = 7
    made = instance_of(Park, park)
    assert isinstance(made, Park)
    assert (made.pk, made.key, made.aliases) == (7, "k", [])


@pytest.mark.django_db
def test_entries_from_rows_at_hand_are_those_from_rows_that_are_looked_up() -> None:
    document = Document.objects.get(slug="120102-plan-2021")
    models = (Chapter, Observation, Project, Park, Term)
    at_hand = {model: [row_of(model, row) for row in model.objects.filter(document=document)] for model in models}
    assert index_document(document, at_hand) == index_document(document) == {"written": 0, "removed": 0}


def row_of(model: Any, held: Any) -> Any:
    return row_class(model)(**{column.attname: getattr(held, column.attname) for column in columns_of(model)})
