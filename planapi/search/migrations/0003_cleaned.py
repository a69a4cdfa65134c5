"""New entries stay in the waiting list of their index until a document is through: it is then emptied by whoever filled it."""

import django.contrib.postgres.indexes
from django.db import migrations, models

SLICES = (0, 1, 2)


def index(slice_: int, limit: int) -> django.contrib.postgres.indexes.GinIndex:
    return django.contrib.postgres.indexes.GinIndex(
        condition=models.Q(("slice", slice_)),
        fields=["words"],
        gin_pending_list_limit=limit,
        name=f"search_entry_words_{slice_}",
    )


def limited(slice_: int, limit: int) -> str:
    return f"alter index search_entry_words_{slice_} set (gin_pending_list_limit = {limit})"


class Migration(migrations.Migration):

    dependencies = [("search", "0002_unpacked")]

    operations = [
        # As a new index it would be built again, for hours of a large database.
        migrations.SeparateDatabaseAndState(
            [migrations.RunSQL(limited(number, 16384), limited(number, 512)) for number in SLICES],
            [
                change
                for number in SLICES
                for change in (
                    migrations.RemoveIndex("entry", f"search_entry_words_{number}"),
                    migrations.AddIndex("entry", index(number, 16384)),
                )
            ],
        ),
    ]
