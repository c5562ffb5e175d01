"""Data that departments send: upload, preview, store, and what of each table has come."""
