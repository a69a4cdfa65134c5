"""Texts are kept unpacked: `verify/` looks at some words of each of several documents, and to unpack a whole text for them took longer than all else."""

from django.db import migrations

# Row by row, since a text takes up to some megabytes. A row that says what it said before is no new state of it.
_UNPACK = """do $$ declare one integer; begin
  for one in select id from public.districts_document order by id loop
    update public.districts_document set text = text || '' where id = one;
  end loop;
end $$"""


class Migration(migrations.Migration):

    dependencies = [("districts", "0009_leases")]

    operations = [
        migrations.RunSQL(
            ["alter table districts_document alter column text set storage external", _UNPACK],
            "alter table districts_document alter column text set storage extended",
        ),
    ]
