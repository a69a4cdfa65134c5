"""The document reader: marks that lead to their evidence, the original beside the text, and what was not read."""

import html
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client

from districts.models import Chapter, Document
from history.revisions import newest
from indicators.caveats import OF_THE_NAME
from indicators.models import Numeral, Observation
from planapi.explorer.reading import LOOKS, Mark, PageStart, as_html
from planapi.intake import originals
from planapi.intake.models import Ingestion
from rest.http.policies import USUAL

REPORT = "/documents/120102-report-2023/"


def ask(client: Client, path: str, status: int = 200) -> str:
    answer: Any = client.get(path)
    assert answer.status_code == status, path
    return answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("mark", "leads"),
    [
        ("eo1312", "observations/120102-report-2023-o1312/"),
        ("eo1312/", "observations/120102-report-2023-o1312/"),
        ("eo1312/?revision={newest}", "observations/120102-report-2023-o1312/?revision={newest}"),
    ],
)
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_a_mark_leads_to_its_evidence(client: Client, prefix: str, mark: str, leads: str) -> None:
    number = newest().number
    answer: Any = client.get(prefix + REPORT + mark.format(newest=number))
    assert answer.status_code == 302
    assert answer["Location"] == "/evidence/" + leads.format(newest=number)
    assert client.get(answer["Location"]).status_code == 200


@pytest.mark.django_db
def test_every_kind_of_mark_leads_somewhere(client: Client) -> None:
    for path in (REPORT, "/documents/120110-plan-2021/"):
        page = ask(client, f"{path}?numerals=true")
        marks = {mark[0]: mark for mark in re.findall(r"<a id=\w+ href=([a-z][\w-]+)", page)}
        assert len(marks) >= 5
        for mark in marks.values():
            answer: Any = client.get(path + mark, follow=True)
            assert answer.status_code == 200, mark
    for nothing in ("zo1312", "a", "original"):
        assert client.get(REPORT + nothing, follow=True).status_code == 404


@pytest.mark.django_db
def test_what_was_not_read_is_listed_with_the_words_around_it(client: Client) -> None:
    unread = Numeral.objects.filter(document="120102-report-2023", disposition="not_understood")
    one = unread.order_by("start").first()
    assert one is not None
    page = ask(client, REPORT)
    listed = html.unescape(page.partition("<details><summary>")[2].partition("</details>")[0])
    assert f'">{one.raw}</a>' in listed
    where = re.search(r'href="#(\w+)"', listed)
    assert where is not None
    assert f"<a id={where[1]} href=n{where[1]}>" in page


@pytest.mark.django_db
def test_figures_whose_name_may_be_incomplete_are_listed(client: Client) -> None:
    rows = Observation.objects.filter(document="120102-report-2023", caveat__startswith=OF_THE_NAME)
    listed = html.unescape(ask(client, REPORT).partition("名称可能不完整的数据")[2].partition("</details>")[0])
    assert rows.count() > 3
    assert set(re.findall(r'href="#(\w+)"', listed)) == {row.key.rpartition("-")[2] for row in rows}
    address = re.search(r'href="([^"#]+)"', listed)
    assert address is not None
    assert len(client.get(address[1]).json()["results"]) == rows.count()


@pytest.mark.django_db
def test_the_outline_tells_by_kind_what_was_read_in_each_part(client: Client) -> None:
    slug = "120102-report-2023"
    outline = ask(client, REPORT).partition('class="outline"')[2].partition("</nav>")[0]
    parts = [one.partition("</li>")[0] for one in outline.split("<li ")[1:]]
    told = [dict(re.findall(r'<span class="m (\w+)">\S+ (\d+)</span>', one)) for one in parts]
    chapters = list(Chapter.objects.filter(document=slug, level__lte=3).order_by("start"))
    ends = [one.start for one in chapters[1:]] + [10**9]
    for chapter, end, counts in zip(chapters, ends, told, strict=True):
        within = {"document": slug, "raw_start__gte": chapter.start, "raw_start__lt": end}
        expected = Counter(Observation.objects.filter(**within).values_list("kind", flat=True))
        expected["not_understood"] = Numeral.objects.filter(**within, disposition="not_understood").count()
        counts.pop("project", None)
        assert counts == {look: str(count) for look, count in expected.items() if count}, chapter.title
    assert sum(int(one.get("target", 0)) for one in told) > 40


@pytest.mark.django_db
@pytest.mark.parametrize("path", [REPORT, "/documents/120110-plan-2021/"])
def test_the_key_leads_to_the_first_of_each_kind(client: Client, path: str) -> None:
    page = ask(client, path)
    key = page.partition('id="key"')[2].partition("</p>")[0]
    article = page.partition("<article")[2]
    found = re.findall(r'<a class="m (\w+)" href="#(\w+)">', key)
    assert len(found) >= 4
    for look, name in found:
        first = re.search(rf"<a id=(\w+) href={LOOKS[look]}\w", article)
        assert first is not None
        assert first[1] == name


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("120102-report-2023-o2472", "年份从哪来"),
        ("120110-plan-2021-t3-target", "年份从哪来"),
    ],
)
def test_the_evidence_says_where_the_year_comes_from(client: Client, row: str, told: str) -> None:
    assert told in ask(client, f"/evidence/observations/{row}/")


@pytest.fixture
def kept(settings: Any, tmp_path: Path, db: None) -> Document:
    """A document whose original is kept: a PDF of two pages, the second from its 100th character on."""
    places = settings.STORAGES["originals"] | {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(tmp_path)},
    }
    settings.STORAGES = {**settings.STORAGES, "originals": places}
    octets = b"%PDF-1.4 pretended"
    sha256 = originals.digest_of(ContentFile(octets))
    originals.keep(ContentFile(octets), sha256, len(octets))
    Ingestion.objects.create(sha256=sha256, name="报告.pdf", bytes=len(octets), state="done")
    Document.objects.filter(slug="120102-report-2023").update(
        sha256=sha256, media_type="application/pdf", pages=2, places=[[0, 1], [100, 2]], source_name="../报告.pdf"
    )
    return Document.objects.get(slug="120102-report-2023")


def test_each_page_of_the_original_is_one_click_away(client: Client, kept: Document) -> None:
    page = ask(client, REPORT)
    assert re.findall(r'<a class="page" id="([^"]+)" href="([^"]+)">([^<]+)<', page) == [
        ("page-1", f"{REPORT}original/#page=1", "第 1 页"),
        ("page-2", f"{REPORT}original/#page=2", "第 2 页"),
    ]
    file: Any = client.get(f"{REPORT}original/")
    assert (file.status_code, file["Content-Type"]) == (200, "application/pdf")
    assert b"".join(file.streaming_content) == b"%PDF-1.4 pretended"
    assert file["Content-Disposition"].startswith("inline")
    # Nothing but this site may frame it, and no script runs in it.
    assert file["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in file["Content-Security-Policy"]
    assert "default-src 'none'" in file["Content-Security-Policy"]


@pytest.mark.parametrize("media_type", ["text/html", "application/vnd.ofd", "image/svg+xml"])
def test_any_other_original_is_never_opened_here(client: Client, kept: Document, media_type: str) -> None:
    Document.objects.filter(pk=kept.pk).update(media_type=media_type)
    assert f'href="{REPORT}original/" download' in ask(client, REPORT)
    file: Any = client.get(f"{REPORT}original/", headers={"accept": "text/html"})
    file.close()
    assert file["Content-Type"] == "application/octet-stream"
    assert file["Content-Disposition"].startswith("attachment")
    assert file["X-Frame-Options"] == USUAL["X-Frame-Options"]


def test_an_original_that_is_gone_is_told(client: Client, kept: Document) -> None:
    with originals.opened(kept.sha256) as file:
        Path(file.name).unlink()
    assert "not kept any more" in ask(client, f"{REPORT}original/", 404)
    Ingestion.objects.all().delete()
    assert f"{REPORT}original/" not in ask(client, REPORT)
    ask(client, f"{REPORT}original/", 404)


def test_a_page_begins_before_the_line_that_it_begins_in() -> None:
    pages = [PageStart(0, 1, "o/#page=1", "1"), PageStart(4, 2, "o/#page=2", "2")]
    marks = [Mark(5, 6, "", "d-o4", "actual")]
    assert re.sub(r" (class|href)=[^>]*", "", as_html("d", "一二\n\n四5\n", [], marks, told={}, pages=pages)) == (
        "<a>1</a>\n<p>一二</p>\n<a>2</a>\n<p>四<a id=o4>5</a></p>"
    )
