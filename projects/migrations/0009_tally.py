"""How many rows there are in each revision is noted, so that nobody has to count them."""

from django.db import migrations

from history.tally import removal, statements

COUNTED = {
    "projects_project": "",
    "projects_park": "",
}


class Migration(migrations.Migration):
    dependencies = [
        ("history", "0004_tally"),
        ("projects", "0008_district_of_the_document"),
    ]
    operations = [migrations.RunSQL(statements(table, by), removal(table)) for table, by in COUNTED.items()]
