# SPDX-License-Identifier: GPL-3.0-or-later
"""An attack on public and partner files (attack.py): for the small numbers, the confidential sites and the true positions."""
import math

from attack import COUNTS, Attack, attack, counted, csv_rows, registered, write
from harness import Workspace, equal, main, read_csv, test

@test('no sum of a public file, nor all of them together, tells a number from 1 to 4: whole sex and age tables on three levels')
def _():
    for seed in range(6):
        workspace, rows = registered(), counted(seed)
        write(workspace, rows, COUNTS)
        path = workspace.path('public.csv')
        workspace.ok('export', 'location_count', '--keys', '--audience', 'public', '--to', path)
        told, small, _ = attack(csv_rows(path), rows, COUNTS)
        assert small > 10, 'nothing to find'
        assert not told, f'seed {seed}: {told}'


@test('leaving out columns does not help the attacker, and only what must be is hidden')
def _():
    for seed in range(6):
        workspace, rows = registered(), counted(100 + seed)
        write(workspace, rows, COUNTS)
        path = workspace.path('public.csv')
        workspace.ok('export', 'location_count', '--keys', '--audience', 'public', '--columns', 'place,idp_ind,females,males', '--to', path)
        told, _, _ = attack(csv_rows(path), rows, ['idp_ind', 'females', 'males'])
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
