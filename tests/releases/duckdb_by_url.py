# /// script
# requires-python = ">=3.11"
# dependencies = [
#   "duckdb==1.5.5", "duckdb-extensions==1.5.5", "duckdb-extension-httpfs==1.5.5", "duckdb-extension-sqlite-scanner==1.5.5",
# ]
# ///
"""Open the files of a release by their addresses with DuckDB, as ``open_by_url.py`` does with others: its extensions come as wheels, for this version."""

import json
import sys
import urllib.request

import duckdb
from duckdb_extensions import import_extension

BASE, FOLDER = sys.argv[1:]
INDEX = json.loads(urllib.request.urlopen(BASE).read())
FILES = {file["path"]: file for file in INDEX["files"] + INDEX["more"]["files"]}
ROWS = FILES["csv/observations.csv"]["rows"]
for extension in ("httpfs", "sqlite_scanner"):
    import_extension(extension)
database = duckdb.connect()
database.sql("load httpfs; load sqlite_scanner")


def url(path: str) -> str:
    return FILES[path]["url"]


WAYS = {
    "duckdb_parquet": f"select count(*), sum(value * 1.5), max(length(\"district.code\")) from read_parquet('{url('parquet/observations.parquet')}')",
    "duckdb_exact": f"select count(*), sum(value), max(length(\"district.code\")) from read_parquet('{url('parquet-exact/observations.parquet')}')",
    "duckdb_csv": f"select count(*), sum(value * 1.5), max(length(\"district.code\"::text)) from read_csv('{url('csv/observations.csv')}')",
    "duckdb_ndjson": f"select count(*), sum(value * 1.5), max(length(district.code)) from read_json('{url('ndjson/observations.ndjson')}')",
    "duckdb_list": f"select count(*), sum(value * 1.5), max(length(\"district.code\")) from read_parquet('{BASE}../../api/v1/observations/?format=parquet')",
    "duckdb_sqlite_file": f"select count(*), sum(value * 1.5), max(length(district_code)) from sqlite_scan('{FOLDER}/planapi.sqlite', 'observations')",
    "duckdb_sqlite": f"select count(*), sum(value * 1.5), max(length(district_code)) from sqlite_scan('{INDEX['sqlite']['url']}', 'observations')",
}
failed = 0
for name, statement in WAYS.items():
    try:
        rows, total, longest = database.sql(statement).fetchall()[0]
        right = (rows, total > 0, longest) == (ROWS, True, 6)
        told = f"{rows} rows"
    except duckdb.Error as error:
        right, told = False, f"{type(error).__name__}: {str(error)[:300]}"
    failed += not right
    print(f"{'ok    ' if right else 'FAILED'} {name}: {told}", flush=True)
sys.exit(bool(failed))
