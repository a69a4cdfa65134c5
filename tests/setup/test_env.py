"""The environment as read: right values, and what is said about wrong ones."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from planapi.env import READERS, Environment, read_environment


def test_nothing_set_serves_this_machine_alone() -> None:
    found = read_environment({})
    assert found == Environment()
    assert (found.host, found.port, found.debug) == ("127.0.0.1", 8000, False)
    assert found.database_url is None


def test_an_empty_variable_is_an_unset_one() -> None:
    assert read_environment({"BROKER_URL": "", "DEBUG": "  "}) == Environment()


@pytest.mark.parametrize(
    ("variable", "raw", "value"),
    [
        ("DEBUG", "Yes", True),
        ("DEBUG", "0", False),
        ("PORT", "9000", 9000),
        ("RATE_LIMIT", "0", 0),
        ("PROXIES", "2", 2),
        ("ALLOWED_HOSTS", "plans.example.org, api.example.org,", ("plans.example.org", "api.example.org")),
        ("CORS_ALLOWED_ORIGINS", "https://a.example,http://b.example:81", ("https://a.example", "http://b.example:81")),
        ("BROKER_URL", "redis://broker:6379/0", "redis://broker:6379/0"),
        ("DATA_DIR", "/srv/plans", Path("/srv/plans")),
        (
            "DATABASE_URL",
            "postgresql://u@/plans?host=/run/postgresql",
            {"user": "u", "host": "/run/postgresql", "dbname": "plans"},
        ),
        (
            "DATABASE_URL",
            "postgresql://u:p%40ss@db:5433/plans?sslmode=require",
            {"user": "u", "password": "p@ss", "host": "db", "port": "5433", "dbname": "plans", "sslmode": "require"},
        ),
    ],
)
def test_values_are_typed(variable: str, raw: str, value: object) -> None:
    assert getattr(read_environment({variable: raw}), variable.lower()) == value


@pytest.mark.parametrize(
    ("variable", "raw", "said"),
    [
        ("DEBUG", "perhaps", "DEBUG: 'perhaps' can't be read; right would be true or false"),
        ("RATE_LIMIT", "2000000", "right would be a whole number from 0 to 1000000"),
        ("PORT", "80000", "PORT: '80000' can't be read; right would be a whole number from 1 to 65535"),
        ("PORT", "八千", "right would be a whole number"),
        ("THREADS", "-1", "right would be a whole number from 1 to 256"),
        ("LOG_FORMAT", "xml", "right would be one of plain, json"),
        ("CORS_ALLOWED_ORIGINS", "example.org", "right would be * or origins such as https://example.org"),
        ("BROKER_URL", "amqp://guest@broker", "right would be such as redis://host:6379/0"),
        ("DATABASE_URL", "mysql://u:p@db/plans", "right would be such as postgresql://"),
        ("DATABASE_URL", "postgresql://db:5432", "it names no database"),
    ],
)
def test_a_wrong_value_is_told_with_the_right_one(variable: str, raw: str, said: str) -> None:
    with pytest.raises(ImproperlyConfigured) as error:
        read_environment({variable: raw})
    assert said in str(error.value)


def test_every_wrong_value_is_told_at_once() -> None:
    with pytest.raises(ImproperlyConfigured, match=r"(?s)DEBUG.*PORT"):
        read_environment({"DEBUG": "perhaps", "PORT": "x"})


def test_no_message_repeats_a_secret() -> None:
    with pytest.raises(ImproperlyConfigured) as error:
        read_environment({"DATABASE_URL": "mysql://u:hunter2@db/plans", "BROKER_URL": "hunter2"})
    assert "hunter2" not in str(error.value)


def test_every_field_has_a_reader() -> None:
    assert list(READERS) == list(Environment.__dataclass_fields__)
