"""Files in an S3-compatible store, where ``S3_BUCKET`` names one: django-storages', with what releases need besides.

``ReleaseFolder`` of ``planapi.releases.store`` is the same for a folder.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path
from typing import Any

from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from rest_framework.exceptions import APIException
from storages.backends.s3 import S3Storage

CHUNK = 1 << 16
CLIENT = Config(connect_timeout=2, read_timeout=10, retries={"total_max_attempts": 2})
"""A store that does not answer holds a thread no longer than that."""


class StoreUnreachable(APIException):
    """The store does not answer, or will not have it; the reason is its cause."""

    status_code = HTTPStatus.SERVICE_UNAVAILABLE
    default_detail = "The files can't be reached at the moment. Try again."
    wait = 5


class Bucket(S3Storage):
    """What is written is there whole or not at all: S3 shows an object when its last part has come."""

    bucket_name: str
    location: str

    def __init__(self, **settings: Any) -> None:
        super().__init__(**{"client_config": CLIENT, "file_overwrite": True} | settings)

    def put(self, name: str, file: Path) -> None:
        with _reached():
            self.bucket.upload_file(str(file), self._key(name))

    def versions(self, prefix: str) -> dict[str, Any]:
        """The names that begin so, each with what is another for another content."""
        with _reached():
            found = self.bucket.objects.filter(Prefix=self._key(prefix))
            return {one.key.removeprefix(self._key("")): one.e_tag for one in found}

    def read(self, name: str) -> bytes:
        with _reached():
            return self.bucket.Object(self._key(name)).get()["Body"].read()

    def part(self, name: str, part: range) -> Iterator[bytes]:
        """These octets of a file; asked for at once, so that what is not there is said before the first of them is sent."""
        with _reached():
            asked = self.bucket.Object(self._key(name)).get(Range=f"bytes={part.start}-{part.stop - 1}")
        return asked["Body"].iter_chunks(CHUNK)

    def where(self, name: str) -> str:
        return f"s3://{self.bucket_name}/{self._key(name)}"

    def _key(self, name: str) -> str:
        return f"{self.location}{name}"


@contextmanager
def _reached() -> Iterator[None]:
    try:
        yield
    except (BotoCoreError, ClientError) as error:
        raise StoreUnreachable from error
