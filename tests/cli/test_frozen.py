# SPDX-License-Identifier: GPL-3.0-or-later
"""A frozen round is published: nothing adds to it, changes it or takes from it until it is opened again; a colleague's package is heard."""
from harness import Workspace, equal, has, main, test

HEAD = 'Operation,Tool,Round,Reporting date,Admin level,P-code,IDPs\n'


def row(number, date, place, people):
    return f'Countrywide monitoring,baseline_assessment,{number},{date},1,{place},{people}\n'


FIRST = [row(1, '2026-03-31', 'HN05', 120), row(1, '2026-03-31', 'HN18', 80)]
SECOND = [row(2, '2026-06-30', 'HN05', 90), row(2, '2026-06-30', 'HN18', 70)]


def people(w, number):
    return sorted((line['place'], line['idp_ind']) for line in w.rows('location_count', '--columns', 'place,idp_ind,reporting_date')
                  if line['reporting_date'] == {1: '2026-03-31', 2: '2026-06-30'}[number])


def uid_of(w, number):
    return next(line['uid'] for line in w.rows('dtm_round', '--columns', 'number') if line['number'] == number)


def workspace():
    w = Workspace('HND')
    w.ok('add', 'dtm_operation', 'name=Countrywide monitoring', 'country=HND')
    w.batch = str(w.json('import', w.write('1.csv', HEAD + ''.join(FIRST)), '--as', 'location_count')['batch'])
    w.ok('set', 'dtm_round', uid_of(w, 1), 'status=frozen')
    return w


@test('what is published may come again, with the next round beside it; what differs is refused row by row, and dry runs say the same')
def imports():
    w = workspace()
    both = w.write('2.csv', HEAD + ''.join(FIRST + SECOND))
    report = w.json('import', both, '--as', 'location_count')
    equal((report['inserted'], report['unchanged'], report['rejected']), (2, 2, 0))
    changed = w.write('3.csv', HEAD + row(1, '2026-03-31', 'HN05', 500) + FIRST[1] + row(1, '2026-03-31', 'HN08', 9) + row(2, '2026-06-30', 'HN08', 11))
    for extra in (['--dry-run'], []):
        report = w.json('import', changed, '--as', 'location_count', *extra, status=1)
        equal((report['inserted'], report['updated'], report['unchanged'], report['rejected']), (1, 0, 1, 2), str(extra))
        equal([reject['row'] for reject in report['rejects']], [2, 4])
        has(report['rejects'][0]['reason'], 'is frozen')
    equal(people(w, 1), [('HN05', 120), ('HN18', 80)])
    equal(len(people(w, 2)), 3)


@test('a single count is neither added, changed, moved away, deleted nor taken back with its import')
def single():
    w = workspace()
    count = next(line['uid'] for line in w.rows('location_count', '--columns', 'place') if line['place'] == 'HN05')
    before = w.stats()
    for words in (['set', 'location_count', count, 'idp_ind=121'], ['delete', 'location_count', count],
                  ['add', 'location_count', f'round={uid_of(w, 1)}', 'admin_level=1', 'place=HN08', 'reporting_date=2026-03-31', 'idp_ind=4'],
                  ['undo', '--batch', w.batch]):
        has(w.bad(1, *words).err, 'is frozen', ' '.join(words))
    equal(w.stats(), before, 'nothing half done')
    w.ok('set', 'dtm_round', uid_of(w, 1), 'status=open')
    w.ok('set', 'location_count', count, 'idp_ind=121')
    equal(people(w, 1), [('HN05', 121), ('HN18', 80)])
    has(w.bad(1, 'undo', '--batch', w.batch).err, 'was edited')
    equal(people(w, 1), [('HN05', 121)], 'the count that was corrected by hand stays')


@test('what a colleague did before hearing of it is merged')
def merged():
    w, other = workspace(), Workspace('HND')
    to, back = w.path('to.epcx'), w.path('back.epcx')
    w.ok('set', 'dtm_round', uid_of(w, 1), 'status=open')
    w.ok('package', 'create', '--to', to)
    other.ok('package', 'merge', to, '--accept-unknown')
    w.ok('set', 'dtm_round', uid_of(w, 1), 'status=frozen')
    count = next(line['uid'] for line in other.rows('location_count', '--columns', 'place') if line['place'] == 'HN05')
    other.ok('set', 'location_count', count, 'idp_ind=125')
    other.ok('package', 'create', '--to', back)
    w.ok('package', 'merge', back, '--accept-unknown')
    equal(people(w, 1), [('HN05', 125), ('HN18', 80)])


main()
