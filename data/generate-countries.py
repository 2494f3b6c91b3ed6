#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes app/model/codes-countries.{c,h} from Debian's iso-codes.

English names are those the United Nations use (M49); ISO 3166-1, its French and Portuguese translations, ISO2 and the
spelling with the article ("Bahamas (the)", as in ISO's own short names and in IOM's data) are synonyms.
Run from the source folder: data/generate-countries.py [ISO-CODES-FOLDER]
"""
import gettext, json, os, sys, unicodedata

folder = sys.argv[1] if len(sys.argv) > 1 else '/usr/share/iso-codes/json'
root = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..')

# Where the United Nations write a name otherwise than iso-codes.
UN = {
    'BOL': 'Bolivia (Plurinational State of)', 'VEN': 'Venezuela (Bolivarian Republic of)', 'IRN': 'Iran (Islamic Republic of)',
    'KOR': 'Republic of Korea', 'PRK': "Democratic People's Republic of Korea", 'TZA': 'United Republic of Tanzania',
    'FSM': 'Micronesia (Federated States of)', 'MDA': 'Republic of Moldova', 'PSE': 'State of Palestine',
    'TWN': 'Taiwan Province of China', 'VGB': 'British Virgin Islands', 'VIR': 'United States Virgin Islands',
    'COD': 'Democratic Republic of the Congo', 'USA': 'United States of America', 'NLD': 'Netherlands (Kingdom of the)',
    'GBR': 'United Kingdom of Great Britain and Northern Ireland', 'VAT': 'Holy See',
    'HKG': 'China, Hong Kong Special Administrative Region', 'MAC': 'China, Macao Special Administrative Region',
    'MAF': 'Saint Martin (French part)', 'SXM': 'Sint Maarten (Dutch part)', 'SJM': 'Svalbard and Jan Mayen Islands',
    'WLF': 'Wallis and Futuna Islands', 'LAO': "Lao People's Democratic Republic", 'TUR': 'Türkiye', 'PCN': 'Pitcairn',
}
SHORT = {
    'BOL': ['Bolivia'], 'VEN': ['Venezuela'], 'IRN': ['Iran'], 'KOR': ['South Korea', 'Corea del Sur'], 'PRK': ['North Korea', 'Corea del Norte'],
    'TZA': ['Tanzania'], 'FSM': ['Micronesia'], 'MDA': ['Moldova'], 'PSE': ['Palestine', 'Palestina'], 'TWN': ['Taiwan'],
    'VGB': ['Virgin Islands (British)'], 'VIR': ['Virgin Islands (U.S.)', 'US Virgin Islands'], 'COD': ['DR Congo', 'DRC', 'RDC'],
    'COG': ['Congo-Brazzaville', 'Republic of the Congo'], 'USA': ['United States', 'Estados Unidos', 'EEUU', 'EE. UU.', 'Etats-Unis'],
    'GBR': ['United Kingdom', 'UK', 'Reino Unido', 'Royaume-Uni'], 'VAT': ['Vatican', 'Vaticano'], 'HKG': ['Hong Kong'], 'MAC': ['Macao'],
    'RUS': ['Russia', 'Rusia'], 'SYR': ['Syria', 'Siria'], 'LAO': ['Laos'], 'VNM': ['Vietnam'], 'BRN': ['Brunei'],
    'CZE': ['Czech Republic', 'República Checa'], 'SWZ': ['Swaziland', 'Suazilandia'], 'MKD': ['Macedonia'], 'CIV': ['Ivory Coast', 'Costa de Marfil'],
    'CPV': ['Cape Verde'], 'TUR': ['Turkey', 'Turquía', 'Turquie'], 'MMR': ['Burma', 'Birmania'], 'FLK': ['Falkland Islands', 'Islas Malvinas'],
    'TLS': ['East Timor', 'Timor Oriental'], 'NLD': ['Netherlands', 'Holland', 'Holanda', 'Países Bajos', 'Pays-Bas'], 'HTI': ['Ayiti'],
    'CUW': ['Curacao'], 'SHN': ['Saint Helena'], 'TTO': ['Trinidad'], 'ATG': ['Antigua'], 'VCT': ['St. Vincent', 'St Vincent and the Grenadines'],
    'KNA': ['St. Kitts and Nevis'], 'LCA': ['St. Lucia', 'St Lucia'], 'DOM': ['RD', 'Rep. Dominicana'], 'GUF': ['Guyane'], 'STP': ['Sao Tome'],
}
ARTICLE = 'BHS CAF COD COG COM COK CCK CYM DOM FLK FRO GBR GMB MDV MHL MNP NER NLD PHL RUS SDN SYC TCA ARE USA ATF IOT UMI'.split()
SPANISH = {
    'BOL': 'Bolivia (Estado Plurinacional de)', 'VEN': 'Venezuela (República Bolivariana de)', 'IRN': 'Irán (República Islámica del)',
    'KOR': 'República de Corea', 'PRK': 'República Popular Democrática de Corea', 'TZA': 'República Unida de Tanzanía',
    'FSM': 'Micronesia (Estados Federados de)', 'MDA': 'República de Moldova', 'PSE': 'Estado de Palestina',
    'TWN': 'Provincia china de Taiwán', 'VGB': 'Islas Vírgenes Británicas', 'VIR': 'Islas Vírgenes de los Estados Unidos',
    'COD': 'República Democrática del Congo', 'USA': 'Estados Unidos de América', 'NLD': 'Países Bajos (Reino de los)',
    'GBR': 'Reino Unido de Gran Bretaña e Irlanda del Norte', 'VAT': 'Santa Sede', 'TUR': 'Türkiye',
    'HKG': 'China, región administrativa especial de Hong Kong', 'MAC': 'China, región administrativa especial de Macao',
    'MAF': 'San Martín (parte francesa)', 'SXM': 'San Martín (parte holandesa)', 'LAO': 'República Democrática Popular Lao',
    'FLK': 'Islas Malvinas (Falkland Islands)', 'TTO': 'Trinidad y Tabago', 'HTI': 'Haití', 'BLZ': 'Belice', 'SUR': 'Suriname',
    'SYR': 'República Árabe Siria', 'RUS': 'Federación de Rusia', 'CZE': 'Chequia', 'SWZ': 'Eswatini', 'MKD': 'Macedonia del Norte',
    'VNM': 'Viet Nam', 'BRN': 'Brunei Darussalam', 'CIV': 'Côte d’Ivoire', 'CPV': 'Cabo Verde', 'CAF': 'República Centroafricana',
    'KNA': 'Saint Kitts y Nevis', 'LCA': 'Santa Lucía', 'VCT': 'San Vicente y las Granadinas', 'ZWE': 'Zimbabwe', 'KEN': 'Kenya',
    'BHR': 'Bahrein', 'BGD': 'Bangladesh', 'BWA': 'Botswana', 'QAT': 'Qatar', 'SAU': 'Arabia Saudita', 'DOM': 'República Dominicana',
    'SJM': 'Islas Svalbard y Jan Mayen', 'WLF': 'Islas Wallis y Futuna', 'PCN': 'Pitcairn', 'MHL': 'Islas Marshall',
}
# Not in ISO 3166-1, but met in movement data: user-assigned codes of ICAO Doc 9303.
EXTRA = [('XXA', 'Stateless person', 'stateless|apátrida|apatride|sin nacionalidad', 'Persona apátrida'),
         ('XXX', 'Nationality unknown', 'unknown|unspecified|desconocida|desconocido|sin especificar|no especificado|inconnue|otros|others', 'Nacionalidad desconocida')]


def fold(text):
    return ''.join(c for c in unicodedata.normalize('NFKD', text.lower()) if c.isalnum())


def countries():
    with open(os.path.join(folder, 'iso_3166-1.json'), encoding='utf-8') as file:
        entries = json.load(file)['3166-1']
    translations = {lang: gettext.translation('iso_3166-1', '/usr/share/locale', [lang]).gettext for lang in ('es', 'fr', 'pt')}
    for entry in sorted(entries, key=lambda e: e['alpha_3']):
        code, iso = entry['alpha_3'], entry['name']
        label = UN.get(code, entry.get('common_name', iso) if ',' in iso else iso)
        spanish = SPANISH.get(code, translations['es'](iso))
        names = [entry['alpha_2'], *SHORT.get(code, []), iso, entry.get('common_name', ''), entry.get('official_name', '')]
        names += [f'{iso} (the)', f'{label} (the)'] if code in ARTICLE else []
        names += [spanish] + [translate(iso) for translate in translations.values()]
        if ',' in iso:  # "Bolivia, Plurinational State of" is also met as "Bolivia (Plurinational State of)"
            names.append('{} ({})'.format(*[part.strip() for part in iso.split(',', 1)]))
        seen, kept = {fold(label), fold(code)}, []
        for name in names:
            if name and fold(name) not in seen and '|' not in name:
                seen.add(fold(name))
                kept.append(name)
        yield code, entry['alpha_2'], label, spanish, translations['fr'](iso), translations['pt'](iso), kept


def literal(text):
    return '"' + text.replace('\\', '\\\\').replace('"', '\\"') + '"'


def wrapped(text, indent, width=126):
    """A C string over several lines."""
    lines, line = [], ''
    for word in text.replace('|', '|\0').split('\0'):
        if line and len(line) + len(word) + indent + 2 > width:
            lines.append(line)
            line = ''
        line += word
    return ('\n' + ' ' * indent).join(literal(part) for part in lines + [line])


def main():
    rows = list(countries())
    known = {}
    for code, _, label, _, _, _, names in rows:  # a name that two countries would answer to is neither's synonym
        for name in names:
            known.setdefault(fold(name), set()).add(code)
    labels = {fold(r[2]): r[0] for r in rows} | {fold(r[0]): r[0] for r in rows}
    out = ['/* SPDX-License-Identifier: GPL-3.0-or-later', ' *',
           ' * Countries and areas: ISO 3166-1 alpha-3 codes. Made by data/generate-countries.py from iso-codes (LGPL-2.1-or-later);',
           ' * change the script, not this file.', ' */', '#include "codes-countries.h"', '', '#include "base/epc-i18n.h"', '',
           'const EpcCode epc_country_codes[EPC_N_COUNTRY_CODES] = {']
    for code, _, label, _, _, _, names in rows:
        names = [n for n in names if len(known[fold(n)]) == 1 and labels.get(fold(n), code) == code]
        out += [f'  {{ "{code}", N_({literal(label)}),', '    ' + wrapped('|'.join(names), 4) + ' },']
    for code, label, names, _ in EXTRA:
        out += [f'  {{ "{code}", N_({literal(label)}),', '    ' + wrapped(names, 4) + ' },']
    out += ['};', '']
    with open(os.path.join(root, 'app/model/codes-countries.c'), 'w', encoding='utf-8') as file:
        file.write('\n'.join(out))
    with open(os.path.join(root, 'app/model/codes-countries.h'), 'w', encoding='utf-8') as file:
        file.write('/* SPDX-License-Identifier: GPL-3.0-or-later\n *\n * Made by data/generate-countries.py: change the script, not this file.\n */\n'
                   '#pragma once\n\n#include "epc-code-list.h"\n\n'
                   f'#define EPC_N_COUNTRY_CODES {len(rows) + len(EXTRA)}\nextern const EpcCode epc_country_codes[EPC_N_COUNTRY_CODES];\n')


if __name__ == '__main__':
    main()
