"""A file as a text, and places in it: what was decoded, what is cited, and the words around that."""
