"""Answers that are worked out of what is stated: comparisons, progress, coverage. Each reads rows, hands them to a pure
module (`indicators.harmonising`, `indicators.progressing`), and shows what comes of it with the evidence."""
