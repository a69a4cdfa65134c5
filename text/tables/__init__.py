"""Tables that were flattened into lines of text, in any of several layouts, as rows of cells again."""
