"""Files of any format that governments publish in become a text, with a map back to page, paragraph and cell."""
