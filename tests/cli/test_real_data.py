# SPDX-License-Identifier: GPL-3.0-or-later
"""IOM's published files go in whole, come out with IOM's figures, and are taken back whole. Expected figures are read out of the
files with Python's csv, or are those IOM published for Haiti."""
import csv
import os

from harness import Workspace, equal, has, main, shared, test

OPERATION = 'Countrywide monitoring'


def dtm_file():
    return shared('01_dtm', 'global-iom-dtm-from-api-admin-0-to-2.csv')


def site_file():
    return shared('01_dtm', 'iom-haiti-dtm.csv')


def source_rows(path):
    """The rows below the header and the row of HXL tags."""
    with open(path, encoding='utf-8-sig', newline='') as file:
        rows = list(csv.DictReader(file))
    return rows[1:]


_dtm = None


def dtm():
    """The workspace with the displacement file, made once for all tests that only read it."""
    global _dtm
    if _dtm is None:
        path = dtm_file()
        _dtm = Workspace()
        _dtm.before = _dtm.stats()
        _dtm.report = _dtm.json('import', path)
    return _dtm


def rounds(workspace, *words):
    answer = workspace.json('analyse', 'round-change', '--where', 'country=HTI', '--where', f'operation={OPERATION}', *words)
    return answer['rounds']


@test('every row of the displacement file goes in, none is rejected')
def _():
    report = dtm().report
    expected = len(source_rows(dtm_file()))
    equal(expected, 13367, 'rows of the file')
    equal((report['entity'], report['read'], report['inserted'], report['rejected']), ('location_count', expected, expected, 0))
    equal(dtm().count('location_count'), expected, 'count')


@test('rounds 9 and 10 of Haiti hold what IOM published, at each admin level')
def _():
    for level in (0, 1, 2):
        found = {r['round']: r['people'] for r in rounds(dtm(), '--where', f'admin_level={level}') if r['round'] in (9, 10)}
        equal((found.get(9), found.get(10)), (1041229, 1287593), f'admin level {level}')


@test('a round counted with two tools stands twice and is never added up')
def _():
    second = {r['tool']: r['people'] for r in rounds(dtm()) if r['round'] == 2}
    equal(second, {'BA': 155166, 'SA': 39492}, 'round 2 by tool')


@test('a round whose forerunner is missing is compared with the last one there is, and says so')
def _():
    fifth = [r for r in rounds(dtm()) if r['round'] == 5]
    assert fifth, 'no round 5'
    for entry in fifth:
        equal(entry['previous_round'], 3, 'compared with')
        has(entry['note'], '3', 'note')
        has(entry['note'], '4', 'note')


@test('each round of Haiti has the sum of the source file at its level, tool by tool')
def _():
    expected = {}
    for row in source_rows(dtm_file()):
        if row['admin0Pcode'] == 'HTI' and row['operation'] == OPERATION and row['numPresentIdpInd']:
            key = (row['adminLevel'], row['assessmentType'], int(row['roundNumber']))
            expected[key] = expected.get(key, 0) + int(row['numPresentIdpInd'])
    for level in ('0', '1', '2'):
        found = {(level, r['tool'], r['round']): r['people'] for r in rounds(dtm(), '--where', f'admin_level={level}')}
        equal(found, {key: value for key, value in expected.items() if key[0] == level}, f'admin level {level}')


@test('the same file a second time changes nothing')
def _():
    workspace = dtm()
    before = workspace.canonical()
    report = workspace.json('import', dtm_file())
    equal((report['read'], report['inserted'], report['updated'], report['unchanged'], report['rejected']),
          (13367, 0, 0, 13367, 0))
    equal(workspace.canonical() == before, True, 'the workspace stays as it was')


@test('undo of the batch takes all of it back')
def _():
    workspace = Workspace()
    before = workspace.stats()
    report = workspace.json('import', dtm_file())
    undone = workspace.json('undo', '--batch', report['batch'])
    equal(undone['left'], [], 'left')
    after = workspace.stats()
    for name in set(before) | set(after):
        if name != 'import_batch':
            equal(after.get(name, 0), before.get(name, 0), name)
    equal(workspace.json('check')['ok'], True, 'check')
    again = workspace.json('import', dtm_file())
    equal((again['read'], again['rejected']), (13367, 0), 'imported again')
    equal(workspace.count('location_count'), 13367, 'count after the second import')


@test('no figure of a place is lost: what went in comes out of the list')
def _():
    expected = sorted(int(r['numPresentIdpInd']) for r in source_rows(dtm_file())
                      if r['admin0Pcode'] == 'HTI' and r['adminLevel'] == '2' and r['numPresentIdpInd'])
    found = dtm().rows('location_count', '--where', 'place within HTI', '--where', 'admin_level=2', '--columns', 'idp_ind')
    equal(sorted(r['idp_ind'] for r in found if r['idp_ind'] is not None), expected, 'people by commune')


@test('the site list has the sites, households, people, women and men of the file')
def _():
    rows = source_rows(site_file())
    def total(column):
        return sum(int(row[column]) for row in rows if row[column])
    workspace = Workspace()
    report = workspace.json('import', site_file())
    equal((report['entity'], report['read'], report['inserted'], report['rejected']), ('site', len(rows), len(rows), 0))
    found = workspace.json('analyse', 'site-gaps')['total']
    got = (found['sites'], found['households'], found['people'], found['females'], found['males'])
    equal(got, (len(rows), total('Number of Households'), total('Number of Individuals'), total('Female'), total('Male')))
    equal(got, (352, 70910, 278945, 144905, 134040), 'what IOM published')


@test('names, telephones and e-mails of the site list stay out, and the report says so')
def _():
    rows = source_rows(site_file())
    workspace = Workspace()
    report = workspace.json('import', site_file())
    equal(sorted(report['dropped_columns']), ['Contact Person', 'Contact phone', 'Email'], 'dropped')
    content = workspace.canonical().decode('utf-8')
    with open(workspace.file, 'rb') as file:
        raw = file.read()
    for row in rows:
        for column in ('Contact phone', 'Email'):
            value = row[column].strip()
            if len(value) > 6:
                assert value not in content and value.encode() not in raw, f'{column} “{value}” stands in the workspace'


@test('a dry run writes nothing')
def _():
    workspace = Workspace()
    before, figures = workspace.canonical(), workspace.stats()
    for path in (site_file(), dtm_file()):
        report = workspace.json('import', path, '--dry-run')
        equal((report['dry_run'], report['rejected'], report['batch']), (True, 0, None))
        assert report['inserted'] == report['read'] > 300, report['read']
    equal(workspace.stats(), figures, 'counts')
    equal(workspace.canonical() == before, True, 'canonical form')


@test('sites keep their coordinates, dates and cleaned values')
def _():
    workspace = Workspace()
    workspace.ok('import', site_file())
    row = source_rows(site_file())[0]
    found = workspace.rows('site', '--where', f'ssid={row["SSID"]}')
    equal(len(found), 1, 'sites with the SSID')
    equal((found[0]['name'], found[0]['latitude'], found[0]['longitude']),
          (row['Camp Name'], float(row['Lat']), float(row['Lon'])))
    counts = workspace.rows('site_count', '--where', f'site={found[0]["uid"]}')
    equal([(c['idp_hh'], c['idp_ind']) for c in counts], [(52, 172)], 'its count')


@test('the exported figures are those that went in')
def _():
    workspace = dtm()
    path = workspace.path('out.csv')
    workspace.ok('export', 'location_count', '--to', path, '--where', 'place within HTI', '--where', 'admin_level=0')
    with open(path, encoding='utf-8-sig', newline='') as file:
        header, tags, *rows = list(csv.reader(file))
    column = next(i for i, tag in enumerate(tags) if tag.startswith('#affected+idps') or tag.startswith('#affected+ind+idps'))
    expected = sorted(int(r['numPresentIdpInd']) for r in source_rows(dtm_file())
                      if r['admin0Pcode'] == 'HTI' and r['adminLevel'] == '0')
    equal(sorted(int(r[column]) for r in rows), expected, header[column])
    assert os.path.getsize(path) > 0


main()
