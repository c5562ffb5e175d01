"""Views of the quality app."""
