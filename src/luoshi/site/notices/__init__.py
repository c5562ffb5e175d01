"""The notice as a page: its clauses, who leads them, which counties they are for."""
