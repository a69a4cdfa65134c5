"""The site's settings for a worker process of the tests: as in production, but a lost message is given out again after two seconds."""

from planapi.settings import *  # noqa: F403

CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 2,
    "unacked_restore_interval": 1,
    "unacked_restore_throttle": 1,
}
CELERY_TASK_SOFT_TIME_LIMIT = None
CELERY_TASK_TIME_LIMIT = None
# A task waits this many seconds in its place for the database.
DATABASE_PATIENCE = 0.5
