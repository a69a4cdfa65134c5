from django.apps import AppConfig


class DistrictsConfig(AppConfig):
    name = "districts"
    verbose_name = "Districts and documents"
    default_auto_field = "django.db.models.BigAutoField"
