"""Texts are kept unpacked: a phrase is looked for in thousands of them at a time, and unpacking each cost more than all else."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [("search", "0001_initial")]

    operations = [
        migrations.RunSQL(
            "alter table search_entry alter column text set storage external",
            "alter table search_entry alter column text set storage extended",
        ),
    ]
