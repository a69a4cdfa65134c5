"""New entries wait in a list of their index, and are brought into it once no other document is being read, or is about to be.

Eight documents together cost PostgreSQL a third of what they do one by one, since most words of one are in the others; but every search reads through what
waits. So whoever has stored a document leaves the lists to those who read the next ones, a few times in a row. It is after the commit: no other writer waits
for it, and entries that still wait are found, only not as fast.
"""

import logging

from django.db import Error, connection, transaction
from django.db.models.functions import Now

from districts.models import IngestRun, IngestTask
from text.vocabulary import RunState

logger = logging.getLogger(__name__)

MOST = 8
"""Documents that a process leaves to wait in a row: a search takes 4 ms longer by eight of them. PostgreSQL empties a list of 16 MB by itself."""

# A function of the owner's, who alone may: whoever stores documents need not be.
_EMPTY = "select search_empty_lists()"


class _Left:
    documents = 0


def empty_lists() -> None:
    """Bring what waits to be indexed into its index, unless other documents are read now or wait for a worker: the last of them does it."""
    _Left.documents += 1
    try:
        if _Left.documents < MOST and _others_follow():
            return
        _Left.documents = 0
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(_EMPTY)
    except Error as error:
        logger.warning("New entries still wait for the index of the search: %s", str(error).strip().partition("\n")[0])


def _others_follow() -> bool:
    waiting = IngestTask.objects.filter(state=IngestTask.State.WAITING, due_at__lte=Now())
    return IngestRun.objects.filter(state=RunState.RUNNING.value).exists() or waiting.exists()
