"""The closed words that the API serves, with what each means: `words/`, and the labels beside them in rows."""
