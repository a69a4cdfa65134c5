"""`manage.py ingest PATH …`: documents, or folders of them, into the database, with a progress bar.

A document that was not read well (``planapi.reading_check``) is marked ``!``, and what was found is told below it.

With a broker configured each document is a task for the workers; without, they are read one after the other in this process.
"""

import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError, InterfaceError
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from planapi import queueing
from planapi.ingest import reader_version
from planapi.tasks import ENDINGS, documents_in, ingest_document, parts_of
from text.vocabulary import ReadingState, RunState, Severity

# How long the command waits for the workers to finish one document, in seconds; the task's own time limit is shorter.
PATIENCE = 600


class Command(BaseCommand):
    help = (
        "Ingest documents (text, Markdown, HTML, PDF, DOCX, DOC, OFD, XLSX, CSV, or a zip of these), or every document of a folder. Unchanged files are "
        "skipped."
    )
    requires_migrations_checks = True

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "paths", nargs="+", type=Path, metavar="PATH", help="a document, a zip of documents, or a folder of them"
        )
        parser.add_argument(
            "--district",
            metavar="CODE",
            help="GB/T 2260 code of the district, only needed if the text names no division, or several",
        )
        parser.add_argument("--force", action="store_true", help="read and store unchanged files again")
        parser.add_argument(
            "--replace",
            action="store_true",
            help="let a file replace a document even if it has much less content or a different title",
        )

    def handle(
        self, *, paths: list[Path], district: str | None, force: bool, replace: bool, traceback: bool, **options: Any
    ) -> None:
        files = [part for path in self._files(paths) for part in parts_of(path)]
        if district and len(files) > 1:
            raise CommandError(f"--district applies to one document, but {len(files)} were given")
        console = Console(file=sys.stderr, soft_wrap=True)
        outcomes: list[dict[str, Any]] = []
        with Progress(
            TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), console=console
        ) as progress:
            bar = progress.add_task("Ingesting", total=len(files))
            for outcome in self._outcomes(
                files, traceback=traceback, district_code=district, force=force, replace=replace
            ):
                outcomes.append(outcome)
                progress.console.print(self._line(outcome), markup=False, highlight=False)
                progress.advance(bar)
        doubtful = [outcome["document"] for outcome in outcomes if _is_doubtful(outcome)]
        if doubtful:
            console.print(
                f"{len(doubtful)} of {len(outcomes)} documents were not read well enough to be relied on: {', '.join(doubtful)}",
                markup=False,
                highlight=False,
            )
        failed = [outcome for outcome in outcomes if outcome["state"] == RunState.FAILED.value]
        if failed:
            raise CommandError(
                f"{len(failed)} of {len(outcomes)} documents were not ingested; their stored rows are unchanged"
            )

    def _files(self, paths: list[Path]) -> Iterator[Path]:
        for path in paths:
            if path.is_dir():
                found = documents_in(path)
                if not found:
                    raise CommandError(f"{path} contains no documents ({', '.join(ENDINGS)})")
                yield from found
            else:
                yield path

    def _outcomes(
        self, files: list[tuple[Path, str | None]], *, traceback: bool, **how: Any
    ) -> Iterator[dict[str, Any]]:
        """The outcome of each file, whatever became of those before it. With ``--traceback`` the first error that is not about a file ends it.

        Workers take the files from their queue, and work while the first ones are waited for.
        """
        reader_version()  # what it costs once is not the first document's
        if settings.CELERY_TASK_ALWAYS_EAGER:
            for file, member in files:
                begin = partial(ingest_document, str(file), member=member, **how)
                yield self._outcome(file, begin, traceback=traceback)
        else:
            bulk = len(files) > 1
            tasks = [queueing.submit(file.resolve(), member=member, bulk=bulk, **how) for file, member in files]
            for (file, _), task in zip(files, tasks, strict=True):
                yield self._outcome(file, partial(queueing.wait, task, seconds=PATIENCE), traceback=traceback)

    def _outcome(self, file: Path, of: Callable[[], Any], *, traceback: bool) -> dict[str, Any]:
        try:
            return of()
        except TimeoutError:
            error = f"no worker finished it within {PATIENCE} s; it stays in the queue, and its result will be in ingest-runs/"
        except Exception as raised:
            if traceback:
                raise
            said = str(raised).strip().partition("\n")[0]
            what = (
                "the database rejected it"
                if isinstance(raised, DatabaseError | InterfaceError)
                else type(raised).__name__
            )
            error = f"{what}: {said}"
        return {"state": RunState.FAILED.value, "error": f"{file.name}: {error}"}

    def _line(self, outcome: dict[str, Any]) -> str:
        if outcome["state"] == RunState.FAILED.value:
            return f"✗ {outcome['error']}"
        if outcome["state"] == RunState.UNCHANGED.value:
            return f"= {outcome['document']}  unchanged{', doubtful' if _is_doubtful(outcome) else ''}"
        counts = ", ".join(f"{number} {name.replace('_', ' ')}" for name, number in outcome["counts"].items() if number)
        found = outcome["findings"]
        warnings = sum(one["severity"] == Severity.WARNING.value for one in found)
        told = f"  ({warnings} warning{'s' if warnings > 1 else ''})" if warnings else ""
        severe = [one["message"]["en"] for one in found if one["severity"] == Severity.SEVERE.value]
        return "\n".join(
            [f"{'!' if severe else '✓'} {outcome['document']}  {counts}{told}", *(f"    {words}" for words in severe)]
        )


def _is_doubtful(outcome: dict[str, Any]) -> bool:
    return outcome.get("reading_state") == ReadingState.DOUBTFUL.value
