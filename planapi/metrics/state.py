"""What is held, and how the work on it stands: asked of the database and of the broker when somebody collects it."""

import logging
from collections.abc import Iterable, Iterator

from django.conf import settings
from django.db import Error, connection
from kombu.exceptions import OperationalError as BrokerError
from prometheus_client import Metric
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from history import servers
from planapi import broker
from planapi.answer_time import taking_time
from planapi.celery import app

logger = logging.getLogger(__name__)

# One value each, of the database: name, what it is, label if any, statement that gives (label, value) or (value).
_GAUGES = (
    (
        "planapi_revision",
        "Number of the newest revision.",
        None,
        "select coalesce(max(number), 0) from history_revision",
    ),
    (
        "planapi_revision_timestamp_seconds",
        "When the newest revision was made.",
        None,
        "select extract(epoch from made_at) from history_revision order by number desc limit 1",
    ),
    (
        "planapi_documents",
        "Documents by whether they were read well enough to be relied on.",
        "reading_state",
        "select coalesce(reading_state, 'unknown'), count(*) from districts_document group by 1",
    ),
    (
        "planapi_ingest_runs",
        "Runs of the ingest by state.",
        "state",
        "select state, count(*) from districts_ingestrun group by 1",
    ),
    (
        "planapi_waiting_files",
        "Files that wait for a worker.",
        None,
        "select count(*) from districts_ingesttask where state = 'waiting'",
    ),
    (
        "planapi_oldest_running_seconds",
        "Age of the oldest run of the ingest that has not ended; 0 for none.",
        None,
        "select coalesce(extract(epoch from now() - min(started_at)), 0) from districts_ingestrun where state = 'running'",
    ),
    (
        "planapi_stale_answers",
        "Parts of what compare/ and progress/ keep that have to be worked out anew (manage.py migrate does).",
        None,
        "select count(*) from indicators_stale where until is null",
    ),
)


class StateCollector(Collector):
    """The state as metrics. What can't be reached is said by a metric of its own, and the others are still given."""

    def collect(self) -> Iterator[Metric]:
        yield from self._of_the_database()
        yield from self._of_standbys()
        if settings.CELERY_BROKER_URL:
            yield from self._of_the_broker()

    def _of_standbys(self) -> Iterator[Metric]:
        if not (standbys := servers.told()):
            return
        read = [(one["name"], int(one["in_rotation"])) for one in standbys]
        lags = [(one["name"], one["lag_seconds"]) for one in standbys if one["lag_seconds"] is not None]
        yield _gauge("planapi_standby_up", "Whether a standby is read from.", "server", read)
        yield _gauge(
            "planapi_standby_lag_seconds", "For how long the primary has had what a standby lacks.", "server", lags
        )

    def _of_the_database(self) -> Iterator[Metric]:
        found: list[Metric] = []
        try:
            with taking_time(), connection.cursor() as cursor:
                for name, told, label, statement in _GAUGES:
                    cursor.execute(statement)
                    found.append(_gauge(name, told, label, cursor.fetchall()))
        except Error as error:
            logger.warning("The database could not be asked for metrics: %s", str(error).strip().partition("\n")[0])
        reached = len(found) == len(_GAUGES)
        yield GaugeMetricFamily("planapi_database_up", "Whether the database answered.", value=float(reached))
        yield from found

    def _of_the_broker(self) -> Iterator[Metric]:
        waiting = GaugeMetricFamily(
            "planapi_queued_tasks", "Messages that wait for a worker; of files, some of them alone.", labels=["queue"]
        )
        try:
            with broker.prompt() as link:
                for name in sorted(app.amqp.queues):
                    waiting.add_metric([name], float(broker.length(link, name)))
            up = 1.0
        except BrokerError as error:
            logger.warning("The broker could not be asked for metrics: %s", str(error).strip().partition("\n")[0])
            up = 0.0
        yield GaugeMetricFamily("planapi_broker_up", "Whether the broker answered.", value=up)
        if up:
            yield waiting


def _gauge(name: str, told: str, label: str | None, rows: Iterable[tuple[object, ...]]) -> Metric:
    family = GaugeMetricFamily(name, told, labels=[label] if label else [])
    for row in rows:
        family.add_metric([str(one) for one in row[:-1]], float(str(row[-1])))
    return family
