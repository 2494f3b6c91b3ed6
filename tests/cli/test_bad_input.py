# SPDX-License-Identifier: GPL-3.0-or-later
"""Bad files and bad values: a sentence that says where, what and what would be right; exit status 1 or 3; the workspace as it was."""
import os
import subprocess
import sys
import zipfile

from harness import CLI, Workspace, equal, has, main, shared, test
from workbook import letters
from workbook import write as write_workbook

HEADER = ('operation,admin0Name,admin0Pcode,admin1Name,admin1Pcode,adminLevel,numPresentIdpInd,reportingDate,roundNumber,'
          'assessmentType,operationStatus\r\n')
SITE_HEADER = 'SSID,Camp Name,Lat,Lon,Date of Assessment,Type of Site,Number of Households,Number of Individuals\r\n'


def dtm_row(people='150', date='2025-06-30T00:00:00', tool='BA'):
    return f'Countrywide monitoring,Haiti,HTI,Ouest,HT01,1,{people},{date},10,{tool},Active\r\n'


def site_row(ssid='1', latitude='18.5', date='17 May 2013', households='52', people='172', kind='Spontaneous'):
    return f'S_{ssid},Terrain {ssid},{latitude},-72.3,{date},{kind},{households},{people}\r\n'


def unchanged(workspace, status, *words):
    """Runs a call that must fail, and proves that the workspace is logically the same."""
    before, figures = workspace.canonical(), workspace.stats()
    result = workspace.bad(status, *words) if isinstance(status, int) else workspace.run(*words)
    if not isinstance(status, int):
        assert result.status in status and (result.err.strip() or result.out.strip()), result
    equal(workspace.stats(), figures, words)
    assert workspace.canonical() == before, f'{words}: the workspace was changed'
    return result


def refused_row(content, name, row, column, value, accepted):
    """One wrong row among right ones: it alone is rejected, with file, row, column, value and what is accepted."""
    workspace = Workspace()
    path = workspace.write(name, content)
    rejects = workspace.path('rejects.csv')
    report = workspace.json('import', path, '--rejects', rejects, status=1)
    equal((report['rejected'], len(report['rejects'])), (1, 1), report)
    entry = report['rejects'][0]
    equal((entry['row'], entry['column'], entry['value']), (row, column, value), entry)
    has(report['file'], name, 'file')
    for part in accepted:
        has(entry['reason'], part, 'what is accepted')
    text = workspace.run('import', path, '--dry-run').out
    for part in (name, str(row), column, value, *accepted):
        has(text, part, 'the report for people')
    with open(rejects, encoding='utf-8-sig') as file:
        has(file.read(), value, 'rejects file')
    return workspace, report


@test('a missing file')
def _():
    workspace = Workspace()
    has(unchanged(workspace, 3, 'import', workspace.path('none.csv')).err, 'none.csv')


@test('a directory')
def _():
    workspace = Workspace()
    os.mkdir(workspace.path('folder.csv'))
    has(unchanged(workspace, 3, 'import', workspace.path('folder.csv')).err, 'folder.csv')


@test('an empty file, and one with a BOM only')
def _():
    workspace = Workspace()
    for content in (b'', b'\xef\xbb\xbf', b'\r\n\r\n'):
        has(unchanged(workspace, 3, 'import', workspace.write('empty.csv', content, 'wb')).err, 'empty.csv', content)


@test('a binary file')
def _():
    workspace = Workspace()
    for content in (bytes(range(256)) * 40, b'\x89PNG\r\n\x1a\n' + b'\0' * 500, open(workspace.file, 'rb').read(8192)):
        has(unchanged(workspace, 3, 'import', workspace.write('picture.csv', content, 'wb')).err, 'picture.csv')


@test('a file cut in the middle of a quoted cell')
def _():
    workspace = Workspace()
    path = workspace.write('cut.csv', HEADER + dtm_row() + 'Countrywide monitoring,"Hai')
    result = unchanged(workspace, (1, 3), 'import', path)
    has(result.err + result.out, 'cut.csv')


@test('a real file cut in the middle of a quoted cell')
def _():
    workspace = Workspace()
    with open(shared('01_dtm', 'iom-haiti-dtm.csv'), 'rb') as file:
        content = file.read()
    quote = content.index(b'"', 30000)
    end = content.index(b'"', quote + 1)
    inside = content[:(quote + end) // 2]
    if inside.count(b'"') % 2 == 0:
        inside = content[:end + (content.index(b'"', end + 1) - end) // 2]
    equal(inside.count(b'"') % 2, 1, 'cut inside a quoted cell')
    result = unchanged(workspace, (1, 3), 'import', workspace.write('haiti.csv', inside, 'wb'))
    has(result.err + result.out, 'haiti.csv')


@test('a header with no match')
def _():
    workspace = Workspace()
    path = workspace.write('weather.csv', 'qwerty,zxcvb,asdfg\r\n1,2,3\r\n4,5,6\r\n')
    has(unchanged(workspace, (1, 3), 'import', path).err, 'weather.csv')
    unchanged(workspace, (1, 3), 'import', path, '--as', 'site')
    unchanged(workspace, (1, 3), 'import', path, '--as', 'nothing')


@test('a count of “abc”')
def _():
    refused_row(HEADER + dtm_row() + dtm_row('abc', '2025-06-30T00:00:00'), 'count.csv', 3, 'numPresentIdpInd', 'abc', ['number'])


@test('a count with decimals, and one below nought')
def _():
    for value in ('12.5', '-4'):
        refused_row(HEADER + dtm_row() + dtm_row(value), 'count.csv', 3, 'numPresentIdpInd', value, [])


@test('the date 31/02/2024')
def _():
    refused_row(SITE_HEADER + site_row('1', date='28/02/2024') + site_row('2', date='31/02/2024'), 'date.csv', 3,
                'Date of Assessment', '31/02/2024', [])


@test('latitude 95')
def _():
    refused_row(SITE_HEADER + site_row('1') + site_row('2', latitude='95'), 'latitude.csv', 3, 'Lat', '95', ['90'])


@test('an unknown code')
def _():
    refused_row(HEADER + dtm_row() + dtm_row(tool='QQQ'), 'code.csv', 3, 'assessmentType', 'QQQ', ['BA'])


@test('equal keys with different values: both rows are rejected with their line numbers')
def _():
    workspace = Workspace()
    path = workspace.write('twice.csv', HEADER + dtm_row('150') + dtm_row('170'))
    report = workspace.json('import', path, status=1)
    equal((report['rejected'], sorted(r['row'] for r in report['rejects'])), (2, [2, 3]))
    equal(workspace.count('location_count'), 0, 'counts')


@test('equal keys with equal values: one row, with a warning')
def _():
    workspace = Workspace()
    path = workspace.write('twice.csv', HEADER + dtm_row('150') + dtm_row('150'))
    report = workspace.json('import', path)
    equal((report['inserted'], report['rejected'], report['repeated']), (1, 0, 1))
    assert report['warnings'], report


@test('a value of the command line: what, and what is accepted')
def _():
    workspace = Workspace()
    base = ('place=HT01', 'site_type=planned_camp', 'longitude=-72.3')
    for word, parts in (('latitude=95', ('95', '90')), ('latitude=abc', ('abc',)), ('capacity=abc', ('abc',)),
                        ('opened_on=31/02/2024', ('31/02/2024',)), ('site_type=castle', ('castle',)),
                        ('nothing=1', ('nothing',)), ('capacity=-1', ('0',))):
        words = [w for w in base if w.split('=')[0] != word.split('=')[0]]
        if not word.startswith('latitude'):
            words.append('latitude=18.5')
        result = unchanged(workspace, 1, 'add', 'site', 'name=Sitio', *words, word)
        for part in parts:
            has(result.err, part, word)
    unchanged(workspace, 1, 'add', 'site', 'place=HT01')  # no name
    unchanged(workspace, 1, 'add', 'nothing', 'name=x')
    unchanged(workspace, 1, 'set', 'site', 'NONE', 'name=x')
    unchanged(workspace, 1, 'delete', 'site', 'NONE')


@test('--set with a wrong field or value')
def _():
    workspace = Workspace()
    path = workspace.write('ok.csv', SITE_HEADER + site_row())
    unchanged(workspace, (1, 2, 3), 'import', path, '--set', 'nothing=1')
    unchanged(workspace, (1, 2, 3), 'import', path, '--set', 'name')


@test('a workspace that is none: missing, directory, text, cut, foreign SQLite file')
def _():
    workspace = Workspace()
    with open(workspace.file, 'rb') as file:
        content = file.read()
    os.mkdir(workspace.path('folder.epc'))
    workspace.write('text.epc', 'hello')
    workspace.write('empty.epc', '')
    workspace.write('cut.epc', content[:len(content) // 3], 'wb')
    workspace.write('foreign.epc', b'SQLite format 3\0' + b'\0' * 4096, 'wb')
    for name in ('none.epc', 'folder.epc', 'text.epc', 'empty.epc', 'cut.epc', 'foreign.epc'):
        path = workspace.path(name)
        size = os.path.getsize(path) if os.path.isfile(path) else None
        result = workspace.fails(3, '--workspace', path, 'count', 'site')
        has(result.err, name)
        equal(os.path.getsize(path) if os.path.isfile(path) else None, size, f'{name} is left as it was')


# In a process of its own: what this one holds counts among the memory of whatever it starts.
WEIGH = '''
import os, subprocess, sys, threading
process = subprocess.Popen(sys.argv[1:], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
timer = threading.Timer(300, process.kill)
timer.start()
_pid, status, usage = os.wait4(process.pid, 0)
timer.cancel()
print(os.waitstatus_to_exitcode(status), usage.ru_maxrss // 1024)
'''


def weighed(workspace, *words):
    """(exit status, peak of memory in MB) of a call that must end by itself."""
    env = dict(os.environ, EPC_USER_DIR=workspace.path('user'), HOME=workspace.folder, LC_ALL='C.UTF-8', LANGUAGE='en')
    done = subprocess.run([sys.executable, '-c', WEIGH, CLI, '--workspace', workspace.file, *words], env=env, cwd=workspace.folder, capture_output=True,
                          check=True)
    return tuple(map(int, done.stdout.split()))


@test('hostile files end by themselves, with a status of ours, in less than 200 MB')
def _():
    files = [os.path.join(folder, name) for part in ('11_torture', os.path.join('03_hxl_3w', 'libhxl'))
             for folder, _folders, names in os.walk(shared(part)) for name in sorted(names)]
    assert len(files) > 100, len(files)
    wrong = []
    workspace = Workspace()
    for path in files:
        for words in (('recognise', path), ('import', path, '--dry-run')):
            status, peak = weighed(workspace, *words)
            # A sanitiser takes memory of its own.
            if status not in (0, 1, 2, 3) or (peak >= 200 and 'ASAN_OPTIONS' not in os.environ):
                wrong.append(f'{" ".join(words)}: status {status}, {peak:.0f} MB')
    equal(wrong, [])


def bomb(path, kind):
    """What small files can ask for: declared sizes, depths and widths that nobody has."""
    rows = '<row r="1">' + ''.join(f'<c r="{letters(c)}1" t="inlineStr"><is><t>h{c}</t></is></c>' for c in range(40000)) + '</row>'
    one = '<row r="1"><c r="A1"><v>1</v></c></row>'
    body = {'wide': lambda: rows, 'tall': lambda: one * 2000000, 'long': lambda: f'<row r="1"><c t="inlineStr"><is><t>{"a" * 300000000}</t></is></c></row>',
            'merged': lambda: f'{one}</sheetData><mergeCells>' + '<mergeCell ref="A1:XFD1048576"/>' * 200000 + '</mergeCells><sheetData>'}[kind]()
    write_workbook(path, ('S', [['Name']], [], False))
    with zipfile.ZipFile(path) as book:
        members = {name: book.read(name) for name in book.namelist()}
    with zipfile.ZipFile(path, 'w', zipfile.ZIP_DEFLATED) as book:
        for name, data in members.items():
            book.writestr(name, data if 'sheet1' not in name else
                          f'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{body}</sheetData></worksheet>')
    return path


@test('a small workbook that unpacks into hundreds of megabytes takes none of them')
def _():
    workspace = Workspace()
    for kind in ('wide', 'tall', 'long', 'merged'):
        path = bomb(workspace.path(f'{kind}.xlsx'), kind)
        assert os.path.getsize(path) < 4e6, kind
        status, peak = weighed(workspace, 'import', path, '--as', 'site', '--dry-run')
        assert status in (1, 3), f'{kind}: {status}'
        assert peak < 200 or 'ASAN_OPTIONS' in os.environ, f'{kind}: {peak:.0f} MB'


main()
