"""The editors' desk: what editors correct of what was read, what readers report, and which indicators are taken for one (docs/curation.md)."""
