"""Charts: what is drawn and how, that each point is a link to its words, and that nothing else is in them."""

import hashlib
import re
from base64 import b64encode
from decimal import Decimal
from itertools import pairwise
from typing import Any, cast

import pytest
import vl_convert
from django.test import Client
from lxml import etree  # pyright: ignore[reportAttributeAccessIssue] it has no types

from history.revisions import newest
from indicators.harmonising import POINT
from planapi.explorer import drawing
from planapi.explorer.charts import (
    NARROW,
    WIDE,
    ChartSetting,
    chart_of,
    slope_years,
    spread,
)
from planapi.explorer.panels import Drawn, Panel, Point
from rest.fast.bounded import Bounded

PLACES = "120101,120102,120105,120110"
CHART = f"/charts/compare.svg?indicator=gdp-growth,high-tech-firms&district={PLACES}"
SVG = "{http://www.w3.org/2000/svg}"


def drawn(client: Client, address: str) -> Any:
    answer: Any = client.get(address)
    assert answer.status_code == 200, answer.content
    assert answer["Content-Type"] == "image/svg+xml"
    return etree.fromstring(answer.content)


def texts(svg: Any) -> list[str]:
    return ["".join(one.itertext()) for one in svg.iter(f"{SVG}text")]


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["line", "dot", "bar", "slope"])
def test_every_point_is_a_link_to_its_words_and_says_what_it_is(client: Client, kind: str) -> None:
    svg = drawn(client, f"{CHART}&chart={kind}")
    links = list(svg.iter(f"{SVG}a"))
    assert len(links) >= 4
    for link in links:
        address = link.get("href")
        assert address.startswith("http://testserver/evidence/observations/")
        assert link.get("target") == "_top"
        told = link.get("aria-label")
        page = cast("Any", client.get(address.removeprefix("http://testserver"))).content.decode()
        # The words that the label quotes stand on the page behind it.
        quoted = re.search("“(.+)”", told)
        assert quoted is not None
        assert quoted[1].strip("【】") in page
    marks = {mark.tag for link in links for mark in link}
    assert f"{SVG}path" in marks


@pytest.mark.django_db
def test_what_is_drawn_is_what_compare_says(client: Client) -> None:
    svg = drawn(client, f"/charts/compare.svg?indicator=high-tech-firms&district={PLACES}")
    shown = {link.get("href").split("/")[-2] for link in svg.iter(f"{SVG}a")}
    said = set()
    for kinds in ("actual,estimate", "target"):
        answer: Any = client.get(f"/api/v1/compare/?indicator=high-tech-firms&district={PLACES}&kind={kinds}")
        said |= {one["statement"]["id"] for one in answer.json()["cells"] if one["value"] is not None}
    assert shown == said


@pytest.mark.django_db
def test_single_years_and_averages_have_scales_of_their_own_and_words_stand_as_words(client: Client) -> None:
    said = texts(drawn(client, f"/charts/compare.svg?indicator=gdp-growth&district={PLACES}"))
    assert "地区生产总值增长率 · % · 时点或当年" in said
    assert "地区生产总值增长率 · % · 年均" in said
    assert any("与全市增长水平保持一致" in one for one in said)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("prefix", "told"),
    [
        ("", ["来源：", "没有写到的：河北区", "数据第 "]),
        ("/en", ["Sources: ", "Not stated: Hebei District", "Data revision "]),
    ],
)
def test_a_picture_says_what_it_is_of_and_where_it_is_from(client: Client, prefix: str, told: list[str]) -> None:
    svg = drawn(client, f"{prefix}/charts/compare.svg?indicator=gdp-growth&district={PLACES}")
    said = "\n".join(texts(svg))
    assert all(one in said for one in told)
    assert f"revision={newest().number}" in said.replace("\n", "")
    title = svg.find(f"{SVG}title")
    assert title.text.replace(" ", "") in re.sub(r"\s", "", said)


@pytest.mark.django_db
def test_a_chart_may_do_nothing_but_look_as_it_does(client: Client) -> None:
    answer: Any = client.get(CHART)
    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'self'" in policy
    svg = etree.fromstring(answer.content)
    (style,) = svg.iter(f"{SVG}style")
    assert f"'sha256-{b64encode(hashlib.sha256(style.text.encode()).digest()).decode()}'" in policy
    assert not list(svg.iter(f"{SVG}script", f"{SVG}image", f"{SVG}foreignObject"))
    assert not [name for one in svg.iter() for name in one.attrib if name.startswith("on") or name == "style"]


@pytest.mark.django_db
def test_links_of_a_pinned_chart_are_of_its_revision(client: Client) -> None:
    number = newest().number
    svg = drawn(client, f"{CHART}&revision={number}")
    assert all(link.get("href").endswith(f"/?revision={number}") for link in svg.iter(f"{SVG}a"))


@pytest.mark.django_db
def test_a_chart_that_a_client_holds_is_not_sent_again(client: Client) -> None:
    mark = client.get(CHART)["ETag"]
    assert client.get(CHART, headers={"If-None-Match": mark}).status_code == 304


def test_a_server_that_begins_draws_what_the_engine_and_the_font_are_there_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawing, "_DRAWN", kept := Bounded(1 << 20))
    drawing.warm_up()
    assert len(kept) == 2


@pytest.mark.django_db
def test_a_chart_is_drawn_once(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawing, "_DRAWN", Bounded(1 << 20))
    calls = []
    real = vl_convert.vegalite_to_svg
    monkeypatch.setattr(vl_convert, "vegalite_to_svg", lambda *args, **kwargs: calls.append(1) or real(*args, **kwargs))
    for _ in range(2):
        client.get(f"{CHART}&chart=dot")
    assert len(calls) == 1


@pytest.mark.django_db
def test_who_waits_too_long_is_told_to_come_again(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawing, "_DRAWN", Bounded(0))
    monkeypatch.setattr(drawing, "_PATIENCE", 0.01)
    with drawing._DRAWING:
        answer: Any = client.get(CHART)
    assert answer.status_code == 503
    assert "Try again" in answer.json()["detail"]


@pytest.mark.django_db
def test_a_png_has_chinese_letters_and_no_boxes(client: Client) -> None:
    answer: Any = client.get(CHART.replace(".svg", ".png"))
    assert answer["Content-Type"] == "image/png"
    assert answer.content.startswith(b"\x89PNG")
    # Of letters that a font lacks, all boxes are alike.
    one, other = (
        drawing.png_of(
            f'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><text y="15" font-family="{drawing.FONT}">{char}</text></svg>'.encode()
        )
        for char in "区镇"
    )
    assert one != other


def test_nothing_is_fetched_for_a_chart() -> None:
    with pytest.raises(ValueError, match="not allowed"):
        drawing.svg_of(
            {
                "data": {"url": "http://127.0.0.1:9/a.csv"}, "mark": "point", "encoding": {"x": {"field": "a"}},
                "usermeta": drawing.LinesAround(0, "", "", []),
            },
            title="", description="", language="en",
        )  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("/charts/compare.svg", "indicator"),
        ("/charts/compare.svg?indicator=gdp-growth", "district"),
        ("/en/charts/compare.svg?indicator=nothing&district=120102", "no such indicator"),
        ("/charts/compare.svg?indicator=gdp-growth&district=120102&size=huge", "not a size"),
        ("/charts/compare.csv?indicator=gdp-growth&district=120102&size=wide", "says nothing"),
        ("/charts/compare.csv?indicator=gdp-growth&district=120102&layout=round", "not a layout"),
        ("/charts/compare.svg?indicator=gdp-growth&district=120102&colour=red", "unknown parameter"),
        ("/charts/ranking.svg?indicator=gdp-growth", "year"),
    ],
)
def test_what_can_not_be_drawn_is_told(client: Client, address: str, told: str) -> None:
    answer: Any = client.get(address)
    assert answer.status_code == 400
    assert told in answer.content.decode()


# ── The specification ───────────────────────────────────────────────────────────────────────────────────────────────


class Named:
    """A place, or an indicator."""

    slug, unit, direction = "x", "%", "higher"

    def __init__(self, code: str) -> None:
        self.code, self.name, self.name_en = code, f"{code}区", f"{code} District"


def point(
    place: str, year: int, value: str, *, kind: str = "actual", bound: str = "eq", most: str | None = None
) -> Point:
    place_of = cast("Any", Named(place))
    return Point(
        place_of, year, Decimal(value), Decimal(most) if most else None, bound, kind, f"{place}-{year}-{kind}", value
    )


def panel(*points: Point) -> Panel:
    return Panel(cast("Any", Named("x")), POINT, list(points))


def marks_of(one: Panel, kind: str = "line", *, width: int = WIDE) -> list[dict[str, Any]]:
    """The data of the first panel."""
    setting = ChartSetting("zh", width, 1, pinned=False)
    spec = chart_of(kind, [Drawn([one], [], [])], title="t", foot=["f"], setting=setting)
    return spec["vconcat"][0]["data"]["values"]


@pytest.mark.parametrize(
    ("kind", "bound", "chart", "shape", "filled"),
    [
        ("actual", "eq", "line", "circle", True),
        ("estimate", "approx", "line", "circle", False),
        ("target", "eq", "line", "diamond", False),
        ("target", "gte", "line", "triangle-up", False),
        ("target", "lt", "line", "triangle-down", False),
        ("actual", "gt", "bar", "triangle-right", True),
        ("target", "lte", "dot", "triangle-left", False),
    ],
)
def test_results_estimates_targets_and_bounds_have_marks_of_their_own(
    kind: str, bound: str, chart: str, shape: str, filled: bool
) -> None:
    (mark,) = marks_of(panel(point("1", 2020, "5", kind=kind, bound=bound)), chart)
    assert (mark["shape"], mark["fill"] == mark["colour"]) == (shape, filled)
    assert mark["result"] is (kind != "target")


def test_a_row_has_the_newest_result_and_the_newest_target_the_highest_first() -> None:
    points = [
        point("1", 2019, "9"), point("1", 2020, "3"), point("2", 2020, "4"),
        point("1", 2023, "7", kind="target"), point("1", 2025, "8", kind="target"),
    ]  # fmt: skip
    marks = marks_of(panel(*points), "dot")
    assert [(one["place"], one["year"]) for one in marks] == [("2区", 2020), ("1区", 2020), ("1区", 2025)]


@pytest.mark.parametrize(
    ("points", "years"),
    [
        ([("1", 2020), ("2", 2020), ("1", 2021), ("1", 2022), ("2", 2022)], (2020, 2022)),
        ([("1", 2020), ("1", 2021), ("2", 2022)], (2020, 2021)),
        ([("1", 2020), ("2", 2021)], None),
        ([], None),
    ],
)
def test_a_slope_is_of_the_two_years_that_the_most_places_have(points: Any, years: Any) -> None:
    assert slope_years(panel(*(point(place, year, "1") for place, year in points))) == years


def test_labels_keep_their_order_and_their_distance() -> None:
    placed = spread([100, 98, 99, 300], 15, 300)
    assert sorted(range(4), key=lambda one: placed[one]) == [1, 2, 0, 3]
    heights = sorted(placed)
    assert all(after - before >= 15 for before, after in pairwise(heights))
    assert heights[-1] <= 300


@pytest.mark.parametrize(
    ("text", "longest", "lines"),
    [
        ("河东区、河西区", 4, ["河东区、", "河西区"]),
        ("河东区河西，区", 5, ["河东区河西，", "区"]),
        ("GDP growth: Hedong", 6.6, ["GDP growth:", "Hedong"]),
        ("数据 https://example.org/a", 5.5, ["数据", "https://", "example.or", "g/a"]),
        ("http://example.org/compare/?indicator=gdp&district=120102,120105", 16, ["http://example.org/compare/?", "indicator=gdp&", "district=120102,120105"]),
        ("一般公共预算收入达到1300亿元", 12, ["一般公共预算收入达到", "1300亿元"]),
        ("增长 5.3%左右（2025年），共 20 份文件", 7, ["增长 5.3%左右", "（2025年），", "共 20 份文件"]),
        ("展望二〇三五年的远景", 6, ["展望", "二〇三五年的", "远景"]),
        ("比较清苑区和两江新区", 4, ["比较", "清苑区和", "两江新区"]),
        ("Gross value: Two Rivers District", 14, ["Gross value:", "Two Rivers District"]),
    ],
)  # fmt: skip
def test_texts_are_broken_as_they_are_read(text: str, longest: float, lines: list[str]) -> None:
    assert drawing.wrapped(text, longest, ["清苑区", "两江新区", "Two Rivers District"]) == lines


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_an_axis_of_years_names_the_first_and_the_last(width: int) -> None:
    years = [2020, 2021, 2022, 2023, 2024, 2025, 2026, 2030]
    rows = panel(*(point("120102", year, str(year)) for year in years))
    (view,) = chart_of("line", [Drawn([rows], [], [])], title="", foot=[], setting=ChartSetting("zh", width, 1, False))[
        "vconcat"
    ]
    told = view["layer"][-2]["encoding"]["x"]["axis"]["values"]
    assert (told[0], told[-1]) == (2020, 2030)
    assert set(told) <= set(years)
    assert (len(told) == len(years)) == (width == WIDE)


@pytest.mark.django_db
@pytest.mark.parametrize("size", ["narrow", "wide"])
def test_a_title_takes_all_the_width_of_its_chart(client: Client, size: str) -> None:
    address = (
        f"/charts/compare.svg?indicator=gdp-growth,high-tech-firms,general-public-budget-revenue&district={PLACES}"
    )
    svg = drawn(client, f"{address}&size={size}")
    room = float(svg.get("viewBox").split()[2]) - 24
    lines = [one.text for one in svg.iter(f"{SVG}text") if one.get("font-weight") == "bold"]
    assert len(lines) > 1
    for line, following in pairwise(lines):
        assert 18 * len(line) <= room + 18  # 、 may hang over
        # Not one word more would have had room.
        word = re.match(r"\w+区|\w{2}|.*", following)
        assert word
        assert 18 * (len(line) + len(word[0])) > room


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("kind", ["line", "dot", "bar", "slope"])
def test_a_chart_is_as_wide_as_its_screen(kind: str, width: int) -> None:
    places = [str(number) for number in range(12)]
    points = [point(place, year, str(3 * int(place) + year % 7)) for place in places for year in (2020, 2021, 2022)]
    setting = ChartSetting("en", width, 1, pinned=False)
    title = "GDP growth: a District, b District and others"
    spec = chart_of(
        kind, [Drawn([panel(*points)], [], [])], title=title, foot=["Sources: " + "一二三四五" * 30], setting=setting
    )
    svg = etree.fromstring(drawing.svg_of(spec, title=title, description="", language="en"))
    assert width * 0.8 <= float(svg.get("viewBox").split()[2]) <= width * 1.12
