"""What printing put into a text is undone before anybody reads it: page numbers, running heads, line breaks within paragraphs, contents pages.

``lay_out`` gives a source of its own with the way back (:class:`~text.layout.laid.Laid`). A text as an editor writes it, a paragraph a line, is returned as
it is. What is undone is known by what the document itself does over and over, and by no fixed measure.
"""

from dataclasses import replace

from text.layout.breaks import joined_lines, margins, setting_of, single_spaced
from text.layout.contents import Contents, find_contents
from text.layout.glued import headings_apart
from text.layout.laid import Edit, Laid, Printing, unprinted
from text.layout.lines import rows_of
from text.layout.markdown import markdown
from text.layout.pages import find_pages
from text.layout.runs import lines_of_runs
from text.layout.spacing import spaced_digits, zero_width
from text.sources.source import Source, make_source
from text.traditional import is_traditional, simplified


def lay_out(source: Source) -> Laid:
    """The source as it is to be read; in simplified characters, which all words that are looked for are in."""
    printed = source
    if is_traditional(source.text):
        source = make_source(simplified(source.text), name=source.name, sha256=source.sha256)
    torn = unprinted(source, lines_of_runs(source))
    edits, contents = _edits(torn.source)
    if torn.edits:
        edits = [*torn.edits, *(replace(edit, **_place(torn, edit)) for edit in edits)]
    laid = unprinted(printed, _whole_lines(edits), contents.headings, source)
    return replace(laid, begins=laid.into(torn.at(contents.begins))) if contents.begins else laid


def _place(torn: Laid, edit: Edit) -> dict[str, int]:
    """Where an edit of the text that was put together is in the text as it was."""
    start, end = torn.back(edit.start, edit.end)
    return {"start": start, "end": end}


def _edits(source: Source) -> tuple[list[Edit], Contents]:
    rows = rows_of(source)
    edits: list[Edit] = []
    rows, pages = find_pages(source, rows)
    edits += [Edit(start, end, Printing.PAGE) for start, end in pages]
    contents = find_contents(source, rows)
    edits += [Edit(start, end, Printing.CONTENTS) for start, end in contents.spans]
    rows = contents.rows
    setting = setting_of(rows)
    edits += joined_lines(source, rows, setting)
    edits += single_spaced(source, rows, setting)
    edits += margins(rows)
    edits += headings_apart(rows)
    edits += spaced_digits(source, rows)
    edits += zero_width(source)
    edits += markdown(source)
    return edits, contents


def _whole_lines(edits: list[Edit]) -> list[Edit]:
    """Edits in order and disjoint. What is taken out within lines that are put together is of the join."""
    merged: list[Edit] = []
    for edit in sorted(edits, key=lambda one: (one.start, -one.end)):
        if merged and edit.start < merged[-1].end:
            last = merged[-1]
            if edit.end > last.end:
                merged[-1] = Edit(last.start, edit.end, last.what, last.put or edit.put)
            continue
        merged.append(edit)
    return merged
