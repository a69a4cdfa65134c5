"""Formats over HTTP: a PDF, and files that ask for a password or have no text."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.intake.conftest import REPORT, SLUG
from tests.text.loading.making import needs_chromium, pdf_by_chromium
from tests.text.loading.ofd_maker import package
from tests.text.loading.test_ofd import PICTURE

pytestmark = pytest.mark.django_db
Upload = Callable[..., Any]


def locked_office() -> bytes:
    """As Office saves a file with a password: a compound file with the stream of the encrypted package."""
    head = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16)
    head += (0x3E).to_bytes(2, "little") + (3).to_bytes(2, "little") + b"\xfe\xff" + (9).to_bytes(2, "little")
    head += (6).to_bytes(2, "little") + bytes(6) + bytes(4) + (1).to_bytes(4, "little") + (1).to_bytes(4, "little")
    head += bytes(4) + (4096).to_bytes(4, "little") + b"\xfe\xff\xff\xff" + bytes(4) + b"\xfe\xff\xff\xff" + bytes(4)
    head += bytes(4) + b"\xff\xff\xff\xff" * 108
    table = b"\xfd\xff\xff\xff" + b"\xfe\xff\xff\xff" + b"\xff\xff\xff\xff" * 126

    def entry(name: str, kind: int, child: int) -> bytes:
        wide = (name + "\0").encode("utf-16-le")
        none = b"\xff\xff\xff\xff"
        links = none + none + (child.to_bytes(4, "little") if child >= 0 else none)
        row = wide.ljust(64, b"\0") + len(wide).to_bytes(2, "little") + bytes([kind, 1]) + links + bytes(36)
        return row + b"\xfe\xff\xff\xff" + bytes(8)

    folder = entry("Root Entry", 5, 1) + entry("EncryptedPackage", 2, -1) + bytes(256)
    return head[:512].ljust(512, b"\xff") + table + folder


@needs_chromium
def test_a_pdf_is_handed_in_and_read(upload: Upload) -> None:
    lines = "".join(f"<p>{line}</p>" for line in REPORT.splitlines())
    data = pdf_by_chromium(f"<html lang=zh><meta charset=utf-8><body>{lines}</body></html>")
    row = upload(data, name="报告.pdf")
    assert (row["state"], row["document"], row["problem"]) == ("done", SLUG, None)


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [("扫描.ofd", package([PICTURE, PICTURE]), "no_text_layer"), ("有密码.docx", locked_office(), "password")],
    ids=["scan", "password"],
)
def test_what_has_no_words_or_asks_for_a_password_says_so(name: str, data: bytes, code: str, upload: Upload) -> None:
    row = upload(data, name=name)
    assert (row["state"], row["problem"]["code"]) == ("failed", code), row["problem"]
    assert name in row["problem"]["detail"]
