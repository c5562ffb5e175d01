"""What is worked out about runs: checks there are, findings kept, exports kept, reports."""
