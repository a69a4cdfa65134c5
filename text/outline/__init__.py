"""The parts of a document: headings in a tree, passages of running text, and the years that each speaks of."""
