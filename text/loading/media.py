"""What a file is, by its content. Endings are not asked: a page of a site is saved as ``.doc``, a Word file sent as ``.wps``.

Old Office files and zip containers are told apart by what is in them. What is neither of a format that is known here nor text by its look is
taken for plain text, whose loader says what is wrong with it.
"""

import csv
import re
from collections.abc import Iterable

from text.loading import ole
from text.loading.archive import Archive, open_archive

PLAIN_TEXT = "text/plain"
HTML = "text/html"
PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
XLSB = "application/vnd.ms-excel.sheet.binary.macroenabled.12"
XLS = "application/vnd.ms-excel"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
ODT = "application/vnd.oasis.opendocument.text"
DOC = "application/msword"
RTF = "application/rtf"
WORD_XML = "application/msword+xml"
OFD = "application/ofd"
CSV = "text/csv"
TSV = "text/tab-separated-values"
ZIP = "application/zip"
ENCRYPTED_OFFICE = "application/x-encrypted-office"
MHTML = "multipart/related"

_PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
_PPT = "application/vnd.ms-powerpoint"
_OLE = "application/x-ole-storage"
_EPUB = "application/epub+zip"
UOF = "application/vnd.uof"
_PAGES = "application/vnd.apple.pages"
EXCEL_XML = "application/vnd.ms-excel+xml"
FLAT_ODS = "application/vnd.oasis.opendocument.spreadsheet-flat-xml"
FLAT_ODT = "application/vnd.oasis.opendocument.text-flat-xml"
_XML = "application/xml"
_MEDIA = "application/octet-stream"

REFUSED = {
    _PPTX: "a presentation: save its text as DOCX or UTF-8 text",
    _PPT: "a presentation: save its text as DOCX or UTF-8 text",
    _OLE: "an old Office file that is neither of Word nor of Excel: save its text as DOCX or UTF-8 text",
    _EPUB: "an e-book (EPUB): save its text as HTML, DOCX or UTF-8 text",
    _PAGES: "a document of Apple Pages or Numbers: export it as DOCX, XLSX or PDF",
    _XML: "XML of a kind that is not known here: save its text as HTML, DOCX or UTF-8 text",
    "application/vnd.oasis.opendocument.presentation": "a presentation: save its text as DOCX or UTF-8 text",
    "application/x-ceb": "a CEB of Founder Apabi: print it to PDF in its reader",
    "application/x-caj": "a CAJ of CNKI: export it as PDF",
    "application/postscript": "PostScript: convert it to PDF",
    "application/vnd.rar": "a RAR archive: unpack it, and ingest what is in it, or pack it as zip",
    "application/x-7z-compressed": "a 7z archive: unpack it, and ingest what is in it, or pack it as zip",
    "application/gzip": "a gzip archive: unpack it, and ingest what is in it, or pack it as zip",
    "application/x-tar": "a tar archive: unpack it, and ingest what is in it, or pack it as zip",
    "application/x-bzip2": "a bzip2 archive: unpack it, and ingest what is in it, or pack it as zip",
    "application/x-xz": "an xz archive: unpack it, and ingest what is in it, or pack it as zip",
    "image/vnd.djvu": "DjVu, pictures of pages: run OCR on it, and ingest its text",
    **{
        f"image/{kind}": "a picture: run OCR on it, and ingest its text"
        for kind in ("png", "jpeg", "gif", "tiff", "bmp", "webp", "heic", "svg+xml")
    },
    _MEDIA: "a program, sound or film, and no document",
}
"""By media type: what a file is that is not read, and what to do with it."""

_BEGINNINGS: tuple[tuple[bytes, str], ...] = (
    (b"{\\rtf", RTF),
    (b"\x89PNG\r\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"AT&TFORM", "image/vnd.djvu"),
    (b"Rar!\x1a\x07", "application/vnd.rar"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"\x1f\x8b\x08", "application/gzip"),
    (b"BZh", "application/x-bzip2"),
    (b"\xfd7zXZ\x00", "application/x-xz"),
    (b"%!PS", "application/postscript"),
    (b"Founder CEB", "application/x-ceb"),
    (b"CAJ\x00", "application/x-caj"),
    (b"KDH ", "application/x-caj"),
    (b"MZ\x90\x00", _MEDIA),
    (b"\x7fELF", _MEDIA),
    (b"ID3", _MEDIA),
)
ZIP_BEGINNINGS = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08", b"PK00PK\x03\x04")
# A PDF may have something before it that a program of mail or of a site put there.
_PDF_WITHIN = 1_024

_MAIN_PARTS = (
    (b"wordprocessingml.document.main+xml", DOCX),
    (b"wordprocessingml.template.main+xml", DOCX),
    (b"ms-word.document.macroEnabled.main+xml", DOCX),
    (b"ms-word.template.macroEnabledTemplate.main+xml", DOCX),
    (b"spreadsheetml.sheet.main+xml", XLSX),
    (b"spreadsheetml.template.main+xml", XLSX),
    (b"ms-excel.sheet.macroEnabled.main+xml", XLSX),
    (b"ms-excel.template.macroEnabled.main+xml", XLSX),
    (b"ms-excel.sheet.binary.macroEnabled.main", XLSB),
    (b"presentationml.", _PPTX),
)
_MAIN_FOLDERS = (("word/", DOCX), ("xl/", XLSX), ("ppt/", _PPTX))

_HTML_TAG = re.compile(
    r"<(?:!doctype\s+html|(?:html|head|meta|title|link|body|table|div|center|section|article|main|h[1-6]|p|ul|ol|font|span|style|script)(?=[\s>/]))",
    re.IGNORECASE,
)
_HTML_PAGE = re.compile(r"<(?:!doctype\s+html|html|body)\b[^>]*>", re.IGNORECASE)
_BLOCK_TAG = re.compile(r"</?(?:p|div|br|table|tr|td|h[1-6]|li)\b[^>]{0,300}>", re.IGNORECASE)
_TABLE = re.compile(r"<table\b.*?(?:</table\s*>|\Z)", re.IGNORECASE | re.DOTALL)
_NOT_CONTENT = re.compile(r"\s+|<!--.*?-->|<\?.*?\?>|<!doctype\s+(?!html)[^>]{0,500}>", re.IGNORECASE | re.DOTALL)
_XML_ROOTS = (
    (re.compile(r"<\?mso-application\s+progid=.Word|<(?:w:wordDocument|pkg:package)\b"), WORD_XML),
    (re.compile(r"<\?mso-application\s+progid=.Excel|<(?:\w+:)?Workbook\b"), EXCEL_XML),
    (
        re.compile(r"<office:document\b[^>]*office:mimetype=.application/vnd\.oasis\.opendocument\.spreadsheet"),
        FLAT_ODS,
    ),
    (re.compile(r"<office:document\b"), FLAT_ODT),
    (re.compile(r"<(?:\w+:)?UOF\b"), UOF),
    (re.compile(r"<svg\b"), "image/svg+xml"),
)
_MAIL_HEADER = re.compile(r"(?:[A-Za-z-]{2,30}:[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*){1,20}")
LOOKED_AT = 20_000
"""Bytes at the beginning of a text by which it is told what it is."""


def is_plain(data: bytes) -> bool:
    """Whether a file, or its beginning, is of plain text; no container is opened for that."""
    return not data.startswith((ole.SIGNATURE, *ZIP_BEGINNINGS)) and media_type_of(data) == PLAIN_TEXT


def media_type_of(data: bytes) -> str:
    """The media type of a file's bytes. Raises DamagedSource for a zip container that is cut off."""
    if data.startswith(ole.SIGNATURE):
        return _of_office(data)
    if data.startswith(ZIP_BEGINNINGS):
        return media_type_of_archive(open_archive(data, "the file"))
    for beginning, media_type in _BEGINNINGS:
        if data.startswith(beginning):
            return media_type
    if b"%PDF-" in data[:_PDF_WITHIN]:
        return PDF
    return _of_binary(data) or _of_text(data)


def _of_binary(data: bytes) -> str | None:
    """By signs that are not at the beginning, or that need a second one beside them."""
    if data[4:8] == b"ftyp":
        return "image/heic" if data[8:12] in (b"heic", b"heix", b"mif1", b"msf1", b"avif") else _MEDIA
    if data.startswith(b"RIFF") and data[8:12] in (b"WEBP", b"AVI ", b"WAVE"):
        return "image/webp" if data[8:12] == b"WEBP" else _MEDIA
    if data.startswith(b"BM") and data[6:10] == bytes(4):
        return "image/bmp"
    return "application/x-tar" if data[257:262] == b"ustar" else None


def _of_office(data: bytes) -> str:
    found = ole.streams(data)
    if found.keys() & {"EncryptedPackage", "EncryptionInfo"}:
        return ENCRYPTED_OFFICE
    if word := found.get("WordDocument"):
        # Bit 8 of the flags at the head of the document ([MS-DOC] 2.5.2): it is encrypted.
        head = ole.beginning(data, word, 12)
        return ENCRYPTED_OFFICE if len(head) == 12 and head[11] & 1 else DOC
    if found.keys() & {"Workbook", "Book"}:
        return XLS
    return _PPT if "PowerPoint Document" in found else _OLE


def media_type_of_archive(archive: Archive) -> str:
    """What a zip container is, by what is in it."""
    by_name = {name.lower(): name for name in archive.names}
    if types := by_name.get("[content_types].xml"):
        said = archive.read(types)
        for part, media_type in _MAIN_PARTS:
            if part in said:
                return media_type
        for folder, media_type in _MAIN_FOLDERS:
            if any(name.startswith(folder) for name in by_name):
                return media_type
    if "ofd.xml" in by_name:
        return OFD
    if kind := by_name.get("mimetype"):
        said = archive.read(kind)[:100].decode("ascii", "replace").strip().removesuffix("-template")
        return said if said in REFUSED or said == ODS else ODT if ".opendocument." in said else ZIP
    if "uof.xml" in by_name:
        return UOF
    return _PAGES if any(name.endswith(".iwa") for name in by_name) else ZIP


def _of_text(data: bytes) -> str:
    """HTML, XML of a word processor, a table, or plain text."""
    text = _decoded(data[:LOOKED_AT])
    begins = _without_prolog(text)
    if _is_mail(text):  # it may have the page in it as it is
        return MHTML
    if _HTML_TAG.match(begins) or _HTML_PAGE.search(text):
        return HTML
    if text.lstrip().startswith("<"):
        for root, media_type in _XML_ROOTS:
            if root.search(text[:4_000]):
                return media_type
        if text.lstrip().startswith("<?xml"):
            return _XML
    # Markdown may have tables of HTML in it, and is read as the text that it is.
    if len(_BLOCK_TAG.findall(text)) > 20 and len(_BLOCK_TAG.findall(_TABLE.sub("", text))) > 20:
        return HTML
    return _of_table(text, whole=len(data) <= LOOKED_AT) or PLAIN_TEXT


def _decoded(beginning: bytes) -> str:
    """A file's beginning as text, whatever it is; a character at its end may be cut."""
    if beginning.startswith((b"\xff\xfe", b"\xfe\xff")):
        return beginning.decode("utf-16", "ignore")
    try:
        return beginning[:-4].decode("utf-8-sig") + beginning[-4:].decode("utf-8", "ignore")
    except UnicodeDecodeError as error:
        # A character may begin just before the end.
        if error.start >= len(beginning) - 8:
            return beginning.decode("utf-8-sig", "ignore")
        return beginning.decode("gb18030", "ignore")


def _without_prolog(text: str) -> str:
    """A text from its first tag or word on, behind comments and the lines by which XML says that it is XML."""
    start = 0
    while match := _NOT_CONTENT.match(text, start):
        start = match.end()
    return text[start:]


def _is_mail(text: str) -> bool:
    head = _MAIL_HEADER.match(text)
    return bool(head and re.search(r"^MIME-Version:", head.group(), re.IGNORECASE | re.MULTILINE))


# ── Tables of commas and tabs ───────────────────────────────────────────────────────────────────────────────────────

_FEWEST_LINES = 3
_SHORT = 20  # most cells of a table have fewer characters, and most clauses of a sentence more
_SENTENCE = re.compile(r"[。；！？]")


def delimiter_of(text: str) -> str | None:
    """The sign between the cells of a text that is a table and nothing else; None for prose.

    >>> delimiter_of("指标,2020年,2025年\\n地区生产总值（亿元）,300,360\\n常住人口（万人）,80,85\\n")
    ','
    """
    lines = [line for line in text.split("\n") if line.strip()]
    if len(lines) < _FEWEST_LINES:
        return None
    for delimiter in "\t,;":
        if sum(delimiter in line for line in lines) >= 0.6 * len(lines) and _are_rows(lines, delimiter):
            return delimiter
    return None


def _are_rows(lines: Iterable[str], delimiter: str) -> bool:
    """Whether all rows between titles and notes have the same number of cells, and the cells are too short for prose."""
    try:
        rows = list(csv.reader(lines, delimiter=delimiter))
    except csv.Error:
        return False
    wide = [len(row) > 1 for row in rows]
    rows = rows[wide.index(True) : len(wide) - wide[::-1].index(True)] if any(wide) else []
    cells = sorted((cell for row in rows for cell in row), key=len)
    prose = sum(len(_SENTENCE.findall(cell)) for cell in cells)
    return (
        len(rows) >= _FEWEST_LINES
        and len({len(row) for row in rows}) == 1
        and prose <= len(rows) // 2
        and len(cells[len(cells) // 2]) <= _SHORT
        and any(map(str.isdigit, "".join(cells)))
    )


def _of_table(text: str, *, whole: bool) -> str | None:
    if not whole:
        text = text[: text.rfind("\n") + 1]
    delimiter = delimiter_of(text.replace("\r\n", "\n").replace("\r", "\n"))
    return None if delimiter is None else TSV if delimiter == "\t" else CSV
