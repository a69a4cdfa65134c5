from django.db import migrations, models

from history.schema import FUNCTIONS, REMOVE_FUNCTIONS


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        migrations.CreateModel(
            name="Revision",
            fields=[
                ("number", models.PositiveIntegerField(primary_key=True, serialize=False)),
                ("made_at", models.DateTimeField()),
                ("document", models.CharField(blank=True, null=True)),
                ("reader_version", models.CharField(blank=True, null=True)),
                ("counts", models.JSONField(blank=True, default=dict)),
            ],
            options={"ordering": ["-number"]},
        ),
        migrations.RunSQL(FUNCTIONS, REMOVE_FUNCTIONS),
    ]
