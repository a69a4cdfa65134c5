"""A zip gives its documents; what is none, or hostile, has a reason and a way out."""

import io
import zipfile
from pathlib import Path

import pytest

from tests.text.loading.ofd_maker import make_ofd, zipped
from text.errors import DamagedSource, EncryptedSource, SourceError, SourceTooLarge, UnreadableSource, UnsupportedFormat
from text.loading.archive import open_archive
from text.loading.limits import Limits
from text.loading.loading import load, members

PLAN = "东丽区规划纲要\n全区生产总值达到360亿元。\n"


def file(folder: Path, data: bytes) -> Path:
    path = folder / "附件.zip"
    path.write_bytes(data)
    return path


def test_one_document_is_loaded_and_several_are_listed(tmp_path: Path) -> None:
    junk = {
        "__MACOSX/._纲要.txt": "x",
        "附件/.DS_Store": "x",
        "附件/Thumbs.db": "x",
        "附件/~$纲要.docx": "x",
        "附件/图.jpg": b"\xff\xd8\xff\xe0",
    }
    one = file(tmp_path, zipped({"附件/纲要.txt": PLAN, **junk}))
    assert members(one) == (None,)
    assert load(one).source.text == PLAN
    assert load(one).source.name == "附件.zip/附件/纲要.txt"

    several = file(tmp_path, zipped({"1.txt": PLAN, "2.ofd": make_ofd(["全区生产总值达到380亿元。"]), **junk}))
    assert members(several) == ("1.txt", "2.ofd")
    loaded = [load(several, member=member) for member in members(several)]
    assert [one.source.text for one in loaded] == [PLAN, "全区生产总值达到380亿元。\n"]
    # Each document is known by its own bytes, not by those of the zip.
    assert len({one.source.sha256 for one in loaded}) == 2
    with pytest.raises(UnsupportedFormat, match=r"holds 2 documents.*1\.txt; 2\.ofd"):
        load(several)
    with pytest.raises(UnreadableSource, match=r"has no member 3\.txt"):
        load(several, member="3.txt")


def test_a_container_that_is_a_document_has_no_members(tmp_path: Path) -> None:
    assert members(file(tmp_path, make_ofd([PLAN]))) == (None,)
    (tmp_path / "plan.txt").write_text(PLAN, encoding="utf-8")
    assert members(tmp_path / "plan.txt") == (None,)


def test_names_are_those_that_chinese_programs_write(tmp_path: Path) -> None:
    made = zipped({"XXXX.txt": PLAN, "YYYY.txt": PLAN})
    made = made.replace(b"XXXX", "纲要".encode("gbk")).replace(b"YYYY", "附件".encode("gbk"))
    assert members(file(tmp_path, made)) == ("纲要.txt", "附件.txt")
    assert load(file(tmp_path, made), member="附件.txt").source.text == PLAN


def _encrypted() -> bytes:
    made = bytearray(zipped({"a.txt": PLAN}))
    for signature, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        made[made.index(signature) + at] |= 1
    return bytes(made)


@pytest.mark.parametrize(
    ("data", "error", "said"),
    [
        pytest.param(zipped({"内.zip": zipped({"a.txt": PLAN})}), UnsupportedFormat, "a zip in a zip", id="zip in zip"),
        pytest.param(
            zipped({"图.png": b"\x89PNG\r\n"}), UnsupportedFormat, "no document that can be read", id="pictures"
        ),
        pytest.param(zipped({"../../a.txt": PLAN}), UnsupportedFormat, "leads out of it", id="a name that leads out"),
        pytest.param(zipped({"/etc/a.txt": PLAN}), UnsupportedFormat, "leads out of it", id="a name from the root"),
        pytest.param(zipped({}), UnsupportedFormat, "no document in it", id="empty"),
        pytest.param(_encrypted(), EncryptedSource, "password", id="encrypted"),
        pytest.param(zipped({"a.txt": PLAN * 100})[:150], DamagedSource, "cut off", id="cut off"),
    ],
)
def test_what_can_t_be_taken_out_says_why(tmp_path: Path, data: bytes, error: type[SourceError], said: str) -> None:
    with pytest.raises(error, match=said):
        load(file(tmp_path, data))


def test_bombs_end_at_their_bounds() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for index in range(4):
            archive.writestr(f"{index}.xml", bytes(1_000_000))
    limits = Limits(unpacked_bytes=2_500_000, members=4)
    opened = open_archive(made.getvalue(), "a.docx", limits)
    assert len(opened.read("0.xml") + opened.read("1.xml")) == 2_000_000
    with pytest.raises(SourceTooLarge, match="unpacks to more than 2,500,000 bytes"):
        opened.read("2.xml")
    with pytest.raises(SourceTooLarge, match="4 members, and the limit is 3"):
        open_archive(made.getvalue(), "a.docx", Limits(members=3))


def test_a_size_that_a_member_lies_about_is_not_believed() -> None:
    made = bytearray(zipped({"a.xml": bytes(300_000)}))
    for signature, at in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        start = made.index(signature) + at
        made[start : start + 4] = (100).to_bytes(4, "little")
    with pytest.raises((DamagedSource, SourceTooLarge)):
        open_archive(bytes(made), "a.docx", Limits(unpacked_bytes=200_000)).read("a.xml")
