"""What a client sends when it hands in a file: a form with the file in it, or JSON that names one which the server has."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from rest_framework.exceptions import ParseError

from districts.parameters import districts_meant
from districts.reading.divisions import division
from planapi.intake.taking import Wishes
from rest.http.problems import BadParameters, Wrong, nearest, refuse, shortened

FLAGS = ("replace", "force", "dry_run")
OPTIONS = ("district", *FLAGS)


@dataclass(frozen=True, slots=True)
class HandedIn:
    """A file that is open for reading, what it is called, and how it is to be taken in."""

    file: Any
    name: str
    size: int
    wishes: Wishes


@contextmanager
def read_form(data: Any, files: Any) -> Iterator[HandedIn]:
    """A form's file. Raises BadParameters for whatever of the form is not right."""
    given = {name: data.getlist(name) for name in data}
    known = ["file", *OPTIONS]
    _refuse_unknown(given, known)
    wrong = [
        Wrong(name, "", "given more than once, but takes one value") for name in OPTIONS if len(given.get(name, ())) > 1
    ]
    sent = files.getlist("file")
    if len(sent) != 1 or not isinstance(sent[0], UploadedFile):
        told = (
            "one file is taken at a time; send several as a zip" if len(sent) > 1 else "required: a file, with its name"
        )
        wrong.append(Wrong("file", "", told))
    values = {name: given[name][0] for name in OPTIONS if name in given}
    wishes = _wishes(values, wrong)
    [file] = sent
    yield HandedIn(file, str(file.name), file.size or 0, wishes)


@contextmanager
def read_named(data: Any) -> Iterator[HandedIn]:
    """The file of the folder of sources (``SOURCES_DIR``) that a body of JSON names. Raises BadParameters for whatever is not right."""
    if not isinstance(data, dict):
        raise ParseError("The body must be a JSON object with a source, or a form with a file.")
    known = ["source", *OPTIONS]
    _refuse_unknown(data, known)
    wrong: list[Wrong] = []
    path = None
    try:
        path = find_source(data.get("source"))
    except ValueError as error:
        wrong.append(Wrong("source", _written(data.get("source")), str(error)))
    wishes = _wishes({name: data[name] for name in OPTIONS if data.get(name) is not None}, wrong)
    assert path is not None
    with path.open("rb") as file:
        yield HandedIn(file, path.name, path.stat().st_size, wishes)


def find_source(named: Any) -> Path:
    """A file of the folder of sources by its name from there, ``2023/河东区.txt``. Raises ValueError with what is wrong.

    Where a name or a link leads out of the folder, there is no such file.
    """
    root: Path | None = settings.SOURCES_DIR
    if not isinstance(named, str) or not named.strip():
        raise ValueError("required, and must be a string: the name of a file that the server has")
    if root is None:
        raise ValueError("this site has no folder of files to name (SOURCES_DIR): send the file itself, as a form")
    try:
        root = root.resolve(strict=True)
        path = (root / named).resolve(strict=True)
        inside = path.is_relative_to(root)
        found = inside and path.is_file()
    except (OSError, ValueError):
        found = inside = False
        path = root
    if inside and path.is_dir():
        raise ValueError("is a folder: name one of its files; a whole folder is ingested with manage.py ingest")
    if not found:
        raise ValueError("there is no such file in the folder of files of this site")
    if path.stat().st_size > settings.UPLOAD_BYTES:
        raise ValueError(f"has {path.stat().st_size:,} bytes, and at most {settings.UPLOAD_BYTES:,} are read")
    return path


def _refuse_unknown(given: Mapping[str, Any], known: list[str]) -> None:
    if unknown := [name for name in given if name not in known]:
        refuse(unknown, lambda name: Wrong(name, "", "unknown member", known, nearest(name, known)))


def _wishes(values: Mapping[str, Any], wrong: list[Wrong]) -> Wishes:
    """How a file is to be taken in; raises BadParameters for what is ``wrong`` with that, and was before."""
    read: dict[str, Any] = {}
    for name in FLAGS:
        if name in values:
            given = values[name]
            read[name] = {"true": True, "false": False}.get(given) if isinstance(given, str) else given
            if not isinstance(read[name], bool):
                wrong.append(Wrong(name, _written(given), "must be true or false", ("true", "false")))
    if (code := values.get("district")) is not None:
        read["district"] = code
        if (told := _no_district(code)) is not None:
            wrong.append(told)
    if wrong:
        raise BadParameters(*wrong)
    return Wishes(**read)


def _no_district(code: Any) -> Wrong | None:
    """What is wrong with the code of a district. Of all that there are, not of those alone that have documents."""
    if not isinstance(code, str):
        return Wrong("district", _written(code), "must be the code of a district, a string of six digits")
    try:
        division(code)
    except KeyError:
        meant = districts_meant(code)
        words = f"; {meant[0][1]} is {meant[0][0]}" if meant else ""
        told = f"there is no such district{words}: its code has six digits, as in GB/T 2260"
        return Wrong("district", code, told, nearest=meant[0][0] if meant else None)
    return None


def _written(value: Any) -> str:
    return {list: "[…]", dict: "{…}"}.get(type(value)) or ("" if value is None else shortened(str(value)))
