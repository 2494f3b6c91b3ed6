# SPDX-License-Identifier: GPL-3.0-or-later
"""The map of a round on a sheet: areas by the boundaries of the workspace, those without a figure hatched, and who moved between the
areas above them. Two departments of two and one communes, made here; the sums in the comments are of the rows below."""
import csv
import json
import re
import subprocess

from harness import Workspace, equal, has, main, need_program, shared, test


def square(west, south, size=0.3):
    return [[[west, south], [west + size, south], [west + size, south + size], [west, south + size], [west, south]]]


def layer(path, places):
    features = [{'type': 'Feature', 'geometry': {'type': 'Polygon', 'coordinates': square(*at)},
                 'properties': {'pcode': code, 'name': name, 'level': level, 'parent': parent, 'iso3': 'HTI'}}
                for code, name, level, parent, at in places]
    with open(path, 'w', encoding='utf-8') as file:
        json.dump({'type': 'FeatureCollection', 'features': features}, file)


PLACES = [('HT01', 'Ouest', 1, 'HT', (-72.6, 18.3, 0.7)), ('HT02', 'Sud-Est', 1, 'HT', (-72.9, 17.9, 0.4)),
          ('HT0191', 'Un', 2, 'HT01', (-72.6, 18.3)), ('HT0192', 'Deux', 2, 'HT01', (-72.2, 18.3)),
          ('HT0291', 'Trois', 2, 'HT02', (-72.9, 17.9))]

ROWS = '''operation,admin0Name,admin0Pcode,admin1Name,admin1Pcode,admin2Name,admin2Pcode,adminLevel,numPresentIdpInd,reportingDate,roundNumber,displacementReason,idpOriginAdmin1Name,idpOriginAdmin1Pcode,assessmentType
Watch,Haiti,HTI,Ouest,HT01,Un,HT0191,2,4100,2026-05-31T00:00:00,3,Conflict,Ouest,HT01,BA
Watch,Haiti,HTI,Ouest,HT01,Un,HT0191,2,1500,2026-05-31T00:00:00,3,Conflict,Sud-Est,HT02,BA
Watch,Haiti,HTI,Sud-Est,HT02,Trois,HT0291,2,23000,2026-05-31T00:00:00,3,Conflict,Ouest,HT01,BA
Watch,Haiti,HTI,Sud-Est,HT02,Trois,HT0291,2,70,2026-05-31T00:00:00,3,Conflict,Not available,Not available,BA
'''


def words_of(path):
    out = subprocess.run(['pdftotext', '-layout', path, '-'], capture_output=True, check=True).stdout.decode('utf-8')
    return ' '.join(out.split())


@test('a round on a sheet: the communes of the workspace, those without a figure, and who moved between departments')
def _():
    need_program('pdftotext')
    w = Workspace()
    layer(w.path('places.geojson'), PLACES)
    w.write('counts.csv', ROWS)
    w.ok('import', 'places.geojson')
    w.ok('import', 'counts.csv')
    w.ok('map', 'displacement', '--to', 'map.pdf')
    text = words_of(w.path('map.pdf'))
    has(text, '28,670', '4100 + 1500 + 23000 + 70')
    has(text, 'Displaced inside their own area: 4,100 people.', 'the first row')
    has(text, 'Origin not stated: 70.', 'the last row')
    has(text, 'no data 1', 'Deux has no row')
    for name in ('Un', 'Deux', 'Trois'):
        has(text, name, 'communes, not departments')
    boxes = subprocess.run(['pdftotext', '-bbox', w.path('map.pdf'), '-'], capture_output=True, check=True).stdout.decode('utf-8')
    lefts = [float(left) for left in re.findall(r'<word xMin="([0-9.]+)"', boxes)]
    rights = [float(right) for right in re.findall(r' xMax="([0-9.]+)"', boxes)]
    assert min(lefts) > 28 and max(rights) < 842 - 28, f'10 mm stay white on A4: {min(lefts)} to {max(rights)}'


@test('without boundaries the departments of the base map stand for the round')
def _():
    need_program('pdftotext')
    w = Workspace()
    w.write('counts.csv', ROWS)
    w.ok('import', 'counts.csv')
    w.ok('map', 'displacement', '--to', 'map.pdf')
    has(words_of(w.path('map.pdf')), '28,670')


@test('the published round: 140 communes, three of them without a figure, and who came from elsewhere')
def _():
    # Counted by awk in the published file: classes by their sums, people whose origin department is that of their commune.
    need_program('pdftotext')
    counts = shared('01_dtm', 'global-iom-dtm-from-api-admin-0-to-2.csv')
    w = Workspace()
    w.ok('import', counts)
    for level in (1, 2):
        w.ok('import', shared('05_boundaries', f'cod_ab_HTI_adm{level}.topojson'))
    w.ok('map', 'displacement', '--round', '10', '--paper', 'A3', '--to', 'map.pdf')
    text = words_of(w.path('map.pdf'))
    with open(counts, encoding='utf-8') as file:
        rows = [r for r in csv.DictReader(file) if r['admin0Pcode'] == 'HTI' and r['adminLevel'] == '2' and r['roundNumber'] == '10'
                and r['operation'] == 'Countrywide monitoring']
    people = {}
    for row in rows:
        people[row['admin2Pcode']] = people.get(row['admin2Pcode'], 0) + int(row['numPresentIdpInd'])
    equal(len(people), 137, 'communes with a figure')
    within = sum(int(r['numPresentIdpInd']) for r in rows if r['idpOriginAdmin1Pcode'] == r['admin1Pcode'])
    has(text, f'Displaced inside their own area: {within:,} people.')
    has(text, 'no data 3')
    for low, high in ((25000, 10 ** 9), (10000, 24999), (5000, 9999), (2500, 4999), (1000, 2499), (1, 999)):
        inside = [n for n in people.values() if low <= n <= high]
        has(text, f'{len(inside)} {sum(inside):,}', f'class from {low}')


if __name__ == '__main__':
    main()
