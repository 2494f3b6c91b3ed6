# SPDX-License-Identifier: GPL-3.0-or-later
"""Published lists of many kinds: each goes into the right kind of record, with the file's rows and sums, and what is refused is refused
for a reason that can be counted. Expected figures are counted in the cells with Python's csv and json, or zipfile and expat (sheets.py),
by the rule stated beside each file."""
import csv
import json
import xml.etree.ElementTree as tree

from harness import Workspace, equal, has, main, shared, test
from sheets import workbook


def table(path, tagged=False, encoding='utf-8-sig'):
    """The rows as {header: text}; @tagged: the row of HXL tags goes."""
    with open(path, encoding=encoding, newline='') as file:
        rows = list(csv.DictReader(file))
    return rows[1:] if tagged else rows


def sheet(path, position, head):
    rows = list(workbook(path).values())[position]
    names = rows[0]
    return [dict(zip(names, row + [''] * (len(names) - len(row)))) for row in rows[head:]]


def number(text):
    return float(text) if text and text.strip() else 0


def distinct(rows):
    return len({tuple(row.values()) for row in rows})


def day(text):
    """DD/MM/YYYY or YYYY-MM-DD, so that it can be compared."""
    return '-'.join(reversed(text.split('/'))) if '/' in text else text


# --- what makes a row of each shape impossible ---

def exceeds(parts, total):
    """By more than one for each part that is not 0, or by more than one in a hundred."""
    excess = sum(parts) - total
    return excess > min(sum(part > 0 for part in parts), total / 100)


def bad_activity(row):
    """People by sex, or by sex and age, that are more than a total that is filled in, by more than rounding; an end before the start;
    less than nothing."""
    total = number(row['PERSONAS ALCANZADAS'])
    sexes = [number(row[name]) for name in ('Niñas', 'Niños', 'Mujeres', 'Hombres')]
    ages = [number(value) for name, value in row.items() if name and ' años' in name]
    begin, end = day(row['FECHA DE INICIO']), day(row['FECHA DE FINALIZACIÓN'])
    return (total > 0 and any(exceeds(parts, total) for parts in (sexes, ages))) or bool(begin and end and end < begin) or number(row['CANTIDAD']) < 0 \
        or not (row['SECTOR / CLUSTER'].strip() or row['ACTIVIDAD'].strip())


def no_country(row):
    """Codes that ISO 3166-1 does not have."""
    return row['nat'] in ('OOO', 'TIB', 'XKX', 'STL')


def bad_crisis(row):
    return row['iso3'] in ('AB9', 'XKX') or (row['end_date'] and row['end_date'] < row['start_date'])


# File, country, words of the command, kind of record, its rows, those that are refused, field → (column, or how a row is counted)
LISTS = [
    (('02_flows_lac', 'iom_irreg_darien_nat.csv'), 'PAN', ['--set', 'country=PAN'], 'flow_count', table, no_country, {'n': 'n'}),
    (('02_flows_lac', 'iom_irreg_darien_dmg.csv'), 'PAN', ['--set', 'country=PAN'], 'flow_count', table, None, {'n': 'n'}),
    (('02_flows_lac', 'iom_irreg_mexico_dmg.csv'), 'MEX', ['--set', 'country=MEX'], 'flow_count', table, None, {'n': 'n'}),
    (('03_hxl_3w', 'whowhatwhere_345_honduras.csv'), 'HND', [], 'activity', lambda p: table(p, True), bad_activity,
     {'reached_ind': 'PERSONAS ALCANZADAS', 'women': 'Mujeres', 'quantity': 'CANTIDAD'}),
    (('03_hxl_3w', 'whowhatwhere_345w_guatemala.csv'), 'GTM', [], 'activity', lambda p: table(p, True), bad_activity,
     {'reached_ind': 'PERSONAS ALCANZADAS', 'men': 'Hombres', 'quantity': 'CANTIDAD'}),
    (('03_hxl_3w', 'whowhatwhere_hti_operational_presence_2020.xlsx'), 'HTI', [], 'activity', lambda p: sheet(p, 0, 2), None, {}),
    (('03_hxl_3w', 'hdx_hapi_operational_presence_global.csv'), 'HTI', [], 'activity', table, lambda row: not row['sector_name'], {}),
    (('08_disasters_risk', 'idmc_gidd_disasters.csv'), 'HTI', ['--as', 'crisis', '--set', 'type=disaster_natural'], 'crisis', table,
     bad_crisis, {}),
    (('09_nfi_stock_roster', 'IFRC__supply_item_ifrc_standard.csv'), 'HTI', ['--as', 'item', '--set', 'unit=piece'], 'item',
     lambda p: table(p, encoding='cp1252'), None,
     {'weight_kg': 'weight kg'}),
    (('09_nfi_stock_roster', 'IFRC__Train__warehouse.csv'), 'HTI', ['--as', 'warehouse'], 'warehouse', table, None, {}),
]

for parts, country, words, entity, read, is_bad, sums in LISTS:
    @test(f'{parts[1]} is {entity}, with its rows and sums')
    def _(parts=parts, country=country, words=words, entity=entity, read=read, is_bad=is_bad, sums=sums):
        path = shared(*parts)
        rows = read(path)
        good = [row for row in rows if is_bad is None or not is_bad(row)]
        workspace = Workspace(country)
        report = workspace.json('import', path, *words, status=0 if len(good) == len(rows) else 1)
        equal((report['entity'], report['read'], report['inserted'], report['rejected']),
              (entity, len(rows), len(good), len(rows) - len(good)))
        found = workspace.rows(entity, '--columns', ','.join(sums)) if sums else []
        for field, column in sums.items():
            expected = sum(number(row[column]) for row in good)
            assert expected > 0, column
            got = sum(row[field] or 0 for row in found)
            assert abs(got - expected) < 0.01, (field, got, expected)


def points(path):
    """Waypoints and route points of GPX, and point placemarks of KML, as the files write them: (latitude, longitude) to five places."""
    found = []
    for element in tree.parse(path).iter():
        name = element.tag.split('}')[-1]
        if name in ('wpt', 'rtept'):
            found.append((element.get('lat'), element.get('lon')))
        elif name == 'Placemark':
            at = element.find('.//{*}Point/{*}coordinates')
            if at is not None and at.text and at.text.strip():
                lon, lat = at.text.strip().split(',')[:2]
                found.append((lat, lon))
    return sorted((round(float(lat), 5), round(float(lon), 5)) for lat, lon in found)


for name, kind, part in (('blue_hills.gpx', 'flow_point', ['--sheet', 'waypoints']), ('opencpn.gpx', 'flow_point', ['--sheet', 'route_points']),
                          ('AL092004_IVAN_94.kml', 'flow_point', [])):
    @test(f'the points of {name} are asked what they are, and go in where they stand')
    def _(name=name, kind=kind, part=part):
        path = shared('07_tiles_gpx_kml_gpkg', name)
        expected = points(path)
        workspace = Workspace()
        has(workspace.bad(1, 'import', path, *part).err, '--as', 'asked')
        report = workspace.json('import', path, '--as', kind, *part)
        equal((report['entity'], report['inserted'], report['rejected']), (kind, len(expected), 0))
        found = sorted((round(r['latitude'], 5), round(r['longitude'], 5)) for r in workspace.rows(kind, '--columns', 'latitude,longitude'))
        equal(found, expected, 'positions')


@test('earthquakes of a feed are alerts where --as says so, each where it was felt')
def _():
    path = shared('08_disasters_risk', 'earthquakes.json')
    with open(path, encoding='utf-8') as file:
        at = sorted(tuple(round(c, 4) for c in f['geometry']['coordinates'][:2]) for f in json.load(file)['features'])
    workspace = Workspace()
    report = workspace.json('import', path, '--as', 'event_alert')
    equal((report['read'], report['inserted'], report['rejected']), (len(at), len(at), 0))
    found = sorted((round(r['longitude'], 4), round(r['latitude'], 4))
                   for r in workspace.rows('event_alert', '--columns', 'longitude,latitude'))
    equal(found, at, 'positions')


for name, country in (('iom_irreg_honduras_nat.csv', 'HND'), ('iom_irreg_mexico_nat.csv', 'MEX')):
    @test(f'{name} asks for its country; what it counts twice in one month is taken once, or not at all when the two differ')
    def _(name=name, country=country):
        path = shared('02_flows_lac', name)
        rows = table(path)
        told = {}
        for row in rows:
            if not no_country(row):
                told.setdefault((row['t'], row['nat']), set()).add(number(row['n']))
        good = [counts.copy().pop() for counts in told.values() if len(counts) == 1]
        workspace = Workspace(country)
        has(workspace.bad(1, 'import', path).err, '--set country=', 'what is asked')
        report = workspace.json('import', path, '--set', f'country={country}', status=1)
        equal((report['read'], report['inserted']), (len(rows), len(good)))
        equal(report['inserted'] + report['rejected'] + report['repeated'], len(rows), 'every row has its answer')
        equal(sum(row['n'] for row in workspace.rows('flow_count', '--columns', 'n')), sum(good), 'people')


@test('a list of stock fills the ledger by the codes of the catalogue that was imported before it')
def _():
    items = shared('09_nfi_stock_roster', 'IFRC__supply_item_ifrc_standard.csv')
    stock = shared('09_nfi_stock_roster', 'RMS__Demo__inv_item.csv')
    known = {row['item code'] for row in table(items, encoding='cp1252')}
    rows = [row for row in table(stock) if any(row.values())]
    # What is in no catalogue comes along by its name, not by a code alone; and a movement of nothing is none.
    named = [row for row in rows if row['Item Name'] and not row['Item Code']]
    good = [row for row in rows if (row['Item Code'] in known or row in named) and number(row['Quantity'])]
    assert 10 < len(good) < len(rows)
    workspace = Workspace()
    names = sorted({row['Warehouse'] for row in rows})
    workspace.ok('import', workspace.write('w.csv', 'Name,Country\n' + ''.join(f'{name},HTI\n' for name in names)), '--as', 'warehouse')
    workspace.ok('import', items, '--as', 'item', '--set', 'unit=piece')
    report = workspace.json('import', stock, '--as', 'stock_movement', '--set', 'type=receipt', status=1)
    equal((report['read'], report['inserted'], report['rejected']), (len(rows), len(good), len(rows) - len(good)))
    equal(report['entities']['item']['inserted'], len({row['Item Name'] for row in named if number(row['Quantity'])}), 'no item was made of a code alone')
    found = workspace.rows('stock_movement', '--columns', 'quantity')
    equal(sum(row['quantity'] for row in found), sum(number(row['Quantity']) for row in good))


@test('a list of job titles is asked about: names and remarks alone make no persons')
def _():
    workspace = Workspace()
    refused = workspace.bad(1, 'import', shared('09_nfi_stock_roster', 'IFRC__Train__hrm_job_title.csv'))
    has(refused.err, 'Name, Organisation, Type, Comments', 'the columns')
    has(refused.err, '--as', 'what to do')
    equal(workspace.count('contact'), 0, 'nobody was made up')
    path = workspace.write('c.csv', 'Name,Organisation,Email,Comments\nAna Rivas,,ana.rivas@example.org,x\nLuis Paz,,luis.paz@example.org,y\n')
    report = workspace.json('import', path)
    equal((report['entity'], report['inserted']), ('contact', 2), 'what reaches persons is about them')


# What is no record of the mission, or lacks what every record of its kind needs: refused whole, for a reason that says what to do.
REFUSED = [
    (('01_dtm', 'displacement-country-list.json'), '--as'),
    (('02_flows_lac', 'ref_idmc.csv'), '--set protection_status=VALUE'),
    (('03_hxl_3w', 'whowhatwhere_3w_venezuela.xlsx'), '--set cluster=VALUE'),
    (('03_hxl_3w', 'idps_displacement_data.csv'), '--as'),
    (('03_hxl_3w', 'brc-westafrica-movement.csv'), '--as'),
    (('08_disasters_risk', 'storms.csv'), '--set'),
    (('08_disasters_risk', 'appeals_data_global.csv'), '--set money_currency=VALUE'),
    (('09_nfi_stock_roster', 'IFRC__supply_item_category_ifrc_standard.csv'), '--as'),
    (('09_nfi_stock_roster', 'IFRC__Train__track_item1.csv'), '--as'),
    (('09_nfi_stock_roster', 'DisasterTypes.json'), '--as'),
]

for parts, words, *status in REFUSED:
    @test(f'{parts[1]} is refused as a whole, with the way on')
    def _(parts=parts, words=words, status=(status or [1])[0]):
        workspace = Workspace()
        before = workspace.stats()
        refused = workspace.bad(status, 'import', shared(*parts))
        has(refused.err, words, 'what to do')
        equal(workspace.stats(), before, 'nothing half done')


@test('who does what where, told once what the rows do, goes in row by row')
def _():
    path = shared('03_hxl_3w', 'whowhatwhere_3w_venezuela.xlsx')
    rows = list(workbook(path).values())[0][2:]
    workspace = Workspace('VEN')
    report = workspace.json('import', path, '--as', 'activity', '--set', 'cluster=health')
    equal((report['read'], report['inserted'], report['rejected']), (len(rows), len(rows), 0))
    for code in ('VE01', 'VE13'):
        equal(workspace.count('activity', f'place={code}'), sum(row[1:2] == [code] for row in rows), code)


main()
