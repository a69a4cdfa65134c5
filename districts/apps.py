from django.apps import AppConfig


class DistrictsConfig(AppConfig):
    name = "districts"
    verbose_name = "地区与文件"
    default_auto_field = "django.db.models.BigAutoField"
