"""Make a corpus of any size out of the real documents: `python -m bench.corpus --observations 1000000 --database million`.

Names, codes, years and numbers are varied, and paragraphs put between; the first documents go through the real pipeline, the others are made of what that
stored (``bench.loading``). The same ``--seed`` gives the same rows. Kept between runs in ``BENCH_DIR``.
"""

import argparse
import time

from bench import cluster


def name_of(observations: int) -> str:
    return f"corpus_{observations}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--observations", type=int, default=100_000, help="at least so many (%(default)s)")
    parser.add_argument("--database", help="its name (corpus_ and the number of observations)")
    parser.add_argument(
        "--sample", type=int, default=24, help="documents that go through the real pipeline (%(default)s)"
    )
    parser.add_argument("--density", type=int, default=555, help="observations a document, about (%(default)s)")
    parser.add_argument("--seed", type=int, default=5, help="another number, another corpus (%(default)s)")
    given = parser.parse_args()
    database = given.database or name_of(given.observations)
    cluster.enter(database)
    from bench.loading import Corpus, tell  # noqa: PLC0415 its models want Django set up

    started = time.monotonic()
    held = Corpus(seed=given.seed, sample=given.sample, density=given.density, tell=tell).fill(given.observations)
    tell(f"{database}: {held:,} observations, {time.monotonic() - started:.0f} s")


if __name__ == "__main__":
    main()
