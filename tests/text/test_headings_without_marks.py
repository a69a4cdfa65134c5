"""Headings that lost what marked them: on one line with others, alone between paragraphs, with the mark of a note."""

import pytest

from tests.cases import HEAD, outline, read, report

PLAN = "米脂县国民经济和社会发展第十四个五年规划纲要\n"
REST = "“十三五”时期，全县脱贫攻坚任务全面完成，特色产业加快发展。\n"


@pytest.mark.parametrize("gap", ["", " ", "　"])
def test_headings_that_were_run_together_on_one_line(gap: str) -> None:
    text = (
        f"{PLAN}第一章立足新阶段{gap}第一节发展基础\n{REST}第二节发展机遇\n{REST}"
        f"第二章明确新目标{gap}第一节指导思想{gap}第二节基本原则\n{REST}第三节主要目标{gap}（一）总体目标\n{REST}（二）具体目标\n{REST}"
    )
    reading = read(text)
    assert outline(reading) == [
        "chapter 1 第一章 立足新阶段",
        "section 2 第一节 发展基础",
        "section 2 第二节 发展机遇",
        "chapter 1 第二章 明确新目标",
        "section 2 第一节 指导思想",
        "section 2 第二节 基本原则",
        "section 2 第三节 主要目标",
        "subsection 3 （一） 总体目标",
        "subsection 3 （二） 具体目标",
    ]
    for node in reading.outline.nodes:
        assert reading.source.text[node.start : node.body_start].startswith(node.label or "-")


def test_the_text_of_the_last_of_them_may_run_in() -> None:
    text = f"{PLAN}第一章 发展基础\n第一节做强工业（一）发展能源。有序开发水电，探索光伏发电。\n（二）发展材料。延伸工业硅产业链条，扩大产能。\n第二章 实施保障\n{REST}"
    assert outline(read(text)) == [
        "chapter 1 第一章 发展基础",
        "section 2 第一节 做强工业",
        "subsection 3 （一） 发展能源",
        "subsection 3 （二） 发展材料",
        "chapter 1 第二章 实施保障",
    ]


@pytest.mark.parametrize(
    "line",
    [
        "第二章提出的第一节任务由发展改革部门牵头落实",
        "第二章与第一节衔接的重点工程",
        "第二章 第三节的落实",
        "第二章落实第五节任务",
    ],
)
def test_a_heading_that_names_another_is_one(line: str) -> None:
    titles = outline(read(f"{PLAN}第一章 发展基础\n{REST}{line}\n{REST}"))
    assert (
        sum("第一节" in one.split()[2] or "第三节" in one.split()[2] or "第五节" in one.split()[2] for one in titles)
        == 0
    )


PARTS = "一、2023年工作回顾\n过去一年，全县经济平稳运行，各项工作取得新的成效。\n{0}二、2024年工作安排\n重点做好以下工作，推动全县高质量发展。\n{1}"
PROSE = "推动白山景区提质升级，冰雪运动、康养产业融合发展，品牌更加响亮。\n"


@pytest.mark.parametrize("blank", ["", "\n"])
def test_short_lines_between_paragraphs_are_parts_of_a_part(blank: str) -> None:
    def part(*titles: str) -> str:
        return "".join(f"{title}\n{blank}{PROSE}{blank}" for title in titles)

    text = HEAD + PARTS.format(
        part("产业转型步伐坚定", "民生福祉不断增进"), part("坚定不移抓项目", "坚定不移促改革", "坚定不移惠民生")
    )
    assert outline(read(text)) == [
        "chapter 1 一、 2023年工作回顾",
        "section 2 - 产业转型步伐坚定",
        "section 2 - 民生福祉不断增进",
        "chapter 1 二、 2024年工作安排",
        "section 2 - 坚定不移抓项目",
        "section 2 - 坚定不移促改革",
        "section 2 - 坚定不移惠民生",
    ]


@pytest.mark.parametrize(
    "lines",
    [
        f"产业转型步伐坚定\n{PROSE}",  # one alone
        f"产业转型步伐坚定\n民生福祉不断增进\n{PROSE}",  # a list
        f"产业转型步伐坚定，\n{PROSE}民生福祉不断增进。\n{PROSE}",  # words of sentences
        f"（一）壮大产业\n产业转型步伐坚定\n{PROSE}\n（二）改善民生\n民生福祉不断增进\n{PROSE}",  # below other headings, one each
        f"新增企业35家\n{PROSE}新增就业3600人\n{PROSE}",  # figures
        f"涉县人民政府县长\n{PROSE}涉县平安镇\n{PROSE}",  # names
    ],
)
def test_other_short_lines_are_none(lines: str) -> None:
    titles = outline(read(HEAD + PARTS.format(lines, "狠抓落实。\n")))
    assert not any(" - " in one for one in titles)


def test_what_leads_to_a_list_is_no_part() -> None:
    text = f"{HEAD}2023年工作回顾\n{PROSE}2024年工作安排\n今年要重点抓好以下工作：\n{PROSE}今年重点工作如下：\n{PROSE}"
    assert outline(read(text)) == ["chapter 1 - 2023年工作回顾", "chapter 1 - 2024年工作安排"]


@pytest.mark.parametrize("mark", ["[1]", "[注1]", "〔1〕", "【1】", "①"])
def test_the_mark_of_a_note_is_no_part_of_a_title(mark: str) -> None:
    text = f"{PLAN}第一章 推进“智改数转”{mark}\n{REST}第二章 实施“千企改造”{mark}行动\n{REST}"
    assert outline(read(text)) == ["chapter 1 第一章 推进“智改数转”", "chapter 1 第二章 实施“千企改造”行动"]


@pytest.mark.parametrize("sign", ["# ", "## "])
def test_an_annex_whose_title_is_a_heading_of_its_own(sign: str) -> None:
    text = f"{PLAN}{sign}第一章 发展基础\n{REST}{sign}附件1\n\n#{sign}名词解释\n1.双碳：碳达峰与碳中和。\n"
    assert outline(read(text))[1:] == ["glossary 1 附件1 名词解释"]


@pytest.mark.parametrize("title", ["**专栏 2　牧业工程**", "专栏2 牧业工程", "【专栏2】牧业工程"])
def test_a_box_in_a_quotation_of_markdown(title: str) -> None:
    text = (
        f"{PLAN}## 第一章 发展基础\n\n{REST}\n> {title}\n>\n> 01 良种繁育：建设核心育种场。\n\n## 第二章 实施\n\n{REST}"
    )
    assert outline(read(text))[1] == "box 2 专栏2 牧业工程"


def test_the_end_of_a_heading_that_a_converter_took_for_another() -> None:
    text = f"{PLAN}# **第一章** 谱写跨越发展新\n\n# 篇章\n\n{REST}\n# **第二章** 实施规划\n\n# 结语\n\n{REST}"
    assert outline(read(text)) == [
        "chapter 1 第一章 谱写跨越发展新篇章",
        "chapter 1 第二章 实施规划",
        "chapter 1 - 结语",
    ]


@pytest.mark.parametrize(
    "list_",
    ["附件：1. 米脂县重点项目表\n2. 名词解释\n", "附件：1.米脂县重点项目表\n      2.名词解释\n      3.任务分工\n"],
)
def test_names_of_annexes_are_no_headings(list_: str) -> None:
    text = f"{PLAN}第一章 发展基础\n{REST}第二章 实施保障\n{REST}{list_}"
    assert outline(read(text)) == ["chapter 1 第一章 发展基础", "chapter 1 第二章 实施保障"]
    whole = outline(read(f"{text}附件2\n名词解释\n1.双碳：碳达峰与碳中和。\n"))
    assert whole[2:] == ["glossary 1 附件2 名词解释"]


def test_the_name_of_a_glossary_keeps_its_marks() -> None:
    text = f"{PLAN}第一章 发展基础\n{REST}《纲要》用语说明\n1.双碳：碳达峰与碳中和。\n"
    assert outline(read(text))[1:] == ["glossary 1 - 《纲要》用语说明"]


@pytest.mark.parametrize("label", ["附件", "附件1", "附件："])
@pytest.mark.parametrize(
    "title",
    ["“十四五”水利发展规划", "米脂县水利发展规划（2021—2025年）", "米脂县国民经济和社会发展第十四个五年规划纲要"],
)
def test_the_title_of_the_document_is_no_appendix(label: str, title: str) -> None:
    notice = (
        f"米脂县人民政府关于印发《{title}》的通知\n现印发给你们。\n米脂县人民政府\n2021年12月3日\n{label}\n{title}\n"
    )
    text = f"{notice}一、发展基础\n{REST}（一）成效\n{REST}二、实施保障\n{REST}附件2\n重点任务分工\n水利局牵头负责。\n"
    assert outline(read(text)) == [
        "chapter 1 一、 发展基础",
        "section 2 （一） 成效",
        "chapter 1 二、 实施保障",
        "appendix 1 附件2 重点任务分工",
    ]


@pytest.mark.parametrize(
    ("before", "words", "after"),
    [
        ("今年经济社会发展的", "主要预期目标", "是：地区生产总值增长5%左右。"),
        ("全县上下要盯住", "2024年工作目标", "，一步一个脚印往前走。"),
        ("我们要看到的", "存在问题", "是多年积累的，解决起来需要时间。"),
    ],
)
def test_words_on_a_line_of_their_own_within_a_sentence_are_no_heading(before: str, words: str, after: str) -> None:
    text = report(plan=f"{before}\n{words}\n{after}\n（一）抓好产业\n新建厂房。\n（二）抓好民生\n新建学校。")
    assert outline(read(text)) == [
        "chapter 1 一、 2023年工作回顾",
        "chapter 1 二、 2024年工作安排",
        "section 2 （一） 抓好产业",
        "section 2 （二） 抓好民生",
    ]
