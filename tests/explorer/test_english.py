"""What the data have in Chinese, on pages in English."""

import pytest

from indicators.caveats import A_DISTANCE, CLAUSE_IN_NAME, MORE_BEHIND, NO_SUBJECT, SAME_NAME
from indicators.reading.catalogue import catalogue
from indicators.reading.linking import _NO_BASE, NO_UNIT
from planapi.explorer.english import amount_in, caveat_in, unit_in
from text.numbers.units import CURRENCIES


@pytest.mark.parametrize(
    ("unit", "told"),
    [
        ("亿元", "100 million yuan"),
        ("家", ""),
        (None, ""),
        ("万户", "10,000 households"),
        ("件/万人", "per 10,000 people"),
        ("万元/人", "10,000 yuan per person"),
        ("微克/立方米", "micrograms per cubic metre"),
        ("亿吨标准煤", "100 million tonnes of coal equivalent"),
    ],
)
def test_units_are_told_in_english(unit: str | None, told: str) -> None:
    assert unit_in(unit, "en") == (told, False)
    assert unit_in(unit, "zh").text == (unit or "")


def test_a_unit_that_has_no_english_stays_as_it_is_printed() -> None:
    assert unit_in("万星/次", "en") == ("万星/次", True)


@pytest.mark.parametrize(
    ("unit", "language", "told"),
    [
        ("亿元", "en", "32.6 × 100 million yuan"),
        ("%", "en", "32.6%"),
        ("家", "en", "32.6"),
        ("天", "en", "32.6 days"),
        ("家", "zh", "32.6家"),
    ],
)
def test_an_amount_is_told_with_its_unit(unit: str, language: str, told: str) -> None:
    assert amount_in("32.6", unit, language) == told


@pytest.mark.parametrize(
    ("caveat", "told"),
    [
        ("原文作“经济总量”", "worded “经济总量” in the text"),
        (
            "原文作“财政收入”，未写明为一般公共预算收入",
            "worded “财政收入” in the text, which does not say that it is general public budget revenue",
        ),
        (
            "仅A股；至2025年合计，不与单年数比较",
            "A shares only; a total up to 2025, not comparable with single years",
        ),
        ("目标值为多年累计数，不与单年数比较", "target: a total over years, not comparable with single years"),
        ("以“户”计，本指标以“家”计", "counted by “户”, the indicator by “家”"),
    ],
)
def test_caveats_are_told_in_english(caveat: str, told: str) -> None:
    assert caveat_in(caveat, "en") == (told, False)
    assert caveat_in(caveat, "zh").text == caveat


def test_a_caveat_of_which_a_part_has_no_english_stays_whole_in_chinese() -> None:
    assert caveat_in("仅A股；此处从未写过", "en") == ("仅A股；此处从未写过", True)


def test_every_unit_and_every_caveat_of_the_catalogue_has_english() -> None:
    held = catalogue()
    assert {one.unit for one in held.entries.values() if one.unit and unit_in(one.unit, "en").is_chinese} == set()
    made = [
        NO_UNIT,
        _NO_BASE,
        A_DISTANCE,
        NO_SUBJECT,
        SAME_NAME,
        CLAUSE_IN_NAME,
        MORE_BEHIND,
        *(f"以{one}计，未按汇率折算" for one in CURRENCIES.values()),
    ]
    assert {one for one in (*held.names.caveats.values(), *made) if caveat_in(one, "en").is_chinese} == set()
