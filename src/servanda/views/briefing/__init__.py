"""The briefing: what became known in a week, a month or between two days, each line with a footnote to the words it rests on.

two ledgers (before, at the end) -> changes -> lines with footnotes (`composing`) -> Markdown, a page, or JSON
"""
