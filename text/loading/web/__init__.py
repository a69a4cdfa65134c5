"""Web pages: which of it is the document, and the lines and tables of that."""
