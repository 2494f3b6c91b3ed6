# SPDX-License-Identifier: GPL-3.0-or-later
"""The whole catalogue walked through the command line: every kind of record with every field that can be filled together is added,
shown, listed, counted, changed, undone, exported, imported, deleted, restored and erased, and each value comes back as it went in."""
import functools
import re
import sys

from harness import Place, Workspace, equal, main, test

# Texts that have a form of their own, by field key, or by entity.field where the key means something else there.
TEXTS = {'pcode': 'HT0199', 'iso2': 'HT', 'time': '14:30', 'reporting_time': '14:30', 'email': 'ana@example.org', 'url': 'https://example.org/a',
         'phone': '+509 3700 0000'}
# Values that a rule across fields asks for.
CHOSEN = {'reservation.status': 'released', 'kit_item.item': 'BLANKET', 'referral.is_specialised': 'no', 'referral.week': '2025-06-09',
          'micic_check.country': 'HND'}
# Ledgers keep what was entered: corrections are entries of their own.
LEDGERS = {'stock_movement'}
TOKEN = 'zqx{:04d}'


@functools.cache
def catalogue():
    entities = Place().done('entities', '--json').json['entities']
    return {e['key']: e for e in entities if e['area'] != 'program'}


def in_order():
    """What a record refers to comes before it; rings are cut."""
    order, seen = [], set()

    def put(key):
        if key in seen or key not in catalogue():
            return
        seen.add(key)
        for field in catalogue()[key]['fields']:
            if field['target']:
                put(field['target'])
        order.append(key)

    for key in catalogue():
        put(key)
    return order


def settable(entity):
    return [f for f in entity['fields'] if not f['read_only'] and f['type'] not in ('computed', 'file')]


def value_of(entity, field, made, number):
    """A right value as the command line takes it; None where there is nothing to refer to yet."""
    kind, key = field['type'], field['key']
    if f'{entity["key"]}.{key}' in CHOSEN:
        return CHOSEN[f'{entity["key"]}.{key}']
    least, most = field.get('min'), field.get('max')
    if kind in ('text', 'long_text'):
        own = TEXTS.get(f'{entity["key"]}.{key}', TEXTS.get(key))
        return own or f'Ñandú «{key}», {TOKEN.format(number)} de {entity["key"]}'
    if kind in ('integer', 'decimal', 'percent', 'money'):
        value = 240 if field['in_group'] == 'total' else 2
        if least is not None:
            value = max(value, int(least))
        if most is not None:
            value = min(value, int(most))
        return {'integer': f'{value}', 'money': f'{value}.50'}.get(kind, f'{value}')
    if kind == 'date':
        return '2025-06-15'
    if kind == 'datetime':
        return '2025-06-15T14:30:00Z[America/Port-au-Prince]'
    if kind == 'yes_no':
        return 'yes'
    if kind == 'code':
        return next(iter(field['codes']))
    if kind == 'codes':
        return ';'.join(list(field['codes'])[:2])
    if kind == 'place':
        return 'HTI' if 'countr' in key else 'HT01'
    if kind == 'latitude':
        return '18.539616'
    if kind == 'longitude':
        return '-72.349869'
    assert kind == 'reference', field
    return made.get(field['target'])


def at_fault(message, fields, values):
    """The field that a refusal speaks of: its label, the longest that stands in the sentence."""
    found = [f for f in fields if f['key'] in values and (f['label'] in message or re.search(rf'\b{f["key"]}\b', message))]
    found.sort(key=lambda f: (f['required'], -len(f['label'])))
    return found[0]['key'] if found and not found[0]['required'] else None


def add(workspace, entity, values):
    """Adds a record; fields that may not stand beside the others are left out one by one. Returns (uid, values)."""
    values = dict(values)
    while True:
        result = workspace.run('add', entity['key'], *[f'{k}={v}' for k, v in values.items()], '--json')
        if result.status == 0:
            return result.json, values
        key = at_fault(result.err, entity['fields'], values)
        assert key is not None, f'{entity["key"]}: {result}'
        del values[key]


def same(field, shown, given):
    if shown is None:
        return False
    if field['type'] in ('integer', 'decimal', 'percent', 'money', 'latitude', 'longitude'):
        return abs(float(shown) - float(given)) < 1e-9
    return shown == given


@functools.cache
def identity(key, reference):
    return walk().workspace.json('show', key, reference)['uid']


class Walk:
    """One workspace with a record of every kind, made once."""

    def __init__(self):
        self.workspace = Workspace()
        self.made, self.records, self.missing = {}, {}, {}
        for number, key in enumerate(in_order()):
            entity = catalogue()[key]
            wanted = {}
            for field in settable(entity):
                value = value_of(entity, field, self.made, number)
                if value is not None:
                    wanted[field['key']] = value
            identity, values = add(self.workspace, entity, wanted)
            self.made[key] = identity['code'] or identity['uid']
            self.records[key] = (identity['uid'], values, number)
            self.missing[key] = [f for f in settable(entity) if f['key'] not in values]


@functools.cache
def walk():
    try:
        return Walk()
    except AssertionError as error:
        print(f'Bail out! {error}', flush=True)
        sys.exit(1)


def each():
    for key, (uid, values, number) in walk().records.items():
        yield catalogue()[key], uid, values, number


def field_of(entity, key):
    return next(f for f in entity['fields'] if f['key'] == key)


def free_text(entity, values):
    """A text that may change and be erased without touching anything else."""
    for field in entity['fields']:
        if (field['type'] in ('text', 'long_text') and field['key'] in values and not field['natural_key'] and not field['required']
                and field['group'] == field['key'] and 'zqx' in values[field['key']]):
            return field['key']
    return None


@test('every kind of record is added with its fields, and shown as it went in')
def _():
    for entity, uid, values, _number in each():
        shown = walk().workspace.json('show', entity['key'], uid)
        equal(shown['uid'], uid, entity['key'])
        for key, given in values.items():
            field = field_of(entity, key)
            if field['type'] == 'reference':
                equal(identity(field['target'], shown[key]), identity(field['target'], given), f'{entity["key"]}.{key}')
                continue
            assert same(field, shown[key], given), f'{entity["key"]}.{key}: {shown[key]!r} was shown, {given!r} was given'


@test('fields that cannot stand beside the others can be filled by themselves')
def _():
    never, other = [], Workspace()
    for entity, uid, values, number in each():
        fields = {f['key']: f for f in settable(entity)}
        needs_others = any(f['type'] == 'reference' and f['required'] for f in fields.values())
        required = {k: values[k] + ' 2' if 'zqx' in values[k] else values[k] for k, f in fields.items() if f['required']}
        for field in walk().missing[entity['key']]:
            value = value_of(entity, field, walk().made, number)
            if needs_others or field['type'] == 'reference':
                workspace = walk().workspace
                result = workspace.run('set', entity['key'], uid, f'{field["key"]}={value}')
            else:
                workspace = other
                result = workspace.run('add', entity['key'], *[f'{k}={v}' for k, v in {**required, field['key']: value}.items()])
            if result.status == 0:
                workspace.ok('undo')
            else:
                never.append(f'{entity["key"]}.{field["key"]}={value}: {result.err.strip().splitlines()[-1]}')
    for line in never:
        print(f'# {line}')
    assert len(never) <= 8, f'{len(never)} fields could not be filled'


@test('list, count and conditions find the record by each of its values')
def _():
    for entity, uid, values, _number in each():
        workspace = walk().workspace
        assert workspace.count(entity['key'], f'uid={uid}') == 1, entity['key']
        chosen = [k for k in values if field_of(entity, k)['type'] not in ('long_text', 'latitude', 'longitude', 'decimal', 'percent')]
        for key in chosen[:4]:
            field = field_of(entity, key)
            operator = '~' if field['type'] == 'codes' else '='
            value = values[key].split(';')[0] if field['type'] == 'codes' else values[key]
            rows = workspace.rows(entity['key'], '--where', f'{key} {operator} {value}', '--columns', f'uid,{key}')
            assert uid in [r['uid'] for r in rows], f'{entity["key"]}: {key} {operator} {value} does not find it'


@test('a change stands in the history, and is undone and done again')
def _():
    changed = 0
    for entity, uid, values, number in each():
        workspace, key = walk().workspace, free_text(entity, values)
        if entity['key'] in LEDGERS:
            workspace.bad(3, 'set', entity['key'], uid, f'{key}=Otro texto')
            continue
        if key is None:
            continue
        changed += 1
        new = f'Otro texto {TOKEN.format(number)}'
        workspace.ok('set', entity['key'], uid, f'{key}={new}')
        equal(workspace.json('show', entity['key'], uid)[key], new, f'{entity["key"]}.{key}')
        last = workspace.json('history', entity['key'], uid, key)['entries']
        assert any(e['new'] and new in str(e['new']) and values[key] in str(e['old']) for e in last), f'{entity["key"]}.{key}: {last}'
        workspace.ok('undo')
        equal(workspace.json('show', entity['key'], uid)[key], values[key], f'{entity["key"]}.{key} after undo')
        workspace.ok('redo')
        equal(workspace.json('show', entity['key'], uid)[key], new, f'{entity["key"]}.{key} after redo')
        workspace.ok('undo')
    assert changed > len(catalogue()) * 0.6, f'only {changed} kinds have a free text'


@test('exports read back into the same workspace change nothing, and make the same records in another one')
def _():
    workspace, other = walk().workspace, Workspace()
    before = workspace.canonical()
    for entity, _uid, _values, _number in each():
        key = entity['key']
        path = workspace.path(f'{key}.csv')
        workspace.ok('export', key, '--to', path)
        rows = workspace.count(key)
        report = workspace.json('import', path)
        equal((report['entity'], report['read'], report['inserted'], report['updated'], report['unchanged']), (key, rows, 0, 0, rows),
              f'{key} into the same workspace')
        report = other.json('import', path)
        equal((report['entity'], report['read'], report['rejected']), (key, rows, 0), f'{key} into another workspace')
    assert workspace.canonical() == before, 'the workspace was changed'
    for entity, uid, _values, _number in each():
        one, two = workspace.json('show', entity['key'], uid), other.json('show', entity['key'], uid)
        differs = {k: (one[k], two[k]) for k in one if one[k] != two[k]}
        equal(differs, {}, f'{entity["key"]} in the other workspace')
        equal(other.count(entity['key']), workspace.count(entity['key']), entity['key'])
    equal(other.json('check')['ok'], True, 'check of the other workspace')


@test('delete, restore, and undo of a delete')
def _():
    for entity, uid, values, _number in each():
        workspace, key = walk().workspace, entity['key']
        before, shown = workspace.count(key), workspace.json('show', key, uid)
        if key in LEDGERS:
            workspace.bad(3, 'delete', key, uid)
            equal(workspace.count(key), before, f'{key} refused')
            continue
        workspace.ok('delete', key, uid)
        equal(workspace.count(key), before - 1, f'{key} deleted')
        workspace.ok('restore', key, uid)
        equal((workspace.count(key), workspace.json('show', key, uid)), (before, shown), f'{key} restored')
        workspace.ok('delete', key, uid)
        workspace.ok('undo')
        equal((workspace.count(key), workspace.json('show', key, uid)), (before, shown), f'{key} after undo of the delete')


@test('erase overwrites a value everywhere: row, history, search and the bytes of the file')
def _():
    erased = []
    workspace = walk().workspace
    for entity, uid, values, number in each():
        key = free_text(entity, values)
        if key is None or entity['key'] in LEDGERS:
            continue
        secret = f'secreto{number:04d}borrar'
        workspace.ok('set', entity['key'], uid, f'{key}=Antes {secret} después')
        workspace.ok('erase', entity['key'], uid, key)
        assert workspace.json('show', entity['key'], uid)[key] in (None, ''), f'{entity["key"]}.{key}'
        history = workspace.run('history', entity['key'], uid, '--json').out
        assert secret not in history, f'{entity["key"]}.{key} stands in the history'
        equal(workspace.json('search', secret)['hits'], [], f'{entity["key"]}.{key} in search')
        erased.append(secret)
    workspace.ok('compact')
    with open(workspace.file, 'rb') as file:
        raw = file.read()
    left = [secret for secret in erased if secret.encode() in raw]
    equal(left, [], 'bytes of the file')
    equal(workspace.json('check')['findings'], [], 'check')


main()
