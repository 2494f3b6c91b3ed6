# SPDX-License-Identifier: GPL-3.0-or-later
"""Packages sealed for an office's key, with a passphrase and with a printed recovery key. That nothing inside can be read without them is
looked for in the bytes of the file; the recovery key is read from its sheet as a person would type it."""
import datetime
import json
import os
import re
import subprocess
import zoneinfo

from harness import Place, equal, has, main, test


def office(name, country='HTI'):
    place = Place()
    place.done('new', 'w.epc', '--country', country, '--office', name)
    place.done('-w', 'w.epc', 'key', 'export', '--to', 'own.key')
    return place


def trusts(place, *others):
    for other in others:
        place.done('-w', 'w.epc', 'key', 'trust', other.path('own.key'))


def seal(place, *words, status=0):
    result = place.call('-w', 'w.epc', 'package', 'create', '--full', '--to', 'p.epcx', *words)
    equal(result.status, status, repr(result))
    return result


def merge(place, path, *words, status=0):
    result = place.call('-w', 'w.epc', 'package', 'merge', path, '--accept-unknown', *words)
    equal(result.status, status, repr(result))
    return result


def names(place):
    return [row['name'] for row in place.done('-w', 'w.epc', 'list', 'organisation', '--json').json['rows']]


@test('sealed for an office it opens there without a question, and with the sender; nobody else reads a byte of it')
def _():
    haiti, panama, stranger = office('Misión Haití'), office('Oficina regional', 'PAN'), office('Otra', 'HND')
    trusts(haiti, panama, stranger)
    haiti.done('-w', 'w.epc', 'add', 'organisation', 'name=Secreto-Uno')
    seal(haiti, '--seal-for', 'oficina REGIONAL')
    with open(haiti.path('p.epcx'), 'rb') as file:
        raw = file.read()
    for word in (b'manifest', b'journal', b'Secreto', b'PK\x03\x04', b'regional'):
        assert word not in raw, word
    for place in (haiti, panama):
        looked = place.done('-w', 'w.epc', 'package', 'inspect', haiti.path('p.epcx'), '--json').json
        equal(looked['office'], 'Misión Haití')
    merge(panama, haiti.path('p.epcx'))
    assert 'Secreto-Uno' in names(panama)
    refused = merge(stranger, haiti.path('p.epcx'), status=3)
    has(refused.err, 'sealed for another office')
    assert 'Secreto-Uno' not in names(stranger)
    # Without a workspace there is no key to try.
    has(stranger.fails(3, 'package', 'inspect', haiti.path('p.epcx')).err, 'which workspace')
    # A passphrase is no key.
    stranger.write('word', 'mar y sol 7\n')
    merge(stranger, haiti.path('p.epcx'), '--passphrase-file', 'word', status=3)


@test('an office whose key is not trusted is sealed for by nobody, and the sentence says what to do')
def _():
    haiti, panama = office('Misión Haití'), office('Oficina regional', 'PAN')
    has(seal(haiti, '--seal-for', 'Oficina regional', status=1).err, 'trust it first')
    assert not os.path.exists(haiti.path('p.epcx'))
    has(seal(haiti, '--recovery', 'r.txt', status=2).err, '--seal-for')
    # By the first digits of the key, too.
    trusts(haiti, panama)
    key = next(r['replica'] for r in [panama.done('-w', 'w.epc', 'key', 'show', '--json').json])
    seal(haiti, '--seal-for', key[:8])
    merge(panama, haiti.path('p.epcx'))


@test('two laptops of one office both open it')
def _():
    haiti, one, two = office('Misión Haití'), office('Oficina regional', 'PAN'), office('Oficina regional', 'PAN')
    trusts(haiti, one, two)
    seal(haiti, '--seal-for', 'Oficina regional')
    for place in (one, two):
        merge(place, haiti.path('p.epcx'))


@test('the printed recovery key opens that package when laptop and passphrase are gone; a slip of the pen is said; another key opens nothing')
def _():
    haiti, panama, late = office('Misión Haití'), office('Oficina regional', 'PAN'), office('Relevo', 'PAN')
    trusts(haiti, panama)
    haiti.write('word', 'mar y sol 7\n')
    haiti.done('-w', 'w.epc', 'add', 'organisation', 'name=Secreto-Dos')
    seal(haiti, '--seal-for', 'Oficina regional', '--passphrase-file', 'word', '--recovery', 'r.txt')
    with open(haiti.path('r.txt'), encoding='utf-8') as file:
        sheet = file.read()
    key = re.match(r'EPCR(-[0-9A-HJKMNP-TV-Z]{4}){7}$', sheet.splitlines()[0])
    assert key, sheet
    equal(os.stat(haiti.path('r.txt')).st_mode & 0o077, 0, 'who may read the sheet')
    has(sheet, 'p.epcx')
    has(merge(late, haiti.path('p.epcx'), status=3).err, 'passphrase')
    # One letter wrong: every place and some of the letters.
    right = key.group()
    for at in (5, 13, 22, len(right) - 1):
        late.write('typed', right[:at] + ('7' if right[at] != '7' else '8') + right[at + 1:] + '\n')
        has(merge(late, haiti.path('p.epcx'), '--passphrase-file', 'typed', status=3).err, 'not written as it was printed')
    # Small letters, no hyphens, an O for the zero, an l for the one.
    late.write('typed', 'epcr ' + right[5:].replace('-', ' ').lower().replace('0', 'O').replace('1', 'l') + '\n')
    merge(late, haiti.path('p.epcx'), '--passphrase-file', 'typed')
    assert 'Secreto-Dos' in names(late)
    merge(panama, haiti.path('p.epcx'))
    # As a page for the printer it says the same, with what it opens and how it is kept, on one page that only its owner may read.
    seal(haiti, '--passphrase-file', 'word', '--recovery', 'r.pdf')
    equal(os.stat(haiti.path('r.pdf')).st_mode & 0o077, 0, 'who may read the page')
    page = subprocess.run(['pdftotext', '-layout', haiti.path('r.pdf'), '-'], capture_output=True, text=True, check=True).stdout
    equal(page.count('\f'), 1, 'pages')
    lines = [line.strip() for line in page.splitlines()]
    first = next(i for i, line in enumerate(lines) if line.startswith('EPCR'))
    printed = lines[first] + lines[first + 1]
    assert re.match(r'EPCR(-[0-9A-HJKMNP-TV-Z]{4}){7}$', printed), printed
    for word in ('p.epcx', 'Misión Haití', 'STRICTLY CONFIDENTIAL', 'Locked away by'):
        has(page, word)
    # When it was made is told by the clock of the office, and by which.
    made = haiti.done('package', 'inspect', 'p.epcx', '--passphrase-file', 'word', '--json').json['made']
    local = datetime.datetime.fromisoformat(made[:19] + '+00:00').astimezone(zoneinfo.ZoneInfo('America/Port-au-Prince'))
    has(page, f'{local:%H:%M} (UTC{local:%z}'[:-2] + ':')
    late.write('typed-page', printed + '\n')
    merge(late, haiti.path('p.epcx'), '--passphrase-file', 'typed-page')
    # Of another package it is another one.
    seal(haiti, '--passphrase-file', 'word', '--recovery', 'r2.txt')
    with open(haiti.path('r2.txt'), encoding='utf-8') as file:
        assert file.readline().strip() != right
    has(merge(office('Cuarta'), haiti.path('p.epcx'), '--passphrase-file', late.path('typed'), status=3).err, 'does not open')


@test('a sealed package cut at every length and with every byte altered opens for nobody')
def _():
    haiti, panama = office('Misión Haití'), office('Oficina regional', 'PAN')
    trusts(haiti, panama)
    for place in (haiti, panama):
        place.done('-w', 'w.epc', 'add', 'organisation', 'name=Una')
    merge(panama, (seal(haiti), haiti.path('p.epcx'))[1])
    panama.done('-w', 'w.epc', 'package', 'receipt', '--write', 'r')
    trusts(haiti, panama)
    haiti.done('-w', 'w.epc', 'package', 'receipt', '--apply', panama.path('r'))
    haiti.done('-w', 'w.epc', 'add', 'organisation', 'name=Dos')
    haiti.done('-w', 'w.epc', 'package', 'create', '--for', 'Oficina regional', '--seal-for', 'Oficina regional', '--to', 'small.epcx')
    size = os.path.getsize(haiti.path('small.epcx'))
    assert size < 20000, size
    done = subprocess.run([os.environ['EPC_MERGE_PLAYER'], haiti.path('small.epcx'), panama.path('w.epc')], capture_output=True, text=True, check=True,
                          env=dict(os.environ, EPC_USER_DIR=panama.path('user')), timeout=600)
    equal(json.loads(done.stdout), {'size': size, 'opened': True, 'cut_and_opened': 0, 'altered_and_opened': 0})


@test('what an older version sealed with a passphrase still opens')
def _():
    # Written by the program before packages could be sealed for keys: package create --passphrase-file, passphrase "mar y sol 7".
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'sealed-1.epcx')
    panama = office('Oficina regional', 'PAN')
    panama.write('word', 'mar y sol 7\n')
    panama.write('wrong', 'mar y sol 8\n')
    has(merge(panama, path, status=3).err, 'passphrase')
    has(merge(panama, path, '--passphrase-file', 'wrong', status=3).err, 'does not open')
    merge(panama, path, '--passphrase-file', 'word')
    assert 'Vieja' in names(panama)


main()
