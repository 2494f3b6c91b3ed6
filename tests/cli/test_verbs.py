# SPDX-License-Identifier: GPL-3.0-or-later
"""What every verb promises to a script: help, exit status, messages on stderr, one JSON object on stdout, keys that never change."""
import json
import re

from harness import CLOCK, Place, Workspace, equal, has, main, read_csv, test

VERBS = ('new sample entities add set delete restore erase attach list count show search history undo redo log import export '
         'analyse chart map report backup restore-backup check compact stats settings').split()


@test('every verb stands in --help, and has a --help of its own')
def _():
    place = Place()
    text = place.done('--help').out
    for verb in VERBS:
        assert re.search(rf'^\s+{verb}\s', text, re.M), f'{verb} is not listed'
        own = place.done(verb, '--help')
        has(own.out, '--json', f'{verb} --help')
        has(own.out, verb, f'{verb} --help')
        equal(own.err, '', f'{verb} --help')


@test('--version prints a version')
def _():
    assert re.fullmatch(r'\d+\.\d+\.\d+\n', Place().done('--version').out)


@test('wrong usage ends with 2: no verb, no such verb, no such option, words missing, words too many')
def _():
    workspace = Workspace()
    workspace.fails(2)
    workspace.fails(2, 'fly')
    workspace.fails(2, '--wings')
    workspace.fails(2, 'count', 'site')  # no workspace named
    for words in (('count',), ('count', 'site', 'more'), ('count', 'site', '--wings'), ('add', 'site'), ('show', 'site'),
                  ('set', 'site', 'x'), ('delete', 'site'), ('analyse',), ('analyse', 'weather'), ('list', 'site', '--limit', 'few'),
                  ('export', 'site'), ('export', 'site', '--to', 'x.docx'), ('export', 'site', '--to', 'x.csv', '--audience', 'all'),
                  ('import',), ('chart', 'rounds'), ('chart', 'rounds', '--to', 'x.txt'), ('chart', 'rounds', '--to', 'x.svg', '--size', 'big'), ('map', 'sites', '--to', 'x.svg', '--paper', 'A9'),
                  ('report', 'sitrep'), ('report', 'sitrep', '--to', 'x.pdf', '--paper', 'A3'), ('undo', '--batch', 'last'),
                  ('add', 'site', 'name'), ('restore-backup',), ('settings', 'a', 'b'),
                  ('count', 'site', '--lang', 'xx'), ('list', 'site', '--limit', '-1'),
                  ('report', 'sitrep', '--to', 'x.pdf', '--document-lang', 'xx')):
        workspace.bad(2, *words)
    workspace.fails(2, 'new', 'x.epc')  # no country
    workspace.fails(2, 'new')


@test('a failure with --json is one object on stdout and the same sentence on stderr')
def _():
    workspace = Workspace()
    for status, words in ((2, ('fly',)), (1, ('show', 'site', 'NONE')), (1, ('count', 'nothing')), (3, ('import', 'none.csv')),
                          (2, ('count',))):
        result = workspace.bad(status, '--json', *words)
        equal(result.json['status'], status, words)
        has(result.err, result.json['error'], words)


@test('several files give one object, also when one of them cannot be read')
def _():
    workspace = Workspace()
    one = workspace.write('one.csv', 'title,recommendation\r\nUno,x\r\n')
    two = workspace.write('two.csv', 'title,recommendation\r\nDos,y\r\n')
    answer = workspace.json('import', one, two, '--as', 'lesson')
    equal([f['inserted'] for f in answer['files']], [1, 1], 'two files')
    answer = workspace.json('import', one, workspace.path('none.csv'), '--as', 'lesson', status=3)
    equal((answer['status'], len(answer['files'])), (3, 1), answer)
    has(answer['error'], 'none.csv', 'error')


@test('global options stand before the verb or behind it')
def _():
    workspace = Workspace()
    first = workspace.call('--workspace', workspace.file, '--json', 'count', 'place').json
    second = workspace.call('count', 'place', '--workspace', workspace.file, '--json').json
    third = workspace.call('-w', workspace.file, 'count', '--json', 'place').json
    assert first == second == third and first['count'] > 0, (first, second, third)
    workspace.done('add', 'lesson', 'title=Prueba', 'recommendation=Texto', '--author', 'Ana', '--workspace', workspace.file)
    workspace.done('--author', 'Luis', 'add', 'lesson', 'title=Otra', 'recommendation=Texto', '--workspace', workspace.file)
    authors = {entry['author'] for entry in workspace.json('log')['entries'] if entry['entity'] == 'lesson'}
    equal(authors, {'Ana', 'Luis'}, 'authors')


@test('Spanish changes messages and labels, never keys')
def _():
    workspace = Workspace()
    english, spanish = workspace.bad(1, 'show', 'site', 'NONE'), workspace.bad(1, '--lang', 'es', 'show', 'site', 'NONE')
    assert english.err != spanish.err, spanish
    behind = workspace.bad(1, 'show', 'site', 'NONE', '--lang', 'es')
    equal(behind.err, spanish.err, '--lang behind the verb')
    for words in (('entities',), ('stats',), ('settings',), ('analyse', 'readiness'), ('list', 'place')):
        one, two = workspace.json(*words), workspace.json('--lang', 'es', *words)
        equal(shape(one), shape(two), words)
    labels = {e['key']: e['label'] for e in workspace.json('--lang', 'es', 'entities')['entities']}
    equal((labels['site'], labels['location_count'] != 'Location count'), ('Sitio', True), 'Spanish labels')


def shape(value):
    """Only the keys of an answer."""
    if isinstance(value, dict):
        return {key: shape(v) for key, v in value.items()}
    if isinstance(value, list):
        return [shape(v) for v in value]
    return None


@test('one is told as one, in English and in Spanish: rows read and written, changes turned round')
def _():
    w = Workspace()
    for n, read, written, turned in ((1, ('1 row read', '1 fila leída'), ('1 row written', '1 fila escrita'), ('1 change turned', '1 cambio revertido')),
                                     (2, ('2 rows read', '2 filas leídas'), ('2 rows written', '2 filas escritas'), None)):
        table = w.write('sites.csv', 'Site name,Status\r\n' + ''.join(f'Camp {n} {i},open\r\n' for i in range(n)))
        for language, sentence in zip(('en', 'es'), read):
            report = w.ok('--lang', language, 'import', table, '--as', 'site', '--dry-run')
            has(report.out + report.err, sentence, language)
        w.ok('import', table, '--as', 'site')
        for language, sentence in zip(('en', 'es'), written):
            has(w.ok('--lang', language, 'export', 'site', '--to', w.path('out.csv'), '--where', f'name ~ Camp {n}').err, sentence, language)
        if turned is None:
            continue
        for language, sentence in zip(('en', 'es'), turned):
            w.ok('set', 'site', w.rows('site', '--columns', 'uid')[0]['uid'], 'capacity=5')
            has(w.ok('--lang', language, 'undo').err, sentence, language)


@test('verbs that answer give one JSON object')
def _():
    workspace = Workspace()
    site = workspace.json('add', 'site', 'name=Sitio', 'latitude=18.5', 'longitude=-72.3')
    equal(sorted(site), ['code', 'uid'], 'add --json')
    assert re.fullmatch(r'HTI-SITE-\d{4}', site['code']), site
    assert re.fullmatch(r'[0-9a-f]{8}-[0-9a-f]{4}-[78][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}', site['uid']), site
    equal(workspace.json('show', 'site', site['code'])['uid'], site['uid'], 'show by code')
    equal(workspace.json('show', 'site', site['uid'])['name'], 'Sitio', 'show by uid')
    workspace.json('set', 'site', site['code'], 'name=Otro')
    assert workspace.json('history', 'site', site['code'])['entries'], 'history'
    equal([h['entity'] for h in workspace.json('search', 'otro')['hits']], ['site'], 'search')
    equal(workspace.json('count', 'site'), {'count': 1}, 'count')
    equal([r['name'] for r in workspace.json('list', 'site', '--columns', 'name')['rows']], ['Otro'], 'list')
    for words in (('log',), ('stats',), ('check',), ('settings',), ('settings', 'office.note=a b=c'), ('entities',),
                  ('entities', 'site'), ('chart',), ('map',), ('report',), ('analyse', 'round-change'), ('analyse', 'site-gaps'),
                  ('analyse', 'stock'), ('analyse', 'readiness'), ('undo',), ('redo',), ('backup', '--to', 'b.epc'),
                  ('delete', 'site', site['code']), ('restore', 'site', site['code']),
                  ('export', 'site', '--to', 'sites.csv')):
        workspace.json(*words)
    equal(workspace.json('settings', 'office.note'), {'office.note': 'a b=c'}, 'setting')


@test('undo and redo turn one call round')
def _():
    workspace = Workspace()
    before = workspace.canonical('lesson')
    workspace.ok('add', 'lesson', 'title=Una', 'recommendation=Texto')
    code = workspace.rows('lesson')[0]['code']
    workspace.ok('set', 'lesson', code, 'title=Dos')
    workspace.ok('undo')
    equal(workspace.rows('lesson')[0]['title'], 'Una', 'after undo')
    workspace.ok('redo')
    equal(workspace.rows('lesson')[0]['title'], 'Dos', 'after redo')
    workspace.ok('undo')
    workspace.ok('undo')
    equal(workspace.count('lesson'), 0, 'after two undos')
    assert len(before) >= 0
    result = workspace.json('undo')
    equal(result['changes'], 0, 'nothing left to undo')


@test('--where takes = != < <= > >= ~ in within empty and not empty')
def _():
    workspace = Workspace()
    for place in ('HT01', 'HT02'):
        workspace.run('add', 'place', f'pcode={place}', f'name={place}', 'level=1', 'parent=HTI', 'iso3=HTI', 'pcode_status=official')
    for number, (name, place, people) in enumerate((('Ágora', 'HT01', 10), ('Bosque', 'HT01', 20), ('Ceiba', 'HT02', 30))):
        workspace.ok('add', 'site', f'name={name}', f'latitude=18.{number}', 'longitude=-72.3',
                     f'place={place}', f'capacity={people}')
    def names(*where):
        return [r['name'] for r in workspace.rows('site', '--sort', 'name', *[w for c in where for w in ('--where', c)])]
    every = ['Ágora', 'Bosque', 'Ceiba']
    for condition, expected in (('capacity = 20', ['Bosque']), ('capacity=20', ['Bosque']),
                                ('capacity != 20', ['Ágora', 'Ceiba']), ('capacity < 20', ['Ágora']),
                                ('capacity <= 20', ['Ágora', 'Bosque']), ('capacity > 20', ['Ceiba']),
                                ('capacity >= 20', ['Bosque', 'Ceiba']), ('name ~ agora', ['Ágora']),
                                ('name ~ ÁGORA', ['Ágora']), ('place in HT01;HT02', every), ('place within HT01', ['Ágora', 'Bosque']),
                                ('place within HTI', every), ('ssid empty', every), ('ssid not empty', [])):
        equal(names(condition), expected, condition)
    equal(names('place=HT01', 'capacity>10'), ['Bosque'], 'two conditions')
    equal([r['name'] for r in workspace.rows('site', '--sort', '-capacity', '--limit', '2')], ['Ceiba', 'Bosque'], 'order')
    equal(workspace.count('site', 'name ~ bosque'), 1, 'count --where')
    workspace.bad(1, 'list', 'site', '--where', 'nothing=1')
    workspace.bad(1, 'list', 'site', '--where', 'capacity=many')
    workspace.bad(1, 'list', 'site', '--sort', 'nothing')
    workspace.bad(1, 'list', 'site', '--columns', 'nothing')
    text = workspace.ok('list', 'site', '--csv', '--columns', 'name,capacity', '--sort', 'name').out
    equal(text.splitlines(), ['name,capacity', 'Ágora,10', 'Bosque,20', 'Ceiba,30'], '--csv')


@test('search folds accents and case, finds prefixes, and forgets what is deleted')
def _():
    workspace = Workspace()
    for title in ('Evacuación de Tézin', 'Agua potable', 'Ñandú y Óscar'):
        workspace.ok('add', 'lesson', f'title={title}', 'recommendation=Texto')
    def found(text):
        return [h['title'] for h in workspace.json('search', text)['hits'] if h['entity'] == 'lesson']
    for text, number in (('evacuacion', 1), ('EVACUACIÓN', 1), ('tezin', 1), ('pota', 1), ('nandu oscar', 1), ('texto', 3), ('zzz', 0)):
        equal(len(found(text)), number, text)
    uid = workspace.rows('lesson', '--where', 'title ~ agua')[0]['uid']
    workspace.ok('delete', 'lesson', uid)
    equal(found('potable'), [], 'after delete')
    workspace.ok('restore', 'lesson', uid)
    equal(len(found('potable')), 1, 'after restore')


@test('a reference that two records answer to names both and changes neither')
def _():
    workspace = Workspace()
    first = workspace.json('add', 'organisation', 'name=Cruz Roja', 'acronym=A')
    second = workspace.json('add', 'organisation', 'name=Cruz Roja 2', 'acronym=A')
    workspace.ok('set', 'organisation', second['uid'], 'name=Cruz Roja')
    result = workspace.bad(1, 'set', 'organisation', 'Cruz Roja', 'acronym=CR')
    for uid in (first['uid'], second['uid']):
        assert uid in result.err or workspace.json('show', 'organisation', uid)['code'] in result.err, result
    equal([r.get('acronym') for r in workspace.rows('organisation', '--columns', 'acronym', '--where', 'name=Cruz Roja')],
          ['A', 'A'], 'unchanged')


@test('settings are read back, and emptied')
def _():
    workspace = Workspace()
    workspace.ok('settings', 'office.note=Bajo llave')
    equal(workspace.ok('settings', 'office.note').out, 'Bajo llave\n')
    workspace.ok('settings', 'office.note=')
    equal(workspace.ok('settings', 'office.note').out, '\n')


@test('export writes a BOM, CRLF, header and HXL row; --no-hxl, --columns and --keys change just that')
def _():
    workspace = Workspace()
    workspace.ok('add', 'site', 'name=Con, coma "y" comillas', 'latitude=18.5', 'longitude=-72.3')
    path = workspace.path('s.csv')
    workspace.ok('export', 'site', '--to', path)
    with open(path, 'rb') as file:
        raw = file.read()
    assert raw.startswith(b'\xef\xbb\xbf') and b'\r\n' in raw
    rows = read_csv(path)
    equal(len(rows), 3, 'rows')
    assert any(cell.startswith('#') for cell in rows[1]) and 'Con, coma "y" comillas' in rows[2], rows
    workspace.ok('export', 'site', '--to', path, '--no-hxl', '--columns', 'name,capacity', '--keys')
    equal(read_csv(path), [['name', 'capacity'], ['Con, coma "y" comillas', '']], 'keys')
    workspace.bad(3, 'export', 'site', '--to', workspace.path('none', 'x.csv'))


@test('a cell that a spreadsheet would run is written as text, and comes back as it was')
def _():
    workspace = Workspace()
    title = '=HYPERLINK("http://x")'
    workspace.ok('add', 'lesson', f'title={title}', 'recommendation=+cmd')
    path = workspace.path('l.csv')
    workspace.ok('export', 'lesson', '--to', path)
    assert not any(cell[:1] in ('=', '+', '@') for row in read_csv(path) for cell in row), read_csv(path)
    other = Workspace()
    other.ok('import', path)
    equal([r['title'] for r in other.rows('lesson')], [title], 'after import')


@test('sample makes the same workspace twice')
def _():
    one, two = Place(), Place()
    outputs = []
    for place in (one, two):
        file = place.path('s.epc')
        place.done('sample', file)
        place.done('--workspace', file, 'check')
        place.done('--workspace', file, 'export', '--shared', '--to', place.path('canonical'))
        with open(place.path('canonical'), 'rb') as content:
            outputs.append(content.read())
    assert len(outputs[0]) > 10000, 'hardly anything in the sample'
    assert outputs[0] == outputs[1], 'the two differ'


@test('EPC_CLOCK holds the time of every change')
def _():
    workspace = Workspace(clock=CLOCK)
    workspace.ok('add', 'lesson', 'title=Hora', 'recommendation=Texto')
    entries = workspace.json('log')['entries']
    assert entries and all(entry['when'].startswith('2026-10-14T12:00:00') for entry in entries if entry['entity'] == 'lesson'), entries


@test('new refuses a file that is there, a country there is not, and a folder there is not')
def _():
    workspace = Workspace()
    with open(workspace.file, 'rb') as file:
        before = file.read()
    workspace.fails(3, 'new', workspace.file, '--country', 'HTI')
    with open(workspace.file, 'rb') as file:
        assert file.read() == before
    for country in ('QQQ', 'Haiti!', ''):
        result = workspace.call('new', workspace.path('other.epc'), '--country', country)
        assert result.status in (1, 2, 3) and result.err, result
    workspace.fails(3, 'new', workspace.path('none', 'w.epc'), '--country', 'HTI')


@test('a code of the office\'s own is understood by all its spellings, shown by its label, and may not be taken twice')
def _():
    workspace = Workspace()
    workspace.ok('add', 'contact', 'name=Luis', 'work_email=luis@example.org', 'type=Radioaficionado')
    workspace.ok('add', 'code', 'list=Kind of contact', 'code_key=radio_operator', 'label=Radio operator', 'label_es=Operadora de radio',
                 'synonyms=Radioaficionado')
    workspace.ok('add', 'contact', 'name=Ana', 'work_email=ana@example.org', 'type=radioaficionado')
    has(workspace.ok('list', 'contact', '--columns', 'name,type').out, 'Ana   Radio operator', 'in English')
    has(workspace.ok('--lang', 'es', 'list', 'contact', '--columns', 'name,type').out, 'Ana     Operadora de radio', 'in Spanish')
    found = workspace.json('list', 'contact', '--where', 'type = Radio operator', '--columns', 'name,type')['rows']
    equal([row['name'] for row in found], ['Ana'], 'what was typed before the code was there is another word')
    equal(found[0]['type'], 'radio_operator', 'its key')
    workspace.bad(1, 'add', 'code', 'list=contact_type', 'code_key=radio_operator', 'label=Radio')
    workspace.bad(1, 'add', 'code', 'list=site_status', 'code_key=sunken', 'label=Sunken')  # not to be extended


@test('the data dictionary names each field once, with type, group and sensitivity')
def _():
    place = Place()
    entities = json.loads(place.done('entities', '--json').out)['entities']
    assert len(entities) > 80
    for entity in entities:
        keys = [field['key'] for field in entity['fields']]
        equal(len(keys), len(set(keys)), entity['key'])
        for field in entity['fields']:
            assert field['label'] and field['type'] and field['group'] and field['sensitivity'], (entity['key'], field)
            if field['type'] == 'reference':
                assert field['target'], (entity['key'], field['key'])
            if field['type'] in ('code', 'codes', 'yes_no'):
                assert field['codes'], (entity['key'], field['key'])


main()
