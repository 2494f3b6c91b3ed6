# SPDX-License-Identifier: GPL-3.0-or-later
"""A storm from its first hours to the second round and the repaid advance, by the verbs alone with the clock held at each step. What must come
out is reckoned here, from the files of the two rounds and from what is put in below; and the sample shows the same crisis."""
import csv
import datetime
import os

from harness import SOURCE, Place, Workspace, equal, has, main, test

T0 = datetime.datetime(2026, 10, 14, 6, 0, tzinfo=datetime.timezone(datetime.timedelta(hours=-6)))
STEP_FIELDS = {'finance': 'finance_checked_at', 'com': 'com_approved_at', 'rts': 'rts_endorsed_at'}
STEPS = {'alerta': 2, 'centros': 3, 'mefm': 8, 'sede': 24, 'dtm': 72, 'entrega': 120, 'pdm': 624}
CENTRES = [('Polideportivo', 'gym', 900, 733), ('Gimnasio', 'gym', 500, 640), ('Centro comunal', 'community_hall', 450, 518), *((f'Escuela {n}', 'school', 200 + 10 * n, 150 + 12 * n)
                                                                                                                                 for n in range(1, 10))]
ADVANCE = 200000


class Story(Workspace):
    """The workspace with its clock at so many hours after T0; each call is a second later."""

    def __init__(self):
        super().__init__(country='HND', clock=(T0 - datetime.timedelta(days=120)).isoformat())
        self.now = T0

    def at(self, hours):
        self.now = T0 + datetime.timedelta(hours=hours)
        return self

    def call(self, *words, **options):
        if hasattr(self, 'now'):
            self.now += datetime.timedelta(seconds=1)
            self.clock = self.now.isoformat()
        return super().call(*words, **options)

    def add(self, entity, **fields):
        made = self.json('add', entity, *(f'{k}={v}' for k, v in fields.items()))
        return made['code'] or made['uid']

    def moment(self):
        return self.now.isoformat()

    def day(self):
        return self.now.date().isoformat()

    def crisis(self):
        return self.json('analyse', 'crisis', 'HND-CRISIS-0001')['crises'][0]

    def finish(self, step):
        """Ticks off the task of this step of the plan."""
        task = next(t for t in self.crisis()['tasks'] if t['title'] == f'Paso {step}')
        self.ok('set', 'task', task['uid'], 'status=done', f'done_date={self.day()}')


def people_of(name):
    """(locations, municipalities, people) of a round's file, by the rows of its lowest level."""
    with open(os.path.join(SOURCE, 'data', 'sample', name), encoding='utf-8-sig', newline='') as file:
        rows = [row for row in csv.DictReader(file) if row['adminLevel'] == '2']
    return len(rows), len({row['admin2Pcode'] for row in rows}), sum(int(row['numPresentIdpInd']) for row in rows)


def prepare(story):
    story.at(-24 * 100)
    plan = story.add('contingency_plan', title='Ciclones', country='HND', hazards='hurricane;flood', status='endorsed', endorsed_by='Equipo de País',
                     valid_from='2026-06-01', valid_to='2027-05-31')
    for key, hours in STEPS.items():
        story.add('plan_step', plan=plan, step_key=key, hours=hours, title=f'Paso {key}')
    for name, building, capacity, _people in CENTRES:
        story.add('evacuation_centre', name=name, place='HND', status='standby', building=building, capacity=capacity)
    for who, profile, station in (('Mejía, Andrés', 'cccm', 'PAN'), ('Restrepo, Lucía', 'dtm_im', 'COL')):
        story.add('expert', name=who, primary_profile=profile, availability='available', notice='h24', duty_station=station)
    warehouse = story.add('warehouse', name='Bodega', status='active')
    story.ok('add', 'stock_movement', f'time={story.moment()}', 'type=receipt', 'item=KITCHEN-SET', 'quantity=1656', f'warehouse={warehouse}')
    return plan


story = Story()


@test('T0: the alert is there, the crisis is declared, the calendar of its plan is on the clock')
def _():
    prepare(story)
    story.at(0)
    alert = story.add('event_alert', title='Desborde del Ulúa', reported_at=story.moment(), source='COPECO', verification='verified', hazard='flood',
                      displaced_ind=2100)
    crisis = story.add('crisis', name='Tormenta Dalia', type='disaster_natural', hazard='hurricane', glide='TC-2026-000183-HND', country='HND',
                       status='active', t0=T0.isoformat())
    story.ok('set', 'event_alert', alert, f'crisis={crisis}')
    story.add('severity', crisis=crisis, date=story.day(), level='severe', reason='Doce centros abiertos', source='COPECO')
    story.add('log_entry', crisis=crisis, time=story.moment(), kind='decision', title='Se activa el plan')
    found = story.crisis()
    equal([t['hours'] for t in found['tasks']], sorted(STEPS.values()), 'hours')
    equal((found['calendar_of_plan'], found['tasks_overdue'], found['decisions']), (True, 0, 1), 'state')


@test('T+3 h: twelve evacuation centres open and stand in the register; people are counted, the fullest are over capacity')
def _():
    story.at(3)
    for n in range(len(CENTRES)):
        story.ok('set', 'evacuation_centre', f'HND-EC-{n + 1:04d}', 'status=open')
    sites = {row['name']: row['code'] for row in story.rows('site', '--columns', 'name,code')}
    equal(len(sites), len(CENTRES), 'sites')
    for name, _building, _capacity, people in CENTRES:
        story.add('site_count', site=sites[name], date=story.day(), time='09:00', source='daily', idp_ind=people)
    total = story.json('analyse', 'site-gaps')['total']
    equal((total['sites'], total['people'], total['over_capacity']),
          (12, sum(c[3] for c in CENTRES), sum(c[3] > c[2] for c in CENTRES)), 'people in sites')
    for step in ('alerta', 'centros'):
        story.finish(step)
    equal(story.at(4).crisis()['tasks_overdue'], 0, 'overdue')


@test('T+5 h to T+30 h: the MEFM request is drafted, agreed, endorsed, sent in time, approved; then disbursed')
def _():
    story.at(5)
    request = story.add('funding_request', title='MEFM Dalia', crisis='HND-CRISIS-0001', country='HND', status='draft', t0=T0.isoformat(),
                        summary='Doce centros', target_ind=6000, mcof_sectors='M01;M02', activities='Centros y artículos', amount_requested=ADVANCE,
                        currency='USD', repayment_plan='BHA', affected_ind=58000, displaced_ind=9870, start_date='2026-10-15', duration_months=3,
                        drafted_at=story.moment())
    story.add('budget_line', funding_request=request, line='shelter_nfi', description='Artículos', amount=ADVANCE, currency='USD')
    story.finish('mefm')
    for hours, step, role, change in ((9, 'finance', 'Finanzas', 'finance_check'), (11, 'com', 'Jefatura de Misión', 'com_approved'), (14, 'rts', 'RTS', 'rts_endorsed')):
        story.at(hours)
        story.add('approval', funding_request=request, step=step, role=role, decision='approved', time=story.moment(), channel='email', recorded_by='Punto focal')
        story.ok('set', 'funding_request', request, f'status={change}', f'{STEP_FIELDS[step]}={story.moment()}')
    story.at(18)
    story.ok('set', 'funding_request', request, 'status=submitted', f'submitted_at={story.moment()}')
    story.finish('sede')
    story.at(30)
    story.add('approval', funding_request=request, step='hq', role='DOE', decision='approved', time=story.moment(), channel='email', recorded_by='Punto focal')
    story.ok('set', 'funding_request', request, 'status=approved', f'decided_at={story.moment()}', f'amount_approved={ADVANCE}', 'approved_currency=USD')
    story.at(148)
    story.ok('set', 'funding_request', request, 'status=disbursed', f'disbursed_at={story.moment()}')
    shown = story.json('show', 'funding_request', request)
    hours = [float(value) for key, value in shown.items() if key.startswith('hours_') and value is not None]
    assert any(abs(h - 18) < 0.1 for h in hours), shown


@test('T+72 h: round 1 has the places and people of its file; T+120 h: 1,200 households are served out of stock')
def _():
    story.at(84)
    locations, places, people = people_of('round-1.csv')
    story.ok('import', os.path.join(SOURCE, 'data', 'sample', 'round-1.csv'))
    newest = story.json('analyse', 'round-change')['rounds'][-1]
    equal((locations, newest['places'], newest['people'], newest['people']), (42, places, people, 9870), 'round 1')
    story.finish('dtm')
    story.at(122)
    given = story.add('distribution', title='Primera entrega', date=story.day(), status='distributed', crisis='HND-CRISIS-0001', place='HND', modality='in_kind',
                      kit='KIT-NFI', quantity=1200, hh_planned=1200, hh_reached=1200, reached_ind=5640)
    story.ok('add', 'stock_movement', f'time={story.moment()}', 'type=dispatch', 'item=KITCHEN-SET', 'quantity=-1200', 'warehouse=HND-WH-0001',
             f'distribution={given}')
    equal([line['on_hand'] for line in story.json('analyse', 'stock')['items']], [1656 - 1200], 'stock')
    story.finish('entrega')
    for n, (start, end) in enumerate((('2026-10-15', '2026-12-05'), ('2026-10-16', '2026-12-10')), 1):
        story.add('deployment', expert=f'HND-EXP-{n:04d}', crisis='HND-CRISIS-0001', status='deployed', to_country='HND', planned_start=start, planned_end=end,
                  actual_start=start)
    equal(story.crisis()['promised_twice'], [], 'one crisis')


@test('round 2 has 55 % fewer; three schools close with day, reason and nobody in them; what their closing wants is done')
def _():
    story.at(24 * 19 + 12)
    _locations, _places, people = people_of('round-2.csv')
    story.ok('import', os.path.join(SOURCE, 'data', 'sample', 'round-2.csv'))
    newest = story.json('analyse', 'round-change')['rounds'][-1]
    equal((newest['round'], newest['people'], round(newest['change_percent'])), (2, people, -55), 'round 2')
    sites = {row['name']: row['code'] for row in story.rows('site', '--columns', 'name,code')}
    story.at(24 * 27)
    for name in ('Escuela 1', 'Escuela 2', 'Escuela 3'):
        before = next(c[3] for c in CENTRES if c[0] == name)
        story.ok('set', 'site', sites[name], 'status=closing', f'expected_closing={story.day()}')
        story.add('site_movement', site=sites[name], date=story.day(), type='departure', reason='return', idp_ind=before)
        life = story.json('analyse', 'site-gaps', sites[name])['sites'][0]
        equal((life['people_now'], life['left_since']), (0, before), name)
        story.add('site_count', site=sites[name], date=story.day(), time='18:00', source='daily', idp_ind=0)
        said = story.ok('set', 'site', sites[name], 'status=closed', f'closed_on={story.day()}', 'closure_reason=school_reopening', 'closure_destination=home',
                        f'solutions_note={before} personas volvieron', 'handed_over=yes', 'rehabilitated=yes')
        assert 'people' not in said.err, said
        life = story.json('analyse', 'site-gaps', sites[name])['sites'][0]
        equal([c['check'] for c in life['closing'] if not c['done']], [], name)
    open_now = story.json('analyse', 'site-gaps', '--where', 'status in open;care;consolidating;closing')['total']
    closed = sum(c[3] for c in CENTRES if c[0] in ('Escuela 1', 'Escuela 2', 'Escuela 3'))
    equal((open_now['sites'], open_now['people']), (9, sum(c[3] for c in CENTRES) - closed), 'open sites')


@test('the advance is repaid: 60 % after forty days, the rest later; the crisis closes and its clock does not start again')
def _():
    story.at(24 * 40)
    story.add('repayment', funding_request='HND-MEFM-0001', date=story.day(), status='posted', amount=120000, currency='USD')
    story.ok('set', 'funding_request', 'HND-MEFM-0001', 'status=partially_reimbursed')

    def paid():
        return sum(float(str(row['amount']).split()[0]) for row in story.rows('repayment', '--columns', 'amount'))

    equal(paid() / ADVANCE, 0.6, 'share repaid')
    story.at(24 * 60)
    story.add('repayment', funding_request='HND-MEFM-0001', date=story.day(), status='posted', amount=80000, currency='USD')
    story.ok('set', 'funding_request', 'HND-MEFM-0001', 'status=reimbursed')
    equal(paid(), ADVANCE, 'repaid')
    equal(sorted(t['title'] for t in story.crisis()['tasks'] if t['overdue']), ['Paso pdm'], 'what nobody ticked off')
    story.finish('pdm')
    story.add('lesson', title='Acordar la salida de las escuelas antes de abrirlas', lesson_date=story.day(), recommendation='Firmar una fecha de salida')
    story.ok('set', 'crisis', 'HND-CRISIS-0001', 'status=closed', f'end_date={story.day()}', 'phase=after')
    equal([c['code'] for c in story.json('analyse', 'crisis')['crises']], [], 'none is open')
    equal((story.crisis()['tasks_done'], story.crisis()['tasks_open']), (len(STEPS), 0), 'tasks')
    equal(story.json('check')['ok'], True, 'check')


@test('the sample is made by the same verbs: its crisis has its plan on the clock, a planning figure, phases and severity with reasons')
def _():
    place = Place()
    file = place.path('sample.epc')
    place.done('sample', file)
    found = place.done('--workspace', file, 'analyse', 'crisis', '--json', env={'EPC_CLOCK': '2026-11-23T18:00:00Z'}).json['crises'][0]
    equal((found['calendar_of_plan'], found['tasks_done'], found['tasks_open'], found['steps_waiting']), (True, 10, 1, 0), 'clock')
    equal([s['level'] for s in found['severity']], ['moderate', 'severe', 'moderate'], 'severity')
    assert all(s['reason'] for s in found['severity']), found['severity']
    equal(found['figures'][0]['planning_value'], 58900, 'planning figure')
    equal({a['place']: a['phase'] for a in found['areas']}, {'HN05': 'during', 'HN18': 'during', 'HN01': 'after'}, 'phases')
    text = open(os.path.join(SOURCE, 'data', 'sample', 'dalia.txt'), encoding='utf-8').read()
    has(text, 'add crisis')


main()
