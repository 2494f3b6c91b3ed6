# SPDX-License-Identifier: GPL-3.0-or-later
"""Lines and zones: read from every kind of layer, written as layers, read back, drawn on the map. Positions are those written into the files
here; what is written is looked at with Python and GDAL."""
import json
import os
import re
import shutil
import subprocess
import zipfile

from harness import Workspace, equal, has, main, need_program, test

ROUTE = [[-86.25, 15.5], [-86.2, 15.55], [-86.1, 15.52]]
ROAD = [[[-87.2, 14.1], [-87.1, 14.2]], [[-87.0, 14.2], [-86.9, 14.3]]]
ZONE = [[[-86.3, 15.4], [-86.0, 15.4], [-86.0, 15.6], [-86.3, 15.6], [-86.3, 15.4]]]
LAYER = {'type': 'FeatureCollection', 'features': [
    {'type': 'Feature', 'properties': {'name': 'Salida norte', 'feature_type': 'Ruta de evacuación'}, 'geometry': {'type': 'LineString', 'coordinates': ROUTE}},
    {'type': 'Feature', 'properties': {'name': 'CA-13', 'feature_type': 'Carretera'}, 'geometry': {'type': 'MultiLineString', 'coordinates': ROAD}},
    {'type': 'Feature', 'properties': {'name': None, 'feature_type': 'road'}, 'geometry': {'type': 'LineString', 'coordinates': ROUTE[::-1]}}]}


def lines(workspace):
    return workspace.write('rutas.geojson', json.dumps(LAYER))


def records(workspace, columns='name,kind,geometry,west,south,east,north,latitude'):
    return sorted(workspace.rows('map_feature', '--columns', columns), key=lambda row: (row['name'] or '', row.get('kind') or ''))


def check(workspace):
    found = records(workspace)
    equal([(r['name'], r['kind'], r['geometry'].split()[1:]) for r in found],
          [(None, 'road', ['LineString', '3']), ('CA-13', 'road', ['MultiLineString', '4']), ('Salida norte', 'evacuation_route', ['LineString', '3'])])
    equal([(r['west'], r['south'], r['east'], r['north'], r['latitude']) for r in found if r['name'] == 'Salida norte'],
          [(-86.25, 15.5, -86.1, 15.55, None)], 'a line is nowhere in particular, but has its box')


@test('lines of GeoJSON are routes, zones and tracks by themselves; the same file again changes nothing')
def _():
    workspace = Workspace('HND')
    report = workspace.json('import', lines(workspace))
    equal((report['entity'], report['inserted'], report['rejected']), ('map_feature', 3, 0))
    check(workspace)
    again = workspace.json('import', lines(workspace))
    equal((again['inserted'], again['updated'], again['unchanged']), (0, 0, 3), 'again')
    undone = workspace.json('undo', '--batch', report['batch'])
    equal((undone['left'], workspace.count('map_feature')), ([], 0), 'undo')


@test('lines leave as GeoJSON, GeoPackage and KML and come back as nothing new, to the last digit')
def _():
    workspace = Workspace('HND')
    workspace.json('import', lines(workspace))
    for ending in ('geojson', 'gpkg', 'kml'):
        path = workspace.path(f'out.{ending}')
        equal(workspace.json('export', 'map_feature', '--to', path)['rows'], 3, ending)
        report = workspace.json('import', path)
        equal((report['entity'], report['inserted'], report['updated'], report['rejected']), ('map_feature', 0, 0, 0), f'{ending} back: {report}')
        # And they make the same records in a workspace that has none.
        other = Workspace('HND')
        other.json('import', path)
        check(other)
    features = json.load(open(workspace.path('out.geojson'), encoding='utf-8'))['features']
    shapes = {f['properties']['name']: f['geometry'] for f in features}
    equal(shapes['Salida norte'], {'type': 'LineString', 'coordinates': ROUTE})
    equal(shapes['CA-13'], {'type': 'MultiLineString', 'coordinates': ROAD})


@test('GDAL reads the lines that are written, and its shapefile and GeoPackage of lines are read')
def _():
    for program in ('ogrinfo', 'ogr2ogr'):
        need_program(program)
    workspace = Workspace('HND')
    source = lines(workspace)
    workspace.json('import', source)
    for ending in ('geojson', 'gpkg', 'kml'):
        path = workspace.path(f'out.{ending}')
        workspace.json('export', 'map_feature', '--to', path)
        text = subprocess.run(['ogrinfo', '-ro', '-al', '-so', path], capture_output=True, text=True, check=True).stdout
        equal(re.findall(r'^Feature Count: (\d+)$', text, re.M)[0], '3', ending)  # behind it the styles of the GeoPackage
        has(text, 'Extent: (-87.200000, 14.100000) - (-86.100000, 15.550000)', ending)
    folder = workspace.path('shape')
    os.mkdir(folder)
    subprocess.run(['ogr2ogr', os.path.join(folder, 'rutas.shp'), source, '-lco', 'ENCODING=UTF-8'], check=True, capture_output=True)
    with zipfile.ZipFile(workspace.path('rutas.zip'), 'w') as archive:
        for name in sorted(os.listdir(folder)):
            archive.write(os.path.join(folder, name), name)
    subprocess.run(['ogr2ogr', '-f', 'GPKG', workspace.path('rutas.gpkg'), source], check=True, capture_output=True)
    for name in ('rutas.zip', 'rutas.gpkg'):
        other = Workspace('HND')
        report = other.json('import', workspace.path(name), '--set', 'hazard=flood')
        equal((report['entity'], report['inserted'], report['rejected']), ('map_feature', 3, 0), name)
        equal(sorted(r['name'] or '' for r in other.rows('map_feature', '--columns', 'name')), ['', 'CA-13', 'Salida norte'], name)
        equal({r['hazard'] for r in other.rows('map_feature', '--columns', 'hazard')}, {'flood'}, name)


@test('areas are zones only on the user’s word, and a table without shapes is no layer')
def _():
    workspace = Workspace('HND')
    layer = {'type': 'FeatureCollection', 'features': [{'type': 'Feature', 'properties': {'name': 'Zona baja'}, 'geometry': {'type': 'Polygon', 'coordinates': ZONE}}]}
    path = workspace.write('z.geojson', json.dumps(layer))
    workspace.run('import', path)
    equal(workspace.count('map_feature'), 0, 'unasked')
    report = workspace.json('import', path, '--as', 'map_feature', '--set', 'kind=evacuation_zone')
    equal(report['inserted'], 1)
    equal([(r['name'], r['kind'], r['geometry'].split()[1]) for r in records(workspace)], [('Zona baja', 'evacuation_zone', 'Polygon')])
    workspace.bad(1, 'import', workspace.write('t.csv', 'name,description\nA,x\nB,y\n'))
    equal(workspace.count('map_feature'), 1, 'of a table')


def listed(workspace, *positions):
    program = os.environ.get('EPC_LIST_LAYERS')
    assert program and shutil.which(program), 'EPC_LIST_LAYERS'
    words = [str(c) for position in positions for c in position]
    done = subprocess.run([program, workspace.file, *words], capture_output=True, text=True, check=True,
                          env=dict(os.environ, EPC_USER_DIR=workspace.path('user')))
    return {line.split('\t')[0]: line.split('\t')[1:] for line in done.stdout.splitlines()}


@test('lines, zones and the ways of storms are layers of the map, drawn where they lie')
def _():
    workspace = Workspace('HND')
    workspace.json('import', lines(workspace))
    zone = {'type': 'Feature', 'properties': {'name': 'Z'}, 'geometry': {'type': 'Polygon', 'coordinates': [[[-85.3, 13.4], [-85, 13.4], [-85, 13.6], [-85.3, 13.4]]]}}
    workspace.json('import', workspace.write('z.geojson', json.dumps({'type': 'FeatureCollection', 'features': [zone]})), '--as', 'map_feature',
                   '--set', 'kind=evacuation_zone')
    # Two storms of one name, six years apart; the position between 80° and 82° W is drawn, that between the storms is not.
    head = 'name,year,month,day,hour,lat,long,wind,pressure\n'
    rows = ''.join(f'Ana,{year},8,{day},{hour},{lat},{lon},60,990\n' for year, day, hour, lat, lon in (
        (2014, 4, 0, 16, -80), (2014, 4, 6, 16, -82), (2020, 7, 0, 18, -70), (2020, 7, 6, 18, -72), (2020, 7, 12, 18, -74)))
    workspace.json('import', workspace.write('s.csv', head + rows), '--set', 'hazard=tropical_storm')
    layers = listed(workspace, (-86.225, 15.525), (-87.15, 14.15), (-87.05, 14.2), (-85, 13.5), (-81, 16), (-73, 18), (-76, 17))
    equal(layers['tracks'], ['Lines and zones (4)', '0', '1101000'], layers)
    equal(layers['storms'], ['Tracks of storms (2)', '0', '0000110'], layers)
    equal(layers['hazard_observation'][:2], ['Hazard observations (5)', '5'], layers)


@test('a date in pieces is one: without its hour it is the day, and what is no date is refused with its words')
def _():
    workspace = Workspace('HND')
    head = 'hazard,name,Año,Mes,Día,hora,lat,lon\n'
    path = workspace.write('s.csv', head + 'sismo,A,2020,1,2,,15,-86\nsismo,B,2020,1,2,23,15,-86\nsismo,C,2020,13,2,1,15,-86\nsismo,D,,1,2,1,15,-86\n')
    report = workspace.json('import', path, '--as', 'hazard_observation', status=1)
    equal((report['inserted'], report['rejected']), (2, 2))
    equal({r['name']: r['observed_at'] for r in workspace.rows('hazard_observation', '--columns', 'name,observed_at')},
          {'A': '2020-01-02T00:00:00Z', 'B': '2020-01-02T23:00:00Z'})


@test('an earthquake on another continent is no position with a lost sign: nothing is put right, nothing is said')
def _():
    workspace = Workspace()
    # in Haiti's box these would be 72.3 without its minus, and latitude and longitude in each other's column
    path = workspace.write('quakes.csv', 'hazard,name,time,latitude,longitude,magnitude\n'
                           'earthquake,Uno,2018-02-07T01:26:00Z,18.5,72.3,4.1\n'
                           'earthquake,Dos,2018-02-07T02:26:00Z,-72.3,18.5,4.1\n')
    report = workspace.json('import', path, '--as', 'hazard_observation')
    equal(report['findings'], [], 'findings')
    rows = workspace.json('list', 'hazard_observation')['rows']
    equal(sorted((r['name'], r['latitude'], r['longitude']) for r in rows), [('Dos', -72.3, 18.5), ('Uno', 18.5, 72.3)], 'positions')


main()
