"""The entries of the search, with their past, and an index for both."""

import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import history.models
from django.db import migrations, models

from history.schema import KeepHistory


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('history', '0001_initial'),
        ('districts', '0003_tianjin'),
    ]

    operations = [
        migrations.CreateModel(
            name='Entry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since', models.PositiveIntegerField(db_default=history.models.WritingRevision(), db_index=True, editable=False)),
                ('type', models.CharField(choices=[('chapter', '章节'), ('indicator', '指标'), ('observation', '观测值'), ('project', '项目'), ('park', '园区'), ('term', '名词')], max_length=11)),
                ('key', models.CharField(max_length=80)),
                ('slice', models.PositiveSmallIntegerField()),
                ('start', models.PositiveIntegerField()),
                ('title', models.CharField()),
                ('text', models.TextField()),
                ('words', django.contrib.postgres.search.SearchVectorField()),
                ('digest', models.BigIntegerField()),
                ('district', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='districts.district')),
                ('document', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='districts.document', to_field='slug')),
            ],
            options={
                'verbose_name_plural': 'entries',
                'indexes': [django.contrib.postgres.indexes.GinIndex(condition=models.Q(('slice', 0)), fields=['words'], gin_pending_list_limit=512, name='search_entry_words_0'), django.contrib.postgres.indexes.GinIndex(condition=models.Q(('slice', 1)), fields=['words'], gin_pending_list_limit=512, name='search_entry_words_1'), django.contrib.postgres.indexes.GinIndex(condition=models.Q(('slice', 2)), fields=['words'], gin_pending_list_limit=512, name='search_entry_words_2'), models.Index(fields=['document'], name='search_entry_document')],
                'constraints': [models.UniqueConstraint(fields=('key', 'type'), name='search_entry_is_unique'), models.CheckConstraint(condition=models.Q(('type__in', ['chapter', 'indicator', 'observation', 'project', 'park', 'term'])), name='search_entry_type_is_a_word')],
            },
        ),
        KeepHistory("Entry"),
        migrations.RunSQL(
            "create index search_entry_words_past on history.search_entry using gin (words)",
            "drop index history.search_entry_words_past",
        ),
    ]
