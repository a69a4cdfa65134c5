"""The site's settings for the tests: a throw-away server of their own, so that they can run while the site does."""

import os

from planapi.env import READERS

# The tests say what they need; a variable of the caller's shell shall not change what they find.
for _name in READERS:
    os.environ.pop(_name.upper(), None)

from planapi.embedded import Cluster  # noqa: E402
from planapi.settings import *  # noqa: E402, F403
from planapi.settings import BASE_DIR, DATABASES, READER_DATABASE, STORAGES, WRITER_DATABASE  # noqa: E402

_cluster = Cluster(folder=BASE_DIR / ".data" / "test" / "postgres", durable=False)
for _database in (DATABASES["default"], READER_DATABASE, WRITER_DATABASE):
    _database |= {"CLUSTER": _cluster, "HOST": str(_cluster.socket_folder)}
# Who tests the limit sets one (tests/access).
RATE_LIMIT = 0
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# What tests ingest is kept nowhere; who tests that it is names a folder.
STORAGES["originals"] = {"BACKEND": "django.core.files.storage.InMemoryStorage"}
