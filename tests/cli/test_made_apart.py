# SPDX-License-Identifier: GPL-3.0-or-later
"""Places and sites that two laptops made without knowing of each other are proposed as the same after a merge, joined, and parted again."""
import math

from harness import Workspace, equal, has, main, test

PLACES = ('pcode,name,level,parent,iso3,pcode_status\nHN05,Cortés,1,HND,HND,official\nHN0501,San Pedro Sula,2,HN05,HND,official\n'
          'HN0502,Choloma,2,HN05,HND,official\n')
# A degree of latitude on a sphere of 6,371.0088 km (IUGG mean radius).
KM = 180 / (math.pi * 6371.0088)


def pair():
    """Two laptops that trust each other and have the same places."""
    a, b = Workspace('HND'), Workspace('HND')
    for place, other in ((a, b), (b, a)):
        place.ok('key', 'export', '--to', 'own.key')
        place.write('places.csv', PLACES)
        place.ok('import', place.path('places.csv'))
    a.ok('key', 'trust', b.path('own.key'))
    b.ok('key', 'trust', a.path('own.key'))
    return a, b


def send(a, b):
    a.ok('package', 'create', '--to', a.path('p.epcx'))
    answer = b.run('package', 'merge', a.path('p.epcx'), '--json')
    assert answer.status in (0, 1), answer
    return answer.json


def exchange(a, b):
    """Until both have all; what the last one of each said."""
    answers = [send(a, b), send(b, a), send(a, b)]
    equal(a.canonical(), b.canonical(), 'both hold the same')
    return answers


def site(place, name, where='HN0501', lat=None, **more):
    told = [f'{key}={value}' for key, value in more.items()]
    if lat is not None:
        told += [f'latitude={lat:.6f}', 'longitude=-88.025000', 'position_source=gps']
    return place.json('add', 'site', f'name={name}', f'place={where}', 'status=open', *told)


def asked(place):
    return {(q['code'], p['code']) for q in place.json('queue')['queue'] for p in q['proposals']}


@test('a site that two offices made is one question in both, and one record after the answer, with the counts of both; then two again')
def _():
    a, b = pair()
    first = site(a, 'Escuela Técnica Central', lat=15.5, capacity=120)
    second = site(b, 'ESCUELA TECNICA CENTRAL', lat=15.5 + 0.2 * KM, ssid='HN-77')
    a.ok('add', 'site_count', f'site={first["uid"]}', 'date=2026-10-01', 'idp_ind=100')
    b.ok('add', 'site_count', f'site={second["uid"]}', 'date=2026-10-02', 'idp_ind=120')
    before = (a.count('site'), b.count('site'))
    equal(before, (1, 1))
    equal([answer['made_apart'] for answer in exchange(a, b)], [1, 1, 1])
    for place in (a, b):
        question, = place.json('queue')['queue']
        proposal, = question['proposals']
        earlier, later = sorted((first, second), key=lambda made: made['uid'])
        equal((question['uid'], proposal['reference']), (later['uid'], earlier['uid']), 'the smaller identity stays')
        equal((question['made_apart'], proposal['likeness'], proposal['km'], question['rows']), (True, 1.0, 0.2, 0))
        has(place.ok('queue').out, 'may be the same as what another office made')
    code = later['code'] if later['code'] != earlier['code'] else later['uid']
    equal(b.json('queue', 'accept', code, '1')['rows'], 1)
    equal([answer['made_apart'] for answer in exchange(a, b)], [0, 0, 0])
    for place in (a, b):
        equal(place.json('queue')['queue'], [])
        one, = place.rows('site')
        equal(place.count('site_count', f'site = {one["uid"]}'), 2, 'counts of both')
        equal((one['ssid'], one['capacity']), ('HN-77', 120), 'what only one of them said')
        equal(place.json('count', 'alias', '--where', 'source = join')['count'] >= 1, True, 'an alias')
    b.ok('unjoin', 'site', earlier['uid'], later['uid'])
    exchange(a, b)
    for place in (a, b):
        equal(place.count('site'), 2, 'two again')
        for made in (earlier, later):
            equal(place.count('site_count', f'site = {made["uid"]}'), 1)
        equal(place.ok('check').status, 0)


@test('what was called two is not asked again, in neither office, and nothing of it is written by a merge')
def _():
    a, b = pair()
    site(a, 'Gimnasio Municipal')
    site(b, 'Gimnasio Municipal')
    a.ok('package', 'create', '--to', a.path('p.epcx'))
    b.ok('package', 'merge', a.path('p.epcx'))
    equal(b.count('match_doubt'), 0, 'the merge decides and writes nothing')
    question, = b.json('queue')['queue']
    b.bad(1, 'queue', 'accept', question['uid'], '3')
    b.bad(1, 'queue', 'accept', question['uid'], 'NO-SUCH-1')
    b.ok('queue', 'refuse', question['uid'])
    b.ok('undo')
    equal(len(b.json('queue')['queue']), 1, 'undone, it is asked again')
    b.ok('queue', 'refuse', question['uid'])
    exchange(a, b)
    for place in (a, b):
        equal((place.json('queue')['queue'], place.count('site')), ([], 2))
        equal(place.json('queue', '--all')['queue'][0]['status'], 'refused')


@test('names that are alike are asked only next to each other; other numbers, other areas and far away are not; nor what one office made')
def _():
    a, b = pair()
    for name, where, lat in (('Albergue 1', 'HN0501', 15.1), ('Centro Comunal Norte', 'HN0501', 15.2), ('Iglesia El Buen Pastor', 'HN0501', 15.3),
                             ('Escuela Morazán', 'HN0501', None), ('Estadio', 'HN0501', 15.4), ('Cancha', 'HN0501', 15.5), ('Cancha', 'HN0501', 15.5)):
        site(a, name, where, lat)
    for name, where, lat in (('Albergue 2', 'HN0501', 15.1), ('Centro Comunal Norta', 'HN0501', 15.2 + 0.1 * KM),
                             ('Iglesia El Buen Pasto', 'HN0501', 15.3 + 0.5 * KM), ('Escuela Morazán', 'HN0502', None),
                             ('Estadio', 'HN0501', 15.4 + 7 * KM), ('Estadio', 'HN0502', 15.4 + 0.9 * KM)):
        site(b, name, where, lat)
    exchange(a, b)
    names = {row['uid']: row['name'] for row in a.rows('site')}
    for place in (a, b):
        pairs = sorted(tuple(sorted((q['written'], names[p['reference']]))) for q in place.json('queue')['queue'] for p in q['proposals'])
        equal(pairs, [('Centro Comunal Norta', 'Centro Comunal Norte'), ('Estadio', 'Estadio')])


@test('places with codes that two offices made are proposed as one; the official code stays; two official ones are two')
def _():
    a, b = pair()
    a.ok('add', 'place', 'pcode=HN0501-A', 'name=Colonia Satélite', 'level=3', 'parent=HN0501', 'iso3=HND', 'pcode_status=provisional')
    b.ok('add', 'place', 'pcode=HN050177', 'name=COLONIA SATELITE', 'level=3', 'parent=HN0501', 'iso3=HND', 'pcode_status=official')
    a.ok('add', 'place', 'pcode=HN050201', 'name=La Bueso', 'level=3', 'parent=HN0502', 'iso3=HND', 'pcode_status=official')
    b.ok('add', 'place', 'pcode=HN050299', 'name=La Bueso', 'level=3', 'parent=HN0502', 'iso3=HND', 'pcode_status=official')
    site(a, 'Kinder', 'HN0501-A')
    exchange(a, b)
    for place in (a, b):
        equal(asked(place), {('HN0501-A', 'HN050177')})
    equal(a.json('queue', 'accept', 'HN0501-A', '1')['rows'], 1)
    exchange(a, b)
    for place in (a, b):
        equal((place.json('queue')['queue'], place.rows('site')[0]['place']), ([], 'HN050177'))


main()
