# SPDX-License-Identifier: GPL-3.0-or-later
"""Damage by municipality, as disaster offices send it; and the identity of records that were made before their kind could tell places."""
import hashlib

from harness import Workspace, equal, main, test


def identity(entity, *parts):
    """As the README of identities has it: the first 16 bytes of SHA-256 over the kind, a zero and the parts of the key, with the version set."""
    digest = bytearray(hashlib.sha256(entity.encode() + b'\0' + '\x1f'.join(parts).encode()).digest()[:16])
    digest[6] = 0x80 | (digest[6] & 15)
    digest[8] = 0x80 | (digest[8] & 63)
    text = digest.hex()
    return '-'.join((text[:8], text[8:12], text[12:16], text[16:20], text[20:]))


EDAN = '''Departamento,Municipio,Viviendas afectadas,Viviendas destruidas,Familias,Heridos,Fallecidos,Desaparecidos
Cortés,Choloma,120,14,180,3,1,0
Cortés,Villanueva,45,2,60,0,0,0
Yoro,El Progreso,300,41,420,9,2,1
'''
FIELDS = 'houses_damaged,houses_destroyed,affected_hh,injured,dead,missing'


def figures(w, *more):
    return sorted(tuple(int(r[key] or 0) for key in FIELDS.split(',')) for r in w.rows('disaster_impact', *more, '--columns', FIELDS))


@test('damage by municipality goes in, a record a municipality, whether the municipalities are known or not; again it says nothing new')
def _():
    w = Workspace('HND')
    report = w.json('import', w.write('edan.csv', EDAN))
    truth = sorted(tuple(map(int, line.split(',')[2:])) for line in EDAN.splitlines()[1:])
    equal((report['entity'], report['rejected'], report['unknown_columns'], figures(w)), ('disaster_impact', 0, [], truth))
    equal(sorted(r['location_name'] for r in w.rows('disaster_impact', '--columns', 'location_name')),
          ['Cortés / Choloma', 'Cortés / Villanueva', 'Yoro / El Progreso'])
    again = w.json('import', w.write('again.csv', EDAN))
    equal((again['inserted'], again['updated'], again['rejected'], w.count('disaster_impact')), (0, 0, 0, 3))
    known = Workspace('HND')
    known.ok('import', known.write('places.csv', '''pcode,name,admin_level,parent,iso3
HN05,Cortés,1,HND,HND
HN0502,Choloma,2,HN05,HND
HN0511,Villanueva,2,HN05,HND
HN18,Yoro,1,HND,HND
HN1804,El Progreso,2,HN18,HND
'''), '--as', 'place')
    report = known.json('import', known.write('edan.csv', EDAN))
    equal((report['rejected'], figures(known)), (0, truth))
    equal(sorted(r['place'] for r in known.rows('disaster_impact', '--columns', 'place')), ['HN0502', 'HN0511', 'HN1804'])
    again = known.json('import', known.write('later.csv', EDAN.replace('Cortés,Choloma,120', 'Cortés,Choloma,130')))
    equal((again['inserted'], again['updated'], known.count('disaster_impact')), (0, 1, 3))


@test('grouped headers, the register of a year by event and day, and a total below')
def _():
    w = Workspace('HND')
    report = w.json('import', w.write('edan.csv', ',,Viviendas,,Personas,,,\nDepartamento,Municipio,Afectadas,Destruidas,Afectadas,Heridas,Fallecidas,Desaparecidas\n'
                                      'Cortés,Choloma,120,14,800,3,1,0\nYoro,El Progreso,300,41,1700,9,2,1\nTOTAL,,420,55,2500,12,3,1\n'))
    equal((report['entity'], report['inserted'], report['unknown_columns']), ('disaster_impact', 2, []))
    equal(sum(int(r['affected_ind']) for r in w.rows('disaster_impact', '--columns', 'affected_ind')), 2500)
    w = Workspace('COL')
    report = w.json('import', w.write('r.csv', '''FECHA;DEPARTAMENTO;MUNICIPIO;EVENTO;FALLECIDOS;HERIDOS;DESAPARECIDOS;PERSONAS;FAMILIAS;VIVIENDAS DESTRUIDAS;VIVIENDAS AVERIADAS
24/05/2026;ANTIOQUIA;DABEIBA;INUNDACION;2;5;1;400;110;12;80
24/05/2026;CHOCO;BAGADO;MOVIMIENTO EN MASA;0;1;0;55;14;3;9
26/05/2026;CHOCO;BAGADO;MOVIMIENTO EN MASA;1;0;0;20;5;1;2
'''))
    equal((report['entity'], report['inserted'], report['rejected'], report['unknown_columns']), ('disaster_impact', 3, 0, []))
    rows = w.rows('disaster_impact', '--columns', 'affected_ind,start_date,event')
    equal(sorted((r['start_date'], int(r['affected_ind'])) for r in rows), [('2026-05-24', 55), ('2026-05-24', 400), ('2026-05-26', 20)])


@test('a record of the country as a whole keeps the identity that it had before places were told')
def _():
    w = Workspace('HND')
    # Taken from the program of the day before the place came to the key.
    equal(w.json('add', 'disaster_impact', 'country=HND', 'hazard=flood', 'event=Eta', 'year=2020', 'source=CEPAL')['uid'],
          'e616d8c8-0122-842d-af1d-0c3523e0856f')
    equal(w.json('add', 'disaster_impact', 'country=HND', 'year=2020')['uid'], 'ca144195-85e2-8d1f-8ab6-ca99ca436923')
    equal(identity('disaster_impact', 'HND', '', '', '2020', '', '', ''), 'ca144195-85e2-8d1f-8ab6-ca99ca436923')
    # A file that tells countries alone: the same records.
    report = w.json('import', w.write('world.csv', 'Country,ISO3,Year,Hazard,Event,Source,Deaths\nHonduras,HND,2020,Flood,Eta,CEPAL,95\nGuatemala,GTM,2020,Flood,Eta,CEPAL,60\n'))
    equal((report['inserted'], report['updated']), (1, 1))
    rows = {r['uid']: (r['country'], r['place']) for r in w.rows('disaster_impact', '--columns', 'country,place', '--where', 'event=Eta')}
    equal(rows, {'e616d8c8-0122-842d-af1d-0c3523e0856f': ('HND', None),
                 identity('disaster_impact', 'GTM', 'flood', 'Eta', '2020', '', 'CEPAL', ''): ('GTM', None)})
    told = w.json('add', 'disaster_impact', 'country=HND', 'place=GTM', 'year=2020')['uid']
    equal(told, identity('disaster_impact', 'HND', '', 'place=GTM', '', '2020', '', '', ''), 'a place makes another record')


main()
