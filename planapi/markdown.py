"""The evidence of a row as Markdown: what is said, the quote in its paragraph, how it was dated, where it stands and how to cite it."""

from districts.markdown import plain
from planapi import citation_styles
from planapi.citation import of_row
from planapi.dating import facts_of
from planapi.evidence import EvidenceRow


def evidence_as_markdown(found: EvidenceRow) -> str:
    document = found.row.document
    before, after = found.beside("paragraph")
    marked = f"**{_line(found.quote)}**"
    path = " → ".join(plain(f"{one.label or ''} {one.title}".strip()) for one in found.path)
    cited = of_row(found)
    parts = [
        f"# {plain(found.said.zh)}",
        plain(found.said.en),
        f"> {_line(before)}{marked}{_line(after)}",
        "\n".join(
            f"- {fact.label_zh} {fact.label_en}: {_line(f'{fact.value} {fact.value_en}')}" for fact in facts_of(found)
        ),
        "\n".join(
            [
                f"- 文件 document: {plain(document.title)} (`{document.slug}`)",
                *([f"- 章节 chapter: {path}"] if path else []),
                f"- 位置 offsets: {found.start}–{found.end}",
                f"- 版本 revision: {found.state.number}",
                f"- 页面 page: <{found.links['page']}>",
            ]
        ),
        f"引用 Cite as: {plain(citation_styles.gb7714(cited))}",
    ]
    return "\n\n".join(parts) + "\n"


def _line(text: str) -> str:
    """Text on one line, as a quotation, an emphasis or an item of a list must be."""
    return " ".join(plain(text).split())
