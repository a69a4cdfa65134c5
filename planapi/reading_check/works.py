"""Were the tables of works read, and most of their rows?"""

import re
from collections.abc import Iterator

from planapi.reading import Reading
from planapi.reading_check.findings import Finding, excerpt, told
from text.vocabulary import Severity

_NAMES = re.compile(r"(?:^|[\s|])(?:项目|工程)名称(?=[\s|]|$)")
# what the other columns are headed by; a narrow one has only the first half on the line
_COLUMNS = re.compile(r"建设(?:性质|规模|内容|地点|年限)|性质|规模|地[点址]|年限|总?投资?|责任|牵头")
_FEWEST_COLUMNS = 3
_ROW = re.compile(r"^\s*\d{1,3}(?:[.、]|\s)\s*(?=[\u4e00-\u9fff\d(（])", re.MULTILINE)
_HEAD_LINES = 3
_FEWEST_ROWS, _READ = 3, 0.5


def work_checks(reading: Reading) -> Iterator[Finding | None]:
    """What looks wrong with tables of works that stand as the lines of a page: rows with a number each, and few works of them."""
    lines = reading.source.lines
    folded = reading.source.folded
    stops = sorted(node.start for node in reading.outline.nodes)
    works = [one.evidence.start for one in reading.projects.projects if one.investment_raw or one.period_start]
    expected = projects = 0
    example = ""
    end = 0
    for at, line in enumerate(lines):
        if line.start < end or "名称" not in line.folded or not _NAMES.search(line.folded) or len(line.folded) > 120:
            continue
        said = set(_COLUMNS.findall(" ".join(one.folded for one in lines[at : at + _HEAD_LINES])))
        if "|" in line.folded or "\t" in line.folded or len(said) < _FEWEST_COLUMNS:
            continue
        end = next((stop for stop in stops if stop > line.end), len(folded))
        expected += len(_ROW.findall(folded, line.end, end))
        projects += sum(line.end <= start < end for start in works)
        example = example or excerpt(line.folded)
    if expected >= _FEWEST_ROWS and projects < _READ * expected:
        yield told("works_not_read", Severity.SEVERE, expected=expected, projects=projects, example=example)
