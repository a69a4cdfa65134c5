"""`manage.py api_key make NAME`, `list`, `revoke PREFIX`: keys to more requests a minute."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from access.counting import MOST_REQUESTS
from access.models import ApiKey, keys_in_force, revoke


class Command(BaseCommand):
    help = "Make, list and revoke the API's keys (docs/operations.md)."
    requires_migrations_checks = True

    def add_arguments(self, parser: CommandParser) -> None:
        doing = parser.add_subparsers(dest="doing", required=True, metavar="make | list | revoke")
        make = doing.add_parser("make", help="make a key and print it once")
        make.add_argument("name", help="who uses the key, and for what")
        make.add_argument("--limit", type=int, help="requests a minute, instead of RATE_LIMIT_WITH_KEY")
        doing.add_parser("list", help="list the keys, newest first, one per line")
        revoke = doing.add_parser("revoke", help="revoke a key")
        revoke.add_argument("prefix", help="the beginning of the key, as listed, or the whole key")

    def handle(self, *, doing: str, **options: Any) -> None:
        match doing:
            case "make":
                self._make(options["name"], options["limit"])
            case "list":
                self._list()
            case _:
                self._revoke(options["prefix"])

    def _make(self, name: str, limit: int | None) -> None:
        if limit is not None and not 1 <= limit <= MOST_REQUESTS:
            raise CommandError(f"--limit must be a whole number from 1 to {MOST_REQUESTS}")
        _, key = ApiKey.make(name, limit=limit)
        self.stderr.write("This key is shown only once and is not stored:")
        self.stdout.write(key)

    def _list(self) -> None:
        for key in ApiKey.objects.all():
            state = f"revoked {key.revoked_at:%Y-%m-%d}" if key.revoked_at else "in force"
            limit = "" if key.limit is None else f"{key.limit} a minute"
            self.stdout.write("\t".join((key.prefix, state, f"made {key.made_at:%Y-%m-%d}", limit, key.name)))

    def _revoke(self, given: str) -> None:
        found = [key for key in keys_in_force() if given.startswith(key.prefix)]
        if len(found) != 1:
            raise CommandError(f"{'several keys begin' if found else 'no key in force begins'} with {given[:12]!r}")
        revoke(ApiKey.objects.filter(pk=found[0].pk))
        self.stdout.write(f"Revoked {found[0]}.")
