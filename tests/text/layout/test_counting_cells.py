"""Cells that count up are no pages, and sentences that repeat no heads of pages."""

from text.layout.layout import lay_out
from text.sources.source import make_source

PARAGRAPH = "坚持系统治理、源头治理，统筹城市建设与防洪安全，完善排水管网和泵站，提高应急能力。" * 20


def test_cells_of_tables_that_count_up_are_no_pages() -> None:
    """Numbers that leave many out, each between short cells, with one page that has its dashes: only that one is taken out."""
    cells = [2, 3, 5, 6, 9, 10, 11, 13, 16, 18]
    tables = [f"{PARAGRAPH}\n\n泵站{number}座\n\n县城\n\n{number}\n\n新建\n\n" for number in cells]
    text = "".join(tables) + f"{PARAGRAPH}\n\n— 31 —\n\n{PARAGRAPH}\n"
    read = lay_out(make_source(text)).source.text
    assert [number for number in cells if f"\n{number}\n" not in read] == []
    assert "31" not in read


def test_a_line_that_repeats_within_pages_is_no_head() -> None:
    """Of a sentence that many parts have, some lines stand beside the end of a page by chance."""
    line = "坚持以人民为中心的发展思想，把实现好、维护好、发展好群众"
    parts: list[str] = []
    for page in range(1, 31):
        parts += [f"第{page}批任务落实到位，各有关部门要加强协同配合，形成", line, "根本利益作为出发点。"] * 3
        parts += [
            f"第{page}项工作由县发展改革局牵头组织实施，抓好督促检查并且",
            line,
            f"— {page} —",
            "根本利益作为出发点。",
        ]
    text = "\n".join(parts)
    assert lay_out(make_source(text)).source.text.count("发展好群众") == text.count("发展好群众")
