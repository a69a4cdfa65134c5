"""A session by the models that datamodel-code-generator makes for pydantic; asks the site whose address is its argument."""

import json
import sys
import urllib.request
from urllib.error import HTTPError
from urllib.parse import urlencode

from models import PaginatedDistrictList, PaginatedObservationList, Problem, WholeEvidence


def main(site: str) -> None:
    def ask(path: str, **parameters: str) -> bytes:
        try:
            with urllib.request.urlopen(f"{site}/api/v1/{path}?{urlencode(parameters)}") as answer:
                return answer.read()
        except HTTPError as error:
            return error.read()

    code = PaginatedDistrictList.model_validate_json(ask("districts/", name="河东区")).results[0].code
    asked = {"ordering": "-value_cny", "value_cny__isnull": "false", "page_size": "2", "count": "true"}
    page = PaginatedObservationList.model_validate_json(ask("observations/", district=f"{code},120110", **asked))
    first = page.results[0]
    evidence = WholeEvidence.model_validate_json(ask(f"observations/{first.id}/evidence/"))
    problem = Problem.model_validate_json(ask("observations/", district="河东区"))
    kind = first.kind and getattr(first.kind, "value", first.kind)
    row = {"id": first.id, "value_cny": first.value_cny, "kind": kind, "quote": first.evidence.quote}
    nearest = problem.errors[0].nearest if problem.errors else None
    sys.stdout.write(
        json.dumps({"code": code, "row": row, "count": page.count, "said": evidence.said_zh, "nearest": nearest})
    )


main(sys.argv[1])
