"""The pages, one module a section."""
