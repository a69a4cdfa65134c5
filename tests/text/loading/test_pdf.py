"""PDFs of any program: what is on their pages, as one sees it, and nothing else; and a reason for those that can't be read."""

import io
from collections.abc import Callable
from typing import Literal

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from tests.text.loading.ofd_maker import wrapped
from text.errors import (
    DamagedSource,
    EmptySource,
    EncryptedSource,
    SourceError,
    SourceTooLarge,
    UnsupportedFormat,
)
from text.loading.limits import Limits
from text.loading.loaded import Loaded
from text.loading.pdf import load_pdf

FONT = "STSong-Light"
pdfmetrics.registerFont(UnicodeCIDFont(FONT))

Drawing = Callable[[Canvas], None]


def pdf(*pages: Drawing, encrypt: str | None = None, turned: Literal[0, 90, 180, 270] = 0) -> bytes:
    """A PDF in which each page is drawn by one of the functions."""
    made = io.BytesIO()
    canvas = Canvas(made, pagesize=(595, 842), encrypt=encrypt)
    for draw in pages:
        canvas.setFont(FONT, 12)
        if turned:
            canvas.setPageRotation(turned)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return made.getvalue()


def printed(*lines: str) -> Drawing:
    """Paragraphs, which begin with the room of two characters, and in the middle headings, which end without a stop."""

    def draw(canvas: Canvas) -> None:
        top = 760
        for line in lines:
            if not line.endswith("。"):
                canvas.drawCentredString(297, top, line)
                top -= 24
                continue
            for index, row in enumerate(wrapped(f"　　{line}", 36)):
                canvas.drawString(84 if index else 84 + 24, top, row.strip("　"))
                top -= 24

    return draw


def said(
    text: str, *, at: tuple[float, float] = (72, 700), size: float = 12, mode: Literal[0, 3] = 0, spacing: float = 0
) -> Drawing:
    def draw(canvas: Canvas) -> None:
        written = canvas.beginText(*at)
        written.setFont(FONT, size)
        written.setCharSpace(spacing)
        written.setTextRenderMode(mode)
        written.textOut(text)
        canvas.saveState()
        canvas.drawText(written)
        canvas.restoreState()

    return draw


def all_of(*drawings: Drawing) -> Drawing:
    def draw(canvas: Canvas) -> None:
        for one in drawings:
            one(canvas)

    return draw


def picture(x: float, y: float, wide: float, high: float) -> Drawing:
    image = ImageReader(Image.new("RGB", (20, 20), "grey"))

    def draw(canvas: Canvas) -> None:
        canvas.drawImage(image, x, y, wide, high)

    return draw


def lines(data: bytes) -> list[str]:
    return [line for line in load_pdf(data, "plan.pdf").text.split("\n") if line]


def omitted(loaded: Loaded) -> list[str]:
    return [one.what for one in loaded.omitted]


def test_a_mark_of_a_footnote_is_no_digit() -> None:
    def draw(canvas: Canvas) -> None:
        line = canvas.beginText(72, 700)
        for text, size, rise in (("地区生产总值达到360", 12, 0), ("1", 6, 5), ("亿元。", 12, 0)):
            line.setFont(FONT, size)
            line.setRise(rise)
            line.textOut(text)
        canvas.drawText(line)

    assert lines(pdf(draw)) == ["地区生产总值达到360亿元。"]


def test_letter_spacing_is_no_space() -> None:
    assert lines(pdf(said("完成投资310亿元", spacing=5))) == ["完成投资310亿元"]


def test_actual_text_is_what_the_signs_are() -> None:
    def draw(canvas: Canvas) -> None:
        canvas._code.append("/Span <</ActualText <FEFF7B2C4E007AE0>>> BDC")  # pyright: ignore[reportAttributeAccessIssue]
        said("⾦⾦⾦")(canvas)
        canvas._code.append("EMC")  # pyright: ignore[reportAttributeAccessIssue]

    assert lines(pdf(draw)) == ["第一章"]


def test_a_hyphen_at_the_end_of_a_line_belongs_to_the_range() -> None:
    long = "地区生产总值年均增长保持在合理区间并且高于全市平均水平的目标为3-"
    text = "\n".join(
        lines(
            pdf(
                all_of(
                    said(long),
                    said("5%左右。", at=(72, 680)),
                    said("地" * 34 + "。", at=(72, 640)),
                    said("地" * 34, at=(72, 620)),
                )
            )
        )
    )
    assert "3-5%左右" in text.replace("\n", "")


def test_text_printed_twice_is_read_once() -> None:
    assert lines(pdf(all_of(said("粗体360亿元"), said("粗体360亿元", at=(72.3, 700))))) == ["粗体360亿元"]


def test_narrow_letters_beside_each_other_are_no_double() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 12)
        canvas.drawString(72, 700, "III 1111 ll")
        canvas.drawString(72.25, 700, "III 1111 ll")

    assert lines(pdf(draw)) == ["III 1111 ll"]


def test_what_is_not_seen_is_left_out_and_said() -> None:
    def draw(canvas: Canvas) -> None:
        said("看得见的正文。")(canvas)
        said("看不见的文字", at=(72, 650), mode=3)(canvas)
        said("页外的文字", at=(72, 900))(canvas)
        canvas.saveState()
        canvas.rotate(45)
        said("内部资料", at=(400, 100), size=40)(canvas)
        canvas.restoreState()

    loaded = load_pdf(pdf(draw), "plan.pdf")
    assert loaded.text.strip() == "看得见的正文。"
    assert set(omitted(loaded)) == {"hidden_text", "watermark"}


@pytest.mark.parametrize("turned", [90, 180, 270])
def test_a_turned_page_is_read_as_it_is_looked_at(turned: Literal[90, 180, 270]) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.translate(*{90: (842, 0), 180: (595, 842), 270: (0, 595)}[turned])  # the canvas turns its paper, too
        canvas.rotate(turned)
        said("第一行说的是经济。", at=(72, 400))(canvas)
        said("第二行说的是民生。", at=(72, 370))(canvas)

    assert lines(pdf(draw, turned=turned)) == ["第一行说的是经济。", "第二行说的是民生。"]


@pytest.mark.parametrize("turned", [90, 270])
def test_a_table_laid_on_its_side(turned: Literal[90, 180, 270]) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.translate(*{90: (595, 0), 270: (0, 842)}[turned])
        canvas.rotate(turned)
        table(canvas)

    assert lines(pdf(draw)) == ["| 指标 | 2020年 | 2025年 |", "| 生产总值 | 300 | 360 |"]


def table(canvas: Canvas) -> None:
    canvas.grid([72, 200, 300, 400], [300, 324, 348])
    for row, texts in enumerate((("指标", "2020年", "2025年"), ("生产总值", "300", "360"))):
        for column, text in enumerate(texts):
            said(text, at=((76, 204, 304)[column], 332 - 24 * row), size=10.5)(canvas)


def test_a_ruled_table() -> None:
    assert lines(pdf(table)) == ["| 指标 | 2020年 | 2025年 |", "| 生产总值 | 300 | 360 |"]


def test_a_form_within_a_form() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.beginForm("inner")
        table(canvas)
        canvas.endForm()
        canvas.beginForm("outer")
        canvas.translate(10, 0)
        canvas.doForm("inner")
        canvas.endForm()
        canvas.translate(0, 100)
        canvas.doForm("outer")

    assert lines(pdf(draw)) == ["| 指标 | 2020年 | 2025年 |", "| 生产总值 | 300 | 360 |"]


PROSE = said("全区深入推进供给侧结构性改革，经济社会发展取得显著成就。")


@pytest.mark.parametrize(
    ("data", "error", "words"),
    [
        pytest.param(pdf(PROSE, encrypt="secret"), EncryptedSource, "without", id="locked"),
        pytest.param(b"%PDF-1.7\n" + b"garbage " * 100, DamagedSource, "damaged", id="damaged"),
        pytest.param(pdf(picture(0, 0, 595, 842), picture(0, 0, 595, 842)), UnsupportedFormat, "OCR", id="scan"),
        pytest.param(
            pdf(all_of(picture(0, 0, 595, 842), said("第1页", at=(280, 30)))),
            UnsupportedFormat,
            "OCR",
            id="scan with a number",
        ),
        pytest.param(
            pdf(lambda canvas: canvas.rect(100, 100, 200, 200)), EmptySource, "without text", id="nothing but lines"
        ),
    ],
)
def test_what_is_refused_gets_a_reason_and_a_way_out(data: bytes, error: type[SourceError], words: str) -> None:
    with pytest.raises(error, match=words) as caught:
        load_pdf(data, "plan.pdf")
    assert "plan.pdf" in str(caught.value)


def test_too_many_pages() -> None:
    with pytest.raises(SourceTooLarge, match="3 pages"):
        load_pdf(pdf(PROSE, PROSE, PROSE), "plan.pdf", Limits(pages=2))


def test_a_page_that_is_a_picture_is_said() -> None:
    loaded = load_pdf(pdf(PROSE, PROSE, picture(20, 20, 560, 800)), "plan.pdf")
    assert [(one.what, one.page) for one in loaded.omitted if one.what == "picture"] == [("picture", 3)]


def test_a_table_that_is_a_picture_is_said() -> None:
    loaded = load_pdf(pdf(all_of(PROSE, said("专栏1 主要指标", at=(250, 650)), picture(72, 300, 450, 330))), "plan.pdf")
    assert [(one.what, one.page) for one in loaded.omitted] == [("table_picture", 1)]


def test_what_was_recognised_in_a_scan_is_read_and_said() -> None:
    text = said("全区深入推进供给侧结构性改革，经济社会发展取得显著成就，综合实力增强。", mode=3)
    loaded = load_pdf(pdf(all_of(picture(0, 0, 595, 842), text)), "plan.pdf")
    assert "供给侧" in loaded.text
    assert omitted(loaded) == ["recognised_text"]


def test_fields_of_a_form_that_are_filled_in_are_text() -> None:
    def form(canvas: Canvas) -> None:
        canvas.drawString(84, 760, "全区生产总值达到")
        canvas.acroForm.textfield(
            name="a", value="286.4", x=180, y=757, width=36, height=14, fontSize=10, borderWidth=0
        )
        canvas.drawString(216, 760, "亿元。")
        canvas.acroForm.checkbox(name="b", checked=True, x=300, y=757, size=12)
        canvas.acroForm.textfield(name="c", value="", x=340, y=757, width=36, height=14)

    assert load_pdf(pdf(form), "plan.pdf").text.strip() == "全区生产总值达到286.4亿元。"


def test_comments_on_a_page_are_said_and_are_none_of_its_text() -> None:
    def noted(canvas: Canvas) -> None:
        canvas.freeTextAnnotation("should be 290.1", "/Helv 10 Tf", Rect=(84, 600, 300, 630))
        canvas.textAnnotation("see 2023", Rect=(84, 500, 104, 520))

    loaded = load_pdf(pdf(all_of(PROSE, noted)), "plan.pdf")
    assert "290.1" not in loaded.text
    assert [(one.what, one.count, one.page) for one in loaded.omitted] == [("comment", 2, 1)]


def test_characters_without_a_code() -> None:
    private = said("\ue123\ue124\ue125" + "全区深入推进供给侧结构性改革，经济社会发展取得显著成就。" * 3)
    loaded = load_pdf(pdf(private), "plan.pdf")
    assert loaded.text
