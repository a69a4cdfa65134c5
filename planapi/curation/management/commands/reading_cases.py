"""`manage.py reading_cases FILE`: confirmed reports become cases for the tests, a line of JSON each."""

from pathlib import Path
from typing import Any

import orjson
from django.core.management.base import BaseCommand, CommandError, CommandParser

from planapi.curation.cases import case_of, confirmed


class Command(BaseCommand):
    help = "Write confirmed reports of wrong readings as cases for the tests (docs/curation.md)."
    requires_migrations_checks = True

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="a new file; it must not be there")
        parser.add_argument(
            "--report",
            type=int,
            action="append",
            default=[],
            help="the number of a report; default: all confirmed ones",
        )

    def handle(self, *, file: Path, report: list[int], **options: Any) -> None:
        cases = [case_of(one) for one in confirmed(report)]
        if missing := sorted(set(report) - {one.number for one in cases}):
            raise CommandError(f"not confirmed, or not there: {', '.join(map(str, missing))}")
        if not cases:
            raise CommandError("no report is confirmed: nothing was written")
        try:
            with file.open("xb") as out:
                out.writelines(orjson.dumps(one.line) + b"\n" for one in cases)
        except OSError as error:
            raise CommandError(f"{file} can't be written: {error.strerror}") from error
        for one in cases:
            if not one.reproduced:
                self.stderr.write(
                    f"report {one.number}: the small document is not read as was reported; see reported in its line"
                )
        self.stdout.write(f"{len(cases)} cases written to {file}.")
