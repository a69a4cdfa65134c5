"""PostgREST's way: one statement a request, put together of the filter, the order and the columns that the request asks for, its JSON made by PostgreSQL.

Nothing is worked out before: what is prepared is up to the driver, as in PostgREST. What PostgREST itself adds (roles, its transaction, counts) is left out.
"""

from typing import Any

import psycopg
from django.db import connection
from django.http import HttpRequest, HttpResponse
from psycopg import sql

from bench.rivals.columns import NUMBERS, PLAIN

_DISTRICT = "(select row_to_json(d) from (select code, name from districts_district where code = o.district_id) d)"
_INDICATOR = "(select row_to_json(i) from (select slug, name_zh as name from indicators_indicator where slug = o.indicator_id) i)"
_EVIDENCE = """(select row_to_json(e) from (select o.document_id as document, o.chapter_id as chapter, o.start, o."end", o.quote) e)"""
_COLUMNS = {
    "id": sql.SQL("o.key"),
    "document": sql.SQL("o.document_id"),
    "district": sql.SQL(_DISTRICT),
    "indicator": sql.SQL(_INDICATOR),
    **{name: sql.Identifier("o", name) for name in PLAIN},
    **{name: sql.SQL("trim_scale({})").format(sql.Identifier("o", name)) for name in NUMBERS},
    "target": sql.SQL("o.target_id"),
    "evidence": sql.SQL(_EVIDENCE),
}
_FILTERED = {"district": "district_id", "indicator": "indicator_id"}
_SIGNS = {"": sql.SQL("="), "gte": sql.SQL(">="), "lte": sql.SQL("<=")}
_ORDERED = {"document": "document_id", "id": "key", "district": "district_id"}


def observations(request: HttpRequest) -> HttpResponse:
    given = request.GET
    names = given["fields"].split(",")
    columns = sql.SQL(", ").join(sql.SQL("{} as {}").format(_COLUMNS[name], sql.Identifier(name)) for name in names)
    conditions: list[sql.Composable] = [sql.SQL("true")]
    values: list[Any] = []
    for name, value in given.items():
        if name in ("fields", "ordering"):
            continue
        column, _, lookup = name.partition("__")
        column = _FILTERED.get(column, column)
        conditions.append(sql.SQL("{} {} %s").format(sql.Identifier("o", column), _SIGNS[lookup]))
        values.append(int(str(value)) if column == "year" else value)
    statement = sql.SQL(
        "with source as (select {columns} from indicators_observation o where {conditions} order by {order} limit 51)"
        " select convert_to(coalesce(json_agg(page), '[]')::text, 'UTF8') from (select * from source) page"
    ).format(columns=columns, conditions=sql.SQL(" and ").join(conditions), order=_order(given["ordering"].split(",")))
    connection.ensure_connection()
    raw: Any = connection.connection
    found = psycopg.Cursor(raw).execute(statement, values, binary=True).fetchone()
    assert found is not None
    return HttpResponse(b'{"results": %s}' % found[0], content_type="application/json")


def _order(names: list[str]) -> sql.Composed:
    """Nulls last, and the id at the end, in the direction of what is before it."""
    last = "-id" if names[-1].startswith("-") else "id"
    written = [
        sql.SQL("{} desc nulls last" if name.startswith("-") else "{} asc").format(
            sql.Identifier("o", _ORDERED.get(name.lstrip("-"), name.lstrip("-")))
        )
        for name in dict.fromkeys([*names, last])
    ]
    return sql.SQL(", ").join(written)
