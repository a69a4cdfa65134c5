"""The past of every table is kept from the start."""

from django.db import migrations

from history.schema import KeepHistory


class Migration(migrations.Migration):
    dependencies = [("history", "0001_initial"), ("districts", "0001_initial")]
    operations = [
        KeepHistory("District"),
        KeepHistory("Document"),
        KeepHistory("Chapter"),
        KeepHistory("Subdistrict"),
        KeepHistory("Term"),
        KeepHistory("SpecialPlan"),
    ]
