"""What happens in the demonstration: to households, and to projects."""
