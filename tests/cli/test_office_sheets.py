# SPDX-License-Identifier: GPL-3.0-or-later
"""Sheets as offices keep them: a 5W with a title and merged headings in Spanish, a DTM round with two rows of headings and totals, answers
of a form with groups, shelters in Portuguese. What must come out is written beside each by hand."""
import workbook
from harness import Workspace, equal, has, main, test


@test('a 5W with a title, merged headings and a row of totals goes in, its states in the masculine too')
def _():
    workspace = Workspace('GTM')
    rows = [['CLÚSTER DE PROTECCIÓN – MATRIZ 5W'], ['Fecha de actualización: 15 de octubre de 2024'], [],
            ['¿Quién?', '', '¿Qué?', '', '¿Cuándo?', '', '¿A quién?', '', ''],
            ['Organización líder', 'Organización implementadora', 'Sector', 'Actividad', 'Fecha de inicio', 'Fecha de finalización', 'Población meta',
             'Personas alcanzadas', 'Estado'],
            ['OIM', 'OIM', 'Alojamiento', 'Distribución de kits', '01/10/2024', '31/12/2024', '1.200', '850', 'En curso'],
            ['UNICEF', 'Plan International', 'Agua, saneamiento e higiene', 'Letrinas', '15/09/2024', '30/11/2024', '2.500', '2.500', 'Finalizado'],
            ['Total', '', '', '', '', '', '3.700', '3.350', '']]
    path = workbook.write(workspace.path('5w.xlsx'), ('5W', rows, ['A1:I1', 'A4:B4', 'C4:D4', 'E4:F4', 'G4:I4'], False))
    report = workspace.json('import', path)
    equal((report['entity'], report['read'], report['inserted'], report['rejected']), ('activity', 2, 2, 0))
    equal(sorted((r['implementing_org'], r['reached_ind'], r['status']) for r in workspace.rows('activity', '--columns', 'implementing_org,reached_ind,status')),
          [('OIM', 850, 'ongoing'), ('Plan International', 2500, 'completed')])


@test('a bracket in the heading of a group says nothing of the column under it; the origin is found by its level')
def _():
    workspace = Workspace('HTI')
    rows = [['DTM - ROUND 12'], [], ['Location', '', '', 'IDPs', '', 'Origin', 'Reason (households)', ''],
            ['Admin 1', 'Admin 1 P-code', 'Date of assessment', 'Households', 'Individuals', 'Admin 1 of origin', 'Violence', 'Disaster'],
            ['Ouest', 'HT01', '2024-09-12', 1200, 5400, 'Ouest', 1200, 0], ['Artibonite', 'HT05', '2024-09-14', 300, 1290, 'Ouest', 300, 0],
            ['TOTAL', '', '', 1500, 6690, '', 1500, 0]]
    path = workbook.write(workspace.path('dtm.xlsx'), ('Dataset', rows, ['A3:C3', 'D3:E3', 'G3:H3'], False))
    told = [w for pair in ('dtm_operation.name=X', 'dtm_round.assessment_type=BA', 'dtm_round.number=12', 'reporting_date=2024-09-15')
            for w in ('--set', pair)]
    workspace.write('places.csv', 'pcode,name,level,iso3,parent\nHT01,Ouest,1,HTI,HTI\nHT05,Artibonite,1,HTI,HTI\n')
    workspace.ok('import', workspace.path('places.csv'), '--as', 'place')
    report = workspace.json('import', path, *told)
    equal((report['entity'], report['read'], report['rejected']), ('location_count', 2, 0))
    equal(sorted((r['place'], r['idp_ind'], r['origin_place']) for r in workspace.rows('location_count', '--columns', 'place,idp_ind,origin_place')),
          [('HT01', 5400, 'HT01'), ('HT05', 1290, 'HT01')])


@test('answers to a form without a question for the day have the day of the interview')
def _():
    workspace = Workspace('GTM')
    rows = [['start', 'end', 'today', 'Sitio/Nombre del sitio', 'Población/Número de hogares', 'Población/Número de personas', '_id', '_uuid',
             '_submission_time'],
            ['2024-10-01T08:00:00', '2024-10-01T08:30:00', '2024-10-01', 'Escuela El Progreso', '45', '190', '1', 'a-1', '2024-10-02T14:00:00'],
            ['2024-10-03T09:00:00', '2024-10-03T09:30:00', '2024-10-03', 'Salón Comunal', '30', '120', '2', 'a-2', '2024-10-04T15:00:00']]
    path = workbook.write(workspace.path('kobo.xlsx'), ('Sitios', rows, [], False))
    workspace.json('import', path)
    equal(sorted((r['date'], r['idp_hh'], r['idp_ind']) for r in workspace.rows('site_count', '--columns', 'date,idp_hh,idp_ind')),
          [('2024-10-01', 45, 190), ('2024-10-03', 30, 120)])


@test('"Estado" over names of states is no state of a site; a school is a collective centre; shelters in Portuguese')
def _():
    workspace = Workspace('BRA')
    path = workspace.write('abrigos.csv', 'Nº;Nome do abrigo;Estado;Tipo;Capacidade;Número de famílias;Número de pessoas;Data da contagem\n'
                           '1;Abrigo Pricumã;Roraima;Escola;1.200;210;1.005;15/03/2024\n2;Rondon;Roraima;Acampamento;2.000;390;1.850;16/03/2024\n'
                           ';Total;;;3.200;600;2.855;\n')
    report = workspace.json('import', path)
    equal((report['entity'], report['read'], report['inserted'], report['rejected']), ('site', 2, 2, 0), report['rejects'])
    equal(sorted((r['name'], r['capacity']) for r in workspace.rows('site', '--columns', 'name,capacity')), [('Abrigo Pricumã', 1200), ('Rondon', 2000)])
    equal(sorted((r['idp_hh'], r['idp_ind']) for r in workspace.rows('site_count', '--columns', 'idp_hh,idp_ind')), [(210, 1005), (390, 1850)])


@test('the running number of a paper list counts nobody')
def _():
    workspace = Workspace()
    path = workspace.write('lista.csv', 'N°;Nacionalidad;Sexo\n1;Cuba;F\n2;Haití;M\n3;Cuba;F\n')
    refused = workspace.bad(1, 'import', path, '--as', 'flow_count', '--set', 'country=HTI', '--set', 'date=2024-10-01')
    has(refused.err, '“People”', 'it asks for the count')
    path = workspace.write('conteo.csv', 'N°;Nacionalidad;Sexo\n41;Cuba;F\n12;Haití;M\n13;Chile;F\n')
    equal(workspace.json('import', path, '--as', 'flow_count', '--set', 'country=HTI', '--set', 'date=2024-10-01')['inserted'], 3)


@test('counts of areas without a site ask for their round, not for a site')
def _():
    workspace = Workspace()
    path = workspace.write('c.csv', 'Département,Déplacés,Ménages,Date\n#adm1+name,#affected+idps+ind,#affected+idps+hh,#date+reported\n'
                           'Ouest,3650,800,2024-09-13\nSud,120,30,2024-09-13\n')
    has(workspace.bad(1, 'import', path).err, '--set dtm_round.number=VALUE', 'what is asked for')


main()
