"""The weights by which event codes are trusted (`coding/tables/confidence.toml`): fitted on claims that were read by hand."""
