"""Django's settings, each drawn from the environment record of `planapi.env` or fixed here. See docs/settings.md."""

import fcntl
import os
import secrets
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.conf import global_settings
from django.core.exceptions import ImproperlyConfigured
from kombu import Queue

from planapi import ANYWHERE, API_VERSION, __version__
from planapi.embedded import DATABASE, PORT, READER, USER, WRITER, Cluster
from planapi.env import Environment, read_environment
from planapi.releases.licensing import DATA_LICENSE, DATA_LICENSE_TITLE
from planapi.tags import TAGS
from rest.headers import HEADERS, SECURITY_SCHEMES
from rest.http.packed import packed
from text.loading.limits import Limits

BASE_DIR = Path(__file__).resolve().parents[1]
ENVIRONMENT = read_environment(os.environ)


def _secret_key(environment: Environment) -> str:
    """The key as set; with the embedded database, or DEBUG, one that is made once and kept in the data folder."""
    if environment.secret_key:
        return environment.secret_key
    if environment.database_url and not environment.debug:
        raise ImproperlyConfigured("SECRET_KEY must be set if DATABASE_URL is set: `openssl rand -hex 32` makes one")
    kept = environment.data_dir / "secret_key"
    try:
        environment.data_dir.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(kept, os.O_CREAT | os.O_RDWR, 0o600), "r+") as file:
            # Of several processes that start together one writes it, and the others wait for what it wrote.
            fcntl.flock(file, fcntl.LOCK_EX)
            if not (key := file.read()):
                file.write(key := secrets.token_urlsafe(50))
    except OSError as error:
        raise ImproperlyConfigured(
            f"the generated key can't be written to {kept}: {error.strerror}. Set DATA_DIR to a writable folder, or "
            "set DATABASE_URL and SECRET_KEY"
        ) from error
    return key


def _database(environment: Environment, url: dict[str, Any] | None = None) -> dict[str, Any]:
    # The server notices within a second that a process is gone, and ends its statement: a killed worker blocks nobody.
    # A wait for a lock has a limit of its own, since that of statements does not hold for a COMMIT.
    seconds = environment.statement_timeout
    limits = f"-c statement_timeout={seconds}s -c lock_timeout={seconds}s -c client_connection_check_interval=1s"
    # Lists are prepared statements (rest.fast.shapes), from the second time that a connection is asked for one.
    # A host that swallows packets is given up after some seconds, not after TCP's two minutes: each try holds a thread.
    options: dict[str, Any] = {"options": limits, "prepare_threshold": 1, "connect_timeout": 2}
    # A thread keeps its connection: faster here than a pool of them (docs/decisions/0001-server.md).
    kept = {"CONN_MAX_AGE": 600, "CONN_HEALTH_CHECKS": True, "OPTIONS": options}
    if environment.database_url is None:
        cluster = Cluster(folder=environment.data_dir / "postgres")
        place = {"HOST": str(cluster.socket_folder), "PORT": PORT, "NAME": DATABASE, "USER": USER}
        return {"ENGINE": "planapi.embedded", "CLUSTER": cluster, **kept, **place}
    url = dict(url or environment.database_url)
    names = {"NAME": "dbname", "HOST": "host", "PORT": "port", "USER": "user", "PASSWORD": "password"}
    place = {key: url.pop(name, "") for key, name in names.items()}
    options |= url
    return {"ENGINE": "planapi.database", **kept, **place}


def _reader(environment: Environment, database: dict[str, Any]) -> dict[str, Any]:
    """The same database as those who answer connect to it: by a role that can only read, where there is one (docs/decisions/0030-reader-role.md)."""
    options = database["OPTIONS"]
    read_only = {"OPTIONS": options | {"options": f"{options['options']} -c default_transaction_read_only=on"}}
    if environment.database_url is None:
        return database | read_only | {"USER": READER}
    if environment.database_reader_url is None:
        return database | read_only
    return _database(replace(environment, database_url=environment.database_reader_url)) | read_only


def _writer(environment: Environment, database: dict[str, Any]) -> dict[str, Any]:
    """The same database as a request connects to it that keeps something: by a role that can change rows and nothing else, where there is one."""
    if environment.database_url is None:
        return database | {"USER": WRITER}
    return (
        database if environment.database_writer_url is None else _database(environment, environment.database_writer_url)
    )


# ── The site ────────────────────────────────────────────────────────────────────────────────────────────────────────

SECRET_KEY = _secret_key(ENVIRONMENT)
DEBUG = ENVIRONMENT.debug
ALLOWED_HOSTS = list(ENVIRONMENT.allowed_hosts)
ROOT_URLCONF = "planapi.urls"
WSGI_APPLICATION = "planapi.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "planapi",
    "history",
    "access",
    "districts",
    "indicators",
    "projects",
    "planapi.search",
    "planapi.curation",
    "planapi.intake",
    "rest_framework",
    "django_filters",
    "drf_spectacular",
    "corsheaders",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
]

# Outermost first. A request is named before anything can go wrong with it, and counted before it is read; a refusal
# passes CORS on its way out, so that a page in a browser can read it. ETags are made of the response below GZip, which
# makes them weak when it compresses.
MIDDLEWARE = [
    "rest.http.request_ids.identified",
    "rest.http.policies.secured",
    "django.middleware.security.SecurityMiddleware",
    "rest.http.static_files.StaticFiles",
    "rest.http.responses.PublicCorsMiddleware",
    "planapi.explorer.errors.told_to_people",
    "access.limits.limited",
    "rest.http.queries.queries",
    "rest.http.request_checks.readable",
    "rest.http.responses.TextGZipMiddleware",
    "rest.http.responses.ETagMiddleware",
    "rest.http.trailing_slashes.either_slash",
    "django.middleware.common.CommonMiddleware",
    "rest.http.methods.allowed_methods",
    "access.logins.logins_limited",
    "planapi.reader_role.WritingRequests",
    "planapi.admin_only.AdminLayers",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "rest.http.problems.DatabaseErrors",
]
# AdminLayers holds the middleware that these look for by name: CSRF, users, messages, sessions.
SILENCED_SYSTEM_CHECKS = ["security.W003", "admin.E408", "admin.E409", "admin.E410"]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]

DATABASES = {"default": _database(ENVIRONMENT)}
# Hot standbys of that one, which history.servers reads from; migrations, commands and tasks know the primary alone.
for _number, _url in enumerate(ENVIRONMENT.database_replica_urls, 1):
    DATABASES[f"standby{_number}"] = _database(ENVIRONMENT, _url)
REPLICA_LAG = ENVIRONMENT.replica_lag
# How serving processes connect to answer what only reads (planapi/reader_role.py).
READER_DATABASE = _reader(ENVIRONMENT, DATABASES["default"])
WRITER_DATABASE = _writer(ENVIRONMENT, DATABASES["default"])

LANGUAGE_CODE = "en"
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
USE_I18N = True

# The pages' own files and the admin's are served from where they are: nothing has to be collected.
STATIC_URL = "static/"
WHITENOISE_ADD_HEADERS_FUNCTION = packed
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG

# ── The API (this block and the next belong to rest/) ───────────────────────────────────────────────────────────────

REST_FRAMEWORK = {
    "DEFAULT_RENDERER_CLASSES": ["rest.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.AllowAny"],
    "DEFAULT_FILTER_BACKENDS": ["rest.filters.RowsBackend"],
    "DEFAULT_PAGINATION_CLASS": "rest.pagination.KeysetPagination",
    "DEFAULT_SCHEMA_CLASS": "rest.schema.PlanSchema",
    "DEFAULT_METADATA_CLASS": None,
    "EXCEPTION_HANDLER": "rest.http.problems.exception_handler",
    "UNAUTHENTICATED_USER": None,
    "URL_FORMAT_OVERRIDE": None,
}

SPECTACULAR_SETTINGS = {
    "TITLE": "Plan API",
    "VERSION": API_VERSION,
    "DESCRIPTION": (BASE_DIR / "planapi" / "description.md").read_text(encoding="utf-8"),
    "CONTACT": {"name": "The maintainers of the plan API"},
    # Of what is served; the software's own stands with its version.
    "LICENSE": {"name": DATA_LICENSE_TITLE, "identifier": DATA_LICENSE},
    "EXTENSIONS_INFO": {
        "x-software": {"version": __version__, "license": {"name": "MIT", "identifier": "MIT"}},
    },
    # A site that serves the document puts its own address in the place of this one (planapi.pages).
    "SERVERS": [{"url": ANYWHERE, "description": "The site that this document comes from."}],
    "EXTERNAL_DOCS": {"url": f"{ANYWHERE}/", "description": "The same data as pages, in Chinese and English."},
    "TAGS": TAGS,
    "OAS_VERSION": "3.1.1",
    "SCHEMA_PATH_PREFIX": r"/api/v[0-9]+",
    "SERVE_INCLUDE_SCHEMA": False,
    "SORT_OPERATIONS": False,
    "SORT_OPERATION_PARAMETERS": False,
    # Word lists are named where they are mapped, in rest.schema.
    "POSTPROCESSING_HOOKS": [
        "rest.schema.order_methods",
        "rest.schema.offer_keys",
        "rest.schema.exact_numbers",
        "rest.schema.share_parameters",
    ],
    "APPEND_COMPONENTS": {"securitySchemes": SECURITY_SCHEMES, "headers": HEADERS},
}

# ── The public may read from anywhere, so often; a key only has more of it ──────────────────────────────────────────

# The cache of responses: MiB in each process, and the server that processes share.
RESPONSE_CACHE_MB = ENVIRONMENT.response_cache_mb
CACHE_URL = ENVIRONMENT.cache_url

RATE_LIMIT = ENVIRONMENT.rate_limit
RATE_LIMIT_WITH_KEY = ENVIRONMENT.rate_limit_with_key
RATE_LIMIT_TABLE = ENVIRONMENT.data_dir / "rate_limits"
PROXIES = ENVIRONMENT.proxies
# Octets of a body, of which verify/ and the admin's forms have the only ones.
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_048_576

# Everything at once, a zip for each revision that somebody asked for (planapi/releases).
RELEASES_DIR = ENVIRONMENT.releases_dir or ENVIRONMENT.data_dir / "releases"
# Others are removed: all but so many, and those of the last days.
RELEASES_KEPT, RELEASES_DAYS = ENVIRONMENT.releases_kept, ENVIRONMENT.releases_days

# Bytes of a file that is ingested; half as many characters (text.sources.source.read_source).
SOURCE_BYTES = ENVIRONMENT.source_bytes
# What the parsing of a file may take that is not plain text (text.loading.limits).
LOADING_LIMITS = Limits(
    file_bytes=ENVIRONMENT.loading_bytes,
    pages=ENVIRONMENT.loading_pages,
    seconds=ENVIRONMENT.loading_seconds,
    memory_bytes=ENVIRONMENT.loading_memory_mb * 1_000_000,
)

# Files that are handed in (planapi.intake): where they are kept, what one may have, and the folder whose files may be named instead of sent.
STORAGES: dict[str, dict[str, Any]] = {
    **global_settings.STORAGES,
    "originals": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(ENVIRONMENT.originals_dir or ENVIRONMENT.data_dir / "originals")},
    },
}
# Releases and originals are in folders of this machine, or in a bucket that all machines share.
STORAGES["releases"] = {"BACKEND": "planapi.releases.store.ReleaseFolder"}
if ENVIRONMENT.s3_bucket:
    for _kind in ("releases", "originals"):
        STORAGES[_kind] = {
            "BACKEND": "planapi.buckets.Bucket",
            "OPTIONS": {
                "bucket_name": ENVIRONMENT.s3_bucket,
                "location": f"{_kind}/",
                "endpoint_url": ENVIRONMENT.s3_endpoint,
                "region_name": ENVIRONMENT.s3_region,
                "access_key": ENVIRONMENT.s3_access_key,
                "secret_key": ENVIRONMENT.s3_secret_key,
                # A host name for each bucket is Amazon's own way; a server of one's own has one name.
                "addressing_style": "path" if ENVIRONMENT.s3_endpoint else "auto",
            },
        }
UPLOAD_BYTES = max(SOURCE_BYTES, LOADING_LIMITS.file_bytes)
SOURCES_DIR = ENVIRONMENT.sources_dir
# Addresses whose bodies may be larger than others', those of who may send them: a file, and what a form has around it.
LARGE_BODIES = {"/api/v1/ingestions/": UPLOAD_BYTES + 65_536, "/mcp/": 65_536}

# What the columns of files are called in Chinese (``header=zh``).
COLUMN_LABELS = "planapi.releases.codebook.label_zh"

CORS_ALLOW_ALL_ORIGINS = ENVIRONMENT.cors_allowed_origins == ("*",)
CORS_ALLOWED_ORIGINS = [] if CORS_ALLOW_ALL_ORIGINS else list(ENVIRONMENT.cors_allowed_origins)
CORS_ALLOW_METHODS = ["GET", "HEAD", "OPTIONS", "POST", "QUERY"]
CORS_ALLOW_HEADERS = (
    "accept authorization content-type if-modified-since if-none-match if-range range x-request-id x-revision "
    "mcp-method mcp-name mcp-protocol-version"
).split()
CORS_EXPOSE_HEADERS = (
    "Link ETag RateLimit RateLimit-Policy Retry-After X-Request-ID X-Revision Deprecation Sunset Content-Disposition "
    "Allow WWW-Authenticate X-Total-Count Content-Range Accept-Ranges"
).split()
CORS_URLS_REGEX = r"^/((api|problems|releases|\.well-known)/|mcp)"

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

# Cookies are the admin's alone, go to it alone, and come with no request that another site made.
SESSION_COOKIE_PATH = CSRF_COOKIE_PATH = "/admin/"
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Strict"
SESSION_COOKIE_AGE = 8 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_AGE = None
CSRF_COOKIE_HTTPONLY = True
# Of whoever logs in by an address that names none, or one elsewhere, to be sent to.
LOGIN_REDIRECT_URL = "admin:index"
CSRF_FAILURE_VIEW = "planapi.admin_only.form_refused"
_VALIDATION = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS: list[dict[str, Any]] = [
    {"NAME": f"{_VALIDATION}.UserAttributeSimilarityValidator"},
    {"NAME": f"{_VALIDATION}.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": f"{_VALIDATION}.CommonPasswordValidator"},
    {"NAME": f"{_VALIDATION}.NumericPasswordValidator"},
]

if ENVIRONMENT.https_only:
    # A proxy ends TLS and must set this header itself, dropping the client's.
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    # What probes and Prometheus ask for at the machine itself, without the proxy.
    SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$", r"^metrics$"]
    SECURE_HSTS_SECONDS = 31_536_000
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    # By these names a browser takes them over HTTPS alone: nobody between can lay one of his own.
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Secure-sessionid", "__Secure-csrftoken"

# ── Celery ──────────────────────────────────────────────────────────────────────────────────────────────────────────

# What is to be done, and what came of it, is in the database (planapi/queueing.py): the broker only wakes workers.
# So nothing here has to keep a message safe; it has to let a worker, and whoever sends, notice within seconds that the broker is gone or is back.

# With no broker, a task runs in the process that asks for it, and its exception is that process's.
CELERY_TASK_ALWAYS_EAGER = ENVIRONMENT.broker_url is None
CELERY_TASK_EAGER_PROPAGATES = True
CELERY_BROKER_URL = ENVIRONMENT.broker_url
# No result backend: a result that can't be written would make a task of what was stored fail.
CELERY_RESULT_BACKEND = None
CELERY_TASK_IGNORE_RESULT = not CELERY_TASK_ALWAYS_EAGER
CELERY_TASK_SERIALIZER = CELERY_RESULT_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = CELERY_RESULT_ACCEPT_CONTENT = ["json"]
# The making of a release takes minutes or hours, and is not in the way of what counts the messages of the other queue.
CELERY_TASK_DEFAULT_QUEUE = "celery"
CELERY_TASK_QUEUES = (Queue("celery", routing_key="celery"), Queue("releases", routing_key="releases"))
CELERY_TASK_ROUTES = {"planapi.make_release": {"queue": "releases"}}
# A file that is sent as a task is acknowledged when it is in the table. If its worker is killed before that, it is delivered again.
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
# As few messages as can be lie with a worker that is busy, while another has nothing to do.
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
# After a lost connection Celery takes fewer messages at a time, until the tasks of before are done. Here they were acknowledged, and it would count wrong.
CELERY_WORKER_ENABLE_PREFETCH_COUNT_REDUCTION = False
# What runs is not of the connection: it goes on without a broker.
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = False
# A worker keeps its connection for so many tasks. By itself Celery opens another for each, in which PostgreSQL has to learn all tables again.
# ``planapi.outages`` looks whether it is still good.
CELERY_DB_REUSE_MAX = 1000
CELERY_TASK_SOFT_TIME_LIMIT = 300
CELERY_TASK_TIME_LIMIT = 330
# A worker tries to reach its broker for as long as that is away, also while a broker that has just started answers with errors. How often,
# planapi.celery says.
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
CELERY_BROKER_CHANNEL_ERROR_RETRY = True
# A host that swallows packets is given up after as many seconds.
CELERY_BROKER_CONNECTION_TIMEOUT = 5
# RabbitMQ and the worker each give the other up that has been silent for twice as many seconds. (With Valkey, the options below do it.)
CELERY_BROKER_HEARTBEAT = 10
if (ENVIRONMENT.broker_url or "").startswith("amqp"):
    CELERY_BROKER_TRANSPORT_OPTIONS: dict[str, Any] = {"connect_timeout": 5}
else:
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        # Valkey knows no connection of a consumer: what is not acknowledged for so long is given out again. Nothing is for longer than the time that
        # a task waits for the database.
        "visibility_timeout": 120,
        "unacked_restore_interval": 5,
        "unacked_restore_throttle": 2,
        "socket_connect_timeout": 5,
        # For one answer. A wait for messages (BRPOP) is answered each second by itself.
        "socket_timeout": 10,
        "socket_keepalive": True,
        # A connection that was silent for as long is asked for a sign of life before it is used.
        "health_check_interval": 10,
        "retry_on_timeout": True,
    }
# A message that can't be sent is no loss: who waits for an answer to an upload must not wait for the broker.
CELERY_TASK_PUBLISH_RETRY_POLICY = {"max_retries": 2, "interval_start": 0, "interval_step": 0.2, "interval_max": 0.5}
# For as many seconds a run is its worker's without a sign of life from it. On the same machine it is seen at once that a process has ended.
LEASE_SECONDS = 20
# How many seconds a task waits in its worker for a database that is away, before it leaves its file to a later message. Below the time limits.
DATABASE_PATIENCE = 60
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = TIME_ZONE

# ── Metrics: counted and given out where somebody has the token (planapi/metrics) ───────────────────────────────────

METRICS_TOKEN = ENVIRONMENT.metrics_token

# ── Logging: one line an event, to stderr ───────────────────────────────────────────────────────────────────────────

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {"()": "rest.http.request_ids.PlainFormatter"},
        "json": {
            "()": "pythonjsonlogger.json.JsonFormatter",
            "format": "{asctime}{levelname}{name}{message}",
            "style": "{",
            "rename_fields": {"asctime": "time", "levelname": "level", "name": "logger"},
            "json_ensure_ascii": False,
        },
    },
    "filters": {
        "request_id": {"()": "rest.http.request_ids.RequestIdFilter"},
        "keys": {"()": "rest.http.access_log.KeysHidden"},
    },
    "handlers": {
        "stderr": {
            "class": "logging.StreamHandler",
            "formatter": ENVIRONMENT.log_format,
            "filters": ["request_id", "keys"],
        }
    },
    "root": {"handlers": ["stderr"], "level": ENVIRONMENT.log_level},
    "loggers": {
        "django": {"handlers": [], "propagate": True},
        # Said again by the server's own log.
        "django.server": {"handlers": [], "propagate": False},
        # A request that is refused with its reason is no event of ours.
        "django.request": {"level": "ERROR"},
        # The library for agents tells of each request, and of what a client did wrong.
        "mcp": {"level": "ERROR"},
        **{
            f"django.security.{refused}": {"level": "CRITICAL"}
            for refused in ("DisallowedHost", "TooManyFieldsSent", "TooManyFilesSent")
        },
        # Independent of the level of the other loggers: it is switched on explicitly.
        "rest.http.access_log": {"level": "INFO" if ENVIRONMENT.access_log else "WARNING"},
    },
}
