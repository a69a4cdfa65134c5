"""What people call indicators that no document does."""

import pytest

from indicators.reading.catalogue import catalogue, normalise
from indicators.reading.everyday import everyday_name, everyday_names, indicators_called

ALIASES = {alias for alias, _, _ in catalogue().names.aliases}


@pytest.mark.parametrize("name", everyday_names().values(), ids=lambda name: name.word)
def test_an_everyday_name_leads_to_an_indicator_and_is_no_alias(name) -> None:
    assert normalise(name.name) in ALIASES
    assert normalise(name.word) not in ALIASES
    assert indicators_called(name.word)


@pytest.mark.parametrize(
    ("name", "slugs"),
    [
        ("GDP", ["gdp"]),
        ("国内生产总值", ["gdp"]),
        ("GDP增速", ["gdp-growth"]),
        ("社零", ["retail-sales"]),
        ("社零增速", ["retail-sales-growth"]),
        ("新增就业", ["new-jobs"]),
        ("国高企", ["high-tech-firms"]),
        ("人均收入", ["household-income"]),
        ("全区人口", ["population"]),
        ("没有这个", []),
        ("", []),
    ],
)
def test_the_indicators_that_a_name_is_of(name: str, slugs: list[str]) -> None:
    assert [slug for slug, _ in indicators_called(name)] == slugs


def test_a_growth_of_an_everyday_name() -> None:
    found = everyday_name("社零同比增长")
    assert found is not None
    assert (found.name, found.is_open) == ("社会消费品零售总额增长", False)
    assert everyday_name("地区生产总值") is None
