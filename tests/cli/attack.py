# SPDX-License-Identifier: GPL-3.0-or-later
"""Whoever has a file for partners or the public, the register of areas and this source code wants the small numbers. The attacker solves
the sums of the file exactly (Gaussian elimination over fractions) and by bounds; nothing of our suppression is used."""
import csv
import json
import math
import os
import random
from fractions import Fraction

from harness import Workspace, equal, read_csv

AGES = ['0', '1_5', '6_17', '18_59', '60']
SUMS = [(['idp_ind'], ['females', 'males']), (['females'], [f'females_{a}' for a in AGES]), (['males'], [f'males_{a}' for a in AGES]),
        (['idp_ind'], [f'{s}_{a}' for s in ('females', 'males') for a in AGES])]
COUNTS = ['idp_ind', 'females', 'males'] + [f'{s}_{a}' for s in ('females', 'males') for a in AGES]


def subtract(row, other, factor):
    """row -= factor × other, both {unknown: factor}."""
    for name, value in other.items():
        left = row.get(name, 0) - factor * value
        if left:
            row[name] = left
        else:
            row.pop(name, None)


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
        """Unknowns that the equations alone settle. Rows keep only what is not 0: each sum has few of all the unknowns."""
        pivots, known_key = {}, None
        for terms, known in self.equations:
            row = {n: Fraction(f) for n, f in terms.items() if f}
            row[known_key] = Fraction(known)
            for name in [n for n in row if n in pivots]:
                subtract(row, pivots[name], row[name])
            lead = next((n for n in row if n is not known_key), None)
            if lead is None:
                continue
            row = {n: f / row[lead] for n, f in row.items()}
            for other in pivots.values():
                if lead in other:
                    subtract(other, row, other[lead])
            pivots[lead] = row
        return {lead: row.get(known_key, Fraction(0)) for lead, row in pivots.items() if len(row.keys() - {known_key}) == 1}

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


def csv_rows(path):
    """Rows of a CSV file as {header: text}, without the HXL row."""
    head, *lines = read_csv(path)
    lines = lines[1:] if lines and any(cell.startswith('#') for cell in lines[0]) else lines
    return [dict(zip(head, line)) for line in lines]


def file_rows(workspace, kind, audience):
    """What a file of one kind of record shows to @audience, as {key: text}."""
    path = workspace.path(f'{kind}-{audience}.csv')
    workspace.ok('export', kind, '--keys', '--no-hxl', '--audience', audience, '--to', path)
    return csv_rows(path)


def view_rows(at, base, kind, audience):
    """The same of a published view: what is hidden there stands beside the row."""
    rows = [json.loads(r[0]) for r in at.sql(base, f'SELECT to_jsonb (t)::text FROM epc_{audience}."{kind}" t')]
    return [{k: '' if v is None else str(v) for k, v in {**r, **(r.pop('_hidden', None) or {})}.items()} for r in rows]


def seeds(n):
    """EPC_TEST_SEED=the first, EPC_TEST_SEEDS=how many: outside the suite as many as one likes."""
    first = int(os.environ.get('EPC_TEST_SEED') or random.randrange(2 ** 31))
    print(f'# EPC_TEST_SEED={first}')
    return range(first, first + int(os.environ.get('EPC_TEST_SEEDS') or n))


def attack(lines, rows, columns):
    """What the lines ({header: text}) tell of the numbers 1 to 4. The sums that the attacker believes in are those that do hold."""
    file = {line['place']: line for line in lines}
    equal(set(file), set(rows), 'places of the file')
    attack_, shown = Attack(), {}
    for pcode, line in file.items():
        for column in columns:
            text, value = line[column], rows[pcode][column]
            assert text in ('*', '<5') or int(text) == value, (pcode, column, text, value)
            assert value != 0 or text == '0', f'{pcode} {column}: 0 reads {text}'
            assert not 1 <= value <= 4 or text in ('<5', '*'), f'{pcode} {column}: {value} reads {text}'
            shown[pcode, column] = attack_.cell((pcode, column), text)
    for pcode in rows:
        for left, right in SUMS:
            if set(left + right) <= set(columns):
                attack_.equal([shown[pcode, c] for c in left], [shown[pcode, c] for c in right])
        below = [p for p, above in tree() if above == pcode and p in rows]
        for column in columns if below else []:
            attack_.equal([shown[pcode, column]], [shown[p, column] for p in below])
    small = {(p, c) for p in rows for c in columns if 1 <= rows[p][c] <= 4}
    return attack_.told(small), len(small), sum(line[c] == '*' for line in file.values() for c in columns)
