"""Where the text of a document begins and ends: after its 目录, and before the 抄送：区委、人大… at its foot."""

import re

from text.outline.heading_forms import LONGEST_HEADING, clean_title
from text.sources.source import Source

# 目  录   目次
_CONTENTS = re.compile(r"^[#*\s]*目\s*[录次][\s*]*$")

# what follows a title in it: ……5   ⋯⋯ - 12 -
_CONTENTS_TAIL = re.compile(r"[\s.·…⋯]*(?:\d{1,3}|-\s*\d{1,3}\s*-)?\s*$")

# 抄送：区委、人大…   天津市东丽区人民政府办公室   2021年1月29日印发: the imprint below the text of an official document
_IMPRINT = re.compile(r"^\s*(?:抄\s*送\s*:|主\s*送\s*:|分\s*送\s*:)")


def after_contents(source: Source) -> int:
    """The line at which the text begins, after a table of contents if there is one."""
    lines = source.lines
    start = next((i for i, line in enumerate(lines[:200]) if _CONTENTS.match(line.folded)), None)
    if start is None:
        return 0
    first: str | None = None
    for index in range(start + 1, len(lines)):
        row = re.sub(r"\s+", "", _CONTENTS_TAIL.sub("", clean_title(lines[index].folded)))
        if not row:
            continue
        if first is None:
            first = row
        elif row == first or len(row) > LONGEST_HEADING:
            return index  # the first heading again, or a paragraph: the contents are over
    return start + 1


def back_matter(source: Source) -> int:
    """Where 抄送 … or the rule before it begins, in the last lines of the document; else the end of the text."""
    lines = source.lines
    for index in range(len(lines) - 1, max(len(lines) - 30, -1), -1):
        if _IMPRINT.match(lines[index].folded):
            first = index
            while first and re.fullmatch(r"[\s*_-]*", lines[first - 1].folded):
                first -= 1
            return lines[first].start
    return len(source.text)
