"""A file is what its content says, whatever its name is; what is not read is named, with what to do."""

import struct

import pytest

from tests.text.loading.ofd_maker import make_ofd, zipped
from text.errors import DamagedSource, EncryptedSource, UnsupportedFormat
from text.loading import media
from text.loading.loading import parse
from text.loading.media import is_plain, media_type_of

_TYPES = '<Types><Override PartName="/{}" ContentType="application/{}+xml"/></Types>'
_PLAN = "东丽区国民经济和社会发展第十四个五年规划纲要\n第一章 发展基础\n全区生产总值达到360亿元，增长6.5%。\n"


def ole(*names: str, word: bytes = b"") -> bytes:
    """An old Office file of one sector for its table and one for its directory, with streams of these names right under its root."""
    entries = b""
    for index, name in enumerate(("Root Entry", *names)):
        # Each stream is the right neighbour of the one before it.
        right = index + 1 if 0 < index < len(names) else 0xFFFFFFFF
        raw = name.encode("utf-16-le")
        entry = raw.ljust(64, b"\0") + struct.pack("<HBB", len(raw) + 2, 2, 1)
        entry += struct.pack("<III", 0xFFFFFFFF, right, 1 if index == 0 else 0xFFFFFFFF)
        entries += entry.ljust(116, b"\0") + struct.pack("<IQ", 2, 4096)
    table = struct.pack("<III", 0xFFFFFFFD, 0xFFFFFFFE, 0xFFFFFFFE).ljust(512, b"\xff")
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(24, b"\0") + struct.pack("<HHHHH", 62, 3, 0xFFFE, 9, 6)
    head = head.ljust(44, b"\0") + struct.pack("<II", 1, 1).ljust(24, b"\0") + struct.pack("<I", 0xFFFFFFFE)
    head = head.ljust(76, b"\0") + struct.pack("<I", 0)
    return head.ljust(512, b"\xff") + table + entries.ljust(512, b"\0") + word.ljust(512, b"\0")


def office(part: str, kind: str) -> bytes:
    return zipped({"[Content_Types].xml": _TYPES.format(part, kind), part: "<x/>"})


WORD = "vnd.openxmlformats-officedocument.wordprocessingml.document.main"
EXCEL = "vnd.openxmlformats-officedocument.spreadsheetml.sheet.main"
HTML = "<html><head><meta charset='gbk'></head><body><p>生产总值360亿元</p></body></html>"


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        pytest.param(b"%PDF-1.7\n", media.PDF, id="pdf"),
        pytest.param(b"HTTP/1.1 200 OK\r\n\r\n\xef\xbb\xbf%PDF-1.4\n", media.PDF, id="pdf behind what a program put before it"),
        pytest.param(office("word/document.xml", WORD), media.DOCX, id="docx"),
        pytest.param(office("word/document2.xml", WORD), media.DOCX, id="docx by Office on the web"),
        pytest.param(office("word/document.xml", "vnd.ms-word.document.macroEnabled.main"), media.DOCX, id="docm"),
        pytest.param(zipped({"[Content_Types].xml": "<Types/>", "word\\document.xml": "<x/>"}), media.DOCX, id="docx with strokes of Windows"),
        pytest.param(office("xl/workbook.xml", EXCEL), media.XLSX, id="xlsx"),
        pytest.param(office("xl/workbook.bin", "vnd.ms-excel.sheet.binary.macroEnabled.main"), media.XLSB, id="xlsb"),
        pytest.param(
            zipped({"[Content_Types].xml": _TYPES.format("word/document.xml", WORD), "word/embeddings/a.xlsx": "x", "xl/x": ""}),
            media.DOCX,
            id="docx with a sheet in it",
        ),
        pytest.param(make_ofd(["生产总值"]), media.OFD, id="ofd"),
        pytest.param(zipped({"ofd.xml": "<x/>"}), media.OFD, id="ofd in small letters"),
        pytest.param(zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<x/>"}), media.ODT, id="odt"),
        pytest.param(zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}), media.ODS, id="ods"),
        pytest.param(zipped({"附件/规划纲要.docx": "x"}), media.ZIP, id="zip"),
        pytest.param(ole("WordDocument", "1Table"), media.DOC, id="doc"),
        pytest.param(ole("1Table", "Data", "WordDocument"), media.DOC, id="wps"),
        pytest.param(ole("Workbook"), media.XLS, id="xls"),
        pytest.param(ole("ET", "Book"), media.XLS, id="old xls"),
        pytest.param(ole("EncryptionInfo", "EncryptedPackage"), media.ENCRYPTED_OFFICE, id="docx with a password"),
        pytest.param(ole("WordDocument", word=bytes(11) + b"\1"), media.ENCRYPTED_OFFICE, id="doc with a password"),
        pytest.param(b"{\\rtf1\\ansi\\ansicpg936 \\'b9\\'e6}", media.RTF, id="rtf"),
        pytest.param(HTML.encode("gbk"), media.HTML, id="html in GBK"),
        pytest.param(b"\xef\xbb\xbf\r\n" + HTML.encode(), media.HTML, id="html with a byte order mark"),
        pytest.param(("\ufeff" + HTML).encode("utf-16-le"), media.HTML, id="html in UTF-16"),
        pytest.param(b'<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "x">\n<html xmlns="x"><body/></html>', media.HTML, id="xhtml"),
        pytest.param("<!-- 发布系统 -->\n<div class='article'><p>生产总值</p></div>".encode(), media.HTML, id="a piece of html"),
        pytest.param(("# 规划\n\n" + "<table><tr><td>指标</td><td>360</td></tr></table>\n" * 20).encode(), media.PLAIN_TEXT, id="markdown"),
        pytest.param(b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument/>', media.WORD_XML, id="word xml"),
        pytest.param(b"MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary=x\r\n\r\n--x\r\n", media.MHTML, id="mhtml"),
        pytest.param("指标,2020年,2025年\n生产总值,300,360\n常住人口,80,85\n".encode("gbk"), media.CSV, id="csv"),
        pytest.param('某区规划主要指标,,\n指标,2020年,2025年\n生产总值,"1,300",360\n人口,80,85\n'.encode(), media.CSV, id="csv with a title"),
        pytest.param("指标\t2020年\t2025年\n生产总值\t300\t360\n人口\t80\t85\n".encode(), media.TSV, id="tsv"),
        pytest.param(_PLAN.encode(), media.PLAIN_TEXT, id="text"),
        pytest.param(_PLAN.encode("gb18030"), media.PLAIN_TEXT, id="text in GB 18030"),
        pytest.param(("本区,在2024年,增长5%。\n" * 9).encode(), media.PLAIN_TEXT, id="sentences with Latin commas"),
        pytest.param((_PLAN + "指标\t2020年\t2025年\n生产总值\t300\t360\n").encode(), media.PLAIN_TEXT, id="a text with a table"),
        pytest.param("| 指标 | 2020年 |\n|---|---|\n| 人口 | 80 |\n".encode(), media.PLAIN_TEXT, id="a table of markdown"),
        pytest.param("生产总值<500亿元，>300亿元".encode(), media.PLAIN_TEXT, id="signs of comparison"),
    ],
)  # fmt: skip
def test_a_file_is_what_its_content_says(data: bytes, expected: str) -> None:
    assert media_type_of(data) == expected
    assert is_plain(data) == (expected == media.PLAIN_TEXT)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "run OCR"),
        (b"\x89PNG\r\n\x1a\n", "run OCR"),
        (b"II*\x00", "run OCR"),
        (b"Rar!\x1a\x07\x00", "pack it as zip"),
        (b"7z\xbc\xaf\x27\x1c", "pack it as zip"),
        (office("ppt/presentation.xml", "vnd.openxmlformats-officedocument.presentationml.presentation.main"), "presentation"),
        (zipped({"mimetype": "application/epub+zip"}), "EPUB"),
        (ole("PowerPoint Document"), "presentation"),
        (ole("Contents"), "neither of Word nor of Excel"),
    ],
)  # fmt: skip
def test_what_is_not_read_is_named_with_a_way_out(data: bytes, said: str) -> None:
    with pytest.raises(UnsupportedFormat, match=said):
        parse(data, "附件.docx")


def test_a_password_is_told_from_damage() -> None:
    with pytest.raises(EncryptedSource, match="password"):
        parse(ole("EncryptionInfo", "EncryptedPackage"), "规划.docx")
    with pytest.raises(DamagedSource, match="cut off or damaged"):
        parse(make_ofd(["生产总值" * 50])[:300], "规划.ofd")
