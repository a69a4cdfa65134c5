"""What is cited becomes a reference in the styles that people cite in.

::

    河东区人民政府. 河东区2023年政府工作报告：河东政发〔2023〕1号[R/OL]. 2023-01-09. https://…/?revision=3.

A value is cited as data, with the document that states it in its title and the permanent address of its own page. What a document does not state, its
issuer or its day, is left out, never guessed. The day of access (引用日期) is the day of the revision: that is what the address shows for ever. Why these
forms: docs/decisions/0038-citations.md. Pure.
"""

import re
from dataclasses import dataclass
from datetime import date

import orjson

from text.vocabulary import DocumentKind

PLATFORM = "规划数据"
"""The name of the site, which publishes what is cited as data."""
DATA_SET = "区级规划与政府工作报告数据"
"""The name of all its data."""
_LONGEST = 160
"""Characters of a quote in a citation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """A document, or a row of one. ``said_zh`` and ``said_en``: the row in words; None for a document. ``page``: that of the file on which the row
    stands. ``doubtful``: it was not read well. ``kind`` is None for data that is of no one document: a page of the site, or a release. ``row``: it is data
    that was read out of the document, and no part of its text. ``platform``: what publishes that data.
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
    row: bool = False
    platform: str | None = None

    @property
    def is_data(self) -> bool:
        return self.row or self.kind is None

    @property
    def title_of_data(self) -> str:
        """What is stated, and where: 河东区2022年…：155家：据《河东区2023年政府工作报告》（河东政发〔2023〕1号，2023-01-09）第12页."""
        if not self.said_zh:
            return self.title
        known = "，".join(filter(None, (self.doc_number, self.issued.isoformat() if self.issued else None)))
        page = f"第{self.page}页" if self.page else ""
        return f"{self.said_zh}：据《{self.title}》{f'（{known}）' if known else ''}{page}"

    @property
    def publisher(self) -> str | None:
        """Who publishes the data, where that is not who states it."""
        return self.platform if self.platform != self.issuer else None


def of_release(revision: int, made_on: date, url: str) -> Cited:
    """A whole revision of the data."""
    return Cited(
        id="planapi",
        kind=None,
        title=DATA_SET,
        district_en="",
        issuer=PLATFORM,
        doc_number=None,
        issued=None,
        accessed=made_on,
        revision=revision,
        url=url,
    )


def short(quote: str) -> str:
    """A quote on one line, and not too long: cut ones end in ……."""
    plain = re.sub(r"\s*\n\s*", " ", re.sub(r"[ \t]+", " ", quote)).strip()
    return plain if len(plain) <= _LONGEST else plain[:_LONGEST] + "……"


_HAN = re.compile(r"[\u3400-\u9fff]")


def gb7714(cited: Cited) -> str:
    """A reference by GB/T 7714—2025. A report (8.8) has its day without brackets and no day of access; data (8.14) has its version, who publishes it, and
    both days; so has a plan, which the standard has no form for: [Z/OL], as any other resource on the network (7.6).

    Its signs are full-width where the title is Chinese, but for the full stop and square brackets.
    """
    wide = bool(_HAN.search(cited.title))
    colon, opening, closing = ("：", "（", "）") if wide else (": ", "(", ")")
    dated = f"{opening}{cited.issued.isoformat()}{closing}" if cited.issued else ""
    title = colon.join(filter(None, (cited.title, cited.doc_number)))
    accessed = f"[{cited.accessed.isoformat()}]"
    if cited.is_data:
        publisher = f"{cited.publisher}{'' if wide else ' '}" if cited.publisher else ""
        published = f"{opening}{cited.accessed.isoformat()}{closing}"
        parts = [f"{cited.title_of_data}[DS/OL]", f"V{cited.revision}", f"{publisher}{published}{accessed}"]
    elif cited.kind is DocumentKind.REPORT:
        day = cited.issued.isoformat() if cited.issued else None
        page = str(cited.page) if cited.page else None
        parts = [f"{title}[R/OL]", colon.join(filter(None, (day, page)))]
    else:
        parts = [f"{title}[Z/OL]", f"{dated}{accessed}"]
    return f"{'. '.join(filter(None, (cited.issuer, *parts, cited.url)))}."


def gb7714_2015(cited: Cited) -> str:
    """A reference by GB/T 7714—2015, 8.8, which was in force until July 2026: a report is [R/OL], a plan [Z/OL], a page of data [DS/OL].

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


def _quoted(cited: Cited) -> str | None:
    """The quote, and for a row where it stands: data has no pages of its own, so no other field may name that of the document."""
    page = f"第{cited.page}页：" if cited.row and cited.page else ""
    return f"{page}“{short(cited.quote)}”" if cited.quote else None


def bibtex(cited: Cited) -> str:
    """An entry: `@techreport` for a report, `@misc` for a plan, `@dataset` (BibLaTeX) for data. The quote is its note; the URL is not escaped."""
    report = cited.kind is DocumentKind.REPORT and not cited.row
    quoted = _quoted(cited)
    told = "；".join(filter(None, (None if cited.row else cited.said_zh, quoted))) or None
    number, page, day = cited.doc_number, cited.page, cited.issued
    if cited.row:  # What is of the document stands in the title.
        number, page, day = None, None, cited.accessed
    fields = {
        "author": f"{{{_tex(cited.issuer)}}}" if cited.issuer else None,
        "institution": _tex(cited.issuer) if cited.issuer and report else None,
        "title": f"{{{_tex(cited.title_of_data if cited.row else cited.title)}}}",
        "number": _tex(number) if number else None,
        "version": str(cited.revision) if cited.is_data else None,
        "publisher": _tex(cited.publisher) if cited.row and cited.publisher else None,
        "year": str(day.year) if day else None,
        "date": day.isoformat() if day else None,
        "urldate": cited.accessed.isoformat(),
        "pages": str(page) if page else None,
        "url": cited.url,
        "language": "chinese" if cited.kind else None,
        "note": _tex(told) if told else None,
    }
    lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items() if value is not None)
    entry = "dataset" if cited.is_data else "techreport" if report else "misc"
    return f"@{entry}{{{cited.id}-r{cited.revision},\n{lines}\n}}\n"


def _csl_day(of: date | None) -> dict[str, list[list[int]]] | None:
    return {"date-parts": [[of.year, of.month, of.day]]} if of else None


def csl(cited: Cited) -> dict[str, object]:
    """An item of CSL-JSON 1.0.2, which processors write by the style of a journal. Only data has a version and a publisher: of a document, styles take
    these for its edition and its publishing house."""
    quoted = _quoted(cited)
    item: dict[str, object | None] = {
        "id": f"{cited.id}-r{cited.revision}",
        "author": [{"literal": cited.issuer}] if cited.issuer else None,
        "accessed": _csl_day(cited.accessed),
        "URL": cited.url,
        "language": "zh-CN" if cited.kind else None,
    }
    if cited.is_data:
        item |= {
            "type": "dataset",
            "title": cited.title_of_data,
            "publisher": cited.publisher,
            "issued": _csl_day(cited.accessed),
            "version": str(cited.revision),
            "note": quoted,
        }
    else:
        item |= {
            "type": "report" if cited.kind is DocumentKind.REPORT else "document",
            "title": cited.title,
            "number": cited.doc_number,
            "genre": cited.kind and cited.kind.zh,
            "issued": _csl_day(cited.issued),
            "page": str(cited.page) if cited.page else None,
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
