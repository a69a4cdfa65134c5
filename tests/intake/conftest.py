"""Files to hand in, keys to do it with, and a place where originals are kept for a test."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from rest_framework.test import APIClient

from access.models import ApiKey
from tests.api.conftest import api_client as api_client  # noqa: PLC0414 a fixture
from tests.api.conftest import get as get  # noqa: PLC0414
from text.vocabulary import Right

REPORT = """天津市南开区2023年政府工作报告
——2023年1月5日在天津市南开区第十八届人民代表大会第三次会议上
各位代表：
现在，我代表南开区人民政府向大会报告工作，请予审议。
一、2022年工作回顾
一般公共预算收入完成32.6亿元，增长1.36%。建成口袋公园41个。
二、2023年工作目标和主要任务
地区生产总值增长5%左右。
"""
SLUG = "120104-report-2023"


@pytest.fixture(autouse=True)
def originals(settings: Any, tmp_path: Path) -> Path:
    """The folder in which the originals of a test are kept."""
    folder = tmp_path / "originals"
    kept = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": str(folder)}}
    settings.STORAGES = settings.STORAGES | {"originals": kept}
    return folder


@pytest.fixture
def client_with(db: None, settings: Any) -> Callable[..., APIClient]:
    """``client_with(Right.INGEST)`` is a client with a key that has this right."""
    settings.RATE_LIMIT_TABLE = None

    def make(*rights: Right, name: str = "Newsroom") -> APIClient:
        _, key = ApiKey.make(name, rights=rights)
        client = APIClient()
        client.credentials(HTTP_AUTHORIZATION=f"Bearer {key}")
        return client

    return make


@pytest.fixture
def editor(client_with: Callable[..., APIClient]) -> APIClient:
    return client_with(*Right)


@pytest.fixture
def upload(editor: APIClient) -> Callable[..., Any]:
    """``upload(data, name="规划.docx", dry_run="true")`` is the ingestion that answers; ``status=`` if it is not to be 202."""

    def send(data: bytes | str, *, name: str = "report.txt", status: int = 202, **options: str) -> Any:
        octets = data.encode() if isinstance(data, str) else data
        response = editor.post(
            "/api/v1/ingestions/", {"file": SimpleUploadedFile(name, octets), **options}, format="multipart"
        )
        assert response.status_code == status, response.content.decode()
        return response.json()

    return send
