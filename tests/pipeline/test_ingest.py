"""A document on its way into the database: once and whole, or not at all."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection, transaction

from districts import running
from districts.models import Chapter, District, Document, IngestRun
from indicators.models import Observation, Target
from planapi import ingest as pipeline
from planapi.ingest import ingest
from planapi.tasks import documents_in, ingest_document
from projects.models import Park, Project
from tests.seeds import FILES, SEEDS, SLUGS
from text.errors import LossyReplacement, PlanApiError, SourceTooLarge, UnknownKind

pytestmark = pytest.mark.django_db

TABLES = (Chapter, Target, Observation, Project, Park)


def rows_of(slug: str) -> dict[str, list[tuple[object, ...]]]:
    """Every value of every row of a document, but for the internal number of the row."""
    found: dict[str, list[tuple[object, ...]]] = {}
    for model in TABLES:
        names = [
            field.attname
            for field in model._meta.concrete_fields
            if field.name not in ("id", "chapter", "parent", "target")
        ]
        found[model.__name__] = list(model.objects.filter(document__slug=slug).order_by("key").values_list(*names))
    return found


def report(tmp_path: Path, *, text: str, name: str = "report.txt") -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


REPORT = """天津市南开区2023年政府工作报告
——2023年1月5日在天津市南开区第十八届人民代表大会第三次会议上
各位代表：
现在，我代表南开区人民政府向大会报告工作，请予审议。
一、2022年工作回顾
一般公共预算收入完成32.6亿元，增长1.36%。建成口袋公园41个。
二、2023年工作目标和主要任务
地区生产总值增长5%左右。
"""


@pytest.mark.parametrize("name", FILES)
def test_every_seed_is_there_with_its_run(name: str) -> None:
    document = Document.objects.get(slug=SLUGS[name])
    run = document.runs.get()
    assert (run.state, run.error, run.source_name, run.sha256) == ("succeeded", "", FILES[name], document.sha256)
    assert run.counts["chapters"] == document.chapters.count() > 0
    assert run.counts["observations"] == document.observations.filter(origin="prose").count() > 0
    assert run.finished_at is not None
    assert run.finished_at >= run.started_at


def test_the_same_file_again_changes_nothing() -> None:
    before = rows_of("120110-plan-2021")
    held = Document.objects.get(slug="120110-plan-2021")
    run = ingest(SEEDS / FILES["dongli"])
    assert (run.state, run.document) == ("unchanged", held)
    assert Document.objects.get(slug="120110-plan-2021").ingested_at == held.ingested_at
    assert rows_of("120110-plan-2021") == before


def test_reading_the_same_file_anew_gives_the_same_rows_and_ids() -> None:
    before = rows_of("120110-plan-2021")
    held = Document.objects.get(slug="120110-plan-2021")
    run = ingest(SEEDS / FILES["dongli"], force=True)
    assert (run.state, run.document) == ("succeeded", held)
    assert rows_of("120110-plan-2021") == before


def test_a_corrected_file_replaces_the_document_whole(tmp_path: Path) -> None:
    first = ingest(report(tmp_path, text=REPORT))
    assert first.document is not None
    corrected = ingest(
        report(tmp_path, text=REPORT.replace("41个", "43个").replace("增长5%左右", "增长6%左右"), name="other-name.txt")
    )
    assert corrected.document == first.document
    values = set(Observation.objects.filter(document=first.document).values_list("value", flat=True))
    assert {43, 6} <= values
    assert not {41, 5} & values
    assert Document.objects.get(slug="120104-report-2023").source_name == "other-name.txt"


class TestWhatWouldLose:
    def test_a_file_that_is_cut_off_is_refused_with_both_figures(self, tmp_path: Path) -> None:
        slug = "120102-report-2023"
        before = rows_of(slug)
        whole = (SEEDS / FILES["hedong_report"]).read_text(encoding="utf-8")
        cut = report(tmp_path, text=whole[:1200], name="cut.txt")
        with pytest.raises(LossyReplacement) as refused:
            ingest(cut)
        held = Observation.objects.filter(document=slug, origin="prose").count()
        assert re.search(
            rf"has [\d,]+ characters \(this file has 1,200\), .*{held} observations \(this file has \d\)",
            str(refused.value),
        )
        assert "--replace" in str(refused.value)
        assert rows_of(slug) == before
        assert ingest_document(str(cut))["state"] == "failed"

        assert ingest_document(str(cut), replace=True)["state"] == "succeeded"
        assert Observation.objects.filter(document=slug).count() < held / 2
        assert Document.objects.get(slug=slug).chars == 1200

    def test_a_file_without_the_indicator_table_is_refused(self, tmp_path: Path) -> None:
        held = Target.objects.filter(document="120102-plan-2021").count()
        lines = (SEEDS / FILES["hedong"]).read_text(encoding="utf-8").splitlines(keepends=True)
        without = report(tmp_path, text="".join(line for line in lines if not line.startswith("\t")), name="plan.txt")
        with pytest.raises(LossyReplacement, match=rf"{held} targets \(this file has 0\)"):
            ingest(without)

    def test_a_file_without_its_line_breaks_is_refused(self, tmp_path: Path) -> None:
        held = Chapter.objects.filter(document="120102-report-2023").count()
        whole = (SEEDS / FILES["hedong_report"]).read_text(encoding="utf-8")
        joined = report(tmp_path, text=whole.replace("\n", ""), name="joined.txt")
        with pytest.raises(LossyReplacement, match=rf"{held} chapters \(this file has 0\)"):
            ingest(joined)

    def test_a_file_with_another_title_is_refused(self, tmp_path: Path) -> None:
        ingest(report(tmp_path, text=REPORT))
        other = REPORT.replace("天津市南开区2023年政府工作报告", "2023年南开区政府工作报告", 1)
        with pytest.raises(LossyReplacement, match="has the title 天津市南开区2023年政府工作报告, and"):
            ingest(report(tmp_path, text=other))
        call_command("ingest", str(report(tmp_path, text=other)), "--replace")
        assert Document.objects.get(slug="120104-report-2023").title == "2023年南开区政府工作报告"

    def test_the_file_that_is_held_is_read_anew_whatever_it_gives(self, tmp_path: Path) -> None:
        path = report(tmp_path, text=REPORT)
        ingest(path)
        Document.objects.filter(slug="120104-report-2023").update(title="otherwise", chars=10_000)
        assert ingest(path, force=True).state == "succeeded"


def test_a_file_that_is_too_large_is_refused_before_it_is_read(tmp_path: Path, settings: Any) -> None:
    settings.SOURCE_BYTES = len(REPORT.encode())
    assert ingest(report(tmp_path, text=REPORT)).state == "succeeded"
    path = report(tmp_path, text=REPORT + "。")
    with pytest.raises(SourceTooLarge, match=r"report\.txt has \d+ bytes, and the limit is \d+"):
        ingest(path)
    path.chmod(0)  # unless it is root's, who may read anything, it can't have been opened
    with pytest.raises(SourceTooLarge):
        ingest(path)


def test_a_text_of_nothing_but_numerals_is_refused(tmp_path: Path, settings: Any) -> None:
    settings.SOURCE_BYTES = 10_000
    few = REPORT + "、".join(map(str, range(400)))
    assert ingest(report(tmp_path, text=few)).counts["numerals"] > 400
    with pytest.raises(SourceTooLarge, match=r"has 6\d\d numerals, and the limit is 500"):
        ingest(report(tmp_path, text=REPORT + "、".join(map(str, range(600)))))


def test_a_failure_in_the_middle_leaves_what_was_there(monkeypatch: pytest.MonkeyPatch) -> None:
    before = rows_of("120102-report-2023")
    held = Document.objects.values().get(slug="120102-report-2023")

    def fail(_: object) -> None:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(pipeline, "derive", fail)
    with pytest.raises(RuntimeError, match="the disk is full"):
        ingest(SEEDS / FILES["hedong_report"], force=True)
    assert rows_of("120102-report-2023") == before
    assert Document.objects.values().get(slug="120102-report-2023") == held
    run = IngestRun.objects.latest("id")
    assert (run.state, run.error, run.document) == ("failed", "A server error occurred.", None)
    assert run.detail == "RuntimeError: the disk is full"


def test_a_new_document_that_fails_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: object) -> None:
        raise RuntimeError("cut off")

    monkeypatch.setattr(pipeline, "derive", fail)
    with pytest.raises(RuntimeError):
        ingest(report(tmp_path, text=REPORT))
    assert not Document.objects.filter(district="120104").exists()
    assert not Chapter.objects.filter(district="120104").exists()


def test_a_text_that_is_not_understood_is_a_recorded_outcome(tmp_path: Path) -> None:
    path = report(tmp_path, text="春眠不觉晓，处处闻啼鸟。")
    with pytest.raises(UnknownKind):
        ingest(path)
    run = IngestRun.objects.latest("id")
    assert run.state == "failed"
    assert "neither an outline of a five-year plan" in run.error
    outcome = ingest_document(str(path))
    assert (outcome["state"], outcome["error"]) == ("failed", run.detail)


def test_a_document_of_another_place_brings_its_district_and_neighbours(tmp_path: Path) -> None:
    text = REPORT.replace("天津市南开区", "保定市徐水区").replace("南开区", "徐水区")
    run = ingest(report(tmp_path, text=text))
    assert run.document is not None
    district = District.objects.get(code="130609")
    assert (run.document.district, district.name_en, district.parent and district.parent.name) == (
        district,
        "Xushui District",
        "保定市",
    )
    assert district.former_names == [{"name": "徐水县", "until": 2015}]
    assert District.objects.filter(parent="130600").count() > 20


def test_all_districts_of_tianjin_are_known_from_the_start() -> None:
    names = list(District.objects.filter(parent="120000").values_list("code", "name"))
    assert len(names) == 16
    assert ("120110", "东丽区") in names


@pytest.mark.parametrize("model", TABLES)
def test_every_quote_is_the_text_at_its_offsets(model: type) -> None:
    texts = dict(Document.objects.values_list("slug", "text"))
    if model is Chapter:
        for chapter in Chapter.objects.all():
            heading = texts[chapter.document_id][chapter.start : chapter.body_start]
            words = "".join(f"{chapter.label or ''}{chapter.title}".split())
            printed = "".join(re.sub(r"[*#：:]", "", heading).split())
            assert re.sub(r"[：:]", "", words) in printed
        return
    for row in model.objects.all():
        assert texts[row.document_id][row.start : row.end] == row.quote
        assert row.chapter is None or row.chapter.start <= row.start < row.chapter.end


def test_the_number_of_an_observation_stands_within_its_evidence() -> None:
    for row in Observation.objects.exclude(comparator__in=["ref", "none"]):
        assert row.start <= row.raw_start < row.raw_end <= row.end, row.key


def test_the_documents_of_a_folder_are_taken_and_each_has_an_outcome(tmp_path: Path) -> None:
    report(tmp_path, text=REPORT, name="a.txt")
    report(tmp_path, text="不是公文。", name="b.txt")
    report(tmp_path, text="not a document", name="README.md")
    outcomes = [ingest_document(str(path)) for path in documents_in(tmp_path)]
    assert [(one["source"], one["state"]) for one in outcomes] == [("a.txt", "succeeded"), ("b.txt", "failed")]


class TestCommand:
    def test_a_second_time_says_that_everything_is_held(self, capsys: pytest.CaptureFixture[str]) -> None:
        call_command("ingest", str(SEEDS))
        said = capsys.readouterr().err
        assert said.count("unchanged") == 5
        assert "5/5" in said

    def test_an_unknown_file_is_named_and_nothing_is_stored(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        with pytest.raises(CommandError, match="1 of 1 documents were not ingested"):
            call_command("ingest", str(tmp_path / "missing.txt"))
        assert "missing.txt does not exist" in capsys.readouterr().err

    def test_a_document_that_the_project_has_never_seen(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        call_command("ingest", str(report(tmp_path, text=REPORT)))
        assert "120104-report-2023" in capsys.readouterr().err
        assert Document.objects.get(slug="120104-report-2023").title == "天津市南开区2023年政府工作报告"

    def test_a_file_that_the_database_refuses_is_told_of_and_the_next_is_tried(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        report(tmp_path, text=REPORT, name="a.txt")
        report(tmp_path, text=REPORT.replace("南开", "河西"), name="b.txt")
        report(tmp_path, text=REPORT.replace("南开", "红桥"), name="c.txt")
        store = pipeline.store

        def refuse(reading: pipeline.Reading, loaded: Any, **given: Any) -> Any:
            if reading.document.slug.startswith("120104"):
                with connection.cursor() as cursor:
                    cursor.execute("set local statement_timeout = 10")
                    cursor.execute("select pg_sleep(10)")
            if reading.document.slug.startswith("120103"):
                raise ValueError("a fault")
            return store(reading, loaded, **given)

        monkeypatch.setattr(pipeline, "store", refuse)
        with pytest.raises(CommandError, match="2 of 3 documents were not ingested"):
            call_command("ingest", str(tmp_path))
        said = capsys.readouterr().err
        assert "✗ a.txt: the database rejected it: canceling statement due to statement timeout" in said
        assert "✗ b.txt: ValueError: a fault" in said
        assert "✓ 120106-report-2023" in said
        assert "Traceback" not in said
        runs = IngestRun.objects.filter(source_name__in=["a.txt", "b.txt"]).order_by("source_name")
        # What the database did not do now it may do another time.
        assert [(run.state, run.error) for run in runs] == [
            ("lost", running.NO_DATABASE),
            ("failed", "A server error occurred."),
        ]
        with pytest.raises(OperationalError, match="statement timeout"):
            call_command("ingest", str(tmp_path), "--traceback")

    def test_district_is_for_one_document(self) -> None:
        with pytest.raises(CommandError, match="applies to one document"):
            call_command("ingest", str(SEEDS), "--district", "120102")

    def test_an_empty_folder_is_named(self, tmp_path: Path) -> None:
        with pytest.raises(CommandError, match="contains no documents"):
            call_command("ingest", str(tmp_path))


def test_constraints_refuse_what_no_reader_may_write() -> None:
    row = Observation.objects.filter(origin="prose").first()
    assert row is not None
    for change in (
        {"comparator": "ungefähr"},
        {"kind": "guess"},
        {"value": None},
        {"origin": "table"},
        {"end": row.start},
    ):
        with pytest.raises(Exception, match="violates check constraint"), transaction.atomic():
            Observation.objects.filter(pk=row.pk).update(**change)
    with pytest.raises(Exception, match="duplicate key"), transaction.atomic():
        Observation.objects.exclude(pk=row.pk).filter(origin="prose").update(key=row.key)


def test_an_error_about_an_input_is_of_the_tree() -> None:
    assert issubclass(UnknownKind, PlanApiError)
