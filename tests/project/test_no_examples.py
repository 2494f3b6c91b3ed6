#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The program reads files by rules: nothing in app/ names a file of the public data that it is run against, a sheet of it, a header that
only such a file has, or a country because a file is about it. Speaks TAP; without the data there is nothing to look for."""
import csv
import glob
import os
import re
import sys

SOURCE = os.environ.get('EPC_SOURCE_DIR', os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))))
SHARED = os.environ.get('EPC_SHARED_DATA', os.path.join(SOURCE, '..', 'shared', 'data'))
sys.path.insert(0, os.path.join(SOURCE, 'tests', 'cli'))
from sheets import workbook  # noqa: E402

# Published schemas, whose column names are words of the field: the DTM service, HDX HAPI and P-code tables.
SCHEMAS = ('global-iom-dtm', 'hdx_hapi', 'displacement-', 'download-global')
LONG = 6
FOLDERS = ('01_dtm', '02_flows_lac', '03_hxl_3w', '06_gazetteer', '08_disasters_risk', '09_nfi_stock_roster')


def literals():
    """{file: what stands between quotes in it, in lower case}"""
    found = {}
    for path in glob.glob(os.path.join(SOURCE, 'app', '**', '*.[ch]'), recursive=True):
        with open(path, encoding='utf-8') as file:
            found[os.path.relpath(path, SOURCE)] = [text.lower() for text in re.findall(r'"((?:[^"\\\n]|\\.)*)"', file.read())]
    return found


def data_files():
    return [path for folder in FOLDERS for path in glob.glob(os.path.join(SHARED, folder, '*')) if not path.endswith('.md')]


def csv_rows(path):
    for encoding in ('utf-8-sig', 'cp1252'):
        try:
            with open(path, encoding=encoding, newline='') as file:
                return [row for _, row in zip(range(3), csv.reader(file))]
        except UnicodeDecodeError:
            continue
    return []


def names_and_headers():
    """Names of sheets, and headers of three words or more."""
    sheets, headers = set(), set()
    for path in data_files():
        name = os.path.basename(path)
        if name.startswith(SCHEMAS):
            continue
        tables = {}
        if path.endswith('.xlsx'):
            tables = workbook(path, 3)
            sheets |= {sheet.strip().lower() for sheet in tables if not re.fullmatch(r'(sheet|hoja|feuil)\d*|summary|note|metadata|baseline|gis', sheet.lower())}
        elif path.endswith('.csv'):
            tables = {name: csv_rows(path)}
        for rows in tables.values():
            headers |= {' '.join(cell.lower().split()) for row in rows[:3] for cell in row
                        if len(re.findall(r'[^\W\d_]{2,}', cell)) >= 3 and not cell.startswith(('#', '_'))}
    return sheets, headers


def countries():
    """Countries that the names of the files tell, by the names of the catalogue itself."""
    with open(os.path.join(SOURCE, 'app', 'model', 'codes-countries.c'), encoding='utf-8') as file:
        known = re.findall(r'\{ "[A-Z]{3}", N_ ?\("([^"]+)"\)', file.read())
    joined = ' '.join(re.sub(r'[_\W]+', ' ', os.path.basename(path).lower()) for path in data_files())
    return sorted(name.lower() for name in known if re.search(rf'\b{re.escape(name.lower())}\b', joined))


def check(number, sentence, found):
    print(f'{"not ok" if found else "ok"} {number} - {sentence}')
    for line in found[:20]:
        print(f'#   {line}')
    return not found


def main():
    if not data_files():
        print(f'1..0 # SKIP no {SHARED}')
        return 0
    print('1..4')
    texts = literals()
    assert len(texts) > 100, 'the sources were not found'
    sheets, headers = names_and_headers()
    files = {os.path.basename(path).lower() for path in data_files()} | {os.path.splitext(os.path.basename(path))[0].lower() for path in data_files()}
    assert len(sheets) > 10 and len(headers) > 50, (len(sheets), len(headers))
    rules = {path: words for path, words in texts.items() if path.startswith(('app/exchange', 'app/store', 'app/analysis'))}
    named = countries()
    assert len(named) > 8, named
    good = check(1, 'no file of the public data is named', [f'{p}: {t}' for p, words in texts.items() for t in words for name in files
                                                            if re.search(r'[_\d-]', name) and len(name) > 8 and name in t])
    good &= check(2, 'no sheet of it is named', [f'{p}: {t}' for p, words in texts.items() for t in words if t.strip() in sheets])
    # The catalogue knows the words of the field, and headers are made of them; a sentence of a questionnaire is no such word.
    good &= check(3, 'no header of it is named where files are read and worked with, and no long one in the catalogue',
                  [f'{p}: {word}' for p, words in texts.items() for t in words for word in (' '.join(x.split()) for x in t.split('|'))
                   if word in headers and (p in rules or len(re.findall(r'[^\W\d_]{2,}', word)) >= LONG)])
    good &= check(4, 'no country that a file is about is named where files are read and worked with',
                  [f'{p}: {t}' for p, words in rules.items() for t in words for name in named if re.search(rf'\b{re.escape(name)}\b', t) and '/' not in t])
    return 0 if good else 1


sys.exit(main())
