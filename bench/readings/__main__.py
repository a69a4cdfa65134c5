"""What is read differently at two commits: ``python -m bench.readings --from HEAD~1 --to . seeds``, or ``make reading-diff``.

Each commit is checked out into a temporary git worktree and reads the documents in a process of its own; ``.`` is the working tree as it is. No database
is asked. It stands in ``bench`` with the other tools that measure the readers: it is for those who change the project, and no part of the site.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from bench.readings.compare import Readings, compare, grouped
from bench.readings.show import show

ROOT = Path(__file__).parents[2]
DUMP = Path(__file__).parent / "dump.py"


@contextmanager
def checkout(commit: str) -> Iterator[Path]:
    """A folder with the files of a commit, removed at the end; the project itself for ``.``."""
    if commit == ".":
        yield ROOT
        return
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder) / "tree"
        _git("worktree", "add", "--quiet", "--detach", str(tree), commit)
        try:
            yield tree
        finally:
            _git("worktree", "remove", "--force", str(tree))


def _git(*words: str) -> None:
    done = subprocess.run(["git", "-C", str(ROOT), *words], capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"git {words[0]} {words[1]}: {done.stderr.strip()}")


def read_at(commit: str, documents: Sequence[Path]) -> Readings:
    """The rows that the readers of a commit find in documents, by document and kind."""
    with checkout(commit) as tree, tempfile.TemporaryDirectory() as data:
        # This file's own dump, and that commit's readers. What its settings keep on disk goes to a folder of its own.
        environment = os.environ | {"DATA_DIR": data, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONUTF8": "1"}
        command = [sys.executable, str(DUMP), str(tree), *(str(path.absolute()) for path in documents)]
        done = subprocess.run(command, cwd=tree, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"the readers of {commit} could not be run: {done.stderr.strip().splitlines()[-1]}")
    return grouped(map(json.loads, done.stdout.splitlines()))


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.readings", description=__doc__)
    parser.add_argument("--from", dest="before", default="HEAD", help="the commit to compare with (HEAD)")
    parser.add_argument("--to", dest="after", default=".", help="the commit to compare; . is the working tree (.)")
    parser.add_argument("--markdown", action="store_true", help="print Markdown")
    parser.add_argument("documents", nargs="*", type=Path, default=[ROOT / "seeds"], help="files and folders (seeds)")
    given = parser.parse_args(arguments)
    for path in given.documents:
        if not path.exists():
            parser.error(f"{path} does not exist")
    difference = compare(read_at(given.before, given.documents), read_at(given.after, given.documents))
    to = "the working tree" if given.after == "." else given.after
    print(show(difference, title=f"Read at {given.before} and at {to}", markdown=given.markdown), end="")


if __name__ == "__main__":
    main()
