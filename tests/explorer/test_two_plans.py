"""A place with two plans, one after the other, and the reports between them: what one plan aims at is never mixed with what the other does."""

import html
import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from planapi.explorer import front, places_missed
from planapi.ingest import ingest
from rest.fast.bounded import Bounded
from tests import databases

REST = "坚持稳中求进工作总基调，完整、准确、全面贯彻新发展理念，统筹发展和安全，扎实推进各项工作，经济社会保持平稳健康发展。"
PLAN = """天津市河西区国民经济和社会发展第{ordinal}个五年规划纲要

河西政发〔{first}〕3号

天津市河西区国民经济和社会发展第{ordinal}个五年（{first}—{last}年）规划纲要，主要阐明发展意图，明确工作重点，是全区人民共同奋斗的行动纲领。

第一章 发展基础

第一节 发展成就

{before}年地区生产总值达到{was}亿元，国家高新技术企业达到{firms}家。{rest}

第二章 主要目标

第一节 指导思想

{rest}

第二节 主要目标

到{last}年，地区生产总值达到{aim}亿元，年均增长{growth}%左右。

专栏1 经济社会发展主要指标

| 序号 | 指标 | 单位 | {before}年 | {last}年 | 属性 |
| --- | --- | --- | --- | --- | --- |
| 1 | 地区生产总值 | 亿元 | {was} | {aim} | 预期性 |
| 2 | 国家高新技术企业数量 | 家 | {firms} | {firms_aim} | 预期性 |
{more}

第三章 建设现代化产业体系

第一节 载体建设

建设河西软件园，推进新梅江科技园二期项目建设。{rest}
"""
FIRST = {
    "ordinal": "十四",
    "before": 2020,
    "first": 2021,
    "last": 2025,
    "was": 980,
    "aim": 1300,
    "growth": 6,
    "firms": 420,
    "firms_aim": 700,
    "more": "",
    "rest": REST,
}
SECOND = {
    "ordinal": "十五",
    "before": 2025,
    "first": 2026,
    "last": 2030,
    "was": 1260,
    "aim": 1600,
    "growth": 5,
    "firms": 735,
    "firms_aim": 1000,
    "more": "| 3 | 人均预期寿命 | 岁 | 83.1 | 84 | 预期性 |",
    "rest": REST,
}
REPORT = """河西区{year}年政府工作报告

一、{before}年工作回顾

{before}年，全区地区生产总值达到{was}亿元，国家高新技术企业达到{firms}家。{rest}

二、{year}年主要预期目标

{year}年全区经济社会发展的主要预期目标是：地区生产总值增长5%。{rest}
"""
REPORTS = (
    {"year": 2026, "before": 2025, "was": "1255.6", "firms": 735, "rest": REST},
    {"year": 2027, "before": 2026, "was": "1320", "firms": 760, "rest": REST},
)
ADDRESSES = {
    "place": "/places/120103/",
    "english": "/en/places/120103/",
    "missed": "/targets/?year=2025",
    "compare": "/compare/?indicator=gdp&district=120103&chart=line",
    "feed": "/places/120103/feed.atom",
}


@pytest.fixture(scope="module")
def pages(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any) -> dict[str, str]:
    """The pages of such a place, from a database of their own."""
    folder: Path = tmp_path_factory.mktemp("plans")
    texts = [PLAN.format(**one) for one in (FIRST, SECOND)] + [REPORT.format(**one) for one in REPORTS]
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock():
        patch.setattr(front, "HELD", Bounded(0))
        patch.setattr(places_missed, "YEARS", Bounded(0))
        with databases.within(databases.another("seeds")):
            for number, text in enumerate(texts):
                path = folder / f"{number}.md"
                path.write_text(text, "utf-8")
                assert ingest(path).document is not None
            answers: dict[str, Any] = {name: Client().get(address) for name, address in ADDRESSES.items()}
    return {
        name: html.unescape(answer.content.decode()).replace("\N{NO-BREAK SPACE}", " ")
        for name, answer in answers.items()
    }


def plan_of(page: str, slug: str) -> str:
    """The table of a plan."""
    return page.partition(f'id="plan-{slug}"')[2].partition("</table>")[0]


def row_of(table: str, indicator: str) -> str:
    """The words of a row, without its tags."""
    row = table.partition(f'/indicators/{indicator}/"')[2].partition("</tr>")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", row.partition(">")[2]).split())


def test_each_plan_has_a_table_of_its_own_the_newest_first(pages: dict[str, str]) -> None:
    assert re.findall(r'<h3 id="plan-([^"]+)"', pages["place"]) == ["120103-plan-2026", "120103-plan-2021"]
    first, second = (plan_of(pages["place"], f"120103-plan-{year}") for year in (2021, 2026))
    assert set(re.findall(r"120103-plan-\d+-t\d+-target", first)) == {
        f"120103-plan-2021-t{row}-target" for row in (1, 2)
    }
    # The older ones in the table of the newer plan stand under their own heading.
    aims = re.findall(r'<td data-label="目标"><a[^>]*observations/(120103-plan-\d+)-', second)
    assert set(aims) == {"120103-plan-2026"}
    assert "人均预期寿命" in second
    assert "人均预期寿命" not in first


def test_a_target_stands_beside_that_of_the_plan_before_and_what_became_of_it(pages: dict[str, str]) -> None:
    second = plan_of(pages["place"], "120103-plan-2026")
    assert row_of(second, "gdp").startswith(
        "地区生产总值 亿元 1300 2025 没有完成 1260 2025 1320亿元 2026 1600 2030 进度滞后"
    )
    assert row_of(second, "high-tech-firms").startswith(
        "国家高新技术企业数量 家 700 2025 已实现 735 2025 760家 2026 1000 2030"
    )
    assert row_of(second, "life-expectancy").startswith("人均预期寿命 岁 — 未载明 83.1 2025 — 未载明 84 2030")
    # Yearly growth over a period is not the amount of a year.
    assert row_of(second, "gdp-growth").startswith("地区生产总值增长率 % 6%左右 2021–2025")
    assert "Target of the plan before" in plan_of(pages["english"], "120103-plan-2026")


def test_the_first_plan_is_judged_by_its_own_last_year(pages: dict[str, str]) -> None:
    first = plan_of(pages["place"], "120103-plan-2021")
    assert "上个规划的目标" not in first
    assert row_of(first, "gdp").startswith("地区生产总值 亿元 980 2020 1260 2025 1300 2025 没有完成")
    assert row_of(first, "high-tech-firms").startswith("国家高新技术企业数量 家 420 2020 735 2025 700 2025 已实现")
    assert "1260</a>" in pages["missed"].partition("/places/120103/")[2].partition("</tr>")[0]


def test_what_a_report_says_otherwise_than_the_next_plan_is_shown_with_its_words(pages: dict[str, str]) -> None:
    cell = pages["compare"].partition("120103-plan-2026-t1-baseline")[2].partition("</td>")[0]
    assert "另有 2 处，1 处数不同" in cell
    assert re.search(
        r'href="/evidence/observations/120103-report-2026-o\d+/"[^>]*>1255.6亿元</a> 2026 年 政府工作报告', cell
    )


def test_a_park_that_both_plans_name_is_one(pages: dict[str, str]) -> None:
    parks = pages["place"].partition('id="parks"')[2].partition("</section>")[0]
    assert parks.count("河西软件园<") == 1
    assert '<small><span class="n">2</span></small>' in parks


def test_a_feed_gives_the_years_of_an_average(pages: dict[str, str]) -> None:
    assert re.search(r"6%左右</a> 2021–2025 目标", html.unescape(pages["feed"]))
