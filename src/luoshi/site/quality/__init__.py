"""Data quality on the site: a county's exports checked, findings followed until mended."""
