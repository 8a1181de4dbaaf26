"""The shipped reader: sentence breaks, tags, arcs, labels and names in one small network that needs nothing but NumPy.

It takes the place of spaCy's transition parser, which spent most of its time in transitions and read worse; see docs/language.md.
"""
