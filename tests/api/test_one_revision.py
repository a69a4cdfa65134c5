"""An answer is of the revision that it names, and of no other, wherever a document is replaced while it is made.

Each question is asked again and again, and between two of its statements the document is replaced by its other variant: before the first statement, before
the second, and so on. Each answer must be what its question gets when it is asked with the ``revision=`` that the answer named.
"""

import re
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, connections
from rest_framework.test import APIClient

from districts.models import Document, IngestRun
from history import revisions
from history.revisions import newest_stored, snapshot, state_of_snapshot, writing
from history.watch import Watch
from indicators.deriving import derive
from indicators.models import Observation
from planapi import evidence
from planapi.ingest import ingest
from rest.fast import names

SLUG, DISTRICT = "120104-report-2023", "120104"
REPORT = """天津市南开区2023年政府工作报告
——2023年1月5日在天津市南开区第十八届人民代表大会第三次会议上
各位代表：
现在，我代表南开区人民政府向大会报告工作，请予审议。
一、2022年工作回顾
一般公共预算收入完成{revenue}亿元，增长1.36%。国家高新技术企业达到{firms}家。建成口袋公园41个。
二、2023年工作目标和主要任务
地区生产总值增长{growth}%左右。国家高新技术企业达到{planned}家。新建天拓科技园。{more}
"""
VARIANTS = (
    REPORT.format(revenue="32.6", firms=155, growth=5, planned=170, more=""),
    "内部资料\n" + REPORT.format(revenue="38.1", firms=149, growth=6, planned=148, more="新建幼儿园3所。"),
)
SENTENCE = {"sentence": "2022年，南开区国家高新技术企业达到155家，一般公共预算收入完成32.6亿元。"}
# What an answer repeats of its own address, and the link that a page has where it is not pinned.
_OWN = re.compile(r'(?:[?&]|&amp;)(?:revision=\d+|cursor=[^"&<>\s]+)| <a href="[^"]*">永久链接</a>')

MOST = 6
"""Statements before which the document is replaced: a longer answer goes on in the same way."""

Replace = Callable[[], None]


@dataclass(frozen=True)
class Said:
    """An answer, without what it repeats of its own address; and how many statements it took."""

    status: int
    revision: int | None
    text: str
    statements: int


class Before(Watch):
    """A watch that has not heard of what was written since it was made."""

    def __init__(self) -> None:
        super().__init__()
        state = newest_stored()
        self.state = state.number, state.made_at

    def known(self) -> Any:
        return self.state


@pytest.fixture(scope="module")
def replace(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Replace]:
    """Brings the other variant of the document in, committed by a connection of its own. What was there is brought back at the end."""
    path: Path = tmp_path_factory.mktemp("replaced") / "report.txt"
    turn = 0

    def write() -> None:
        try:
            path.write_text(VARIANTS[turn % 2], "utf-8")
            ingest(path)
        finally:
            connections.close_all()

    def replace() -> None:
        nonlocal turn
        writer = threading.Thread(target=write)
        writer.start()
        writer.join()
        turn += 1

    with django_db_blocker.unblock():
        replace()
        yield replace
        IngestRun.objects.filter(document__slug=SLUG).delete()
        with writing():
            Document.objects.filter(slug=SLUG).delete()
            derive([DISTRICT])
        connection.close()


def ask(path: str, *, revision: int | None = None, replace: Replace | None = None, before: int = 0) -> Said:
    """The answer to a question, with the document replaced before the statement of that number."""
    address = path if path.startswith("/") else f"/api/v1/{path}"
    if revision is not None:
        address += f"{'&' if '?' in path else '?'}revision={revision}"
    made = 0

    def count(execute: Any, *args: Any) -> Any:
        nonlocal made
        if made == before and replace is not None:
            replace()
        made += 1
        return execute(*args)

    client: Any = APIClient()
    with connection.execute_wrapper(count):
        response = client.post(address, SENTENCE, format="json") if path == "verify/" else client.get(address)
        text = response.getvalue().decode()
    named = response.json()["revision"] if path == "verify/" else response.headers.get("X-Revision")
    if named and path != "verify/":
        assert f'"r{named}-' in response.headers["ETag"]
    return Said(response.status_code, named and int(named), _OWN.sub("", text), made)


def key_of(measured: str) -> str:
    """The id of an observation that both variants have."""
    return Observation.objects.get(document__slug=SLUG, subject__endswith=measured, raw="41个").key


QUESTIONS = {
    "a list": f"observations/?document={SLUG}",
    "a list that gives no row, of one revision": f"observations/?document={SLUG}&value=3",
    "a page over the end of those with a value": f"observations/?document={SLUG}&ordering=value_cny&page_size=4",
    "a list with its count": f"observations/?document={SLUG}&count=true&page_size=2&echo=true",
    "a row": "observations/{key}/",
    "a document": f"documents/{SLUG}/",
    "a text": f"documents/{SLUG}/text/",
    "an outline": f"documents/{SLUG}/outline/",
    "a ledger": f"documents/{SLUG}/coverage/",
    "evidence": "observations/{key}/evidence/",
    "evidence as a page": "/evidence/observations/{key}/",
    "a citation": "observations/{key}/citation/",
    "progress": f"progress/?district={DISTRICT}",
    "progress of some status": f"progress/?district={DISTRICT}&status=achieved&count=true",
    "a comparison": f"compare/?indicator=high-tech-firms&district={DISTRICT}",
    "a ranking": "ranking/?indicator=high-tech-firms&year=2023",
    "groups": f"observations/aggregate/?district={DISTRICT}&group_by=indicator&compute=count,max",
    "groups of projects": f"projects/aggregate/?document={SLUG}&group_by=status&compute=count,sum",
    "coverage": f"coverage/?indicator=high-tech-firms&district={DISTRICT}",
    "a search": f"search/?q=企业达到&document={SLUG}",
    "a search for what stands nowhere": f"search/?q=幼儿园服物&document={SLUG}",
    "changes": "changes/?since=1&resource=observations&document=" + SLUG,
    "the catalogue": "catalog/",
    "a file": f"observations/?document={SLUG}&format=csv",
    "a file of progress": f"progress/?district={DISTRICT}&format=ndjson",
    "a sentence": "verify/",
}


@pytest.mark.parametrize("question", QUESTIONS)
def test_an_answer_is_what_its_revision_says(question: str, replace: Replace, monkeypatch: pytest.MonkeyPatch) -> None:
    path = QUESTIONS[question].format(key=key_of("口袋公园"))
    for before in range(MOST):
        for module in (revisions, names):
            monkeypatch.setattr(module, "WATCH", Before())
        said = ask(path, replace=replace, before=before)
        assert (said.status, said.revision is not None) == (200, True), said.text
        assert said.text == ask(path, revision=said.revision).text, f"replaced before statement {before + 1}"
        if said.statements <= before:
            break  # it was made before anything was replaced


def test_a_name_that_is_gone_since_is_missed_in_the_revision_that_answers(
    replace: Replace, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = Before()
    for module in (revisions, names):
        monkeypatch.setattr(module, "WATCH", known)
    path = f"projects/?document={SLUG}"
    assert ask(path).status == 200  # and the slug is known to be there

    def remove() -> None:
        with writing():
            Document.objects.filter(slug=SLUG).delete()
        connections.close_all()

    remover = threading.Thread(target=remove)
    remover.start()
    remover.join()
    try:
        said = ask(path)
        assert (said.status, "there is no document" in said.text) == (400, True)
    finally:
        replace()


@pytest.mark.parametrize(
    ("statement", "status"), [("select pg_terminate_backend(pg_backend_pid())", 503), ("select 1 / 0", 500)]
)
@pytest.mark.parametrize("revision", [None, 1])
def test_a_statement_that_fails_is_told_and_the_next_question_answered(
    replace: Replace, monkeypatch: pytest.MonkeyPatch, statement: str, status: int, revision: int | None
) -> None:
    def fail(*args: Any, **kwargs: Any) -> None:
        with connection.cursor() as cursor:
            cursor.execute(statement)

    path = f"observations/{key_of('口袋公园')}/evidence/"
    with monkeypatch.context() as patch:
        patch.setattr(evidence, "find", fail)
        failed = ask(path, revision=revision)
    assert (failed.status, '"title":' in failed.text) == (status, True)
    connection.close_if_unusable_or_obsolete()  # as Django does before each request
    assert ask(path).status == 200


@pytest.mark.django_db
def test_a_transaction_of_the_caller_is_taken_as_it_is() -> None:
    with snapshot() as state:
        assert (state, state_of_snapshot()) == (newest_stored(), None)
