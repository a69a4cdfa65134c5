"""How a file is to be written, where there are several ways: ``bom``, ``header``, ``decimals`` and ``codec``, each of which some formats know."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.module_loading import import_string
from rest_framework.request import Request

from rest.formats import Csv, ExportTable, Form, Parquet, Xlsx
from rest.formats.columnar import CODECS
from rest.http.clients import is_spreadsheet
from rest.http.problems import BadParameters, Wrong, nearest
from rest.pagination import flag, single

HEADERS = ("names", "zh")
DECIMALS = ("double", "exact")

OPENAPI: list[dict[str, Any]] = [
    {
        "name": "bom",
        "description": "Only for CSV. true (or 1): start the file with a byte order mark, so that spreadsheets read Chinese "
        "correctly, and put a ' before texts that they would run as a formula. Default: true for browsers (`Accept` includes text/html) and spreadsheets "
        "(`User-Agent`).",
        "schema": {"type": "boolean"},
    },
    {
        "name": "header",
        "description": "Only for CSV, XLSX and Parquet. zh: name the columns in Chinese. Default: by their names in the JSON.",
        "schema": {"type": "string", "enum": list(HEADERS), "default": HEADERS[0]},
    },
    {
        "name": "decimals",
        "description": "Only for Parquet. exact: numbers are decimals, as printed. Default: floating-point numbers, which all programs reckon with.",
        "schema": {"type": "string", "enum": list(DECIMALS), "default": DECIMALS[0]},
    },
    {
        "name": "codec",
        "description": "Only for Parquet: how it is compressed. zstd is the smallest; the default is one that every reader knows.",
        "schema": {"type": "string", "enum": list(CODECS), "default": CODECS[0]},
    },
]
NAMES = tuple(one["name"] for one in OPENAPI)

_OF = {"bom": (Csv,), "header": (Csv, Xlsx, Parquet), "decimals": (Parquet,), "codec": (Parquet,)}
"""The formats that know an option."""
_DEFAULTS = {"header": HEADERS[0], "decimals": DECIMALS[0], "codec": CODECS[0]}
"""What changes nothing may be asked of any format: clients made from the schema send the defaults that it tells."""


def depends_on_client(request: HttpRequest, form: Any) -> bool:
    """Whether what a file begins with follows from who asks (``Vary: User-Agent``)."""
    return isinstance(form, Csv) and "bom" not in request.GET


def configure(request: Request, form: Any) -> None:
    """Have a form write its file as the request says; raises BadParameters for an option that the format does not know."""
    for name, forms in _OF.items():
        value = request.query_params.get(name)
        if value not in (None, _DEFAULTS.get(name)) and not isinstance(form, forms):
            formats = " or ".join(f"format={one.format}" for one in forms)
            raise BadParameters(Wrong(name, value, f"only {_called(forms)} files know this: use {formats}"))
    if isinstance(form, Csv):
        given = single(request, "bom")
        bom = given == "1" if given in ("1", "0") else flag(request, "bom")
        for_sight = "text/html" in request.headers.get("Accept", "")
        form.bom = for_sight or is_spreadsheet(request.headers.get("User-Agent", "")) if bom is None else bom
    if isinstance(form, Form):
        form.chinese = _one_of(request, "header", HEADERS) == "zh"
    if isinstance(form, Parquet):
        form.exact = _one_of(request, "decimals", DECIMALS) == "exact"
        form.codec = _one_of(request, "codec", CODECS)


def titled(form: Form, table: ExportTable) -> ExportTable:
    """A table with the header that its file is to have."""
    if form.chinese:
        label: Any = import_string(settings.COLUMN_LABELS)
        table.headings = [label(column.name) for column in table.columns]
    return table


def _called(forms: tuple[type[Form], ...]) -> str:
    names = [{"csv": "CSV", "xlsx": "XLSX", "parquet": "Parquet"}[one.format] for one in forms]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _one_of(request: Request, name: str, known: tuple[str, ...]) -> str:
    given = single(request, name)
    if given is None:
        return known[0]
    if given not in known:
        raise BadParameters(Wrong(name, given, "not available", list(known), nearest(given.lower(), known)))
    return given
