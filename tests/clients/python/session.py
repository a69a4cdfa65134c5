"""A journalist's session by the client that openapi-python-client makes of the schema, typed by that alone.

Asks the site whose address is its argument, and prints as JSON what it found.
"""

import json
import sys
from typing import TypeVar
from urllib.parse import parse_qs, urlsplit

from plan_client import Client
from plan_client.api.compare import compare
from plan_client.api.districts import districts_list
from plan_client.api.documents import documents_list, documents_text
from plan_client.api.observations import observations_evidence, observations_list
from plan_client.api.progress import progress_list
from plan_client.api.search import search
from plan_client.api.verify import verify
from plan_client.models import ObservationKind, Problem, VerifyRequest
from plan_client.types import UNSET

T = TypeVar("T")


def must(answer: T | Problem | None) -> T:
    """What was asked for; a problem is raised in its own words."""
    if answer is None or isinstance(answer, Problem):
        raise SystemExit(answer.detail if answer else "an answer without a body")
    return answer


def main(site: str) -> None:
    client = Client(base_url=site, raise_on_unexpected_status=True)

    # The district, by its name, and its documents.
    code = must(districts_list.sync(client=client, name=["河东区"])).results[0].code
    documents = must(documents_list.sync(client=client, district=[code])).results

    # All that is stated of an indicator there, page by page.
    indicator = "high-tech-firms"
    rows, cursor = [], ""
    while True:
        page = must(
            observations_list.sync(
                client=client, district=[code], indicator=[indicator], page_size=2, count=True, cursor=cursor or UNSET
            )
        )
        rows += page.results
        if page.next_ is None:
            break
        cursor = parse_qs(urlsplit(page.next_).query)["cursor"][0]

    comparison = must(
        compare.sync(client=client, indicator=[indicator], district=["120101", code, "120105"], year=[2020])
    )

    # The words that a figure was read from, in the document itself.
    actual = next(row for row in rows if row.kind is ObservationKind.ACTUAL and row.year == 2022)
    evidence = must(observations_evidence.sync(actual.id, client=client))
    text = must(documents_text.sync(actual.document, client=client))
    quoted = text[actual.evidence.start : actual.evidence.end]

    progress = must(progress_list.sync(client=client, district=[code], indicator=[indicator])).results
    hits = must(search.sync(client=client, q="养老", district=[code], page_size=5)).results
    sentence = VerifyRequest(sentence="2022年河东区国家高新技术企业达到155家", district=code)
    check = must(verify.sync(client=client, body=sentence))

    # A name in place of a code is told, with what was meant.
    slip = observations_list.sync(client=client, district=["河东区"])
    assert isinstance(slip, Problem)
    told = slip.errors[0] if slip.errors else None

    sys.stdout.write(
        json.dumps(
            {
                "code": code,
                "documents": [document.slug for document in documents],
                "rows": [row.id for row in rows],
                "count": page.count or 0,
                "cells": [[cell.district.code, cell.status, cell.value] for cell in comparison.cells],
                "value": actual.value,
                "quoted": quoted == actual.evidence.quote,
                "evidence": evidence.said_zh,
                "progress": [[one.id, one.status] for one in progress],
                "hits": len(hits),
                "verdict": check.verdict,
                "problem": {"status": slip.status, "nearest": told.nearest if told else None},
            }
        )
    )


main(sys.argv[1])
