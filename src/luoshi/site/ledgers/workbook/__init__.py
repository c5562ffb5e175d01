"""A ledger as an Excel workbook: made, filled by others, checked and previewed."""
