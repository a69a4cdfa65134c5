"""The form of official documents, whatever they are about: lines, headings, tables, numbers, periods. Pure: no Django, no settings, no clock."""
