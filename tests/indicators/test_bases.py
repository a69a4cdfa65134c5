"""The words before a number name the year that it is compared with, or none."""

import re

import pytest
from django.db.models import F

from indicators.models import Observation
from indicators.reading.bases import base_year
from text.vocabulary import Measure


@pytest.mark.parametrize(
    ("words", "measure", "expected"),
    [
        ("较2015年底下降", "change", 2015),
        ("市场主体数量力争较“十三五”末增加", "growth", 2020),
        ("较“十二五”末年增长逾", "multiple", 2015),
        ("比“十二五”规划期末提高", "change", 2015),
        ("是2015年的", "multiple", 2015),
        ("同比增长", "growth", 2021),
        ("同比2015年增长", "growth", 2015),
        ("比上年增长", "growth", 2021),
        ("增长", "growth", None),
        ("比“十二五”提高", "change", None),
        ("比2015年初提高", "change", None),
        ("比2025年提高", "change", None),
        ("年均增长", "annual_average", None),
        ("2015年达到", "level", None),
    ],
)
def test_the_year_that_is_compared_with(words: str, measure: str, expected: int | None) -> None:
    assert base_year(words, words, year=2022, measure=Measure(measure)) == expected


def test_a_comparison_ahead_of_its_clause_holds_on() -> None:
    sentence = "与2015年相比,产业结构更优,税收增长"
    assert base_year("税收增长", sentence, year=2020, measure=Measure.GROWTH) == 2015
    assert base_year("同比增长", "同比增长", year=None, measure=Measure.GROWTH) is None


@pytest.mark.django_db
def test_every_base_in_the_documents_is_a_year_before() -> None:
    rows = Observation.objects.filter(base_year__isnull=False)
    assert rows.count() >= 15
    assert not rows.filter(base_year__gte=F("year")).exists()
    assert not [row for row in rows if not re.search(r"20\d\d\s*年|末|同比|上年", row.quote)]
