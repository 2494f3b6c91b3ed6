# SPDX-License-Identifier: GPL-3.0-or-later
"""Zip files as the reader sees them. They are made, and what they hold is known, by Python's zipfile and hashlib."""
import hashlib
import json
import os
import random
import struct
import subprocess
import sys
import zipfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), 'cli'))
from harness import equal, has, main, new_folder, test  # noqa: E402

DUMP = os.environ['EPC_DUMP_ROWS']


def members(path, *words):
    done = subprocess.run([DUMP, '--members', path], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode in (0, 3), f'{done.returncode}: {done.stderr[:2000]}'
    return done.returncode, [json.loads(line) for line in done.stdout.splitlines()]


def refusal(path):
    status, lines = members(path)
    equal(status, 3, lines[:3])
    return lines[-1]['error']


def make(parts, name='a.zip', compression=zipfile.ZIP_DEFLATED):
    path = os.path.join(new_folder(), name)
    with zipfile.ZipFile(path, 'w', compression) as file:
        for member, data in parts:
            file.writestr(member, data)
    return path


@test('every member comes out as it went in, packed or stored, and in the order of the file')
def _():
    chance = random.Random(7)
    parts = [('xl/one.xml', b'<a/>' * 50000), ('two.bin', chance.randbytes(300001)), ('vacío/ñ.txt', b''), ('z', b'z')]
    for compression in (zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED):
        status, lines = members(make(parts, compression=compression))
        equal(status, 0)
        equal(lines, [[name, len(data), hashlib.sha256(data).hexdigest()] for name, data in parts])


@test('folders are no members, and a backslash parts folders too')
def _():
    _status, lines = members(make([('xl/', b''), ('xl\\book.xml', b'x')]))
    equal([line[0] for line in lines], ['xl/book.xml'])


@test('a zip file that stands behind something else, or has a comment at its end, is read')
def _():
    path = make([('a', b'1' * 1000)])
    with zipfile.ZipFile(path, 'a') as file:
        file.comment = b'c' * 9000
    equal([line[:2] for line in members(path)[1]], [['a', 1000]])


@test('names that lead out of the folder are refused')
def _():
    for name in ('../a', 'x/../../a', '/etc/passwd', 'C:/a', 'a\nb', '..\\a'):
        has(refusal(make([('good', b'1'), (name, b'2')])), 'leads out of the archive', name)


@test('two parts of one name are refused')
def _():
    import warnings
    warnings.simplefilter('ignore')
    has(refusal(make([('a', b'1'), ('b', b'2'), ('a', b'3')])), 'two parts named “a”')


@test('a locked file is named so')
def _():
    path = make([('a', b'1' * 100)])
    data = bytearray(open(path, 'rb').read())
    data[6] |= 1  # general purpose bit 0 of the local header …
    data[data.index(b'PK\x01\x02') + 8] |= 1  # … and of the directory
    open(path, 'wb').write(data)
    has(refusal(path), 'locked with a password')


@test('a bomb is refused before it goes off: by what it declares, by its ratio, by its number of parts')
def _():
    path = make([('a', b'1' * 100)])
    data = bytearray(open(path, 'rb').read())
    for place in (22, data.index(b'PK\x01\x02') + 24):
        struct.pack_into('<I', data, place, 2_000_000_001)
    open(path, 'wb').write(data)
    has(refusal(path), 'would unpack to')
    has(refusal(make([('a', b'0' * 100_000_000)])), 'would unpack to')
    has(refusal(make([(f'{i}', b'') for i in range(10_001)])), 'more than 10,000 parts')


@test('a part that unpacks to more, or to less, than the directory says is damaged')
def _():
    for change in (-1, 1):
        path = make([('a', b'1' * 5000)])
        data = bytearray(open(path, 'rb').read())
        at = data.index(b'PK\x01\x02')
        for place in (22, at + 24):
            struct.pack_into('<I', data, place, 5000 + change)
        open(path, 'wb').write(data)
        has(refusal(path), 'damaged', change)


@test('one changed byte in the packed data is found, as is a cut')
def _():
    path = make([('a', random.Random(3).randbytes(5000))], compression=zipfile.ZIP_STORED)
    whole = open(path, 'rb').read()
    changed = bytearray(whole)
    changed[2000] ^= 1
    open(path, 'wb').write(changed)
    has(refusal(path), 'its part “a” cannot be unpacked')
    for length in (3, 100, 4000, len(whole) - 30):
        open(path, 'wb').write(whole[:length])
        has(refusal(path), 'cut or damaged', length)


main()
