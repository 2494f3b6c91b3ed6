# SPDX-License-Identifier: GPL-3.0-or-later
"""Sheets of the shapes that people make: merged headings, hidden sheets, failed formulas, no header. Workbooks are written with
zipfile (workbook.py); figures are written out here or added up by Python."""
import zipfile

import workbook
from harness import Workspace, equal, has, main, test


def header_of(workspace, path):
    return {c['column']: (c['header'], c.get('field')) for c in workspace.json('recognise', path)['sheets'][0]['columns']}


@test('a merged heading reaches over its merge and no further')
def _():
    workspace = Workspace()
    path = workbook.write(workspace.path('m.xlsx'), (
        'Sites', [['List of sites'], ['SSID', 'Site name', 'Population', '', 'Survey date', 'Capacity'],
                  ['', '', 'Households', 'Individuals', '', ''],
                  ['S1', 'Uno', 10, 40, '2024-05-06', 100], ['S2', 'Dos', 20, 70, '2024-05-06', 200]],
        ['A1:F1', 'A2:A3', 'B2:B3', 'C2:D2', 'E2:E3', 'F2:F3'], False))
    head = header_of(workspace, path)
    equal([head[c][0] for c in 'ABCDEF'],
          ['SSID', 'Site name', 'Population/Households', 'Population/Individuals', 'Survey date', 'Capacity'])
    report = workspace.json('import', path)
    equal((report['entity'], report['read'], report['rejected']), ('site', 2, 0))
    equal(sorted((r['idp_hh'], r['idp_ind'], r['date']) for r in workspace.rows('site_count')), [(10, 40, '2024-05-06'), (20, 70, '2024-05-06')])
    equal(sorted(r['capacity'] for r in workspace.rows('site')), [100, 200])


@test('a heading merged over the last columns reaches to the last of them')
def _():
    workspace = Workspace()
    path = workbook.write(workspace.path('m.xlsx'), (
        'Sites', [['', '', 'Shelter', 'Population', ''], ['SSID', 'Site name', 'Site type', 'Households', 'Individuals'],
                  ['S1', 'Uno', 'camp', 10, 40], ['S2', 'Dos', 'camp', 20, 70]], ['D1:E1'], False))
    head = header_of(workspace, path)
    equal([head[c][0] for c in 'ABCDE'],
          ['SSID', 'Site name', 'Shelter/Site type', 'Population/Households', 'Population/Individuals'])


MERGED = [
    ('Departamento', 'Municipio', 'Sitio', 'Tipo de sitio', 'Fecha', 'Familias', 'Personas', 'Observaciones'),
    ('Cortés', 'Choloma', 'Escuela Lempira', 'Escuela', '2026-10-13', 45, 210, 'Visita conjunta'),
    ('', '', 'Iglesia Central', 'Iglesia', '', 30, 140, ''),
    ('', '', 'Kiosco', 'Campamento', '', 12, '', ''),
    ('', 'Villanueva', 'Cancha Municipal', 'Campamento', '2026-10-14', 20, 95, ''),
    ('', '', 'Casa Comunal', '', '', 8, 31, ''),
]
#: The municipality and the day of several sites in one cell, a figure over two of them, and a title over columns that are apart in the rows.
RANGES = ['A2:A6', 'B2:B4', 'B5:B6', 'E2:E4', 'E5:E6', 'G3:G4', 'H2:H4']


def as_ods(rows, ranges):
    """The same as an OpenDocument sheet: the first cell of a range says how many rows it spans, the others are covered."""
    spans, covered = {}, set()
    for one in ranges:
        (left, top), (right, bottom) = ((ord(end[0]) - 65, int(end[1:]) - 1) for end in one.split(':'))
        spans[top, left] = (bottom - top + 1, right - left + 1)
        covered |= {(r, c) for r in range(top, bottom + 1) for c in range(left, right + 1)} - {(top, left)}
    out = ''
    for r, row in enumerate(rows):
        out += '<table:table-row>'
        for c, value in enumerate(row):
            if (r, c) in covered:
                out += '<table:covered-table-cell/>'
                continue
            down, across = spans.get((r, c), (1, 1))
            span = f' table:number-rows-spanned="{down}" table:number-columns-spanned="{across}"' if (r, c) in spans else ''
            kind = f' office:value-type="float" office:value="{value}"' if isinstance(value, int) else ' office:value-type="string"' if value else ''
            out += f'<table:table-cell{kind}{span}>{f"<text:p>{value}</text:p>" if value != "" else ""}</table:table-cell>'
        out += '</table:table-row>'
    names = ' '.join(f'xmlns:{p}="urn:oasis:names:tc:opendocument:xmlns:{p}:1.0"' for p in ('office', 'table', 'text'))
    return (f'<office:document-content {names}><office:body><office:spreadsheet><table:table table:name="Datos">{out}</table:table>'
            '</office:spreadsheet></office:body></office:document-content>')


def merged_book(workspace, kind):
    if kind == 'xlsx':
        return workbook.write(workspace.path('sitios.xlsx'), ('Datos', MERGED, RANGES, False))
    with zipfile.ZipFile(workspace.path('sitios.ods'), 'w') as book:
        book.writestr('mimetype', 'application/vnd.oasis.opendocument.spreadsheet')
        book.writestr('content.xml', as_ods(MERGED, RANGES))
        book.writestr('META-INF/manifest.xml', '<manifest/>')
    return workspace.path('sitios.ods')


@test('a cell merged over several rows says the same of each of them; a figure in it is counted once, and that is told')
def _():
    for kind in ('xlsx', 'ods'):
        w = Workspace('HND')
        for pcode, name, level, parent in (('HN05', 'Cortés', 1, 'HND'), ('HN0502', 'Choloma', 2, 'HN05'), ('HN0511', 'Villanueva', 2, 'HN05')):
            w.ok('add', 'place', f'pcode={pcode}', f'name={name}', f'level={level}', f'parent={parent}', 'iso3=HND')
        report = w.json('import', merged_book(w, kind))
        equal((report['entity'], report['read'], report['rejected']), ('site', 5, 0), kind)
        names = {r['code']: r['name'] for r in w.rows('site', '--columns', 'name')}
        place = {r['name']: r['place'] for r in w.rows('site', '--columns', 'name,place')}
        equal(place, {row[2]: 'HN0502' if i < 3 else 'HN0511' for i, row in enumerate(MERGED[1:])})
        counts = {names[r['site']]: r for r in w.rows('site_count', '--columns', 'site,date,idp_hh,idp_ind')}
        equal({n: c['date'] for n, c in counts.items()},
              {row[2]: '2026-10-13' if i < 3 else '2026-10-14' for i, row in enumerate(MERGED[1:])})
        equal(sum(int(c['idp_ind'] or 0) for c in counts.values()), 210 + 140 + 95 + 31)
        told = [x for x in report['warnings'] if x['rule'] == 'merged_figure']
        equal([(x['row'], x['count']) for x in told], [(4, 1)])


@test('a hidden sheet is read only when it is asked for')
def _():
    workspace = Workspace()
    old = [['SSID', 'Site name', 'Capacity'], ['OLD1', 'Viejo', 5], ['OLD2', 'Vieja', 6], ['OLD3', 'Vejez', 7]]
    new = [['SSID', 'Site name'], ['S1', 'Uno'], ['S2', 'Dos']]
    both = workbook.write(workspace.path('b.xlsx'), ('Last year', old, [], True), ('This year', new, [], False))
    report = workspace.json('import', both, '--dry-run')
    equal(report['read'], 2, 'this year')
    only = workbook.write(workspace.path('o.xlsx'), ('Last year', old, [], True), ('Read me', [['Hello'], ['there']], [], False))
    has(workspace.run('import', only).err, 'Last year')
    equal(workspace.count('site'), 0)
    equal(workspace.json('import', only, '--sheet', 'Last year')['inserted'], 3)


@test('what a failed formula left is told with its cell, and is no value')
def _():
    workspace = Workspace()
    rows = [['SSID', 'Site name', 'Other name', 'Capacity'], ['S1', 'Uno', workbook.Error('#REF!'), 10],
            ['S2', 'Dos', 'Two', workbook.Error('#DIV/0!')], ['S3', 'Tres', 'Three', 30]]
    path = workbook.write(workspace.path('e.xlsx'), ('Sites', rows, [], False))
    report = workspace.json('import', path)
    equal((report['read'], report['inserted'], report['rejected']), (3, 3, 0))
    found = [(f['cell'], f['value']) for f in report['findings'] if f['rule'] == 'error_cell']
    equal(found, [('C2', '#REF!'), ('D3', '#DIV/0!')])
    assert all(f['fix'] for f in report['findings'] if f['rule'] == 'error_cell'), report['findings']
    equal({r['ssid']: (r['other_name'], r['capacity']) for r in workspace.rows('site')},
          {'S1': (None, 10), 'S2': ('Two', None), 'S3': ('Three', 30)})
    # The same saved as text, in Spanish.
    text = workspace.write('e.csv', 'SSID;Site name;Other name\nS7;Siete;#¡REF!\nS8;Ocho;#N/D\n')
    report = workspace.json('import', text)
    equal([(f['cell'], f['value']) for f in report['findings'] if f['rule'] == 'error_cell'], [('C2', '#¡REF!'), ('C3', '#N/D')])
    equal({r['ssid']: r['other_name'] for r in workspace.rows('site') if r['ssid'] in ('S7', 'S8')}, {'S7': None, 'S8': None})


@test('a sheet of words without a header loses no row when told what its columns hold')
def _():
    workspace = Workspace()
    words = 'Alfa,abierto\nBeta,evaluado\nGama,abierto\n'
    path = workspace.write('w.csv', words)
    report = workspace.json('import', path, '--as', 'site', '--columns', 'name,status', '--dry-run')
    equal(report['read'], 3, 'the first cell of the second column is a value of it')
    # Nothing tells: it is asked, and each answer is followed.
    plain = workspace.write('p.csv', 'Alfa,Pino\nBeta,Olmo\nGama,Roble\n')
    words = ('import', plain, '--as', 'site', '--columns', 'name,neighbourhood')
    told = workspace.run(*words)
    assert 'header=no' in told.err, told
    equal(workspace.count('site'), 0)
    equal(workspace.json(*words, '--set', 'header=yes', '--dry-run')['read'], 2)
    equal(workspace.json(*words, '--set', 'header=no')['inserted'], 3)
    workspace.bad(2, *words, '--set', 'header=perhaps')


main()
