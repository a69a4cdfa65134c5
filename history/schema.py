"""What a history needs in PostgreSQL besides the tables of Django: functions, a trigger and a view a table."""

from typing import Any

from django.db import models
from django.db.migrations.operations.base import Operation

# Writers take turns from their first change to their commit: so numbers follow the order of commits, and a revision that can be seen is whole.
LOCK = "pg_advisory_xact_lock(hashtextextended('planapi.revision', 0))"

KEEP = """
create or replace function history.keep() returns trigger language plpgsql as $$
declare
  now_writing integer;
begin
  if tg_op = 'UPDATE' then
    new.since := old.since;
    if new is not distinct from old then
      return new;
    end if;
  end if;
  now_writing := history.writing_revision();
  if old.since < now_writing then
    execute format('insert into history.%I select * from jsonb_populate_record(null::history.%I, $1)', tg_table_name, tg_table_name)
      using to_jsonb(old) || jsonb_build_object('until', now_writing, 'gone', tg_op = 'DELETE');
  end if;
  if tg_op = 'DELETE' then
    -- A state that this transaction made is not kept; that the row is gone, the one before it says.
    if old.since = now_writing then
      execute format('update history.%1$I as past set gone = true from jsonb_populate_record(null::history.%1$I, $1) as was'
        ' where past.%2$I = was.%2$I and past.until = $2', tg_table_name, coalesce(tg_argv[0], 'id')) using to_jsonb(old), now_writing;
    end if;
    return old;
  end if;
  new.since := now_writing;
  return new;
end $$;
"""

FUNCTIONS = f"""
create schema history;
create schema pinned;

create function history.writing_revision() returns integer language plpgsql volatile as $$
declare
  present text := current_setting('planapi.writing', true);
  made integer;
begin
  if present <> '' then
    return present::integer;
  end if;
  perform {LOCK};
  insert into public.history_revision (number, made_at, counts)
    select coalesce(max(number), 0) + 1, clock_timestamp(), '{{}}' from public.history_revision
    returning number into made;
  perform set_config('planapi.writing', made::text, true);
  perform pg_notify('planapi_revision', made::text);
  return made;
end $$;

create function history.pinned_revision() returns integer language sql stable as
$$ select current_setting('planapi.pinned')::integer $$;

{KEEP}

create function history.forget() returns trigger language plpgsql as $$
begin
  execute format('truncate history.%I', tg_table_name);
  return null;
end $$;
"""

REMOVE_FUNCTIONS = "drop schema pinned cascade; drop schema history cascade;"


class KeepHistory(Operation):
    """Keep the past of a model's table, from here on. To be repeated (``again=True``) by a migration that gives the table another column.

    A new column is null in the past; a removed one stays there. Undoing a repetition leaves the past as it is.
    """

    reversible = True
    reduces_to_sql = True

    def __init__(self, model_name: str, *, again: bool = False) -> None:
        self.model_name = model_name
        self.again = again

    def state_forwards(self, app_label: str, state: Any) -> None:
        """The models stay as they are."""

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        model = to_state.apps.get_model(app_label, self.model_name)
        for statement in statements(model):
            schema_editor.execute(statement, params=None)  # unchanged: format() has its own percent signs

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        if self.again:
            return
        table = to_state.apps.get_model(app_label, self.model_name)._meta.db_table  # noqa: SLF001 Django documents it
        schema_editor.execute(f"drop view if exists pinned.{table}")
        schema_editor.execute(f"drop table if exists history.{table}")
        for trigger in ("keep_history", "forget_history"):
            schema_editor.execute(f"drop trigger if exists {trigger} on public.{table}")

    def describe(self) -> str:
        return f"Keep the history of {self.model_name}"


def statements(model: type[models.Model]) -> list[str]:
    """What gives a table its past and its view; each can be run again."""
    table = model._meta.db_table  # noqa: SLF001 Django documents it
    columns = [field.column for field in model._meta.concrete_fields]  # noqa: SLF001
    listed = ", ".join(f'"{column}"' for column in columns)
    pk = model._meta.pk.column  # noqa: SLF001
    # A state that another one followed begins that one where it ends.
    followed = " or ".join(
        f'exists (select from {schema}.{table} as other where other."{pk}" = past."{pk}" and other.since = past.until)'
        for schema in ("public", "history")
    )
    indexed = [
        column for column in ("id", "code", "key", "slug", "document_id", "until") if column in [*columns, "until"]
    ]
    return [
        f"create table if not exists history.{table} (like public.{table}, until integer not null)",
        f"""do $$ declare missing record; begin
          for missing in
            select a.attname, format_type(a.atttypid, a.atttypmod) as type from pg_attribute a
            where a.attrelid = 'public.{table}'::regclass and a.attnum > 0 and not a.attisdropped and not exists (
              select 1 from pg_attribute b where b.attrelid = 'history.{table}'::regclass and b.attname = a.attname)
          loop execute format('alter table history.{table} add column %I %s', missing.attname, missing.type); end loop;
        end $$""",
        *(f"create index if not exists {table}_{column}_past on history.{table} ({column})" for column in indexed),
        # What changed between two revisions is read in this order (history.between).
        f"create index if not exists {table}_written on public.{table} (since, {pk})",
        f"""do $$ begin
          if not exists (select from pg_attribute where attrelid = 'history.{table}'::regclass and attname = 'gone' and not attisdropped) then
            alter table history.{table} add column gone boolean not null default false;
            update history.{table} as past set gone = true where not ({followed});
          end if;
        end $$""",
        f"create index if not exists {table}_written_past on history.{table} (since, {pk})",
        f"create index if not exists {table}_gone_past on history.{table} (until, {pk}) where gone",
        f"drop index if exists history.{table}_since_past",
        f"drop view if exists pinned.{table}",
        f"""create view pinned.{table} as
          select {listed} from public.{table} where since <= history.pinned_revision()
          union all
          select {listed} from history.{table} where since <= history.pinned_revision() and until > history.pinned_revision()""",
        f"create or replace trigger keep_history before update or delete on public.{table} for each row execute function history.keep('{pk}')",
        f"create or replace trigger forget_history after truncate on public.{table} for each statement execute function history.forget()",
    ]
