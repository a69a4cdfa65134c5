# /// script
# requires-python = ">=3.11"
# dependencies = [
#   "apsw==3.54.1.0", "csvw==4.1.1", "datapackage==1.15.4", "duckdb==2.0.1", "fastparquet==2026.9.0", "frictionless==5.21.0", "mlcroissant==1.1.1", "pandas==3.1.1",
#   "polars==2.1.0", "pyarrow==26.0.1", "requests", "aiohttp", "fsspec",
# ]
# ///
"""Open the files of a release as people do, with the address alone, and have the tools of each standard look at its descriptions.

``uv run --script tests/releases/open_by_url.py http://127.0.0.1:8000/releases/latest/ FOLDER``, where FOLDER has an unpacked release; each way is a line.
"""

import io
import json
import sys
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

BASE, FOLDER = sys.argv[1], Path(sys.argv[2])
TABLE = "observations"
INDEX = json.loads(urllib.request.urlopen(BASE).read())
FILES = {file["path"]: file for file in INDEX["files"] + INDEX["more"]["files"]}
ROWS = FILES[f"csv/{TABLE}.csv"]["rows"]
LIST = urljoin(BASE, f"/api/v1/{TABLE}/")
SQLITE = INDEX["sqlite"]["url"]
PARQUET, CSV = FILES[f"parquet/{TABLE}.parquet"]["url"], FILES[f"csv/{TABLE}.csv"]["url"]


def polars_parquet() -> int:
    import polars

    found = polars.scan_parquet(PARQUET).select("id", "value", "district.code")
    counted = found.select(
        (polars.col("value") * 1.5).sum(), polars.col("district.code").str.len_chars().max()
    ).collect()
    assert counted.item(0, 0) > 0
    assert counted.item(0, 1) == 6
    return found.collect().height


def polars_csv() -> int:
    import polars

    return polars.scan_csv(CSV, infer_schema_length=None).collect().height


def polars_ndjson() -> int:
    import polars

    return polars.scan_ndjson(FILES[f"ndjson/{TABLE}.ndjson"]["url"], infer_schema_length=None).collect().height


def pandas_parquet() -> int:
    import pandas

    found = pandas.read_parquet(PARQUET)
    assert (found["value"] * 1.5).sum() > 0
    assert found["district.code"].str.len().max() == 6
    return len(found)


def pandas_csv() -> int:
    import pandas

    return len(pandas.read_csv(CSV, dtype={"district.code": str}, low_memory=False))


def pandas_ndjson() -> int:
    import pandas

    return len(pandas.read_json(FILES[f"ndjson/{TABLE}.ndjson"]["url"], lines=True))


def pandas_list() -> int:
    import pandas

    return len(pandas.read_parquet(f"{LIST}?format=parquet"))


def pandas_list_as_csv() -> int:
    import pandas

    return len(pandas.read_csv(f"{LIST}?format=csv", dtype={"district.code": str}, low_memory=False))


def polars_list() -> int:
    """By its octets: polars opens nothing by its address that has no length."""
    import polars

    return polars.read_csv(urllib.request.urlopen(f"{LIST}?format=csv").read(), infer_schema_length=None).height


def fastparquet_parquet() -> int:
    import fastparquet

    return len(fastparquet.ParquetFile(io.BytesIO(urllib.request.urlopen(PARQUET).read())).to_pandas())


def fsspec_parquet() -> int:
    """By its parts alone."""
    import fsspec
    from pyarrow import parquet

    with fsspec.open(PARQUET) as file:
        return parquet.ParquetFile(file).read(["id"]).num_rows


def exact_parquet() -> int:
    import pandas

    found = pandas.read_parquet(FILES[f"parquet-exact/{TABLE}.parquet"]["url"])
    assert type(found["value"].dropna().iloc[0]).__name__ == "Decimal"
    return len(found)


def duckdb_file() -> int:
    """The newest one; by the address, there is ``duckdb_by_url.py``, for its extensions come as wheels for one version."""
    import duckdb

    path = FOLDER / f"parquet/{TABLE}.parquet"
    return duckdb.sql(f"select count(value * 1.5), count(*) from read_parquet('{path}')").fetchall()[0][1]


def apsw_sqlite() -> int:
    """By its pages alone: a file system of SQLite whose reads are parts of the address."""
    import apsw
    import requests

    session = requests.Session()
    size = int(session.head(SQLITE).headers["Content-Length"])

    class RemoteFile(apsw.VFSFile):
        def __init__(self, *_: Any) -> None:
            pass

        def xRead(self, amount: int, offset: int) -> bytes:
            part = session.get(SQLITE, headers={"Range": f"bytes={offset}-{offset + amount - 1}"})
            assert part.status_code == 206
            taken.append(len(part.content))
            return part.content

        def xFileSize(self) -> int:
            return size

        def xClose(self) -> None: ...
        def xLock(self, level: int) -> None: ...
        def xUnlock(self, level: int) -> None: ...
        def xCheckReservedLock(self) -> bool:
            return False

        def xSectorSize(self) -> int:
            return 4096

        def xDeviceCharacteristics(self) -> int:
            return apsw.SQLITE_IOCAP_IMMUTABLE

        def xFileControl(self, *_: Any) -> bool:
            return False

    class Remote(apsw.VFS):
        def __init__(self) -> None:
            super().__init__("remote", "")

        def xAccess(self, path: str, flags: int) -> bool:
            return False

        def xFullPathname(self, name: str) -> str:
            return name

        def xOpen(self, name: Any, flags: list[int]) -> RemoteFile:
            return RemoteFile()

    taken: list[int] = []
    remote = Remote()
    database = apsw.Connection("release", vfs="remote", flags=apsw.SQLITE_OPEN_READONLY)
    one = "select count(*) from observations where indicator_slug = 'gdp' and year = 2020"
    assert next(database.execute(one))[0] > 0
    assert sum(taken) < size / 4, "an index leads to the pages that are needed"
    rows = next(database.execute("select count(*) from observations"))[0]
    database.close()
    remote.unregister()
    return rows


def frictionless_package() -> int:
    """Described by address, and read from there."""
    from frictionless import Package

    package = Package(FILES["datapackage.json"]["url"])
    report = package.validate()
    assert report.valid, report.flatten(["title", "message"])[:5]
    return next(task.stats["rows"] for task in report.tasks if task.name == TABLE)


def datapackage_schema() -> int:
    import datapackage

    described = json.loads((FOLDER / "datapackage.json").read_text(encoding="utf-8"))
    package = datapackage.Package(described, base_path=str(FOLDER))
    assert package.valid, [str(error)[:200] for error in package.errors[:5]]
    return sum(1 for _ in package.get_resource(TABLE).iter(cast=False))


def csvw_metadata() -> int:
    from csvw import CSVW

    described = CSVW(str(FOLDER / "csv-metadata.json"), validate=True)
    assert described.is_valid, described.warnings[:3]
    table = next(table for table in described.t.tables if table.local_name == f"csv/{TABLE}.csv")
    return sum(1 for _ in table.iterdicts(strict=True))


def croissant() -> int:
    import mlcroissant

    dataset = mlcroissant.Dataset(INDEX["croissant"])
    assert not dataset.metadata.ctx.issues.errors
    assert not dataset.metadata.ctx.issues.warnings, dataset.metadata.ctx.issues.report()
    return sum(1 for _ in dataset.records(TABLE))


def croissant_in_folder() -> int:
    import mlcroissant

    return sum(1 for _ in mlcroissant.Dataset(str(FOLDER / "croissant.json")).records(TABLE))


WAYS: tuple[Callable[[], Any], ...] = (
    *(
        polars_parquet,
        polars_csv,
        polars_ndjson,
        pandas_parquet,
        pandas_csv,
        pandas_ndjson,
        pandas_list,
        pandas_list_as_csv,
        polars_list,
        fastparquet_parquet,
        fsspec_parquet,
        exact_parquet,
        duckdb_file,
        apsw_sqlite,
    ),
    *(frictionless_package, datapackage_schema, csvw_metadata, croissant, croissant_in_folder),
)

failed = 0
for way in WAYS:
    try:
        found = way()
        right = found == ROWS
        told = f"{found} rows" if right else f"{found} rows instead of {ROWS}"
    except Exception as error:  # noqa: BLE001 each way is told
        right, told = False, f"{type(error).__name__}: {str(error)[:600]}"
    failed += not right
    print(f"{'ok    ' if right else 'FAILED'} {way.__name__}: {told}", flush=True)
sys.exit(bool(failed))
