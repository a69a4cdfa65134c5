"""The nation is a place of documents. Its row comes with the first of them, as those of the provinces do."""

from django.db import migrations, models


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
    ]
