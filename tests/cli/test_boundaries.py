# SPDX-License-Identifier: GPL-3.0-or-later
"""Layers of boundaries and tables of P-codes become places. What must come out is worked out here from the files, with Python's json
and csv and arithmetic of its own."""
import csv
import json
import re
import struct
import subprocess

from harness import Workspace, equal, has, main, need_program, shared, test

FOLDER = '05_boundaries'
LAYERS = [('HTI', 'cod_ab_HTI_adm1.topojson', 1), ('HTI', 'cod_ab_HTI_adm2.topojson', 2), ('HTI', 'cod_ab_HTI_adm3.topojson', 3),
          ('GTM', 'cod_ab_GTM_adm1.topojson', 1), ('GTM', 'cod_ab_GTM_adm2.topojson', 2), ('VEN', 'cod_ab_VEN_adm1.topojson', 1)]


def decode(path):
    """Places of a topology: code, name, bounding box and number of rings, arcs undone as its specification says."""
    topology = json.load(open(path, encoding='utf-8'))
    scale, translate = topology['transform']['scale'], topology['transform']['translate']
    arcs = []
    for arc in topology['arcs']:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * scale[0] + translate[0], y * scale[1] + translate[1]))
        arcs.append(points)
    found = {}
    for shape in next(iter(topology['objects'].values()))['geometries']:
        polygons = [shape['arcs']] if shape['type'] == 'Polygon' else shape['arcs']
        points = [p for polygon in polygons for ring in polygon for a in ring for p in arcs[a if a >= 0 else ~a]]
        properties = shape['properties']
        code = next(v for k, v in properties.items() if 'code' in k.lower())
        name = next(v for k, v in properties.items() if 'name' in k.lower())
        xs, ys = [p[0] for p in points], [p[1] for p in points]
        found[code] = (' '.join(name.split()), shape['type'], min(xs), min(ys), max(xs), max(ys))
    return found


def places(workspace, *words):
    return {r['pcode']: r for r in workspace.json('list', 'place', '--limit', '100000', '--columns',
                                                  'pcode,name,level,parent,iso3,geometry,latitude,longitude,west,south,east,north',
                                                  *words)['rows']}


def near(a, b, what):
    if abs(a - b) > 1e-9:
        raise AssertionError(f'{what}: {a} is not {b}')


@test('each boundary of a layer is a place with its code, name, level, area and outline')
def _():
    workspace = Workspace()
    for country, name, level in LAYERS:
        path = shared(FOLDER, name)
        expected = decode(path)
        report = workspace.json('import', path)
        equal((report['entity'], report['read'], report['inserted'] + report['updated'], report['rejected']),
              ('place', len(expected), len(expected), 0), name)
        found = places(workspace, '--where', f'iso3={country}', '--where', f'level={level}')
        equal(set(found), set(expected), f'codes of {name}')
        for code, (label, kind, *box) in expected.items():
            place = found[code]
            equal((place['name'], place['geometry'].split()[1]), (label, kind), code)
            for side, value in zip(('west', 'south', 'east', 'north'), box):
                near(place[side], value, f'{code} {side}')
            parent = country if level == 1 else place['parent']
            equal(place['parent'], parent, f'parent of {code}')
            if not (level == 1 or code.startswith(parent) and len(parent) < len(code)):
                raise AssertionError(f'{code} lies in {parent}')
            if not (box[0] < place['longitude'] < box[2] and box[1] < place['latitude'] < box[3]):
                raise AssertionError(f'the point of {code} lies outside its box')
        again = workspace.json('import', path)
        equal((again['inserted'], again['updated'], again['unchanged']), (0, 0, len(expected)), f'{name} again')


@test('the table of P-codes of the world goes in whole, and outlines join it in any order')
def _():
    workspace = Workspace()
    table = shared(FOLDER, 'download-global-pcodes-adm-1-2.csv')
    with open(table, encoding='utf-8-sig', newline='') as file:
        rows = list(csv.DictReader(file))[1:]
    layer = shared(FOLDER, 'cod_ab_HTI_adm2.topojson')
    expected = decode(layer)
    workspace.json('import', layer)
    report = workspace.json('import', table)
    equal((report['read'], report['rejected']), (len(rows), 0), 'rows')
    found = places(workspace, '--where', 'iso3=HTI', '--where', 'level=2')
    told = {r['P-Code']: r['Parent P-Code'] for r in rows if r['Location'] == 'HTI' and r['Admin Level'] == '2'}
    equal(set(found), set(told), 'communes')
    for code, parent in told.items():
        equal(found[code]['parent'], parent, code)
        equal(bool(found[code]['geometry']), code in expected, f'outline of {code}')


@test('a layer without codes or names of its own is refused in words, and nothing is written')
def _():
    workspace = Workspace()
    before = workspace.count('place')
    for name in ('cod_ab_COL_adm2.topojson', 'ne10_coastline_lac.topojson', 'ne10_lakes_lac.topojson'):
        result = workspace.run('import', shared(FOLDER, name))
        if result.status == 0 or name not in result.err:
            raise AssertionError(f'{name}: {result.status} {result.err}')
    equal(workspace.count('place'), before, 'places')


def rings(geometry):
    kind, coordinates = geometry['type'], geometry['coordinates']
    return [ring for polygon in ([coordinates] if kind == 'Polygon' else coordinates) for ring in polygon]


@test('outlines leave as GeoJSON, GeoPackage and KML, and come back as nothing new')
def _():
    workspace = Workspace()
    layer = shared(FOLDER, 'cod_ab_HTI_adm2.topojson')
    expected = decode(layer)
    workspace.json('import', layer)
    for ending in ('geojson', 'gpkg', 'kml'):
        path = workspace.path(f'communes.{ending}')
        workspace.json('export', 'place', '--to', path, '--where', 'iso3=HTI', '--where', 'level=2')
        report = workspace.json('import', path)
        equal((report['entity'], report['read'], report['inserted'], report['updated'], report['rejected']),
              ('place', len(expected), 0, 0, 0), f'{ending} back: {report}')
    features = json.load(open(workspace.path('communes.geojson'), encoding='utf-8'))['features']
    for feature in features:
        points = [p for ring in rings(feature['geometry']) for p in ring]
        box = expected[feature['properties']['pcode']][2:]
        for got, value in zip((min(p[0] for p in points), min(p[1] for p in points), max(p[0] for p in points),
                               max(p[1] for p in points)), box):
            if abs(got - value) > 1e-7:
                raise AssertionError(f'{feature["properties"]["pcode"]}: {got} is not {value}')
        for ring in rings(feature['geometry']):
            equal(ring[0], ring[-1], 'a ring is closed')


def ogr(path):
    """What GDAL counts in a file: layer, features."""
    need_program('ogrinfo')
    text = subprocess.run(['ogrinfo', '-ro', '-al', '-so', path], capture_output=True, text=True, check=True).stdout
    return dict(zip(re.findall(r'^Layer name: (.*)$', text, re.M), map(int, re.findall(r'^Feature Count: (\d+)$', text, re.M)))), text


@test('GDAL reads the layers that are written, with their position and style')
def _():
    workspace = Workspace('HND')
    for i in range(5):
        workspace.ok('add', 'site', f'name=Campo {i} <&>', 'place=HND', 'site_type=camp', f'latitude={15.5 + i / 10}', f'longitude={-88 - i / 10}')
    workspace.ok('add', 'site', 'name=Sin posición', 'place=HND', 'site_type=camp')
    for ending in ('geojson', 'gpkg', 'kml'):
        path = workspace.path(f'sites.{ending}')
        equal(workspace.json('export', 'site', '--to', path)['rows'], 6, ending)
        layers, text = ogr(path)
        equal(layers.get('site'), 6, f'{ending}: {text}')
        has(text, 'Extent: (-88.400000, 15.500000) - (-88.000000, 15.900000)', ending)
        report = workspace.json('import', path)
        equal((report['entity'], report['inserted'], report['updated'], report['rejected']), ('site', 0, 0, 0), f'{ending} back: {report}')
    import sqlite3
    with sqlite3.connect(workspace.path('sites.gpkg')) as database:
        equal(database.execute('SELECT f_table_name, useAsDefault FROM layer_styles').fetchall(), [('site', 1)], 'style')
        equal(database.execute('PRAGMA application_id').fetchone()[0], 0x47504B47, 'application id')
        equal(database.execute('PRAGMA integrity_check').fetchone()[0], 'ok', 'integrity')


@test('confidential sites leave without position in every form')
def _():
    workspace = Workspace('HTI')
    workspace.ok('add', 'site', 'name=Secret', 'place=HTI', 'site_type=camp', 'latitude=18.5', 'longitude=-72.3')
    for ending in ('geojson', 'gpkg', 'kml'):
        path = workspace.path(f'sites.{ending}')
        workspace.ok('export', 'site', '--to', path, '--audience', 'partners')
        with open(path, 'rb') as file:
            content = file.read()
        for word in (b'Secret', b'18.5', b'72.3', struct.pack('<d', 18.5), struct.pack('<d', -72.3)):
            if word in content:
                raise AssertionError(f'{word} stands in {ending}')


@test('kinds of record without a place on the map are refused as layers')
def _():
    workspace = Workspace()
    result = workspace.bad(2, 'export', 'organisation', '--to', workspace.path('o.gpkg'))
    has(result.err, 'no position on the map')


@test('points, routes and tracks are counted as GDAL counts them')
def _():
    workspace, seen = Workspace(), 0
    for name in ('blue_hills.gpx', 'multitrackgpx.gpx', 'opencpn.gpx', 'route_farol.gpx', 'trek.gpx', 'AL092004_IVAN_94.kml',
                 'addresses.kml'):
        path = shared('07_tiles_gpx_kml_gpkg', name)
        layers, _ = ogr(path)
        for layer, count in layers.items():
            if count == 0:
                continue
            # read as sites, whatever is rejected: each row of the sheet was seen
            result = workspace.run('import', path, '--as', 'site', '--sheet', layer.strip(), '--dry-run', '--json', '--set', 'site_type=camp',
                                   '--set', 'place=HTI', '--set', 'name=x')
            if 'read' in result.json:
                equal(result.json['read'], count, f'{name} {layer}')
                seen += 1
            elif 'no column answers' not in result.err and 'each of them needs' not in result.err:
                raise AssertionError(f'{name} {layer}: {result}')
    if seen < 6:
        raise AssertionError(f'only {seen} layers were read')


if __name__ == '__main__':
    main()
