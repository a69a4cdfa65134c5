"""The seeds with their headings written in other ways: what is read of them is what is read of the originals."""

import re
from collections import Counter

import pytest

from planapi.reading import Reading
from tests.cases import read
from tests.relabelling import Labels, relabelled
from tests.seeds import seed, seed_outline
from text.outline.outline import Outline, read_outline
from text.sources.source import make_source

# the forms of numbering in each seed, from the top down
FORMS = {
    "heping": ("章", "节", "一、", "（一）"),
    "hedong": ("章", "一、"),
    "hebei": ("章", "节"),
    "dongli": ("章", "一、", "（一）"),
}

# what takes their place, from the top down; a form after + is counted through the document
WAYS = {
    "as it is": "第{}章 第{}节 {}、 （{}）",
    "a whole above": "第{}篇 +第{}章 第{}节 {}、",
    "a whole above, each from 1": "第{}篇 第{}章 第{}节 {}、",
    "parts": "第{}部分 {}、 （{}） {n}.",
    "parts with chapters": "第{}部分 +第{}章 第{}节 {}、",
    "items": "{}、 （{}） {n}. （{n}）",
    "items with 、": "{}、 （{}） {n}、 （{n}）",
    "items with full-width points": "{}． （{}） {n}． （{n}）",
    "items without brackets": "{}、 {n}. （{n}） {circled}",
    "decimals": "{path} {path} {path} {path}",
    "decimals with a point": "{path}. {path} {path} （{n}）",
    "chapters with decimals": "第{}章 {path} {path} （{n}）",
    "chapters with items": "第{}章 {}、 {n}. （{n}）",
    "Arabic": "第{n}章 第{n}节 {n}、 （{n}）",
    "Roman": "{roman}. {}、 （{}） {n}.",
    "numbers below sections": "第{}章 第{}节 {n}. （{n}）",
    "sections counted through": "第{}章 +第{}节 （{}） {n}.",
    "items above sections": "{}、 第{}节 （{}） {n}.",
    "items above chapters": "{}、 +第{}章 第{}节 （{}）",
    "numbers on top": "{n}． {n}） （{n}） {circled}",
    "numbers above items": "{n}. （{}） （{n}） {circled}",
}
# 河北区's boxes have no frame, and some stand right above a heading: below 专栏3, 1.… may be an item of the box
UNDECIDED = {("hebei", "items without brackets"), ("hebei", "numbers on top")}


def written(name: str, way: str) -> tuple[Labels, frozenset[str]]:
    labels = dict(zip(FORMS[name], WAYS[way].split(" "), strict=False))
    through = frozenset(form for form, label in labels.items() if label.startswith("+"))
    return {form: label.lstrip("+") for form, label in labels.items()}, through


def tree(outline: Outline) -> list[tuple[int, str, str]]:
    """Level, title and the title above it of each heading that has a label or stands in a box."""
    flat = [(node, re.sub(r"\s", "", node.title)) for node in outline.nodes if node.label]
    above = {node.position: title for node, title in flat}
    return [(node.level, title, above.get(node.parent.position, "") if node.parent else "") for node, title in flat]


def broken(heading: str) -> str:
    """A heading that a page breaks over two lines."""
    return heading if len(heading) < 23 else f"{heading[:20]}\n{heading[20:]}"


@pytest.mark.parametrize(
    ("name", "way"), [(name, way) for name in FORMS for way in WAYS if (name, way) not in UNDECIDED]
)
def test_the_tree_is_the_same_whatever_the_labels(name: str, way: str) -> None:
    labels, through = written(name, way)
    gap = " " if "{path}" in WAYS[way] else ""
    text = relabelled(seed_outline(name), labels, through=through, gap=gap).text
    assert tree(read_outline(make_source(text))) == tree(seed_outline(name))


@pytest.mark.parametrize(
    "dressed",
    [lambda line: f"**{line}**", lambda line: f"## {line}", "{}   ".format, broken],
    ids=["bold", "signs", "spaces", "broken"],
)
@pytest.mark.parametrize("way", ["as it is", "items", "parts with chapters", "decimals"])
def test_the_tree_is_the_same_however_a_heading_is_set(way: str, dressed: object) -> None:
    labels, through = written("dongli", way)
    text = relabelled(seed_outline("dongli"), labels, through=through, gap=" ", dressed=dressed).text  # pyright: ignore[reportArgumentType]
    assert tree(read_outline(make_source(text))) == tree(seed_outline("dongli"))


def figures(reading: Reading) -> Counter[tuple[object, ...]]:
    return Counter(
        (row.subject, row.value, row.value_max, row.unit, row.year, row.period_start, row.kind, row.measure)
        for row in reading.rows.observations
    )


@pytest.mark.parametrize("way", ["decimals", "a whole above", "items", "numbers on top"])
def test_the_figures_have_the_same_years_and_kinds(way: str) -> None:
    labels, through = written("hedong", way)
    gap = " " if "{path}" in WAYS[way] else ""
    text = relabelled(seed_outline("hedong"), labels, through=through, gap=gap).text
    assert figures(read(text)) == figures(read(seed("hedong").text))
