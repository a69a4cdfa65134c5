"""Phrases with numbers in them are said as one says them."""

import re

import pytest
from django.template import Context

from planapi.explorer.saying import say, words
from planapi.templatetags import explorer

# What can be counted, by its plural, as it stands after a number.
COUNTED = re.compile(
    r"\}( more)? (places|documents|figures|targets|projects|parks|numerals|rows|points|years|pages|groups|statements|characters|indicators|streets)\b"
)


@pytest.mark.parametrize(
    ("key", "values", "told"),
    [
        (
            "ranking.told",
            {"count": 1, "left_out": 0, "silent": 1},
            "1 place is ranked, 0 left out, and 1 has a document but does not state it.",
        ),
        (
            "ranking.told",
            {"count": 12, "left_out": 1, "silent": 0},
            "12 places are ranked, 1 left out, and 0 have a document but do not state it.",
        ),
        ("charts.left_out", {"count": 1}, "1 more figure can't be compared or has no year, and is not drawn; "),
        ("front.places_in", {"places": 1, "documents": "1,204"}, "1 place, 1,204 documents"),
        ("targets.count", {"all": 1, "missed": 1}, "1 place has results of the year; 1 of them missed a target."),
    ],
)
def test_one_is_not_many(key: str, values: dict[str, object], told: str) -> None:
    assert say(key, "en", **values).startswith(told)


# Said only where there are more than can be shown, or of a limit.
ALWAYS_MANY = {
    *("charts.more_places", "charts.more_sources", "choosing.most_district", "choosing.most_indicator"),
    *("guide.most", "verify.limits"),
}


def test_every_phrase_that_counts_has_words_for_one() -> None:
    only_many = [key for key, said in words().items() if COUNTED.search(said["en"]) and key not in ALWAYS_MANY]
    assert only_many == []


@pytest.mark.parametrize(
    ("language", "key", "values", "told"),
    [
        ("zh", "ranking.places", {"count": 12}, "12~个地区"),
        ("zh", "site.revision", {"number": 8}, "数据第~8~版"),
        ("en", "site.revision", {"number": 8}, "Data revision~8"),
        ("en", "front.places_in", {"places": 3, "documents": "1,204"}, "3~places, 1,204~documents"),
        ("en", "reader.page", {"number": 2}, "p.~2"),
        (
            "en",
            "targets.count",
            {"all": 4, "missed": 1},
            "4~places have results of the year; 1~of them missed a target.",
        ),
        ("en", "charts.sources", {"documents": "a b"}, "Sources: a b"),
    ],
)
def test_no_line_of_a_page_ends_between_a_number_and_its_word(
    language: str, key: str, values: dict[str, object], told: str
) -> None:
    written = explorer.say(Context({"language": language}), key, **values)
    assert written == told.replace("~", "\N{NO-BREAK SPACE}")
