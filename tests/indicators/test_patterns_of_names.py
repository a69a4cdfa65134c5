"""A sentence is compared with the rows whose subject matches a pattern of its own: so a pattern must leave out no subject of the same name."""

import re
import unicodedata
from collections import defaultdict

import pytest

from indicators.models import Observation
from indicators.reading.catalogue import normalise, patterns_of


def matches(pattern: str, name: str) -> bool:
    """SQL's LIKE, of patterns without _."""
    return re.fullmatch(".*".join(map(re.escape, pattern.split("%"))), name, re.DOTALL) is not None


@pytest.mark.parametrize(
    ("asked", "stated"),
    [
        ("国家高新技术企业", "国家高新技术企业数量"),
        ("GDP增速", "地区生产总值年均增长"),
        ("地区生产总值", "全区生产总值（gdp）"),
        ("城镇登记失业率", "“城镇登记”的失业率"),
        ("老旧小区改造", "提前完成“十三五”老旧小区改造任务"),
        ("单位能耗降幅", "单位能耗累计下降"),
        ("R&D", "R&D"),
    ],
)
def test_a_pattern_finds_what_has_the_same_name(asked: str, stated: str) -> None:
    assert any(matches(pattern, stated) for pattern in patterns_of(asked))


def test_no_subject_of_the_documents_is_left_out(db: None) -> None:
    subjects = set(Observation.objects.values_list("subject", flat=True))
    named = defaultdict(set)
    for subject in subjects:
        named[normalise(subject)].add(subject)
    several = 0
    for alike in named.values():
        # Others are compared whatever the pattern says.
        stated = [one for one in alike if unicodedata.is_normalized("NFKC", one)]
        several += len(stated) > 1
        for asked in alike:
            assert all(any(matches(pattern, one) for pattern in patterns_of(asked)) for one in stated), asked
    assert len(subjects) > 500
    assert several > 5


def test_a_pattern_is_of_the_name_and_not_of_every_name(db: None) -> None:
    subjects = [one for one in Observation.objects.values_list("subject", flat=True) if one]
    found = [one for one in subjects if any(matches(pattern, one) for pattern in patterns_of("国家高新技术企业"))]
    assert 0 < len(found) < len(subjects) / 20
