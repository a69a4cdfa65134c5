"""What the schema promises, asked some thousands of times over: schemathesis makes requests of it, right ones and wrong ones, and holds every answer
to it with all of its checks.

Over the seeds, against the application in process; the same requests at every run. ``make fuzz`` asks far more of them, others each time, and all the
bounds of every parameter (the phase that schemathesis calls coverage), and takes some twenty minutes.
"""

import copy
import json
import logging
import os
import re
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.db import connections
from drf_spectacular.generators import SchemaGenerator
from schemathesis.core.failures import Failure
from schemathesis.engine import events, from_schema
from schemathesis.openapi.checks import JsonSchemaError, RejectedPositiveData

logger = logging.getLogger(__name__)

AT_LEAST = 5000
LONG = "FUZZ" in os.environ
"""Set by ``make fuzz``."""

CONFIG = {
    **({} if LONG else {"seed": 5}),
    # schemathesis does not unpack what its WSGI client gets; compression is tested in test_http.
    "headers": {"Accept-Encoding": "identity"},
    "continue-on-failure": True,
    "generation": {
        "max-examples": 400 if LONG else 60,
        "deterministic": not LONG,
        "no-shrink": not LONG,
        "database": "none",
    },
    "phases": {"coverage": {"enabled": LONG}},
}

PARSED_AT_ONCE = "AST constructor recursion depth mismatch"
"""What Python before 3.11.8 says where two threads parse code at the same time, as Hypothesis does to name its state machines (python/cpython#106905)."""

# Why a value that the schema allows is refused nevertheless: what no schema can say. Each is the message of a 400; all of them are tested, and each
# names the parameter and what is taken instead. Any other refusal of a value that the schema allows is a failure.
BEYOND_ANY_SCHEMA = [
    r"group_by and compute don't ask for this column.*",  # which columns a group has follows from other parameters
    r"groups can't be sorted by this",
    r"figures of different indicators have no .* in common: .*",  # nor what the figures are of that are asked for
    # The schema holds for every revision of the data, and does not list the rows that there are in one.
    r"there is no (district|document|chapter|indicator|target|revision|such revision|such document|such district)\b.*",
    r"there is no (observation|numeral|project|park|term|subdistrict|special plan|correction|run|ingest run)\b.*",
    # … nor which document is of which district, and which of two revisions is the later one.
    r"the document belongs to \d{6} .*, not to \d{6}",
    r"must not be later than revision \d+, which is compared with it",
    # A cursor is opaque: it has no form that a client could make one by.
    r"not a cursor of this list: .*|this cursor was made for other parameters.*",
    # Parameters that depend on each other, which OpenAPI has no words for.
    r"only (?:CSV|CSV, XLSX and Parquet|Parquet) files know this: use .*|only files have a column for each year: use format=csv|only JSON has columns to choose|a table with wide=year has its own columns|only JSON responses can contain it",
    r"a district or a city is required, for example .*",
    r"no column would be left",
    r"there is no list of this name",  # which are there is told by words/ itself
    r"a file in this format has at most [\d,]+ rows; .*",
    r".* cells, and a response has at most .*|more than \d+ statements would have to be compared: .*",
    # It could be said by a pattern, on each of some two thousand parameters of text.
    r"must not contain NUL characters",
]


def is_beyond_any_schema(answer: Any) -> bool:
    problem = json.loads(answer.content)
    told = [one["message"] for one in problem.get("errors", [])]
    return bool(told) and all(any(re.fullmatch(known, each, re.DOTALL) for known in BEYOND_ANY_SCHEMA) for each in told)


def without_required(node: Any) -> Any:
    """A schema in which a row may have fewer columns."""
    if isinstance(node, dict):
        return {
            key: without_required(value) for key, value in node.items() if key != "required" or isinstance(value, bool)
        }
    return [without_required(part) for part in node] if isinstance(node, list) else node


def excused(partial: Any) -> Callable[..., bool]:
    """The hook that keeps a failure (true) or drops it. ``partial`` is the schema in which no column is required."""

    def filter_failure(context: Any, failure: Failure, case: Any, response: Any) -> bool:
        if getattr(response, "status_code", None) == 414:
            return False  # the length of an address as a whole is beyond any schema, too
        if isinstance(failure, RejectedPositiveData):
            return not (response.status_code == 400 and is_beyond_any_schema(response))
        if isinstance(failure, JsonSchemaError) and {"fields", "omit"} & set(case.query or {}):
            # Which columns are there is what was asked, and OpenAPI can't tie an answer to a parameter: they are held to the same schema, in which
            # none is required.
            try:
                partial[case.operation.path][case.operation.method].validate_response(response)
            except (Failure, BaseExceptionGroup):
                return True
            return False
        return True

    return filter_failure


def in_process(connection: Any) -> Callable[..., Iterable[bytes]]:
    """The site for the threads of schemathesis, which share one connection: theirs would outlive them, and the database."""
    site = WSGIHandler()

    def application(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        own, connections["default"] = connections["default"], connection
        try:
            return list(site(environ, start_response))
        finally:
            connections["default"] = own

    return application


def reported(event: events.ScenarioFinished) -> Iterable[tuple[tuple[str, str, str], str]]:
    """Each failure of a scenario, by what is the same of many, with the request that shows it."""
    for case_id, checks in event.recorder.checks.items():
        for check in checks:
            if (info := check.failure_info) is not None:
                failure = info.failure
                interaction = event.recorder.interactions.get(case_id)
                response = interaction.response if interaction else None
                body = response.content[:400].decode(errors="replace") if response else ""
                label = str(event.recorder.label)
                yield (check.name, label, failure.title), f"{failure.message[:800]}\n{info.code_sample}\n{body}"


@pytest.mark.django_db
def test_every_answer_is_as_the_schema_says(django_db_blocker: Any) -> None:
    generated: Any = SchemaGenerator().get_schema(request=None, public=True)
    config = schemathesis.Config.from_dict(CONFIG)
    cases: Counter[str] = Counter()
    failures: dict[tuple[str, str, str], str] = {}
    connection = connections.create_connection("default")
    connection.inc_thread_sharing()
    try:
        schema = schemathesis.openapi.from_wsgi("/api/v1/schema/", in_process(connection), config=config)
        schema.hook(excused(schemathesis.openapi.from_dict(without_required(copy.deepcopy(generated)))))
        with django_db_blocker.unblock():
            for event in from_schema(schema).execute():
                if isinstance(event, events.ScenarioFinished):
                    cases[event.phase.value] += len(event.recorder.cases)
                    failures |= dict(reported(event))
                    logger.info(
                        "%s %s: %d, %d kinds of failures", event.phase.value, event.label, cases.total(), len(failures)
                    )
                elif isinstance(event, events.NonFatalError) and PARSED_AT_ONCE not in str(event.value):
                    failures["error", event.label, str(event.value)] = event.info.format()
                elif isinstance(event, events.FatalError):
                    raise event.exception
    finally:
        with connection.cursor() as cursor:  # Reports are taken from anybody; those of this test are nobody's.
            cursor.execute("delete from curation_wrongreading")
        connection.dec_thread_sharing()
        connection.close()
    told = "\n\n".join(f"{' · '.join(what)}\n{shown}" for what, shown in sorted(failures.items()))
    assert not failures, f"{len(failures)} kinds of failures, seed {config.seed}, {dict(cases)}:\n\n{told}"
    assert cases.total() >= AT_LEAST, dict(cases)
