"""The site's settings for a worker process of the tests: as in production, but that a worker is given up, and a message given out again, within seconds."""

from planapi.settings import *  # noqa: F403

CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 2,
    "unacked_restore_interval": 1,
    "unacked_restore_throttle": 1,
}
LEASE_SECONDS = 3
# A task waits this many seconds in its place for the database.
DATABASE_PATIENCE = 0.5
