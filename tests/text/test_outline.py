"""Headings of real documents, each with its quirk, and what holds of every outline."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.mutations import WAYS, mutate
from tests.seeds import FILES, seed, seed_outline
from text.outline.outline import Node, Outline, read_outline
from text.sources.source import make_source


def outline_of(text: str) -> list[tuple[int, str, str | None, str]]:
    return [(node.level, node.kind.value, node.label, node.title) for node in read_outline(make_source(text)).nodes]


PROSE = "坚持以人民为中心的发展思想，把更多财力投向民生领域，各项社会事业取得了长足的进步，群众的获得感不断增强。\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "第三章积极融入京津冀协同发展,打造发展强劲引擎\n" + PROSE,
            [(1, "chapter", "第三章", "积极融入京津冀协同发展,打造发展强劲引擎")],
            id="no space after the number (河北区, line 42)",
        ),
        pytest.param(
            "第一章  全面建成高质量小康社会，\n\n开启全面建设社会主义现代化大都市标志区新征程\n\n" + PROSE,
            [(1, "chapter", "第一章", "全面建成高质量小康社会，开启全面建设社会主义现代化大都市标志区新征程")],
            id="broken after a comma (和平区, line 17)",
        ),
        pytest.param(
            "第三章  深入推进京津冀协同发展，率先完成\n\n “一基地三区”建设和平任务\n\n" + PROSE,
            [(1, "chapter", "第三章", "深入推进京津冀协同发展，率先完成“一基地三区”建设和平任务")],
            id="broken within a phrase (和平区, line 191)",
        ),
        pytest.param(
            "第二节  建设国际消费中心城市标志区和区域商贸\n中心城市标志区\n一、打造国际消费目的地。\n" + PROSE,
            [
                (1, "chapter", "第二节", "建设国际消费中心城市标志区和区域商贸中心城市标志区"),
                (2, "section", "一、", "打造国际消费目的地"),
            ],
            id="broken before another heading; a full stop that is no part of the title (和平区, line 320)",
        ),
        pytest.param(
            "第一节  指导思想\n\n" + PROSE,
            [(1, "chapter", "第一节", "指导思想")],
            id="short and whole (和平区, line 46)",
        ),
        pytest.param(
            "三、发展思路\n围绕一条主线：\n“科创绿谷·临空新城”\n" + PROSE,
            [(1, "chapter", "三、", "发展思路")],
            id="a lead-in below is no part of the title (东丽区, line 46)",
        ),
        pytest.param(
            "### **（一）强化战略牵引，京津冀协同发展取得积极成效**\n\n"
            + PROSE
            + "\n#### **（二）增进民生福祉**\n\n"
            + PROSE,
            [
                (1, "chapter", "（一）", "强化战略牵引，京津冀协同发展取得积极成效"),
                (1, "chapter", "（二）", "增进民生福祉"),
            ],
            id="the depth of Markdown signs is not trusted (河东区2023报告, line 42)",
        ),
        pytest.param(
            "**（一）旗帜鲜明讲政治，打造信念坚定的政府。**" + PROSE,
            [(1, "chapter", "（一）", "旗帜鲜明讲政治，打造信念坚定的政府")],
            id="runs in with its text (河东区2023报告, line 132)",
        ),
        pytest.param(
            "二、建设配套完善的智慧城区\n\n"
            + PROSE
            + "塑造全新内涵的楼宇厂房园区\n\n"
            + PROSE
            + "四、营造焕然一新的美丽社区\n\n"
            + PROSE,
            [
                (1, "chapter", "二、", "建设配套完善的智慧城区"),
                (1, "chapter", None, "塑造全新内涵的楼宇厂房园区"),
                (1, "chapter", "四、", "营造焕然一新的美丽社区"),
            ],
            id="the number is missing (河东区, line 345)",
        ),
        pytest.param(
            "一、推进成果转化\n"
            + PROSE
            + "\t专栏2 重大创新平台建设工程\n（一）创业孵化培育平台\n"
            + PROSE
            + "\n\n"
            + PROSE
            + "\t专栏3 载体升级工程\n（一）众创空间\n"
            + PROSE,
            [
                (1, "chapter", "一、", "推进成果转化"),
                (2, "box", "专栏2", "重大创新平台建设工程"),
                (3, "subsection", "（一）", "创业孵化培育平台"),
                (2, "box", "专栏3", "载体升级工程"),
                (3, "subsection", "（一）", "众创空间"),
            ],
            id="parts of a box, and a box after a box (东丽区, lines 325-340)",
        ),
        pytest.param(
            "第三节 打造海河沿线\n"
            + PROSE
            + "专栏 7 海河 - 北运河沿线商旅文融合经济带\n"
            + PROSE
            + "（一）巩固提升\n"
            + PROSE,
            [
                (1, "chapter", "第三节", "打造海河沿线"),
                (2, "box", "专栏7", "海河 - 北运河沿线商旅文融合经济带"),
                (2, "section", "（一）", "巩固提升"),
            ],
            id="a box whose frame was a picture holds nothing (河北区, line 98)",
        ),
        pytest.param(
            "附件三：\n东丽区“十四五”规划纲要重要名词解释\n\n1.“三个着力”重要要求\n" + PROSE,
            [(1, "glossary", "附件三", "东丽区“十四五”规划纲要重要名词解释")],
            id="an appendix with its title below (东丽区, line 807)",
        ),
        pytest.param(
            "目  录\n第一章 发展环境……1\n第二章 总体要求……5\n\n第一章 发展环境\n" + PROSE + "第二章 总体要求\n" + PROSE,
            [(1, "chapter", "第一章", "发展环境"), (1, "chapter", "第二章", "总体要求")],
            id="a table of contents is no outline",
        ),
        pytest.param("第一章提出的各项任务已经完成。\n" + PROSE, [], id="a sentence is no heading"),
        pytest.param("（一）完成上述任务；\n（二）报区政府审定；\n", [], id="items of a list are no headings"),
    ],
)
def test_headings(text: str, expected: list[tuple[int, str, str | None, str]]) -> None:
    assert outline_of(text) == expected


def test_the_unnumbered_title_of_a_table_is_a_box() -> None:
    # 河东区, line 93
    node = next(node for node in seed_outline("hedong").nodes if node.kind == "box")
    assert (node.label, node.title) == (None, "“十四五”时期经济社会发展主要指标预计表")
    assert node.parent is not None
    assert node.parent.title == "发展思路和目标"


def test_the_imprint_belongs_to_no_chapter() -> None:
    # 东丽区, line 882: 抄送：区委、人大、…
    outline = seed_outline("dongli")
    assert outline.source.text[outline.back :].startswith("抄送：区委")
    assert outline.at(outline.back + 3) is None


@pytest.mark.parametrize("name", FILES)
def test_no_heading_is_out_of_its_count(name: str) -> None:
    numbered = [note.message for note in seed_outline(name).notes]
    # 河北区's boxes 1 and others were pictures, and boxes are not counted; nothing else is amiss in any of the five
    assert numbered == []


def assert_tiles(outline: Outline) -> None:
    """Nodes nest, siblings do not overlap, and a heading's text stands where the node begins."""
    text = outline.source.text
    reached, boxes_end = outline.front, -1

    def check(node: Node, low: int, high: int) -> None:
        assert low <= node.start < node.body_start <= node.end <= high
        at = node.body_start
        for child in node.children:
            assert child.parent is node
            assert child.level == node.level + 1
            check(child, at, node.end)
            at = child.end

    for node in outline.top():
        assert node.start >= reached
        if boxes_end != reached:  # words after the frame of a box that stands in no chapter belong to no chapter either
            assert not text[reached : node.start].strip(), "words between two parts of the top level belong to none"
        check(node, reached, outline.back)
        reached = node.end
        boxes_end = reached if node.kind == "box" else -1
    assert reached <= outline.back


@pytest.mark.parametrize("name", FILES)
def test_the_nodes_tile_a_seed(name: str) -> None:
    assert_tiles(seed_outline(name))


@settings(max_examples=60, deadline=None)
@given(
    name=st.sampled_from(sorted(FILES)),
    number=st.integers(0, 100_000),
    ways=st.sets(st.sampled_from(WAYS), min_size=1, max_size=4),
)
def test_the_nodes_tile_a_mutated_document(name: str, number: int, ways: set[str]) -> None:
    outline = read_outline(make_source(mutate(seed(name).text, number, ways)))
    assert_tiles(outline)
    for node in outline.nodes:
        assert outline.at(node.start) is node


def test_reading_a_hostile_text_takes_steps_in_proportion() -> None:
    # headings, digits and brackets without end: the reader must finish, with one node a heading
    outline = read_outline(make_source("第一章 甲乙丙丁\n" * 20_000))
    assert len(outline.nodes) == 20_000
    read_outline(make_source("(" * 300_000 + "\n" + "一" * 300_000 + "\n" + "1" * 300_000))
