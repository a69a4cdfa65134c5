"""The rounds of `make kills` are counted over several starts, and summed up once."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from bench import kills


@contextmanager
def _no_site(broker: str) -> Iterator[Any]:
    base = SimpleNamespace(ask=lambda query: [("succeeded", 4), ("lost", 1)])
    yield SimpleNamespace(base=base, reader=SimpleNamespace(answers=100, errors=3), small=None)


def _play(site: Any, number: int, kind: str) -> dict[str, Any]:
    if number == 4:
        raise kills.Unequal("indicators_numeral differs")
    return {"round": number, "kind": kind, "seconds": 2.0 + number, "tables": 30, "answers held": 9}


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    monkeypatch.setattr(kills, "a_site", _no_site)
    monkeypatch.setattr(kills, "play", _play)

    def start(*more: str, rounds: int = 6) -> tuple[str, str | None]:
        options = ["--rounds", str(rounds), "--kinds", "worker", "disk", "broker", "all"]
        monkeypatch.setattr("sys.argv", ["kills", *options, "--state", str(tmp_path / "kills.jsonl"), *more])
        told = None
        try:
            kills.main()
        except SystemExit as error:
            told = str(error.code)
        return capsys.readouterr().out, told

    return start


def test_a_run_goes_on_where_it_was_stopped_and_is_summed_up_once(run: Any) -> None:
    assert run(rounds=3)[1] is None
    said, told = run()
    assert '"round": 4' in said
    assert '"round": 3' not in said.partition('"rounds"')[0]
    assert told == "rounds [4] failed"
    said, _ = run()  # over a new site, behind the round that failed
    summary = said[said.index('{\n "rounds"') :]
    for line in (
        '"starts": 3',
        '"round": 5,',
        '"seconds": 7.0',
        '"tables compared": 90',
        '"answers of the site": 300',
        '"4": "all: indicators_numeral differs"',
        '"succeeded": 12',
    ):
        assert line in summary, summary
    assert run("--summary")[0] == summary


def test_a_start_ends_when_its_minutes_are_over_but_gets_on(run: Any) -> None:
    for number in (1, 3):  # the second is of a disk, which there is not
        said = run("--minutes", "0.0000001")[0].partition('{\n "rounds"')[0]
        assert f'"round": {number},' in said
        assert f'"round": {number + 1},' not in said


def test_a_summary_of_nothing_can_be_asked_for() -> None:
    record = kills.Record(None)
    assert record.next_round == 1
    assert (record.wrong(), record.summed_up()["slowest"]) == (None, None)
