"""What can't be undercut: one statement written by hand, its JSON made by PostgreSQL, in the plainest view there is; and a view that does nothing."""

from typing import Any

import psycopg
from django.db import connection
from django.http import HttpRequest, HttpResponse

from bench.rivals.columns import NUMBERS, PLAIN

_COLUMNS = ", ".join(
    [
        "'id', o.key, 'document', o.document_id, 'district', json_build_object('code', d.code, 'name', d.name)",
        "'indicator', case when i.slug is null then null else json_build_object('slug', i.slug, 'name', i.name_zh) end",
        *(f"'{name}', o.{name}" for name in PLAIN),
        *(f"'{name}', trim_scale(o.{name})" for name in NUMBERS),
        "'target', o.target_id",
        """'evidence', json_build_object('document', o.document_id, 'chapter', o.chapter_id, 'start', o.start, 'end', o."end", 'quote', o.quote)""",
    ]
)
_STATEMENT = f"""select convert_to(coalesce(json_agg(row), '[]')::text, 'UTF8') from (
  select json_build_object({_COLUMNS}) as row from indicators_observation o
  join districts_district d on d.code = o.district_id left join indicators_indicator i on i.slug = o.indicator_id
  %s order by o.document_id, o.start, o.key limit 51) as page"""
_FIRST = _STATEMENT % ""
_FILTERED = _STATEMENT % "where o.district_id = %s and o.indicator_id = %s"
_AFTER = _STATEMENT % "where (o.document_id, o.start, o.key) > (%s, %s::integer, %s)"


def observations(request: HttpRequest) -> HttpResponse:
    given = request.GET
    if "after" in given:
        statement, values = _AFTER, given["after"].split(",")
    elif "district" in given:
        statement, values = _FILTERED, [given["district"], given["indicator"]]
    else:
        statement, values = _FIRST, []
    connection.ensure_connection()
    raw: Any = connection.connection
    found = psycopg.Cursor(raw).execute(statement, values, prepare=True, binary=True).fetchone()
    assert found is not None
    return HttpResponse(b'{"results": %s}' % found[0], content_type="application/json")


def empty(request: HttpRequest) -> HttpResponse:
    return HttpResponse(b"", content_type="application/json")
