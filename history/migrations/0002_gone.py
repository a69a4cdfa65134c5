"""The past says of a row's last state that the row is gone: so what was removed is found without a look at all that was changed."""

from django.db import migrations

from history.schema import KEEP


class Migration(migrations.Migration):
    dependencies = [("history", "0001_initial")]
    operations = [migrations.RunSQL(KEEP, migrations.RunSQL.noop)]
