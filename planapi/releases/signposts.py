"""Where a program that knows only the host looks: ``/.well-known/api-catalog`` (RFC 9727), ``/llms.txt`` and ``/robots.txt``."""

from functools import lru_cache
from textwrap import dedent

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from planapi.releases.catalog import JsonLdRenderer
from planapi.releases.codebook import title_zh
from planapi.releases.licensing import NOTE_EN
from planapi.releases.tables import sources
from rest.renderers import JSONRenderer

GUIDES = ("api.md", "agents.md", "reading.md", "formats.md")
"""The guides of ``docs/`` that readers of the data need, in the order in which they are read."""
LINKSET = 'application/linkset+json; profile="https://www.rfc-editor.org/info/rfc9727"'


@require_safe
def api_catalog(request: HttpRequest) -> HttpResponse:
    """The APIs of this host, and what there is to read on each: a linkset (RFC 9264)."""

    def link(path: str, media_type: str, **more: str) -> dict[str, str]:
        return {"href": request.build_absolute_uri(path), "type": media_type, **more}

    own, api = (request.build_absolute_uri(path) for path in ("/.well-known/api-catalog", "/api/v1/"))
    linkset = [
        {"anchor": own, "item": [{"href": api, "title": "Plan API, version 1"}]},
        {
            "anchor": api,
            "service-desc": [link("/api/v1/schema/", "application/vnd.oai.openapi")],
            "service-doc": [
                link("/api/v1/docs/", "text/html"),
                link("/api/v1/redoc/", "text/html"),
                link("/en/guide/", "text/html"),
                link("/llms.txt", "text/plain"),
                link("/llms-full.txt", "text/plain"),
            ],
            "service-meta": [
                link("/api/v1/catalog/", JsonLdRenderer.media_type),
                link("/mcp/server-card", "application/mcp-server-card+json"),
            ],
            "status": [link("/readyz", JSONRenderer.media_type)],
        },
    ]
    response = JsonResponse({"linkset": linkset}, content_type=LINKSET)
    response.headers["Link"] = f'<{own}>; rel="api-catalog", <{api}>; rel="item"'
    return response


@require_safe
def llms(request: HttpRequest) -> HttpResponse:
    """What a language model, or a hurried person, has to know of the site: plain Markdown."""
    base = request.build_absolute_uri("/").rstrip("/")
    return HttpResponse(_told(base), content_type="text/plain; charset=utf-8")


def _told(base: str) -> str:
    resources = "\n".join(
        f"- [{source.name}]({base}/api/v1/{source.name}/): {title_zh(source)}. {source.description}"
        for source in sources()
    )
    return LLMS.format(base=base, resources=resources, license=NOTE_EN)


@require_safe
def llms_full(request: HttpRequest) -> HttpResponse:
    """The same with the guides in full, for who has room for them."""
    base = request.build_absolute_uri("/").rstrip("/")
    return HttpResponse(f"{_told(base)}\n{_guides(base)}", content_type="text/plain; charset=utf-8")


@lru_cache(4)
def _guides(base: str) -> str:
    """The guides, with the address of this site in their examples."""
    texts = [(settings.BASE_DIR / "docs" / name).read_text(encoding="utf-8") for name in GUIDES]
    return "\n".join(texts).replace("http://127.0.0.1:8000", base)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Everything may be read; who wants all of it, takes the zip."""
    base = request.build_absolute_uri("/").rstrip("/")
    text = dedent(f"""\
        # Everything at once: {base}/releases/latest
        # What this is: {base}/llms.txt
        User-agent: *
        Disallow: /admin/
        """)
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


LLMS = """\
# Plan API

> What Chinese districts plan and report, as data: the indicators, targets, numbers, projects and parks of their five-year plans (规划纲要) and government
> work reports (政府工作报告), each with the exact words that it was read from. Free to read, no key needed.

- Every row read out of a document has `evidence`: `document`, `chapter`, `start`, `end`, `quote`. Offsets count Unicode code points of the text at
  `{base}/api/v1/documents/{{slug}}/text/`, and `text[start:end] == quote`.
- Parameters are strict: an unknown parameter or an invalid value is a 400 that lists the allowed values and the nearest
  one. Nothing is ignored.
- Null means that the text does not state it. If a number is null, its `comparator` says why. Nothing is guessed; do not
  guess either.
- Districts are identified by their GB/T 2260 code (120102 is 河东区), documents by their slug (`120102-plan-2021`).
- Lists come in pages: follow `next`. `format=csv`, `ndjson`, `xlsx` and `parquet` return a whole list as a file.

## URLs

- [OpenAPI schema]({base}/api/v1/schema/): every URL, parameter, column and enumerated value
- [Search]({base}/api/v1/search/?q=养老): searches chapters, indicators, observations, projects, parks and terms
- [Compare]({base}/api/v1/compare/?indicator=gdp-growth): one indicator across districts and years
- [Ranking]({base}/api/v1/ranking/?indicator=gdp-growth&year=2020): districts in the order of an indicator
- [Aggregates]({base}/api/v1/projects/aggregate/?group_by=document&compute=sum): counts and sums, also of observations and targets, and why some do not add up
- [Progress]({base}/api/v1/progress/): each target compared with the latest result
- [Coverage]({base}/api/v1/coverage/?indicator=gdp-growth&city=120000): what is stated, what is not, and which documents are missing
- [Changes]({base}/api/v1/changes/?since=1): what was added, changed and removed since a revision
- [Everything at once]({base}/releases/latest): a zip with CSV, Parquet, SQLite, the texts and a codebook; [all releases]({base}/api/v1/releases/)
- [Its files one by one]({base}/releases/latest/): addresses, sizes, checksums, rows and columns; Parquet for pandas, polars and DuckDB, in parts too
- [DCAT catalogue]({base}/api/v1/catalog/)
- [Tools for agents]({base}/mcp/server-card): an MCP server at `{base}/mcp` (POST), with tools that check texts, find figures and say where they are from
- [The guides in full]({base}/llms-full.txt), and [as pages]({base}/en/guide/), with recipes, problem types and what is promised

## Resources

{resources}

## Citing

Name the document, the id of the row and the revision, and quote `evidence.quote`. Ready references by GB/T 7714—2025, BibTeX and CSL-JSON, and a plain
sentence: `{base}/api/v1/observations/{{id}}/citation/`, and likewise of other rows and documents. With `revision=12`, any address
responds as of revision 12, so `{base}/api/v1/targets/120102-plan-2021-t1/?revision=12` never changes. The `X-Revision`
header of every response names its revision.

## License

{license}
"""
