"""The settings of the rivals: the models and the database of the site, and otherwise Django and its libraries as they come."""

import os

from planapi.env import read_environment

_place = dict(read_environment(os.environ).database_url or {})
SECRET_KEY = "of no use"
ALLOWED_HOSTS = ["127.0.0.1"]
ROOT_URLCONF = "bench.rivals.site"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.postgres",
    "history",
    "districts",
    "indicators",
    "rest_framework",
    "django_filters",
    "ninja",
]
# None: the best that can be had for each of them.
MIDDLEWARE: list[str] = []
LOGGING_CONFIG = None
USE_TZ = True
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": _place["dbname"],
        "USER": _place["user"],
        "HOST": _place["host"],
        "PORT": _place["port"],
        "CONN_MAX_AGE": None,
    }
}
REST_FRAMEWORK = {
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "UNAUTHENTICATED_USER": None,
}
