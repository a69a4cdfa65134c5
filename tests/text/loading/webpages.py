"""Pages of a site of a government, made of a text: headings, paragraphs, tables with merged cells, and the site around them."""

import html
import re
from collections.abc import Iterator, Sequence

from text.outline.outline import Node, Outline
from text.sources.source import Source
from text.tables.grid import Cell, Table
from text.tables.tables import read_tables
from text.vocabulary import ChapterKind

ABOVE = """<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="{charset}"><title>{title}_规划计划_某区人民政府</title><meta name="ArticleTitle" content="{title}">
<style>.ewm {{ display: none }}</style><script>var visits = 40213;</script></head><body>
<div class="header"><img src="logo.png" alt="某区人民政府"><ul class="nav"><li><a href="/">首页</a></li><li><a href="/zwgk/">政务公开</a></li>
<li><a href="/zwfw/">政务服务（12）</a></li><li><a href="/hdjl/">互动交流</a></li></ul>
<form action="/search"><input name="q" placeholder="请输入关键词"><button>搜索</button></form></div>
<div class="wz">当前位置：<a href="/">首页</a> &gt; <a href="/zwgk/">政务公开</a> &gt; <a href="/ghjh/">规划计划</a></div>
<div class="l"><h3>热点新闻</h3><ul><li><a href="/1.html">前三季度全区新增企业1200家</a> <span>2026-03-01</span></li>
<li><a href="/2.html">我区一季度完成投资35亿元</a> <span>2026-03-02</span></li><li><a href="/3.html">生产总值突破300亿元</a></li></ul></div>
<div class="main"><div class="xx"><span>发布日期：2021-05-08 16:40</span><span>来源：区政府办</span><span>浏览次数：<i>40213</i></span>
<span>字体：[<a href="javascript:;">大</a> <a href="javascript:;">中</a> <a href="javascript:;">小</a>]</span></div><div class="ewm">扫一扫在手机打开当前页 1299</div>
<div id="content">
"""
BELOW = """
</div><div class="bar"><a href="javascript:window.print()">【打印本页】</a><a href="javascript:window.close()">【关闭窗口】</a></div>
<p>上一篇：<a href="/4.html">邻区2025年生产总值500亿元</a></p><p>下一篇：<a href="/5.html">没有了</a></p>
<div><h3>相关报道</h3><p>某集团公布投资安排，五年计划投资1.2万亿元，非化石能源发电占比达到41%。</p><p>邻省某市提出地区生产总值达到9000亿元。</p></div></div>
<div class="footer"><p>主办单位：某区人民政府办公室　津ICP备05001234号　网站标识码：1201020001</p><p>您是第 1234567 位访问者</p></div></body></html>"""


def page_of(outline: Outline, *, title: str, charset: str = "utf-8") -> bytes:
    """The document of an outline as a page."""
    body = "\n".join(_parts(outline))
    return (ABOVE.format(charset=charset, title=html.escape(title)) + body + BELOW).encode(charset)


def _parts(outline: Outline) -> Iterator[str]:
    source = outline.source
    tables = {source.line_at(table.start).start: table for table in read_tables(source)}
    nodes = {source.line_at(node.start).start: node for node in outline.nodes}
    framed: Node | None = None
    at = 0
    while at < len(source.lines):
        line = source.lines[at]
        node = nodes.get(line.start)
        if framed is not None and (line.start >= framed.end or (node and node.kind is ChapterKind.BOX)):
            yield "</td></tr></table>"
            framed = None
        if table := tables.get(line.start):
            yield _table(table)
            at = source.line_at(table.end - 1).no
        elif node:
            if node.kind is ChapterKind.BOX and not any(node.start <= start < node.end for start in tables):
                yield '<table border="1"><tr><td>'
                framed = node
            yield _heading(source, node)
            at = max(source.line_at(max(node.body_start - 1, node.start)).no, line.no)
        else:
            if words := source.text[line.start : line.end].strip():
                yield f"<p>　　{_inline(words)}</p>"
            at += 1
    if framed is not None:
        yield "</td></tr></table>"


def _heading(source: Source, node: Node) -> str:
    end = source.line_at(max(node.body_start - 1, node.start)).end
    lines = [line.strip() for line in source.text[node.start : end].split("\n") if line.strip()]
    words = "<br>".join(_inline(line) for line in lines)
    if end > node.body_start:  # the text runs in behind it
        return f"<p>　　{words}</p>"
    return f"<h{min(6, node.level + 1)}>{words.lstrip('#')}</h{min(6, node.level + 1)}>"


def _inline(words: str) -> str:
    return re.sub(r"\*\*(.+?)\*\*", r"<strong>\1</strong>", html.escape(words, quote=False))


def _table(table: Table) -> str:
    rows: list[Sequence[Cell | None]] = [table.header]
    rows += [row.slots or row.cells for row in table.rows]
    width = len(table.header)
    made = "".join(_row(rows, at, width) for at in range(len(rows)))
    return f'<table border="1"><tbody>{made}</tbody></table>'


def _row(rows: Sequence[Sequence[Cell | None]], at: int, width: int) -> str:
    row = rows[at]
    if len({cell for cell in row if cell}) == 1:
        return f'<tr><td colspan="{width}">{_inline(next(cell.text for cell in row if cell))}</td></tr>'
    cells: list[str] = []
    for column in range(width):
        cell = row[column] if column < len(row) else None
        if cell is not None and at and column < len(rows[at - 1]) and rows[at - 1][column] is cell:
            continue
        down = 1
        while (
            cell is not None
            and at + down < len(rows)
            and column < len(rows[at + down])
            and rows[at + down][column] is cell
        ):
            down += 1
        span = f' rowspan="{down}"' if down > 1 else ""
        words = f"<p>{_inline(cell.text)}</p>" if cell else "&nbsp;"
        cells.append(f"<td{span}>{words}</td>")
    return f"<tr>{''.join(cells)}</tr>"
