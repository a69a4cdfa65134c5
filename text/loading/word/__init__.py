"""What is in a Word or WPS file (ECMA-376): its package, styles, automatic numbers, fields, equations, runs, tables, and the walk through all of it."""
