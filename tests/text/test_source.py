"""Bytes become text, and nothing else: the offsets of everything depend on it."""

import hashlib
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.seeds import FILES, SEEDS, seed
from text.errors import EmptySource, SourceTooLarge, UndecodableSource, UnreadableSource, UnsupportedFormat
from text.outline.outline import read_outline
from text.sources.source import decode, fold, fold_characters, make_source, read_source


@pytest.mark.parametrize("name", FILES)
def test_a_seed_is_served_as_it_was(name: str) -> None:
    data = (SEEDS / FILES[name]).read_bytes()
    source = seed(name)
    assert source.text == data.decode("utf-8").replace("\r\n", "\n")
    assert source.sha256 == hashlib.sha256(data).hexdigest()


@given(st.text())
def test_folding_keeps_every_offset(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(st.text(alphabet=st.sampled_from("第一章\r\n 年１%")))
def test_lines_tile_the_text(text: str) -> None:
    source = make_source(text)
    assert "\n".join(source.text[line.start : line.end] for line in source.lines) == source.text
    assert "\r" not in source.text


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\u2029", "\x85", "\v", "\f", "\n\f"])
def test_a_line_may_end_by_any_sign_that_ends_one(end: str) -> None:
    lines = [
        "天津市南开区国民经济和社会发展第十四个五年规划纲要",
        "第一章 发展基础",
        "增长5%。",
        "第二章 主要目标",
        "增长6%。",
    ]
    source = make_source(end.join(lines))
    kept = end.replace("\r\n", "\n").replace("\r", "\n")
    assert source.text == kept.join(lines)
    assert len(source.folded) == len(source.text)
    assert [source.text[line.start : line.end] for line in source.lines if line.start < line.end] == lines
    found = [(node.label, node.title, source.text[node.start :][:3]) for node in read_outline(source).nodes]
    assert found == [("第一章", "发展基础", "第一章"), ("第二章", "主要目标", "第二章")]


def test_folding_makes_full_width_signs_half_width() -> None:
    assert fold("（2021－2025年），６％／人；ＰＭ２．５") == "(2021-2025年),6%/人;PM2.5"


@pytest.mark.parametrize(
    ("printed", "folded"),
    [
        ("⼈均可⽀配收⼊增⻓", "人均可支配收入增长"),  # Kangxi radicals, and one of the supplement
        ("⺠⻓⻔⻋⻛⻢⻰⻅⻆⻉⻚⻜⻝⻤⻥", "民长门车风马龙见角贝页飞食鬼鱼"),  # which NFKC does not know
        ("﨎\uf961\uf98e\uf97e", "﨎率年量"),  # compatibility ideographs
        ("\uf0b35% \uf0a35% \uf0b15 5\uf0ae6", "≥5% ≤5% ±5 5→6"),  # the font Symbol
        ("3\u20115家、3\u20105家、3〜5家", "3-5家、3-5家、3~5家"),
        ("PM₂.₅", "PM2.5"),
        ("增长6·5%、6・5％、6•5个百分点、3·2亿元", "增长6.5%、6.5%、6.5个百分点、3.2亿元"),
        ("“5·12”地震、7·20暴雨、孟·1", "“5·12”地震、7·20暴雨、孟·1"),
        ("二〇二四年、二○二四年、二O二四年、二Ｏ二四年、二零二四年、二0二四年", "2024年、" * 5 + "2024年"),
        ("二〇二一—二〇二五年、一九四九年、2O24年", "2021—2025年、1949年、2024年"),
        ("二十〇四、一二〇二四、二〇二医院、二〇二四五", "二十〇四、一二〇二四、二〇二医院、二〇二四五"),
    ],
)
def test_folding_makes_one_character_of_all_that_mean_it(printed: str, folded: str) -> None:
    assert fold(printed) == folded


def test_every_radical_of_unicode_is_folded() -> None:
    kangxi = [chr(code) for code in range(0x2F00, 0x2FD6)]
    supplement = [chr(code) for code in range(0x2E81, 0x2EF4) if code != 0x2E9A]  # which is no character
    assert [char for char in kangxi + supplement if fold_characters(char) == char] == []


def test_the_line_of_an_offset() -> None:
    source = make_source("甲\n乙丙\n\n丁")
    assert [source.line_at(offset).no for offset in range(len(source.text))] == [1, 1, 2, 2, 2, 3, 4]


@pytest.mark.parametrize(
    ("data", "error", "says"),
    [
        pytest.param(b"", EmptySource, "no text", id="empty"),
        pytest.param(" \n　\n".encode(), EmptySource, "no text", id="blank"),
        pytest.param(b"%PDF-1.7 ...", UnsupportedFormat, "PDF", id="pdf"),
        pytest.param(b"PK\x03\x04....", UnsupportedFormat, "Word", id="docx"),
        pytest.param(b"<!DOCTYPE html><html><body>x</body></html>", UnsupportedFormat, "HTML", id="html"),
        pytest.param("<h1>主要指标</h1>".encode(), UnsupportedFormat, "HTML", id="a piece of html"),
        pytest.param(b"\x81\x00\xff\xff", UndecodableSource, "UTF-8", id="bytes of no encoding"),
        pytest.param("政府\x00工作报告".encode(), UndecodableSource, "NUL", id="a NUL, which PostgreSQL cannot hold"),
    ],
)
def test_what_is_no_text_is_refused_with_a_reason(data: bytes, error: type[Exception], says: str) -> None:
    with pytest.raises(error, match=says):
        decode(data, name="x.txt")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_the_encodings_that_offices_use_are_read(encoding: str) -> None:
    assert decode("河东政发〔2023〕1号".encode(encoding), name="x.txt") == "河东政发〔2023〕1号"


def test_markdown_with_a_subscript_is_no_html() -> None:
    # 河东区2023年政府工作报告, line 62
    assert decode("PM<sub>2.5</sub>平均浓度同比改善7.7%".encode(), name="x.md").startswith("PM<sub>")


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableSource, match=r"nothing\.txt does not exist"):
        read_source(tmp_path / "nothing.txt")
    with pytest.raises(UnreadableSource, match="is a folder"):
        read_source(tmp_path)
    with pytest.raises(UnreadableSource, match="can't be read: File name too long"):
        read_source(tmp_path / ("x" * 300))


def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    with pytest.raises(UnreadableSource, match="not a regular file"):
        read_source(tmp_path / "pipe.txt")


def test_a_file_may_have_so_many_bytes_and_half_as_many_characters(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_text("国" * 1000, encoding="utf-8")
    assert len(read_source(path, most_bytes=3000).text) == 1000
    with pytest.raises(SourceTooLarge, match=r"x\.txt has 3,000 bytes, and the limit is 2,999"):
        read_source(path, most_bytes=2999)
    path.write_text("1" * 1501, encoding="utf-8")
    with pytest.raises(SourceTooLarge, match="has 1,501 characters, and the limit is 1,500"):
        read_source(path, most_bytes=3000)
