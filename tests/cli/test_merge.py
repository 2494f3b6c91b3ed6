# SPDX-License-Identifier: GPL-3.0-or-later
"""Two to eight workspaces with wrong clocks: random edits, deletions, imports, erasures and undos, packages lost, repeated and late. When
all have met, every one must hold the same bytes, and what tests/merge_model.py says. EPC_TEST_SEED plays one run again; --all: thousands of steps
in each number of workspaces."""
import collections
import json
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import uuid

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
import merge_model as model  # noqa: E402
from harness import main, new_folder, test  # noqa: E402

model.GROUPS = {'displaced': ('displaced_ind', 'females', 'males', 'count_method')}
FIELDS = {'organisation': ('name', 'acronym', 'website'), 'item': ('name', 'name_es', 'name_fr'),
          'event_alert': ('title', 'displaced_ind')}
WORDS = ['Escuela', 'Liceo', 'Estadio', 'École', 'Gymnase', 'Salón comunal', 'Ñandú', 'x' * 80]
YEAR = 365 * 86400 * 10 ** 6
ALL = '--all' in sys.argv
if ALL:
    sys.argv.remove('--all')


class Player:
    def __init__(self, folder):
        env = dict(os.environ, EPC_USER_DIR=os.path.join(folder, 'user'), LC_ALL='C.UTF-8', LANGUAGE='en')
        env.pop('EPC_CLOCK', None)
        self.process = subprocess.Popen([os.environ['EPC_MERGE_PLAYER']], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=env, text=True)

    def __call__(self, op, may_fail=False, **words):
        self.process.stdin.write(json.dumps({'op': op, **words}) + '\n')
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        assert line, f'the player died at {op} {words}'
        answer = json.loads(line)
        assert may_fail or 'error' not in answer, f'{op} {words}: {answer}'
        return answer

    def end(self):
        self.process.stdin.close()
        assert self.process.wait() == 0


class Office:
    """A workspace of the program and its twin in the model."""

    def __init__(self, run, name, shift, path, log=()):
        self.run, self.name, self.shift, self.path = run, name, shift, path
        self.twin = model.Workspace(run.player('open', **{'in': name}, file=path, clock=run.wall(shift))['replica'], log=log)
        self.imports = []

    def call(self, op, **words):
        self.now = self.run.wall(self.shift)
        return self.run.player(op, **{'in': self.name}, clock=self.now, **words)

    @property
    def stamp(self):
        return self.now // 1000 << 16

    def alive(self):
        return [uid for uid in self.twin.log.records() if uid in self.run.kinds]

    def dead(self):
        return [u for u, e in self.twin.log.about.items() if u in self.run.kinds and self.twin.log.births(u) and not self.twin.log.is_alive(u)]


class Run:
    def __init__(self, seed, n_offices, n_steps, with_erasures):
        self.random = random.Random(seed)
        self.folder = new_folder()
        self.player, self.tick, self.kinds, self.packages, self.n, self.n_edits = Player(self.folder), 0, {}, [], 0, 0
        self.with_erasures = with_erasures
        self.offices = [Office(self, f'o{i}', self.random.choice([0, 0, -9, 5, 1]) * YEAR, os.path.join(self.folder, f'o{i}.epc'))
                        for i in range(n_offices)]
        for _ in range(n_steps):
            self.step()
        self.meet()
        self.player.end()

    def wall(self, shift):
        self.tick += 1
        return 1_790_000_000_000_000 + shift + self.tick * 7_000

    # --- what people do ---

    def step(self):
        office = self.random.choice(self.offices)
        acts = [self.create] * 3 + [self.edit] * 8 + [self.delete] * 2 + [self.restore] + [self.bring] * 3 + [self.take_back] * 2 \
            + [self.give] * 4 + [self.deliver] * 6 + [self.decide] + [self.erase] * (2 if self.with_erasures else 0)
        self.random.choice(acts)(office)
        if self.random.random() < 0.01 and len(self.offices) < 8:
            self.copy(office)

    def value(self, field):
        return None if self.random.random() < 0.15 and field not in ('name', 'title') else self.random.choice(WORDS)

    def people(self):
        women, men = self.random.randrange(50), self.random.randrange(50)
        return {'displaced_ind': str(women + men), 'females': str(women), 'males': str(men), 'count_method': None}

    def values_of(self, kind, some=False):
        values = {}
        for field in FIELDS[kind]:
            if some and self.random.random() < 0.5:
                continue
            values.update(self.people() if field == 'displaced_ind' else {field: self.value(field)})
        return values

    def create(self, office):
        kind = self.random.choice(['organisation', 'event_alert'])
        values = self.values_of(kind)
        made = office.call('create', entity=kind, values=values)
        self.kinds[made['uid']] = kind
        office.twin.create(made['uid'], {f: v for f, v in values.items() if v is not None}, office.stamp, made['code'])
        if self.random.random() < 0.1:
            office.call('undo')
            office.twin.delete(made['uid'], office.stamp)

    def edit(self, office):
        if not (there := office.alive()):
            return
        uid = self.random.choice(there)
        kind, before = self.kinds[uid], office.twin.log.record(uid)
        values = self.values_of(kind, some=True)
        office.call('set', entity=kind, uid=uid, values=values)
        changed = [g for g in dict.fromkeys(model.group_of(f) for f in values)
                   if any(values.get(f) != before.get(f) for f in model.fields_of(g))]
        for group in changed:
            office.twin.change(uid, group, {f: values.get(f) for f in model.fields_of(group)}, office.stamp)
        if changed and self.random.random() < 0.2:
            office.call('undo')
            for group in reversed(changed):
                office.twin.change(uid, group, {f: before.get(f) for f in model.fields_of(group)}, office.stamp)

    def delete(self, office):
        if there := office.alive():
            uid = self.random.choice(there)
            office.call('delete', entity=self.kinds[uid], uid=uid)
            office.twin.delete(uid, office.stamp)
            if self.random.random() < 0.2:
                office.call('undo')
                office.twin.restore(uid, office.stamp)

    def restore(self, office):
        if there := office.dead():
            uid = self.random.choice(there)
            office.call('restore', entity=self.kinds[uid], uid=uid)
            office.twin.restore(uid, office.stamp)

    def erase(self, office):
        if there := office.alive():
            uid = self.random.choice(there)
            field = self.random.choice([f for f in FIELDS[self.kinds[uid]] if f != 'displaced_ind'])
            office.call('erase', entity=self.kinds[uid], uid=uid, field=field)
            office.twin.change(uid, field, {field: None}, office.stamp, erased=(field,))

    def bring(self, office):
        """The same few items again and again, in every office: their identity comes from their code."""
        codes = self.random.sample([f'IT{n}' for n in range(30)], self.random.randrange(1, 8))
        rows = [{'item_code': code, **{f: v for f, v in self.values_of('item').items() if v is not None}} for code in codes]
        done = office.call('import', entity='item', rows=rows)
        batch = f'import {office.twin.replica} {done["batch"]}'
        for uid in done['outcomes']:
            self.kinds[uid] = 'item'
        entry = office.twin.import_rows(batch, dict(zip(done['outcomes'], rows)), office.stamp)
        if set(entry.rows) == set(done['outcomes']):  # an undo turns changes of older rows round too; those are in edit()
            office.imports.append((batch, done['batch']))

    def take_back(self, office):
        if office.imports:
            batch, row = office.imports.pop(self.random.randrange(len(office.imports)))
            new = json.loads(office.call('undo-batch', batch=row)['new'])
            kept = {f'{h[:8]}-{h[8:12]}-{h[12:16]}-{h[16:20]}-{h[20:]}' for h in new.get('_kept', ())}
            office.twin.undo_import(batch, kept, office.stamp)

    def decide(self, office):
        waiting = [c for c in office.call('conflicts')['conflicts'] if c['uid'] in self.kinds]
        if not waiting:
            return
        one = self.random.choice(waiting)
        says = json.loads(one['says'])
        chosen = self.random.randrange(len(says))
        office.call('resolve', id=one['id'], chosen=chosen)
        new = says[chosen].get('new', {})
        if one['group'] == 'deleted':
            (office.twin.delete if new.get('deleted') else office.twin.restore)(one['uid'], office.stamp)
        else:
            office.twin.change(one['uid'], one['group'], {f: new.get(f) for f in model.fields_of(one['group'])}, office.stamp)

    def copy(self, office):
        """The file on another laptop, or an old backup that somebody opened: a replica of its own."""
        self.n += 1
        path = os.path.join(self.folder, f'copy{self.n}.epc')
        office.call('close')
        shutil.copy(office.path, path)
        office.call('open', file=office.path)
        self.offices.append(Office(self, f'c{self.n}', self.random.choice([0, -3, 4]) * YEAR, path, office.twin.log.entries.values()))

    # --- packages ---

    def give(self, office, full=False):
        self.n += 1
        path = os.path.join(self.folder, f'{self.n}.epcx')
        office.call('give', file=path, full=full or self.random.random() < 0.2)
        self.packages.append((path, {'since': {}, 'vector': {}, 'entries': list(office.twin.log.entries.values())}))
        return self.packages[-1]

    def take(self, office, package):
        answer = office.call('take', file=package[0], may_fail=True)
        if 'error' in answer:  # something before it is lost: named, and nothing applied
            assert 'goes on from change' in answer['error'], answer
        else:
            office.twin.merge(package[1])

    def deliver(self, office):
        if self.packages:
            self.take(office, self.random.choice(self.packages))

    def state(self, office):
        path = os.path.join(self.folder, f'{office.name}.ndjson')
        office.call('shared', file=path)
        with open(path, 'rb') as file:
            return file.read()

    def meet(self):
        for _ in range(2):
            for giver in self.offices:
                package = self.give(giver, full=True)
                for taker in self.offices:
                    if taker is not giver:
                        self.take(taker, package)
        states = [self.state(office) for office in self.offices]
        for office, state in zip(self.offices, states):
            self.compare(office, state)
        for office, state in zip(self.offices[1:], states[1:]):
            assert state == states[0], f'{office.name} differs from {self.offices[0].name}: {first_difference(states[0], state)}'

    def compare(self, office, state):
        log, shown, codes, fields = office.twin.log, {}, {}, []
        for line in state.decode().splitlines():
            row = json.loads(line)
            if isinstance(row, dict):
                fields = row['fields']
            elif row[0] in self.kinds:
                values = dict(zip(fields, row))
                codes[row[0]] = values.pop('code', None)
                del values['uid']
                shown[row[0]] = {f: v for f, v in values.items() if v is not None and f != 'item_code'}
        wanted = {u: {f: v for f, v in r.items() if f != 'item_code'} for u, r in log.records().items() if u in self.kinds}
        for uid in {*shown, *wanted}:
            assert shown.get(uid) == wanted.get(uid), f'{office.name} {uid}: shows {shown.get(uid)}, model {wanted.get(uid)}'
        for uid, code in log.codes().items():
            assert uid not in codes or codes[uid] == code, f'{office.name} {uid}: code {codes[uid]}, model {code}'
        waiting = {(c['uid'], c['group']): c['says'] for c in office.call('conflicts')['conflicts'] if c['uid'] in self.kinds}
        found = set(waiting)
        meant = set(log.conflicts())
        for uid, group in found ^ meant:
            for entry in log.about[uid]:
                print('#', entry.replica[:4], entry.seq, entry.kind, entry.group, entry.stamp, entry.rows.get(uid) or entry.new, entry.erased)
            print('#', group, log.life(uid)[0], [(e.uid, log.undone(e.uid)) for e in log.births(uid)], waiting.get((uid, group)))
        assert found == meant, f'{office.name}: only in the program {found - meant}, only in the model {meant - found}'
        assert office.call('check')['check'] == ''
        self.look_for_edits(office)

    def look_for_edits(self, office):
        """Every edit that anybody made stands in the history, read by Python's sqlite3; only erasing takes words out of it."""
        erased = {(e.uid, field) for e in office.twin.log.entries.values() for field in e.erased}
        database = sqlite3.connect(office.path)
        found = collections.Counter((str(uuid.UUID(bytes=uid)), group, said(new)) for uid, group, new in database.execute('SELECT uid, grp, new FROM _journal WHERE new IS NOT NULL'))
        database.close()
        wanted = collections.Counter((e.uid, e.group, said(e.new)) for e in office.twin.log.entries.values() if e.kind == 'change'
                                     and not any((e.uid, field) in erased for field in model.fields_of(e.group)))
        self.n_edits = sum(wanted.values())
        assert not wanted - found, f'{office.name}: not in its history: {wanted - found}'


def said(new):
    """What a change said: its values, without those that it emptied."""
    values = json.loads(new) if isinstance(new, str) else new
    return frozenset((k, json.dumps(v)) for k, v in values.items() if v is not None) if isinstance(values, dict) else new


def first_difference(a, b):
    return next(((x, y) for x, y in zip(a.split(b'\n'), b.split(b'\n')) if x != y), 'one is longer')


def play(n_offices, n_steps, with_erasures=False):
    seed = int(os.environ.get('EPC_TEST_SEED') or random.randrange(2 ** 32))
    print(f'# EPC_TEST_SEED={seed}', file=sys.stderr, flush=True)
    run = Run(seed, n_offices, n_steps, with_erasures)
    print(f'# {len(run.offices)} workspaces, {len(run.packages)} packages, {run.n_edits} edits in each history', flush=True)


@test('two workspaces that edit, delete, import and undo at once come to the same, and to what the model says')
def _():
    play(2, int(os.environ.get('EPC_MERGE_STEPS') or 120))


@test('so do five, with copies of files among them')
def _():
    play(5, int(os.environ.get('EPC_MERGE_STEPS') or 150))


@test('so do three that also erase for good')
def _():
    play(3, int(os.environ.get('EPC_MERGE_STEPS') or 60), with_erasures=True)


if ALL:
    for n_offices in range(2, 9):
        @test(f'thousands of edits between {n_offices} workspaces')
        def _(n_offices=n_offices):
            play(n_offices, 1000, n_offices % 3 == 0)


if __name__ == '__main__':
    main()
