"""`manage.py ingest PATH …`: documents, or folders of them, into the database, with a progress bar and, at its end, what needs a look.

A document that was not read well (``planapi.reading_check``) is marked ``!``, and what was found is told below it. Called again after it was stopped, it
goes on: what is stored is unchanged. Exit statuses: 0 all is stored, or was; 1 some failed; 2 the command was given wrongly; 3 some are doubtful (only
with ``--strict``); 130 it was stopped.

With a broker configured each document is a task for the workers; without, they are read one after the other in this process.
"""

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError, InterfaceError
from rich import box
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from planapi import queueing
from planapi.ingest import reader_version
from planapi.intake.previewing import preview
from planapi.tasks import ENDINGS, documents_in, ingest_document, parts_of
from rest.http.problems import shortened
from text.errors import PlanApiError
from text.vocabulary import ChangeKind, ReadingState, RunState, Severity

# How long the command waits for the workers to finish one document, in seconds; the task's own time limit is shorter.
PATIENCE = 600

INTERRUPTED, DOUBTFUL = 130, 3
"""Exit statuses."""
TOLD = {RunState.SUCCEEDED.value: "stored", RunState.UNCHANGED.value: "as they were"}
"""States of runs in the summary's words."""
WOULD_CHANGE = "would change"
LISTED = 50
"""Documents that the summary lists."""
QUOTED = 3
"""Rows of each resource that a dry run quotes."""


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
            "--dry-run", action="store_true", help="store nothing, and show what each file would change, with quotes"
        )
        parser.add_argument("--recursive", action="store_true", help="take the documents of folders in folders, too")
        parser.add_argument("--strict", action="store_true", help="exit with status 3 if a document is doubtful")
        parser.add_argument(
            "--replace",
            action="store_true",
            help="let a file replace a document even if it has much less content or a different title",
        )

    def handle(
        self, *, paths: list[Path], district: str | None, dry_run: bool, strict: bool, traceback: bool, **options: Any
    ) -> None:
        console = Console(file=sys.stderr, soft_wrap=True)
        outcomes: list[dict[str, Any]] = []
        how = {"district_code": district, "force": options["force"], "replace": options["replace"]}
        quiet = options["verbosity"] == 0
        files: list[tuple[Path, str | None]] = []
        try:
            with progress_on(console) as progress:
                looking = progress.add_task("Looking at files", total=None)
                for path in self._files(paths, recursive=options["recursive"]):
                    files += parts_of(path)
                    progress.update(looking, completed=len(files))
                progress.remove_task(looking)
                if district and len(files) > 1:
                    raise CommandError(f"--district applies to one document, but {len(files)} were given")
                bar = progress.add_task("Reading" if dry_run else "Ingesting", total=len(files))
                asked = self._previews(files, **how) if dry_run else self._outcomes(files, traceback=traceback, **how)
                for outcome in asked:
                    if (before := _replaced(outcome, outcomes)) is not None:
                        before["replaced_by"] = outcome["source"]
                        progress.console.print(_told_replaced(before), markup=False, highlight=False)
                    outcomes.append(outcome)
                    if not quiet or _is_failed(outcome) or _is_doubtful(outcome):
                        progress.console.print(self._line(outcome), markup=False, highlight=False)
                    progress.advance(bar)
        except KeyboardInterrupt:
            self._sum_up(console, outcomes)
            told = f"stopped after {len(outcomes)} of {len(files)} documents; the same command goes on from there"
            raise CommandError(told, returncode=INTERRUPTED) from None
        self._sum_up(console, outcomes)
        failed = sum(map(_is_failed, outcomes))
        if failed:
            raise CommandError(
                f"{failed} of {len(outcomes)} documents were not ingested; their stored rows are unchanged"
                if not dry_run
                else f"{failed} of {len(outcomes)} documents would not be ingested"
            )
        if strict and any(map(_is_doubtful, outcomes)):
            raise CommandError("some documents are doubtful", returncode=DOUBTFUL)

    def _sum_up(self, console: Console, outcomes: list[dict[str, Any]]) -> None:
        """What needs a look, the worst first; then how many there are of each."""
        failed, doubtful = list(filter(_is_failed, outcomes)), list(filter(_is_doubtful, outcomes))
        replaced = [outcome for outcome in outcomes if "replaced_by" in outcome]
        listed = [
            *((outcome, "✗ failed") for outcome in failed),
            *((outcome, "↻ replaced") for outcome in replaced),
            *((outcome, "! doubtful") for outcome in doubtful if outcome not in replaced),
        ]
        if listed and len(outcomes) > 1:
            table = Table("", "file", "document", "why", title="To be looked at", title_justify="left", box=box.SIMPLE)
            for outcome, mark in listed[:LISTED]:
                told = _told_replaced(outcome) if mark.startswith("↻") else "; ".join(_severe(outcome))
                why = str(outcome.get("error") or told.removeprefix("↻ "))
                table.add_row(
                    mark, outcome["source"], outcome.get("document") or "", why.removeprefix(f"{outcome['source']} ")
                )
            if len(listed) > LISTED:
                table.add_row("", f"and {len(listed) - LISTED} more", "", "")
            console.print(table, markup=False, highlight=False)
        if doubtful:
            console.print(
                f"{len(doubtful)} of {len(outcomes)} documents were not read well enough to be relied on: "
                f"{', '.join(str(outcome['document']) for outcome in doubtful)}",
                markup=False,
                highlight=False,
            )
        counts = Counter(TOLD.get(outcome["state"], outcome["state"]) for outcome in outcomes)
        console.print(", ".join(f"{number} {state}" for state, number in counts.items()), markup=False, highlight=False)

    def _files(self, paths: list[Path], *, recursive: bool) -> Iterator[Path]:
        for path in paths:
            if path.is_dir():
                folders = [path, *sorted(one for one in path.rglob("*") if one.is_dir())] if recursive else [path]
                found = [file for folder in folders for file in documents_in(folder)]
                if not found:
                    raise CommandError(f"{path} contains no documents ({', '.join(ENDINGS)})")
                yield from found
            else:
                yield path

    def _previews(self, files: list[tuple[Path, str | None]], **how: Any) -> Iterator[dict[str, Any]]:
        """What each file would change. Read in this process, one after the other: nothing is written that workers would share."""
        for file, member in files:
            source = f"{file.name}/{member}" if member else file.name
            try:
                shown = preview(file, member=member, **how)
            except PlanApiError as error:
                yield {"source": source, "state": RunState.FAILED.value, "error": str(error)}
                continue
            told = {"source": source, "document": shown.document, "changes": shown.as_json()}
            if shown.refused is not None:
                yield told | {"state": RunState.FAILED.value, "error": str(shown.refused)}
            else:
                state = WOULD_CHANGE if told["changes"]["counts"] else "would be unchanged"
                yield told | {"state": state, "reading_state": shown.reading_state, "findings": shown.findings}

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
        return {"source": file.name, "state": RunState.FAILED.value, "error": f"{file.name}: {error}"}

    def _line(self, outcome: dict[str, Any]) -> str:
        changes = _changes(outcome["changes"]) if "changes" in outcome else []
        if outcome["state"] == RunState.FAILED.value:
            return "\n".join([f"✗ {outcome['error']}", *changes])
        if outcome["state"] in (RunState.UNCHANGED.value, "would be unchanged"):
            return f"= {outcome['document']}  unchanged{', doubtful' if _is_doubtful(outcome) else ''}"
        severe = _severe(outcome)
        if "changes" in outcome:
            return "\n".join(
                [f"{'!' if severe else '~'} {outcome['document']}", *(f"    {words}" for words in severe), *changes]
            )
        counts = ", ".join(f"{number} {name.replace('_', ' ')}" for name, number in outcome["counts"].items() if number)
        found = outcome["findings"]
        warnings = sum(one["severity"] == Severity.WARNING.value for one in found)
        told = f"  ({warnings} warning{'s' if warnings > 1 else ''})" if warnings else ""
        return "\n".join(
            [f"{'!' if severe else '✓'} {outcome['document']}  {counts}{told}", *(f"    {words}" for words in severe)]
        )


def progress_on(console: Console) -> Progress:
    return Progress(
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), console=console
    )


def _replaced(outcome: dict[str, Any], before: list[dict[str, Any]]) -> dict[str, Any] | None:
    """The file of the same call that a file has taken the place of, since both are of one document."""
    if outcome["state"] not in (RunState.SUCCEEDED.value, WOULD_CHANGE):
        return None
    same = (one for one in reversed(before) if one.get("document") == outcome["document"] and not _is_failed(one))
    return next(same, None)


def _told_replaced(outcome: dict[str, Any]) -> str:
    return f"↻ {outcome['source']} is replaced: {outcome['replaced_by']} is of the same document {outcome['document']}, and came after it"


def _is_failed(outcome: dict[str, Any]) -> bool:
    return outcome["state"] == RunState.FAILED.value


def _is_doubtful(outcome: dict[str, Any]) -> bool:
    return outcome.get("reading_state") == ReadingState.DOUBTFUL.value


def _severe(outcome: dict[str, Any]) -> list[str]:
    found = outcome.get("findings", ())
    return [one["message"]["en"] for one in found if one["severity"] == Severity.SEVERE.value]


_SIGNS = {ChangeKind.ADDED: "+", ChangeKind.CHANGED: "~", ChangeKind.REMOVED: "-"}


def _changes(changes: dict[str, Any]) -> Iterator[str]:
    """What a file would change: by resource, how many rows, and the first of them with their quotes."""
    for resource, numbers in changes["counts"].items():
        told = ", ".join(f"{_SIGNS[kind]}{numbers[kind.value]}" for kind in ChangeKind if numbers[kind.value])
        yield f"    {resource}: {told}"
        rows = [row for row in changes["rows"] if row["resource"] == resource]
        for row in rows[:QUOTED]:
            held = row["after"] or row["before"]
            quote = held.get("evidence", held).get("quote") or held.get("title") or held.get("name_zh") or ""
            differing = f" ({', '.join(row['fields'])})" if row["fields"] else ""
            short = shortened(" ".join(quote.split()), 60)
            yield f"      {_SIGNS[ChangeKind(row['change'])]} {row['id']}{differing}  {short}"
