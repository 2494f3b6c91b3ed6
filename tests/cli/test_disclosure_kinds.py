# SPDX-License-Identifier: GPL-3.0-or-later
"""Whoever holds all views of one audience, or a file of each kind of record for it, takes areas from sites, sites from locations, centres from
their sites and households from people. The sums are those that the generated figures do have; how they are hidden is not looked at."""
import math
import random

from attack import AGES, COUNTS, SUMS, Attack, file_rows, registered, seeds, tree, view_rows
from harness import equal, main, test
from postgres import server

AUDIENCES = ['partners', 'public']
KINDS = ('location_count', 'site_count', 'centre_occupancy')
DAY = '2026-03-05'
# What an evacuation centre calls the same counts.
CENTRE = {'idp_ind': 'ind', 'idp_hh': 'hh', 'females': 'females', 'males': 'males'}
WITH_HOUSEHOLDS = COUNTS + ['idp_hh']


def some_people(chance):
    row = {}
    for sex in ('females', 'males'):
        for age in AGES:
            row[f'{sex}_{age}'] = chance.choice([0, 0, 0, 0, 1, 1, 2, 3, 4, 6, 15])
        row[sex] = sum(row[f'{sex}_{a}'] for a in AGES)
    row['idp_ind'] = row['females'] + row['males']
    row['idp_hh'] = min(row['idp_ind'], max(int(row['idp_ind'] > 0), round(row['idp_ind'] / chance.choice([1, 1, 2, 4]))))
    return row


def summed(rows):
    return {c: sum(r[c] for r in rows) for c in WITH_HOUSEHOLDS}


class Country:
    """Municipalities whose people live in sites and in other locations; departments and the country are the sums of these."""

    def __init__(self, seed):
        self.chance = chance = random.Random(seed)
        self.areas, self.locations, self.sites, self.centres, self.parts = {}, {}, {}, {}, {}
        places = tree()
        for pcode, _ in places:
            if len(pcode) != 6:
                continue
            parts = []
            how = chance.choice(['sites', 'sites', 'both', 'mixed', 'locations'])
            for n in range(chance.randint(1, 3)):
                ssid, people = f'{pcode}-{n}', some_people(chance)
                kinds = {'sites': 'S', 'both': 'SL', 'locations': 'L', 'mixed': chance.choice(['S', 'L', 'SL'])}[how]
                if 'S' in kinds:
                    self.sites[ssid] = people
                    if chance.random() < .4:
                        self.centres[ssid] = people
                if 'L' in kinds:
                    self.locations[ssid] = people
                parts.append(('site' if 'S' in kinds else 'location', ssid))
            self.parts[pcode] = parts
            self.areas[pcode] = summed([(self.sites if k == 'site' else self.locations)[s] for k, s in parts])
        for pcode, _ in reversed(places):
            below = [p for p, above in places if above == pcode]
            if below:
                self.areas[pcode] = summed([self.areas[p] for p in below])

    def fill(self, workspace):
        write_csv = lambda name, head, rows: workspace.write(name, '\n'.join([','.join(head)] + [','.join(str(c) for c in r) for r in rows]) + '\n')
        office = workspace.rows('office')[0]['uid']
        workspace.ok('set', 'office', office, 'is_confidential_sites=no')
        head = ['operation', 'country', 'assessment_type', 'roundNumber', 'place', 'adminLevel', 'reporting_date', 'location_ssid', *WITH_HOUSEHOLDS]
        known = ['Prueba', 'HTI', 'BA', 1]
        rows = [[*known, p, 0 if p == 'HTI' else len(p) // 2 - 1, DAY, '', *(a[c] for c in WITH_HOUSEHOLDS)] for p, a in self.areas.items()]
        rows += [[*known, s[:6], 3, DAY, s, *(v[c] for c in WITH_HOUSEHOLDS)] for s, v in self.locations.items()]
        write_csv('counts.csv', head, rows)
        equal(workspace.json('import', 'counts.csv', '--as', 'location_count')['inserted'], len(rows))
        write_csv('sites.csv', ['ssid', 'name', 'place', 'status'], [[s, f'Lugar {s}', s[:6], 'open'] for s in self.sites])
        equal(workspace.json('import', 'sites.csv', '--as', 'site')['inserted'], len(self.sites))
        self.codes = {r['ssid']: r['code'] for r in workspace.rows('site', '--columns', 'ssid,code,uid')}
        self.uids = {r['ssid']: r['uid'] for r in workspace.rows('site', '--columns', 'ssid,code,uid')}
        moment = workspace.rows('dtm_round')[0]['uid']
        # Some sites were counted for the round, some only on its day.
        write_csv('site_counts.csv', ['site', 'date', 'round', *WITH_HOUSEHOLDS],
                  [[self.codes[s], DAY, moment if self.chance.random() < .6 else '', *(v[c] for c in WITH_HOUSEHOLDS)] for s, v in self.sites.items()])
        report = workspace.json('import', 'site_counts.csv', '--as', 'site_count')
        equal((report['inserted'], report['rejected']), (len(self.sites), 0), repr(report))
        self.centre_of = {}
        for ssid, people in self.centres.items():
            centre = workspace.json('add', 'evacuation_centre', f'name=Centro {ssid}', f'place={ssid[:6]}', 'status=standby', f'site={self.codes[ssid]}')
            self.centre_of[ssid] = centre
            workspace.ok('add', 'centre_occupancy', f'centre={centre["uid"]}', f'counted_at={DAY}T18:00:00Z', *(f'{CENTRE[c]}={people[c]}' for c in CENTRE))


def told_by(country, shown):
    """@shown: {kind: {name: row of texts}} of what is to be read. The people of 1 to 4 that are told; how many there are; how many cells read."""
    attack, cells, small, n_shown = Attack(), {}, set(), 0
    truth = {'location_count': {**country.areas, **country.locations}, 'site_count': country.sites, 'centre_occupancy': country.centres}
    for kind, rows in truth.items():
        equal(set(shown[kind]), set(rows), kind)
        for name, row in rows.items():
            for c in WITH_HOUSEHOLDS if kind != 'centre_occupancy' else CENTRE:
                text = shown[kind][name][CENTRE[c] if kind == 'centre_occupancy' else c]
                assert text in ('*', '<5') or int(text) == row[c], (kind, name, c, text, row[c])
                assert c == 'idp_hh' or not 1 <= row[c] <= 4 or text in ('*', '<5'), (kind, name, c, text, row[c])
                cells[kind, name, c] = attack.cell((kind, name, c), text)
                n_shown += text not in ('*', '<5')
                if c != 'idp_hh' and 1 <= row[c] <= 4:
                    small.add((kind, name, c))
            for left, right in SUMS:
                if kind != 'centre_occupancy' or set(left + right) <= set(CENTRE):
                    attack.equal([cells[kind, name, c] for c in left], [cells[kind, name, c] for c in right])
            # At least one person a household: people = households + others.
            attack.bounds['others', kind, name] = [0, math.inf]
            attack.equal([cells[kind, name, 'idp_ind']], [cells[kind, name, 'idp_hh'], ('others', kind, name)])
            # A household where there is somebody, and somebody where there is a household: both are hidden, or none of them is 0.
            for c in ('idp_ind', 'idp_hh'):
                if not isinstance(cells[kind, name, c], int):
                    attack.bounds[kind, name, c][0] = max(attack.bounds[kind, name, c][0], 1)
    for c in WITH_HOUSEHOLDS:
        for pcode, above in tree():
            below = [p for p, a in tree() if a == pcode]
            if below:
                attack.equal([cells['location_count', pcode, c]], [cells['location_count', p, c] for p in below])
        for pcode, parts in country.parts.items():
            attack.equal([cells['location_count', pcode, c]], [cells['site_count' if k == 'site' else 'location_count', s, c] for k, s in parts])
        for ssid in set(country.sites) & set(country.locations):
            attack.equal([cells['location_count', ssid, c]], [cells['site_count', ssid, c]])
        for ssid in country.centres:
            if c in CENTRE:
                attack.equal([cells['site_count', ssid, c]], [cells['centre_occupancy', ssid, c]])
    return attack.told(small), len(small), n_shown / len(cells)


def named(country, kind, row):
    """What a row of @kind is called in Country, by what stands in it for partners (identities) or the public (codes)."""
    if kind == 'location_count':
        return row['location_ssid'] or row['place']
    if kind == 'site_count':
        return next(s for s in country.sites if row['site'] in (country.codes[s], country.uids[s]))
    return next(s for s, c in country.centre_of.items() if row['centre'] in (c['code'], c['uid']))


def views(at, base, country, audience):
    return {kind: {named(country, kind, t): t for t in view_rows(at, base, kind, audience)} for kind in KINDS}


def files(workspace, country, audience):
    return {kind: {named(country, kind, t): t for t in file_rows(workspace, kind, audience)} for kind in KINDS}


@test('a file of each kind for partners or the public: areas, sites, locations, centres and households tell no number from 1 to 4 of each other')
def _():
    kept = []
    for seed in seeds(6):
        workspace, country = registered(), Country(seed)
        country.fill(workspace)
        for audience in AUDIENCES:
            told, small, share = told_by(country, files(workspace, country, audience))
            assert small > 10, 'nothing to find'
            assert not told, f'seed {seed}, {audience}: {told}'
            kept.append(share)
    print(f'# {min(kept):.0%} to {max(kept):.0%} of the numbers are shown')
    assert min(kept) > .1 and sum(kept) / len(kept) > .3, kept


@test('the published views of all kinds together, after each change too: a site, a count, a centre')
def _():
    at = server()
    for seed in seeds(3):
        workspace, country = registered(), Country(seed)
        country.fill(workspace)
        workspace.ok('publish', at.database('kinds'))
        for _ in range(5):
            for audience in AUDIENCES:
                told, _, _ = told_by(country, views(at, 'kinds', country, audience))
                assert not told, f'seed {seed}, {audience}: {told}'
                equal(views(at, 'kinds', country, audience), views(at, 'kinds', country, audience))
            change(workspace, country)
            workspace.ok('publish', at.url('kinds'))
            marks = 'SELECT entity, uid, hidden::text FROM epc_internal.audience WHERE hidden IS NOT NULL ORDER BY 1, 2'
            followed = at.sql('kinds', marks)
            workspace.ok('publish', at.url('kinds'), '--check')
            equal(at.sql('kinds', marks), followed, f'seed {seed}: what a comparison of the whole hides')


def change(workspace, country):
    """Other people in one site, in the areas above it and wherever else it is counted."""
    chance = country.chance
    ssid = chance.choice(sorted(country.sites))
    people = some_people(chance)
    for c in WITH_HOUSEHOLDS:
        country.sites[ssid][c] = people[c]  # the same object as that of the location and of the centre
    for pcode, parts in country.parts.items():
        country.areas[pcode] = summed([(country.sites if k == 'site' else country.locations)[s] for k, s in parts])
    for pcode, _ in reversed(tree()):
        below = [p for p, above in tree() if above == pcode]
        if below:
            country.areas[pcode] = summed([country.areas[p] for p in below])
    values = lambda row: [f'{c}={row[c]}' for c in WITH_HOUSEHOLDS]
    count = next(r for r in workspace.rows('site_count') if r['site'] in (country.codes[ssid], country.uids[ssid]))
    workspace.ok('set', 'site_count', count['uid'], *values(people))
    for row in workspace.rows('location_count', '--columns', 'place,location_ssid,uid', '--limit', '1000'):
        if row['location_ssid'] == ssid or (not row['location_ssid'] and row['place'] in (ssid[:6], ssid[:4], 'HTI')):
            workspace.ok('set', 'location_count', row['uid'], *values(people if row['location_ssid'] else country.areas[row['place']]))
    if ssid in country.centres:
        for row in workspace.rows('centre_occupancy'):
            if row['centre'] in (country.centre_of[ssid]['code'], country.centre_of[ssid]['uid']):
                workspace.ok('set', 'centre_occupancy', row['uid'], *(f'{CENTRE[c]}={people[c]}' for c in CENTRE))
    if chance.random() < .5:
        workspace.ok('set', 'site', country.codes[ssid], f'notes=visto {chance.random()}')


main()
