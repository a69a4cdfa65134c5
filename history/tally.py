"""How many rows a table has in each revision, noted by triggers: to count millions of them for each revision that somebody asks for would take seconds.

::

    indicators_numeral | dismissed | 26 | 1204331    of its rows of this disposition, from revision 26 on

A total stands where it changed. In a revision, the last one up to it is in force.
"""

from collections.abc import Iterable
from string import Template

from django.db import connection

FUNCTIONS = """
create function history.add_to_tally(counted text, kind text, at integer, step bigint) returns void language sql as $$
  insert into public.history_tally (resource, part, revision, total)
  values (counted, kind, at, step + coalesce((
    select total from public.history_tally where resource = counted and part = kind and revision <= at order by revision desc limit 1), 0))
  on conflict (resource, part, revision) do update set total = excluded.total;
  -- Writers take turns, and the newest revision is theirs; only what is brought in may be of an earlier one.
  update public.history_tally set total = total + step where resource = counted and part = kind and revision > at;
$$;

create function history.forget_tally() returns trigger language plpgsql as $$
begin
  delete from public.history_tally where resource = tg_table_name;
  return null;
end $$;
"""
REMOVE_FUNCTIONS = """
drop function history.add_to_tally(text, text, integer, bigint);
drop function history.forget_tally();
"""

_NOTED = Template("""
create function history.tally_$table() returns trigger language plpgsql as $$$$
begin
  if tg_op = 'INSERT' then
    perform history.add_to_tally('$table', part, since, step)
    from (select $part as part, since, count(*) as step from written group by 1, 2 order by 2) as steps;
  elsif tg_op = 'DELETE' then
    perform history.add_to_tally('$table', part, history.writing_revision(), -step)
    from (select $part as part, count(*) as step from replaced group by 1) as steps;
  else
    -- No row comes or goes, and the since of each that changed is the revision that is being written.
    perform history.add_to_tally('$table', part, since, step) from (
      select part, since, sum(step)::bigint as step from (
        select $part as part, since, 1 as step from written
        union all select was.part, now.since, -1 from (select id, $part as part from replaced) as was join written as now using (id)
      ) as each group by 1, 2 order by 2
    ) as steps where step <> 0;
  end if;
  return null;
end $$$$;
create trigger forget_tally after truncate on public.$table for each statement execute function history.forget_tally();
create trigger tally_added after insert on public.$table referencing new table as written
  for each statement execute function history.tally_$table();
create trigger tally_removed after delete on public.$table referencing old table as replaced
  for each statement execute function history.tally_$table();
""")
_CHANGED = Template("""
create trigger tally_changed after update on public.$table referencing old table as replaced new table as written
  for each statement execute function history.tally_$table();
""")
_UNTIL_NOW = Template("""
insert into public.history_tally (resource, part, revision, total)
select '$table', part, revision, sum(step) over (partition by part order by revision) from (
  select part, revision, sum(step) as step from (
    select $part as part, since as revision, 1 as step from public.$table
    union all select $part, since, 1 from history.$table
    union all select $part, until, -1 from history.$table
  ) as each group by 1, 2
) as steps where step <> 0;
""")
_REMOVED = Template("""
drop trigger if exists tally_changed on public.$table;
drop trigger tally_removed on public.$table;
drop trigger tally_added on public.$table;
drop trigger forget_tally on public.$table;
drop function history.tally_$table();
delete from public.history_tally where resource = '$table';
""")


def statements(table: str, by: str = "") -> str:
    """What notes how many rows a table has from now on, and how many it had in each revision until now. ``by`` is a column by whose values they are told
    apart; those of most tables are not."""
    names = {"table": table, "part": f'"{by}"' if by else "''::text"}
    return "".join(one.substitute(names) for one in (_NOTED, *([_CHANGED] if by else []), _UNTIL_NOW))


def removal(table: str) -> str:
    return _REMOVED.substitute(table=table)


def totals(asked: Iterable[tuple[str, str]], revision: int) -> list[int]:
    """How many rows each table has of a part, in a revision; one statement."""
    tables, parts = zip(*asked, strict=True)
    with connection.cursor() as cursor:
        cursor.execute(
            """select coalesce((select total from history_tally where resource = asked.resource and part = asked.part and revision <= %s
                 order by revision desc limit 1), 0)
               from unnest(%s::text[], %s::text[]) with ordinality as asked (resource, part, place) order by place""",
            [revision, list(tables), list(parts)],
        )
        return [total for (total,) in cursor.fetchall()]
