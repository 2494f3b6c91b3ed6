# SPDX-License-Identifier: GPL-3.0-or-later
"""Sheets that are written to be confirmed, changed and added to, and come back. The workbook is read and changed here with zipfile and
ElementTree, as somebody with a spreadsheet would: cells get other values, rows are added and removed, others change the workspace
meanwhile. Nothing of ours stands behind the expected values."""
import datetime
import re
import subprocess
import xml.etree.ElementTree as ElementTree
import zipfile

from harness import Place, Workspace, equal, has, main, need_program, test
from workbook import letters

MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
ElementTree.register_namespace('', MAIN)
ElementTree.register_namespace('r', 'http://schemas.openxmlformats.org/officeDocument/2006/relationships')


def tag(name):
    return f'{{{MAIN}}}{name}'


class Sheet:
    """The first sheet of a workbook, to be changed in place."""

    def __init__(self, path):
        self.path = path
        with zipfile.ZipFile(path) as book:
            self.members = {name: book.read(name) for name in book.namelist()}
        self.root = ElementTree.fromstring(self.members['xl/worksheets/sheet1.xml'])
        self.shared = []
        if 'xl/sharedStrings.xml' in self.members:
            self.shared = [''.join(t.text or '' for t in item.iter(tag('t')))
                           for item in ElementTree.fromstring(self.members['xl/sharedStrings.xml']).findall(tag('si'))]
        self.data = self.root.find(tag('sheetData'))
        self.rows = self.data.findall(tag('row'))
        self.tags = self.texts(1)
        self.headers = self.texts(0)

    def text(self, cell):
        inline, value = cell.find(tag('is')), cell.find(tag('v'))
        if inline is not None:
            return ''.join(t.text or '' for t in inline.iter(tag('t')))
        return '' if value is None else self.shared[int(value.text)] if cell.get('t') == 's' else value.text

    def cell(self, row, column, make=False):
        at = f'{letters(column)}{self.rows[row].get("r")}'
        for cell in self.rows[row].findall(tag('c')):
            if cell.get('r') == at:
                return cell
        if not make:
            return None
        cell = ElementTree.Element(tag('c'), {'r': at})
        others = self.rows[row].findall(tag('c'))
        number = lambda c: (len(re.match('[A-Z]+', c.get('r'))[0]), c.get('r'))
        before = sum(number(o) < number(cell) for o in others)
        self.rows[row].insert(before, cell)
        return cell

    def texts(self, row):
        found = {}
        for cell in self.rows[row].findall(tag('c')):
            column = 0
            for letter in re.match('[A-Z]+', cell.get('r'))[0]:
                column = column * 26 + ord(letter) - 64
            found[column - 1] = self.text(cell)
        return found

    def column(self, header):
        found = [c for c, text in self.headers.items() if text == header]
        equal(len(found), 1, header)
        return found[0]

    def row_of(self, header, value):
        at = self.column(header)
        found = [r for r in range(2, len(self.rows)) if self.texts(r).get(at) == value]
        equal(len(found), 1, value)
        return found[0]

    def put(self, row, header, value):
        cell = self.cell(row, self.column(header), make=True)
        for child in list(cell):
            cell.remove(child)
        cell.attrib.pop('t', None)
        if value is None:
            return
        if isinstance(value, (int, float)):
            ElementTree.SubElement(cell, tag('v')).text = str(value)
        else:
            cell.set('t', 'inlineStr')
            ElementTree.SubElement(ElementTree.SubElement(cell, tag('is')), tag('t')).text = value

    def add(self):
        number = int(self.rows[-1].get('r')) + 1
        row = ElementTree.SubElement(self.data, tag('row'), {'r': str(number)})
        self.rows.append(row)
        return len(self.rows) - 1

    def remove(self, row):
        self.data.remove(self.rows.pop(row))

    def save(self, path):
        self.members['xl/worksheets/sheet1.xml'] = ElementTree.tostring(self.root, xml_declaration=True, encoding='UTF-8')
        with zipfile.ZipFile(path, 'w', zipfile.ZIP_DEFLATED) as book:
            for name, data in self.members.items():
                book.writestr(name, data)
        return path


def sites():
    workspace = Workspace()
    for name, extra in (('Uno', ['capacity=100']), ('Dos', ['capacity=200', 'hazards=flood;fire']), ('Tres', ['opened_on=2025-02-03']), ('Cuatro', [])):
        workspace.ok('add', 'site', f'name=Sitio {name}', f'ssid=S_{name}', 'place=HT0111', 'site_type=planned_camp', 'status=open', *extra)
    path = workspace.path('fill.xlsx')
    workspace.ok('export', 'site', '--as', 'sheet', '--to', path)
    return workspace, path


def site(workspace, ssid):
    return next(s for s in workspace.rows('site') if s['ssid'] == ssid)


@test('keys are hidden and locked, cells to fill are not; P-codes are text, dates are dates, codes are words to choose from')
def _():
    _workspace, path = sites()
    sheet = Sheet(path)
    styles = ElementTree.fromstring(sheet.members['xl/styles.xml'])
    formats = styles.find(tag('cellXfs')).findall(tag('xf'))
    numbers = {n.get('numFmtId'): n.get('formatCode') for n in styles.iter(tag('numFmt'))}

    def is_locked(style):
        protection = formats[int(style or 0)].find(tag('protection'))
        return protection is None or protection.get('locked') != '0'

    def number_format(style):
        own = formats[int(style or 0)].get('numFmtId')
        return numbers.get(own, own)
    assert sheet.root.find(tag('sheetProtection')) is not None, 'the sheet is not protected'
    hidden, open_columns = set(), set()
    for column in sheet.root.find(tag('cols')):
        span = range(int(column.get('min')) - 1, int(column.get('max')))
        hidden |= set(span) if column.get('hidden') == '1' else set()
        open_columns |= set(span) if not is_locked(column.get('style')) else set()
    keys = {c for c, text in sheet.tags.items() if text.startswith(('#meta+uid', '#meta+version'))}
    equal((len(keys), hidden), (2, keys), 'hidden columns')
    equal(open_columns, {c for c, text in sheet.headers.items() if c not in keys and text != 'code'}, 'columns that may be filled')
    equal(sheet.rows[1].get('hidden'), '1', 'the row of tags')
    for r in range(2, len(sheet.rows)):
        for c in sheet.texts(r):
            equal(is_locked(sheet.cell(r, c).get('s')), c not in open_columns, f'row {r} {sheet.headers[c]}')
    row = sheet.row_of('SSID', 'S_Tres')
    place, opened = sheet.cell(row, sheet.column('Place')), sheet.cell(row, sheet.column('Opened on'))
    equal((sheet.text(place), place.get('t') in ('s', 'inlineStr'), number_format(place.get('s'))), ('HT0111', True, '@'))
    equal(datetime.date(1899, 12, 30) + datetime.timedelta(days=int(sheet.text(opened))), datetime.date(2025, 2, 3))
    has(number_format(opened.get('s')), 'yyyy')
    equal(sheet.text(sheet.cell(row, sheet.column('Type of site'))), 'Planned camp')
    rules = {}
    for rule in sheet.root.find(tag('dataValidations')):
        first, last = rule.get('sqref').split(':')
        rules[re.match('[A-Z]+', first)[0]] = rule
        assert int(re.search(r'\d+', first)[0]) == 3 and int(re.search(r'\d+', last)[0]) > 500, rule.get('sqref')
    types = {header: rules[letters(c)].get('type') for c, header in sheet.headers.items() if letters(c) in rules}
    equal((types['Type of site'], types['Capacity'], types['Opened on'], types['Latitude']), ('list', 'whole', 'date', 'decimal'))
    book = ElementTree.fromstring(sheet.members['xl/workbook.xml'])
    has([(s.get('name'), s.get('state')) for s in book.find(tag('sheets'))], ('_lists', 'hidden'))
    has(rules[letters(sheet.column('Capacity'))].get('prompt') or '', '(', 'the unit is said beside the cell')


@test('the sheet as it was written changes nothing')
def _():
    workspace, path = sites()
    report = workspace.json('import', path)
    equal((report['entity'], report['read'], report['unchanged'], report['inserted'], report['updated'], report['warnings']), ('site', 4, 4, 0, 0, []))
    equal(report['batch'], None, 'no batch')


@test('changed cells are taken, emptied ones emptied, new rows added, removed rows left alone, nothing else touched')
def _():
    workspace, path = sites()
    before = {s['ssid']: s for s in workspace.rows('site')}
    sheet = Sheet(path)
    sheet.put(sheet.row_of('SSID', 'S_Uno'), 'Capacity', 150)
    sheet.put(sheet.row_of('SSID', 'S_Uno'), 'Type of site', 'Collective centre')
    sheet.put(sheet.row_of('SSID', 'S_Dos'), 'Capacity', None)
    sheet.put(sheet.row_of('SSID', 'S_Dos'), 'Hazards at the site', None)
    sheet.remove(sheet.row_of('SSID', 'S_Tres'))
    new = sheet.add()
    for header, value in (('Name', 'Sitio Nuevo'), ('SSID', 'S_Nuevo'), ('Place', 'HT0112'), ('Status', 'Open')):
        sheet.put(new, header, value)
    sheet.save(path)
    trial = workspace.json('import', path, '--dry-run')
    report = workspace.json('import', path)
    for told in (trial, report):
        equal((told['read'], told['inserted'], told['updated'], told['unchanged'], told['rejected']), (4, 1, 2, 1, 0), told)
    after = {s['ssid']: s for s in workspace.rows('site')}
    equal(set(after), set(before) | {'S_Nuevo'})
    changed = {(ssid, key) for ssid in before for key in before[ssid] if before[ssid][key] != after[ssid][key]} - {(s, 'changed') for s in before}
    equal(changed, {('S_Uno', 'capacity'), ('S_Uno', 'site_type'), ('S_Dos', 'capacity'), ('S_Dos', 'hazards')})
    equal((after['S_Uno']['capacity'], after['S_Uno']['site_type'], after['S_Dos']['capacity'], after['S_Dos']['hazards']), (150, 'collective_centre', None, None))
    equal((after['S_Nuevo']['name'], after['S_Nuevo']['place'], after['S_Nuevo']['status']), ('Sitio Nuevo', 'HT0112', 'open'))
    workspace.ok('undo')
    equal({s['ssid']: s['capacity'] for s in workspace.rows('site')}, {s: before[s]['capacity'] for s in before}, 'one step back')


@test('what was changed here meanwhile stays, is told of, and the rest of its row is taken')
def _():
    workspace, path = sites()

    def code(ssid):
        return site(workspace, ssid)['code']
    workspace.ok('set', 'site', code('S_Uno'), 'capacity=120', 'name=Sitio Uno bis')
    workspace.ok('set', 'site', code('S_Dos'), 'capacity=220')
    workspace.ok('set', 'site', code('S_Dos'), 'capacity=230')
    workspace.ok('delete', 'site', code('S_Cuatro'))
    sheet = Sheet(path)
    sheet.put(sheet.row_of('SSID', 'S_Uno'), 'Type of site', 'Collective centre')
    sheet.put(sheet.row_of('SSID', 'S_Dos'), 'Capacity', 290)
    sheet.put(sheet.row_of('SSID', 'S_Tres'), 'Capacity', 300)
    sheet.save(path)
    report = workspace.json('import', path, status=1)
    equal((report['read'], report['updated'], report['unchanged'], report['rejected']), (4, 2, 1, 1), report)
    one, two, three = (site(workspace, s) for s in ('S_Uno', 'S_Dos', 'S_Tres'))
    equal((one['name'], one['capacity'], one['site_type']), ('Sitio Uno bis', 120, 'collective_centre'))
    equal((two['capacity'], three['capacity']), (230, 300))
    equal([s['ssid'] for s in workspace.rows('site')].count('S_Cuatro'), 0, 'deleted stays deleted')
    told = {w['rule']: w for w in report['warnings']}
    equal((told['changed_meanwhile']['count'], told['changed_in_both']['count']), (2, 1))
    has(told['changed_in_both']['message'], '230')
    has(report['rejects'][0]['reason'], 'deleted')


@test('every kind of record is written so and comes back unchanged')
def _():
    place = Workspace.__new__(Workspace)
    Place.__init__(place)
    place.file = place.path('sample.epc')
    place.done('sample', place.file)
    n, wrong = 0, []
    for line in place.json('entities')['entities']:
        if line['area'] == 'program' or not place.count(line['key']):
            continue
        path = place.path(f'{line["key"]}.xlsx')
        result = place.run('export', line['key'], '--as', 'sheet', '--to', path)
        if result.status != 0:
            wrong.append(f'{line["key"]}: {result.err}')
            continue
        rows = len(Sheet(path).rows) - 2
        result = place.run('import', path, '--json')
        report = result.json
        if report.get('entity') != line['key'] or (report['read'], report['unchanged'], report['updated'], report['inserted']) != (rows, rows, 0, 0):
            wrong.append(f'{line["key"]}: {rows} rows: {result.out[:700]}')
        n += 1
    equal(wrong, [], f'of {n}')
    assert n > 40, n


@test('a chosen part of the list, in Spanish, leaves the other fields alone')
def _():
    workspace, _path = sites()
    path = workspace.path('parte.xlsx')
    workspace.ok('--lang', 'es', 'export', 'site', '--as', 'sheet', '--where', 'ssid = S_Dos', '--columns', 'name,capacity,site_type', '--to', path)
    sheet = Sheet(path)
    equal(len(sheet.rows), 3)
    equal(sheet.texts(2)[sheet.column('Tipo de sitio')], 'Campamento planificado')
    sheet.put(2, 'Capacidad', 222)
    report = workspace.json('import', sheet.save(path))
    equal((report['entity'], report['updated']), ('site', 1))
    two = site(workspace, 'S_Dos')
    equal((two['capacity'], two['hazards'], two['place']), (222, 'flood;fire', 'HT0111'))


@test('another program opens it, and it is for the office only, as a workbook')
def _():
    workspace, path = sites()
    need_program('ssconvert')
    subprocess.run(['ssconvert', path, workspace.path('out.csv')], check=True, capture_output=True)
    with open(workspace.path('out.csv'), encoding='utf-8') as file:
        has(file.read(), 'S_Cuatro')
    has(workspace.bad(2, 'export', 'site', '--as', 'sheet', '--audience', 'public', '--to', path).err, 'office')
    has(workspace.bad(2, 'export', 'site', '--as', 'sheet', '--to', workspace.path('a.csv')).err, '.xlsx')
    assert workspace.run('export', 'setting', '--as', 'sheet', '--to', path).status in (1, 3)


main()
