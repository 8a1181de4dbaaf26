"""How the tables of places were made: GeoNames cities, own regions, names and demonyms of countries."""
