"""Who is who: the gazetteer of parties and its resolution as of a date."""

from servanda.actors.gazetteer import Gazetteer

__all__ = ["Gazetteer"]
