"""Files for the tests of loaders, made by the programs that governments' web masters use: LibreOffice and Chromium."""

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from text.outline.outline import read_outline
from text.sources.source import make_source
from text.tables.tables import read_tables

SOFFICE = next(filter(None, map(shutil.which, ("soffice", "libreoffice"))), None)
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)

needs_libreoffice = pytest.mark.skipif(SOFFICE is None, reason="no LibreOffice on this machine")
needs_chromium = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")

# Chromium as root in a container, asking nothing of the network.
_QUIET = [
    "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
]  # fmt: skip


def converted_by_libreoffice(data: bytes, *, ending: str, to: str) -> bytes:
    """A file (``ending``: html, docx …) as LibreOffice saves it in another format (``to``: pdf, docx, doc, xlsx …)."""
    assert SOFFICE is not None
    with tempfile.TemporaryDirectory() as folder:
        given = Path(folder) / f"given.{ending}"
        given.write_bytes(data)
        # A profile of its own: two runs at the same time would otherwise wait for each other, and fail.
        command = [SOFFICE, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--norestore"]
        if ending == "html":
            command.append("--infilter=HTML (StarWriter)")
        made = subprocess.run(
            [*command, "--convert-to", to, "--outdir", folder + "/made", str(given)],
            check=True, capture_output=True, timeout=300, env={**os.environ, "HOME": folder},
        )  # fmt: skip
        files = list((Path(folder) / "made").glob("given.*"))
        assert files, made.stderr.decode(errors="replace")
        return files[0].read_bytes()


def pdf_by_libreoffice(html_or_docx: bytes) -> bytes:
    """What LibreOffice prints of a web page or a Word file."""
    ending = "docx" if html_or_docx.startswith(b"PK") else "html"
    return converted_by_libreoffice(html_or_docx, ending=ending, to="pdf")


def pdf_by_chromium(html: str) -> bytes:
    """What Chromium prints of a web page, with heads and feet of its own, unless the page's margins leave no room for them."""
    assert CHROMIUM is not None
    with tempfile.TemporaryDirectory() as folder:
        page, made = Path(folder) / "page.html", Path(folder) / "page.pdf"
        page.write_text(html, encoding="utf-8")
        command = [CHROMIUM, *_QUIET, f"--user-data-dir={folder}/profile", f"--print-to-pdf={made}", page.as_uri()]
        subprocess.run(command, check=True, capture_output=True, timeout=300)
        return made.read_bytes()


@dataclass(frozen=True, slots=True)
class Block:
    """A part of a document: ``kind`` is h1 … h6, p, table or box.

    A table has ``rows`` of cells, one of one cell being a heading inside it; a box has its paragraphs as rows of one cell.
    """

    kind: str
    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()


def blocks_of(text: str) -> list[Block]:
    """A plain text, as those of seeds/, taken apart: headings of its outline, paragraphs, and its tables, for a file that is made of it."""
    source = make_source(text)
    levels = {source.line_at(node.start).no: node.level for node in read_outline(source).nodes}
    tables = {source.line_at(table.start).no: table for table in read_tables(source) if table.rows}
    blocks: list[Block] = []
    until = 0
    for line in source.lines:
        if line.no in tables:
            table = tables[line.no]
            rows = (
                tuple(cell.text for cell in table.header),
                *(tuple(cell.text for cell in row.cells) for row in table.rows),
            )
            blocks.append(Block("table", rows=rows))
            until = table.end
        said = text[line.start : line.end].strip()
        if line.start < until or not said or said == "|":
            continue
        if text[line.start : line.end].startswith("\t专栏") and "\n\n\n" in text[line.end :]:
            until = text.index("\n\n\n", line.end)
            inside = [part.strip() for part in text[line.start : until].split("\n") if part.strip()]
            if not any(line.start < source.lines[no - 1].start < until for no in tables):
                blocks.append(Block("box", rows=tuple((part,) for part in inside)))
                continue
            until = line.end
        kind = f"h{min(levels[line.no], 6)}" if line.no in levels else "p"
        blocks.append(Block(kind, re.sub(r"^#+\s+|\*\*", "", said)))
    return blocks


_STYLE = """
@page { size: A4; margin: 2.6cm 2.7cm }
body { font-family: "Noto Serif CJK SC", serif; font-size: 12pt; line-height: 1.8 }
p { text-indent: 2em; margin: 0; text-align: justify }
h1 { font-size: 18pt; text-align: center } h2 { font-size: 16pt; text-align: center } h3 { font-size: 14pt }
table { border-collapse: collapse; width: 100% } td { border: 1px solid black; padding: 2px 5px; font-size: 10.5pt }
"""


def web_page(blocks: Sequence[Block], *, style: str = _STYLE) -> str:
    """A page of HTML of these blocks. What is HTML already in them (<sub>2.5</sub>) stays."""
    parts: list[str] = []
    for block in blocks:
        if block.kind == "table":
            wide = max(map(len, block.rows))
            rows = (
                f'<tr><td colspan="{wide}">{_escaped(row[0])}</td></tr>' if len(row) == 1 else "<tr>" + "".join(f"<td>{_escaped(cell)}</td>" for cell in row) + "</tr>"
                for row in block.rows
            )  # fmt: skip
            parts.append(f'<table border="1">{"".join(rows)}</table>')
        elif block.kind == "box":
            inside = "".join(f"<p>{_escaped(row[0])}</p>" for row in block.rows)
            parts.append(f'<table border="1"><tr><td>{inside}</td></tr></table>')
        else:
            parts.append(f"<{block.kind}>{_escaped(block.text)}</{block.kind}>")
    head = (
        f'<!DOCTYPE html><html lang="zh"><head><meta charset="utf-8"><title>文件</title><style>{style}</style></head>'
    )
    return f"{head}<body>{''.join(parts)}</body></html>"


def _escaped(text: str) -> str:
    return re.sub(r"<(?!/?su[bp]>)", "&lt;", text.replace("&", "&amp;"))


_OPEN_DOCUMENT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text">
<office:styles>
<style:default-style style:family="paragraph"><style:text-properties style:font-name-asian="Noto Serif CJK SC" fo:font-family="Noto Serif CJK SC"
 style:font-family-asian="Noto Serif CJK SC" fo:font-size="{size}pt" style:font-size-asian="{size}pt" fo:language-asian="zh" fo:country-asian="CN"/></style:default-style>
<style:style style:name="p" style:family="paragraph"><style:paragraph-properties fo:text-indent="{indent}pt" fo:text-align="justify" style:punctuation-wrap="simple" fo:line-height="{leading}pt"/></style:style>
<style:style style:name="h1" style:family="paragraph"><style:paragraph-properties fo:text-align="center" fo:margin-top="12pt" fo:margin-bottom="12pt"/>
 <style:text-properties fo:font-size="18pt" style:font-size-asian="18pt" fo:font-weight="bold" style:font-weight-asian="bold"/></style:style>
<style:style style:name="h2" style:family="paragraph"><style:paragraph-properties fo:text-align="center" fo:margin-top="8pt" fo:margin-bottom="8pt"/>
 <style:text-properties fo:font-size="15pt" style:font-size-asian="15pt"/></style:style>
<style:style style:name="h3" style:family="paragraph"><style:paragraph-properties fo:text-indent="{indent}pt"/>
 <style:text-properties fo:font-weight="bold" style:font-weight-asian="bold"/></style:style>
<style:style style:name="c" style:family="paragraph"><style:text-properties fo:font-size="10.5pt" style:font-size-asian="10.5pt"/></style:style>
<style:style style:name="toc" style:family="paragraph"><style:paragraph-properties><style:tab-stops>
 <style:tab-stop style:position="15.6cm" style:type="right" style:leader-style="dotted" style:leader-text="."/></style:tab-stops></style:paragraph-properties></style:style>
<style:style style:name="new" style:family="paragraph"><style:paragraph-properties fo:break-before="page" fo:text-align="center"/></style:style>
<style:style style:name="edge" style:family="paragraph"><style:paragraph-properties fo:text-align="center"/>
 <style:text-properties fo:font-size="9pt" style:font-size-asian="9pt"/></style:style>
<style:style style:name="sub" style:family="text"><style:text-properties style:text-position="sub 58%"/></style:style>
<style:style style:name="sup" style:family="text"><style:text-properties style:text-position="super 58%"/></style:style>
<style:style style:name="Footnote" style:family="paragraph"><style:text-properties fo:font-size="9pt" style:font-size-asian="9pt"/></style:style>
<style:style style:name="anchor" style:family="text"><style:text-properties style:text-position="super 58%"/></style:style>
<text:notes-configuration text:note-class="footnote" text:citation-body-style-name="anchor" text:default-style-name="Footnote"
 style:num-format="1" text:start-value="0" text:start-numbering-at="document" text:footnotes-position="page"/>
</office:styles>
<office:automatic-styles>
<style:page-layout style:name="A4"><style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm" fo:margin-top="1.5cm" fo:margin-bottom="1.5cm"
 fo:margin-left="2.7cm" fo:margin-right="2.7cm"/>
 <style:header-style><style:header-footer-properties fo:min-height="1.2cm" fo:margin-bottom="0.5cm"/></style:header-style>
 <style:footer-style><style:header-footer-properties fo:min-height="1.2cm" fo:margin-top="0.5cm"/></style:footer-style></style:page-layout>
<style:style style:name="cell" style:family="table-cell"><style:table-cell-properties fo:border="0.5pt solid #000000" fo:padding="0.1cm"/></style:style>
</office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="A4">
<style:header><text:p text:style-name="edge">{head}</text:p></style:header>
<style:footer><text:p text:style-name="edge">— <text:page-number text:select-page="current"/> —</text:p></style:footer>
</style:master-page></office:master-styles>
<office:body><office:text>{body}</office:text></office:body></office:document>"""


def open_document(
    blocks: Sequence[Block], *, size: float = 12, head: str = "规划纲要", contents: bool = False
) -> bytes:
    """A flat OpenDocument text of these blocks as it would be printed: running head, page numbers, contents with dotted leaders if asked for, tables.

    In a block's text <sup>, <sub> and <note>…</note> (a footnote) are what they say.
    """
    parts: list[str] = []
    if contents:
        parts.append('<text:p text:style-name="new">目  录</text:p>')
        titles = [block.text for block in blocks if block.kind in ("h1", "h2")]
        parts += [
            f'<text:p text:style-name="toc">{_of_open_document(title)}<text:tab/>{index // 8 + 1}</text:p>'
            for index, title in enumerate(titles)
        ]
        parts.append('<text:p text:style-name="new"/>')
    notes = 0
    for number, block in enumerate(blocks):
        if block.kind == "table":
            parts.append(_open_document_table(block, number))
            continue
        if block.kind == "box":
            inside = "".join(f'<text:p text:style-name="p">{_of_open_document(row[0])}</text:p>' for row in block.rows)
            parts.append(
                f'<table:table table:name="t{number}"><table:table-column/><table:table-row><table:table-cell table:style-name="cell">'
                f"{inside}</table:table-cell></table:table-row></table:table>"
            )
            continue
        said = _of_open_document(block.text)
        while "<note>" in said:
            notes += 1
            said = re.sub(
                "<note>(.*?)</note>",
                rf'<text:note text:id="n{notes}" text:note-class="footnote"><text:note-citation>{notes}</text:note-citation>'
                r'<text:note-body><text:p text:style-name="Footnote">\1</text:p></text:note-body></text:note>',
                said,
                count=1,
            )
        style = block.kind if block.kind in ("h1", "h2", "p") else "h3"
        parts.append(f'<text:p text:style-name="{style}">{said}</text:p>')
    return _OPEN_DOCUMENT.format(
        size=size, indent=2 * size, leading=1.8 * size, head=head, body="".join(parts)
    ).encode()


def _of_open_document(text: str) -> str:
    said = re.sub(r"<(?!/?(?:su[bp]|note)>)", "&lt;", text.replace("&", "&amp;"))
    said = re.sub(r"<(su[bp])>(.*?)</\1>", r'<text:span text:style-name="\1">\2</text:span>', said)
    return re.sub(" {2,}", lambda spaces: f' <text:s text:c="{len(spaces.group()) - 1}"/>', said)


def _open_document_table(block: Block, number: int) -> str:
    wide = max(map(len, block.rows))
    rows: list[str] = []
    for row in block.rows:
        span = f' table:number-columns-spanned="{wide}"' if len(row) == 1 else ""
        cells = "".join(
            f'<table:table-cell table:style-name="cell"{span}><text:p text:style-name="c">{_of_open_document(cell)}</text:p></table:table-cell>'
            for cell in row
        )
        rows.append(
            f"<table:table-row>{cells}{'<table:covered-table-cell/>' * (wide - 1) if span else ''}</table:table-row>"
        )
    return f'<table:table table:name="t{number}"><table:table-column table:number-columns-repeated="{wide}"/>{"".join(rows)}</table:table>'


def pdf_of_open_document(data: bytes) -> bytes:
    """What LibreOffice prints of :func:`open_document`."""
    return converted_by_libreoffice(data, ending="fodt", to="pdf")
