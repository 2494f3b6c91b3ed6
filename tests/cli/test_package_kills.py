# SPDX-License-Identifier: GPL-3.0-or-later
"""What goes wrong with laptops and sticks while a package is made or merged: kill -9, a full disk, a file that vanishes or is cut. After each
the target is whole or not there, the workspace is as before or as after, and the next try works. What it holds is asked with Python's
sqlite3 and zipfile. EPC_TEST_SEED for the same again; with --all 200 moments of each, else a part of them."""
import os
import random
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
import zipfile

from harness import CLI, Place, Skip, equal, main, test

ALL = '--all' in sys.argv
if ALL:
    sys.argv.remove('--all')
MOMENTS, WRITING = (150, 50) if ALL else (10, 6)
SEED = int(os.environ.get('EPC_TEST_SEED') or time.time())
ROWS = 3000
print(f'# EPC_TEST_SEED={SEED}', file=sys.stderr, flush=True)


def pair():
    """Two laptops; the second trusts the first, which has imported a list."""
    a, b = Place(), Place()
    a.done('new', 'w.epc', '--country', 'HTI')
    b.done('new', 'w.epc', '--country', 'HND')
    a.done('-w', 'w.epc', 'key', 'export', '--to', 'own.key')
    b.done('-w', 'w.epc', 'key', 'trust', a.path('own.key'))
    grow(a, 0)
    return a, b


def grow(place, number):
    place.write('items.csv', 'Item code,Name,Unit\n' + ''.join(f'Z{number}K{n},Lona {number} {n} {"x" * 40},piece\n' for n in range(ROWS)))
    place.done('-w', 'w.epc', 'import', 'items.csv', '--as', 'item')


def start(place, *words, limit=None):
    env = dict(os.environ, EPC_USER_DIR=place.path('user'), HOME=place.folder, LC_ALL='C.UTF-8', LANGUAGE='en')
    return subprocess.Popen([*(['prlimit', f'--fsize={limit}'] if limit else []), CLI, *words], cwd=place.folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                            stderr=subprocess.PIPE, env=env, text=True,
                            preexec_fn=(lambda: signal.signal(signal.SIGXFSZ, signal.SIG_IGN)) if limit else None)


class Span:
    """How long a program may take: measured once, and less each time that it had ended before its moment came, because the machine may have been
    busier when it was measured. So a kill comes in time sooner or later, whatever the machine does."""

    def __init__(self, seconds):
        self.seconds = seconds

    def wait(self, process, chance, factor=1.1):
        try:
            process.wait(timeout=chance.uniform(0, factor * self.seconds))
        except subprocess.TimeoutExpired:
            return
        self.seconds *= .7


def at_size(process, sizes, threshold):
    """Waits until the files that sizes() adds up have so many bytes; TRUE while it still runs."""
    while process.poll() is None:
        if sizes() >= threshold:
            return True
        time.sleep(0.0002)
    return False


def size_of(*paths):
    total = 0
    for path in paths:
        try:
            total += os.path.getsize(path)
        except OSError:
            pass
    return total


def end(process):
    """By kill -9; TRUE where that was what ended it."""
    process.kill()
    _, err = process.communicate()
    for word in ('-CRITICAL **', 'Sanitizer', 'runtime error:'):
        assert word not in err, err
    return process.returncode == -signal.SIGKILL


def state(place):
    """What the workspace holds of what was sent, after whoever was killed: rows, entries of the journal, records of the search."""
    database = sqlite3.connect(place.path('w.epc'))
    equal(database.execute('PRAGMA quick_check').fetchall(), [('ok',)])
    found = tuple(database.execute(sql).fetchone()[0] for sql in (
        "SELECT count(*) FROM item WHERE item_code LIKE 'Z%K%' AND _deleted = 0", 'SELECT count(*) FROM _journal', 'SELECT count(*) FROM _batch',
        'SELECT sum(seq) FROM _replica', "SELECT count(*) FROM _search WHERE _search MATCH 'lona'"))
    database.close()
    return found


def pulled_out(folder):
    """Removes it while a program writes there, which renames and removes files of its own between our reading of their names and ours."""
    while os.path.isdir(folder):
        shutil.rmtree(folder, ignore_errors=True)


def whole(path):
    """The package is not there, or every byte of it is."""
    if not os.path.exists(path):
        return False
    with zipfile.ZipFile(path) as package:
        equal(package.testzip(), None)
    return True


@test(f'kill -9 at {MOMENTS} moments of making a package and {WRITING} while it is written: it is whole or not there, and the next try works')
def _():
    a, _b = pair()
    chance = random.Random(SEED)
    begun = time.monotonic()
    a.done('-w', 'w.epc', 'package', 'create', '--to', 'p.epcx', '--full')
    making, size = Span(time.monotonic() - begun), os.path.getsize(a.path('p.epcx'))
    out = a.path('out')
    n = kills = there = 0
    while n < MOMENTS + WRITING or kills <= (MOMENTS + WRITING) // 3:
        shutil.rmtree(out, ignore_errors=True)
        os.mkdir(out)
        process = start(a, '-w', 'w.epc', 'package', 'create', '--to', 'out/k.epcx', '--full')
        if not MOMENTS <= n < MOMENTS + WRITING:
            making.wait(process, chance)
        else:
            at_size(process, lambda: size_of(*(entry.path for entry in os.scandir(out))), chance.uniform(1, size))
        kills += end(process)
        n += 1
        there += whole(os.path.join(out, 'k.epcx'))
        # No other name that somebody would take for a package.
        assert not [name for name in os.listdir(out) if name.endswith('.epcx') and name != 'k.epcx'], os.listdir(out)
    equal(a.call('-w', 'w.epc', 'package', 'create', '--to', 'out/k.epcx', '--full').status, 0)
    equal(a.call('package', 'inspect', 'out/k.epcx').status, 0)
    equal(a.call('-w', 'w.epc', 'check').status, 0)
    print(f'# {kills} kills, {there} packages whole', flush=True)


@test(f'kill -9 at {MOMENTS} moments of merging and {WRITING} while it is written: all of the package is there or nothing, and the next try works')
def _():
    a, b = pair()
    chance = random.Random(SEED + 1)
    n = number = kills = there = 0
    a.done('-w', 'w.epc', 'package', 'create', '--to', 'p.epcx', '--full')
    # How long it takes and how much is written is measured on a third laptop.
    c = Place()
    c.done('new', 'w.epc', '--country', 'HND')
    base, begun = size_of(c.path('w.epc')), time.monotonic()
    c.done('-w', 'w.epc', 'package', 'merge', a.path('p.epcx'), '--accept-unknown')
    taken, grown, before = Span(time.monotonic() - begun), 2 * max(size_of(c.path('w.epc')) - base, 1), state(b)
    while n < MOMENTS + WRITING or kills <= (MOMENTS + WRITING) // 4:
        base = size_of(b.path('w.epc'), b.path('w.epc-wal'))
        process = start(b, '-w', 'w.epc', 'package', 'merge', a.path('p.epcx'))
        if not MOMENTS <= n < MOMENTS + WRITING:
            taken.wait(process, chance)
        else:
            at_size(process, lambda: size_of(b.path('w.epc'), b.path('w.epc-wal')) - base, chance.uniform(1, grown))
        kills += end(process)
        n += 1
        now = state(b)
        # The entry that says what had been seen may be there or not: it is no part of the package.
        equal(now[0] in (before[0], ROWS * (number + 1)), True, f'{before} {now}')
        if now[0] == before[0]:
            equal(now, before)
            continue
        there += 1
        equal(now[4] - before[4], ROWS)
        number += 1
        before = now
        grow(a, number)
        a.done('-w', 'w.epc', 'package', 'create', '--to', 'p.epcx', '--full')
    b.done('-w', 'w.epc', 'package', 'merge', a.path('p.epcx'))
    equal(state(b)[0], ROWS * (number + 1))
    equal(b.call('-w', 'w.epc', 'check').status, 0)
    shared = []
    for place in (a, b):
        place.done('-w', 'w.epc', 'export', 'item', '--shared', '--to', 'all.ndjson')
        with open(place.path('all.ndjson'), encoding='utf-8') as file:
            shared.append(sorted(line for line in file if re.search('"Lona \\d', line)))
    equal(len(shared[0]), ROWS * (number + 1))
    assert shared[0] == shared[1], 'what was sent is not what arrived'
    print(f'# {kills} kills, {there} merges whole', flush=True)


@test('a disk that is full after any number of bytes: no package, or no change, a sentence, and the next try with room works')
def _():
    a, b = pair()
    chance = random.Random(SEED + 2)
    a.done('-w', 'w.epc', 'package', 'create', '--to', 'p.epcx', '--full')
    size, before = os.path.getsize(a.path('p.epcx')), state(b)
    failed = 0
    for n in range(60 if ALL else 8):
        process = start(a, '-w', 'w.epc', 'package', 'create', '--to', 'f.epcx', '--full', limit=chance.randrange(1, size * 9 // 10))
        _, err = process.communicate()
        equal(process.returncode, 3, err)
        assert err.strip(), 'no word of it'
        assert not [name for name in os.listdir(a.folder) if name.startswith('f.epcx')], os.listdir(a.folder)
        # A limit holds for every file of the program: the backup that a merge makes first (no smaller than the workspace, so that half of
        # the limits surely strike), and the log of the workspace.
        own = size_of(b.path('w.epc'))
        process = start(b, '-w', 'w.epc', 'package', 'merge', a.path('p.epcx'), limit=chance.randrange(own // 8, own * 2 if n % 2 else own * 7 // 8))
        _, err = process.communicate()
        assert process.returncode in (0, 3), (process.returncode, err)
        if process.returncode == 0:
            b.done('-w', 'w.epc', 'undo')
            before = state(b)
            continue
        failed += 1
        assert err.strip() and 'CRITICAL' not in err, err
        equal(state(b), before)
    assert failed >= (30 if ALL else 4), failed
    a.done('-w', 'w.epc', 'package', 'create', '--to', 'f.epcx', '--full')
    b.done('-w', 'w.epc', 'package', 'merge', a.path('f.epcx'))
    equal(state(b)[0], ROWS)
    equal(b.call('-w', 'w.epc', 'check').status, 0)


@test('a small disk that really is full: the workspace on it stays as it was, and the merge works when there is room again')
def _():
    a, b = pair()
    a.done('-w', 'w.epc', 'package', 'create', '--to', 'p.epcx', '--full')
    disk = b.path('disk')
    os.mkdir(disk)
    mounted = subprocess.run(['mount', '-t', 'tmpfs', '-o', f'size={size_of(b.path("w.epc")) * 3 + 4000000}', 'none', disk], capture_output=True, text=True, check=False)
    if mounted.returncode != 0:
        raise Skip(f'no small disk can be made here: {mounted.stderr.strip()}')
    try:
        b.done('new', 'disk/w.epc', '--country', 'HND')
        b.done('-w', 'disk/w.epc', 'key', 'trust', a.path('own.key'))
        with open(os.path.join(disk, 'ballast'), 'wb', buffering=0) as file:
            try:
                while file.write(b'x' * 4096):
                    pass
            except OSError:
                pass
        result = b.call('-w', 'disk/w.epc', 'package', 'merge', a.path('p.epcx'))
        equal(result.status, 3, repr(result))
        os.remove(os.path.join(disk, 'ballast'))
        equal(b.done('-w', 'disk/w.epc', 'count', 'item', '--where', 'item_code ~ K', '--json').json['count'] < ROWS, True)
        equal(b.call('-w', 'disk/w.epc', 'check').status, 0)
        subprocess.run(['mount', '-o', 'remount,size=64m', disk], check=True)
        b.done('-w', 'disk/w.epc', 'package', 'merge', a.path('p.epcx'))
        equal(b.call('-w', 'disk/w.epc', 'check').status, 0)
    finally:
        subprocess.run(['umount', '-l', disk], check=False)


@test('a stick that is pulled out: the package vanishes or is cut while it is read, its folder vanishes while it is written; no crash, all or nothing')
def _():
    a, b = pair()
    chance = random.Random(SEED + 3)
    begun = time.monotonic()
    a.done('-w', 'w.epc', 'package', 'create', '--to', 'p.epcx', '--full')
    making = Span(time.monotonic() - begun)
    before, cut = state(b), 0
    for n in range(60 if ALL else 9):
        stick = a.path('stick')
        os.makedirs(stick, exist_ok=True)
        shutil.copy(a.path('p.epcx'), os.path.join(stick, 's.epcx'))
        process = start(b, '-w', 'w.epc', 'package', 'merge', os.path.join(stick, 's.epcx'))
        making.wait(process, chance, 1)
        if n % 3 == 0:
            os.remove(os.path.join(stick, 's.epcx'))
        elif n % 3 == 1:
            os.truncate(os.path.join(stick, 's.epcx'), chance.randrange(0, os.path.getsize(a.path('p.epcx'))))
        else:
            pulled_out(stick)
        _, err = process.communicate()
        assert process.returncode in (0, 3), (process.returncode, err)
        if process.returncode == 3:
            cut += 1
            equal(state(b), before, err)
        else:
            equal(state(b)[0], ROWS)
            b.done('-w', 'w.epc', 'undo')
            before = state(b)
        os.makedirs(stick, exist_ok=True)
        process = start(a, '-w', 'w.epc', 'package', 'create', '--to', 'stick/n.epcx', '--full')
        making.wait(process, chance, 1)
        pulled_out(stick)
        _, err = process.communicate()
        assert process.returncode in (0, 3), (process.returncode, err)
        if os.path.exists(os.path.join(stick, 'n.epcx')):
            whole(os.path.join(stick, 'n.epcx'))
    b.done('-w', 'w.epc', 'package', 'merge', a.path('p.epcx'))
    equal(state(b)[0], ROWS)
    equal(b.call('-w', 'w.epc', 'check').status, 0)
    print(f'# {cut} merges were cut off', flush=True)


main()
