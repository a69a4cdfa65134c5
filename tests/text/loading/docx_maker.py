"""Word files for tests, written as their XML: small ones for a feature, and whole documents made of a text (:func:`docx_of_text`).

A document made of a text has what real ones have: automatic numbers, merged cells, footnotes, tracked changes, fields, content controls and hyperlinks.
What is read of it is to be what is read of the text.
"""

import io
import re
import zipfile
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr

from text.loading.word.numerals import numeral
from text.numbers.numerals import CHINESE, chinese_number
from text.outline.outline import read_outline
from text.sources.source import Source
from text.tables.tables import read_tables

NAMESPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
        "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "v": "urn:schemas-microsoft-com:vml",
        "o": "urn:schemas-microsoft-com:office:office",
    }.items()
)
_OFFICE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_KINDS = ("styles", "numbering", "footnotes", "endnotes", "comments", "header", "footer")
MARK = 'w:id="1" w:author="某" w:date="2024-01-01T00:00:00Z"'


def r(text: str, properties: str = "") -> str:
    """A run."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def p(*content: str, style: str = "", num: tuple[int, int] | None = None, properties: str = "", mark: str = "") -> str:
    """A paragraph of runs and other XML; what does not begin with ``<`` is text. ``num`` is a list and a level, ``mark`` is of the paragraph mark."""
    inner = "".join(one if one.startswith("<") else r(one) for one in content)
    said = f'<w:pStyle w:val="{style}"/>' if style else ""
    said += f'<w:numPr><w:ilvl w:val="{num[1]}"/><w:numId w:val="{num[0]}"/></w:numPr>' if num else ""
    said += properties + (f"<w:rPr>{mark}</w:rPr>" if mark else "")
    return f"<w:p><w:pPr>{said}</w:pPr>{inner}</w:p>"


def tc(*content: str, properties: str = "") -> str:
    """A cell; what does not begin with ``<`` is a paragraph."""
    inner = "".join(one if one.startswith("<") else p(one) for one in content) or p()
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    """A row; what does not begin with ``<`` is a cell."""
    inner = "".join(one if one.startswith("<w:") else tc(one) for one in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{inner}</w:tr>"


def tbl(*rows: str, widths: Sequence[int] = ()) -> str:
    """A table."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def span(columns: int) -> str:
    """A cell over several columns."""
    return f'<w:gridSpan w:val="{columns}"/>'


DOWN, GOES_ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
SUPERSCRIPT = '<w:vertAlign w:val="superscript"/>'


def ins(*content: str) -> str:
    """Tracked: inserted."""
    return f"<w:ins {MARK}>{''.join(content)}</w:ins>"


def deleted(text: str) -> str:
    """Tracked: deleted."""
    return f'<w:del {MARK}><w:r><w:delText xml:space="preserve">{escape(text)}</w:delText></w:r></w:del>'


def complex_field(instruction: str, result: str | None) -> str:
    """A field of runs; without a result where it is None."""
    middle = "" if result is None else f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{r(result)}'
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve">{escape(instruction)}</w:instrText></w:r>'
        f'{middle}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def lvl(index: int, form: str, text: str, *, start: int = 1, more: str = "") -> str:
    """A level of a list."""
    return f'<w:lvl w:ilvl="{index}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val={quoteattr(text)}/></w:lvl>'


def abstract(key: int, *levels: str, more: str = "") -> str:
    """A w:abstractNum."""
    return f'<w:abstractNum w:abstractNumId="{key}">{more}{"".join(levels)}</w:abstractNum>'


def num(key: int, of: int, overrides: str = "") -> str:
    """A w:num."""
    return f'<w:num w:numId="{key}"><w:abstractNumId w:val="{of}"/>{overrides}</w:num>'


def start_override(level: int, start: int = 1) -> str:
    """A list that starts anew."""
    return f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{start}"/></w:lvlOverride>'


STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>'
    + "".join(
        f'<w:style w:type="paragraph" w:styleId="{level + 1}"><w:name w:val="heading {level + 1}"/><w:basedOn w:val="a"/>'
        f'<w:pPr><w:outlineLvl w:val="{level}"/></w:pPr></w:style>'
        for level in range(5)
    )
    + '<w:style w:type="paragraph" w:styleId="a3"><w:name w:val="Title"/><w:basedOn w:val="a"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/><w:basedOn w:val="a"/></w:style>'
    '<w:style w:type="character" w:styleId="a5"><w:name w:val="footnote reference"/><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>'
)


def docx(
    *body: str,
    styles: str = STYLES,
    numbering: str = "",
    footnotes: Sequence[str] = (),
    endnotes: Sequence[str] = (),
    parts: dict[str, bytes] | None = None,
    relations: str = "",
    related: dict[str, str] | None = None,
) -> bytes:
    """A Word file with a body. ``footnotes`` are the texts of notes 1, 2 …; ``related`` are further parts of a kind (``header comments``)."""
    inside = {"styles": styles, "numbering": numbering, **(related or {})}
    if footnotes:
        inside["footnotes"] = _notes("footnote", footnotes)
    if endnotes:
        inside["endnotes"] = _notes("endnote", endnotes)
    roots = {"header": "hdr", "footer": "ftr"}
    types = "".join(
        f'<Override PartName="/word/{kind}.xml" ContentType="{_OFFICE}.{kind}+xml"/>'
        for kind in inside
        if kind in _KINDS
    )
    rels = "".join(
        f'<Relationship Id="rId{kind}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" Target="{kind}.xml"/>'
        for kind in inside
    )
    files = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_OFFICE}.document.main+xml"/>{types}</Types>',
        "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f"{rels}{relations}</Relationships>",
        "word/document.xml": f"<w:document {NAMESPACES}><w:body>{''.join(body)}<w:sectPr/></w:body></w:document>",
        **{
            f"word/{kind}.xml": f"<w:{roots.get(kind, kind)} {NAMESPACES}>{xml}</w:{roots.get(kind, kind)}>"
            for kind, xml in inside.items()
        },
    }
    packed = {
        name: b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + xml.encode() for name, xml in files.items()
    }
    return zipped({**packed, **(parts or {})})


def zipped(files: dict[str, bytes]) -> bytes:
    """A zip container."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as container:
        for name, data in files.items():
            container.writestr(name, data)
    return made.getvalue()


def _notes(kind: str, texts: Iterable[str]) -> str:
    separator = f'<w:{kind} w:type="separator" w:id="0"><w:p><w:r><w:separator/></w:r></w:p></w:{kind}>'
    notes = "".join(
        f'<w:{kind} w:id="{index}">{p(f"<w:r><w:rPr>{SUPERSCRIPT}</w:rPr><w:{kind}Ref/></w:r>", " " + text)}</w:{kind}>'
        for index, text in enumerate(texts, start=1)
    )
    return separator + notes


def footnote(index: int) -> str:
    """The mark of a footnote."""
    return f'<w:r><w:rPr><w:rStyle w:val="a5"/></w:rPr><w:footnoteReference w:id="{index}"/></w:r>'


# ── A whole document of a text ──────────────────────────────────────────────────────────────────────────────────────

# By the kind of number: the level of the list of headings, and how Word writes it.
_LEVELS = (("篇", "第%1篇"), ("章", "第%2章"), ("节", "第%3节"), ("、", "%4、"), ("）", "（%5）"))
_HEADINGS = 1
_FIGURE = re.compile(r"(?<![\d.])\d+(?:\.\d+)?(?=[%％亿万个家人])")


@dataclass
class _Writer:
    """Writes the lines of a text as paragraphs of Word."""

    numbers: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    counts: dict[int, int] = field(default_factory=dict)
    lists: dict[int, int] = field(default_factory=dict)  # by level: the list that was begun anew there
    written: int = 0

    def heading(self, line: str, label: str, level: int | None) -> str | None:
        """A heading whose number Word makes; None if it is of a kind that is typed."""
        index = next(
            (at for at, (sign, _) in enumerate(_LEVELS) if label.rstrip(").").endswith(sign) or label.endswith(sign)),
            None,
        )
        if label.startswith("专栏"):
            index = None
        match = re.match(r"\s*" + r"\s*".join(map(re.escape, label)) + r"\s*", line)
        number = chinese_number("".join(re.findall(f"[{CHINESE}]", label))) or 0
        if index is None or match is None or label != self._printed(index, number):
            return None
        expected = self.counts.get(index, 0) + 1
        self.counts = {at: count for at, count in self.counts.items() if at < index} | {index: number}
        self.lists = {at: key for at, key in self.lists.items() if at <= index}
        if expected != number:
            self.lists[index] = len(self.numbers) + 3
            self.numbers.append(num(self.lists[index], _HEADINGS, start_override(index, number)))
        place = self.lists.get(index, _HEADINGS), index
        return p(*self.runs(line[match.end() :]), style=str(min((level or 1), 5)), num=place)

    def _printed(self, index: int, number: int) -> str:
        return re.sub(r"%\d", numeral(number, "chineseCountingThousand"), _LEVELS[index][1])

    def runs(self, line: str) -> list[str]:
        """A line as runs: some of its figures are inserted, or in fields, content controls, smart tags and links, or have a footnote."""
        made: list[str] = []
        at = 0
        for match in _FIGURE.finditer(line):
            if match.start() > at:
                made.append(r(line[at : match.start()]))
            made.append(self._figure(match.group()))
            at = match.end()
        return [*made, r(line[at:])] if line[at:] or not made else made

    def _figure(self, figure: str) -> str:
        self.written += 1
        turn = self.written % 14
        if turn == 1:
            return deleted("360") + ins(r(figure))
        if turn == 3:
            self.notes.append("数据来自区统计局，按2015年不变价计算，比上年增加12亿元。")
            return r(figure) + footnote(len(self.notes))
        if turn == 5:
            return f'<w:fldSimple w:instr=" DOCPROPERTY 合计 ">{r(figure)}</w:fldSimple>'
        if turn == 7:
            return f"<w:sdt><w:sdtPr/><w:sdtContent>{r(figure)}</w:sdtContent></w:sdt>"
        if turn == 9:
            return f'<w:smartTag w:uri="urn:x" w:element="y">{r(figure)}</w:smartTag>'
        if turn == 11:
            return complex_field(" SEQ 指标 ", figure)
        if turn == 13:
            return f'<w:hyperlink w:anchor="x">{r(figure[:1])}{r(figure[1:])}</w:hyperlink>'
        return r(figure)


def docx_of_text(source: Source) -> bytes:
    """A Word file of a text: headings with automatic numbers, tables with merged cells, and between them what a careless reader takes for text."""
    outline = read_outline(source)
    headings = {source.line_at(node.start).no: node for node in outline.nodes}
    tables = {}
    for table in read_tables(source):
        rows = [tuple(table.header), *(row.slots or row.cells for row in table.rows)]
        cells = [cell for row in rows for cell in row if cell and cell.text]
        tables[source.line_at(cells[0].start).no] = (rows, source.line_at(max(cell.end for cell in cells)).no)
    writer = _Writer()
    body: list[str] = []
    skip = 0
    for line in source.lines:
        text = source.text[line.start : line.end]
        if line.no <= skip:
            continue
        if line.no in tables:
            rows, skip = tables[line.no]
            body.append(_table(rows))
        elif text.startswith("\t"):
            framed, skip = _frame(source, line.no, tables, writer)
            body.append(framed)
        elif line.no in headings and headings[line.no].label:
            node = headings[line.no]
            plain = re.sub(r"^[#*\s]+|\*+", "", text)
            body.append(writer.heading(plain, node.label or "", node.level) or p(*writer.runs(text)))
        elif match := re.match(r"(#{1,5}) (.*)", text):
            body.append(p(match[2], style=str(len(match[1]))))
        else:
            body.append(p(*writer.runs(text)))
        if line.no % 60 == 0:
            body.append(p(deleted("到2025年，新增就业9999人。"), mark=f"<w:del {MARK}/>"))
    levels = [lvl(index, "chineseCountingThousand", text) for index, (_, text) in enumerate(_LEVELS)]
    numbering = abstract(_HEADINGS, *levels) + num(_HEADINGS, _HEADINGS) + "".join(writer.numbers)
    return docx(*body, numbering=numbering, footnotes=writer.notes)


def _frame(source: Source, first: int, tables: Container[int], writer: _Writer) -> tuple[str, int]:
    """The title of a box and what is in it, to the two blank lines that end it, as a table of one cell, and the number of the last line."""
    paragraphs: list[str] = []
    last, blank = first, 0
    for line in source.lines[first - 1 :]:
        text = source.text[line.start : line.end]
        blank = 0 if text.strip() else blank + 1
        if blank == 2 or line.no in tables or (line.no > first and text.startswith("\t")):
            break
        if text.strip():
            paragraphs.append(p(*writer.runs(text.strip())))
            last = line.no
    return tbl(tr(tc(*paragraphs)), widths=[8000]), last


def _table(rows: Sequence[Sequence[object]]) -> str:
    width = max(len(row) for row in rows)
    made: list[str] = []
    for row in rows:
        texts = [str(getattr(cell, "text", "")) for cell in row]
        if len(texts) == 1:
            made.append(tr(tc(texts[0], properties=span(width))))
        else:
            made.append(tr(*(tc(text) for text in texts)))
    return tbl(*made, widths=[1500] * width)
