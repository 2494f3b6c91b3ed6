# SPDX-License-Identifier: GPL-3.0-or-later
"""Sheets as offices of several countries send them, imported without any option: evacuation centres, answers to forms, plans with a column a month,
rosters, store books, alerts. What each says is read here by its cells."""
import io
import json
import zipfile

from harness import Workspace, equal, has, main, test


def given(country, text, *words, name='sheet.csv', **options):
    w = Workspace(country)
    content = text.encode('utf-8') if isinstance(text, str) else text
    return w, w.json('import', w.write(name, content, 'wb'), *words, **options)


@test('answers to a form with groups and names of its own are sites with their counts of the day of the interview')
def _():
    w, report = given('COL', '''start,end,grupo_sitio/departamento,grupo_sitio/municipio,grupo_sitio/nombre_sitio,grupo_pob/hogares,grupo_pob/personas,grupo_pob/mujeres,grupo_pob/hombres,_id,_uuid,_submission_time,_index
2026-09-02T10:00:00-05:00,2026-09-02T10:20:00-05:00,Norte de Santander,Cúcuta,Colegio La Paz,22,97,50,47,7,1b4e28ba-2fa1-4d3b-a3f5-ef19b5a7633b,2026-09-02T15:25:00,1
2026-09-03T11:00:00-05:00,2026-09-03T11:20:00-05:00,Norte de Santander,Tibú,Coliseo,61,250,131,119,8,1b4e28ba-2fa1-4d3b-a3f5-ef19b5a7633c,2026-09-03T16:25:00,2
''')
    equal((report['entity'], report['rejected'], report['unknown_columns']), ('site', 0, []))
    equal(sorted((r['date'], int(r['idp_hh']), int(r['idp_ind']), int(r['females']), int(r['males']))
                 for r in w.rows('site_count', '--columns', 'date,idp_hh,idp_ind,females,males')),
          [('2026-09-02', 22, 97, 50, 47), ('2026-09-03', 61, 250, 131, 119)])


@test('a list of shelters of the Caribbean: a shelter on standby is no row to refuse, nobody\'s telephone comes in')
def _():
    w, report = given('DMA', '''EMERGENCY SHELTER LIST 2026,,,,,,
Parish,Shelter Name,Capacity,Occupants,Status,Shelter Manager,Telephone
St. George,Roseau Primary School,120,45,Open,J. Baptiste,767-448-0000
St. Patrick,Grand Bay Parish Hall,80,0,On standby,M. Joseph,767-446-0000
St. Andrew,Marigot Pentecostal Church,150,110,Activated,,767-445-0000
''')
    equal((report['entity'], report['inserted'], report['rejected'], report['dropped_columns']), ('site', 3, 0, ['Telephone']))
    equal({r['name']: (r['status'], int(r['capacity'])) for r in w.rows('site', '--columns', 'name,status,capacity')},
          {'Roseau Primary School': ('open', 120), 'Grand Bay Parish Hall': ('identified', 80), 'Marigot Pentecostal Church': ('open', 150)})
    has(str(report['warnings']), 'site_count.date', 'the counts have no day: the report says how to tell it')
    for cell in ('Baptiste', '767-448'):
        equal(cell in str(w.rows('site')), False, cell)


@test('the day of a list that stands above its table is the day of its counts, however it is written; two days above tell none')
def _():
    for line, day in (('Corte: 15/10/2026 06:00', '2026-10-15'), ('Situación al 15 de octubre de 2026', '2026-10-15'),
                      ('Status as of October 15, 2026', '2026-10-15'), ('Situation au 3 novembre 2026', '2026-11-03')):
        w, report = given('SLV', f'''Reporte de albergues,,,,
"{line}",,,,
Departamento,Municipio,Albergue,Familias,Personas
San Salvador,Ilopango,Instituto Nacional,12,51
La Libertad,Santa Tecla,Complejo deportivo,30,121
,,TOTAL,42,172
''')
        equal((report['entity'], report['unknown_columns'], report['rejected']), ('site', [], 0), line)
        rows = w.rows('site_count', '--columns', 'date,idp_ind')
        equal(({r['date'] for r in rows}, sum(int(r['idp_ind']) for r in rows)), ({day}, 172), line)
        has(str(report['warnings']), 'day_of_title', line)
    sheet = '{},,,,\nDepartamento,Municipio,Albergue,Familias,Personas\nSan Salvador,Ilopango,Instituto Nacional,12,51\n'
    w = Workspace('SLV')
    refused = w.bad(1, 'import', w.write('two.csv', sheet.format('Corte: 15/10/2026; anterior: 14/10/2026')))
    has(refused.err, '--set date=', "which of two days is the user's to say")
    w, report = given('SLV', sheet.format('Corte: 15/10/2026'), '--set', 'site_count.date=2026-10-16')
    equal([r['date'] for r in w.rows('site_count', '--columns', 'date')], ['2026-10-16'], 'what the user says holds')


@test('a provisional shelter in French: its name, its place and its capacity; the decimal comma of its position')
def _():
    w, report = given('HTI', '''Nom de l'abri provisoire;Commune;Section communale;Capacité (personnes);Date de visite;Nombre de ménages;Nombre de personnes;Latitude;Longitude;Téléphone
Lycée National;Les Cayes;1ère Bourdet;300;17/10/2026;52;240;18,1934;-73,7463;+509 3700 0000
Eglise Baptiste;Camp-Perrin;;150;17/10/2026;20;96;18,3189;-73,8606;
''')
    equal((report['entity'], report['rejected'], report['unknown_columns']), ('site', 0, []))
    equal(sorted((r['name'], float(r['latitude']), float(r['longitude']), int(r['capacity'])) for r in w.rows('site', '--columns', 'name,latitude,longitude,capacity')),
          [('Eglise Baptiste', 18.3189, -73.8606, 150), ('Lycée National', 18.1934, -73.7463, 300)])
    equal(sum(int(r['idp_ind']) for r in w.rows('site_count', '--columns', 'idp_ind')), 240 + 96)


@test('a plan with a column a month is a row a month; who leads carries out what names no partner')
def _():
    w, report = given('COL', '''Appealing organization,Implementing partner,Sector,Indicator,Activity,Admin1,Admin2,Jan-26,Feb-26,Mar-26
IOM,Cruz Roja Colombiana,Shelter,# of beneficiaries of shelter,Temporary accommodation,Norte de Santander,Cúcuta,120,80,95
IOM,,WASH,# of people with access to water,Water points,La Guajira,Maicao,400,350,
''')
    equal((report['entity'], report['rejected'], report['unknown_columns']), ('activity', 0, []))
    equal(sorted((r['reporting_date'], r['implementing_org'], int(r['reached_ind'])) for r in w.rows('activity', '--columns', 'reporting_date,implementing_org,reached_ind')),
          [('2026-01-01', 'Cruz Roja Colombiana', 120), ('2026-01-01', 'IOM', 400), ('2026-02-01', 'Cruz Roja Colombiana', 80),
           ('2026-02-01', 'IOM', 350), ('2026-03-01', 'Cruz Roja Colombiana', 95)])


@test('beside a partner that carries it out, "Organisation" is who leads')
def _():
    w, report = given('HTI', '''Organisation,Type d'organisation,Partenaire de mise en oeuvre,Secteur,Activité,Département,Commune,Statut,Date début,Date fin,Ménages ciblés,Personnes atteintes,Bailleur
OIM,ONU,Croix-Rouge haïtienne,Abris / NFI,Distribution de kits,Ouest,Delmas,En cours,01/03/2026,30/06/2026,500,1200,ECHO
ACTED,ONG internationale,,EHA,Réhabilitation de points d'eau,Sud,Les Cayes,Terminé,15/01/2026,28/02/2026,300,1500,OCHA
''')
    equal((report['entity'], report['rejected'], report['unknown_columns']), ('activity', 0, []))
    equal(sorted((r['lead_org'], r['implementing_org']) for r in w.rows('activity', '--columns', 'lead_org,implementing_org')),
          [('ACTED', 'ACTED'), ('OIM', 'Croix-Rouge haïtienne')])


@test('who does what, in Spanish, where one column says the organisation alone')
def _():
    w, report = given('PER', '''Organización,Sector,Actividad,Región,Provincia,Distrito,Beneficiarios,Estado
OIM,Agua y saneamiento,Instalación de letrinas,Piura,Piura,Castilla,320,Finalizado
Cáritas,Alojamiento,Entrega de carpas,Piura,Sullana,Sullana,150,En curso
''')
    equal((report['entity'], report['rejected'], report['unknown_columns']), ('activity', 0, []))
    equal(sorted((r['implementing_org'], r['cluster'], int(r['reached_ind'])) for r in w.rows('activity', '--columns', 'implementing_org,cluster,reached_ind')),
          [('Cáritas', 'shelter_nfi', 150), ('OIM', 'wash', 320)])


@test('a shelter list of Brazil as a spreadsheet writes it: semicolons, Latin-1, points between thousands')
def _():
    w, report = given('BRA', 'Município;Abrigo;Data;Famílias;Pessoas;Situação\nBoa Vista;Rondon 1;13/10/2026;1.200;5.430;Aberto\n'
                      'Pacaraima;BV-8;13/10/2026;80;310;Fechado para reforma\n'.encode('latin-1'), status=1)
    equal((report['entity'], report['inserted'], [r['value'] for r in report['rejects']]), ('site', 1, ['Fechado para reforma']))
    equal([(int(r['idp_hh']), int(r['idp_ind'])) for r in w.rows('site_count', '--columns', 'idp_hh,idp_ind')], [(1200, 5430)])


@test('the name of an expert in two columns is one name; a roster is no list of contacts, a list of contacts no roster')
def _():
    for header, first in (('Nombre,Apellido', 'Ana,Gómez'), ('Apellidos,Nombres', 'Gómez,Ana'), ('Nom,Prénom', 'Gómez,Ana'), ('First name,Last name', 'Ana,Gómez')):
        w, report = given('PAN', f'''{header},Perfil,Disponible desde,Correo,País
{first},CCCM,13/11/2026,ana.gomez@example.org,PAN
''')
        equal((report['entity'], report['dropped_columns'], report['unknown_columns']), ('expert', [], []), header)
        equal([(r['name'], r['available_from']) for r in w.rows('expert', '--columns', 'name,available_from')], [('Ana Gómez', '2026-11-13')], header)
    w, report = given('GTM', '''Institución,Nombre,Cargo,Teléfono,Email,Sector
CONRED,Pedro Díaz,Director,5555-1234,pdiaz@example.org,CCCM
Cruz Roja Guatemalteca,Lucía Sol,Coordinadora,5555-2222,lsol@example.org,Salud
''')
    equal((report['entity'], report['unknown_columns'], report['entities']['organisation']['inserted']), ('contact', [], 2))


@test('who took part in a training is a participation in its session, which the list brings with its course, once; nobody becomes an expert')
def _():
    text = '''Nombre completo;Sexo;Institución;Cargo;Correo electrónico;Teléfono;Curso;Fecha
Ana Pérez;F;COPECO;Técnica;ana@copeco.gob.hn;9999-1234;Gestión de albergues;23/05/2026
Luis Gómez;M;Cruz Roja Hondureña;Voluntario;luis@cruzroja.org.hn;9999-1235;Gestión de albergues;23/05/2026
Marta Díaz;F;OIM;Asistente;marta@iom.int;9999-1236;Gestión de albergues;24/06/2026
'''
    w, report = given('HND', text)
    equal((report['entity'], report['inserted'], report['rejected'], report['dropped_columns'], report['unknown_columns']), ('participation', 3, 0, ['Teléfono'], ['Cargo']))
    equal((report['entities']['training_session']['inserted'], report['entities']['course']['inserted'], w.count('expert'), w.count('contact')), (2, 1, 0, 0))
    course, = [r['course_code'] for r in w.rows('course', '--columns', 'course_code,title') if r['title'] == 'Gestión de albergues']
    sessions = {r['code']: (r['course'], r['start_date'], r['status']) for r in w.rows('training_session', '--columns', 'course,start_date,status')}
    equal(sorted(sessions.values()), [(course, '2026-05-23', 'done'), (course, '2026-06-24', 'done')])
    lines = [line.split(';') for line in text.splitlines()[1:]]
    people = w.rows('participation', '--columns', 'participant_name,sex,organisation,work_email,training_session')
    equal(sorted((r['participant_name'], r['sex'], r['organisation'], r['work_email'], sessions[r['training_session']][1]) for r in people),
          sorted((line[0], {'F': 'female', 'M': 'male'}[line[1]], line[2], line[4], '-'.join(reversed(line[7].split('/')))) for line in lines))
    again = w.json('import', w.write('again.csv', text + 'Olga Paz;F;OIM;;;;Gestión de albergues;23/05/2026\n'))
    equal((again['inserted'], again['updated'], {k: v['inserted'] for k, v in again['entities'].items()}), (1, 0, {'participation': 1, 'training_session': 0, 'course': 0}))


@test('a list that is signed names participants; of which session is asked, and the word given is followed')
def _():
    text = 'Lista de participantes\nNo.;Nombre;Sexo;Institución;Firma\n1;Ana Pérez;F;COPECO;\n2;Luis Gómez;M;Cruz Roja Hondureña;\n'
    w = Workspace('HND')
    path = w.write('lista.csv', text)
    refused = w.bad(1, 'import', path)
    has(refused.err, 'Participations')
    has(refused.err, '--set training_session=')
    session = w.json('add', 'training_session', 'course=CCCM', 'start_date=2026-05-23')['code']
    report = w.json('import', path, '--set', f'training_session={session}')
    equal((report['entity'], report['inserted'], report['rejected']), ('participation', 2, 0))


@test('languages in one cell of a roster are a record each, with the level where one is told')
def _():
    w, report = given('HND', '''Nombre;Institución;Perfil;Idiomas;Disponibilidad
Ana Pérez;OIM;CCCM;español, inglés;Disponible
Luis Gómez;OIM;CCCM;español (nativo), francés (B1);Disponible
Marta Díaz;OIM;DTM;inglés;No disponible
Olga Paz;OIM;DTM;;Disponible
''')
    equal((report['entity'], report['rejected'], report['unknown_columns'], report['entities']['expert_language']['inserted']), ('expert', 0, [], 5))
    names = {r['code']: r['name'] for r in w.rows('expert', '--columns', 'name')}
    equal(sorted((names[r['expert']], r['language'], r['level'] or '') for r in w.rows('expert_language', '--columns', 'expert,language,level')),
          [('Ana Pérez', 'en', ''), ('Ana Pérez', 'es', ''), ('Luis Gómez', 'es', 'native'), ('Luis Gómez', 'fr', 'B1'), ('Marta Díaz', 'en', '')])
    again = w.json('import', w.path('sheet.csv'))
    equal([(v['inserted'], v['updated']) for v in again['entities'].values()], [(0, 0), (0, 0)])


@test('the book of a store: what came in and what left are movements with their signs, and add up to its balance')
def _():
    text = '''Fecha;Bodega;Artículo;Entrada;Salida;Saldo;Destino;No. guía
01/10/2026;Bodega Central;Frazada;500;0;500;;G-1
13/10/2026;Bodega Central;Frazada;0;120;380;Choloma;G-2
14/10/2026;Bodega Central;Lona;40;10;30;Choloma;G-3
'''
    w, report = given('HND', text)
    equal((report['entity'], report['rejected'], report['unknown_columns']), ('stock_movement', 0, ['Saldo']))
    rows = w.rows('stock_movement', '--columns', 'type,item,quantity,destination')
    equal(sorted((r['type'], float(r['quantity'])) for r in rows), [('dispatch', -120), ('dispatch', -10), ('receipt', 40), ('receipt', 500)])
    balance = {}
    for line in text.splitlines()[1:]:
        balance[line.split(';')[2].upper()] = float(line.split(';')[5])
    equal({item: sum(float(r['quantity']) for r in rows if r['item'] == item) for item in balance}, balance)


@test('what is taken for a missing field is of its own row, and not of the row before')
def _():
    w, report = given('COL', 'Departamento\tMunicipio\tFecha\tFamilias desplazadas\tPersonas desplazadas\tCausa\nChocó\tIstmina\t13/02/2026\t120\t480\tConfrontación armada\n'
                      'Nariño\tTumaco\t15/02/2026\t80\t310\tAmenazas\n'.encode('utf-16'), name='a.txt')
    equal((report['entity'], report['rejected']), ('event_alert', 0))
    titles = {r['trigger']: r['title'] for r in w.rows('event_alert', '--columns', 'trigger,title')}
    equal((len(titles), len(set(titles.values()))), (2, 2))


@test('a training and a request for money are what they are; what says nothing but a title and a state is asked about')
def _():
    w, report = given('COL', '''Título de la capacitación,Fecha,Lugar,Facilitador,Participantes hombres,Participantes mujeres,Modalidad
CCCM básico,22/03/2026,Cúcuta,OIM,12,20,Presencial
''')
    equal((report['entity'], report['unknown_columns'], report['entities']['course']['inserted']), ('training_session', [], 1))
    refused = Workspace('COL')
    result = refused.bad(1, 'import', refused.write('m.csv', 'Título,Monto solicitado USD,Fecha de solicitud,Estado\nRespuesta inundaciones,250000,22/06/2026,Aprobado\n'))
    has(result.err, 'MEFM', 'the kind that it looks like, and what it lacks')
    result = refused.bad(1, 'import', refused.write('t.csv', 'Título,Responsable del trámite,Avance semanal,Estado\nRevisión,Unidad legal,rojo,Aprobado\nFirma,Unidad legal,verde,Aprobado\n'))
    has(result.err, '--as', 'a title and a state are common to many kinds')


@test('a file with a table a municipality tells of those that were not read')
def _():
    sheet = 'Municipio;Sitio;Fecha;Familias;Personas\nCholoma;{};13/10/2026;45;210\n'
    held = io.BytesIO()
    with zipfile.ZipFile(held, 'w') as file:
        file.writestr('choloma.csv', sheet.format('Escuela'))
        file.writestr('villanueva.csv', sheet.format('Colegio'))
    w, report = given('HND', held.getvalue(), name='sitios.zip')
    equal(report['inserted'], 1)
    equal(sum(x['rule'] == 'other_sheets' and 'villanueva' in x['message'] for x in report['warnings']), 1)
    report = w.json('import', w.path('sitios.zip'), '--sheet', 'villanueva')
    equal((report['inserted'], w.count('site'), [x['rule'] for x in report['warnings'] if x['rule'] == 'other_sheets']), (1, 2, []))


def layer(*rows):
    """A layer of squares beside each other, one for each of @rows, as GeoJSON."""
    return json.dumps({'type': 'FeatureCollection', 'features': [
        {'type': 'Feature', 'properties': row,
         'geometry': {'type': 'Polygon', 'coordinates': [[[i, 15], [i + 1, 15], [i + 1, 16], [i, 16], [i, 15]]]}} for i, row in enumerate(rows, -88)]})


@test('boundaries whose columns are called as offices of statistics call them are places of their levels')
def _():
    for country, rows, places in (
            ('COL', [{'DPTO_CCDGO': '05', 'MPIO_CCDGO': '001', 'MPIO_CNMBR': 'MEDELLÍN', 'MPIO_CDPMP': '05001', 'DPTO_CNMBR': 'ANTIOQUIA'},
                     {'DPTO_CCDGO': '27', 'MPIO_CCDGO': '361', 'MPIO_CNMBR': 'ISTMINA', 'MPIO_CDPMP': '27361', 'DPTO_CNMBR': 'CHOCÓ'}],
             {('CO05001', 'MEDELLÍN', 2), ('CO27361', 'ISTMINA', 2)}),
            ('PER', [{'UBIGEO': '200104', 'DEPARTAMEN': 'PIURA', 'PROVINCIA': 'PIURA', 'DISTRITO': 'CASTILLA'},
                     {'UBIGEO': '150717', 'DEPARTAMEN': 'LIMA', 'PROVINCIA': 'HUAROCHIRI', 'DISTRITO': 'SAN MATEO'}],
             {('PE200104', 'CASTILLA', 3), ('PE150717', 'SAN MATEO', 3)}),
            ('BRA', [{'CD_MUN': '1400100', 'NM_MUN': 'Boa Vista', 'CD_UF': '14', 'NM_UF': 'Roraima', 'SIGLA_UF': 'RR'},
                     {'CD_MUN': '1302603', 'NM_MUN': 'Manaus', 'CD_UF': '13', 'NM_UF': 'Amazonas', 'SIGLA_UF': 'AM'}],
             {('BR1400100', 'Boa Vista', 2), ('BR1302603', 'Manaus', 2)}),
            ('HND', [{'COD_DEPTO': '05', 'NOM_DEPTO': 'Cortés', 'COD_MUNI': '0502', 'NOM_MUNI': 'Choloma'},
                     {'COD_DEPTO': '18', 'NOM_DEPTO': 'Yoro', 'COD_MUNI': '1804', 'NOM_MUNI': 'El Progreso'}],
             {('HN0502', 'Choloma', 2), ('HN1804', 'El Progreso', 2)}),
            ('HTI', [{'id_dep': '01', 'departemen': 'Ouest', 'id_com': '0112', 'commune': 'Delmas'},
                     {'id_dep': '07', 'departemen': 'Sud', 'id_com': '0711', 'commune': 'Les Cayes'}],
             {('HT0112', 'Delmas', 2), ('HT0711', 'Les Cayes', 2)})):
        w, report = given(country, layer(*rows), '--set', f'iso3={country}', name='limites.geojson')
        equal((report['entity'], report['rejected'], report['entities']['place']['inserted']), ('place', 0, 2), country)
        equal({(r['pcode'], r['name'], int(r['level'])) for r in w.rows('place', '--where', f'iso3={country}', '--columns', 'pcode,name,level')
               if r['level'] != 0}, places)


@test('departments come before or after their municipalities; without the country the refusal says how to tell it')
def _():
    above = layer({'COD_DEPTO': '05', 'NOM_DEPTO': 'Cortés'}, {'COD_DEPTO': '18', 'NOM_DEPTO': 'Yoro'})
    below = layer({'COD_DEPTO': '05', 'NOM_DEPTO': 'Cortés', 'COD_MUNI': '0502', 'NOM_MUNI': 'Choloma'},
                  {'COD_DEPTO': '18', 'NOM_DEPTO': 'Yoro', 'COD_MUNI': '1804', 'NOM_MUNI': 'El Progreso'})
    for order in ((above, below), (below, above)):
        w = Workspace('HND')
        for i, text in enumerate(order):
            w.ok('import', w.write(f'{i}.geojson', text), '--set', 'iso3=HND')
        equal({r['pcode']: (r['name'], r['parent']) for r in w.rows('place', '--where', 'iso3=HND', '--columns', 'pcode,name,parent,level') if r['level'] != 0},
              {'HN05': ('Cortés', 'HND'), 'HN18': ('Yoro', 'HND'), 'HN0502': ('Choloma', 'HN05'), 'HN1804': ('El Progreso', 'HN18')})
    w, report = given('HND', above, name='a.geojson', status=1)
    has(str(report['rejects']), '--set iso3=')


main()
