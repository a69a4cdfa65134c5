"""Old Word files: LibreOffice converts them, and what comes out is read as a Word file."""

import shutil
from datetime import datetime

import pytest

from tests.text.loading.docx_maker import (
    abstract,
    complex_field,
    deleted,
    docx,
    footnote,
    ins,
    lvl,
    num,
    p,
    r,
    tbl,
    tc,
    tr,
)
from tests.text.loading.making import converted_by_libreoffice, needs_libreoffice
from text.errors import DamagedSource, MissingConverter
from text.loading.doc import load_doc
from text.loading.media import DOC, media_type_of

DOCUMENT = docx(
    p("第一章的引言"),
    p("发展基础", num=(1, 0)),
    p("经济", num=(1, 1)),
    p("达到", deleted("360"), ins(r("380")), footnote(1), "亿元。"),
    p("目标", num=(1, 0)),
    tbl(
        tr("类别", "指标", "2025年"),
        tr(tc("经济", properties='<w:vMerge w:val="restart"/>'), "生产总值", "360"),
        tr(tc(properties="<w:vMerge/>"), "人口", "85"),
        widths=[2000, 2000, 2000],
    ),
    p("正文。"),
    numbering=abstract(1, lvl(0, "chineseCountingThousand", "第%1章"), lvl(1, "chineseCountingThousand", "（%2）"))
    + num(1, 1),
    footnotes=["数据来自统计局。"],
)


@needs_libreoffice
def test_an_old_word_file_is_read_as_the_new_one() -> None:
    old = converted_by_libreoffice(DOCUMENT, ending="docx", to="doc")
    assert media_type_of(old) == DOC
    loaded = load_doc(old, "规划.doc")
    assert [line for line in loaded.text.splitlines() if line.strip()] == [
        "第一章的引言",
        "第一章 发展基础",
        "（一）经济",
        "达到380亿元。",
        "第二章 目标",
        "| 类别 | 指标 | 2025年 |",
        "| 经济 | 生产总值 | 360 |",
        "| 经济 | 人口 | 85 |",
        "正文。",
    ]
    assert loaded.media_type == DOC
    assert {"footnote_mark", "tracked_changes"} <= {one.what for one in loaded.omitted}


@needs_libreoffice
def test_a_damaged_one_says_so() -> None:
    with pytest.raises(DamagedSource, match="save it as DOCX"):
        load_doc(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "规划.doc")


def test_without_libreoffice_it_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(MissingConverter, match="save it as DOCX or PDF"):
        load_doc(b"\xd0\xcf\x11\xe0", "规划.wps")


@needs_libreoffice
def test_fields_of_an_old_file_keep_the_results_that_are_in_it() -> None:
    """LibreOffice would compute them anew: a DATE field would become today's date, a SEQ with a Chinese name nothing."""
    date, number = complex_field(' DATE \\@ "yyyy/M/d" ', "2021/1/2"), complex_field(" SEQ 指标 ", "7")
    old = converted_by_libreoffice(docx(p("编于", date), p("表", number)), ending="docx", to="doc")
    # What LibreOffice has written for the two: today, and 7.
    today = f"{datetime.now():%Y/}".encode("utf-16-le")  # noqa: DTZ005
    assert old.count(today) == 1 or old.count(today.decode("utf-16-le").encode()) == 1
    old = old.replace(today, "2019/".encode("utf-16-le")).replace(today.decode("utf-16-le").encode(), b"2019/")
    first, second = [line for line in load_doc(old, "规划.doc").text.splitlines() if line]
    assert first.startswith("编于2019/")
    assert second == "表7"
