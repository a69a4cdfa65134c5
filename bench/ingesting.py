"""What it costs to ingest a document of 100 kB, by how much is held already: `python -m bench.ingesting --database corpus_1000000`.

Seconds of CPU, of this process and of PostgreSQL's own for it, with what PostgreSQL leaves to the end of a transaction; each document is taken back after.
"""

import argparse
import json
import random
import tempfile
import time
from pathlib import Path

from bench import cluster

BYTES = 100_000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--database", required=True)
    parser.add_argument("--documents", type=int, default=9)
    given = parser.parse_args()
    cluster.enter(given.database)
    import psutil  # noqa: PLC0415
    from django.db import connection, transaction  # noqa: PLC0415 its models want Django set up

    from bench.places import places  # noqa: PLC0415
    from bench.varying import compose, read_originals  # noqa: PLC0415
    from planapi.ingest import ingest  # noqa: PLC0415
    from planapi.search.waiting import empty_lists  # noqa: PLC0415

    originals = read_originals()
    original = next(one for one in originals if one.place.code == "120102" and one.kind == "plan")
    connection.ensure_connection()
    server = psutil.Process(connection.connection.info.backend_pid)
    measured: list[dict[str, float]] = []
    with tempfile.TemporaryDirectory() as folder:
        for number in range(given.documents + 1):
            place = places(7)[number]
            chance = random.Random(number)
            text = compose(
                original, originals, place, year=2026, observations=original.observations + 50, chance=chance
            )
            path = Path(folder) / f"{number}.txt"
            path.write_text(text, "utf-8")
            before = time.process_time(), sum(server.cpu_times()[:2])
            with transaction.atomic():
                run = ingest(path, district_code=place.code)
                connection.check_constraints()  # as a commit does
                after = time.process_time(), sum(server.cpu_times()[:2])
                transaction.set_rollback(True)
            factor = BYTES / len(text.encode())
            told = {
                "python": (after[0] - before[0]) * factor,
                "postgresql": (after[1] - before[1]) * factor,
                "bytes": len(text.encode()),
            }
            assert run.state == "succeeded"
            if number:  # dictionaries and tables are loaded by the first
                measured.append(told)
    empty_lists()  # what was taken back still waits in the indexes of the search, and every search measured later would read through it
    middle = sorted(measured, key=lambda one: one["python"] + one["postgresql"])[len(measured) // 2]
    print(json.dumps(middle))


if __name__ == "__main__":
    main()
