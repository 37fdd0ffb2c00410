"""Makes ``world.json`` from the world atlas (TopoJSON of Natural Earth, public domain).

Run by hand to generate the map again::

    python make_world_map.py countries-110m.json countries-50m.json world.json

Shapes come from the first file; countries that are too small for it become dots at the centre
of what the second one has. Projection: Equal Earth (Šavrič, Patterson and Jenny, 2018), so that
areas compare.
"""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Iterator
from pathlib import Path

import pycountry

Ring = list[tuple[float, float]]

WIDTH = 960.0
CRIMEA = (32.4, 36.7, 44.3, 46.3)
"""Longitudes and latitudes of the polygon that the atlas draws as Russia: given to Ukraine, as in
United Nations General Assembly resolution 68/262."""
BY_NAME = {"Kosovo": "xk", "Somaliland": "so", "N. Cyprus": "cy"}
LEFT_OUT = {"aq"}


def project(longitude: float, latitude: float) -> tuple[float, float]:
    """Projects a point by Equal Earth, from degrees to units of the sphere's radius."""
    a1, a2, a3, a4 = 1.340264, -0.081106, 0.000893, 0.003796
    theta = math.asin(math.sqrt(3) / 2 * math.sin(math.radians(latitude)))
    t2 = theta * theta
    t6 = t2**3
    slope = a1 + 3 * a2 * t2 + t6 * (7 * a3 + 9 * a4 * t2)
    x = 2 * math.sqrt(3) * math.radians(longitude) * math.cos(theta) / (3 * slope)
    return x, theta * (a1 + a2 * t2 + t6 * (a3 + a4 * t2))


def identifier(geometry: dict) -> str:
    """Returns the registry's identifier of a geometry, or "" if it has none."""
    name = geometry["properties"]["name"]
    if name in BY_NAME:
        return BY_NAME[name]
    found = pycountry.countries.get(numeric=str(geometry.get("id", "")))
    return found.alpha_2.lower() if found else ""


def polygons(topology: dict, geometry: dict) -> Iterator[list[Ring]]:
    """Yields the polygons of a geometry, in degrees."""
    scale, move = topology["transform"]["scale"], topology["transform"]["translate"]

    def arc(index: int) -> Ring:
        x = y = 0
        points: Ring = []
        for dx, dy in topology["arcs"][index if index >= 0 else ~index]:
            x, y = x + dx, y + dy
            points.append((x * scale[0] + move[0], y * scale[1] + move[1]))
        return points if index >= 0 else points[::-1]

    def ring(indexes: list[int]) -> Ring:
        points: Ring = []
        for index in indexes:
            points += arc(index)[1 if points else 0 :]
        return points

    if geometry["type"] == "Polygon":
        yield [ring(indexes) for indexes in geometry["arcs"]]
    elif geometry["type"] == "MultiPolygon":
        for polygon in geometry["arcs"]:
            yield [ring(indexes) for indexes in polygon]


def unwrap(ring: Ring) -> Ring:
    """Makes longitudes run on past 180° where a ring crosses that meridian."""
    out: Ring = []
    turn = 0.0
    for x, y in ring:
        if out and x + turn - out[-1][0] > 180:
            turn -= 360
        elif out and x + turn - out[-1][0] < -180:
            turn += 360
        out.append((x + turn, y))
    return out


def clip(ring: Ring, edge: float, keep_west: bool) -> Ring:
    """Returns the part of a ring on one side of a meridian (Sutherland and Hodgman, 1974)."""
    out: Ring = []
    for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1], strict=True):
        inside = x1 <= edge if keep_west else x1 >= edge
        if inside:
            out.append((x1, y1))
        if inside != (x2 <= edge if keep_west else x2 >= edge) and x1 != x2:
            out.append((edge, y1 + (y2 - y1) * (edge - x1) / (x2 - x1)))
    return out


def split(ring: Ring) -> Iterator[Ring]:
    """Yields the parts of a ring that are between 180° west and 180° east."""
    whole = unwrap(ring)
    for turn in (-360.0, 0.0, 360.0):
        moved = [(x + turn, y) for x, y in whole]
        part = clip(clip(moved, 180.0, keep_west=True), -180.0, keep_west=False)
        if len(part) > 2 and area(part) > 0:
            yield part


def area(ring: Ring) -> float:
    """Returns the area of a ring in square degrees."""
    pairs = zip(ring, ring[1:] + ring[:1], strict=True)
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairs)) / 2


def shapes(topology: dict) -> dict[str, list[list[Ring]]]:
    """Returns identifier → polygons."""
    found: dict[str, list[list[Ring]]] = {}
    for geometry in topology["objects"]["countries"]["geometries"]:
        id_ = identifier(geometry)
        if not id_ or id_ in LEFT_OUT:
            continue
        for polygon in polygons(topology, geometry):
            xs, ys = [x for x, _ in polygon[0]], [y for _, y in polygon[0]]
            inside = CRIMEA[0] <= min(xs) and max(xs) <= CRIMEA[1]
            crimea = id_ == "ru" and inside and CRIMEA[2] <= min(ys) and max(ys) <= CRIMEA[3]
            found.setdefault("ua" if crimea else id_, []).append(polygon)
    return found


def main(coarse: Path, fine: Path, target: Path) -> None:
    """Writes the map."""
    scale = WIDTH / (2 * project(180, 0)[0])
    top, bottom = project(0, 84)[1], project(0, -57)[1]

    def place(longitude: float, latitude: float) -> tuple[float, float]:
        x, y = project(longitude, latitude)
        return round(x * scale + WIDTH / 2, 1), round((top - y) * scale, 1)

    def path(rings: list[Ring]) -> str:
        parts = []
        for ring in (part for whole in rings for part in split(whole)):
            points: Ring = []
            for point in ring:
                placed = place(*point)
                if not points or placed != points[-1]:
                    points.append(placed)
            if len(points) > 3:
                parts.append("M" + "L".join(f"{x:g},{y:g}" for x, y in points[:-1]) + "Z")
        return "".join(parts)

    def centre(rings: list[list[Ring]]) -> tuple[float, float]:
        largest = max((part for polygon in rings for part in split(polygon[0])), key=area)
        xs, ys = [x for x, _ in largest], [y for _, y in largest]
        return place((min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2)

    drawn = shapes(json.loads(coarse.read_text()))
    dots = shapes(json.loads(fine.read_text()))
    countries: dict[str, dict] = {}
    for id_ in sorted(drawn.keys() | dots.keys()):
        if id_ in drawn:
            whole = "".join(path(polygon) for polygon in drawn[id_])
            countries[id_] = {"d": whole, "centre": centre(drawn[id_])}
        else:
            countries[id_] = {"dot": True, "centre": centre(dots[id_])}
    height = round((top - bottom) * scale, 1)
    data = {"viewBox": f"0 0 {WIDTH:g} {height:g}", "countries": countries}
    target.write_text(json.dumps(data, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:4]))
