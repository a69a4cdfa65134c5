"""How many indicators a plan sets is no figure of the district."""

import pytest

from tests.cases import observations, read, report


@pytest.mark.parametrize(
    "words",
    [
        "本纲要共设置20项主要指标，其中约束性指标8项、预期性指标12项。",
        "共20项指标，约束性8项，其余12项为预期性。",
        "提出了25项具体指标。",
    ],
)
def test_counts_of_indicators(words: str) -> None:
    assert observations(read(report(review=words))) == []


def test_counts_of_other_things() -> None:
    assert observations(read(report(review="完成重点项目12项。"))) == [
        "12项 2023 actual eq level「重点项目」→key-projects"
    ]
    assert len(observations(read(report(review="8项主要指标增速居全市第一。")))) == 1
