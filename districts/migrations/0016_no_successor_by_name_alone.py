from django.db import migrations

from districts.references import fill


def fill_facts(apps, schema_editor):
    fill(apps.get_model("districts", "DivisionFact"))


class Migration(migrations.Migration):
    dependencies = [
        ("districts", "0015_division_facts"),
    ]

    operations = [
        migrations.RunPython(fill_facts, migrations.RunPython.noop),
    ]
