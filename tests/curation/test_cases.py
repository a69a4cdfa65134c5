"""A report that is confirmed becomes a case for the tests by one command."""

from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import orjson
import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from planapi.curation.models import WrongReading
from planapi.ingest import ingest

pytestmark = pytest.mark.django_db

ROW = "120102-report-2023-o1312"


def report() -> WrongReading:
    form = urlencode({"message": "预计的数读成了实际"})
    Client().post(f"/evidence/observations/{ROW}/report/", form, "application/x-www-form-urlencoded")
    return WrongReading.objects.get()


def written(path: Path) -> list[Any]:
    return [orjson.loads(line) for line in path.read_bytes().splitlines()]


def test_a_confirmed_report_is_written_as_a_document_that_is_read_as_reported(tmp_path: Path) -> None:
    made = report()
    with pytest.raises(CommandError, match="no report is confirmed"):
        call_command("reading_cases", tmp_path / "cases.jsonl")
    WrongReading.objects.update(state="confirmed", right="32.6亿元 2022 estimate")
    call_command("reading_cases", tmp_path / "cases.jsonl", report=[made.pk])
    (case,) = written(tmp_path / "cases.jsonl")
    assert list(case) == ["kind", "text", "got", "right"]
    assert (case["kind"], case["right"]) == ("预计的数读成了实际", "32.6亿元 2022 estimate")
    assert "32.6 亿元 2022 estimate eq level「一般公共预算收入」→general-public-budget-revenue" in case["got"]["obs"]
    assert case["got"]["doc"] == "120102-report-2023"
    assert "reported" not in case["got"]
    assert len(case["text"]) < 2_000
    # As the cases are used: the text is a file that can be ingested.
    (tmp_path / "case.txt").write_text(case["text"], encoding="utf-8")
    assert ingest(tmp_path / "case.txt", replace=True).state == "succeeded"


def test_no_file_is_overwritten_and_no_unconfirmed_report_is_written(tmp_path: Path) -> None:
    made = report()
    with pytest.raises(CommandError, match=f"not confirmed, or not there: {made.pk}"):
        call_command("reading_cases", tmp_path / "cases.jsonl", report=[made.pk])
    WrongReading.objects.update(state="confirmed", right="x")
    (tmp_path / "cases.jsonl").write_text("held")
    with pytest.raises(CommandError, match="can't be written"):
        call_command("reading_cases", tmp_path / "cases.jsonl")
    assert (tmp_path / "cases.jsonl").read_text() == "held"
