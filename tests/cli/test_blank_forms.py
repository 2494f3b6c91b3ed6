# SPDX-License-Identifier: GPL-3.0-or-later
"""Blank forms on paper, read back with pdftotext and pdfinfo: every question of the catalogue is there, on both papers, in the language
asked for."""
import re
import subprocess

from harness import Workspace, equal, has, main, need_program, plain, test

_workspace = None


def workspace():
    global _workspace
    if _workspace is None:
        _workspace = Workspace()
    return _workspace


def printed(entity, *words):
    """(text, pages, size in points) of the form."""
    need_program('pdftotext')
    path = workspace().path(f'{entity}.pdf')
    workspace().ok('report', 'form', entity, '--to', path, *words)
    text = subprocess.run(['pdftotext', '-layout', path, '-'], capture_output=True, check=True).stdout.decode('utf-8')
    info = subprocess.run(['pdfinfo', path], capture_output=True, check=True).stdout.decode('utf-8')
    size = re.search(r'Page size:\s+([\d.]+) x ([\d.]+)', info)
    return text, int(re.search(r'Pages:\s+(\d+)', info)[1]), (round(float(size[1])), round(float(size[2])))


def squeezed(text):
    """Letters and digits only: lines break where they like."""
    return re.sub(r'[^a-z0-9]', '', plain(text))


@test('the blank form of every kind of record asks every question that somebody can answer, and says its page and source')
def _():
    n = 0
    for line in workspace().json('entities')['entities']:
        if line['area'] == 'program':
            continue
        told = workspace().json('entities', line['key'])
        text, pages, _ = printed(line['key'])
        letters = squeezed(text)
        for field in told['fields']:
            if field['type'] in ('computed', 'file', 'longitude') or field['read_only']:
                continue
            label = 'Position' if field['type'] == 'latitude' else field['label']
            # A part of a table stands in its row; the part of all ages is the row "All ages" under its own heading.
            assert squeezed(label)[:18] in letters, f'{line["key"]}: “{label}” is not asked'
        has(text, f'Page 1 of {pages}', line['key'])
        has(squeezed(text), squeezed(f'data dictionary of EPC Desk, {line["key"]}'), 'source')
        n += 1
    assert n > 70, n


@test('sections are numbered once: a form that follows a guide has the numbers of the guide')
def _():
    lines = [' '.join(line.split()) for line in printed('evacuation_plan')[0].splitlines()]
    heads = [line for line in lines if re.match(r'\d+ [A-Z]', line)]
    assert any(line.startswith('1 Authority, legal basis') for line in heads), heads
    assert 'Plan' in lines and not any(re.match(r'\d+ \d+ ', line) for line in lines), lines[:60]
    heads = [' '.join(line.split()) for line in printed('site')[0].splitlines()]
    assert '1 Identification' in heads and '2 Place' in heads, heads[:60]


@test('codes can be ticked: every choice of a short list stands on the paper')
def _():
    text = squeezed(printed('site')[0])
    told = workspace().json('entities', 'site')
    n = 0
    for field in told['fields']:
        if field['type'] in ('code', 'codes') and len(field['codes']) <= 40:
            for label in field['codes'].values():
                assert squeezed(label) in text, f'{field["key"]}: {label}'
                n += 1
    assert n > 60, n


@test('sex and age are one table')
def _():
    for entity in ('location_count', 'site_count', 'funding_request', 'activity'):
        text = printed(entity)[0]
        has(text, 'by sex and age', entity)
        assert re.search(r'Girls.{2,160}Boys', text), f'{entity}: girls and boys are not beside each other'


@test('A4 and Letter have their own size, and the office stands on the sheet')
def _():
    text, _, size = printed('site', '--paper', 'A4')
    equal(size, (595, 842))
    has(text, 'Prueba')
    equal(printed('site', '--paper', 'Letter')[2], (612, 792))


@test('what cannot be asked for is refused in words')
def _():
    path = workspace().path('x.pdf')
    has(workspace().bad(2, 'report', 'form', '--to', path).err, 'report form site')
    has(workspace().bad(1, 'report', 'form', 'sitio', '--to', path).err, 'site')
    has(workspace().bad(3, 'report', 'form', 'setting', '--to', path).err, 'program itself')
    has(workspace().done('report').out, 'form')


main()
