# SPDX-License-Identifier: GPL-3.0-or-later
"""Agreements and endorsements are verified where the office that gave them has signed the package that brought them, and by nothing else."""
import shutil
import sqlite3

from harness import Workspace, equal, has, main, test


def offices():
    """The office that asks, the regional office that endorses, and one between them that passes packages on."""
    asks, between, region = [Workspace(country) for country in ('HTI', 'HND', 'PAN')]
    for place in (asks, between, region):
        place.ok('key', 'export', '--to', 'own.key')
    for place in (asks, between, region):
        for other in (asks, between, region):
            if other is not place:
                place.ok('key', 'trust', other.path('own.key'))
    return asks, between, region


def give(a, b, *options, full=False, status=(0, 1)):
    a.ok('package', 'create', '--to', a.path('given.epcx'), *(['--full'] if full else []))
    answer = b.run('package', 'merge', a.path('given.epcx'), *options, '--json')
    assert answer.status in status, answer
    return answer


def ask(asks, region):
    """A request and a plan of the country that are known to the region."""
    crisis = asks.json('add', 'crisis', 'name=Huracán', 'type=sudden_onset', 'status=active', 'is_drill=no', 'country=HTI')['uid']
    request = asks.json('add', 'funding_request', 'title=Respuesta', f'crisis={crisis}', 'country=HTI', 'currency=USD', 't0=2026-10-14T06:00:00Z')['uid']
    plan = asks.json('add', 'contingency_plan', 'title=Ciclones', 'country=HTI', 'hazards=hurricane', 'status=draft', 'language=es')['uid']
    give(asks, region)
    return request, plan


def endorse(region, request, plan):
    approval = region.json('add', 'approval', f'funding_request={request}', 'step=rts', 'role=RTS', 'decision=approved', 'time=2026-10-14T10:00:00Z',
                           'channel=email', 'recorded_by=EFP')['uid']
    region.ok('set', 'contingency_plan', plan, 'endorsed_by=Regional Office', 'endorsed_on=2026-10-14')
    return approval


def said(place, entity, uid):
    return place.json('show', entity, uid)['endorsement']


def own_words(place):
    return place.json('key', 'show')['key']


@test('what comes in a package that the region itself signed is verified, with its name and the words of its key; to the region it is its own')
def _():
    asks, _, region = offices()
    request, plan = ask(asks, region)
    approval = endorse(region, request, plan)
    equal((said(region, 'approval', approval)['verified'], said(region, 'approval', approval)['state']), (False, 'here'))
    equal(said(region, 'contingency_plan', plan)['state'], 'here')
    give(region, asks)
    words = own_words(region)
    for entity, uid in (('approval', approval), ('contingency_plan', plan)):
        told = said(asks, entity, uid)
        equal((told['verified'], told['state'], told['key']), (True, 'verified', words), entity)
        has(told['sentence'], words)
        has(asks.ok('show', entity, uid).out, told['sentence'])
    agreed = asks.json('analyse', 'mefm')['agreements']
    equal([(one['uid'], one['endorsement']['verified']) for one in agreed], [(approval, True)])
    # A request is no endorsement, and neither is a plan that nobody endorsed.
    assert 'endorsement' not in asks.json('show', 'funding_request', request)
    bare = asks.json('add', 'contingency_plan', 'title=Sismos', 'country=HTI', 'hazards=earthquake', 'status=draft', 'language=es')['uid']
    assert 'endorsement' not in asks.json('show', 'contingency_plan', bare)


@test('what another office passes on is not verified until a package of the region itself says the same')
def _():
    asks, between, region = offices()
    request, plan = ask(asks, region)
    approval = endorse(region, request, plan)
    give(region, between)
    equal(said(between, 'approval', approval)['state'], 'verified')
    give(between, asks)
    told = said(asks, 'approval', approval)
    equal((told['verified'], told['state'], told['key']), (False, 'relayed', own_words(between)))
    has(told['sentence'], 'another office signed')
    equal(said(asks, 'contingency_plan', plan)['state'], 'relayed')
    give(region, asks, full=True)
    equal(said(asks, 'approval', approval)['state'], 'verified')
    equal(said(asks, 'contingency_plan', plan)['state'], 'verified')
    asks.ok('check')


@test('what was falsified on the way is told by the package of the region itself, which says something else')
def _():
    asks, between, region = offices()
    request, plan = ask(asks, region)
    approval = region.json('add', 'approval', f'funding_request={request}', 'step=rts', 'role=RTS', 'decision=returned', 'time=2026-10-14T10:00:00Z',
                           'channel=email', 'recorded_by=EFP')['uid']
    give(region, between)
    # Whoever sits between writes into the own file what the region never said, in the region's name.
    with sqlite3.connect(between.file) as db:
        changed = db.execute("UPDATE _journal SET new = json_set (new, '$.decision', 'approved') WHERE entity = 'approval' AND grp = 'created'")
        equal(changed.rowcount, 1)
    give(between, asks)
    equal(asks.json('show', 'approval', approval)['decision'], 'approved', 'the falsified word arrives')
    equal(said(asks, 'approval', approval)['state'], 'relayed')
    give(region, asks, full=True)
    told = said(asks, 'approval', approval)
    equal((told['verified'], told['state']), (False, 'contradicted'))


@test('one that somebody else edited is not verified and says by whom; taken back to what was signed it is again')
def _():
    asks, _, region = offices()
    request, plan = ask(asks, region)
    approval = endorse(region, request, plan)
    give(region, asks)
    asks.ok('set', 'approval', approval, 'decision=partly', '--author', 'EFP Haiti')
    told = said(asks, 'approval', approval)
    equal((told['verified'], told['state']), (False, 'changed'))
    has(told['sentence'], 'EFP Haiti')
    asks.ok('undo')
    equal(said(asks, 'approval', approval)['state'], 'verified')
    # Changed elsewhere and brought by that office: no better.
    asks.ok('set', 'approval', approval, 'comments=Sí')
    give(asks, region)
    equal(said(region, 'approval', approval)['state'], 'here', 'to the region it is what was written there')
    # A plan that is endorsed anew here is endorsed here.
    asks.ok('set', 'contingency_plan', plan, 'endorsed_by=HCT')
    equal(said(asks, 'contingency_plan', plan)['state'], 'here')
    asks.ok('undo')
    equal(said(asks, 'contingency_plan', plan)['state'], 'verified')
    # The rest of the plan may be worked on.
    asks.ok('set', 'contingency_plan', plan, 'planning_population=4000')
    equal(said(asks, 'contingency_plan', plan)['state'], 'verified')


@test('the region\'s own later change is verified as its first word was')
def _():
    asks, _, region = offices()
    request, plan = ask(asks, region)
    approval = endorse(region, request, plan)
    give(region, asks)
    region.ok('set', 'approval', approval, 'decision=partly')
    give(region, asks)
    equal((asks.json('show', 'approval', approval)['decision'], said(asks, 'approval', approval)['state']), ('partly', 'verified'))


@test('a key that is not trusted verifies nothing; it does from the moment it is trusted')
def _():
    asks, region = Workspace('HTI'), Workspace('PAN')
    region.ok('key', 'export', '--to', 'own.key')
    asks.ok('key', 'export', '--to', 'own.key')
    region.ok('key', 'trust', asks.path('own.key'))
    request, plan = ask(asks, region)
    approval = endorse(region, request, plan)
    give(region, asks, '--accept-unknown')
    told = said(asks, 'approval', approval)
    equal((told['verified'], told['state'], told['key']), (False, 'untrusted', own_words(region)))
    has(told['sentence'], 'not trusted here')
    asks.ok('key', 'trust', region.path('own.key'))
    equal(said(asks, 'approval', approval)['state'], 'verified')
    # Trust taken away takes it with it.
    with sqlite3.connect(asks.file) as db:
        db.execute("UPDATE replica SET is_trusted = 'no'")
    equal(said(asks, 'approval', approval)['state'], 'untrusted')


@test('another laptop of the region, trusted under the same name and of one office, stands for it')
def _():
    asks, between, region = offices()
    # The copy of a workspace is the second laptop of its office, with a key of its own.
    laptop = Workspace('PAN')
    shutil.copy(region.file, laptop.file)
    laptop.ok('key', 'export', '--to', 'own.key')
    assert own_words(laptop) != own_words(region)
    for place in (region, asks):
        place.ok('key', 'trust', laptop.path('own.key'))
    request, plan = ask(asks, region)
    give(laptop, asks)
    give(region, laptop)
    approval = endorse(laptop, request, plan)
    give(laptop, region)
    give(region, asks)
    told = said(asks, 'approval', approval)
    equal((told['state'], told['key']), ('verified', own_words(region)))
    with sqlite3.connect(asks.file) as db:
        db.execute('UPDATE _peer SET office = replica')
    equal(said(asks, 'approval', approval)['state'], 'relayed', 'two offices of one name')
    with sqlite3.connect(asks.file) as db:
        db.execute('UPDATE _peer SET office = zeroblob (16)')
        db.execute('UPDATE replica SET name = public_key WHERE public_key IS NOT NULL')
    equal(said(asks, 'approval', approval)['state'], 'relayed', 'trusted as two offices')


@test('an import of the region is verified with it, and no longer once somebody changes what it brought')
def _():
    asks, between, region = offices()
    request, plan = ask(asks, region)
    code = region.json('show', 'funding_request', request)['code']
    region.write('approvals.csv', 'funding_request,step,role,decision,time,channel,recorded_by\n'
                 f'{code},rts,RTS,approved,2026-10-14T10:00:00Z,email,EFP\n')
    region.ok('import', region.path('approvals.csv'), '--as', 'approval')
    approval = region.json('list', 'approval', '--columns', 'uid')['rows'][0]['uid']
    give(region, asks)
    equal(said(asks, 'approval', approval)['state'], 'verified')
    give(region, between)
    between.ok('set', 'approval', approval, 'decision=partly')
    give(between, asks)
    equal(said(asks, 'approval', approval)['state'], 'changed')


@test('a workspace from before signatures were kept says so, and a full package of the region tells')
def _():
    asks, _, region = offices()
    request, plan = ask(asks, region)
    approval = endorse(region, request, plan)
    give(region, asks)
    with sqlite3.connect(asks.file) as db:
        db.execute('DROP TABLE _signed')
        db.execute('PRAGMA user_version = 4')
    told = said(asks, 'approval', approval)
    equal((told['verified'], told['state'], told['key']), (False, 'unknown', None))
    asks.ok('check')
    give(region, asks, full=True)
    equal(said(asks, 'approval', approval)['state'], 'verified')


@test('a merge that is taken out takes its signatures along, those of others too')
def _():
    asks, between, region = offices()
    request, plan = ask(asks, region)
    approval = endorse(region, request, plan)
    give(region, between)
    give(between, asks)
    give(region, asks, full=True)
    equal(said(asks, 'approval', approval)['state'], 'verified')
    with sqlite3.connect(asks.file) as db:
        of = "replica IN (SELECT replica FROM _journal WHERE entity = 'approval')"
        before = db.execute(f'SELECT count (*) FROM _signed WHERE {of}').fetchone()[0]
        region_id = db.execute("SELECT replica FROM _journal WHERE entity = 'approval'").fetchone()[0]
    assert before >= 2, before
    # The last merge brought nothing: the undo of it leaves what is there.
    asks.ok('undo')
    asks.ok('undo')
    asks.fails(1, '-w', asks.file, 'show', 'approval', approval)
    with sqlite3.connect(asks.file) as db:
        equal(db.execute('SELECT count (*) FROM _signed AS s WHERE replica = ? AND last > (SELECT seq FROM _replica WHERE id = ?)',
                         (region_id, region_id)).fetchone()[0], 0)
    give(between, asks)
    equal(said(asks, 'approval', approval)['state'], 'relayed')


main()
