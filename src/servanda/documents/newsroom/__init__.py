"""Formats of newsrooms and press archives: NewsML-G2, NITF, ninjs, Factiva, Nexis, PETRARCH sentences, GDELT lists of addresses."""
