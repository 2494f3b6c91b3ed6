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
    out = subprocess.run(['pdftotext', '-raw', path, '-'], capture_output=True, check=True).stdout.decode('utf-8')
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
    has(text, '95% of displaced people in Haiti come from Ouest', 'the finding: 4100 + 23000 of 28,670')
    has(text, 'Of the 27,100 people from Ouest, 4,100 are still inside it.', 'arrows and those inside give the whole')
    has(text, 'from Ouest 23,000', 'the arrow from there')
    has(text, '2 of 3 areas have a figure. No figure: Deux.')
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
    # The capital's communes have no room at this scale: an inset shows them larger, with their figures.
    for code, name in (('HT0111', 'Port-au-Prince'), ('HT0112', 'Delmas')):
        has(text, f'{name} {people[code]:,}', 'in the inset')
        assert name not in text.split('No room for the names of')[1].split('.')[0], f'{name} stands in the inset and is listed as left out'
    assert re.search(r'\bA 1:[0-9]{2,3},000\b', text), 'the inset has its letter and scale'
    # On smaller paper too, where no corner is empty: it stands on the sea.
    for paper in ('A4', 'Letter'):
        w.ok('map', 'displacement', '--round', '10', '--paper', paper, '--to', 'small.pdf')
        small = words_of(w.path('small.pdf'))
        assert re.search(r'\bA 1:[0-9]{2,3},000\b', small), f'no inset on {paper}'
        for code, name in (('HT0111', 'Port-au-Prince'), ('HT0112', 'Delmas')):
            has(small, f'{name} {people[code]:,}', f'in the inset on {paper}')
    # The file names the departments in English alone; a Spanish map does not.
    w.ok('map', 'displacement', '--round', '10', '--paper', 'A4', '--to', 'small.pdf', '--document-lang', 'es')
    spanish = words_of(w.path('small.pdf'))
    for name in ('OESTE', 'NORTE', 'proviene de Oeste'):
        has(spanish, name)
    assert 'WEST' not in spanish and 'NORTH' not in spanish, 'English names of departments on a Spanish map'
    within = sum(int(r['numPresentIdpInd']) for r in rows if r['idpOriginAdmin1Pcode'] == r['admin1Pcode'])
    has(text, f'Displaced inside their own area: {within:,} people.')
    has(text, 'no data 3')
    for low, high in ((25000, 10 ** 9), (10000, 24999), (5000, 9999), (2500, 4999), (1000, 2499), (1, 999)):
        inside = [n for n in people.values() if low <= n <= high]
        has(text, f'{len(inside)} {sum(inside):,}', f'class from {low}')


def places_and_counts():
    w = Workspace()
    layer(w.path('places.geojson'), PLACES)
    w.write('counts.csv', ROWS)
    w.ok('import', 'places.geojson')
    w.ok('import', 'counts.csv')
    return w


@test('counts stand beside a rate: per square kilometre, and per 1,000 inhabitants where the population is known')
def _():
    need_program('pdftotext')
    w = places_and_counts()
    w.ok('map', 'displacement', '--by', 'rate', '--to', 'map.pdf')
    text = words_of(w.path('map.pdf'))
    has(text, 'Displaced people per km²')
    has(text, 'The same people by number')
    # A square of 0.3 degrees from 18.3° N: 111.195² km² per square degree × 0.09 × cos 18.45° = 1055.6 km² (sphere of 6371.0088 km), so
    # 5600 / 1055.6 = 5.3; from 17.9° N, 0.3 degrees: 1057.9 km², 23070 / 1057.9 = 21.8.
    has(text, 'Un 5.3')
    has(text, 'Trois 21.8')
    for place, people in (('HT0191', 56000), ('HT0291', 50000), ('HT0192', 1000)):
        w.ok('add', 'population', f'place={place}', 'year=2024', 'sex=both', 'age_band=all', f'population={people}')
    w.ok('add', 'population', 'place=HT0191', 'year=2015', 'sex=both', 'age_band=all', 'population=1')
    w.ok('map', 'displacement', '--by', 'rate', '--to', 'map.pdf')
    text = words_of(w.path('map.pdf'))
    has(text, 'Displaced people per 1,000 inhabitants')
    has(text, 'Un 100', '5600 of 56,000 by the latest year')
    has(text, 'Trois 461.4', '23,070 of 50,000')
    has(text, 'no data 1', 'Deux has inhabitants and no count')


@test('a sheet is at a round scale, in the language and classification asked for, on every paper and in every format')
def _():
    need_program('pdftotext')
    w = places_and_counts()
    for paper, size in (('A4', (841.89, 595.28)), ('Letter', (792, 612)), ('A3', (1190.55, 841.89))):
        w.ok('map', 'displacement', '--paper', paper, '--classification', 'public', '--to', 'map.pdf')
        text = words_of(w.path('map.pdf'))
        number = int(re.search(r'Scale 1:([0-9,]+) when printed', text)[1].replace(',', ''))
        equal(str(number).rstrip('0') in ('1', '11', '12', '125', '15', '175', '2', '225', '25', '3', '35', '4', '45', '5', '6', '7', '75', '8', '9'),
              True, f'{number} is a round scale')
        for words in ('PUBLIC', 'Page 1 of 1', 'About the figures', 'WGS 84', '18°30′N', '72°30′W', 'judgement on the legal status'):
            has(text, words, paper)
        info = subprocess.run(['pdfinfo', w.path('map.pdf')], capture_output=True, check=True).stdout.decode()
        width, height = map(float, re.search(r'Page size:\s+([0-9.]+) x ([0-9.]+)', info).groups())
        assert abs(width - size[0]) < 0.6 and abs(height - size[1]) < 0.6, f'{paper}: {width} x {height}'
    w.ok('map', 'displacement', '--resolution', '72', '--to', 'map.png')
    with open(w.path('map.png'), 'rb') as file:
        head = file.read(24)
    equal((int.from_bytes(head[16:20], 'big'), int.from_bytes(head[20:24], 'big')), (842, 595), 'A4 at 72 dots per inch')
    w.ok('map', 'displacement', '--to', 'map.svg')
    for wrong in (('--by', 'guess'), ('--classification', 'secret'), ('--resolution', '5'), ('--atlas', 'department', '--size', '300x300')):
        equal(w.run('map', 'displacement', '--to', 'x.pdf', *wrong).status, 2, ' '.join(wrong))


@test('an atlas has a page for each department behind its contents, with its own figures')
def _():
    need_program('pdftotext')
    w = places_and_counts()
    w.ok('map', 'displacement', '--atlas', 'department', '--to', 'atlas.pdf')
    pages = subprocess.run(['pdftotext', '-raw', w.path('atlas.pdf'), '-'], capture_output=True, check=True).stdout.decode('utf-8').split('\f')
    equal(len(pages) - 1, 3, 'contents and two departments')
    has(' '.join(pages[0].split()), 'Ouest: 5,600 displaced people')
    ouest = ' '.join(pages[1].split())
    has(ouest, 'Un 5,600')
    has(ouest, '1 of 2 areas have a figure. No figure: Deux.')
    equal('Trois' in ouest, False, 'what lies in the other department has no name here')
    has(' '.join(pages[2].split()), 'Trois 23,070')
    equal(w.run('map', 'displacement', '--atlas', 'planet', '--to', 'x.pdf').status, 2)


@test('an atlas of sites: a page for each with a position, for each department, for each country')
def _():
    need_program('pdftotext')
    w = Workspace()
    # Two in the department of Ouest, one in Sud; one nobody has placed.
    for name, at in (('Delmas Un', (18.55, -72.30)), ('Delmas Deux', (18.56, -72.32)), ('Les Cayes', (18.20, -73.75)), ('Unplaced', None)):
        w.ok('add', 'site', f'name={name}', 'site_type=collective_centre', *(() if at is None else (f'latitude={at[0]}', f'longitude={at[1]}')))
    for kind, pages, words in (('site', 4, 'Delmas Deux'), ('department', 3, '2 open sites'), ('country', 2, '3 open sites')):
        w.ok('map', 'sites', '--atlas', kind, '--to', 'atlas.pdf')
        text = subprocess.run(['pdftotext', '-raw', w.path('atlas.pdf'), '-'], capture_output=True, check=True).stdout.decode('utf-8')
        equal(text.count('\f'), pages, f'contents and the pages of {kind}')
        has(text, words)
    w.ok('map', 'sites', '--to', 'map.pdf')
    has(words_of(w.path('map.pdf')), 'Open sites without a position, not on this map: 1.')


def boxes_of(path):
    out = subprocess.run(['pdftotext', '-bbox', path, '-'], capture_output=True, check=True).stdout.decode('utf-8')
    words = re.findall(r'<word xMin="([0-9.-]+)" yMin="([0-9.-]+)" xMax="([0-9.-]+)" yMax="([0-9.-]+)">([^<]*)<', out)
    return [(float(a), float(b), float(c), float(d), text) for a, b, c, d, text in words]


@test('no word of the published round stands on another, on any paper')
def _():
    need_program('pdftotext')
    w = Workspace()
    w.ok('import', shared('01_dtm', 'global-iom-dtm-from-api-admin-0-to-2.csv'))
    for level in (1, 2):
        w.ok('import', shared('05_boundaries', f'cod_ab_HTI_adm{level}.topojson'))
    for paper in ('A4', 'Letter', 'A3'):
        for by in ('people', 'rate'):
            w.ok('map', 'displacement', '--round', '10', '--paper', paper, '--by', by, '--to', 'map.pdf')
            words = boxes_of(w.path('map.pdf'))
            both = [(p[4], q[4]) for i, p in enumerate(words) for q in words[:i]
                    if min(p[2], q[2]) - max(p[0], q[0]) > 1 and min(p[3], q[3]) - max(p[1], q[1]) > 2.5]
            equal(both, [], f'{paper} by {by}')
            # Counted by awk in the published file: of the 1,040,145 people from Ouest 411,443 are in it.
            has(words_of(w.path('map.pdf')), 'Of the 1,040,145 people from West, 411,443 are still inside it.')


if __name__ == '__main__':
    main()
