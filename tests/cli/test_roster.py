# SPDX-License-Identifier: GPL-3.0-or-later
"""Who of the roster can leave, and who fits a request: states, days and points worked out again here, by sets of dates."""
import datetime
import os
import random
import sys
import zoneinfo

from harness import Skip, Workspace, equal, has, main, test

NOTICES = {'h24': 1, 'h72': 3, 'w1': 7, 'w2': 14, 'more': 30}
COMMITTED = ('release_approved', 'travelling', 'deployed', 'extended')
KINDS = ('bsafe', 'ssafe', 'medical')
DAY = datetime.timedelta(days=1)
seed = int(os.environ.get('EPC_TEST_SEED', random.randrange(1 << 30)))
print(f'# EPC_TEST_SEED={seed}', file=sys.stderr, flush=True)
chance = random.Random(seed)




def today():
    """Of the workspaces here; a run over midnight is not judged."""
    return TODAY


def day_of_office():
    return datetime.datetime.now(zoneinfo.ZoneInfo('America/Tegucigalpa')).date()


TODAY = day_of_office()


def add(workspace, entity, **fields):
    return workspace.json('add', entity, *(f'{k}={v}' for k, v in fields.items() if v is not None))['code']


def some_expert(workspace, n, start):
    """Adds an expert and what belongs to it; returns what this file reckons with."""
    def day(low, high):
        return start + chance.randrange(low, high) * DAY

    expert = {
        'primary': chance.choice(['cccm', 'dtm_im', 'wash']), 'others': chance.choice([None, 'cccm', 'dtm_im;logistics']),
        'notice': chance.choice([None, *NOTICES]), 'status': chance.choice(['available'] * 4 + ['on_leave', 'unavailable']),
        'station': chance.choice(['PAN', 'CHE', 'HND']), 'worked': chance.choice([None, 'HTI;COL', 'HND', 'KEN']), 'weeks': chance.choice([None, 4, 12]),
        'languages': {code: chance.choice(['A2', 'B1', 'B2', 'native']) for code in ('es', 'fr') if chance.random() < 0.7},
        'clearances': {}, 'missions': [], 'contract': chance.choice([None, day(-30, 0), day(1, 59), day(200, 300)]),
    }
    code = add(workspace, 'expert', name=f'Persona {n:03d}', primary_profile=expert['primary'], secondary_profiles=expert['others'],
               notice=expert['notice'], availability=expert['status'], duty_station=expert['station'],
               experience_countries=expert['worked'], max_weeks=expert['weeks'], contract_end=expert['contract'])
    for language, level in expert['languages'].items():
        add(workspace, 'expert_language', expert=code, language=language, level=level)
    for kind in KINDS:
        if chance.random() < 0.85:
            held = chance.random() < 0.95
            end = chance.choice([None, day(-40, 0), day(0, 59), day(200, 400)])
            expert['clearances'][kind] = (datetime.date.min if not held else end or datetime.date.max)
            add(workspace, 'expert_clearance', expert=code, kind=kind, is_held='yes' if held else 'no', expires_on=end)
    at = start - 420 * DAY
    while chance.random() < 0.7 and at < start - 10 * DAY:
        begin = at + chance.randrange(1, 150) * DAY
        end = begin + chance.randrange(1, 60) * DAY
        status = 'ended' if chance.random() < 0.5 else 'deployed'
        if begin >= today():
            break
        extended = end + chance.randrange(1, 30) * DAY if chance.random() < 0.3 else None
        actual = end if status == 'ended' else None
        add(workspace, 'deployment', expert=code, status=status, to_country='HTI', actual_start=begin,
            planned_end=end, actual_end=actual, extended_to=extended)
        expert['missions'].append((begin, actual or extended or end, status))
        at = end
    return code, expert


def expected(expert, start, end):
    """(deployable, leaves_on, days deployed, points) of @expert for days @start to @end."""
    now, notice = today(), NOTICES.get(expert['notice'])
    away = {d for begin, last, _status in expert['missions'] for d in
            (begin + i * DAY for i in range((last - begin).days + 1)) if start - 365 * DAY <= d < start}
    busy = [last for begin, last, status in expert['missions'] if status in COMMITTED and begin <= start <= last]
    free = not busy and expert['status'] == 'available'
    leaves = None
    if notice is not None and (busy or free):
        leaves = max(now + notice * DAY, max(busy) + DAY if busy else now)
    ends = [expert['clearances'][kind] for kind in KINDS if kind in expert['clearances']]
    ends.append(expert['contract'] or datetime.date.max)
    gone = any(last < start for last in ends)
    soon = any(start <= last < max(end, start + 60 * DAY) for last in ends) or any(kind not in expert['clearances'] for kind in KINDS)
    late = leaves is not None and leaves > start
    state = 'no' if gone or not free else 'partly' if soon or notice is None or late else 'yes'

    works = ('B2', 'native')
    points = [40 if expert['primary'] == 'dtm_im' else 20 if 'dtm_im' in (expert['others'] or '') else 0]
    points.append(sum(10 if expert['languages'][code] in works else 5 for code in ('es', 'fr') if code in expert['languages']))
    if not free:
        points.append(0)
    elif notice is None or now + notice * DAY > start + 7 * DAY:
        points.append(5)
    elif late or 7 * (expert['weeks'] or 999) < (end - start).days + 1:
        points.append(10)
    else:
        points.append(20)
    points.append(10 * sum(expert['clearances'].get(kind, datetime.date.min) >= end for kind in KINDS) / 3)
    worked = {*(expert['worked'] or '').split(';'), expert['station'], *(['HTI'] if expert['missions'] else [])}
    points.append(10 if 'HTI' in worked else 5 if worked & {'COL', 'PAN', 'HND'} else 0)
    return state, None if gone or leaves is None else leaves.isoformat(), len(away), points


def made():
    workspace = Workspace(country='HND')
    start = today() + 12 * DAY
    return workspace, start, dict(some_expert(workspace, n, start) for n in range(24))


workspace, start, experts = made()


@test('who can leave on a day: state, first day and days on mission are those that sets of dates give')
def _():
    found = workspace.json('analyse', 'roster', start.isoformat())
    if day_of_office() != TODAY:
        raise Skip('midnight came')
    equal(len(found['experts']), len(experts), 'experts')
    for line in found['experts']:
        state, leaves, days, _points = expected(experts[line['expert']], start, start)
        equal((line['expert'], line['deployable'], line['leaves_on'], line['days_deployed']), (line['expert'], state, leaves, days),
              f'{experts[line["expert"]]} {line["reasons"]}')
        assert (state == 'yes') == (not line['reasons']), f'reasons: {line}'
    equal(found['ready'], sum(expected(e, start, start)[0] == 'yes' for e in experts.values()), 'ready')


@test('a request: the points of each part, their sum, and the best first; of equals who has been away less')
def _():
    request = add(workspace, 'expert_request', title='Gestión de información', country='HTI', profile='dtm_im', number=1, urgency='h72', languages='es;fr',
                  requested_at=f'{today()}T08:00:00-06:00', start_date=start, duration_weeks=8, status='requested')
    found = workspace.json('analyse', 'roster', request)
    if day_of_office() != TODAY:
        raise Skip('midnight came')
    equal((found['from'], found['to']), (start.isoformat(), (start + 55 * DAY).isoformat()), 'days')
    order = []
    for line in found['experts']:
        _state, _leaves, _days, points = expected(experts[line['expert']], start, start + 55 * DAY)
        tenths = [round(p, 1) for p in points]
        equal([p['points'] for p in line['points']], tenths, f'{experts[line["expert"]]} {line}')
        equal([p['of'] for p in line['points']], [40, 20, 20, 10, 10], 'of')
        equal(line['score'], round(sum(tenths), 1), 'sum of what is shown')
        order.append((-line['score'], line['days_deployed'], line['name']))
    equal(order, sorted(order), 'order')


@test('a mission for the request itself does not stand against the expert; one for another does')
def _():
    own = Workspace(country='HND')
    code = add(own, 'expert', name='Ana', primary_profile='cccm', availability='available', notice='h24')
    requests = [add(own, 'expert_request', title=t, country='HND', profile='cccm', number=1, urgency='h72', requested_at='2026-10-14T08:00:00-06:00',
                    start_date=today() + 5 * DAY, duration_weeks=2, status='requested') for t in ('Uno', 'Dos')]
    add(own, 'deployment', expert=code, expert_request=requests[0], status='travelling', to_country='HND', planned_start=today() + 5 * DAY,
        planned_end=today() + 20 * DAY)
    mine, other = (own.json('analyse', 'roster', r)['experts'][0] for r in requests)
    equal((mine['points'][2]['points'], other['points'][2]['points']), (20, 0), 'availability')
    assert mine['deployment_status'] and other['deployment_status'] is None, (mine, other)


@test('a mission is extended only as long as clearances, contract, longest stay and the next mission allow; it ends, is evaluated, and frees the expert')
def _():
    own = Workspace('HND')
    start = today() - 10 * DAY
    ana = add(own, 'expert', name='Ana', primary_profile='cccm', availability='deployed', notice='h24', max_weeks=8, contract_end=start + 50 * DAY)
    medical = add(own, 'expert_clearance', expert=ana, kind='medical', is_held='yes', expires_on=start + 45 * DAY)
    mission = add(own, 'deployment', expert=ana, status='deployed', to_country='HND', planned_start=start, actual_start=start, planned_end=start + 20 * DAY)
    add(own, 'deployment', expert=ana, status='travelling', to_country='HTI', planned_start=start + 40 * DAY, planned_end=start + 70 * DAY)

    def refused(day, why):
        has(own.bad(3, 'deployment', 'extend', mission, day).err, why)

    refused(start + 20 * DAY, 'lasts until')
    refused(start + 41 * DAY, 'Another deployment')
    refused(start + 46 * DAY, 'Medical fitness ends')
    refused(start + 51 * DAY, 'The contract ends')
    own.ok('set', 'expert', ana, f'contract_end={start + 400 * DAY}')
    refused(start + 56 * DAY, 'at most 8 weeks')
    has(own.bad(3, 'deployment', 'evaluate', mission, '5').err, 'when it has ended')
    equal(own.json('deployment', 'extend', mission, str(start + 39 * DAY))['status'], 'extended')
    has(own.bad(3, 'deployment', 'return', mission, str(today() + DAY)).err, 'has not come yet')
    has(own.bad(3, 'deployment', 'return', mission, str(start - DAY)).err, 'before arriving')
    equal(own.json('deployment', 'return', mission, str(today()))['status'], 'ended')
    person = own.json('show', 'expert', ana)
    equal((person['availability'], person['last_deployment_end']), ('available', str(today())))
    refused(start + 39 * DAY, 'not under way')
    equal(own.json('deployment', 'evaluate', mission, '5', '--lessons', 'Llegó a tiempo')['status'], 'evaluated')
    record = own.json('show', 'deployment', mission)
    equal((record['evaluation'], record['lessons'], record['extended_to']), (5, 'Llegó a tiempo', str(start + 39 * DAY)))
    own.ok('undo')
    equal(own.json('show', 'deployment', mission)['status'], 'ended')


@test('a request that is not there, and a setting that cannot be read, are said')
def _():
    has(workspace.bad(1, 'analyse', 'roster', 'HND-REQ-9999').err, 'HND-REQ-9999')
    for key, value, right in (('roster.points', '40;20', 'five numbers'), ('roster.warning_days', 'soon', 'number of days'),
                              ('roster.clearances', 'ssafe;nothing', 'kinds of clearance')):
        workspace.ok('settings', f'{key}={value}')
        said = workspace.bad(1, 'analyse', 'roster').err
        has(said, key)
        has(said, right)
        workspace.ok('undo')


@test('the settings are what it reckons with')
def _():
    workspace.ok('settings', 'roster.points=10;0;0;0;0')
    scores = {line['score'] for line in workspace.json('analyse', 'roster', 'HND-REQ-0001')['experts']}
    assert scores <= {0, 5, 10} and len(scores) > 1, scores
    workspace.ok('undo')


main()
