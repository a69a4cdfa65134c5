"""The check for code that nothing uses finds it, and names nothing that is used."""

import pytest

from tests.house.dead_code import unused


@pytest.mark.parametrize(
    ("dead", "told"),
    [
        ("def left():\n    pass\n", "unused function 'left'"),
        ("class Left:\n    pass\n", "unused class 'Left'"),
        ("LEFT = 1\n", "unused variable 'LEFT'"),
        ("_LEFT = 1\n", "unused name '_LEFT'"),
        ("def _left():\n    pass\n", "unused function '_left'"),
        ("def used():\n    return 1\n    return 2\n\n\nused()\n", "unreachable code after 'return'"),
    ],
)
def test_what_nothing_uses_is_named(dead: str, told: str) -> None:
    assert f"a.py:{3 if 'unreachable' in told else 1}: {told}" in unused({"a.py": dead})


def test_a_private_name_is_not_used_by_its_namesake_in_another_module() -> None:
    found = unused({"a.py": "_NAME = 1\nprint(_NAME)\n", "b.py": "_NAME = 2\n"})
    assert found == ["b.py:1: unused name '_NAME'"]


@pytest.mark.parametrize(
    "texts",
    [
        {"a.py": "FIRST = 1\n", "b.py": "from a import FIRST\nprint(FIRST)\n"},
        {"a.py": "def first():\n    pass\n", "settings.py": "MIDDLEWARE = ['a.first']\n"},
        {"a.py": "class Row:\n    column = 1\n\n\nprint(Row)\n"},
        {"a.py": "@register\ndef check():\n    pass\n"},
        {"a.py": "_HELD = 1\n\n\ndef of():\n    return _HELD\n\n\nof()\n"},
    ],
)
def test_nothing_that_is_used_is_named(texts: dict[str, str]) -> None:
    assert unused(texts) == []
