"""The parts of the API as its description lists them, in the order in which they are met, with a sentence each."""

_TOLD = {
    "districts": "Districts, counties and cities, with their codes and with how much is known of each.",
    "documents": "Five-year plans and government work reports: their outlines, their texts, and how well each was read.",
    "chapters": "Chapters and sections of the documents, in their order.",
    "indicators": "The catalogue of indicators, by which figures of different places and years are put together.",
    "observations": "Dated figures that documents state, each with the words it was read from.",
    "targets": "Figures that plans set as targets, with the baselines that they print.",
    "progress": "Targets beside what was reported of them since, and whether each was kept.",
    "compare": "One indicator over districts and years, one figure for each.",
    "ranking": "The districts in the order of an indicator, with those left out and why.",
    "coverage": "Which districts and years have figures of which indicator, and where gaps are.",
    "projects": "Construction projects that documents name, with what they say of investment, place and state.",
    "parks": "Industrial parks, zones and bases that documents name.",
    "subdistricts": "Subdistricts, towns and townships that documents name.",
    "terms": "Terms that documents explain in their glossaries and notes.",
    "special-plans": "Special plans (专项规划) that a document lists.",
    "numerals": "Every numeral of the texts, and what became of it.",
    "search": "Full-text search over chapters, indicators, figures, projects, parks and terms.",
    "passages": "Sentences of the documents with their chapters and the rows read from them, for retrieval.",
    "verify": "Sentences checked against what the documents say.",
    "changes": "Rows added, changed and removed between two revisions, to keep a copy up to date.",
    "revisions": "The states of the data set, each of which can be read as it was.",
    "releases": "Whole revisions as one zip each: CSV, Parquet, SQLite and the texts.",
    "catalog": "The data set in the words of DCAT, for data portals.",
    "corrections": "What editors corrected, with the value as read.",
    "wrong-readings": "Where readers tell of a figure that was read wrong.",
    "ingestions": "Files that were handed in, and how far each is.",
    "ingest-runs": "Runs in which documents were read and stored.",
    "withdrawals": "Documents that were withdrawn, and why.",
}

TAGS = [{"name": name, "description": told} for name, told in _TOLD.items()]
