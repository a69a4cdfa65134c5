"""Two of the three indexes of the entries are divided in two each, so that fewer entries are collected that no search shows."""

import django.contrib.postgres.indexes
from django.db import migrations, models
from django.db.models.lookups import GreaterThanOrEqual, LessThan

import planapi.search.models

BEFORE = ("0", "1", "2")
AFTER = ("0", "1a", "1b", "2a", "2b")


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
        part(1, "1a", LessThan),
        part(1, "1b", GreaterThanOrEqual),
        part(2, "2a", LessThan),
        part(2, "2b", GreaterThanOrEqual),
        migrations.RunSQL(emptied(AFTER), emptied(BEFORE)),
        migrations.RemoveIndex("entry", "search_entry_words_1"),
        migrations.RemoveIndex("entry", "search_entry_words_2"),
    ]
