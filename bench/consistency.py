"""Whether every answer is of the revision that it names, while a document is replaced: `python -m bench.consistency --answers 10000`.

::

    a database of its own       the five documents of seeds/, beside the corpora
    one process replaces        河东区's report of 2023 by a variant of it and back, as often as it can: a revision each time
    four threads ask            a server of one process and four threads, questions of every kind at random
    after that                  each question again with revision=N, N being the revision that its answer named

The two answers have to be the same but for addresses, which repeat the parameters. What differs is a mix: rows of one revision under the name of another, or
of two revisions in one answer. Ends with exit code 1 where there is one, or where an answer failed (5xx).
"""

import argparse
import hashlib
import http.client
import json
import multiprocessing
import os
import random
import re
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from bench import cluster, running
from bench.workers import fresh_database

DATABASE = "consistency"
SEEDS = cluster.ROOT / "seeds"
REPORT = SEEDS / "120102_河东区_2023年政府工作报告.txt"
SLUG, PLAN, DISTRICT = "120102-report-2023", "120102-plan-2021", "120102"
THREADS = 4
EVIDENCED = {"observations": 40, "projects": 10, "chapters": 10, "parks": 3}
"""Resources whose rows are asked for one by one, and how many of each."""

# A number of the text that is another in the variant, and what an answer repeats of its own address.
_NUMBER = re.compile(r"(?<=\d)\d(?=(?:\.\d+)?\s*(?:亿元|万人|万平方米|家|个|%|％))")
_OWN = re.compile(
    rb"""(?:[?&]|&amp;)(?:revision=\d+|cursor=[^"&<>\s]+)
    | [ ]<a[ ]href="[^"]*">\xe6\xb0\xb8\xe4\xb9\x85\xe9\x93\xbe\xe6\x8e\xa5</a>""",  # 永久链接, on a page that is not pinned
    re.VERBOSE,
)


def variant(text: str) -> str:
    """The document with another first line, other numbers and one paragraph less: rows are changed, moved, added and removed."""
    changed = _NUMBER.sub(lambda found: str((int(found[0]) + 1) % 10), text)
    lines = changed.split("\n")
    longest = max(range(len(lines) // 2, len(lines)), key=lambda place: len(lines[place]))
    return "内部资料\n" + "\n".join(line for place, line in enumerate(lines) if place != longest)


@dataclass(frozen=True, slots=True)
class Question:
    """Something to ask: ``kind`` for the table, a path, and for a POST its body."""

    kind: str
    path: str
    body: str | None = None

    def pinned(self, revision: int) -> str:
        return f"{self.path}{'&' if '?' in self.path else '?'}revision={revision}"


@dataclass(frozen=True, slots=True)
class Answer:
    question: Question
    status: int
    revision: int | None
    digest: str
    wrong: str
    """What its headers say against each other; empty where nothing."""


@dataclass(slots=True)
class Tally:
    asked: int = 0
    mixed: int = 0
    examples: list[str] = field(default_factory=list)


class Client:
    """Asks one server over a connection that is kept."""

    def __init__(self, base: str) -> None:
        self.host = urlsplit(base).netloc
        self.connection = http.client.HTTPConnection(self.host, timeout=60)

    def get(
        self, path: str, body: str | None = None, headers: Mapping[str, str] | None = None
    ) -> tuple[int, Any, bytes]:
        sent = {**(headers or {}), **({"Content-Type": "application/json"} if body else {})}
        method = "POST" if body else "GET"
        self.connection.request(method, path, body=body.encode() if body else None, headers=sent)
        response = self.connection.getresponse()
        return response.status, response.headers, response.read()

    def json(self, path: str) -> Any:
        return json.loads(self.get(path)[2])

    def ask(self, question: Question, path: str, headers: Mapping[str, str] | None = None) -> tuple[Answer, str]:
        """The answer, and its ETag."""
        status, told, content = self.get(path, question.body, headers)
        revision = int(told["X-Revision"]) if "X-Revision" in told else None
        if question.body and status == 200:
            revision = json.loads(content)["revision"]
        etag = told.get("ETag", "")
        wrong = "" if not etag or f'"r{revision}-' in etag else f"ETag {etag} of revision {revision}"
        if (file := told.get("Content-Disposition")) and f"-r{revision}." not in file:
            wrong = f"{file} of revision {revision}"
        plain = _OWN.sub(b"", content)
        return Answer(question, status, revision, hashlib.sha256(plain).hexdigest(), wrong), etag


def questions(client: Client) -> list[Question]:
    """Of every kind that there is."""
    v1 = "/api/v1/"
    found: list[Question] = []

    def ask(kind: str, *paths: str) -> None:
        found.extend(Question(kind, path) for path in paths)

    lists = "districts documents chapters indicators targets observations numerals projects parks subdistricts terms special-plans".split()
    ask("list", *(f"{v1}{name}/?page_size=200" for name in lists))
    ask("list", *(f"{v1}{name}/?document={SLUG}&page_size=100" for name in ("observations", "projects", "numerals")))
    ask("list", f"{v1}observations/?indicator=high-tech-firms", f"{v1}observations/?document={SLUG}&ordering=-value")
    ask("list", f"{v1}chapters/?document={SLUG}&expand=text", f"{v1}observations/?value=9999999&document={SLUG}")
    ask("count", *(f"{v1}{name}/?document={SLUG}&count=true&page_size=5" for name in ("observations", "numerals")))
    ask("count", f"{v1}observations/?document={SLUG}&count=true&echo=true&ordering=unit&page_size=150")
    for form in ("csv", "ndjson", "parquet"):
        ask("file", *(f"{v1}{name}/?format={form}&district={DISTRICT}" for name in ("observations", "projects")))
        ask("file", f"{v1}progress/?format={form}&district={DISTRICT}")
    ask("file", f"{v1}observations/?format=csv&page_size=50&count=true&document={SLUG}")
    for name, most in EVIDENCED.items():
        rows = client.json(f"{v1}{name}/?document={SLUG}&page_size=1000")["results"]
        for row in rows[:: max(len(rows) // most, 1)][:most]:
            ask("row", f"{v1}{name}/{row['id']}/")
            ask("evidence", f"{v1}{name}/{row['id']}/evidence/")
            ask("citation", f"{v1}{name}/{row['id']}/citation/")
            ask("page", f"/evidence/{name}/{row['id']}/")
    for part in ("", "text/", "outline/", "coverage/", "coverage/?page_size=500&count=true", "citation/"):
        ask("document", f"{v1}documents/{SLUG}/{part}")
    ask("progress", *(f"{v1}progress/?district={DISTRICT}&page_size={size}" for size in (20, 50, 100, 200)))
    ask("progress", f"{v1}progress/?district={DISTRICT}&status=achieved,on_track&count=true")
    ask("progress", f"{v1}progress/?indicator=high-tech-firms", f"{v1}progress/{PLAN}-t7-target/")
    slugs = [
        row["indicator"]["slug"]
        for row in client.json(f"{v1}observations/?document={SLUG}&page_size=1000")["results"]
        if row["indicator"]
    ]
    several = sorted(set(slugs))[:12]
    ask("compare", *(f"{v1}compare/?indicator={slug}" for slug in several))
    ask(
        "compare",
        f"{v1}compare/?indicator={','.join(several)}&format=csv",
        f"{v1}compare/?indicator={several[0]}&format=json-stat",
    )
    ask("coverage", *(f"{v1}coverage/?indicator={slug}&district={DISTRICT}" for slug in several[:4]))
    ask("coverage", f"{v1}coverage/?indicator={','.join(several)}&city=120000")
    for word in ("养老床位", "科技型中小企业", "口袋公园", "城市更新", "优化营商环境服务物"):
        ask("search", f"{v1}search/?q={quote(word)}&page_size=50", f"{v1}search/suggest/?q={quote(word)}")
    ask("changes", f"{v1}changes/?since=1&resource=projects,parks&document={SLUG}")
    ask("changes", f"{v1}changes/?since=3&resource=observations&document={SLUG}&page_size=30")
    ask("catalog", f"{v1}catalog/", v1)
    sentences = (
        "2022年，河东区国家高新技术企业达到155家，一般公共预算收入完成32.6亿元。",
        "河东区2023年地区生产总值增长5%。",
    )
    found += [Question("verify", f"{v1}verify/", json.dumps({"sentence": one})) for one in sentences]
    return found


def replace_in_turn(environment: Mapping[str, str], pause: float, ended: Any, made: Any) -> None:
    """A process: the report and its variant, one after the other, until it is told to end."""
    os.environ |= environment
    cluster.enter(DATABASE)
    from planapi.ingest import ingest  # noqa: PLC0415 its models want Django set up

    text = REPORT.read_text("utf-8")
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / REPORT.name
        while not ended.is_set():
            for content in (variant(text), text):
                place.write_text(content, "utf-8")
                ingest(place)
                with made.get_lock():
                    made.value += 1
                ended.wait(pause)


def collect(base: str, asked: Sequence[Question], most: int, until: float) -> list[Answer]:
    """So many answers, or as many as there are until then."""
    kinds: dict[str, list[Question]] = {}
    for one in asked:
        kinds.setdefault(one.kind, []).append(one)
    answers: list[Answer] = []

    def run(seed: int) -> None:
        client, chance, held = Client(base), random.Random(seed), {}
        while len(answers) < most and time.monotonic() < until:
            question = chance.choice(kinds[chance.choice(list(kinds))])
            # One in two goes by what is kept; one in eight says what it holds.
            headers = {"Range": "bytes=0-"} if chance.random() < 0.5 else {}
            if question in held and chance.random() < 0.12:
                headers = {"If-None-Match": held[question]}
            answer, etag = client.ask(question, question.path, headers)
            held[question] = etag
            answers.append(answer)

    threads = [threading.Thread(target=run, args=(seed,)) for seed in range(THREADS)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    return answers


def judge(base: str, answers: Sequence[Answer]) -> dict[str, Tally]:
    """By kind, how many answers there were, and how many are not what their revision says."""
    client, tallies = Client(base), dict[str, Tally]()
    true: dict[tuple[Question, int], Answer] = {}
    for answer in answers:
        question, tally = answer.question, tallies.setdefault(answer.question.kind, Tally())
        tally.asked += 1
        wrong = answer.wrong or (f"status {answer.status}" if answer.status >= 500 else "")
        if not wrong and answer.status == 200 and answer.revision is not None:
            known = question, answer.revision
            if known not in true:
                true[known] = client.ask(question, question.pinned(answer.revision))[0]
            if (true[known].status, true[known].digest) != (200, answer.digest):
                wrong = f"other than in revision {answer.revision} ({true[known].status})"
        elif not wrong and answer.status == 200:
            wrong = "no revision named"
        if wrong:
            tally.mixed += 1
            tally.examples.append(f"{question.path}: {wrong}")
    return tallies


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--answers", type=int, default=10_000, help="how many to ask for (%(default)s)")
    parser.add_argument("--seconds", type=float, default=600, help="for how long at most (%(default)s)")
    parser.add_argument("--pause", type=float, default=0.2, help="seconds between two replacements (%(default)s)")
    given = parser.parse_args()
    with fresh_database(DATABASE) as environment:
        context = multiprocessing.get_context("spawn")
        first = context.Process(target=_ingest_seeds, args=(environment,))
        first.start()
        first.join()
        with running.running(running.site("consistency"), DATABASE) as server:
            asked = questions(Client(server.base))
            ended, made = context.Event(), context.Value("i", 0)
            writer = context.Process(target=replace_in_turn, args=(environment, given.pause, ended, made))
            writer.start()
            try:
                while not made.value and writer.is_alive():
                    time.sleep(0.1)
                began, before = time.monotonic(), made.value
                answers = collect(server.base, asked, given.answers, began + given.seconds)
                took, replaced = time.monotonic() - began, made.value - before
            finally:
                ended.set()
                writer.join()
            print(f"{len(answers)} answers and {replaced} replacements in {took:.0f} s", flush=True)
            tallies = judge(server.base, answers)
    statuses = Counter(answer.status for answer in answers)
    print("statuses: " + ", ".join(f"{status} × {count}" for status, count in sorted(statuses.items())))
    for kind, tally in tallies.items():
        print(f"{kind:10} {tally.asked:6} answers, {tally.mixed:4} mixed")
        for told, times in Counter(tally.examples).most_common(3):
            print(f"    {times} × {told}")
    mixed = sum(tally.mixed for tally in tallies.values())
    print(f"{'all':10} {len(answers):6} answers, {mixed:4} mixed")
    sys.exit(1 if mixed else 0)


def _ingest_seeds(environment: Mapping[str, str]) -> None:
    os.environ |= environment
    cluster.enter(DATABASE)
    from planapi.ingest import ingest  # noqa: PLC0415 its models want Django set up
    from planapi.tasks import documents_in  # noqa: PLC0415

    for path in documents_in(SEEDS):
        ingest(path)


if __name__ == "__main__":
    main()
