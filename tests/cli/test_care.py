# SPDX-License-Identifier: GPL-3.0-or-later
"""Care of the file: copies and restored backups begin a replica of their own and say so; check finds damage; compact loses nothing;
attachments come along; a second process is seen; a call that is killed leaves all or nothing."""
import hashlib
import os
import random
import shutil
import signal
import subprocess
import time

from harness import CLI, Skip, Workspace, equal, has, main, shared, test


def replica(workspace, file=None):
    """The replica that wrote the newest change."""
    return workspace.done('--workspace', file or workspace.file, 'log', '--limit', '1', '--json').json['entries'][0]['replica']


def lesson(workspace, title, file=None):
    return workspace.done('--workspace', file or workspace.file, 'add', 'lesson', f'title={title}', 'recommendation=Texto', '--json')


@test('a copied file begins a new replica, says so once, and both go on')
def _():
    workspace = Workspace()
    lesson(workspace, 'Uno')
    first = replica(workspace)
    copy = workspace.path('copy.epc')
    shutil.copy(workspace.file, copy)
    shutil.rmtree(workspace.path('user'))  # another laptop: its user folder knows no key of this file
    said = lesson(workspace, 'Dos', copy)
    assert said.err.strip(), 'nothing was said of the new replica'
    assert replica(workspace, copy) != first, 'the copy writes as the original'
    equal(lesson(workspace, 'Tres', copy).err.strip(), '', 'said once only')
    equal(workspace.done('--workspace', copy, 'check', '--json').json['ok'], True, 'check')


@test('a file copied on the same laptop begins a new replica as soon as the original has gone on')
def _():
    workspace = Workspace()
    lesson(workspace, 'Uno')
    copy = workspace.path('copy.epc')
    shutil.copy(workspace.file, copy)
    lesson(workspace, 'Dos')
    assert lesson(workspace, 'Tres', copy).err.strip(), 'nothing was said of the new replica'
    assert replica(workspace, copy) != replica(workspace), 'two files write under the same numbers'


@test('a restored backup begins a new replica and says so; the file that was there is kept')
def _():
    workspace = Workspace()
    lesson(workspace, 'Antes')
    backup = workspace.json('backup', '--to', workspace.path('b.epc'))['backup']
    lesson(workspace, 'Después')
    first = replica(workspace)
    result = workspace.json('restore-backup', backup)
    assert result['set_aside'] and os.path.exists(result['set_aside']), result
    kept = workspace.done('--workspace', result['set_aside'], 'count', 'lesson', '--json').json
    equal(kept, {'count': 2}, 'the file set aside')
    said = lesson(workspace, 'Otra vez')
    assert said.err.strip(), 'nothing was said of the new replica'
    assert replica(workspace) != first, 'the restored file writes under numbers that were used'
    equal(workspace.count('lesson'), 2, 'lessons')
    equal(workspace.json('check')['ok'], True, 'check')


@test('a backup holds what the workspace holds; a file that is there is not written over')
def _():
    workspace = Workspace()
    lesson(workspace, 'Uno')
    path = workspace.path('b.epc')
    workspace.ok('backup', '--to', path)
    canonical = workspace.path('c')
    workspace.done('--workspace', path, 'export', '--shared', '--to', canonical)
    with open(canonical, 'rb') as file:
        equal(file.read() == workspace.canonical(), True, 'content')
    rotating = workspace.json('backup')['backup']
    assert os.path.getsize(rotating) > 0, rotating
    workspace.bad(3, 'backup', '--to', workspace.path('none', 'b.epc'))
    workspace.bad(3, 'restore-backup', workspace.path('none.epc'))
    workspace.bad(3, 'restore-backup', workspace.write('text.epc', 'hello'))
    equal(workspace.count('lesson'), 1, 'the workspace is as it was')


@test('check is clean on a new file, and names what is wrong in a damaged one')
def _():
    workspace = Workspace()
    for number in range(50):
        lesson(workspace, f'Lección {number}')
    equal(workspace.json('check'), {'ok': True, 'findings': []})
    workspace.ok('compact')
    size = os.path.getsize(workspace.file)
    with open(workspace.file, 'r+b') as file:
        for page in range(20, size // 4096, 3):
            file.seek(page * 4096)
            file.write(b'\xa5' * 4096)
    before = open(workspace.file, 'rb').read()
    result = workspace.run('check')
    assert result.status in (1, 3) and (result.out + result.err).strip(), result
    equal(open(workspace.file, 'rb').read() == before, True, 'a damaged file is not written to')


@test('compact loses nothing that is alive, and the bin stays for its thirty days')
def _():
    workspace = Workspace()
    for number in range(20):
        lesson(workspace, f'Lección {number}')
    for row in workspace.rows('lesson')[:5]:
        workspace.ok('delete', 'lesson', row['uid'])
    before = workspace.canonical()
    assert workspace.json('compact')['bytes_saved'] >= 0
    equal(workspace.canonical() == before, True, 'canonical form')
    equal(workspace.count('lesson'), 15, 'lessons')
    deleted = workspace.json('list', 'lesson', '--deleted')['rows']
    equal(len(deleted), 5, 'in the bin')
    workspace.ok('restore', 'lesson', deleted[0]['uid'])
    equal(workspace.count('lesson'), 16, 'restored')


@test('an attached file is kept with its bytes and its SHA-256')
def _():
    workspace = Workspace()
    uid = lesson(workspace, 'Con archivo').json['uid']
    content = os.urandom(5000)
    path = workspace.write('informe final.pdf', content, 'wb')
    answer = workspace.json('attach', 'lesson', uid, path)
    equal(answer['sha256'], hashlib.sha256(content).hexdigest(), 'SHA-256')
    equal(workspace.count('attachment'), 1, 'attachments')
    workspace.bad(3, 'attach', 'lesson', uid, workspace.path('none.pdf'))
    workspace.bad(3, 'attach', 'lesson', uid, workspace.folder)
    workspace.bad(1, 'attach', 'lesson', 'NONE', path)
    workspace.ok('undo')
    equal(workspace.count('attachment'), 0, 'after undo')


@test('erase of a whole record leaves who and when, and none of its values')
def _():
    workspace = Workspace()
    uid = lesson(workspace, 'Palabrasecreta').json['uid']
    workspace.ok('erase', 'lesson', uid)
    assert 'alabrasecreta' not in workspace.run('history', 'lesson', uid, '--json').out.lower()
    assert b'alabrasecreta' not in workspace.canonical()
    equal(workspace.json('search', 'palabrasecreta')['hits'], [], 'search')
    equal(workspace.json('check')['findings'], [], 'check')


@test('erase names every backup: those beside the workspace, those made elsewhere, what was set aside, and a stick that is no longer here')
def _():
    workspace = Workspace()
    uid = lesson(workspace, 'Palabrasecreta').json['uid']
    os.makedirs(workspace.path('stick'))
    os.makedirs(workspace.path('disk'))
    beside = workspace.json('backup')['backup']
    stick = workspace.json('backup', '--to', workspace.path('stick', 'copia.epc'))['backup']
    disk = workspace.json('backup', '--to', workspace.path('disk', 'copia.epc'))['backup']
    aside = workspace.json('restore-backup', disk)['set_aside']
    workspace.bad(3, 'backup', '--to', workspace.path('none', 'b.epc'))
    os.rename(workspace.path('stick'), workspace.path('elsewhere'))
    told = workspace.run('erase', 'lesson', uid).err
    for path in (beside, disk, aside):
        assert path in told, (path, told)
    line, = (line for line in told.splitlines() if 'no longer where' in line)
    assert stick in line and disk not in line and workspace.path('none') not in told, told
    os.rename(workspace.path('elsewhere'), workspace.path('stick'))
    told = workspace.run('erase', 'lesson', lesson(workspace, 'Otra').json['uid']).err
    assert stick in told and 'no longer where' not in told, told


@test('two processes on one file: each sees what the other wrote, and no edit is lost')
def _():
    workspace = Workspace()
    env = dict(os.environ, EPC_USER_DIR=workspace.path('user'))
    running = [subprocess.Popen([CLI, '--workspace', workspace.file, 'add', 'lesson', f'title=Lección {number}', 'recommendation=x'],
                                env=env, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) for number in range(12)]
    for process in running:
        error = process.communicate(timeout=120)[1]
        equal(process.returncode, 0, error.decode())
    equal(workspace.count('lesson'), 12, 'lessons')
    codes = [r['code'] for r in workspace.rows('lesson')]
    equal(len(set(codes)), 12, f'codes {codes}')
    equal(workspace.json('check')['findings'], [], 'check')


@test('kill -9 in the middle of an import leaves none or all of it, and the file opens and checks')
def _():
    source = shared('01_dtm', 'global-iom-dtm-from-api-admin-0-to-2.csv')
    workspace = Workspace()
    start = time.monotonic()
    workspace.ok('import', source)
    whole = time.monotonic() - start
    workspace.ok('undo')
    env = dict(os.environ, EPC_USER_DIR=workspace.path('user'))
    chance = random.Random(20261014)
    seen = set()
    for _round in range(12):
        process = subprocess.Popen([CLI, '--workspace', workspace.file, 'import', source], env=env, stdout=subprocess.DEVNULL,
                                   stderr=subprocess.DEVNULL)
        time.sleep(chance.uniform(0, whole * 1.1))
        process.send_signal(signal.SIGKILL)
        process.wait()
        count = workspace.count('location_count')
        assert count in (0, 13367), f'{count} rows after kill -9'
        seen.add(count)
        equal(workspace.json('check')['findings'], [], 'check')
        if count:
            workspace.ok('undo')
            equal(workspace.count('location_count'), 0, 'undone')


@test('a file that may not be written is read, and a change is refused in plain words')
def _():
    workspace = Workspace()
    lesson(workspace, 'Uno')
    os.chmod(workspace.file, 0o444)
    os.chmod(workspace.folder, 0o555)
    try:
        if os.access(workspace.file, os.W_OK):
            raise Skip('this user may write everything')
        equal(workspace.count('lesson'), 1, 'reading still works')
        has(workspace.bad(3, 'add', 'lesson', 'title=Dos', 'recommendation=x').err, 'w.epc')
    finally:
        os.chmod(workspace.folder, 0o755)
        os.chmod(workspace.file, 0o644)


main()
