"""Topics as pages: figures of counties, charts, and what the watches found."""
