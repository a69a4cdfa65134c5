"""What printing put into a text (page numbers, running heads, broken lines) is taken out for reading, with a map back."""
