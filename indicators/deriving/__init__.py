"""What follows from observations alone is worked out when they are written, and kept in tables.

::

    a row is written      triggers note its indicator, district and year as stale (``stale``)
    derive([district])    each step works out anew what is stale of the district, in the same transaction
    a request             takes what is kept where that is of this build's rules and not stale; else it is worked out for it

So what is kept is never wrong, whoever wrote: at worst it is of no use until it is worked out again.
"""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from collections.abc import Set as AbstractSet
from functools import cache
from pathlib import Path

from django.db import connection

from history.prepared import NamedRows, fetch
from history.revisions import newest_stored, writing, written
from indicators.deriving import cells, mentions, outcomes
from indicators.models import RulesInForce, Stale

Step = Callable[[str, AbstractSet[tuple[str, int]]], None]

STEPS: tuple[Step, ...] = (cells.work_out, outcomes.work_out)
"""Each is called with a district and what is stale of it: slugs of indicators with their years, 0 for what is of no year. After them ``mentions``, for all
districts at once, with the documents that are stale and the indicators whose names are."""

_ROOT = Path(__file__).parent.parent.parent
# What is worked out depends on: when any of these files changes, all is worked out anew.
_RULES = (
    "indicators/data/catalogue.toml",
    "indicators/deriving/cells.py",
    "indicators/deriving/mentions.py",
    "indicators/deriving/outcomes.py",
    "indicators/analysis/stating.py",
    "indicators/caveats.py",
    "indicators/harmonising.py",
    "indicators/mentioning.py",
    "indicators/progressing.py",
    "indicators/reading/catalogue.py",
    "indicators/units.py",
    "text/vocabulary.py",
    "text/numbers/units.py",
    "text/sources/source.py",
    "text/data/units.toml",
)


@cache
def rules() -> str:
    """A short hash of all that decides what is worked out, code and data."""
    digest = hashlib.sha256()
    for pattern in _RULES:
        for path in sorted(_ROOT.glob(pattern)):
            digest.update(path.relative_to(_ROOT).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:12]


def in_force() -> bool:
    """Whether what is kept is by the rules of this build; where it is not, everything is worked out for each request."""
    return fetch(f"select {_RULES_NOW}", []) == [(rules(),)]


def derive(districts: Collection[str]) -> None:
    """Work out what is stale of these districts. The caller holds the transaction of the writes (``history.revisions.writing``).

    Nothing where another build's rules are in force: what that keeps must not be mixed with what this one would. It stays stale until ``derive_all``.
    """
    if not in_force():
        return
    found: dict[str, set[tuple[str, int]]] = defaultdict(set)
    documents, renamed = set(), set()
    for district, indicator, year, document in _STALE.fetch(districts=list(districts)):
        if document:
            documents.add(document)
        elif district == ALL:
            renamed.add(indicator)
        else:
            found[district].add((indicator, year))
    for district in sorted({*districts} - {ALL}):
        for step in STEPS:
            step(district, found[district])
    mentions.work_out(documents, renamed)
    # What this transaction itself made stale was never seen so. Of what an earlier one did, its revisions tell, if they are answered from what is kept.
    revision = written() or newest_stored().number
    with connection.cursor() as cursor:
        cursor.execute(_FORGET, [list(districts), revision])
        cursor.execute(_NOTED, [revision, list(districts)])


def only_moved(documents: Collection[str]) -> None:
    """Take back what the writes of this transaction noted of these documents for ``mentions``: each of their rows is of an indicator as before, if of
    another one, and which one it is has no bearing there. The texts need not be read again."""
    Stale.objects.filter(until=None, since=written(), document_slug__in=documents).delete()


def stale_districts() -> list[str]:
    """The districts of which something is stale; ``ALL`` among them where the names of an indicator are."""
    stale = Stale.objects.filter(until=None).order_by("district_code")
    return list(stale.values_list("district_code", flat=True).distinct())


def derive_all() -> Iterator[str]:
    """Bring all that is kept to the rules of this build and to what is stored; gives a line for each part that is done. It can be broken off and begun again.

    Answers are right meanwhile, and only as slow as if nothing were kept.
    """
    if not RulesInForce.objects.exists():
        yield from outcomes.keep_the_past()
    if not in_force():
        with writing(), connection.cursor() as cursor:
            cursor.execute(_ALL_STALE)
            RulesInForce.objects.create(digest=rules())
    codes = stale_districts()
    for start in range(0, len(codes), BATCH):
        with writing():
            derive(codes[start : start + BATCH])
        yield f"{min(start + BATCH, len(codes)):,} of {len(codes):,} districts worked out"
    RulesInForce.objects.filter(since=None).update(since=newest_stored().number)


_STALE = NamedRows(
    Stale,
    ("district_code", "indicator_slug", "year", "document_slug"),
    "until is null and district_code = any(%(districts)s)",
)
_FORGET = (
    "delete from indicators_stale where until is null and district_code = any(%s)"
    " and (since = %s or exists (select from indicators_rulesinforce where since is null))"
)
_NOTED = "update indicators_stale set until = %s where until is null and district_code = any(%s)"

ALL = ""
"""Instead of a district: all of them."""
BATCH = 50
"""Districts of one transaction, and so of one revision."""

_ALL_STALE = (
    "delete from indicators_stale where district_code = '' and until is null;"
    "insert into indicators_stale (district_code, indicator_slug, year, document_slug, since)"
    " select district_id, '', 0, slug, 1 + (select coalesce(max(number), 0) from history_revision) from districts_document"
    " union all select district_id, indicator_id, coalesce(year, 0), '', 1 + (select coalesce(max(number), 0) from history_revision)"
    " from indicators_observation where indicator_id is not null group by 1, 2, 3 on conflict do nothing"
)


_RULES_NOW = "(select digest from indicators_rulesinforce order by id desc limit 1)"
_RULES_THEN = "(select digest from indicators_rulesinforce where since <= %(pinned)s order by id desc limit 1)"
_STALE_NOW = "not exists (select from indicators_stale where until is null and {})"
_STALE_THEN = """
  not exists (select from indicators_stale where until > %(pinned)s and since <= %(pinned)s and {0})
  and not exists (select from indicators_stale where until is null and since <= %(pinned)s and {0})"""


def are_kept(asked: str, *, pinned: bool) -> str:
    """A condition, in SQL: what is kept is what this build would work out of what is stored, or was in a revision, as far as this is ``asked`` of Stale.

    Its parameters are ``rules`` (of this build) and, where it is of a revision, ``pinned``.
    """
    rules, stale = (_RULES_THEN, _STALE_THEN) if pinned else (_RULES_NOW, _STALE_NOW)
    return f"{rules} = %(rules)s and {stale.format(asked)}"
