"""Rows of a list become groups: how many there are of each, and what their figures come to.

``bounds`` is the arithmetic of printed figures, ``grouping`` what rows are grouped by and counted with, ``views`` the address. Which figures belong
together is known by the app of the rows.
"""
