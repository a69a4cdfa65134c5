"""Triggers that write down what has to be worked out anew (``indicators.models.Stale``), whoever writes: a reader, the admin, a cascade, a statement
by hand."""

# What of a document and of an indicator bears on what is worked out of observations.
_OF_DOCUMENTS = ("kind", "report_year", "period_start", "period_end", "baseline_year", "reading_state")
_OF_INDICATORS = ("name_zh", "unit", "measure", "direction", "category", "definition")


def _insert(source: str) -> str:
    return f"""insert into public.indicators_stale (district_code, indicator_slug, year)
      select distinct said.district_id, said.indicator_id, coalesce(said.year, 0)
      from {source} and said.indicator_id is not null on conflict do nothing;"""  # noqa: S608 names of ours


def _differ(columns: tuple[str, ...]) -> str:
    now, then = (", ".join(f"{table}.{column}" for column in columns) for table in ("now", "was"))
    return f"({now}) is distinct from ({then})"


def _function(name: str, body: str) -> str:
    return f"create function history.{name}() returns trigger language plpgsql as $$ begin {body} return null; end $$"


FUNCTIONS = (
    _function("stale_observations", _insert("written as said where true")),
    _function(
        "stale_documents",
        _insert(
            "written as now join replaced as was using (id) join public.indicators_observation as said on said.document_id = now.slug"
            f" where {_differ(_OF_DOCUMENTS)}"
        ),
    ),
    _function(
        "stale_indicators",
        _insert(
            "written as now join replaced as was using (id) join public.indicators_observation as said on said.indicator_id = now.slug"
            f" where {_differ(_OF_INDICATORS)}"
        ),
    ),
)
TRIGGERS = (
    ("stale_added", "insert", "indicators_observation", "new table as written", "stale_observations"),
    ("stale_removed", "delete", "indicators_observation", "old table as written", "stale_observations"),
    ("stale_before", "update", "indicators_observation", "old table as written", "stale_observations"),
    ("stale_after", "update", "indicators_observation", "new table as written", "stale_observations"),
    (
        "stale_changed",
        "update",
        "districts_document",
        "old table as replaced new table as written",
        "stale_documents",
    ),
    (
        "stale_changed",
        "update",
        "indicators_indicator",
        "old table as replaced new table as written",
        "stale_indicators",
    ),
)


def statements() -> list[str]:
    return [
        *FUNCTIONS,
        *(
            f"create trigger {name} after {what} on public.{table} referencing {tables} for each statement execute function history.{function}()"
            for name, what, table, tables, function in TRIGGERS
        ),
    ]


def removal() -> list[str]:
    return [
        *(f"drop trigger {name} on public.{table}" for name, _, table, _, _ in TRIGGERS),
        *(f"drop function history.{name}()" for name in ("stale_observations", "stale_documents", "stale_indicators")),
    ]
