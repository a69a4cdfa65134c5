"""Resources: documents with their outlines, and the words of their chapters, to be read into a conversation."""

import re
from collections.abc import Callable
from typing import Any

import mcp_types as types
import orjson
from django.urls import reverse

from planapi.agents.asking import Asking, next_cursor
from planapi.agents.saying import compact, page_of, sources, zh
from text.vocabulary import DocumentKind

PAGE = 50
"""Documents on a page of the list."""
LONGEST_CHAPTER = 12_000
"""Characters of a chapter that one resource has."""


class UnknownResource(Exception):
    """There is no resource of this address; the message says which there are."""

    def __init__(self, uri: str) -> None:
        forms = ", ".join(str(one.uri_template) for one in TEMPLATES)
        super().__init__(f"There is no resource {uri[:200]!r}. There are {forms}.")
        self.uri = uri[:200]


TEMPLATES = [
    types.ResourceTemplate(
        uri_template="plan://documents/{slug}",
        name="document",
        title="文件",
        description="A document: what it is, how to cite it, and its outline with the ids of its chapters. slug: 120102-plan-2021",
        mime_type="application/json",
    ),
    types.ResourceTemplate(
        uri_template="plan://chapters/{id}",
        name="chapter",
        title="章节原文",
        description="The words of a chapter, exactly as in the document. id: 120102-plan-2021-c1075",
        mime_type="text/plain",
    ),
    types.ResourceTemplate(
        uri_template="plan://passages/{id}",
        name="passage",
        title="句子",
        description="One sentence, with its chapters and the rows that were read in it. The API's passages/ lists all. id: 120102-report-2023-w2458",
        mime_type="application/json",
    ),
]


def listed(asking: Asking, cursor: str | None) -> types.ListResourcesResult:
    """A page of the documents."""
    answer = asking.get("documents/", page_size=PAGE, cursor=cursor, fields="slug,title,kind,district,chars")
    return types.ListResourcesResult(
        resources=[
            types.Resource(
                uri=f"plan://documents/{row['slug']}",
                name=row["slug"],
                title=row["title"],
                description=f"{row['district']['name']} {zh(DocumentKind, row['kind'])}，{row['chars']}字",
                mime_type="application/json",
            )
            for row in answer["results"]
        ],
        next_cursor=next_cursor(answer),
    )


def read(asking: Asking, uri: str) -> types.ReadResourceResult:
    """What a resource holds. Raises UnknownResource, or RefusedQuestion for an id that there is not."""
    found = re.fullmatch(r"plan://(?P<kind>[a-z]+)/(?P<id>[\w.-]{1,200})", uri)
    if found is None or found["kind"] not in _READERS:
        raise UnknownResource(uri)
    text, media_type = _READERS[found["kind"]](asking, found["id"])
    return types.ReadResourceResult(contents=[types.TextResourceContents(uri=uri, mime_type=media_type, text=text)])


def _document(asking: Asking, slug: str) -> tuple[str, str]:
    row, outline = asking.get(f"documents/{slug}/"), asking.get(f"documents/{slug}/outline/")
    lines: list[str] = []

    def add(chapters: list[dict[str, Any]], depth: int) -> None:
        for one in chapters:
            lines.append(f"{'  ' * depth}{one['label'] or ''} {one['title']} [plan://chapters/{one['id']}]")
            add(one["children"], depth + 1)

    add(outline["chapters"], 0)
    told = compact(
        revision=max(asking.seen, default=None),
        slug=slug,
        place=row["district"]["name"],
        kind=zh(DocumentKind, row["kind"]),
        title=row["title"],
        period=row["period_start"] and f"{row['period_start']}—{row['period_end']}",
        report_year=row["report_year"],
        characters=row["chars"],
        doubtful=row["reading_state"] == "doubtful" or None,
        text=asking.permanent(reverse("document-text", kwargs={"slug": slug})),
        sources=sources(asking, [slug]),
        outline=lines,
    )
    return orjson.dumps(told).decode(), "application/json"


def _chapter(asking: Asking, key: str) -> tuple[str, str]:
    row = asking.get(f"chapters/{key}/")
    text: str = row["text"]
    if len(text) > LONGEST_CHAPTER:
        text = (
            f"{text[:LONGEST_CHAPTER]}\n[… {len(text) - LONGEST_CHAPTER} characters more: read the chapters within it]"
        )
    page = asking.permanent(reverse("evidence-page", kwargs={"resource": "chapters", "id": key}))
    return f"{text}\n\n[{page}]", "text/plain"


def _passage(asking: Asking, key: str) -> tuple[str, str]:
    row = asking.get(f"passages/{key}/")
    told = compact(
        revision=max(asking.seen, default=None),
        id=key,
        text=row["text"],
        place=row["district"]["name"],
        document=row["document"],
        chapters=[f"{one['label'] or ''} {one['title']}".strip() for one in row["path"]],
        rows=[
            compact(id=one["id"], resource=one["resource"], evidence=page_of(asking, one["resource"], one["id"]))
            for one in row["rows"]
        ],
        sources=sources(asking, [row["document"]]),
    )
    return orjson.dumps(told).decode(), "application/json"


_READERS: dict[str, Callable[[Asking, str], tuple[str, str]]] = {
    "documents": _document,
    "chapters": _chapter,
    "passages": _passage,
}
