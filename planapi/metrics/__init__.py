"""What Prometheus collects at ``/metrics``, where ``METRICS_TOKEN`` is set: requests as the serving processes count them (``counting``), and the state
of what they serve, asked for at each collection (``state``). docs/operations.md lists every metric.
"""
