"""What the demonstration plays of cases: tales of households, and leads that fade."""
