"""What a check finds, in words for an editor: what was seen, what it means for the data, what to do about it.

The words are in ``messages.toml``; a finding fills in its figures.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from text.vocabulary import Severity

MESSAGES = Path(__file__).parent / "messages.toml"

_LONGEST_EXAMPLE = 40


@dataclass(frozen=True, slots=True)
class Finding:
    """``figures`` are what was counted, and examples from the text."""

    code: str
    severity: Severity
    zh: str
    en: str
    figures: dict[str, Any]

    def as_json(self) -> dict[str, Any]:
        """As the API serves it."""
        message = {"zh": self.zh, "en": self.en}
        return {"code": self.code, "severity": self.severity.value, "message": message, "figures": self.figures}


@cache
def messages() -> dict[str, dict[str, dict[str, str]]]:
    """Of each finding what was seen, what it means and what to do, in both languages."""
    return tomllib.loads(MESSAGES.read_text(encoding="utf-8"))


def told(code: str, severity: Severity, **figures: Any) -> Finding:
    """A finding with its message."""
    parts = messages()[code]
    shown = {name: _shown(name, value) for name, value in figures.items()}
    zh = "".join(parts[part]["zh"].format(**shown) for part in ("seen", "means", "do"))
    en = " ".join(parts[part]["en"].format(**shown) for part in ("seen", "means", "do"))
    return Finding(
        code, severity, zh, en, {name: value for name, value in figures.items() if not name.startswith("kind_")}
    )


def _shown(name: str, value: Any) -> Any:
    """A figure in a sentence: a share in per cent, a list with its first members."""
    if name == "share":
        return f"{value:.1%}" if value < 0.1 else f"{value:.0%}"
    if isinstance(value, list):
        return "、".join(str(one) for one in value)
    return value


def excerpt(text: str) -> str:
    """A few words of the text, on one line."""
    words = " ".join(text.split())
    return words if len(words) <= _LONGEST_EXAMPLE else words[:_LONGEST_EXAMPLE] + "…"
