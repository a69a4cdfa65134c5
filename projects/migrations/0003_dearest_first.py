"""The order of the dearest first, for lists of projects."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('districts', '0003_tianjin'),
        ('projects', '0002_history'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='project',
            index=models.Index(models.OrderBy(models.F('investment_cny'), descending=True, nulls_last=True), models.OrderBy(models.F('key'), descending=True), name='project_by_investment_cny'),
        ),
    ]
