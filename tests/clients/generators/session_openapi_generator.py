"""A session by the client that openapi-generator makes for Python; asks the site whose address is its argument."""

import json
import sys

from openapi_client import ApiClient, Configuration
from openapi_client.api.districts_api import DistrictsApi
from openapi_client.api.observations_api import ObservationsApi
from openapi_client.exceptions import ApiException


def main(site: str) -> None:
    with ApiClient(Configuration(host=site)) as client:
        observations = ObservationsApi(client)
        code = DistrictsApi(client).districts_list(name=["河东区"]).results[0].code
        page = observations.observations_list(
            district=[code, "120110"], ordering=["-value_cny"], value_cny__isnull=False, page_size=2, count=True
        )
        first = page.results[0]
        evidence = observations.observations_evidence(first.id)
        try:
            observations.observations_list(district=["河东区"])
            nearest = None
        except ApiException as error:
            nearest = json.loads(error.body or "{}")["errors"][0]["nearest"]
    row = {"id": first.id, "value_cny": first.value_cny, "kind": first.kind, "quote": first.evidence.quote}
    sys.stdout.write(
        json.dumps({"code": code, "row": row, "count": page.count, "said": evidence.said_zh, "nearest": nearest})
    )


main(sys.argv[1])
