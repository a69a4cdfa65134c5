"""The observations of a corpus as a SQLite file that Datasette serves with labels: the same rows, in the order of the list, and what they refer to."""

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg

from bench import cluster
from bench.rivals.columns import NUMBERS, PLAIN

_PLAIN = [*PLAIN, *NUMBERS, "end", "quote"]
_TABLES = {
    "district": ("code text primary key, name text", "select code, name from districts_district"),
    "indicator": ("slug text primary key, name text", "select slug, name_zh from indicators_indicator"),
    "document": ("slug text primary key, title text", "select slug, title from districts_document"),
    "chapter": ("key text primary key, title text", "select key, title from districts_chapter"),
    "observation": (
        """n integer primary key, key text, document text references document(slug), district text references district(code),
        indicator text references indicator(slug), chapter text references chapter(key), target text, start integer, """
        + ", ".join(f'"{name}"' for name in _PLAIN),
        f"""select row_number() over (order by document_id, start, key), key, document_id, district_id, indicator_id, chapter_id, target_id, start,
        {", ".join(f'"{name}"::float' if name in NUMBERS else f'"{name}"' for name in _PLAIN)}
        from indicators_observation order by document_id, start, key""",
    ),
}
_INDEXES = """
create index observation_indicator on observation (indicator, district, year);
create index observation_district on observation (district, year);
create unique index observation_key on observation (key);
"""


def copy(database: str) -> Path:
    """Make the file of a corpus where it is not there yet; returns its path."""
    path = cluster.FOLDER / f"{database}.db"
    if not path.exists():
        making = path.with_suffix(".new")
        making.unlink(missing_ok=True)
        with sqlite3.connect(making) as file, psycopg.connect(cluster.url_of(database)) as source:
            file.execute("pragma journal_mode = off")
            for table, (columns, query) in _TABLES.items():
                file.execute(f"create table {table} ({columns})")
                marks = ", ".join("?" * (columns.count(",") + 1))
                file.executemany(f"insert into {table} values ({marks})", _rows(source, query))
            file.executescript(_INDEXES + "analyze;")
        file.close()
        making.replace(path)
    labels = {
        name: {"label_column": "title" if name in ("document", "chapter") else "name"}
        for name in _TABLES
        if name != "observation"
    }
    metadata = {"databases": {database: {"tables": labels}}}
    path.with_suffix(".json").write_text(json.dumps(metadata), "utf-8")
    return path


def _rows(source: psycopg.Connection, query: str) -> Iterator[tuple[Any, ...]]:
    with source.cursor(name="rows") as cursor:
        cursor.itersize = 10_000
        yield from cursor.execute(query.encode())
