# SPDX-License-Identifier: GPL-3.0-or-later
"""Who passes: sums of flow monitoring worked out again here from the same rows; series and breakdowns are never added up."""
import collections
import csv
import datetime
import itertools
import os
import random
import sys

from harness import Workspace, equal, has, main, shared, test

DAY = datetime.timedelta(days=1)
seed = int(os.environ.get('EPC_TEST_SEED', random.randrange(1 << 30)))
print(f'# EPC_TEST_SEED={seed}', file=sys.stderr, flush=True)
chance = random.Random(seed)

PARTS = {'inflow': 'in', 'outflow': 'out'}


def count_of(rows):
    """people, in, out, other as the verb has them: None where nothing was counted."""
    sums = collections.Counter()
    for row in rows:
        part = PARTS.get(row['direction'], 'other')
        sums[part] += row['n']
        sums['people'] += row['n']
        sums[part, 'seen'] += 1
    return {part: sums[part] if rows and (part == 'people' or sums[part, 'seen']) else None for part in ('people', 'in', 'out', 'other')}


def some_rows(points, last):
    rows = {}
    for _ in range(900):
        row = {'point': chance.choice(points), 'date': last - chance.randrange(60) * DAY,
               'direction': chance.choice(['inflow', 'outflow', 'transit', 'circular', '']), 'nationality': chance.choice(['VEN', 'HTI', 'COL', '']),
               'sex': chance.choice(['female', 'male', '']), 'age_group': chance.choice(['adult', 'child', '']),
               'origin_country': chance.choice(['VEN', 'COL', '']), 'destination_country': chance.choice(['USA', 'MEX', '']),
               'transport': chance.choice(['bus', 'foot', '']), 'n': chance.randrange(0, 90)}
        rows[tuple(v for k, v in row.items() if k != 'n')] = row
    rows = list(rows.values())
    rows[0]['date'] = last
    return list({tuple(v for k, v in row.items() if k != 'n'): row for row in rows}.values())


def imported(w, rows, name, **fixed):
    path = w.path(name)
    with open(path, 'w', newline='', encoding='utf-8') as out:
        writer = csv.DictWriter(out, fieldnames=[*rows[0], *fixed])
        writer.writeheader()
        writer.writerows({**row, **fixed} for row in rows)
    answer = w.json('import', path, '--as', 'flow_count')
    equal(answer['rejected'], 0, 'rejected')
    equal(answer['inserted'], len(rows), 'inserted')


@test('Counts at points add up by direction, point, day and share, and the change is per count over the points of both weeks')
def at_points():
    w = Workspace(country='HND')
    codes = [w.json('add', 'flow_point', f'name=Paso {n}', 'status=active')['code'] for n in range(5)]
    points, silent = codes[:4], codes[4]
    last = datetime.date(2026, 9, 30)
    rows = some_rows(points, last)
    imported(w, rows, 'counts.csv', period='day', tool='fmr')
    found = w.json('analyse', 'flows')
    now = [r for r in rows if r['date'] > last - 7 * DAY]
    before = [r for r in rows if last - 14 * DAY < r['date'] <= last - 7 * DAY]
    equal((found['from'], found['to']), (str(last - 6 * DAY), str(last)))
    for part, value in count_of(now).items():
        equal(found[part], value, part)
    equal(found['previous_people'], count_of(before)['people'])
    days = lambda of, point=None: len({(r['point'], r['date']) for r in of if point in (None, r['point'])})
    equal(found['counted'], days(now))
    both = [p for p in points if days(now, p) and days(before, p)]
    equal((found['points_known'], found['points_in_both']), (5, len(both)))
    rate = [sum(r['n'] for r in of if r['point'] in both) / sum(days(of, p) for p in both) for of in (now, before)]
    assert abs(found['change_percent'] - 100 * (rate[0] - rate[1]) / rate[1]) < 1e-6, (found['change_percent'], rate)
    by_name = {p['name']: p for p in found['points']}
    for n, code in enumerate(points):
        own = [r for r in now if r['point'] == code]
        equal({k: by_name[f'Paso {n}'][k] for k in ('people', 'in', 'out', 'other')}, count_of(own), f'Paso {n}')
    equal((by_name['Paso 4']['people'], by_name['Paso 4']['last']), (None, None), 'a point that has not counted is not nobody')
    by_day = {p['date']: p for p in found['periods']}
    shown = [r for r in rows if r['date'] > last - 35 * DAY]
    equal(sorted(by_day), sorted({str(r['date']) for r in shown}))
    for date, period in by_day.items():
        equal({k: period[k] for k in ('people', 'in', 'out', 'other')}, count_of([r for r in shown if str(r['date']) == date]), date)
    stated = collections.Counter()
    for r in now:
        stated[r['nationality'] or None] += r['n']
    equal({s['value']: s['people'] for s in found['nationalities']}, {k: v for k, v in stated.items() if v or k})
    equal(sum(s['people'] for s in found['journeys']), found['people'])
    equal(found['not_added'], 0)
    one = w.json('analyse', 'flows', points[1])
    equal(one['people'], count_of([r for r in now if r['point'] == points[1]])['people'])
    has(found['caveat'], 'never added to people present')
    assert silent


@test('Two breakdowns of the same people are not added, and neither are tools, periods, sources or countries')
def breakdowns():
    w = Workspace(country='PAN')
    for name in ('iom_irreg_darien_nat.csv', 'iom_irreg_darien_dmg.csv'):
        w.run('import', shared('02_flows_lac', name), '--set', 'country=PAN', '--set', 'period=month', '--set', 'tool=authority')
    found = w.json('analyse', 'flows')
    rows = {kind: list(csv.DictReader(open(shared('02_flows_lac', f'iom_irreg_darien_{kind}.csv'), encoding='utf-8'))) for kind in ('nat', 'dmg')}
    ages = sum(int(r['n']) for r in rows['dmg'] if r['t'] == '2025-04-01')
    stated = {r['nat']: int(r['n']) for r in rows['nat'] if r['t'] == '2025-04-01' and r['nat'] != 'OOO'}
    equal((found['from'], found['to'], found['people']), ('2025-04-01', '2025-04-01', ages))
    equal(found['not_added'], sum(stated.values()))
    equal({s['value']: s['people'] for s in found['nationalities'] if s['value']}, stated)
    equal(sum(s['people'] for s in found['nationalities']), ages)
    equal(found['previous_people'], sum(int(r['n']) for r in rows['dmg'] if r['t'] == '2025-03-01'))
    equal(len(found['series']), 1)
    imported(w, [{'date': '2025-04-02', 'country': 'PAN', 'n': 7}], 'other.csv', period='month', tool='authority', source='Otro servicio')
    found = w.json('analyse', 'flows')
    equal((len(found['series']), found['people'], found['source']), (2, 7, 'Otro servicio'))
    has(w.bad(1, 'analyse', 'flows', '--where', 'country = HND').err, 'No series')


@test('What is not there, or asked for wrongly, is said')
def refusals():
    w = Workspace(country='PAN')
    has(w.bad(1, 'analyse', 'flows').err, 'No flow count is recorded yet')
    w.ok('add', 'flow_count', 'date=2026-01-05', 'country=PAN', 'n=3')
    has(w.bad(2, 'analyse', 'flows', '--where', 'colour = red').err, "'tool = fmr'")
    has(w.bad(1, 'analyse', 'flows', '--where', 'tool = poe').err, 'fits this')
    has(w.bad(1, 'analyse', 'flows', 'FMP-9').err, 'FMP-9')


# Dates of a sheet without a period, and the period that its counts are of.
MONTHS = [f'{year}-{month:02}-01' for year in (2024, 2025) for month in range(1, 13)]
PERIODS = [
    ('months', MONTHS, 'month'),
    ('months, the day first', ['/'.join(reversed(day.split('-'))) for day in MONTHS], 'month'),
    ('years', [f'{year}-01-01' for year in range(2018, 2026)], 'year'),
    ('days', [f'2026-09-{day:02}' for day in range(1, 29)], 'day'),
    ('many months and a day', [*MONTHS * 60, '2025-12-02'], 'day'),
    ('two dates are no habit', ['2026-08-01', '2026-09-01'], 'day'),
]


@test('counts dated on the first of each month are those of the month, and this is said; any other day says that they are of days')
def periods():
    for name, dates, period in PERIODS:
        w = Workspace(country='PAN')
        groups = itertools.product(('bus', 'foot', 'boat'), ('VEN', 'COL', 'HTI', 'CUB', 'ECU'), ('female', 'male'), ('inflow', 'outflow'))
        groups = [','.join(group) for group in groups]
        path = w.write('flows.csv', 'Date,Transport,Nationality,Sex,Direction,n\n' + ''.join(
            f'{day},{groups[i // len(MONTHS) % len(groups)]},{i + 1}\n' for i, day in enumerate(dates)))
        report = w.json('import', path, '--as', 'flow_count', '--set', 'country=PAN')
        found = {row['period'] for row in w.rows('flow_count', '--columns', 'period')}
        equal(found, {period}, name)
        said = [warning for warning in report['warnings'] if 'period=day' in str(warning)]
        equal(len(said), period != 'day', f'{name}: said')
        again = w.json('import', path, '--as', 'flow_count', '--set', 'country=PAN')
        equal((again['inserted'], again['updated']), (0, 0), f'{name}: again')
        w = Workspace(country='PAN')
        w.json('import', path, '--as', 'flow_count', '--set', 'country=PAN', '--set', 'period=week')
        equal({row['period'] for row in w.rows('flow_count', '--columns', 'period')}, {'week'}, f'{name}: the user said so')


@test('what an authority publishes by month is not taken for days')
def published():
    w = Workspace(country='PAN')
    path = shared('02_flows_lac', 'iom_irreg_darien_dmg.csv')
    with open(path, newline='', encoding='utf-8-sig') as file:
        rows = list(csv.DictReader(file))
    assert all(row['t'].endswith('-01') for row in rows)
    w.json('import', path, '--set', 'country=PAN')
    found = w.rows('flow_count', '--columns', 'period,n')
    equal({row['period'] for row in found}, {'month'})
    equal(sum(row['n'] for row in found), sum(float(row['n']) for row in rows), 'people')


main()
