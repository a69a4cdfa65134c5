"""What is kept of targets is what the rule says of the rows that are stored, at every revision, and what `progress/` serves."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.db.models import Q
from rest_framework.test import APIClient

from districts.models import Document
from history.revisions import newest, pinned, writing
from indicators import deriving
from indicators.analysis.stating import measured_of, statement_of
from indicators.deriving import derive, derive_all, outcomes, stale_districts
from indicators.models import Indicator, Observation, Outcome, RulesInForce
from indicators.progressing import Aim, Figure, Progress, judge
from planapi.ingest import ingest
from tests.seeds import FILES, SEEDS
from text.vocabulary import Comparator, Direction, ProgressStatus

SIDES = ("baseline", "target", "outcome")
HEDONG, REPORT = "120102", "120102-report-2023"
YEARS_BEFORE = """天津市河东区2022年政府工作报告
——2022年1月5日在天津市河东区第十八届人民代表大会第二次会议上
各位代表：
现在，我代表河东区人民政府向大会报告工作，请予审议。
一、2021年工作回顾
国家高新技术企业达到131家。空气质量达标天数比例达到70%以上。一般公共预算收入完成32.6亿元，增长1.36%。
二、2022年工作目标和主要任务
地区生产总值增长5%左右。国家高新技术企业达到140家。
"""


def by_the_rule() -> dict[str, tuple[Observation, Progress]]:
    """Every target, read row by row, with what the rule says of it."""
    targets = Observation.objects.filter(kind="target").filter(
        Q(side="target") | Q(origin="prose", indicator__isnull=False, value__isnull=False)
    )
    stated: dict[Any, list[Observation]] = defaultdict(list)
    for row in Observation.objects.filter(indicator__isnull=False, kind__in=["actual", "estimate"]).served():  # type: ignore[attr-defined]
        stated[row.district_id, row.indicator_id].append(row)
    return {row.key: (row, _judged(row, stated[row.district_id, row.indicator_id])) for row in targets.served()}  # type: ignore[attr-defined]


def _judged(row: Observation, stated: list[Observation]) -> Progress:
    document, indicator = row.document, row.indicator
    base = document.baseline_year or (document.period_start or document.report_year) - 1
    aim = Aim(
        statement=statement_of(row),
        comparator=Comparator(row.comparator),
        base_year=base,
        measured=measured_of(indicator) if indicator else None,
        direction=Direction(indicator.direction) if indicator else None,
    )
    figures = [(one, Figure(statement_of(one), Comparator(one.comparator))) for one in stated if indicator]
    own = [figure for one, figure in figures if row.target and one.target == row.target and one.side == "baseline"]
    others = [(one.year, figure) for one, figure in figures if one.year is not None and figure not in own]
    return judge(
        aim,
        printed=own[0] if own else None,
        baselines=[figure for year, figure in others if year == base],
        results=[figure for year, figure in others if year > base],
    )


def differing() -> list[Any]:
    """Targets of which something else is kept than the rule says."""
    kept = {one.row_id: one for one in Outcome.objects.all()}
    said = by_the_rule()
    return [
        *(kept.keys() ^ said.keys()),
        *(key for key in kept.keys() & said.keys() if _kept(kept[key]) != _of(*said[key])),
    ]


def _kept(one: Any) -> list[Any]:
    sides = [
        [getattr(one, f"{side}_{name}") for name in ("status", "reason", "value", "value_max", "steps")]
        for side in SIDES
    ]
    added = list(zip(one.added_keys, one.added_statuses, one.added_values, strict=True))
    own = [one.status, one.reason, one.share_done, one.share_elapsed, one.pace_so_far, one.pace_needed]
    places = [one.document_id, one.district_id, one.chapter_id, one.indicator_id, one.target_year]
    return [*places, *own, one.baseline_id, one.outcome_id, *sides, added]


def _of(row: Any, progress: Progress) -> list[Any]:
    sides = [
        [one.comparability, one.reason, one.value, one.value_max, list(one.steps)]
        if one
        else [None, None, None, None, []]
        for one in (progress.baseline, progress.target, progress.outcome)
    ]
    added = [(one.statement.id, one.comparability, one.value) for one in progress.added]
    own = [
        *(progress.status, progress.reason, progress.share_done, progress.share_elapsed),
        *(progress.pace_so_far, progress.pace_needed),
    ]
    ids = [one.statement.id if one else None for one in (progress.baseline, progress.outcome)]
    return [row.document_id, row.district_id, row.chapter_id, row.indicator_id, row.year, *own, *ids, *sides, added]


def pages(**asked: Any) -> Iterator[dict[str, Any]]:
    path: str | None = "/api/v1/progress/"
    while path:
        page = APIClient().get(path, asked).json()
        yield from page["results"]
        path, asked = page["next"], {}


def put(folder: Path, text: str, *, name: str = "text.txt") -> None:
    (folder / name).write_text(text, encoding="utf-8")
    ingest(folder / name, replace=True)


def seed(name: str, change: Callable[[str], str]) -> str:
    return change((SEEDS / FILES[name]).read_text("utf-8"))


@pytest.mark.django_db
def test_what_is_kept_of_the_seeds_is_what_the_rule_says() -> None:
    assert differing() == []
    assert Outcome.objects.filter(status="achieved").exists()


@pytest.mark.django_db
def test_what_is_served_is_what_the_rule_says() -> None:
    said = by_the_rule()
    rows = list(pages(page_size=100))
    assert {row["id"] for row in rows} == said.keys()
    for row in rows:
        target, progress = said[row["id"]]
        words = [row["status"], row["reason"], row["status_zh"], row["reason_zh"], row["reason_en"]]
        reason = progress.reason
        told = [progress.status, reason, progress.status.zh, reason and reason.zh, reason and reason.en]
        assert words == told, row["id"]
        numbers = ("share_done", "share_elapsed", "pace_so_far", "pace_needed")
        assert [row[name] for name in numbers] == [_number(getattr(progress, name)) for name in numbers]
        assert (row["name"], row["target_year"]) == (target.subject, target.year)
        for side in SIDES:
            one = getattr(progress, side)
            assert (row[side] is None) is (one is None)
            if one is not None:
                assert row[side]["id"] == one.statement.id
                assert row[side]["raw"] == Observation.objects.get(key=one.statement.id).raw
                assert row[side]["harmonised"] == {
                    "status": one.comparability,
                    "reason": one.reason,
                    "reason_zh": one.reason and one.reason.zh,
                    "reason_en": one.reason and one.reason.en,
                    "value": _number(one.value),
                    "value_max": _number(one.value_max),
                    "steps": list(one.steps),
                }


def _number(value: Any) -> Any:
    return None if value is None else float(value)


@pytest.mark.django_db
def test_every_write_is_followed_and_every_revision_can_be_asked_again(tmp_path: Path) -> None:
    first = newest().number
    put(tmp_path, YEARS_BEFORE)  # another document of the district arrives
    assert differing() == []
    put(tmp_path, seed("hedong_report", lambda text: text.replace("155家", "120家")))  # a result is read otherwise
    assert differing() == []
    (row,) = pages(id="120102-plan-2021-t7-target")
    assert (row["status"], row["outcome"]["raw"], row["share_done"]) == ("behind", "120家", 0.25)
    with writing():  # a document is not relied on any more
        Document.objects.filter(slug=REPORT).update(reading_state="doubtful")
        derive([HEDONG])
    assert differing() == []
    (row,) = pages(id="120102-plan-2021-t7-target")
    assert row["outcome"]["document"] == "120102-report-2022"
    put(tmp_path, seed("hedong_report", lambda text: "\n".join(text.split("\n")[::2])))  # half of it is gone
    assert differing() == []
    with writing():  # an indicator is another one
        Indicator.objects.filter(slug="high-tech-firms").update(direction="lower", unit="万家")
        derive(stale_districts())
    assert differing() == []
    with writing():  # a document is removed
        Document.objects.filter(slug=REPORT).delete()
        derive([HEDONG])
    assert not Outcome.objects.filter(document=REPORT).exists()
    last = newest().number
    assert last >= first + 6
    for number in range(first, last + 1):
        with pinned(number):
            assert differing() == [], number
    (row,) = pages(id="120102-plan-2021-t7-target", revision=first)
    assert (row["status"], row["outcome"]["raw"]) == ("achieved", "155家")


@pytest.mark.django_db
def test_an_ingest_that_brings_another_catalogue_judges_every_district_anew(tmp_path: Path) -> None:
    with writing():
        Indicator.objects.update(direction="lower")
        derive(stale_districts())
    assert differing() == []
    put(
        tmp_path, seed("dongli", lambda text: text.replace("东丽湖", "东丽湖畔", 1))
    )  # with the catalogue of this build
    assert Indicator.objects.get(slug="high-tech-firms").direction == "higher"
    assert differing() == []


@pytest.mark.django_db
def test_what_is_as_it_was_makes_no_revision() -> None:
    before, last = dict(Outcome.objects.values_list("pk", "since")), newest()
    ingest(SEEDS / FILES["dongli"], force=True)
    with writing():
        outcomes.work_out(HEDONG, set(Observation.objects.exclude(indicator=None).values_list("indicator_id", "year")))
    assert (dict(Outcome.objects.values_list("pk", "since")), newest()) == (before, last)


@pytest.mark.django_db
def test_another_rule_judges_all_anew_and_leaves_the_past_as_it_was_answered(monkeypatch: pytest.MonkeyPatch) -> None:
    last = newest().number
    before = {one.pk: one.status for one in Outcome.objects.all()}

    def otherwise(aim: Aim, **figures: Any) -> Progress:
        return replace(judge(aim, **figures), status=ProgressStatus.ON_TRACK)

    monkeypatch.setattr(outcomes, "judge", otherwise)
    monkeypatch.setattr(deriving, "rules", lambda: "another")
    assert list(derive_all())
    assert set(Outcome.objects.exclude(indicator=None).values_list("status", flat=True)) == {"on_track"}
    with pinned(last):
        assert {one.pk: one.status for one in Outcome.objects.all()} == before


@pytest.mark.django_db
def test_the_past_before_anything_was_kept_can_be_asked_too(tmp_path: Path) -> None:
    first = newest().number
    put(tmp_path, YEARS_BEFORE)
    put(tmp_path, seed("hedong_report", lambda text: text.replace("155家", "120家")))
    with writing():
        Document.objects.filter(slug=REPORT).delete()
    with connection.cursor() as cursor:  # as before the migration that made the table
        cursor.execute("set constraints all immediate; truncate indicators_outcome; set constraints all deferred")
    RulesInForce.objects.all().delete()
    last = newest().number
    assert list(derive_all())
    for number in range(1, last + 1):
        with pinned(number):
            assert differing() == [], number
    assert differing() == []
    (row,) = pages(id="120102-plan-2021-t7-target", revision=first)
    assert (row["status"], row["outcome"]["raw"]) == ("achieved", "155家")
