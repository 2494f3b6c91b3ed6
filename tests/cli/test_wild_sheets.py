# SPDX-License-Identifier: GPL-3.0-or-later
"""Sheets as the offices of other countries publish them: grouped headings, the words of four languages in any order, shares beside counts, levels
under their local names, months for days. What must come out is written beside each by hand."""
import workbook
from harness import Workspace, equal, has, main, test

ROUND = [w for pair in ('dtm_operation.name=X', 'dtm_round.assessment_type=BA', 'dtm_round.number=5') for w in ('--set', pair)]


def imported(country, rows, *words, merged=(), name='Dataset', **options):
    """A sheet of @rows, or a text, without any option but @words."""
    w = Workspace(country)
    path = w.write('sheet.csv', rows) if isinstance(rows, str) else workbook.write(w.path('sheet.xlsx'), (name, rows, list(merged), False))
    return w, w.json('import', path, *words, **options)


def total(w, entity, *fields):
    rows = w.rows(entity, '--columns', ','.join(fields))
    return tuple(sum(int(r[f] or 0) for r in rows) for f in fields)


@test('a group of headings says whom the columns under it count; who came back is none of the displaced')
def _():
    w, report = imported('SSD', [
        ['', '', '', '', '', '', '', '', 'IDPs', '', 'Returnees', '', 'Relocated'],
        ['State', 'State Pcode', 'County', 'County Pcode', 'Payam', 'SSID', 'Location', 'Assessment date', 'Households', 'Individuals', 'Households', 'Individuals',
         'Individuals'],
        ['Upper Nile', 'SS06', 'Malakal', 'SS0607', 'Eastern Malakal', 'UN_001', 'Assosa', '2023-03-02', 400, 2100, 100, 520, 0],
        ['Unity', 'SS09', 'Rubkona', 'SS0907', 'Bentiu', 'UY_002', 'Bentiu town', '2023-03-03', 1200, 7300, 50, 260, 'N/A']],
        *ROUND, merged=['I1:J1', 'K1:L1'])
    equal((report['entity'], report['rejected'], report['unknown_columns']), ('location_count', 0, ['Relocated/Individuals']))
    equal(total(w, 'location_count', 'idp_hh', 'idp_ind', 'returnee_hh', 'returnee_ind'), (1600, 9400, 150, 780))


@test('rounds of other countries: what the columns count in any order of words, levels under their local names and short codes')
def _():
    w, report = imported('SDN', [
        ['DTM Sudan Mobility Update', '', '', ''], ['STATE CODE', 'STATE', 'IDPs Households', 'IDPs Individuals'],
        ['SD10', 'Al Gedaref', 120000, 580000], ['SD15', 'Aj Jazirah', 40000, 200100]], *ROUND, '--set', 'reporting_date=2024-10-31')
    equal((report['entity'], report['rejected'], report['unknown_columns']), ('location_count', 0, []))
    equal(total(w, 'location_count', 'idp_hh', 'idp_ind'), (160000, 780100))
    equal({r['place'] for r in w.rows('location_count', '--columns', 'place')}, {'SD10', 'SD15'})
    w, report = imported('MOZ', '''Província;Código da Província;Distrito;Código do Distrito;Localidade;Data da avaliação;Nº de famílias deslocadas;Nº de pessoas deslocadas;Nº de famílias retornadas;Nº de pessoas retornadas
Cabo Delgado;MZ01;Pemba;MZ0114;Eduardo Mondlane;15/08/2023;2.300;11.900;0;0
Cabo Delgado;MZ01;Mocímboa da Praia;MZ0109;Milamba;16/08/2023;100;480;1.500;7.100
Total;;;;;;2.400;12.380;1.500;7.100
''', *ROUND)
    equal((report['entity'], report['read'], report['rejected'], report['unknown_columns']), ('location_count', 2, 0, []))
    equal(total(w, 'location_count', 'idp_hh', 'idp_ind', 'returnee_hh', 'returnee_ind'), (2400, 12380, 1500, 7100))
    w, report = imported('YEM', '''Date,Governorate of displacement,Gov Pcode,District of displacement,Dis Pcode,Governorate of origin,Number of HHs,Number of Individuals
2024-03-05,Marib,YE26,Marib City,YE2613,Al Hudaydah,25,150
2024-03-06,Taizz,YE15,Maqbanah,YE1501,Taizz,3,18
''', *ROUND)
    equal((report['entity'], report['rejected'], report['unknown_columns']), ('location_count', 0, []))
    equal({(r['place'], int(r['idp_ind'])) for r in w.rows('location_count', '--columns', 'place,idp_ind')}, {('YE2613', 150), ('YE1501', 18)})


@test('the day of the survey is that of the report where a sheet has no other, and this is told; what names an event is asked for in none')
def _():
    w, report = imported('TCD', '''Province;Pcode Province;Nom de la localité;Date enquête;Ménages PDI;Individus PDI
Lac;TD07;Matafo;03/10/2023;1 230;6 120
Lac;TD07;Kiskra;14/10/2023;800;4 000
''', *ROUND)
    equal((report['entity'], report['rejected'], report['unknown_columns']), ('location_count', 0, []))
    equal({(r['location_name'], r['reporting_date'], int(r['idp_hh']), int(r['idp_ind'])) for r in
           w.rows('location_count', '--columns', 'location_name,reporting_date,idp_hh,idp_ind')},
          {('Matafo', '2023-10-03', 1230, 6120), ('Kiskra', '2023-10-14', 800, 4000)})
    has(str(report['warnings']), 'taken_instead')


@test('shares are no counts, whether the heading says so or the cells')
def _():
    w, report = imported('UKR', [
        ['ADM1_EN', 'ADM1_PCODE', 'ADM2_EN', 'ADM2_PCODE', 'Date', 'Total registered IDPs', '% female', '% male', 'Pourcentage de femmes', 'Children'],
        ['Dnipropetrovska', 'UA12', 'Dniprovskyi', 'UA1202', '2024-09-30', 230123, 0.58, 0.42, 58, '25%'],
        ['Kharkivska', 'UA63', 'Kharkivskyi', 'UA6312', '2024-09-30', 310456, 0.57, 0.43, 57, '22%']], *ROUND)
    equal((report['entity'], report['rejected'], sorted(report['unknown_columns'])), ('location_count', 0, ['% female', '% male', 'Children', 'Pourcentage de femmes']))
    equal(total(w, 'location_count', 'idp_ind', 'females', 'males'), (540579, 0, 0))


@test('answers to a form in Spanish, grouped: sites and their people; names and telephones stay out')
def _():
    w, report = imported('SLV', '''start;end;Fecha de la visita;Información general/Nombre del sitio;Información general/Departamento;Población/Total de hogares;Población/Total de personas;Nombre del encuestador;Teléfono del líder;_id;_uuid;_submission_time;_index
2024-06-18T09:00:00.000-06:00;2024-06-18T09:20:00.000-06:00;2024-06-18;Escuela Masferrer;San Salvador;12;55;Ana Pérez;7777-1234;101;u-101;2024-06-18T15:30:00;1
2024-06-19T09:00:00.000-06:00;2024-06-19T09:20:00.000-06:00;2024-06-19;Casa Comunal;La Libertad;8;31;Luis Gómez;7777-4321;102;u-102;2024-06-19T15:30:00;2
''')
    equal((report['entity'], report['rejected'], report['unknown_columns'], len(report['dropped_columns'])), ('site', 0, [], 2))
    equal(total(w, 'site_count', 'idp_hh', 'idp_ind'), (20, 86))
    equal(sorted(r['date'] for r in w.rows('site_count', '--columns', 'date')), ['2024-06-18', '2024-06-19'])
    for part in ('Pérez', '7777'):
        equal(part in str(w.rows('site')) + str(report), False, part)


SERVICES = '''Date de l'évaluation;Région;Nom du site;Type de site;Nombre de ménages;Nombre de personnes;Y a-t-il une source d'eau sur le site ?;Y a-t-il des latrines fonctionnelles ?;Y a-t-il accès à un service de santé ?;Les enfants ont-ils accès à l'école ?;Y a-t-il eu une distribution de vivres ?;Les latrines sont-elles séparées par sexe ?;Existe-t-il un comité de gestion du site ?;Y a-t-il des tensions avec les hôtes ?
12/03/2024;Diffa;Awaridi;Site spontané;500;2 600;Oui;Oui;Non;Oui;Oui;Non;Oui;Oui
13/03/2024;Diffa;Boudouri;Site planifié;300;1 510;Oui;Non;Oui;Oui;Non;Ne sait pas;Non;Non
'''


@test('whole questions about services, in French, are the services that they ask about; another question is told')
def _():
    w, report = imported('NER', SERVICES)
    equal((report['entity'], report['rejected'], report['unknown_columns']), ('site', 0, ['Y a-t-il des tensions avec les hôtes ?']))
    keys = ['water_provided', 'toilets_present', 'support_health', 'support_education', 'support_food', 'toilets_separate', 'committee_present']
    said = {'Oui': 'yes', 'Non': 'no', 'Ne sait pas': 'unknown'}
    rows = w.rows('site_assessment', '--columns', ','.join(['date', *keys]))
    equal({r['date']: [r[k] for k in keys] for r in rows},
          {day: [said[x] for x in line.split(';')[6:13]] for day, line in zip(('2024-03-12', '2024-03-13'), SERVICES.splitlines()[1:])})
    equal({r['site_type'] for r in w.rows('site', '--columns', 'site_type')}, {'self_settled_camp', 'planned_camp'})


@test('that there is none of something is no service')
def _():
    w, report = imported('HND', 'Nombre del sitio;Fecha;Familias;Personas;No hay agua;¿Falta electricidad?\nUno;13/10/2026;4;20;Sí;No\nDos;13/10/2026;3;15;No;Sí\n')
    equal((report['rejected'], report['unknown_columns']), (0, ['No hay agua', '¿Falta electricidad?']))
    equal(w.count('site_assessment'), 0)


@test('of a month alone an expiry is the last day, and a beginning the first, however the month is written')
def _():
    w, report = imported('HND', '''Almacén;Artículo;Lote;Vence;Cantidad
San Pedro Sula;Kit de higiene;L-01;06/2027;1.200
San Pedro Sula;Cloro;L-02;feb-2028;350
San Pedro Sula;Lona;L-03;2027-11;80
San Pedro Sula;Manta;L-04;2029;90
San Pedro Sula;Cubeta;L-05;15/06/2027;70
''')
    equal(report['rejected'], 0)
    equal({r['batch_no']: r['expiry_date'] for r in w.rows('batch', '--columns', 'batch_no,expiry_date')},
          {'L-01': '2027-06-30', 'L-02': '2028-02-29', 'L-03': '2027-11-30', 'L-04': '2029-12-31', 'L-05': '2027-06-15'})
    w, report = imported('HND', 'Organización,Actividad,Sector,Estado,Fecha de inicio,Fecha de fin\nOIM,Kits,Alojamiento,En curso,03/2026,mayo de 2026\n')
    equal(report['rejected'], 0)
    equal([(r['start_date'], r['end_date']) for r in w.rows('activity', '--columns', 'start_date,end_date')], [('2026-03-01', '2026-05-31')])


@test('a date in three columns for the beginning and three for the end; without its day it is the month')
def _():
    w, report = imported('GTM', '''ISO,Disaster Type,Event Name,Start Year,Start Month,Start Day,End Year,End Month,End Day,Total Deaths,Total Affected
GTM,Volcanic activity,Fuego,2018,6,3,2018,6,3,461,1714445
GTM,Storm,Eta,2020,11,4,2020,11,,150,640000
''')
    equal((report['entity'], report['rejected']), ('disaster_impact', 0))
    equal({(r['event'], r['start_date'], r['end_date'], int(r['dead'])) for r in w.rows('disaster_impact', '--columns', 'event,start_date,end_date,dead')},
          {('Fuego', '2018-06-03', '2018-06-03', 461), ('Eta', '2020-11-04', '2020-11-30', 150)})


@test('"Total" beside women, men, girls and boys is who was reached; the partner of an export carries out')
def _():
    w, report = imported('COD', '''"@id","Partner.Name","Reporting Month","Province.Name","Province.Code","Cluster","Activité","Statut","Femmes","Hommes","Filles","Garçons","Total"
"c1","OIM","2024-03","Ituri","CD54","Abris / AME","Distribution de kits","Terminé",400,300,420,380,1500
"c2","AIDES","2024-03","Nord-Kivu","CD61","EHA","Latrines","En cours",250,150,210,190,800
''')
    equal((report['entity'], report['rejected']), ('activity', 0))
    equal(total(w, 'activity', 'women', 'girls', 'reached_ind'), (650, 630, 2300))
    equal({(r['implementing_org'], r['place'], r['reporting_date']) for r in w.rows('activity', '--columns', 'implementing_org,place,reporting_date')},
          {('OIM', 'CD54', '2024-03-31'), ('AIDES', 'CD61', '2024-03-31')})


@test('an empty column of other names names no place')
def _():
    w, report = imported('MOZ', [
        ['ADM2_PT', 'ADM2_PCODE', 'ADM2_REF', 'ADM1_PT', 'ADM1_PCODE', 'ADM0_PT', 'ADM0_PCODE', 'date', 'validOn', 'validTo'],
        ['Ancuabe', 'MZ0101', '', 'Cabo Delgado', 'MZ01', 'Moçambique', 'MZ', '2019-06-07', '2019-06-07', ''],
        ['Eráti', 'MZ0704', '', 'Nampula', 'MZ07', 'Moçambique', 'MZ', '2019-06-07', '2019-06-07', '']], name='ADM2')
    equal((report['entity'], report['inserted'], report['rejected']), ('place', 2, 0))
    equal({(r['pcode'], r['name']) for r in w.rows('place', '--where', 'level=2', '--columns', 'pcode,name')}, {('MZ0101', 'Ancuabe'), ('MZ0704', 'Eráti')})


@test('a list without a day that was opened and saved anew is the list that came; one figure more is another count')
def _():
    w = Workspace('HND', clock='2026-10-14T12:00:00Z')
    text = 'Almacén;Artículo;Lote;Cantidad\nSPS;Kit de higiene;L-01;1200\nSPS;Cloro;L-02;350\n'
    equal(w.json('import', w.write('a.csv', text))['inserted'], 2)
    w.clock = '2026-12-24T12:00:00Z'
    report = w.json('import', w.write('b.csv', text.replace(';', ',').replace('\n', '\r\n')))
    equal((report['inserted'], report['unchanged'], w.count('stock_count')), (0, 2, 2))
    told, = [x['message'] for x in report['warnings'] if x['rule'] == 'same_rows']
    has(told, 'a.csv')
    has(told, '2026-10-14')
    report = w.json('import', w.write('c.csv', text.replace('350', '340')))
    equal((report['inserted'], w.count('stock_count')), (2, 4))
    equal([x for x in report['warnings'] if x['rule'] == 'same_rows'], [])


main()
