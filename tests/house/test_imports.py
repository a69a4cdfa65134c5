"""Imports run one way: the contracts of pyproject.toml hold."""

from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports


def test_the_import_contracts_are_kept() -> None:
    assert lint_imports() == EXIT_STATUS_SUCCESS
