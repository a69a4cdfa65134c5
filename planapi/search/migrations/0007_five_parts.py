"""Two of the three indexes of the entries are divided in two each, so that fewer entries are collected that no search shows."""

import django.contrib.postgres.indexes
from django.db import migrations, models
from django.db.models.lookups import GreaterThanOrEqual, LessThan

import planapi.search.models

NAMES_BEFORE = ("0", "1", "2")
NAMES = ("0", "1_first", "1", "2_first", "2")


def emptied(names: tuple[str, ...]) -> str:
    each = " ".join(f"perform pg_catalog.gin_clean_pending_list('public.search_entry_words_{name}');" for name in names)
    return f"""
        create or replace function public.search_empty_lists() returns void language plpgsql security definer set search_path = pg_catalog as
        $$ begin {each} end $$"""


def part(number: int, name: str, half: type[LessThan | GreaterThanOrEqual]) -> migrations.AddIndex:
    condition = models.Q(half(planapi.search.models.Lot("document"), 48), slice=number)
    return migrations.AddIndex(
        "entry",
        django.contrib.postgres.indexes.GinIndex(
            condition=condition, fields=["words"], gin_pending_list_limit=16384, name=f"search_entry_words_{name}"
        ),
    )


class Migration(migrations.Migration):
    dependencies = [("search", "0006_district_of_the_document")]

    operations = [
        # Searches go on by the old indexes while the new ones are made; and who empties their lists by name finds one of it.
        migrations.RenameIndex("entry", old_name="search_entry_words_1", new_name="search_entry_words_1_before"),
        migrations.RenameIndex("entry", old_name="search_entry_words_2", new_name="search_entry_words_2_before"),
        part(1, "1_first", LessThan),
        part(1, "1", GreaterThanOrEqual),
        part(2, "2_first", LessThan),
        part(2, "2", GreaterThanOrEqual),
        migrations.RunSQL(emptied(NAMES), emptied(NAMES_BEFORE)),
        migrations.RemoveIndex("entry", "search_entry_words_1_before"),
        migrations.RemoveIndex("entry", "search_entry_words_2_before"),
    ]
