"""How the gazetteer of `servanda.actors` is made: from sources fit to ship and from our own lists in `own/`."""
