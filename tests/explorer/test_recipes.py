"""The recipes of docs/recipes.md, and the code of the API builder, run as they are printed, in each language that is at hand, against a server over the seeds.

One that needs a server in a bad mood, or rows that were removed, is run against a server of its own that answers so.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest

from planapi.explorer.builder import FORMATS
from planapi.explorer.guide_contents import LOCAL
from planapi.explorer.snippets import snippets
from tests.seeds import ROOT
from tests.serving import serving

RECIPES = ROOT / "docs" / "recipes.md"
IN_CHINESE = ROOT / "docs" / "zh" / "recipes.md"
JOBS = ("page", "frames", "map", "snapshot", "update", "wait", "cite", "verify")
"""The headings of the second level, in their order."""
LANGUAGES = {"curl": "sh", "Python": "python", "R": "r", "JavaScript": "javascript"}
NODE = Path(sys.executable).with_name("node")
"""That of the tests' own environment."""
UV = str(Path(sys.executable).with_name("uv"))
WITH_FRAMES = [UV, "run", "--quiet", "--no-project", "--with", "pandas,polars", "python"]
ENDINGS = {"curl": "sh", "Python": "py", "R": "R", "JavaScript": "mjs"}


def blocks(text: str) -> dict[tuple[str, str], str]:
    """The code by job and language."""
    found = {}
    for job, section in zip(JOBS, re.split(r"^## ", text, flags=re.MULTILINE)[1:], strict=True):
        for part in re.split(r"^### ", section, flags=re.MULTILINE)[1:]:
            language = part.partition("\n")[0]
            (code,) = re.findall(rf"^```{LANGUAGES[language]}\n(.*?)^```", part, re.MULTILINE | re.DOTALL)
            found[job, language] = code
    return found


CODE = blocks(RECIPES.read_text("utf-8"))


def command(language: str) -> list[str] | None:
    """What runs a file of a language; None where it is not on this machine."""
    if language == "Python":
        return [sys.executable]
    if language == "R":
        return ["Rscript", "--vanilla"] if shutil.which("Rscript") and _has_r_packages() else None
    if language == "JavaScript":
        node = str(NODE) if NODE.exists() else shutil.which("node")
        return [node] if node else None
    return ["sh", "-e"] if shutil.which("curl") and shutil.which("jq") else None


def _has_r_packages() -> bool:
    asked = "quit(status = !all(c('jsonlite', 'curl') %in% rownames(installed.packages())))"
    return subprocess.run(["Rscript", "--vanilla", "-e", asked], check=False).returncode == 0


THERE = {language: command(language) for language in LANGUAGES}


def run(
    language: str, code: str, site: str, folder: Path, there: list[str] | None = None, *, locale: str = "C.UTF-8"
) -> str:
    """What a recipe prints, run in a folder."""
    there = there or THERE[language]
    if there is None:
        pytest.skip(f"what runs {language} recipes is not on this machine")
    file = folder / f"recipe.{ENDINGS[language]}"
    file.write_text(code.replace(LOCAL, site), "utf-8")
    environment = {**os.environ, "LC_ALL": locale, "PYTHONIOENCODING": "utf-8"}
    ran = subprocess.run(
        [*there, file.name],
        cwd=folder,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert ran.returncode == 0, f"{ran.stdout}\n{ran.stderr}"
    return ran.stdout


@pytest.fixture(scope="module")
def site(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving(django_db_blocker, tmp_path_factory.mktemp("site")) as address:
        yield address


@dataclass
class Answer:
    """What a server of ours answers once."""

    body: Any
    status: int = 200
    headers: dict[str, str] | None = None


@contextmanager
def answering(told: Callable[[str, str], Answer]) -> Iterator[str]:
    """The address of a server that answers what ``told`` says of a path and of the server's own address."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            answer = told(self.path, f"http://{self.headers['Host']}")
            body = json.dumps(answer.body).encode()
            self.send_response(answer.status)
            for name, value in {"Content-Length": str(len(body)), **(answer.headers or {})}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 the name of the library
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


def rows_at(site: str, revision: str = "") -> tuple[dict[str, Any], str]:
    """The observations that the API answers with, by their ids, and their revision."""
    with urlopen(f"{site}/api/v1/observations/?format=ndjson{revision and f'&revision={revision}'}") as answer:
        rows = [json.loads(line) for line in answer.read().decode().splitlines()]
        return {row["id"]: row for row in rows}, answer.headers["X-Revision"]


def rows_in(folder: Path) -> dict[str, Any]:
    return {row["id"]: row for row in map(json.loads, (folder / "rows.ndjson").read_text("utf-8").splitlines())}


def test_every_job_has_a_recipe_in_every_language() -> None:
    assert set(CODE) == {(job, language) for job in JOBS for language in LANGUAGES}


def test_the_code_is_the_same_in_both_languages_of_the_guide() -> None:
    assert blocks(IN_CHINESE.read_text("utf-8")) == CODE


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("job", "printed"),
    [
        ("page", ["地区生产总值增长率\t与全市增长水平保持一致", "国家高新技术企业数量\t150"]),
        ("frames", ["河东区", "155", "家"]),
        ("map", ["120110\t5"]),
        ("cite", ["河东区人民政府", "[DS/OL]", "/evidence/observations/120102-report-2023-o2472/?revision="]),
        ("verify", ["有据\t国家高新技术企业\t155家\t155家", "不符\t一般公共预算收入\t35亿元\t32.6 亿元"]),
    ],
)
def test_a_recipe_does_its_job(site: str, tmp_path: Path, job: str, printed: list[str], language: str) -> None:
    there = WITH_FRAMES if (job, language) == ("frames", "Python") else None
    if there and "RELEASE_TOOLS" not in os.environ:
        pytest.skip("it fetches pandas and polars: make release-tools")
    place = {"type": "Feature", "geometry": None, "properties": {"adcode": 120110}}
    nowhere = {"type": "Feature", "geometry": None, "properties": {"adcode": "999999"}}
    (tmp_path / "districts.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": [place, nowhere]}))
    shown = run(language, CODE[job, language], site, tmp_path, there)
    for words in printed:
        assert words in shown, shown
    if job == "map":
        features = json.loads((tmp_path / "map.geojson").read_text("utf-8"))["features"]
        assert [one["properties"]["value"] for one in features] == [5, None]


def test_the_map_of_points_is_one(site: str) -> None:
    (address,) = set(re.findall(r"`(http[^`]+format=geojson)`", RECIPES.read_text("utf-8")))
    assert address in IN_CHINESE.read_text("utf-8")
    with urlopen(address.replace(LOCAL, site)) as answer:
        found = {one["properties"]["district"]["code"]: one for one in json.load(answer)["features"]}
    assert found["120110"]["geometry"]["type"] == "Point"
    assert found["120110"]["properties"]["value"] == 5


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_snapshot_and_the_changes_since_are_what_is_live(site: str, tmp_path: Path, language: str) -> None:
    live, newest = rows_at(site)
    run(language, CODE["snapshot", language], site, tmp_path)
    assert (tmp_path / "revision.txt").read_text().strip() == newest
    assert rows_in(tmp_path) == live  # a release is its revision

    early, number = rows_at(site, "3")  # as if the copy were of an earlier release
    assert len(early) < len(live)
    (tmp_path / "rows.ndjson").write_text("".join(f"{json.dumps(row)}\n" for row in early.values()), "utf-8")
    (tmp_path / "revision.txt").write_text(number)
    for _ in range(2):  # the second time nothing has changed
        assert str(len(live)) in run(language, CODE["update", language], site, tmp_path)
        assert rows_in(tmp_path) == live
        assert (tmp_path / "revision.txt").read_text().strip() == newest


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_was_changed_or_removed_is_so_in_the_copy_and_empty_pages_do_not_end_it(
    tmp_path: Path, language: str
) -> None:
    pages = {
        "": [{"id": "a", "after": {"id": "a", "value": None}}, {"id": "b", "after": None}],
        "&cursor=2": [],
        "&cursor=3": [{"id": "d", "after": {"id": "d", "value": 4.25}}],
    }

    def told(path: str, own: str) -> Answer:
        query = "/api/v1/changes/?resource=observations&page_size=1000&since=6"
        at = list(pages).index(path.removeprefix(query))
        following = f"{own}{query}&cursor={at + 2}" if at < 2 else None
        return Answer({"since": 6, "revision": 9, "next": following, "results": list(pages.values())[at]})

    (tmp_path / "rows.ndjson").write_text("".join(f'{{"id":"{key}","value":1}}\n' for key in "abc"))
    (tmp_path / "revision.txt").write_text("6")
    with answering(told) as address:
        run(language, CODE["update", language], address, tmp_path)
    assert rows_in(tmp_path) == {
        "a": {"id": "a", "value": None},
        "c": {"id": "c", "value": 1},
        "d": {"id": "d", "value": 4.25},
    }
    assert (tmp_path / "revision.txt").read_text().strip() == "9"


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_is_told_to_wait_waits_and_asks_again(tmp_path: Path, language: str) -> None:
    answers = iter(
        [
            Answer({"status": 429}, 429, {"Retry-After": "1"}),
            Answer({"status": 503}, 503, {"Retry-After": "0"}),
            Answer({"results": [{"id": "120102-plan-2021-t1"}], "next": None}),
        ]
    )
    with answering(lambda *_: next(answers)) as address:
        assert "120102-plan-2021-t1" in run(language, CODE["wait", language], address, tmp_path)
    assert next(answers, None) is None


@pytest.mark.parametrize("language", ["Python", "R", "JavaScript"])
def test_what_does_not_get_better_is_not_asked_again(tmp_path: Path, language: str) -> None:
    answers = iter([Answer({"detail": "There is nothing here."}, 404)])
    with answering(lambda *_: next(answers)) as address, pytest.raises(AssertionError, match=r"404|nothing here"):
        run(language, CODE["wait", language], address, tmp_path)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", FORMATS)
def test_the_code_of_the_builder_takes_all_that_is_asked_for(
    site: str, tmp_path: Path, form: str, language: str
) -> None:
    """In a locale without Chinese, too, which is that of many a server."""
    asked = f"{site}/api/v1/observations/?district=120102&kind=target&subject__contains=%E5%A2%9E%E9%95%BF"
    rows = json.loads(fetched(f"{asked}&page_size=200"))["results"]
    assert len(rows) > 1
    address = f"{asked}&page_size=1" if form == "json" else f"{asked}&format={form}"
    code = next(one.code for one in snippets(address, form) if one.language == language)
    printed = run(language, code, site, tmp_path, locale="C")
    if file := next(iter(tmp_path.glob("data.*")), None):
        assert file.suffix == f".{form}"
        assert len(file.read_bytes()) == len(fetched(address))
    elif (language, form) == ("curl", "json"):
        assert json.loads(printed)["results"] == rows[:1]
    elif form == "json" or (form == "csv" and language != "JavaScript"):
        assert str(len(rows)) in printed.split()
    else:
        assert int(printed) == len(fetched(address))


def fetched(address: str) -> bytes:
    with urlopen(address) as answer:
        return answer.read()
