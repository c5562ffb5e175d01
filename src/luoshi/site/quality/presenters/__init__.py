"""What pages and files show of runs, findings, tasks and exemptions."""
