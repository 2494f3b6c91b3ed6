# SPDX-License-Identifier: GPL-3.0-or-later
"""Files for partners and the public, read with other tools: unzip, jq, sqlite3, XML and psql. They hold no personal field, no count of 1 to 4
people nor one that subtraction gives, no coordinates, name or number of a confidential site."""
import csv
import html
import itertools
import json
import os
import random
import re
import sqlite3
import subprocess
import xml.etree.ElementTree as ElementTree

from attack import COUNTS, SUMS, Attack, attack, counted, csv_rows, registered, tree, write
from harness import Place, Workspace, equal, has, main, need_program, test
from postgres import server

FORMATS = ['csv', 'xlsx', 'geojson', 'gpkg', 'kml']
AUDIENCES = ['partners', 'public']


# --- other people's readers ---

def read_xlsx(path):
    """Rows of the first sheet, with unzip and an XML parser; (rows, all text of the file)."""
    need_program('unzip')
    folder = path + '.unzipped'
    subprocess.run(['unzip', '-q', '-o', '-d', folder, path], check=True)
    parts = {}
    for name in (os.path.join(where, n) for where, _, names in os.walk(folder) for n in names):
        with open(name, encoding='utf-8', errors='replace') as file:
            parts[os.path.relpath(name, folder)] = file.read()
    space = {'m': 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'}
    shared = [''.join(t.text or '' for t in si.iter(f'{{{space["m"]}}}t')) for si in ElementTree.fromstring(parts['xl/sharedStrings.xml']).findall('m:si', space)] \
        if 'xl/sharedStrings.xml' in parts else []
    rows = []
    for row in ElementTree.fromstring(parts['xl/worksheets/sheet1.xml']).iter(f'{{{space["m"]}}}row'):
        cells = {}
        for cell in row.findall('m:c', space):
            value = cell.find('m:v', space)
            text = ''.join(t.text or '' for t in cell.iter(f'{{{space["m"]}}}t')) if cell.get('t') == 'inlineStr' else value.text if value is not None else ''
            cells[re.match('[A-Z]+', cell.get('r')).group()] = shared[int(text)] if cell.get('t') == 's' else text
        rows.append(cells)
    head = rows[0]
    lines = [{head[c]: r.get(c, '') for c in head} for r in rows[1:] if not any(v.startswith('#') for v in r.values())]
    return lines, '\n'.join(parts.values())


def read_geojson(path):
    need_program('jq')
    out = subprocess.run(['jq', '-c', '.features[].properties'], stdin=open(path, 'rb'), capture_output=True, text=True, check=True).stdout
    return [{k: '' if v is None else str(v) for k, v in json.loads(line).items()} for line in out.splitlines()], None


def read_gpkg(path):
    database = sqlite3.connect(path)
    database.row_factory = sqlite3.Row
    tables = [r[0] for r in database.execute("SELECT table_name FROM gpkg_contents WHERE table_name NOT LIKE 'layer_styles'")]
    lines = [{k: '' if v is None else v if isinstance(v, bytes) else str(v) for k, v in dict(row).items()} for t in tables for row in database.execute(f'SELECT * FROM "{t}"')]
    text = '\n'.join(database.iterdump())
    database.close()
    return lines, text


def read_kml(path):
    space = {'k': 'http://www.opengis.net/kml/2.2'}
    return [{d.get('name'): (d.findtext('k:value', '', space) or '') for d in p.iter(f'{{{space["k"]}}}Data')}
            for p in ElementTree.parse(path).iter(f'{{{space["k"]}}}Placemark')], None


def read(path):
    """(rows as {header: text}, all text that the file holds)"""
    ending = path.rsplit('.', 1)[1]
    lines, text = (csv_rows(path), None) if ending == 'csv' else globals()[f'read_{ending}'](path)
    with open(path, 'rb') as file:
        raw = file.read().decode('utf-8', 'replace')
    return lines, html.unescape((text or '') + raw)


def read_view(at, base, audience, entity):
    """Rows of a published view; a hidden count reads as its mark."""
    rows = at.sql(base, f'SELECT to_jsonb (t)::text FROM epc_{audience}."{entity}" t')
    lines = []
    for (text,) in rows:
        row = json.loads(text)
        hidden = row.pop('_hidden', None) or {}
        lines.append({k: '' if v is None else str(v) for k, v in {**row, **hidden}.items()})
    return lines, '\n'.join(r[0] for r in rows)


# --- everything that there is, in every format ---

PERSONS = ['Perpetua Ramírez', 'perpetua@example.org', '+509 4555 0101', 'Autora Encubierta', 'Experto Oculto', 'oculto@example.org']
SITE = {'name': 'Terrain Secret Bleu', 'ssid': 'SSID-77421', 'latitude': '18.54731', 'longitude': '-72.33912'}


def people_fields(workspace, entity):
    return {f['key'] for f in workspace.json('entities', entity)['fields'] if f['unit'] == 'people' and f['type'] == 'integer'}


def whole_office():
    """The worked example, and in it: people, a site that is confidential by its own mark, texts elsewhere that name it, and small counts."""
    workspace = Place()
    workspace.done('sample', 'w.epc')
    workspace.file = workspace.path('w.epc')
    for name in ('json', 'ok', 'run', 'rows', 'bad'):
        setattr(workspace, name, getattr(Workspace, name).__get__(workspace))
    author = ['--author', 'Autora Encubierta']
    crisis = workspace.rows('crisis')[0]['uid']
    workspace.ok(*author, 'add', 'contact', 'name=Perpetua Ramírez', 'work_email=perpetua@example.org', 'work_phone=+509 4555 0101')
    workspace.ok(*author, 'add', 'expert', 'name=Experto Oculto', 'work_email=oculto@example.org', 'primary_profile=dtm', 'availability=available')
    site = workspace.json(*author, 'add', 'site', *(f'{k}={v}' for k, v in SITE.items()), 'status=open', 'notes=Llegar a Terrain Secret Bleu por la loma')
    workspace.site = site
    workspace.ok('add', 'log_entry', f'crisis={crisis}', 'time=2026-11-03T10:00:00Z', 'kind=event', 'title=Visita a TERRAIN SECRÉT BLEU', 'detail=con el equipo')
    workspace.ok('add', 'site_count', f'site={site["code"]}', 'date=2026-11-03', 'idp_ind=9', 'females=4', 'males=5', 'disabled=2')
    workspace.ok('add', 'activity', 'implementing_org=Cruz Roja', 'activity=Agua', 'status=ongoing', f'site={site["code"]}', 'location_name=Terrain Secret Bleu',
                 f'latitude={SITE["latitude"]}', f'longitude={SITE["longitude"]}', 'reached_ind=7', 'women=3', 'men=4')
    workspace.ok(*author, 'add', 'comment', 'entity=site', f'record={site["uid"]}', 'comment_text=Perpetua Ramírez dice que Terrain Secret Bleu está lleno', 'author=Autora Encubierta')
    workspace.ok('add', 'alias', 'entity=site', 'alias_text=Terrain Secret Bleu', f'target={site["uid"]}', 'source=user')
    database = sqlite3.connect(workspace.file)
    equal(database.execute("UPDATE site SET _sensitivity = 'confidential' WHERE uid = ?", (bytes.fromhex(site['uid'].replace('-', '')),)).rowcount, 1)
    database.commit()
    database.close()
    return workspace


def look_at(what, lines, text, counts):
    for line in lines:
        for key in counts & set(line):
            assert line[key] not in ('1', '2', '3', '4'), f'{what} {key}: {line}'
    for secret in [*PERSONS, SITE['name'], SITE['ssid'], '18.5473', '72.3391']:
        assert secret.casefold() not in text.casefold(), f'{what}: {secret} stands in {text[max(0, text.casefold().find(secret.casefold()) - 200):][:400]}'


@test('every kind of record in every format, for partners and the public: no person, no small count, nothing of a confidential site')
def _():
    workspace = whole_office()
    kinds = [k for k, v in workspace.json('stats')['entities'].items() if v['live']]
    assert len(kinds) > 40, kinds
    n = refused = 0
    for kind, audience in itertools.product(kinds, AUDIENCES):
        counts = people_fields(workspace, kind)
        for ending in FORMATS if kind in ('site', 'activity', 'location_count') else ['csv', 'xlsx']:
            path = workspace.path(f'{kind}-{audience}.{ending}')
            result = workspace.run('export', kind, '--keys', '--no-hxl', '--audience', audience, '--to', path)
            if result.status == 3:
                has(result.err, 'kept by the program itself')
                assert not os.path.exists(path)
                refused += 1
                continue
            equal(result.status, 0, repr(result))
            lines, text = read(path)
            equal(len(lines), workspace.json('count', kind)['count'], path)
            look_at(f'{kind} {audience} {ending}', lines, text, counts)
            n += 1
    assert n > 180 and refused >= 8, (n, refused)
    # The condition that chose the rows says no more than the rows.
    path = workspace.path('one.xlsx')
    workspace.ok('export', 'site', '--audience', 'public', '--where', f'name = {SITE["name"]}', '--to', path)
    look_at('condition', *read(path), set())
    # What is worked out of a hidden count stays as hidden.
    workspace.ok('add', 'site_count', f'site={workspace.rows("site")[0]["code"]}', 'date=2026-11-08', 'idp_ind=3', 'idp_hh=1')
    path = workspace.path('computed.csv')
    workspace.ok('export', 'site_count', '--keys', '--audience', 'partners', '--columns', 'idp_hh,household_size', '--to', path)
    assert ['<5', ''] in [[line['idp_hh'], line['household_size']] for line in csv_rows(path)], csv_rows(path)


@test('the published views of partners and the public hold no person, no small count, nothing of a confidential site')
def _():
    at, workspace = server(), whole_office()
    workspace.ok('publish', at.database('partner_files'))
    n = 0
    for audience in AUDIENCES:
        for (view,) in at.sql('partner_files', f"SELECT viewname FROM pg_views WHERE schemaname = 'epc_{audience}'"):
            lines, text = read_view(at, 'partner_files', audience, view)
            look_at(f'{audience} {view}', lines, text, people_fields(workspace, view))
            n += len(lines)
        equal(at.sql('partner_files', f"SELECT to_regclass ('epc_{audience}.comment'), to_regclass ('epc_{audience}.alias'), to_regclass ('epc_{audience}.correction')"), [[None] * 3])
    assert n > 800, n


@test('the sums of whole sex and age tables on three levels tell no number from 1 to 4, whatever the format and the audience')
def _():
    for seed, audience in ((21, 'partners'), (22, 'public')):
        workspace, rows = registered(), counted(seed)
        write(workspace, rows, COUNTS)
        for ending in FORMATS:
            path = workspace.path(f'out.{ending}')
            workspace.ok('export', 'location_count', '--keys', '--audience', audience, '--to', path)
            told, small, _ = attack(read(path)[0], rows, COUNTS)
            assert small > 10 and not told, f'{ending} for {audience}: {told}'


@test('the sums of the published views tell no number from 1 to 4')
def _():
    at = server()
    for seed in (31, 32):
        workspace, rows = registered(), counted(seed)
        write(workspace, rows, COUNTS)
        workspace.ok('publish', at.database('sums'))
        for audience in AUDIENCES:
            told, small, _ = attack(read_view(at, 'sums', audience, 'location_count')[0], rows, COUNTS)
            assert small > 10 and not told, f'{audience}: {told}'


# --- subtraction that a whole table does not show ---

def exported(rows, columns, audience):
    """Rows of location_count as dictionaries in, what an export shows of them out, in order."""
    workspace = registered()
    head = ['operation', 'country', 'assessment_type', 'roundNumber', 'place', 'adminLevel', 'reporting_date', 'reason', 'location_ssid', 'location_name', *columns]
    path = workspace.path('in.csv')
    with open(path, 'w', encoding='utf-8', newline='') as file:
        out = csv.writer(file)
        out.writerow(head)
        for row in rows:
            out.writerow([row.get(k, {'operation': 'Prueba', 'country': 'HTI', 'assessment_type': 'BA', 'roundNumber': 1, 'reporting_date': '2026-03-05'}.get(k, '')) for k in head])
    report = workspace.json('import', path, '--as', 'location_count')
    equal((report['inserted'], report['rejected']), (len(rows), 0), f'import {report}')
    path = workspace.path('out.csv')
    workspace.ok('export', 'location_count', '--keys', '--audience', audience, '--to', path)
    lines = csv_rows(path)
    equal(len(lines), len(rows))
    found = {(l['place'], l['location_ssid'], l['reason']): l for l in lines}
    return [found[r['place'], r.get('location_ssid', ''), r.get('reason', '')] for r in rows]


def told_by(lines, rows, sums, columns):
    """@sums: pairs of lists of row numbers that add up in each column."""
    attack_, shown = Attack(), {}
    for i, (line, row) in enumerate(zip(lines, rows)):
        for c in columns:
            if row.get(c) is not None:
                assert not 1 <= row[c] <= 4 or line[c] in ('<5', '*'), (i, c, line[c])
                shown[i, c] = attack_.cell((i, c), line[c])
    for left, right in sums:
        for c in columns:
            attack_.equal([shown[i, c] for i in left], [shown[i, c] for i in right])
    for i in range(len(rows)):
        for left, right in SUMS:
            if all((i, c) in shown for c in left + right):
                attack_.equal([shown[i, c] for c in left], [shown[i, c] for c in right])
    return attack_.told({(i, c) for i, row in enumerate(rows) for c in columns if row.get(c) and 1 <= row[c] <= 4})


@test('locations in an area add up to it: their small counts are not what the area leaves over')
def _():
    for seed, audience in itertools.product(range(4), AUDIENCES):
        chance = random.Random(seed)
        parts = [{'place': 'HT0111', 'adminLevel': 3, 'location_ssid': f'S{i}', 'location_name': f'Camp {i}', 'idp_ind': n}
                 for i, n in enumerate([chance.choice([1, 2, 3, 4]), *(chance.choice([0, 6, 40, 300]) for _ in range(4)), 55])]
        rows = [*parts, {'place': 'HT0111', 'adminLevel': 2, 'idp_ind': sum(p['idp_ind'] for p in parts)}]
        told = told_by(exported(rows, ['idp_ind'], audience), rows, [([len(parts)], list(range(len(parts))))], ['idp_ind'])
        assert not told, (seed, audience, told)


@test('a level that the file leaves out hides no sum: municipalities add up to the country, locations to the department')
def _():
    for audience in AUDIENCES:
        towns = [{'place': p, 'adminLevel': 2, 'idp_ind': n} for p, n in (('HT0111', 3), ('HT0112', 60), ('HT0211', 700), ('HT0212', 45))]
        rows = [*towns, {'place': 'HTI', 'adminLevel': 0, 'idp_ind': sum(t['idp_ind'] for t in towns)}]
        assert not told_by(exported(rows, ['idp_ind'], audience), rows, [([4], [0, 1, 2, 3])], ['idp_ind'])
        camps = [{'place': p, 'adminLevel': 3, 'location_ssid': f'S{i}', 'idp_ind': n} for i, (p, n) in enumerate((('HT0111', 2), ('HT0112', 60), ('HT0112', 90)))]
        town = [{'place': 'HT0113', 'adminLevel': 2, 'idp_ind': 33}]
        rows = [*camps, *town, {'place': 'HT01', 'adminLevel': 1, 'idp_ind': 185}]
        assert not told_by(exported(rows, ['idp_ind'], audience), rows, [([4], [0, 1, 2, 3])], ['idp_ind'])


@test('a row for all reasons tells no small row of one reason')
def _():
    for audience in AUDIENCES:
        rows = [{'place': 'HT0111', 'adminLevel': 2, 'reason': r, 'idp_ind': n} for r, n in (('', 503), ('conflict', 500), ('disaster', 3))]
        lines = exported(rows, ['idp_ind'], audience)
        assert not told_by(lines, rows, [([0], [1, 2])], ['idp_ind']), lines


@test('what a total leaves over is a count as well: 100 people of whom 97 are women, a department whose municipalities lack 2')
def _():
    for audience in AUDIENCES:
        rows = [{'place': 'HT0111', 'adminLevel': 2, 'idp_ind': 100, 'females': 97}]
        line = exported(rows, ['idp_ind', 'females'], audience)[0]
        assert '*' in (line['idp_ind'], line['females']), line
        rows = [{'place': 'HT01', 'adminLevel': 1, 'idp_ind': 102}, {'place': 'HT0111', 'adminLevel': 2, 'idp_ind': 40}, {'place': 'HT0112', 'adminLevel': 2, 'idp_ind': 60}]
        lines = exported(rows, ['idp_ind'], audience)
        assert any(l['idp_ind'] == '*' for l in lines), lines
        # 10 left over tell nobody, nor do places that have nobody.
        rows[0]['idp_ind'] = 110
        equal([l['idp_ind'] for l in exported(rows, ['idp_ind'], audience)], ['110', '40', '60'])


@test('figures of whatever source, of departments and of what lies in them, and tickets of the referral desk: none of 1 to 4, nor what is left of a sum')
def _():
    workspace = registered()
    crisis = workspace.json('add', 'crisis', 'name=Prueba', 'type=disaster_natural', 'country=HTI', 't0=2026-03-01T06:00:00Z', 'status=active')['uid']
    for place, displaced, dead in (('HT01', 503, 3), ('HT0111', 500, 2), ('HT0112', 3, 1)):
        for measure, value in (('displaced', displaced), ('dead', dead)):
            workspace.ok('add', 'figure', f'crisis={crisis}', f'measure={measure}', f'place={place}', 'date=2026-03-05', f'value={value}', f'value_low={value}',
                         'source_type=government', 'source=Protección civil')
    workspace.ok('add', 'referral', 'week=2026-03-02', 'is_specialised=no', 'number=1', 'need_category=health', 'adm1=HT01')
    workspace.ok('add', 'referral', 'week=2026-03-02', 'is_specialised=no', 'number=40', 'need_category=health', 'adm1=HT02')
    for audience in AUDIENCES:
        path = workspace.path('figures.csv')
        workspace.ok('export', 'figure', '--keys', '--no-hxl', '--audience', audience, '--to', path)
        found = {(l['measure'], l['place']): l for l in csv_rows(path)}
        equal([found['displaced', p]['value'] for p in ('HT0112',)] + [found['dead', p]['value'] for p in ('HT0111', 'HT0112')], ['<5'] * 3)
        assert '*' in (found['displaced', 'HT01']['value'], found['displaced', 'HT0111']['value']), found
        equal({l['value_low'] for l in found.values()} & {'1', '2', '3'}, set())
        workspace.ok('export', 'referral', '--keys', '--no-hxl', '--audience', audience, '--to', path)
        equal(sorted(l['number'] for l in csv_rows(path)), ['40', '<5'])


# What each kind of record needs besides, and which field counts some of the people of which.
SOME = [('site_count', ['date=2026-10-{day:02}'], 'idp_ind', ('disabled', 'pregnant')), ('flow_count', ['date=2026-10-{day:02}', 'country=HTI', 'period=day', 'tool=fmr'], 'n', ('disabled',)),
        ('distribution', ['date=2026-10-{day:02}', 'status=distributed', 'modality=in_kind'], 'reached_ind', ('disabled',))]


@test('some of the people of a total (with a disability, pregnant) do not tell how few are the others')
def _():
    workspace = registered()
    site = workspace.json('add', 'site', 'name=Escuela', 'status=open')['uid']
    chance = random.Random(5)
    for kind, needed, total, some in SOME:
        rows = [(9, 7), (100, 97), (30, 12), (12, 12), (40, 39)] + [(n, chance.randint(0, n)) for n in (chance.choice((6, 8, 9, 20, 60)) for _ in range(9))]
        for day, (n, part) in enumerate(rows, 1):
            values = [v.format(day=day) for v in needed] + ([f'site={site}'] if kind == 'site_count' else [])
            done = workspace.run('add', kind, *values, f'{total}={n}', f'{some[0]}={part}', *(f'{s}={chance.randint(0, n)}' for s in some[1:]))
            equal(done.status, 0, repr(done))
        for audience in AUDIENCES:
            path = workspace.path('some.csv')
            workspace.ok('export', kind, '--keys', '--no-hxl', '--audience', audience, '--to', path)
            lines, shown = csv_rows(path), 0
            equal(len(lines), len(rows))
            for line in lines:
                for part in set(some) & set(line):
                    assert line[part] not in '1 2 3 4'.split(), (kind, line)
                    if line[total].isdigit() and line[part].isdigit():
                        shown += 1
                        assert not 1 <= int(line[total]) - int(line[part]) <= 4, (kind, audience, line[total], line[part])
            assert shown > 3, f'{kind}: {shown} of {len(rows)}'


@test('the order of the rows does not tell between which numbers a hidden one stands')
def _():
    workspace, rows = registered(), counted(5)
    write(workspace, rows, COUNTS)
    orders = []
    for sort in ('idp_ind', '-idp_ind', None):
        path = workspace.path('sorted.csv')
        workspace.ok('export', 'location_count', '--keys', '--audience', 'public', '--to', path, *(['--sort', sort] if sort else []))
        orders.append([line['place'] for line in csv_rows(path)])
    assert orders[0] == orders[1] == orders[2], orders
    equal(len(orders[0]), len(tree()))


@test('of equal numbers the same are hidden in whatever order the rows are read, and in the published views')
def _():
    at = server()
    sorts = ('place', '-place', 'admin_level', '-reporting_date', None)
    differing = 0
    for seed in range(51, 57):
        workspace, rows = registered(), counted(seed)
        # As rounds have them: two departments count alike, so that much is equal.
        for old, new in (('HT01', 'HT02'),):
            for pcode in list(rows):
                if pcode.startswith(old):
                    rows[new + pcode[4:]] = dict(rows[pcode])
        rows['HTI'] = {k: sum(rows[d][k] for d in ('HT01', 'HT02', 'HT03')) for k in COUNTS}
        chance = random.Random(seed)
        order = list(rows)
        chance.shuffle(order)
        write(workspace, {pcode: rows[pcode] for pcode in order}, COUNTS)
        path = workspace.path('read.csv')
        files = []
        for sort in sorts:
            workspace.ok('export', 'location_count', '--keys', '--audience', 'public', '--to', path, *(['--sort', sort] if sort else []))
            files.append({line['place']: [line[c] for c in COUNTS] for line in csv_rows(path)})
        workspace.ok('publish', at.database('order'))
        for audience in AUDIENCES:
            files.append({line['place']: [line[c] for c in COUNTS] for line in read_view(at, 'order', audience, 'location_count')[0]})
        for other in files[1:]:
            equal(other, files[0], f'seed {seed}')
        differing += any('*' in line for line in files[0].values())
    assert differing > 3, differing


main()
