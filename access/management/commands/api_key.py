"""`manage.py api_key make NAME`, `rights PREFIX`, `list`, `revoke PREFIX`: keys to more requests a minute, and to what needs a right."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from access.counting import MOST_REQUESTS
from access.models import ApiKey, keys_in_force, revoke
from text.vocabulary import Right


class Command(BaseCommand):
    help = "Make, list and revoke the API's keys (docs/operations.md)."
    requires_migrations_checks = True

    def add_arguments(self, parser: CommandParser) -> None:
        doing = parser.add_subparsers(dest="doing", required=True, metavar="make | rights | list | revoke")
        make = doing.add_parser("make", help="make a key and print it once")
        make.add_argument("name", help="who uses the key, and for what")
        make.add_argument("--limit", type=int, help="requests a minute, instead of RATE_LIMIT_WITH_KEY")
        make.add_argument(
            "--right",
            action="append",
            default=[],
            choices=[right.value for right in Right],
            dest="rights",
            help="what the key may do besides reading; can be given several times",
        )
        grant = doing.add_parser("rights", help="give a key other rights than it has")
        grant.add_argument("prefix", help="the beginning of the key, as listed, or the whole key")
        grant.add_argument(
            "rights", nargs="*", metavar="RIGHT", help=f"all that it has from now on: {', '.join(Right)}; none for none"
        )
        doing.add_parser("list", help="list the keys, newest first, one per line")
        revoke = doing.add_parser("revoke", help="revoke a key")
        revoke.add_argument("prefix", help="the beginning of the key, as listed, or the whole key")

    def handle(self, *, doing: str, **options: Any) -> None:
        match doing:
            case "make":
                self._make(options["name"], options["limit"], options["rights"])
            case "rights":
                self._grant(options["prefix"], options["rights"])
            case "list":
                self._list()
            case _:
                self._revoke(options["prefix"])

    def _make(self, name: str, limit: int | None, rights: list[str]) -> None:
        if limit is not None and not 1 <= limit <= MOST_REQUESTS:
            raise CommandError(f"--limit must be a whole number from 1 to {MOST_REQUESTS}")
        _, key = ApiKey.make(name, limit=limit, rights=map(Right, rights))
        self.stderr.write("This key is shown only once and is not stored:")
        self.stdout.write(key)

    def _grant(self, given: str, rights: list[str]) -> None:
        if unknown := set(rights) - set(Right):
            raise CommandError(f"there is no right {', '.join(sorted(unknown))}: the rights are {', '.join(Right)}")
        key = self._found(given)
        key.rights = [right.value for right in Right if right in rights]
        key.save(update_fields=["rights"])
        self.stdout.write(f"{key} may {', '.join(key.rights) or 'read, and nothing else'}.")

    def _list(self) -> None:
        for key in ApiKey.objects.all():
            state = f"revoked {key.revoked_at:%Y-%m-%d}" if key.revoked_at else "in force"
            limit = "" if key.limit is None else f"{key.limit} a minute"
            rights = [f"may {', '.join(key.rights)}"] if key.rights else []
            self.stdout.write("\t".join((key.prefix, state, f"made {key.made_at:%Y-%m-%d}", limit, key.name, *rights)))

    def _revoke(self, given: str) -> None:
        key = self._found(given)
        revoke(ApiKey.objects.filter(pk=key.pk))
        self.stdout.write(f"Revoked {key}.")

    def _found(self, given: str) -> ApiKey:
        found = [key for key in keys_in_force() if given.startswith(key.prefix)]
        if len(found) != 1:
            raise CommandError(f"{'several keys begin' if found else 'no key in force begins'} with {given[:12]!r}")
        return found[0]
