"""What workers are measured with: documents that the readers take for as many documents, so that none replaces another."""

from pathlib import Path

from bench.loading import DOCUMENTS
from bench.workers import write_documents
from districts.reading.documents import read_document
from text.outline.outline import read_outline
from text.sources.source import read_source


def test_every_document_is_one_of_its_own(tmp_path: Path) -> None:
    number = 2 * len(DOCUMENTS)
    written = write_documents(tmp_path, number)
    for one in written:
        code, _, kind, year = one.path.stem.split("_")
        assert read_document(read_outline(read_source(one.path)), district_code=code).slug == f"{code}-{kind}-{year}"
        text = one.path.read_text("utf-8")
        assert (one.district, one.size) == (code, (len(text), len(text.encode())))
    assert len({one.path for one in written}) == number
