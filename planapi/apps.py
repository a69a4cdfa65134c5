"""The site as a Django app, for its management commands and templates."""

from django.apps import AppConfig


class PlanApiConfig(AppConfig):
    name = "planapi"
    verbose_name = "plan API"
