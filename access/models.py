"""The keys that have been given out."""

import hashlib
import secrets
from collections.abc import Iterable

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone

from access.counting import MOST_REQUESTS
from text.vocabulary import Right

START = "plan_"
"""How every key begins, so that one that has leaked into a repository can be found."""
SHOWN = len(START) + 7
"""Number of characters of a key that are stored as they are, to identify it."""


def digest_of(key: str) -> str:
    """What of a key is kept: 256 random bits need no salt and no slow hash."""
    return hashlib.sha256(key.encode()).hexdigest()


def keys_in_force() -> "models.QuerySet[ApiKey]":
    return ApiKey.objects.filter(revoked_at=None)


def revoke(keys: "models.QuerySet[ApiKey]") -> int:
    """Take those of the keys out of force that are in it; how many these were."""
    return keys.filter(revoked_at=None).update(revoked_at=timezone.now())


class ApiKey(models.Model):
    """A key to more requests a minute, and to what its ``rights`` name. The key itself is shown once, when it is made."""

    name = models.CharField("名称", max_length=200, help_text="谁的、作什么用。")
    prefix = models.CharField("开头", max_length=SHOWN, help_text="密钥的开头几个字符。")
    sha256 = models.CharField(max_length=64, unique=True, editable=False, help_text="SHA-256 of the key, as hex.")
    limit = models.PositiveIntegerField(
        "每分钟请求数",
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_REQUESTS)],
        help_text="留空为 RATE_LIMIT_WITH_KEY 的值。",
    )
    rights = ArrayField(
        models.CharField(max_length=10, choices=Right.choices()),
        verbose_name="权限",
        default=list,
        # The version before this makes keys, too, over the same table.
        db_default=[],
        blank=True,
        help_text="除读取外可以做什么。",
    )
    made_at = models.DateTimeField("制作时间", auto_now_add=True)
    revoked_at = models.DateTimeField("吊销时间", null=True, blank=True, editable=False)

    class Meta:
        ordering = ("-made_at", "-pk")
        verbose_name = verbose_name_plural = "密钥"

    def __str__(self) -> str:
        return f"{self.name} ({self.prefix}…)"

    @classmethod
    def make(cls, name: str, *, limit: int | None = None, rights: Iterable[Right] = ()) -> tuple["ApiKey", str]:
        """A new key: its row, and the key itself, which is kept nowhere."""
        key = START + secrets.token_urlsafe(32)
        given = set(rights)
        held = [right.value for right in Right if right in given]
        row = cls.objects.create(name=name, prefix=key[:SHOWN], sha256=digest_of(key), limit=limit, rights=held)
        return row, key
