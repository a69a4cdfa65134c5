"""The forms in which a list can be taken away, besides pages of JSON: CSV, NDJSON, XLSX and Parquet.

A form makes chunks of bytes out of a ``ExportTable`` (which columns) and its rows, and never holds more than some of them::

    table = ExportTable(ObservationSerializer(), Observation)
    for chunk in Csv().write(table, table.rows(Observation.objects.order_by("key"))):
        file.write(chunk)
"""

from rest.formats.columnar import Parquet
from rest.formats.delimited import Csv
from rest.formats.lines import Ndjson
from rest.formats.sdmx import SdmxCsv, SdmxJson
from rest.formats.sheet import Xlsx
from rest.formats.table import Column, ExportTable, Form, UnfitForFormat

FORMS = (Csv, Ndjson, Xlsx, Parquet)
STATISTICAL = (SdmxJson, SdmxCsv)
"""Further forms, of observations and comparisons alone."""

__all__ = [
    "FORMS",
    "STATISTICAL",
    "Column",
    "Csv",
    "ExportTable",
    "Form",
    "Ndjson",
    "Parquet",
    "UnfitForFormat",
    "Xlsx",
]
