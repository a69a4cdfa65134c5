"""What a web page is called is the title of the document, or nothing of it."""

from pathlib import Path

import pytest

from planapi.reading import read_all
from text.loading.loading import load

BODY = (
    "（2021年2月3日云山县第十七届人民代表大会第六次会议批准）",
    "云山县国民经济和社会发展第十四个五年规划（2021—2025年），主要阐明发展目标、重点任务。" * 2,
    "一、发展目标",
    "到2025年，茶园面积达到11.5万亩，高新技术企业达到35家。" * 4,
    "二、保障措施",
    "加强组织领导，强化统筹，确保规划落实到位。" * 6,
)


@pytest.mark.parametrize("title", ["云山县“十四五”蓝图", "看云山未来五年怎么干_云山县人民政府", "信息公开"])
def test_the_name_of_a_page_is_no_chapter(title: str, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    paragraphs = "".join(f"<p>{words}</p>" for words in BODY)
    page.write_text(f"<!doctype html><meta charset=utf-8><title>{title}</title><body>{paragraphs}")
    reading = read_all(load(page).source, district_code="110101")
    assert [node.title for node in reading.outline.top()] == ["发展目标", "保障措施"]
