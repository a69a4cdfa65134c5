"""The nation is known from the start, as a place of documents: 100000."""

from django.db import migrations, models

from districts.reading.divisions import NATION, division
from history.revisions import writing


def add_nation(apps, schema_editor):
    one = division(NATION)
    with writing() as counts:
        apps.get_model("districts", "District").objects.create(
            code=one.code, name=one.name, name_en=one.name_en, level=one.level
        )
        counts["districts"] = {"added": 1, "changed": 0, "removed": 0}


class Migration(migrations.Migration):

    dependencies = [
        ('districts', '0006_reading_check'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='district',
            name='district_level_is_a_word',
        ),
        migrations.AlterField(
            model_name='district',
            name='level',
            field=models.CharField(choices=[('nation', '国家级'), ('province', '省级'), ('prefecture', '地级'), ('county', '县级')], max_length=12),
        ),
        migrations.AddConstraint(
            model_name='district',
            constraint=models.CheckConstraint(condition=models.Q(('level__in', ['nation', 'province', 'prefecture', 'county'])), name='district_level_is_a_word'),
        ),
        migrations.RunPython(add_nation, migrations.RunPython.noop),
    ]
