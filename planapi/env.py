"""The process's environment becomes one typed record; a value that can't be read stops the start.

`STATEMENT_TIMEOUT=30` is `Environment.statement_timeout == 30`; `DEBUG=perhaps` is an ImproperlyConfigured that names
the variable, what was given and what would be right. Every variable is described in
`docs/settings.md` (a test compares).
"""

import os
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urlsplit

import psycopg
from django.core.exceptions import ImproperlyConfigured
from psycopg.conninfo import conninfo_to_dict

from access.counting import MOST_REQUESTS
from text.loading.limits import LIMITS


def _boolean(raw: str) -> bool:
    words = {"1": True, "true": True, "yes": True, "on": True, "0": False, "false": False, "no": False, "off": False}
    if (value := words.get(raw.lower())) is None:
        raise ValueError("true or false")
    return value


def _whole(*, least: int = 0, most: int | None = None) -> Callable[[str], int]:
    wanted = f"a whole number from {least}" + (f" to {most}" if most is not None else "")

    def read(raw: str) -> int:
        if not raw.isascii() or not raw.isdecimal() or int(raw) < least or (most is not None and int(raw) > most):
            raise ValueError(wanted)
        return int(raw)

    return read


def _http(raw: str) -> str:
    if not _is_origin(raw.rstrip("/")):
        raise ValueError("a URL such as https://s3.example.org")
    return raw


def _names(raw: str) -> tuple[str, ...]:
    return tuple(name for part in raw.split(",") if (name := part.strip()))


def _hosts(raw: str) -> tuple[str, ...]:
    hosts = _names(raw)
    if any(re.search(r"[/\s]|(?<!\]):[0-9]+$|\]:", host) for host in hosts):
        raise ValueError("host names such as plans.example.org, without https:// and port, separated by commas")
    return hosts


def _origins(raw: str) -> tuple[str, ...]:
    origins = _names(raw)
    if origins != ("*",) and not all(_is_origin(origin) for origin in origins):
        raise ValueError("* or origins such as https://example.org, separated by commas")
    return origins


def _is_origin(origin: str) -> bool:
    parts = urlsplit(origin)
    return parts.scheme in {"http", "https"} and bool(parts.netloc) and not (parts.path or parts.query)


def _database(raw: str) -> dict[str, Any]:
    wanted = "a URL such as postgresql://user:password@host:5432/name"
    if urlsplit(raw).scheme not in {"postgresql", "postgres"}:
        raise ValueError(wanted)
    try:
        found = conninfo_to_dict(raw)
    except psycopg.ProgrammingError as error:
        raise ValueError(f"{wanted} ({error})") from error
    if not all(port.isdecimal() for port in str(found.get("port", "0")).split(",")):
        raise ValueError(f"{wanted} (in a password write / as %2F, or set the password in DATABASE_PASSWORD)")
    if not found.get("dbname"):
        raise ValueError(f"{wanted} (it names no database)")
    return found


def _databases(raw: str) -> tuple[dict[str, Any], ...]:
    # A comma may also stand within a URL, between the hosts of one server.
    return tuple(map(_database, re.split(r"[,\s]+(?=postgres(?:ql)?://)", raw)))


def _server(*schemes: str, wanted: str) -> Callable[[str], str]:
    def read(raw: str) -> str:
        parts = urlsplit(raw)
        if parts.scheme not in schemes or not (parts.netloc or parts.path):
            raise ValueError(wanted)
        try:
            _ = parts.port
        except ValueError as error:
            told = f"{wanted} (in a password write / as %2F, or set the password in VALKEY_PASSWORD)"
            raise ValueError(told) from error
        if parts.scheme in {"redis", "rediss"} and not re.fullmatch("/?|/[0-9]+", parts.path):
            raise ValueError(f"{wanted}; its path is the number of a database")
        return raw

    return read


_VALKEY = ("redis", "rediss", "redis+socket")


def _secret_key(raw: str) -> str:
    """A key that can't be guessed; a random one of 32 characters or more passes, whatever it is written in."""
    plain = "".join(filter(str.isalnum, raw.lower()))
    repeats = raw in (raw + raw)[1:-1]
    if len(raw) < 32 or len(set(raw)) < 8 or repeats or any(word in plain for word in PLACEHOLDERS):
        raise ValueError("at least 32 random characters (this value can be guessed); `openssl rand -hex 32` makes one")
    return raw


def weakness(password: str, user: str | None) -> str | None:
    """Why a password can be guessed; None for one that can't, or so it seems."""
    plain = "".join(filter(str.isalnum, password.lower()))
    if password == user or any(
        word in plain for word in (*PLACEHOLDERS, "planapi", "postgres", "valkey", "redis", "admin")
    ):
        return "it can be guessed"
    if len(password) < SHORTEST_PASSWORD or len(set(password)) < 6 or password in (password + password)[1:-1]:
        return f"it has fewer than {SHORTEST_PASSWORD} characters, or the same ones again and again"
    return None


SHORTEST_PASSWORD = 12


def _metrics_token(raw: str) -> str:
    if len(raw) < 16 or not raw.isascii() or not raw.isprintable() or " " in raw:
        raise ValueError("at least 16 ASCII characters without spaces; `openssl rand -hex 32` makes one")
    return raw


PLACEHOLDERS = (
    "changeme",
    "changethis",
    "replaceme",
    "djangoinsecure",
    "secretkey",
    "yoursecret",
    "password",
    "placeholder",
)
"""Found in the keys of examples, and in no random one."""


def _one_of(*words: str) -> Callable[[str], str]:
    def read(raw: str) -> str:
        if raw not in words:
            raise ValueError("one of " + ", ".join(words))
        return raw

    return read


def _folder(raw: str) -> Path:
    return Path(raw).expanduser().absolute()


@dataclass(frozen=True, slots=True, kw_only=True)
class Environment:
    """What can be set from outside; a field's name in capitals is the variable's. An empty variable is an unset one."""

    data_dir: Path = Path(__file__).parents[1] / ".data"
    releases_dir: Path | None = None
    releases_kept: int = 10
    releases_days: int = 30
    originals_dir: Path | None = None
    s3_bucket: str | None = None
    s3_endpoint: str | None = None
    s3_region: str | None = None
    s3_access_key: str | None = None
    s3_secret_key: str | None = None
    sources_dir: Path | None = None
    source_bytes: int = 2_000_000
    loading_bytes: int = LIMITS.file_bytes
    loading_pages: int = LIMITS.pages
    loading_seconds: int = LIMITS.seconds
    loading_memory_mb: int = LIMITS.memory_bytes // 1_000_000
    database_url: dict[str, Any] | None = None
    database_password: str | None = None
    database_replica_urls: tuple[dict[str, Any], ...] = ()
    replica_lag: int = 10
    database_reader_url: dict[str, Any] | None = None
    database_reader_password: str | None = None
    database_writer_url: dict[str, Any] | None = None
    database_writer_password: str | None = None
    statement_timeout: int = 30
    answer_timeout: int = 1_000
    broker_url: str | None = None
    cache_url: str | None = None
    valkey_password: str | None = None
    response_cache_mb: int = 64
    secret_key: str | None = None
    debug: bool = False
    https_only: bool = False
    allowed_hosts: tuple[str, ...] = ("localhost", "127.0.0.1", "[::1]")
    cors_allowed_origins: tuple[str, ...] = ("*",)
    log_level: str = "INFO"
    log_format: str = "plain"
    access_log: bool = False
    slow_request: int = 1_000
    metrics_token: str | None = None
    host: str = "127.0.0.1"
    port: int = 8000
    workers: int = min(4, os.cpu_count() or 1)
    threads: int = 4
    file_threads: int = 2
    rate_limit: int = 6_000
    rate_limit_with_key: int = 60_000
    proxies: int = 0


READERS: dict[str, Callable[[str], object]] = {
    "data_dir": _folder,
    "releases_dir": _folder,
    "releases_kept": _whole(least=1, most=1_000_000),
    "releases_days": _whole(most=36_500),
    "originals_dir": _folder,
    "s3_bucket": str,
    "s3_endpoint": _http,
    "s3_region": str,
    "s3_access_key": str,
    "s3_secret_key": str,
    "sources_dir": _folder,
    "source_bytes": _whole(least=1_000, most=100_000_000),
    "loading_bytes": _whole(least=1_000, most=1_000_000_000),
    "loading_pages": _whole(least=1, most=100_000),
    "loading_seconds": _whole(least=1, most=240),
    "loading_memory_mb": _whole(least=200, most=64_000),
    "database_url": _database,
    "database_password": str,
    "database_replica_urls": _databases,
    "replica_lag": _whole(least=1, most=86_400),
    "database_reader_url": _database,
    "database_reader_password": str,
    "database_writer_url": _database,
    "database_writer_password": str,
    "statement_timeout": _whole(most=86_400),
    "answer_timeout": _whole(most=86_400_000),
    "broker_url": _server(
        *_VALKEY,
        "amqp",
        "amqps",
        wanted="a URL such as redis://host:6379/0 (Valkey works too) or amqp://user:password@host:5672/vhost",
    ),
    "cache_url": _server(*_VALKEY, wanted="a URL such as redis://host:6379/0 (Valkey works too)"),
    "valkey_password": str,
    "response_cache_mb": _whole(most=65_536),
    "secret_key": _secret_key,
    "debug": _boolean,
    "https_only": _boolean,
    "allowed_hosts": _hosts,
    "cors_allowed_origins": _origins,
    "log_level": _one_of("DEBUG", "INFO", "WARNING", "ERROR"),
    "log_format": _one_of("plain", "json"),
    "access_log": _boolean,
    "slow_request": _whole(most=3_600_000),
    "metrics_token": _metrics_token,
    "host": str,
    "port": _whole(least=1, most=65_535),
    "workers": _whole(least=1, most=64),
    "threads": _whole(least=1, most=256),
    "file_threads": _whole(least=1, most=256),
    "rate_limit": _whole(most=MOST_REQUESTS),
    "rate_limit_with_key": _whole(most=MOST_REQUESTS),
    "proxies": _whole(most=10),
}
AS_GIVEN = {"database_password", "database_reader_password", "database_writer_password", "valkey_password"}
"""Settings of which blanks at either end are a part."""
SECRET = {
    "database_url",
    "database_replica_urls",
    "database_reader_url",
    "database_writer_url",
    "broker_url",
    "cache_url",
    "secret_key",
    "metrics_token",
    "s3_secret_key",
} | AS_GIVEN
"""Settings whose value no message repeats."""


def read_environment(environ: Mapping[str, str]) -> Environment:
    """Read every variable; raises ImproperlyConfigured that lists every value that can't be read."""
    values: dict[str, Any] = {}
    wrong: list[str] = []
    for name, read in READERS.items():
        variable = name.upper()
        raw = environ.get(variable, "")
        if not (raw := raw if name in AS_GIVEN else raw.strip()):
            continue
        try:
            values[name] = read(raw)
        except ValueError as error:
            given = "its value" if name in SECRET else repr(raw)
            wrong.append(f"{variable}: {given} is not valid: it must be {error}")
    wrong += _put_passwords(values)
    wrong += _unfit_store(values)
    if not values.get("debug"):
        wrong += _weak_passwords(values)
    if "database_writer_url" in values:
        # A process that is not told the owner's password is the writer's.
        values.setdefault("database_url", values["database_writer_url"])
    if wrong:
        raise ImproperlyConfigured("\n  ".join(["The environment has invalid settings.", *wrong]))
    return Environment(**values)


def _unfit_store(values: dict[str, Any]) -> Iterator[str]:
    """What of S3_… is set and would have no effect."""
    names = [name for name in ("s3_endpoint", "s3_region", "s3_access_key", "s3_secret_key") if name in values]
    if names and "s3_bucket" not in values:
        yield f"{names[0].upper()}: S3_BUCKET is not set, the bucket that it is for"
    for one, other in (("s3_access_key", "s3_secret_key"), ("s3_secret_key", "s3_access_key")):
        if one in values and other not in values:
            yield f"{other.upper()} must be set, since {one.upper()} is"


def _weak_passwords(values: dict[str, Any]) -> Iterator[str]:
    """Passwords that don't keep others out of a server that others can reach."""
    for name in ("database_url", "database_reader_url", "database_writer_url"):
        if (url := values.get(name)) is not None and not is_local(url.get("host")):
            yield from _weak(name, url.get("password"), url.get("user"))
    for name in ("broker_url", "cache_url"):
        if (url := values.get(name)) is not None and not is_local((parts := urlsplit(url)).hostname):
            yield from _weak(name, unquote(parts.password or ""), parts.username)


def _weak(name: str, password: str | None, user: str | None) -> Iterator[str]:
    # None at all is a matter of the server's: certificates, say. ``check --deploy`` tells of it.
    if password and (why := weakness(password, user)):
        yield f"{name.upper()}: its password is too weak, since {why}; `openssl rand -hex 32` makes one"


def is_local(host: str | None) -> bool:
    """Whether a server is on this machine, or of this process alone: a socket has no host, or a path."""
    return not host or host.startswith(("/", "%2F")) or host in {"localhost", "127.0.0.1", "::1"}


def _unfit_accounts(values: dict[str, Any]) -> Iterator[str]:
    """What of the reader and the writer does not go with the database that they are of, and with each other."""
    users = {values["database_url"].get("user")} if "database_url" in values else set()
    for role, may in (("writer", "change rows and nothing else"), ("reader", "only read")):
        if (url := values.get(f"database_{role}_url")) is None:
            continue
        variable = f"DATABASE_{role.upper()}_URL"
        database = values.get("database_url") or (values.get("database_writer_url") if role == "reader" else url)
        if database is None:
            yield f"{variable}: it is the same database as that of DATABASE_URL, which is not set"
        elif url["dbname"] != database["dbname"]:
            yield f"{variable}: it must name the database of DATABASE_URL"
        elif not url.get("user") or url["user"] in users:
            yield f"{variable}: it must name a user of its own, such as planapi_{role}, who may {may}"
        users.add(url.get("user"))


def _put_passwords(values: dict[str, Any]) -> Iterator[str]:
    """Put the passwords that have variables of their own where they belong; yields what can't be right."""
    for name in ("database", "database_reader", "database_writer"):
        url, password = values.get(f"{name}_url"), values.get(f"{name}_password")
        if url is not None and password and url.setdefault("password", password) != password:
            variable = name.upper()
            yield f"{variable}_PASSWORD: {variable}_URL has a different password; set only one of them"
    # A standby has the users of its primary.
    names = ("database_reader_url", "database_writer_url", "database_url")
    accounts = [one for name in names if (one := values.get(name)) is not None]
    for replica in values.get("database_replica_urls", ()):
        for account in accounts:
            if replica.setdefault("user", account.get("user")) == account.get("user") and account.get("password"):
                replica.setdefault("password", account["password"])
    if values.get("database_replica_urls") and not {"database_url", "database_writer_url"} & set(values):
        yield "DATABASE_REPLICA_URLS: the primary of these must be set in DATABASE_URL; the embedded PostgreSQL has no copies"
    yield from _unfit_accounts(values)
    if password := values.get("valkey_password"):
        for name in ("broker_url", "cache_url"):
            if (url := values.get(name)) is not None and not url.startswith("amqp"):
                parts = urlsplit(url)
                if parts.password is None:
                    user = parts.username or ""
                    place = parts.netloc.rpartition("@")[2]
                    values[name] = parts._replace(netloc=f"{user}:{quote(password, safe='')}@{place}").geturl()
                elif unquote(parts.password) != password:
                    yield f"VALKEY_PASSWORD: {name.upper()} has a different password; set only one of them"
