# SPDX-License-Identifier: GPL-3.0-or-later
"""The regional overview: two countries' packages in a regional workspace; every expected figure is what the test itself put in."""
from harness import Place, Workspace, equal, has, main, test

class Desk(Workspace):
    """A workspace on a clock that goes a second a call: the fourteenth of October in all of them, each at its own hour."""

    def __init__(self, code, office, hour, *options):
        Place.__init__(self)
        self.hour, self.calls = hour, 0
        self.file = self.path('w.epc')
        self.done('new', self.file, '--country', code, '--office', office, *options)

    def call(self, *words, **options):
        self.calls += 1
        self.clock = f'2026-10-14T{self.hour}:{self.calls // 60:02d}:{self.calls % 60:02d}Z'
        return super().call(*words, **options)


def desks():
    """The regional office and two countries."""
    return (Desk('PAN', 'OIM Panamá', 16, '--role', 'regional'), Desk('HND', 'OIM Honduras', 13), Desk('HTI', 'OIM Haití', 14))


def give(a, b):
    a.ok('key', 'export', '--to', a.path('own.key'))
    b.ok('key', 'trust', a.path('own.key'))
    a.ok('package', 'create', '--to', a.path('p.epcx'))
    answer = b.run('package', 'merge', a.path('p.epcx'))
    assert answer.status in (0, 1), answer


def fill_honduras(place):
    crisis = place.json('add', 'crisis', 'name=Tormenta Prueba', 'type=sudden_onset', 'status=active', 'is_drill=no', 'country=HND', 't0=2026-10-08T06:00',
                        'glide=ST-2026-000301-HND')['uid']
    place.ok('add', 'crisis', 'name=Simulacro', 'type=sudden_onset', 'status=active', 'is_drill=yes', 'country=HND', 't0=2026-10-07T06:00',
             'glide=ST-2026-000302-HND')
    place.ok('add', 'crisis', 'name=Vieja', 'type=sudden_onset', 'status=closed', 'is_drill=no', 'country=HND', 't0=2025-10-08T06:00',
             'glide=ST-2026-000303-HND')
    for n in range(7):
        more = ['status=done', 'last_checked=2026-09-30'] if n < 3 else ['status=in_progress', 'responsible=EPC', f'due=2026-1{n % 2}-20']
        place.ok('add', 'preparedness_action', f'action=Acción {n}', f'action_code=X.{n}', 'kind=mpa', 'country=HND', 'category=A', *more)
    place.ok('add', 'preparedness_action', 'action=Otra', 'action_code=X.9', 'kind=mpa', 'country=HND', 'category=A', 'status=na')
    place.ok('add', 'sitrep', f'crisis={crisis}', 'number=1', 'as_of=2026-10-09T08:00', 'status=issued', 'next_report=2026-10-12', 'issued_on=2026-10-09')


@test('a regional workspace shows each country with its figures, source and date; what nobody recorded is null and not zero; no drill counts')
def _():
    region, honduras, haiti = desks()
    fill_honduras(honduras)
    # Those of the office's own list, which begin as not started, and the seven.
    n = sum(row['status'] != 'na' for row in honduras.rows('preparedness_action', '--where', 'kind = mpa'))
    give(honduras, region)
    give(haiti, region)
    answer = region.json('analyse', 'region')
    rows = {row['country']: row for row in answer['countries']}
    assert 'PAN' not in rows, 'the regional office looks after no country of its own'
    one, other = rows['HND'], rows['HTI']
    equal((one['source'], other['source'], one['own']), ('OIM Honduras', 'OIM Haití', False))
    equal((one['active_crises'], one['crises']), (1, ['Tormenta Prueba']))
    equal(other['active_crises'], None)
    done = one['readiness']
    equal((done['actions'], done['done'], done['date']), (n, 3, '2026-09-30'), 'what does not apply is not counted')
    equal(done['percent'], round(300 / n, 1), '3 of them')
    equal((one['reports']['overdue'], one['reports']['date']), (1, '2026-10-09'))
    equal((other['reports']['overdue'], other['reports']['date']), (None, None))
    for row in (one, other):
        equal(row['package']['date'], '2026-10-14')
        for part, key in (('round', 'people'), ('stock', 'households'), ('roster', 'experts'), ('mefm', 'open')):
            equal(row[part][key], None, f'{part} of {row["country"]}')
    table = region.ok('analyse', 'region').out
    has(table, 'Honduras')
    has(table, '—')


@test('rounds, stock, roster and the emergency fund stand with the country they are of')
def _():
    region, honduras, haiti = desks()
    fill_honduras(honduras)
    haiti.ok('add', 'expert', 'name=Prueba Uno', 'primary_profile=cccm', 'availability=available')
    haiti.ok('add', 'expert', 'name=Prueba Dos', 'primary_profile=cccm', 'availability=available')
    honduras.write('dtm.csv', 'operation,admin0Name,admin0Pcode,admin1Name,admin1Pcode,adminLevel,numPresentIdpInd,reportingDate,roundNumber,displacementReason,assessmentType\n'
                   'Op,HND,HND,Cortés,HN05,1,10,2026-08-31,1,Conflict,BA\nOp,HND,HND,Yoro,HN18,1,11,2026-08-31,1,Conflict,BA\n'
                   'Op,HND,HND,Cortés,HN05,1,40,2026-09-30,2,Conflict,BA\nOp,HND,HND,Yoro,HN18,1,17,2026-09-30,2,Conflict,BA\n')
    honduras.ok('import', honduras.path('dtm.csv'))
    for place in (honduras, haiti):
        give(place, region)
    rows = {row['country']: row for row in region.json('analyse', 'region')['countries']}
    equal((rows['HND']['round']['people'], rows['HND']['round']['number'], rows['HND']['round']['date']), (57, 2, '2026-09-30'), '40 + 17')
    equal(rows['HTI']['round']['people'], None)
    equal((rows['HTI']['roster']['experts'], rows['HND']['roster']['experts']), (2, None))
    equal(region.count('expert'), 2, 'searched across countries')


main()
