# SPDX-License-Identifier: GPL-3.0-or-later
"""Names of places and sites: matched, asked about, remembered, settled by files that come later; what an import finds and puts right;
what never gets into the file. Expected figures are counted in the source with Python's csv, or follow from the rows written here."""
import csv
import glob
import os

from harness import Workspace, equal, has, main, plain, read_csv, shared, test

GAZETTEER = ('operation,admin0Name,admin0Pcode,admin1Name,admin1Pcode,admin2Name,admin2Pcode,adminLevel,numPresentIdpInd,'
             'reportingDate,roundNumber,displacementReason,assessmentType\n'
             'Op,Honduras,HND,Cortés,HN05,San Pedro Sula,HN0501,2,500,2025-06-30,1,Conflict,BA\n'
             'Op,Honduras,HND,Cortés,HN05,Santa Cruz de Yojoa,HN0510,2,400,2025-06-30,1,Conflict,BA\n'
             'Op,Honduras,HND,Francisco Morazán,HN08,Distrito Central,HN0801,2,300,2025-06-30,1,Conflict,BA\n'
             'Op,Honduras,HND,Francisco Morazán,HN08,Santa Lucía,HN0823,2,20,2025-06-30,1,Conflict,BA\n'
             'Op,Honduras,HND,Intibucá,HN10,Santa Lucía,HN1015,2,30,2025-06-30,1,Conflict,BA\n')
SITE_HEAD = 'SSID,Site Name,Departamento,Municipio,Number of Individuals,Date of Assessment\n'


def honduras(gazetteer=True):
    workspace = Workspace('HND')
    if gazetteer:
        workspace.json('import', workspace.write('gazetteer.csv', GAZETTEER))
    return workspace


def places(workspace, entity='site', field='ssid'):
    return {r[field]: r['place'] for r in workspace.rows(entity, '--columns', f'{field},place', '--limit', '0')}


def code_of(workspace, ssid):
    return workspace.rows('site', '--where', f'ssid={ssid}', '--columns', 'code')[0]['code']


def sites(workspace, *rows, head=SITE_HEAD, status=0):
    return workspace.json('import', workspace.write('sites.csv', head + ''.join(row + '\n' for row in rows)), status=status)


@test('sites imported before their communes sit at them after the file with the P-codes, as the other way round')
def _():
    sites_file, dtm_file = shared('01_dtm', 'iom-haiti-dtm.csv'), shared('01_dtm', 'global-iom-dtm-from-api-admin-0-to-2.csv')
    with open(dtm_file, encoding='utf-8-sig', newline='') as file:
        communes = {plain(r['admin2Name']).replace('-', ' '): r['admin2Pcode'] for r in csv.DictReader(file) if r['admin0Pcode'] == 'HTI'}
    source = read_csv(sites_file)
    expected = {r[0]: communes[plain(r[5]).replace('-', ' ')] for r in source[2:]}
    equal(len(expected), 352, 'sites of the source')
    before, after = Workspace(), Workspace()
    equal(before.json('import', sites_file)['inserted'], 352)
    equal(set(places(before).values()), {'HTI'}, 'nothing but the country is known yet')
    equal(before.count('waiting_row'), 352, 'rows that wait')
    report = before.json('import', dtm_file)
    equal((report['settled'], report['queued']), (352, 0), 'settled by the second file')
    equal(places(before), expected, 'sites first')
    after.json('import', dtm_file)
    after.json('import', sites_file)
    equal(places(after), expected, 'communes first')
    equal(before.json('import', sites_file)['updated'], 0, 'the same file again changes nothing')
    equal(places(before), expected, 'nor moves a site')
    # taking back the settlement, and only it
    before.ok('undo', '--batch', report['settled_batch'])
    equal(set(places(before).values()), {'HTI'}, 'taken back')
    before.ok('check')


@test('names are found in other dress: kind of area, abbreviations, accents, order of words, codes without their zeros')
def _():
    workspace = honduras()
    workspace.ok('set', 'place', 'HN0801', 'alternative_names=Tegucigalpa;Tegus')
    sites(workspace, 'A1,Uno,Depto. de Cortés,Municipio San Pedro Sula,10,2024-01-01', 'A2,Dos,CORTES,Sta. Cruz de Yojoa,11,2024-01-01',
          'A3,Tres,Dpto. Francisco Morazan,TEGUCIGALPA,12,2024-01-01', 'A4,Cuatro,Morazán Francisco,Sta Lucia,13,2024-01-01',
          'A5,Cinco,Departamento de Intibucá,Santa Lucia,14,2024-01-01')
    equal(places(workspace), {'A1': 'HN0501', 'A2': 'HN0510', 'A3': 'HN0801', 'A4': 'HN0823', 'A5': 'HN1015'})
    report = sites(workspace, 'B1,Codigo,501,10,2024-01-01', 'B2,Guion,HN-0510,10,2024-01-01', 'B3,Cortes,5,10,2024-01-01',
                   head='SSID,Site Name,ADM2_PCODE,Number of Individuals,Date of Assessment\n')
    found = places(workspace)
    equal((found['B1'], found['B2']), ('HN0501', 'HN0510'), 'codes that lost zeros or gained dashes')
    corrected = {(f['cell'], f['value'], f['fix']) for f in report['findings'] if f['level'] == 'correction'}
    equal(corrected >= {('C2', '501', 'HN0501'), ('C3', 'HN-0510', 'HN0510')}, True, f'{corrected}')


@test('two places of one name, and one known nowhere, are asked about; a decision is remembered, settles and serves the next file')
def _():
    workspace = honduras()
    report = sites(workspace, 'A1,Uno,Cortés,San Pedro Sulla,10,2024-01-01', 'A2,Dos,Cortés,San Pedro Sulla,11,2024-01-01',
                   'A3,Tres,,Santa Lucía,12,2024-01-01', 'A4,Cuatro,Cortés,Zzyzx,13,2024-01-01')
    equal((report['inserted'], report['queued']), (4, 3))
    equal(places(workspace), {'A1': 'HN05', 'A2': 'HN05', 'A3': 'HND', 'A4': 'HN05'}, 'the area above')
    queue = {q['written']: q for q in workspace.json('queue')['queue']}
    equal({k: (q['rows'], q['within']) for k, q in queue.items()},
          {'San Pedro Sulla': (2, 'HN05'), 'Santa Lucía': (1, 'HND'), 'Zzyzx': (1, 'HN05')})
    equal(queue['San Pedro Sulla']['proposals'][0]['code'], 'HN0501')
    equal({p['code'] for p in queue['Santa Lucía']['proposals'][:2]}, {'HN0823', 'HN1015'}, 'both are proposed')
    equal(queue['Zzyzx']['proposals'], [], 'nothing is like it')
    answer = workspace.json('queue', 'accept', queue['San Pedro Sulla']['code'], '1')
    equal(answer['rows'], 2)
    equal(places(workspace)['A1'], 'HN0501')
    workspace.json('queue', 'accept', queue['Santa Lucía']['code'], 'HN1015')
    equal(places(workspace)['A3'], 'HN1015', 'any P-code may be chosen')
    workspace.json('queue', 'refuse', queue['Zzyzx']['code'])
    equal(workspace.json('queue')['queue'], [], 'nothing is left')
    report = sites(workspace, 'C1,Nuevo,Cortés,SAN PEDRO SULLA,5,2024-02-01', 'C2,Otro,Cortés,Zzyzx,5,2024-02-01')
    equal(places(workspace)['C1'], 'HN0501', 'remembered')
    equal(workspace.json('queue')['queue'], [], 'what was refused is not asked again')
    equal(workspace.count('alias', 'entity=place'), 2)
    # history tells why the place changed
    entries = workspace.json('history', 'site', code_of(workspace, 'A1'), 'place')['entries']
    equal([(e['old'], e['new']) for e in entries][:1], [({'place': 'HN05'}, {'place': 'HN0501'})])
    workspace.bad(1, 'queue', 'accept', 'NO-Q-1', '1')
    workspace.bad(2, 'queue', 'accept', 'X')


@test('counts under names without P-codes keep the name, and are the same records as under the codes once these are known')
def _():
    rows = ('operation,Country,Department,Municipality,Admin Level,IDP individuals,Date Reported,Round,Assessment type\n'
            'Op,Honduras,Cortés,San Pedro Sula,2,500,2025-06-30,2,BA\n'
            'Op,Honduras,Cortés,Santa Cruz de Yojoa,2,400,2025-06-30,2,BA\n')
    early, late = honduras(False), honduras()
    report = early.json('import', early.write('counts.csv', rows), '--as', 'location_count')
    equal((report['inserted'], report['rejected']), (2, 0), 'both, though neither place is known')
    early.json('import', early.write('gazetteer.csv', GAZETTEER))
    late.json('import', late.write('counts.csv', rows), '--as', 'location_count')
    wanted = ('--where', 'place within HN05', '--columns', 'uid,place,location_name,idp_ind', '--limit', '0')
    key = lambda r: (r['place'], r['idp_ind'], r['uid'])
    equal(sorted(map(key, early.rows('location_count', *wanted))), sorted(map(key, late.rows('location_count', *wanted))))
    equal({r['location_name'] for r in early.rows('location_count', *wanted)}, {None}, 'the stand-in is gone')
    again = early.json('import', early.path('counts.csv'), '--as', 'location_count')
    equal((again['inserted'], again['updated'], again['unchanged']), (0, 0, 2))
    early.ok('check')


@test('a site under another name near it is asked about, and joined; the next file finds it by the name it had')
def _():
    workspace = honduras()
    head = 'Site Name,Municipio,Lat,Lon,Number of Individuals,Date of Assessment\n'
    sites(workspace, 'Escuela Ramón Rosa,San Pedro Sula,15.5000,-88.0300,100,2024-01-01', head=head)
    report = sites(workspace, 'Escuela Ramon Rosas,San Pedro Sula,15.5005,-88.0302,120,2024-02-01',
                   'Estadio,San Pedro Sula,15.51,-88.04,50,2024-02-01', head=head)
    equal((report['inserted'], report['queued']), (2, 1))
    doubt = workspace.json('queue')['queue'][0]
    equal((doubt['entity'], doubt['written'], doubt['proposals'][0]['name']), ('site', 'Escuela Ramon Rosas', 'Escuela Ramón Rosa'))
    assert doubt['proposals'][0]['km'] <= 0.1, doubt
    workspace.json('queue', 'accept', doubt['code'], '1')
    equal(sorted(r['name'] for r in workspace.rows('site', '--columns', 'name')), ['Escuela Ramón Rosa', 'Estadio'])
    equal(workspace.count('site_count'), 3, 'both counts are of the one site')
    equal(workspace.count('site_count', 'site=Escuela Ramón Rosa'), 2)
    report = sites(workspace, 'Escuela Ramon Rosas,San Pedro Sula,15.5005,-88.0302,130,2024-03-01', head=head)
    equal((report['inserted'], report['queued']), (0, 0), 'found by the name it had')
    equal(workspace.count('site_count', 'site=Escuela Ramón Rosa'), 3)


@test('join moves what refers to the second, fills the first and can be taken back')
def _():
    workspace = honduras()
    a = workspace.json('add', 'site', 'name=Alfa', 'status=open', 'place=HN0501', 'ssid=S1')['code']
    b = workspace.json('add', 'site', 'name=Beta', 'status=open', 'place=HN0501', 'capacity=90')['code']
    for site, date in ((a, '2024-01-01'), (b, '2024-01-01'), (b, '2024-02-01')):
        workspace.ok('add', 'site_count', f'site={site}', f'date={date}', 'source=registration', 'idp_ind=10')
    workspace.json('join', 'site', a, b)
    equal([(r['name'], r['capacity']) for r in workspace.rows('site', '--columns', 'name,capacity')], [('Alfa', 90)])
    equal(workspace.count('site_count', f'site={a}'), 2, 'two counts of one day are one')
    workspace.ok('check')
    workspace.json('unjoin', 'site', a, b)
    equal({r['name']: r['capacity'] for r in workspace.rows('site', '--columns', 'name,capacity')}, {'Alfa': None, 'Beta': 90})
    equal((workspace.count('site_count', f'site={a}'), workspace.count('site_count', f'site={b}')), (1, 2))
    workspace.bad(1, 'unjoin', 'site', a, b)
    workspace.bad(2, 'join', 'site', a, a)
    workspace.ok('check')


@test('each finding names its cell, value, reason and fix; what was put right stands in the cleaning log')
def _():
    workspace = honduras()
    head = 'SSID,Site Name,Municipio,Lat,Lon,Households,Individuals,Date of Assessment\n'
    report = sites(workspace, 'P1,Bien,San Pedro Sula,15.5,-88.03,10,40,2024-01-01', 'P2,Vuelta,San Pedro Sula,-88.03,15.5,10,40,2024-01-01',
                   'P3,Signo,San Pedro Sula,15.5,88.03,10,40,2024-01-01', 'P4,Lejos,San Pedro Sula,4.6,-74.1,10,40,2024-01-01',
                   'P5,Lejana,San Pedro Sula,-92.5,14.9,10,40,2024-01-01', 'P6,Mala,San Pedro Sula,15.5,-88.03,50,40,2024-01-01',
                   'P7,Grande,San Pedro Sula,15.5,-88.03,2,40,2024-01-01', head=head, status=1)
    equal((report['inserted'], report['rejected']), (6 - 1, 2), 'P5 lies in no area at all, P6 has more households than people')
    by_cell = {(f['level'], f['cell']): f for f in report['findings']}
    for level, cell, rule, value, fix in (('correction', 'D3', 'swapped_position', '-88.03', '15.5'),
                                          ('correction', 'E3', 'swapped_position', '15.5', '-88.03'),
                                          ('correction', 'E4', 'sign_lost', '88.03', '-88.03'),
                                          ('warning', 'D5', 'position_outside', '4.6', None), ('error', 'D6', 'range', '-92.5', None),
                                          ('error', 'F7', 'household_size', '50', None), ('warning', 'F8', 'household_size', '2', None)):
        found = by_cell.get((level, cell))
        assert found, f'{level} {cell} is not among {sorted(by_cell)}'
        equal((found['rule'], found['value'], found['fix']), (rule, value, fix), cell)
        assert found['reason'].strip(), found
    equal(report['finding_counts']['correction'], 3)
    located = {r['ssid']: (r['latitude'], r['longitude']) for r in workspace.rows('site', '--columns', 'ssid,latitude,longitude')}
    equal((located['P2'], located['P3'], located['P4']), ((15.5, -88.03), (15.5, -88.03), (4.6, -74.1)))
    log = {(r['field'], r['old_value'], r['new_value'], r['cell']) for r in workspace.rows('correction', '--limit', '0')}
    equal(log, {('latitude', '-88.03', '15.5', 'D3'), ('longitude', '15.5', '-88.03', 'E3'), ('longitude', '88.03', '-88.03', 'E4')})
    workspace.ok('export', 'correction', '--to', workspace.path('cleaning.csv'))
    rows = read_csv(workspace.path('cleaning.csv'))
    equal(len([r for r in rows if 'sites.csv' in r]), 3, 'exported')
    assert all(r['author'] and r['reason'] for r in workspace.rows('correction', '--limit', '0'))
    told = workspace.json('history', 'site', code_of(workspace, 'P3'))['corrections']
    equal([(c['field'], c['old'], c['new']) for c in told], [('longitude', '88.03', '-88.03')])


@test('a position that the workspace holds outside its area is told and stays: its own export changes nothing')
def _():
    workspace = honduras()
    workspace.ok('add', 'site', 'name=Vuelta', 'place=HN05', 'latitude=-88.03', 'longitude=15.5')
    has(workspace.ok('add', 'site', 'name=Signo', 'place=HN05', 'latitude=15.5', 'longitude=88.03').err, '15.50000, -88.03000 would lie in it')
    for ending in 'csv', 'xlsx', 'geojson':
        path = workspace.path('own.' + ending)
        workspace.ok('export', 'site', '--to', path)
        report = workspace.json('import', path)
        equal((report['inserted'], report['updated'], report['unchanged'], report['finding_counts']['correction']), (0, 0, 2, 0), ending)
    # The same positions in the file of somebody else are slips.
    report = workspace.json('import', workspace.write('other.csv', 'Site Name,Admin 1 Pcode,Lat,Lon\nNueva,HN05,-88.03,15.5\n'))
    equal((report['inserted'], report['finding_counts']['correction']), (1, 2))


@test('figures far off those of the round before are doubted, and rounds whose dates run backwards')
def _():
    head = ('operation,admin0Pcode,admin1Name,admin1Pcode,adminLevel,numPresentIdpInd,reportingDate,roundNumber,displacementReason,'
            'assessmentType\n')
    workspace = Workspace('HND')
    workspace.json('import', workspace.write('one.csv', head + 'Op,HND,Cortés,HN05,1,100,2025-01-31,1,Conflict,BA\n'
                                                               'Op,HND,Yoro,HN18,1,900,2025-01-31,1,Conflict,BA\n'))
    report = workspace.json('import', workspace.write('two.csv', head + 'Op,HND,Cortés,HN05,1,1000,2025-02-28,2,Conflict,BA\n'
                                                                        'Op,HND,Yoro,HN18,1,950,2025-02-28,2,Conflict,BA\n'))
    equal([(f['rule'], f['cell'], f['value']) for f in report['findings'] if f['rule'] == 'outlier'], [('outlier', 'F2', '1000')])
    report = workspace.json('import', workspace.write('three.csv', head + 'Op,HND,Cortés,HN05,1,1000,2025-01-15,3,Conflict,BA\n'))
    equal([f['rule'] for f in report['findings']].count('round_dates'), 1)


@test('in a file with HXL tags, names written in two ways and stray spaces are told with their cells')
def _():
    workspace = Workspace('HND')
    report = workspace.json('import', workspace.write('tagged.csv', (
        'operation,admin0Pcode,admin1Name,admin1Pcode,adminLevel,numPresentIdpInd,reportingDate,roundNumber,displacementReason,assessmentType\n'
        '#operation+name,#country+code,#adm1+name,#adm1+code,#adm+level,#affected+idps,#date+reported,#round+code,#cause+type,#assessment+type\n'
        'Op,HND,Cortés,HN05,1,10,2025-01-31,1,Conflict,BA\nOp,HND,Yoro,HN18,1,11,2025-01-31,1,Conflict,BA\n'
        'Op,HND,CORTES,HN05,1,12,2025-02-28,2,Conflict,BA\nOp,HND,Cortés,HN05,1,13,2025-03-31,3,Conflict,BA\n'
        'Op,HND, Yoro,HN18,1,14,2025-03-31,3,Conflict,BA\n')))
    equal(report['inserted'], 5)
    told = [(f['rule'], f['cell'], f['fix']) for f in report['findings'] if f['rule'] in ('spelling', 'whitespace')]
    equal(told, [('whitespace', 'C7', 'Yoro'), ('spelling', 'C5', 'Cortés')])


@test('personal data is left out of the file, the log, the rejects and every answer')
def _():
    workspace = honduras()
    secrets = ['9812-4477', '0801-1985-01234', 'María Quiñónez', '3712-3456', '03456789-1', '2345678901806', 'maria.q@example.org',
               'Sra. Ana Paz Mejía', 'Encuestador Uno']
    head = ('SSID,Site Name,Municipio,Number of Individuals,Date of Assessment,Nombre del responsable,Tel. del punto focal,Encuestador,'
            'DUI,Referencia,Otro,Contacto ref,Quien\n')
    rows = [f'S{n},Sitio {n},San Pedro Sula,10,2024-01-0{n},María Quiñónez,9812-4477,Encuestador Uno,03456789-1,2345678901806,3712-3456,'
            f'maria.q@example.org,Sra. Ana Paz Mejía' for n in range(1, 4)]
    rows.append('S9,Sitio 9,San Pedro Sula,0801-1985-01234,2024-01-09,María Quiñónez,,,,,,,')
    workspace.write('people.csv', head + '\n'.join(rows) + '\n')
    result = workspace.run('import', workspace.path('people.csv'), '--rejects', workspace.path('rejects.csv'), '--json')
    equal(result.status, 1, 'the row with a document where a number should stand')
    os.remove(workspace.path('people.csv'))
    dropped = result.json['dropped_columns']
    for name in ('Nombre del responsable', 'Tel. del punto focal', 'Encuestador', 'DUI', 'Referencia', 'Otro', 'Contacto ref', 'Quien'):
        assert name in dropped, f'{name} is not among {dropped}'
    answers = [result.out, result.err]
    for words in (('log', '--limit', '500'), ('list', 'site'), ('list', 'import_batch'), ('queue', '--all')):
        answers.append(workspace.run(*words, '--json').out)
    workspace.ok('export', 'site', '--to', workspace.path('out.csv'))
    files = [p for p in glob.glob(workspace.path('**'), recursive=True) if os.path.isfile(p)]
    assert workspace.path('rejects.csv') in files and workspace.file in files
    for secret in secrets:
        for answer in answers:
            assert secret not in answer, f'{secret} stands in an answer: {answer[max(0, answer.index(secret) - 80):][:200]}'
        for path in files:
            with open(path, 'rb') as file:
                assert secret.encode() not in file.read(), f'{secret} stands in {path}'


def with_areas(country):
    """A workspace made with the first-level areas of its country; those places by P-code."""
    workspace = Workspace(country)
    os.unlink(workspace.file)
    workspace.done('new', workspace.file, '--country', country, '--areas')
    return workspace, {r['pcode']: r['name'] for r in workspace.rows('place', '--where', 'level = 1', '--columns', 'pcode,name', '--limit', '0')}


@test('a new workspace begins with the first-level areas of its country where it is asked to')
def first_areas():
    equal(Workspace('HND').json('count', 'place', '--where', 'level = 1')['count'], 0)
    workspace, areas = with_areas('HND')
    # the eighteen departments, coded as in OCHA's files
    equal(sorted(areas), [f'HN{n:02}' for n in range(1, 19)])
    equal({code: areas[code] for code in ('HN01', 'HN05', 'HN08', 'HN10')},
          {'HN01': 'Atlántida', 'HN05': 'Cortés', 'HN08': 'Francisco Morazán', 'HN10': 'Intibucá'})
    workspace.json('import', workspace.write('gazetteer.csv', GAZETTEER))
    equal(workspace.json('count', 'place', '--where', 'level = 1')['count'], 18, 'what a file says of them makes no second ones')
    equal(workspace.rows('place', '--where', 'pcode = HN0501', '--columns', 'parent')[0]['parent'], 'HN05')


@test('what the base map draws as part of a neighbour has its own P-code there too')
def undrawn_areas():
    with open(shared('05_boundaries', 'download-global-pcodes-adm-1-2.csv'), encoding='utf-8-sig', newline='') as file:
        rows = list(csv.DictReader(file))
    for country in ('PAN', 'GRD', 'LCA'):
        _, areas = with_areas(country)
        equal(sorted(areas), sorted(r['P-Code'] for r in rows if r['Location'] == country and r['Admin Level'] == '1'), country)


@test('the boundaries of OCHA are those of the areas that a workspace begins with')
def boundaries_of_first_areas():
    for country, layer in (('GTM', 'cod_ab_GTM_adm1.topojson'), ('HTI', 'cod_ab_HTI_adm1.topojson')):
        path = shared('05_boundaries', layer)
        workspace, areas = with_areas(country)
        with open(path, encoding='utf-8') as file:
            text = file.read()
        equal([code for code in areas if f'"{code}"' not in text], [], layer)
        report = workspace.json('import', path, '--as', 'place')
        equal((report['inserted'], report['updated'], report['rejected']), (0, len(areas), 0), layer)


main()
