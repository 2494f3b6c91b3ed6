# SPDX-License-Identifier: GPL-3.0-or-later
"""A package in parts for the mailbox: any part opens all of them, whatever they are called now; what is missing, altered or of another package is
said, and the workspace stays as it was. What the parts are is checked by Python's hashlib and zipfile."""
import hashlib
import io
import os
import random
import shutil
import zipfile

from harness import Workspace, equal, has, main, test

LEAST = 10_000


def offices():
    a, b = Workspace('HTI'), Workspace('PAN')
    for one, other in ((a, b), (b, a)):
        one.ok('key', 'export', '--to', 'own.key')
        other.ok('key', 'trust', one.path('own.key'))
    return a, b


def fill(a, seed=1, size=60_000):
    """Something that does not shrink, so that there are parts."""
    organisation = a.json('add', 'organisation', f'name=Socio {seed}')['uid']
    lesson = a.json('add', 'lesson', f'title=Informe {seed}', 'recommendation=Texto')['uid']
    a.write(f'photo-{seed}.bin', random.Random(seed).randbytes(size), 'wb')
    a.ok('attach', 'lesson', lesson, a.path(f'photo-{seed}.bin'))
    return organisation


def make(a, name='p.epcx', *options, folder='sent'):
    os.makedirs(a.path(folder), exist_ok=True)
    made = a.json('package', 'create', '--full', '--to', a.path(folder, name), '--volume-size', '20k', *options)
    assert made['n_parts'] >= 3 and len(made['parts']) == made['n_parts'], made
    assert not os.path.exists(a.path(folder, name)), 'one file beside its parts'
    equal(sorted(os.listdir(a.path(folder))), sorted(os.path.basename(p) for p in made['parts']))
    return made['parts']


def arrived(a, b):
    files = [sorted(row['sha256'] for row in place.rows('attachment')) for place in (a, b)]
    assert files[0] and files[0] == files[1], files
    b.ok('check')


def refused(b, path, *words):
    before = b.canonical()
    result = b.bad(3, 'package', 'merge', path)
    for word in words:
        has(result.err, word)
    assert b.canonical() == before, 'the workspace is not as it was'
    b.ok('check')


def read(path):
    with open(path, 'rb') as file:
        return file.read()


def write(path, data):
    with open(path, 'wb') as file:
        file.write(data)


@test('parts are as small as wished, are what their first lines say, and together the package that other tools open')
def _():
    a, b = offices()
    fill(a)
    parts = make(a)
    whole = b''
    for number, path in enumerate(parts, 1):
        data = read(path)
        assert len(data) <= 20_000, len(data)
        line, piece = data.split(b'\n', 1)
        words = line.decode().split(' ')
        equal(words[:3] + words[4:6], ['epcx', 'part', '1', str(number), str(len(parts))])
        equal(words[6], hashlib.sha256(piece).hexdigest())
        equal(os.path.basename(path), f'p.{number}-of-{len(parts)}.epcx')
        whole += piece
    equal(words[3], hashlib.sha256(whole).hexdigest())
    assert 'journal.ndjson' in zipfile.ZipFile(io.BytesIO(whole)).namelist()
    # Smaller than a part, it is a package as ever.
    made = a.json('package', 'create', '--full', '--to', a.path('one.epcx'), '--volume-size', '10M')
    equal((made['n_parts'], 'parts' in made), (1, False))
    assert zipfile.is_zipfile(a.path('one.epcx'))
    weighed = a.json('package', 'create', '--full', '--dry-run', '--volume-size', '20k')
    equal(weighed['n_parts'], len(parts))
    for size in ('9k', '0', 'x', '10Q', '-20k', '10MM'):
        has(a.bad(2, 'package', 'create', '--full', '--to', a.path('bad.epcx'), '--volume-size', size).err, 'no size of a part')
    assert not os.path.exists(a.path('bad.epcx'))


@test('any part opens all of them, under whatever names and beside whatever else; named all at once they are one package')
def _():
    for chosen in (0, 1, -1):
        a, b = offices()
        organisation = fill(a)
        parts = make(a)
        os.mkdir(b.path('mail'))
        names = [f'Documento ({i}).bin' if i % 2 else f'{len(parts) - i}.epcx' for i in range(len(parts))]
        for path, name in zip(parts, names):
            shutil.copy(path, b.path('mail', name))
        shutil.copy(parts[0], b.path('mail', 'copia.epcx'))
        write(b.path('mail', 'foto.jpg'), b'\xff\xd8 none')
        looked = b.json('package', 'inspect', b.path('mail', names[chosen]))
        assert looked['contents']['organisation'] >= 1, looked
        b.ok('package', 'merge', b.path('mail', names[chosen]))
        equal(b.json('show', 'organisation', organisation)['name'], 'Socio 1')
        arrived(a, b)
    a, b = offices()
    fill(a)
    parts = make(a)
    b.ok('package', 'merge', *parts)
    equal(sum(p['direction'] == 'received' for p in b.json('package', 'list')['packages']), 1)
    arrived(a, b)


@test('a missing part is named, and so is one that is of another package')
def _():
    a, b = offices()
    fill(a)
    parts = make(a)
    n = len(parts)
    fill(a, 2)
    others = make(a, 'q.epcx', folder='later')
    os.mkdir(b.path('mail'))
    for path in parts[:1] + parts[2:]:
        shutil.copy(path, b.path('mail'))
    one = b.path('mail', f'p.1-of-{n}.epcx')
    refused(b, one, f'one of {n} parts', 'part 2 is not in its folder')
    os.remove(b.path('mail', f'p.3-of-{n}.epcx'))
    refused(b, one, 'parts 2, 3 are not')
    # Parts of two packages in one folder do not mix, though their numbers would.
    shutil.copy(others[1], b.path('mail', f'p.2-of-{n}.epcx'))
    shutil.copy(others[2], b.path('mail', f'p.3-of-{n}.epcx'))
    refused(b, one, 'parts 2, 3 are not', 'part of another package')
    # Even where somebody writes the first line of one before the piece of the other.
    line = read(parts[1]).split(b'\n', 1)[0]
    write(b.path('mail', f'p.2-of-{n}.epcx'), line + b'\n' + read(others[1]).split(b'\n', 1)[1])
    refused(b, one, 'not what part 2 was')
    for path in parts:
        shutil.copy(path, b.path('mail'))
    b.ok('package', 'merge', one)


@test('swapped names are no harm; swapped pieces, flipped bytes, cuts and false first lines are refused')
def _():
    a, b = offices()
    fill(a)
    parts = make(a)
    n = len(parts)
    os.mkdir(b.path('mail'))
    here = [b.path('mail', os.path.basename(p)) for p in parts]

    def fresh():
        for path, target in zip(parts, here):
            shutil.copy(path, target)
    fresh()
    lines, pieces = zip(*(read(p).split(b'\n', 1) for p in parts))
    # The second piece under the line of the third and the other way round.
    write(here[1], lines[1] + b'\n' + pieces[2])
    write(here[2], lines[2] + b'\n' + pieces[1])
    refused(b, here[0], 'not what part 2 was', os.path.basename(here[1]))
    # Numbers exchanged in the lines: each is what it says, and together they are not the package.
    fresh()
    write(here[1], lines[1].replace(b' 2 ', b' 3 ', 1) + b'\n' + pieces[1])
    write(here[2], lines[2].replace(b' 3 ', b' 2 ', 1) + b'\n' + pieces[2])
    refused(b, here[0], 'together are not the package')
    chance = random.Random(7)
    print('# seed 7')
    for _ in range(24):
        fresh()
        at = chance.randrange(n)
        data = bytearray(read(here[at]))
        where = chance.choice([chance.randrange(len(lines[at])), chance.randrange(len(data)), len(data) - 1])
        data[where] ^= 1 << chance.randrange(8)
        write(here[at], bytes(data))
        # Opened by another part: the altered one is missing, damaged, or not of this package.
        refused(b, here[(at + 1) % n])
        b.bad(3, 'package', 'merge', here[at])
    for cut in (0, 5, len(lines[1]), len(lines[1]) + 1, len(lines[1]) + 2, 15_000):
        fresh()
        write(here[1], read(parts[1])[:cut])
        refused(b, here[0])
    # A sound copy beside a damaged one is enough.
    fresh()
    write(here[1], read(parts[1])[:15_000])
    shutil.copy(parts[1], b.path('mail', 'again.epcx'))
    shutil.copy(parts[1], b.path('mail', 'a.epcx'))
    b.ok('package', 'merge', here[0])
    arrived(a, b)


@test('a sealed package in parts asks for its passphrase, and opens with it from any part')
def _():
    a, b = offices()
    fill(a)
    a.write('word', 'una frase secreta\n')
    parts = make(a, 'p.epcx', '--passphrase-file', a.path('word'))
    for path in parts:
        assert b'manifest' not in read(path)
    refused(b, parts[1], 'passphrase')
    b.ok('package', 'merge', parts[1], '--passphrase-file', a.path('word'))
    arrived(a, b)


@test('where a part cannot be written no part stays')
def _():
    a, b = offices()
    fill(a)
    n = len(make(a))
    os.mkdir(a.path('full'))
    # In the way of the third part stands a folder that is not empty.
    os.makedirs(a.path('full', f'p.3-of-{n}.epcx', 'x'))
    has(a.bad(3, 'package', 'create', '--full', '--to', a.path('full', 'p.epcx'), '--volume-size', '20k').err, 'cannot be written')
    equal(os.listdir(a.path('full')), [f'p.3-of-{n}.epcx'])


main()
