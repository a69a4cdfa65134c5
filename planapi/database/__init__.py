"""Django's PostgreSQL backend, with connections that wait no longer than they must."""
