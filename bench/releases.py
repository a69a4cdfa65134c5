"""What a release costs: `python -m bench.releases --database corpus_1000000 --build FOLDER`, where FOLDER is a worktree of another commit.

In turn, over and over, each build makes the release of the newest revision in a process of its own, which only reads. Told are the seconds of the processor
that it took, of Python and of its backend of PostgreSQL, which may have no helpers meanwhile, until the zip was there, and those of Python for what came
after that: the SQLite file, where it is not in the zip. Of the rounds the one that took least counts.
"""

import argparse
import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import orjson

from bench import cluster


def measure(database: str) -> dict[str, Any]:
    """Make a release, and tell what it took."""
    cluster.enter(database)
    import psutil  # noqa: PLC0415 all of these after ``enter``
    from django.conf import settings  # noqa: PLC0415
    from django.db import connection  # noqa: PLC0415

    from history.revisions import newest  # noqa: PLC0415
    from planapi.releases import store  # noqa: PLC0415
    from planapi.releases.making import make  # noqa: PLC0415

    with connection.cursor() as cursor:
        cursor.execute("set max_parallel_workers_per_gather = 0")
        cursor.execute("select pg_backend_pid()")
        backend = psutil.Process(cursor.fetchone()[0])

    def used() -> tuple[float, float]:
        own = resource.getrusage(resource.RUSAGE_SELF)
        return own.ru_utime + own.ru_stime, sum(backend.cpu_times()[:2])

    kept, keep = [], store.keep

    def keep_and_tell(*given: Any) -> None:
        keep(*given)
        kept.append(used())

    store.keep = keep_and_tell
    with tempfile.TemporaryDirectory() as folder:
        settings.RELEASES_DIR = Path(folder)
        before = used()
        made = make(newest())
        python, postgres = (now - then for now, then in zip(kept[0], before, strict=True))
        further = sum(used()) - sum(kept[0])
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
    return {
        "python": python,
        "postgres": postgres,
        "further": further,
        "zip": made.bytes,
        "content": sum(file.bytes for file in made.files),
        "memory": memory,
    }


def measured(folder: Path, database: str) -> dict[str, Any]:
    """The same by the build in a folder."""
    # -P: its modules alone, and none that lie beside this file.
    command = [str(folder / ".venv" / "bin" / "python"), "-P", __file__, "--database", database, "--measure"]
    environment = os.environ | {"PYTHONPATH": str(folder)}
    return orjson.loads(subprocess.run(command, cwd=folder, env=environment, stdout=subprocess.PIPE, check=True).stdout)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--database", default="corpus_100000", help="(%(default)s)")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--build", type=Path, action="append", default=[], help="a worktree of another commit")
    parser.add_argument("--measure", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.measure:
        sys.stdout.buffer.write(orjson.dumps(measure(given.database)))
        return
    best: dict[Path, dict[str, Any]] = {}
    for _ in range(given.rounds):
        for folder in (cluster.ROOT, *given.build):
            one = measured(folder, given.database)
            best[folder] = min(best.get(folder, one), one, key=lambda each: each["python"] + each["postgres"])
    for folder, one in best.items():
        print(
            f"{folder.name:10} {one['python'] + one['postgres']:7.2f} s of processor: Python {one['python']:.2f}, PostgreSQL {one['postgres']:.2f}"
            f"; then {one['further']:.2f}  "
            f"zip {one['zip'] / 1e6:.1f} MB of {one['content'] / 1e6:.1f} MB  {one['memory']} MiB"
        )


if __name__ == "__main__":
    main()
