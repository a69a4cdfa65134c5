"""Passages: the sentences of all documents, each with the chapters that it stands in and the rows that were read in it. They are in no table
(docs/decisions/0033-agents.md): a page is made of the texts of a few chapters."""
