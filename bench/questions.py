"""What is asked: the same of all, each in its own words; and what only this API answers.

::

    filtered    /api/v1/observations/?district=130102&indicator=gdp      /drf/observations/?district=130102&indicator=gdp
                /corpus_100000/observation.json?district=130102&indicator=gdp&_labels=on     …

That all answer with the same rows is seen to before anything is measured.
"""

import base64
import json
import random
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from urllib.parse import quote, urlencode

import psycopg
import rjieba

from bench import cluster
from bench.load import get
from bench.rivals.columns import NUMBERS, PLAIN
from bench.running import Server

SIZE = 50
PAGES = ("first page", "last page", "filtered")
API, CACHED, FLOOR, EMPTY = "this API", "this API, kept answer", "hand-written SQL", "empty response"
DRF, OFFSET, NINJA = "stock DRF, cursor", "stock DRF, limit and offset", "django-ninja"
POSTGREST = "PostgREST's way"
CHOSEN = "chosen at request time"
"""Lists with a filter, an order and columns of which no two are alike."""
DATASETTE, UNCOUNTED = "Datasette with labels", "Datasette with labels, no count"
RIVALS = (API, FLOOR, NINJA, DRF, OFFSET, DATASETTE, UNCOUNTED)
_WORDS = (
    "养老 产业 高新技术企业 人工智能 社区 河 生态环境 轨道交通 教育质量 卫生服务 “新增就业” 地区生产总值 智慧城市 固定资产投资 "
    "老旧小区改造 科技创新"
).split()

_IS_WORD = re.compile("[一-鿿]{2,6}")

_FILTERS = (
    ["district"],
    ["district", "year"],
    ["district", "kind"],
    ["indicator"],
    ["indicator", "district"],
    ["origin"],
    ["kind", "origin"],
)
_FILTERS += (["district", "year__gte"], ["district", "year__gte", "year__lte"], ["indicator", "origin", "district"])
_ORDERS = ("document,start", "-year", "-value_cny", "-value", "document,-start", "-raw_start")
_FIELDS = ["id", "document", "district", "indicator", *PLAIN, *NUMBERS, "target", "evidence"]
_SAMPLED = 20
"""A revision of a corpus before the one that most of it is of."""
_CHANGES = ("", "&resource=observations", "&resource=documents,parks", "&change=changed,removed", "&page_size=500")
_SENTENCES = (
    "2025年地区生产总值增长5.5%，城镇调查失业率控制在6%以内，新建日间照料中心48家。",
    "2022年国家高新技术企业达到155家，一般公共预算收入完成35亿元。",
    "去年新增就业1.2万人。",
)


@dataclass(frozen=True, slots=True)
class Row:
    """Where an observation stands in the order of the list."""

    document: str
    start: int
    key: str
    place: int
    """Its number in that order, from 0."""
    in_document: int
    """The same among those of its document."""
    document_before: str

    @property
    def after(self) -> str:
        return f"{self.document},{self.start},{self.key}"


@dataclass(frozen=True, slots=True)
class Facts:
    """What has to be known of a corpus to ask of it: the last row but fifty, and some districts and indicators that have many rows."""

    counts: dict[str, int]
    last: Row
    pairs: list[tuple[str, str]]


def facts(database: str) -> Facts:
    tables = {
        "documents": "districts_document",
        "chapters": "districts_chapter",
        "observations": "indicators_observation",
        "entries": "search_entry",
    }
    with psycopg.connect(cluster.url_of(database)) as source:

        def one(query: str, *values: str) -> tuple:
            found = source.execute(query.encode(), values).fetchone()
            assert found is not None
            return found

        counts = {name: one(f"select count(*) from {table}")[0] for name, table in tables.items()}
        document, start, key = one(
            f"select document_id, start, key from indicators_observation order by document_id desc, start desc, key desc offset {SIZE} limit 1"
        )
        (before,) = one("select max(document_id) from indicators_observation where document_id < %s", document)
        (within,) = one("select count(*) from indicators_observation where document_id = %s", document)
        (after,) = one(
            "select count(*) from indicators_observation where document_id = %s and (start, key) > (%s::integer, %s)",
            document,
            start,
            key,
        )
        pairs = source.execute(
            """select district_id, indicator_id from indicators_observation
            where indicator_id is not null and district_id in (select district_id from districts_document group by 1 order by md5(district_id) limit 40)
            group by 1, 2 order by count(*) desc, 1, 2 limit 8"""
        ).fetchall()
    place = counts["observations"] - SIZE - 1
    return Facts(counts, Row(document, start, key, place, within - after - 1, before), pairs)


def paths(who: str, page: str, known: Facts, api: Server, database: str) -> Sequence[str]:
    """The addresses that ask one of the rivals for a page."""
    last = known.last
    asked = {
        "filtered": [{"district": district, "indicator": indicator} for district, indicator in known.pairs],
        "last page": [
            {
                API: {"cursor": api_cursor(api, last)} if who == API else {},
                DRF: {"cursor": _drf_cursor(last)},
                OFFSET: {"offset": last.place + 1},
                DATASETTE: {"_next": last.place + 1},
                UNCOUNTED: {"_next": last.place + 1},
            }.get(who, {"after": last.after})
        ],
    }.get(page, [{}])
    base = {
        API: "/api/v1/observations/",
        DRF: "/drf/observations/",
        OFFSET: "/drf-offset/observations/",
        NINJA: "/ninja/observations/",
        FLOOR: "/floor/observations/",
        DATASETTE: f"/{database}/observation.json",
        UNCOUNTED: f"/{database}/observation.json",
    }[who]
    more = {
        DATASETTE: {"_labels": "on", "_size": SIZE, "_shape": "objects"},
        UNCOUNTED: {"_labels": "on", "_size": SIZE, "_shape": "objects", "_nocount": 1},
    }.get(who, {})
    return [base + ("?" + urlencode(one | more) if one | more else "") for one in asked]


def chosen(who: str, known: Facts) -> list[str]:
    """Lists with a filter, an order and columns, each chosen anew: so many that what is kept of one is of little use to another."""
    chance = random.Random(5)
    base = {API: "/api/v1/observations/", POSTGREST: "/postgrest/observations/"}[who]
    asked: list[str] = []
    for _ in range(4000):
        district, indicator = chance.choice(known.pairs)
        filters = chance.choice(_FILTERS)
        of_all: dict[str, object] = {
            "district": district,
            "indicator": indicator,
            "year": 2022,
            "year__gte": 2020,
            "year__lte": 2021,
        }
        of_all |= {"kind": "actual", "origin": "prose"}
        narrow = not {"district", "indicator"}.isdisjoint(filters)
        order = chance.choice(_ORDERS if narrow else _ORDERS[:3])
        fields = chance.sample(_FIELDS, chance.randint(3, len(_FIELDS)))
        question = {name: of_all[name] for name in filters} | {"ordering": order, "fields": ",".join(fields)}
        asked.append(f"{base}?{urlencode(question)}")
    return asked


def api_cursor(api: Server, row: Row) -> str:
    """The cursor that a page ending with ``row`` would have as its next: as that of the first page, but for the row."""
    first, _ = get(f"{api.base}/api/v1/observations/")
    cursor = first["next"].partition("cursor=")[2]
    mark, reverse, _ = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    written = json.dumps([mark, reverse, [row.document, str(row.start), row.key]], separators=(",", ":"))
    return base64.urlsafe_b64encode(written.encode()).decode().rstrip("=")


def _drf_cursor(row: Row) -> str:
    """That of DRF: a value of the first column of the order, and how many rows to leave out of those that come after it."""
    return base64.b64encode(urlencode({"o": row.in_document + 1, "p": row.document_before}).encode()).decode()


def own(known: Facts) -> dict[str, Sequence[str]]:
    """What only this API answers: search by words of all kinds, and what is worked out."""
    districts = ",".join(sorted({district for district, _ in known.pairs}))
    compare = [f"/api/v1/compare/?indicator={indicator}&district={districts}" for _, indicator in known.pairs]
    return {
        "search": [f"/api/v1/search/?q={quote(word)}" for word in _WORDS],
        "compare": compare,
        "progress": ["/api/v1/progress/", *(f"/api/v1/progress/?district={district}" for district, _ in known.pairs)],
        "changes": [f"/api/v1/changes/?since={_SAMPLED}{narrowed}" for narrowed in _CHANGES]
        + [f"/api/v1/changes/?since=0&district={district}" for district, _ in known.pairs],
        "verify": [
            f"POST /api/v1/verify/ {json.dumps({'sentence': sentence, 'district': district}, ensure_ascii=False)}"
            for district, _ in known.pairs
            for sentence in _SENTENCES
        ],
    }


def words_of(source: psycopg.Connection, most: int = 16_000) -> list[str]:
    """What people may look for: words of the texts and two that stand together, in no order, none twice."""
    texts = source.execute("select text from districts_document order by md5(slug) limit 100").fetchall()
    found: set[str] = set()
    for (text,) in texts:
        cut = [word for word in rjieba.cut(text) if _IS_WORD.fullmatch(word)]
        found.update(cut)
        found.update(f"{one} {other}" for one, other in pairwise(cut))
        if len(found) > 4 * most:
            break
    words = sorted(found)
    random.Random(5).shuffle(words)
    return words[:most]


def check(servers: dict[str, Server], known: Facts, database: str) -> None:
    """Raises AssertionError where one of the rivals answers with other rows than this API."""
    for own, other in list(zip(chosen(API, known), chosen(POSTGREST, known), strict=True))[:100]:
        (mine, _), (theirs, _) = get(servers[API].base + own), get(servers[POSTGREST].base + other)
        assert [_plain(row) for row in mine["results"]] == [_plain(row) for row in theirs["results"][:SIZE]], own
    for page in PAGES:
        answers = {}
        for who in RIVALS:
            answered, _ = get(servers[who].base + paths(who, page, known, servers[API], database)[0])
            rows = answered["rows"] if who in (DATASETTE, UNCOUNTED) else answered["results"]
            answers[who] = rows[:SIZE]
        wanted = [_plain(row) for row in answers[API]]
        for who, rows in answers.items():
            if who in (DATASETTE, UNCOUNTED):
                assert [row["key"] for row in rows] == [row["id"] for row in wanted], (page, who)
            else:
                assert [_plain(row) for row in rows] == wanted, (page, who)


def _plain(row: dict) -> dict:
    return {name: float(value) if isinstance(value, int | float) else value for name, value in row.items()}
