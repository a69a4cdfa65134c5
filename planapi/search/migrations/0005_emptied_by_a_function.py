"""The waiting lists of the indexes are emptied by a function of the owner's, so that whoever writes need not be the owner."""

from django.db import migrations

SLICES = (0, 1, 2)
EMPTY = " ".join(f"perform pg_catalog.gin_clean_pending_list('public.search_entry_words_{number}');" for number in SLICES)
MAKE = f"""
create function public.search_empty_lists() returns void language plpgsql security definer set search_path = pg_catalog as
$$ begin {EMPTY} end $$;
revoke execute on function public.search_empty_lists() from public;
"""


class Migration(migrations.Migration):

    dependencies = [("search", "0004_changes_in_order")]

    operations = [migrations.RunSQL(MAKE, "drop function public.search_empty_lists()")]
