"""What each numeral of a document is: a value, a date, an ordinal, a name …"""
