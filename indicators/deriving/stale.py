"""Triggers that write down what has to be worked out anew (``indicators.models.Stale``), whoever writes: a reader, the admin, a cascade, a statement
by hand."""

from collections.abc import Sequence

Trigger = tuple[str, str, str, str, str]
"""Its name, the statement after which it comes, the table, the rows that it sees, and its function."""

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


# What of an indicator bears on the numbers beside its names.
_OF_NAMES = ("slug", "name_zh", "unit", "aliases")


def _insert_document(source: str) -> str:
    return f"""insert into public.indicators_stale (district_code, indicator_slug, year, document_slug)
      select distinct said.district_id, '', 0, said.{source} on conflict do nothing;"""


def _insert_names(source: str) -> str:
    return f"""insert into public.indicators_stale (district_code, indicator_slug, year)
      select '', now.slug, 0 from {source} on conflict do nothing;"""  # noqa: S608 names of ours


FUNCTIONS_OF_MENTIONS = (
    _function("stale_mentions", _insert_document("document_id from written as said")),
    _function(
        "stale_texts",
        _insert_document(
            "slug from written as said join replaced as was using (id) where said.text is distinct from was.text"
        ),
    ),
    _function("stale_new_names", _insert_names("written as now")),
    _function(
        "stale_names", _insert_names(f"written as now join replaced as was using (id) where {_differ(_OF_NAMES)}")
    ),
)
TRIGGERS_OF_MENTIONS = (
    *(
        (f"stale_mentions_{name}", what, table, tables, "stale_mentions")
        for table in ("indicators_observation", "indicators_numeral")
        for name, what, tables in (
            ("added", "insert", "new table as written"),
            ("removed", "delete", "old table as written"),
            ("before", "update", "old table as written"),
            ("after", "update", "new table as written"),
        )
    ),
    ("stale_texts", "update", "districts_document", "old table as replaced new table as written", "stale_texts"),
    ("stale_new_names", "insert", "indicators_indicator", "new table as written", "stale_new_names"),
    ("stale_names", "update", "indicators_indicator", "old table as replaced new table as written", "stale_names"),
)


def statements(functions: Sequence[str] = FUNCTIONS, triggers: Sequence[Trigger] = TRIGGERS) -> list[str]:
    return [
        *functions,
        *(
            f"create trigger {name} after {what} on public.{table} referencing {tables} for each statement execute function history.{function}()"
            for name, what, table, tables, function in triggers
        ),
    ]


def removal(triggers: Sequence[Trigger] = TRIGGERS) -> list[str]:
    return [
        *(f"drop trigger {name} on public.{table}" for name, _, table, _, _ in triggers),
        *(f"drop function history.{name}()" for name in dict.fromkeys(function for *_, function in triggers)),
    ]
