"""What is kept is marked stale when the code changes that it is worked out by: so all of that code is in the hash of the rules."""

import ast
from pathlib import Path

import pytest

from indicators.deriving import _RULES

ROOT = Path(__file__).parents[2]
PURE = ("caveats", "harmonising", "progressing", "units", "analysis/stating")
TABLES = {"indicators/models.py"}  # whose change is a migration


@pytest.mark.parametrize("module", PURE)
def test_what_a_rule_takes_from_elsewhere_is_in_the_hash_too(module: str) -> None:
    path = ROOT / "indicators" / f"{module}.py"
    assert path.relative_to(ROOT).as_posix() in _RULES
    found = {
        f"{node.module.replace('.', '/')}.py"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith(("indicators.", "text."))
    }
    assert found - set(_RULES) - TABLES == set()
