# SPDX-License-Identifier: GPL-3.0-or-later
"""A crisis: its clock, the figures of the sources, what is promised twice, drills. Due moments and sums are worked out again here."""
import csv
import datetime
import os
import zoneinfo

from harness import SOURCE, Workspace, equal, has, main, test

ZONE = zoneinfo.ZoneInfo('America/Tegucigalpa')
T0 = datetime.datetime(2026, 10, 14, 6, 0, tzinfo=ZONE)
CLOCK = '2026-10-15T18:00:00Z'  # 30 hours after T0


def steps():
    with open(os.path.join(SOURCE, 'data', 'seeds', 'plan_step.csv'), encoding='utf-8', newline='') as file:
        return list(csv.DictReader(file))


def instant(text):
    return datetime.datetime.fromisoformat(text.split('[')[0].replace('Z', '+00:00'))


def add(workspace, entity, **fields):
    # a held clock gives the same random numbers to each process: a second apart they are others
    workspace.clock = (instant(workspace.clock) + datetime.timedelta(seconds=1)).strftime('%Y-%m-%dT%H:%M:%SZ')
    made = workspace.json('add', entity, *(f'{k}={v}' for k, v in fields.items()))
    return made['code'] or made['uid']


def declared(country='HND', clock=CLOCK, **more):
    workspace = Workspace(country=country, clock=clock)
    fields = dict(name='Dalia', type='disaster_natural', hazard='hurricane', country=country, status='active', t0=T0.isoformat())
    fields.update(more)
    return workspace, add(workspace, 'crisis', **fields)


def state(workspace, crisis):
    return workspace.json('analyse', 'crisis', crisis)['crises'][0]


@test('declaring a crisis makes the tasks of the standard list, each due so many hours after T0, in the words of the office')
def _():
    workspace, crisis = declared()
    found = state(workspace, crisis)
    equal((found['hours'], found['calendar_of_plan'], found['steps_waiting']), (30.0, False, 0), 'state')
    want = sorted((T0 + datetime.timedelta(hours=int(s['hours'])), s['title_es'], s['responsible_es']) for s in steps())
    got = sorted((instant(t['due_at']), t['title'], t['responsible']) for t in found['tasks'])
    equal(got, want, 'tasks')
    for task in found['tasks']:
        due = instant(task['due_at'])
        equal(task['due'], due.astimezone(ZONE).date().isoformat(), 'day in the office')
        equal(task['overdue'], due < instant(CLOCK), task['title'])
    equal(found['tasks_overdue'], sum(int(s['hours']) < 30 for s in steps()), 'overdue')
    haiti, crisis = declared('HTI')
    equal({t['title'] for t in state(haiti, crisis)['tasks']}, {s['title'] for s in steps()}, 'not in Spanish')


@test('a crisis that is only watched has no tasks; declared twice it has them once, and what was thrown away or done stays so')
def _():
    workspace, crisis = declared(status='watch')
    equal(state(workspace, crisis)['steps_waiting'], len(steps()), 'waiting')
    equal(workspace.count('task'), 0, 'tasks')
    has(workspace.ok('set', 'crisis', crisis, 'status=active').err, str(len(steps())))
    rows = workspace.rows('task', '--sort', 'due')
    workspace.ok('set', 'task', rows[0]['code'], 'status=done', 'done_date=2026-10-14')
    workspace.ok('delete', 'task', rows[1]['code'])
    before = workspace.canonical('task')
    workspace.ok('set', 'crisis', crisis, 'status=active')
    equal(workspace.canonical('task'), before, 'again')
    equal(workspace.count('task'), len(steps()) - 1, 'tasks')


@test('the start of the clock is one step: undone with the crisis, and done again')
def _():
    workspace, crisis = declared(status='watch')
    workspace.ok('set', 'crisis', crisis, 'status=active')
    workspace.ok('undo')
    equal((workspace.count('task'), workspace.rows('crisis')[0]['status']), (0, 'watch'), 'undone')
    equal(state(workspace, crisis)['steps_waiting'], len(steps()), 'waiting again')
    workspace.ok('set', 'crisis', crisis, 'status=active')
    equal(workspace.count('task'), len(steps()), 'again')


@test('the calendar of the plan in force for the hazard is used, and named; a plan of another hazard or out of date is not')
def _():
    workspace = Workspace(country='HND', clock=CLOCK)
    plan = dict(country='HND', status='endorsed', endorsed_by='HCT', valid_from='2026-06-01', valid_to='2027-05-31')
    good = add(workspace, 'contingency_plan', title='Ciclones', hazards='flood;hurricane', **plan)
    other = add(workspace, 'contingency_plan', title='Sismos', hazards='earthquake', **plan)
    old = add(workspace, 'contingency_plan', title='Antiguo', hazards='hurricane', **{**plan, 'valid_from': '2025-06-01', 'valid_to': '2026-05-31'})
    for reference, key, hours in ((good, 'a', 3), (good, 'b', 50), (other, 'a', 1), (old, 'a', 1)):
        add(workspace, 'plan_step', plan=reference, step_key=key, hours=hours, title=f'{reference} {key}')
    crisis = add(workspace, 'crisis', name='Dalia', type='disaster_natural', hazard='hurricane', country='HND', status='active', t0=T0.isoformat())
    found = state(workspace, crisis)
    equal([(t['title'], t['hours']) for t in found['tasks']], [(f'{good} a', 3), (f'{good} b', 50)], 'tasks')
    equal((found['calendar_of_plan'], workspace.json('show', 'crisis', crisis)['contingency_plan']), (True, good), 'plan')
    add(workspace, 'plan_step', plan=good, step_key='c', hours=72, title='Tercero')
    equal(state(workspace, crisis)['steps_waiting'], 1, 'a step that came later')
    workspace.ok('set', 'crisis', crisis, 'status=active')
    equal([t['hours'] for t in state(workspace, crisis)['tasks']], [3, 50, 72], 'after it')


@test('a task that was moved to another day follows the day and no longer the hour of the clock')
def _():
    workspace, crisis = declared()
    first = state(workspace, crisis)['tasks'][0]
    workspace.ok('set', 'task', first['uid'], 'due=2026-10-20')
    moved = next(t for t in state(workspace, crisis)['tasks'] if t['uid'] == first['uid'])
    equal((moved['due'], moved['due_at'], moved['hours'], moved['overdue']), ('2026-10-20', None, None, False), 'moved')


@test('figures stand side by side: the newest of each source, government first; one is planned with, for a reason')
def _():
    workspace, crisis = declared()
    figure = dict(crisis=crisis, measure='affected')
    add(workspace, 'figure', **figure, value=50000, date='2026-10-14', source_type='government', source='COPECO')
    newer = add(workspace, 'figure', **figure, value=61400, date='2026-10-15', source_type='government', source='COPECO')
    iom = add(workspace, 'figure', **figure, value=58900, date='2026-10-12', source_type='iom', source='DTM')
    add(workspace, 'figure', **figure, value=70000, date='2026-10-15', source_type='media', source='Diario')
    add(workspace, 'figure', **figure, value=900, date='2026-10-15', source_type='iom', source='DTM', place='HND')
    measures = state(workspace, crisis)['figures']
    equal([(m['place'], [s['value'] for s in m['sources']]) for m in measures], [(None, [61400, 58900, 70000]), ('HND', [900])], 'figures')
    equal([s['stale'] for s in measures[0]['sources']], [False, True, False], 'stale')
    has(workspace.bad(1, 'set', 'figure', newer, 'is_planning=yes').err, 'Why we plan with it')
    workspace.ok('set', 'figure', newer, 'is_planning=yes', 'planning_reason=Incluye Yoro')
    workspace.ok('set', 'figure', iom, 'is_planning=yes', 'planning_reason=Verificada en campo')
    measure = state(workspace, crisis)['figures'][0]
    equal((measure['planning_value'], measure['planning_reason']), (58900, 'Verificada en campo'), 'planning')
    equal([s['planning'] for s in measure['sources']], [False, True, False], 'only one')
    workspace.ok('undo')
    equal(state(workspace, crisis)['figures'][0]['planning_value'], 61400, 'one undo takes all of it back')


@test('severity keeps its history with reasons; an area has the newest phase of its own, the others that of the crisis')
def _():
    workspace, crisis = declared(areas='HN05; HN18')
    for date, level, reason in (('2026-10-14', 'moderate', 'Alerta'), ('2026-10-15', 'severe', 'Desborde del Ulúa')):
        add(workspace, 'severity', crisis=crisis, date=date, level=level, reason=reason)
    add(workspace, 'area_phase', crisis=crisis, place='HN18', date='2026-10-14', phase='during', reason='Inundada')
    add(workspace, 'area_phase', crisis=crisis, place='HN18', date='2026-10-15', phase='after', reason='Bajó el agua')
    found = state(workspace, crisis)
    equal([(s['level'], s['reason']) for s in found['severity']], [('severe', 'Desborde del Ulúa'), ('moderate', 'Alerta')], 'severity')
    equal([(a['place'], a['phase'], a['reason']) for a in found['areas']], [('HN05', 'during', None), ('HN18', 'after', 'Bajó el agua')], 'areas')


@test('what two crises count on is said: an expert on the same days, stock beyond what there is, with the arithmetic')
def _():
    workspace, one = declared()
    two = add(workspace, 'crisis', name='Sequía', type='disaster_natural', country='HND', status='active', t0='2026-03-01T00:00:00-06:00')
    expert = add(workspace, 'expert', name='Ana', primary_profile='cccm')
    free = add(workspace, 'expert', name='Beto', primary_profile='cccm')
    for crisis, who, start, end in ((one, expert, '2026-10-16', '2026-11-20'), (two, expert, '2026-11-10', '2026-12-24'),
                                    (one, free, '2026-10-16', '2026-11-09'), (two, free, '2026-11-10', '2026-12-24')):
        add(workspace, 'deployment', expert=who, crisis=crisis, status='deployed', to_country='HND', planned_start=start, planned_end=end)
    warehouse = add(workspace, 'warehouse', name='Bodega', status='active')
    add(workspace, 'stock_movement', time='2026-10-01T09:00:00-06:00', type='receipt', item='BLANKET', quantity=500, warehouse=warehouse)
    add(workspace, 'reservation', item='BLANKET', warehouse=warehouse, quantity=300, crisis=one, status='held')
    equal([d['what'] for d in state(workspace, one)['promised_twice']], ['Ana'], 'one crisis alone holds what there is')
    # the ledger does not let an office promise more than it has: 500 − 300 are left
    has(workspace.bad(1, 'add', 'reservation', 'item=BLANKET', f'warehouse={warehouse}', 'quantity=350', f'crisis={two}', 'status=held').err, 'At most 200')
    add(workspace, 'reservation', item='BLANKET', warehouse=warehouse, quantity=200, crisis=two, status='held')
    for crisis in (one, two):
        person, = state(workspace, crisis)['promised_twice']
        equal(person['what'], 'Ana', 'expert')
        has(person['why'], '10 Nov')
        has(person['why'], '20 Nov')


@test('a drill is in no total: not in people in sites, not in the sums of all crises')
def _():
    workspace, crisis = declared()
    drill = add(workspace, 'crisis', name='Simulacro', type='disaster_natural', country='HND', status='active', is_drill='yes', t0=T0.isoformat())
    for owner, people in ((crisis, 120), (drill, 4000)):
        site = add(workspace, 'site', name=f'Escuela {people}', status='open', crisis=owner)
        add(workspace, 'site_count', site=site, date='2026-10-15', idp_ind=people)
    add(workspace, 'site_count', site=add(workspace, 'site', name='Sin crisis', status='open'), date='2026-10-15', idp_ind=30)
    equal(workspace.json('analyse', 'site-gaps')['total']['people'], 150, 'all that is real')
    equal(workspace.json('analyse', 'site-gaps', '--where', f'crisis = {drill}')['total']['people'], 4000, 'asked for by name')
    assert state(workspace, drill)['drill'] and not state(workspace, crisis)['drill']


@test('a crisis without T0 or unknown is refused with a sentence')
def _():
    workspace, _crisis = declared()
    has(workspace.bad(1, 'analyse', 'crisis', 'HND-CRISIS-0099').err, 'HND-CRISIS-0099')
    has(workspace.bad(1, 'add', 'area_phase', f'crisis={_crisis}', 'phase=during').err, 'Place')


main()
