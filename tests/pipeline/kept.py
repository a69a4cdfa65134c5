"""Answers that may come from what is kept, asked twice: as they are, and as they are where nothing is kept."""

from pathlib import Path
from typing import Any

import orjson
import pytest
from rest_framework.test import APIClient

from planapi.ingest import ingest


class KeptAnswers:
    """Asks an address, and says whether the answer came from what is kept: from ``method`` of the view, which gives None where it is not."""

    def __init__(self, patched: pytest.MonkeyPatch, address: str, view: type, method: str) -> None:
        self.patched, self.address, self.view, self.method = patched, address, view, method
        self.kept: bool | None = None
        original = getattr(view, method)

        def watched(*asked: Any) -> Any:
            answer = original(*asked)
            self.kept = answer is not None
            return answer

        patched.setattr(view, method, watched)

    def both(self, **parameters: Any) -> tuple[Any, Any]:
        """The answer as it is, and as it is where nothing is kept."""
        self.kept = False
        answer = self._ask(parameters)
        with self.patched.context() as patched:
            patched.setattr(self.view, self.method, lambda *asked: None)
            return answer, self._ask(parameters)

    def same(self, *, kept: bool, **parameters: Any) -> Any:
        answer, wanted = self.both(**parameters)
        assert answer == wanted
        assert self.kept is kept
        return answer[1]

    def _ask(self, parameters: dict[str, Any]) -> tuple[int, Any]:
        response: Any = APIClient().get(self.address, parameters)
        content = b"".join(response) if response.streaming else response.content
        if response.status_code == 200 and "application/json" not in response["Content-Type"]:
            return response.status_code, content.decode()
        found = orjson.loads(content)
        found.pop("request_id", None)
        return response.status_code, found


def put(folder: Path, text: str) -> None:
    """Store a text, in place of what is stored of its document."""
    path = folder / "report.txt"
    path.write_text(text, encoding="utf-8")
    ingest(path, replace=True)
