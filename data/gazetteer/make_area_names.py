#!/usr/bin/env python3
"""Puts into names/TAG.tsv what Natural Earth calls the first-level areas.

usage: make_area_names.py NE_GPKG LAYER OUT_FOLDER
NE_GPKG: ne.gpkg, as data/shapefiles/make.sh leaves it in its work folder. LAYER: data/shapefiles/world_admin1.
"""
import collections
import os
import re
import sqlite3
import sys

import shapefile

# A type before or behind the name, which a map does not repeat; "область" stays: names are adjectives.
TYPES = {
    'es': r'(?:provincia|departamento|estado|región|distrito|gobernación|gobernatura|prefectura|condado|'
          r'parroquia|cantón|comuna|municipio|valiato|wilaya|voivodato|raión)(?: de la| de las| de los| del| de|) ',
    'fr': r'(?:province|département|état|région|district|gouvernorat|préfecture|comté|paroisse|canton|'
          r'commune|municipalité|wilaya|voïvodie|raïon|parish)(?: de la | de l[’\']| du | des | de | d[’\']| )',
    'ru': r'(?:[IVX]+ регион|атолл|муниципалитет|община|провинция|департамент|штат|регион|мухафаза|префектура|графство|округ|район|вилайет|вилайя|кантон) ',
    'uk': r'(?:[IVX]+ регіон|атол|муніципалітет|парафія|община|провінція|департамент|штат|регіон|мухафаза|префектура|графство|округ|район|вілаєт|вілайя|кантон) ',
}
ARTICLE = re.compile(r'^(?:la|las|los|el|les|l[’\']|le|the)\b', re.I)


def short_name(tag, text):
    text = re.sub(r'\s+', ' ', text.replace('\t', ' ')).strip()
    text = re.sub(r'\s*\([^)]*\)$', '', text)
    text = re.sub(r'^(?:de la |de |du |d[’\'])(?=[A-ZÀ-Ý])', '', text)
    bare = re.sub(r'^' + TYPES[tag], '', text, flags=re.I)
    good = bare and bare[0].isupper() and not ARTICLE.match(bare)
    return bare if good else text[:1].upper() + text[1:]


def load_codes(layer):
    """adm1_code -> (code, country's three letters, its English name)"""
    reader = shapefile.Reader(layer, encoding='utf-8')
    return {r['adm1_code']: (r['code'], r['iso_a3']) for r in reader.iterRecords()}


def load_names(gpkg, tag):
    with sqlite3.connect(gpkg) as db:
        return db.execute('SELECT adm1_code, name_%s FROM admin1 WHERE name_%s <> "" '
                          'ORDER BY adm1_code' % (tag, tag)).fetchall()


def merge_names(gpkg, codes, tag, path):
    """Natural Earth's go before: they are tied to the area, those of iso-codes to a code that may have
    been given to another since (Iran), and some of these are of a neighbour (Sakha, Krasnoyarsk)."""
    with open(path, encoding='utf-8') as file:
        iso = dict(line.rstrip('\n').split('\t') for line in list(file)[1:])
    names = dict(iso)
    areas = dict(codes.values())
    count = collections.Counter(areas.values())
    alone = {country for country in count if count[country] == 1}
    longs = {}
    for adm1, long in load_names(gpkg, tag):
        if adm1 in codes:
            longs[codes[adm1][0]] = long
    names.update((code, short_name(tag, long)) for code, long in longs.items())

    def clash(code, name):
        return (name == names.get(areas[code]) and areas[code] not in alone) or any(
            other != code and areas[other] == areas[code] and names.get(other) == name
            for other in by_country[areas[code]])

    by_country = collections.defaultdict(list)
    for code, country in areas.items():
        by_country[country].append(code)
    # Two areas of a country are not told by one name, nor an area by that of its country: then the
    # long name, that of iso-codes, or that of the layer.
    twice = [code for code in areas if code in names and clash(code, names[code])]
    for other in (longs, iso):
        for code in [code for code in twice if clash(code, names[code])]:
            names[code] = other.get(code, names[code])
    for code in [code for code in twice if clash(code, names[code])]:
        del names[code]
    countries = sorted((c, n) for c, n in names.items() if len(c) == 3)
    rest = sorted((c, n) for c, n in names.items() if len(c) != 3)
    with open(path, 'w', encoding='utf-8') as file:
        file.write('code\tname\n')
        for code, name in countries + rest:
            file.write('%s\t%s\n' % (code, name))


def main(gpkg, layer, out):
    codes = load_codes(layer)
    for tag in TYPES:
        merge_names(gpkg, codes, tag, os.path.join(out, tag + '.tsv'))


main(*sys.argv[1:])
