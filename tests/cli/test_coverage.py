# SPDX-License-Identifier: GPL-3.0-or-later
"""Who does what where, and what nobody does: worked out again here from the same rows."""
import collections
import csv
import datetime
import os
import random
import sys
import zoneinfo

from harness import Workspace, equal, has, main, test

DAY = datetime.timedelta(days=1)
TODAY = datetime.datetime.now(zoneinfo.ZoneInfo('America/Port-au-Prince')).date()
seed = int(os.environ.get('EPC_TEST_SEED', random.randrange(1 << 30)))
print(f'# EPC_TEST_SEED={seed}', file=sys.stderr, flush=True)
chance = random.Random(seed)

# the clusters that stand there without an activity, and the sectors of those clusters that belong to one alone (MC/2355 beside the clusters)
STANDING = 'cccm shelter_nfi wash health food_security nutrition education protection child_protection gbv early_recovery logistics'.split()
SECTORS = {'cccm': 'M01', 'shelter_nfi': 'M02', 'logistics': 'M03', 'health': 'M04', 'mhpss': 'M05', 'protection': 'M10'}
PLACES = {'HT01': 'HT01', 'HT0111': 'HT01', 'HT03': 'HT03', 'HT0311': 'HT03', 'HT': '', '': ''}


def workspace():
    w = Workspace(country='HTI')
    for pcode, name, level, parent in (('HT01', 'Ouest', 1, 'HTI'), ('HT03', 'Nord', 1, 'HTI'), ('HT05', 'Artibonite', 1, 'HTI'),
                                       ('HT0111', 'Port-au-Prince', 2, 'HT01'), ('HT0311', 'Cap-Haïtien', 2, 'HT03')):
        w.ok('add', 'place', f'pcode={pcode}', f'name={name}', f'level={level}', f'parent={parent}')
    return w


def standing_of(row):
    over = row['end_date'] and row['end_date'] < str(TODAY)
    if row['status'] == 'planned':
        return None if over else 'planned'
    if row['status'] != 'ongoing':
        return None
    if row['start_date'] and row['start_date'] > str(TODAY):
        return 'planned'
    return 'late' if over else 'active'


def some_rows():
    def day():
        return chance.choice(['', str(TODAY + chance.randrange(-40, 40) * DAY)])

    rows = []
    for n in range(120):
        start, end = day(), day()
        if start and end and end < start:
            start, end = end, start
        rows.append({'row_id': f'A{n}', 'implementing_org': chance.choice(['OIM', 'ACNUR', 'Cruz Roja', 'MSF']),
                     'cluster': chance.choice(['cccm', 'shelter_nfi', 'wash', 'mhpss', 'protection', '']),
                     'activity': f'Actividad {n}', 'status': chance.choice(['ongoing', 'ongoing', 'planned', 'completed', 'suspended']),
                     'place': chance.choice(list(PLACES)), 'start_date': start, 'end_date': end,
                     'in_need_ind': chance.choice(['', 500, 900]), 'targeted_ind': chance.choice(['', 400]), 'reached_ind': chance.choice(['', 0, 120])})
    return rows


def judged(rows, displaced, key_of, keys):
    """state, active, planned, to_confirm, reached and organisations by row and area, from the rows alone."""
    cells = collections.defaultdict(lambda: {'active': 0, 'planned': 0, 'to_confirm': 0, 'reached': None, 'in_need': None, 'organisations': set()})
    for row in rows:
        cell, standing = cells[key_of(row), PLACES[row['place']]], standing_of(row)
        if row['in_need_ind'] != '':
            cell['in_need'] = max(cell['in_need'] or 0, row['in_need_ind'])
        if standing is None:
            continue
        cell['to_confirm' if standing == 'late' else standing] += 1
        if standing == 'active':
            cell['organisations'].add(row['implementing_org'])
        if standing != 'late' and row['reached_ind'] != '':
            cell['reached'] = (cell['reached'] or 0) + row['reached_ind']
    for key in keys:
        for area in displaced:
            cell = cells[key, area]
            need = key and area and ((displaced[area] or 0) > 0 or (cell['in_need'] or 0) > 0)
            cell['state'] = 'active' if cell['active'] else 'planned' if cell['planned'] else 'to_confirm' if cell['to_confirm'] else 'nobody' if need else 'unknown'
    return cells


@test('Activities by cluster and area, under way, planned or over, and where nobody is beside displaced people')
def by_cluster():
    w, rows = workspace(), some_rows()
    path = w.path('4w.csv')
    with open(path, 'w', newline='', encoding='utf-8') as out:
        writer = csv.DictWriter(out, fieldnames=list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    equal(w.json('import', path, '--as', 'activity')['inserted'], len(rows))
    found = w.json('analyse', 'mcof', '--where', 'by = cluster')
    equal(found['displaced'][-1]['place'], None)
    displaced = {area['place'] or '': area['people'] for area in found['displaced']}
    equal(set(displaced), {PLACES[row['place']] for row in rows}, 'without a round the areas are those of the activities')
    keys = {row['cluster'] or '' for row in found['sectors']}
    equal(keys, set(STANDING) | {row['cluster'] for row in rows})
    cells = judged(rows, displaced, lambda row: row['cluster'], keys)
    for line in found['sectors']:
        for cell in line['areas']:
            expected = cells[line['cluster'] or '', cell['place'] or '']
            got = {key: cell[key] for key in expected if key != 'organisations'} | {'organisations': set(cell['organisations'])}
            equal(got, dict(expected), f"{line['cluster']} {cell['place']}")
    equal(found['nobody'], sum(cell['state'] == 'nobody' for cell in cells.values()))
    equal(found['active'], sum(standing_of(row) == 'active' for row in rows))
    equal(found['organisations'], len({row['implementing_org'] for row in rows if standing_of(row) == 'active'}))
    sectors = w.json('analyse', 'mcof')
    active = collections.Counter(SECTORS.get(row['cluster'], '') for row in rows if standing_of(row) == 'active')
    equal({line['sector'] or '': line['active'] for line in sectors['sectors'] if line['active']}, {key: n for key, n in active.items() if n})
    equal(len([line for line in sectors['sectors'] if line['sector']]), 15)


@test('The people of the latest round say where somebody is needed, and the matrix of the office which of the fifteen sectors')
def need():
    w = workspace()
    path = w.write('round.csv', 'Operation,Country,admin0Pcode,admin1Name,admin1Pcode,roundNumber,reportingDate,numPresentIdpInd,assessmentType\n'
                   'Ouragan,Haiti,HTI,Ouest,HT01,1,2026-10-01,1200,BA\nOuragan,Haiti,HTI,Artibonite,HT05,1,2026-10-01,300,BA\n')
    w.ok('import', path)
    w.ok('add', 'activity', 'implementing_org=OIM', 'cluster=cccm', 'status=ongoing', 'place=HT0111', 'start_date=2026-10-02')
    found = w.json('analyse', 'mcof', '--where', 'by = cluster')
    equal([(a['place'], a['people'], a['nobody']) for a in found['displaced']], [('HT01', 1200, 11), ('HT05', 300, 12)])
    has(found['round'], 'Ouragan')
    equal(w.json('analyse', 'mcof')['nobody'], 0, 'no sector is said to be needed')
    w.ok('add', 'mcof_row', 'mcof_sector=M04', 'phase=during', 'gap_severity=3')
    w.ok('add', 'mcof_row', 'mcof_sector=M05', 'phase=during', 'place=HT05', 'gap_severity=2')
    w.ok('add', 'mcof_row', 'mcof_sector=M09', 'phase=after', 'gap_severity=4')
    lines = {line['sector']: {a['place']: a['state'] for a in line['areas']} for line in w.json('analyse', 'mcof')['sectors']}
    equal(lines['M04'], {'HT01': 'nobody', 'HT05': 'nobody'})
    equal(lines['M05'], {'HT01': 'unknown', 'HT05': 'nobody'})
    equal(lines['M09'], {'HT01': 'unknown', 'HT05': 'unknown'})
    equal(lines['M01'], {'HT01': 'active', 'HT05': 'unknown'})
    w.ok('settings', 'coverage.clusters=cccm;health')
    equal([line['cluster'] for line in w.json('analyse', 'mcof', '--where', 'by = cluster')['sectors']], ['cccm', 'health'])
    has(w.bad(2, 'analyse', 'mcof', '--where', 'by = colour').err, 'by = cluster')


@test('The activities of a drill are in no total, and stand alone where the drill is asked for')
def drill():
    w = workspace()
    crisis = w.json('add', 'crisis', 'name=Simulacro', 'type=sudden_onset', 'status=active', 'is_drill=yes', 'country=HTI', 't0=2026-10-07T06:00')
    w.ok('add', 'activity', 'implementing_org=OIM', 'cluster=cccm', 'status=ongoing', 'place=HT0111')
    w.ok('add', 'activity', 'implementing_org=ACNUR', 'cluster=wash', 'status=ongoing', 'place=HT0111', f"crisis={crisis['uid']}")
    equal({line['cluster']: line['active'] for line in w.json('analyse', 'mcof', '--where', 'by = cluster')['sectors'] if line['active']}, {'cccm': 1})
    found = w.json('analyse', 'mcof', '--where', 'by = cluster', '--where', f"crisis = {crisis['uid']}")
    equal({line['cluster']: line['active'] for line in found['sectors'] if line['active']}, {'wash': 1})


main()
