# SPDX-License-Identifier: GPL-3.0-or-later
"""Lists of what was given out or lies in store, with an item a column. What each says is read here by its cells."""
from harness import Workspace, equal, has, main, test


def given(text, *words, country='HND', **options):
    w = Workspace(country)
    return w, w.json('import', w.write('sheet.csv', text), *words, **options)


def names(w):
    return {r['item_code']: r['name'] for r in w.rows('item', '--columns', 'item_code,name')}


def cells(text, columns, separator=';'):
    """(row, header, figure) of each filled cell in @columns."""
    lines = [line.split(separator) for line in text.splitlines()]
    return [(i, lines[0][c], float(line[c])) for i, line in enumerate(lines[1:]) for c in columns if line[c]]


LIST = '''Fecha;Municipio;Sitio;Kits de higiene;Frazadas;Lonas;Familias atendidas
12/10/2026;Choloma;Escuela Lempira;40;120;40;40
13/10/2026;Villanueva;Cancha Municipal;;200;;100
14/10/2026;Choloma;Kiosco;;;;12
'''


@test('a distribution list with an item a column gives a row an item, and the families of a row once')
def _():
    w, report = given(LIST)
    equal((report['entity'], report['rejected'], report['unknown_columns']), ('distribution', 0, []))
    called = names(w)
    rows = w.rows('distribution', '--columns', 'date,title,kit,quantity,hh_reached,status')
    equal(sorted((r['title'], called[r['kit']], float(r['quantity'])) for r in rows if r['kit']),
          sorted((LIST.splitlines()[i + 1].split(';')[2], header, n) for i, header, n in cells(LIST, (3, 4, 5))))
    equal(sorted((r['title'], int(r['hh_reached'])) for r in rows if r['hh_reached']), [('Cancha Municipal', 100), ('Escuela Lempira', 40), ('Kiosco', 12)])
    equal({r['status'] for r in rows}, {'distributed'}, 'families who were reached are no plan')
    equal(report['entities']['item']['inserted'], 3)
    again = w.json('import', w.write('again.csv', LIST))
    equal((again['inserted'], again['updated'], again['entities'].get('item', {}).get('inserted', 0)), (0, 0, 0))
    w.ok('undo')
    equal((w.count('distribution'), w.count('item', 'name=Lonas')), (0, 0))


@test('a site that nobody registered is told and left out, its name stays with the distribution; one nearly called so is asked about')
def _():
    w, report = given(LIST)
    told = [x for x in report['findings'] if x['rule'] == 'left_out']
    equal(sorted(x['value'] for x in told), ['Cancha Municipal', 'Escuela Lempira', 'Kiosco'])
    equal({x['level'] for x in told}, {'warning'})
    equal({r['old_value'] for r in w.rows('correction', '--columns', 'old_value,new_value,field') if r['field'] == 'site'}, {x['value'] for x in told})
    w = Workspace('HND')
    w.ok('add', 'site', 'name=Escuela Lempira', 'place=HND')
    report = w.json('import', w.write('sheet.csv', LIST.replace('Escuela Lempira', 'Escuela Lempirra')), status=1)
    equal({r['row'] for r in report['rejects']}, {2})
    has(report['rejects'][0]['suggestion'], 'Escuela Lempira', 'the site that is known')


@test('known items are meant, in any of their languages and in the plural; who was reached is added up by sex')
def _():
    w = Workspace('BRA')
    text = '''Data;Município;Abrigo;Colchões;Cobertores entregues;Famílias atendidas;Mulheres;Homens;Meninas;Meninos
03/06/2026;Boa Vista;Rondon 1;150;300;80;70;60;50;40
'''
    report = w.json('import', w.write('sheet.csv', text))
    equal((report['entity'], report['rejected'], report['unknown_columns']), ('distribution', 0, []))
    rows = w.rows('distribution', '--columns', 'date,kit,quantity,females,males')
    equal(sorted((r['kit'], float(r['quantity'])) for r in rows), [('COBERTORES', 300), ('MATTRESS', 150)])
    equal([(int(r['females']), int(r['males'])) for r in rows if r['females']], [(70 + 50, 60 + 40)])


@test('a store sheet with an item a column gives the counts; what items cost and who got them are no items')
def _():
    text = '''Bodega;Frazadas;Lonas;Kits de cocina;Valor del kit USD
Bodega Central;1200;800;350;45
Bodega Norte;300;;80;45
'''
    w, report = given(text)
    equal((report['entity'], report['rejected'], report['unknown_columns']), ('stock_count', 0, ['Valor del kit USD']))
    called = names(w)
    equal(sorted((called[r['item']], float(r['counted'])) for r in w.rows('stock_count', '--columns', 'item,counted')),
          sorted((header, n) for _i, header, n in cells(text, (1, 2, 3))))


@test('an item a row is a distribution as well, where households were served')
def _():
    w, report = given('''Distribution date,Parish,Item,Quantity distributed,Households served
2026-10-02,St. Patrick,Tarpaulin,40,40
2026-10-02,St. Patrick,Hygiene kit,38,36
2026-10-03,St. David,Tarpaulin,25,20
''', country='DMA')
    equal((report['entity'], report['rejected'], report['unknown_columns']), ('distribution', 0, []))
    equal(sorted((float(r['quantity']), int(r['hh_reached'])) for r in w.rows('distribution', '--columns', 'quantity,hh_reached')), [(25, 20), (38, 36), (40, 40)])


main()
