#!/usr/bin/env python3
"""Names of countries and first-level areas in the languages of styles/languages.

usage: make_names.py CLDR_FOLDER OUT_FOLDER
CLDR_FOLDER: the unpacked npm package cldr-localenames-full (Unicode CLDR). Subdivisions: Debian iso-codes.
"""
import gettext
import json
import os
import sys

# Our language and the locale of CLDR and iso-codes that speaks it.
LANGUAGES = {'fa': ('fa-AF', None), 'ps': ('ps', None), 'ar': ('ar', None), 'fr': ('fr', 'fr'),
             'es': ('es', 'es'), 'ru': ('ru', 'ru'), 'uk': ('uk', 'uk')}
ISO = '/usr/share/iso-codes/json/'


def countries(cldr, locale):
    path = os.path.join(cldr, 'main', locale, 'territories.json')
    names = json.load(open(path))['main'][locale]['localeDisplayNames']['territories']
    for item in json.load(open(ISO + 'iso_3166-1.json'))['3166-1']:
        code = item['alpha_2']
        name = names.get(code + '-alt-short') or names.get(code)
        if name:
            yield item['alpha_3'], name


def subdivisions(locale):
    if not locale:
        return
    path = '/usr/share/locale/%s/LC_MESSAGES/iso_3166-2.mo' % locale
    words = gettext.GNUTranslations(open(path, 'rb'))
    for item in json.load(open(ISO + 'iso_3166-2.json'))['3166-2']:
        name = words.gettext(item['name'])
        if name != item['name']:
            yield item['code'], name


def main(cldr, out):
    for tag, (locale, iso) in LANGUAGES.items():
        rows = sorted(countries(cldr, locale)) + sorted(subdivisions(iso))
        with open(os.path.join(out, tag + '.tsv'), 'w') as file:
            file.write('code\tname\n')
            for code, name in rows:
                file.write('%s\t%s\n' % (code, name.replace('\t', ' ')))


main(*sys.argv[1:])
