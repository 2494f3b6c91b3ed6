# SPDX-License-Identifier: GPL-3.0-or-later
"""Answers to forms that others wrote, as KoBo (formpack's export documentation), ODK Central and Briefcase export them: every shape of the
same answers must come out as the same records. The files are written here by Python's zipfile and csv; what is true of them is what
they were made from."""
import csv
import io
import itertools
import json
import zipfile

import workbook
from harness import Workspace, equal, has, main, test

META = ['_id', '_uuid', '_submission_time', '_validation_status', '_notes', '_status', '_submitted_by', '__version__', '_tags', '_index']
HAZARDS = {'flood': 'Inundación', 'landslide': 'Deslizamiento', 'fire': 'Incendio'}
LABELS = {'ssid': 'SSID', 'name': 'Nombre', 'site_type': 'Tipo de sitio', 'hazards': 'Amenazas en el sitio', 'households': 'Hogares', 'visit': 'Fecha de evaluación'}
ANSWERS = [
    {'ssid': 'S1', 'name': 'Campo Uno', 'hazards': ['flood', 'fire'], 'households': 20, 'visit': '2025-03-04', 'point': (18.512, -72.301)},
    {'ssid': 'S2', 'name': 'Campo Dos', 'hazards': [], 'households': 31, 'visit': '2025-03-05', 'point': (18.613, -72.402)},
    {'ssid': 'S3', 'name': 'Campo Tres', 'hazards': ['landslide'], 'households': 42, 'visit': '2025-03-06', 'point': (18.714, -72.503)},
]


def meta(number, version='v1'):
    return [1000 + number, f'0a1b2c3d-0000-4000-8000-{number:012}', f'2025-03-07T08:00:0{number}', '', '', 'submitted_via_web', 'enumerador', version, '', number]


def rows_of(style, several, separator='/', point='five'):
    """The sheet: style 'names' or 'labels'; several 'both', 'summary' or 'details'."""
    shown = (lambda key: LABELS[key]) if style == 'labels' else (lambda key: {'visit': 'date_of_assessment'}.get(key, key))
    group = 'Sitio' if style == 'labels' else 'grp_site'
    choice = (lambda key: HAZARDS[key]) if style == 'labels' else (lambda key: key)
    at = f'{group}{separator}'
    head = ['start', 'end', 'deviceid', at + shown('ssid'), at + shown('name')]
    if several != 'details':
        head.append(at + shown('hazards'))
    if several != 'summary':
        head += [f'{at}{shown("hazards")}/{choice(h)}' for h in HAZARDS]
    head += [at + shown('households'), shown('visit')]
    head += ['gps', '_gps_latitude', '_gps_longitude', '_gps_altitude', '_gps_precision'] if point == 'five' else ['gps']
    rows = [head + META]
    for number, a in enumerate(ANSWERS, 1):
        row = ['2025-03-07T07:00:00.000-05:00', '2025-03-07T07:30:00.000-05:00', 'ee.humanitarian:x', a['ssid'], a['name']]
        if several != 'details':
            row.append(' '.join(choice(h) for h in a['hazards']))
        if several != 'summary':
            row += [str(int(h in a['hazards'])) if a['hazards'] else '' for h in HAZARDS]
        row += [str(a['households']), a['visit'], f'{a["point"][0]} {a["point"][1]} 12 4.5']
        row += [str(a['point'][0]), str(a['point'][1]), '12', '4.5'] if point == 'five' else []
        rows.append(row + [str(m) for m in meta(number)])
    return rows


def as_csv(rows, delimiter=';'):
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue()


def check_sites(workspace, report, what):
    equal((report['entity'], report['read'], report['rejected']), ('site', 3, 0), f'{what} {report}')
    got = {s['ssid']: (s['name'], set((s['hazards'] or '').split(';')) - {''}, s['latitude'], s['longitude']) for s in workspace.rows('site')}
    equal(got, {a['ssid']: (a['name'], set(a['hazards']), *a['point']) for a in ANSWERS}, what)
    counts = sorted((c['date'], c['idp_hh']) for c in workspace.rows('site_count'))
    equal(counts, [(a['visit'], a['households']) for a in ANSWERS], what)


@test('the same answers in every shape of KoBo: names or labels, a choice of several as text, as columns, as both, a point in one column or in five')
def _():
    for style, several, point in itertools.product(('names', 'labels'), ('both', 'summary', 'details'), ('five', 'one')):
        workspace = Workspace()
        rows = rows_of(style, several, point=point)
        for path in (workspace.write('k.csv', '\ufeff' + as_csv(rows)), workbook.write(workspace.path('k.xlsx'), ('Form', rows, [], False))):
            report = workspace.json('import', path)
            check_sites(workspace, report, f'{style} {several} {point} {path}')
            # What KoBo adds, and what other columns say, is no unknown column.
            unknown = [c for c in report['unknown_columns'] if c != 'gps']
            equal(unknown, [], f'{style} {several} {point}')
        equal(report['unchanged'], 3, 'the workbook says what the text said')


@test('where the text of a choice of several is empty its columns make the list, and where both stand the text wins')
def _():
    workspace = Workspace()
    rows = rows_of('names', 'both')
    text = rows[0].index('grp_site/hazards')
    rows[1][text] = ''
    rows[3][text] = 'fire'
    report = workspace.json('import', workspace.write('k.csv', as_csv(rows)))
    equal(report['rejected'], 0)
    got = {s['ssid']: set((s['hazards'] or '').split(';')) for s in workspace.rows('site')}
    equal(got, {'S1': {'flood', 'fire'}, 'S2': {''}, 'S3': {'fire'}})


@test('groups of ODK are parted by dashes')
def _():
    rows = rows_of('names', 'summary', separator='-', point='one')
    rows = [r[:-len(META)] for r in rows]
    head = rows[0]
    gps = head.index('gps')
    table = [['SubmissionDate'] + head[:gps] + ['gps-Latitude', 'gps-Longitude', 'gps-Altitude', 'gps-Accuracy', 'meta-instanceID', 'KEY']]
    for number, (row, a) in enumerate(zip(rows[1:], ANSWERS), 1):
        key = f'uuid:0a1b2c3d-0000-4000-8000-{number:012}'
        table.append(['2025-03-07T08:00:00Z'] + row[:gps] + [str(a['point'][0]), str(a['point'][1]), '12', '4.5', key, key])
    workspace = Workspace()
    check_sites(workspace, workspace.json('import', workspace.write('o.csv', as_csv(table, ','))), 'ODK')


@test('columns of several versions of a form are one column; two questions of one version that are called alike are two')
def _():
    rows = rows_of('labels', 'summary')
    at = rows[0].index('Sitio/Nombre')
    for row, version in zip(rows[1:], ('v1', 'v2', 'v3')):
        row[rows[0].index('__version__')] = version
    for header in ('Sitio/Nombre', 'Sitio/Nombre_001'):
        table = [r[:at + 1] + [header if r is rows[0] else ''] + r[at + 1:] for r in rows]
        table[2][at], table[2][at + 1] = '', table[2][at]
        workspace = Workspace()
        check_sites(workspace, workspace.json('import', workspace.write('v.csv', as_csv(table))), header)
    # The same version answers both: the second is another question, and S3 without a first answer takes none from it.
    table[1][at + 1] = 'Otro nombre'
    table[3][table[0].index('__version__')] = table[2][table[0].index('__version__')] = 'v1'
    table[3][at], table[3][at + 1] = '', 'Segundo'
    workspace = Workspace()
    report = workspace.json('import', workspace.write('v.csv', as_csv(table)), status=1)
    equal((report['read'], report['rejected'], report['inserted']), (3, 2, 1))
    equal([s['name'] for s in workspace.rows('site')], ['Campo Uno'])


# --- repeats ---

ORGANISATIONS = [('Cruz Roja', '2025-02-01', [('Agua', 'wash', 120), ('Carpas', 'shelter_nfi', 80)]),
                 ('OIM', '2025-02-02', []),
                 ('Cáritas', '2025-02-03', [('Kits', 'shelter_nfi', 40)])]


def repeat_tables(link):
    """The sheet of submissions and that of the repeat, joined as @link says."""
    parent = [['Implementing organisation', 'Reporting date', *META]]
    child = [['grp/Activity', 'grp/Cluster', 'grp/People reached', *{
        'index': ['_index', '_parent_table_name', '_parent_index', '_submission__id'], 'id': ['_submission__id', '_submission__submission_time'],
        'key': ['PARENT_KEY', 'KEY', 'SET-OF-work']}[link]]]
    if link == 'key':
        parent[0] = parent[0][:2] + ['SubmissionDate', 'KEY']
    n = 0
    for number, (name, date, works) in enumerate(ORGANISATIONS, 1):
        key = f'uuid:0a1b2c3d-0000-4000-8000-{number:012}'
        parent.append([name, date] + (['2025-03-07T08:00:00Z', key] if link == 'key' else [str(m) for m in meta(number)]))
        for activity, cluster, people in works:
            n += 1
            child.append([activity, cluster, str(people), *{
                'index': [str(n), 'Encuesta de actividades', str(number), str(1000 + number)], 'id': [str(1000 + number), '2025-03-07'],
                'key': [key, f'{key}/work[{n}]', f'{key}/work']}[link]])
    return parent, child


def check_repeat(workspace, report, what):
    equal((report['entity'], report['read'], report['rejected']), ('activity', 3, 0), f'{what} {report}')
    got = sorted((r['implementing_org'], r['reporting_date'], r['activity'], r['cluster'], r['reached_ind']) for r in workspace.rows('activity'))
    equal(got, sorted((name, date, *work) for name, date, works in ORGANISATIONS for work in works), what)


@test('rows of a repeat take what their submission says, however they name it')
def _():
    for link in ('index', 'id', 'key'):
        parent, child = repeat_tables(link)
        workspace = Workspace()
        path = workbook.write(workspace.path('r.xlsx'), ('Encuesta de actividades', parent, [], False), ('work', child, [], False))
        check_repeat(workspace, workspace.json('import', path, '--sheet', 'work'), link)
        equal(workspace.json('import', path, '--sheet', 'work')['unchanged'], 3, f'{link} again')
    workspace = Workspace()
    with zipfile.ZipFile(workspace.path('odk.zip'), 'w') as archive:
        archive.writestr('Form.csv', as_csv(parent, ','))
        archive.writestr('Form-work.csv', as_csv(child, ','))
    check_repeat(workspace, workspace.json('import', workspace.path('odk.zip'), '--sheet', 'Form-work'), 'zip')


@test('a repeat in a text table of its own is joined with the submissions beside it, whichever of the two is named')
def _():
    # Briefcase names them "Form.csv" and "Form-work.csv"; sheets of a KoBo workbook are saved under any name.
    for link, names in (('key', ('Form.csv', 'Form-work.csv')), ('index', ('Encuesta de actividades.csv', 'work.csv')), ('id', ('a.csv', 'b.csv')),
                        ('index', ('2025 - Encuesta de actividades.csv', '2025 - work.csv'))):
        parent, child = repeat_tables(link)
        for chosen in names:
            workspace = Workspace()
            workspace.write(names[0], as_csv(parent, ','))
            workspace.write(names[1], as_csv(child, ';'))
            report = workspace.json('import', workspace.path(chosen))
            check_repeat(workspace, report, f'{link} {chosen}')
            told = [w['message'] for w in report['warnings'] if w['rule'] == 'files_beside']
            equal(len(told), 1, 'said')
            has(told[0], [n for n in names if n != chosen][0])
            equal(workspace.json('import', workspace.path(chosen))['unchanged'], 3, f'{link} {chosen} again')
    # Without its submissions the rows lack what these say.
    workspace = Workspace()
    workspace.bad(1, 'import', workspace.write('work.csv', as_csv(repeat_tables('index')[1], ',')), '--as', 'activity')


@test('a submission that is not numbered in a sheet at hand is found by what the rows say of it')
def _():
    parent, child = repeat_tables('index')
    child[0].append('_submission__uuid')
    for row in child[1:]:
        row.append(f'0a1b2c3d-0000-4000-8000-{int(row[-2]):012}')
        row[-3] = '9'  # a row of a sheet that was not saved
    workspace = Workspace()
    workspace.write('answers.csv', as_csv(parent, ','))
    check_repeat(workspace, workspace.json('import', workspace.write('repeat.csv', as_csv(child, ','))), 'by its uuid')


@test('what lies in the folder and does not belong to the file is left alone')
def _():
    import os
    parent, child = repeat_tables('key')
    others = [[c.replace('uuid:0a1b', 'uuid:ffff') for c in row] for row in child]
    workspace = Workspace()
    path = workspace.write('Form.csv', as_csv(parent, ','))
    workspace.write('Form-work.csv', as_csv(child, ','))
    # Of another form; of another download of the same; no answers at all; damaged; a folder, a link that leads elsewhere.
    workspace.write('Form-other.csv', as_csv(others, ','))
    workspace.write('Form (1).csv', as_csv(parent, ','))
    workspace.write('Form (1)-work.csv', as_csv([child[0]] + [[c.replace('Pozos', 'Falso') for c in row] for row in child[1:]], ','))
    workspace.write('Form-list.csv', 'KEY,PARENT,Activity\nuuid:0a1b2c3d-0000-4000-8000-000000000001,x,Falso\n')
    workspace.write('Form-broken.csv', 'PARENT_KEY,Activity\nuuid:0a1b2c3d-0000-4000-8000-000000000001,"cut here')
    os.mkdir(workspace.path('Form-folder.csv'))
    elsewhere = Workspace()
    os.symlink(elsewhere.write('secret.csv', as_csv(child, ',')), workspace.path('Form-link.csv'))
    report = workspace.json('import', path)
    check_repeat(workspace, report, 'the one that belongs to it')
    told = [w['message'] for w in report['warnings'] if w['rule'] == 'files_beside'][0]
    has(told, 'Form-work.csv')
    for name in ('Form-other', 'Form (1)', 'Form-list', 'Form-broken', 'Form-folder', 'Form-link'):
        assert name not in told, told


@test('the sheet of the repeat is found by itself, and a row whose submission is missing says so')
def _():
    parent, child = repeat_tables('index')
    workspace = Workspace()
    path = workbook.write(workspace.path('r.xlsx'), ('Encuesta de actividades', parent, [], False), ('work', child, [], False))
    check_repeat(workspace, workspace.json('import', path), 'unasked')
    child[2][-2] = '77'
    path = workbook.write(workspace.path('r.xlsx'), ('Encuesta de actividades', parent, [], False), ('work', child, [], False))
    report = Workspace().json('import', path, '--sheet', 'work', status=1)
    equal((report['read'], report['rejected']), (3, 1), 'the organisation is missing')
    has([w['rule'] for w in report['warnings']], 'no_submission')


@test('a submission that says nothing of its own is no missing one')
def _():
    parent = [META] + [[str(m) for m in meta(n)] for n in (1, 2)]
    child = [['Implementing organisation', 'Activity', 'Cluster', 'Reporting date', '_index', '_parent_table_name', '_parent_index'],
             ['OIM', 'Pozos', 'wash', '2025-02-01', '1', 'Form', '1'], ['OIM', 'Letrinas', 'wash', '2025-02-01', '2', 'Form', '2']]
    workspace = Workspace()
    path = workbook.write(workspace.path('n.xlsx'), ('Form', parent, [], False), ('work', child, [], False))
    report = workspace.json('import', path)
    equal((report['entity'], report['read'], report['inserted']), ('activity', 2, 2), report)
    assert 'no_submission' not in [w['rule'] for w in report['warnings']], report['warnings']


@test('a repeat in a repeat says what both above it say')
def _():
    top = [['Implementing organisation', *META], ['OIM', *map(str, meta(1))], ['Cáritas', *map(str, meta(2))]]
    middle = [['Cluster', '_index', '_parent_table_name', '_parent_index'], ['wash', '1', 'top', '1'], ['health', '2', 'top', '2']]
    lowest = [['Activity', 'People reached', '_index', '_parent_table_name', '_parent_index'],
              ['Pozos', '5', '1', 'middle', '1'], ['Letrinas', '6', '2', 'middle', '1'], ['Clínica', '7', '3', 'middle', '2']]
    workspace = Workspace()
    path = workbook.write(workspace.path('n.xlsx'), ('top', top, [], False), ('middle', middle, [], False), ('lowest', lowest, [], False))
    report = workspace.json('import', path, '--sheet', 'lowest', '--as', 'activity')
    equal((report['read'], report['rejected']), (3, 0))
    equal(sorted((r['implementing_org'], r['cluster'], r['activity'], r['reached_ind']) for r in workspace.rows('activity')),
          [('Cáritas', 'health', 'Clínica', 7), ('OIM', 'wash', 'Letrinas', 6), ('OIM', 'wash', 'Pozos', 5)])


@test('answers as the API of KoBo gives them: a repeat, and a repeat in a repeat, say what stands above them')
def _():
    # Keys are the whole path of a question, as in KoBo's API v2: "repeat/question".
    def answer(number, organisation, clusters):
        return {'_id': 1000 + number, '_uuid': f'0a1b2c3d-0000-4000-8000-{number:012}', '_submission_time': '2025-03-07T08:00:00', '__version__': 'v1',
                '_attachments': [{'filename': 'a.jpg', 'id': 1}], '_geolocation': [None, None], 'about/Implementing organisation': organisation,
                'cl': [{'cl/Cluster': cluster, 'cl/work': [{'cl/work/Activity': a, 'cl/work/People reached': n} for a, n in works]}
                       for cluster, works in clusters]}
    answers = [answer(1, 'OIM', [('wash', [('Pozos', 5), ('Letrinas', 6)]), ('health', [])]),
               answer(2, 'Nadie', []),
               answer(3, 'Cáritas', [('health', [('Clínica', 7)]), ('wash', [('Baños', 8)])])]
    expected = sorted([('Cáritas', 'health', 'Clínica', 7), ('Cáritas', 'wash', 'Baños', 8), ('OIM', 'wash', 'Letrinas', 6), ('OIM', 'wash', 'Pozos', 5)])
    shapes = {'page': {'count': 3, 'next': None, 'previous': None, 'results': answers}, 'list': answers}
    for what, shape in shapes.items():
        workspace = Workspace()
        path = workspace.write(f'{what}.json', json.dumps(shape, ensure_ascii=False))
        report = workspace.json('import', path, '--sheet', 'work', '--as', 'activity')
        equal((report['read'], report['rejected']), (4, 0), what)
        equal(sorted((r['implementing_org'], r['cluster'], r['activity'], r['reached_ind']) for r in workspace.rows('activity')), expected, what)
        equal(workspace.json('import', path, '--sheet', 'work', '--as', 'activity')['unchanged'], 4, f'{what} again')


@test('the same answers again, corrected in between, change their records and make no second ones')
def _():
    head = ['Implementing organisation', 'Cluster', 'Activity', 'People reached']
    parent, child = repeat_tables('index')
    for what, column in (('kobo', '_uuid'), ('old kobo', 'meta/instanceID'), ('odk', 'KEY')):
        workspace = Workspace()
        rows = [['OIM', 'wash', 'Pozos', '5'], ['OIM', 'wash', 'Pozos', '5'], ['Cáritas', 'health', 'Clínica', '7']]
        def file(name):
            ids = [('uuid:' if column != '_uuid' else '') + f'0a1b2c3d-0000-4000-8000-{n:012}' for n in range(1, len(rows) + 1)]
            return workspace.write(name, as_csv([head + [column, '__version__']] + [row + [i, 'v1'] for row, i in zip(rows, ids)], ','))
        first = workspace.json('import', file('a.csv'), '--as', 'activity')
        equal((first['read'], first['inserted']), (3, 3), f'{what}: two answers alike are two')
        rows[1][3], rows[2][2] = '50', 'Clínica móvil'
        rows.append(['OIM', 'wash', 'Baños', '9'])
        again = workspace.json('import', file('b.csv'), '--as', 'activity')
        equal((again['inserted'], again['updated'], again['unchanged']), (1, 2, 1), what)
        equal(sorted((r['activity'], r['reached_ind']) for r in workspace.rows('activity')),
              [('Baños', 9), ('Clínica móvil', 7), ('Pozos', 5), ('Pozos', 50)], what)
    # Rows of a repeat have no number of their own in KoBo: they are those of their submission, in their order, wherever that stands.
    for link in ('index', 'id', 'key'):
        parent, child = repeat_tables(link)
        workspace = Workspace()
        for cell, counts in ((None, (3, 0, 0)), ('99', (0, 1, 2))):
            child[1][2] = cell or child[1][2]
            path = workbook.write(workspace.path('r.xlsx'), ('Encuesta de actividades', parent, [], False), ('work', child, [], False))
            report = workspace.json('import', path, '--sheet', 'work')
            equal((report['inserted'], report['updated'], report['unchanged']), counts, link)


@test('sheets that name each other as the one above end in words')
def _():
    first = [['Activity', '_index', '_parent_table_name', '_parent_index'], ['A', '1', 'two', '1']]
    second = [['Cluster', '_index', '_parent_table_name', '_parent_index'], ['wash', '1', 'one', '1']]
    workspace = Workspace()
    path = workbook.write(workspace.path('loop.xlsx'), ('one', first, [], False), ('two', second, [], False))
    has(workspace.run('import', path).err, 'loop.xlsx')


# --- the words of the form ---

SURVEY = [['type', 'name', 'label::English (en)', 'label::Español (es)'],
          ['begin_group', 'g', 'Site', 'Sitio'], ['text', 'q1', 'SSID', 'Código SSID'], ['text', 'q2', 'Site name', 'Nombre del sitio'],
          ['select_one tipo', 'q3', 'Type of site', 'Tipo de sitio'], ['select_multiple am', 'q4', 'Hazards at the site', 'Amenazas en el sitio'],
          ['integer', 'q5', 'Households', 'Hogares'], ['date', 'q6', 'Date of assessment', 'Fecha de evaluación'],
          ['select_one sn', 'q7', 'In a return or relocation project', 'En un proyecto de retorno'], ['end_group', '', '', '']]
CHOICES = [['list_name', 'name', 'label::English (en)', 'label::Español (es)'],
           ['tipo', '1', 'Planned camp', 'Campamento planificado'], ['tipo', '2', 'Collective centre', 'Centro colectivo'],
           ['am', 'a', 'Flood', 'Inundación'], ['am', 'b', 'Fire', 'Incendio'], ['am', 'c', 'Wind', 'Viento'], ['sn', 's', 'Yes', 'Sí'], ['sn', 'n', 'No', 'No']]


@test('with the form beside them, names of questions and choices that say nothing are read by their labels')
def _():
    answers = [['g/q1', 'g/q2', 'g/q3', 'g/q4', 'g/q4/a', 'g/q4/b', 'g/q4/c', 'g/q5', 'g/q6', 'g/q7', *META],
               ['S1', 'Uno', '1', 'a b', '1', '1', '0', '12', '2025-01-02', 's', *map(str, meta(1))],
               ['S2', 'Dos', '2', 'c', '0', '0', '1', '13', '2025-01-03', 'n', *map(str, meta(2))]]
    workspace = Workspace()
    form = workbook.write(workspace.path('form.xlsx'), ('survey', SURVEY, [], False), ('choices', CHOICES, [], False))
    path = workspace.write('a.csv', as_csv(answers))
    assert workspace.run('import', path).status != 0, 'without the form nobody knows what these are'
    report = workspace.json('import', path, '--choices', form)
    equal((report['entity'], report['read'], report['rejected']), ('site', 2, 0), report)
    equal(sorted((s['ssid'], s['name'], s['site_type'], s['hazards'], s['return_project']) for s in workspace.rows('site')),
          [('S1', 'Uno', 'planned_camp', 'flood;fire', 'yes'), ('S2', 'Dos', 'collective_centre', 'wind', 'no')])
    equal(sorted(c['idp_hh'] for c in workspace.rows('site_count')), [12, 13])
    has(str(workspace.json('recognise', path, '--choices', form)['sheets'][0]['entity']), 'site')
    # The columns alone, without the text.
    bare = [[c for i, c in enumerate(row) if answers[0][i] != 'g/q4'] for row in answers]
    second = Workspace()
    equal(second.json('import', second.write('b.csv', as_csv(bare)), '--choices', form)['rejected'], 0)
    equal(sorted(s['hazards'] for s in second.rows('site')), ['flood;fire', 'wind'])
    has(workspace.bad(1, 'import', path, '--choices', path).err, 'XLSForm')
    workspace.bad(3, 'import', path, '--choices', workspace.path('none.xlsx'))


@test('the words of the form are kept with the mapping: the next answers need no form, nor does another office')
def _():
    import os
    head = ['g/q1', 'g/q2', 'g/q3', 'g/q4', 'g/q5', 'g/q6', 'g/q7', *META]
    def answers(numbers, hazards):
        return as_csv([head] + [[f'S{n}', f'Sitio {n}', '2', hazards, str(10 + n), '2025-01-02', 's', *map(str, meta(n))] for n in numbers])
    workspace = Workspace()
    form = workbook.write(workspace.path('form.xlsx'), ('survey', SURVEY, [], False), ('choices', CHOICES, [], False))
    first = workspace.json('import', workspace.write('a.csv', answers((1, 2), 'a b')), '--choices', form, '--save-mapping', 'Encuesta de sitios')
    equal((first['entity'], first['inserted']), ('site', 2))
    os.remove(form)
    next_file = workspace.write('b.csv', answers((3, 4, 5), 'c'))
    second = workspace.json('import', next_file)
    equal((second['entity'], second['inserted'], second['rejected']), ('site', 3, 0), second)
    equal([(s['site_type'], s['hazards'], s['return_project']) for s in sorted(workspace.rows('site'), key=lambda s: s['ssid'])],
          [('collective_centre', 'flood;fire', 'yes')] * 2 + [('collective_centre', 'wind', 'yes')] * 3)
    told = workspace.ok('mapping', 'export', 'Encuesta de sitios').out
    other = Workspace()
    other.ok('mapping', 'import', other.write('m.json', told))
    third = other.json('import', other.write('c.csv', answers((6,), 'a')))
    equal((third['entity'], third['inserted']), ('site', 1))
    equal([(s['site_type'], s['hazards']) for s in other.rows('site')], [('collective_centre', 'flood')])
    # A mapping whose form was tampered with is read as far as it is one.
    for broken in ('"form":[]', '"form":{"questions":{},"lists":[]}', '"form":{"questions":[1,{"words":[]},{"words":[7]}],"lists":{"am":[[],["a",3]],"x":4}}'):
        third_office = Workspace()
        third_office.ok('mapping', 'import', third_office.write('m.json', told[:told.index('"form":')] + broken + '}'))
        assert third_office.run('import', other.path('c.csv')).status in (0, 1), broken


@test('a form chosen in place of its answers is called what it is; beside answers it is not mistaken for them')
def _():
    workspace = Workspace()
    form = workbook.write(workspace.path('form.xlsx'), ('survey', SURVEY, [], False), ('choices', CHOICES, [], False),
                          ('settings', [['form_title', 'form_id'], ['Sites', 'sites']], [], False))
    err = workspace.bad(1, 'import', form).err
    has(err, 'form (XLSForm)')
    has(err, '--choices')
    pack = {'id_string': 'x', 'content': {'survey': [{'type': 'text', 'name': 'ssid', 'label': 'SSID'}, {'type': 'text', 'name': 'name', 'label': 'Name'}],
                                          'choices': []},
            'submissions': [{'ssid': f'S{n}', 'name': f'Site {n}', 'site_type': 'planned_camp', '_uuid': f'0a1b2c3d-0000-4000-8000-{n:012}'} for n in (1, 2)]}
    report = workspace.json('import', workspace.write('pack.json', json.dumps(pack)))
    equal((report['entity'], report['inserted'], report['rejected']), ('site', 2, 0), report)


# What the public files hold (counted by Python's json and csv, and read by eye): forms alone, or answers about one household or one
# mast at a time. None of them holds a record of the mission, so that nothing may come in, and no name of a person may be told.
PUBLIC_FORMS = ['demo.xlsx', *(f'pyxform/{n}.xlsx' for n in ('case_insensitivity', 'choice_filter_test', 'group', 'loop', 'specify_other', 'xlsform_spec_test')),
                'koboquest_kobo_questions.csv']
PUBLIC_ANSWERS = [  # file, answers in it, a person named in them
    ('v1.json', 6, 'peter'), ('v2.json', 1, 'Chacabuco'), ('koboquest_data.csv', 10, None),
    *((f'formpack_site_inspection/v{n}.json', 2, 'clouseau') for n in range(1, 7))]


@test('public forms are called forms, and answers about households or masts make no records of the mission')
def _():
    from harness import shared
    workspace = Workspace()
    before = workspace.stats()
    for name in PUBLIC_FORMS:
        has(workspace.bad(1, 'import', shared('04_kobo_xlsform', name)).err, 'form (XLSForm)', name)
    for name, answers, person in PUBLIC_ANSWERS:
        path = shared('04_kobo_xlsform', name)
        if path.endswith('.json'):
            with open(path, encoding='utf-8') as file:
                equal(len(json.load(file)['submissions']), answers, name)
        result = workspace.run('import', path, '--json')
        equal(result.status, 1, name)
        # Answers that no form app marked as its own cannot be told from the form around them.
        assert 'form (XLSForm)' not in result.err or 'formpack' in name, f'{name}: it holds answers too'
        assert person is None or person not in result.err + result.out, name
    equal(workspace.stats(), before, 'nothing came in')


@test('a table that no form app wrote stays as it is, whatever its columns are called')
def _():
    workspace = Workspace()
    path = workspace.write('plain.csv', 'SSID,Nombre,Nombre_001,Hazards at the site,Hazards at the site/flood\nA,,Otro,,1\nB,Dos,,fire,0\n')
    report = workspace.json('import', path, status=1)
    equal((report['rejected'], report['inserted']), (1, 1), 'the name is not taken from elsewhere')


main()
