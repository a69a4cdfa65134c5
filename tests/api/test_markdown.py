"""A document and an evidence page as Markdown: nothing of the text is lost, and the answer is pinned and marked like any other."""

import re

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db

DOCUMENT = "/api/v1/documents/120102-report-2023/"
ROW = "120102-report-2023-o1312"


def words(text: str) -> str:
    """The text without blanks, and without the signs that Markdown may put before some."""
    return re.sub(r"[\s\\]", "", text)


@pytest.mark.parametrize("asked", [{"HTTP_ACCEPT": "text/markdown"}, {"QUERY_STRING": "format=md"}])
def test_a_document_is_its_whole_text_under_its_headings(client: Client, asked: dict[str, str]) -> None:
    answer = client.get(DOCUMENT, **asked)  # pyright: ignore[reportArgumentType] of the environment
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/markdown; charset=utf-8")
    told = answer.content.decode()
    row = client.get(DOCUMENT).json()
    chapters = client.get(f"/api/v1/chapters/?document={row['slug']}&page_size=1000").json()["results"]
    headings = [" ".join(filter(None, (one["label"], one["title"]))) for one in chapters]
    assert [re.sub(r"^#+ ", "", line) for line in told.split("\n") if line.startswith("##")] == headings
    assert told.startswith(f"# {row['title']}\n")
    assert f"Revision: {answer['X-Revision']}" in told
    text = client.get(f"{DOCUMENT}text/").content.decode()
    body = text[chapters[-1]["body_start"] :]
    assert words(told).endswith(words(body))


def test_it_is_pinned_and_marked(client: Client) -> None:
    answer = client.get(f"{DOCUMENT}?format=md&revision=7")
    assert f"<http://testserver{DOCUMENT}?revision=7>" in answer.content.decode()
    held = client.get(f"{DOCUMENT}?format=md&revision=7", headers={"If-None-Match": answer["ETag"]})
    assert (held.status_code, "Accept" in answer["Vary"]) == (304, True)


@pytest.mark.parametrize("address", [f"/api/v1/observations/{ROW}/evidence/", f"/evidence/observations/{ROW}/"])
def test_evidence_is_the_quote_in_its_paragraph_with_how_to_cite_it(client: Client, address: str) -> None:
    answer = client.get(address, headers={"accept": "text/markdown"})
    told = answer.content.decode()
    assert answer["Content-Type"] == "text/markdown; charset=utf-8"
    for part in (
        "# 河东区2022年一般公共预算收入（预计）：32.6亿元\n",
        "**一般公共预算收入完成 32.6 亿元**，可比口径增长 1.36%；",
        "- 年份从哪来 how it was dated: ",
        "- 位置 offsets: 1301–1319\n",
        f"- 版本 revision: {answer['X-Revision']}\n",
        "引用 Cite as: ",
    ):
        assert part in told


@pytest.mark.parametrize(
    ("address", "status"),
    [
        (f"{DOCUMENT}?format=md&fields=slug", 400),
        (f"{DOCUMENT}?format=csv", 400),
        (f"/evidence/observations/{ROW}/?format=json", 400),
        ("/api/v1/observations/?format=md", 400),
    ],
)
def test_where_there_is_none_it_is_said(client: Client, address: str, status: int) -> None:
    assert client.get(address).status_code == status
