"""Give the areas of a Natural Earth layer the name that is printed and a code that is unique.

usage: names.py IN OUT        (shapefiles without their extension)

Adds `name_print`, `code` and `iso_a3` (the country). Provinces: the English name without its type word ("Kumamoto
Prefecture" -> "Kumamoto") where that leaves a name no other province of the country has; the
ISO 3166-2 code where it is one, else Natural Earth's adm1_code. Countries: the short name in
use, and ISO 3166-1 alpha-3 (Natural Earth's own code for what has none).
"""
import collections
import re
import shutil
import sys

import shapefile

# Corrections by adm1_code, each a fact about the source that is wrong or out of date.
# Panjshir and Daykundi stand under their parents of before 2004 (name, codes); the ISO codes of
# Paktia and Paktika are swapped; "Western Province" is no other name of Paktika.
PROVINCES = {
    'AFG-1769': {'iso_3166_2': 'AF-PAN', 'name': 'Panjshir', 'name_en': 'Panjshir',
                 'name_alt': 'Panjsher|Panjshayr|Panjsher Province', 'name_fa': 'ولایت پنجشیر',
                 'name_ar': 'ولاية بنجشير', 'code_hasc': 'AF.PJ'},
    'AFG-1753': {'iso_3166_2': 'AF-DAY', 'name': 'Daykundi', 'name_en': 'Daykundi',
                 'name_alt': 'Daikundi|Day Kundi', 'name_fa': 'ولایت دایکندی',
                 'name_ar': 'ولاية دايكندي', 'code_hasc': 'AF.DK'},
    'AFG-3413': {'iso_3166_2': 'AF-PIA'},
    'AFG-1759': {'iso_3166_2': 'AF-PKA', 'name_alt': ''},
    'AFG-1747': {'name_print': 'Ghor'},
    'AFG-1751': {'name_print': 'Nimroz', 'name_alt': 'Nimruz|Neemroze|Nimrod|Nimrooz|Nimroze|Chakhansur'},
    # Moscow and the oblast around it: the ISO codes are swapped.
    'RUS-2364': {'iso_3166_2': 'RU-MOS'},
    'RUS-2365': {'iso_3166_2': 'RU-MOW', 'code_hasc': 'RU.MC'},
    # Under Ukraine (owners.js); Sevastopol has the type of Kyiv City.
    'RUS-283': {'name_print': 'Crimea'},
    'RUS-5482': {'name_print': 'Sevastopol', 'type_en': 'Municipality'},
    # English names of other places.
    'KOS-5902': {'name_en': 'Pristina'},
    'KOS-5907': {'name_en': 'Kosovska Kamenica'},
    'KOS-5908': {'name_en': 'Prizren'},
    # English names of the country, or of another area.
    'DNK-3419': {'name_en': 'Capital Region of Denmark', 'name_print': 'Capital Region'},
    'MEX-2727': {'name_en': 'Mexico City', 'name_print': 'Mexico City',
                 'name_alt': 'Ciudad de México|CDMX|Federal District'},
    'MNP-4940': {'name_en': 'Northern Islands', 'name_fa': '', 'name_ar': ''},
    'PAN-1958': {'name_en': 'Bocas del Toro'},
    'PNG-1245': {'name_en': 'Autonomous Region of Bougainville', 'name_print': 'Bougainville'},
    'SPM-4866': {'name_en': 'Saint-Pierre', 'name_fa': '', 'name_ar': ''},
    'TJK-368': {'name_en': 'Districts of Republican Subordination'},
    # Names of a neighbour: what stands at the place is another area (GeoNames, name and position).
    'AZE-1735': {'name': 'Lachin', 'name_en': 'Lachin', 'name_alt': 'Laçın', 'name_fa': '', 'name_ar': ''},
    'GBR-2108': {'name': 'Wirral', 'name_en': 'Wirral', 'name_fa': '', 'name_ar': ''},
    'MDA-1645': {'name': 'Rîbnița', 'name_en': 'Rîbnița', 'name_alt': 'Ribnita|Rybnitsa', 'name_fa': '', 'name_ar': ''},
    'MWI-1194': {'name': 'Karonga', 'name_en': 'Karonga', 'name_fa': '', 'name_ar': ''},
    'UGA-3371': {'name': 'Kiruhura', 'name_en': 'Kiruhura', 'name_fa': '', 'name_ar': ''},
    # A city and the area round it have one name.
    'AZE-5562': {'name_print': 'Lankaran City'}, 'HUN-4909': {'name_print': 'Veszprém City'},
    'IRL-5568': {'name_print': 'Galway City'}, 'IRL-5569': {'name_print': 'Cork City'},
    'IRL-5570': {'name_print': 'Limerick City'}, 'IRL-5571': {'name_print': 'Waterford City'},
    'LVA-1085': {'name_print': 'Jekabpils City'}, 'LVA-4849': {'name_print': 'Jelgava City'},
    'LVA-4850': {'name_print': 'Daugavpils City'}, 'LVA-4852': {'name_print': 'Ventspils City'},
    'MOZ-5854': {'name_print': 'Maputo City'}, 'UZB-4828': {'name_print': 'Tashkent City'},
    'PHL-5522': {'name_print': 'Cebu City'}, 'PHL-5526': {'name_print': 'Iloilo City'},
    'PHL-5527': {'name_print': 'Cotabato City'},
    'AFG-1752': {'name_print': 'Uruzgan', 'name_alt': 'Oruzgan|Urozgan|Oruzghan|Uruzghan'},
    'AFG-1774': {'name_print': 'Wardak', 'name_alt': 'Maidan Wardak|Maydan Wardak|Verdak|Wardag|Maiden'},
}
# Names in use now, or the plain form of a name, by country and what the rule below gives.
PRINTED = {
    ('ARE', 'Emirate of Fujairah'): 'Fujairah', ('IRQ', 'Al-Qādisiyyah'): 'Qadisiyah',
    ('NGA', 'Delta State'): 'Delta', ('NGA', 'Plateau State'): 'Plateau',
    ('MLI', 'Wassoulou'): 'Sikasso', ('MLI', 'Tombouctou'): 'Timbuktu',
    ('SDN', 'Western Darfur'): 'West Darfur', ('SDN', 'Al Jazirah'): 'Gezira',
    ('SDN', 'Al Qadarif'): 'Gedaref', ('SYR', 'Al-Raqqah'): 'Raqqa', ('SYR', 'Daraa'): 'Dar’a',
    ('UKR', 'Kiev'): 'Kyiv', ('UKR', 'Kiev City'): 'Kyiv City', ('UKR', 'Odessa'): 'Odesa',
    ('RUS', 'Moskva'): 'Moscow', ('RUS', 'Moskovskaya'): 'Moscow Oblast',
    ('YEM', "'Adan"): 'Aden', ('YEM', "'Amran"): 'Amran', ('YEM', 'Amanat Al Asimah'): 'Sana’a City',
    ('YEM', "Ad Dali'"): 'Al Dhale’e', ('YEM', "Al Bayda'"): 'Al Bayda', ('YEM', "Ma'rib"): 'Marib',
    ('YEM', "Sa'dah"): 'Saada', ('YEM', "Ta'izz"): 'Taiz', ('YEM', "Sana'a"): 'Sana’a',
    ('COL', 'Archipelago of Saint Andréws'): 'San Andrés y Providencia',
}
# Wrong English names, by country and name: the field `name` is right.
KEEP_NAME = {('SDN', 'Western Darfur'), ('LVA', 'Beverinas'), ('ITA', 'Bozen'), ('SYR', 'UNDOF'),
             ('ARE', 'Neutral Zone')}

COUNTRIES = {
    'ALD': 'Åland', 'ATC': 'Ashmore and Cartier Islands', 'ATF': 'French Southern Territories',
    'BHS': 'Bahamas', 'BLM': 'Saint Barthélemy', 'CIV': "Côte d’Ivoire", 'COD': 'DR Congo',
    'COG': 'Congo', 'CPV': 'Cabo Verde', 'CZE': 'Czechia', 'ESB': 'Dhekelia', 'FSM': 'Micronesia',
    'GNB': 'Guinea-Bissau', 'HKG': 'Hong Kong', 'KAB': 'Baikonur',
    'KAS': 'Siachen Glacier', 'MAC': 'Macao',
    'MKD': 'North Macedonia', 'PGA': 'Spratly Islands', 'PSX': 'Palestine', 'SDS': 'South Sudan',
    'SGS': 'South Georgia and the South Sandwich Islands', 'SRB': 'Serbia',
    'STP': 'São Tomé and Príncipe', 'SWZ': 'Eswatini', 'TLS': 'Timor-Leste', 'TZA': 'Tanzania',
    'USA': 'United States', 'USG': 'Guantanamo Bay', 'VAT': 'Vatican City', 'WSB': 'Akrotiri',
}
# Natural Earth's code where ISO 3166-1 has another.
ISO3 = {'ALD': 'ALA', 'KOS': 'XKX', 'PSX': 'PSE', 'SAH': 'ESH', 'SDS': 'SSD'}

TYPES = ('Province|Governorate|Prefecture|State|Region|District|Voivodeship|Canton|County|'
         'Department|Parish|Atoll|Quarter|Division|Oblast|Municipality|Rayon|Raion|Regency|'
         'Zone|Autonomous Okrug|Autonomous Oblast|Special Municipality')
BARE = re.compile(r'^(north|south|east|west|central|middle|upper|lower|free|capital|coast|new|'
                  r'northern|southern|eastern|western|northwest|northeast|southwest|southeast|'
                  r'north[- ]?western|north[- ]?eastern|south[- ]?western|south[- ]?eastern|'
                  r'north[- ]?central|far north|littoral|autonomous|metropolitan|special|national|'
                  r'highland|plateau|delta|mid|federal|the)$', re.I)
# What the source has cut off itself.
WHOLE = {'Federal': 'Federal District'}


def short_name(text):
    """The name without its type word, when a name is left."""
    text = re.sub(r'\s+', ' ', text.replace('\u02bb', '’')).strip()
    text = WHOLE.get(text, text)
    bare = re.sub(r'^(?:Emirate of|Republic of|Autonomous Republic of|Municipality of|'
                  r'Province of|State of|County of|Governorate of)\s+(?:the\s+)?', '', text)
    if bare == text:
        bare = re.sub(r'\s+(?:%s)$' % TYPES, '', text)
    return text if not bare or BARE.match(bare) else bare


def print_names(rows):
    by_country = collections.defaultdict(list)
    for row in rows:
        by_country[row['adm0_a3']].append(row)
    for country in by_country.values():
        short = collections.Counter(short_name(r['name_en'] or r['name'] or '') for r in country)
        full = collections.Counter((r['name_en'] or '') for r in country)
        for r in country:
            english, own = r['name_en'] or '', r['name'] or ''
            name = short_name(english or own)
            if (r['adm0_a3'], own) in KEEP_NAME or '/' in name:
                name = own.split('/')[0].strip() or name
            elif short[name] > 1:
                name = english if english and full[english] == 1 else own or english
            if full[english] > 1 and english != own and own:
                r['name_en'] = ''     # one English name for several areas would match them all
            r['name_print'] = r.get('name_print') or name


def codes(rows):
    count = collections.Counter(r['iso_3166_2'] for r in rows)
    for r in rows:
        iso = r['iso_3166_2'] or ''
        valid = re.match(r'^[A-Z]{2}-[A-Z0-9]{1,3}$', iso) and count[iso] == 1
        r['code'] = iso if valid else r['adm1_code']


def provinces(rows):
    for r in rows:
        r.update(PROVINCES.get(r['adm1_code'], {}))
        r['name_alt'] = '|'.join(dict.fromkeys(
            a.strip() for a in (r['name_alt'] or '').split('|') if a.strip()))
    print_names(rows)
    codes(rows)
    # Seven features without a name are specks of a country that Natural Earth gives no province:
    # they are not the country.
    for r in rows:
        printed = PRINTED.get((r['adm0_a3'], r['name_print']), r['name_print'])
        r['name_print'] = printed or 'Islets of ' + r['admin']
        r['iso_a3'] = ISO3.get(r['adm0_a3'], r['adm0_a3'])


def countries(rows):
    for r in rows:
        a3 = r['adm0_a3']
        r['name_print'] = COUNTRIES.get(a3, r['admin'])
        r['code'] = r['iso_a3'] = ISO3.get(a3, a3)


def text(value):
    return '' if value is None else str(value)


def write(reader, rows, path):
    fields = [f for f in reader.fields[1:]]
    names = [f[0] for f in fields] + ['name_print', 'code', 'iso_a3']
    kinds = {f[0]: f for f in fields}
    writer = shapefile.Writer(path, shapeType=reader.shapeType, encoding='utf-8')
    for name in names:
        old = kinds.get(name)
        if old and old[1] in 'NF':
            writer.field(*old)
        else:
            longest = max([len(text(r[name]).encode()) for r in rows] + [1])
            writer.field(name, 'C', min(longest, 254))
    for r, shape in zip(rows, reader.iterShapes()):
        writer.shape(shape)
        writer.record(*[r[n] if kinds.get(n) and kinds[n][1] in 'NF' else text(r[n]) for n in names])
    writer.close()
    # pyshp writes the day of the run into the header: the same input must give the same bytes.
    with open(path + '.dbf', 'r+b') as f:
        f.seek(1)
        f.write(bytes((126, 11, 21)))
    shutil.copyfile(reader.shapeName + '.prj', path + '.prj')
    with open(path + '.cpg', 'w') as f:
        f.write('UTF-8')


def main():
    reader = shapefile.Reader(sys.argv[1], encoding='utf-8')
    rows = [r.as_dict() for r in reader.iterRecords()]
    (provinces if 'adm1_code' in rows[0] else countries)(rows)
    write(reader, rows, sys.argv[2])


main()
