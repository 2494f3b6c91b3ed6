# SPDX-License-Identifier: GPL-3.0-or-later
"""Sheets as other countries' offices write them: headings with the number of a question, the displaced named or not, values in the plural, a
column a direction. What each says is read here by its lines."""
from harness import Workspace, equal, has, main, test


def given(text, *words, country='HND', **options):
    w = Workspace(country)
    return w, w.json('import', w.write('sheet.csv', text), *words, **options)


@test('the number of a question in front of a heading says nothing against its words')
def _():
    w, report = given('''1.1.a.1: Survey Date,1.1.c.1: Site ID,1.1.d.1: Site Name,1.1.e.1: Region,1.1.e.2: Zone,1.2.b.1: Site Type,2.1.b.1: Total number of IDP households,2.1.b.7: Total number of IDP individuals,3.1.a: Main reason of displacement
2023-06-12,E001,Qoloji 1,Somali,Fafan,Planned camp,3200,16500,Conflict
2023-06-13,E002,Adadle school,Somali,Shabelle,School,120,640,Drought
''')
    equal(report['rejected'], 0)
    # 3,200 + 120 households, 16,500 + 640 people
    rows = w.rows('site_count', '--columns', 'idp_hh,idp_ind,date,reason')
    equal((sum(int(r['idp_hh']) for r in rows), sum(int(r['idp_ind']) for r in rows)), (3320, 17140))
    equal({r['reason'] for r in rows}, {'conflict', 'disaster_slow'})
    equal({r['site_type'] for r in w.rows('site', '--columns', 'site_type')}, {'planned_camp', 'collective_centre'})


@test('a form of sites that names the displaced (PDI) is one of sites and their counts, in French')
def _():
    w, report = given('''Date d'enquête;Province;Sous-préfecture;Nom du site;Type de site;Nombre de ménages PDI;Nombre d'individus PDI;Cause du déplacement
12/06/2023;Lac;Liwa;Kousseri;Site spontané;230;1 150;Conflits
25/06/2023;Lac;Bol;Yakoua;Village d'accueil;45;225;Inondations
''')
    equal(report['rejected'], 0)
    rows = w.rows('site_count', '--columns', 'idp_hh,idp_ind,reason')
    equal((sum(int(r['idp_hh']) for r in rows), sum(int(r['idp_ind']) for r in rows)), (275, 1375))
    equal({r['reason'] for r in rows}, {'conflict', 'disaster_sudden'})


@test('households and people by area, with a column a reason, ask for their round and not for a site')
def _():
    w = Workspace('HND')
    path = w.write('n.csv', '''State,State Pcode,LGA,LGA Pcode,Total IDP HH,Total IDP Individuals,Conflict,Natural disaster,Reporting date
Borno,NG008,Maiduguri,NG008021,45000,230000,229000,1000,2023-06-30
Yobe,NG036,Gujba,NG036005,3100,16800,16800,,2023-06-30
''')
    has(w.run('import', path).err, 'Counts by location')
    equal(w.count('location_count') + w.count('site'), 0)


@test('an alert has the name of what struck where the sheet has no better one')
def _():
    w, report = given('''Fecha,Tipo de evento,Departamento,Fuente,Descripción
13/10/2026,Inundación,Cortés,COPECO,Río Chamelecón sobre nivel
14/10/2026,Deslizamiento,Yoro,COPECO,
''')
    equal(report['rejected'], 0)
    equal({r['title'] for r in w.rows('event_alert', '--columns', 'title')} - {'Río Chamelecón sobre nivel'}, {'Landslide'})


@test('who leads an activity and names no partner carries it out')
def _():
    w, report = given('''Organización Principal,Socio Implementador,Clúster,Municipio,Actividad,Estado,Fecha de inicio,Beneficiarios total
OIM,,Alojamiento,Riohacha,Entrega de kits,En ejecución,15/03/2024,350
ACNUR,CDP,Protección,Cúcuta,Orientación legal,Finalizada,15/01/2024,120
''')
    equal(report['rejected'], 0)
    equal([r['implementing_org'] for r in w.rows('activity', '--columns', 'implementing_org,lead_org', '--sort', 'lead_org')], ['CDP', 'OIM'])


@test('entries and exits side by side become a row each; nationalities by their adjectives')
def _():
    w, report = given('''Fecha,Punto de control,Nacionalidad,Entradas,Salidas
02/05/2024,Rumichaca,Venezolana,120,85
28/05/2024,Huaquillas,Colombianos,60,40
''', '--set', 'country=ECU', '--columns', 'date,-,nationality,*,*')
    equal(report['rejected'], 0)
    rows = w.rows('flow_count', '--columns', 'nationality,direction,n')
    equal({(r['nationality'], r['direction'], int(r['n'])) for r in rows},
          {('VEN', 'inflow', 120), ('VEN', 'outflow', 85), ('COL', 'inflow', 60), ('COL', 'outflow', 40)})


@test('one number among words about how many or of whom is taken and told; two numbers, and less than one, are not')
def _():
    w, report = given('''Nombre del sitio;Fecha;Familias;Personas
Uno;12/10/2026;~300;1.500 aprox.
Dos;13/10/2026;45 familias;210 personas
Tres;14/10/2026;120+;aprox. 600
Cuatro;15/10/2026;20-25;100
Cinco;16/10/2026;<5;30
Seis;17/10/2026;12 abc;60
''', '--set', 'decimal_comma=yes', status=1)
    equal({(int(r['idp_hh']), int(r['idp_ind'])) for r in w.rows('site_count', '--columns', 'idp_hh,idp_ind')}, {(300, 1500), (45, 210), (120, 600)})
    equal([f['value'] for f in report['findings'] if f['rule'] == 'value'], ['20-25', '<5', '12 abc'])
    equal(sum(x['count'] for x in report['warnings'] if x['rule'] == 'number_in_words'), 6)


@test('a mark that other cells of a column of whole numbers do without parts thousands, in "1.000" too')
def _():
    w, report = given('''Relatório de abrigos;;;;;
Abrigo;Município;UF;Capacidade;População atual;Data
Rondon 1;Boa Vista;RR;780;712;25/06/2024
Pricumã;Boa Vista;RR;1.000;1.015;25/06/2024
''')
    equal(report['rejected'], 0)
    equal(sorted(int(r['capacity']) for r in w.rows('site', '--columns', 'capacity')), [780, 1000])
    equal(sorted(int(r['idp_ind']) for r in w.rows('site_count', '--columns', 'idp_ind')), [712, 1015])


SERVICES = '''Nombre del albergue;Municipio;Fecha;Familias;Personas;Agua;Letrinas;¿Cuenta con electricidad?;Servicios de salud;Alimentos;Parqueo
Escuela Lempira;Choloma;13/10/2026;45;210;Sí;No;Sí;Sí;No;Sí
Iglesia Central;Choloma;13/10/2026;30;140;No;No;Sí;No;;No
Kiosco;Choloma;13/10/2026;12;50;Sí;Sí;No;No;No sabe;No
'''


@test('a column of yes and no is a service at the site, and counts nothing, in four languages; what is none is told')
def _():
    w, report = given(SERVICES)
    equal((report['entity'], report['rejected'], report['unknown_columns']), ('site', 0, ['Parqueo']))
    keys = ['water_provided', 'toilets_present', 'electricity_present', 'support_health', 'support_food']
    names = {r['code']: r['name'] for r in w.rows('site', '--columns', 'name')}
    said = {'Sí': 'yes', 'No': 'no', '': None, 'No sabe': 'unknown'}
    lines = [line.split(';') for line in SERVICES.splitlines()[1:]]
    rows = w.rows('site_assessment', '--columns', ','.join(['site', 'date', 'functioning_toilets', 'electricity_pct', *keys]))
    equal({names[r['site']]: [r[k] or None for k in keys] for r in rows}, {line[0]: [said[x] for x in line[5:10]] for line in lines})
    equal({(r['date'], r['functioning_toilets'], r['electricity_pct']) for r in rows}, {('2026-10-13', None, None)})
    for text in ('Site,Date,Households,Individuals,Water available,Latrines,Health services,Food distribution,Electricity\nSchool,2026-10-13,45,210,Yes,No,Yes,No,Yes\n',
                 'Site,Date,Ménages,Individus,Eau,Latrines,Santé,Nourriture,Électricité\nÉcole,2026-10-13,45,210,Oui,Non,Oui,Non,Oui\n',
                 'Nome do abrigo,Município,Data,Famílias,Pessoas,Água,Banheiros,Saúde,Alimentação,Eletricidade\nEscola,Boa Vista,2026-10-13,45,210,Sim,Não,Sim,Não,Sim\n'):
        w, report = given(text)
        equal((report['entity'], report['rejected'], report['unknown_columns']), ('site', 0, []), text)
        row, = w.rows('site_assessment', '--columns', ','.join(keys))
        equal([row[k] for k in keys], ['yes', 'no', 'yes', 'yes', 'no'], text)


@test('in answers to a form the questions of a group are services too, whatever asks in them')
def _():
    w, report = given('''start,end,Fecha de la visita,Datos/Nombre del sitio,Datos/Municipio,Población/Número de familias,Servicios/¿Hay agua disponible?,Servicios/¿Cuenta con letrinas?,Servicios/¿Hay servicio de salud?,_uuid,_submission_time,_index
2025-06-01T08:00:00.000-06:00,2025-06-01T08:30:00.000-06:00,2025-06-01,Escuela Lempira,Choloma,12,Sí,No,Sí,u1,2025-06-01T15:00:00,1
2025-06-02T08:00:00.000-06:00,2025-06-02T08:30:00.000-06:00,2025-06-02,Kiosco,La Lima,7,No,No,No,u2,2025-06-02T15:00:00,2
''')
    equal((report['entity'], report['rejected'], report['unknown_columns']), ('site', 0, []))
    equal(sorted((r['date'], r['water_provided'], r['toilets_present'], r['support_health']) for r in w.rows('site_assessment', '--columns', 'date,water_provided,toilets_present,support_health')),
          [('2025-06-01', 'yes', 'no', 'yes'), ('2025-06-02', 'no', 'no', 'no')])


@test('a list of sites that counts the displaced by that word is one of sites and their counts, and no alert')
def _():
    for hh, ind in (('Nombre de ménages déplacés', 'Nombre de personnes déplacées'), ('Familias desplazadas', 'Personas desplazadas'), ('Displaced households', 'Displaced people')):
        w, report = given(f'Date,Site name,Département,Commune,Latitude,Longitude,{hh},{ind}\n2025-06-01,Lycée,Ouest,Delmas,18.54,-72.33,52,251\n2025-06-01,Place,Ouest,Delmas,18.51,-72.28,33,160\n',
                          country='HTI')
        equal((report['entity'], report['rejected'], report['unknown_columns']), ('site', 0, []), hh)
        equal(sorted((r['date'], int(r['idp_hh']), int(r['idp_ind'])) for r in w.rows('site_count', '--columns', 'date,idp_hh,idp_ind')),
              [('2025-06-01', 33, 160), ('2025-06-01', 52, 251)], hh)


@test('who an activity reached is told by columns that name the beneficiaries, before or behind')
def _():
    for men, women in (('Beneficiaries - Men', 'Beneficiaries - Women'), ('Men reached', 'Women reached'), ('Bénéficiaires hommes', 'Bénéficiaires femmes')):
        w, report = given(f'Organisation,Cluster,Activity,Status,Start Date,{men},{women},Total beneficiaries\nIOM,CCCM,Site improvement,Ongoing,2025-01-10,180,210,390\n')
        equal((report['entity'], report['rejected'], report['unknown_columns']), ('activity', 0, []), men)
        equal([(int(r['men']), int(r['women']), int(r['reached_ind'])) for r in w.rows('activity', '--columns', 'men,women,reached_ind')], [(180, 210, 390)], men)


@test('the same headers above figures are the counts that they were')
def _():
    w, report = given('Nombre del sitio;Municipio;Fecha;Familias;Personas;Letrinas\nEscuela Lempira;Choloma;13/10/2026;45;210;6\nKiosco;Choloma;13/10/2026;12;50;1\n')
    equal((report['entity'], report['rejected']), ('site', 0))
    equal(sorted((int(r['functioning_toilets']), r['toilets_present'] or '') for r in w.rows('site_assessment', '--columns', 'functioning_toilets,toilets_present')),
          [(1, ''), (6, '')])


main()
