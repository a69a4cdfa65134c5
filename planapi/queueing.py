"""The queue of files that workers are to ingest. It is a table (``districts.models.IngestTask``); the broker only wakes workers.

::

    submit(path)     a row, and a message to the broker: "there is something to do"
    work()           a worker takes the row that is due, whatever message woke it, and does it under a lease
    tick()           every few seconds, in one process at a time: rows whose worker is gone wait again; messages that are missing are sent

So nothing hangs on a message. One that is lost with its broker is sent again within seconds; one that comes twice finds nothing to do; and which file is
next does not depend on what a broker can do: single ones go before those of a folder, in the order in which they were asked for. There are never more
than ``WINDOW`` messages in the queue of the broker, however many files wait.
"""

import hashlib
import logging
import time
import uuid
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import Error, connection, transaction
from django.db.models.functions import Now
from kombu.exceptions import OperationalError as BrokerError

from districts import running
from districts.models import IngestRun, IngestTask, Lease
from planapi import broker
from planapi import ingest as pipeline
from planapi.celery import app
from planapi.outages import waited
from text.errors import PlanApiError
from text.vocabulary import RunState

logger = logging.getLogger(__name__)

WINDOW = 100
"""Messages in the broker's queue at most, of a folder of 100,000 files: what some dozens of workers do between two ticks."""

TRIES = 8
"""How often a file is tried whose runs are lost: a server that comes and goes passes, a file that kills its worker each time does not."""

LONGEST_PAUSE = 30
"""Seconds before a file is tried again that the database could not take, at most. One whose worker was killed is tried again at once."""

NEXT = "planapi.ingest_next"
"""The task that the messages are of."""

_TICKS = 0x706C616E7469636B
"""The advisory lock of the one process that ticks: "plantick" in ASCII."""

State = IngestTask.State


def submit(
    path: Path | str,
    *,
    member: str | None = None,
    district_code: str | None = None,
    force: bool = False,
    replace: bool = False,
    bulk: bool = False,
    task_id: str | None = None,
) -> IngestTask:
    """Have a file ingested, with the arguments of ``planapi.ingest.ingest``; returns its task, or that of the same file if it is queued already.

    Without a broker it is done when this returns. ``bulk`` is for many files: single ones go before them.
    """
    given = {"path": str(path), "member": member, "district_code": district_code, "force": force, "replace": replace}
    return _submit(given, _digest(given), bulk=bulk, task_id=task_id)


def submit_ingestion(pk: int, *, bulk: bool) -> IngestTask:
    """The same for a file that was handed in (``planapi.intake``)."""
    return _submit({"ingestion": pk}, f"ingestion {pk}", bulk=bulk, task_id=None)


def _submit(given: dict[str, Any], digest: str, *, bulk: bool, task_id: str | None) -> IngestTask:
    with connection.cursor() as cursor:
        values = [task_id or str(uuid.uuid4()), connection.ops.adapt_json_value(given, None), digest, bulk]
        cursor.execute(_SUBMIT, values)
        made = cursor.rowcount
    if task_id and not made and (known := IngestTask.objects.filter(task_id=task_id).first()):
        return known
    task = IngestTask.objects.filter(digest=digest).latest("id")
    if app.conf.task_always_eager:
        while work() is not None:
            pass
        task.refresh_from_db()
    elif made and not (bulk and _due() >= WINDOW):
        # What the caller has not committed yet is nothing that a worker could find.
        transaction.on_commit(lambda: _wake(1))
    return task


_SUBMIT = """
insert into districts_ingesttask (task_id, arguments, digest, bulk, state, tries) values (%s, %s, %s, %s, 'waiting', 0) on conflict do nothing
"""


def _digest(given: dict[str, Any]) -> str:
    """The same for the same bytes that are to be ingested in the same way, wherever they are; of a file that can't be read, its path."""
    try:
        with Path(given["path"]).open("rb") as file:
            what = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        what = given["path"]
    how = [value for name, value in given.items() if name != "path"]
    return hashlib.sha256(repr([what, how]).encode()).hexdigest()


def wait(task: IngestTask, *, seconds: float) -> dict[str, Any]:
    """The outcome of a task, once workers have done it. Raises TimeoutError if for so many seconds no task at all is done."""
    last, until = None, time.monotonic() + seconds
    while task.outcome is None:
        time.sleep(0.2)
        before, last = (
            last,
            IngestTask.objects.filter(state=State.DONE).order_by("-finished_at").values_list("pk").first(),
        )
        if last != before:
            until = time.monotonic() + seconds
        elif time.monotonic() > until:
            raise TimeoutError(f"no worker has done {name_of(task)}")
        task.refresh_from_db()
    return task.outcome


def work() -> IngestTask | None:
    """Do the task that is due; None where none is. Its outcome is kept with it."""
    if (task := _claim()) is None:
        return None
    name = name_of(task)
    keeper = running.Keeper(_RENEW, [task.pk, task.tries])
    keeper.start()
    try:
        with running.for_task(task):
            outcome = _do(task)
    except running.LeaseLost:
        logger.warning("%s was not heard of for too long, and is somebody else's now", name)
    except pipeline.PASSING as error:
        logger.warning("%s could not be ingested now: %s", name, str(error).strip())
        _put_back(task)
    except Exception as error:
        logger.exception("%s could not be ingested", name)
        said = f"{type(error).__name__}: {str(error).strip().partition(chr(10))[0]}"
        _end(task, outcome_of(task, RunState.FAILED.value, error=said))
    else:
        _end(task, outcome)
    finally:
        keeper.end()
    return task


def _do(task: IngestTask) -> dict[str, Any]:
    from planapi.intake import taking  # noqa: PLC0415 which sends its tasks by this

    if (ingestion := task.arguments.get("ingestion")) is not None:
        done = taking.take_in(ingestion)
        return outcome_of(task, done.state, run=done.run, error=done.reason)
    try:
        run = pipeline.ingest(**task.arguments)
    except PlanApiError as error:
        return outcome_of(task, RunState.FAILED.value, error=str(error))
    return outcome_of(task, run.state, run=run)


_RENEW = (
    "update districts_ingesttask set claimed_at = clock_timestamp() where id = %s and tries = %s and state = 'running'"
)

_CLAIM = """
update districts_ingesttask set state = 'running', tries = tries + 1, claimed_at = clock_timestamp() where id = (
  select id from districts_ingesttask where state = 'waiting' and due_at <= clock_timestamp() order by bulk, id limit 1 for update skip locked
) returning id
"""


def _claim() -> IngestTask | None:
    with connection.cursor() as cursor:
        cursor.execute(_CLAIM)
        found = cursor.fetchone()
    return IngestTask.objects.get(pk=found[0]) if found else None


def _end(task: IngestTask, outcome: dict[str, Any]) -> None:
    """Record what came of a task. Where the database is away, ``tick`` finds it out from the run."""
    try:
        with connection.cursor() as cursor:
            values = [connection.ops.adapt_json_value(outcome, None), task.pk, task.tries]
            cursor.execute(_END, values)
    except Error as error:
        logger.warning("The outcome of %s is recorded later: %s", name_of(task), str(error).strip())


_END = """
update districts_ingesttask set state = 'done', finished_at = clock_timestamp(), outcome = %s where id = %s and state = 'running' and tries = %s
"""


def _put_back(task: IngestTask) -> None:
    """Let a task wait again, after a moment. Where the database stays away, ``tick`` does it."""
    try:
        if waited(name_of(task)):
            running.lose(task, running.NO_DATABASE)
            if task.tries < TRIES:  # else it is given up by the next tick
                with connection.cursor() as cursor:
                    cursor.execute(_PUT_BACK, [min(2 ** (task.tries - 1), LONGEST_PAUSE), task.pk, task.tries])
    except Error as error:
        logger.info("%s waits again later: %s", name_of(task), str(error).strip())


_PUT_BACK = """
update districts_ingesttask set state = 'waiting', due_at = clock_timestamp() + make_interval(secs => %s) where id = %s and state = 'running' and tries = %s
"""


def name_of(task: IngestTask) -> str:
    """What a task is called where it is told of: by the name of its file."""
    if "ingestion" in task.arguments:
        return f"ingestion {task.arguments['ingestion']}"
    path, member = Path(task.arguments["path"]), task.arguments.get("member")
    return f"{path.name}/{member}" if member else path.name


def outcome_of(task: IngestTask, state: str, *, run: IngestRun | None = None, error: str = "") -> dict[str, Any]:
    """What is told of a task that is done: ``{"source", "state", "document", "counts", "notes", "reading_state", "findings", "error", "run"}``."""
    document = run.document if run else None
    return {
        "source": name_of(task),
        "state": state,
        "document": document.slug if document else None,
        "counts": run.counts if run else {},
        "notes": len(run.notes) if run else 0,
        "reading_state": run.reading_state if run else None,
        "findings": list(run.findings) if run else [],
        "error": error,
        "run": run.pk if run else None,
    }


def tick() -> bool:
    """Look after the queue: for one process at a time; False where another does it. What it finds out is of use to all workers, on whatever machine."""
    running.end_lost()  # by every process: each sees at once which of its own machine are gone
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select pg_try_advisory_xact_lock(%s)", [_TICKS])
        if not cursor.fetchone()[0]:
            return False
        _settle()
        cursor.execute(_FORGET)
        cursor.execute(_FORGET_SESSIONS)
    if (waiting := _due()) and (there := depth()) is not None:
        _wake(waiting - there)
    return True


# Their runs stay.
_FORGET = "delete from districts_ingesttask where state = 'done' and finished_at < now() - interval '30 days'"

# Of logins to the admin: Django takes an expired one for none, and leaves it where it is.
_FORGET_SESSIONS = "delete from django_session where expire_date < now()"


def _settle() -> None:
    """End the tasks whose runs have ended without their workers telling so, and let those wait again whose runs were lost."""
    with connection.cursor() as cursor:
        cursor.execute(_LEFT, [settings.LEASE_SECONDS])
        left = cursor.fetchall()
    for number, attempt in left:
        task = IngestTask.objects.get(pk=number)
        last = Lease.objects.filter(task=task).select_related("run__document").order_by("-run_id").first()
        run = last.run if last and last.attempt == attempt else None
        if run and run.state != RunState.LOST and "ingestion" not in task.arguments:
            _end(task, outcome_of(task, run.state, run=run, error=run.detail))
        elif attempt < TRIES:
            IngestTask.objects.filter(pk=number, tries=attempt).update(state=State.WAITING)
        else:
            _give_up(task, run)


def _give_up(task: IngestTask, run: IngestRun | None) -> None:
    from planapi.intake import taking  # noqa: PLC0415 which sends its tasks by this

    why = run.error if run else running.INTERRUPTED
    told = f"{why} It was tried {task.tries} times, and is not tried again."
    if (ingestion := task.arguments.get("ingestion")) is not None:
        taking.give_up(ingestion, told)
    _end(task, outcome_of(task, RunState.FAILED.value, run=run, error=told))


# Of a task that was claimed a moment ago, the run may not have begun yet; between the end of a run and of its task there is a moment, too.
_LEFT = """
select task.id, task.tries from districts_ingesttask task
left join districts_lease lease on lease.task_id = task.id and lease.attempt = task.tries
left join districts_ingestrun run on run.id = lease.run_id
where task.state = 'running' and case when run.id is null then task.claimed_at < clock_timestamp() - make_interval(secs => %s)
  else run.state <> 'running' and run.finished_at < clock_timestamp() - interval '1 second' end
for update of task skip locked
"""


def _due() -> int:
    """How many tasks wait that a worker could do now, up to as many as messages may be sent for."""
    return len(IngestTask.objects.filter(state=State.WAITING, due_at__lte=Now()).order_by()[:WINDOW].values("pk"))


def _wake(times: int) -> None:
    """Send so many messages, each of which has a worker look for a task. If the broker is away they are sent later, by ``tick``."""
    try:
        if times > 0:
            with broker.prompt() as link:
                for _ in range(times):
                    app.send_task(NEXT, retry=False, connection=link)
    except BrokerError as error:
        logger.warning("The broker can't be reached, and workers are told later: %s", str(error).partition("\n")[0])


def depth() -> int | None:
    """How many messages are in the queue of the broker, for no worker has taken them; None where it can't be asked."""
    try:
        with broker.prompt() as link:
            return broker.length(link, app.conf.task_default_queue)
    except BrokerError as error:
        logger.warning("The broker can't be reached: %s", str(error).partition("\n")[0])
        return None
