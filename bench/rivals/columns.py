"""What all rivals serve of an observation, in the order in which the API itself has the list."""

ORDER = ("document_id", "start", "key")
# As they stand in the table; the rest is nested, or has another name.
PLAIN = (
    "since subject raw raw_start raw_end unit year period_start period_end base_year kind comparator measure origin caveat side"
).split()
NUMBERS = ("value", "value_max", "value_cny")
