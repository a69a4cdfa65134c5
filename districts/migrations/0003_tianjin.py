"""All districts of Tianjin are known from the start, whether a document of theirs is held or not."""

from django.db import migrations

from districts.reading.divisions import division, divisions_below

TIANJIN = "120000"


def add_tianjin(apps, schema_editor):
    District = apps.get_model("districts", "District")
    for one in (division(TIANJIN), *divisions_below(TIANJIN)):
        District.objects.get_or_create(
            code=one.code,
            defaults={"name": one.name, "name_en": one.name_en, "level": one.level, "parent_id": one.parent},
        )


class Migration(migrations.Migration):
    dependencies = [("districts", "0002_history")]
    operations = [migrations.RunPython(add_tianjin, migrations.RunPython.noop)]
