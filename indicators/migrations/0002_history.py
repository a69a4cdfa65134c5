"""The past of every table is kept from the start."""

from django.db import migrations

from history.schema import KeepHistory


class Migration(migrations.Migration):
    dependencies = [("history", "0001_initial"), ("indicators", "0001_initial")]
    operations = [
        KeepHistory("Indicator"),
        KeepHistory("Target"),
        KeepHistory("Observation"),
        KeepHistory("Numeral"),
    ]
