# SPDX-License-Identifier: GPL-3.0-or-later
"""Sites that are counted again and again, some for a round, some in its days, some after it, with who came and left in between: whoever holds a
file of each kind, or all published views, takes one count from the next. The sums are those that the generated figures do have."""
import datetime
import math
import random

from attack import AGES, COUNTS, SUMS, Attack, file_rows, registered, seeds, tree, view_rows
from harness import equal, main, test
from postgres import server

AUDIENCES = ['partners', 'public']
MEASURES = COUNTS + ['idp_hh']
REPORTED = [datetime.date(2026, 3, 5), datetime.date(2026, 4, 6)]
IN, OUT = ['arrival', 'transfer_in', 'birth'], ['departure', 'transfer_out', 'death']
PARTS = [f'{s}_{a}' for s in ('females', 'males') for a in AGES]
KINDS = ('location_count', 'site_count', 'site_movement')


def whole(parts, chance, least=0):
    row = dict(parts)
    for sex in ('females', 'males'):
        row[sex] = sum(row[f'{sex}_{a}'] for a in AGES)
    row['idp_ind'] = row['females'] + row['males']
    row['idp_hh'] = least if least else min(row['idp_ind'], max(int(row['idp_ind'] > 0), round(row['idp_ind'] / chance.choice([1, 2, 4]))))
    return row


class Book:
    """Three counts of each site: two that stand in the rounds, one between or after. Who came and left makes one out of the other."""

    def __init__(self, seed):
        self.chance = chance = random.Random(seed)
        self.sites = [f'{p}-{n}' for p, _ in tree() if len(p) == 6 for n in range(chance.randint(1, 2))]
        self.site_count, self.site_movement, self.location_count, self.transfers = {}, {}, {}, []
        self.days, self.named = {}, {}
        parts = {s: {k: chance.choice([0, 0, 0, 1, 2, 3, 4, 6, 9, 30]) for k in PARTS} for s in self.sites}
        for s in self.sites:
            # In the round by its name, in its days, or in the week after; the third count between the rounds, by nobody's name.
            first = chance.choice([REPORTED[0], REPORTED[0] - datetime.timedelta(chance.randint(1, 12)), REPORTED[0] + datetime.timedelta(chance.randint(1, 5))])
            second = chance.choice([REPORTED[1], REPORTED[1] - datetime.timedelta(chance.randint(1, 12))])
            self.days[s] = [first, second, REPORTED[1] + datetime.timedelta(40)]
        for moment in range(3):
            for s in self.sites:
                self.site_count[s, moment] = whole(parts[s], chance)
                self.named[s, moment] = moment < 2 and chance.random() < .4
            if moment == 2:
                break
            for s in self.sites:
                for _ in range(chance.randint(0, 2)):
                    self.move(s, moment, parts)
        for n in range(2):
            below = {}
            for p, _ in reversed(tree()):
                inside = [self.site_count[s, n] for s in self.sites if s[:6] == p] + [below[c] for c, above in tree() if above == p]
                below[p] = {c: sum(r[c] for r in inside) for c in MEASURES}
                self.location_count[n, p] = below[p]

    def move(self, site, moment, parts):
        chance = self.chance
        days = [self.days[site][moment], self.days[site][moment + 1]]
        day = days[0] + datetime.timedelta(chance.randint(1, max(1, (days[1] - days[0]).days)))
        kind = chance.choice(IN[:1] * 3 + OUT[:1] * 3 + ['birth', 'death', 'transfer_out'])
        few = {k: 0 for k in PARTS}
        for k in chance.sample(PARTS, 1 if kind in ('birth', 'death') else chance.randint(1, 4)):
            few[k] = chance.choice([1, 2, 5, 8, 40]) if kind in IN else min(parts[site][k], chance.choice([1, 2, 5, 8, 40]))
        if not sum(few.values()):
            return
        other = next((o for o in self.sites if o != site and self.days[o][moment] < day <= self.days[o][moment + 1]), None) if kind == 'transfer_out' else None
        if kind == 'transfer_out' and other is None:
            return
        self.write_down(site, moment, kind, few, day, parts, other)
        if other:
            self.write_down(other, moment, 'transfer_in', few, day, parts, site)
            self.transfers.append(len(self.site_movement) - 2)

    def write_down(self, site, moment, kind, few, day, parts, other):
        sign = 1 if kind in IN else -1
        for k in PARTS:
            parts[site][k] += sign * few[k]
        row = whole(few, self.chance, 1)
        row.update(site=site, moment=moment, type=kind, date=str(day), other=other)
        self.site_movement[len(self.site_movement)] = row

    def fill(self, workspace):
        write_csv = lambda name, head, rows: workspace.write(name, '\n'.join([','.join(head)] + [','.join(str(c) for c in r) for r in rows]) + '\n')
        workspace.ok('set', 'office', workspace.rows('office')[0]['uid'], 'is_confidential_sites=no')
        write_csv('counts.csv', ['operation', 'country', 'assessment_type', 'roundNumber', 'place', 'adminLevel', 'reporting_date', *MEASURES],
                  [['Prueba', 'HTI', 'BA', n + 1, p, 0 if p == 'HTI' else len(p) // 2 - 1, REPORTED[n], *(r[c] for c in MEASURES)]
                   for (n, p), r in self.location_count.items()])
        equal(workspace.json('import', 'counts.csv', '--as', 'location_count')['inserted'], len(self.location_count))
        write_csv('sites.csv', ['ssid', 'name', 'place', 'status'], [[s, f'Lugar {s}', s[:6], 'open'] for s in self.sites])
        equal(workspace.json('import', 'sites.csv', '--as', 'site')['inserted'], len(self.sites))
        known = workspace.rows('site', '--columns', 'ssid,code,uid', '--limit', '1000')
        self.code = {r['ssid']: r['code'] for r in known}
        self.site_of = {**{r['code']: r['ssid'] for r in known}, **{r['uid']: r['ssid'] for r in known}}
        rounds = {str(r['number']): r['uid'] for r in workspace.rows('dtm_round', '--columns', 'number,uid')}
        write_csv('site_counts.csv', ['site', 'date', 'round', *MEASURES],
                  [[self.code[s], self.days[s][n], rounds[str(n + 1)] if self.named[s, n] else '', *(r[c] for c in MEASURES)]
                   for (s, n), r in self.site_count.items()])
        report = workspace.json('import', 'site_counts.csv', '--as', 'site_count')
        equal((report['inserted'], report['rejected']), (len(self.site_count), 0), repr(report))
        # Each one's own source, by which it is found again in a file.
        write_csv('movements.csv', ['site', 'date', 'type', 'other_site', 'source', *MEASURES],
                  [[self.code[r['site']], r['date'], r['type'], self.code[r['other']] if r['other'] else '', f'libro {n}', *(r[c] for c in MEASURES)]
                   for n, r in self.site_movement.items()])
        report = workspace.json('import', 'movements.csv', '--as', 'site_movement')
        equal((report['inserted'], report['rejected']), (len(self.site_movement), 0), repr(report))

    def named_by(self, kind, row):
        if kind == 'location_count':
            number = next((n for n, day in enumerate(REPORTED) if row['reporting_date'][:10] == str(day)), None)
            return number, row['place']
        if kind == 'site_movement':
            return int(row['source'].split()[1])
        site = self.site_of[row['site']]
        return site, [str(d) for d in self.days[site]].index(row['date'][:10])


def told_by(book, shown):
    attack, cells, small, n_shown = Attack(), {}, set(), 0
    for kind in KINDS:
        rows = getattr(book, kind)
        if kind == 'site_movement':
            # When one to four came or left is for nobody, and nor is who they were: the counts before and after would tell.
            rows = {n: r for n, r in rows.items() if r['idp_ind'] >= 5}
            assert not any(c in line for line in shown[kind].values() for c in COUNTS[1:]), 'sex and age of who came and left'
        equal(set(shown[kind]), set(rows), kind)
        for name, row in rows.items():
            for c in MEASURES if kind != 'site_movement' else ('idp_ind', 'idp_hh'):
                text = shown[kind][name][c]
                assert text in ('*', '<5') or int(text) == row[c], (kind, name, c, text, row[c])
                assert c == 'idp_hh' or not 1 <= row[c] <= 4 or text in ('*', '<5'), (kind, name, c, text, row[c])
                cells[kind, name, c] = attack.cell((kind, name, c), text)
                n_shown += text not in ('*', '<5')
                if c != 'idp_hh' and 1 <= row[c] <= 4:
                    small.add((kind, name, c))
            for left, right in SUMS if kind != 'site_movement' else []:
                attack.equal([cells[kind, name, c] for c in left], [cells[kind, name, c] for c in right])
            attack.bounds['others', kind, name] = [0, math.inf]
            attack.equal([cells[kind, name, 'idp_ind']], [cells[kind, name, 'idp_hh'], ('others', kind, name)])
    for c in MEASURES:
        of = lambda kind, name: cells[kind, name, c]
        for n in range(2):
            for p, _ in tree():
                attack.equal([of('location_count', (n, p))], [of('site_count', (s, n)) for s in book.sites if s[:6] == p]
                             + [of('location_count', (n, q)) for q, above in tree() if above == p])
        for s in book.sites if c == 'idp_ind' else []:
            for n in range(2):
                between = [(k, m) for k, m in book.site_movement.items() if m['site'] == s and m['moment'] == n]
                # Where not all of them are in the file the sum does not hold.
                if between and all(m['idp_ind'] >= 5 for _, m in between):
                    attack.equal([of('site_count', (s, n))] + [of('site_movement', k) for k, m in between if m['type'] in IN],
                                 [of('site_count', (s, n + 1))] + [of('site_movement', k) for k, m in between if m['type'] in OUT])
        for k in book.transfers if c == 'idp_ind' else []:
            if book.site_movement[k][c] < 5:
                continue
            attack.equal([of('site_movement', k)], [of('site_movement', k + 1)])
    return attack.told(small), len(small), n_shown / len(cells)


def files(workspace, book, audience):
    return {kind: {book.named_by(kind, t): t for t in file_rows(workspace, kind, audience)} for kind in KINDS}


def views(at, base, book, audience):
    return {kind: {book.named_by(kind, t): t for t in view_rows(at, base, kind, audience)} for kind in KINDS}


@test('a file of each kind: neither the days of a round nor who came and left tell a number from 1 to 4')
def _():
    kept = []
    for seed in seeds(4):
        workspace, book = registered(), Book(seed)
        book.fill(workspace)
        for audience in AUDIENCES:
            told, small, share = told_by(book, files(workspace, book, audience))
            assert small > 10, 'nothing to find'
            assert not told, f'seed {seed}, {audience}: {told}'
            kept.append(share)
    print(f'# {min(kept):.0%} to {max(kept):.0%} of the numbers are shown')


@test('a few who came or left are in no file, and many tell no few who were there before: also where only the other site wrote it down')
def _():
    for first, moved, kind in ((100, 3, 'arrival'), (100, 1, 'death'), (3, 25, 'arrival'), (29, 25, 'departure'), (2, 40, 'from there')):
        workspace = registered()
        workspace.ok('set', 'office', workspace.rows('office')[0]['uid'], 'is_confidential_sites=no')
        site, other = (workspace.json('add', 'site', f'name=Lugar {n}', 'place=HT0111', 'status=open')['code'] for n in 'AB')
        second = first + moved if kind in ('arrival', 'from there') else first - moved
        workspace.ok('add', 'site_count', f'site={site}', 'date=2026-03-01', f'idp_ind={first}')
        workspace.ok('add', 'site_count', f'site={site}', 'date=2026-03-09', f'idp_ind={second}')
        if kind == 'from there':
            workspace.ok('add', 'site_movement', f'site={other}', f'other_site={site}', 'date=2026-03-04', 'type=transfer_out', f'idp_ind={moved}')
        else:
            workspace.ok('add', 'site_movement', f'site={site}', 'date=2026-03-04', f'type={kind}', f'idp_ind={moved}')
        for audience in AUDIENCES:
            counts = sorted((r['date'], r['idp_ind']) for r in file_rows(workspace, 'site_count', audience))
            moves = [r['idp_ind'] for r in file_rows(workspace, 'site_movement', audience)]
            if moved < 5:
                equal((moves, [text for _, text in counts]), ([], [str(first), str(second)]), kind)
            else:
                hidden = [text for _, text in counts].index('<5')
                assert '*' in (counts[1 - hidden][1], moves[0]), (kind, counts, moves)


@test('the published views of all kinds together, after each change too: a count, a movement, a round')
def _():
    at = server()
    for seed in seeds(2):
        workspace, book = registered(), Book(seed)
        book.fill(workspace)
        workspace.ok('publish', at.database('time'))
        for audience in AUDIENCES:
            told, _, _ = told_by(book, views(at, 'time', book, audience))
            assert not told, f'seed {seed}, {audience}: {told}'
        for step in range(6):
            change(workspace, book, step)
            workspace.ok('publish', at.url('time'))
            marks = 'SELECT entity, uid, hidden::text FROM epc_internal.audience WHERE hidden IS NOT NULL ORDER BY 1, 2'
            followed = at.sql('time', marks)
            workspace.ok('publish', at.url('time'), '--check')
            equal(at.sql('time', marks), followed, f'seed {seed}: what a comparison of the whole hides')


def change(workspace, book, step):
    """Something that ties other counts together than before, or unties them. Each @step has a day on which nobody was counted yet."""
    chance = book.chance
    movements = workspace.rows('site_movement', '--columns', 'uid', '--limit', '1000')
    counts = workspace.rows('site_count', '--columns', 'uid,site', '--limit', '1000')
    what = chance.choice(['delete', 'add', 'count', 'gone', 'other', 'round'])
    site = book.code[chance.choice(book.sites)]
    if what == 'delete' and movements:
        workspace.ok('delete', 'site_movement', chance.choice(movements)['uid'])
    elif what == 'count':
        workspace.ok('add', 'site_count', f'site={site}', f'date=2026-03-{11 + step}', f'idp_ind={chance.choice([3, 40])}')
    elif what == 'gone':
        workspace.ok('delete', 'site_count', chance.choice(counts)['uid'])
    elif what == 'other' and movements:
        workspace.ok('set', 'site_movement', chance.choice(movements)['uid'], f'site={site}')
    elif what == 'round':
        workspace.ok('set', 'dtm_round', chance.choice(workspace.rows('dtm_round'))['uid'], f'survey_start=2026-02-{chance.randint(10, 28)}')
    else:
        workspace.ok('add', 'site_movement', f'site={site}', 'date=2026-03-22', 'type=arrival', f'idp_ind={chance.choice([2, 30])}')


main()
