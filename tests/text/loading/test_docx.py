"""What a Word file has besides plain runs is read as Word prints it, or left out and said: each feature by itself."""

import io
import re
import zipfile

import pytest

from tests.text.loading.docx_maker import (
    DOWN,
    GOES_ON,
    MARK,
    SUPERSCRIPT,
    complex_field,
    deleted,
    docx,
    footnote,
    ins,
    p,
    r,
    span,
    tbl,
    tc,
    tr,
    zipped,
)
from text.errors import DamagedSource, EmptySource, NoTextLayer
from text.loading.docx import load_docx
from text.loading.loaded import Loaded

SUBSCRIPT = '<w:vertAlign w:val="subscript"/>'
HIDDEN = "<w:vanish/>"


def load(*body: str, **parts: object) -> Loaded:
    return load_docx(docx(*body, **parts), "规划.docx")  # type: ignore[arg-type]


def text_of(*body: str, **parts: object) -> list[str]:
    """The lines of a Word file that are not blank."""
    return [line for line in load(*body, **parts).text.splitlines() if line.strip()]


def said(loaded: Loaded) -> dict[str, int]:
    return {one.what: one.count for one in loaded.omitted}


def sym(font: str, code: str) -> str:
    return f'<w:r><w:sym w:font="{font}" w:char="{code}"/></w:r>'


def inside(*xml: str) -> str:
    """A run with XML in it."""
    return f"<w:r>{''.join(xml)}</w:r>"


def control(inner: str) -> str:
    """A content control."""
    return f"<w:sdt><w:sdtPr/><w:sdtContent>{inner}</w:sdtContent></w:sdt>"


def raised(text: str) -> str:
    return r(text, SUPERSCRIPT)


def math(inner: str) -> str:
    return f"<m:oMath>{inner}</m:oMath>"


def mr(text: str) -> str:
    return f"<m:r><m:t>{text}</m:t></m:r>"


def toc(*entries: tuple[str, str]) -> list[str]:
    first, *rest = [
        p(r(title), inside("<w:tab/>"), complex_field(" PAGEREF _T ", page), style="TOC1") for title, page in entries
    ]
    begin = (
        inside('<w:fldChar w:fldCharType="begin"/>')
        + inside("<w:instrText> TOC \\o </w:instrText>")
        + inside('<w:fldChar w:fldCharType="separate"/>')
    )
    return [first.replace("</w:pPr>", "</w:pPr>" + begin, 1), *rest, p(inside('<w:fldChar w:fldCharType="end"/>'))]


PICTURE = p(inside("<w:pict><v:shape><v:imagedata/></v:shape></w:pict>"))
RUBY = (
    "<w:ruby><w:rubyPr/><w:rt><w:r><w:t>wǔ</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>㵲</w:t></w:r></w:rubyBase></w:ruby>"
)

IN_A_PARAGRAPH = {
    "a plain run": (["达到360亿元。"], "达到360亿元。"),
    "a field": (["新增", f'<w:fldSimple w:instr=" REF n ">{r("155")}</w:fldSimple>', "家"], "新增155家"),
    "a field of runs": (["新增", complex_field(" SEQ n ", "155"), "家"], "新增155家"),
    "a formula field": (["合计", complex_field(" =SUM(ABOVE) ", "1,280.5"), "亿元"], "合计1,280.5亿元"),
    "a field in a field": (
        ["共", inside('<w:fldChar w:fldCharType="begin"/>', "<w:instrText> IF </w:instrText>"), complex_field(" REF a ", "7"),
         inside("<w:instrText> = 1 a b </w:instrText>", '<w:fldChar w:fldCharType="separate"/>', "<w:t>12</w:t>", '<w:fldChar w:fldCharType="end"/>'), "个"],
        "共12个",
    ),
    "a number of a page": (["见第", complex_field(" PAGEREF x ", "17"), "页"], "见第页"),
    "a field without an end": ([inside('<w:fldChar w:fldCharType="begin"/>'), inside("<w:t>达到360亿元</w:t>")], "达到360亿元"),
    "a mark of a note once more": (["（见注", complex_field(" NOTEREF _a \\h ", "3"), "）"], "（见注）"),
    "a drop-down list": (
        ["属", inside('<w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="预期性"/>'
                     '<w:listEntry w:val="约束性"/></w:ddList></w:ffData></w:fldChar>', "<w:instrText> FORMDROPDOWN </w:instrText>",
                     '<w:fldChar w:fldCharType="end"/>'), "指标"],
        "属约束性指标",
    ),
    "a character in a circle": (["方式", complex_field(" eq \\o\\ac(○,1)", None), "完成"], "方式①完成"),
    "a fraction as a field": (["约占", complex_field(" EQ \\f(1,3) ", None)], "约占1/3"),
    "a reading as a field": ([complex_field(' EQ \\* jc2 \\* "Font:宋体" \\* hps10 \\o\\ad(\\s\\up 9(wǔ),㵲)', None), "阳街道"], "㵲阳街道"),
    "a sign as a field": (["森林覆盖率", complex_field(' SYMBOL 179 \\f "Symbol" \\s 12 ', None), "65%"], "森林覆盖率≥65%"),
    "a content control": (["新建", f"<w:sdt><w:sdtPr/><w:sdtContent>{r('12')}</w:sdtContent></w:sdt>", "所"], "新建12所"),
    "a smart tag": (["到", f'<w:smartTag w:uri="u" w:element="d">{r("2025")}</w:smartTag>', "年"], "到2025年"),
    "custom XML": (["到", f'<w:customXml w:element="d">{r("2025")}</w:customXml>', "年"], "到2025年"),
    "a link": (["见", f'<w:hyperlink w:anchor="x">{r("第二章")}</w:hyperlink>'], "见第二章"),
    "text from right to left": ([f'<w:dir w:val="ltr">{r("共12家")}</w:dir>', f'<w:bdo w:val="ltr">{r("企业")}</w:bdo>'], "共12家企业"),
    "tracked": (["完成", deleted("360"), ins(r("380")), "亿元"], "完成380亿元"),
    "inserted and deleted again": (["完成", f"<w:ins {MARK}>{deleted('360')}{r('380')}</w:ins>", "亿元"], "完成380亿元"),
    "moved here": ([f"<w:moveTo {MARK}>{r('增长5%。')}</w:moveTo>"], "增长5%。"),
    "moved away": (["增长", f"<w:moveFrom {MARK}>{r('5')}</w:moveFrom>", "6%"], "增长6%"),
    "a hyphen that keeps together": (["3", inside("<w:noBreakHyphen/>"), "5个"], "3-5个"),
    "a soft hyphen": (["GDP", inside("<w:softHyphen/>"), "增长"], "GDP增长"),
    "a tab": (["单位", inside("<w:tab/>"), "亿元"], "单位\t亿元"),
    "hidden": (["达到", r("999", HIDDEN), "360亿元"], "达到360亿元"),
    "hidden no more": (["达到", r("360", '<w:vanish w:val="0"/>'), "亿元"], "达到360亿元"),
    "white on the paper": (["达到", r("999亿元，", '<w:color w:val="FFFFFF"/>'), "360亿元"], "达到360亿元"),
    "white on a ground of its own": ([r("第一章", '<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:fill="1F4E79"/>'), "目标"], "第一章目标"),
    "letters of one point": (["达到", r("999亿元，", '<w:sz w:val="2"/>'), "360亿元"], "达到360亿元"),
    "in capitals": ([r("gdp", "<w:caps/>"), "增长5%"], "GDP增长5%"),
    "a sign of Symbol": (["森林覆盖率", sym("Symbol", "F0B3"), "65%，误差", sym("Symbol", "F0B1"), "2"], "森林覆盖率≥65%，误差±2"),
    "a sign of Symbol by its other number": (["增长", sym("Symbol", "00A3"), "5%"], "增长≤5%"),
    "a private character": (["强度\uf0a3", r("\uf0b4", '<w:rFonts w:ascii="Symbol"/>'), "3"], "强度≤×3"),
    "Greek typed as Latin": ([r("m", '<w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/>'), "g/m", raised("3")], "μg/m³"),
    "a word in the font of signs": ([r("GDP增长5%", '<w:rFonts w:ascii="Symbol"/>')], "GDP增长5%"),
    "a number of Wingdings": ([sym("Wingdings", "F081"), "完善机制"], "①完善机制"),
    "a character by its number": ([sym("宋体", "2265"), "90%"], "≥90%"),
    "ruby": ([inside(RUBY), "阳街道"], "㵲阳街道"),
    "alternatives": (
        [inside(f'<mc:AlternateContent><mc:Choice Requires="w14">{"<w:t>360</w:t>"}</mc:Choice><mc:Fallback><w:t>360</w:t></mc:Fallback></mc:AlternateContent>'), "亿元"],
        "360亿元",
    ),
    "the prompt of a form": (["由", f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{r('单击此处输入文字。')}</w:sdtContent></w:sdt>", "负责"], "由负责"),
    # ── raised and lowered ──
    "the mark of a footnote": (["达到360", footnote(1), "亿元"], "达到360亿元"),
    "the mark of an endnote": (["达到360", inside(f"<w:rPr>{SUPERSCRIPT}</w:rPr>", '<w:endnoteReference w:id="1"/>'), "亿元"], "达到360亿元"),
    "a mark of its own": (
        ["达到360", inside(f"<w:rPr>{SUPERSCRIPT}</w:rPr>", '<w:footnoteReference w:customMarkFollows="1" w:id="1"/>', "<w:t>①</w:t>"), "亿元"],
        "达到360亿元",
    ),
    "a mark that was typed": (["达到360", raised("1"), "亿元"], "达到360亿元"),
    "a mark in brackets": (["达到360", raised("[12]"), "亿元"], "达到360亿元"),
    "several marks": (["达到360", raised("1,2"), "亿元，增长5%", raised("①"), "，森林", raised("*")], "达到360亿元，增长5%，森林"),
    "a mark behind kilometres": (["全长35公里", raised("2"), "，"], "全长35公里，"),
    "a mark behind a year": (["到2025", raised("3"), "年"], "到2025年"),
    "the mark of a note below a table": (["注：", raised("*"), "为2019年数据。"], "注：*为2019年数据。"),
    "square metres": (["新建360m", raised("2"), "，占地2.5km", raised("2"), "，库容3hm", raised("3")], "新建360m²，占地2.5km²，库容3hm³"),
    "per cubic metre": (["PM", r("2.5", SUBSCRIPT), "降至44μg/m", raised("3"), "以下"], "PM₂.₅降至44μg/m³以下"),
    "square metres, and a mark": (["360m", raised("2"), raised("①"), "以上"], "360m²以上"),
    "metres in Chinese": (["流量12米", raised("3"), "/秒"], "流量12米³/秒"),
    "a power of ten": (["约3×10", raised("4"), "t"], "约3×10⁴t"),
    "a mark behind ten": (["达到10", raised("1"), "亿元"], "达到10亿元"),
    "a negative power": (["5 m·s", raised("-1"), "，"], "5 m·s⁻¹，"),
    "carbon dioxide": (["CO", r("2", SUBSCRIPT), "排放"], "CO₂排放"),
    "degrees": (["控制在26", raised("0"), "C"], "控制在26°C"),
    "raised by moving": (["面积5km", r("2", '<w:position w:val="8"/><w:sz w:val="16"/>'), "，达到360", r("1", '<w:position w:val="10"/><w:sz w:val="16"/>'), "亿元"], "面积5km²，达到360亿元"),
    "a whole line that is raised": ([r("达到360亿元", '<w:position w:val="6"/>'), r("，增长5%", '<w:position w:val="6"/>')], "达到360亿元，增长5%"),
    "a raised figure": (["达到", raised("360"), "亿元"], "达到360亿元"),
    "struck through": ([r("360", "<w:strike/>"), r("380"), "亿元"], "380亿元"),
    "raised words": (["达到", raised("约360亿元")], "达到约360亿元"),
    # ── equations ──
    "a power": ([math(f"<m:sSup><m:e>{mr('m')}</m:e><m:sup>{mr('2')}</m:sup></m:sSup>")], "m²"),
    "a fraction": (["占", math(f"<m:f><m:num>{mr('1')}</m:num><m:den>{mr('3')}</m:den></m:f>")], "占1/3"),
    "a fraction of sums": ([math(f"<m:f><m:num>{mr('a+b')}</m:num><m:den>{mr('2.5')}</m:den></m:f>")], "(a+b)/2.5"),
    "an equation with figures": ([math(f"{mr('强度=')}<m:f><m:num>{mr('360')}</m:num><m:den>{mr('85')}</m:den></m:f>{mr('=4.24')}")], "强度=360/85=4.24"),
    "an index": ([math(f"<m:sSub><m:e>{mr('PM')}</m:e><m:sub>{mr('2.5')}</m:sub></m:sSub>")], "PM₂.₅"),
    "a root": ([math(f"<m:rad><m:deg/><m:e>{mr('16')}</m:e></m:rad>")], "√16"),
    "brackets": ([math(f"<m:d><m:e>{mr('12')}</m:e></m:d>")], "(12)"),
    "a sum": ([math(f'<m:nary><m:naryPr><m:chr m:val="∑"/></m:naryPr><m:sub>{mr("i=1")}</m:sub><m:sup>{mr("n")}</m:sup><m:e>{mr("x")}</m:e></m:nary>')], "∑_(i=1)ⁿx"),
}  # fmt: skip


@pytest.mark.parametrize(("content", "expected"), IN_A_PARAGRAPH.values(), ids=IN_A_PARAGRAPH)
def test_what_is_in_a_paragraph(content: list[str], expected: str) -> None:
    assert load(p(*content)).text == expected + "\n"


OMITTED = {
    "a footnote's mark": ([p("达到360", footnote(1), "亿元")], "footnote_mark", 1),
    "hidden": ([p("达到", r("999", HIDDEN), "360亿元")], "hidden_text", 1),
    "white": ([p("达到", r("999", '<w:color w:val="FFFFFF"/>'), "360亿元")], "hidden_text", 1),
    "tracked": ([p(deleted("1"), ins(r("2")), ins(r("3")))], "tracked_changes", 3),
    "ruby": ([p(inside(RUBY), "阳街道")], "ruby", 1),
    "a date": ([p("二〇二四年", complex_field(' DATE \\@ "M月d日" ', "3月5日"))], "date_field", 1),
    "a picture": ([p("图", inside("<w:drawing><wp:inline><a:graphic><a:graphicData><pic:pic/></a:graphicData></a:graphic></wp:inline></w:drawing>"))], "picture", 1),
    "an old picture": ([p("图", inside("<w:pict><v:shape><v:imagedata/></v:shape></w:pict>"))], "picture", 1),
    "a chart": ([p("图", inside("<w:drawing><wp:inline><a:graphic><a:graphicData><c:chart/></a:graphicData></a:graphic></wp:inline></w:drawing>"))], "chart", 1),
    "a table of Excel": ([p("见"), p(inside('<w:object><v:shape><v:imagedata/></v:shape><o:OLEObject ProgID="Excel.Sheet.12"/></w:object>'))], "embedded_object", 1),
    "a table that is a picture": ([p("表1 主要指标"), p(inside("<w:pict><v:shape><v:imagedata/></v:shape></w:pict>"))], "table_picture", 1),
    "a table that is a picture, below its unit": ([p("表1 主要指标"), p("单位：亿元"), PICTURE], "table_picture", 1),
    "struck through": ([p(r("360", "<w:strike/>"), "380")], "struck_text", 1),
    "a reference whose target is gone": ([p("见", complex_field(" REF x ", "错误!未找到引用源。"))], "lost_reference", 1),
    "contents that are older than the text": ([*toc(("第一章 基础", "1"), ("第二章 目标", "2")), p("第一章 基础", style="1")], "contents_entry", 1),
    "an attached part": ([p("见附件"), '<w:altChunk r:id="x"/>'], "attached_part", 1),
    "a sign that is not known": ([p("增长", sym("MT Extra", "F0EF"), "5%")], "symbol", 0),
}  # fmt: skip


@pytest.mark.parametrize(("body", "what", "count"), OMITTED.values(), ids=OMITTED)
def test_what_is_left_out_is_said(body: list[str], what: str, count: int) -> None:
    assert said(load(*body)).get(what, 0) == count


def test_a_date_field_keeps_the_result_of_the_last_time() -> None:
    assert text_of(p("二〇二四年", complex_field(' DATE \\@ "M月d日" ', "3月5日"))) == ["二〇二四年3月5日"]


def test_changes_are_counted_by_kind() -> None:
    (change,) = load(p(deleted("360"), ins(r("380")), "亿元")).omitted
    assert (change.what, change.count, change.sample) == ("tracked_changes", 2, "360")
    assert "1 deleted, 1 inserted" in change.reason


# ── paragraphs ──

DELETED_MARK = f"<w:del {MARK}/>"
PARAGRAPHS = {
    "an end of a paragraph that was deleted": ([p("达到", mark=DELETED_MARK), p("360亿元")], ["达到360亿元"]),
    "a paragraph that was deleted": ([p("一"), p(deleted("二"), mark=DELETED_MARK), p("三")], ["一", "三"]),
    "the last end was deleted": ([p("达到360亿元", mark=DELETED_MARK)], ["达到360亿元"]),
    "an end of a paragraph that was inserted": ([p("一", mark=f"<w:ins {MARK}/>"), p("二")], ["一", "二"]),
    "a break of a line in a sentence": (
        [p("到2025年全区生产总值力争达到三百六十亿元以上，", inside("<w:br/>"), "年均增长6%。")],
        ["到2025年全区生产总值力争达到三百六十亿元以上，年均增长6%。"],
    ),
    "lines broken into paragraphs": (
        [p("一、发展成就", inside("<w:br/>"), "2023年，全区生产总值达到360亿元。", inside("<w:br/>"), "二、存在问题")],
        ["一、发展成就", "2023年，全区生产总值达到360亿元。", "二、存在问题"],
    ),
    "figures at a break": (
        [p("到2025年全区生产总值力争达到三百六十亿元以上，增长44", inside("<w:br/>"), "6微克")],
        ["到2025年全区生产总值力争达到三百六十亿元以上，增长44 6微克"],
    ),
    "a heading over two lines": ([p("第一章", inside("<w:br/>"), "发展基础", style="1")], ["第一章 发展基础"]),
    "a break of a page": ([p("规划纲要", inside('<w:br w:type="page"/>'), "第一章 总则")], ["规划纲要", "第一章 总则"]),
    "a content control around paragraphs": (
        [f"<w:sdt><w:sdtPr/><w:sdtContent>{p('一')}{p('二')}</w:sdtContent></w:sdt>"], ["一", "二"],
    ),
    "custom XML around paragraphs": ([f'<w:customXml w:element="x">{p("一")}</w:customXml>'], ["一"]),
    "an equation of its own": ([f"<m:oMathPara>{math(mr('12'))}</m:oMathPara>"], ["12"]),
    "a heading without a number": ([p("发展基础", style="1"), p("指导思想", style="2"), p("正文。")], ["# 发展基础", "## 指导思想", "正文。"]),
    "headings with numbers": (
        [p("第一章 发展基础", style="1"), p("一、成就", style="2"), p("（一）经济", style="3"), p("1.工业", style="4"), p("专栏1 指标", style="2"), p("前 言", style="1")],
        ["第一章 发展基础", "一、成就", "（一）经济", "1.工业", "专栏1 指标", "前 言"],
    ),
    "headings with and without numbers": (
        [p("一、工作回顾", style="1"), p("经济发展", style="2"), p("一、全区生产总值达到360亿元。", style="1"), p("专栏1 指标", style="3")],
        ["# 一、工作回顾", "## 经济发展", "一、全区生产总值达到360亿元。", "### 专栏1 指标"],
    ),
    "a title over two paragraphs": (
        [p("某区", style="1"), p("十四五规划纲要", style="1"), p("发展基础", style="1"), p("正文。")], ["某区", "十四五规划纲要", "# 发展基础", "正文。"],
    ),
    "a chapter whose title is a paragraph of its own": ([p("第一章", style="1"), p("发展基础", style="1"), p("正文。")], ["第一章", "发展基础", "正文。"]),
    "a year is no number": ([p("2023年工作回顾", style="1")], ["# 2023年工作回顾"]),
    "a level of the outline": ([p("工作回顾", properties='<w:outlineLvl w:val="1"/>')], ["## 工作回顾"]),
    "body text": ([p("工作回顾", properties='<w:outlineLvl w:val="9"/>')], ["工作回顾"]),
    "a title": ([p("政府工作报告", style="a3")], ["政府工作报告"]),
    "a sentence in the style of a heading": ([p("全区生产总值达到360亿元。", style="1")], ["全区生产总值达到360亿元。"]),
}  # fmt: skip


@pytest.mark.parametrize(("body", "expected"), PARAGRAPHS.values(), ids=PARAGRAPHS)
def test_paragraphs(body: list[str], expected: list[str]) -> None:
    assert text_of(*body) == expected


def test_headings_by_the_names_of_their_styles() -> None:
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/>{based}</w:style>'
        for key, name, based in (
            ("a", "一级标题", ""),
            ("b", "heading 2", ""),
            ("c", "我的标题", '<w:basedOn w:val="b"/>'),
            ("d", "正文", ""),
        )
    )
    body = [p("总则", style="a"), p("目标", style="b"), p("任务", style="c"), p("正文", style="d")]
    assert text_of(*body, styles=styles) == ["# 总则", "## 目标", "## 任务", "正文"]


def box(*content: str) -> str:
    """A text box as Word 2010 and later writes it: twice."""
    inner = f"<w:txbxContent>{''.join(content)}</w:txbxContent>"
    return inside(
        f'<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><a:graphic><a:graphicData><wps:wsp><wps:txbx>{inner}'
        f"</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>{inner}"
        "</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent>"
    )


def test_a_text_box_stands_once_behind_its_paragraph() -> None:
    assert text_of(p("前文", box(p("框内360亿元"), p("第二段")), "后文"), p("下一段")) == [
        "前文后文",
        "框内360亿元",
        "第二段",
        "下一段",
    ]


def test_an_old_text_box_and_word_art() -> None:
    old = inside(
        f"<w:pict><v:shape><v:textbox><w:txbxContent>{p('框内')}</w:txbxContent></v:textbox></v:shape></w:pict>"
    )
    art = inside('<w:pict><v:shape><v:textpath string="某区人民政府文件"/></v:shape></w:pict>')
    assert text_of(p(art), p("前文", old)) == ["某区人民政府文件", "前文", "框内"]


def test_a_text_box_in_a_cell_and_a_table_in_a_text_box() -> None:
    assert text_of(tbl(tr(tc(p("指标", box(p("（亿元）")))), "2025年"), tr("生产总值", "360"))) == [
        "| 指标（亿元） | 2025年 |",
        "| 生产总值 | 360 |",
    ]
    assert text_of(p(box(tbl(tr("指标", "2025年"))))) == ["| 指标 | 2025年 |"]


def test_a_web_page_within_the_file_is_read() -> None:
    page = "<html><body><p>第一章 发展基础</p><table><tr><td>指标</td><td>2025年</td></tr><tr><td>人口</td><td>85</td></tr></table></body></html>"
    relation = '<Relationship Id="x" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/aFChunk" Target="afchunk.html"/>'
    lines = text_of(
        p("前文"), '<w:altChunk r:id="x"/>', p("后文"), parts={"word/afchunk.html": page.encode()}, relations=relation
    )
    assert lines == ["前文", "第一章 发展基础", "| 指标 | 2025年 |", "| 人口 | 85 |", "后文"]


# ── notes, contents ──


def test_footnotes_that_explain_terms_stand_at_the_end() -> None:
    notes = ["“四上”企业：指规模以上工业企业等四类企业。", "双碳：碳达峰与碳中和。"]
    lines = text_of(p("新增“四上”企业", footnote(1), "155家，推进双碳", footnote(2), "工作。"), footnotes=notes)
    assert lines == [
        "新增“四上”企业155家，推进双碳工作。",
        "注释",
        "1. “四上”企业：指规模以上工业企业等四类企业。",
        "2. 双碳：碳达峰与碳中和。",
    ]


def test_other_footnotes_are_left_out_and_said() -> None:
    loaded = load(p("达到360", footnote(1), "亿元"), footnotes=["数据来自统计局，按2015年不变价计算增长5%。"])
    assert loaded.text == "达到360亿元\n"
    assert {one.what: one.sample for one in loaded.omitted}["footnote"].startswith("数据来自统计局")


CONTENTS = toc(("第一章 发展基础", "1"), ("第二章 主要目标", "5"))


@pytest.mark.parametrize(
    "contents",
    [
        [p("目  录"), *CONTENTS],
        [f'<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr><w:sdtContent>{p("目录")}{"".join(CONTENTS)}</w:sdtContent></w:sdt>'],
        [p("目录"), p("第一章 发展基础", inside("<w:tab/>"), "1", style="TOC1"), p("第二章 主要目标", inside("<w:tab/>"), "5", style="TOC1")],
    ],
    ids=["a field", "a content control", "lines in its style"],
)  # fmt: skip
def test_contents_are_left_out_and_said(contents: list[str]) -> None:
    loaded = load(p("规划纲要"), *contents, p("第一章 发展基础", style="1"), p("正文。"))
    assert [line for line in loaded.text.splitlines() if line] == ["规划纲要", "第一章 发展基础", "正文。"]
    assert "第一章 发展基础" in {one.what: one.sample for one in loaded.omitted}["contents"]


def test_contents_without_an_end_take_no_text_with_them() -> None:
    body = [*CONTENTS[:-1], p("第一章 发展基础", style="1"), p("达到360亿元。"), p("第二章 主要目标", style="1")]
    assert text_of(*body) == ["第一章 发展基础", "达到360亿元。", "第二章 主要目标"]


def test_headers_footers_and_comments_are_no_text() -> None:
    loaded = load(
        p("正文"),
        related={
            "header": p("某区规划纲要"),
            "footer": p("— ", complex_field(" PAGE ", "3"), " —"),
            "comments": f'<w:comment w:id="1">{p("请核实360")}</w:comment>',
        },
    )
    assert loaded.text == "正文\n"
    assert said(loaded) == {"running_head": 1, "comment": 1}


# ── tables ──

HALF = '<w:tcBorders><w:tl2br w:val="single"/></w:tcBorders>'
TABLES = {
    "plain": ([tr("指标", "2025年"), tr("生产总值", "360")], ["| 指标 | 2025年 |", "| 生产总值 | 360 |"]),
    "merged downwards": (
        [tr("类别", "指标", "2020年", "2025年"), tr(tc("经济", properties=DOWN), "生产总值", "300", "360"), tr(tc(properties=GOES_ON), "人口", "80", "85")],
        ["| 类别 | 指标 | 2020年 | 2025年 |", "| 经济 | 生产总值 | 300 | 360 |", "| 经济 | 人口 | 80 | 85 |"],
    ),
    "merged sideways": (
        [tr(tc("指标", properties=DOWN), tc("规划目标", properties=span(2))), tr(tc(properties=GOES_ON), "2025年", "年均"), tr("生产总值", "360", "6%")],
        ["| 指标 | 规划目标 | 规划目标 |", "| 指标 | 2025年 | 年均 |", "| 生产总值 | 360 | 6% |"],
    ),
    "merged sideways in the old way": (
        [tr("指标", tc("目标", properties='<w:hMerge w:val="restart"/>'), tc(properties="<w:hMerge/>")), tr("人口", "80", "85")],
        ["| 指标 | 目标 | 目标 |", "| 人口 | 80 | 85 |"],
    ),
    "merged both ways": (
        [tr(tc("甲", properties=span(2) + DOWN), "1"), tr(tc(properties=span(2) + GOES_ON), "2"), tr("乙", "丙", "3")],
        ["| 甲 | 甲 | 1 |", "| 甲 | 甲 | 2 |", "| 乙 | 丙 | 3 |"],
    ),
    "a cell that continues nothing": ([tr("甲", "1"), tr(tc("乙", properties=GOES_ON), "2")], ["| 甲 | 1 |", "| 乙 | 2 |"]),
    "a category over the whole width": (
        [tr("指标", "2020年", "2025年"), tr(tc("经济发展", properties=span(3))), tr("生产总值", "300", "360")],
        ["| 指标 | 2020年 | 2025年 |", "| 经济发展 | | |", "| 生产总值 | 300 | 360 |"],
    ),
    "a title over the whole width": (
        [tr(tc("专栏1 主要指标", properties=span(2))), tr("指标", "2025年"), tr("生产总值", "360"), tr(tc("注：按不变价计算。", properties=span(2)))],
        ["\t专栏1 主要指标", "| 指标 | 2025年 |", "| 生产总值 | 360 |", "注：按不变价计算。"],
    ),
    "empty columns before and after": (
        [tr("甲", "乙", "丙", "丁"), tr("2", "3", properties='<w:gridBefore w:val="1"/><w:gridAfter w:val="1"/>')],
        ["| 甲 | 乙 | 丙 | 丁 |", "| | 2 | 3 | |"],
    ),
    "several paragraphs in a cell": ([tr("指标", "目标"), tr(tc("地区生产总值", "（亿元）"), tc("与全市增长", "水平保持一致"))], ["| 指标 | 目标 |", "| 地区生产总值（亿元） | 与全市增长水平保持一致 |"]),
    "a broken line in a cell": ([tr("指标", "目标"), tr(tc(p("地区生产总值", inside("<w:br/>"), "（亿元）")), "360")], ["| 指标 | 目标 |", "| 地区生产总值（亿元） | 360 |"]),
    "a line from corner to corner": ([tr(tc("年份", "指标", properties=HALF), "2025年"), tr("人口", "85")], ["| 年份／指标 | 2025年 |", "| 人口 | 85 |"]),
    "a row that was deleted": ([tr("指标", "目标"), tr("人口", "85", properties=f"<w:del {MARK}/>"), tr("面积", "12")], ["| 指标 | 目标 |", "| 面积 | 12 |"]),
    "a row that was inserted": ([tr("指标", "目标"), tr("人口", "85", properties=f"<w:ins {MARK}/>")], ["| 指标 | 目标 |", "| 人口 | 85 |"]),
    "white letters on the ground of a cell": ([tr(tc(p(r("指标", '<w:color w:val="FFFFFF"/>')), properties='<w:shd w:val="clear" w:fill="1F4E79"/>'), "目标"), tr("人口", "85")], ["| 指标 | 目标 |", "| 人口 | 85 |"]),
    "a hidden row": ([tr("指标", "目标"), tr("人口", "85", properties="<w:hidden/>"), tr("面积", "12")], ["| 指标 | 目标 |", "| 面积 | 12 |"]),
    "a cell that was deleted": ([tr("指标", "目标"), tr("人口", tc("80", properties=f"<w:cellDel {MARK}/>"), "85")], ["| 指标 | 目标 |", "| 人口 | 85 |"]),
    "rows and cells in content controls": (
        [tr("指标", "目标"), control(tr("人口", control(tc("85"))))],
        ["| 指标 | 目标 |", "| 人口 | 85 |"],
    ),
    "a table in a cell": ([tr("指标", "目标"), tr("人口", tc(tbl(tr("城镇", "60"), tr("乡村", "25")) + p()))], ["| 指标 | 目标 |", "| 人口 | 城镇60乡村25 |"]),
    "of one column": ([tr("专栏2 重点工程"), tr(tc("1.甲工程。", "2.乙工程。"))], ["\t专栏2 重点工程", "1.甲工程。", "2.乙工程。"]),
    "a table in a frame": (
        [tr(tc(p("专栏3 指标") + tbl(tr("指标", "2025年"), tr("人口", "85")) + p("注：按常住口径。")))],
        ["\t专栏3 指标", "| 指标 | 2025年 |", "| 人口 | 85 |", "注：按常住口径。"],
    ),
    "a mark of a note in a cell": ([tr("指标", "目标"), tr("人口", tc(p("85", r("1", SUPERSCRIPT))))], ["| 指标 | 目标 |", "| 人口 | 85 |"]),
    "a mark that is no digit": ([tr("指标", "目标"), tr("人口", tc(p("85", r("*", SUPERSCRIPT))))], ["| 指标 | 目标 |", "| 人口 | 85* |"]),
}  # fmt: skip


@pytest.mark.parametrize(("rows", "expected"), TABLES.values(), ids=TABLES)
def test_tables(rows: list[str], expected: list[str]) -> None:
    assert [re.sub(r" +", " ", line) for line in text_of(tbl(*rows))] == expected


def test_edges_that_are_not_quite_in_line_make_no_column() -> None:
    # As Word saves a table whose rows were drawn by hand: the edge at 2000 is one at 2060 in the second row.
    rows = [
        tr(tc("指标", properties=span(1)), tc("2025年", properties=span(2))),
        tr(tc("生产总值", properties=span(2)), tc("360")),
    ]
    assert text_of(tbl(*rows, widths=[2000, 60, 2000])) == ["| 指标 | 2025年 |", "| 生产总值 | 360 |"]
    assert text_of(tbl(*rows, widths=[2000, 600, 2000])) == [
        "| 指标 | 2025年 | 2025年 |",
        "| 生产总值 | 生产总值 | 360 |",
    ]


def test_tables_with_nothing_between_them_are_one() -> None:
    first, second = tbl(tr("指标", "目标"), widths=[900, 900]), tbl(tr("人口", "85"), widths=[900, 900])
    assert load(first, second).text == "\n| 指标 | 目标 |\n| 人口 | 85 |\n\n"
    assert load(first, p(), second).text.count("\n\n") == 2


def test_a_box_reaches_as_far_as_its_frame() -> None:
    rows = (
        tr(tc("专栏1 主要指标", properties=span(2))),
        tr("指标", "2025年"),
        tr("人口", "85"),
        tr(tc("注：略。", properties=span(2))),
    )
    assert load(tbl(*rows)).text == "\n\t专栏1 主要指标\n\n| 指标 | 2025年 |\n| 人口 | 85 |\n\n注：略。\n\n\n"
    assert (
        load(p("专栏2 工程"), tbl(tr(tc("一、甲", "二、乙"))), p("后文")).text
        == "专栏2 工程\n\n\t一、甲\n二、乙\n\n\n后文\n"
    )


def test_places_name_the_paragraph_and_the_row() -> None:
    loaded = load(p("一"), tbl(tr("指标", "目标"), tr("", ""), tr("人口", "85")), p("二"), tbl(tr("甲", "乙")))
    places = {word: loaded.place_at(loaded.text.index(word)) for word in ("一", "指标", "人口", "二", "甲")}
    assert [(place.paragraph, place.cell) for place in places.values() if place] == [
        (1, None), (None, "表1!A1"), (None, "表1!A3"), (2, None), (None, "表2!A1"),
    ]  # fmt: skip


# ── files ──


def test_the_strict_form_of_the_standard() -> None:
    with zipfile.ZipFile(io.BytesIO(docx(p("达到360亿元")))) as container:
        files = {name: container.read(name) for name in container.namelist()}
    strict = {
        name: data.replace(b"http://schemas.openxmlformats.org/wordprocessingml/2006/main", b"http://purl.oclc.org/ooxml/wordprocessingml/main")
        .replace(b"http://schemas.openxmlformats.org/officeDocument/2006/relationships", b"http://purl.oclc.org/ooxml/officeDocument/relationships")
        for name, data in files.items()
    }  # fmt: skip
    assert load_docx(zipped(strict), "a.docx").text == "达到360亿元\n"


@pytest.mark.parametrize(
    ("data", "error", "words"),
    [
        (docx(PICTURE), NoTextLayer, "OCR"),
        (docx(p("")), EmptySource, "no text"),
        (docx('<w:altChunk r:id="x"/>'), EmptySource, "altChunk"),
        (zipped({"word/styles.xml": b"<x/>"}), DamagedSource, "document.xml is missing"),
        (zipped({"word/document.xml": b"<w:document"}), DamagedSource, "damaged"),
        (zipped({"word/document.xml": b"<x/>"}), DamagedSource, "without a body"),
        (docx(p("360"))[:-60], DamagedSource, "cut off"),
        (zipped({"word/document.xml": b'<!DOCTYPE x [<!ENTITY a "360">]><x>&a;</x>'}), DamagedSource, "DTD"),
    ],
    ids=[
        "pictures alone",
        "nothing",
        "a part of another format",
        "no document",
        "no whole XML",
        "no body",
        "cut off",
        "a DTD",
    ],
)
def test_files_that_cannot_be_read_say_why(data: bytes, error: type[Exception], words: str) -> None:
    with pytest.raises(error, match=words):
        load_docx(data, "规划.docx")
