"""Numbers beside the name of an indicator: as (text, indicator, numbers that are none of its figures), [number] marked in the text."""

import re

import pytest

from indicators.mentioning import NamedIndicators, NumberBeside, PlainText, beside, names_of, unit_behind
from indicators.reading.catalogue import catalogue

MARK = re.compile(r"(?P<kind>[\[{<])(?P<number>[^\]}>]+)[\]}>]")


def read(marked: str, slug: str) -> list[str]:
    """``[680]`` is a number with the unit behind it, ``{680}`` one that is linked to an indicator, ``<四成>`` one that was not understood."""
    text, numbers, at = "", [], 0
    for match in MARK.finditer(marked):
        text += marked[at : match.start()]
        start, at = len(text), match.end()
        text += match["number"]
        unit = unit_behind(marked, at)
        numbers.append(
            NumberBeside(
                match["number"], start, len(text), unit, lost=match["kind"] == "<", linked=match["kind"] == "{"
            )
        )
    text += marked[at:]
    entry = catalogue().entries[slug]
    named = NamedIndicators([names_of(slug, entry.name_zh, entry.aliases, entry.unit)])
    found = beside(PlainText(text), named, numbers).get(slug, [])
    assert named.are_in(PlainText(text)) or not found
    return found


@pytest.mark.parametrize(
    ("text", "slug", "found"),
    [
        ("地区生产总值完成[360]亿元。", "gdp", ["360"]),
        ("地区生产总值（GDP）\u3000完成 [360] 亿元。", "gdp", ["360"]),
        ("ＧＤＰ达到[360]亿元", "gdp", ["360"]),
        ("地区生产总值稳步增长，完成[360]亿元。", "gdp", ["360"]),
        ("地区生产总值完成{360}亿元。", "gdp", []),
        ("地区生产总值再上台阶。财政收入[30]亿元。", "gdp", []),
        ("地区生产总值再上台阶，新建公园[30]个。", "gdp", []),
        ("人均地区生产总值[8]万元。", "gdp", []),
        ("人均地区生产总值[8]万元。", "gdp-per-capita", ["8"]),
        ("地区生产总值{360}亿元，实施项目总投资[30]亿元。", "gdp", []),
        ("地区生产总值、一般公共预算收入[30]亿元。", "gdp", []),
        ("地区生产总值、一般公共预算收入[30]亿元。", "general-public-budget-revenue", ["30"]),
        ("地区生产总值增长[5]%。", "gdp-growth", ["5"]),
        ("地区生产总值增长[5]%。", "gdp", []),
        ("占地区生产总值比重[35]%。", "gdp-growth", []),
        ("新增[155]家国家高新技术企业。", "high-tech-firms", ["155"]),
        ("国家高新技术企业达到\n\n[155]家。", "high-tech-firms", ["155"]),
        ("国家高新技术企业\n[155]家。", "high-tech-firms", []),
        ("国家高新技术企业 [155]", "high-tech-firms", ["155"]),
        ("国家高新技术企业实现产值，[155]", "high-tech-firms", []),
        ("若干<四成>，地区生产总值实现较快发展。", "gdp", ["四成"]),
        ("若干<四成>。地区生产总值实现较快发展。", "gdp", []),
    ],
)
def test_the_numbers_beside_a_name(text: str, slug: str, found: list[str]) -> None:
    assert read(text, slug) == found


def test_the_places_of_a_plain_text_are_of_the_text() -> None:
    text = "**全区** 地区生产\u3000总值完成\n\n680亿元"
    plain = PlainText(text)
    assert plain.text == "全区地区生产总值完成680亿元"
    assert plain.place(text.index("680")) == plain.text.index("680")
    assert plain.place(len(text)) == len(plain.text)
    assert PlainText("ßGDP").text == "ßGDP"


@pytest.mark.parametrize(
    ("text", "unit"),
    [("亿元。", "亿元"), ("万平方米的", "万平方米"), ("%以上", "%"), ("条道路", "条"), ("。", None), ("", None)],
)
def test_the_unit_behind_a_number(text: str, unit: str | None) -> None:
    assert unit_behind(text, 0) == unit
