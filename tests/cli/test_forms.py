# SPDX-License-Identifier: GPL-3.0-or-later
"""A KoBo form of every kind of record: it keeps the rules of XLSForm (xlsform.org and the checks of pyxform 2), and answers given to it
import by themselves, in every shape that KoBo exports them. The workbook is read here with zipfile and ElementTree, the answers
are made from the form, and the expected values are those answers: none of our readers and writers stands behind them."""
import csv
import datetime
import re
import uuid
import xml.etree.ElementTree as ElementTree
import zipfile

from harness import Place, Workspace, equal, main, test

LANGUAGES = ['English (en)', 'Español (es)', 'Français (fr)', 'Português (pt)']
MAIN = '{http://schemas.openxmlformats.org/spreadsheetml/2006/main}'
# Types of XLSForm that a form of ours may use (xlsform.org, "Question types" and "Metadata").
TYPES = {'integer', 'decimal', 'text', 'date', 'dateTime', 'geopoint', 'note', 'calculate', 'start', 'end', 'begin_group', 'end_group'}
COLUMNS = {'type', 'name', 'label', 'hint', 'constraint_message', 'required', 'relevant', 'constraint', 'calculation', 'default',
           'appearance', 'choice_filter', 'hxl'}
XML_NAME = re.compile(r'^[A-Za-z_][A-Za-z0-9_.-]*$')
TODAY = datetime.date.today()


def read_workbook(path):
    """{sheet: [{header: text}]}"""
    book = zipfile.ZipFile(path)
    strings = [''.join(t.text or '' for t in item.iter(MAIN + 't'))
               for item in ElementTree.fromstring(book.read('xl/sharedStrings.xml')).findall(MAIN + 'si')]
    sheets = {}
    names = [s.get('name') for s in ElementTree.fromstring(book.read('xl/workbook.xml')).find(MAIN + 'sheets')]
    for number, name in enumerate(names, 1):
        rows = []
        for row in ElementTree.fromstring(book.read(f'xl/worksheets/sheet{number}.xml')).iter(MAIN + 'row'):
            cells = {}
            for cell in row.findall(MAIN + 'c'):
                equal(cell.get('t'), 's', f'{path}: {name} {cell.get("r")} is no text')
                cells[re.match('[A-Z]+', cell.get('r'))[0]] = strings[int(cell.find(MAIN + 'v').text)]
            rows.append(cells)
        sheets[name] = [{rows[0][c]: text for c, text in row.items()} for row in rows[1:]]
        sheets[name + '.head'] = list(rows[0].values())
    return sheets


class Group:
    def __init__(self, row, above):
        self.row, self.above, self.names = row, above, set()

    def path(self, what):
        return (self.above.path(what) if self.above else []) + [what(self.row)]


class Form:
    """A form as pyxform would take it; every rule that is broken is an AssertionError."""

    def __init__(self, sheets, entity):
        self.entity, self.survey, self.settings = entity, sheets['survey'], sheets['settings']
        self.check_columns(sheets)
        self.lists = {}
        for row in sheets['choices']:
            self.lists.setdefault(row['list_name'], []).append(row)
        self.questions = []  # (row, group)
        self.check_choices()
        self.check_survey()
        self.check_references()
        self.check_settings()

    references = {}

    def check_columns(self, sheets):
        for name in sheets['survey.head']:
            assert name.split('::')[0] in COLUMNS, f'{self.entity}: unknown column {name}'
        for base in ('label', 'hint', 'constraint_message'):
            equal([n for n in sheets['survey.head'] if n.startswith(base + '::')], [f'{base}::{x}' for x in LANGUAGES], base)
        self.choice_columns = set(sheets['choices.head'])

    def complete(self, row, base):
        filled = [bool(row.get(f'{base}::{x}')) for x in LANGUAGES]
        assert all(filled) or not any(filled), f'{self.entity}: {row} lacks a language of {base}'
        return all(filled)

    def check_choices(self):
        for name, rows in self.lists.items():
            assert XML_NAME.match(name), f'{self.entity}: list {name}'
            names = [r.get('name') for r in rows]
            assert len(set(names)) == len(names), f'{self.entity}: list {name} has a choice twice'
            for row in rows:
                assert row.get('name') and ' ' not in row['name'], f'{self.entity}: choice {row}'
                assert self.complete(row, 'label'), f'{self.entity}: choice {row} has no label'

    def check_survey(self):
        group, top = None, set()
        for row in self.survey:
            kind = row['type']
            words = kind.split()
            assert kind in TYPES or (len(words) == 2 and words[0] in ('select_one', 'select_multiple')), f'{self.entity}: type {kind}'
            if kind == 'end_group':
                assert group, f'{self.entity}: an end_group too many'
                group = group.above
                continue
            names = group.names if group else top
            assert XML_NAME.match(row['name']), f'{self.entity}: name {row["name"]}'
            assert row['name'].lower() not in names, f'{self.entity}: {row["name"]} twice in one group'
            names.add(row['name'].lower())
            if kind == 'begin_group':
                assert self.complete(row, 'label'), f'{self.entity}: group {row["name"]} has no label'
                group = Group(row, group)
                continue
            self.complete(row, 'hint')
            self.complete(row, 'constraint_message')
            if kind in ('start', 'end', 'calculate'):
                assert kind != 'calculate' or row.get('calculation'), f'{self.entity}: {row["name"]} calculates nothing'
            else:
                assert self.complete(row, 'label'), f'{self.entity}: {row["name"]} has no label'
            if len(words) == 2:
                assert self.lists.get(words[1]), f'{self.entity}: {row["name"]} chooses from {words[1]}, which is empty'
            self.questions.append((row, group))
        assert group is None, f'{self.entity}: a group is not ended'

    def check_references(self):
        """${name} exists once in the form; columns of a choice filter exist."""
        names = [r['name'] for r in self.survey if r.get('name')]
        for row in self.survey:
            for column in ('relevant', 'constraint', 'calculation', 'choice_filter', *(f'label::{x}' for x in LANGUAGES)):
                text = row.get(column, '')
                for name in re.findall(r'\$\{([^}]*)\}', text):
                    equal(names.count(name), 1, f'{self.entity}: {row.get("name")}: ${{{name}}}')
                    assert column == 'choice_filter' or name != row.get('name'), f'{self.entity}: {name} depends on itself'
                if not column.startswith('label'):
                    equal((text.count('('), text.count("'") % 2), (text.count(')'), 0), f'{self.entity}: {text}')
            for name in re.findall(r'(?<![${\w])([a-z_]\w*)\s*=', row.get('choice_filter', '')):
                assert name in self.choice_columns, f'{self.entity}: choice_filter names {name}'

    def check_settings(self):
        equal(len(self.settings), 1, 'settings')
        settings = self.settings[0]
        assert re.match(r'^\d{12}$', settings['version']) and XML_NAME.match(settings['form_id']), settings
        assert settings['form_title'] and settings['default_language'] in LANGUAGES, settings


_sample = None
INDICATOR = ['name=Casas reparadas', 'unit=casas']


def sample():
    """The worked example, made once; its areas are those of two departments of Honduras."""
    global _sample
    if _sample is None:
        place = Workspace.__new__(Workspace)
        Place.__init__(place)
        place.file = place.path('sample.epc')
        place.done('sample', place.file)
        codes = {r['pcode'] for r in place.rows('place')}
        for pcode, name, level, parent in [('HN01', 'Atlántida', 1, 'HND'), ('HN05', 'Cortés', 1, 'HND'), ('HN0101', 'La Ceiba', 2, 'HN01'),
                                           ('HN0501', 'San Pedro Sula', 2, 'HN05'), ('HN0502', 'Choloma', 2, 'HN05')]:
            if pcode not in codes:
                place.ok('add', 'place', f'pcode={pcode}', f'name={name}', f'level={level}', f'parent={parent}', 'iso3=HND')
        place.ok('add', 'indicator', *INDICATOR)
        _sample = place
    return _sample


_catalogue = {}
_forms = {}


def catalogue():
    found = _catalogue
    if found:
        return found
    for line in sample().json('entities')['entities']:
        if line['area'] != 'program':
            found[line['key']] = sample().json('entities', line['key'])
    return found


def form_of(entity):
    if entity in _forms:
        return _forms[entity]
    path = sample().path(f'{entity}.xlsx')
    sample().ok('export', entity, '--as', 'xlsform', '--to', path)
    _forms[entity] = Form(read_workbook(path), entity)
    return _forms[entity]


@test('the form of every kind of record keeps the rules of XLSForm, in four languages')
def _():
    n = 0
    for entity in catalogue():
        assert len(form_of(entity).questions) > 2, entity
        n += 1
    assert n > 70, n


@test('every field that somebody can fill is asked, and nothing else fills one')
def _():
    for entity, told in catalogue().items():
        form = form_of(entity)
        asked = {row['name'] for row, _ in form.questions if not row['name'].startswith('epc_')} - {'start', 'end'}
        wanted = {f['key'] for f in told['fields'] if f['type'] not in ('computed', 'file') and not f['read_only']}
        equal(asked, wanted, entity)
        required = {f['key'] for f in told['fields'] if f['required'] and f['type'] != 'place'} & wanted
        must = [row for row, _ in form.questions if row.get('required')]
        # latitude and longitude are asked as one point
        points = {'latitude', 'longitude'} if any(row['type'] == 'geopoint' for row in must) else set()
        equal({row['name'] for row in must if not row['name'].startswith('epc_')} | points, required, entity)


@test('ranges, calendars, choices and totals of the catalogue are in the form')
def _():
    form = form_of('location_count')
    rows = {r['name']: r for r, _ in form.questions}
    equal(rows['reporting_date']['constraint'], '. <= today()')
    equal(rows['females']['constraint'], ". >= 0 and (${idp_ind} = '' or . <= ${idp_ind})")
    equal(rows['epc_sum_idp_ind']['calculation'], 'coalesce(${females}, 0) + coalesce(${males}, 0)')
    equal(rows['reason']['type'], 'select_multiple displacement_reason')
    equal((rows['epc_place_adm2']['choice_filter'], rows['epc_place_adm2']['type']), ('parent = ${epc_place_adm1}', 'select_one place_2'))
    rows = {r['name']: r for r, _ in form_of('site_assessment').questions}
    equal(rows['committee_women_pct']['constraint'], '. >= 0 and . <= 100')
    equal(rows['site']['type'], 'select_one record_site')
    rows = {r['name']: r for r, _ in form_of('flow_point').questions}
    equal(rows['status_reason']['relevant'], "${status} = 'suspended' or ${status} = 'closed'")
    rows = {r['name']: r for r, _ in form_of('activity').questions}
    equal(rows['currency'].get('relevant'), "${budget} != ''")


@test('no choice of a form names a person of the roster or the address book')
def _():
    person = 'Ixchel Zaldívar Quintanilla'
    profile = sample().json('entities', 'expert')
    profile = next(f for f in profile['fields'] if f['required'] and f['type'] == 'code')
    sample().ok('add', 'expert', f'name={person}', f'{profile["key"]}={next(iter(profile["codes"]))}')
    for entity in catalogue():
        for rows in form_of(entity).lists.values():
            assert all(person not in row['label::English (en)'] for row in rows), entity


# --- answers ---

MONDAY = TODAY - datetime.timedelta(days=TODAY.weekday() + 7)
# What somebody who knows the work would answer where a rule looks at two questions at once: an answer, or how many more than usual.
ORDINARY = {
    ('stock_movement', 'type'): 'receipt', ('stock_movement', 'reverses'): '', ('referral', 'week'): MONDAY.isoformat(),
    ('training_session', 'attended'): '600', ('initiative', 'direct_ind'): '600',
}
ALSO = {  # asked together with what is required
    'place': ['epc_parent_adm0', 'epc_parent_adm1', 'parent'], 'approval': ['subject'], 'activity': ['activity'], 'location_count': ['location_name'],
}


def number_for(row, name, turn):
    """A whole number inside the range of the question, such that parts stay below their total and households below people."""
    least = re.search(r'\. >= (-?[\d.]+)', row.get('constraint', ''))
    most = re.search(r'\. <= ([\d.]+)', row.get('constraint', ''))
    value = 1 if name.startswith('acc_') else 30 + turn
    if '<= ${' in row.get('constraint', ''):  # parts: those of all ages 8, of one age 1
        value = 8 if name in ('females', 'males') or not re.search(r'_\d|women|men|girls|boys', name) else 1
    elif '(people)' in row.get('hint::English (en)', ''):
        value = 60 + turn
    elif '(households)' in row.get('hint::English (en)', '') and not name.startswith('acc_'):
        value = 20 + turn
    if least and value < float(least[1]) + turn:
        value = int(float(least[1])) + turn
    if most and value > float(most[1]):
        value = max(int(float(most[1])) - turn, int(float(least[1])))
    return value


def day(turn):
    return (TODAY - datetime.timedelta(days=9 - turn)).isoformat()


def answer(form, turn):
    """What somebody with a telephone would send: {name: XML value}. turn 0 answers everything, turn 1 only what is required."""
    given = {}
    for row, _ in form.questions:
        name, kind = row['name'], row['type']
        if turn == 1 and not row.get('required') and kind != 'calculate' and not row.get('default') \
                and name not in ALSO.get(form.entity, []):
            continue
        if (form.entity, name) in ORDINARY:
            given[name] = ORDINARY[form.entity, name]
            continue
        if kind == 'text' and name in form.references:
            # No list to choose from: the code of a record is typed, where one is there.
            known = [r for r in sample().rows(form.references[name]) if r.get('code')]
            if known and row.get('required'):
                given[name] = known[turn % len(known)]['code']
        elif kind == 'text':
            given[name] = f'{8 + turn:02d}:30' if ':[0-5]' in row.get('constraint', '') else f'P{turn}X01' if 'A-Za-z0-9-' in row.get('constraint', '') else \
                f'maria{turn}@example.org' if '@' in row.get('constraint', '') else \
                f'https://example.org/{turn}' if 'https' in row.get('constraint', '') else f'{form.entity} «{name}», n.º {turn}'
        elif kind in ('integer', 'decimal'):
            given[name] = str(number_for(row, name, turn))
        elif kind == 'date':
            given[name] = day(turn)
        elif kind == 'dateTime':
            given[name] = day(turn) + 'T08:15:00.000-06:00'
        elif kind == 'geopoint':
            given[name] = f'15.{40 + turn} -87.9{turn} 12 4.5'
        elif kind.startswith('select_'):
            rows = form.lists[kind.split()[1]]
            if row.get('choice_filter'):
                above = re.search(r'\$\{(.*?)\}', row['choice_filter'])[1]
                rows = [r for r in rows if r.get('parent') == given.get(above)]
            elif row.get('default') and kind.startswith('select_one'):
                rows = [r for r in rows if r['name'] == row['default']] or rows
            if not rows:
                continue
            if kind.startswith('select_multiple'):
                given[name] = ' '.join(r['name'] for r in (rows[turn % len(rows):] + rows)[:2 if len(rows) > 1 else 1])
            else:
                used = [v for n, v in given.items() if n in form.references and form.lists.get(kind.split()[1]) and n != name]
                rows = [r for r in rows if r['name'] not in used] or rows
                given[name] = rows[turn % len(rows)]['name']
        elif kind == 'calculate':
            given[name] = calculate(row['calculation'], given)
    return {name: value for name, value in given.items() if value != ''}


def calculate(text, given):
    """The calculations that our forms use, by hand."""
    if text == 'once(uuid())':
        return str(uuid.uuid4())
    if text.startswith('if('):
        return (given.get(re.search(r'\$\{(.*?)\}', text)[1], '').split() + ['', ''])[int(re.search(r', (\d)\)', text)[1])]
    names = re.findall(r'\$\{(.*?)\}', text)
    if '+' in text:
        return str(sum(int(float(given.get(n, 0))) for n in names))
    return next((given[n] for n in names if given.get(n)), '')  # coalesce, deepest first


def header(form, row, group, style):
    label = (lambda r: r['name']) if style == 'xml' else (lambda r: r.get('label::Español (es)') or r['name'])
    return '/'.join((group.path(label) if group and style != 'labels only' else []) + [label(row)])


META = ['_id', '_uuid', '_submission_time', '_validation_status', '_notes', '_status', '_submitted_by', '__version__', '_tags', '_index']


def kobo_rows(form, answers, style):
    """The sheet that KoBo would export: group prefixes, a geopoint in five columns, a choice of several as text and as columns."""
    head, columns = [], []
    labels = {}
    for name, rows in form.lists.items():
        labels[name] = {r['name']: r['name'] if style == 'xml' else r['label::Español (es)'] for r in rows}

    def text(row, value):
        if not value or not row['type'].startswith('select_'):
            return value
        own = labels[row['type'].split()[1]]
        return ' '.join(own[v] for v in value.split(' ')) if row['type'].startswith('select_multiple') else own[value]
    for row, group in form.questions:
        if row['type'] == 'note':
            continue
        own = header(form, row, group, style)
        head.append(own)
        columns.append(lambda a, r=row: text(r, a.get(r['name'], '')))
        if row['type'].startswith('select_multiple'):
            for name, shown in labels[row['type'].split()[1]].items():
                head.append(f'{own}/{shown}')
                columns.append(lambda a, r=row, c=name: '' if r['name'] not in a else str(int(c in a[r['name']].split(' '))))
        if row['type'] == 'geopoint':
            for i, part in enumerate(('latitude', 'longitude', 'altitude', 'precision')):
                above = own[:own.rfind('/') + 1]
                head.append(f'{above}_{own[len(above):]}_{part}')
                columns.append(lambda a, r=row, i=i: (a[r['name']].split() + [''] * 4)[i] if r['name'] in a else '')
    rows = [head + META]
    for number, given in enumerate(answers, 1):
        rows.append([c(given) for c in columns] + [str(1000 + number), str(uuid.uuid4()), f'{TODAY}T10:00:0{number}', '', '', 'submitted_via_web',
                                                   '', form.settings[0]['version'], '', str(number)])
    return rows


def expected(fields, given):
    """{field: canonical text} of one answer."""
    result = {}
    for key, field in fields.items():
        value = given.get(key)
        if value is None:
            continue
        if field['type'] == 'codes':
            value = ';'.join(sorted(value.split(' ')))
        elif field['type'] in ('integer', 'decimal', 'percent', 'money', 'latitude', 'longitude'):
            value = float(value)
        elif field['type'] == 'datetime':
            value = value[:10] + 'T14:15:00Z'  # 08:15 at UTC-6
        result[key] = value
    return result


def got(fields, row):
    result = {}
    for key, field in fields.items():
        value = row.get(key)
        if value is None:
            continue
        if field['type'] == 'codes':
            value = ';'.join(sorted(value.split(';')))
        elif field['type'] in ('integer', 'decimal', 'percent', 'money', 'latitude', 'longitude'):
            value = float(value)
        elif field['type'] == 'datetime':
            value = value[:20]
        result[key] = value
    return result


def come_back(entity, told, style):
    form = form_of(entity)
    form.references = {f['key']: f['target'] for f in told['fields'] if f['type'] == 'reference'}
    fields = {f['key']: f for f in told['fields'] if f['type'] not in ('computed', 'file', 'reference') and not f['read_only']}
    answers = [answer(form, turn) for turn in (0, 1, 2)]
    path = sample().path(f'{entity}-{style.replace(" ", "-")}.csv')
    with open(path, 'w', encoding='utf-8', newline='') as file:
        csv.writer(file, delimiter=';').writerows(kobo_rows(form, answers, style))
    result = sample().run('import', path, '--json')
    if result.status != 0:
        return f'{entity}: {result.err[:400]} {result.out[:900]}'
    report = result.json
    if report['entity'] != entity:
        return f'{entity}: taken for {report["entity"]}'
    if report['read'] != 3 or report['rejected']:
        return f'{entity}: {result.out[:900]}'
    wanted = [expected(fields, a) for a in answers]
    found = [got(fields, r) for r in sample().rows(entity)]
    for want in wanted:
        near = min(found, key=lambda f: sum(f.get(k) != v for k, v in want.items()), default={})
        wrong = {k: (near.get(k), v) for k, v in want.items() if near.get(k) != v}
        if wrong:
            return f'{entity}: (came back, answered) {wrong}'
        extra = {k: v for k, v in near.items() if k not in want}
        if want is wanted[0] and extra:
            return f'{entity}: filled without an answer: {extra}'
    return None


def all_come_back(style, every=1):
    wrong = [w for w in (come_back(e, t, style) for e, t in list(catalogue().items())[::every]) if w]
    assert not wrong, f'{len(wrong)} kinds of record: ' + '\n'.join(wrong)


@test('answers come back by themselves: names and values of the form, with groups')
def _():
    all_come_back('xml')


@test('answers come back by themselves: labels and words in Spanish, with groups')
def _():
    all_come_back('labels')


@test('answers come back by themselves: labels only')
def _():
    all_come_back('labels only', every=7)


main()
