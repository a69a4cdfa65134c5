"""Files that want more than a reader may give, one of a kind each: ``python -m tests.security.hostile`` loads them all within the site's own limits.

They are made here, are small, and are hostile to what reads them without a bound; what becomes of each is printed with its time and memory
(``make hostile``). The tests load those that end soon (``tests/security/test_hostile_files.py``).
"""

# ruff: noqa: PLW0108 each is made when it is asked for, and not when this is imported

import io
import resource
import struct
import sys
import tempfile
import time
import zipfile
import zlib
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from tests.text.loading import docx_maker as word
from tests.text.loading.ofd_maker import make_ofd
from text.errors import SourceError
from text.loading.limits import LIMITS, Limits
from text.loading.loading import load, members

PLAN = "河东区国民经济和社会发展第十四个五年规划纲要\n到2025年，全区生产总值达到360亿元。\n"
SECRET = "what a file of this machine says"
"""Of a file that some of these name, and that must never be in what is read of them."""

_XLSX_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/workbook.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>'
)
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_ENTITIES = "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10}">' for i in range(1, 12))
BOMB = f'<!DOCTYPE a [<!ENTITY e0 "十年">{_ENTITIES}]>'


def zipped(files: dict[str, bytes | str]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return made.getvalue()


def xlsx(sheet: str, *, head: str = "", strings: str = "", styles: str = "") -> bytes:
    """A workbook of one sheet, whose XML is given; ``head`` stands before the sheet's root."""
    relations = [
        ("r1", "worksheet", "sheet1.xml"),
        ("r2", "sharedStrings", "strings.xml"),
        ("r3", "styles", "styles.xml"),
    ]
    links = "".join(f'<Relationship Id="{i}" Type="{_RELATIONS}/{kind}" Target="{to}"/>' for i, kind, to in relations)
    return zipped(
        {
            "[Content_Types].xml": _XLSX_TYPES,
            "xl/workbook.xml": f'<workbook xmlns:r="{_RELATIONS}"><sheets><sheet name="指标" sheetId="1" r:id="r1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f"<Relationships>{links}</Relationships>",
            "xl/sheet1.xml": f"{head}<worksheet>{sheet}</worksheet>",
            "xl/strings.xml": f"<sst>{strings}</sst>",
            "xl/styles.xml": f"<styleSheet>{styles}</styleSheet>",
        }
    )


def cells(*said: str) -> str:
    return "<sheetData>" + "".join(said) + "</sheetData>"


def replaced(data: bytes, member: str, content: bytes | str) -> bytes:
    """The container with another content of one member."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        files: dict[str, bytes | str] = {name: archive.read(name) for name in archive.namelist()}
    return zipped({**files, member: content})


def docx_of(document: str) -> bytes:
    return replaced(word.docx(), "word/document.xml", document)


def pdf(objects: dict[int, bytes], *, root: int = 1) -> bytes:
    """A PDF of objects by their numbers."""
    out, places = bytearray(b"%PDF-1.7\n"), {}
    for number, content in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start, size = len(out), max(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % size
    out += b"".join(b"%010d 00000 n \n" % places.get(number, 0) for number in range(1, size))
    return bytes(out + b"trailer <</Size %d /Root %d 0 R>>\nstartxref\n%d\n%%%%EOF" % (size, root, start))


def stream(content: bytes, *, packed: int = 1) -> bytes:
    for _ in range(packed):
        content = zlib.compress(content, 9)
    return b"<</Length %d /Filter [%s]>>\nstream\n%s\nendstream" % (len(content), b"/FlateDecode " * packed, content)


def pages(count: int, content: bytes) -> dict[int, bytes]:
    kids = b" ".join(b"%d 0 R" % (number + 10) for number in range(count))
    page = b"<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 3 0 R /Resources <</Font <</F 4 0 R>>>>>>"
    return {
        1: b"<</Type /Catalog /Pages 2 0 R>>",
        2: b"<</Type /Pages /Count %d /Kids [%s]>>" % (count, kids),
        3: content,
        4: b"<</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>",
        **{number + 10: page for number in range(count)},
    }


def overlapping() -> bytes:
    """A zip whose table of contents names one and the same member a thousand times, each as a file of its own."""
    made = zipped({"000.txt": bytes(1_000_000)})
    start = made.index(b"PK\x01\x02")
    end = made.index(b"PK\x05\x06")
    entry = made[start:end]
    entries = b"".join(entry.replace(b"000.txt", b"%03d.txt" % number) for number in range(1_000))
    tail = bytearray(made[end:])
    struct.pack_into("<HHI", tail, 8, 1_000, 1_000, len(entries))
    return made[:start] + entries + bytes(tail)


def ole(kind: bytes = b"WordDocument") -> bytes:
    """An old Office file whose table of sectors leads round in a ring."""
    header = bytearray(512)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<HHHHH", header, 24, 62, 3, 0xFFFE, 9, 6)
    struct.pack_into("<IIIIIIII", header, 44, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    struct.pack_into("<I", header, 76, 0)
    fat = struct.pack("<128I", *([0xFFFFFFFD, 2, 1] + [0xFFFFFFFF] * 125))
    name = kind.decode().encode("utf-16-le")
    entry = (
        (name + bytes(64))[:64] + struct.pack("<HBB", len(name) + 2, 2, 1) + bytes(48) + struct.pack("<IQ", 1, 1 << 40)
    )
    return bytes(header) + fat + (entry * 4)[:512] + (entry * 4)[:512]


def mail(parts: int) -> bytes:
    """A web archive in a web archive in a web archive …"""
    said = "Content-Type: text/html; charset=utf-8\r\n\r\n<html><body><p>到2025年，全区生产总值达到360亿元。</p></body></html>\r\n"
    for at in range(parts):
        said = f'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b{at}"\r\n\r\n--b{at}\r\n{said}\r\n--b{at}--\r\n'
    return said.encode()


def _file() -> str:
    """A file of this machine that says what must not come back."""
    place = Path(tempfile.gettempdir()) / "planapi-hostile-names-this.txt"
    place.write_text(SECRET, encoding="utf-8")
    return place.as_uri()


W = word.NAMESPACES
P = "<w:p><w:r><w:t>到2025年，全区生产总值达到360亿元。</w:t></w:r></w:p>"
_TABLE_OF = "<w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>"


def nested(depth: int, form: str, within: str) -> str:
    before, after = form.split("{}")
    return before * depth + within + after * depth


FILES: dict[str, Callable[[], bytes]] = {
    # Containers
    "zip: a member packed 1 to 1,000": lambda: zipped({"a.txt": bytes(60_000_000)}),
    "zip: members of 450 MB together": lambda: zipped({f"{i}.txt": bytes(45_000_000) for i in range(10)}),
    "zip: 20,000 members": lambda: zipped({f"{i}.txt": "" for i in range(20_000)}),
    "zip: one member under 1,000 names": overlapping,
    "zip: zips in zips": lambda: zipped({"1.zip": zipped({"2.zip": zipped({"3.txt": PLAN})})}),
    "zip: a name that leads out": lambda: zipped({"../../../../tmp/planapi-out.txt": PLAN}),
    "zip: a name from the root": lambda: zipped({"/tmp/planapi-out.txt": PLAN}),
    "zip: a name of Windows that leads out": lambda: zipped({"..\\..\\planapi-out.txt": PLAN}),
    "zip: a name with a drive": lambda: zipped({"C:\\planapi-out.txt": PLAN}),
    "zip: a name of 60,000 characters": lambda: zipped({"规划" * 10_000 + ".txt": PLAN}),
    "zip: cut off": lambda: zipped({"a.txt": PLAN * 1_000})[:400],
    # XML
    "docx: entities that grow (XML bomb)": lambda: docx_of(f"{BOMB}<w:document {W}><w:body><w:p><w:r><w:t>&e11;</w:t></w:r></w:p></w:body></w:document>"),
    "docx: an entity that is a file": lambda: docx_of(f'<!DOCTYPE a [<!ENTITY f SYSTEM "{_file()}">]><w:document {W}><w:body><w:p><w:r><w:t>{"的" * 40}&f;</w:t></w:r></w:p></w:body></w:document>'),
    "docx: a DTD elsewhere": lambda: docx_of(f'<!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd"><w:document {W}><w:body>{P}</w:body></w:document>'),
    "docx: XML of 200,000 levels": lambda: docx_of(f"<w:document {W}><w:body>{nested(200_000, '<w:p>{}</w:p>', '')}</w:body></w:document>"),
    "docx: 300,000 attributes": lambda: docx_of(f"<w:document {W} " + " ".join(f'a{i}="1"' for i in range(300_000)) + f"><w:body>{P}</w:body></w:document>"),
    "docx: one word of 60 MB": lambda: docx_of(f"<w:document {W}><w:body><w:p><w:r><w:t>{'a' * 49_000_000}</w:t></w:r></w:p></w:body></w:document>"),
    "docx: 400,000 paragraphs": lambda: docx_of(f"<w:document {W}><w:body>{P * 400_000}</w:body></w:document>"),
    "docx: tables in tables, 60 deep": lambda: word.docx(nested(60, _TABLE_OF, P)),
    "docx: a table of 1,000,000 cells": lambda: word.docx("<w:tbl>" + ("<w:tr>" + "<w:tc><w:p/></w:tc>" * 1_000 + "</w:tr>") * 1_000 + "</w:tbl>"),
    "docx: a cell over 2,000,000,000 columns": lambda: word.docx(word.tbl(word.tr(word.tc(P, properties='<w:gridSpan w:val="2000000000"/>')))),
    "docx: styles based on each other": lambda: word.docx(P, styles='<w:style w:type="paragraph" w:styleId="A"><w:basedOn w:val="B"/></w:style><w:style w:type="paragraph" w:default="1" w:styleId="B"><w:basedOn w:val="A"/></w:style>'),
    "docx: a list that counts from 2,000,000,000": lambda: word.docx(word.p(word.r("全区生产总值达到360亿元。"), num=(1, 0)), numbering=word.abstract(0, word.lvl(0, "chineseCounting", "%1、", start=2_000_000_000)) + word.num(1, 0)),
    "docx: an attached page of 30 MB of tags": lambda: word.docx('<w:altChunk r:id="rIdA"/>', parts={"word/a.html": b"<html><body>" + b"<div>" * 6_000_000}, relations=f'<Relationship Id="rIdA" Type="{_RELATIONS}/aFChunk" Target="a.html"/>'),
    # Sheets
    "xlsx: entities that grow (XML bomb)": lambda: xlsx(cells('<row><c t="inlineStr"><is><t>&e11;</t></is></c></row>'), head=BOMB),
    "xlsx: two cells at the far ends": lambda: xlsx('<dimension ref="A1:XFD1048576"/>' + cells('<row r="1"><c r="A1"><v>1</v></c></row>', '<row r="1048576"><c r="XFD1048576"><v>2</v></c></row>')),
    "xlsx: a merged cell over the whole sheet": lambda: xlsx(cells('<row r="1"><c r="A1"><v>1</v></c></row>', '<row r="1048576"><c r="XFD1048576"><v>2</v></c></row>') + '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'),
    "xlsx: 20,000 merged cells over each other": lambda: xlsx(cells('<row r="1"><c r="A1"><v>1</v></c></row>', '<row r="100000"><c r="BL100000"><v>2</v></c></row>') + "<mergeCells>" + "".join(f'<mergeCell ref="A{i}:XFD1048576"/>' for i in range(1, 20_001)) + "</mergeCells>"),
    "xlsx: 100,000 columns that are hidden": lambda: xlsx("<cols>" + '<col min="1" max="999999999" hidden="1"/>' * 100_000 + "</cols>" + cells("<row><c><v>1</v></c></row>")),
    "xlsx: 3,000,000 cells": lambda: xlsx(cells(*["<row>" + "<c><v>1</v></c>" * 1_000 + "</row>"] * 3_000)),
    "xlsx: a shared text of 30 MB in 1,000 cells": lambda: xlsx(cells(*['<row><c t="s"><v>0</v></c></row>'] * 1_000), strings=f"<si><t>{'x' * 9_000_000}</t></si>"),
    "xlsx: a number format of a million signs": lambda: xlsx(cells('<row><c s="0"><v>1E300</v></c></row>'), styles=f'<numFmts><numFmt numFmtId="170" formatCode="{"#,##0." + "0" * 1_000_000}"/></numFmts><cellXfs><xf numFmtId="170"/></cellXfs>'),
    "xlsx: a number format of open brackets": lambda: xlsx(cells('<row><c s="0"><v>5</v></c></row>'), styles=f'<numFmts><numFmt numFmtId="170" formatCode="{"[" * 200_000}"/></numFmts><cellXfs><xf numFmtId="170"/></cellXfs>'),
    # PDF
    "pdf: 6,000 pages": lambda: pdf(pages(6_000, stream(b"BT /F 12 Tf 50 700 Td (36) Tj ET"))),
    "pdf: pages whose parent is a page of theirs": lambda: pdf({1: b"<</Type /Catalog /Pages 2 0 R>>", 2: b"<</Type /Pages /Count 2 /Kids [2 0 R 2 0 R]>>"}),
    "pdf: says it has 2,000,000,000 pages": lambda: pdf({1: b"<</Type /Catalog /Pages 2 0 R>>", 2: b"<</Type /Pages /Count 2000000000 /Kids []>>"}),
    "pdf: a page of 300 MB, packed twice": lambda: pdf(pages(1, stream(b"BT /F 12 Tf (36) Tj ET\n" * 13_000_000, packed=2))),
    "pdf: 2,000,000 words on a page": lambda: pdf(pages(1, stream(b"BT /F 1 Tf 50 700 Td " + b"(36) Tj " * 2_000_000 + b"ET"))),
    "pdf: arrays in arrays, 100,000 deep": lambda: pdf({1: b"<</Type /Catalog /Pages 2 0 R>>", 2: b"<</Type /Pages /Count 1 /Kids " + b"[" * 100_000 + b"]" * 100_000 + b">>"}),
    "pdf: cut off": lambda: pdf(pages(3, stream(b"BT ET")))[:300],
    # OFD
    "ofd: entities that grow (XML bomb)": lambda: replaced(make_ofd(["全区生产总值达到360亿元。"]), "OFD.xml", f"{BOMB}<OFD>&e11;</OFD>"),
    "ofd: 20,000 pages": lambda: _ofd_of(20_000),
    # Web pages
    "html: 1,000,000 open tags": lambda: b"<html><body>" + b"<div>" * 1_000_000 + PLAN.encode(),
    "html: tables in tables, 20,000 deep": lambda: b"<html><body>" + b"<table><tr><td>" * 20_000 + PLAN.encode(),
    "html: a cell over 2,000,000,000 rows and columns": lambda: f"<html><body><table><tr><td rowspan=2000000000 colspan=2000000000>{PLAN}</td></tr><tr><td>a</td></tr></table>".encode(),
    "html: a page of 90 MB": lambda: b"<html><body>" + PLAN.encode() * 900_000,
    "html: one tag with 300,000 attributes": lambda: b"<html><body><p " + b" ".join(b"a%d=1" % i for i in range(300_000)) + b">" + PLAN.encode(),
    "html: pages in frames of files": lambda: f'<html><body><iframe src="{_file()}"></iframe><img src="{_file()}"><object data="{_file()}"></object><p>{PLAN}{PLAN}</p>'.encode(),
    "mhtml: archives in archives, 2,000 deep": lambda: mail(2_000),
    # Tables
    "csv: a quote that is never closed": lambda: b"\xe6\x8c\x87\xe6\xa0\x87,2020,2025\n" * 20 + b'"' + b"a,b\n" * 1_000_000,
    "csv: 1,000,000 columns": lambda: b",".join([b"1"] * 1_000_000) + b"\n" + b",".join([b"2"] * 1_000_000),
    "csv: 30,000,000 cells": lambda: (b",".join([b"1"] * 1_000) + b"\n") * 30_000,
    # Files that are not what they seem
    "a picture that is called .docx": lambda: b"\x89PNG\r\n\x1a\n" + bytes(1_000),
    "a program that is called .pdf": lambda: b"\x7fELF" + bytes(1_000),
    "a PDF that is a zip as well": lambda: pdf(pages(1, stream(b"BT ET"))) + zipped({"a.txt": PLAN}),
    "a zip that is a web page as well": lambda: f"<html><body><p>{PLAN}{PLAN}</p></body></html>".encode() + zipped({"a.txt": PLAN}),
    "doc: sectors that lead round in a ring": ole,
    "rtf: 200,000 groups in each other": lambda: rb"{\rtf1 " + b"{" * 200_000 + b"36" + b"}" * 200_000 + b"}",
    # Plain text, of which the beginning alone is looked at in the process that asks
    "txt: 2 MB of open brackets": lambda: b"<" * 1_900_000,
    "txt: 2 MB of comments that never end": lambda: b"<!--" * 400_000,
    "txt: 2 MB of headers of a mail": lambda: b"A-b: c\n " * 200_000,
    "txt: 2 MB of a table's bars": lambda: b"| " * 900_000,
    "txt: 2 MB on one line": lambda: ("百" * 600_000).encode(),
    "txt: NULs": lambda: PLAN.encode() + bytes(1_000_000),
}  # fmt: skip
"""By what they are: how each is made."""


def _ofd_of(count: int) -> bytes:
    """An OFD whose one page is listed so often."""
    data = make_ofd(["全区生产总值达到360亿元。"])
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        name = next(name for name in archive.namelist() if name.endswith("Document.xml"))
        said = archive.read(name).decode()
    start = said.index("<ofd:Page ")
    end = said.index("/>", start) + 2
    return replaced(data, name, said[:start] + said[start:end] * count + said[end:])


def become(path: Path, limits: Limits, *, most_bytes: int = 2_000_000) -> str:
    """What becomes of a file: the name of the error and its message, or how much was read."""
    try:
        asked = members(path, most_bytes=most_bytes, limits=limits)
        read = [load(path, most_bytes=most_bytes, limits=limits, member=member) for member in asked]
    except SourceError as error:
        return f"{type(error).__name__}: {error}"
    assert not any(SECRET in file.source.text for file in read)
    return f"read: {sum(len(file.source.text) for file in read):,} characters"


def measured(name: str, limits: Limits = LIMITS) -> tuple[float, float, float, str]:
    """The size of a file in MB, the seconds it took, the memory in MB of the process that parsed it, and what became of it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"file.{name.partition(':')[0]}"
        path.write_bytes(FILES[name]())
        begun = time.monotonic()
        became = become(path, limits)
        took = time.monotonic() - begun
        return path.stat().st_size / 1e6, took, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1e3, became


def main() -> None:
    """Load each within the limits of the site, or those whose names have a word that is given, and print what became of it."""
    names = [name for name in FILES if len(sys.argv) < 2 or any(word in name for word in sys.argv[1:])]
    sys.stdout.write(f"{'file':50} {'MB':>6} {'s':>6} {'MB used':>8}  what became of it\n")
    # A process for each: what a child took is known of the largest alone.
    with ProcessPoolExecutor(1, mp_context=get_context("spawn"), max_tasks_per_child=1) as pool:
        for name, (size, took, used, became) in zip(names, pool.map(measured, names), strict=True):
            sys.stdout.write(f"{name:50} {size:6.2f} {took:6.1f} {used:8.0f}  {became[:150]}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
