"""What is cited becomes a reference in the styles that people cite in.

::

    河东区人民政府. 河东区2023年政府工作报告: 河东政发〔2023〕1号[R/OL]. (2023-01-09)[2026-01-31]. https://…/?revision=3.

A reference of a value is that of its document, with the permanent address of the value's own page. What a document does not state, its issuer or its
day, is left out, never guessed. The day of access (引用日期) is the day of the revision: that is what the address shows for ever. Pure.
"""

import re
from dataclasses import dataclass
from datetime import date

import orjson

from text.vocabulary import DocumentKind

_LONGEST = 160
"""Characters of a quote in a citation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """A document, or a row of one. ``said_zh`` and ``said_en``: the row in words; None for a document. ``page``: that of the file on which the row
    stands. ``doubtful``: it was not read well. ``kind`` is None for a page of the site that is of no one document.
    """

    id: str
    kind: DocumentKind | None
    title: str
    district_en: str
    issuer: str | None
    doc_number: str | None
    issued: date | None
    accessed: date
    revision: int
    url: str
    said_zh: str | None = None
    said_en: str | None = None
    quote: str | None = None
    page: int | None = None
    doubtful: bool = False


def short(quote: str) -> str:
    """A quote on one line, and not too long: cut ones end in ……."""
    plain = re.sub(r"\s*\n\s*", " ", re.sub(r"[ \t]+", " ", quote)).strip()
    return plain if len(plain) <= _LONGEST else plain[:_LONGEST] + "……"


def gb7714(cited: Cited) -> str:
    """A reference by GB/T 7714—2015, 8.8: a report is [R/OL], a plan, which the standard has no letter for, [Z/OL], a page of data [DS/OL].

    The page that is cited (引文页码) stands behind the year: 2023: 12(2023-01-09).
    """
    letter = {DocumentKind.REPORT: "R", None: "DS"}.get(cited.kind, "Z")
    number = f": {cited.doc_number}" if cited.doc_number else ""
    issued = f"({cited.issued.isoformat()})" if cited.issued else ""
    if cited.page:
        issued = f"{cited.issued.year}: {cited.page}{issued}" if cited.issued else f"{cited.page}"
    issuer = f"{cited.issuer}. " if cited.issuer else ""
    return f"{issuer}{cited.title}{number}[{letter}/OL]. {issued}[{cited.accessed.isoformat()}]. {cited.url}."


_TEX = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{sign: f"\\{sign}" for sign in "#$%&_"},
}


def _tex(text: str) -> str:
    return "".join(_TEX.get(char, char) for char in re.sub(r"\s+", " ", text))


def bibtex(cited: Cited) -> str:
    """An entry: `@techreport` for a report, `@misc` for a plan. The quote is its note; the URL is not escaped."""
    report = cited.kind is DocumentKind.REPORT
    quoted = f"“{short(cited.quote)}”" if cited.quote else None
    told = "；".join(filter(None, (cited.said_zh, quoted))) or None
    fields = {
        "author": f"{{{_tex(cited.issuer)}}}" if cited.issuer else None,
        "institution": _tex(cited.issuer) if cited.issuer and report else None,
        "title": f"{{{_tex(cited.title)}}}",
        "number": _tex(cited.doc_number) if cited.doc_number else None,
        "year": str(cited.issued.year) if cited.issued else None,
        "date": cited.issued.isoformat() if cited.issued else None,
        "urldate": cited.accessed.isoformat(),
        "pages": str(cited.page) if cited.page else None,
        "url": cited.url,
        "language": "chinese" if cited.kind else None,
        "note": _tex(told) if told else None,
    }
    lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items() if value is not None)
    return f"@{'techreport' if report else 'misc'}{{{cited.id}-r{cited.revision},\n{lines}\n}}\n"


def csl(cited: Cited) -> dict[str, object]:
    """An item of CSL-JSON 1.0.2."""

    def day(of: date) -> dict[str, list[list[int]]]:
        return {"date-parts": [[of.year, of.month, of.day]]}

    quoted = f"“{short(cited.quote)}”" if cited.quote else None
    item: dict[str, object | None] = {
        "id": f"{cited.id}-r{cited.revision}",
        "type": {DocumentKind.REPORT: "report", None: "dataset"}.get(cited.kind, "document"),
        "title": cited.title,
        "author": [{"literal": cited.issuer}] if cited.issuer else None,
        "publisher": cited.issuer,
        "number": cited.doc_number,
        "genre": cited.kind and cited.kind.zh,
        "issued": day(cited.issued) if cited.issued else None,
        "accessed": day(cited.accessed),
        "page": str(cited.page) if cited.page else None,
        "URL": cited.url,
        "version": f"r{cited.revision}",
        "language": "zh-CN" if cited.kind else None,
        "note": "；".join(filter(None, (cited.said_zh, quoted))) or None,
    }
    return {name: value for name, value in item.items() if value is not None}


def csl_json(cited: Cited) -> str:
    """A file of one item."""
    return orjson.dumps([csl(cited)]).decode()


def sentence_zh(cited: Cited) -> str:
    """``河东区2022年…（预计）：32.6亿元。见《河东区2023年政府工作报告》（河东政发〔2023〕1号）：“…”。…``"""
    said = f"{cited.said_zh}。见" if cited.said_zh else ""
    number = f"（{cited.doc_number}）" if cited.doc_number else ""
    quoted = f"：“{short(cited.quote)}”" if cited.quote else ""
    doubt = "该文件识读存疑，请核对原文。" if cited.doubtful else ""
    page = f"第{cited.page}页" if cited.page else ""
    return f"{said}《{cited.title}》{number}{page}{quoted}。{doubt}数据第{cited.revision}版，{cited.url}"


def sentence_en(cited: Cited) -> str:
    """The same in English; names and the quote are left as printed."""
    said = f"{cited.said_en}. In: " if cited.said_en else ""
    number = f", {cited.doc_number}" if cited.doc_number else ""
    quoted = f": “{short(cited.quote)}”" if cited.quote else ""
    page = f", p. {cited.page}" if cited.page else ""
    if cited.kind is None:
        return f"“{cited.title}”, {cited.issuer}. Revision {cited.revision} of the data, {cited.url}"
    document = f"《{cited.title}》 ({cited.kind.en}, {cited.district_en}{number}{page})"
    doubt = "The document was not read well: check the original. " if cited.doubtful else ""
    return f"{said}{document}{quoted}. {doubt}Revision {cited.revision} of the data, {cited.url}"
