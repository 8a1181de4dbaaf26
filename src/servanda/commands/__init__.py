"""The commands of the command line, one small module each. They parse options, call `servanda.api` and print views.

Each imports `servanda.api` when it runs, so that `servanda --help` answers at once.
"""
