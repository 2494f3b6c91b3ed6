# SPDX-License-Identifier: GPL-3.0-or-later
"""Workbooks as our readers see them. Small ones are written here by hand, as ECMA-376 has it, and say themselves what they hold;
real ones are compared cell by cell with openpyxl."""
import datetime
import glob
import json
import os
import random
import re
import subprocess
import sys
import zipfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), 'cli'))
from harness import SHARED, Skip, equal, has, main, need_program, new_folder, read_csv, test  # noqa: E402

DUMP = os.environ['EPC_DUMP_ROWS']
MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships'


def dump(path, memory=200):
    """(exit status, lines); never more memory than this many MB."""
    out = os.path.join(new_folder(), 'out')
    with open(out, 'wb') as file:
        done = subprocess.run([DUMP, path], stdout=file, stderr=subprocess.PIPE, check=False)
    assert done.returncode in (0, 1, 3), f'{path}: {done.returncode} {done.stderr[-2000:]}'
    assert re.fullmatch(rb'\d*\n?', done.stderr), f'{path}: {done.stderr[:2000]}'
    # A sanitiser takes memory of its own.
    assert int(done.stderr or 0) / 1024 < memory or 'ASAN_OPTIONS' in os.environ, f'{path} took {int(done.stderr) / 1024:.0f} MB'
    with open(out, encoding='utf-8') as file:
        return done.returncode, [json.loads(line) for line in file]


def rows(path, **options):
    """{sheet: {row number: cells}} in the order of the sheets."""
    status, lines = dump(path, **options)
    equal(status, 0, lines[-1:])
    sheets = {}
    for line in lines:
        if isinstance(line, dict):
            sheet = sheets.setdefault(line['sheet'], {})
        else:
            sheet[line[0]] = line[1]
    return sheets


def refusal(path):
    status, lines = dump(path)
    equal(status, 3, f'{path} {lines[:3]}')
    return lines[-1]['error']


def pack(parts, name='book.xlsx'):
    path = os.path.join(new_folder(), name)
    with zipfile.ZipFile(path, 'w', zipfile.ZIP_DEFLATED) as file:
        for part, text in parts.items():
            file.writestr(part, text)
    return path


def relations(*entries):
    return f'<Relationships xmlns="{PACKAGE}">' + ''.join(
        f'<Relationship Id="{i}" Type="{t}" Target="{target}"/>' for i, t, target in entries) + '</Relationships>'


def book(sheet, strings=None, styles=None, properties='', sheets=None, more=None, base=RELATIONS, **options):
    """A workbook of one sheet (rows as XML), or of {(name, state): rows}."""
    sheets = sheets or {('One', 'visible'): sheet}
    entries = [(f's{i}', f'{base}/worksheet', f'worksheets/sheet{i}.xml') for i in range(len(sheets))]
    parts = {'_rels/.rels': relations(('r1', f'{base}/officeDocument', 'xl/workbook.xml'))}
    if strings is not None:
        entries.append(('t', f'{base}/sharedStrings', '/xl/texts.xml'))
        parts['xl/texts.xml'] = f'<sst xmlns="{MAIN}">{strings}</sst>'
    if styles is not None:
        entries.append(('y', f'{base}/styles', '../xl/styles.xml'))
        parts['xl/styles.xml'] = f'<styleSheet xmlns="{MAIN}">{styles}</styleSheet>'
    parts['xl/workbook.xml'] = (f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}">{properties}<sheets>' + ''.join(
        f'<sheet name="{name}" sheetId="{i + 1}" state="{state}" r:id="s{i}"/>' for i, (name, state) in enumerate(sheets))
        + '</sheets></workbook>')
    parts['xl/_rels/workbook.xml.rels'] = relations(*entries)
    for i, text in enumerate(sheets.values()):
        parts[f'xl/worksheets/sheet{i}.xml'] = text if text.startswith('<?') else (
            f'<worksheet xmlns="{MAIN}"><dimension ref="A1"/><sheetData>{text}</sheetData>{options.get("after", "")}</worksheet>')
    parts.update(more or {})
    return pack(parts)


def one(*words, **options):
    return rows(book(*words, **options))['One']


@test('every kind of cell: shared, rich, inline and formula texts, numbers, booleans; phonetic text is left out')
def _():
    strings = ('<si><t>plain</t></si><si><r><t xml:space="preserve">rich </t></r><r><rPr><b/></rPr><t>text</t></r></si>'
               '<si><t>課</t><rPh sb="0" eb="1"><t>カ</t></rPh></si><si><t/></si><si><t>a_x000D_b &amp; &lt;c&gt;</t></si>')
    cells = one('<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c><c r="D1" t="s"><v>3</v>'
                '</c><c r="E1" t="s"><v>4</v></c><c r="F1" t="inlineStr"><is><r><t>in</t></r><r><t>line</t></r></is></c>'
                '<c r="G1" t="str"><f>A1&amp;"x"</f><v>plainx</v></c><c r="H1"><v>12</v></c><c r="I1"><v>0.30000000000000004</v></c>'
                '<c r="J1"><v>-1.5E3</v></c><c r="K1" t="b"><v>1</v></c><c r="L1" t="b"><v>0</v></c><c r="M1"><f>H1*2</f><v>24</v></c></row>',
                strings=strings)
    equal(cells, {1: [['text', 'plain'], ['text', 'rich text'], ['text', '課'], ['empty', ''], ['text', 'a\rb & <c>'], ['text', 'inline'],
                      ['text', 'plainx'], ['number', '12'], ['number', '0.3'], ['number', '-1500'], ['boolean', 'yes'], ['boolean', 'no'],
                      ['number', '24']]})


@test('an error, and a formula that nobody worked out, are no values; they say what stands there')
def _():
    cells = one('<row r="1"><c r="A1" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="B1"><f>SUM(A1)</f></c><c r="C1"><v>1</v></c><c r="D1" t="e"><v>#N/A</v></c></row>')
    equal(cells, {1: [['empty', '', '#DIV/0!'], ['empty', '', '='], ['number', '1'], ['empty', '', '#N/A']]})


FORMATS = ['General', 'dd/mm/yyyy', '[$-80A]d "de" mmmm "de" yyyy;@', 'hh:mm', '[h]:mm', '0.0%', '00000', '0.00E+00', '"day" 0', 'mmm\\-yy',
           '[Red]0;[Blue]-0', 'yyyy\\-mm\\-dd hh:mm:ss', '#,##0.00 "m²"', '[$€-40A]#,##0']
STYLES = ('<numFmts>' + ''.join(f'<numFmt numFmtId="{164 + i}" formatCode="{f.replace(chr(34), "&quot;")}"/>' for i, f in enumerate(FORMATS))
          + '</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>'
          + ''.join(f'<xf numFmtId="{164 + i}"/>' for i in range(len(FORMATS))) + '<xf numFmtId="14"/><xf numFmtId="9"/></cellXfs>')


@test('dates, times, percentages and padded codes are told by their format; elapsed time is a number')
def _():
    wanted = {0: ['number', '45000'], 1: ['date', '2023-03-15'], 2: ['date', '2023-03-15'], 9: ['date', '2023-03-15'],
              11: ['date', '2023-03-15'], 14: ['date', '2023-03-15'], 8: ['number', '45000'], 10: ['number', '45000'],
              12: ['number', '45000'], 13: ['number', '45000'], 7: ['number', '45000'], 4: ['number', '45000'], 3: ['date', '2023-03-15'],
              5: ['number', '45000', 'percent'], 15: ['number', '45000', 'percent'], 6: ['number', '45000']}
    cells = one('<row r="1">' + ''.join(f'<c s="{s}"><v>45000</v></c>' for s in wanted) + '</row>', styles=STYLES)
    equal(cells[1], list(wanted.values()))
    cells = one('<row><c s="3"><v>0.25</v></c><c s="6"><v>123</v></c><c s="11"><v>45000.5</v></c><c s="5"><v>0.237</v></c><c s="4"><v>1.5</v></c></row>',
                styles=STYLES)
    equal(cells[1], [['text', '06:00:00'], ['number', '00123'], ['date', '2023-03-15T12:00:00'], ['number', '0.237', 'percent'], ['number', '1.5']])


@test('days are counted from 1900, with the 29 February that never was, or from 1904')
def _():
    chance = random.Random(5)
    serials = [1, 59, 61, 62, 2958465] + [chance.randrange(1, 80000) for _i in range(300)]
    serials = [s for s in serials if s != 60]
    sheet = ''.join(f'<row r="{i}"><c s="1"><v>{s}</v></c></row>' for i, s in enumerate(serials, 1))
    early = datetime.date(1899, 12, 31), datetime.date(1899, 12, 30)
    equal([cells[0] for cells in one(sheet, styles=STYLES).values()],
          [['date', str(early[s > 60] + datetime.timedelta(s))] for s in serials])
    serials.remove(2958465)
    sheet = ''.join(f'<row r="{i}"><c s="1"><v>{s}</v></c></row>' for i, s in enumerate(serials, 1))
    later = one(sheet, styles=STYLES, properties='<workbookPr date1904="1"/><extLst><x15:workbookPr xmlns:x15="u:x"/></extLst>')
    equal([cells[0] for cells in later.values()], [['date', str(datetime.date(1904, 1, 1) + datetime.timedelta(s))] for s in serials])
    never = one('<row><c s="1"><v>60</v></c><c s="1"><v>-1</v></c><c s="1"><v>0</v></c><c s="1"><v>2958466</v></c><c t="d"><v>2020-03-01T00:00:00</v></c></row>', styles=STYLES)
    equal(never[1], [['text', '1900-02-29'], ['number', '-1'], ['number', '0'], ['number', '2958466'], ['date', '2020-03-01']])


@test('rows and cells that do not say where they stand follow each other; what a cell says counts')
def _():
    cells = one('<row><c><v>1</v></c><c r="D1"><v>4</v></c><c><v>5</v></c></row><row><c><v>6</v></c></row><row r="9"><c r="C9"><v>7</v></c><c r="A9"><v>8</v></c></row>'
                '<row r="10" hidden="1"><c><v>9</v></c><c s="3"/></row><row r="11"><c s="1"/></row>')
    n = lambda *v: [['number', str(x)] if x is not None else ['empty', ''] for x in v]  # noqa: E731
    equal(cells, {1: n(1, None, None, 4, 5), 2: n(6), 9: n(8, None, 7), 10: n(9)})


@test('merged cells: the text of the first is offered in the others')
def _():
    cells = one('<row r="1"><c r="A1" t="inlineStr"><is><t>Zone</t></is></c><c r="B1" t="inlineStr"><is><t>People</t></is></c></row>'
                '<row r="2"><c r="B2" t="inlineStr"><is><t>Men</t></is></c><c r="C2" t="inlineStr"><is><t>Women</t></is></c></row>'
                '<row r="3"><c r="A3"><v>1</v></c><c r="B3"><v>2</v></c><c r="C3"><v>3</v></c></row>',
                after='<mergeCells count="2"><mergeCell ref="A1:A2"/><x:mergeCell xmlns:x="u" ref=\'B1:C1\' /></mergeCells>')
    equal(cells[1], [['text', 'Zone'], ['text', 'People'], ['empty', '', 'merged: People']])
    equal(cells[2], [['empty', '', 'merged: Zone'], ['text', 'Men'], ['text', 'Women']])
    equal(cells[3], [['number', '1'], ['number', '2'], ['number', '3']])


@test('hidden sheets come last, charts are left out, prefixes and strict namespaces do not matter')
def _():
    row = '<row><c><v>1</v></c></row>'
    path = book('', sheets={('Lists', 'veryHidden'): row, ('Old', 'hidden'): row, ('Data', 'visible'): row})
    equal(list(rows(path)), ['Data', 'Lists', 'Old'])
    strict = '<?xml version="1.0"?><x:worksheet xmlns:x="http://purl.oclc.org/ooxml/spreadsheetml/main"><x:sheetData><x:row><x:c><x:v>5</x:v></x:c></x:row></x:sheetData></x:worksheet>'
    equal(rows(book(strict, base='http://purl.oclc.org/ooxml/officeDocument/relationships'))['One'], {1: [['number', '5']]})
    chart = book(row, more={'xl/_rels/workbook.xml.rels': relations(('s0', f'{RELATIONS}/chartsheet', 'worksheets/sheet0.xml'))})
    has(refusal(chart), 'only charts')


@test('many texts lie on the disk and come back, in any order, in little memory')
def _():
    chance = random.Random(11)
    texts = [f'{i} ' + 'áb' * chance.randrange(0, 60) for i in range(150000)] + ['x' * 300000]
    order = [chance.randrange(len(texts)) for _i in range(20000)] + [len(texts) - 1]
    path = book(''.join(f'<row><c t="s"><v>{i}</v></c></row>' for i in order), strings=''.join(f'<si><t>{t}</t></si>' for t in texts))
    equal([cells[0][1].rstrip() for cells in rows(path, memory=60)['One'].values()], [texts[i].rstrip() for i in order])


@test('what is wrong or meant to harm is refused with the reason')
def _():
    laughs = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><worksheet><sheetData><row><c t="inlineStr"><is><t>&b;</t></is></c></row></sheetData></worksheet>'
    has(refusal(book(laughs)), 'XML entities')
    has(refusal(book('<row><c r="XFE1"><v>1</v></c></row>')), 'more than 16384 columns')
    has(refusal(book('<row>' + '<c><v>1</v></c>' * 1000000 + '</row>')), 'more than 16384 columns')
    has(refusal(book('<row><c t="s"><v>3</v></c></row>', strings='<si><t>a</t></si>')), 'sheet “One”, row 1: a cell refers to a text')
    has(refusal(book('<row><c><v>1</v></row>')), 'XML breaks off')
    has(refusal(book('<a>' * 5000)), 'inside each other')
    has(refusal(book('<row><c t="inlineStr"><is><t>' + 'x' * (1 << 21) + '</t></is></c></row>')), 'longer than 1 MiB')
    chance = random.Random(1)
    noise = ''.join(chance.choices('abcdefghij', k=17 << 20))
    has(refusal(book(f'<row><c r="{noise}"><v>1</v></c></row>')), 'single tag')
    has(refusal(pack({'xl/workbook.bin': 'x', '_rels/.rels': relations(), '[Content_Types].xml': ''})), '.xlsb')
    has(refusal(pack({'some/letter.xml': 'x', 'readme.md': ''})), 'without a table')


@test('a workbook that is something else is called by its name')
def _():
    def file(data):
        path = os.path.join(new_folder(), 'book.xlsx')
        with open(path, 'wb') as out:
            out.write(data)
        return path
    has(refusal(file(b'\n<html><body><table><tr><td>1</td></tr></table></body></html>')), 'web page')
    has(refusal(file(b'\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1' + b'\0' * 2000)), 'old Office document')
    has(refusal(file(b'\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1' + b'\0' * 9000 + 'EncryptedPackage'.encode('utf-16-le') + b'\0' * 9)), 'locked with a password')
    # A document is called what it is, with the way to its table.
    for member, kind in (('word/document.xml', 'a text document (Word)'), ('ppt/presentation.xml', 'a presentation'), ('Index/Document.iwa', 'Numbers')):
        said = refusal(pack({**({} if 'iwa' in member else {'[Content_Types].xml': '<Types/>', '_rels/.rels': '<r/>'}), member: '<x/>'}, 'book.xlsx'))
        has(said, kind)
        has(said, 'save that as .xlsx')
    has(refusal(pack({'manifest.json': '{}', 'journal.ndjson': '{}', 'rows.ndjson': '{}'}, 'book.xlsx')), 'package of another office')
    has(refusal(pack({'mimetype': 'application/vnd.oasis.opendocument.text', 'META-INF/manifest.xml': '<manifest/>', 'content.xml': '<x/>'}, 'letter.odt')), 'no table stands')
    equal(rows(file(b'a,b\n1,2\n'))[''], {1: [['text', 'a'], ['text', 'b']], 2: [['text', '1'], ['text', '2']]})


# --- OpenDocument ---

def ods(tables, styles='', more=None):
    names = ' '.join(f'xmlns:{p}="urn:oasis:names:tc:opendocument:xmlns:{p}:1.0"' for p in ('office', 'table', 'text', 'style', 'draw', 'meta'))
    return pack({'mimetype': 'application/vnd.oasis.opendocument.spreadsheet', 'META-INF/manifest.xml': '<manifest/>', **(more or {}),
                 'content.xml': f'<office:document-content {names} xmlns:dc="d" xmlns:calcext="c"><office:automatic-styles>{styles}</office:automatic-styles>'
                                f'<office:body><office:spreadsheet><table:tracked-changes><table:deletion><table:table-cell><text:p>gone</text:p>'
                                f'</table:table-cell></table:deletion></table:tracked-changes>{tables}</office:spreadsheet></office:body>'
                                f'</office:document-content>'}, 'sheet.ods')


@test('OpenDocument: every kind of cell, repeats, merges, comments, hidden sheets')
def _():
    cell = lambda kind, value, text='', more='': f'<table:table-cell office:value-type="{kind}" {value} {more}><text:p>{text}</text:p></table:table-cell>'  # noqa: E731
    table = ('<table:table table:name="One"><table:table-column table:number-columns-repeated="1024"/><table:table-header-rows><table:table-row>'
             + cell('string', '', 'Zone', 'table:number-rows-spanned="2"')
             + cell('string', '', 'People', 'table:number-columns-spanned="2"') + '<table:covered-table-cell/></table:table-row></table:table-header-rows>'
             + '<table:table-row><table:covered-table-cell/>' + cell('string', '', 'Men') + cell('string', '', 'Women') + '</table:table-row>'
             + '<table:table-row table:number-rows-repeated="3">' + cell('float', 'office:value="1234.5"', '1.234,5', 'table:number-columns-repeated="2"')
             + '<table:table-cell table:number-columns-repeated="1000"/></table:table-row>'
             + '<table:table-row table:number-rows-repeated="1000000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
             + '<table:table-row>' + cell('date', 'office:date-value="2020-02-29"', '29/02/20') + cell('date', 'office:date-value="2020-02-29T10:30:00.5"')
             + cell('time', 'office:time-value="PT14H05M00S"') + cell('percentage', 'office:value="0.237"', '23,7 %')
             + cell('boolean', 'office:boolean-value="true"') + cell('currency', 'office:currency="USD" office:value="12"')
             + cell('string', 'calcext:value-type="error" office:string-value=""', '#N/A')
             + '<table:table-cell office:value-type="string"><office:annotation><dc:creator>x</dc:creator><text:p>comment</text:p></office:annotation>'
             + '<text:p>a<text:s text:c="2"/><text:span>b</text:span><text:tab/><text:a>c</text:a></text:p><text:p>second</text:p>'
             + '<draw:frame><text:p>drawn</text:p></draw:frame></table:table-cell></table:table-row></table:table>')
    path = ods('<table:table table:name="Lists" table:style-name="h"><table:table-row>' + cell('float', 'office:value="1"') + '</table:table-row></table:table>' + table,
               styles='<style:style style:name="h"><style:table-properties table:display="false"/></style:style>')
    found = rows(path)
    equal(list(found), ['One', 'Lists'])
    equal(found['Lists'], {1: [['number', '1']]})
    number = [['number', '1234.5']] * 2
    equal(found['One'], {
        1: [['text', 'Zone'], ['text', 'People'], ['empty', '', 'merged: People']],
        2: [['empty', '', 'merged: Zone'], ['text', 'Men'], ['text', 'Women']],
        3: number, 4: number, 5: number,
        1000006: [['date', '2020-02-29'], ['date', '2020-02-29T10:30:00'], ['text', '14:05:00'], ['number', '0.237', 'percent'], ['boolean', 'yes'],
                  ['number', '12'], ['empty', '', '#N/A'], ['text', 'a  b\tc\nsecond']]})


@test('OpenDocument: what is wrong or meant to harm is refused with the reason')
def _():
    cell = '<table:table-cell {} office:value-type="string"><text:p>x</text:p></table:table-cell>'
    wide = '<table:table table:name="a"><table:table-row>' + cell.format('table:number-columns-repeated="1000000"') + '</table:table-row></table:table>'
    has(refusal(ods(wide)), 'more than 16384 columns')
    long = '<table:table table:name="a"><table:table-row table:number-rows-repeated="2000000000">' + cell.format('') + '</table:table-row></table:table>'
    has(refusal(ods(long)), 'repeated without end')
    has(refusal(ods(wide, more={'META-INF/manifest.xml': '<manifest><encryption-data/></manifest>'})), 'locked with a password')
    has(refusal(ods('')), 'none of its sheets')


@test('real OpenDocument files are read, and hold the rows and numbers that Gnumeric finds in them')
def _():
    paths = sorted(glob.glob(os.path.join(SHARED, '**', '*.ods'), recursive=True))
    if not paths:
        raise Skip(f'no OpenDocument files below {SHARED}')
    need_program('ssconvert')
    for path in paths:
        out = os.path.join(new_folder(), 'out.csv')
        # Gnumeric complains about itself; that must not end it as it ends our own programs.
        calm = {key: value for key, value in os.environ.items() if not key.startswith(('G_DEBUG', 'MALLOC_'))}
        subprocess.run(['ssconvert', '-O', 'format=raw quoting-mode=auto', '-T', 'Gnumeric_stf:stf_assistant', path, out], check=True,
                       capture_output=True, env=calm)
        theirs = [row for row in read_csv(out) if any(c.strip() for c in row)]
        # Gnumeric writes all sheets one after the other, and works out formulas that it does not know to errors.
        ours = [row for sheet in rows(path).values() for row in sheet.values()]
        equal(len(ours), len(theirs), path)
        for mine, row in zip(ours, theirs):
            for column, cell_ in enumerate(mine):
                if cell_[0] == 'number' and not row[column].startswith('#'):
                    assert abs(float(row[column]) - float(cell_[1])) <= 1e-9 * max(1, abs(float(cell_[1]))), (path, cell_, row[column])


# --- real files ---

def python_with(module):
    for program in (sys.executable, '/usr/bin/python3'):
        if os.path.exists(program) and subprocess.run([program, '-c', f'import {module}'], capture_output=True, check=False).returncode == 0:
            return program
    raise Skip(f'{module} is not installed')


def text_of(text):
    text = re.sub(r'_x([0-9A-Fa-f]{4})_', lambda m: chr(int(m[1], 16)), text)
    return re.sub(r'\r\n?', '\n', text)


def same(ours, other):
    if ours[0] == 'number' and other[0] == 'number':
        return abs(float(ours[1]) - float(other[1])) <= 1e-12 * max(1, abs(float(other[1])))
    if ours[0] == 'empty' and other[0] == 'empty':
        return True
    if ours[1].startswith('1900-02-29') and other[0] == 'date':  # openpyxl takes the day before
        return other[1].startswith('1900-02-28')
    if other[1] == '00:00:00':  # nothing shown as a time
        return ours[1] in ('0', '00:00:00')
    return ours[0] == other[0] and text_of(ours[1]) == text_of(other[1])


def compare(path, program, script):
    """How many cells both read the same; None where the other program cannot read the file."""
    status, ours = dump(path)
    done = subprocess.run([program, os.path.join(os.path.dirname(os.path.abspath(__file__)), script), path], capture_output=True, text=True, check=False)
    if status != 0:
        print(f'# {os.path.basename(path)}: {ours[-1]["error"]}')
        return None
    if done.returncode != 0:
        print(f'# {os.path.basename(path)}: only ours reads it, {len(ours)} rows')
        return None
    other = [json.loads(line) for line in done.stdout.splitlines()]
    if all(isinstance(line, dict) for line in other) and len(ours) > len(other):
        print(f'# {os.path.basename(path)}: the other program finds nothing in it')
        return None
    equal(len(ours), len(other), f'{path}: rows')
    count = 0
    for mine, yours in zip(ours, other):
        if isinstance(mine, dict):
            equal(mine, yours, path)
            continue
        equal(mine[0], yours[0], f'{path}: row')
        for column in range(max(len(mine[1]), len(yours[1]))):
            cell = (mine[1] + [['empty', '']] * 20000)[column] if column >= len(mine[1]) else mine[1][column]
            theirs = yours[1][column] if column < len(yours[1]) else ['empty', '']
            assert same(cell, theirs), f'{path}: row {mine[0]}, column {column + 1}: {cell} is not {theirs}'
            count += 1
    return count


@test('every real workbook is read as openpyxl reads it, or refused with a reason')
def _():
    paths = sorted(glob.glob(os.path.join(SHARED, '**', '*.xlsx'), recursive=True) + glob.glob(os.path.join(SHARED, '**', '*.xlsm'), recursive=True))
    if not paths:
        raise Skip(f'no workbooks below {SHARED}')
    program, cells, compared, left = python_with('openpyxl'), 0, 0, 0
    for path in paths:
        # openpyxl looks for styles in one place only, and would show dates as numbers.
        if zipfile.is_zipfile(path) and 'xl/workbook.xml' not in zipfile.ZipFile(path).namelist():
            equal(dump(path)[0], 0, path)
            continue
        # openpyxl takes a minute for the large ones.
        if os.path.getsize(path) > 60 << 10 and not os.environ.get('EPC_SLOW_TESTS'):
            equal(dump(path, memory=60)[0], 0, path)
            left += 1
            continue
        count = compare(path, program, 'read_openpyxl.py')
        compared += count is not None
        cells += count or 0
    print(f'# {compared} of {len(paths)} workbooks, {cells} cells; {left} large ones only read (EPC_SLOW_TESTS=1 compares them too)')
    assert compared + left >= len(paths) - 6 and cells > 10000, f'{compared} of {len(paths)}, {cells} cells'


main()
