"""The order of the greatest first, for lists of all observations."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('indicators', '0002_history'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='observation',
            index=models.Index(models.OrderBy(models.F(name), descending=True, nulls_last=True), models.F('key'), name=f'observation_by_{name}'),
        )
        for name in ('value', 'value_cny', 'year')
    ]
