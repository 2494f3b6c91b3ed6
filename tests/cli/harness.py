# SPDX-License-Identifier: GPL-3.0-or-later
"""Drives epc-desk-cli as somebody's script would: a program, a private folder, its exit status, its two streams. Speaks TAP."""
import atexit
import csv
import json
import os
import shutil
import subprocess
import sys
import tempfile
import traceback
import unicodedata

CLI = os.environ['EPC_CLI']
SOURCE = os.environ.get('EPC_SOURCE_DIR', os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))))
SHARED = os.environ.get('EPC_SHARED_DATA', os.path.join(SOURCE, '..', 'shared', 'data'))
CLOCK = '2026-10-14T12:00:00Z'

_tests = []
_folders = []


class Skip(Exception):
    """Raised by a test that cannot run here; the text says what is missing."""


def test(sentence):
    """Registers a function as one TAP line; the sentence says what must hold."""
    def register(function):
        _tests.append((sentence, function))
        return function
    return register


def main():
    """Runs every registered test; one failing test does not stop the others."""
    wanted = sys.argv[1:]
    tests = [(s, f) for s, f in _tests if not wanted or any(w in s for w in wanted)]
    print(f'1..{len(tests)}', flush=True)
    failed = 0
    for number, (sentence, function) in enumerate(tests, 1):
        try:
            function()
            print(f'ok {number} - {sentence}', flush=True)
        except Skip as reason:
            print(f'ok {number} - {sentence} # SKIP {reason}', flush=True)
        except Exception:  # an unexpected one is a failed test like any other
            failed += 1
            print(f'not ok {number} - {sentence}')
            for line in traceback.format_exc().splitlines():
                print(f'# {line}', flush=True)
            # Of a program that failed meson prints the errors alone, and a run on another machine leaves nothing else behind.
            traceback.print_exc()
    sys.exit(1 if failed else 0)


@atexit.register
def _clean():
    for folder in _folders:
        shutil.rmtree(folder, ignore_errors=True)


def new_folder():
    folder = tempfile.mkdtemp(prefix='epc-cli-')
    _folders.append(folder)
    return folder


def shared(*parts):
    """A file that lies outside the project; the test is skipped where there is none."""
    path = os.path.join(SHARED, *parts)
    if not os.path.exists(path):
        raise Skip(f'no {path}')
    return path


def need_program(name):
    if shutil.which(name) is None:
        raise Skip(f'{name} is not installed')


class Result:
    def __init__(self, words, status, out, err):
        self.words, self.status, self.out, self.err = words, status, out, err

    @property
    def json(self):
        lines = self.out.strip().splitlines()
        assert len(lines) == 1, f'{self.words}: not one line of JSON on stdout: {self.out[:300]!r} {self.err[:300]!r}'
        value = json.loads(lines[0])
        assert isinstance(value, dict), f'{self.words}: not one JSON object'
        return value

    def __repr__(self):
        return f'{" ".join(map(str, self.words))}\n  status {self.status}\n  out {self.out[:800]!r}\n  err {self.err[:800]!r}'


class Place:
    """A private folder with its own user data: one laptop."""

    def __init__(self, clock=None):
        self.folder = new_folder()
        self.clock = clock

    def path(self, *parts):
        return os.path.join(self.folder, *parts)

    def call(self, *words, env=None, timeout=300):
        """Runs the program with these words; never fails by itself."""
        own = dict(os.environ, EPC_USER_DIR=self.path('user'), HOME=self.folder, XDG_DATA_HOME=self.path('share'),
                   XDG_CONFIG_HOME=self.path('config'), XDG_CACHE_HOME=self.path('cache'), LC_ALL='C.UTF-8', LANGUAGE='en')
        own.pop('EPC_CLOCK', None)
        if self.clock:
            own['EPC_CLOCK'] = self.clock
        own.update(env or {})
        done = subprocess.run([CLI, *map(str, words)], env=own, cwd=self.folder, capture_output=True, timeout=timeout,
                              stdin=subprocess.DEVNULL)
        result = Result(words, done.returncode, done.stdout.decode('utf-8'), done.stderr.decode('utf-8'))
        assert done.returncode in (0, 1, 2, 3), f'ended by a signal or an unknown status: {result}'
        for word in ('-CRITICAL **', '-WARNING **', 'Sanitizer', 'runtime error:'):
            assert word not in result.err, f'the program complains of itself: {result.err[:3000]}'
        return result

    def fails(self, status, *words, **options):
        result = self.call(*words, **options)
        assert result.status == status, f'status {status} was expected: {result}'
        assert result.err.strip(), f'a failure says nothing on stderr: {result}'
        return result

    def done(self, *words, **options):
        result = self.call(*words, **options)
        assert result.status == 0, f'status 0 was expected: {result}'
        return result

    def write(self, name, content, mode='w'):
        path = self.path(name)
        with open(path, mode, **({} if 'b' in mode else {'encoding': 'utf-8', 'newline': ''})) as file:
            file.write(content)
        return path


class Workspace(Place):
    def __init__(self, country='HTI', clock=None, name='w.epc'):
        super().__init__(clock)
        self.file = self.path(name)
        self.done('new', self.file, '--country', country, '--office', 'Prueba')

    def run(self, *words, **options):
        return self.call('--workspace', self.file, *words, **options)

    def ok(self, *words, **options):
        return self.done('--workspace', self.file, *words, **options)

    def bad(self, status, *words, **options):
        return self.fails(status, '--workspace', self.file, *words, **options)

    def json(self, *words, status=0, **options):
        result = self.run(*words, '--json', **options)
        assert result.status == status, f'status {status} was expected: {result}'
        return result.json

    def count(self, entity, *where):
        return self.json('count', entity, *[w for condition in where for w in ('--where', condition)])['count']

    def rows(self, entity, *words):
        return self.json('list', entity, *words)['rows']

    def stats(self):
        return {key: value['live'] for key, value in self.json('stats')['entities'].items() if value['live']}

    def canonical(self, entity=None):
        """The form that workspaces are compared by, as bytes."""
        path = self.path('canonical')
        if os.path.exists(path):
            os.remove(path)
        self.ok('export', *([entity] if entity else []), '--shared', '--to', path)
        with open(path, 'rb') as file:
            return file.read()


def equal(got, expected, what=''):
    assert got == expected, f'{what}: {got!r} is not {expected!r}'


def has(text, part, what=''):
    assert part in text, f'{what}: {part!r} does not stand in {text[:1500]!r}'


def read_csv(path):
    with open(path, encoding='utf-8-sig', newline='') as file:
        return list(csv.reader(file))


def plain(text):
    """Without accents, in lower case."""
    return ''.join(c for c in unicodedata.normalize('NFD', text) if not unicodedata.combining(c)).lower()
