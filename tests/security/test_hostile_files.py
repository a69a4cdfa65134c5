"""Of hostile files those that end soon: each is read, or refused with a reason, within bounds. ``make hostile`` has them all, at the site's own limits."""

import re
import tempfile
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest

from tests.security import hostile
from text.loading.limits import Limits

LIMITS = Limits(seconds=20, unpacked_bytes=40_000_000)

ENDS: dict[str, str] = {
    "zip: a member packed 1 to 1,000": "SourceTooLarge: .*60,000,000 bytes that is packed in",
    "zip: members of 450 MB together": "SourceTooLarge: .*unpacks to more than 40,000,000 bytes",
    "zip: 20,000 members": "SourceTooLarge: .*20,000 members",
    "zip: one member under 1,000 names": "DamagedSource: ",
    "zip: zips in zips": "UnsupportedFormat: .*a zip in a zip",
    "zip: a name that leads out": "UnsupportedFormat: .*leads out of it",
    "zip: a name from the root": "UnsupportedFormat: .*leads out of it",
    "zip: a name of Windows that leads out": "UnsupportedFormat: .*leads out of it",
    "zip: a name with a drive": "UnsupportedFormat: .*leads out of it",
    "docx: entities that grow (XML bomb)": "DamagedSource: ",
    "docx: an entity that is a file": "DamagedSource: .*DTD",
    "docx: a DTD elsewhere": "DamagedSource: .*DTD",
    "docx: XML of 200,000 levels": "DamagedSource: .*Excessive depth",
    "docx: a cell over 2,000,000,000 columns": "read: 25 characters",
    "docx: styles based on each other": "read: 22 characters",
    "xlsx: entities that grow (XML bomb)": "DamagedSource: ",
    "xlsx: two cells at the far ends": "read: 2 characters",
    "xlsx: 20,000 merged cells over each other": "read: 2 characters",
    "pdf: pages whose parent is a page of theirs": "(DamagedSource|EmptySource|NoTextLayer): ",
    "ofd: entities that grow (XML bomb)": "DamagedSource: ",
    "html: a cell over 2,000,000,000 rows and columns": "read: ",
    "csv: a quote that is never closed": "DamagedSource: ",
    "a program that is called .pdf": "UnsupportedFormat: ",
    "a picture that is called .docx": "UnsupportedFormat: ",
    "txt: 2 MB of comments that never end": "read: |SourceTooLarge",
    "txt: 2 MB of headers of a mail": "read: |SourceTooLarge",
}
"""By the name of a file: what must become of it."""


@pytest.fixture(scope="module")
def apart() -> Iterator[ProcessPoolExecutor]:
    """A process whose children are those that parse these files: what they took is known of the largest child that a process ever had."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        yield pool


@pytest.mark.parametrize("name", ENDS)
def test_a_hostile_file_ends_within_bounds(name: str, apart: ProcessPoolExecutor) -> None:
    before = set(Path(tempfile.gettempdir()).glob("*planapi-out*"))
    _, took, used, became = apart.submit(hostile.measured, name, LIMITS).result()
    assert re.match(ENDS[name], became), became
    assert took < LIMITS.seconds
    assert used * 1e6 < LIMITS.memory_bytes
    # Names of members are no paths.
    assert set(Path(tempfile.gettempdir()).glob("*planapi-out*")) == before
