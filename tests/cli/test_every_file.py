# SPDX-License-Identifier: GPL-3.0-or-later
"""Every file of public data, one line each: what it is told to the program, what kind of record it becomes, and the rows, rejects and sums
that must come out; or the refusal that leaves nothing half done. Expected figures are counted here with Python's csv, json and xml, by
the rule that stands in the line. A file that has no line fails the last test."""
import csv
import json
import os
import re
import sqlite3
import xml.etree.ElementTree as tree

from harness import SHARED, Workspace, equal, has, main, shared, test
from sheets import workbook

APART = ['--set', 'rows=apart']


def table(path, encoding='utf-8-sig', tagged=False):
    with open(path, encoding=encoding, newline='') as file:
        rows = [row for row in csv.DictReader(file) if any(value for value in row.values() if isinstance(value, str))]
    return rows[1:] if tagged else rows


def tagged(path):
    return table(path, tagged=True)


def features(path):
    with open(path, encoding='utf-8') as file:
        return [dict(feature['properties'], at=feature['geometry']['coordinates']) for feature in json.load(file)['features']]


def placemarks(path):
    return [{'name': e.findtext('{*}name')} for e in tree.parse(path).iter() if e.tag.split('}')[-1] == 'Placemark']


def elements(*names):
    return lambda path: [{'name': e.findtext('{*}name')} for e in tree.parse(path).iter() if e.tag.split('}')[-1] in names]


def features_of(layer):
    """The rows of a layer of a GeoPackage, by SQLite."""
    def read(path):
        with sqlite3.connect(f'file:{path}?mode=ro', uri=True) as file:
            return [{'name': layer} for _row in file.execute(f'SELECT fid FROM {layer}')]
    return read


def geometries(path):
    """Shapes of the first object of a topology."""
    return next(iter(json.load(open(path, encoding='utf-8'))['objects'].values()))['geometries']


def book(path):
    """The rows of the first sheet of a workbook below its header and its tags."""
    names, _tags, *rows = next(iter(workbook(path).values()))
    return [dict(zip(names, row + [''] * len(names))) for row in rows if any(row)]


def number(text):
    return float(text) if text and text not in ('NA', 'NULL') else 0


def unknown(column, *codes):
    """Codes that ISO 3166-1 does not have, or has no longer."""
    return lambda row: row[column] in codes


def below(n):
    """The cells by number, below @n rows of groups, headers and tags that are none."""
    def read(path):
        with open(path, encoding='utf-8', newline='') as file:
            return [dict(enumerate(row)) for row in list(csv.reader(file))[n:]]
    return read


def cells_below(n):
    """The same of the first sheet of a workbook."""
    return lambda path: [dict(enumerate(row)) for row in list(next(iter(workbook(path).values())))[n:]]


# One card of HXL in many formats: four lines of who does what where.
CARDS = ['input-quality.xlsx', 'input-untagged.csv', 'input-untagged.json', 'input-untagged-objects.json', 'input-valid-csv.zip', 'input-valid-json.txt',
         'input-valid-latin1.csv', 'input-valid-xlsx.NOEXT', 'input-valid.csv', 'input-valid.hxl', 'input-valid.json', 'input-valid.ssv', 'input-valid.tsv',
         'input-valid.xlsx', 'output-valid.csv', 'output-valid.json']


def card(path):
    return below(3)(os.path.join(os.path.dirname(path), 'input-valid.csv'))


UNHCR = {'refugees': 'refugee', 'asylum_seekers': 'asylum_seeker', 'refugee_like': 'refugee_like', 'oip': 'oip'}


def by_status(path):
    """A row for each filled column of people: a status is a figure of its own."""
    return [dict(row, n=row[column], status=status) for row in table(path) for column, status in UNHCR.items() if row[column]]


def backwards(row):
    return row['iso3'] in ('AB9', 'XKX') or bool(row['end_date'] and row['end_date'] < row['start_date'])


class Line:
    def __init__(self, path, entity, read, words=(), bad=None, sums=None, country='HTI', sheet=None, where=None):
        self.path, self.entity, self.read, self.words, self.bad = path, entity, read, list(words), bad
        self.sums, self.country, self.where = sums or {}, country, where
        if sheet is not None:
            self.words += ['--sheet', sheet]


def told(*pairs):
    return [word for pair in pairs for word in ('--set', pair)]


TABLE = [
    # --- routes, tracks and points ---
    Line('07_tiles_gpx_kml_gpkg/blue_hills.gpx', 'map_feature', elements('trk')),
    Line('07_tiles_gpx_kml_gpkg/blue_hills.gpx', 'map_feature', elements('wpt'), ['--as', 'map_feature'], sheet='waypoints'),
    Line('07_tiles_gpx_kml_gpkg/blue_hills.gpx', 'flow_point', elements('wpt'), ['--as', 'flow_point'], sheet='waypoints'),
    Line('07_tiles_gpx_kml_gpkg/multitrackgpx.gpx', 'map_feature', elements('trk')),
    Line('07_tiles_gpx_kml_gpkg/opencpn.gpx', 'map_feature', elements('rte'), sheet='routes'),
    Line('07_tiles_gpx_kml_gpkg/route_farol.gpx', 'map_feature', elements('trk')),
    Line('07_tiles_gpx_kml_gpkg/trek.gpx', 'map_feature', elements('rte')),
    Line('07_tiles_gpx_kml_gpkg/addresses.kml', 'map_feature', placemarks, APART),
    Line('07_tiles_gpx_kml_gpkg/AL092004_IVAN_94.kml', 'map_feature', placemarks, ['--as', 'map_feature', *told('kind=hazard_track')]),
    Line('07_tiles_gpx_kml_gpkg/Oregon.gpkg', 'map_feature', features_of('land'), ['--as', 'map_feature'], sheet='land'),
    Line('07_tiles_gpx_kml_gpkg/Oregon.gpkg', 'map_feature', features_of('roads'), ['--as', 'map_feature', *APART], sheet='roads'),
    Line('05_boundaries/ne10_rivers_lac.topojson', 'map_feature', geometries,
         ['--as', 'map_feature', *told('kind=waterway', 'rows=apart')]),
    Line('05_boundaries/ne10_coastline_lac.topojson', 'map_feature', geometries,
         ['--as', 'map_feature', *told('kind=waterway', 'name=Coast', 'rows=apart')]),
    Line('05_boundaries/ne10_lakes_lac.topojson', 'map_feature', geometries,
         ['--as', 'map_feature', *told('kind=waterway', 'rows=apart')]),
    # --- hazards ---
    Line('08_disasters_risk/storms.csv', 'hazard_observation', table, told('hazard=tropical_storm', 'rows=apart'),
         sums={'wind_kt': 'wind', 'pressure_hpa': 'pressure', 'latitude': 'lat', 'longitude': 'long', 'category': 'category',
               'storm_diameter_nm': 'tropicalstorm_force_diameter', 'hurricane_diameter_nm': 'hurricane_force_diameter'}),
    Line('08_disasters_risk/earthquakes.json', 'hazard_observation', features, sums={'magnitude': 'mag', 'felt_reports': 'felt', 'intensity': 'mmi'}),
    # --- figures ---
    Line('08_disasters_risk/inform_risk_index.csv', 'risk_figure', table, APART, lambda row: not row['IndicatorName'],
         {'value': 'IndicatorScore', 'year': 'ValidityYear'}),
    Line('08_disasters_risk/iom_emdat_disaster.csv', 'disaster_impact', table, APART, unknown('geo', 'SCG', 'ANT', 'AZO', 'SPI'),
         {'dead': 'deaths', 'affected_ind': 'affected', 'events': 'events', 'losses': 'damages', 'year': 't'}),
    Line('08_disasters_risk/idmc_gidd_disasters.csv', 'disaster_impact', table, APART, backwards,
         {'displaced_ind': 'new_displacement', 'displaced_stock': 'total_displacement'}),
    Line('08_disasters_risk/20100112_M7.0_Haiti_impact.csv', 'disaster_impact', table, told('hazard=earthquake', 'year=2010'),
         lambda row: '>' in row['FATALITIES'],
         {'dead': 'FATALITIES', 'injured': 'INJURIES', 'displaced_ind': 'DISPLACED_POPULATION', 'affected_ind': 'AFFECTED_POPULATION',
          'losses': 'ECONOMIC_LOSSES'}),
    Line('02_flows_lac/iom_idmc_flows.csv', 'disaster_impact', table,
         ['--as', 'disaster_impact', '--columns', 'country,year,hazard,displaced_ind'], unknown('geo', 'XKX'), {'displaced_ind': 'n'}),
    Line('02_flows_lac/ref_idmc.csv', 'people_abroad', table, told('protection_status=idp'), unknown('coa_iso', 'UNK', 'XKX'), {'n': 'total'}),
    Line('02_flows_lac/ref_idmc.csv', 'disaster_impact', table,
         ['--as', 'disaster_impact', *told('hazard=armed_conflict'), '--columns', 'year,-,-,country,-,-,-,displaced_stock'],
         unknown('coo_iso', 'UNK', 'XKX'), {'displaced_stock': 'total'}),
    Line('02_flows_lac/ref_flows.csv', 'people_abroad', by_status, APART,
         lambda row: row['coa_iso'] in ('UKN', 'XKX') or row['coo_iso'] in ('TIB', 'XKX'), {'n': 'n', 'year': 'year'}),
    Line('08_disasters_risk/appeals_data_global.csv', 'appeal', table, told('money_currency=CHF'),
         sums={'requested': 'amount_requested', 'received': 'amount_funded', 'people_targeted': 'initial_num_beneficiaries'}),
    Line('03_hxl_3w/idps_displacement_data.csv', 'disaster_impact', tagged,
         ['--as', 'disaster_impact', *told('hazard=armed_conflict'), '--columns', 'country,-,year,displaced_stock,-,displaced_ind,-,-,-,-,-'],
         unknown('ISO3', 'SRK', 'XKX'), {'displaced_stock': 'Conflict Stock Displacement', 'displaced_ind': 'Conflict Internal Displacements'}),
    *[Line(f'03_hxl_3w/libhxl/{name}', 'activity', card) for name in CARDS],
    Line('03_hxl_3w/libhxl/input-untagged-csv.zip', 'activity', lambda path: card(path)[:3]),
    Line('03_hxl_3w/libhxl/input-fuzzy.csv', 'activity', below(3), sums={'men': 4, 'women': 5}),
    # A cell merged over two rows names the sector of both.
    Line('03_hxl_3w/libhxl/input-merged.xlsx', 'activity', cells_below(3)),
    # Tags without their sign are no tags: their row is refused as what it says.
    Line('03_hxl_3w/libhxl/input-invalid.csv', 'activity', below(2), bad=lambda row: row[4].startswith('targeted'), sums={'men': 4, 'women': 5}),
    Line('03_hxl_3w/libhxl/input-broken.xlsx', 'disaster_impact', book, APART, lambda row: not row['ISO3'] or row['ISO3'] in ('AB9', 'XKX'),
         {'displaced_ind': 'New Displacements', 'year': 'Year'}),
    # --- flows ---
    Line('02_flows_lac/iom_irreg_darien_nat.csv', 'flow_count', table, told('country=PAN'), unknown('nat', 'OOO', 'TIB', 'XKX', 'STL'), {'n': 'n'},
         country='PAN'),
    Line('02_flows_lac/iom_irreg_darien_dmg.csv', 'flow_count', table, told('country=PAN'), sums={'n': 'n'}, country='PAN'),
    Line('02_flows_lac/iom_irreg_mexico_dmg.csv', 'flow_count', table, told('country=MEX'), sums={'n': 'n'}, country='MEX'),
    # --- stock: its warehouses and the items that the catalogue lacks come along ---
    Line('09_nfi_stock_roster/IFRC__Train__inv_item.csv', 'stock_count', table, told('time=2026-11-01T08:00'), sums={'counted': 'Quantity'}, country='HND'),
    # --- activities ---
    Line('03_hxl_3w/rowca-3w-hxl.csv', 'activity', tagged),
    Line('03_hxl_3w/unhcr-3w.csv', 'activity', tagged),
    # --- displacement ---
    Line('01_dtm/hdx_hapi_idps_global.csv', 'location_count', table, sums={'idp_ind': 'population'}),
    Line('01_dtm/displacement-admin0-admin0pcode-hti.json', 'location_count', lambda path: json.load(open(path, encoding='utf-8'))['result'],
         sums={'idp_ind': 'numPresentIdpInd'}),
    Line('01_dtm/displacement-admin1-admin0pcode-hti.json', 'location_count', lambda path: json.load(open(path, encoding='utf-8'))['result'],
         sums={'idp_ind': 'numPresentIdpInd'}),
    Line('01_dtm/displacement-admin2-admin0pcode-hti.json', 'location_count', lambda path: json.load(open(path, encoding='utf-8'))['result'],
         sums={'idp_ind': 'numPresentIdpInd'}),
    Line('01_dtm/displacement-operation-list.json', 'dtm_operation', lambda path: json.load(open(path, encoding='utf-8'))['result']),
]

# What is tested line by line elsewhere, with its figures: test_real_data, test_real_files, test_real_lists, test_real_places,
# test_boundaries, test_kobo, exchange/test-tiles.
ELSEWHERE = r'''01_dtm/(global-iom|iom-haiti|iom_dtm_dtm_|DTM_Dataset) 02_flows_lac/iom_irreg_(honduras|mexico)_nat 03_hxl_3w/(hdx_hapi_op|whowhatwhere)
05_boundaries/(cod_ab|col-adm|download|ne10_admin1_lac|ne10_places|ne50|peru|qgis|venezuela) 06_gazetteer/ 07_tiles_gpx_kml_gpkg/.*[.](mb|pm)tiles
09_nfi_stock_roster/(IFRC__supply_item_ifrc|IFRC__Train__warehouse|RMS__Demo__inv_item)'''.split()

# What is no record of the mission, or lacks what each of its records needs: refused whole, with what to do about it. The status and a word
# of the sentence.
REFUSED = [
    (r'01_dtm/displacement-country-list', 1, '--as', 'a list of countries and nothing about them'),
    (r'02_flows_lac/iom_idmc_flows', 1, "--columns '*,*,*,displaced_ind'", 'a column called n: of what it is the number, nobody says'),
    (r'02_flows_lac/ref_idmc', 1, '--set protection_status=VALUE', 'the total of whom, nobody says'),
    (r'03_hxl_3w/unhcr-refugee-data', 1, 'ISO 3166', 'codes of countries that are the agency\'s own: its AUS is Austria'),
    (r'03_hxl_3w/brc-westafrica-movement', 1, '--as', 'notes on closed borders, with a legend above them'),
    (r'03_hxl_3w/libhxl/.*[.](html|xls)$', 3, 'save it as .xlsx', 'not a table that is read'),
    (r'03_hxl_3w/libhxl/input-zip-invalid', 3, 'Unpack it', 'a workbook inside a zip file that says it is a table'),
    (r'03_hxl_3w/libhxl/', 1, '--', 'test cards of HXL without who or without what'),
    (r'04_kobo_xlsform/.*[.]xls$', 3, 'save it as .xlsx', 'an old workbook'),
    (r'04_kobo_xlsform/koboquest_data', 1, 'too few to tell what the rows are', 'a survey of households: out of scope'),
    (r'04_kobo_xlsform/(demo|.*questions)', 1, '--choices', 'forms: their answers are wanted'),
    (r'04_kobo_xlsform/formpack_site_inspection/', 1, '(inspector', 'answers about defects of a place that they do not name'),
    (r'04_kobo_xlsform/', 1, '--', 'forms, and answers to forms of no kind that is kept'),
    (r'08_disasters_risk/appeals_data_global', 1, '--set money_currency=VALUE', 'amounts without their currency'),
    (r'09_nfi_stock_roster/Districts', 1, '--as', 'a dump of a database without level or country'),
    (r'09_nfi_stock_roster/DisasterTypes', 1, '--as', 'a list of words'),
    (r'09_nfi_stock_roster/IFRC__hrm_skill', 1, '--as', 'a list of words'),
    (r'09_nfi_stock_roster/IFRC__Train__hrm_job_title', 1, '--as', 'a list of words'),
    (r'09_nfi_stock_roster/IFRC__Train__track_item1', 1, '--as', 'no column says how many'),
    (r'09_nfi_stock_roster/IFRC__supply_item_category', 1, '--as', 'categories of a catalogue'),
    (r'09_nfi_stock_roster/RMS__Demo__inv_minimum', 1, '', 'least quantities: no row names what it is reserved for'),
]


for line in TABLE:
    @test(f'{line.path} is {line.entity}{"".join(" " + w for w in line.words if "=" in w or w == "waypoints")}, with its rows, rejects and sums')
    def _(line=line):
        path = shared(*line.path.split('/'))
        rows = line.read(path)
        good = [row for row in rows if line.bad is None or not line.bad(row)]
        assert good, 'nothing is expected'
        workspace = Workspace(line.country)
        report = workspace.json('import', path, *line.words, status=0 if len(good) == len(rows) else 1)
        equal((report['entity'], report['read'], report['inserted'], report['rejected'], report['repeated']),
              (line.entity, len(rows), len(good), len(rows) - len(good), 0), report['warnings'][:3])
        equal(workspace.count(line.entity), len(good), 'records')
        found = workspace.rows(line.entity, '--columns', ','.join(line.sums)) if line.sums else []
        for field, column in line.sums.items():
            expected = sum(number(str(row[column] or '')) for row in good)
            assert expected != 0, column
            got = sum(row[field] or 0 for row in found)
            assert abs(got - expected) <= 1e-6 * abs(expected), (field, got, expected)
        again = workspace.json('import', path, *line.words, status=0 if len(good) == len(rows) else 1)
        equal((again['inserted'], again['updated'], again['unchanged']), (0, 0, len(good)), 'again')


def relative(path):
    return os.path.relpath(path, SHARED).replace(os.sep, '/')


def every_file():
    shared('README.md')
    for folder, folders, names in os.walk(SHARED):
        folders.sort()
        for name in sorted(names):
            path = relative(os.path.join(folder, name))
            if re.match(r'0[1-9]_', path) and name != 'MANIFEST.md':
                yield path


def line_of(path):
    return next((line for line in REFUSED if re.match(line[0], path)), None)


@test('what is no record of the mission is refused as a whole, and the sentence says what to do')
def _():
    workspace = Workspace()
    before = workspace.stats()
    in_table = {line.path for line in TABLE}
    seen = 0
    for path in every_file():
        line = line_of(path)
        if line is None or path in in_table and not path.startswith('02'):
            continue
        refused = workspace.run('import', shared(*path.split('/')))
        equal(refused.status, line[1], f'{path}: {refused}')
        has(refused.err + refused.out, line[2], path)
        equal(workspace.stats(), before, f'{path}: something half done')
        seen += 1
    assert seen > 40, seen


@test('every file has a line')
def _():
    in_table = {line.path for line in TABLE}
    without = [path for path in every_file()
               if path not in in_table and line_of(path) is None and not any(re.match(part, path) for part in ELSEWHERE)]
    equal(without, [], 'without a line')


@test('a layer in feet of a Lambert conic lies where PROJ puts it')
def _():
    path = shared('07_tiles_gpx_kml_gpkg', 'Oregon.gpkg')
    workspace = Workspace('USA')
    workspace.json('import', path, '--as', 'map_feature', '--sheet', 'roads', *APART)
    rows = workspace.rows('map_feature', '--columns', 'west,south,east,north')
    # ogrinfo -dialect sqlite -sql "SELECT min(ST_MinX(g)), min(ST_MinY(g)), max(ST_MaxX(g)), max(ST_MaxY(g)) FROM (SELECT
    # ST_Transform(geom, 4326) AS g FROM roads)", GDAL 3.6
    for key, best, expected in (('west', min, -124.496489061296), ('south', min, 41.9948007147104), ('east', max, -116.940239965846),
                                ('north', max, 46.1940232961664)):
        got = best(row[key] for row in rows)
        assert abs(got - expected) < 1e-7, (key, got, expected)


@test('the hours of a storm are read as UTC, from columns of their own')
def _():
    path = shared('08_disasters_risk', 'storms.csv')
    workspace = Workspace('HND')
    workspace.json('import', path, *told('hazard=tropical_storm', 'rows=apart'))
    expected = sorted(f'{row["year"]}-{int(row["month"]):02}-{int(row["day"]):02}T{int(row["hour"]):02}:00' for row in table(path))
    found = sorted(row['observed_at'][:16] for row in workspace.rows('hazard_observation', '--columns', 'observed_at'))
    equal(found, expected, 'moments')
    row = workspace.rows('hazard_observation', '--columns', 'observed_at', '--limit', '1')[0]['observed_at']
    assert row[19:] in ('Z', 'Z[UTC]'), row


main()
