# SPDX-License-Identifier: GPL-3.0-or-later
"""Gazetteers and layers of boundaries whose columns are not those of the P-code tables: what must come out is worked out from the files
with Python's csv and json."""
import collections
import json
import sqlite3
import unicodedata

from harness import Workspace, equal, has, main, plain, shared, test


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


# --- layers of boundaries without P-codes ---

def properties(path, shaped=False):
    """(properties, id) of each feature of GeoJSON or of the first object of TopoJSON. @shaped: of those that have a shape."""
    with open(path, encoding='utf-8-sig') as file:
        layer = json.load(file)
    features = layer['features'] if 'features' in layer else next(iter(layer['objects'].values()))['geometries']
    return [(feature['properties'], feature.get('id')) for feature in features if not shaped or (feature.get('geometry') or feature)['type']]


def spelled(name):
    """Without accents, case, marks, and the words for a kind of area that these names have."""
    return ''.join(c for c in plain(name or '').replace('department', '').replace('departamento', '').replace('de ', '') if c.isalnum())


def alone(codes):
    """Codes that stand for one feature each: of two that share one and differ, neither is taken."""
    return [code for code, n in collections.Counter(codes).items() if n == 1]


# File, country, level, ISO 3166-1 alpha-2, the code and the name of a feature. P-codes of COD-AB are the letters before the office's code.
OWN_CODES = [
    ('col-adm1-departments.topojson', 'COL', 1, 'CO', lambda p, i: i, lambda p: p['name']),
    ('col-adm2-municipalities.topojson', 'COL', 2, 'CO', lambda p, i: i, lambda p: p['NOMBRE_MPI']),
    ('peru_departamental_simple.geojson', 'PER', 1, 'PE', lambda p, i: p['FIRST_IDDP'], lambda p: p['NOMBDEP']),
    ('peru_provincial_simple.geojson', 'PER', 2, 'PE', lambda p, i: p['FIRST_IDPR'], lambda p: p['NOMBPROV']),
]

for name, country, level, prefix, code_of, name_of in OWN_CODES:
    @test(f'{name}: areas with the codes of a statistical office ask for country and level, and are then known by their P-codes')
    def _(name=name, country=country, level=level, prefix=prefix, code_of=code_of, name_of=name_of):
        path = shared('05_boundaries', name)
        rows = [(prefix + code_of(p, i), name_of(p)) for p, i in properties(path)]
        good = set(alone(code for code, _ in rows))
        workspace = Workspace(country)
        refused = workspace.bad(1, 'import', path)
        has(refused.err, '--set level=VALUE --set iso3=VALUE', 'one question')
        report = workspace.json('import', path, '--set', f'level={level}', '--set', f'iso3={country}', status=0 if len(good) == len(rows) else 1)
        equal((report['entity'], report['read'], report['inserted'], report['rejected']), ('place', len(rows), len(good), len(rows) - len(good)))
        found = {r['pcode']: r for r in workspace.rows('place', '--where', f'iso3={country}', '--where', f'level={level}', '--columns',
                                                       'pcode,name,parent,geometry,latitude')}
        equal(set(found), good, 'codes')
        for code, label in rows:
            if code in good:
                equal((found[code]['name'], found[code]['parent']), (' '.join(label.split()), country if level == 1 else code[:4]), code)
        equal(sum('Polygon' in (place['geometry'] or '') and place['latitude'] is not None for place in found.values()),
              sum(prefix + code_of(p, i) in good for p, i in properties(path, shaped=True)), 'outlines')


@test('codes that lost their zeros, and places that are known, are found by the digits; what is known keeps its name')
def _():
    workspace = Workspace('COL')
    workspace.ok('import', workspace.write('p.csv', 'pcode,name,level,parent,iso3\nCO05,Antioquia,1,COL,COL\nCO05001,Medellín,2,CO05,COL\n'))
    shape = {'type': 'Polygon', 'coordinates': [[[-75.7, 6.1], [-75.4, 6.1], [-75.4, 6.4], [-75.7, 6.1]]]}
    layer = {'type': 'FeatureCollection', 'features': [
        {'type': 'Feature', 'properties': {'clave': clave, 'nom_mun': label}, 'geometry': shape} for clave, label in
        (('5001', 'MEDELLIN'), ('5002', 'ABEJORRAL'))]}
    path = workspace.write('l.geojson', json.dumps(layer))
    report = workspace.json('import', path, '--set', 'level=2', '--set', 'iso3=COL')
    equal((report['inserted'], report['updated']), (1, 1))
    equal(sorted((r['pcode'], r['name'], r['parent']) for r in workspace.rows('place', '--where', 'level=2')),
          [('CO05001', 'Medellín', 'CO05'), ('CO05002', 'ABEJORRAL', 'CO05')])


@test('areas of the first level with codes of ISO 3166-2 are known by name where the P-codes are, and by that code elsewhere')
def _():
    workspace = Workspace('HTI')
    for name in ('cod_ab_HTI_adm1.topojson', 'cod_ab_GTM_adm1.topojson'):
        workspace.ok('import', shared('05_boundaries', name))
    before = {r['pcode']: r['name'] for r in workspace.rows('place', '--where', 'level=1')}
    path = shared('05_boundaries', 'ne10_admin1_lac.topojson')
    rows = [p for p, _ in properties(path)]
    report = workspace.json('import', path, status=1)
    equal((report['entity'], report['read']), ('place', len(rows)))
    # What cannot be a record: no name, no country, or a code that two features share; and, where P-codes are known, no known name.
    known = {spelled(label) for code, label in before.items()}
    good = set(alone(p['iso_3166_2'] for p in rows if p['name'] and not p['iso_3166_2'].startswith('-99') and
                     (p['adm0_a3'] not in ('HTI', 'GTM') or {spelled(p[key]) for key in p if key.startswith('name')} & known)))
    assert sum(code[:2] in ('HT', 'GT') for code in good) > 24, good
    equal(report['inserted'] + report['updated'] + report['unchanged'], len(good), f'{report["rejected"]} rejected')
    found = {r['pcode']: r for r in workspace.rows('place', '--where', 'level=1', '--columns', 'pcode,name,parent,iso3,geometry,pcode_status')}
    equal({code: found[code]['name'] for code in before}, before, 'names of those that were there')
    equal({code for code, place in found.items() if place['iso3'] in ('HTI', 'GTM')}, set(before), 'no area twice')
    for p in rows:
        if p['adm0_a3'] == 'ARG':
            equal((found[p['iso_3166_2']]['name'], found[p['iso_3166_2']]['parent'], found[p['iso_3166_2']]['pcode_status']),
                  (p['name'], 'ARG', 'provisional'), p['iso_3166_2'])


@test('a layer of countries gives the countries that are there their outlines, and leaves them their names')
def _():
    path = shared('05_boundaries', 'ne50_countries_world.topojson')
    rows = [p for p, _ in properties(path)]
    workspace = Workspace('HTI')
    before = {r['pcode']: r['name'] for r in workspace.rows('place', '--where', 'level=0')}
    report = workspace.json('import', path, status=1)
    known = {p['ISO_A3'] for p in rows} & set(before)
    equal(report['inserted'], 0, 'no country is new')
    found = {r['pcode']: r for r in workspace.rows('place', '--where', 'level=0', '--columns', 'pcode,name,geometry')}
    equal({code: r['name'] for code, r in found.items()}, before, 'names')
    outlined = {code for code, r in found.items() if r['geometry']}
    assert known <= outlined and len(known) > 200, known - outlined
    # Those without an ISO code are told; France and Norway have theirs in no column of ISO codes, but are known by name.
    equal(report['read'], len(rows))
    equal(outlined - known, {p['ADM0_A3'] for p in rows if p['ADM0_A3'] in ('FRA', 'NOR')} | (outlined - known - {'FRA', 'NOR'}))
    equal(report['rejected'], len(rows) - len(outlined), 'rejected')


@test('a layer of towns with numbers of GeoNames joins the gazetteer')
def _():
    path = shared('05_boundaries', 'ne10_places_lac.geojson')
    rows = [p for p, _ in properties(path)]
    good = [n for n in alone(p['GEONAMEID'] for p in rows) if n is not None and n > 0]
    workspace = Workspace('HTI')
    report = workspace.json('import', path, status=1)
    equal((report['entity'], report['read']), ('place', len(rows)))
    found = {r['pcode'] for r in workspace.rows('place', '--where', 'level=5')}
    assert {f'geonames-{n}' for n in good} <= found
    equal(len(found) - len(good), len(found - {f'geonames-{n}' for n in good}))
    towns = {row[0] for row in dump(shared('06_gazetteer', 'cities1000_lac.tsv'))}
    again = workspace.json('import', shared('06_gazetteer', 'cities1000_lac.tsv'))
    both = len({code.split('-')[1] for code in found} & towns)
    equal((again['inserted'], again['updated'] + again['unchanged']), (len(towns) - both, both), 'one record a town')


@test('GADM writes names alone: known places get their outline by name, the others wait for P-codes or a word')
def _():
    path = shared('05_boundaries', 'venezuela-estados.json')
    rows = [p for p, _ in properties(path)]
    workspace = Workspace('VEN')
    refused = workspace.run('import', path)
    has(refused.out, 'pcode_status=provisional', 'the question')
    equal(workspace.count('place', 'level=1'), 0, 'nothing half done')
    report = workspace.json('import', path, '--set', 'pcode_status=provisional')
    equal((report['read'], report['inserted']), (len(rows), len(rows)))
    equal({r['name'] for r in workspace.rows('place', '--where', 'level=1')}, {p['NAME_1'] for p in rows}, 'names')
    workspace = Workspace('VEN')
    workspace.ok('import', shared('05_boundaries', 'cod_ab_VEN_adm1.topojson'))
    before = {r['pcode']: r['name'] for r in workspace.rows('place', '--where', 'level=1')}
    same = {plain(p['NAME_1']) for p in rows} & {plain(name) for name in before.values()}
    report = workspace.json('import', path, status=1)
    equal(report['inserted'], 0)
    assert len(same) >= 20 and report['updated'] + report['unchanged'] >= len(same), (len(same), report)
    equal({r['pcode']: r['name'] for r in workspace.rows('place', '--where', 'level=1')}, before, 'names and codes')


def standing(workspace):
    return {r['pcode']: (r['name'], r['pcode_status'], r['geometry']) for r in workspace.rows('place', '--where', 'level=1', '--columns',
                                                                                             'pcode,name,pcode_status,geometry')}


@test('places with codes made here give way to the official ones of their names; what named them names those, whatever the order of the files')
def _():
    layer, official = shared('05_boundaries', 'venezuela-estados.json'), shared('05_boundaries', 'cod_ab_VEN_adm1.topojson')
    told = ['--set', 'pcode_status=provisional']
    codes = {p['admin1Pcode']: p['admin1RefName'] for p, _ in properties(official)}
    names = {plain(p['NAME_1']) for p, _ in properties(layer)}
    same = {plain(name) for name in codes.values()} & names
    assert len(same) > 20, same
    first, second = Workspace('VEN'), Workspace('VEN')
    first.json('import', layer, *told)
    site = first.json('add', 'site', 'name=Campo', 'place=VEN-miranda', 'site_type=camp')['uid']
    first.ok('import', first.write('m.csv', 'pcode,name,level,parent,iso3\nVEN-miranda-sucre,Sucre,2,VEN-miranda,VEN\n'))
    before = standing(first)
    report = first.json('import', official)
    equal((report['inserted'], report['joined']), (len(codes), len(same)), 'joined')
    after = standing(first)
    equal({code for code, row in after.items() if row[1] == 'official'}, set(codes), 'official')
    equal({plain(row[0]) for row in after.values() if row[1] == 'provisional'}, names - same, 'still provisional')
    miranda = next(code for code, name in codes.items() if name == 'Miranda')
    equal(first.json('show', 'site', site)['place'], miranda, 'the site')
    equal(first.json('show', 'place', 'VEN-miranda-sucre')['parent'], miranda, 'the municipality')
    # Its code and its spelling stay known.
    aliases = {r['alias_text']: r['target'] for r in first.rows('alias', '--where', 'source=join', '--columns', 'alias_text,target')}
    equal((aliases['VEN-miranda'], aliases['Bolívar']), (miranda, next(c for c, n in codes.items() if plain(n) == 'bolivar')), 'aliases')
    equal(first.json('check')['ok'], True, 'check')
    # The other order: what is known by its P-code keeps its outline.
    second.json('import', official)
    second.json('import', layer, *told)
    equal(standing(second), after, 'the other order')
    again = first.json('import', layer, *told)
    equal((again['inserted'], again['joined']), (0, 0), 'the layer again')
    equal({k: (v, standing(first)[k]) for k, v in after.items() if standing(first)[k] != v}, {}, 'the layer again')
    # One step takes the joining back.
    undone = first.json('undo', '--batch', report['joined_batch'])
    equal((undone['left'], first.json('show', 'site', site)['place']), ([], 'VEN-miranda'), 'undo')
    equal({code: row for code, row in standing(first).items() if row[1] == 'provisional'}, before, 'the provisional places are back')


@test('states of a layer with one country in row after row are no countries: their level is asked for')
def _():
    path = shared('05_boundaries', 'qgis_admin1_lac.gpkg')
    with sqlite3.connect(f'file:{path}?mode=ro&immutable=1', uri=True) as database:
        rows = database.execute('SELECT name, adm0_a3 FROM states_provinces').fetchall()
    workspace = Workspace('HND')
    words = ['import', path, '--sheet', 'states_provinces']
    has(workspace.bad(1, *words).err, '--set level=VALUE', 'asked')
    report = workspace.json(*words, '--set', 'level=1', '--set', 'pcode_status=provisional', status=1)
    equal((report['entity'], report['read'], report['inserted'] + report['rejected']), ('place', len(rows), len(rows)))
    # Those without a name, or in a country that is none of ISO 3166-1, cannot be named.
    assert report['rejected'] == sum(not name or code in ('USG', 'CLP') for name, code in rows), report['rejects']
    found = workspace.rows('place', '--where', 'level=1', '--columns', 'name,iso3')
    for country in ('HND', 'HTI', 'ARG'):
        equal({r['name'] for r in found if r['iso3'] == country}, {' '.join(name.split()) for name, code in rows if code == country and name}, country)


@test('lakes and coasts that say nothing of themselves are refused, or asked about, as a whole; rivers with names are lines')
def _():
    workspace = Workspace()
    before = workspace.stats()
    for name in ('ne10_coastline_lac.topojson', 'ne10_lakes_lac.topojson'):
        has(workspace.bad(1, 'import', shared('05_boundaries', name)).err, name)
    equal(workspace.stats(), before)


main()
