"""What pages and files show of cases, worklists, notices and departments' requests."""
