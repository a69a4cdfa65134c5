"""What needs a right is done with a key that has it: 401 without a key, 403 with one that has not.

Who asks is found out by ``access.limits``, for every request. What the key may do is looked up for each that writes, so that a right
that was taken away, and a key that was revoked, are of no use from that moment on.
"""

import logging
from collections.abc import Mapping
from typing import Any

from django.db import InterfaceError, OperationalError
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import NotAuthenticated
from rest_framework.permissions import SAFE_METHODS, BasePermission
from rest_framework.request import Request

from access.keys import Holder
from access.limits import CHALLENGE
from access.models import digest_of, keys_in_force
from text.vocabulary import Right

logger = logging.getLogger(__name__)


def holder_of(request: Any) -> Holder | None:
    """Whose key came with a request (Django's or DRF's); None where none did."""
    return getattr(getattr(request, "_request", request), "key_holder", None)


def may(request: Any, right: Right) -> bool:
    """Whether the key of a request has a right now; one statement, and none without a key."""
    holder = holder_of(request)
    return holder is not None and keys_in_force().filter(pk=holder.pk, rights__contains=[right.value]).exists()


def may_send(environ: Mapping[str, Any], right: Right) -> bool:
    """The same of a request that has not reached Django; one whose right can't be looked up has none."""
    scheme, _, key = environ.get("HTTP_AUTHORIZATION", "").partition(" ")
    if scheme.lower() != "bearer":
        return False
    try:
        return keys_in_force().filter(sha256=digest_of(key.strip()), rights__contains=[right.value]).exists()
    except (OperationalError, InterfaceError) as error:
        logger.warning("The right to send a large body can't be looked up: %s", str(error).strip().partition("\n")[0])
        return False


class KeyAuthentication(BaseAuthentication):
    """Whose the request is, as DRF asks for it."""

    def authenticate(self, request: Request) -> tuple[Holder, None] | None:
        holder = holder_of(request)
        return None if holder is None else (holder, None)

    def authenticate_header(self, request: Request) -> str:
        return CHALLENGE


class HasRight(BasePermission):
    """Whoever changes something has the ``right`` of the view; everybody may read."""

    def has_permission(self, request: Request, view: Any) -> bool:
        right: Right = view.right
        if request.method in SAFE_METHODS:
            return True
        if holder_of(request) is None:
            raise NotAuthenticated(
                f"This needs a key with the right `{right.value}` ({right.en}): send it as “Authorization: Bearer plan_…”."
            )
        self.message = (
            f"This key does not have the right `{right.value}` ({right.en}). The operator of the site can give it."
        )
        return may(request, right)
