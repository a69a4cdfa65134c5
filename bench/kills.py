"""Workers, brokers and databases killed in the middle of documents: `make kills`, or `python -m bench.kills --rounds 200`.

A site of its own (PostgreSQL, a broker, `manage.py worker`, `manage.py serve`) is given files, and at a random moment something of it is killed and, as an
operator's supervisor would do it, started again. A twin that nobody disturbs ingests the same files, in the order in which the site stored them. After each
round:

* every file is through within 60 s of the last start of what was killed, and no run is open;
* every table of the data, with its history, and the record of what each revision changed, equals the twin's;
* a reader that asked the site all the time saw whole revisions: as many rows as the revision that its answer names has when asked for it later.

The rounds are said on standard output as lines of JSON, and summed up at the end. `--broker rabbit` takes Debian's RabbitMQ instead of Valkey.

With `--state FILE` the rounds are kept there, also those that failed, and counted over all starts: a run that was stopped, or that has used up its `--minutes`,
goes on with the same command, over a new site. The summary is of all of them:

    python -m bench.kills --rounds 200 --state kills.jsonl --minutes 30
"""

import argparse
import collections
import contextlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, LiteralString
from urllib.parse import urlencode

import psutil
import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo

from bench.brokers import Rabbit, Valkey, free_port
from planapi import embedded
from planapi.embedded import DATABASE, PORT, USER, Cluster

ROOT = Path(__file__).parents[1]
SEED = ROOT / "seeds" / "120102_河东区_2023年政府工作报告.txt"
KINDS = ("worker", "child", "keeper", "broker", "database", "backend", "all", "disk", "two workers", "two versions")
LIMIT = 60
"""Seconds within which everything has to be through."""

PLACES = ("南开区", "河西区", "红桥区", "北辰区", "西青区", "津南区")
REPORT = """天津市{0}2023年政府工作报告
——2023年1月5日在天津市{0}第十八届人民代表大会第三次会议上
一、2022年工作回顾
一般公共预算收入完成{1}.6亿元，增长1.36%。建成口袋公园{1}个。新建改建道路{2}条。
二、2023年主要任务
推进{0}文化中心项目建设，总投资{1}亿元。地区生产总值增长6%左右。
"""
WATCHED = ("numerals", "observations", "projects", "chapters")
# What is no property of the data: numbers that the database deals out (a digest has some in it), and when something happened.
LEFT_OUT = {"id", "ingested_at", "made_at", "digest"}


class Unequal(Exception):
    """The site and its twin differ, or something is not as it was promised; says what."""


@dataclass
class Base:
    """A database server with the site's tables, in a folder of its own."""

    folder: Path
    tablespace: Path | None = None
    cluster: Cluster = field(init=False)

    def __post_init__(self) -> None:
        self.cluster = Cluster(folder=self.folder, options=(("fsync", "off"),))
        embedded.hold(self.cluster)
        if self.tablespace:
            shutil.chown(self.tablespace, *_owner(self.folder))
            with psycopg.connect(self.conninfo, dbname="postgres", autocommit=True) as link:
                link.execute(sql.SQL("create tablespace small location {}").format(str(self.tablespace)))
                link.execute(sql.SQL("alter database {} set tablespace small").format(sql.Identifier(DATABASE)))
        migrate = [sys.executable, "manage.py", "migrate", "--verbosity=0"]
        subprocess.run(migrate, cwd=ROOT, env=self.environment(), check=True)

    @property
    def conninfo(self) -> str:
        return make_conninfo("", host=str(self.cluster.socket_folder), port=PORT, user=USER, dbname=DATABASE)

    def environment(self, **settings: str) -> dict[str, str]:
        host = urlencode({"host": str(self.cluster.socket_folder), "port": PORT})
        return {
            **{name: value for name, value in os.environ.items() if name not in ("BROKER_URL", "CACHE_URL")},
            "DATABASE_URL": f"postgresql://{USER}@/{DATABASE}?{host}",
            "SECRET_KEY": "of a process that lives for some rounds, and of no other: 0123456789",
            "DATA_DIR": str(self.folder.with_suffix(".data")),
            "DJANGO_SETTINGS_MODULE": "planapi.settings",  # not those of the tests, which may have started it
            "RATE_LIMIT": "0",
            **settings,
        }

    def ask(self, query: LiteralString) -> list[tuple[Any, ...]]:
        with psycopg.connect(self.conninfo, connect_timeout=5, autocommit=True) as link:
            return link.execute(query).fetchall()

    def kill(self) -> None:
        found = embedded._postmaster(self.cluster)  # noqa: SLF001 what else knows it
        if found is not None:
            found[0].kill()
            with contextlib.suppress(psutil.NoSuchProcess):
                found[0].wait(10)

    def start(self) -> None:
        until = time.monotonic() + LIMIT
        while True:
            embedded.revive(self.cluster)
            with contextlib.suppress(psycopg.Error):
                self.ask("select 1")
                return
            if time.monotonic() > until:
                raise Unequal("PostgreSQL did not come back")
            time.sleep(0.2)

    def tables(self) -> dict[str, list[str]]:
        """Every row of the data and of its past as text, in order; revisions are named by their documents."""
        with psycopg.connect(self.conninfo) as link:
            label: dict[int, str] = {}
            seen: collections.Counter[str] = collections.Counter()
            revisions = []
            for number, document, counts in link.execute(
                "select number, document, counts from history_revision order by number"
            ):
                seen[document] += 1
                label[number] = f"{document} {seen[document]}"
                revisions.append(json.dumps([label[number], counts], ensure_ascii=False, sort_keys=True))
            names = link.execute(
                "select table_schema, table_name from information_schema.columns where column_name = 'since'"
                " and table_schema in ('public', 'history') order by 1, 2"
            ).fetchall()
            keys: dict[int, str] = dict(link.execute("select id, key from indicators_observation").fetchall())
            keys |= dict(link.execute("select id, key from history.indicators_observation").fetchall())
            told = {"history_revision": sorted(revisions)}
            for schema, name in names:
                rows = link.execute(sql.SQL("select to_jsonb(one) from {} as one").format(sql.Identifier(schema, name)))
                told[f"{schema}.{name}"] = sorted(_as_text(row, label, keys) for (row,) in rows)
        return told


def _as_text(row: dict[str, Any], label: dict[int, str], keys: dict[int, str]) -> str:
    kept = {name: value for name, value in row.items() if name not in LEFT_OUT}
    kept |= {name: label[kept[name]] for name in ("since", "until") if kept.get(name) in label}
    if "statement_id" in kept:
        kept["statement_id"] = keys.get(kept["statement_id"])
    return json.dumps(kept, ensure_ascii=False, sort_keys=True)


def _owner(folder: Path) -> tuple[int, int]:
    found = folder.stat()
    return found.st_uid, found.st_gid


class Twin:
    """A process that ingests what it is told, one file after the other, into a database that nobody disturbs."""

    CODE = (
        "import sys, django; django.setup()\n"
        "from planapi.ingest import ingest\n"
        "for line in sys.stdin: print(ingest(line.strip(), force=True, replace=True).state, flush=True)\n"
    )

    def __init__(self, base: Base) -> None:
        environment = base.environment(DJANGO_SETTINGS_MODULE="planapi.settings")
        self._process: Any = subprocess.Popen(
            [sys.executable, "-c", self.CODE],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def ingest(self, path: str) -> None:
        self._process.stdin.write(path + "\n")
        self._process.stdin.flush()
        if self._process.stdout.readline().strip() != "succeeded":
            raise Unequal(f"the twin could not ingest {path}")

    def stop(self) -> None:
        self._process.stdin.close()
        self._process.wait()
        self._process.stdout.close()


class Reader(threading.Thread):
    """Asks the site all the time, and remembers how many rows which revision was said to have."""

    def __init__(self, base: str) -> None:
        super().__init__(daemon=True)
        self._base, self._ended = base, threading.Event()
        self.seen: dict[tuple[int, str], int] = {}
        self.answers = self.errors = 0
        self.wrong: list[str] = []

    def run(self) -> None:
        last = 0
        while not self._ended.wait(0.02):
            resource = random.choice(WATCHED)
            try:
                revision, count = self.ask(resource)
            except (OSError, urllib.error.URLError, ValueError):
                self.errors += 1  # while the database is away
                continue
            self.answers += 1
            if revision < last:
                self.wrong.append(f"revision {revision} after {last}")
            last = revision
            if self.seen.setdefault((revision, resource), count) != count:
                self.wrong.append(f"{resource} of revision {revision}: {count} and {self.seen[revision, resource]}")

    def ask(self, resource: str, **query: str) -> tuple[int, int]:
        asked = urlencode({"count": "true", "page_size": "1", **query})
        with urllib.request.urlopen(f"{self._base}/api/v1/{resource}/?{asked}", timeout=30) as answer:
            return int(answer.headers["X-Revision"]), json.load(answer)["count"]

    def check(self) -> int:
        """Raise Unequal where a revision did not have as many rows as it has now; returns how many answers were held against it."""
        held, self.seen = self.seen, {}
        for (revision, resource), count in held.items():
            if revision and (now := self.ask(resource, revision=str(revision))[1]) != count:
                self.wrong.append(f"{resource} of revision {revision}: {count} and later {now}")
        if self.wrong:
            raise Unequal("; ".join(self.wrong))
        return len(held)

    def stop(self) -> None:
        self._ended.set()


class Site:
    """The site, its broker, its worker and its server."""

    def __init__(self, folder: Path, broker: str, small: Path | None) -> None:
        self.folder = folder
        self.base = Base(folder / "site", tablespace=small)
        self.twin_base = Base(folder / "twin")
        self.twin = Twin(self.twin_base)
        self.small = small
        self.broker: Valkey | Rabbit = (Rabbit if broker == "rabbit" else Valkey)(folder / "broker")
        self.broker.start()
        self.environment = self.base.environment(BROKER_URL=self.broker.url, WORKERS="1", LOG_LEVEL="WARNING")
        self.port = free_port()
        self.server = self._run("serve", "--port", str(self.port))
        self.worker: psutil.Popen | None = None
        self.start_worker()
        self.reader = Reader(f"http://127.0.0.1:{self.port}")
        self.reader.start()
        self.link = _submitter(self.environment)

    def _run(self, *command: str) -> psutil.Popen:
        with (self.folder / f"{command[0]}.log").open("ab") as log:
            place = {"cwd": ROOT, "env": self.environment, "stdout": log, "stderr": log}
            return psutil.Popen([sys.executable, "manage.py", *command], **place, start_new_session=True)

    def start_worker(self) -> None:
        self.worker = self._run("worker")

    def processes(self) -> list[psutil.Process]:
        """The processes below `manage.py worker`: Celery's own first, then those that run tasks."""
        assert self.worker is not None
        with contextlib.suppress(psutil.NoSuchProcess):
            return self.worker.children(recursive=True)
        return []

    def kill_worker(self, *, keeper: bool) -> None:
        below = self.processes()
        if keeper and self.worker is not None:
            self.worker.kill()
            self.worker.wait()
        for one in below:
            _kill(one)
        if keeper:
            self.start_worker()

    def kill_child(self) -> None:
        if children := self.processes()[1:]:
            _kill(random.choice(children))

    def kill_broker(self) -> None:
        self.broker.kill()
        time.sleep(random.uniform(0, 3))
        self.broker.start()

    def kill_database(self) -> None:
        self.base.kill()
        time.sleep(random.uniform(0, 3))
        self.base.start()

    def kill_backend(self) -> None:
        """One of those that work for a worker; PostgreSQL then ends all the others, too, and comes back."""
        with psycopg.connect(self.base.conninfo, autocommit=True) as link:
            pids = link.execute(
                "select pid from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()"
            ).fetchall()
            if pids:
                with contextlib.suppress(psutil.NoSuchProcess):
                    psutil.Process(random.choice(pids)[0]).kill()
                self._await_crash(link)
        self.base.start()

    def _await_crash(self, link: psycopg.Connection) -> None:
        """Until PostgreSQL has ended this connection with the others: before that it still answers, and then no more.

        Not for ever, since the one that was to be killed may have ended by itself.
        """
        until = time.monotonic() + 10
        with contextlib.suppress(psycopg.OperationalError):
            while time.monotonic() < until:
                link.execute("select 1")
                time.sleep(0.01)

    def kill_all(self) -> None:
        self.broker.kill()
        self.base.kill()
        self.kill_worker(keeper=True)
        self.base.start()
        self.broker.start()

    def fill_disk(self) -> None:
        """Nothing can be added to a table for some seconds."""
        assert self.small is not None
        ballast = self.small / "ballast"
        with contextlib.suppress(OSError), ballast.open("wb", buffering=0) as file:
            while True:
                file.write(b"\0" * 65536)
        time.sleep(random.uniform(1, 5))
        ballast.unlink()

    def stop(self) -> None:
        self.reader.stop()
        for one in (self.worker, self.server):
            if one is not None:
                below = one.children(recursive=True) if one.is_running() else []
                for process in [*below, one]:
                    _kill(process)
                one.wait()
        self.link.stdin.close()
        self.link.wait()
        self.link.stdout.close()
        self.twin.stop()
        self.broker.stop()
        embedded.release(self.base.cluster)
        embedded.release(self.twin_base.cluster)


def _kill(process: psutil.Process) -> None:
    with contextlib.suppress(psutil.NoSuchProcess):
        process.kill()


def _submitter(environment: dict[str, str]) -> Any:
    """A process that puts files into the queue, as the site does when it is handed one."""
    code = (
        "import sys, django; django.setup()\n"
        "from django.db import connection\n"
        "from planapi.queueing import submit\n"
        "for line in sys.stdin:\n"
        "    print(submit(line.strip(), replace=True).pk, flush=True)\n"
        "    connection.close()\n"
    )
    piped = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    settings = {**environment, "DJANGO_SETTINGS_MODULE": "planapi.settings"}
    return subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, env=settings, **piped)


def write_files(folder: Path, number: int, kind: str) -> list[Path]:
    """The files of a round: a short report, a long one, and for two versions another long one of the same document."""
    texts = {f"{number}-short.txt": REPORT.format(PLACES[number % len(PLACES)], 30 + number, number)}
    long = SEED.read_text("utf-8")
    for version in "ab" if kind == "two versions" else "a":
        texts[f"{number}-long-{version}.txt"] = f"{long}\n新建口袋公园{number}{'ab'.index(version)}个。\n"
    for name, text in texts.items():
        (folder / name).write_text(text, "utf-8")
    return [folder / name for name in texts]


def play(site: Site, number: int, kind: str) -> dict[str, Any]:
    """One round; raises Unequal."""
    files = write_files(site.folder, number, kind)
    known = {row[0] for row in site.base.ask("select number from history_revision")}
    for path in files:
        site.link.stdin.write(f"{path}\n")
        site.link.stdin.flush()
        if not site.link.stdout.readline().strip():
            raise Unequal("the file could not be put into the queue")
    others: list[subprocess.Popen[Any]] = []
    if kind == "two workers":
        # Beside the queue, which would give the same file to one worker alone.
        command = [sys.executable, "manage.py", "ingest", "--force", "--replace", str(files[-1])]
        quiet = {
            "cwd": ROOT,
            "env": site.base.environment(),
            "stdout": subprocess.DEVNULL,
            "stderr": subprocess.DEVNULL,
        }
        others = [subprocess.Popen(command, **quiet) for _ in range(2)]
    time.sleep(random.uniform(0, 3))
    hurt: dict[str, Callable[[], None]] = {
        "worker": lambda: site.kill_worker(keeper=False),
        "child": site.kill_child,
        "keeper": lambda: site.kill_worker(keeper=True),
        "broker": site.kill_broker,
        "database": site.kill_database,
        "backend": site.kill_backend,
        "all": site.kill_all,
        "disk": site.fill_disk,
        "two workers": site.kill_child,
        "two versions": site.kill_child,
    }
    hurt[kind]()
    killed = time.monotonic()
    seconds = _await_end(site, killed)
    for one in others:
        one.wait()
    _check_runs(site, files)
    _replay(site, known)
    compared = _compare(site)
    held = site.reader.check()
    return {"round": number, "kind": kind, "seconds": round(seconds, 1), "tables": compared, "answers held": held}


def _await_end(site: Site, killed: float) -> float:
    open_ = "select (select count(*) from districts_ingesttask where state <> 'done'), (select count(*) from districts_ingestrun where state = 'running')"
    while True:
        with contextlib.suppress(psycopg.Error):
            if site.base.ask(open_) == [(0, 0)]:
                return time.monotonic() - killed
        if time.monotonic() - killed > 10 * LIMIT:
            raise Unequal("not through after ten minutes")
        time.sleep(0.1)


def _check_runs(site: Site, files: Sequence[Path]) -> None:
    outcomes = dict(site.base.ask("select arguments->>'path', outcome->>'state' from districts_ingesttask"))
    for path in files:
        state = outcomes[str(path)]
        # Of two versions, the earlier one may have been overtaken by the later.
        if state not in ("succeeded", "unchanged") and not (path.name.endswith("a.txt") and len(files) == 3):
            raise Unequal(f"{path.name}: {state}")
    newest = site.base.ask("select text from districts_document where slug = '120102-report-2023'")[0][0]
    if newest.strip() != files[-1].read_text("utf-8").strip():
        raise Unequal("an earlier version of the document is stored")


def _replay(site: Site, known: set[int]) -> None:
    """Let the twin ingest what the site has stored, in the same order."""
    stored = site.base.ask(
        "select revision.number, task.arguments->>'path' from history_revision revision"
        " join districts_document document on document.slug = revision.document"
        " join districts_ingestrun run on run.document_id = document.id and run.state = 'succeeded' and run.finished_at >= revision.made_at"
        " join districts_lease lease on lease.run_id = run.id join districts_ingesttask task on task.id = lease.task_id"
        " order by revision.number, run.id"
    )
    first: dict[int, str] = {}
    for revision, path in stored:
        first.setdefault(revision, path)
    for revision, path in first.items():
        if revision not in known:
            site.twin.ingest(path)


def _compare(site: Site) -> int:
    ours, twins = site.base.tables(), site.twin_base.tables()
    for name, rows in twins.items():
        if ours[name] != rows:
            more = [row for row in ours[name] if row not in set(rows)][:3]
            less = [row for row in rows if row not in set(ours[name])][:3]
            raise Unequal(f"{name} differs: the site has {more}, the twin {less}")
    return len(twins)


@contextlib.contextmanager
def small_disk(folder: Path) -> Iterator[Path | None]:
    """A disk of its own that can be filled; None where none can be mounted."""
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=400m", "tmpfs", str(folder)], check=False, capture_output=True
    )
    if mounted.returncode:
        yield None
        return
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=False)


@contextlib.contextmanager
def a_site(broker: str) -> Iterator[Site]:
    folder = Path(tempfile.mkdtemp(prefix="kills-"))
    folder.chmod(0o755)
    try:
        with small_disk(folder / "small") as small:
            site = Site(folder, broker, small)
            try:
                yield site
            finally:
                site.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=200, help="in all, all kinds by turns (%(default)s)")
    parser.add_argument("--broker", choices=["valkey", "rabbit"], default="valkey")
    parser.add_argument("--kinds", nargs="+", choices=KINDS, default=KINDS)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--state", type=Path, help="a file that keeps the rounds, so that a run can go on later")
    parser.add_argument(
        "--minutes", type=float, help="begin no further round after so many minutes; goes on when called again"
    )
    parser.add_argument("--summary", action="store_true", help="play no round, and sum up those of --state")
    given = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))  # so that what was started is stopped
    record = Record(given.state)
    if not given.summary and record.next_round <= given.rounds:
        until = time.monotonic() + 60 * given.minutes if given.minutes else float("inf")
        with a_site(given.broker) as site:
            record.play(site, given, until)
    print(json.dumps(record.summed_up(), indent=1, ensure_ascii=False))
    if record.next_round <= given.rounds and not given.summary:
        print(f"{record.next_round - 1} of {given.rounds} rounds; the same command goes on", file=sys.stderr)
    if told := record.wrong():
        raise SystemExit(told)


class Record:
    """The rounds that were played, by whichever start; kept in a file if one is named."""

    def __init__(self, path: Path | None) -> None:
        self.path = path
        lines = path.read_text(encoding="utf-8").splitlines() if path and path.exists() else []
        self.rounds: list[dict[str, Any]] = [json.loads(line) for line in lines]
        self.start = 1 + max((one["start"] for one in self.rounds), default=0)

    @property
    def next_round(self) -> int:
        return 1 + max((one["round"] for one in self.rounds), default=0)

    def play(self, site: "Site", given: argparse.Namespace, until: float) -> None:
        """Play what is left. A round that fails is kept as such, and ends this start: what comes after it would be compared with what it left."""
        for number in range(self.next_round, given.rounds + 1):
            kind = given.kinds[(number - 1) % len(given.kinds)]
            if kind == "disk" and site.small is None:
                self._keep({"round": number, "kind": kind, "left out": "no small disk can be mounted here"}, site)
                continue
            random.seed(f"{given.seed} {number}")  # the same whichever start plays it
            try:
                played = play(site, number, kind)
            except Unequal as error:
                self._keep({"round": number, "kind": kind, "failed": str(error)}, site)
                return
            self._keep(played, site)
            if time.monotonic() > until:
                return

    def _keep(self, one: dict[str, Any], site: "Site") -> None:
        """With what this start has seen so far."""
        with contextlib.suppress(psycopg.Error):
            one["runs"] = dict(site.base.ask("select state, count(*) from districts_ingestrun group by 1"))
        one |= {"start": self.start, "answers": site.reader.answers, "errors": site.reader.errors}
        self.rounds.append(one)
        print(json.dumps(one, ensure_ascii=False), flush=True)
        if self.path:
            with self.path.open("a", encoding="utf-8") as file:
                file.write(json.dumps(one, ensure_ascii=False) + "\n")

    def summed_up(self) -> dict[str, Any]:
        played = [one for one in self.rounds if "seconds" in one]
        kinds = collections.Counter(one["kind"] for one in played)
        last = {one["start"]: one for one in self.rounds}.values()
        slowest = max(played, key=lambda one: one["seconds"], default=None)
        return {
            "rounds": kinds,
            "starts": len(last),
            "longest, s": {kind: max(one["seconds"] for one in played if one["kind"] == kind) for kind in kinds},
            "slowest": slowest and {name: slowest[name] for name in ("round", "kind", "seconds")},
            "tables compared": sum(one["tables"] for one in played),
            "answers of the site": sum(one["answers"] for one in last),
            "answers held against their revision": sum(one["answers held"] for one in played),
            "errors while something was away": sum(one["errors"] for one in last),
            "runs": dict(sum((collections.Counter(one.get("runs", {})) for one in last), collections.Counter())),
            "left out": [one["round"] for one in self.rounds if "left out" in one],
            "failed": {str(one["round"]): f"{one['kind']}: {one['failed']}" for one in self.rounds if "failed" in one},
        }

    def wrong(self) -> str | None:
        """What is not as it was promised, in one line."""
        failed = [one["round"] for one in self.rounds if "failed" in one]
        late = [one["round"] for one in self.rounds if one.get("seconds", 0) > LIMIT]
        told = [f"rounds {failed} failed"] * bool(failed) + [f"rounds {late} took longer than {LIMIT} s"] * bool(late)
        return "; ".join(told) or None


if __name__ == "__main__":
    main()
