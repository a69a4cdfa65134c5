"""Keys, to look at, to rename and to revoke. One is made by `manage.py api_key make`, which shows it once."""

from django.contrib import admin
from django.db import models
from django.http import HttpRequest

from access.models import ApiKey, revoke


@admin.register(ApiKey)
class ApiKeyAdmin(admin.ModelAdmin):
    list_display = ("name", "prefix", "limit", "made_at", "revoked_at")
    list_filter = ("revoked_at",)
    search_fields = ("name", "prefix")
    fields = ("name", "limit", "prefix", "made_at", "revoked_at")
    readonly_fields = ("prefix", "made_at", "revoked_at")
    actions = ("revoke",)

    @admin.action(description="Revoke the selected keys", permissions=["change"])
    def revoke(self, request: HttpRequest, queryset: models.QuerySet[ApiKey]) -> None:
        self.message_user(request, f"{revoke(queryset)} revoked; they may still be accepted for 10 seconds.")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: ApiKey | None = None) -> bool:
        return False
