"""The README's requests are made, and their answers compared with those that it prints."""

import json
import re

import pytest
from django.test import Client

from tests.seeds import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
REQUESTS = re.findall(
    r"```console\n\$ curl '(http://127\.0\.0\.1:8000[^']+)'\n```\n```json\n(.*?)```", README, re.DOTALL
)


def test_the_readme_has_requests() -> None:
    assert len(REQUESTS) >= 4


@pytest.mark.django_db
@pytest.mark.parametrize(("url", "printed"), REQUESTS)
def test_an_answer_is_as_printed(url: str, printed: str) -> None:
    answer = Client(headers={"host": "127.0.0.1:8000"}).get(url.removeprefix("http://127.0.0.1:8000"))
    body = json.loads(answer.content)
    body.pop("request_id", None)  # another each time
    assert body == json.loads(printed)


def test_what_it_links_to_is_there() -> None:
    for path in re.findall(r"\]\(((?!http)[^)#]+)\)", README):
        assert (ROOT / path).exists(), path
