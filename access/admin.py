"""Keys, to look at, to rename and to revoke. One is made by `manage.py api_key make`, which shows it once."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.http import HttpRequest

from access.models import ApiKey, revoke
from text.vocabulary import Right


class RightsField(forms.TypedMultipleChoiceField):
    """The rights of a key, each with a box to tick."""

    def __init__(self, **given: Any) -> None:
        shown = {name: given[name] for name in ("label", "help_text", "initial") if name in given}
        choices = [(right.value, f"{right.zh}（{right.value}）") for right in Right]
        super().__init__(choices=choices, required=False, widget=forms.CheckboxSelectMultiple, **shown)


@admin.register(ApiKey)
class ApiKeyAdmin(admin.ModelAdmin):
    list_display = ("name", "prefix", "limit", "rights", "made_at", "revoked_at")
    list_filter = ("revoked_at",)
    formfield_overrides: ClassVar = {ArrayField: {"form_class": RightsField}}
    search_fields = ("name", "prefix")
    fields = ("name", "limit", "rights", "prefix", "made_at", "revoked_at")
    readonly_fields = ("prefix", "made_at", "revoked_at")
    actions = ("revoke",)

    @admin.action(description="吊销所选密钥", permissions=["change"])
    def revoke(self, request: HttpRequest, queryset: models.QuerySet[ApiKey]) -> None:
        self.message_user(request, f"已吊销 {revoke(queryset)} 个；10 秒内可能仍被接受。")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: ApiKey | None = None) -> bool:
        return False
