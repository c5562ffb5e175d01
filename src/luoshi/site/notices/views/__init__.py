"""Pages and files of the notice."""
