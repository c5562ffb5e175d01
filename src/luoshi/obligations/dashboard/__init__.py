"""The notice as a dashboard: obligations with their lights, counties, the map, in words."""
