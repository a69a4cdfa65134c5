"""One plan as text, HTML, PDF, DOCX and OFD: it is stored alike, and says where in the file each row stands."""

import hashlib
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import storages
from django.core.management import call_command
from django.test import Client

from districts.models import Document, IngestRun
from planapi.ingest import ingest
from planapi.tasks import documents_in, ingest_document, parts_of
from tests.text.loading.docx_maker import docx, p, r
from tests.text.loading.ofd_maker import make_ofd
from tests.text.loading.test_pdf import pdf, printed
from text.errors import LossyReplacement, PlanApiError
from text.loading.loaded import Place
from text.loading.places import place_in, rows_of_places
from text.vocabulary import RunState

TITLE = "桐柏县国民经济和社会发展第十四个五年规划纲要"
REST = "坚持稳中求进工作总基调，完整、准确、全面贯彻新发展理念，统筹发展和安全，扎实推进各项工作，经济社会保持平稳健康发展。"
LINES = (
    *("第一章 发展基础", f"2020年，全县生产总值达到172亿元，新建学校12所。{REST}", f"全县公路里程达到3100公里。{REST}"),
    *("第二章 主要目标", f"到2025年，全县生产总值达到260亿元，粮食产量达到43万吨。{REST}"),
)
SLUG = "411330-plan-2021"
FIGURES = [172, 12, 3100, 260, 43]


def _html() -> bytes:
    body = "".join(f"<h2>{line}</h2>" if line.startswith("第") else f"<p>{line}</p>" for line in LINES)
    page = f"<!doctype html><html><head><meta charset='utf-8'><title>{TITLE}</title></head><body><h1>{TITLE}</h1>{body}</body></html>"
    return page.encode()


def _pdf() -> bytes:
    return pdf(printed(TITLE, *LINES[:3]), printed(*LINES[3:]))


FORMATS = {
    "text/plain": lambda: "\n".join([TITLE, *LINES]).encode(),
    "text/html": _html,
    "application/pdf": _pdf,
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": lambda: docx(
        *(p(r(line)) for line in (TITLE, *LINES))
    ),
    "application/ofd": lambda: make_ofd(["　　" + line if line in LINES else line for line in (TITLE, *LINES)]),
}


def get(path: str, **query: str) -> Any:
    response = Client().get(path if path.startswith("/") else f"/api/v1/{path}/", query)
    assert response.status_code == 200, response.content
    return json.loads(response.content)


def put(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


@pytest.mark.django_db
@pytest.mark.parametrize("media_type", FORMATS)
def test_a_plan_of_any_format_is_the_same_plan(tmp_path: Path, media_type: str) -> None:
    data = FORMATS[media_type]()
    path = put(tmp_path, "plan.dat", data)  # what a file is, its content says
    run = ingest(path)
    assert run.state == RunState.SUCCEEDED
    document = get(f"documents/{SLUG}")
    assert (document["media_type"], document["title"], document["sha256"]) == (
        media_type,
        TITLE,
        hashlib.sha256(data).hexdigest(),
    )
    rows = get("observations", document=SLUG, ordering="start")["results"]
    assert [row["value"] for row in rows] == FIGURES
    assert [chapter["title"] for chapter in get("chapters", document=SLUG)["results"]] == ["发展基础", "主要目标"]
    text = Client().get(f"/api/v1/documents/{SLUG}/text/").content.decode()
    for row in rows:
        evidence = row["evidence"]
        assert text[evidence["start"] : evidence["end"]] == evidence["quote"]
    assert ingest(path).state == RunState.UNCHANGED
    assert ingest(path, force=True).state == RunState.SUCCEEDED


@pytest.mark.django_db
def test_the_evidence_names_the_page_of_the_file(tmp_path: Path) -> None:
    ingest(put(tmp_path, "plan.pdf", _pdf()))
    document = get(f"documents/{SLUG}", expand="places")
    assert document["pages"] == 2
    assert {row[1] for row in document["places"] if len(row) > 1} == {1, 2}
    listed = get("documents", document=SLUG, pages="2", media_type="application/pdf")["results"]
    assert [(one["pages"], "places" in one, "omitted" in one) for one in listed] == [(2, False, False)]
    rows = {row["value"]: row["id"] for row in get("observations", document=SLUG)["results"]}
    for value, page in ((172, 1), (3100, 1), (260, 2), (43, 2)):
        found = get(f"observations/{rows[value]}/evidence")
        assert found["place"]["page"] == page
        assert (found["document"]["media_type"], found["document"]["pages"]) == ("application/pdf", 2)
    shown = Client().get(f"/evidence/observations/{rows[260]}/").content.decode()
    assert "第 2 页（共 2 页）" in shown
    assert "page 2 of 2" in shown
    assert "application/pdf" in shown
    cited = get(f"observations/{rows[260]}/citation")
    assert f"《{TITLE}》第2页：" in cited["sentence_zh"]
    assert ", p. 2)" in cited["sentence_en"]
    assert "page" not in cited["csl"]  # a row is cited as data, which has no pages
    assert cited["csl"]["note"].startswith("第2页：“")
    assert "note = {第2页：“" in cited["bibtex"]


@pytest.mark.django_db
def test_a_text_has_no_page(tmp_path: Path) -> None:
    ingest(put(tmp_path, "plan.txt", FORMATS["text/plain"]()))
    document = get(f"documents/{SLUG}", expand="places")
    assert (document["pages"], document["places"], document["omitted"]) == (None, [], [])
    row = get("observations", document=SLUG)["results"][0]["id"]
    assert get(f"observations/{row}/evidence")["place"] is None
    assert "page" not in get(f"observations/{row}/citation")["csl"]


@pytest.mark.django_db
def test_a_pdf_replaces_the_text_and_one_of_which_half_is_lost_does_not(tmp_path: Path) -> None:
    ingest(put(tmp_path, "plan.txt", FORMATS["text/plain"]()))
    assert ingest(put(tmp_path, "plan.pdf", _pdf())).state == RunState.SUCCEEDED
    assert Document.objects.get(slug=SLUG).media_type == "application/pdf"
    with pytest.raises(LossyReplacement):
        ingest(put(tmp_path, "half.pdf", pdf(printed(TITLE, LINES[0]))))
    assert Document.objects.get(slug=SLUG).pages == 2


@pytest.mark.django_db
def test_each_document_of_a_zip_has_a_run_of_its_own(tmp_path: Path) -> None:
    held = io.BytesIO()
    other = FORMATS["text/plain"]().replace("桐柏县".encode(), "嵩县".encode())
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("附件1.docx", FORMATS[list(FORMATS)[3]]())
        archive.writestr("附件2.txt", other)
    path = put(tmp_path, "附件.zip", held.getvalue())
    assert [member for _, member in parts_of(path)] == ["附件1.docx", "附件2.txt"]
    with pytest.raises(PlanApiError, match="holds 2 documents"):
        ingest(path)
    call_command("ingest", str(tmp_path), verbosity=0)
    runs = IngestRun.objects.order_by("-id")[:2]
    assert {run.source_name: run.document and run.document.slug for run in runs} == {
        "附件.zip/附件1.docx": SLUG,
        "附件.zip/附件2.txt": "410325-plan-2021",
    }
    again: Any = ingest_document
    assert again(str(path), member="附件2.txt")["state"] == RunState.UNCHANGED
    assert again(str(path), member="附件3.txt")["state"] == RunState.FAILED


def test_the_documents_of_a_folder(tmp_path: Path) -> None:
    theirs = "a.txt b.md c.pdf d.DOCX e.doc f.wps g.ofd h.xlsx i.csv j.zip k.html l.htm".split()
    for name in [*theirs, "README.md", "readme.txt", "~$d.docx", ".k.txt", "m.py", "n.png"]:
        put(tmp_path, name, b"")
    assert [path.name for path in documents_in(tmp_path)] == sorted(theirs)


def test_places_are_stored_short() -> None:
    places = (Place(0, page=1), Place(9, page=1), Place(20, page=2), Place(30, page=2, cell="C5"), Place(40))
    rows = rows_of_places(places)
    assert rows == [[0, 1], [20, 2], [30, 2, None, "C5"], [40]]
    assert [place_in(rows, at) for at in (0, 19, 20, 35, 40)] == [
        Place(0, page=1),
        Place(0, page=1),
        Place(20, page=2),
        Place(30, page=2, cell="C5"),
        None,
    ]
    assert place_in([], 5) is None


def page_of(path: str) -> Any:
    response: Any = Client().get(path)
    assert response.status_code == 200, path
    return response


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("media_type", "is_kept"), [("application/pdf", True), ("text/html", True), ("text/plain", False)]
)
def test_the_original_of_what_is_no_plain_text_is_kept(tmp_path: Path, media_type: str, is_kept: bool) -> None:
    data = FORMATS[media_type]()
    path = tmp_path / "规划"
    path.write_bytes(data)
    address = f"/documents/{SLUG}/original/"
    ingest(path)
    assert (address in page_of(f"/documents/{SLUG}/").content.decode()) is is_kept
    if not is_kept:
        return
    assert b"".join(page_of(address)) == data
    # What was stored before originals were kept gets its own when it is ingested again, unchanged.
    storage = storages["originals"]
    storage.delete(f"{(name := hashlib.sha256(data).hexdigest())[:2]}/{name}")
    assert Client().get(address).status_code == 404
    assert ingest(path).state == RunState.UNCHANGED
    assert b"".join(page_of(address)) == data


@pytest.mark.django_db
@pytest.mark.parametrize("others", [0, 1])
def test_a_document_out_of_a_zip_is_kept_by_itself(tmp_path: Path, others: int) -> None:
    pdf = _pdf()  # which says at which second it was made
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as packed:
        packed.writestr("规划.pdf", pdf)
        for number in range(others):
            packed.writestr(f"{number}.txt", "不是公文。")
    path, member = next((path, name) for path, name in parts_of(tmp_path / "a.zip") if name in (None, "规划.pdf"))
    address = f"/documents/{SLUG}/original/"
    ingest(path, member=member)
    assert f'href="{address}"' in page_of(f"/documents/{SLUG}/").content.decode()
    answer = page_of(address)
    assert b"".join(answer) == pdf
    assert answer["Content-Type"] == "application/pdf"
    storage = storages["originals"]
    storage.delete(f"{(name := hashlib.sha256(pdf).hexdigest())[:2]}/{name}")
    assert ingest(path, member=member).state == RunState.UNCHANGED
    assert b"".join(page_of(address)) == pdf
