"""Parsing happens in a process of its own, which ends at its bounds; however it ends, the reason is said."""

import os
from pathlib import Path

import pytest

from tests.text.loading.ofd_maker import Manner, make_ofd
from text.errors import DamagedSource, LoaderFailed, SourceTooLarge, SourceTooSlow
from text.loading import bounded
from text.loading.limits import Limits
from text.loading.loading import load

PLAN = ["东丽区规划纲要", "全区生产总值达到360亿元。"]


def ofd(folder: Path, blocks: list[str]) -> Path:
    path = folder / "规划.ofd"
    path.write_bytes(make_ofd(blocks))
    return path


def test_plain_text_needs_no_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("text.loading.loading.load_bounded", None)
    (tmp_path / "plan.txt").write_text("\n".join(PLAN), encoding="utf-8")
    assert load(tmp_path / "plan.txt").source.text == "\n".join(PLAN)


def test_what_is_found_crosses_over_whole(tmp_path: Path) -> None:
    path = tmp_path / "规划.ofd"
    path.write_bytes(make_ofd(["到2025年，生产总值达到360⟦1⟧亿元。"], Manner()))
    file = load(path)
    assert file.source.text == "到2025年，生产总值达到360亿元。\n"
    assert file.loaded.pages == 1
    assert file.loaded.place_at(3) == file.loaded.places[0]
    assert {one.what for one in file.loaded.omitted} == {"page_number", "footnote_mark"}


@pytest.mark.parametrize(
    "ending",
    [
        pytest.param(("while True: pass", SourceTooSlow, "within 2 seconds"), id="a loop"),
        pytest.param(("import time; time.sleep(30)", SourceTooSlow, "within 2 seconds"), id="waiting"),
        pytest.param(("bytearray(10**10)", SourceTooSlow, "bytes of memory"), id="memory"),
        pytest.param(("import os; os.abort()", DamagedSource, "SIGABRT"), id="a crash"),
        pytest.param(("import os; os._exit(3)", DamagedSource, "code 3"), id="an end"),
        pytest.param(("raise KeyError('Pages')", LoaderFailed, "error in the reader .KeyError"), id="a fault of ours"),
        pytest.param(("import zlib; zlib.decompress(b'x')", DamagedSource, "damaged"), id="data that is cut off"),
        pytest.param(
            ("from lxml import etree; etree.fromstring(b'<a>')", DamagedSource, "damaged"), id="XML that is cut off"
        ),
        pytest.param(("def f(): f()\n    f()", DamagedSource, "RecursionError"), id="too deep"),
    ],
)
def test_a_parser_that_ends_badly_says_so(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    ending: tuple[str, type[Exception], str],
) -> None:
    """A stand-in for ``text.loading.ofd`` in front of the real one."""
    body, error, said = ending
    stand_in = tmp_path / "bad"
    stand_in.mkdir()
    (stand_in / "sitecustomize.py").write_text(
        "import sys, types\nmodule = types.ModuleType('text.loading.ofd')\n"
        f"def load_ofd(data, name, limits):\n    {body}\nmodule.load_ofd = load_ofd\nsys.modules['text.loading.ofd'] = module\n"
    )
    monkeypatch.setenv("PYTHONPATH", str(stand_in))
    monkeypatch.setattr(bounded, "_KEPT", (*bounded._KEPT, "PYTHONPATH"))
    with pytest.raises(error, match=said):
        load(ofd(tmp_path, PLAN), limits=Limits(seconds=2))
    # Only a fault of ours is logged, with where it happened.
    assert ("sitecustomize.py" in caplog.text) == (error is LoaderFailed)


def test_pages_and_text_have_limits(tmp_path: Path) -> None:
    many = ofd(tmp_path, ["全区生产总值达到360亿元。"] * 60)
    with pytest.raises(SourceTooLarge, match="3 pages, and the limit is 2"):
        load(many, limits=Limits(pages=2))
    with pytest.raises(SourceTooLarge, match="characters, and the limit is 250"):
        load(many, most_bytes=500)
    with pytest.raises(SourceTooLarge, match=r"bytes, and the limit is 900.*LOADING_BYTES"):
        load(many, limits=Limits(file_bytes=900))


def test_the_child_is_given_no_secrets(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    seen: dict[str, object] = {}
    original = bounded.subprocess.Popen

    def spy(*args: object, **options: object) -> object:
        seen.update(options)
        return original(*args, **options)  # type: ignore[call-overload]

    monkeypatch.setenv("SECRET_KEY", "secret")
    monkeypatch.setattr(bounded.subprocess, "Popen", spy)
    load(ofd(tmp_path, PLAN))
    environment = seen["env"]
    assert isinstance(environment, dict)
    assert "SECRET_KEY" not in environment
    assert environment["PATH"] == os.environ["PATH"]
