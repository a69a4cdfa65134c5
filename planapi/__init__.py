"""The site: settings, the public API, the readers of official prose and the ingestion that ties them together."""

__version__ = "0.1.0"
