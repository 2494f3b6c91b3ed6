# SPDX-License-Identifier: GPL-3.0-or-later
"""An attack on public and partner files: whoever has such a file, the register of areas and this source code wants the small numbers, the
confidential sites and the true positions. The attacker solves the sums of the file exactly (Gaussian elimination over fractions)
and by bounds; nothing of our suppression is used."""
import csv
import math
import random
from fractions import Fraction

from harness import Workspace, equal, main, read_csv, test

AGES = ['0', '1_5', '6_17', '18_59', '60']
SUMS = [(['idp_ind'], ['females', 'males']), (['females'], [f'females_{a}' for a in AGES]), (['males'], [f'males_{a}' for a in AGES]),
        (['idp_ind'], [f'{s}_{a}' for s in ('females', 'males') for a in AGES])]
COUNTS = ['idp_ind', 'females', 'males'] + [f'{s}_{a}' for s in ('females', 'males') for a in AGES]


class Attack:
    """Unknowns with bounds, equations left = right; tell() gives the unknowns that have one value."""

    def __init__(self):
        self.bounds, self.equations = {}, []

    def cell(self, name, text):
        """A number, or an unknown: "<5" is 1 to 4, "*" 5 or more (or, to be careful, anything)."""
        if text == '<5':
            self.bounds[name] = [1, 4]
        elif text == '*':
            self.bounds.setdefault(name, [0, math.inf])
        else:
            self.bounds.pop(name, None)
            return int(text)
        return name

    def equal(self, left, right):
        terms, known = {}, 0
        for sign, cells in ((1, left), (-1, right)):
            for cell in cells:
                if isinstance(cell, int):
                    known -= sign * cell
                else:
                    terms[cell] = terms.get(cell, 0) + sign
        if terms:
            self.equations.append((terms, known))

    def solved(self):
        """Unknowns that the equations alone settle."""
        names = sorted({n for terms, _ in self.equations for n in terms})
        rows = [[Fraction(terms.get(n, 0)) for n in names] + [Fraction(known)] for terms, known in self.equations]
        pivot = 0
        for c in range(len(names)):
            found = next((r for r in range(pivot, len(rows)) if rows[r][c]), None)
            if found is None:
                continue
            rows[pivot], rows[found] = rows[found], rows[pivot]
            rows[pivot] = [x / rows[pivot][c] for x in rows[pivot]]
            for r in range(len(rows)):
                if r != pivot and rows[r][c]:
                    factor = rows[r][c]
                    rows[r] = [x - factor * y for x, y in zip(rows[r], rows[pivot])]
            pivot += 1
        result = {}
        for row in rows[:pivot]:
            filled = [i for i in range(len(names)) if row[i]]
            if len(filled) == 1:
                result[names[filled[0]]] = row[-1]
        return result

    def narrowed(self):
        bounds = {n: list(b) for n, b in self.bounds.items()}
        for _ in range(60):
            moved = False
            for terms, known in self.equations:
                for name, sign in terms.items():
                    low = high = known
                    for other, factor in terms.items():
                        if other != name:
                            a, b = (factor * x for x in bounds[other])
                            low, high = low - max(a, b), high - min(a, b)
                    low, high = sorted((low / sign, high / sign)) if not math.isnan(low + high) else (-math.inf, math.inf)
                    if low > bounds[name][0]:
                        bounds[name][0], moved = low, True
                    if high < bounds[name][1]:
                        bounds[name][1], moved = high, True
            if not moved:
                break
        return {n: b[0] for n, b in bounds.items() if b[0] == b[1]}

    def told(self, small):
        return {n: v for n, v in {**self.solved(), **self.narrowed()}.items() if n in small}


def tree():
    """Three departments with three municipalities each; two in one of them, where a single one would be told by the other."""
    places = [('HTI', None)]
    for d in (1, 2, 3):
        places.append((f'HT0{d}', 'HTI'))
        places += [(f'HT0{d}1{m}', f'HT0{d}') for m in range(1, 3 if d == 3 else 4)]
    return places


def people(chance):
    """One place's counts by sex and age, small ones among them. They add up."""
    row = {}
    for sex in ('females', 'males'):
        for age in AGES:
            row[f'{sex}_{age}'] = chance.choice([0, 0, 1, 1, 2, 3, 4, 5, 7, 12, 40])
        row[sex] = sum(row[f'{sex}_{a}'] for a in AGES)
    row['idp_ind'] = row['females'] + row['males']
    return row


def counted(seed):
    """A file as an office has it: municipalities, departments, country, each the sum of those below; {pcode: {field: number}}."""
    chance = random.Random(seed)
    places, rows = tree(), {}
    for pcode, parent in reversed(places):
        below = [rows[p] for p, above in places if above == pcode]
        rows[pcode] = {k: sum(b[k] for b in below) for k in COUNTS} if below else people(chance)
    return rows


def write(workspace, rows, columns, reasons=None):
    path = workspace.path('in.csv')
    with open(path, 'w', encoding='utf-8', newline='') as file:
        out = csv.writer(file)
        out.writerow(['operation', 'country', 'assessment_type', 'roundNumber', 'place', 'adminLevel', 'reporting_date', 'reason', *columns])
        for pcode, row in rows.items():
            level = 0 if pcode == 'HTI' else 1 if len(pcode) == 4 else 2
            reason = reasons[pcode] if reasons else 'conflict'
            out.writerow(['Prueba', 'HTI', 'BA', 1, pcode, level, '2026-03-05', reason, *(row[c] for c in columns)])
    report = workspace.json('import', path, '--as', 'location_count')
    equal((report['inserted'], report['rejected']), (len(rows), 0), 'import')


def registered():
    workspace = Workspace()
    path = workspace.path('places.csv')
    with open(path, 'w', encoding='utf-8', newline='') as file:
        out = csv.writer(file)
        out.writerow(['pcode', 'name', 'level', 'parent', 'iso3'])
        for pcode, parent in tree():
            if parent:
                out.writerow([pcode, f'Lugar {pcode}', 1 if len(pcode) == 4 else 2, parent, 'HTI'])
    workspace.ok('import', path, '--as', 'place')
    return workspace


def attack(path, rows, columns):
    """What the file tells of the numbers 1 to 4. The sums that the attacker believes in are those that do hold."""
    head, *lines = [r for r in read_csv(path) if not r[0].startswith('#')]
    where = {'place': head.index('place'), **{c: head.index(c) for c in columns}}
    file = {line[where['place']]: line for line in lines}
    equal(set(file), set(rows), 'places of the file')
    attack_, shown = Attack(), {}
    for pcode, line in file.items():
        for column in columns:
            text, value = line[where[column]], rows[pcode][column]
            assert text in ('*', '<5') or int(text) == value, (pcode, column, text, value)
            assert value != 0 or text == '0', f'{pcode} {column}: 0 reads {text}'
            assert not 1 <= value <= 4 or text in ('<5', '*'), f'{pcode} {column}: {value} reads {text}'
            shown[pcode, column] = attack_.cell((pcode, column), text)
    for pcode in rows:
        for left, right in SUMS:
            if set(left + right) <= set(columns):
                attack_.equal([shown[pcode, c] for c in left], [shown[pcode, c] for c in right])
        below = [p for p, above in tree() if above == pcode]
        for column in columns if below else []:
            attack_.equal([shown[pcode, column]], [shown[p, column] for p in below])
    small = {(p, c) for p in rows for c in columns if 1 <= rows[p][c] <= 4}
    return attack_.told(small), len(small), sum(line[i] == '*' for line in lines for i in where.values())


@test('no sum of a public file, nor all of them together, tells a number from 1 to 4: whole sex and age tables on three levels')
def _():
    for seed in range(6):
        workspace, rows = registered(), counted(seed)
        write(workspace, rows, COUNTS)
        path = workspace.path('public.csv')
        workspace.ok('export', 'location_count', '--keys', '--audience', 'public', '--to', path)
        told, small, _ = attack(path, rows, COUNTS)
        assert small > 10, 'nothing to find'
        assert not told, f'seed {seed}: {told}'


@test('leaving out columns does not help the attacker, and only what must be is hidden')
def _():
    for seed in range(6):
        workspace, rows = registered(), counted(100 + seed)
        write(workspace, rows, COUNTS)
        path = workspace.path('public.csv')
        workspace.ok('export', 'location_count', '--keys', '--audience', 'public', '--columns', 'place,idp_ind,females,males', '--to', path)
        told, _, _ = attack(path, rows, ['idp_ind', 'females', 'males'])
        assert not told, f'seed {seed}: {told}'
        # A column that stays out: the rest of the total must not tell it.
        workspace.ok('export', 'location_count', '--keys', '--audience', 'public', '--columns', 'place,idp_ind,females', '--to', path)
        head, *lines = [r for r in read_csv(path) if not r[0].startswith('#')]
        for line in lines:
            row = dict(zip(head, line))
            if row['idp_ind'].isdigit() and row['females'].isdigit():
                rest = int(row['idp_ind']) - int(row['females'])
                assert not 1 <= rest <= 4, f'{row}: the males are {rest}'


@test('a department that tells its reasons otherwise than its municipalities gives nothing away')
def _():
    workspace = registered()
    rows = {p: {'idp_ind': n} for p, n in {'HT01': 503, 'HT0111': 500, 'HT0112': 3}.items()}
    write(workspace, rows, ['idp_ind'], {'HT01': 'conflict; natural disaster', 'HT0111': 'conflict', 'HT0112': 'natural disaster'})
    path = workspace.path('public.csv')
    workspace.ok('export', 'location_count', '--keys', '--audience', 'public', '--to', path)
    head, *lines = [r for r in read_csv(path) if not r[0].startswith('#')]
    found = {line[head.index('place')]: line[head.index('idp_ind')] for line in lines}
    equal(found['HT0112'], '<5')
    assert '*' in (found['HT01'], found['HT0111']), found


@test('the sum of two small numbers does not tell them: 8 is 4 and 4, 6 is 1 and 5')
def _():
    for parts in ((4, 4), (1, 5), (1, 1), (2, 5), (4, 5)):
        workspace = registered()
        row = {'idp_ind': sum(parts), 'females': parts[0], 'males': parts[1]}
        write(workspace, {'HT0111': row}, ['idp_ind', 'females', 'males'])
        path = workspace.path('public.csv')
        workspace.ok('export', 'location_count', '--keys', '--audience', 'public', '--to', path)
        head, line = [r for r in read_csv(path) if not r[0].startswith('#')]
        told = Attack()
        cells = [told.cell(c, line[head.index(c)]) for c in ('idp_ind', 'females', 'males')]
        # This attacker knows that "*" hides 5 or more.
        for name, bounds in told.bounds.items():
            if line[head.index(name)] == '*' and row[name] >= 5:
                bounds[0] = 5
        told.equal(cells[:1], cells[1:])
        assert not told.told({'females', 'males', 'idp_ind'}), (parts, line)


# --- sites ---

def metres(a, b):
    """Haversine, WGS84 mean radius."""
    (lat1, lon1), (lat2, lon2) = ([math.radians(x) for x in p] for p in (a, b))
    h = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * 6371008.8 * math.asin(math.sqrt(h))


TRUE = (18.547, -72.339)


def guarded(country):
    workspace = Workspace(country)
    site = workspace.json('add', 'site', 'name=Terrain Secret', 'ssid=S-9911', 'status=open', 'place_name=Rue Cachée 7', 'neighbourhood=Fond Caché',
                          f'latitude={TRUE[0]}', f'longitude={TRUE[1]}')
    workspace.site = site
    workspace.ok('add', 'site_count', f'site={site["code"]}', 'date=2026-03-05', 'individuals=250') if 'individuals' in \
        {f['key'] for f in workspace.json('entities', 'site_count')['fields']} else None
    workspace.ok('add', 'activity', 'implementing_org=Cruz Roja', 'activity=Agua', 'status=ongoing', f'site={site["code"]}', 'location_name=Terrain Secret',
                 f'latitude={TRUE[0]}', f'longitude={TRUE[1]}')
    return workspace


def leaks(workspace, *words):
    secrets = ['Terrain Secret', 'S-9911', 'Rue Cachée', 'Fond Caché', '18.547', '72.339', workspace.site['code'], workspace.site['uid']]
    found = []
    for entity in ('site', 'site_count', 'activity', 'service', 'site_assessment', 'site_movement'):
        for audience in ('partners', 'public'):
            path = workspace.path(f'{entity}-{audience}.csv')
            workspace.ok('export', entity, '--audience', audience, '--to', path, *words)
            with open(path, encoding='utf-8-sig') as file:
                text = file.read()
            found += [(entity, audience, s) for s in secrets if s in text]
    path = workspace.path('4w.csv')
    for audience in ('partners', 'public'):
        workspace.ok('export', 'activity', '--as', '4w', '--audience', audience, '--to', path)
        with open(path, encoding='utf-8-sig') as file:
            text = file.read()
        found += [('4w', audience, s) for s in secrets if s in text]
    return found


@test('where site lists are confidential no file for others names a site, its number, its place or its position: nor do records about it')
def _():
    equal(leaks(guarded('HTI')), [])


@test('the rule is the office\'s to change, and comes from the register of countries with its source')
def _():
    workspace = guarded('HTI')
    country = workspace.json('show', 'place', 'HTI')
    country = country.get('record', country)
    equal(country['confidential_sites'], 'yes')
    assert len(country['confidential_sites_source']) > 20, country['confidential_sites_source']
    office = workspace.rows('office')[0]['uid']
    workspace.ok('set', 'office', office, 'is_confidential_sites=')
    equal(leaks(workspace), [], 'the office says nothing: the country does')
    workspace.ok('set', 'office', office, 'is_confidential_sites=no')
    path = workspace.path('site.csv')
    workspace.ok('export', 'site', '--audience', 'partners', '--to', path)
    with open(path, encoding='utf-8-sig') as file:
        assert 'Terrain Secret' in file.read(), 'an open site list'
    other = guarded('HND')
    assert leaks(other), 'Honduras has no such rule'


@test('a cell that a spreadsheet would run is neutralised in every text field')
def _():
    workspace = Workspace()
    for start in ('=', '+', '-', '@', '\t='):
        workspace.ok('add', 'activity', 'implementing_org=' + start + 'cmd|calc', 'activity=' + start + 'HYPERLINK("x")', 'status=ongoing',
                     'notes=' + start + '1+1')
    path = workspace.path('activity.csv')
    for words in ([], ['--as', '4w']):
        workspace.ok('export', 'activity', '--to', path, *words)
        for row in read_csv(path)[2:]:
            for cell in row:
                number = cell.replace('.', '', 1).lstrip('-').isdigit()
                assert number or not cell.startswith(('=', '+', '-', '@', '\t', '\r')), cell


main()
