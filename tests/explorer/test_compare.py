"""The page that compares, and its tables."""

import csv
import html
import io
import re
from typing import Any

import openpyxl
import pytest
from django.test import Client

from history.revisions import newest
from indicators.models import Indicator, Observation
from planapi.explorer import examples
from rest.fast.bounded import Bounded

QUERY = "indicator=gdp-growth&district=120102,120110"


def ask(client: Client, path: str, status: int = 200) -> str:
    answer: Any = client.get(path)
    assert answer.status_code == status, path
    return html.unescape(answer.content.decode())


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("indicator=地区生产总值增长率&indicator=&district=河东区&district=&year__gte=&year__lte=", "indicator=gdp-growth&district=120102"),
        ("indicator=GDP growth&district=120110 天津市东丽区&district=天津市河东区", QUERY),
        ("district=120110&district=120102&indicator=gdp-growth", QUERY),
        ("indicator=gdp-growth&district=Hedong District", "indicator=gdp-growth&district=120102"),
        ("indicator=gdp-growth&district=120102&year__gte=2020&chart=dot", None),
        (QUERY, None),
    ],
)  # fmt: skip
def test_names_and_empty_fields_lead_to_the_address_that_says_the_same(
    client: Client, asked: str, told: str | None
) -> None:
    answer: Any = client.get(f"/compare/?{asked}")
    if told is None:
        assert answer.status_code == 200
    else:
        assert (answer.status_code, answer["Location"]) == (302, f"/compare/?{told}")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("indicator=gdp-grwth&district=120102", ["“gdp-grwth”：没有这个指标", "地区生产总值增长率</a>", "indicator=gdp-growth&district=120102"]),
        ("indicator=gdp-growth&district=不知区", ["“不知区”：没有这个地区"]),
        ("indicator=gdp-growth&district=999999", ["没有这个地区"]),
        ("indicator=gdp-growth&district=120102&year__gte=20", ["“20”：年份应是"]),
        ("indicator=gdp-growth&district=120102&year__gte=2024&year__lte=2020", ["起始年份 2024 晚于结束年份 2020"]),
        ("indicator=gdp-growth&district=120102&chart=pie", ["没有这种图"]),
    ],
)  # fmt: skip
def test_a_wrong_choice_is_told_beside_its_field(client: Client, asked: str, told: list[str]) -> None:
    page = ask(client, f"/compare/?{asked}", 400)
    assert all(one in page for one in told), page
    assert '<form class="chooser"' in page


@pytest.mark.django_db
def test_of_more_places_than_can_be_told_apart_the_first_are_shown(client: Client) -> None:
    codes = ",".join(f"1201{number:02}" for number in (*range(1, 7), *range(10, 20)))
    page = ask(client, f"/compare/?indicator=gdp-growth&district={codes}", 400)
    assert "一次最多比较 12 个地区" in page


@pytest.mark.django_db
def test_the_page_shows_its_chart_the_table_and_the_request_behind_both(client: Client) -> None:
    page = ask(client, f"/compare/?{QUERY}&year__gte=2021")
    chart = f"/charts/compare.svg?{QUERY}&year__gte=2021&chart=line"
    assert f'data="{chart}"' in page
    assert f'data="{chart}&size=narrow"' in page
    assert f"/api/v1/compare/?{QUERY}&year__gte=2021&revision={newest().number}" in page
    assert '<th scope="col">2020</th>' not in page
    assert "/evidence/observations/120110-plan-2021-t1-target/" in page


@pytest.mark.django_db
def test_every_link_of_a_chart_leads_somewhere(client: Client) -> None:
    for path in (f"/compare/?{QUERY}", f"/en/compare/?{QUERY}&revision={newest().number}"):
        links = set(re.findall(r'(?:href|data)="(/(?:en/)?charts/[^"]*)"', ask(client, path)))
        assert len(links) == 10
        for link in links:
            assert client.get(link).status_code == 200, link
            assert ("revision=" in link) == ("revision=" in path)


@pytest.mark.django_db
def test_several_indicators_each_have_their_tables(client: Client) -> None:
    page = ask(client, "/en/compare/?indicator=gdp-growth,high-tech-firms&district=120102,120110")
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert {"gdp-growth-results", "high-tech-firms-targets"} <= set(ids)


@pytest.mark.django_db
def test_what_nobody_states_is_said(client: Client) -> None:
    stated = Observation.objects.filter(district="120102", indicator__isnull=False).values("indicator")
    unstated = Indicator.objects.exclude(slug__in=stated).first()
    assert unstated is not None
    page = ask(client, f"/compare/?indicator={unstated.slug}&district=120102")
    assert "不是没有" in page
    assert "<object" not in page


@pytest.mark.django_db
def test_a_page_asks_no_more_statements_for_more_places(client: Client, django_assert_max_num_queries: Any) -> None:
    ask(client, f"/compare/?{QUERY}")
    for places in ("120102", "120101,120102,120105,120110"):
        with django_assert_max_num_queries(11):
            ask(client, f"/compare/?indicator=gdp-growth&district={places}")


def rows_of(answer: Any) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


@pytest.mark.django_db
def test_the_long_table_has_what_compare_says(client: Client) -> None:
    rows = rows_of(client.get(f"/en/charts/compare.csv?{QUERY}"))
    answer: Any = client.get(f"/api/v1/compare/?{QUERY}&kind=actual,estimate")
    cells = [one for one in answer.json()["cells"] if one["statement"]]
    results = [row for row in rows if row["kind"] != "target"]
    assert [(row["district"], row["year"], row["raw"]) for row in results] == [
        (one["district"]["code"], str(one["year"]), one["statement"]["raw"]) for one in cells
    ]
    assert [float(row["value"]) for row in results] == [float(one["value"]) for one in cells]
    assert all(row["evidence"].startswith("http://testserver/evidence/") for row in rows)
    said = next(row for row in rows if row["raw"] == "与全市增长水平保持一致")
    assert (said["value"], said["reason"]) == ("", "the text gives no number")


@pytest.mark.django_db
def test_what_is_drawn_on_a_scale_of_its_own_has_its_value_in_the_long_table(client: Client) -> None:
    query = "indicator=gdp-growth&district=120101,120102,120110"
    assert "2025, target: ≈ 6% (printed “【6左右】”)" in client.get(f"/en/charts/compare.svg?{query}").content.decode()
    (row,) = [one for one in rows_of(client.get(f"/en/charts/compare.csv?{query}")) if one["raw"] == "【6左右】"]
    assert (row["value"], row["span"], row["status"]) == ("6", "average per year over several years", "not_comparable")
    (wide,) = [
        one
        for one in rows_of(client.get(f"/en/charts/compare.csv?{query}&layout=wide"))
        if (one["district"], one["side"]) == ("120101", "targets")
    ]
    assert wide["2025"] == "(【6左右】)"


@pytest.mark.django_db
@pytest.mark.parametrize(("prefix", "head"), [("", "地区代码"), ("/en", "district")])
def test_the_wide_table_has_a_column_for_each_year(client: Client, prefix: str, head: str) -> None:
    rows = rows_of(client.get(f"{prefix}/charts/compare.csv?{QUERY}&layout=wide"))
    assert head in rows[0]
    assert [one for one in rows[0] if one.isdecimal()] == ["2020", "2022", "2023", "2025"]
    hedong = [row for row in rows if row[head] == "120102"]
    assert [(row["2020"], row["2025"]) for row in hedong] == [("≈ 1.5", ""), ("", "(与全市增长水平保持一致)")]


@pytest.mark.django_db
def test_the_spreadsheet_and_the_json_say_the_same(client: Client) -> None:
    sheet: Any = client.get(f"/en/charts/compare.xlsx?{QUERY}")
    book = openpyxl.load_workbook(io.BytesIO(sheet.content))
    active = book.active
    assert active is not None
    head, *lines = active.iter_rows(values_only=True)
    answer: Any = client.get(f"/en/charts/compare.json?{QUERY}")
    rows = answer.json()
    assert len(rows) == len(lines) > 3
    assert [dict(zip(head, line, strict=True))["value"] for line in lines] == [row["value"] for row in rows]


@pytest.mark.django_db
def test_a_formula_in_a_document_is_none_in_a_spreadsheet(client: Client) -> None:
    Observation.objects.filter(key="120110-plan-2021-t1-target").update(raw='=HYPERLINK("http://x")')
    rows = rows_of(client.get(f"/en/charts/compare.csv?{QUERY}"))
    assert any(row["raw"] == '\'=HYPERLINK("http://x")' for row in rows)
    sheet: Any = client.get(f"/en/charts/compare.xlsx?{QUERY}")
    active = openpyxl.load_workbook(io.BytesIO(sheet.content)).active
    assert active is not None
    assert all(cell.data_type != "f" for line in active.iter_rows() for cell in line)


@pytest.mark.django_db
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_where_nothing_is_chosen_comparisons_of_what_is_held_are_shown(client: Client, prefix: str) -> None:
    page = ask(client, f"{prefix}/compare/")
    listed = page.partition('id="examples"')[2].partition("</ul>")[0]
    links = re.findall(rf'href="({prefix}/compare/\?[^"]+)"', listed)
    assert len(links) == 3
    for link in links:
        shown = ask(client, link)
        results = shown.partition('-results"')[2].partition("</table>")[0]
        # A row for each of the places, and at least one figure in each.
        rows = re.findall(r"<tr><th scope=\"row\">.*?</tr>", results, re.DOTALL)
        assert len(rows) == len(link.partition("district=")[2].split(",")) > 1
        assert all("/evidence/observations/" in row for row in rows)
    assert "第一个例子" in page or "the first example" in page
    assert f"{links[0].partition('?')[2]}" in page.partition('<object class="broad"')[2].partition(">")[0]
    ranking = ask(client, f"{prefix}/ranking/")
    ranked = re.findall(rf'href="({prefix}/ranking/\?indicator=[^"]+)"', ranking)
    assert len(ranked) == 3
    assert all(client.get(link).status_code == 302 for link in ranked)


@pytest.mark.django_db
def test_a_choice_is_not_covered_by_examples(client: Client) -> None:
    assert 'id="examples"' not in ask(client, f"/compare/?{QUERY}")
    assert 'id="examples"' not in ask(client, "/compare/?indicator=gdp-growth")


def test_where_nothing_is_held_there_is_no_example(
    client: Client, empty: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(examples, "FOUND", Bounded(0))
    assert 'id="examples"' not in ask(client, "/compare/")
