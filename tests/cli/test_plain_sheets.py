# SPDX-License-Identifier: GPL-3.0-or-later
"""Shapes of sheets that offices keep beside their registers: a position in one column, counts of sites that nobody has registered yet, a column a
month, names of what nobody has registered yet. What each says is read here by its lines."""
from harness import Workspace, equal, has, main, test


def given(text, *words, country='HND', **options):
    w = Workspace(country)
    return w, w.json('import', w.write('sheet.csv', text), *words, **options)


def positions(w):
    return {r['name']: (round(float(r['latitude']), 5), round(float(r['longitude']), 5))
            for r in w.rows('site', '--columns', 'name,latitude,longitude') if r['latitude']}


@test('a position in one column is the latitude and the longitude, whatever the column is called and however it is written')
def _():
    w, report = given('''No;Nombre del albergue;Municipio;Coordenadas;Familias;Personas;Fecha
1;Escuela Lempira;Choloma;"15.6144, -87.9530";45;210;12/10/2026
2;Iglesia Central;Choloma;15°37'12"N 87°57'36"O;30;140;12/10/2026
3;Cancha Municipal;Villanueva;"15,3167 N, 88,0000 O";80;390;13/10/2026
4;Kiosco;Villanueva;;12;50;13/10/2026
''')
    equal((report['rejected'], report['unknown_columns']), (0, []))
    # 37/60 + 12/3600 = 0.62; 57/60 + 36/3600 = 0.96
    equal(positions(w), {'Escuela Lempira': (15.6144, -87.953), 'Iglesia Central': (15.62, -87.96), 'Cancha Municipal': (15.3167, -88.0)})


@test('the longitude may come first, where the header says so; heights and accuracies behind are no position of their own')
def _():
    w, report = given('''Site name,Long/Lat,Households,Individuals,Date
Camp Alpha,"-72.3364, 18.5393",45,210,2026-10-12
''', country='HTI')
    equal((report['rejected'], positions(w)), (0, {'Camp Alpha': (18.5393, -72.3364)}))
    w, report = given('''Site name,GPS,Households,Individuals,Date
Camp Alpha,18.5393 -72.3364 31.2 4.5,45,210,2026-10-12
''', country='HTI')
    equal((report['rejected'], positions(w)), (0, {'Camp Alpha': (18.5393, -72.3364)}))


@test('what is no position among positions is refused with its words; two columns of numbers are what they were')
def _():
    w, report = given('''Site name,Coordinates,Households,Individuals,Date
Camp Alpha,"18.5393, -72.3364",45,210,2026-10-12
Camp Beta,"18.5412, -72.3301",30,140,2026-10-12
Camp Gamma,"18.5400, -72.3300",30,140,2026-10-12
Camp Delta,behind the church,30,140,2026-10-12
''', country='HTI', status=1)
    equal((report['rejected'], len(positions(w))), (1, 3))
    equal([r['value'] for r in report['rejects']], ['behind the church'])
    w, report = given('''Site name,Latitude,Longitude,Households,Individuals,Date
Camp Alpha,18°32'21.5"N,"72.3364 W",45,210,2026-10-12
''', country='HTI')
    # 32/60 + 21.5/3600 = 0.539306
    equal((report['rejected'], positions(w)), (0, {'Camp Alpha': (18.53931, -72.3364)}))


COUNTS = '''Sitio;Fecha;Hombres 0-4;Mujeres 0-4;Hombres 5-17;Mujeres 5-17;Hombres 18-59;Mujeres 18-59;Hombres 60+;Mujeres 60+;Total
Camp A;2026-09-01;10;12;30;28;60;70;5;6;221
Camp B;2026-09-01;4;5;10;12;22;25;2;1;81
'''


@test('counts of sites of which none is known give the sites and their counts; where some are known, they are counts of these')
def _():
    w, report = given(COUNTS, country='HTI')
    equal((report['entity'], report['rejected'], report['unknown_columns']), ('site', 0, []))
    # 10+12+30+28+60+70+5+6 and 4+5+10+12+22+25+2+1
    equal(sorted((r['site'], int(r['idp_ind'])) for r in w.rows('site_count', '--columns', 'site,idp_ind')), sorted(
        (r['code'], {'Camp A': 221, 'Camp B': 81}[r['name']]) for r in w.rows('site', '--columns', 'code,name')))
    again = w.json('import', w.write('later.csv', COUNTS.replace('2026-09-01', '2026-10-01').replace('Camp B', 'Camp C')), status=1)
    equal((again['entity'], again['inserted'], again['rejected']), ('site_count', 1, 1))
    has(str(again['rejects']), 'Camp C', 'the site that is not known')
    equal(w.count('site'), 2)


@test('a site named again with a count of another day is one site with a series; again on the same day it is another site; an SSID tells')
def _():
    series = '''Sitio;Fecha;Familias;Personas
Camp A;2026-09-01;40;200
Camp A;2026-10-01;45;221
Camp B;2026-09-01;20;81
Camp A;2026-10-01;7;30
'''
    w, report = given(series, country='HTI')
    equal((report['rejected'], w.count('site'), w.count('site_count')), (0, 3, 4))
    w, report = given(series.replace('Camp A;2026-10-01;7;30\n', ''), country='HTI')
    equal((report['rejected'], w.count('site'), w.count('site_count')), (0, 2, 3))
    again = w.json('import', w.write('again.csv', series.replace('Camp A;2026-10-01;7;30\n', '')))
    equal((again['inserted'], again['updated'], w.count('site')), (0, 0, 2))
    w, report = given('''SSID;Site name;Date;Households;Individuals
S1;Camp A;2026-09-01;40;200
S1;Camp A;2026-10-01;45;221
S2;Camp B;2026-10-01;22;90
S2;Camp B;2026-10-01;22;90
''', country='HTI')
    equal((report['rejected'], w.count('site'), w.count('site_count')), (0, 2, 3))
    has(str(report['warnings']), 'duplicate_row', 'the row that says nothing new')


@test('a column a month becomes a row a month, in four languages and as figures; the counts are those of months')
def _():
    for header in ('Enero 2026,Febrero de 2026,Marzo 2026', 'ene-26,feb-26,mar-26', '2026-01,2026-02,2026-03', '01/2026,02/2026,03/2026',
                   'janvier 2026,février 2026,mars 2026', 'Janeiro 2026,Fevereiro 2026,Março 2026', '2026-01-01,2026-02-01,2026-03-01'):
        w, report = given(f'''Nacionalidad,{header}
Venezuela,12000,13500,9000
Haití,3000,,1500
''', '--set', 'country=PAN', '--as', 'flow_count', country='PAN')
        rows = w.rows('flow_count', '--columns', 'nationality,date,period,n')
        equal(sorted((r['nationality'], r['date'], r['period'], int(r['n'])) for r in rows),
              [('HTI', '2026-01-01', 'month', 3000), ('HTI', '2026-03-01', 'month', 1500), ('VEN', '2026-01-01', 'month', 12000),
               ('VEN', '2026-02-01', 'month', 13500), ('VEN', '2026-03-01', 'month', 9000)], header)


@test('the plan of a partner is known by the words of its columns: planned and reached, start and end')
def _():
    w, report = given('''Organización líder,Socio implementador,Sector,Actividad,Departamento,Estado,Fecha inicio,Fecha fin,Beneficiarios planificados,Beneficiarios alcanzados,Donante
OIM,CRH,CCCM,Gestión de albergues,Cortés,En curso,01/10/2026,31/12/2026,1200,650,ECHO
''')
    equal((report['entity'], report['rejected'], report['unknown_columns']), ('activity', 0, []))
    equal([(r['start_date'], r['end_date'], int(r['targeted_ind']), int(r['reached_ind'])) for r in
           w.rows('activity', '--columns', 'start_date,end_date,targeted_ind,reached_ind')], [('2026-10-01', '2026-12-31', 1200, 650)])


@test('a heading that one kind of record knows by its words and another by their spelling is known to both')
def _():
    w, report = given('''Round,Region,Zone,IDP HHs,IDP Individuals,Returnee HHs,Returnee Individuals,Main reason
24,Somali,Fafan,120,640,10,52,Drought
24,Somali,Gursum,88,402,0,0,Conflict
''', '--set', 'dtm_operation.name=Fafan', '--set', 'dtm_round.assessment_type=BA', '--set', 'reporting_date=2026-08-14')
    equal((report['entity'], report['rejected'], report['unknown_columns']), ('location_count', 0, []))
    rows = w.rows('location_count', '--columns', 'idp_hh,returnee_hh')
    equal((sum(int(r['idp_hh']) for r in rows), sum(int(r['returnee_hh']) for r in rows)), (208, 10))


STOCK = '''Bodega;Artículo;Unidad;Lote;Cantidad;Fecha de vencimiento;Donante
Bodega Central;Kit de cocina;kit;L-1;350;;ECHO
Bodega Central;Bidón plegable;unidad;L-1;1200;;USAID
Bodega Norte;Bidón plegable;unidad;L-1;480;;USAID
Bodega Norte;Pastillas potabilizadoras;caja;L-7;60;31/05/2027;USAID
'''


@test('a stock list of a new office brings its warehouses, items and lots along, each once; undo takes all of it back')
def _():
    w, report = given(STOCK)
    equal((report['entity'], report['inserted'], report['rejected'], report['unknown_columns']), ('stock_count', 4, 0, []))
    rows = [line.split(';') for line in STOCK.splitlines()[1:]]
    equal({r['name'] for r in w.rows('warehouse', '--columns', 'name')} & {row[0] for row in rows}, {row[0] for row in rows})
    for name in {row[1] for row in rows}:
        equal(w.count('item', f'name={name}'), 1, name)
    called = {r['item_code']: r['name'] for r in w.rows('item', '--columns', 'item_code,name')}
    equal(sorted((called[r['item']], r['batch_no'], r['donor']) for r in w.rows('batch', '--columns', 'item,batch_no,donor')),
          sorted({(row[1], row[3], row[6]) for row in rows}), 'a lot is one of its item')
    equal([r['expiry_date'] for r in w.rows('batch', '--columns', 'expiry_date') if r['expiry_date']], ['2027-05-31'])
    equal(sum(float(r['counted']) for r in w.rows('stock_count', '--columns', 'counted')), sum(float(row[4]) for row in rows))
    told = [x['message'] for x in report['warnings'] if x['rule'] == 'made_by_name']
    equal(len(told), 2 + 3 + 2, 'the report names each; two lots have one number')
    w.ok('undo')
    equal((w.count('batch'), w.count('stock_count'), w.count('warehouse', 'name=Bodega Norte')), (0, 0, 0))


EXPIRING = '''Bodega;Artículo;Lote;Vencimiento;Existencia
Bodega Central;Kit de higiene;L-1;31/12/2026;1200
Bodega Central;Frazada;;;350
Bodega Central;Kit de higiene;;30/06/2027;80
Bodega Norte;Kit de higiene;;30/06/2027;85
Bodega Norte;Kit de higiene;;30/09/2027;10
Bodega Norte;Leche en polvo;;no vence;7
'''


def lots(w):
    called = {r['item_code']: r['name'] for r in w.rows('item', '--columns', 'item_code,name')}
    return sorted((called[r['item']], r['batch_no'], r['expiry_date']) for r in w.rows('batch', '--columns', 'item,batch_no,expiry_date'))


@test('a lot without a number is known by the day on which it expires, one of its item; what is no day is told')
def _():
    w, report = given(EXPIRING)
    equal((report['entity'], report['inserted'], report['rejected'], report['unknown_columns']), ('stock_count', 6, 0, []))
    equal(lots(w), [('Kit de higiene', 'EXP 2027-06-30', '2027-06-30'), ('Kit de higiene', 'EXP 2027-09-30', '2027-09-30'), ('Kit de higiene', 'L-1', '2026-12-31')])
    by_uid = {r['uid']: r['batch_no'] for r in w.rows('batch', '--columns', 'batch_no')}
    equal(sorted((by_uid.get(r['batch'], ''), float(r['counted'])) for r in w.rows('stock_count', '--columns', 'batch,counted')),
          [('', 7), ('', 350), ('EXP 2027-06-30', 80), ('EXP 2027-06-30', 85), ('EXP 2027-09-30', 10), ('L-1', 1200)])
    equal([x['value'] for x in report['findings'] if x['rule'] == 'left_out'], ['no vence'])
    # Without any column of lots too; the lot that expires on that day is meant, whatever its number.
    report = w.json('import', w.write('t.csv', 'Bodega;Artículo;Fecha de caducidad;Existencia\nBodega Sur;kit de higiene;31/12/2026;4\nBodega Sur;kit de higiene;31/01/2028;5\n'))
    equal((report['rejected'], report['entities']['batch']['inserted']), (0, 1))
    equal(len(lots(w)), 4)
    equal(w.count('stock_count', 'batch=L-1'), 2)


@test('the number of a lot may be a mere number')
def _():
    w, report = given('Warehouse,Item,Lot No,Expiry date,Balance\nMain store,Rehydration salts,45123,2027-03-31,400\nMain store,Rehydration salts,45124,2027-05-31,300\n')
    equal((report['entity'], report['rejected']), ('stock_count', 0))
    equal(lots(w), [('Rehydration salts', '45123', '2027-03-31'), ('Rehydration salts', '45124', '2027-05-31')])


@test('a stock list that names no day is one count however often it comes, before and after it is settled; taken back and given again it is new')
def _():
    w = Workspace('HND')
    path = w.write('existencias.csv', EXPIRING)
    first = w.json('import', path, env={'EPC_CLOCK': '2026-10-14T12:00:00Z'})
    again = w.json('import', path, env={'EPC_CLOCK': '2026-10-15T09:30:00Z'})
    equal((first['inserted'], again['inserted'], again['updated'], again['unchanged']), (6, 0, 0, 6))
    equal({k: v['inserted'] for k, v in again['entities'].items() if v['inserted']}, {})
    equal(w.json('stock', 'settle', 'Bodega Norte', env={'EPC_CLOCK': '2026-10-15T10:00:00Z'})['settled'], 3)
    third = w.json('import', path, env={'EPC_CLOCK': '2026-10-16T09:30:00Z'})
    equal((third['inserted'], third['updated'], third['batch'] or 0), (0, 0, 0))
    equal(w.json('stock', 'settle', 'Bodega Norte', env={'EPC_CLOCK': '2026-10-16T10:00:00Z'})['settled'], 0)
    equal(sum(float(r['quantity']) for r in w.rows('stock_movement', '--columns', 'quantity')), 85 + 10 + 7)
    # Another list is another count, with the same figures too.
    other = w.json('import', w.write('noviembre.csv', EXPIRING + 'Bodega Norte;Frazada;;;12\n'), env={'EPC_CLOCK': '2026-11-02T09:00:00Z'})
    equal(other['inserted'], 7)
    w = Workspace('HND')
    path = w.write('existencias.csv', EXPIRING)
    w.json('import', path, env={'EPC_CLOCK': '2026-10-14T12:00:00Z'})
    w.ok('undo', env={'EPC_CLOCK': '2026-10-14T12:05:00Z'})
    equal(w.json('import', path, env={'EPC_CLOCK': '2026-10-15T09:30:00Z'})['inserted'], 6)
    equal({r['time'][:10] for r in w.rows('stock_count', '--columns', 'time')}, {'2026-10-15'}, 'the day of the import that stands')


@test('where a row has a code it is the item of that code, and where it has none, of that name')
def _():
    text = '''Warehouse,Item Code,Item Name,Quantity,Batch
Bodega Central,,Frazada gris,100,L-1
Bodega Central,,Bidón plegable,40,L-1
Bodega Central,KIT-9,Kit escolar,7,L-1
Bodega Central,,Linterna,9,
Bodega Norte,,Frazada gris,30,L-1
'''
    w, report = given(text)
    equal((report['entity'], report['rejected']), ('stock_count', 0))
    called = {r['item_code']: r['name'] for r in w.rows('item', '--columns', 'item_code,name')}
    rows = [line.split(',') for line in text.splitlines()[1:]]
    equal(sorted((called[r['item']], float(r['counted'])) for r in w.rows('stock_count', '--columns', 'item,counted')),
          sorted((row[2], float(row[3])) for row in rows))
    equal(called['KIT-9'], 'Kit escolar')
    equal(sorted(called[r['item']] for r in w.rows('batch', '--columns', 'item')), sorted({row[2] for row in rows if row[4]}), 'one lot an item')


@test('long names that begin alike are two items, and a name that is the code of a known item is that item')
def _():
    w = Workspace('HND')
    w.ok('add', 'item', 'item_code=LINTERNA', 'name=Linterna solar con cargador', 'unit=piece')
    long = 'Kit de herramientas para la reparación de techos de lámina, tipo '
    report = w.json('import', w.write('s.csv', f'Bodega,Artículo,Cantidad\nBodega Central,"{long}A",5\nBodega Central,"{long}B",6\nBodega Central,Linterna,7\n'))
    equal((report['inserted'], report['entities']['item']['inserted']), (3, 2))
    called = {r['item_code']: r['name'] for r in w.rows('item', '--columns', 'item_code,name')}
    equal(sorted((called[r['item']], float(r['counted'])) for r in w.rows('stock_count', '--columns', 'item,counted')),
          [(long + 'A', 5), (long + 'B', 6), ('Linterna solar con cargador', 7)])
    report = w.json('import', w.write('t.csv', f'Bodega,Artículo,Cantidad\nBodega Central,"{long}C",5\n'))
    equal(report['entities']['item']['inserted'], 1, 'a type or a size is no slip of another')


@test('what is known is meant, however it is written; what is nearly called so is asked about and not made a second time')
def _():
    w = Workspace('HND')
    w.ok('add', 'warehouse', 'name=Bodega Central')
    before = w.count('warehouse')
    report = w.json('import', w.write('s.csv', STOCK.replace('Bodega Central;Kit', 'bodega central;Kit').replace('Bodega Norte;Bid', 'Bodega Centrall;Bid')), status=1)
    equal((report['inserted'], report['rejected']), (3, 1))
    has(report['rejects'][0]['suggestion'], 'Bodega Central', 'the name that is known')
    equal(w.count('warehouse'), before + 1, 'only Bodega Norte is new')
    again = w.json('import', w.write('t.csv', STOCK.replace('Bodega Norte;Bid', 'Bodega Sur;Bid')))
    equal(w.count('item', 'name=Bidón plegable'), 1, 'the second list finds what the first one made')
    equal(again['rejected'], 0)


@test('a row that is refused brings nothing along')
def _():
    w, report = given(STOCK.replace('Pastillas potabilizadoras;caja;L-7;60', 'Pastillas potabilizadoras;caja;L-7;sesenta mil'), status=1)
    equal((report['inserted'], report['rejected']), (3, 1))
    equal((w.count('item', 'name=Pastillas potabilizadoras'), w.count('batch', 'batch_no=L-7'), w.count('warehouse', 'name=Bodega Norte')), (0, 0, 1))


@test('items promised to a distribution are reservations where a column says so')
def _():
    w = Workspace('HND')
    w.ok('add', 'distribution', 'title=Entrega en Choloma', 'date=2026-11-12')
    report = w.json('import', w.write('r.csv', 'Bodega;Artículo;Cantidad;Distribución\nBodega Central;Frazada;40;Entrega en Choloma\n'), '--dry-run')
    equal(report['entity'], 'reservation')


@test('an organisation goes by its acronym too: a list that names it so makes no second one')
def _():
    w = Workspace('HND')
    w.ok('add', 'organisation', 'name=Comisión Permanente de Contingencias', 'acronym=COPECO')
    w.ok('add', 'contact', 'name=Marta Cálix', 'type=civil_protection', 'organisation=copeco')
    report = w.json('import', w.write('c.csv', 'Nombre;Cargo;Institución;Teléfono\nWilmer Oqueli;Enlace;COPECO;2550-0168\nOlga Paz;Enlace;Cruz Verde;2550-0169\n'))
    equal((report['entity'], report['rejected'], report['entities'].get('organisation', {}).get('inserted')), ('contact', 0, 1))
    equal(sorted(r['name'] for r in w.rows('organisation', '--columns', 'name')), ['Comisión Permanente de Contingencias', 'Cruz Verde'])
    equal(w.count('contact', 'organisation=COPECO'), 2)


@test('a list of trainings brings its courses, a list of counts its points')
def _():
    w, report = given('''Curso,Fecha inicio,Fecha fin,Hombres,Mujeres,Total participantes
Gestión de albergues,2026-03-10,2026-03-12,12,18,30
Kobo para monitores,2026-04-02,2026-04-02,7,9,16
Gestión de albergues,2026-05-10,2026-05-12,10,10,20
''')
    equal((report['entity'], report['inserted'], report['rejected'], report['entities']['course']['inserted']), ('training_session', 3, 0, 2))
    equal(sum(int(r['attended']) for r in w.rows('training_session', '--columns', 'attended')), 30 + 16 + 20)


FLOWS = '''Fecha,Punto de monitoreo,Dirección,Hombres,Mujeres,Niños,Niñas,Total
2026-05-01,Corinto,Entrada,45,30,12,9,96
2026-05-01,Agua Caliente,Entrada,60,41,18,15,134
2026-05-02,Corinto,Salida,20,14,4,3,41
'''


@test('men, women, boys and girls: the men and women beside children are the adults, and nobody is left out')
def _():
    w, report = given(FLOWS)
    equal((report['entity'], report['rejected'], report['unknown_columns'], report['entities']['flow_point']['inserted']), ('flow_count', 0, [], 2))
    counts = w.rows('flow_count', '--columns', 'point,sex,age_group,n')
    equal(sum(int(r['n']) for r in counts), 96 + 134 + 41)
    equal(sum(int(r['n']) for r in counts if r['age_group'] == 'adult'), 45 + 30 + 60 + 41 + 20 + 14)
    w, report = given('Fecha,Punto de monitoreo,Hombres,Mujeres,Total\n2026-05-03,Corinto,45,30,80\n')
    # Five whom the columns do not tell stay with the row.
    equal(sorted((r['sex'] or '', int(r['n'])) for r in w.rows('flow_count', '--columns', 'sex,n')), [('', 5), ('female', 30), ('male', 45)])


@test('a word that is no code of a list leaves its cell out, with a warning and a line of the cleaning log; where the code is needed the row waits')
def _():
    w, report = given('''Nombre del sitio;Municipio;Tipo de sitio;Estado;Fecha;Familias;Personas
Escuela Lempira;Choloma;Galpón prestado;Abierto;13/10/2026;45;210
Iglesia Central;Choloma;Campamento;Abierto;13/10/2026;30;140
Kiosco;Choloma;Campamento;Quién sabe;13/10/2026;12;50
''', status=1)
    equal((report['entity'], report['inserted'], [r['value'] for r in report['rejects']]), ('site', 2, ['Quién sabe']))
    told = [x for x in report['findings'] if x['rule'] == 'left_out']
    equal([(x['level'], x['value'], x['row']) for x in told], [('warning', 'Galpón prestado', 2)])
    equal({r['name']: bool(r['site_type']) for r in w.rows('site', '--columns', 'name,site_type')}, {'Escuela Lempira': False, 'Iglesia Central': True})
    log = w.rows('correction', '--columns', 'entity,record,field,old_value,new_value,rule')
    uid = {r['name']: r['uid'] for r in w.rows('site', '--columns', 'name')}['Escuela Lempira']
    equal([(r['entity'], r['record'], r['field'], r['old_value'], r['new_value'] or '', r['rule']) for r in log],
          [('site', uid, 'site_type', 'Galpón prestado', '', 'left_out')])


main()
