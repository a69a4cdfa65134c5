"""Orders of the greatest first and of the least first, for lists of observations."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('districts', '0003_tianjin'),
        ('indicators', '0003_greatest_first'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='observation',
            name='observation_indicator_value',
        ),
        migrations.RemoveIndex(
            model_name='observation',
            name='observation_by_value_cny',
        ),
        migrations.RemoveIndex(
            model_name='observation',
            name='observation_by_year',
        ),
        migrations.AddIndex(
            model_name='observation',
            index=models.Index(models.F('indicator'), models.OrderBy(models.F('value'), descending=True, nulls_last=True), models.OrderBy(models.F('key'), descending=True), name='observation_indicator_value'),
        ),
        migrations.AddIndex(
            model_name='observation',
            index=models.Index(models.F('indicator'), models.OrderBy(models.F('value_cny'), descending=True, nulls_last=True), models.OrderBy(models.F('key'), descending=True), name='observation_indicator_cny'),
        ),
        migrations.AddIndex(
            model_name='observation',
            index=models.Index(models.OrderBy(models.F('value_cny'), descending=True, nulls_last=True), models.OrderBy(models.F('key'), descending=True), name='observation_by_value_cny'),
        ),
        migrations.AddIndex(
            model_name='observation',
            index=models.Index(models.OrderBy(models.F('year'), descending=True, nulls_last=True), models.OrderBy(models.F('key'), descending=True), name='observation_by_year'),
        ),
        migrations.AddIndex(
            model_name='observation',
            index=models.Index(models.OrderBy(models.F('value'), descending=True, nulls_last=True), models.OrderBy(models.F('key'), descending=True), name='observation_by_value'),
        ),
    ]
