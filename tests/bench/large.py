#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""tests/bench/large.py CLI FILE [--sites N] [--rounds N] [--counts N]: makes the workspace FILE of an office after years of work, through the
imports of the command line: sites with their last count and services, rounds of one operation, as many counts of people present and of people passing,
stock movements. tests/bench/run measures each section of the window on it; what is in it comes from one seed."""
import argparse
import csv
import datetime
import os
import random
import subprocess
import tempfile

COUNTRY = 'HTI'
POINTS = 60
DIRECTIONS = ['inflow', 'outflow']
NATIONALITIES = ['VEN', 'HTI', 'COL', 'ECU', 'CUB']
SECTORS = ['wash', 'health', 'education', 'protection']


def write(path, header, rows):
    with open(path, 'w', encoding='utf-8', newline='') as file:
        out = csv.writer(file)
        out.writerow(header)
        out.writerows(rows)
    return path


def rounds(chance, n_rounds, n_counts):
    """As IOM's DTM publishes them: one row for each place and round."""
    places = max(1, n_counts // n_rounds)
    for number in range(1, n_rounds + 1):
        year, month = 2009 + number // 12, number % 12 + 1
        for place in range(places):
            department = place % 10 + 1
            people = chance.randrange(5, 9000)
            women = people * 52 // 100
            yield ('Countrywide monitoring', 'Haiti', COUNTRY, f'Departement {department}', f'HT{department:02d}', f'Commune {place}', f'HT{department:02d}{place:04d}', 2,
                   people, f'{year}-{month:02d}-28', number, 'Conflict', people - women, women, 'SA', 'Active')


def passing(chance, n_counts):
    """By point, day, direction and nationality, the newest day last."""
    first = datetime.date(2026, 10, 14) - datetime.timedelta(days=n_counts // (POINTS * 10) - 1)
    for number in range(n_counts):
        group, step = number % 10, number // 10
        yield (f'Punto {step % POINTS}', first + datetime.timedelta(days=step // POINTS), 'day', 'fmr', DIRECTIONS[group % 2], NATIONALITIES[group // 2], chance.randrange(1, 90))


def sites(chance, n):
    kinds = ['planned_camp', 'collective_centre', 'spontaneous']
    for number in range(n):
        department = number % 10 + 1
        yield (f'Terrain {number}', f'S{number:06d}', kinds[number % 3], 'open', f'HT{department:02d}', 18.1 + chance.random() * 1.8, -74.4 + chance.random() * 2.7,
               chance.randrange(100, 2000))


def site_counts(chance, n):
    for number in range(n):
        households = chance.randrange(5, 400)
        yield f'S{number:06d}', '2026-10-10', households, households * 4


def services(n):
    for number in range(n):
        for sector in SECTORS:
            yield f'S{number:06d}', sector, ['yes', 'no', 'partially'][(number + len(sector)) % 3], '2026-10-10'


def movements(chance, n):
    day = datetime.date(2020, 1, 1)
    for number in range(n):
        receipt = number % 4 < 2
        yield ((day + datetime.timedelta(days=number // 20)).isoformat() + f'T{8 + number % 10:02d}:{number % 60:02d}:00Z', 'receipt' if receipt else 'dispatch', 'BLANKET',
               chance.randrange(50, 99) if receipt else -chance.randrange(1, 40), f'Bodega {number % 3}', 'Comunidad' if not receipt else '')


def make(program, path, env, n_sites=20000, n_rounds=200, n_counts=1000000, n_movements=20000):
    """Leaves the workspace at @path; stops when a row was not taken."""
    def cli(*words):
        out = subprocess.run([program, '--workspace', path, *words], env=env, capture_output=True, text=True)
        if out.returncode != 0:
            raise SystemExit(f'{" ".join(words)}: exit status {out.returncode}\n{out.stdout[:800]}{out.stderr[:800]}')
        return out.stdout

    chance = random.Random(20261014)
    subprocess.run([program, 'new', path, '--country', COUNTRY], env=env, check=True, stdout=subprocess.DEVNULL)
    with tempfile.TemporaryDirectory(dir=os.path.dirname(os.path.abspath(path))) as folder:
        def take(name, kind, header, rows):
            file = write(os.path.join(folder, name + '.csv'), header, rows)
            cli('import', file, '--as', kind)
            os.unlink(file)
        cli('add', 'crisis', 'name=Everything', 'type=hurricane', f'country={COUNTRY}', 'status=active', 't0=2026-10-01T06:00:00Z')
        take('rounds', 'location_count', ['operation', 'admin0Name', 'admin0Pcode', 'admin1Name', 'admin1Pcode', 'admin2Name', 'admin2Pcode', 'adminLevel', 'numPresentIdpInd',
             'reportingDate', 'roundNumber', 'displacementReason', 'numberMales', 'numberFemales', 'assessmentType', 'operationStatus'], rounds(chance, n_rounds, n_counts))
        take('points', 'flow_point', ['name', 'status'], ((f'Punto {i}', 'active') for i in range(POINTS)))
        take('passing', 'flow_count', ['point', 'date', 'period', 'tool', 'direction', 'nationality', 'n'], passing(chance, n_counts))
        take('sites', 'site', ['name', 'ssid', 'site_type', 'status', 'place', 'latitude', 'longitude', 'capacity'], sites(chance, n_sites))
        take('people', 'site_count', ['site', 'date', 'idp_hh', 'idp_ind'], site_counts(chance, n_sites))
        take('services', 'service', ['site', 'sector', 'provided', 'checked_on'], services(n_sites))
        take('warehouses', 'warehouse', ['name', 'status'], ((f'Bodega {i}', 'active') for i in range(3)))
        take('movements', 'stock_movement', ['time', 'type', 'item', 'quantity', 'warehouse', 'destination'], movements(chance, n_movements))


if __name__ == '__main__':
    parser = argparse.ArgumentParser()
    parser.add_argument('program')
    parser.add_argument('file')
    parser.add_argument('--sites', type=int, default=20000)
    parser.add_argument('--rounds', type=int, default=200)
    parser.add_argument('--counts', type=int, default=1000000)
    options = parser.parse_args()
    make(options.program, options.file, dict(os.environ), options.sites, options.rounds, options.counts)
