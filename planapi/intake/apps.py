"""What is handed in, and what is taken back, as a Django app."""

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "planapi.intake"
    label = "intake"
    verbose_name = "intake"
