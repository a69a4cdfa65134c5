"""An OFD is read by where its signs stand, in whatever way it was written."""

import pytest

from tests.text.loading.ofd_maker import SIZE, Block, Manner, make_ofd, package, text_object, zipped
from text.errors import (
    DamagedSource,
    EmptySource,
    EncryptedSource,
    NoTextLayer,
    SourceError,
    SourceTooLarge,
    UndecodableSource,
)
from text.loading.limits import Limits
from text.loading.loaded import Loaded
from text.loading.ofd import load_ofd
from text.loading.ofd_drawing import numbers

TABLE = [
    ["序号", "指标", "2020年", "2025年", "属性"],
    ["1", "地区生产总值（亿元）", "300", "360", "预期性"],
    ["2", "研究与试验发展经费投入强度（%）", "2.1", "3.0", "约束性"],
]
PLAN: list[Block] = [
    "东丽区国民经济和社会发展第十四个五年规划纲要",
    "第一章 发展基础",
    "“十三五”时期，全区生产总值达到360⟦1⟧亿元，建成区面积36.5km⟦2⟧，新增企业155家，第一产业增加值年均增长6.5%左右。",
    TABLE,
    "到2025年，城镇登记失业率控制在4.5%以内。",
]
TEXT = """东丽区国民经济和社会发展第十四个五年规划纲要
第一章 发展基础
“十三五”时期，全区生产总值达到360亿元，建成区面积36.5km²，新增企业155家，第一产业增加值年均增长6.5%左右。

| 序号 | 指标 | 2020年 | 2025年 | 属性 |
| 1 | 地区生产总值（亿元） | 300 | 360 | 预期性 |
| 2 | 研究与试验发展经费投入强度（%） | 2.1 | 3.0 | 约束性 |

到2025年，城镇登记失业率控制在4.5%以内。
"""


def load(data: bytes) -> Loaded:
    return load_ofd(data, "规划.ofd")


def drawn(*objects: str, **parts: str) -> Loaded:
    """A page of these objects."""
    return load(package(["".join(objects)], **parts))  # type: ignore[arg-type]


def text(
    words: str,
    y: float = 40,
    *,
    x: float = 30,
    more: str = "",
    inside: str = "",
    code: str | None = None,
    size: float = 5,
) -> str:
    """A text object whose signs have their widths, or with a TextCode as given."""
    code = code or f'<ofd:TextCode X="0" Y="5">{words}</ofd:TextCode>'
    return (
        f'<ofd:TextObject ID="7" Boundary="{x} {y} 150 8" Font="3" Size="{size}"{more}>{inside}{code}</ofd:TextObject>'
    )


@pytest.mark.parametrize(
    "manner",
    [
        pytest.param(Manner(), id="as most are"),
        pytest.param(Manner(absolute=True), id="paths from the root"),
        pytest.param(Manner(absolute=True, leading_stroke=False), id="paths from the root without a stroke"),
        pytest.param(Manner(other_case=True), id="paths in another case"),
        pytest.param(Manner(deltas="each"), id="a step for each sign"),
        pytest.param(Manner(deltas="none"), id="no steps"),
        pytest.param(Manner(shuffled=True), id="objects in any order"),
        pytest.param(Manner(raised_apart=False), id="raised signs in their line"),
        pytest.param(Manner(rows_whole=True), id="the cells of a line as one text"),
        pytest.param(Manner(by_matrix=True), id="sizes by a matrix"),
        pytest.param(Manner(blocks_within=True), id="blocks in the page"),
        pytest.param(Manner(invisible="全区生产总值达到999亿元"), id="an invisible text"),
        pytest.param(Manner(template="东丽区“十四五”规划"), id="a template"),
    ],
)
def test_the_text_is_the_same_however_it_is_written(manner: Manner) -> None:
    expected = f"{manner.template}\n{TEXT}" if manner.template else TEXT
    assert load(make_ofd(PLAN, manner)).text == expected


def test_what_is_left_out_is_said() -> None:
    loaded = load(make_ofd(PLAN * 4, Manner(template="东丽区“十四五”规划", invisible="999亿元")))
    assert {
        (one.what, one.count, one.sample) for one in loaded.omitted if one.what in ("running_head", "hidden_text")
    } == {
        ("running_head", loaded.pages, "东丽区“十四五”规划"),
        ("hidden_text", loaded.pages, "999亿元"),
    }
    assert {"page_number", "footnote_mark"} < {one.what for one in loaded.omitted}
    assert "999" not in loaded.text
    assert "东丽区“十四五”规划\n" not in loaded.text


def test_a_place_names_its_page() -> None:
    loaded = load(make_ofd([f"第{index}段，全区" + "优化营商环境，" * (index % 9) + "增长。" for index in range(60)]))
    place = loaded.place_at(loaded.text.index("第59段"))
    assert place is not None
    assert place.page is not None
    assert place.page == loaded.pages
    assert place.page > 3


def test_steps() -> None:
    assert numbers("g 2 4.2 -8.4 4.2") == [4.2, 4.2, -8.4, 4.2]
    assert numbers("") == []
    assert numbers("g 3") == []
    assert numbers("1 nan 2 x 3") == [1, 2]


ROWS = {
    "a paragraph as one TextCode, by steps across and down": (
        text("", code='<ofd:TextCode X="0" Y="5" DeltaX="g 3 5 -15 g 3 5" DeltaY="g 3 0 7 g 3 0">生产总值达到三成</ofd:TextCode>'),
        ["生产总值", "达到三成"],
    ),
    "a list of steps that is too short": (text("", code='<ofd:TextCode X="0" Y="5" DeltaX="5">生产总值</ofd:TextCode>'), ["生产总值"]),
    "several codes, of which the second goes on at the height of the first": (
        text("", code='<ofd:TextCode X="0" Y="5">增长</ofd:TextCode><ofd:TextCode X="10">6.5%</ofd:TextCode>'),
        ["增长6.5%"],
    ),
    "figures that are set as wide as characters": (
        text("", code='<ofd:TextCode X="0" Y="5" DeltaX="g 9 5">增长6.5%达到360家</ofd:TextCode>'),
        ["增长6.5%达到360家"],
    ),
    "text in CDATA and on a line of its own": (
        text("", code='<ofd:TextCode X="0" Y="5">\n   <![CDATA[增长<6.5%]]>\n </ofd:TextCode>'),
        ["增长<6.5%"],
    ),
    "signs put twice to look bold": (text("增长11%") + text("增长11%", x=30.2), ["增长11%"]),
    "a lowered figure": (
        text("PM", size=5) + text("2.5", x=35, y=41.5, size=3) + text("浓度", x=41),
        ["PM₂.₅浓度"],
    ),
    "words turned upwards, as in a narrow cell": (
        text("", x=30, y=60, more=' CTM="0 -1 1 0 0 0"', code='<ofd:TextCode X="0" Y="5" DeltaX="5 5">三二一</ofd:TextCode>'),
        ["三", "二", "一"],
    ),
    "words turned downwards": (
        text("", x=30, y=60, more=' CTM="0 1 -1 0 0 0"', code='<ofd:TextCode X="0" Y="0" DeltaX="5 5">三二一</ofd:TextCode>'),
        ["三", "二", "一"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", ROWS)
def test_signs_stand_where_their_steps_put_them(name: str) -> None:
    objects, lines = ROWS[name]
    found = drawn(text("甲乙丙丁", y=20), objects).text.splitlines()
    assert "".join(found) == "甲乙丙丁" + "".join(lines)


@pytest.mark.parametrize(
    ("more", "inside"),
    [
        (' Visible="false"', ""),
        (' Alpha="0"', ""),
        ("", '<ofd:FillColor Value="0 0 0" Alpha="0"/>'),
        (' Fill="false"', ""),
        ("", '<ofd:FillColor Value="255 255 255"/>'),
        ("", '<ofd:FillColor Value="#FF #FF #FF"/>'),
        ("", '<ofd:FillColor Value="0 0 0 0"/>'),
        (' DrawParam="50"', ""),
    ],
)
def test_what_is_not_seen_is_not_read(more: str, inside: str) -> None:
    styles = zipped_resources(
        '<ofd:DrawParams><ofd:DrawParam ID="50" Relative="51"/><ofd:DrawParam ID="51"><ofd:FillColor Value="255 255 255"/></ofd:DrawParam></ofd:DrawParams>'
    )
    data = package(
        [text("生产总值360亿元") + text("999", x=80, more=more, inside=inside)],
        common="<ofd:PublicRes>Res.xml</ofd:PublicRes>",
        more=styles,
    )
    loaded = load(data)
    assert loaded.text == "生产总值360亿元\n"
    assert [(one.what, one.sample) for one in loaded.omitted] == [("hidden_text", "999")]


def zipped_resources(inside: str) -> dict[str, str]:
    return {"Doc_0/Res.xml": f'<ofd:Res xmlns:ofd="http://www.ofdspec.org/2016" BaseLoc="Res">{inside}</ofd:Res>'}


def test_white_on_a_dark_ground_is_read_and_what_is_off_the_page_is_not() -> None:
    ground = '<ofd:PathObject ID="4" Boundary="28 38 100 12" Fill="true" Stroke="false"><ofd:AbbreviatedData>M 0 0 L 100 0 L 100 12 L 0 12 C</ofd:AbbreviatedData></ofd:PathObject>'
    white = '<ofd:FillColor Value="255 255 255"/>'
    loaded = drawn(ground, text("主要指标", inside=white), text("生产总值", y=400), text("360亿元", y=60))
    assert loaded.text.split() == ["主要指标", "360亿元"]


def test_watermarks_are_left_out() -> None:
    loaded = drawn(
        text("全区生产总值达到360亿元"),
        text("内部资料2021", more=' CTM="0.7 -0.7 0.7 0.7 0 0"'),
        text("仅供参考99", y=42, inside='<ofd:FillColor Value="0 0 0" Alpha="40"/>'),
    )
    assert loaded.text == "全区生产总值达到360亿元\n"
    assert [(one.what, one.count) for one in loaded.omitted] == [("watermark", 2)]


def test_a_drawing_that_is_used_several_times_is_read_in_each_place() -> None:
    unit = (
        '<ofd:CompositeGraphicUnits><ofd:CompositeGraphicUnit ID="60" Width="50" Height="10"><ofd:Content>'
        + text("约束性", x=0, y=0)
        + "</ofd:Content></ofd:CompositeGraphicUnit></ofd:CompositeGraphicUnits>"
    )
    used = [f'<ofd:CompositeObject ID="8" ResourceID="60" Boundary="100 {y} 50 10"/>' for y in (40, 60)]
    data = package(
        [text("单位能耗") + text("耕地面积", y=60) + "".join(used)],
        common="<ofd:DocumentRes>Res.xml</ofd:DocumentRes>",
        more=zipped_resources(unit),
    )
    assert [line.split() for line in load(data).text.splitlines()] == [["单位能耗", "约束性"], ["耕地面积", "约束性"]]


def test_a_table_turned_on_its_page_is_read_upright() -> None:
    """The rows run up the page: a quarter turn, as wide tables are bound."""

    def turned(words: str, x: float, y: float) -> str:
        places = [(char, index * 5.0) for index, char in enumerate(words)]
        return text_object(x, y, places, 5, Manner(), more=' CTM="0 -1 1 0 0 0"')

    loaded = drawn(turned("指标体系", 40, 250), turned("生产总值", 60, 250), turned("360", 60, 150))
    assert [line.split() for line in loaded.text.splitlines()] == [["指标体系"], ["生产总值", "360"]]


def test_a_template_with_the_head_of_a_table_keeps_it_and_a_mark_across_the_text_goes() -> None:
    template = text("指标名称", y=50) + text("2025年", x=100, y=50) + text("东丽区发改委", x=40, y=62)
    files = {
        "Doc_0/T.xml": f'<ofd:Page xmlns:ofd="http://www.ofdspec.org/2016"><ofd:Content><ofd:Layer>{template}</ofd:Layer></ofd:Content></ofd:Page>'
    }
    use = '<ofd:Template TemplateID="90"/>'
    pages = {
        f"Doc_0/P{n}.xml": f'<ofd:Page xmlns:ofd="http://www.ofdspec.org/2016">{use}<ofd:Content><ofd:Layer>{text(f"生产总值{n}", y=62)}{text("360", x=100, y=62)}</ofd:Layer></ofd:Content></ofd:Page>'
        for n in (1, 2)
    }
    document = '<ofd:Document xmlns:ofd="http://www.ofdspec.org/2016"><ofd:CommonData><ofd:TemplatePage ID="90" BaseLoc="T.xml"/></ofd:CommonData><ofd:Pages><ofd:Page BaseLoc="P1.xml"/><ofd:Page BaseLoc="P2.xml"/></ofd:Pages></ofd:Document>'
    loaded = load(package([], more={**files, **pages, "Doc_0/Document.xml": document}))
    assert loaded.text.split()[:4] == ["指标名称", "2025年", "生产总值1", "360"]
    assert "发改委" not in loaded.text
    assert [(one.what, one.sample) for one in loaded.omitted if one.what == "watermark"] == [
        ("watermark", "东丽区发改委")
    ]


def test_attachments_notes_and_seals_are_said() -> None:
    ns = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    loaded = load(
        package(
            [text("全区生产总值达到360亿元")],
            document="<ofd:Annotations>Annots/Annotations.xml</ofd:Annotations><ofd:Attachments>Attachs/Attachments.xml</ofd:Attachments>",
            body="<ofd:Signatures>Doc_0/Signs/Signatures.xml</ofd:Signatures>",
            more={
                "Doc_0/Attachs/Attachments.xml": f'<ofd:Attachments {ns}><ofd:Attachment ID="1" Name="规划纲要.docx"><ofd:FileLoc>a.docx</ofd:FileLoc></ofd:Attachment></ofd:Attachments>',
                "Doc_0/Annots/Annotations.xml": f'<ofd:Annotations {ns}><ofd:Page PageID="100"><ofd:FileLoc>Page_0/Annot_0.xml</ofd:FileLoc></ofd:Page></ofd:Annotations>',
                "Doc_0/Annots/Page_0/Annot_0.xml": f'<ofd:PageAnnot {ns}><ofd:Annot Type="Stamp"><ofd:Appearance>{text("已归档2021")}</ofd:Appearance></ofd:Annot></ofd:PageAnnot>',
                "Doc_0/Signs/Signatures.xml": f'<ofd:Signatures {ns}><ofd:Signature ID="1" BaseLoc="Sign_0/Signature.xml"/></ofd:Signatures>',
            },
        )
    )
    assert loaded.text == "全区生产总值达到360亿元\n"
    assert [(one.what, one.sample) for one in loaded.omitted] == [
        ("annotation", "已归档2021"),
        ("attachment", "规划纲要.docx"),
        ("seal", ""),
    ]


def test_all_documents_of_a_package_are_read() -> None:
    ns = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    root = "".join(f"<ofd:DocBody><ofd:DocRoot>Doc_{n}/Document.xml</ofd:DocRoot></ofd:DocBody>" for n in (0, 1))
    more = {"OFD.xml": f"<ofd:OFD {ns}>{root}</ofd:OFD>"}
    for n in (0, 1):
        more[f"Doc_{n}/Document.xml"] = (
            f'<ofd:Document {ns}><ofd:Pages><ofd:Page BaseLoc="P.xml"/></ofd:Pages></ofd:Document>'
        )
        more[f"Doc_{n}/P.xml"] = (
            f"<ofd:Page {ns}><ofd:Content><ofd:Layer>{text(f'第{n + 1}篇 规划')}</ofd:Layer></ofd:Content></ofd:Page>"
        )
    loaded = load(zipped(more))
    assert loaded.text.split("\n")[:2] == ["第1篇 规划", "第2篇 规划"]
    assert loaded.pages == 2
    assert [one.what for one in loaded.omitted] == ["division"]


PICTURE = '<ofd:ImageObject ID="5" ResourceID="9" Boundary="0 0 210 297" CTM="210 0 0 297 0 0"/>'
BROKEN = {
    "a scan": (package([PICTURE, PICTURE]), NoTextLayer, "run OCR"),
    "nothing": (package([""]), EmptySource, "no text"),
    "a page that is missing": (package([text("生产总值")], more={"Doc_0/Document.xml": '<D><Pages><Page BaseLoc="Pages/Page_7.xml"/></Pages></D>'}), DamagedSource, "Page_7"),
    "no document": (zipped({"OFD.xml": "<OFD/>"}), DamagedSource, "without a document"),
    "XML that is cut off": (package([text("生产总值")], more={"Doc_0/Pages/Page_0/Content.xml": "<Page><Content>"}), DamagedSource, "its XML ends"),
    "a DTD": (package([], more={"OFD.xml": '<!DOCTYPE x [<!ENTITY a "b">]><OFD>&a;</OFD>'}), DamagedSource, "DTD"),
    "texts on each other": (package([text("全区生产总值达到") + text("360") + text("亿元左右")]), DamagedSource, "lie on each other"),
    "encrypted": (package([text("生产总值")], more={"Doc_0/Encryptions.xml": "<x/>"}), EncryptedSource, "password"),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_what_can_t_be_read_says_why(name: str) -> None:
    data, error, said = BROKEN[name]
    assert issubclass(error, SourceError)
    with pytest.raises(error, match=said):
        load(data)


def test_text_that_was_recognised_under_a_scan_is_read_and_said() -> None:
    """As scanners for archives write it: a picture of the page, and over it text without colour."""
    words = "到2025年，全区生产总值达到360亿元，新增企业155家，森林覆盖率达到35%。"
    loaded = load(package([PICTURE + text(words, more=' Alpha="0"', size=4)]))
    assert loaded.text == f"{words}\n"
    assert "recognised_text" in {one.what for one in loaded.omitted}


def test_a_scan_with_a_page_number_is_a_scan() -> None:
    with pytest.raises(NoTextLayer, match="run OCR"):
        load(package([PICTURE + text("— 1 —"), PICTURE + text("— 2 —")]))


def test_signs_without_characters_are_said_or_refused() -> None:
    loaded = drawn(text("全区生产总值达到360亿元，增长\ue0056.5%"))
    assert [one.what for one in loaded.omitted] == ["unknown_character"]
    with pytest.raises(UndecodableSource, match="4 of the 6 signs"):
        drawn(text("\ue001\ue002\ue003\ue00436"))


def test_pages_are_counted_before_they_are_read() -> None:
    with pytest.raises(SourceTooLarge, match="2 pages, and the limit is 1"):
        load_ofd(package(["", ""]), "规划.ofd", Limits(pages=1))


def test_a_wide_gap_parts_words_of_one_text() -> None:
    places = [("总", 0.0), ("值", SIZE), ("3", 60.0), ("6", 60 + SIZE / 2), ("0", 60 + SIZE)]
    assert drawn(text_object(30, 50, places, SIZE, Manner())).text.split() == ["总值", "360"]
