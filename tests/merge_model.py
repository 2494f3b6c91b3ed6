# SPDX-License-Identifier: GPL-3.0-or-later
"""What a merge must come to, in plain words of Python: the oracle that the program is held against.

A workspace is a set of entries, each numbered by the replica that wrote it. What is shown is worked out of that set and of nothing else,
so replicas that hold the same entries show the same records, in whatever order and however often the entries came.

  created  a record entered by hand, with its values          change   the fields of one group, which change together
  deleted  a record deleted (True) or brought back (False)    batch    an import: rows, each the birth of a record
  undone   an import taken back (True) or not (False), with the rows that were kept
  seen     all that the replica had received when it wrote its next entry: what tells "after" from "beside", whatever the clocks say
"""
import itertools


class Missing(Exception):
    """The package goes on from entries that never arrived: nothing of it is applied."""


class Entry:
    def __init__(self, replica, seq, kind, stamp=0, uid=None, group=None, new=None, old=None, **more):
        self.replica, self.seq, self.kind, self.stamp, self.uid, self.group = replica, seq, kind, stamp, uid, group
        self.new, self.old = new, old
        self.erased = more.get('erased', ())  # fields whose older values must go from everywhere
        self.rows = more.get('rows', {})      # of a batch: uid → values
        self.kept = more.get('kept', ())      # of an undone batch: uids that stay
        self.code = more.get('code')

    def order(self):
        return self.stamp, self.replica, self.seq


# Fields that change together; any other is a group by itself.
GROUPS = {'position': ('latitude', 'longitude'), 'people': ('total', 'women', 'men')}


def fields_of(group):
    return GROUPS.get(group, (group,))


def group_of(field):
    return next((group for group, fields in GROUPS.items() if field in fields), field)


def later(entries):
    return max(entries, key=Entry.order)


class Log:
    """A set of entries, and what it says."""

    def __init__(self, entries=()):
        self.entries, self.marks, self.about = {}, {}, {}
        for entry in sorted(entries, key=lambda e: (e.replica, e.seq)):
            self.add(entry)

    def add(self, entry):
        if (entry.replica, entry.seq) in self.entries:
            return
        self.entries[entry.replica, entry.seq] = entry
        if entry.kind == 'seen':
            self.marks.setdefault(entry.replica, []).append((entry.seq, entry.new))
        for uid in entry.rows if entry.kind == 'batch' else [entry.uid]:
            self.about.setdefault(uid, []).append(entry)
        if entry.kind == 'batch':
            self.about.setdefault(entry.uid, [])

    def vector(self):
        vector = {}
        for replica, seq in self.entries:
            vector[replica] = max(vector.get(replica, 0), seq)
        return vector

    def before(self, a, b):
        """Whoever wrote b had a."""
        if a.replica == b.replica:
            return a.seq < b.seq
        seen = [vector for seq, vector in self.marks.get(b.replica, ()) if seq <= b.seq]
        return bool(seen) and seen[-1].get(a.replica, 0) >= a.seq

    def heads(self, entries):
        """Those that no other of them replaced."""
        return [e for e in entries if not any(self.before(e, other) for other in entries if other is not e)]

    def undone(self, batch):
        """The entry by which the import is taken back; None: it stands."""
        entries = [e for e in self.about.get(batch, ()) if e.kind == 'undone']
        last = later(entries) if entries else None
        return last if last is not None and last.new else None

    def taking(self, batch, uid):
        """The entry by which this import of the record is taken back; None: it stands, or the record was kept."""
        taking = self.undone(batch.uid)
        return None if taking is None or uid in taking.kept else taking

    def births(self, uid):
        """Those that stand; where none does, those that do not."""
        every = [e for e in self.about[uid] if e.kind in ('created', 'batch')]
        standing = [e for e in every if e.kind == 'created' or self.taking(e, uid) is None]
        return standing or every

    @staticmethod
    def born(birth, uid):
        return birth.rows[uid] if birth.kind == 'batch' else birth.new

    def changes(self, uid):
        """group → its entries that count: an erasure voids all that was not written after it."""
        groups = {}
        for entry in self.about[uid]:
            if entry.kind == 'change':
                groups.setdefault(entry.group, []).append(entry)
        for group, entries in groups.items():
            erasures = [e for e in entries if e.erased]
            groups[group] = [e for e in entries if e.erased or all(self.before(x, e) for x in erasures)]
        return groups

    def is_alive(self, uid):
        return self.life(uid)[0]

    def life(self, uid):
        """Whether the record is shown, and what speaks against that and still waits for somebody to decide."""
        entries = self.about[uid]
        heads = self.heads([e for e in entries if e.kind == 'deleted'])
        last = later(heads) if heads else None
        killers = [e for e in heads if e.new] if last is not None and last.new else []
        takings = [taking for e in entries if e.kind == 'batch' and (taking := self.taking(e, uid)) is not None]

        def supports(e):
            if e.kind == 'batch' and self.taking(e, uid) is not None:
                return False
            if e.kind == 'deleted' and (e is not last or e.new):
                return False
            loose = e.kind in ('change', 'deleted')
            return not any(self.before(e, k) for k in killers) and not (loose and any(self.before(e, t) for t in takings))
        support = [e for e in entries if supports(e)]
        disputed = list(heads) if len({e.new for e in heads}) > 1 else list(killers) if support else []
        if support and all(e.kind in ('change', 'deleted') for e in support):
            disputed += [t for t in takings if not any(self.before(t, e) for e in support if e.kind == 'deleted')]
        return bool(support), disputed

    def record(self, uid):
        birth = later(self.births(uid)) if self.births(uid) else None
        values = dict(self.born(birth, uid)) if birth else {}
        for entries in self.changes(uid).values():
            values.update(later(entries).new)
        return {field: value for field, value in values.items() if value is not None}

    def records(self):
        return {uid: self.record(uid) for uid, entries in self.about.items()
                if any(e.kind in ('created', 'batch') for e in entries) and self.is_alive(uid)}

    def conflicts(self):
        """(uid, group) → the entry shown and those beside it that say something else, until somebody decides."""
        found = {}
        for uid, entries in self.about.items():
            births = self.births(uid)
            if not births:
                continue
            alive, disputed = self.life(uid)
            if disputed:
                found[uid, 'deleted'] = later(disputed), disputed
            groups = self.changes(uid) if alive else {}
            first = later(births)
            for group in {*groups, *(group_of(f) for b in births for f in self.born(b, uid))} if alive else ():
                changes = groups.get(group, [])
                shown = later(changes) if changes else first
                says = shown.new if changes else self.part(first, uid, group)
                beside = [e for e in self.heads(changes) if e is not shown and e.new != says]
                if not any(e.erased for e in changes):
                    beside += [b for b in births if b is not shown and self.part(b, uid, group) not in (says, shown.old)
                               and not any(self.before(b, e) for e in [shown, *changes])]
                if beside:
                    found[uid, group] = shown, beside
        return found

    def part(self, birth, uid, group):
        return {field: self.born(birth, uid).get(field) for field in fields_of(group)}

    def codes(self):
        """Equal codes: the smallest uid keeps it, each other has a suffix from its own uid."""
        first = {}
        for uid in sorted(u for u in self.about if u is not None):
            births = [e for e in self.births(uid) if e.code is not None]
            if births:
                code = min(births, key=Entry.order).code
                first[uid] = code if code not in first.values() else f'{code}-{uid[-4:].upper()}'
        return first


class Workspace:
    """One replica: its entries, its clock, and what a person does in it."""

    def __init__(self, replica, clock=None, log=()):
        self.replica, self.log, self.marked = replica, Log(log), {}
        self.clock = clock or itertools.count(1000)

    def wall(self):
        return next(self.clock) << 16

    def write(self, kind, wall=None, base=0, **more):
        others = {r: s for r, s in self.log.vector().items() if r != self.replica}
        if others != self.marked:
            self.marked = others
            self.log.add(Entry(self.replica, self.log.vector().get(self.replica, 0) + 1, 'seen', new=others))
        entry = Entry(self.replica, self.log.vector().get(self.replica, 0) + 1, kind,
                      stamp=max(wall if wall is not None else self.wall(), base + 1), **more)
        self.log.add(entry)
        return entry

    def base(self, uid, kind, group=None):
        stamps = [e.stamp for e in self.log.about[uid] if e.kind == kind and e.group == group]
        return max(stamps or [e.stamp for e in self.log.about[uid] if e.kind in ('created', 'batch')] or [0])

    def create(self, uid, values, wall=None, code=None):
        return self.write('created', wall, uid=uid, new=dict(values), code=code)

    def change(self, uid, group, new, wall=None, erased=()):
        now = self.log.record(uid)
        return self.write('change', wall, self.base(uid, 'change', group), uid=uid, group=group, new=dict(new),
                          old={field: now.get(field) for field in new}, erased=erased)

    def delete(self, uid, wall=None):
        return self.write('deleted', wall, self.base(uid, 'deleted'), uid=uid, new=True)

    def restore(self, uid, wall=None):
        return self.write('deleted', wall, self.base(uid, 'deleted'), uid=uid, new=False)

    def is_reborn(self, uid, wall):
        """All that is known of it is an import of this replica that was taken back."""
        return not self.log.is_alive(uid) and all(e.kind == 'batch' and e.replica == self.replica and e.stamp < wall
                                                  and self.log.taking(e, uid) is not None for e in self.log.about[uid])

    def import_rows(self, batch, rows, wall=None):
        """Rows that are there and differ are changed; the new ones are born. A record in the bin comes back."""
        wall = self.wall() if wall is None else wall
        born = {uid for uid in rows if not self.log.about.get(uid) or self.is_reborn(uid, wall)}
        for uid, values in rows.items():
            if uid in born:
                continue
            if not self.log.is_alive(uid):
                self.restore(uid, wall)
            now = self.log.record(uid)
            then = {**now, **{field: value for field, value in values.items() if value is not None}}
            for group in dict.fromkeys(group_of(field) for field in then if then[field] != now.get(field)):
                self.change(uid, group, {field: then.get(field) for field in fields_of(group)}, wall)
        return self.write('batch', wall, uid=batch, rows={uid: dict(rows[uid]) for uid in rows if uid in born})

    def undo_import(self, batch, kept=(), wall=None):
        return self.write('undone', wall, self.base(batch, 'undone'), uid=batch, new=True, kept=frozenset(kept))

    def package(self, have=None):
        """What a receiver that has @have lacks; relayed entries too."""
        have = have or {}
        return {'since': dict(have), 'vector': self.log.vector(),
                'entries': [e for e in self.log.entries.values() if e.seq > have.get(e.replica, 0)]}

    def merge(self, package):
        own = self.log.vector()
        for replica, seq in package['since'].items():
            if seq > own.get(replica, 0):
                raise Missing(f'{replica} up to {seq}')
        for entry in sorted(package['entries'], key=lambda e: (e.replica, e.seq)):
            self.log.add(entry)

    def copy(self, replica, clock=None):
        """The file on another machine, or an old copy of it: a replica of its own that has all that stands in the file."""
        return Workspace(replica, clock, self.log.entries.values())


# --- the twelve cases that have a name ---

SITE, ROUND = '0192-site', '8a11-round'


def offices(*names):
    return [Workspace(name, itertools.count(1000 + 10000 * n, 10)) for n, name in enumerate(names)]


def meet(*workspaces):
    """Every one gives to every other, twice, so that what was relayed arrives too."""
    for giver, taker in list(itertools.permutations(workspaces, 2)) * 2:
        taker.merge(giver.package())
    states = [(w.log.records(), w.log.codes(), sorted(w.log.conflicts(), key=str)) for w in workspaces]
    assert all(state == states[0] for state in states), states
    return states[0][0]


def relay():
    a, b, c = offices('a', 'b', 'c')
    a.create(SITE, {'name': 'Escuela'})
    b.merge(a.package())
    c.merge(b.package())
    assert c.log.records() == {SITE: {'name': 'Escuela'}}
    c.change(SITE, 'name', {'name': 'Escuela Norte'})
    b.merge(c.package(b.log.vector()))
    a.merge(b.package(a.log.vector()))
    assert a.log.records() == {SITE: {'name': 'Escuela Norte'}} and not a.log.conflicts()


def lost_package():
    a, b = offices('a', 'b')
    a.create(SITE, {'name': 'Escuela'})
    known = a.log.vector()
    a.change(SITE, 'name', {'name': 'Liceo'})
    late = a.package(known)
    try:
        b.merge(late)
        raise AssertionError('applied without what it goes on from')
    except Missing as missing:
        assert 'a up to 1' in str(missing)
    assert b.log.vector() == {}
    b.merge(a.package(b.log.vector()))
    assert b.log.records() == a.log.records()


def twice():
    a, b = offices('a', 'b')
    a.create(SITE, {'name': 'Escuela'})
    first = a.package()
    a.change(SITE, 'name', {'name': 'Liceo'})
    for package in (first, a.package(), first, a.package(), first):
        b.merge(package)
    assert b.log.records() == {SITE: {'name': 'Liceo'}} and len(b.log.entries) == 2


def copied_file():
    a, = offices('a')
    a.create(SITE, {'name': 'Escuela', 'status': 'open'})
    b = a.copy('b', itertools.count(20000, 10))
    a.change(SITE, 'name', {'name': 'Liceo'})
    b.change(SITE, 'status', {'status': 'closed'})
    assert meet(a, b) == {SITE: {'name': 'Liceo', 'status': 'closed'}} and not a.log.conflicts()


def restored_backup():
    a, b = offices('a', 'b')
    a.create(SITE, {'name': 'Escuela'})
    backup = a.copy('a2', itertools.count(30000, 10))
    a.change(SITE, 'name', {'name': 'Liceo'})
    b.merge(a.package())
    backup.change(SITE, 'name', {'name': 'Colegio'})
    assert meet(backup, b) == {SITE: {'name': 'Colegio'}}
    shown, beside = b.log.conflicts()[SITE, 'name']
    assert shown.new == {'name': 'Colegio'} and [e.new for e in beside] == [{'name': 'Liceo'}]


def same_file_in_two_offices():
    a, b = offices('a', 'b')
    rows = {f'{ROUND}-{n}': {'total': 10 * n} for n in range(1, 5)}
    a.import_rows('batch-a', rows)
    b.import_rows('batch-b', rows)
    a.change(f'{ROUND}-1', 'people', {'total': 11, 'women': None, 'men': None})
    records = meet(a, b)
    assert sum(r['total'] for r in records.values()) == 101 and not a.log.conflicts()
    b.undo_import('batch-b')
    assert sum(r['total'] for r in meet(a, b).values()) == 101, 'the import of the other office stands'
    a.undo_import('batch-a')
    assert meet(a, b) == {}


def tied_group():
    a, b = offices('a', 'b')
    a.create(SITE, {'total': 100, 'women': 60, 'men': 40})
    b.merge(a.package())
    a.change(SITE, 'people', {'total': 120, 'women': 70, 'men': 50})
    b.change(SITE, 'people', {'total': 90, 'women': 50, 'men': 40})
    assert meet(a, b) == {SITE: {'total': 90, 'women': 50, 'men': 40}}
    a.change(SITE, 'people', {'total': 121, 'women': 71, 'men': 50}, wall=1)
    assert meet(a, b)[SITE]['total'] == 121 and not b.log.conflicts(), 'who has seen both has decided'


def delete_against_edit():
    a, b = offices('a', 'b')
    a.create(SITE, {'name': 'Escuela'})
    b.merge(a.package())
    b.change(SITE, 'name', {'name': 'Liceo'})
    a.delete(SITE, wall=9 << 40)
    assert meet(a, b) == {SITE: {'name': 'Liceo'}} and (SITE, 'deleted') in a.log.conflicts()
    a.delete(SITE)
    assert meet(a, b) == {} and not b.log.conflicts()
    b.restore(SITE)
    assert meet(a, b) == {SITE: {'name': 'Liceo'}} and not a.log.conflicts()


def undo_after_sending():
    a, b = offices('a', 'b')
    rows = {f'{ROUND}-{n}': {'total': n} for n in range(1, 4)}
    a.import_rows('batch-a', rows)
    b.merge(a.package())
    b.change(f'{ROUND}-2', 'people', {'total': 22, 'women': None, 'men': None})
    a.undo_import('batch-a')
    assert meet(a, b) == {f'{ROUND}-2': {'total': 22}} and (f'{ROUND}-2', 'deleted') in a.log.conflicts()
    a.import_rows('batch-a2', rows)
    assert set(meet(a, b)) == set(rows)


def newer_schema():
    old, new, third = offices('a', 'b', 'c')
    new.create(SITE, {'name': 'Escuela', 'roof': 'zinc'})
    old.merge(new.package())
    old.change(SITE, 'name', {'name': 'Liceo'})
    third.merge(old.package())
    third.change(SITE, 'roof', {'roof': 'tile'})
    assert meet(old, new, third) == {SITE: {'name': 'Liceo', 'roof': 'tile'}}


def wrong_clock():
    a, b = offices('a', 'b')
    a.create(SITE, {'name': 'Escuela', 'status': 'open'})
    b.merge(a.package())
    a.change(SITE, 'name', {'name': 'Liceo'}, wall=9 << 40)
    b.merge(a.package())
    b.change(SITE, 'name', {'name': 'Colegio'}, wall=1)
    b.change(SITE, 'status', {'status': 'closed'}, wall=2)
    assert meet(a, b) == {SITE: {'name': 'Colegio', 'status': 'closed'}} and not a.log.conflicts()


def equal_codes():
    a, b = offices('a', 'b')
    a.create('0192-ffa1', {'name': 'Escuela'}, code='HTI-SITE-0001')
    b.create('0192-eeb2', {'name': 'Estadio'}, code='HTI-SITE-0001')
    meet(a, b)
    assert a.log.codes() == {'0192-eeb2': 'HTI-SITE-0001', '0192-ffa1': 'HTI-SITE-0001-FFA1'}


CASES = (relay, lost_package, twice, copied_file, restored_backup, same_file_in_two_offices, tied_group, delete_against_edit,
         undo_after_sending, newer_schema, wrong_clock, equal_codes)

if __name__ == '__main__':
    print(f'1..{len(CASES)}')
    for number, case in enumerate(CASES, 1):
        try:
            case()
            print(f'ok {number} - {case.__name__.replace("_", " ")}')
        except Exception as problem:
            print(f'not ok {number} - {case.__name__.replace("_", " ")}: {problem!r}')
            raise
