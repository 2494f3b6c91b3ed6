# SPDX-License-Identifier: GPL-3.0-or-later
"""Sites from an evacuation centre that stands by to the closing; and the sectors of the sites of Haiti, reckoned here from IOM's file."""
import csv

from harness import Workspace, equal, has, main, shared, test

ANSWERS = {'Presence of Toilets': 'toilets_there', 'Water Provision': 'water_there', 'Presence of Bathing': 'bathing_there',
           'Waste Management': 'waste_collected', 'CMA Presence': 'management_there', 'Committee Presence': 'committee_there'}
WASH = ('toilets_there', 'water_there', 'bathing_there', 'waste_collected')
CCCM = ('management_there', 'committee_there')


def add(workspace, entity, **fields):
    made = workspace.json('add', entity, *(f'{k}={v}' for k, v in fields.items()))
    return made['code'] or made['uid']


def site_rows():
    with open(shared('01_dtm', 'iom-haiti-dtm.csv'), encoding='utf-8-sig', newline='') as file:
        return [row for row in csv.DictReader(file) if not row['SSID'].startswith('#')]


@test('352 sites of Haiti: what was answered of water, toilets, bathing, waste, management and committee is scored, and each is explained')
def _():
    workspace = Workspace()
    workspace.ok('import', shared('01_dtm', 'iom-haiti-dtm.csv'))
    found = {site['ssid']: site for site in workspace.json('analyse', 'site-gaps')['sites']}
    rows = site_rows()
    equal(len(found), len(rows), 'sites')
    totals = {'critical': 0, 'ok': 0}
    for row in rows:
        site = found[row['SSID'].strip()]
        gaps = {gap['standard']: gap for gap in site['gaps']}
        said = {key: row[column].strip().lower().startswith('yes') for column, key in ANSWERS.items()}
        for key, there in said.items():
            equal(gaps[key]['level'], 'ok' if there else 'critical', f'{row["SSID"]} {key}')
            has(gaps[key]['sentence'], ': yes.' if there else ': no.')
            totals['ok' if there else 'critical'] += 1
        # neither what nobody asked
        equal(gaps['people_toilet']['level'], 'not_assessed', 'toilets were not counted')
        sectors = {sector['sector']: sector for sector in site['sectors']}
        wash = [said[key] for key in WASH]
        equal((sectors['wash']['answered'], sectors['wash']['critical'], sectors['wash']['ok']), (4, wash.count(False), wash.count(True)), row['SSID'])
        equal(sectors['wash']['level'], 'critical' if False in wash else 'ok', row['SSID'])
        equal(sectors['food_security']['level'], 'not_assessed', 'food')
        has(sectors['food_security']['sentence'], 'None of its')
        has(sectors['wash']['sentence'], f'4 of {sectors["wash"]["standards"]} standards answered: {wash.count(False)} critical')
    # the counters of the file itself: "Yes …" and "No …" in the six columns
    equal(totals, {'critical': sum(r[c].lower().startswith('no') for r in rows for c in ANSWERS), 'ok': sum(r[c].lower().startswith('yes') for r in rows for c in ANSWERS)},
          'totals')


@test('a sector of too few answers is not critical, however bad the one answer is; how many it takes is a setting')
def _():
    workspace = Workspace(country='HND')
    site = add(workspace, 'site', name='Escuela', status='open')
    add(workspace, 'site_count', site=site, date='2026-01-05', idp_ind=400)
    add(workspace, 'site_assessment', site=site, date='2026-01-05', functioning_toilets=2)

    def wash():
        one = workspace.json('analyse', 'site-gaps', site)['sites'][0]
        return next(s for s in one['sectors'] if s['sector'] == 'wash')

    equal((wash()['level'], wash()['answered'], wash()['critical']), ('watch', 1, 1), 'one answer')
    has(wash()['sentence'], 'It takes 2 answers before the sector is called critical.')
    workspace.ok('settings', 'sites.sector_answers=1')
    equal(wash()['level'], 'critical', 'one is enough')
    workspace.ok('settings', 'sites.sector_answers=many')
    has(workspace.bad(1, 'analyse', 'site-gaps').err, 'a number from 1 to 20')
    workspace.ok('settings', 'sites.sector_answers=2')
    add(workspace, 'site_assessment', site=site, date='2026-01-06', functioning_toilets=2, water_litres=22)
    equal(wash()['level'], 'critical', 'two answers')


@test('the score is the weight of what is critical by the weight of what was answered')
def _():
    workspace = Workspace(country='HND')
    site = add(workspace, 'site', name='Escuela', status='open')
    add(workspace, 'site_count', site=site, date='2026-01-05', idp_ind=400)
    add(workspace, 'site_assessment', site=site, date='2026-01-05', functioning_toilets=2, water_litres=22, soap_pct=95, sma_present='no')
    weights = {row['key']: float(row['weight'] or 1) for row in workspace.rows('standard', '--columns', 'key,weight')}
    answered = {'people_toilet': True, 'water_litres': False, 'soap': False, 'management_there': True}
    expected = 100 * sum(weights[k] for k, bad in answered.items() if bad) / sum(weights[k] for k in answered)
    one = workspace.json('analyse', 'site-gaps', site)['sites'][0]
    equal(round(one['score'], 6), round(expected, 6), 'score')


@test('an evacuation centre that opens is a site of the crisis, once; what was known of it need not be asked again')
def _():
    workspace = Workspace(country='HND')
    crisis = add(workspace, 'crisis', name='Dalia', type='disaster_natural', hazard='hurricane', country='HND', status='active',
                 t0='2026-01-05T06:00:00-06:00')
    centre = add(workspace, 'evacuation_centre', name='Gimnasio', place='HND', status='standby', building='gym', capacity=500, latitude=15.4, longitude=-87.9)
    equal(workspace.count('site'), 0, 'sites')
    workspace.ok('set', 'evacuation_centre', centre, 'status=open')
    site = workspace.rows('site')[0]
    equal((site['name'], site['capacity'], site['premises'], site['status'], site['site_type'], site['crisis'], site['latitude']),
          ('Gimnasio', 500, 'sports', 'open', 'emergency_evacuation_centre', crisis, 15.4), 'site')
    equal(workspace.json('show', 'evacuation_centre', centre)['site'], site['code'], 'named there')
    workspace.ok('set', 'evacuation_centre', centre, 'status=open')
    equal(workspace.count('site'), 1, 'opened twice')
    workspace.ok('undo')
    workspace.ok('undo')
    equal((workspace.count('site'), workspace.json('show', 'evacuation_centre', centre)['status']), (0, 'standby'), 'one step')


@test('people now are the last count and the movements after its day; the closing list says what is missing, until all is done')
def _():
    workspace = Workspace(country='HND')
    site = add(workspace, 'site', name='Escuela', ssid='HN1', status='open', opened_on='2026-01-02')
    add(workspace, 'site_count', site=site, date='2026-01-05', idp_ind=412)
    for date, kind, people in (('2026-01-05', 'arrival', 50), ('2026-01-06', 'arrival', 12), ('2026-01-07', 'departure', 30), ('2026-01-08', 'birth', 1),
                               ('2026-01-08', 'transfer_out', 5), ('2026-01-09', 'transfer_in', 4), ('2026-01-09', 'death', 1)):
        add(workspace, 'site_movement', site=site, date=date, type=kind, idp_ind=people)
    add(workspace, 'service', site=site, sector='water', provider='Cruz Roja', provided='yes', checked_on='2026-01-05')
    add(workspace, 'task', site=site, title='Reparar letrinas', status='open')
    add(workspace, 'feedback', site=site, date='2026-01-05', type='complaint', status='open')

    def life():
        return workspace.json('analyse', 'site-gaps', site)['sites'][0]

    now = life()
    equal((now['counted'], now['came_since'], now['left_since'], now['people_now']), (412, 12 + 1 + 4, 30 + 5 + 1, 412 + 17 - 36), 'people')
    equal([(s['provider'], s['provided'], s['old']) for s in now['services']], [('Cruz Roja', 'yes', True)], 'services')
    missing = {c['check']: c['missing'] for c in now['closing'] if not c['done']}
    equal(set(missing), {'day_planned', 'nobody_left', 'destination', 'solutions', 'services_ended', 'tasks_done', 'feedback_answered', 'handed_over',
                         'restored', 'closed'}, 'all is missing')
    equal(missing['nobody_left'], '393 people are still there', 'why')
    said = workspace.ok('set', 'site', site, 'status=closed', 'closed_on=2026-01-20', 'closure_reason=school_reopening').err
    has(said, '412 people')
    workspace.bad(1, 'set', 'site', site, 'status=closed', 'closure_reason=')
    add(workspace, 'site_count', site=site, date='2026-01-20', idp_ind=0)
    workspace.ok('set', 'site', site, 'closure_destination=home', 'solutions_note=393 personas volvieron', 'handed_over=yes', 'rehabilitated=yes')
    for entity, change in (('service', 'end_date=2026-01-20'), ('task', 'status=done'), ('feedback', 'answered_on=2026-01-20')):
        workspace.ok('set', entity, workspace.rows(entity)[0]['uid'], change, *(['status=closed'] if entity == 'feedback' else []))
    equal([c['check'] for c in life()['closing'] if not c['done']], [], 'closed')
    has(workspace.ok('add', 'site', 'name=Otra', 'ssid=HN1', 'status=open').err, 'never given to another site')


main()
