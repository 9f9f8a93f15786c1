#!/usr/bin/env python3
"""Districts that are made up: the land of each province that is nearest to one of its towns. They only serve to
show a map of many small areas; nobody should take them for the districts of Afghanistan.

usage: make_districts.py PROVINCES.shp TOWNS.tsv >made-up-districts.geojson    (needs GDAL's and shapely's modules)
"""
import csv
import json
import sys

from osgeo import ogr
from shapely import wkb
from shapely.geometry import MultiPoint, Point, mapping
from shapely.ops import polygonize, unary_union, voronoi_diagram

NEAR = 0.06  # degrees: of towns nearer to one another only the larger has a district


def provinces(path):
    source = ogr.Open(path)
    return {f.GetField('iso_3166_2'): wkb.loads(bytes(f.GetGeometryRef().ExportToWkb())) for f in source.GetLayer(0)}


def towns(path):
    with open(path, encoding='utf-8', newline='') as f:
        rows = sorted(csv.DictReader(f, delimiter='\t', quoting=csv.QUOTE_NONE), key=lambda r: -int(r['population']))
    kept = []
    for row in rows:
        at = Point(float(row['lon']), float(row['lat']))
        if all(at.distance(other) > NEAR for _, other in kept):
            kept.append((row['name'], at))
    return kept


def cells(land, own):
    """The land of one province, parted among its towns; all of it where there is one town or none."""
    if len(own) < 2:
        return [(own[0][0] if own else None, land)]
    diagram = voronoi_diagram(MultiPoint([at for _, at in own]), envelope=land)
    return [(name, cell.intersection(land)) for cell in diagram.geoms for name, at in own if cell.contains(at)]


def rounded(value):
    return [rounded(v) for v in value] if isinstance(value[0], (list, tuple)) else [round(v, 4) for v in value]


def main():
    lands, places = provinces(sys.argv[1]), towns(sys.argv[2])
    parts = []
    for code, land in sorted(lands.items()):
        own = [(name, at) for name, at in places if land.contains(at)]
        parts += [(code, name or code, cell) for name, cell in cells(land, own)]
    # Noded as one net, so that neighbours share every vertex.
    net = list(polygonize(unary_union([cell.boundary for _, _, cell in parts])))
    faces = {}
    for face in net:
        at = face.representative_point()
        best = max(range(len(parts)), key=lambda i: parts[i][2].buffer(1e-9).contains(at))
        if parts[best][2].buffer(1e-9).contains(at):
            faces.setdefault(best, []).append(face)
    features, number = [], {}
    for i, (code, name, _) in enumerate(parts):
        if i not in faces:
            continue
        number[code] = number.get(code, 0) + 1
        shape = mapping(unary_union(faces[i]))
        features.append({'type': 'Feature', 'properties': {'code': '%s-%02d' % (code, number[code]), 'name': name, 'parent': code},
                         'geometry': {'type': shape['type'], 'coordinates': rounded(shape['coordinates'])}})
    print('{"type": "FeatureCollection", "features": [')
    print(',\n'.join(json.dumps(f, ensure_ascii=False, separators=(',', ':')) for f in features))
    print(']}')


main()
