"""What other APIs call the parameters that are asked for here, so that a stranger's first request is answered with the one line that helps.

per_page, limit        → page_size
sort_by, order         → ordering
district[]=, year[gte] → district=120102,120103; year__gte
q, on a list           → /api/v1/search/?q=
120102;120110          → 120102,120110
year=2020-2025         → year__gte=2020&year__lte=2025
format=excel           → xlsx
"""

import re
from collections.abc import Callable, Collection
from typing import NamedTuple
from urllib.parse import quote

from rest.http.problems import LONGEST_VALUE, Wrong, nearest


class Elsewhere(NamedTuple):
    """``name`` is what the parameter is called here, where it has a name; ``told`` is said of it."""

    name: str | None
    told: str


_SIZE = "the number of rows on a page is page_size here"
_ORDER = "the order is ordering here, with a minus before a name for descending: ordering=-year"
_EXPAND = "what a row does not have unasked is added by expand"
_ONLY = "the columns of a row are chosen by fields"
_LESS = "columns are left out by omit"
_PAGES = "pages are followed, not numbered: the URL of the next one is in next of each response"
_FORMAT = "the form of the response is format, or the Accept header"
_WIDE = "a column for each year is a form of a comparison: compare/?indicator=…&wide=year&format=csv"
_VERSION = "a past state of the data is asked for by revision"
_LANGUAGE = "words of closed lists have labels in a language beside them with labels=zh or labels=en; columns of files have Chinese headers with header=zh"
_KEY = "a key is sent in the header Authorization: Bearer plan_…; to read, none is needed"
_CALLBACK = "pages of any origin may read responses as they are (CORS), without a callback"

_CALLED: dict[str, Elsewhere] = {
    **dict.fromkeys(
        (
            "limit per_page page_limit pagesize perpage size rows rows_per_page count_per_page max_results maxresults top $top $limit _limit n num number "
            "page[size] page[limit] take first results_per_page"
        ).split(),
        Elsewhere("page_size", _SIZE),
    ),
    **dict.fromkeys(
        "sort order order_by orderby sort_by sortby sorting $orderby $order _sort order_dir sort_order direction_of_order dir".split(),
        Elsewhere("ordering", _ORDER),
    ),
    **dict.fromkeys(
        "include includes embed embeds with populate $expand related depth".split(), Elsewhere("expand", _EXPAND)
    ),
    **dict.fromkeys(
        "select $select columns column field props properties attributes".split(), Elsewhere("fields", _ONLY)
    ),
    **dict.fromkeys("exclude excludes exclude_fields except without hide".split(), Elsewhere("omit", _LESS)),
    **dict.fromkeys(
        "page offset skip start $skip _page _start page_number pagenum page_no page_num pageno page[number] page[offset] after before from_row".split(),
        Elsewhere(None, _PAGES),
    ),
    **dict.fromkeys(
        "output outputformat output_format fmt f type_of_file filetype file_type accept _format as response_format media alt".split(),
        Elsewhere("format", _FORMAT),
    ),
    **dict.fromkeys(
        "version as_of asof snapshot at_revision rev data_version".split(), Elsewhere("revision", _VERSION)
    ),
    **dict.fromkeys(
        "region area place county city_code adcode area_code region_code division location geo geo_code country".split(),
        Elsewhere("district", "places are asked for by district, with their code"),
    ),
    **dict.fromkeys(
        "metric variable series measure_id indicator_id indicators indicator_code stat".split(),
        Elsewhere("indicator", "what is measured is asked for by indicator"),
    ),
    **dict.fromkeys("wide pivot unstack layout".split(), Elsewhere(None, _WIDE)),
    **dict.fromkeys("lang language locale hl lng".split(), Elsewhere("labels", _LANGUAGE)),
    **dict.fromkeys("date time years period".split(), Elsewhere("year", "years are asked for by year")),
}
_EVERYWHERE: dict[str, Elsewhere] = {
    **dict.fromkeys(
        "key apikey api_key access_key token access_token auth_token appid app_id app_key subscription_key".split(),
        Elsewhere(None, _KEY),
    ),
    **dict.fromkeys("callback jsonp json_callback".split(), Elsewhere(None, _CALLBACK)),
}
_SEARCHED = frozenset("q search query keyword keywords kw term text wd s $search $filter filter where find".split())
"""What a search of everything is asked by; on a list, it is another address."""

_BRACKETED = re.compile(r"(?P<name>[A-Za-z_]\w*)\[(?P<key>[^\]]*)\]")
_DOTTED = re.compile(r"(?P<name>[A-Za-z_]\w*)[.:](?P<key>[A-Za-z]+)")
_BOUND_BEHIND = re.compile(
    r"(?P<name>\w+?)_+(?P<key>gte?|lte?|min|max|from|to|since|until|start|end|after|before|contains|like|in|isnull|null)"
)
_BOUND_AHEAD = re.compile(r"(?P<key>min|max|from|to|since|until|start|end|after|before)_+(?P<name>\w+)")
_LOOKUPS = {
    "gte": "gte", "ge": "gte", "min": "gte", "from": "gte", "since": "gte", "start": "gte",
    "lte": "lte", "le": "lte", "max": "lte", "to": "lte", "until": "lte", "end": "lte",
    "gt": "gt", "after": "gt", "lt": "lt", "before": "lt",
    "contains": "contains", "like": "contains", "ilike": "contains", "icontains": "contains",
    "in": "", "eq": "", "exact": "", "is": "", "isnull": "isnull", "null": "isnull",
}  # fmt: skip
_SNAKE = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


def unknown(name: str, value: str, allowed: Collection[str], *, search: Callable[[str], str] | None = None) -> Wrong:
    """What is wrong with a parameter that is not known here. The names that are known are listed where none of them is surely meant."""
    if (found := _elsewhere(name, value, allowed, search)) is not None:
        return Wrong(name, value, f"unknown parameter: {found.told}", nearest=found.name)
    return Wrong(name, value, "unknown parameter", list(allowed), nearest(name, allowed))


def _elsewhere(
    name: str, value: str, allowed: Collection[str], search: Callable[[str], str] | None
) -> Elsewhere | None:
    if len(name) > LONGEST_VALUE:
        return None
    snake = _SNAKE.sub("_", name).lower().replace("-", "_")
    if snake in allowed:
        return Elsewhere(snake, "names are written in small letters, with underscores")
    if snake in _EVERYWHERE:
        return _EVERYWHERE[snake]
    called = _CALLED.get(snake)
    if called is not None and (called.name or "cursor") in allowed:  # pages are spoken of only where there are pages
        return called
    if snake in _SEARCHED and search is not None:
        return Elsewhere(None, f"a list is narrowed by its own filters; everything is searched at {search(value)}")
    return _written_otherwise(snake, value, allowed)


def _written_otherwise(name: str, value: str, allowed: Collection[str]) -> Elsewhere | None:
    """Filters in the styles of PHP, JSON:API, Django's neighbours and others: ``district[]``, ``filter[year]``, ``year[gte]``, ``min_year``."""
    if bracketed := _BRACKETED.fullmatch(name):
        of, key = bracketed["name"], bracketed["key"].lstrip("$")
        if key in allowed and of not in allowed:  # filter[district]=
            return Elsewhere(key, "filters are written by their name alone")
        if of in allowed and (key == "" or key.isdecimal()):
            return Elsewhere(of, f"several values are written with commas: {of}={_shown(value)},…")
        return _bound(of, key, allowed)
    for pattern in (_DOTTED, _BOUND_BEHIND, _BOUND_AHEAD):
        if (match := pattern.fullmatch(name)) and (found := _bound(match["name"], match["key"], allowed)):
            return found
    return None


def _bound(of: str, key: str, allowed: Collection[str]) -> Elsewhere | None:
    lookup = _LOOKUPS.get(key)
    if lookup is None or of not in allowed:
        return None
    meant = f"{of}__{lookup}" if lookup else of
    return Elsewhere(meant, "comparisons are written with two underscores") if meant in allowed else None


FORMATS = {
    **dict.fromkeys(("excel", "xls", "xlsm", "spreadsheet", "ods"), "xlsx"),
    **dict.fromkeys(("jsonl", "jsonlines", "json-lines", "json_lines", "jsonseq"), "ndjson"),
    **dict.fromkeys(("tsv", "txt", "tab"), "csv"),
    **dict.fromkeys(("feather", "arrow", "pq"), "parquet"),
    "markdown": "md",
}
"""What formats, or those nearest to them, are called elsewhere."""

ONLY_AT = {
    "geojson": "districts/, compare/",
    **dict.fromkeys(("sdmx-json", "sdmx-csv"), "observations/, compare/"),
    **dict.fromkeys(("json-stat", "jsonstat"), "compare/"),
}
"""The lists that have a format that others don't."""

_APART = re.compile(r"\s*[;；、，|]\s*|(?<=\d)\s+(?=\d)")
_RANGE = re.compile(r"(?P<first>\d{4})\s*(?:-|–|—|~|～|\.\.+|:|to|至|到)\s*(?P<last>\d{4})")
_AT_LEAST = re.compile(r"(?P<key>>=|<=|≥|≤|>|<|(?:gte|lte|gt|lt|ge|le)[.:])\s*(?P<bound>-?\d+(?:\.\d+)?)")
_BOUNDS = {">=": "gte", "≥": "gte", "ge": "gte", "<=": "lte", "≤": "lte", "le": "lte", ">": "gt", "<": "lt"}


def value_meant(one: Wrong, allowed: Collection[str], *, commas: bool) -> Wrong:
    """What is wrong with a value again, with how it is written here, where it is one of a style of elsewhere."""
    name, value = one.parameter, one.value
    if len(value) > LONGEST_VALUE:
        return one
    if f"{name}__gte" in allowed:
        if span := _RANGE.fullmatch(value):
            told = f"a span is asked for by its two ends: {name}__gte={span['first']}&{name}__lte={span['last']}"
            return Wrong(name, value, f"{one.message}; {told}")
        if bound := _AT_LEAST.fullmatch(value):
            key = bound["key"].rstrip(".:")
            meant = f"{name}__{_BOUNDS.get(key, key)}={bound['bound']}"
            return Wrong(name, value, f"{one.message}; a bound is part of the name: {meant}")
    if commas and len(parts := [part for part in _APART.split(value) if part]) > 1:
        return Wrong(name, value, f"{one.message}; several values are separated by commas", nearest=",".join(parts))
    return one


def _shown(value: str) -> str:
    return quote(value.split(",", maxsplit=1)[0][:20], safe="")
