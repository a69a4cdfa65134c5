"""What a web page shows of a document becomes lines and tables; what the site puts around it does not."""

import base64
import quopri

import pytest

from tests.cases import observations, read
from text.errors import EmptySource, UndecodableSource
from text.loading import media
from text.loading.html import load_html
from text.loading.loaded import Loaded
from text.loading.loading import parse

TITLE = "嵩县国民经济和社会发展第十五个五年规划纲要"
DOCUMENT = """<p>　　第一章　主要目标</p><p>　　“十四五”时期，全县生产总值达到268亿元，新增企业155家。</p><p>　　到2030年，全县生产总值达到380亿元。</p>
<table border=1><tr><td>序号</td><td>指标</td><td>2025年</td><td>2030年</td><td>属性</td></tr>
<tr><td>1</td><td>地区生产总值（亿元）</td><td>268</td><td>380</td><td>预期性</td></tr>
<tr><td>2</td><td>森林覆盖率（%）</td><td>64</td><td>—</td><td>约束性</td></tr></table>
<p>　　第二章　重点任务</p><p>　　规模以上工业企业达到150家。</p>"""
TEXT = """第一章　主要目标
“十四五”时期，全县生产总值达到268亿元，新增企业155家。
到2030年，全县生产总值达到380亿元。

| 序号 | 指标 | 2025年 | 2030年 | 属性 |
| 1 | 地区生产总值（亿元） | 268 | 380 | 预期性 |
| 2 | 森林覆盖率（%） | 64 | — | 约束性 |

第二章　重点任务
规模以上工业企业达到150家。
"""
ROWS = ["268亿元 2025 actual", "155家 2021-2025 actual", "380亿元 2030 target", "150家 2030 target"]


def loaded(html: str, encoding: str = "utf-8") -> Loaded:
    return load_html(html.encode(encoding), "page.html")


def lines(html: str) -> str:
    """The lines that are not empty, parted by strokes."""
    return " / ".join(line for line in loaded(html).text.split("\n") if line)


def omitted(html: str) -> dict[str, int]:
    return {one.what: one.count for one in loaded(html).omitted}


LINES = {
    # inline elements join, of whatever length their text is
    "<p>全区<span>生产</span>总值达到<b>360</b>亿元</p>": "全区生产总值达到360亿元",
    "<p>155<b>家</b>、<span>≥</span><span>90</span>%、甲<i>—</i>乙</p>": "155家、≥90%、甲—乙",
    "<p><strong>1.</strong>全县<strong>GDP</strong>增长</p>": "1.全县GDP增长",
    "<div>一、<span>目标</span>达到<font>3</font>6<font>0</font>亿元<div>下一段</div>尾巴</div>": "一、目标达到360亿元 / 下一段 / 尾巴",
    "<span style='display:block'>甲</span><span style='display:block'>乙</span>": "甲 / 乙",
    # lines of the file are no lines of the page
    "<p>全区生产\n     总值达到\n360亿元，增长 5 %，GDP\n 增长 3 to\n 4</p>": "全区生产总值达到360亿元，增长 5 %，GDP增长 3 to 4",
    "<p>3&#8203;60亿元，1&nbsp;200家</p>": "360亿元，1 200家",
    "<p>&#150;&gt;6 &lt;5.5 &ge;65 &#8805;1&times;</p>": "–>6 <5.5 ≥65 ≥1×",
    "<p>第一行<br>第二行<br/>&emsp;&emsp;第三行</p>": "第一行 / 第二行 / 第三行",
    "一、目标<br>　　达到360亿元。<br><br>二、任务<br>建成30公里。": "一、目标 / 达到360亿元。 / 二、任务 / 建成30公里。",
    "<pre>一、目标\n达到360亿元\n  二、任务</pre>": "一、目标 / 达到360亿元 / 二、任务",
    "<center>标题</center><blockquote>引文</blockquote><address>地址</address>": "标题 / 引文 / 地址",
    "<details><summary>点击展开</summary><p>内容。</p></details>": "点击展开 / 内容。",
    # headings
    "<h1>总标题</h1><h2>第一章 发展</h2><h3>无号标题</h3><h4><br></h4>": "# 总标题 / ## 第一章 发展 / ### 无号标题",
    "<h2>第三章 深入推进协同发展，<br>率先完成建设任务</h2>": "## 第三章 深入推进协同发展，率先完成建设任务",
    # numbers that a browser makes
    "<ol type=a start=3><li>甲<li value=7>乙</ol>": "c. 甲 / g. 乙",
    "<ol reversed><li>甲<li>乙</ol>": "2. 甲 / 1. 乙",
    "<ol><li>甲<ol type=I><li>子<li>丑</ol><li>乙</ol>": "1. 甲 / I. 子 / II. 丑 / 2. 乙",
    "<ol style='list-style-type: cjk-ideographic'><li><p>总体要求</p><p>段落</p></li></ol>": "一、总体要求 / 段落",
    "<ol style='list-style: none'><li>甲</ol><ul><li>乙</ul>": "甲 / 乙",
    "<ol><li>1.已有<li>（二）已有<li>第三条 已有</ol>": "1.已有 / （二）已有 / 第三条 已有",
    "<ol><li>3.5亿元投资<li>2021年建成</ol>": "1. 3.5亿元投资 / 2. 2021年建成",
    "<dl><dt>双碳</dt><dd>碳达峰与碳中和。</dd><dt>新基建：</dt><dd>设施。</dd></dl>": "双碳：碳达峰与碳中和。 / 新基建：设施。",
    # raised and lowered signs
    "<p>达到360<sup>1</sup>亿元<sup>[2]</sup>、5%<sup>①</sup>、6家<sup><a href='#n'>（3）</a></sup></p>": "达到360亿元、5%、6家",
    "<p>达到360<span style='vertical-align: super; font-size: 8pt'>1</span>亿元</p>": "达到360亿元",
    # raised by a rule of the page's style sheet, or by hand in smaller letters
    "<style>.ref, .note{vertical-align:super}</style><p>达到360<span class='ref'>4</span>亿元，15m<span class=note>2</span></p>": "达到360亿元，15m²",
    "<style>.ref{vertical-align:super}</style><p>达到36<span class=ref style='vertical-align:baseline'>0</span>亿元</p>": "达到360亿元",
    "<style>#u{text-decoration:line-through}</style><p>达到<span id=u>360</span>380亿元</p>": "达到380亿元",
    "<p>新增企业155<span style='position:relative;top:-4.5pt;font-size:7pt'>3</span>家</p>": "新增企业155家",
    "<p>新增企业15<span style='position:relative;top:-1px;font-size:12pt'>5</span>家</p>": "新增企业155家",
    "<p>新增企业155<span style='vertical-align:40%;font-size:60%'>3</span>家</p>": "新增企业155家",
    "<p>15m<sup>2</sup>，3 km<sup>2</sup>，微克/m<sup>3</sup>，万m<sup>3</sup>，m<sup>-3</sup></p>": "15m²，3 km²，微克/m³，万m³，m⁻³",
    "<p>3.6×10<sup>4</sup>吨，（10<sup>4</sup> t），100公里<sup>2</sup></p>": "3.6×10⁴吨，（10⁴ t），100公里",
    "<p>PM<sub>2.5</sub>、CO<sub>2</sub></p>": "PM2.5、CO2",
    "<p>增长5%<a href='#_ftn1' name='_ftnref1'><span class=MsoFootnoteReference>[1]</span></a>。</p>"
    "<p class=MsoFootnoteText><a href='#_ftnref1'>[1]</a> 按可比价计算。</p>": "增长5%。 / 按可比价计算。",
    "<p>增长5%<a href='#fn1' role='doc-noteref'><sup>1</sup></a>。</p><ol><li id='fn1'>按可比价。<a href='#fnref1'>↩︎</a></ol>": "增长5%。 / 按可比价。",
    "<p><ruby>㵲<rp>(</rp><rt>wǔ</rt><rp>)</rp></ruby>阳街道</p>": "㵲阳街道",
    "<p>达到<s>360</s><ins>380</ins>亿元<span style='text-decoration: line-through'>旧</span></p>": "达到380亿元",
    # formulas
    "<p>达到<math><mfrac><mn>1</mn><mn>3</mn></mfrac></math>，<math><msup><mn>10</mn><mn>4</mn></msup></math></p>": "达到1/3，10⁴",
    "<p><span class=katex><span class=katex-mathml><math><semantics><mn>9.9</mn><annotation>9{,}9</annotation></semantics></math></span>"
    "<span class=katex-html aria-hidden=true>9.9</span></span>%</p>": "9.9%",
    # Word
    "<p style='mso-list:l0 level1 lfo1'><![if !supportLists]><span lang=EN-US><span style='mso-list:Ignore'>第一章<span>&nbsp;&nbsp; "
    "</span></span></span><![endif]>发展基础<o:p></o:p></p>": "第一章 发展基础",
    "<p><span style='mso-list:Ignore'>（一）<span>&nbsp;</span></span>要点</p><p><span style='mso-list:Ignore'>l<span>&nbsp;</span></span>要点</p>": "（一）要点 / 要点",
    "<p>目标<!--[if supportFields]><span>PAGEREF _Toc 12</span><![endif]-->。</p>": "目标。",
    # what is not shown
    "<p>甲。</p><p hidden>乙。</p><p style='DISPLAY: NONE'>丙。</p><p aria-hidden=true>丁。</p><script>1</script>": "甲。 / 丁。",
    "<style>.tip,#x{display:none} @media print{.y{display:none}}</style><p>甲。</p><p class='a tip'>乙</p><p id=x>丙</p><p class=y>丁</p>": "甲。 / 丁",
    "<style>.tip{position:relative;display:inline-block} .of{visibility:hidden}</style><p>228亿元<span class='tip of'>2019年：212亿元</span></p>": "228亿元",
    # displayed, and not to be seen
    "<p>甲。<span style='font-size:0px'>2023年投资999亿元。</span>乙。</p>": "甲。乙。",
    "<div style='font-size:0'><span style='font-size:16px'>达到360亿元。</span></div>": "达到360亿元。",
    "<p>甲。<i style='position:absolute; left:-9999px'>999亿元。</i></p><p style='opacity:0'>888家。</p><p style='opacity:0.9'>乙。</p>": "甲。 / 乙。",
    "<style>.jam{width:0;height:0;overflow:hidden;display:inline-block}</style><p>甲。<b class=jam>777亿元。</b></p>": "甲。",
    "<p>甲<input value=12><select><option>2025</select><textarea>3</textarea><button>4</button>。</p>": "甲。",
    "<p>甲。</p><template><p>乙。</p></template><!-- 3亿元 --><noscript>丙。</noscript>": "甲。",
    # Markdown with some HTML in it keeps its lines
    "<div align=center><h1>标题</h1></div>\n\n## 第一章 目标\n\n达到360亿元。\n\n| 指标 | 2025年 |\n|---|---|\n| 产值 | 1 |\n": "# 标题 / ## 第一章 目标 / 达到360亿元。 / | 指标 | 2025年 | / |---|---| / | 产值 | 1 |",
    "<p>甲|乙|丙的说明。</p>": "甲¦乙¦丙的说明。",
    "<p>| 序号 | 指标 |</p><p>| 1 | 人口 |</p>": "| 序号 | 指标 | / | 1 | 人口 |",
    "<pre>类别   序号   指标\n经济   1      地区\n              总值</pre>": "类别   序号   指标 / 经济   1      地区 /               总值",
}


@pytest.mark.parametrize(("html", "expected"), LINES.items(), ids=range(len(LINES)))
def test_lines(html: str, expected: str) -> None:
    assert lines(html) == expected


TABLES = {
    "<table><tr><td rowspan=2>经济<td>产值<td>1<tr><td>税收<td>2</table>": "| 经济 | 产值 | 1 | / | 经济 | 税收 | 2 |",
    "<table><tr><th rowspan=2>指标<th colspan=2>年份<tr><th>2025年<th>2030年<tr><td>产值<td>1<td>2</table>": "| 指标 | 年份 | 年份 | / | 指标 | 2025年 | 2030年 | / | 产值 | 1 | 2 |",
    # spans of 0, and those that reach too far
    "<table><tr><td>类<td>产值<td>1<tr><td rowspan=0>经济<td>税收<td>2<tr><td>人口<td>3</table>": "| 类 | 产值 | 1 | / | 经济 | 税收 | 2 | / | 经济 | 人口 | 3 |",
    "<table><tbody><tr><td rowspan=99>经济<td>1<tr><td>2<tbody><tr><td>人口<td>3</table>": "| 经济 | 1 | / | 经济 | 2 | / | 人口 | 3 |",
    "<table><tr><td>指标<td>2025年<tr><td colspan=999>经济发展<tr><td>产值<td>1</table>": "| 指标 | 2025年 | / | 经济发展 |  | / | 产值 | 1 |",
    # head and foot where they are shown
    "<table><tfoot><tr><td>合计<td>3</tfoot><tbody><tr><td>甲<td>1<tbody><tr><td>乙<td>2</tbody><thead><tr><th>项目<th>投资</thead></table>": "| 项目 | 投资 | / | 甲 | 1 | / | 乙 | 2 | / | 合计 | 3 |",
    # titles, units and notes over the whole width
    "<table><caption>表1 主要指标</caption><tr><td>指标<td>2025年<tr><td>产值<td>1</table>": "表1 主要指标 / | 指标 | 2025年 | / | 产值 | 1 |",
    "<table><tr><td colspan=2>专栏1 主要指标<tr><td colspan=2>单位：亿元<tr><td>指标<td>2025年<tr><td>产值<td>1<tr><td colspan=2>注：〔〕为累计数。</table>": "专栏1 主要指标 / 单位：亿元 / | 指标 | 2025年 | / | 产值 | 1 | / 注：〔〕为累计数。",
    # several paragraphs in a cell
    "<table><tr><td>指标<td>2025年<tr><td><p>生产总值</p><p>（亿元）</p><td>12<br>34</table>": "| 指标 | 2025年 | / | 生产总值（亿元） | 12 34 |",
    "<table><tr><td>类别<td>项目<tr><td>道路<td><ul><li>甲路<li>乙路</ul></table>": "| 类别 | 项目 | / | 道路 | 甲路 乙路 |",
    # marks that lead to the note below the table stay, footnotes go
    "<table><tr><td>指标<td>2025年<td>2030年<tr><td>失业率<sup>①</sup><td>5.4<sup>*</sup><td>&lt;5.5<tr><td>产值<sup>2</sup><td>360<sup>1</sup><td>—</table>": "| 指标 | 2025年 | 2030年 | / | 失业率① | 5.4* | <5.5 | / | 产值 | 360 | — |",
    "<table><tr style='display:none'><td>1<td>2<tr><td>3<td>4<tr><td>5<td>6|7</table>": "| 3 | 4 | / | 5 | 6｜7 |",
    # tables that only say where things stand
    "<table><tr><td><p>第一章 发展</p><p>达到360亿元。</p></td></tr></table>": "第一章 发展 / 达到360亿元。",
    "<table><tr><td>左<td><table><tr><td>指标<td>2025年<tr><td>产值<td>3</table></table>": "左 / | 指标 | 2025年 | / | 产值 | 3 |",
    "<table><tr><td>产值<td><table><tr><td>1</table><tr><td>税收<td>2</table>": "| 产值 | 1 | / | 税收 | 2 |",
    "<table>单位：亿元<tr><td>指标<td>2025年<tr><td>产值<td>1</table>": "单位：亿元 / | 指标 | 2025年 | / | 产值 | 1 |",
}


@pytest.mark.parametrize(("html", "expected"), TABLES.items(), ids=range(len(TABLES)))
def test_tables(html: str, expected: str) -> None:
    assert lines(html) == expected


SITES = {
    "containers, share bar, list of related pages": f"""<div class="header"><a href=/><img src=l.png></a><div class=nav><a href=/a>国务院</a>|<a href=/b>新闻 3</a>|<a href=/c>政策</a></div></div>
<div class="BreadcrumbNav">首页 &gt; 政策 &gt; 地方</div><div class="article oneColumn"><h1>{TITLE}</h1><div class=pages-date>2026-03-13 16:45
<span>来源： 新华社</span><span class="font">【字体：<b>大</b> <b>中</b> <b>小</b>】</span><span>打印</span><div class=share-box><a href=#><i></i></a><a href="#">微博</a></div></div>
<div class=pages_content id=UCAP-CONTENT>{DOCUMENT}</div><div class=editor>责任编辑：张三</div></div>
<div class=related><div>相关稿件</div><ul><li><a href=x>国务院批复12项</a><li><a href=y>全国GDP增长5.0%</a></ul></div>
<div class=footer><p>链接：<a href=1>全国人大</a><a href=2>全国政协</a></p><p>国务院部门网站 | 地方政府网站</p><p>主办单位：某办公厅　运行维护单位：某中心</p>
<p>网站标识码bm01000001 京ICP备05070218号 京公网安备11010202000001号</p></div>""",
    "a page laid out with tables": f"""<table width=1000><tr><td colspan=2><img src=top.jpg><tr><td colspan=2>您现在的位置：<a href=/>首页</a> &gt;&gt; <a href=/>政务公开</a> &gt;&gt; 正文
<tr><td width=200><table><tr><td><a href=1>机构设置</a><tr><td><a href=2>领导之窗 8</a><tr><td><a href=3>统计数据2025</a><tr><td><a href=4>规划计划</a></table>
<td><table width=100%><tr><td align=center><b>{TITLE}</b><tr><td align=center>发布日期：2026-03-05　点击数：2345　来源：嵩县发改委　【<a href=javascript:>大</a> <a href=javascript:>小</a>】
<tr><td class=content>{DOCUMENT}<tr><td align=right>【<a href=javascript:>打印本页</a>】【<a href=javascript:>关闭窗口</a>】</table>
<tr><td colspan=2>地址：嵩县白云大道1号　邮编：471400<br>嵩县人民政府办公室 版权所有　豫ICP备05001234号<br>今日访问：1234　总访问：5678901</table>""",
    "no names and no elements but div": f"""<div><div><div>今天是2026年3月1日 星期日</div><div>无障碍</div><div>关怀版</div></div><div><span>首页</span><span>要闻</span><span>公开 3</span></div>
<div><div><div>{TITLE}</div><div>2026-03-01 10:00:22</div><div><div>{DOCUMENT}</div></div></div><div><div>推荐阅读</div><div><a href=1>某县2025年生产总值增长6%</a></div>
<div><a href=2>我县完成投资23亿元</a></div></div></div><div><div>扫一扫 关注我们</div><div>豫ICP备123号</div></div></div>""",
    "other texts below it, in the same column": f"""<div><p>{TITLE}</p>{DOCUMENT}<p>相关报道</p><p>某电力集团公布投资安排，五年计划投资1.2万亿元，非化石能源发电占比达到41%。</p>
<p>邻省某市规划提出地区生产总值达到9000亿元。</p></div>""",
    "two articles": f"""<article><h1>{TITLE}</h1>{DOCUMENT}</article><article><h1>邻县2025年经济运行情况</h1><p>全县生产总值达到912亿元，增长6.1%。</p></article>""",
    "news beside it": f"""<div><div><h1>{TITLE}</h1><div>{DOCUMENT}</div></div><div class=right><h3>政策解读</h3><ul><li>一图读懂“十五五”：投资500亿元<li>图解：新增就业3万人</ul>
<div>点击排行</div><ol><li>我县生产总值突破268亿元 <em>2301</em></ol></div></div><p>上一篇：<a href=4>邻县2025年生产总值500亿元</a></p>""",
    "the form of the whole page": f"<form id=aspnetForm><input type=hidden value=9><h1>{TITLE}</h1><div>{DOCUMENT}</div><input type=submit value=搜索></form>",
    "other pages with how they begin": f"""<div class=main><h1>{TITLE}</h1><div class=TRS_Editor>{DOCUMENT}</div></div><div class=list><dl><dt><a href=1>邻县经济运行稳中有进</a></dt>
<dd>2025年，邻县生产总值完成312亿元，同比增长5.8%。</dd><dt><a href=2>某市召开经济工作会议</a></dt><dd>会议指出，某市规模以上工业企业达到326家。</dd></dl></div>""",
    "other pages as a list of headings": f"""<div class=main><h1>{TITLE}</h1><div class=TRS_Editor>{DOCUMENT}</div></div><div class=list><div><h4><a href=1>邻县经济运行稳中有进</a></h4>
<p>邻县生产总值完成312亿元，同比增长5.8%。</p></div><div><h4><a href=2>某市召开经济工作会议</a></h4><p>某市企业达到326家。</p></div></div>""",
    "files attached to it": f"""<div class=main><h1>{TITLE}</h1><div>{DOCUMENT}</div><p>附件：</p><ul><li><a href=/a/1.docx>1.嵩县2026年重点项目表.docx</a>（36.8KB）<li><a href=/a/2.pdf>2.名词解释.pdf</a></ul></div>""",
    "nothing around it": f"<h1>{TITLE}</h1>{DOCUMENT}",
}


@pytest.mark.parametrize("html", SITES.values(), ids=SITES)
def test_site_leaves_nothing(html: str) -> None:
    page = f"<!DOCTYPE html><html><head><title>{TITLE}_嵩县人民政府</title></head><body>{html}</body></html>"
    text = loaded(page).text
    assert text.replace("# ", "").strip() == f"{TITLE}\n{TEXT}".strip()
    assert [" ".join(row.split()[:3]) for row in observations(read(text))] == ROWS


@pytest.mark.parametrize(
    ("title", "stays"), [("数说嵩县", False), ("数据发布", False), ("主要指标", True), ("重点项目", True)]
)
def test_figures_of_the_site_beside_the_text(title: str, stays: bool) -> None:
    text = "".join(f"<p>第{number}，全县新增企业{number}家，经济社会发展取得新的成绩。</p>" for number in range(20, 40))
    figures = "<table><tr><th>名称<th>本期<th>增速<tr><td>生产总值（亿元）<td>68.2<td>5.9%<tr><td>税收（亿元）<td>4.6<td>7.1%</table>"
    html = (
        f"<body><div class=m><h1>{TITLE}</h1><div>{text}</div></div><div class=d><h4>{title}</h4>{figures}</div></body>"
    )
    assert ("68.2" in loaded(html).text) is stays


def test_facts_of_document_stay() -> None:
    facts = "".join(
        f"<tr><td>{a}</td><td>{b}</td></tr>"
        for a, b in (
            ("索引号：", "005/2026-12"),
            ("发文字号：", "嵩政〔2026〕3号"),
            ("发布日期：", "2026-03-05"),
            ("标题：", TITLE),
        )
    )
    html = f"<body><div class=xxgk><table>{facts}</table></div><div class=a><h1>{TITLE}</h1>{DOCUMENT}</div></body>"
    assert loaded(html).text == f"索引号：005/2026-12\n发文字号：嵩政〔2026〕3号\n# {TITLE}\n{TEXT}"
    assert len(read(loaded(html).text).targets.targets) == 2


@pytest.mark.parametrize(
    ("head", "title"),
    [
        (f"<title>{TITLE}_政务公开_嵩县人民政府</title>", f"# {TITLE}"),
        (f"<title>嵩县人民政府门户网站-规划计划-{TITLE}</title>", f"# {TITLE}"),
        (f"<meta name=ArticleTitle content='{TITLE}'><title>嵩县人民政府</title>", f"# {TITLE}"),
        ("<title>规划计划</title>", "第一章　主要目标"),
    ],
)
def test_title_of_window_where_page_has_none(head: str, title: str) -> None:
    html = f"<html><head>{head}</head><body><div id=zoom>{DOCUMENT}</div></body></html>"
    assert loaded(html).text.split("\n")[0] == title


SAID = {
    "<p>达到360<sup>1</sup>亿元。</p>": {"footnote_mark": 1},
    "<p>达到<del>1</del>2亿元。</p>": {"struck_text": 1},
    "<p>甲。</p><p hidden>乙。</p>": {"hidden_text": 1},
    "<p>甲。</p><iframe src=b.html></iframe>": {"frame": 1},
    "<p>专栏1 嵩县主要指标</p><p><img src=a.png></p><p>正文。</p>": {"table_picture": 1},
    "<p>到2030年，建成公路30公里。</p><svg><text>36</text></svg>": {"picture": 1},
    "<style>h2:before{counter-increment:c;content:'第' counter(c) '章'}</style><h2>目标</h2><p>甲。</p>": {"generated_number": 1},
    "<div class=TRS_Editor><p>到2030年，建成公路30公里。</p></div><script>createPageHTML(4, 1,'t2021','html');</script>": {"part": 1},
    "<div><p>到2030年，建成公路30公里。</p></div><div>共5页 <a href=1>1</a> <a href=2>2</a> <a href=3>下一页</a></div>": {"navigation": 1, "part": 1},
    "<div><p>到2030年，建成公路30公里。</p></div><p>[1] <a href=1>[2]</a> <a href=2>[3]</a> <a href=1>下页</a></p>": {"navigation": 1, "part": 1},
    "<div><p>到2030年，建成公路30公里。</p></div><p><a href=1>上一页</a> <a href=1>1</a> <b>2</b></p>": {"navigation": 1, "part": 1},
    # a tab that is not opened; not a copy of the text
    "<p>到2030年，建成公路30公里。</p><div hidden>新增企业12家。完成投资3亿元。改造管网28公里。新增学位2700个。</div>": {"part": 1},
    "<p>建成公路30公里。新增企业12家。改造管网28公里。新增学位27个。</p><div hidden>建成公路30公里。新增企业12家。改造管网28公里。新增学位27个。</div>": {"hidden_text": 1},
    "<div>到2030年，建成公路30公里。</div><p>附件：<a href=a.docx>项目表.docx</a></p>": {"attached_file": 1},
    # a note's figure is none of the text; a note without one stays
    "<p>达到360<sup>1</sup>亿元。</p><div class=footnotes><p>初步核算数，核实数为390亿元。</p><p>按可比价计算。</p></div>": {"footnote_mark": 1, "footnote": 1},
    "<div>加载中…</div><div style='display:none'><p>到2030年，建成公路30公里。</p></div>": {"hidden_shown": 1},
}  # fmt: skip


@pytest.mark.parametrize(("html", "said"), SAID.items(), ids=range(len(SAID)))
def test_what_is_left_out_is_said(html: str, said: dict[str, int]) -> None:
    assert omitted(f"<html><body>{html}</body></html>") == said


@pytest.mark.parametrize(
    "notes",
    [
        (
            "<section role=doc-endnotes><hr><ol><li id=fn1><p>双碳：碳达峰与碳中和。<a href=#fnref1 role=doc-backlink>↩︎</a></p></li>"
            "<li id=fn2><p>四上企业：指规模以上企业。</p></li></ol></section>"
        ),
        (
            "<div style='mso-element:footnote-list'><div style='mso-element:footnote' id=ftn1><p class=MsoFootnoteText><a href='#_ftnref1'>[1]</a> 双碳：碳达峰与碳中和。</p>"
            "</div><div style='mso-element:footnote' id=ftn2><p class=MsoFootnoteText><a href='#_ftnref2'>[2]</a> 四上企业：指规模以上企业。</p></div></div>"
        ),
        "<div class='footnotes'><p>[1]双碳：碳达峰与碳中和。</p><p>[2]四上企业：指规模以上企业。</p></div>",
    ],
)
def test_notes_that_explain_terms_come_behind_the_text(notes: str) -> None:
    text = "<p>推进双碳<sup>[1]</sup>工作，新增四上企业<sup>[2]</sup>12家。</p>"
    expected = "推进双碳工作，新增四上企业12家。 / 注释 / 1. 双碳：碳达峰与碳中和。 / 2. 四上企业：指规模以上企业。"
    assert lines(f"<html><body>{text}{notes}</body></html>") == expected


PAGE = f"<html><head>%s<title>x</title></head><body><p>{TITLE}</p><p>龘县镕基街道达到360亿元。</p></body></html>"


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        ("<meta charset=utf-8>", "utf-8"),
        ("<meta charset=utf-8>", "utf-8-sig"),
        ("", "utf-8"),
        ("", "gb18030"),
        ("<meta http-equiv='Content-Type' content='text/html; charset=gb2312'>", "gbk"),
        ("<meta charset=gbk>", "utf-8"),
        ("<meta charset=utf-8>", "gb18030"),
        ("<meta charset=iso-8859-1>", "gbk"),
        ("<meta charset=windows-1252>", "utf-8"),
        ("<meta charset=utf-8>", "utf-16"),
        ("<meta charset=unicode>", "utf-16-le"),
    ],
)
def test_decoding(head: str, encoding: str) -> None:
    assert load_html((PAGE % head).encode(encoding), "page.html").text == f"{TITLE}\n龘县镕基街道达到360亿元。\n"


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_text_that_was_taken_for_windows_1252(encoding: str) -> None:
    raw = (PAGE % "").encode(encoding)
    mistaken = "".join(
        bytes([byte]).decode("latin-1" if byte in (0x81, 0x8D, 0x8F, 0x90, 0x9D) else "cp1252") for byte in raw
    )
    assert load_html(mistaken.encode(), "page.html").text == f"{TITLE}\n龘县镕基街道达到360亿元。\n"


def test_few_bytes_of_no_encoding() -> None:
    found = load_html((PAGE % "").encode().replace("龘".encode(), b"\xff"), "page.html")
    assert "县镕基街道达到360亿元" in found.text
    assert [one.what for one in found.omitted] == ["unreadable_bytes"]


@pytest.mark.parametrize("transfer", ["quoted-printable", "base64"])
@pytest.mark.parametrize("encoding", ["utf-8", "gbk"])
def test_web_archive(transfer: str, encoding: str) -> None:
    html = f"<html><body><p>{TITLE}</p>{DOCUMENT}</body></html>".encode(encoding)
    body = quopri.encodestring(html) if transfer == "quoted-printable" else base64.encodebytes(html)
    data = (
        b'From: <Saved by a browser>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="--=b"\r\n\r\n'
        b'----=b\r\nContent-Type: text/html; charset="' + encoding.encode() + b'"\r\nContent-Transfer-Encoding: '
        + transfer.encode() + b"\r\n\r\n" + body + b"\r\n----=b\r\nContent-Type: image/png\r\n\r\nx\r\n----=b--\r\n"
    )  # fmt: skip
    assert media.media_type_of(data) == media.MHTML
    assert parse(data, "page.mht").text == f"{TITLE}\n{TEXT}"


@pytest.mark.parametrize(
    ("data", "error", "said"),
    [
        (b"<html><body><div id=app></div><script>1</script></body></html>", EmptySource, "a script puts it there"),
        (b"<html><frameset><frame src=a.html></frameset></html>", EmptySource, "save the page in the frame"),
        (b"<html><body><p>\xff\xfe\xff\xfd" + b"\xff" * 60 + b"</p></body></html>", UndecodableSource, "unknown encoding"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\nContent-Type: image/png\n\nx\n--b--\n", UndecodableSource, "without a page"),
    ],
)  # fmt: skip
def test_errors(data: bytes, error: type[Exception], said: str) -> None:
    with pytest.raises(error, match=said):
        load_html(data, "page.html")


def test_markdown_with_tables_of_html_stays_as_it_is() -> None:
    tables = "\n\n".join(f"<table><tr><td>指标</td><td>{number}</td></tr></table>" for number in range(30))
    text = f"# {TITLE}\n\n## 第一章 目标\n\n{tables}\n"
    found = parse(text.encode(), "plan.md")
    assert (found.media_type, found.text) == (media.PLAIN_TEXT, text)
