"""What never takes the place of a document that is held, and whose document is stored."""

from pathlib import Path

import pytest
from django.test import Client

from districts.models import District, Document
from indicators.models import Observation, Target
from planapi.ingest import ingest
from text.errors import LossyReplacement, UnknownDistrict, UnknownKind

pytestmark = pytest.mark.django_db

TABLE = """专栏1 “十四五”时期经济社会发展主要指标

| 序号 | 指标 | 2020年 | 2025年 | 属性 |
|---|---|---|---|---|
| 1 | 地区生产总值（亿元） | 172 | 260 | 预期性 |
| 2 | 粮食总产量（万吨） | 42 | 43 | 约束性 |
| 3 | 城镇新增就业（万人） | 3 | 4 | 预期性 |
| 4 | 森林覆盖率（%） | 50.1 | 51 | 约束性 |
"""
PLAN = f"""桐柏县国民经济和社会发展第十四个五年规划和二〇三五年远景目标纲要

第一章 发展基础

2020年，全县生产总值达到172亿元。

第二章 主要目标

到2025年，全县生产总值达到260亿元，城镇化率达到55%，新增就业4万人。

{TABLE}
"""


def file(tmp_path: Path, text: str) -> Path:
    path = tmp_path / f"{len(list(tmp_path.iterdir()))}.txt"
    path.write_text(text, encoding="utf-8")
    return path


OTHERS = [
    PLAN.replace("远景目标纲要", "远景目标纲要\n中期评估报告", 1),
    PLAN.replace("桐柏县国民", "中共桐柏县委关于制定桐柏县国民", 1).replace("远景目标纲要", "远景目标的建议", 1),
    PLAN.replace("桐柏县国民", "桐柏县月河镇国民", 1),
    (
        "桐柏县2021年国民经济和社会发展计划执行情况与2022年国民经济和社会发展计划草案的报告\n\n一、2021年计划执行情况\n\n"
        "全县生产总值达到180亿元，国民经济和社会发展第十四个五年规划开局良好，本规划纲要实施良好。\n"
    ),
]


@pytest.mark.parametrize("text", OTHERS, ids=["evaluation", "proposal", "town", "annual"])
@pytest.mark.parametrize("replace", [False, True])
def test_another_genre_replaces_no_plan(tmp_path: Path, text: str, *, replace: bool) -> None:
    ingest(file(tmp_path, PLAN))
    before = list(Target.objects.filter(document="411330-plan-2021").values_list("name", "target_value"))
    assert len(before) == 4
    with pytest.raises(UnknownKind):
        ingest(file(tmp_path, text), replace=replace)
    assert list(Target.objects.filter(document="411330-plan-2021").values_list("name", "target_value")) == before


def test_a_file_without_any_of_the_targets_replaces_no_plan(tmp_path: Path) -> None:
    ingest(file(tmp_path, PLAN))
    without = file(tmp_path, PLAN.replace(TABLE, "正文。" * 80))
    with pytest.raises(LossyReplacement, match=r"4 targets \(this file has 0\)"):
        ingest(without)
    assert ingest(without, replace=True).state == "succeeded"


def test_a_title_set_otherwise_is_the_same_title(tmp_path: Path) -> None:
    ingest(file(tmp_path, PLAN))
    set_otherwise = PLAN.replace(
        "和社会发展第十四个五年规划和二〇三五年", "和社会发展\n第十四个五年规划 和二○三五年", 1
    )
    assert ingest(file(tmp_path, set_otherwise)).state == "succeeded"
    other = PLAN.replace("规划和二〇三五年远景目标纲要", "规划纲要", 1)
    with pytest.raises(LossyReplacement, match="has the title"):
        ingest(file(tmp_path, other))


def test_the_specified_district_is_told_on_the_run(tmp_path: Path) -> None:
    path = file(tmp_path, PLAN.replace("桐柏县", "西咸新区"))
    with pytest.raises(UnknownDistrict, match="西咸新区, which is no division"):
        ingest(path)
    run = ingest(path, district_code="610116")
    assert run.document is not None
    assert run.document.slug == "610116-plan-2021"
    assert any(note["message"].startswith("Specified district: ") for note in run.notes)


NATION = """2026年国务院政府工作报告
——2026年3月5日在第十四届全国人民代表大会第四次会议上
国务院总理
各位代表：
一、2025年工作回顾
国内生产总值达到140.2万亿元，增长5%。支持海南省自由贸易港全岛封关运作。
二、2026年工作任务
国内生产总值增长4.5%—5%。
"""
PROVINCE = """2026年海南省政府工作报告
——2026年1月20日在海南省第七届人民代表大会第五次会议上
各位代表：
一、2025年工作回顾
地区生产总值增长4%。
二、2026年工作任务
地区生产总值增长6%左右。
"""


def test_a_report_of_the_nation_stands_beside_that_of_a_province(tmp_path: Path, client: Client) -> None:
    ingest(file(tmp_path, PROVINCE))
    ingest(file(tmp_path, NATION))
    assert Document.objects.filter(slug__in=["100000-report-2026", "460000-report-2026"]).count() == 2
    assert Observation.objects.filter(document="460000-report-2026", value=4).exists()
    nation = District.objects.get(code="100000")
    assert (nation.level, nation.parent) == ("nation", None)
    assert client.get("/api/v1/districts/100000/").json()["name"] == "中华人民共和国"
    for asked in ("district=100000", "city=100000", "document=100000-report-2026"):
        rows = client.get(f"/api/v1/observations/?{asked}&indicator=gdp").json()["results"]
        assert [(row["value"], row["year"], row["kind"]) for row in rows] == [(140.2, 2025, "actual")]
    assert client.get("/api/v1/documents/?district=460000&count=true").json()["count"] == 1
    levels = client.get("/api/v1/districts/?level=nation").json()["results"]
    assert [row["code"] for row in levels] == ["100000"]
