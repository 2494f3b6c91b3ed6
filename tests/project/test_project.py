# SPDX-License-Identifier: GPL-3.0-or-later
"""What holds for the sources as a whole: the floors of the house, what may stand where, size, wording, translations, papers."""
import os
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as tree

sys.path.insert(0, os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), 'cli'))
from harness import CLI, SOURCE, Skip, equal, has, main, test  # noqa: E402

# Ground floor first: what a room may use beside itself and GLib.
ROOMS = {
    'base': set(),
    'model': {'base'},
    'store': {'base', 'model'},
    'analysis': {'base', 'model', 'store'},
    'exchange': {'base', 'model', 'store'},
    'draw': {'base'},
    'report': {'base', 'model', 'store', 'analysis', 'exchange', 'draw'},
    'publish': {'base', 'model', 'store', 'exchange'},
    'cli': {'base', 'model', 'store', 'analysis', 'exchange', 'draw', 'report', 'publish'},
    'desktop': {'base', 'model', 'store', 'analysis', 'exchange', 'draw', 'report'},
}
LONGEST_FILE = 900
# Spelled apart, so that this file does not find itself.
MARKERS = ['TO' + 'DO', 'FIX' + 'ME']
OUTSIDE = ['/work/' + 'shared', 'design' + '.md', 'domain' + '.md', 'style' + '.md', 'peers' + '.md']


def files(*folders, endings=('.c', '.h')):
    """Paths below these folders, from the root of the sources."""
    for folder in folders:
        for place, names, found in os.walk(os.path.join(SOURCE, folder)):
            names.sort()
            for name in sorted(found):
                if name.endswith(endings) and not name.startswith('.'):
                    yield os.path.relpath(os.path.join(place, name), SOURCE)


def read(path):
    with open(os.path.join(SOURCE, path), encoding='utf-8') as file:
        return file.read()


def includes(path):
    return re.findall(r'^\s*#\s*include\s+[<"]([^>"]+)[>"]', read(path), re.M)


def without_comments(path):
    return re.sub(r'/\*.*?\*/', '', read(path), flags=re.S)


def none(found, sentence):
    assert not found, sentence + ':\n' + '\n'.join(map(str, found[:40]))


@test('each room includes only itself and the rooms below it')
def _():
    wrong = []
    for path in files('app'):
        room = path.split('/')[1]
        assert room in ROOMS, f'{path}: no such room in the plan of the house'
        for name in includes(path):
            other = name.split('/')[0]
            if other in ROOMS and other != room and other not in ROOMS[room]:
                wrong.append(f'{path} includes {name}')
            if name.startswith('..'):
                wrong.append(f'{path} includes {name}: name the room instead')
    none(wrong, 'A room includes one that is not below it')


@test('only the store knows SQLite')
def _():
    none([p for p in files('app') if 'sqlite3.h' in includes(p) and not p.startswith('app/store/')], 'sqlite3.h is included')
    statement = re.compile(r'"\s*(?:SELECT\s|INSERT INTO|UPDATE\s+\S+\s+SET|DELETE FROM|CREATE (?:TABLE|INDEX)|ALTER TABLE|PRAGMA\s)')
    none([p for p in files('app') if statement.search(without_comments(p)) and not p.startswith(('app/store/', 'app/publish/'))], 'SQL is spoken')


@test('only publishing knows PostgreSQL, and the window does not carry it along')
def _():
    none([p for p in files('app') if 'libpq-fe.h' in includes(p) and not p.startswith('app/publish/')], 'libpq-fe.h is included')
    window = os.path.join(os.path.dirname(os.path.dirname(CLI)), 'desktop', 'epc-desk')
    if os.path.exists(window):
        none(re.findall(r'libpq\S+', subprocess.run(['ldd', window], capture_output=True, text=True, check=False).stdout), 'epc-desk is linked with')


@test('no room below the window knows GTK')
def _():
    wrong = [f'{path} includes {name}' for path in files('app') if not path.startswith('app/desktop/') for name in includes(path)
             if re.match(r'(gtk|gdk(?!-pixbuf)|gsk|adwaita|shumate)', name)]
    none(wrong, 'GTK below the desktop')
    needed = subprocess.run(['ldd', CLI], capture_output=True, text=True, check=False).stdout
    none(re.findall(r'libgtk-\S+|libadwaita\S+|libshumate\S+', needed), 'epc-desk-cli is linked with')


@test(f'no source is longer than {LONGEST_FILE} lines')
def _():
    long = [(len(read(p).splitlines()), p) for p in files('app', 'tests', endings=('.c', '.h', '.py', '.ui', '.css'))]
    none([f'{n} {p}' for n, p in sorted(long, reverse=True) if n > LONGEST_FILE], 'Too long')


@test('files are opened as Windows needs it: names in UTF-8, bytes as they are')
def _():
    none([f'{path}: {line.strip()}' for path in files('app') for line in without_comments(path).split('\n')
          if re.search(r'(?<![\w>.])(fopen|open|creat|mkstemp|mkdtemp) \(', line)
          or (re.search(r'\b(g_open|g_mkstemp_full) \(', line) and 'EPC_OPEN_PLAIN' not in line)],
         'opens a file without GLib (g_fopen, g_open) or without EPC_OPEN_PLAIN')


@test('every test has a name of its own: meson stops in the middle of a run where two share one')
def _():
    for folder, _folders, names in os.walk(os.path.join(SOURCE, 'tests')):
        if 'meson.build' in names:
            for listed in re.findall(r'foreach \w+ : \[(.*?)\]', open(os.path.join(folder, 'meson.build'), encoding='utf-8').read(), re.S):
                found = re.findall(r"'([^']+)'", listed)
                equal(sorted(found), sorted(set(found)), folder)


@test('nothing is left for later: no markers in the sources')
def _():
    wrong = []
    for path in files('app', 'ui', 'tests', 'po', endings=('.c', '.h', '.py', '.ui', '.css', '.sh', '.build', 'update')):
        for number, line in enumerate(read(path).splitlines(), 1):
            if any(re.search(rf'\b{marker}\b', line) for marker in MARKERS) or re.search(r'(/\*|//|#)\s*X{3}\b', line):
                wrong.append(f'{path}:{number}: {line.strip()}')
    none(wrong, 'Markers')


@test('the sources name nothing that lies outside the project')
def _():
    wrong = []
    for path in [*files('app', 'ui', 'data', 'tests', 'po', '.ci', endings=('.c', '.h', '.py', '.ui', '.css', '.sh', '.md', '.build', '.txt')),
                 'README.md', 'HACKING.md', 'dev']:
        if os.path.exists(os.path.join(SOURCE, path)):
            wrong += [f'{path}: {part}' for part in OUTSIDE if re.search(rf'(?<![\w-]){re.escape(part)}', read(path))]
    none(wrong, 'Named')


@test('every source begins with its licence, every header is included once')
def _():
    wrong = [p for p in files('app', 'tests') if not read(p).startswith('/* SPDX-License-Identifier: GPL-3.0-or-later')]
    none(wrong, 'No licence in the first line')
    none([p for p in files('app', 'tests', endings=('.h',)) if '#pragma once' not in read(p)], 'No #pragma once')


@test('GLib 2.74 is enough: nothing newer is called')
def _():
    newer = re.compile(r'\b(g_set_str|g_string_free_and_steal|GtkFileDialog|GtkAlertDialog|AdwToolbarView|AdwNavigationView|'
                       r'AdwNavigationSplitView|AdwOverlaySplitView|AdwDialog|AdwAlertDialog|AdwSwitchRow|AdwSpinRow|AdwBanner|'
                       r'AdwBreakpoint|gtk_(?:file|alert)_dialog_\w+|adw_(?:toolbar_view|navigation_view|switch_row|spin_row|banner)_\w+)\b')
    # both kinds of alert stand behind a version check in one file, and nobody else makes either
    alert = ('app/desktop/widgets/epc-alert.c', 'app/desktop/widgets/epc-alert.h')
    none([f'{p}: {m}' for p in files('app', 'ui', endings=('.c', '.h', '.ui')) if p not in alert
          for m in sorted(set(newer.findall(without_comments(p))))], 'Newer than Debian 12')
    none([p for p in files('app', endings=('.c', '.h')) if p not in alert and re.search('adw_message_dialog|AdwMessageDialog', without_comments(p))],
         'A dialog that Debian 13 measures wrongly (epc-alert.h)')


@test('every .ui file is well formed, knows its classes, and lets its words be translated')
def _():
    own = set()
    for path in files('app/desktop'):
        for name in re.findall(r'G_DEFINE(?:_\w+)?_TYPE(?:_WITH_\w+)?\s*\(\s*(\w+)', read(path)):
            own.add(name)
    wrong, count = [], 0
    for path in files('ui', 'app', endings=('.ui',)):
        root = tree.parse(os.path.join(SOURCE, path)).getroot()
        count += 1
        for element in root.iter():
            name = element.get('class')
            if element.tag in ('object', 'template') and name and not re.match(r'(Gtk|Gdk|G|Adw|Shumate)[A-Z]', name) and name not in own:
                wrong.append(f'{path}: no class {name}')
            shown = element.get('name') in ('label', 'title', 'subtitle', 'description', 'tooltip-text', 'placeholder-text', 'icon-tooltip')
            if element.text == 'EPC Desk':
                continue  # the name of the program
            if element.tag == 'property' and shown and re.search('[A-Za-z]{2}', element.text or '') and not element.get('translatable'):
                wrong.append(f'{path}: “{element.text}” cannot be translated')
        ids = [e.get('id') for e in root.iter('object') if e.get('id')]
        wrong += [f'{path}: the id {i} stands twice' for i in set(ids) if ids.count(i) > 1]
    assert count > 0, 'no .ui files'
    none(wrong, 'In the .ui files')


@test('.ui files of plain GTK are valid for gtk4-builder-tool')
def _():
    if not all(map(shutil.which, ('gtk4-builder-tool', 'xvfb-run'))):
        raise Skip('no gtk4-builder-tool or no xvfb-run')
    plain = [p for p in files('ui', endings=('.ui',)) if not re.search(r'class="(?!Gtk)|<template', read(p))]
    if not plain:
        raise Skip('every .ui file has classes of libadwaita or our own')
    for path in plain:
        done = subprocess.run(['xvfb-run', '-a', 'gtk4-builder-tool', 'validate', os.path.join(SOURCE, path)], capture_output=True, text=True,
                              check=False)
        equal(done.returncode, 0, f'{path}: {done.stdout}{done.stderr}')


@test('the settings schema is strict')
def _():
    if not shutil.which('glib-compile-schemas'):
        raise Skip('no glib-compile-schemas')
    done = subprocess.run(['glib-compile-schemas', '--strict', '--dry-run', os.path.join(SOURCE, 'data')], capture_output=True, text=True,
                          check=False)
    equal((done.returncode, done.stderr), (0, ''), 'glib-compile-schemas')


@test('every source with words for people is translated from: po/POTFILES')
def _():
    listed = set(read('po/POTFILES').split())
    words = re.compile(r'(?<!\w)N?_\s?\(\s*"|ngettext_\s?\(')
    found = {p for p in files('app') if words.search(re.sub(r'/\*.*?\*/|#define.*', '', read(p), flags=re.S if False else 0))}
    found |= {p for p in files('ui', endings=('.ui',)) if 'translatable=' in read(p)}
    none(sorted(found - listed), 'Missing in po/POTFILES (./dev po)')
    none(sorted(p for p in listed if not os.path.exists(os.path.join(SOURCE, p))), 'In po/POTFILES, but not there')


@test('numbers of 64 bits never stand in words that are translated')
def _():
    wrong = re.compile(r'(?<!\w)(?:N?_|ngettext_)\s?\(\s*"[^"]*"\s*G_G\w+_FORMAT')
    none([p for p in files('app') if wrong.search(read(p))], 'xgettext cannot read them')


@test('Spanish is complete: nothing untranslated, nothing doubtful, directives kept')
def _():
    if not shutil.which('msgfmt'):
        raise Skip('no msgfmt')
    for language in read('po/LINGUAS').split():
        with tempfile.TemporaryDirectory() as folder:
            done = subprocess.run(['msgfmt', '--statistics', '--check', '-o', os.path.join(folder, 'x.mo'), os.path.join(SOURCE, 'po', f'{language}.po')],
                                  capture_output=True, text=True, env={**os.environ, 'LC_ALL': 'C.UTF-8', 'LANGUAGE': 'en'}, check=False)
        equal(done.returncode, 0, f'{language}: {done.stderr}')
        assert 'untranslated' not in done.stderr and 'fuzzy' not in done.stderr, f'{language}: {done.stderr.strip()}'


@test('README and the man page name every verb, and no other')
def _():
    listed = subprocess.run([CLI, '--help'], capture_output=True, text=True, check=True, env={**os.environ, 'LANGUAGE': 'en'}).stdout
    verbs = set(re.findall(r'^  ([a-z-]+)  ', listed, re.M))
    assert len(verbs) > 25, verbs
    readme = read('README.md')
    table = '\n'.join(line for line in readme.splitlines() if line.startswith('| `'))
    named = set()
    for cell in re.findall(r'^\|(.*?)(?<!\\)\|', table, re.M):
        named |= {words.split()[0] for words in re.findall(r'`([^`]+)`', cell)}
    none(sorted(verbs - named), 'Not in README.md')
    none(sorted(n for n in named if re.fullmatch('[a-z-]+', n) and n not in verbs), 'In README.md, but no verb')
    page = read('data/man/epc-desk-cli.1').replace('\\-', '-')
    for verb in sorted(verbs):
        has(page, f'.B {verb}', 'the man page')


@test('what README says can be typed: scripts and papers are there')
def _():
    for name in ('dev', 'LICENSE', 'HACKING.md', 'app/DESIGN.md', '.editorconfig', '.clang-format', '.ci/run'):
        assert os.path.exists(os.path.join(SOURCE, name)), f'{name} is missing'
    for path in re.findall(r'!\[[^\]]*\]\(([^)]+)\)', read('README.md')):
        assert os.path.getsize(os.path.join(SOURCE, path)) > 10000, f'{path} is no picture'
    for path in ('dev', '.ci/run', 'po/update', 'tests/run-ui.sh'):
        assert os.access(os.path.join(SOURCE, path), os.X_OK), f'{path} cannot be run'
        done = subprocess.run(['bash', '-n', os.path.join(SOURCE, path)], capture_output=True, text=True, check=False)
        equal(done.returncode, 0, f'{path}: {done.stderr}')


main()
