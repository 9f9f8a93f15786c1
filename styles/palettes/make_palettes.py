"""One file per palette, from Debian and npm packages.

usage: make_palettes.py COLORBREWER_JSON CM_LISTED CPT_FOLDER
  COLORBREWER_JSON  npm colorbrewer@1.7.0, its schemes written out by make.sh
  CM_LISTED         matplotlib/_cm_listed.py of Debian's python3-matplotlib
  CPT_FOLDER        /usr/share/gmt/cpt/SCM of Debian's gmt-common

Ramps are kept as 17 colours at even steps, lightest first, without the ends too near to white or black
to tell from paper or from a border.
"""
import ast
import glob
import json
import os
import re
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
STEPS = 17

CHORA = {
    'chora-sequential': ('sequential', {
        4: ['#FDDBB0', '#F5A262', '#D9512F', '#8C1320'],
        5: ['#FDDBB0', '#F9B272', '#EA7A4A', '#C63C2E', '#7A0C1C']}),
    'chora-diverging': ('diverging', {
        7: ['#1F5D93', '#74A9CF', '#C6DBEC', '#CFCBC4', '#F7CFA6', '#E8924A', '#B3560F']}),
}
CRAMERI = {'sequential': ['acton', 'bamako', 'batlow', 'bilbao', 'davos', 'devon', 'hawaii', 'imola',
                          'lajolla', 'lapaz', 'nuuk', 'oslo', 'tokyo', 'turku'],
           'diverging': ['bam', 'broc', 'cork', 'roma', 'vik']}
# Not told apart by everybody: ColorBrewer's own flags.
UNSAFE = ['RdYlGn', 'Spectral', 'RdGy', 'Accent', 'Set1', 'Set3', 'Pastel1', 'Pastel2']
VIRIDIS = ['viridis', 'cividis', 'magma', 'inferno', 'plasma']


def light(c):
    return c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4


def dark(c):
    return 12.92 * c if c <= 0.0031308 else 1.055 * c ** (1 / 2.4) - 0.055


def oklab(colour):
    r, g, b = (light(int(colour[i:i + 2], 16) / 255) for i in (1, 3, 5))
    l = (0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b) ** (1 / 3)
    m = (0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b) ** (1 / 3)
    s = (0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b) ** (1 / 3)
    return (0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
            1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
            0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s)


def rgb(lab):
    l = (lab[0] + 0.3963377774 * lab[1] + 0.2158037573 * lab[2]) ** 3
    m = (lab[0] - 0.1055613458 * lab[1] - 0.0638541728 * lab[2]) ** 3
    s = (lab[0] - 0.0894841775 * lab[1] - 1.2914855480 * lab[2]) ** 3
    channels = (4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
                -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
                -0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s)
    return '#%02X%02X%02X' % tuple(round(255 * min(max(dark(max(c, 0)), 0), 1)) for c in channels)


def sample(colours, count):
    out = []
    for i in range(count):
        at = i / (count - 1) * (len(colours) - 1) if count > 1 else (len(colours) - 1) / 2
        low = min(int(at), len(colours) - 2)
        a, b, t = oklab(colours[low]), oklab(colours[low + 1]), at - low
        out.append(colours[low].upper() if t == 0 else colours[low + 1].upper() if t == 1 else
                   rgb([x + (y - x) * t for x, y in zip(a, b)]))
    return out


def ramp(colours, kind):
    """Lightest first, without what is nearly white or nearly black."""
    if kind == 'sequential':
        if oklab(colours[0])[0] < oklab(colours[-1])[0]:
            colours = colours[::-1]
        colours = [c for c in colours if 0.25 <= oklab(c)[0] <= 0.945]
    return sample(colours, STEPS)


def write(name, kind, source, licence, sets=None, steps=None):
    with open(os.path.join(HERE, name + '.yaml'), 'w', encoding='utf-8') as f:
        f.write('chora: 1\npalette: %s\nkind: %s\ncolour_blind: %s\nsource: "%s"\nlicence: "%s"\n' %
                (name, kind, 'false' if name in UNSAFE else 'true', source, licence))
        if sets:
            f.write('sets:\n')
            for count in sorted(sets):
                f.write('  %d: [%s]\n' % (count, ', '.join('"%s"' % c.upper() for c in sets[count])))
        if steps:
            f.write('ramp:\n')
            for i in range(0, len(steps), 6):
                end = ',' if i + 6 < len(steps) else ']'
                f.write('  %s%s%s\n' % ('[' if i == 0 else ' ',
                                        ', '.join('"%s"' % c for c in steps[i:i + 6]), end))


def own():
    for name, (kind, given) in CHORA.items():
        full = given[max(given)]
        sets = {n: given.get(n) or sample(full, n) for n in range(3, 10)}
        if kind == 'diverging':
            # An even number has no middle; the steps keep the sign as clear as in the set of seven.
            left, middle, right = full[:3], full[3], full[4:]
            for n in range(3, 10):
                half = n // 2
                arm = {1: [1], 2: [0, 1], 3: [0, 1, 2]}.get(half)
                a = [left[i] for i in arm] if arm else sample(left, half)
                b = [right[2 - i] for i in arm][::-1] if arm else sample(right, half)
                sets[n] = a + ([middle] if n % 2 else []) + b
        write(name, kind, 'Chora', 'MIT', sets)


def brewer(path):
    data = json.load(open(path))
    kinds = {'sequential': 'sequential', 'singlehue': 'sequential', 'diverging': 'diverging',
             'qualitative': 'qualitative'}
    for group, names in data['schemeGroups'].items():
        for name in names:
            sets = {int(n): c for n, c in data[name].items() if int(n) <= 12}
            write(name, kinds[group], 'ColorBrewer, Cynthia Brewer and Mark Harrower', 'Apache-2.0', sets)


def viridis(path):
    tree = ast.parse(open(path).read())
    listed = {n.targets[0].id: n.value for n in tree.body
              if isinstance(n, ast.Assign) and isinstance(n.targets[0], ast.Name)}
    for name in VIRIDIS:
        colours = ['#%02X%02X%02X' % tuple(round(255 * c) for c in rgb3)
                   for rgb3 in ast.literal_eval(listed['_%s_data' % name])]
        who = 'Nuñez, Anderton and Renslow' if name == 'cividis' else 'Smith, van der Walt and Firing'
        write(name, 'sequential', '%s, as in matplotlib' % who, 'CC0-1.0', steps=ramp(colours, 'sequential'))


def crameri(folder):
    for kind, names in CRAMERI.items():
        for name in names:
            colours = []
            for line in open(glob.glob(os.path.join(folder, '**', name + '.cpt'), recursive=True)[0]):
                m = re.match(r'^-?[\d.]+\t(\d+)/(\d+)/(\d+)\t', line)
                if m:
                    colours.append('#%02X%02X%02X' % tuple(map(int, m.groups())))
            write(name, kind, 'Scientific colour maps 7.0.1, Fabio Crameri', 'MIT', steps=ramp(colours, kind))


own()
brewer(sys.argv[1])
viridis(sys.argv[2])
crameri(sys.argv[3])
