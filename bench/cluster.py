"""Where the corpora are: an embedded PostgreSQL in a folder of its own (``BENCH_DIR``, else ``.data/bench``), with a database for each size.

What a database is asked through is Django, under the settings of the site, pointed there by the environment: so ``enter`` comes before any model.
"""

import os
from pathlib import Path
from urllib.parse import quote

import django
import psycopg
from psycopg import sql

from planapi.embedded import PORT, USER, Cluster, hold

ROOT = Path(__file__).parent.parent
FOLDER = Path(os.environ.get("BENCH_DIR", ROOT / ".data" / "bench")).absolute()
# What docs/operations.md advises for a database that is larger than a few documents.
OPTIONS = (("shared_buffers", "4GB"), ("effective_cache_size", "12GB"), ("max_wal_size", "4GB"))
CLUSTER = Cluster(folder=FOLDER / "postgres", options=OPTIONS)


def url_of(database: str) -> str:
    return f"postgresql://{USER}@/{database}?host={quote(str(CLUSTER.socket_folder), safe='')}&port={PORT}"


def environment(database: str) -> dict[str, str]:
    """What a process of the site needs to find a database of the corpora, and to answer as often as it is asked."""
    own = {
        "DATA_DIR": str(FOLDER / "site"),
        "DATABASE_URL": url_of(database),
        "SECRET_KEY": "of no use, and fifty characters long, as it has to be",
        "STATEMENT_TIMEOUT": "0",
        "ANSWER_TIMEOUT": "0",
        "RATE_LIMIT": "0",
        "LOG_LEVEL": "WARNING",
        "BROKER_URL": "",
        "CACHE_URL": "",
    }
    return {name: value for name, value in os.environ.items() if name != "VIRTUAL_ENV"} | own


def databases() -> list[str]:
    hold(CLUSTER)
    with psycopg.connect(url_of("postgres"), autocommit=True) as connection:
        return [
            row[0] for row in connection.execute("select datname from pg_database where not datistemplate order by 1")
        ]


def ready() -> set[str]:
    """The databases whose corpus is whole."""
    found: set[str] = set()
    for name in databases():
        with psycopg.connect(url_of(name)) as connection:
            if connection.execute("select to_regclass('bench.corpus')").fetchone() != (None,):
                found |= {name for row in connection.execute("select ready from bench.corpus") if row[0]}
    return found


def have(database: str) -> None:
    """Make a database where there is none of that name."""
    if database not in databases():
        with psycopg.connect(url_of("postgres"), autocommit=True) as connection:
            connection.execute(sql.SQL("create database {}").format(sql.Identifier(database)))


def enter(database: str) -> None:
    """Make this process one of the site, over a database of the corpora. Once a process."""
    have(database)
    os.environ |= environment(database)
    os.environ["DJANGO_SETTINGS_MODULE"] = "planapi.settings"
    django.setup()
