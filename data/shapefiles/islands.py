"""Islands that world_admin1 and world_admin0 lack or have under no province. Rewrites both.

Usage: islands.py ne_10m_land FOLDER-OF-THE-LAYERS FOLDER-OF-THE-GAZETTEER
Which, and why: SOURCES.md, "Islands".
"""
import collections
import math
import shutil
import sys

import shapefile

# What Natural Earth gives no province, and the province of which it is.
OF_PROVINCE = {'VEN+99?': 'VE-W', 'COL+99?': 'CO-VAC', 'MEX+99?': 'MX-YUC', 'RUS+99?': 'RU-YAN',
               'ATA+99?': 'ATA+00?', 'KIR+99?': 'KI-L'}
# Polygons of a province that ISO 3166-2 has on its own: from, west, south, east, north.
APART = {'NO-22': ('NO-18', -10, 70, -7, 72)}
RENAMED = {'KIR+00?': 'KI-L'}
MADE = {
    'NO-22': {'name': 'Jan Mayen', 'code_hasc': '', 'gn_id': 0, 'gn_a1_code': 'SJ.22',
              'latitude': 71.0, 'longitude': -8.4},
    'KI-G': {'name': 'Gilbert Islands', 'name_fa': 'جزایر گیلبرت', 'name_ar': 'جزر جلبرت',
             'gn_a1_code': 'KI.01', 'latitude': 1.3, 'longitude': 173.0},
    'KI-P': {'name': 'Phoenix Islands', 'name_fa': 'جزایر فینیکس', 'name_ar': 'جزر فينيكس',
             'gn_a1_code': 'KI.03', 'latitude': -2.8, 'longitude': -171.7},
    'KI-L': {'name': 'Line Islands', 'name_fa': 'جزایر لاین', 'name_ar': 'جزر لاين',
             'gn_a1_code': 'KI.02', 'latitude': 1.9, 'longitude': -157.4},
}
# Islands of ne_10m_land: west, south, east, north. Jarvis, Palmyra and the Cook Islands lie between.
FROM_LAND = [('KIR', 'KI-G', 169.4, -3.2, 177.2, 4.0), ('KIR', 'KI-P', -175.5, -5.0, -170.0, -2.3),
             ('KIR', 'KI-L', -160.6, 3.5, -159.0, 5.0), ('KIR', 'KI-L', -155.1, -4.2, -154.8, -4.0),
             ('KIR', 'KI-L', -152.5, -11.6, -150.0, -9.8)]
# Atolls of the Maldives, by the numbers that GeoNames has for them.
MALDIVES = (72.5, -0.8, 73.9, 7.3)
ATOLLS = {'01': 'MV-01', '05': 'MV-05', '10346475': 'MV-00', '30': 'MV-02', '31': 'MV-20',
          '32': 'MV-17', '33': 'MV-14', '34': 'MV-27', '35': 'MV-28', '36': 'MV-07', '37': 'MV-23',
          '38': 'MV-26', '39': 'MV-03', '40': 'MDV-5234', '41': 'MDV-5236', '42': 'MV-29',
          '43': 'MV-25', '44': 'MV-13', '45': 'MV-24', '46': 'MV-08', '47': 'MV-04'}
SURE = 0.6      # the next atoll's known place is that much further off


def rings(shape):
    ends = list(shape.parts[1:]) + [len(shape.points)]
    return [shape.points[a:b] for a, b in zip(shape.parts, ends)]


def box(ring):
    x, y = [p[0] for p in ring], [p[1] for p in ring]
    return min(x), min(y), max(x), max(y)


def within(inner, outer):
    return (inner[0] >= outer[0] and inner[1] >= outer[1] and
            inner[2] <= outer[2] and inner[3] <= outer[3])


def touch(a, b):
    return a[0] <= b[2] and b[0] <= a[2] and a[1] <= b[3] and b[1] <= a[3]


def middle(ring):
    west, south, east, north = box(ring)
    return (west + east) / 2, (south + north) / 2


def rounded(ring):
    """As the layers are: five decimals."""
    return [(round(x, 5), round(y, 5)) for x, y in ring]


def known_of_atolls(areas, gazetteer):
    """(place, code) of what is certain: the source's own islands, and towns."""
    known = [(middle(ring), code) for code in ATOLLS.values() for ring in areas[code]]
    with open(gazetteer + '/places/MV.tsv', encoding='utf-8') as f:
        for line in list(f)[1:]:
            cell = line.rstrip('\n').split('\t')
            if cell[6] in ATOLLS:
                known.append(((float(cell[4]), float(cell[3])), ATOLLS[cell[6]]))
    return known


def atoll_of(ring, known):
    at = middle(ring)
    nearest = {}
    for place, code in known:
        gap = math.dist(at, place)
        nearest[code] = min(gap, nearest.get(code, math.inf))
    first, second = sorted(nearest.items(), key=lambda item: item[1])[:2]
    return first[0] if first[1] < SURE * second[1] else None


def add_islands(areas, land, gazetteer):
    """New rings by country."""
    known = known_of_atolls(areas, gazetteer)
    there = [box(r) for code in ATOLLS.values() for r in areas[code]]
    there += [box(r) for r in areas['KI-L']]
    added = collections.defaultdict(list)
    for shape in land.iterShapes():
        for ring in rings(shape):
            ring, country, code = rounded(ring), None, None
            if len(set(ring)) < 3 or any(touch(box(ring), other) for other in there):
                continue
            if within(box(ring), MALDIVES):
                country, code = 'MDV', atoll_of(ring, known)
            for of, area, *bounds in FROM_LAND:
                if within(box(ring), bounds):
                    country, code = of, area
            if code:
                areas[code].append(ring)
                added[country].append(ring)
    return added


def take_apart(areas):
    for code, (source, *bounds) in APART.items():
        off = [r for r in areas[source] if within(box(r), bounds)]
        areas[code] = off
        areas[source] = [r for r in areas[source] if r not in off]


def made_record(code, model):
    record = {name: (0 if isinstance(value, (int, float)) else '') for name, value in model.items()}
    for name in ('iso_a2', 'adm0_a3', 'admin', 'iso_a3'):
        record[name] = model[name]
    record.update(adm1_code=code, iso_3166_2=code, code=code)
    record.update(MADE[code])
    record.update(name_en=record['name'], name_print=record['name'])
    return record


def load(path):
    reader = shapefile.Reader(path, encoding='utf-8')
    return reader, [(r.as_dict(), rings(s)) for r, s in zip(reader.iterRecords(),
                                                            reader.iterShapes())]


def save(path, fields, rows):
    writer = shapefile.Writer(path + '-new', shapeType=shapefile.POLYGON, encoding='utf-8')
    for field in fields[1:]:
        writer.field(*field)
    for record, parts in rows:
        writer.poly(parts)
        writer.record(*[record[field[0]] for field in fields[1:]])
    writer.close()
    with open(path + '-new.dbf', 'r+b') as f:   # the same bytes on any day
        f.seek(1)
        f.write(bytes((126, 11, 21)))
    for kind in ('shp', 'shx', 'dbf'):
        shutil.move(path + '-new.' + kind, path + '.' + kind)


def provinces(path, land, gazetteer):
    reader, rows = load(path)
    areas = {}
    records = {}
    for record, parts in rows:
        code = RENAMED.get(record['code'], record['code'])
        records[code], areas[code] = record, parts
    for code, target in OF_PROVINCE.items():
        areas[target] += areas.pop(code)
        del records[code]
    take_apart(areas)
    kiribati, norway = records['KI-L'], records['NO-18']
    areas.update({'KI-G': [], 'KI-P': []})
    for code in MADE:
        records[code] = made_record(code, norway if code == 'NO-22' else kiribati)
    added = add_islands(areas, land, gazetteer)
    order = sorted(records, key=lambda c: (records[c]['adm0_a3'], records[c]['adm1_code']))
    save(path, reader.fields, [(records[c], areas[c]) for c in order])
    return added


def countries(path, added):
    reader, rows = load(path)
    for record, parts in rows:
        parts += added.get(record['adm0_a3'], [])
    save(path, reader.fields, rows)


def main():
    land, folder, gazetteer = sys.argv[1:]
    added = provinces(folder + '/world_admin1', shapefile.Reader(land), gazetteer)
    countries(folder + '/world_admin0', added)
    for country, parts in sorted(added.items()):
        print(country, len(parts), 'islands added')


main()
