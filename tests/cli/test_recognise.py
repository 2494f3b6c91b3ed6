# SPDX-License-Identifier: GPL-3.0-or-later
"""What a file is, found out from the file. Sheets are made whose truth is known (thousands of them in test_many_sheets.py), and real
files are compared with what Python's csv reads in them."""
import csv
import json
import os
import re

from harness import SOURCE, Workspace, equal, has, main, read_csv, shared, test


@test('a column of dates that does not tell its order is asked about, and the word given is followed')
def _():
    workspace = Workspace()
    path = workspace.write('d.csv', 'SSID,Site name,Households,Survey date\nA1,Uno,5,03/04/2023\nA2,Dos,6,05/06/2023\n')
    told = workspace.json('recognise', path)['sheets'][0]
    equal([d['key'] for d in told['doubts']], ['date_order'])
    report = workspace.json('import', path, '--dry-run')
    equal([w['rule'] for w in report['warnings']], ['date_order'])
    report = workspace.json('import', path, '--set', 'date_order=mdy')
    equal([w for w in report['warnings'] if w['rule'] == 'date_order'], [])
    equal(sorted(c['date'] for c in workspace.rows('site_count')), ['2023-03-04', '2023-05-06'])
    workspace.bad(2, 'import', path, '--set', 'date_order=later')


@test('a sheet without a header asks, and is read when told what its columns hold')
def _():
    workspace = Workspace()
    path = workspace.write('h.csv', 'A1,Uno,12,18.5,-72.3\nA2,Dos,15,18.6,-72.4\nA3,Tres,19,18.7,-72.2\n')
    has(workspace.run('import', path).err, '--columns', 'what it says')
    report = workspace.json('import', path, '--as', 'site', '--columns', 'ssid,name,-,latitude,longitude')
    equal((report['read'], report['inserted']), (3, 3))


@test('how a file was read is kept, found again by its header, and travels as a file')
def _():
    first, second = Workspace(), Workspace()
    path = first.write('k.csv', 'Foo,Bar,Baz\nA1,Uno,x\nA2,Dos,y\n')
    assert first.run('import', path).status != 0, 'nobody knows these headers'
    first.ok('import', path, '--as', 'site', '--columns', 'ssid,name,-', '--save-mapping', 'Lista')
    equal(first.json('mapping', 'list')['mappings'][0]['name'], 'Lista')
    equal(first.json('import', path)['unchanged'], 2, 'by its header')
    out = first.path('m.json')
    first.ok('mapping', 'export', 'Lista', '--to', out)
    with open(out, encoding='utf-8') as file:
        assert 'Uno' not in file.read(), 'a mapping holds no value'
    equal(second.json('mapping', 'import', out)['name'], 'Lista')
    equal(second.json('import', path, '--mapping', 'lista')['inserted'], 2, 'by its name')
    second.bad(1, 'import', path, '--mapping', 'other')
    second.bad(1, 'mapping', 'import', path)


@test('totals are left out and compared with their rows')
def _():
    workspace = Workspace()
    path = workspace.write('t.csv', 'SSID,Site name,Households,Individuals,Survey date\nA1,Station Total,5,20,2023-01-02\nA2,Dos,6,30,2023-01-02\n'
                           'Total,,11,51,\nFuente: OIM,,,,\n')
    report = workspace.json('import', path)
    equal((report['read'], report['inserted'], report['rejected']), (2, 2, 0))
    equal([w['rule'] for w in report['warnings']], ['total_row', 'total_differs', 'note_row'])


# File → entity, what must be told, and the columns whose sums must come out. Rows and sums are counted by Python's csv.
REAL = [
    (('01_dtm', 'hdx_hapi_idps_global.csv'), 'location_count', [], {'population': 'idp_ind'}, 1),
    (('02_flows_lac', 'iom_irreg_darien_nat.csv'), 'flow_count', ['country=PAN'], {'n': 'n'}, 1),
    (('02_flows_lac', 'iom_irreg_honduras_nat.csv'), 'flow_count', ['country=HND'], {'n': 'n'}, 1),
    (('02_flows_lac', 'iom_irreg_mexico_nat.csv'), 'flow_count', ['country=MEX'], {'n': 'n'}, 1),
    (('03_hxl_3w', 'rowca-3w-hxl.csv'), 'activity', [], {}, 2),
    (('03_hxl_3w', 'unhcr-3w.csv'), 'activity', [], {}, 2),
]


def sound_flows(header, rows):
    """How many rows cannot go in, and those that do: a nationality must be a code of ISO 3166-1 (as Debian's iso-codes has them) or
    XXX; rows that say the same twice are one, rows that contradict each other are none."""
    with open('/usr/share/iso-codes/json/iso_3166-1.json', encoding='utf-8') as file:
        known = {c['alpha_3'] for c in json.load(file)['3166-1']} | {'XXX'}
    t, nat, n = header.index('t'), header.index('nat'), header.index('n')
    said = {}
    for row in rows:
        if row[nat] in known:
            said.setdefault((row[t], row[nat]), []).append(row)
    good = [same[0] for same in said.values() if len({r[n] for r in same}) == 1]
    repeated = sum(len(same) - 1 for same in said.values() if len({r[n] for r in same}) == 1)
    return len(rows) - len(good) - repeated, good


for parts, entity, told, sums, heads in REAL:
    @test(f'{parts[-1]} is {entity}, with its rows and its sums')
    def _(parts=parts, entity=entity, told=told, sums=sums, heads=heads):
        path = shared(*parts)
        rows = [r for r in read_csv(path) if any(c.strip() for c in r)]
        header, rows = rows[0], rows[heads:]
        workspace = Workspace()
        rejected, rows_in = (0, rows) if 'nat' not in header else sound_flows(header, rows)
        report = workspace.json('import', path, *[w for pair in told for w in ('--set', pair)], status=1 if rejected else 0)
        equal((report['entity'], report['read'], report['rejected']), (entity, len(rows), rejected))
        for column, field in sums.items():
            at = header.index(column)
            expected = sum(int(float(r[at])) for r in rows_in if r[at].strip())
            equal(sum(r[field] or 0 for r in workspace.rows(entity, '--columns', field)), expected, column)


@test('no file name, sheet name or header of the files stands in the program')
def _():
    folder = shared('README.md')
    names = set()
    for base, _folders, files in os.walk(os.path.dirname(folder)):
        for name in files:
            stem = os.path.splitext(name)[0]
            if len(stem) > 9 and re.search('[_-]', stem):
                names.add(stem)
    text = ''
    for base, _folders, files in os.walk(os.path.join(SOURCE, 'app')):
        for name in files:
            if name.endswith(('.c', '.h')):
                with open(os.path.join(base, name), encoding='utf-8') as file:
                    text += file.read()
    equal(sorted(n for n in names if n in text), [], 'names of files in app/')
    # The long headers of the operations' own sheets; those of published standards (HXL, DTM API, HAPI) are named by the standards.
    headers = {cell for cell in read_csv(shared('01_dtm', 'iom-haiti-dtm.csv'))[0] if len(cell.split()) > 3}
    equal(sorted(h for h in headers if h in text), [], 'headers in app/')


main()
