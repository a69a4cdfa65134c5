"""What printing put into a text: pages, broken lines, contents and spaces, each in the forms that it has, and what only looks like them."""

import pytest

from tests.cases import dispositions, observations, outline, read, report
from text.layout.layout import lay_out
from text.sources.source import make_source

HEAD = "嵩县国民经济和社会发展第十四个五年规划和二〇三五年远景目标纲要\n"
BASE = "第一章 发展基础\n"
GDP = "“十三五”期间，全县经济稳步壮大，2020年，全县生产总值达到"
FIRST = f"{BASE}{GDP}213.4亿元，城镇居民人均可支配收入达到3.1万元。\n"
SECOND = "第二章 主要目标\n到2025年，全县生产总值达到300亿元，森林覆盖率达到65%。\n"
RIGHT = [
    "213.4亿元 2020 actual eq level「生产总值」→gdp",
    "3.1万元 2020 actual eq level「城镇居民人均可支配收入」→urban-household-income",
    "300亿元 2025 target eq level「生产总值」→gdp",
    "65% 2025 target eq share「森林覆盖率」→forest-coverage",
]
CHAPTERS = ["chapter 1 第一章 发展基础", "chapter 1 第二章 主要目标"]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("- 6 -", "- 7 -"),
        ("— 6 —", "—7—"),
        ("－６－", "－７－"),
        ("第6页", "第7页 共80页"),
        ("6/80", "7/80"),
        ("6 / 80", "7 / 80"),
        ("Page 6 of 80", "Page 7 of 80"),
        ("·6·", "·7·"),
        (" 6\n\f嵩县规划纲要汇编", " 7\n\f嵩县规划纲要汇编"),
    ],
)
def test_the_number_of_a_page_is_no_part_of_a_sentence(first: str, second: str) -> None:
    rest = "亿元，城镇居民人均可支配收入达到3.1万元。"
    reading = read(f"{HEAD}{BASE}{GDP}\n{first}\n213.4{rest}\n{second}\n{SECOND}")
    assert observations(reading) == RIGHT
    assert outline(reading) == CHAPTERS
    assert reading.source.text.count("\n") > reading.outline.source.text.count("\n") - 1  # the file is as it was


def test_a_number_run_together_with_the_next_line_is_a_page() -> None:
    text = (
        f"{HEAD}一、发展基础\n“十三五”期间，细颗粒物年平均浓度从2015年的71微克/立方米下降至44\n6微克/立方米，森林覆盖率提高到63.2%。\n"
        "7二、主要目标\n到2025年，森林覆盖率达到65%。\n8三、重点任务\n到2025年，新建高标准农田12万亩。\n"
    )
    reading = read(text)
    assert [one.split()[0] for one in observations(reading)] == [
        "71微克/立方米",
        "44微克/立方米",
        "63.2%",
        "65%",
        "12万亩",
    ]
    assert [one.label for one in reading.outline.nodes] == ["一、", "二、", "三、"]
    assert [one for one in dispositions(reading) if one[0] in "678"] == ["6:label", "7:label", "8:label"]


@pytest.mark.parametrize(
    "table",
    [
        "12\n13\n14\n15\n16\n",
        "序号\n项目\n数量\n1\n学校\n12\n2\n医院\n13\n3\n公园\n14\n",
        "| 1 | 学校 | 12 |\n| 2 | 医院 | 13 |\n",
        "1 2 3 4 5\n2020 2025\n",
    ],
)
def test_a_number_of_the_text_is_no_page(table: str) -> None:
    source = make_source(f"{HEAD}{FIRST}建成项目数（个）\n{table}{SECOND}")
    assert lay_out(source).source is source


HARD = "\n".join(  # noqa: FLY002 a line a line
    (
        "　　“十三五”期间，全县经济稳步壮大，综合实力显著增强。二〇二",
        "〇年，全县生产总值达到213.4亿元，城镇居民人均可支配收入达到",
        "3.1万元，农村居民收入显著提高，产业结构不断优化，人民生活水",
        "平全面改善，社会大局保持稳定，生态环境质量持续向好，各项事业",
        "取得新的进步，改革不断深化，开放水平不断提高，森林覆盖率达到",
        "63.2%，建成区绿地率明显提高，人居环境持续改善，城乡面貌焕然",
        "一新，群众获得感不断增强，干部作风明显好转，营商环境全面优化",
        "取得成效。",
    )
)


def test_lines_of_one_width_are_one_paragraph() -> None:
    reading = read(f"{HEAD}{BASE}{HARD}\n{SECOND}")
    assert [one.split()[0] for one in observations(reading)] == ["213.4亿元", "3.1万元", "63.2%", "300亿元", "65%"]
    assert outline(reading) == CHAPTERS
    assert reading.laid is not None
    assert reading.laid.source.text.split("\n")[2].endswith("取得成效。")
    assert reading.source.text[slice(*_span(reading))] == "213.4亿元"


def _span(reading: object) -> tuple[int, int]:
    row = reading.rows.observations[0]  # type: ignore[attr-defined]
    return row.raw_start, row.raw_end


@pytest.mark.parametrize(
    "line",
    [
        "一、综合实力",
        "（一）综合实力",
        "1.综合实力",
        "2、综合实力",
        "①综合实力",
        "专栏1 综合实力",
        "——综合实力",
        "| 综合实力 | 36 |",
    ],
)
def test_what_begins_a_paragraph_is_joined_to_none(line: str) -> None:
    full = HARD.rpartition("\n")[0]
    laid = lay_out(make_source(f"{HEAD}{BASE}{full}\n{line}\n"))
    assert laid.source.text.split("\n")[-2] == line


def test_a_line_that_begins_with_a_decimal_has_no_label() -> None:
    text = f"{HEAD}{BASE}“十三五”期间，全县生产总值年均增长\n6.5%，城镇居民人均可支配收入年均增长\n7.2%左右。\n{SECOND}"
    found = observations(read(text))
    assert [one.split()[0] for one in found] == ["6.5%", "7.2%", "300亿元", "65%"]
    assert found[1].endswith("「城镇居民人均可支配收入」→urban-household-income-growth")


@pytest.mark.parametrize(
    "contents",
    [
        "目  录\n第一章 发展基础…………………1\n第二章 主要目标…………………3\n附件 名词解释……………9\n",
        "目录\n第一章 发展基础 ....................... 1\n第二章 主要目标 ....................... 3\n附件 名词解释 .......... 9\n",
        "目　次\n第一章　发展基础　　　　　1\n第二章　主要目标　　　　　3\n附件　名词解释　　　9\n",
        "目录\nCONTENTS\n第一章 发展基础\n1\n第二章 主要目标\n3\n附件 名词解释\n9\n",
        "【目录】\n第一章 发展基础\n第二章 主要目标\n附件 名词解释\n",
        "目录第一章 发展基础1第二章 主要目标3附件 名词解释9\n",
        "目 录第一章 发展基础..........1第二章 主要目标..........3附件 名词解释..........9\n",
        "第一章 发展基础-----------1\n第二章 主要目标-----------3\n附件 名词解释-----------9\n",
        "目录\n前言\t\t\u2160\n第一章 发展基础\t\t1\n第二章 主要目标\t\t3\n附件 名词解释\t\t9\n",
        "目录\n第一章 发展基础（1）\n第二章 主要目标（3）\n附件 名词解释（9）\n",
        "目录\n第一章\n发展基础┈┈┈┈1\n第二章\n主要目标┈┈┈┈3\n附件\n名词解释┈┈┈┈9\n",
    ],
)
def test_contents_are_no_part_of_the_text(contents: str) -> None:
    reading = read(f"{HEAD}{contents}{FIRST}{SECOND}附件 名词解释\n1、连翘。是指一种木犀科植物。\n")
    *chapters, glossary = reading.outline.nodes
    assert outline(reading)[:-1] == CHAPTERS, chapters
    assert (glossary.kind.value, glossary.title[-4:]) == ("glossary", "名词解释")
    assert observations(reading) == RIGHT


def test_contents_on_the_line_of_the_adoption() -> None:
    text = (
        "嵩县国民经济和社会发展第十四个五年规划\n和二〇三五年远景目标纲要\n2021 年 2 月 3 日嵩县第十六届\n人民代表大会第一次会议批准目 录\n"
        f"第一章 发展基础..........1\n第二章 主要目标..........3\n{FIRST}{SECOND}"
    )
    reading = read(text)
    assert (outline(reading), observations(reading)) == (CHAPTERS, RIGHT)
    assert str(reading.document.adopted_on) == "2021-02-03"


def test_spaced_letters_are_closed() -> None:
    text = (
        f"{HEAD}第一章 发展基础\n2 0 2 0 年 ， 全 县 生 产 总 值 达 到 2 1 3 . 4 亿 元 ， 增 长 1 2 . 5 ％ 。\n{SECOND}"
    )
    assert [one.split()[0] for one in observations(read(text))] == ["213.4亿元", "12.5%", "300亿元", "65%"]


@pytest.mark.parametrize("line", ["目录 序", "目录 1. 发展基础 2. 总体要求", "目 次 3、民生 4、保障", "目录 第一节"])
def test_contents_begun_on_a_line_without_labels_are_no_error(line: str) -> None:
    text = f"涉县国民经济和社会发展第十四个五年规划纲要\n{line}\n第一章 发展基础\n生产总值达到120亿元。\n第二章 总体要求\n推动发展。\n"
    reading = read(text, name="plan.txt")
    assert [node.title for node in reading.outline.nodes] == ["发展基础", "总体要求"]
    assert [row.raw for row in reading.rows.observations] == ["120亿元"]


@pytest.mark.parametrize("char", ["\u200b", "\u200d", "\u2060", "\ufeff", "\u00ad"])
def test_what_nobody_sees_is_taken_out(char: str) -> None:
    """It stands in words, in years and in figures of pages that were copied."""
    plain = report(review="全县生产总值完成88.3亿元，增长5.7%。", plan="城镇新增就业3000人以上。")
    strewn = "".join(letter + (char if at % 3 == 0 and letter != "\n" else "") for at, letter in enumerate(plain))
    reading = read(strewn)
    assert observations(reading) == observations(read(plain))
    assert reading.source.text == strewn
    assert all(strewn[row.evidence.start : row.evidence.end] == row.evidence.quote for row in reading.rows.observations)


@pytest.mark.parametrize(
    ("sentence", "right"),
    [
        ("全县粮食产量达到38\n- 12 -\n万吨，茶叶产量达到6200吨。\n- 13 -", ["38万吨", "6200吨"]),
        ("全县生产总值达到172\n第 5 页 共 60 页\n亿元。", ["172亿元"]),
        ("城镇新增就业6.2\n万人，减贫3\n个百分点。", ["6.2万人", "3个百分点"]),
        ("地区生产总值达到96.\n2亿元，好于预期。", ["96.2亿元"]),
        ("全年生产总值完成\n196.2亿元，增长5.1%。", ["196.2亿元", "5.1%"]),
    ],
)
def test_a_figure_that_a_line_or_a_page_cuts_is_one(sentence: str, right: list[str]) -> None:
    found = observations(read(report(review=sentence)))
    assert [row.partition(" ")[0] for row in found] == right
