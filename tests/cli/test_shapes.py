# SPDX-License-Identifier: GPL-3.0-or-later
"""Exports in other people's columns: the displacement dataset of IOM DTM, the 4W. Expected rows are read out of the published files,
or worked out here by hand."""
import collections
import csv

from harness import Workspace, equal, has, main, read_csv, shared, test


def published():
    return shared('01_dtm', 'global-iom-dtm-from-api-admin-0-to-2.csv')


def same_case(row):
    """The dataset writes "Conflict" and "conflict": one reason."""
    return tuple('Conflict' if cell == 'conflict' else cell for cell in row)


@test('the published displacement dataset comes back as it went in: columns, tags, every row')
def _():
    source = read_csv(published())
    workspace = Workspace()
    workspace.ok('import', published())
    path = workspace.path('dtm.csv')
    report = workspace.json('export', 'location_count', '--as', 'dtm', '--to', path)
    written = read_csv(path)
    equal(written[:2], source[:2], 'header and tags')
    equal(report['rows'], 13367)
    lost = collections.Counter(map(same_case, source[2:])) - collections.Counter(map(tuple, written[2:]))
    added = collections.Counter(map(tuple, written[2:])) - collections.Counter(map(same_case, source[2:]))
    assert not lost and not added, f'{sum(lost.values())} rows differ: {list(lost)[:2]} {list(added)[:2]}'
    # And it is what it was to a second import.
    again = workspace.json('import', path)
    equal((again['inserted'], again['updated'], again['unchanged']), (0, 0, 13367))


def tracked():
    """A round with counts of villages: two in one municipality that is counted as a whole as well, three in another."""
    workspace = Workspace()
    for pcode, name, level, parent in [('HT01', 'Ouest', 1, 'HTI'), ('HT0111', 'Port-au-Prince', 2, 'HT01'), ('HT0112', 'Delmas', 2, 'HT01'),
                                       ('HT0112-01', 'Saint Martin', 3, 'HT0112')]:
        workspace.ok('add', 'place', f'pcode={pcode}', f'name={name}', f'level={level}', f'parent={parent}', 'iso3=HTI')
    operation = workspace.json('add', 'dtm_operation', 'country=HTI', 'name=Prueba', 'status=inactive')['uid']
    number = workspace.json('add', 'dtm_round', f'operation={operation}', 'assessment_type=ETT', 'number=0', 'status=open')['uid']

    def count(place, people, *more, village=None):
        workspace.ok('add', 'location_count', f'round={number}', f'place={place}', 'reporting_date=2026-03-05',
                     *([f'idp_ind={people}'] if people is not None else []), *([f'location_name={village}'] if village else []), *more)
    count('HT0111', 700, 'males=300', 'females=400', 'reason=conflict')
    count('HT0111', 90, 'reason=conflict', village='Village A')
    count('HT0112', 40, 'males=10', 'females=30', 'reason=disaster;conflict', village='Village B')
    count('HT0112', 60, 'males=20', 'females=40', 'reason=disaster;conflict', village='Village C')
    count('HT0112-01', 5, 'reason=other')
    count('HT0112', None, 'idp_hh=4', village='Village D')
    return workspace


@test('villages are added up to their municipality, once; a municipality counted as a whole is not counted twice')
def _():
    workspace = tracked()
    path = workspace.path('dtm.csv')
    report = workspace.json('export', 'location_count', '--as', 'dtm', '--to', path)
    head, _, *rows = read_csv(path)
    found = sorted((r['admin2Pcode'], r['numPresentIdpInd'], r['numberMales'], r['numberFemales'], r['displacementReason'])
                   for r in (dict(zip(head, row)) for row in rows))
    equal(found, [('HT0111', '700', '300', '400', 'Conflict'), ('HT0112', '100', '30', '70', 'Conflict; Natural disaster'),
                  ('HT0112', '5', '', '', 'Other reason')])
    first = dict(zip(head, rows[0]))
    equal((first['operation'], first['roundNumber'], first['assessmentType'], first['operationStatus'], first['reportingDate'], first['adminLevel'],
           first['admin0Name'], first['admin1Name'], first['idpOriginAdmin1Name'], first['monthReportingDate']),
          ('Prueba', '0', 'ETT', 'Inactive', '2026-03-05T00:00:00', '2', 'Haiti', 'Ouest', 'Not available', '3'))
    has(' '.join(report['notes']), '1 count has no number of displaced people', 'notes')


@test('in public the small counts of the displacement shape are hidden too')
def _():
    workspace = tracked()
    workspace.ok('add', 'location_count', f'round={workspace.rows("dtm_round")[0]["uid"]}', 'place=HT0111', 'reporting_date=2026-03-05',
                 'idp_ind=3', 'males=2', 'females=1', 'reason=other')
    path = workspace.path('dtm.csv')
    workspace.ok('export', 'location_count', '--as', 'dtm', '--to', path, '--audience', 'public')
    head, _, *rows = read_csv(path)
    small = [r for r in (dict(zip(head, row)) for row in rows) if r['admin2Pcode'] == 'HT0111' and r['displacementReason'] == 'Other reason']
    equal([(r['numberMales'], r['numberFemales']) for r in small], [('<5', '<5')])


# The common columns of 3W, 4W and 5W sheets, with the tags of the HXL core schema.
FOURW = ['#meta+id', '#date+reported', '#org+prog', '#org+impl', '#org+impl+type', '#org+funder', '#sector+cluster', '#subsector', '#sector+mcof',
         '#activity+name', '#activity+project', '#activity+programme', '#indicator+name', '#indicator+unit', '#status', '#date+start', '#date+end',
         '#adm1+name', '#adm1+code', '#adm2+name', '#adm2+code', '#adm3+name', '#adm3+code', '#loc+name', '#loc+code', '#geo+lat', '#geo+lon',
         '#modality', '#beneficiary+type', '#targeted+ind', '#reached+ind', '#reached+f+adults', '#reached+m+adults', '#reached+f+children',
         '#reached+m+children', '#reached+hh', '#reached+disabled', '#value+budget', '#currency+code', '#meta+gam', '#meta+comments']


@test('the 4W has its columns, and comes back into the same records')
def _():
    workspace = tracked()
    workspace.ok('add', 'activity', 'row_id=W-1', 'implementing_org=Cruz Roja', 'cluster=shelter_nfi', 'activity=Entrega de carpas', 'status=completed',
                 'place=HT0112-01', 'targeted_ind=120', 'reached_ind=100', 'women=40', 'men=30', 'girls=20', 'boys=10', 'budget=2500.50',
                 'currency=USD', 'start_date=2026-03-01', 'population_groups=idp;host', 'location_name==1+1')
    path = workspace.path('4w.csv')
    workspace.ok('export', 'activity', '--as', '4w', '--to', path)
    head, tags, row = read_csv(path)
    equal(tags, FOURW)
    told = dict(zip(tags, row))
    equal((told['#adm1+name'], told['#adm2+code'], told['#adm3+name'], told['#reached+f+adults'], told['#value+budget'], told['#status']),
          ('Ouest', 'HT0112', 'Saint Martin', '40', '2500.50', 'Completed'))
    equal(told['#loc+name'], "'=1+1", 'a formula is neutralised')
    before = workspace.rows('activity')[0]
    other = Workspace()
    for line in ('HT01,Ouest,1,HTI', 'HT0112,Delmas,2,HT01', 'HT0112-01,Saint Martin,3,HT0112'):
        pcode, name, level, parent = line.split(',')
        other.ok('add', 'place', f'pcode={pcode}', f'name={name}', f'level={level}', f'parent={parent}', 'iso3=HTI')
    report = other.json('import', path)
    equal((report['entity'], report['inserted'], report['rejected']), ('activity', 1, 0))
    after = other.rows('activity')[0]
    for key in ('row_id', 'implementing_org', 'cluster', 'activity', 'status', 'place', 'targeted_ind', 'reached_ind', 'women', 'boys', 'budget',
                'currency', 'start_date', 'population_groups', 'location_name'):
        equal(after[key], before[key], key)


@test('a shape for other records, an unknown shape and a wrong ending are refused in words')
def _():
    workspace = Workspace()
    has(workspace.bad(2, 'export', 'site', '--as', 'dtm', '--to', workspace.path('x.csv')).err, 'location_count')
    has(workspace.bad(2, 'export', 'site', '--as', '5w', '--to', workspace.path('x.csv')).err, '4w')
    has(workspace.bad(2, 'export', 'site', '--as', 'xlsform', '--to', workspace.path('x.csv')).err, '.xlsx')
    has(workspace.bad(3, 'export', 'setting', '--as', 'xlsform', '--to', workspace.path('x.xlsx')).err, 'program itself')


@test('a dry run says what leaves, what stays here and why, and writes nothing')
def _():
    workspace = Workspace()
    workspace.ok('add', 'site', 'name=Camp A', 'status=open', 'latitude=18.5', 'longitude=-72.3')
    path = workspace.path('none.csv')
    told = workspace.ok('export', 'site', '--to', path, '--audience', 'public', '--dry-run').out
    has(told, '1 record leaves')
    has(told, 'Stays here (restricted):')
    has(told, 'Latitude')
    try:
        open(path, encoding='utf-8').close()
        raise AssertionError('a file was written')
    except FileNotFoundError:
        pass
    report = workspace.json('export', 'site', '--dry-run', '--audience', 'public')
    equal(len(report['dropped_fields']), len(report['dropped_reasons']))
    equal(report['rows'], 1)


main()
