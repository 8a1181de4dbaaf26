"""How the outlines of the map were made."""
