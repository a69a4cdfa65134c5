"""Orders of the greatest first, for lists of observations."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('indicators', '0002_history'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='observation',
            index=models.Index(models.F('indicator'), models.OrderBy(models.F('value'), descending=True, nulls_last=True), models.F('key'), name='observation_indicator_value'),
        ),
        migrations.AddIndex(
            model_name='observation',
            index=models.Index(models.OrderBy(models.F('value_cny'), descending=True, nulls_last=True), models.F('key'), name='observation_by_value_cny'),
        ),
        migrations.AddIndex(
            model_name='observation',
            index=models.Index(models.OrderBy(models.F('year'), descending=True, nulls_last=True), models.F('key'), name='observation_by_year'),
        ),
    ]
