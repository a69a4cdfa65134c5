"""The numbers that Word puts before paragraphs: every form that Chinese documents use, and how lists count, restart and inherit."""

import pytest

from tests.text.loading.docx_maker import MARK, abstract, deleted, docx, lvl, num, p, r, start_override, tbl, tc, tr
from text.loading.docx import load_docx
from text.loading.word.numerals import numeral


def lines(*body: str, numbering: str, styles: str = "") -> list[str]:
    return [
        line for line in load_docx(docx(*body, numbering=numbering, styles=styles), "a.docx").text.splitlines() if line
    ]


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("decimal", "1 2 10 11 20 21 101"),
        ("decimalZero", "01 02 10 11 20 21 101"),
        ("decimalFullWidth", "１ ２ １０ １１ ２０ ２１ １０１"),
        ("chineseCounting", "一 二 十 十一 二十 二十一 一○一"),
        ("chineseCountingThousand", "一 二 十 十一 二十 二十一 一百〇一"),
        ("japaneseCounting", "一 二 十 十一 二十 二十一 百一"),
        ("taiwaneseCountingThousand", "一 二 十 十一 二十 二十一 一百〇一"),
        ("ideographDigital", "一 二 一〇 一一 二〇 二一 一〇一"),
        ("japaneseDigitalTenThousand", "一 二 一〇 一一 二〇 二一 一〇一"),
        ("chineseLegalSimplified", "壹 贰 壹拾 壹拾壹 贰拾 贰拾壹 壹佰零壹"),
        ("ideographLegalTraditional", "壹 貳 壹拾 壹拾壹 貳拾 貳拾壹 壹佰零壹"),
        ("ideographTraditional", "甲 乙 癸 11 20 21 101"),
        ("ideographZodiac", "子 丑 酉 戌 20 21 101"),
        ("ideographZodiacTraditional", "甲子 乙丑 癸酉 甲戌 癸未 甲申 101"),
        ("ideographEnclosedCircle", "㈠ ㈡ ㈩ 11 20 21 101"),
        ("decimalEnclosedCircle", "① ② ⑩ ⑪ ⑳ ㉑ 101"),
        ("decimalEnclosedCircleChinese", "① ② ⑩ ⑪ ⑳ ㉑ 101"),
        ("decimalEnclosedParen", "⑴ ⑵ ⑽ ⑾ ⒇ 21 101"),
        ("decimalEnclosedFullstop", "⒈ ⒉ ⒑ ⒒ ⒛ 21 101"),
        ("upperLetter", "A B J K T U WWWW"),
        ("lowerLetter", "a b j k t u wwww"),
        ("upperRoman", "I II X XI XX XXI CI"),
        ("lowerRoman", "i ii x xi xx xxi ci"),
        ("ordinal", "1st 2nd 10th 11th 20th 21st 101st"),
        ("hebrew1", "1 2 10 11 20 21 101"),
    ],
)
def test_forms_of_numbers(form: str, expected: str) -> None:
    assert " ".join(numeral(number, form) for number in (1, 2, 10, 11, 20, 21, 101)) == expected


CHAPTERS = (
    lvl(0, "chineseCountingThousand", "第%1章"),
    lvl(1, "chineseCountingThousand", "第%2节"),
    lvl(2, "chineseCountingThousand", "%3、"),
    lvl(3, "chineseCountingThousand", "（%4）"),
    lvl(4, "decimal", "%5."),
    lvl(5, "decimalEnclosedCircle", "%6", more='<w:suff w:val="nothing"/>'),
)
DECIMALS = (
    lvl(0, "decimal", "%1"),
    lvl(1, "decimal", "%1.%2"),
    lvl(2, "decimal", "%1.%2.%3"),
)
LEGAL = (
    lvl(0, "chineseCountingThousand", "第%1章"),
    lvl(1, "decimal", "%1.%2", more="<w:isLgl/>"),
    lvl(2, "decimal", "%1.%2.%3"),
)
ONE = abstract(1, *CHAPTERS) + num(1, 1)

LISTS = {
    "levels begin anew below a higher one": (
        ONE,
        [("发展基础", (1, 0)), ("成就", (1, 2)), ("经济", (1, 3)), ("人口", (1, 3)), ("问题", (1, 2)), ("目标", (1, 0)), ("思想", (1, 2)), ("坚持", (1, 3))],
        ["第一章 发展基础", "一、成就", "（一）经济", "（二）人口", "二、问题", "第二章 目标", "一、思想", "（一）坚持"],
    ),
    "behind a number in figures a space": (ONE, [("2023年回顾", (1, 4)), ("加快", (1, 4)), ("完善", (1, 5))], ["1. 2023年回顾", "2. 加快", "①完善"]),
    "numbers of higher levels": (
        abstract(1, *DECIMALS) + num(1, 1),
        [("基础", (1, 0)), ("成就", (1, 1)), ("经济", (1, 2)), ("问题", (1, 1)), ("目标", (1, 0)), ("思想", (1, 1))],
        ["1 基础", "1.1 成就", "1.1.1 经济", "1.2 问题", "2 目标", "2.1 思想"],
    ),
    "all in figures": (
        abstract(1, *LEGAL) + num(1, 1),
        [("基础", (1, 0)), ("成就", (1, 1)), ("经济", (1, 2)), ("目标", (1, 0)), ("思想", (1, 1))],
        ["第一章 基础", "1.1 成就", "一.1.1 经济", "第二章 目标", "2.1 思想"],
    ),
    "a level above that is not there yet": (
        abstract(1, *DECIMALS) + num(1, 1), [("成就", (1, 1)), ("问题", (1, 1)), ("目标", (1, 0))], ["1.1 成就", "1.2 问题", "2 目标"],
    ),
    "lists of one kind count on": (ONE + num(2, 1), [("甲", (1, 2)), ("乙", (2, 2)), ("丙", (1, 2))], ["一、甲", "二、乙", "三、丙"]),
    "lists of two kinds do not": (ONE + abstract(2, *CHAPTERS) + num(2, 2), [("甲", (1, 2)), ("乙", (2, 2)), ("丙", (1, 2))], ["一、甲", "一、乙", "二、丙"]),
    "a list that starts anew": (
        ONE + num(2, 1, start_override(2)), [("甲", (1, 2)), ("乙", (1, 2)), ("丙", (2, 2)), ("丁", (2, 2))], ["一、甲", "二、乙", "一、丙", "二、丁"],
    ),
    "a list that starts at four": (ONE + num(2, 1, start_override(2, 4)), [("甲", (2, 2)), ("乙", (2, 2))], ["四、甲", "五、乙"]),
    "only the level that starts anew": (
        ONE + num(2, 1, start_override(0) + start_override(2)), [("甲", (1, 0)), ("乙", (1, 0)), ("丙", (2, 2)), ("丁", (1, 0))],
        ["第一章 甲", "第二章 乙", "一、丙", "第三章 丁"],
    ),
    "a level that another list writes in its own way": (
        ONE + num(2, 1, f'<w:lvlOverride w:ilvl="2">{lvl(2, "decimal", "%3）")}</w:lvlOverride>'), [("甲", (1, 2)), ("乙", (2, 2))], ["一、甲", "2）乙"],
    ),
    "a level that never begins anew": (
        abstract(1, lvl(0, "chineseCountingThousand", "第%1篇"), lvl(1, "chineseCountingThousand", "第%2章", more='<w:lvlRestart w:val="0"/>')) + num(1, 1),
        [("甲", (1, 0)), ("乙", (1, 1)), ("丙", (1, 0)), ("丁", (1, 1))],
        ["第一篇 甲", "第一章 乙", "第二篇 丙", "第二章 丁"],
    ),
    "a level that begins anew below the highest alone": (
        abstract(1, lvl(0, "decimal", "第%1章"), lvl(1, "decimal", "第%2节"), lvl(2, "decimal", "第%3条", more='<w:lvlRestart w:val="1"/>')) + num(1, 1),
        [("甲", (1, 0)), ("乙", (1, 1)), ("丙", (1, 2)), ("丁", (1, 1)), ("戊", (1, 2)), ("己", (1, 0)), ("庚", (1, 2))],
        ["第1章 甲", "第1节 乙", "第1条 丙", "第2节 丁", "第2条 戊", "第2章 己", "第1条 庚"],
    ),
    "no number": (ONE, [("甲", (1, 2)), ("乙", (0, 0)), ("丙", (1, 2))], ["一、甲", "乙", "二、丙"]),
    "a list that is not there": (ONE, [("甲", (9, 0))], ["甲"]),
    "a bullet": (abstract(1, lvl(0, "bullet", "\uf06c")) + num(1, 1), [("甲", (1, 0))], ["甲"]),
    "nothing before it": (abstract(1, lvl(0, "none", "")) + num(1, 1), [("甲", (1, 0))], ["甲"]),
    "words before it": (abstract(1, lvl(0, "none", "附件：")) + num(1, 1), [("名单", (1, 0))], ["附件： 名单"]),
    "a level without text": (abstract(1, lvl(0, "decimal", "")) + num(1, 1), [("甲", (1, 0))], ["甲"]),
    "a form of its own": (
        abstract(1, '<w:lvl w:ilvl="0"><w:start w:val="1"/><mc:AlternateContent><mc:Choice Requires="w14"><w:numFmt w:val="custom" w:format="001, 002, 003, ..."/>'
                    '</mc:Choice><mc:Fallback><w:numFmt w:val="decimal"/></mc:Fallback></mc:AlternateContent><w:lvlText w:val="%1"/></w:lvl>') + num(1, 1),
        [("甲", (1, 0)), ("乙", (1, 0))], ["001 甲", "002 乙"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("numbering", "items", "expected"), LISTS.values(), ids=LISTS)
def test_lists(numbering: str, items: list[tuple[str, tuple[int, int]]], expected: list[str]) -> None:
    assert lines(*(p(text, num=place) for text, place in items), numbering=numbering) == expected


def style(key: str, name: str, properties: str, based_on: str = "") -> str:
    based = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    return f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/>{based}<w:pPr>{properties}</w:pPr></w:style>'


LIST_1 = '<w:numPr><w:numId w:val="1"/></w:numPr>'
OF_STYLES = abstract(
    1,
    lvl(0, "chineseCountingThousand", "第%1章", more='<w:pStyle w:val="h1"/>'),
    lvl(1, "chineseCountingThousand", "%2、", more='<w:pStyle w:val="h2"/>'),
)


def test_styles_number_their_paragraphs() -> None:
    styles = style("h1", "heading 1", LIST_1) + style("h2", "heading 2", LIST_1) + style("own", "我的标题", "", "h2")
    body = [
        p("基础", style="h1"),
        p("成就", style="h2"),
        p("问题", style="own"),
        p("后记", style="h1", num=(0, 0)),
        p("目标", style="h1"),
    ]
    assert lines(*body, numbering=OF_STYLES + num(1, 1), styles=styles) == [
        "# 第一章 基础",
        "## 一、成就",
        "## 二、问题",
        "# 后记",
        "# 第二章 目标",
    ]


def test_a_style_has_its_list_and_level_from_those_under_it() -> None:
    styles = (
        style("a", "甲", LIST_1)
        + style("b", "乙", '<w:numPr><w:ilvl w:val="1"/></w:numPr>', "a")
        + style("c", "丙", '<w:numPr><w:numId w:val="0"/></w:numPr>', "a")
    )
    body = [
        p("一", style="a"),
        p("二", style="b"),
        p("三", style="c"),
        p("四", style="b", properties='<w:numPr><w:ilvl w:val="0"/></w:numPr>'),
    ]
    assert lines(*body, numbering=abstract(1, *DECIMALS) + num(1, 1), styles=styles) == ["1 一", "1.1 二", "三", "2 四"]


def test_a_list_that_is_a_link_to_that_of_a_style() -> None:
    numbering = (
        abstract(1, *CHAPTERS, more='<w:styleLink w:val="ls"/>')
        + abstract(2, more='<w:numStyleLink w:val="ls"/>')
        + num(1, 1)
        + num(2, 2)
    )
    styles = f'<w:style w:type="numbering" w:styleId="ls"><w:name w:val="列表"/><w:pPr>{LIST_1}</w:pPr></w:style>'
    assert lines(p("甲", num=(2, 0)), p("乙", num=(1, 0)), numbering=numbering, styles=styles) == [
        "第一章 甲",
        "第二章 乙",
    ]


def test_what_is_deleted_or_hidden_has_no_number() -> None:
    gone = f"<w:del {MARK}/>"
    body = [
        p("甲", num=(1, 2)), p(deleted("乙"), num=(1, 2), mark=gone), p(r("丙", "<w:vanish/>"), num=(1, 2), mark="<w:vanish/>"), p("丁", num=(1, 2)),
    ]  # fmt: skip
    assert lines(*body, numbering=ONE) == ["一、甲", "二、丁"]


def test_an_empty_paragraph_counts_and_a_column_of_numbers_has_them() -> None:
    assert lines(p("甲", num=(1, 2)), p(num=(1, 2)), p("丙", num=(1, 2)), numbering=ONE) == ["一、甲", "三、丙"]
    numbered = abstract(1, lvl(0, "decimal", "%1")) + num(1, 1)
    rows = [tr("序号", "指标"), *(tr(tc(p(num=(1, 0))), name) for name in ("人口", "面积"))]
    assert lines(tbl(*rows), numbering=numbered) == ["| 序号 | 指标 |", "| 1 | 人口 |", "| 2 | 面积 |"]


def test_a_text_box_counts_by_itself() -> None:
    box = f"<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{p('框', num=(1, 2))}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    assert lines(p("甲", num=(1, 2)), p("乙", box, num=(1, 2)), p("丙", num=(1, 2)), numbering=ONE) == [
        "一、甲",
        "二、乙",
        "一、框",
        "三、丙",
    ]
