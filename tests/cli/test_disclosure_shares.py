# SPDX-License-Identifier: GPL-3.0-or-later
"""Whoever has percentages and averages beside counts multiplies and divides: 2 % of a hundred are two people, the area of a site over its square
metres a person is the people. The figures are made of people first; only what is worked out of these is written into the workspace."""
import datetime
import random

from attack import csv_rows, file_rows, seeds, view_rows
from harness import Workspace, equal, main, test
from postgres import server

AUDIENCES = ['partners', 'public']
PREFERENCE = ['return_pct', 'local_pct', 'elsewhere_pct', 'undecided_pct']
TIMEFRAME = ['within_3_pct', 'within_6_pct', 'within_12_pct', 'over_12_pct', 'time_unknown_pct']
SOME = [0, 0, 1, 1, 2, 3, 4, 5, 8, 20, 61, 150]


def percent(part, whole, chance):
    """As offices round it: to whole percents, one decimal or more."""
    return round(100 * part / whole, chance.choice([0, 1, 1, 4]))


def split(chance, keys):
    parts = {k: chance.choice(SOME) for k in keys}
    return parts if sum(parts.values()) else split(chance, keys)


class Figures:
    """What an office has; each row of a file is found again by a name of its own that the file shows."""

    def __init__(self, seed):
        self.chance = chance = random.Random(seed)
        self.surveys, self.courses, self.areas, self.sites = [], [], [], []
        for _ in range(12):
            people = split(chance, PREFERENCE)
            n = sum(people.values())
            when = {k: 0 for k in TIMEFRAME}
            for _ in range(n):
                when[chance.choice(TIMEFRAME[:chance.randint(1, 5)])] += 1
            self.surveys.append((n, {**people, **when, 'women_pct': chance.randint(0, n)}))
        for _ in range(8):
            n = chance.choice([1, 3, 6, 20, 60])
            self.courses.append((n, {'passed': chance.randint(0, n), 'satisfaction': chance.randint(0, n)}))
        for _ in range(8):
            self.areas.append((chance.choice([3, 4, 9, 200]), chance.choice([400, 900, 2500])))
        for _ in range(8):
            girls, boys = chance.choice(SOME), chance.choice(SOME)
            self.sites.append({'girls': girls, 'boys': boys, 'men': chance.choice(SOME), 'area': chance.choice([800, 1500, 12000]),
                               'girls_attending': chance.randint(0, girls), 'boys_attending': chance.randint(0, boys), 'committee': chance.choice([3, 7, 12]),
                               'sleeping': 0})
        for site in self.sites:
            site['people'] = site['girls'] + site['boys'] + site['men']
            site['sleeping'] = chance.randint(0, site['people'])
            site['women'] = chance.randint(0, site['committee'])

    def fill(self, workspace):
        chance = self.chance
        workspace.ok('set', 'office', workspace.rows('office')[0]['uid'], 'is_confidential_sites=no')
        write_csv = lambda name, rows: workspace.write(name, '\n'.join(','.join(str(c) for c in r) for r in [list(rows[0])] + [r.values() for r in rows]) + '\n')

        def bring(entity, rows):
            write_csv(entity + '.csv', rows)
            report = workspace.json('import', entity + '.csv', '--as', entity)
            equal((report['inserted'], report['rejected']), (len(rows), 0), f'{entity}: {report}')

        day = lambda n: str(datetime.date(2026, 1, 1) + datetime.timedelta(n))
        bring('intention_survey', [{'survey_date': day(i), 'place': 'HTI', 'sample_n': n, **{k: percent(v, n, chance) for k, v in parts.items()}}
                                   for i, (n, parts) in enumerate(self.surveys)])
        bring('return_area', [{'assessment_date': day(i), 'place': 'HTI', 'returnee_ind': r, 'pre_crisis_pct': round(100 * r / p, 3)}
                              for i, (r, p) in enumerate(self.areas)])
        for i, (n, parts) in enumerate(self.courses):
            course = workspace.json('add', 'course', f'course_code=C-{i}', f'title=Curso {i}', 'type=cccm')['uid']
            workspace.ok('add', 'training_session', f'course={course}', f'start_date={day(i)}', 'status=done', f'attended={n}',
                         *(f'{k}={percent(v, n, chance)}' for k, v in parts.items()))
        for i, s in enumerate(self.sites):
            site = workspace.json('add', 'site', f'name=Lugar {i}', 'status=open', f'area_m2={s["area"]}', f'committee_total={s["committee"]}')['code']
            share = [f'sleeping_pct={percent(s["sleeping"], s["people"], chance)}'] if s['people'] else []
            workspace.ok('add', 'site_count', f'site={site}', f'date={day(i)}', f'idp_ind={s["people"]}', f'females_6_17={s["girls"]}',
                         f'males_6_17={s["boys"]}', f'females={s["girls"]}', f'males={s["boys"] + s["men"]}', f'males_18_59={s["men"]}', *share)
            ratios = [f'site_m2_per_person={round(s["area"] / s["people"], 2)}'] if s['people'] else []
            ratios += [f'girls_attending_pct={percent(s["girls_attending"], s["girls"], chance)}'] if s['girls'] else []
            ratios += [f'boys_attending_pct={percent(s["boys_attending"], s["boys"], chance)}'] if s['boys'] else []
            workspace.ok('add', 'site_assessment', f'site={site}', f'date={day(i)}', f'committee_women_pct={percent(s["women"], s["committee"], chance)}', *ratios)


def number(text):
    try:
        return float(text)
    except ValueError:
        return None


def few(value):
    return value is not None and 1 <= round(value) <= 4


def of_share(found, where, text, base, truth):
    """A share of a number that the attacker has: it and the rest of it. All of them and none are what the number itself is."""
    value = number(text)
    if value is None or base is None or value in (0, 100):
        return
    for people, real in ((value * base / 100, truth), (base - value * base / 100, base - truth)):
        if few(people) and 1 <= real <= 4:
            found.append((where, text, base, real))


def told_by(figures, shown):
    """@shown: {kind: rows of texts in the order of the days}."""
    found, n_shares, n_left = [], 0, 0
    for i, ((n, parts), row) in enumerate(zip(figures.surveys, shown['intention_survey'])):
        base = number(row['sample_n'])
        for k, real in parts.items():
            of_share(found, ('survey', i, k), row[k], base, real)
            n_shares, n_left = n_shares + 1, n_left + (number(row[k]) is not None)
        for group in (PREFERENCE, TIMEFRAME):
            hidden = [k for k in group if number(row[k]) is None]
            if len(hidden) == 1 and 1 <= parts[hidden[0]] <= 4:
                found.append(('survey', i, hidden[0], 'the rest of 100'))
    for i, ((n, parts), row) in enumerate(zip(figures.courses, shown['training_session'])):
        for k, real in parts.items():
            of_share(found, ('course', i, k), row[k], number(row['attended']) or n, real)
    for i, ((people, before), row) in enumerate(zip(figures.areas, shown['return_area'])):
        value = number(row['pre_crisis_pct'])
        if value is not None and number(row['returnee_ind']) is None and round(value * before / 100) == people:
            found.append(('area', i, value, people))
    for i, s in enumerate(figures.sites):
        count, seen = shown['site_count'][i], shown['site_assessment'][i]
        of_share(found, ('site', i, 'sleeping'), count['sleeping_pct'], s['people'], s['sleeping'])
        of_share(found, ('site', i, 'girls'), seen['girls_attending_pct'], s['girls'], s['girls_attending'])
        of_share(found, ('site', i, 'boys'), seen['boys_attending_pct'], s['boys'], s['boys_attending'])
        of_share(found, ('site', i, 'committee'), seen['committee_women_pct'], s['committee'], s['women'])
        ratio = number(seen['site_m2_per_person'])
        if ratio and number(count['idp_ind']) is None:
            found.append(('site', i, 'square metres', round(s['area'] / ratio), s['people']))
    return found, n_left / n_shares


KINDS = {'intention_survey': 'survey_date', 'training_session': 'start_date', 'return_area': 'assessment_date', 'site_count': 'date', 'site_assessment': 'date'}


def files(workspace, audience):
    return {kind: sorted(file_rows(workspace, kind, audience), key=lambda row: row[day]) for kind, day in KINDS.items()}


@test('a file of each kind: percentages and averages tell no number from 1 to 4 of the counts beside them')
def _():
    kept = []
    for seed in seeds(3):
        workspace, figures = Workspace(), Figures(seed)
        figures.fill(workspace)
        for audience in AUDIENCES:
            found, left = told_by(figures, files(workspace, audience))
            assert not found, f'seed {seed}, {audience}: {found}'
            kept.append(left)
    print(f'# {min(kept):.0%} to {max(kept):.0%} of the shares are shown')


@test('a share stays where it tells nothing: half of a hundred, all of three, none')
def _():
    workspace = Workspace()
    for day, (n, value) in enumerate([(100, 50), (3, 100), (40, 0), (200, 2), (200, 98)], 1):
        workspace.ok('add', 'intention_survey', f'survey_date=2026-01-0{day}', 'place=HTI', f'sample_n={n}', f'women_pct={value}')
    path = workspace.path('public.csv')
    workspace.ok('export', 'intention_survey', '--keys', '--no-hxl', '--audience', 'public', '--to', path)
    rows = sorted(csv_rows(path), key=lambda row: row['survey_date'])
    equal([row['women_pct'] for row in rows], ['50', '100', '0', '*', '*'])


@test('the published views of all kinds together, after a count of a site has changed too')
def _():
    at = server()
    workspace, figures = Workspace(), Figures(next(iter(seeds(1))))
    figures.fill(workspace)
    workspace.ok('publish', at.database('shares'))

    def views(audience):
        return {kind: sorted(view_rows(at, 'shares', kind, audience), key=lambda row: row[day]) for kind, day in KINDS.items()}

    for people in (None, 3, 77):
        if people is not None:
            first = min(workspace.rows('site_count', '--columns', 'uid,date'), key=lambda row: row['date'])
            site, = (r['uid'] for r in workspace.rows('site', '--columns', 'uid,name') if r['name'] == 'Lugar 0')
            workspace.ok('set', 'site_count', first['uid'], f'idp_ind={people}', 'females=0', f'males={people}', 'females_6_17=0', 'males_6_17=0',
                         f'males_18_59={people}', 'sleeping_pct=100')
            workspace.ok('set', 'site_assessment', min(workspace.rows('site_assessment', '--columns', 'uid,date'), key=lambda row: row['date'])['uid'],
                         f'site_m2_per_person={round(figures.sites[0]["area"] / people, 2)}')
            figures.sites[0].update(people=people, girls=0, boys=0, men=people, sleeping=people, girls_attending=0, boys_attending=0)
            workspace.ok('publish', at.url('shares'))
        for audience in AUDIENCES:
            found, _ = told_by(figures, views(audience))
            assert not found, f'{audience}, {people}: {found}'


main()
