"""The environment as read: right values, and what is said about wrong ones."""

from pathlib import Path

import pytest
import redis
from django.core.exceptions import ImproperlyConfigured
from kombu.utils.url import parse_url

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
        ("ALLOWED_HOSTS", "*,[::1],.example.org", ("*", "[::1]", ".example.org")),
        ("BROKER_URL", "redis://broker:6379", "redis://broker:6379"),
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
            "postgresql://u:kT4%40x9Qw2Lz8@db:5433/plans?sslmode=require",
            {
                "user": "u",
                "password": "kT4@x9Qw2Lz8",
                "host": "db",
                "port": "5433",
                "dbname": "plans",
                "sslmode": "require",
            },
        ),
    ],
)
def test_values_are_typed(variable: str, raw: str, value: object) -> None:
    assert getattr(read_environment({variable: raw}), variable.lower()) == value


@pytest.mark.parametrize(
    ("variable", "raw", "said"),
    [
        ("DEBUG", "perhaps", "DEBUG: 'perhaps' is not valid: it must be true or false"),
        ("RATE_LIMIT", "2000000", "it must be a whole number from 0 to 1000000"),
        ("PORT", "80000", "PORT: '80000' is not valid: it must be a whole number from 1 to 65535"),
        ("PORT", "八千", "it must be a whole number"),
        ("THREADS", "-1", "it must be a whole number from 1 to 256"),
        ("LOG_FORMAT", "xml", "it must be one of plain, json"),
        ("CORS_ALLOWED_ORIGINS", "example.org", "it must be * or origins such as https://example.org"),
        ("BROKER_URL", "kafka://broker:9092", "it must be a URL such as redis://host:6379/0"),
        ("BROKER_URL", "redis://broker:6379/tasks", "its path is the number of a database"),
        ("ALLOWED_HOSTS", "https://plans.example.org", "without https:// and port"),
        ("ALLOWED_HOSTS", "plans.example.org:8000", "without https:// and port"),
        ("S3_ENDPOINT", "https://s3.example.org", "S3_ENDPOINT: S3_BUCKET is not set"),
        ("S3_ACCESS_KEY", "AK77", "S3_SECRET_KEY must be set, since S3_ACCESS_KEY is"),
        ("CACHE_URL", "amqp://guest@broker", "it must be a URL such as redis://host:6379/0"),
        ("DATABASE_URL", "mysql://u:p@db/plans", "it must be a URL such as postgresql://"),
        ("DATABASE_URL", "postgresql://db:5432", "it names no database"),
        ("DATABASE_URL", "postgresql://u:hunter/2@db:5432/plans", "set the password in DATABASE_PASSWORD"),
        ("BROKER_URL", "redis://:hunter/2@broker:6379/0", "set the password in VALKEY_PASSWORD"),
        ("SECRET_KEY", "short", "at least 32 random characters"),
        ("SECRET_KEY", "a" * 60, "at least 32 random characters"),
        ("SECRET_KEY", "0123456789" * 6, "`openssl rand -hex 32` makes one"),
        ("SECRET_KEY", "change-me-1f0a96b1c4d27e3fa5d8c0b7e6a9f2d1", "this value can be guessed"),
        ("SECRET_KEY", "django-insecure-1f0a96b1c4d27e3fa5d8c0b7e6a9f2d1", "this value can be guessed"),
    ],
)
def test_a_wrong_value_is_told_with_the_right_one(variable: str, raw: str, said: str) -> None:
    with pytest.raises(ImproperlyConfigured) as error:
        read_environment({variable: raw})
    assert said in str(error.value)
    assert "hunter" not in str(error.value)


@pytest.mark.parametrize(
    "key", ["4f" + "0a96b1c4d27e3fa5d8c0b7e6a9f2d1", "Jq2_mR7-" + "xW9zL4vB" + "tY6nK1sD" + "pF3hG8cQ"]
)
def test_a_random_key_is_taken(key: str) -> None:
    assert read_environment({"SECRET_KEY": key}).secret_key == key


HARD = [
    "4f0a/6b1c4d2",
    "4f0a@6b1:c4d2",
    "4f0a6b1c4d2100%",
    "%2F4f0a6b1c4d2",
    "a#b?c4f0a6b1",
    " with blanks ",
    "quote'\"`$HOME\\",
    "烛影摇红一二三四五六七八",
]


@pytest.mark.parametrize("password", HARD)
def test_a_password_of_its_own_may_have_any_sign(password: str) -> None:
    """As the clients of PostgreSQL and Valkey read it out of what they are given."""
    found = read_environment(
        {
            "DATABASE_URL": "postgresql://planapi@db:5432/planapi",
            "DATABASE_PASSWORD": password,
            "BROKER_URL": "redis://broker:6379/0",
            "CACHE_URL": "redis://reader@cache:6379/1",
            "VALKEY_PASSWORD": password,
        }
    )
    assert found.database_url == {
        "user": "planapi",
        "password": password,
        "host": "db",
        "port": "5432",
        "dbname": "planapi",
    }
    assert found.broker_url is not None
    assert found.cache_url is not None
    broker = parse_url(found.broker_url)
    assert (broker["hostname"], broker["port"], broker["password"]) == ("broker", 6379, password)
    cache = redis.Redis.from_url(found.cache_url).connection_pool.connection_kwargs
    assert (cache["host"], cache["db"], cache["username"], cache["password"]) == ("cache", 1, "reader", password)


def test_a_password_of_its_own_is_not_one_of_two() -> None:
    given = {"DATABASE_URL": "postgresql://u:one@localhost/plans", "BROKER_URL": "redis://:one@localhost/0"}
    with pytest.raises(ImproperlyConfigured, match=r"(?s)DATABASE_PASSWORD: .*VALKEY_PASSWORD: "):
        read_environment(given | {"DATABASE_PASSWORD": "two", "VALKEY_PASSWORD": "two"})
    same = read_environment(given | {"DATABASE_PASSWORD": "one", "VALKEY_PASSWORD": "one"})
    assert same.broker_url == "redis://:one@localhost/0"


@pytest.mark.parametrize(
    "password", ["short", "planapi-2026", "Passw0rd-password", "abcabcabcabc", "u", "change.me.please"]
)
def test_a_weak_password_is_refused_where_others_reach_the_server(password: str) -> None:
    urls = {
        "DATABASE_URL": f"postgresql://u:{password}@{{}}/plans",
        "BROKER_URL": f"redis://:{password}@{{}}/0",
        "CACHE_URL": f"rediss://:{password}@{{}}/1",
    }
    far = {name: url.format("db.example") for name, url in urls.items()}
    with pytest.raises(ImproperlyConfigured) as error:
        read_environment(far)
    for name in urls:
        assert f"{name}: its password is too weak" in str(error.value)
    # On a machine of one's own it is nobody else's matter.
    assert read_environment(far | {"DEBUG": "true"}).debug
    near = {name: url.format("127.0.0.1") for name, url in urls.items()}
    assert read_environment(near).broker_url == near["BROKER_URL"]


@pytest.mark.parametrize("password", ["4f0a96b1c4d27e3f", "correct horse battery", "kT4@x9Qw2Lz8"])
def test_a_strong_password_is_taken(password: str) -> None:
    given = {"DATABASE_URL": "postgresql://u@db.example/plans", "DATABASE_PASSWORD": password}
    assert (read_environment(given).database_url or {})["password"] == password


@pytest.mark.parametrize(
    ("reader", "said"),
    [
        ("postgresql://planapi@db/plans", "it must name a user of its own"),
        ("postgresql://db/plans", "it must name a user of its own"),
        ("postgresql://r@db/others", "it must name the database of DATABASE_URL"),
        ("mysql://r@db/plans", "it must be a URL such as postgresql://"),
    ],
)
def test_a_reader_is_somebody_else_of_the_same_database(reader: str, said: str) -> None:
    owner = "postgresql://planapi@db/plans"
    with pytest.raises(ImproperlyConfigured, match=said):
        read_environment({"DATABASE_URL": owner, "DATABASE_READER_URL": reader})
    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL, which is not set"):
        read_environment({"DATABASE_READER_URL": "postgresql://r@db/plans"})
    given = {
        "DATABASE_URL": owner,
        "DATABASE_READER_URL": "postgresql://r@db/plans",
        "DATABASE_READER_PASSWORD": "4f0a96b1c4d27e3f",
    }
    assert (read_environment(given).database_reader_url or {})["password"] == "4f0a96b1c4d27e3f"


def test_who_is_not_told_the_owner_is_the_writer() -> None:
    writer, reader = "postgresql://w@db/plans", "postgresql://r@db/plans"
    given = {
        "DATABASE_WRITER_URL": writer,
        "DATABASE_WRITER_PASSWORD": "4f0a96b1c4d27e3f",
        "DATABASE_READER_URL": reader,
    }
    seen = read_environment(given)
    assert (seen.database_url or {})["user"] == "w"
    assert (seen.database_url or {})["password"] == "4f0a96b1c4d27e3f"
    assert (read_environment(given | {"DATABASE_URL": "postgresql://u@db/plans"}).database_url or {})["user"] == "u"
    for changed, said in (
        ({"DATABASE_READER_URL": writer}, "DATABASE_READER_URL: it must name a user of its own"),
        ({"DATABASE_URL": writer}, "DATABASE_WRITER_URL: it must name a user of its own"),
        ({"DATABASE_URL": "postgresql://u@db/others"}, "DATABASE_WRITER_URL: it must name the database of"),
    ):
        with pytest.raises(ImproperlyConfigured, match=said):
            read_environment(given | changed)


def test_every_wrong_value_is_told_at_once() -> None:
    with pytest.raises(ImproperlyConfigured, match=r"(?s)DEBUG.*PORT"):
        read_environment({"DEBUG": "perhaps", "PORT": "x"})


def test_no_message_repeats_a_secret() -> None:
    with pytest.raises(ImproperlyConfigured) as error:
        read_environment({"DATABASE_URL": "mysql://u:hunter2@db/plans", "BROKER_URL": "hunter2"})
    assert "hunter2" not in str(error.value)


def test_every_field_has_a_reader() -> None:
    assert list(READERS) == list(Environment.__dataclass_fields__)
