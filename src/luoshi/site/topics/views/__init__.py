"""Pages and files of topics."""
