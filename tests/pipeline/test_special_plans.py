"""Plans for one field as documents: beside the outline of their district, and never in its place."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from districts.models import Document
from planapi.ingest import ingest
from tests.pipeline.test_replacing import PLAN, file
from text.errors import LossyReplacement
from text.vocabulary import RunState

pytestmark = pytest.mark.django_db

SPECIAL = """{title}

根据《桐柏县国民经济和社会发展第十四个五年规划和二〇三五年远景目标纲要》，制定本规划。

第一章 发展基础

2020年，全县生产总值达到171亿元，森林覆盖率达到50.1%。

第二章 发展目标

到2025年，全县生产总值达到255亿元，新建排水管网120公里。

专栏1 “十四五”排水防涝主要指标

| 序号 | 指标 | 2020年 | 2025年 | 属性 |
|---|---|---|---|---|
| 1 | 城市排水管网长度（公里） | 300 | 420 | 预期性 |
| 2 | 城市污水处理率（%） | 95 | 97 | 约束性 |
"""
WATER = SPECIAL.format(title="桐柏县排水防涝“十四五”规划")


def get(path: str, **query: str) -> Any:
    response = Client().get(f"/api/v1/{path}/", query)
    assert response.status_code == 200, response.content
    return json.loads(response.content)


def test_special_plans_of_one_district_stand_beside_its_outline(tmp_path: Path) -> None:
    slugs = [
        run.document.slug
        for text in (PLAN, WATER, SPECIAL.format(title="桐柏县“十四五”林业发展规划"))
        if (run := ingest(file(tmp_path, text))).document
    ]
    assert slugs[0] == "411330-plan-2021"
    assert [slug[:-6] for slug in slugs[1:]] == ["411330-special-plan-2021-"] * 2
    assert len(set(slugs)) == 3
    found = get("documents", kind="special_plan")["results"]
    assert {one["slug"] for one in found} == set(slugs[1:])
    water = get(f"documents/{slugs[1]}")
    assert (water["title"], water["kind"]) == ("桐柏县排水防涝“十四五”规划", "special_plan")
    assert (water["period_start"], water["period_end"], water["baseline_year"]) == (2021, 2025, 2020)
    rows = get("targets", document=slugs[1])["results"]
    assert [(one["name"], one["baseline"]["value"], one["target"]["year"], one["target"]["value"]) for one in rows] == [
        ("城市排水管网长度", 300, 2025, 420),
        ("城市污水处理率", 95, 2025, 97),
    ]


def test_another_setting_of_its_title_replaces_it(tmp_path: Path) -> None:
    first = ingest(file(tmp_path, WATER))
    assert ingest(file(tmp_path, WATER)).state == RunState.UNCHANGED
    again = ingest(file(tmp_path, SPECIAL.format(title="桐柏县排水防涝规划（2021—2025年）").replace("420", "430")))
    assert first.document == again.document
    assert Document.objects.get(district="411330").title == "桐柏县排水防涝规划（2021—2025年）"
    assert get("targets", district="411330")["results"][0]["target"]["value"] == 430


def test_the_outline_is_compared_before_a_plan_for_one_field(tmp_path: Path) -> None:
    for text in (PLAN, WATER.replace("2021", "2022")):
        ingest(file(tmp_path, text))
    cell = get("compare", indicator="gdp", district="411330", year="2025")["cells"][0]
    assert (cell["value"], [one["document"][:14] for one in cell["others"]]) == (
        260,
        ["411330-plan-20", "411330-special"],
    )
    asked = get("compare", indicator="gdp", district="411330", year="2025", document_kind="special_plan")["cells"][0]
    assert (asked["value"], asked["because"]) == (255, "only")
    newest = get("observations", indicator="gdp", district="411330", latest="true")["results"]
    assert [one["value"] for one in newest] == [172]


def test_what_a_plan_for_one_field_does_not_state_may_be_stated_in_what_is_not_there(tmp_path: Path) -> None:
    ingest(file(tmp_path, WATER))
    cells = {
        (cell["indicator"]["slug"], cell["year"]): cell
        for cell in get("coverage", indicator="gdp,hospital-beds", district="411330", year="2024,2025")["cells"]
    }
    for (indicator, year), cell in cells.items():
        stated = (indicator, year) == ("gdp", 2025)
        assert cell["status"] == ("stated" if stated else "document_missing"), (indicator, year)
        assert "411330-plan-2021" in [one["document"] for one in cell["missing"]]


def test_the_whole_plan_replaces_a_table_of_it_and_not_the_other_way_round(tmp_path: Path) -> None:
    table = "桐柏县“十四五”时期经济社会发展主要指标\n\n" + PLAN.partition("主要指标\n")[2]
    assert ingest(file(tmp_path, table)).state == RunState.SUCCEEDED
    held = Document.objects.get(slug="411330-plan-2021")
    assert (held.targets.count(), held.title) == (4, "桐柏县“十四五”时期经济社会发展主要指标")
    assert ingest(file(tmp_path, PLAN)).state == RunState.SUCCEEDED
    with pytest.raises(LossyReplacement):
        ingest(file(tmp_path, table))
    assert Document.objects.get(slug="411330-plan-2021").title.endswith("远景目标纲要")
