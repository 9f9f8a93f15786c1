"""Borders between countries: the arcs two areas share, each with its class.

usage: lines.py AREAS LINES OUT     (shapefiles without their extension)

The geometry is that of the areas, so that a border and the grounds on both sides of it fit
exactly. The class (international, disputed, control) is that of the nearest Natural Earth
boundary line, asked for segment by segment; an arc is cut where its class changes. Lines of
Natural Earth that are disputed or of control and run inside a country are added as they are.
Areas with a field `part` are parts of countries: an arc two parts of one country share is written
with that country on both sides.
"""
import collections
import math
import shutil
import sys

import shapefile
from shapely.geometry import LineString, box

NEAR = 0.15       # degrees of latitude; a line farther away says nothing about the arc
SHORTEST = 0.12   # degrees; a shorter change of class is noise of the sampling
CLASSES = {
    'International boundary (verify)': 'international',
    'International boundary (Magics)': 'international',
    'Disputed (please verify)': 'disputed',
    'Indefinite (please verify)': 'disputed',
    'Indeterminant frontier': 'disputed',
    'Line of control (please verify)': 'control',
    'ForgetMagics': 'control',        # the berm in Western Sahara
    'Lease limit': 'lease',           # Baikonur, Guantanamo: not a border
}                                     # 'Overlay limit' (edges of buffer zones) is not read
# Hand decisions, by pair of Natural Earth codes (XCR: Crimea, see owners.js) and box (west, south,
# east, north).
DECISIONS = [
    (('UKR', 'XCR'), None, 'disputed'),
    (('MAR', 'SAH'), (-9.0, 27.6, -8.6, 27.7), 'disputed'),      # end of 27 deg 40 min N
    (('IND', 'PAK'), (73.0, 32.3, 77.9, 36.0), 'control'),       # Jammu and Kashmir
    (('KAB', 'KAZ'), None, 'lease'), (('CUB', 'USG'), None, 'lease'),
    (('CYN', 'CYP'), None, 'control'), (('CYN', 'ESB'), None, 'control'),
    (('KOS', 'SRB'), None, 'disputed'), (('SOL', 'SOM'), None, 'disputed'),
    (('PRK', 'KOR'), None, 'control'),
    (('CHN', 'KAS'), None, 'disputed'),
    (('CAN', 'USA'), None, 'international'),                     # a strait, not a land border
    (('BOL', 'CHL'), None, 'international'),                     # treaty of 1904
]


def pair_of(a, b):
    return tuple(sorted((a, b)))


def shared_arcs(rings):
    """Runs of consecutive segments of a ring that the same other area has too."""
    owner = collections.defaultdict(list)
    for area, points in rings:
        for a, b in zip(points, points[1:]):
            owner[(a, b) if a < b else (b, a)].append(area)
    for area, points in rings:
        runs = []
        for a, b in zip(points, points[1:]):
            others = [o for o in owner[(a, b) if a < b else (b, a)] if o != area]
            other = others[0] if others and area < others[0] else None
            if runs and runs[-1][0] == other:
                runs[-1][1].append(b)
            else:
                runs.append((other, [a, b]))
        if len(runs) > 1 and runs[0][0] == runs[-1][0]:
            other, last = runs.pop()
            runs[0] = (other, last + runs[0][1][1:])
        for other, line in runs:
            if other:
                yield area, other, line     # shapefile rings run clockwise: `area` is on the right


def meeting(boxes, bounds):
    """Indices of the boxes that meet the bounds."""
    west, south, east, north = bounds
    return [i for i, b in enumerate(boxes)
            if b[0] <= east and b[2] >= west and b[1] <= north and b[3] >= south]


def distance_to(point, points, scale):
    """Distance of a point from a line, in degrees of latitude."""
    best = math.inf
    x0, y0 = point
    for (ax, ay), (bx, by) in zip(points, points[1:]):
        if min(ay, by) > y0 + NEAR or max(ay, by) < y0 - NEAR:
            continue
        ax, bx, ay, by = (ax - x0) * scale, (bx - x0) * scale, ay - y0, by - y0
        dx, dy = bx - ax, by - ay
        square = dx * dx + dy * dy
        t = max(0, min(1, -(ax * dx + ay * dy) / square)) if square else 0
        best = min(best, math.hypot(ax + t * dx, ay + t * dy))
    return best


class Classes:
    """The nearest Natural Earth line, in a plane where a degree east is as long as one north."""

    def __init__(self, path):
        reader = shapefile.Reader(path, encoding='utf-8')
        self.parts = []
        for item in reader.iterShapeRecords():
            record = item.record.as_dict()
            kind = CLASSES.get(record['featurecla'])
            if not kind:
                continue
            starts = list(item.shape.parts) + [len(item.shape.points)]
            for first, last in zip(starts, starts[1:]):
                points = [tuple(p[:2]) for p in item.shape.points[first:last]]
                if len(points) > 1:
                    self.parts.append((kind, pair_of(record['adm0_a3_l'], record['adm0_a3_r']), points))
        self.lines = [LineString(p[2]) for p in self.parts]
        self.boxes = [line.bounds for line in self.lines]

    def at(self, point, pair):
        for who, where, kind in DECISIONS:
            if pair == pair_of(*who) and (not where or (where[0] <= point[0] <= where[2] and
                                                         where[1] <= point[1] <= where[3])):
                return kind
        best = None
        scale = math.cos(math.radians(point[1]))
        reach = NEAR / max(scale, 0.1)
        for index in meeting(self.boxes, (point[0] - reach, point[1] - NEAR,
                                          point[0] + reach, point[1] + NEAR)):
            kind, other, points = self.parts[index]
            distance = distance_to(point, points, scale)
            rank = (other != pair, distance)
            if distance <= NEAR and (best is None or rank < best[0]):
                best = (rank, kind)
        return best[1] if best else 'international'


def length(points):
    return sum(math.hypot((b[0] - a[0]) * math.cos(math.radians(a[1])), b[1] - a[1])
               for a, b in zip(points, points[1:]))


def cut(classes, line, pair):
    """[(class, points)] along the line, without slips shorter than SHORTEST."""
    pieces = []
    for a, b in zip(line, line[1:]):
        kind = classes.at(((a[0] + b[0]) / 2, (a[1] + b[1]) / 2), pair)
        if pieces and pieces[-1][0] == kind:
            pieces[-1][1].append(b)
        else:
            pieces.append([kind, [a, b]])
    while len(pieces) > 1:
        short = min(range(len(pieces)), key=lambda i: length(pieces[i][1]))
        if length(pieces[short][1]) >= SHORTEST:
            break
        into = short - 1 if short and (short + 1 == len(pieces) or
               length(pieces[short - 1][1]) >= length(pieces[short + 1][1])) else short + 1
        first, second = sorted((short, into))
        pieces[into][1] = pieces[first][1] + pieces[second][1][1:]
        del pieces[short]
        i = 1
        while i < len(pieces):
            if pieces[i][0] == pieces[i - 1][0]:
                pieces[i - 1][1] += pieces[i][1][1:]
                del pieces[i]
            else:
                i += 1
    return pieces


def inside_lines(classes, arcs, extent):
    """Parts of disputed lines and lines of control that follow no shared arc."""
    window = box(*extent)
    boxes = [arc.bounds for arc in arcs]
    for kind, pair, points in classes.parts:
        if kind not in ('disputed', 'control'):
            continue
        line = LineString(points)
        for index in meeting(boxes, line.buffer(NEAR).bounds):
            line = line.difference(arcs[index].buffer(NEAR))
        line = line.intersection(window)
        for part in getattr(line, 'geoms', [line]):
            if part.geom_type == 'LineString' and part.length >= 0.5:
                yield kind, pair, [tuple(p) for p in part.coords]


def main():
    areas = shapefile.Reader(sys.argv[1], encoding='utf-8')
    classes = Classes(sys.argv[2])
    parted = 'part' in [f[0] for f in areas.fields]
    country = {}
    rings = []
    for item in areas.iterShapeRecords():
        part = item.record['part' if parted else 'adm0_a3']
        country[part] = item.record['adm0_a3']
        starts = list(item.shape.parts) + [len(item.shape.points)]
        for first, last in zip(starts, starts[1:]):
            rings.append((part, [tuple(p[:2]) for p in item.shape.points[first:last]]))
    found = collections.defaultdict(list)
    arcs = []
    for right, left, line in shared_arcs(rings):
        arcs.append(LineString(line))
        for kind, points in cut(classes, line, pair_of(left, right)):
            if kind != 'lease':
                found[(kind, country[left], country[right])].append(points)
    for kind, (left, right), points in inside_lines(classes, arcs, areas.bbox):
        found[(kind, country.get(left, left), country.get(right, right))].append(points)
    writer = shapefile.Writer(sys.argv[3], shapeType=shapefile.POLYLINE, encoding='utf-8')
    for name, size in (('class', 13), ('a3_left', 3), ('a3_right', 3)):
        writer.field(name, 'C', size)
    for key in sorted(found):
        writer.line(found[key])
        writer.record(*key)
    writer.close()
    with open(sys.argv[3] + '.dbf', 'r+b') as f:
        f.seek(1)
        f.write(bytes((126, 11, 21)))     # not the day of the run: the same bytes every time
    shutil.copyfile(sys.argv[1] + '.prj', sys.argv[3] + '.prj')
    with open(sys.argv[3] + '.cpg', 'w') as f:
        f.write('UTF-8')


main()
