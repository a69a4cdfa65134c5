"""What `progress/` answers with is kept, with its past."""

import django.contrib.postgres.fields
import django.db.models.deletion
import history.models
from django.db import migrations, models

from history.schema import KeepHistory


class Migration(migrations.Migration):

    dependencies = [
        ('districts', '0008_formats'),
        ('indicators', '0007_cells'),
    ]

    operations = [
        migrations.CreateModel(
            name='Outcome',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since', models.PositiveIntegerField(db_default=history.models.WritingRevision(), editable=False)),
                ('target_year', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('status', models.CharField(choices=[('achieved', '已实现'), ('on_track', '进度正常'), ('behind', '进度滞后'), ('qualitative', '定性目标'), ('not_comparable', '不可比'), ('no_data', '无数据')], max_length=16)),
                ('reason', models.CharField(blank=True, max_length=20, null=True)),
                ('share_done', models.DecimalField(blank=True, decimal_places=4, max_digits=40, null=True)),
                ('share_elapsed', models.DecimalField(blank=True, decimal_places=4, max_digits=9, null=True)),
                ('pace_so_far', models.DecimalField(blank=True, decimal_places=6, max_digits=40, null=True)),
                ('pace_needed', models.DecimalField(blank=True, decimal_places=6, max_digits=40, null=True)),
                ('baseline_status', models.CharField(blank=True, max_length=20, null=True)),
                ('baseline_reason', models.CharField(blank=True, max_length=20, null=True)),
                ('baseline_value', models.DecimalField(blank=True, decimal_places=6, max_digits=40, null=True)),
                ('baseline_value_max', models.DecimalField(blank=True, decimal_places=6, max_digits=40, null=True)),
                ('baseline_steps', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), blank=True, default=list, size=None)),
                ('target_status', models.CharField(blank=True, max_length=20, null=True)),
                ('target_reason', models.CharField(blank=True, max_length=20, null=True)),
                ('target_value', models.DecimalField(blank=True, decimal_places=6, max_digits=40, null=True)),
                ('target_value_max', models.DecimalField(blank=True, decimal_places=6, max_digits=40, null=True)),
                ('target_steps', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), blank=True, default=list, size=None)),
                ('outcome_status', models.CharField(blank=True, max_length=20, null=True)),
                ('outcome_reason', models.CharField(blank=True, max_length=20, null=True)),
                ('outcome_value', models.DecimalField(blank=True, decimal_places=6, max_digits=40, null=True)),
                ('outcome_value_max', models.DecimalField(blank=True, decimal_places=6, max_digits=40, null=True)),
                ('outcome_steps', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), blank=True, default=list, size=None)),
                ('added_keys', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=60), blank=True, default=list, size=None)),
                ('added_statuses', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), blank=True, default=list, size=None)),
                ('added_values', django.contrib.postgres.fields.ArrayField(base_field=models.DecimalField(decimal_places=6, max_digits=40), blank=True, default=list, size=None)),
                ('baseline', models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='indicators.observation', to_field='key')),
                ('chapter', models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='districts.chapter', to_field='key')),
                ('district', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='districts.district')),
                ('document', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='districts.document', to_field='slug')),
                ('indicator', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='indicators.indicator', to_field='slug')),
                ('outcome', models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='indicators.observation', to_field='key')),
                ('row', models.ForeignKey(db_column='key', db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='indicators.observation', to_field='key')),
            ],
            options={
                'ordering': ['document_id', 'row_id'],
                'abstract': False,
                'indexes': [models.Index(fields=['document', 'row'], name='outcome_in_order'), models.Index(fields=['status', 'document', 'row'], name='outcome_status'), models.Index(fields=['reason', 'document', 'row'], name='outcome_reason'), models.Index(fields=['district', 'document', 'row'], name='outcome_district'), models.Index(models.OrderBy(models.F('share_done'), descending=True, nulls_last=True), models.OrderBy(models.F('row'), descending=True), name='outcome_by_share_done'), models.Index(models.OrderBy(models.F('share_elapsed'), descending=True, nulls_last=True), models.OrderBy(models.F('row'), descending=True), name='outcome_by_share_elapsed'), models.Index(models.OrderBy(models.F('target_year'), descending=True, nulls_last=True), models.OrderBy(models.F('row'), descending=True), name='outcome_by_year'), models.Index(models.OrderBy(models.F('chapter'), descending=True, nulls_last=True), models.OrderBy(models.F('row'), descending=True), name='outcome_by_chapter'), models.Index(models.F('status'), models.OrderBy(models.F('share_done'), descending=True, nulls_last=True), models.OrderBy(models.F('row'), descending=True), name='outcome_status_share_done'), models.Index(models.F('indicator'), models.OrderBy(models.F('share_done'), descending=True, nulls_last=True), models.OrderBy(models.F('row'), descending=True), name='outcome_indicator_share_done')],
                'constraints': [models.UniqueConstraint(fields=('row',), name='outcome_row_is_unique'), models.CheckConstraint(condition=models.Q(('status__in', ['achieved', 'on_track', 'behind', 'qualitative', 'not_comparable', 'no_data'])), name='outcome_status_is_a_word')],
            },
        ),
        KeepHistory("Outcome"),
    ]
