"""What people do to records, evidence, declarations and uploads."""
