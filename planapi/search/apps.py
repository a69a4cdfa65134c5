from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "planapi.search"
    label = "search"
