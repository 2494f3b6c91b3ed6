# SPDX-License-Identifier: GPL-3.0-or-later
"""Gazetteers and layers of boundaries whose columns are not those of the P-code tables: what must come out is worked out from the files
with Python's csv and json."""
import unicodedata

from harness import Workspace, equal, has, main, shared, test


def dump(path):
    """The rows of a GeoNames dump: 19 columns parted by tabs, nothing quoted (download.geonames.org/export/dump/readme.txt)."""
    with open(path, encoding='utf-8', newline='') as file:
        return [line.rstrip('\n').split('\t') for line in file]


def line(id_, name, latitude, longitude, feature, country, other=''):
    return '\t'.join([str(id_), name, name, other, str(latitude), str(longitude), feature[0], feature[1:], country, '', '01', '', '', '',
                      '1200', '', '12', 'America/Port-au-Prince', '2020-02-29']) + '\n'


@test('a GeoNames dump has no header: its towns are places by their number there, with names, country and position')
def _():
    path = shared('06_gazetteer', 'cities1000_lac.tsv')
    rows = dump(path)
    equal({len(row) for row in rows}, {19})
    workspace = Workspace()
    report = workspace.json('import', path)
    equal((report['entity'], report['read'], report['inserted'], report['rejected']), ('place', len(rows), len(rows), 0))
    found = {r['pcode']: r for r in workspace.rows('place', '--where', 'level=5', '--columns',
                                                   'pcode,name,alternative_names,iso3,parent,latitude,longitude')}
    equal(len(found), len(rows), 'towns')
    # ISO 3166-1: the country codes of the file's three largest countries and of those that other code lists write otherwise
    iso3 = {'MX': 'MEX', 'BR': 'BRA', 'PE': 'PER', 'HT': 'HTI', 'DO': 'DOM', 'SV': 'SLV', 'GT': 'GTM'}
    for row in rows:
        place = found['geonames-' + row[0]]
        equal((place['name'], place['latitude'], place['longitude']), (row[1], float(row[4]), float(row[5])), row[0])
        equal((place['alternative_names'] or '').replace('; ', ','), unicodedata.normalize('NFC', ' '.join(row[3].split())), row[0])
        equal(place['parent'], place['iso3'], row[0])
        if row[8] in iso3:
            equal(place['iso3'], iso3[row[8]], row[0])
    for code, country in iso3.items():
        equal(sum(r['iso3'] == country for r in found.values()), sum(row[8] == code for row in rows), country)
    again = workspace.json('import', path)
    equal((again['inserted'], again['updated'], again['unchanged']), (0, 0, len(rows)), 'again')


@test('a town gives no area its name away: what names an area finds the area, and what names only a town finds the town')
def _():
    workspace = Workspace()
    workspace.ok('import', workspace.write('a.csv', 'pcode,name,level,parent,iso3\nHT01,Ouest,1,HTI,HTI\nHT0111,Kabrit,2,HT01,HTI\n'))
    workspace.ok('import', workspace.write('t.txt', line(101, 'Kabrit', 18.5, -72.3, 'PPPL', 'HT') + line(102, 'Bwa Kayiman', 19.6, -72.4, 'PPPL', 'HT')))
    head = 'date,adm1,adm2,idps\n#date+reported,#adm1+name,#adm2+name,#affected+idps+ind\n'
    told = [w for pair in ('dtm_operation.name=A', 'dtm_round.assessment_type=BA', 'dtm_round.number=1') for w in ('--set', pair)]
    workspace.ok('import', workspace.write('c.csv', head + '2026-03-01,Ouest,Kabrit,5\n2026-03-01,Ouest,Bwa Kayiman,7\n'), *told)
    equal(sorted((r['idp_ind'], r['place']) for r in workspace.rows('location_count')), [(5, 'HT0111'), (7, 'HT01')], 'places of counts')
    workspace.ok('import', workspace.write('s.csv', 'Site name,Site type,Place\nA,camp,Kabrit\nB,camp,Bwa Kayiman\n'), '--as', 'site')
    equal(sorted((r['name'], r['place']) for r in workspace.rows('site', '--columns', 'name,place')), [('A', 'HT0111'), ('B', 'geonames-102')])


@test('rivers and divisions of a GeoNames dump are no towns: each is told, and the towns beside them go in')
def _():
    workspace = Workspace()
    text = line(1, 'Gonayiv', 19.45, -72.68, 'PPPLA', 'HT', 'Gonaïves,Les Gonaïves') + line(2, 'Latibonit', 19.2, -72.7, 'HSTM', 'HT') \
        + line(3, 'Sant', 19, -72, 'AADM1', 'HT') + line(4, 'Nowhere', 1.5, 1.5, 'PPPL', '')
    report = workspace.json('import', workspace.write('d.txt', text), status=1)
    equal((report['read'], report['inserted'], report['rejected']), (4, 1, 3))
    equal([(r['pcode'], r['alternative_names']) for r in workspace.rows('place', '--where', 'level=5', '--columns', 'pcode,alternative_names')],
          [('geonames-1', 'Gonaïves; Les Gonaïves')])


@test('a table parted by tabs that only has as many columns is no GeoNames dump')
def _():
    workspace = Workspace()
    row = line(1, 'Gonayiv', 19.45, -72.68, 'PPPL', 'HT').replace('2020-02-29', 'some day')
    has(workspace.bad(1, 'import', workspace.write('x.txt', row * 3)).err, '--columns', 'no header')


main()
