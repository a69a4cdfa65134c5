"""The site: settings, the public API, the readers of official prose and the ingestion that ties them together."""

__version__ = "0.1.0"

API_VERSION = "1.0.0"
"""Of what the schema promises: the first number is that of the address, the second grows with what is added, the third with what is only told otherwise."""

ANYWHERE = "http://127.0.0.1:8000"
"""The site in a description that was not asked of one: where ``make run`` serves it."""
