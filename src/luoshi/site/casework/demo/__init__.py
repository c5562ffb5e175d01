"""What the demonstration plays of cases: stories of households, and leads that fade."""
