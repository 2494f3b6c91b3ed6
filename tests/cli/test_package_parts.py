# SPDX-License-Identifier: GPL-3.0-or-later
"""Packages of one crisis: what is in them, that they acknowledge nothing, and that whole packages before or after them come to the same."""
import json
import random
import zipfile

from forge import REPLICA, entry, forge, journal
from harness import Workspace, equal, has, main, test

COUNTS = 'site,date,idp_ind\n{site},2026-10-01,100\n{site},2026-10-02,110\n'


def offices(n=2):
    """Laptops that trust each other."""
    all_ = [Workspace(country) for country in ('HTI', 'HND', 'PAN')[:n]]
    for place in all_:
        place.ok('key', 'export', '--to', 'own.key')
    for place in all_:
        for other in all_:
            if other is not place:
                place.ok('key', 'trust', other.path('own.key'))
    return all_


def crisis(place, name, glide):
    return place.json('add', 'crisis', f'name={name}', 'type=sudden_onset', 'status=monitoring', 'is_drill=no',
                      'country=HTI', f'glide={glide}')['uid']


def site(place, name, of):
    return place.json('add', 'site', f'name={name}', 'status=open', f'crisis={of}')['uid']


def part(a, b, glide, status=(0, 1)):
    a.ok('package', 'create', '--to', a.path('part.epcx'), '--crisis', glide)
    answer = b.run('package', 'merge', a.path('part.epcx'), '--json')
    assert answer.status in status, answer
    return answer.json


def whole(a, b):
    a.ok('package', 'create', '--to', a.path('whole.epcx'))
    answer = b.run('package', 'merge', a.path('whole.epcx'), '--json')
    assert answer.status in (0, 1), answer
    return answer.json


def same(*places):
    forms = [place.canonical() for place in places]
    for form in forms[1:]:
        equal(form, forms[0], 'all hold the same')
    for place in places:
        place.ok('check')


def two_crises(a):
    x, y = crisis(a, 'Huracán Prueba', 'TC-2026-000101-HTI'), crisis(a, 'Sequía Prueba', 'DR-2026-000102-HTI')
    s, t = site(a, 'Escuela Norte', x), site(a, 'Escuela Sur', y)
    a.write('counts.csv', COUNTS.format(site=s))
    a.ok('import', a.path('counts.csv'), '--as', 'site_count')
    a.ok('add', 'site_count', f'site={t}', 'date=2026-10-03', 'idp_ind=7')
    return x, y, s, t


@test('a package of one crisis holds its records, their counts and what they refer to, nothing of another crisis, and says from nothing to nothing')
def _():
    a, b = offices()
    x, y, s, t = two_crises(a)
    made = a.json('package', 'create', '--to', a.path('part.epcx'), '--crisis', 'TC-2026-000101-HTI')
    equal((made['crisis'], made['since'], made['upto'], made['full']), ('Huracán Prueba', {}, {}, False))
    with zipfile.ZipFile(a.path('part.epcx')) as package:
        manifest = json.loads(package.read('manifest.json'))
        text = package.read('journal.ndjson').decode() + package.read('rows.ndjson').decode()
    equal(manifest['crisis'], x)
    for uid in (x, s):
        has(text, uid)
    for uid in (y, t):
        assert uid not in text, 'the other crisis is in it'
    answer = b.json('package', 'merge', a.path('part.epcx'))
    equal((b.count('crisis'), b.count('site'), b.count('site_count')), (1, 1, 2))
    equal(b.rows('site_count', '--sort', 'date')[1]['idp_ind'], 110)
    b.ok('check')
    again = b.json('package', 'merge', a.path('part.epcx'))
    equal((again['entries'], again['known'], again['inserted'], again['updated']), (0, answer['entries'], 0, 0))
    a.bad(2, 'package', 'create', '--to', a.path('no.epcx'), '--crisis', x, '--full')
    a.bad(1, 'package', 'create', '--to', a.path('no.epcx'), '--crisis', 'TC-1999-000001-HTI')


def uids_in(path):
    """Identities of the records that a package tells of, by the file itself."""
    told = {}
    with zipfile.ZipFile(path) as package:
        lines = [json.loads(line) for line in package.read('journal.ndjson').decode().splitlines()]
        rows = [json.loads(line) for line in package.read('rows.ndjson').decode().splitlines()] if 'rows.ndjson' in package.namelist() else []
    for line in lines[1:]:
        told.setdefault(line[lines[0].index('entity')], set()).add(line[lines[0].index('uid')])
    entity = None
    for row in rows:
        if isinstance(row, dict):
            entity = row.get('entity', entity)
        else:
            told.setdefault(entity, set()).add(row[0])
    return told


@test('what an office keeps whatever happens is no part of a crisis: neither what every workspace begins with nor the preparedness that names the same plan or site')
def _():
    a, b = offices()
    x, y, s, t = two_crises(a)

    def made(entity, *values):
        return a.json('add', entity, *values)['uid']
    # Of the crisis: a plan made for it with its parts, a distribution with its result, a note on the site, a change of an article that all have.
    plan = made('contingency_plan', 'title=Plan de la respuesta', 'country=HTI', 'hazards=flood', 'status=draft', f'crisis={x}')
    scenario = made('plan_scenario', f'plan={plan}', 'kind=worst')
    item = a.rows('item', '--limit', '1')[0]['uid']
    given = made('distribution', f'crisis={x}', f'site={s}', 'date=2026-10-05', 'status=planned', 'modality=in_kind')
    result = made('pdm_result', f'distribution={given}', 'date=2026-10-20')
    need = made('plan_need', f'plan={plan}', f'item={item}', 'cluster=shelter_nfi')
    a.ok('set', 'item', item, 'name=Lona por pieza')
    a.ok('set', 'crisis', x, 'status=active', 't0=2026-10-01T12:00:00Z')
    # Not of it: the risk and its actions, the office's MICIC checks, a centre that may be opened at the site, what another crisis does at the site.
    risk = made('risk', 'title=Inundación', 'hazard=flood', 'impact=3', 'likelihood=4', f'plan={plan}')
    action = made('preparedness_action', 'country=HTI', 'action_code=H-1', 'kind=apa', 'category=A', 'action=Revisar bodega', 'status=not_started', f'risk={risk}')
    centre = made('evacuation_centre', 'name=Gimnasio', 'place=HTI', 'status=standby', f'site={s}')
    elsewhere = made('activity', f'crisis={y}', f'site={s}', 'implementing_org=Cruz Roja', 'cluster=wash', 'status=planned', 'notes=De la sequía')
    check = a.rows('micic_check', '--limit', '1')[0]['uid']
    a.ok('set', 'micic_check', check, 'status=done')
    a.ok('package', 'create', '--to', a.path('part.epcx'), '--crisis', x)
    told = uids_in(a.path('part.epcx'))
    for entity, uid in (('contingency_plan', plan), ('plan_scenario', scenario), ('distribution', given), ('pdm_result', result), ('plan_need', need), ('site', s), ('item', item)):
        assert uid in told.get(entity, ()), f'{entity} is missing'
    for entity in ('risk', 'preparedness_action', 'evacuation_centre', 'micic_check', 'activity', 'course', 'standard', 'kit_item', 'plan_step'):
        assert entity not in told, f'{entity}: {told[entity]}'
    equal(told['item'], {item})
    before = {entity: b.count(entity) for entity in ('micic_check', 'preparedness_action', 'item', 'risk')}
    answer = b.json('package', 'merge', a.path('part.epcx'))
    equal({entity: b.count(entity) for entity in before}, before)
    equal(b.rows('item', '--where', f'uid = {item}')[0]['name'], 'Lona por pieza')
    # All that it tells of is new but the article (its tasks name steps that both have); the import itself is no record of anybody's.
    mine = {uid for entity, uids in told.items() for uid in uids if entity != 'import_batch'}
    equal(answer['inserted'], len(mine - {item}))
    whole(a, b)
    whole(b, a)
    same(a, b)


@test('a part acknowledges nothing: the receipt does not claim it, and the whole package that follows brings the rest')
def _():
    a, b = offices()
    x, y, s, t = two_crises(a)
    whole(b, a)
    part(a, b, x)
    b.ok('package', 'receipt', '--write', b.path('receipt.epcx'))
    with open(b.path('receipt.epcx'), encoding='utf-8') as file:
        receipt = json.loads(file.readline())
    with zipfile.ZipFile(a.path('part.epcx')) as package:
        replica = json.loads(package.read('manifest.json'))['replica']
    vector = next(value for value in receipt.values() if isinstance(value, dict))
    assert replica not in vector, f'{replica} is claimed in {receipt}'
    a.ok('package', 'receipt', '--apply', b.path('receipt.epcx'))
    answer = whole(a, b)
    assert answer['known'] > 0 and answer['entries'] > 0, answer
    equal((b.count('crisis'), b.count('site'), b.count('site_count')), (2, 2, 3))
    whole(b, a)
    same(a, b)


@test('what was changed on a part, by both, waits for a decision in both after the whole has come, and nothing is lost')
def _():
    a, b = offices()
    x, y, s, t = two_crises(a)
    part(a, b, x)
    b.ok('set', 'site', s, 'name=de B')
    a.ok('set', 'site', s, 'name=de A')
    part(a, b, x)
    equal(b.json('conflicts', status=1)['conflicts'][0]['group'], 'name')
    whole(a, b)
    whole(b, a)
    whole(a, b)
    same(a, b)
    for place in (a, b):
        says = place.json('conflicts', status=1)['conflicts'][0]['says']
        equal(sorted(entry['new']['name'] for entry in says), ['de A', 'de B'])
        names = place.ok('history', 'site', s).out
        for name in ('Escuela Norte', 'de A', 'de B'):
            has(names, name)


@test('the merge of a part is taken back as if it had never been, and can be merged again')
def _():
    a, b = offices()
    x, *_ = two_crises(a)
    before = b.canonical()
    part(a, b, x)
    assert b.canonical() != before
    b.ok('undo')
    equal(b.canonical(), before)
    b.ok('check')
    part(a, b, x)
    equal(b.count('site'), 1)
    whole(a, b)
    b.ok('undo')
    b.ok('check')
    whole(a, b)
    whole(b, a)
    whole(a, b)
    same(a, b)


@test('parts and whole packages at random between three offices, with edits, deletions and imports: after a full exchange all hold the same')
def _():
    seed = random.randrange(1 << 30)
    print(f'# seed {seed}', flush=True)
    luck = random.Random(seed)
    places = offices(3)
    crises = [crisis(places[i % 3], f'Crisis {i}', f'TC-2026-00020{i}-HTI') for i in range(2)]
    sites = []
    for turn in range(28):
        a, b = luck.sample(places, 2)
        known = [row['uid'] for row in a.rows('crisis')]
        own = [row['uid'] for row in a.rows('site')]
        what = luck.choice(('site', 'edit', 'edit', 'delete', 'import', 'part', 'part', 'part', 'whole'))
        if what == 'site' and known:
            sites.append(site(a, f'Sitio {turn}', luck.choice(known)))
        elif what == 'edit' and own:
            a.run('set', 'site', luck.choice(own), f'name=Otro {turn}')
        elif what == 'delete' and own:
            a.run('delete', 'site', luck.choice(own))
        elif what == 'import' and own:
            a.write('c.csv', COUNTS.format(site=luck.choice(own)))
            a.run('import', a.path('c.csv'), '--as', 'site_count')
        elif what == 'part' and known:
            part(a, b, luck.choice(known))
        elif what == 'whole':
            whole(a, b)
    for _ in range(2):
        for a in places:
            for b in places:
                if a is not b:
                    whole(a, b)
    same(*places)


# --- parts made to do harm: rightly signed by a key that nobody here trusts, and merged on the user's word ---

OTHER = '0192a000-0000-7000-8000-0000000000c2'
CRISIS = '0192a000-0000-7000-8000-0000000000c1'


def forged(place, name, entries, manifest=None):
    """A part of a crisis with these entries, as somebody who means harm could make it."""
    head = {'crisis': CRISIS, 'crisis_name': 'Sismo', 'full': False, 'since': {}, 'upto': {}, 'entries': len(entries)}
    head.update(manifest or {})
    return place.write(name, forge([journal(*entries)], head), 'wb')


def crisis_entry(uid, seq, name):
    return entry(entity='crisis', uid=uid, seq=seq, stamp=5 + seq, new=json.dumps({'name': name, 'type': 'earthquake', 'status': 'watch', 'is_drill': 'no', 'country': 'HTI'}))


def taken(place, path, status=0):
    result = place.run('package', 'merge', path, '--accept-unknown')
    equal(result.status, status, repr(result))
    return result.err


def known(place):
    """What the workspace says it has of others: its receipt, which is signed JSON."""
    place.ok('package', 'receipt', '--write', place.path('r'))
    with open(place.path('r'), encoding='utf-8') as file:
        return json.loads(file.readline())['has']


@test('a part that names more than its crisis hides nothing: inspect counts every record, it acknowledges nothing, and it is taken back whole')
def _():
    place = offices(1)[0]
    before, had = place.canonical(), known(place)
    path = forged(place, 'more.epcx', [crisis_entry(CRISIS, 3, 'Sismo'), crisis_entry(OTHER, 7, 'Otra crisis'), entry(seq=9, stamp=20)])
    looked = place.json('package', 'inspect', path)
    equal((looked['crisis'], looked['contents']), ('Sismo', {'crisis': 2, 'organisation': 1}))
    taken(place, path)
    assert REPLICA not in known(place), 'nothing of a part is acknowledged'
    equal({k: v for k, v in known(place).items() if k in had and k != list(had)[0]}, {k: v for k, v in had.items() if k != list(had)[0]})
    place.ok('check')
    place.ok('undo')
    equal(place.count('crisis'), 0)
    assert place.canonical().count(b'Otra crisis') == before.count(b'Otra crisis') == 0


@test('parts that claim what they may not are refused, and the workspace stays as it was')
def _():
    place = offices(1)[0]
    before = place.canonical()
    good = [crisis_entry(CRISIS, 3, 'Sismo')]
    own = place.json('key', 'show')['replica']
    bad = {
        'acknowledges': (good, {'upto': {REPLICA: 3}}),
        'goes on from something': (good, {'since': {REPLICA: 2}}),
        'calls itself whole': (good, {'full': True}),
        'a crisis that is none': (good, {'crisis': 'x'}),
        'a crisis that is a number': (good, {'crisis': 7}),
        'backwards': ([crisis_entry(CRISIS, 3, 'Sismo'), crisis_entry(OTHER, 2, 'Otra')], {}),
        'twice the same number': ([crisis_entry(CRISIS, 3, 'Sismo'), crisis_entry(OTHER, 3, 'Otra')], {}),
        'number nought': ([crisis_entry(CRISIS, 0, 'Sismo')], {}),
        'a number beyond all': ([crisis_entry(CRISIS, 2 ** 62, 'Sismo')], {}),
        'of a workspace that it does not name': ([entry(replica='cd' * 16, seq=4)], {}),
        'of this very workspace': ([entry(replica=own, seq=999999)], {}),
        'counted wrongly': (good, {'entries': 5}),
    }
    for name, (entries, manifest) in bad.items():
        path = forged(place, 'bad.epcx', entries, manifest)
        result = place.run('package', 'merge', path, '--accept-unknown')
        equal(result.status, 3, f'{name}: {result}')
        assert len(result.err) > 30, name
        equal(place.canonical(), before, name)
    place.ok('check')


@test('a forged predecessor does not stand for the true one: the package that tells it otherwise is refused by name until the part is taken back')
def _():
    place = offices(1)[0]
    true = [crisis_entry(CRISIS, 1, 'Sismo'), crisis_entry(OTHER, 2, 'La verdadera')]
    whole_path = place.write('whole.epcx', forge([journal(*true)], {'entries': 2, 'upto': {REPLICA: 2}}), 'wb')
    taken(place, forged(place, 'part.epcx', [crisis_entry(CRISIS, 1, 'Sismo'), crisis_entry(OTHER, 2, 'La falsa')]))
    before = place.canonical()
    said = taken(place, whole_path, status=3)
    has(said, 'change number 2 of the workspace ' + REPLICA[:8])
    equal(place.canonical(), before)
    # The same in a second part.
    has(taken(place, forged(place, 'again.epcx', true), status=3), 'change number 2')
    place.ok('undo')
    taken(place, whole_path)
    equal(sorted(r['name'] for r in place.rows('crisis')), ['La verdadera', 'Sismo'])
    place.ok('check')


main()
