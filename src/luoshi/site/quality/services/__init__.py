"""What is worked out about runs: checks there are, comparisons, kept exports, reports."""
