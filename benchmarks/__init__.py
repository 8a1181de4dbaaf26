"""How well and how fast Servanda reads: `python -m benchmarks.accuracy`, `python -m benchmarks.speed`. Neither is in the wheel."""
