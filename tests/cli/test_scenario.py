# SPDX-License-Identifier: GPL-3.0-or-later
"""A storm from its first hours to the second round and the repaid advance, by the verbs alone with the clock held at each step. What must come
out is reckoned here, from the files of the two rounds and from what is put in below; and the sample shows the same crisis.

With EPC_SCENARIO_TO=FOLDER the workspace is left there (story.epc), and what was said to the program, line by line with its moment
(story.jsonl): tests/desktop/test-scenario.c plays the same story through the window, and both must leave the same records."""
import csv
import datetime
import json
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

        self.said = []

    def at(self, hours):
        self.now = T0 + datetime.timedelta(hours=hours)
        return self

    def call(self, *words, **options):
        if hasattr(self, 'now'):
            self.now += datetime.timedelta(seconds=1)
            self.clock = self.now.isoformat()
            if words[2] in ('add', 'set', 'import', 'stock', 'mefm'):
                self.said.append([self.clock, *(str(w) for w in words[2:] if w != '--json')])
        return super().call(*words, **options)

    def add(self, entity, **fields):
        made = self.json('add', entity, *(f'{k}={v}' for k, v in fields.items()))
        return made['code'] or made['uid']

    def leave_it(self, folder):
        """Whole in one file, with what was said to make it."""
        self.ok('backup', '--to', os.path.join(folder, 'story.epc'))
        with open(os.path.join(folder, 'story.jsonl'), 'w', encoding='utf-8') as file:
            file.writelines(json.dumps(line) + '\n' for line in self.said)

    def moment(self):
        """To the minute, as people write it down."""
        return self.now.replace(second=0).isoformat()

    def day(self):
        return self.now.date().isoformat()

    def crisis(self):
        return self.json('analyse', 'crisis', 'HND-CRISIS-0001')['crises'][0]

    def finish(self, step):
        """Ticks off the task of this step of the plan."""
        self.ok('set', 'task', f'Paso {step}', 'status=done', f'done_date={self.day()}')


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
    story.ok('stock', 'receive', 'KITCHEN-SET', 1656, '--to', warehouse, '--waybill', 'GR-1')
    return plan


story = Story()


@test('T0: the alert is there, the crisis is declared, the calendar of its plan is on the clock')
def _():
    prepare(story)
    story.at(0)
    alert = story.add('event_alert', title='Desborde del Ulúa', reported_at=story.moment(), source='COPECO', verification='verified', hazard='flood',
                      displaced_ind=2100)
    crisis = story.add('crisis', name='Tormenta Dalia', type='disaster_natural', hazard='hurricane', country='HND', status='active', phase='during',
                       t0=T0.isoformat(), summary='Desborde del Ulúa')
    story.ok('set', 'event_alert', alert, f'crisis={crisis}')
    story.ok('set', 'crisis', crisis, 'glide=TC-2026-000183-HND')
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
    # the occupancy log of the centres: who was in at nine and at noon
    for hours, share in ((3, 1), (6, 1.1)):
        story.at(hours)
        for n, (_name, _building, _capacity, people) in enumerate(CENTRES[:4], 1):
            story.add('centre_occupancy', centre=f'HND-EC-{n:04d}', counted_at=story.moment(), crisis='HND-CRISIS-0001', ind=round(people * share), source='Comité del centro')
    logged = story.rows('centre_occupancy', '--columns', 'ind,counted_at')
    equal(sorted(row['ind'] for row in logged), sorted(round(c[3] * share) for c in CENTRES[:4] for share in (1, 1.1)), 'occupancy log')
    story.at(4)
    for step in ('alerta', 'centros'):
        story.finish(step)
    equal(story.at(4).crisis()['tasks_overdue'], 0, 'overdue')


@test('T+4 h: two sources beside each other, one of them planned with; the households counted in the centres are what the stock must serve')
def _():
    story.at(4)
    for measure, value, kind, source in (('affected', 61400, 'government', 'COPECO'), ('affected', 58000, 'iom', 'OIM'),
                                         ('displaced', 9870, 'iom', 'OIM')):
        story.add('figure', crisis='HND-CRISIS-0001', measure=measure, date=story.day(), value=value, source_type=kind, source=source)
    for measure, value in (('affected', '58000'), ('displaced', '9870')):
        figure = next(row['uid'] for row in story.rows('figure', '--columns', 'uid,measure,value', '--where', f'value = {value}'))
        story.said.append([story.moment(), 'plan', value, 'Vista por el equipo'])
        story.ok('set', 'figure', figure, 'is_planning=yes', 'planning_reason=Vista por el equipo')
        story.said.pop()
    figures = {f['measure']: f for f in story.crisis()['figures']}
    equal((figures['affected']['planning_value'], figures['displaced']['planning_value']), (58000, 9870), 'planning figures')
    needs = story.json('analyse', 'needs', 'HND-CRISIS-0001')
    line = next(i for i in needs['items'] if i['item_code'] == 'KITCHEN-SET')
    # one set for each household of five
    equal((line['need'], line['available'], line['gap']), (-(-sum(c[3] for c in CENTRES) // 5), 1656, 0), 'needs')


@test('T+5 h to T+30 h: the MEFM request is drafted out of the figures, agreed, endorsed, sent in time, approved; then disbursed')
def _():
    story.at(5)
    story.ok('mefm', 'begin', 'HND-CRISIS-0001')
    request = 'HND-MEFM-0001'
    drafted = story.json('show', 'funding_request', request)
    equal((drafted['affected_ind'], drafted['displaced_ind'], drafted['status']), (58000, 9870, 'draft'), 'out of the figures')
    story.ok('set', 'funding_request', request, 'summary=Doce centros', 'target_ind=6000', 'mcof_sectors=M01;M02', 'activities=Centros y artículos',
             f'amount_requested={ADVANCE}', 'currency=USD', 'repayment_plan=BHA', 'start_date=2026-10-15', 'duration_months=3')
    story.add('budget_line', funding_request=request, line='shelter_nfi', description='Artículos', amount=ADVANCE, currency='USD')
    story.finish('mefm')
    for hours, step, role, change in ((9, 'finance', 'Finanzas', 'finance_check'), (11, 'com', 'Jefatura de Misión', 'com_approved'), (14, 'rts', 'RTS', 'rts_endorsed')):
        story.at(hours)
        story.add('approval', funding_request=request, step=step, role=role, decision='approved', time=story.moment(), channel='email', recorded_by='Punto focal')
        # the draft is whole when its budget goes to be checked
        drafted = [f'drafted_at={story.moment()}'] if step == 'finance' else []
        story.ok('set', 'funding_request', request, f'status={change}', f'{STEP_FIELDS[step]}={story.moment()}', *drafted)
    story.at(18)
    story.ok('set', 'funding_request', request, 'status=submitted', f'submitted_at={story.moment()}')
    story.finish('sede')
    story.at(30)
    story.add('approval', funding_request=request, step='hq', role='DOE', decision='approved', time=story.moment(), channel='email', recorded_by='Punto focal')
    story.ok('set', 'funding_request', request, f'amount_approved={ADVANCE}', 'approved_currency=USD')
    story.ok('set', 'funding_request', request, 'status=approved', f'decided_at={story.moment()}')
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
             f'distribution={given}', 'crisis=HND-CRISIS-0001')
    equal([line['on_hand'] for line in story.json('analyse', 'stock')['items']], [1656 - 1200], 'stock')
    story.finish('entrega')
    equal(story.crisis()['promised_twice'], [], 'one crisis')


@test('experts: asked for on the first day, the roster answers, the best of it is short-listed, released, deployed')
def _():
    story.at(124)
    for n, (profile, title) in enumerate((('cccm', 'Coordinación CCCM'), ('dtm_im', 'Gestión de información')), 1):
        request = story.add('expert_request', title=title, crisis='HND-CRISIS-0001', country='HND', status='requested', urgency='h72',
                            requested_at=story.moment(), profile=profile, number=1, start_date='2026-10-23', duration_weeks=8)
        roster = story.json('analyse', 'roster', request)
        best = roster['experts'][0]
        equal(best['expert'], f'HND-EXP-{n:04d}', title)
        deployment = story.add('deployment', expert=best['expert'], expert_request=request, crisis='HND-CRISIS-0001', role=title, status='shortlisted',
                               match_score=best['score'], from_country={1: 'PAN', 2: 'COL'}[n], to_country='HND', planned_start=roster['from'],
                               planned_end=roster['to'])
        story.ok('set', 'expert_request', request, 'status=shortlisted')
        story.ok('set', 'deployment', deployment, 'release_approved=yes', 'actual_start=2026-10-23', 'status=deployed')
        story.ok('set', 'expert_request', request, 'status=filled')
    equal(story.crisis()['promised_twice'], [], 'one crisis')


@test('reports 1 to 4 come one after the other, each with its period and the day of the next')
def _():
    for number, days in enumerate((4, 7, 12, 19), 1):
        story.at(24 * days + 11)
        uid = story.add('sitrep', crisis='HND-CRISIS-0001', kind='iom_sitrep', number=number, as_of=story.moment(), status='draft', period_start=story.day(),
                        period_end=story.day(), next_report=(story.now + datetime.timedelta(days=3)).date().isoformat(), classification='restricted',
                        highlights=f'Informe {number}')
        story.ok('set', 'sitrep', uid, 'status=issued', f'issued_on={story.day()}')
    equal([(row['number'], row['status']) for row in story.rows('sitrep', '--columns', 'number,status', '--sort', 'number')],
          [(n, 'issued') for n in (1, 2, 3, 4)], 'reports')


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


@test('three weeks after the delivery households are asked; communities get their projects, people a desk for six weeks, the region a recovery project')
def _():
    story.at(24 * 26)
    story.add('pdm_result', distribution='HND-DIST-0001', date=story.day(), interviewed_hh=120, method='survey', received_pct=97, satisfied_pct=88, used_pct=91, sold_pct=3)
    for title, kind in (('Drenaje', 'drainage'), ('Aulas', 'school_room'), ('Alumbrado', 'lighting'), ('Punto de agua', 'water_point')):
        initiative = story.add('initiative', title=title, type=kind, status='approved', place='HND', crisis='HND-CRISIS-0001')
        story.add('milestone', initiative=initiative, title='Entrega a la comunidad', status='planned', due='2027-01-31')
    provider = story.add('service_provider', name='Ventanilla municipal', service='documents', status='active')
    asked = [31, 44, 52, 38, 29, 17]
    for week, number in enumerate(asked):
        story.at(24 * (26 + 7 * week) + 1) # a Monday: no single day is kept
        story.add('referral', week=story.day(), is_specialised='no', number=number, desk='shelter', consent='yes', service_requested='documents', provider=provider, outcome='accepted')
    equal(sum(row['number'] for row in story.rows('referral', '--columns', 'number')), sum(asked), 'the desk')
    story.at(24 * 30)
    project = story.add('project', title='Reducción del riesgo', country='HND', area='drr', status='pipeline', crisis='HND-CRISIS-0001', objective_prds='environments',
                        pillar='living_standard', criteria='safety;living_standard')
    for criterion, score in (('safety', 2), ('living_standard', 3)):
        story.add('solution_score', place='HND', population_group='idp', criterion=criterion, score_date=story.day(), score=score, project=project)
    equal((story.count('initiative'), story.count('milestone'), story.count('pdm_result'), story.count('solution_score')), (4, 4, 1, 2), 'records')


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
    story.add('lesson', title='Acordar la salida de las escuelas antes de abrirlas', lesson_date=story.day(), crisis='HND-CRISIS-0001', recommendation='Firmar una fecha de salida')
    story.ok('set', 'crisis', 'HND-CRISIS-0001', 'status=closed', f'end_date={story.day()}', 'phase=after')
    equal([c['code'] for c in story.json('analyse', 'crisis')['crises']], [], 'none is open')
    equal((story.crisis()['tasks_done'], story.crisis()['tasks_open']), (len(STEPS), 0), 'tasks')
    equal(story.json('check')['ok'], True, 'check')
    if os.environ.get('EPC_SCENARIO_TO'):
        story.leave_it(os.environ['EPC_SCENARIO_TO'])


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
