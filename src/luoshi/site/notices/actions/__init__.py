"""What people decide of notices: proposals of drafts, and the closing of accounts."""
