"""Numerals, units, and quantities, which are numerals with a unit."""
