"""What a figure speaks of by the part of the document that it stands in: parts without a number, appendices, and what is no part of it."""

import re

import pytest

from planapi.reading import Reading
from tests.cases import HEAD, dispositions, observations, outline, parks, projects, read, report

REVIEW = "全年地区生产总值完成88.3亿元，增长5.7%。\n"
PLAN = "地区生产总值增长6%左右。\n"
DONE = ["88.3亿元 2023 actual", "5.7% 2023 actual"]
PLANNED = ["6% 2024 target"]


def figures(reading: Reading) -> list[str]:
    """``value year kind`` a row: what the place of a figure decides."""
    rows = [re.match(r"(\S+ \S+) .*?(actual|estimate|target|unknown)", row) for row in observations(reading)]
    return [" ".join(row.groups()) for row in rows if row]


@pytest.mark.parametrize(
    ("review", "plan"),
    [
        ("2023年工作回顾", "2024年工作安排"),
        ("二〇二三年工作回顾", "二〇二四年工作安排"),
        ("二O二三年工作回顾", "二○二四年主要工作"),
        ("“十三五”时期和2023年工作回顾", "2024年目标任务和重点工作"),
        ("【2023年工作回顾】", "【2024年工作安排】"),
        ("**2023年工作回顾**", "**2024年工作安排**"),
        ("2023年工作回顾：", "2024年工作安排："),
        ("2023年工作回顾。", "2024年工作安排。"),
        ("## 2023年工作回顾", "## 2024年工作安排"),
        ("2023 年 工作回顾", "2024 年 工作安排"),
        ("工作回顾", "总体要求和主要目标"),
        ("过去一年工作回顾", "新一年工作打算"),
        ("去年工作回顾", "今年工作安排"),
        ("全县政府系统工作回顾", "全县政府系统工作安排"),
        ("一年来的工作", "下一步工作安排"),
        ("2023年政府工作", "2024年政府工作"),
        ("——2023年工作回顾", "——2024年工作安排"),
        ("一 2023年工作回顾", "二 2024年工作安排"),
        ("一．2023年工作回顾", "二．2024年工作安排"),
        ("㈠2023年工作回顾", "㈡2024年工作安排"),
        ("⼀、2023年工作回顾", "⼆、2024年工作安排"),
        ("1、2023年工作回顾", "2、2024年工作安排"),
        ("1.2023年工作回顾", "2.2024年工作安排"),
        ("01 2023年工作回顾", "02 2024年工作安排"),
        ("上篇 2023年工作回顾", "下篇 2024年工作安排"),
        ("第一部分 2023年工作回顾", "第二部分 2024年工作安排"),
        ("第一部分\n2023年工作回顾", "第二部分\n2024年工作安排"),
        ("一、2023年工作回顾", "2024年工作安排"),
        ("2023年：砥砺奋进的一年", "2024年：重点抓好以下工作"),
        ("2023年，我们迎难而上，取得新成绩", "2024年，我们将重点抓好以下工作"),
        ("2023年重点工作完成情况", "2024年重点工作"),
    ],
)
def test_parts_of_a_report_by_their_titles(review: str, plan: str) -> None:
    found = read(f"{HEAD}{review}\n{REVIEW}{plan}\n{PLAN}")
    assert figures(found) == DONE + PLANNED
    assert len(found.outline.nodes) == 2


def test_numbers_below_parts_without_one() -> None:
    text = (
        f"{HEAD}2023年工作回顾\n一、抓工业\n{REVIEW}二、抓民生\n城镇新增就业2100人。\n"
        f"2024年工作安排\n总体要求\n坚持稳中求进，以进促稳。\n主要目标\n{PLAN}重点任务\n一、抓工业\n新增规上工业企业9家。\n"
    )
    found = read(text)
    assert outline(found) == [
        "chapter 1 - 2023年工作回顾",
        "section 2 一、 抓工业",
        "section 2 二、 抓民生",
        "chapter 1 - 2024年工作安排",
        "section 2 - 总体要求",
        "section 2 - 主要目标",
        "section 2 - 重点任务",
        "subsection 3 一、 抓工业",
    ]
    assert figures(found) == [
        "88.3亿元 2023 actual",
        "5.7% 2023 actual",
        "2100人 2023 actual",
        "6% 2024 target",
        "9家 2024 target",
    ]


def test_signs_of_markdown_do_not_outrank_a_part() -> None:
    text = f"{HEAD}## 2023年工作回顾\n### （一）抓工业\n{REVIEW}## （二）抓民生\n城镇新增就业2100人。\n## 2024年工作安排\n## 抓投资\n{PLAN}"
    assert figures(read(text)) == [*DONE, "2100人 2023 actual", *PLANNED]


@pytest.mark.parametrize(
    "line", ["圆满完成目标任务", "统筹推进重点工作", "工业经济提质增效", "民生实事", "全力做好工作安排"]
)
@pytest.mark.parametrize("label", ["一、", ""])
def test_a_slogan_is_no_part(label: str, line: str) -> None:
    found = read(
        f"{HEAD}{label}2023年工作回顾\n经济平稳运行。\n{line}\n{REVIEW}{label and '二、'}2024年工作安排\n{PLAN}"
    )
    assert figures(found) == DONE + PLANNED


def test_parts_above_plain_lines() -> None:
    found = read(f"{HEAD}2023年工作回顾\n工业提质增效\n{REVIEW}2024年工作安排\n加快工业发展\n{PLAN}")
    assert figures(found) == DONE + PLANNED


def test_numbers_that_go_on_over_the_parts() -> None:
    found = read(f"{HEAD}2023年工作回顾\n一、抓工业\n{REVIEW}2024年工作安排\n二、抓投资\n{PLAN}")
    assert figures(found) == DONE + PLANNED


def test_a_title_of_whatever_words_where_the_numbers_begin_anew() -> None:
    found = read(
        f"{HEAD}2023年工作回顾\n一、抓工业\n{REVIEW}二、抓民生\n民生持续改善。\n奋力谱写高质量发展新篇章\n{PLAN}一、抓工业\n加快发展。\n"
    )
    assert figures(found) == [*DONE, "6% None unknown"]  # no result, and nothing says that it is a target


def test_five_years_and_one() -> None:
    text = (
        f"{HEAD}一、过去五年和2023年工作回顾\n过去五年工作回顾\n地区生产总值年均增长6%。\n2023年工作回顾\n{REVIEW}"
        f"今后五年的目标任务\n到2028年，地区生产总值达到120亿元。\n三、2024年工作安排\n{PLAN}"
    )
    assert figures(read(text)) == [
        "6% 2019-2023 actual",
        *DONE,
        "120亿元 2028 target",
        *PLANNED,
    ]


@pytest.mark.parametrize("headings", ["", "一、稳增长\n"])
def test_what_no_heading_dates_has_no_year_and_no_kind(headings: str) -> None:
    found = read(f"{HEAD}{headings}{REVIEW}2023年，城镇新增就业2100人。\n")
    assert figures(found) == [
        "88.3亿元 None unknown",
        "5.7% None unknown",
        "2100人 2023 actual",
    ]


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("附件1\n2024年十件民生实事", "2024 target"),
        ("附件：2024年民生实事项目", "2024 target"),
        ("附：2024年民生实事", "2024 target"),
        ("附表2：二〇二四年重点项目计划", "2024 target"),
        ("附件2\n2023年重点项目进展情况", "2023 actual"),
        ("附件：2023年民生实事完成情况", "2023 actual"),
        ("附录 2023年重点项目", "2023 unknown"),
        ("2024年全县十件民生实事", "2024 target"),
        ("2023年民生实事办理情况", "2023 actual"),
    ],
)
def test_appendices_say_it_by_their_titles(title: str, kind: str) -> None:
    found = read(
        report(after=f"{title}\n一、改善教育条件。\n新建公办幼儿园6所。\n二、改造道路。\n改造提升农村公路85公里。\n")
    )
    assert figures(found) == [f"6所 {kind}", f"85公里 {kind}"]


ADDRESS = "各位代表：\n现在，我代表县人民政府向大会报告工作，请予审议。\n"
SUMMARY = "内容摘要：各位代表：现在，我代表县人民政府向大会报告工作。一、2023年工作回顾 全年地区生产总值完成88.3亿元，增长5.7%……\n"


@pytest.mark.parametrize(
    "above",
    [
        SUMMARY + ADDRESS,
        "首页\n政务公开\n新源县产业园区管理办法\n来源：县政府办 发布时间：2024-01-20 浏览次数：2310次\n字号：大 中 小\n"
        + ADDRESS,
        "各位代表：\n",
        "各位代表：\n受县人民政府委托，我向大会作政府工作报告，请予审议。\n",
        "各位代表，现在我代表涉县人民政府，向大会作政府工作报告，请予审议。\n",
        "",
        "目录\n2023年工作回顾\n2024年工作安排\n" + ADDRESS,
    ],
)
def test_a_text_begins_with_its_address(above: str) -> None:
    found = read(
        f"涉县2024年政府工作报告\n{above}2023年工作回顾\n{REVIEW}2024年工作安排\n{PLAN}各位代表！让我们更加紧密地团结起来！\n"
    )
    assert figures(found) == DONE + PLANNED
    assert (parks(found), projects(found)) == ([], [])


def test_a_text_without_an_address_begins_with_its_prose() -> None:
    found = read(
        f"涉县2024年政府工作报告\n来源：县政府办\n2023年，地区生产总值完成88.3亿元，增长5.7%。\n一、2024年工作安排\n{PLAN}"
    )
    assert figures(found) == DONE + PLANNED


def test_a_figure_above_the_address_alone_is_told() -> None:
    found = read(
        f"涉县2024年政府工作报告\n核心提示：地区生产总值完成88.3亿元，粮食产量12万吨。\n{ADDRESS}2023年工作回顾\n{REVIEW}"
    )
    assert figures(found) == DONE
    assert [note.message for note in found.notes()] == [
        "12万: this figure stands only above the text of the document, and is not served"
    ]


@pytest.mark.parametrize(
    "tail",
    [
        "免责声明：本文仅代表作者观点。\n上一篇：\n武安市产业园区，产值增长5%。\n",
        "（责任编辑：王某）\n相关链接\n武安市生产总值达到50亿元，建成新源县产业园。\n",
        "相关新闻\n某集团投资1.2万亿元，建设新源县产业园。\n一、某公司\n产值达到90亿元。\n",
        "分享到：\n微信\n阅读排行\n新源县产业园区管理办法\n",
        "【打印】【关闭】\n乌什县“绿水青山就是金山银山”实践创新基地实施方案\n",
        "扫一扫在手机打开当前页\n2310\n",
        "浏览次数：2310次\n",
        "编辑：张三\n审核：李四\n",
        "信息来源：政府办 发布日期：2024-01-20\n",
        "主办单位：涉县人民政府\n冀ICP备12345678号\n",
        "您是第12345位访问者\n",
        "热点\n新源县产业园区管理办法\n",
        "政策文件\n新源县产业园区\n",
        "附件下载：\n2024报告.docx\n",
    ],
)
def test_a_text_ends_where_furniture_begins(tail: str) -> None:
    text = f"{HEAD}一、2023年工作回顾\n{REVIEW}二、2024年工作安排\n{PLAN}"
    found = read(text + tail)
    assert figures(found) == DONE + PLANNED
    assert (parks(found), projects(found), len(found.outline.nodes)) == ([], [], 2)
    assert found.outline.back == len(text)


def test_a_line_of_furniture_does_not_end_a_text_that_goes_on() -> None:
    found = read(
        f"{HEAD}一、2023年工作回顾\n{REVIEW}下载\n来源：县政府办\n二、2024年工作安排\n{PLAN}名词解释\n1.双碳：碳达峰与碳中和。\n"
    )
    assert figures(found) == DONE + PLANNED
    assert len(found.appendices.terms) == 1


def test_the_last_list_of_a_text_is_no_furniture() -> None:
    found = read(
        f"{HEAD}一、2023年工作回顾\n{REVIEW}二、2024年工作安排\n{PLAN}重点建设以下园区：\n涉县井店产业园\n涉县更乐产业园\n"
    )
    assert [park.split("|")[0] for park in parks(found)] == ["涉县井店产业园", "涉县更乐产业园"]


MENU = "栏目\n" * 210
PLAN_TITLE = "嵩县国民经济和社会发展第十四个五年规划纲要\n"
BEFORE = "“十三五”期间，全县经济稳步壮大。2020年，全县生产总值达到213.4亿元。五年累计建成农村公路640公里。\n"
AFTER = "新增高标准农田12万亩，森林覆盖率提高到65%。\n"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"一、规划背景\n1.1 “十三五”发展成就\n{BEFORE}1.2 “十四五”主要目标\n{AFTER}", id="1.1"),
        pytest.param(
            f"一、规划背景\n１．１　“十三五”发展成就\n{BEFORE}１．２　“十四五”主要目标\n{AFTER}", id="full width"
        ),
        pytest.param(f"1 规划背景\n1.1 “十三五”成就\n{BEFORE}2 规划目标\n2.1 “十四五”目标\n{AFTER}", id="1, 1.1"),
        pytest.param(f"第一章 背景\n1.1.1 “十三五”成就。{BEFORE}1.1.2 “十四五”目标。{AFTER}", id="1.1.1 run in"),
        pytest.param(f"第一章　发展基础　　{BEFORE}第二章　主要目标　　{AFTER}", id="run in behind a wide space"),
        pytest.param(f"一、发展基础　{BEFORE}二、主要目标　{AFTER}", id="an item, run in"),
        pytest.param(f"第一节\t发展基础\t{BEFORE}第二节\t主要目标\t{AFTER}", id="run in behind a tab"),
        pytest.param(f"第一章 发展基础 {BEFORE}第二章 主要目标 {AFTER}", id="run in behind a space"),
        pytest.param(f"## 发展基础\n### “十三五”成就\n{BEFORE}## 主要目标\n{AFTER}", id="Markdown alone"),
        pytest.param(f"第一部分　发展基础\n{BEFORE}第二部分　主要目标\n{AFTER}", id="第一部分"),
        pytest.param(f"第⼀章 发展基础\n{BEFORE}第⼆章 主要⽬标\n{AFTER}", id="radicals"),
        pytest.param(
            f"一、发展基础……1\n二、主要目标……4\n一、发展基础\n{BEFORE}二、主要目标\n{AFTER}",
            id="contents without a title",
        ),
        pytest.param(
            f"嵩县第十六届人民代表大会批准目 录\n一、发展基础........1\n二、主要目标........4\n附件：名词解释......9\n一、发展基础\n{BEFORE}二、主要目标\n{AFTER}",
            id="contents on the line above",
        ),
        pytest.param(
            f"{MENU}目录\n第一章 发展基础\n第二章 主要目标\n第一章 发展基础\n{BEFORE}第二章 主要目标\n{AFTER}",
            id="contents far below a menu",
        ),
        pytest.param(
            f"第一章 发展基础\n第二章 主要目标\n第三章 实施\n第一章 发展基础\n{BEFORE}第二章 主要目标\n{AFTER}第三章 实施\n落实责任。\n",
            id="contents with neither",
        ),
        pytest.param(f"一、发展基础\n{BEFORE}12二、主要目标\n{AFTER}", id="a page number before a heading"),
    ],
)
def test_headings_of_a_plan(text: str) -> None:
    assert figures(read(PLAN_TITLE + text)) == [
        "213.4亿元 2020 actual",
        "640公里 2016-2020 actual",
        "12万亩 2025 target",
        "65% 2025 target",
    ]


@pytest.mark.parametrize(
    ("page", "below"),
    [
        ("6", "7二、主要目标"),
        ("\n6\n", "二、主要目标"),
        ("- 6 -\n", "二、主要目标"),
        ("—6—\n\n", "二、主要目标"),
        ("第 6 页 共 80 页\n", "二、主要目标"),
        ("12", "13第二章 主要目标"),
    ],
)
def test_page_numbers_are_no_figures(page: str, below: str) -> None:
    text = f"{PLAN_TITLE}一、发展基础\n“十三五”期间，全县生态环境持续改善。细颗粒物年平均浓度从2015年的71微克/立方米下降至44\n{page}微克/立方米，森林覆盖率提高到63.2%。\n{below}\n{AFTER}"
    found = read(text)
    assert [row.split()[0] for row in observations(found)] == [
        "71微克/立方米",
        "44微克/立方米",
        "63.2%",
        "12万亩",
        "65%",
    ]
    number = re.findall(r"\d+", page)[0]
    assert f"{number}:label" in dispositions(found)


def test_a_decimal_at_the_head_of_a_line_is_a_figure() -> None:
    found = read(f"{PLAN_TITLE}一、主要目标\n到2025年，全县新增造林面积达到\n1.2万亩，森林覆盖率提高\n1.3个百分点。\n")
    assert len(found.outline.nodes) == 1
