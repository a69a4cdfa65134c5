"""What is told of a failed run: to everybody the reason, to editors all that the error said (folders, words of the file)."""

from django.db import migrations, models

# What older runs were told to have failed by stays with the editors, since it may name folders and quote files.
OLDER = """
update districts_ingestrun set error = 'The file was rejected. (Why is not kept for runs as old as this one.)' where state = 'failed';
update districts_ingestrun set source_name = regexp_replace(source_name, '^.*[/\\\\]', '') where source_name ~ '[/\\\\]';
"""


class Migration(migrations.Migration):
    dependencies = [("districts", "0004_changes_in_order")]
    operations = [
        migrations.RenameField("ingestrun", "error", "detail"),
        migrations.AddField("ingestrun", "error", models.TextField(blank=True, default=""), preserve_default=False),
        migrations.RunSQL(OLDER, migrations.RunSQL.noop),
        migrations.AddIndex(
            "ingestrun",
            models.Index(fields=["started_at"], condition=models.Q(state="running"), name="ingest_run_running"),
        ),
    ]
