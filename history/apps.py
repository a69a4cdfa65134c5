"""The history of the data set as a Django app."""

from django.apps import AppConfig


class HistoryConfig(AppConfig):
    name = "history"
    label = "history"
    verbose_name = "history"
