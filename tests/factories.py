"""Rows for tests that need special ones: ``make_observation(value=None, comparator="ref")``. What is not given is made up, and consistent.

The text of a made document is a heading and one sentence over and over, so that evidence is true: ``text[start:end] == quote``.
"""

import datetime
from typing import Any

from django.utils import timezone

from districts.models import Chapter, District, Document, IngestRun, SpecialPlan, Subdistrict, Term
from indicators.models import Indicator, Numeral, Observation, Target
from planapi.search.storing import index_catalogue, index_document
from projects.models import Park, Project

WHEN = datetime.datetime(2026, 1, 31, 9, 30, tzinfo=timezone.get_fixed_timezone(480))
HEADING = "第一章 发展基础\n"
QUOTE = "到2025年，地区生产总值达到680亿元。"
TEXT = HEADING + (QUOTE + "\n") * 400


def make_city(code: str = "120000", name: str = "天津市") -> District:
    return District.objects.get_or_create(
        code=code, defaults={"name": name, "name_en": "Tianjin Municipality", "level": "province"}
    )[0]


def make_district(code: str = "120102", name: str = "河东区", **fields: Any) -> District:
    given = {"name": name, "name_en": f"District {code}", "level": "county", "parent": make_city(), **fields}
    return District.objects.get_or_create(code=code, defaults=given)[0]


def make_document(*, district: District | None = None, kind: str = "plan", year: int = 2021, **fields: Any) -> Document:
    district = district or make_district()
    years = {"period_start": year, "period_end": year + 4} if kind == "plan" else {"report_year": year}
    given = {
        "district": district,
        "kind": kind,
        "title": f"{district.name}规划",
        "text": TEXT,
        "chars": len(TEXT),
        "sha256": "0" * 64,
        "source_name": "made.txt",
        "reader_version": "test",
        "ingested_at": WHEN,
        **years,
        **fields,
    }
    return Document.objects.get_or_create(slug=f"{district.code}-{kind}-{year}", defaults=given)[0]


def make_chapter(*, document: Any = None, **fields: Any) -> Chapter:
    document = document or make_document()
    position = document.chapters.count()
    given = {
        "document": document,
        "district": document.district,
        "position": position,
        "level": 1,
        "kind": "chapter",
        "label": "第一章",
        "title": "发展基础",
        "start": 0,
        "body_start": len(HEADING),
        "end": document.chars,
        "key": f"{document.slug}-c{position}",
        **fields,
    }
    return Chapter.objects.create(**given)


def _evidenced(model: Any, letter: str, document: Any, fields: dict[str, Any]) -> Any:
    document = document or make_document()
    count = model.objects.filter(document=document).count()
    start = len(HEADING) + (count % 400) * (len(QUOTE) + 1)
    evidence = {
        "key": f"{document.slug}-{letter}{count}",
        "document": document,
        "district": document.district,
        "chapter": document.chapters.first(),
        "start": start,
        "end": start + len(QUOTE),
        "quote": QUOTE,
    }
    return model.objects.create(**evidence | fields)


def make_subdistrict(*, document: Any = None, **fields: Any) -> Subdistrict:
    return _evidenced(
        Subdistrict, "s", document, {"position": 1, "name": "万新街", "text": "坚持发展第一要务。"} | fields
    )


def make_term(*, document: Any = None, **fields: Any) -> Term:
    return _evidenced(
        Term, "g", document, {"no": 1, "term": "雏鹰企业", "definition": "指注册时间1年以上5年以下的企业。"} | fields
    )


def make_special_plan(*, document: Any = None, **fields: Any) -> SpecialPlan:
    return _evidenced(
        SpecialPlan, "p", document, {"no": 1, "name": "教育现代化规划", "responsible_unit": "区教育局"} | fields
    )


def make_indicator(slug: str = "gdp-growth", **fields: Any) -> Indicator:
    given = {
        "name_zh": "地区生产总值增长率",
        "name_en": "Growth of gross regional product",
        "unit": "%",
        "category": "economy",
        "direction": "higher",
        "measure": "growth",
        "definition": "比上年的增长率",
        "definition_source": "test",
        "aliases": ["地区生产总值增速"],
        **fields,
    }
    return Indicator.objects.get_or_create(slug=slug, defaults=given)[0]


def make_target(*, document: Any = None, **fields: Any) -> Target:
    document = document or make_document()
    given = {
        "seq": document.targets.count() + 1,
        "category": "经济发展",
        "name": "地区生产总值",
        "raw_name": "地区生产总值（亿元）",
        "unit": "亿元",
        "nature": "anticipatory",
        "baseline_year": 2020,
        "baseline_raw": "360",
        "baseline_value": 360,
        "baseline_comparator": "eq",
        "baseline_span": "point",
        "target_year": 2025,
        "target_raw": "≥680",
        "target_value": 680,
        "target_comparator": "gte",
        "target_span": "point",
    }
    return _evidenced(Target, "t", document, given | fields)


def make_observation(*, document: Any = None, **fields: Any) -> Observation:
    document = document or make_document()
    start = len(HEADING) + (document.observations.count() % 400) * (len(QUOTE) + 1) + QUOTE.index("680亿元")
    given = {
        "raw_start": start,
        "raw_end": start + len("680亿元"),
        "subject": "地区生产总值",
        "raw": "680亿元",
        "value": 680,
        "unit": "亿元",
        "value_cny": 68_000_000_000,
        "year": 2025,
        "kind": "target",
        "comparator": "eq",
        "measure": "level",
        "origin": "prose",
    }
    return _evidenced(Observation, "o", document, given | fields)


def make_numeral(*, document: Any = None, **fields: Any) -> Numeral:
    given = {"raw": "680", "raw_start": 6409, "raw_end": 6412, "disposition": "observation"}
    return _evidenced(Numeral, "n", document, given | fields)


def make_project(*, document: Any = None, **fields: Any) -> Project:
    document = document or make_document()
    return _evidenced(Project, "j", document, {"name": f"项目{document.projects.count()}"} | fields)


def make_park(*, document: Any = None, **fields: Any) -> Park:
    document = document or make_document()
    return _evidenced(
        Park, "k", document, {"name": f"产业园{document.parks.count()}", "kind": "industrial_park"} | fields
    )


def make_run(**fields: Any) -> IngestRun:
    given = {
        "source_name": "made.txt",
        "state": "succeeded",
        "started_at": WHEN,
        "finished_at": WHEN,
        "reader_version": "test",
    }
    return IngestRun.objects.create(**given | fields)


def index() -> None:
    """Let everything that was made be found by the search."""
    index_catalogue()
    for document in Document.objects.all():
        index_document(document)
