"""Documents become JSON lines: one for each thing that the readers of a checkout find in them.

``python dump.py CHECKOUT PATH…`` reads the documents with the code in ``CHECKOUT``, which may be an older commit than this file. So this file imports
nothing of the project but what it finds there, names as few things of it as it can, and writes down whatever fields the records have::

    {"document": "a.txt", "kind": "observations", "row": {"subject": "国家高新技术企业", "value": "155", "unit": "家", …}}

A document that is refused is a line of kind ``refused``, with the reason; so is one that a reader stops at with an error.
"""

import inspect
import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from importlib import import_module
from pathlib import Path
from typing import Any

Row = dict[str, Any]

_ENDINGS = (".txt", ".md", ".text", ".html", ".htm")
_NOT_DOCUMENTS = ("README", "INDEX")


def documents(paths: list[Path], *, scratch: Path) -> Iterator[tuple[str, Path]]:
    """The documents of files and folders, each by its name. Each line of a ``.jsonl`` file is one; its ``text`` is written to ``scratch``."""
    for given in paths:
        for path in sorted(given.rglob("*")) if given.is_dir() else [given]:
            name = path.relative_to(given).as_posix() if given.is_dir() else path.name
            if path.suffix == ".jsonl":
                for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
                    written = scratch / f"{path.stem}-{number}.txt"
                    written.write_text(json.loads(line)["text"], "utf-8")
                    yield f"{name}:{number}", written
            elif path == given or (path.suffix.lower() in _ENDINGS and path.stem.upper() not in _NOT_DOCUMENTS):
                yield name, path


def flat(record: Any) -> Row:
    """The fields of a record, those of a record within it under a longer name: ``baseline_year``. Evidence keeps its short names."""
    names = [field.name for field in fields(record)] if is_dataclass(record) else list(record._fields)
    row: Row = {}
    for name in names:
        value = getattr(record, name)
        if name == "evidence":
            row |= flat(value)
        elif is_dataclass(value):
            row |= {f"{name}_{inner}": said for inner, said in flat(value).items()}
        else:
            row[name] = plain(value)
    return row


def plain(value: Any) -> Any:
    """A value as JSON has it; a decimal as text without zeros at its end."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    if isinstance(value, date):
        return value.isoformat()
    return [plain(one) for one in value] if isinstance(value, tuple | list) else value


def reader() -> Callable[[Any], Any]:
    """What reads a source with every reader. At commits before it was pure, it stood among models."""
    try:
        from planapi.reading import read_all  # noqa: PLC0415 the checkout is in the path by now
    except ModuleNotFoundError:
        import django  # noqa: PLC0415

        os.environ["DJANGO_SETTINGS_MODULE"] = "planapi.settings"
        django.setup()
        from planapi.ingest import read_all  # noqa: PLC0415
    return read_all


def read(path: Path, read_all: Callable[[Any], Any]) -> Iterator[tuple[str, Row]]:
    """The rows of one document, each with its kind."""
    try:
        errors, sources = import_module("text.errors"), import_module("text.sources.source")
    except ModuleNotFoundError:  # At commits before they had packages of their own.
        errors, sources = import_module("planapi.errors"), import_module("planapi.text.source")

    try:
        reading = read_all(sources.read_source(path))
    except errors.PlanApiError as error:
        yield "refused", {"reason": str(error)}
        return
    except Exception as error:  # noqa: BLE001 a reader that fails is what this is to show
        yield "refused", {"reason": f"{type(error).__name__}: {error}"}
        return
    yield "document", _head(reading)
    for node in reading.outline.nodes:
        yield "chapters", _chapter(reading.source.text, node)
    yield from _indicators(reading)
    done = {"outline", "document", "targets", "observations", "rows", "laid", "as_read"}
    for part in (getattr(reading, field.name) for field in fields(reading) if field.name not in done):
        for kind, records in _lists(part):
            yield from ((kind, flat(record)) for record in records)
    for note in reading.notes():
        yield "notes", flat(note)


def _head(reading: Any) -> Row:
    read = reading.document
    done = {"district", "notes"}
    row = {field.name: plain(getattr(read, field.name)) for field in fields(read) if field.name not in done}
    return {**row, "district": f"{read.district.code} {read.district.name}"}


def _chapter(text: str, node: Any) -> Row:
    row = {
        name: plain(getattr(node, name)) for name in ("level", "kind", "label", "title", "start", "body_start", "end")
    }
    return {**row, "parent": node.parent.title if node.parent else None, "quote": text[node.start : node.body_start]}


def _lists(part: Any) -> Iterator[tuple[str, Any]]:
    """The lists of records in one reading, by the name of the field; not spans, and not notes, which come all together."""
    if is_dataclass(part):
        for field in fields(part):
            value = getattr(part, field.name)
            records = isinstance(value, tuple) and value and (is_dataclass(value[0]) or hasattr(value[0], "_fields"))
            if records and field.name not in ("notes", "lines"):
                yield field.name, value


def _indicators(reading: Any) -> Iterator[tuple[str, Row]]:
    """Targets, observations and numerals as they are stored."""
    if not hasattr(reading, "rows"):
        yield from _indicators_before(reading)
        return
    rows = reading.rows
    for one in rows.targets:
        yield "targets", flat(one.read) | {"indicator": one.indicator, "caveat": one.caveat}
        yield from (("table observations", flat(side)) for side in one.sides)
    yield from (("observations", flat(one)) for one in rows.observations)
    yield from (("numerals", flat(one)) for one in rows.numerals)


def _indicators_before(reading: Any) -> Iterator[tuple[str, Row]]:
    """The same of a commit at which rows were linked, and brought into yuan, while they were stored."""
    from indicators import storing  # noqa: PLC0415 the checkout is in the path by now
    from indicators.reading import linking  # noqa: PLC0415

    cite = import_module("planapi.text.evidence").cite
    in_yuan: Any = storing.in_yuan  # pyright: ignore[reportAttributeAccessIssue]
    by_subject = "subject" in inspect.signature(in_yuan).parameters
    source, plan_end = reading.source, reading.document.period_end

    def common(one: Any, subject: str, value: Decimal | None, found: Any) -> Row:
        cny = in_yuan(value, one.unit, subject=subject) if by_subject else in_yuan(value, one.unit)
        return {"subject": subject, "unit": one.unit, "value_cny": plain(cny)} | _link(found)

    for one in reading.targets.targets:
        yield "targets", flat(one) | _link(linking.link_target(one))
        for side in ("baseline", "target"):
            read = getattr(one, side)
            if read.raw is not None:
                row = flat(read) | common(one, one.name, read.value, linking.link_side(one, read)) | flat(one.evidence)
                row |= {"side": side, "year": read.period_end or read.year}
                yield "table observations", row
    for one in reading.observations.observations:
        lead = source.text[max(0, one.raw_start - linking.LEAD) : one.raw_start]
        found = linking.link_observation(one, lead=lead, plan_end=plan_end)
        yield "observations", flat(one) | common(one, one.subject, one.value, found)
    for one in reading.observations.numerals:
        row = {"raw": one.text, "raw_start": one.start, "raw_end": one.end, "disposition": plain(one.disposition)}
        around = cite(source, max(one.start - 14, 0), min(one.end + 14, len(source.text)))
        yield "numerals", row | flat(around)


def _link(found: Any) -> Row:
    return {"indicator": found.slug if found else None, "caveat": found.caveat if found else None}


def main() -> None:
    checkout, *paths = sys.argv[1:]
    sys.path.insert(0, checkout)
    read_all = reader()
    with tempfile.TemporaryDirectory() as scratch:
        for name, path in documents([Path(path) for path in paths], scratch=Path(scratch)):
            for kind, row in read(path, read_all):
                sys.stdout.write(json.dumps({"document": name, "kind": kind, "row": row}, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
