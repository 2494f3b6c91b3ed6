# SPDX-License-Identifier: GPL-3.0-or-later
"""Wide sheets: people by sex and age, by reason and year, a column each. Sums are added up by Python."""
import csv
import io
import random

from harness import Workspace, equal, main, test

BANDS = [(0, 0), (1, 5), (6, 11), (12, 17), (18, 59), (60, None)]
# How each language writes "women" and "men", a band, the youngest and the oldest.
STYLES = {
    'en': ('Females', 'Males', '{sex} {a}-{b}', '{sex} under 1', '{sex} {a}+'),
    'es': ('Mujeres', 'Hombres', '{sex} de {a} a {b} años', '{sex} menores de 1 año', '{sex} de {a} y más'),
    'fr': ('Femmes', 'Hommes', '{sex} {a} à {b} ans', '{sex} moins de 1 an', '{sex} {a} ans et plus'),
    'pt': ('Mulheres', 'Homens', '{sex} de {a} a {b} anos', '{sex} <1', '{sex} {a} anos ou mais'),
    'short': ('F', 'M', '{sex}_{a}_{b}', '{sex} <1', '{sex} {a}+'),
}


def sheet(workspace, name, rows):
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return workspace.write(name, out.getvalue())


def label(style, sex, band):
    words = STYLES[style]
    pattern = words[3] if band == (0, 0) else words[4] if band[1] is None else words[2]
    return pattern.format(sex=words[sex], a=band[0], b=band[1])


for STYLE in STYLES:
    @test(f'bands of age that are no field by themselves are added up into the fields they make ({STYLE})')
    def _(style=STYLE):
        chance = random.Random(7)
        columns = [(sex, band) for sex in (0, 1) for band in BANDS]
        rows, truth = [], {}
        for i in range(6):
            figures = [chance.randint(0, 400) for _ in columns]
            rows.append([f'S{i}', f'Lugar {i}', '2024-05-06', *figures])

            def total(sex, low, high, figures=figures):
                return sum(n for (s, (a, b)), n in zip(columns, figures) if s == sex and a >= low and (b or 99) <= high)
            truth[f'S{i}'] = (total(0, 0, 99), total(1, 0, 99), total(0, 6, 17), total(1, 6, 17), total(0, 1, 5), total(1, 60, 99))
        workspace = Workspace()
        path = sheet(workspace, 'bands.csv', [['SSID', 'Site name', 'Survey date', *(label(style, *c) for c in columns)], *rows])
        report = workspace.json('import', path)
        equal((report['entity'], report['read'], report['rejected'], report['unknown_columns']), ('site', 6, 0, []))
        keys = ['females', 'males', 'females_6_17', 'males_6_17', 'females_1_5', 'males_60']
        got = sorted(tuple(r[k] for k in keys) for r in workspace.rows('site_count', '--columns', ','.join(keys)))
        equal(got, sorted(truth.values()))
        equal(workspace.json('import', path)['unchanged'], 6, 'the same again')


@test('bands that do not make up a field are named, not guessed; a column told away is no part')
def _():
    workspace = Workspace()
    head = ['SSID', 'Site name', 'Survey date', 'Males 0-17', 'Males 18-59', 'Males 60+', 'Females 0-17', 'Females 60+']
    path = sheet(workspace, 'gap.csv', [head, ['S1', 'Uno', '2024-05-06', 1, 2, 4, 8, 16], ['S2', 'Dos', '2024-05-06', 32, 64, 128, 256, 512]])
    columns = {c['header']: (c['role'], c['field']) for c in workspace.json('recognise', path)['sheets'][0]['columns']}
    equal((columns['Males 0-17'], columns['=males'], columns['Females 0-17']), (('part', None), ('field', 'males'), ('unknown', None)))
    told = workspace.json('recognise', path, '--columns', '*,*,*,-,*,*,*,*')['sheets'][0]['columns']
    equal([c['header'] for c in told if c['header'].startswith('=')], [], 'without its youngest nothing makes up the males')
    report = workspace.json('import', path)
    equal(report['unknown_columns'], ['Females 0-17'])
    equal(sorted((r['males'], r['females'], r['males_18_59']) for r in workspace.rows('site_count')), [(7, None, 2), (224, None, 64)])


@test('people by reason and year become a row for each reason; what the total has beyond them stays')
def _():
    workspace = Workspace()
    rows = [('V1', 100, 10, 20, 30, 40), ('V2', 90, 1, 2, 3, 4), ('V3', 50, None, None, None, None), ('V4', 7, 3, 4, None, None)]
    head = ['country', 'operation', 'assessmentType', 'roundNumber', 'reportingDate', 'Location SSID', 'Location', 'IDP individuals',
            'a_idp_arrival_2023_ind_conflict', 'a_idp_arrival_2024_ind_conflict', 'a_idp_arrival_2023_ind_disaster',
            'a_idp_arrival_2024_ind_disaster']
    path = sheet(workspace, 'reasons.csv', [head] + [['HTI', 'Prueba', 'BA', 3, '2024-06-30', r[0], f'Lugar {r[0]}', *('' if v is None else v for v in r[1:])]
                                                     for r in rows])
    report = workspace.json('import', path)
    equal((report['entity'], report['rejected']), ('location_count', 0), report)
    expected = []
    for ssid, total, *parts in rows:
        conflict, disaster = (sum(v or 0 for v in p) if any(v is not None for v in p) else None for p in (parts[:2], parts[2:]))
        expected += [(ssid, reason, n) for reason, n in (('conflict', conflict), ('disaster', disaster)) if n is not None]
        left = total - (conflict or 0) - (disaster or 0)
        expected += [(ssid, None, left)] if left else []
    got = [(r['location_ssid'], r['reason'], r['idp_ind']) for r in workspace.rows('location_count')]
    equal(sorted(got, key=str), sorted(expected, key=str))
    equal(sum(n for _s, _r, n in got), sum(r[1] for r in rows), 'nobody is lost or counted twice')
    again = workspace.json('import', path)
    equal((again['inserted'], again['updated']), (0, 0))


@test('a table of population by sex and age becomes rows of population')
def _():
    workspace = Workspace()
    for code, name in (('HT01', 'Ouest'), ('HT02', 'Sud-Est')):
        workspace.ok('add', 'place', f'pcode={code}', f'name={name}', 'level=1', 'parent=HTI', 'iso3=HTI')
    bands = [f'{a}-{a + 4}' for a in range(0, 80, 5)] + ['80+']
    chance = random.Random(3)
    rows = [[code, *(chance.randint(100, 9000) for _ in range(len(bands) * 2))] for code in ('HT01', 'HT02')]
    path = sheet(workspace, 'pop.csv', [['ADM1_PCODE', *(f'F {b}' for b in bands), *(f'M {b}' for b in bands)], *rows])
    report = workspace.json('import', path, '--as', 'population', '--set', 'year=2024')
    equal((report['rejected'], report['inserted']), (0, len(bands) * 4))
    got = workspace.rows('population')
    equal(sum(r['population'] for r in got), sum(sum(r[1:]) for r in rows))
    equal({(r['place'], r['sex'], r['age_band']): r['population'] for r in got}['HT02', 'male', '80_plus'], rows[1][-1])


@test('a row of a hundred thousand columns of bands is refused in time')
def _():
    workspace = Workspace()
    path = workspace.write('many.csv', ','.join(f'F {i % 90}-{i % 90 + 5}' for i in range(100_000)) + '\n' + ','.join('1' for _ in range(100_000)) + '\n')
    assert workspace.run('recognise', path, timeout=30).status != 0


main()
