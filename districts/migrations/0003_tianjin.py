"""All districts of Tianjin are known from the start, whether a document of theirs is held or not."""

from django.db import migrations

from districts.reading.divisions import division, divisions_below
from history.revisions import writing

TIANJIN = "120000"


def add_tianjin(apps, schema_editor):
    District = apps.get_model("districts", "District")
    known = [division(TIANJIN), *divisions_below(TIANJIN)]
    with writing() as counts:
        for one in known:
            District.objects.create(
                code=one.code, name=one.name, name_en=one.name_en, level=one.level, parent_id=one.parent
            )
        counts["districts"] = {"added": len(known), "changed": 0, "removed": 0}


class Migration(migrations.Migration):
    dependencies = [("districts", "0002_history")]
    operations = [migrations.RunPython(add_tianjin, migrations.RunPython.noop)]
