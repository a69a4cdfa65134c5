"""Code that nothing uses: ``python -m tests.house.dead_code`` names it, and ends with 1. ``make check`` runs it.

vulture finds it by name, over all files at once. Two things are added. It says nothing of constants whose names begin with an underscore, and to it a
name is used wherever any module uses a name like it; but ``_NAME`` is of one module alone. And what is named in a string, as Django's settings name
functions, is used; so is what a template names.

Attributes and the fields of classes are not looked at: models, serializers and filters declare them for others to find.
"""

import ast
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from vulture import Vulture

ROOT = Path(__file__).parents[2]
PACKAGES = ("text", "rest", "history", "access", "districts", "indicators", "projects", "planapi", "bench", "tests")
ME = Path(__file__).relative_to(ROOT).as_posix()
INSTALLED = frozenset(("node_modules", ".venv"))
"""Folders of packages, which `make clients` and `make generators` put beside the tests."""
NOT_OURS = ("tests/gold/score.py", "tests/clients/python/session.py")

# What a framework calls or looks up by its name.
LOOKED_UP = [
    *("add_arguments", "state_forwards", "database_forwards", "database_backwards", "describe"),  # Django
    *(
        "has_*_permission",
        "add_view",
        "Media",
        "*Config",
        "_output_field_or_none",
        "handler4??",
        "handler500",
    ),  # Django too
    *(
        "process_exception",
        "base_location",
        "latest_post_date",
    ),  # and so are these of its middleware, storages and feeds
    "x[A-Z]*",  # a file system of SQLite
    *(
        "get_*",
        "authenticate",
        "authenticate_header",
        "has_permission",
        "run_validation",
        "is_deprecated",
        "filter_for_field",
    ),  # REST framework, its filters and schema
    "resolve_*",  # Django Ninja
    "writable",  # io
    *("do_GET", "log_message"),  # http.server
    *("pytestmark", "pytest_*"),
]
DECORATED = ["@register", "@admin.register", "@atexit.register", "@pytest.fixture", "@*.connect"]


def unused(texts: dict[str, str], templates: str = "") -> list[str]:
    """What nothing uses in these files (their texts by their names), a line for each: ``a.py:3: unused function 'f'``.

    ``templates`` is the text of Django's templates, one behind the other.
    """
    vulture = Vulture(ignore_names=LOOKED_UP, ignore_decorators=DECORATED)
    trees = {name: ast.parse(text) for name, text in texts.items()}
    for name, text in texts.items():
        vulture.scan(text, filename=name)
    # not by the list above
    named = {part for name, tree in trees.items() if name != ME for part in _named_in_strings(tree)}
    named |= {part for tag in _TAG.findall(templates) for part in _NAME.findall(tag)}
    lines = {name: {line for line, _ in _module_names(tree)} for name, tree in trees.items()}
    found: list[tuple[str, int, str]] = []
    for item in vulture.get_unused_code(min_confidence=60):
        name = str(item.filename)
        constant = item.typ == "variable" and item.first_lineno in lines[name] and not name.endswith("settings.py")
        if constant or (item.typ not in ("variable", "attribute") and item.name not in named):
            found.append((name, item.first_lineno, item.get_report().split(": ", 1)[1].rpartition(" (")[0]))
    for name, tree in trees.items():
        used = {one.id for one in ast.walk(tree) if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Load)}
        used |= set(_named_in_strings(tree))
        found += [
            (name, line, f"unused name '{private}'")
            for line, private in _module_names(tree)
            if private.startswith("_") and private.strip("_") and not private.endswith("__") and private not in used
        ]
    return [f"{name}:{line}: {what}" for name, line, what in sorted(set(found))]


_TAG = re.compile(r"\{[{%].*?[%}]\}", re.DOTALL)
_NAME = re.compile(r"[A-Za-z_]\w*")


def _module_names(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """The constants of a module with their lines; functions and classes too, where nothing decorates them."""
    for one in tree.body:
        if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            if not one.decorator_list:
                yield one.lineno, one.name
        elif isinstance(one, ast.Assign | ast.AnnAssign):
            targets = one.targets if isinstance(one, ast.Assign) else [one.target]
            names = (inner for target in targets for inner in ast.walk(target) if isinstance(inner, ast.Name))
            yield from ((name.lineno, name.id) for name in names)


def _named_in_strings(tree: ast.Module) -> Iterator[str]:
    """The last parts of strings that are names: ``allowed_methods`` of ``"rest.http.methods.allowed_methods"``."""
    for one in ast.walk(tree):
        if isinstance(one, ast.Constant) and isinstance(one.value, str):
            name = one.value.rpartition(":")[2].rpartition(".")[2]
            if name.isidentifier():
                yield name


def files(root: Path = ROOT) -> Iterable[Path]:
    """The Python files of the project, without what comes from elsewhere."""
    yield root / "manage.py"
    for package in PACKAGES:
        yield from sorted(path for path in (root / package).rglob("*.py") if INSTALLED.isdisjoint(path.parts))


def _templates() -> str:
    return "\n".join(path.read_text("utf-8") for path in sorted((ROOT / "planapi/templates").rglob("*.html")))


def main() -> None:
    paths = {path.relative_to(ROOT).as_posix(): path for path in files()}
    found = unused(
        {name: path.read_text("utf-8") for name, path in paths.items() if name not in NOT_OURS}, _templates()
    )
    for line in found:
        sys.stdout.write(f"{line}\n")
    raise SystemExit(1 if found else 0)


if __name__ == "__main__":
    main()
