from django.apps import AppConfig


class CurationConfig(AppConfig):
    name = "planapi.curation"
    label = "curation"
    verbose_name = "编辑台"
