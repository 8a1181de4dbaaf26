"""Where a place stands on the map: the Equal Earth projection of Šavrič, Patterson and Jenny (2018), which keeps areas true."""

from __future__ import annotations

import math

WIDTH, HEIGHT = 2000, 974

_A = (1.340264, -0.081106, 0.000893, 0.003796)
_SCALE = WIDTH / (2 * 2.7066299836)


def project(lat: float, lon: float) -> tuple[float, float]:
    """Degrees north and east as a point of a picture of `WIDTH` by `HEIGHT`, y downwards; latitudes and longitudes beyond the globe are set to its edge."""
    lat, lon = max(-90.0, min(90.0, lat)), max(-180.0, min(180.0, lon))
    angle = math.asin(math.sqrt(3) / 2 * math.sin(math.radians(lat)))
    square = angle * angle
    slope = _A[0] + 3 * _A[1] * square + square**3 * (7 * _A[2] + 9 * _A[3] * square)
    x = 2 * math.sqrt(3) * math.radians(lon) * math.cos(angle) / (3 * slope)
    y = angle * (_A[0] + _A[1] * square + square**3 * (_A[2] + _A[3] * square))
    return WIDTH / 2 + _SCALE * x, HEIGHT / 2 - _SCALE * y
