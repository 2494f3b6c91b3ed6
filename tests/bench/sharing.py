# SPDX-License-Identifier: GPL-3.0-or-later
"""The budgets of sharing: packages of many offices into one, a delta out of a million rows, a PostgreSQL database filled and followed."""
import json
import os
import subprocess
import sys
import time


def part(path, own, number, rows):
    """The counts of one office: as in @path, each office with an operation of its own."""
    with open(path, encoding='utf-8') as file, open(own, 'w', encoding='utf-8') as out:
        out.write(next(file))
        for _row in range(rows):
            out.write(next(file).replace(',Operation ', f',Operation {number}-', 1))


def measure_packages(bench, offices=20, rows=50000):
    """@bench: what tests/bench/run has: run(), line(), timed(), cli(), program, env, folder, counts, scan."""
    imports = 0
    packages = []
    for number in range(offices):
        own, name = os.path.join(bench.folder, 'part.csv'), f'office{number}.epc'
        part(bench.counts, own, number, rows)
        bench.run([bench.program, 'new', os.path.join(bench.folder, name), '--country', 'HTI'], env=bench.env)
        imports += bench.cli(name, 'import', own)[0]
        packages.append(os.path.join(bench.folder, f'{number}.epcx'))
        bench.cli(name, 'package', 'create', '--full', '--to', packages[-1])
    bench.run([bench.program, 'new', os.path.join(bench.folder, 'region.epc'), '--country', 'PAN', '--role', 'regional'], env=bench.env)
    cpu, peak, text = bench.cli('region.epc', 'package', 'merge', '--accept-unknown', *packages, '--json')
    found = bench.cli('region.epc', 'count', 'location_count', '--json')[2]
    if found.strip() != f'{{"count":{offices * rows}}}':
        sys.exit(f'not every row arrived: {found} {text[:300]}')
    bench.line(f'merge of {offices} packages of {rows:,} rows: CPU against the imports of these rows ({imports:.1f} s)', cpu / imports, 2.5, '×')
    bench.line(f'merge of {offices} packages of {rows:,} rows: peak memory', peak, 150, 'MB')


def measure_delta(bench, workspace, changes=1000):
    """What has changed in @workspace since another office had all of it."""
    bench.run([bench.program, 'new', os.path.join(bench.folder, 'other.epc'), '--country', 'PAN'], env=bench.env)
    full, delta = os.path.join(bench.folder, 'full.epcx'), os.path.join(bench.folder, 'delta.epcx')
    receipt = os.path.join(bench.folder, 'receipt')
    key = os.path.join(bench.folder, 'other.key')
    bench.cli('other.epc', 'key', 'export', '--to', key)
    bench.cli(workspace, 'key', 'trust', key)
    bench.cli(workspace, 'package', 'create', '--full', '--to', full)
    bench.cli('other.epc', 'package', 'merge', '--accept-unknown', full)
    bench.cli('other.epc', 'package', 'receipt', '--write', receipt)
    office = json.loads(bench.cli(workspace, 'package', 'receipt', '--apply', receipt, '--json')[2])['office']
    changed = os.path.join(bench.folder, 'changed.csv')
    with open(bench.counts, encoding='utf-8') as file, open(changed, 'w', encoding='utf-8') as out:
        names = next(file)
        out.write(names)
        people = names.split(',').index('numPresentIdpInd')
        for _row in range(changes):
            cells = next(file).split(',')
            cells[people] = str(int(cells[people]) + 10000)
            out.write(','.join(cells))
    text = bench.cli(workspace, 'import', changed, '--json')[2]
    if f'"updated":{changes},' not in text:
        sys.exit(f'not every change was taken: {text[:400]}')
    start = bench.cli(workspace, 'count', 'crisis')[0]
    taken = bench.cli(workspace, 'package', 'create', '--for', office, '--to', delta)[0]
    bench.timed(f'delta package of {changes:,} changes', (taken - start) * 1000, 1000, bench.scan, bench.scan_of_budgets)
    size = os.path.getsize(delta) / 1000
    bench.line(f'its size against 200 KB ({size:.0f} KB)', size / 200, 1, '×')


def measure_publish(bench, workspace, rows):
    os.environ['EPC_CLI'] = bench.program
    sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'cli'))
    from harness import Skip
    from postgres import Server
    try:
        server = Server()
    except Skip as reason:
        bench.note('publish to PostgreSQL', f'not measured: {reason}')
        return
    try:
        with open(os.path.join(server.data, 'postmaster.pid'), encoding='utf-8') as file:
            postmaster = file.readline().strip()

        def server_cpu():
            """Of the server and of all its processes that have ended."""
            time.sleep(0.3)
            with open(f'/proc/{postmaster}/stat', encoding='utf-8') as file:
                return sum(map(int, file.read().rsplit(') ', 1)[1].split()[11:15])) / os.sysconf('SC_CLK_TCK')

        def cost(words):
            """(seconds by the clock, CPU seconds of both sides)"""
            before, begun = server_cpu(), time.monotonic()
            own = bench.run(words, env=bench.env)[0]
            taken = time.monotonic() - begun
            return taken, own + server_cpu() - before
        url = server.database('bench')
        name = f'publish of {rows:,} rows'
        ours = cost([bench.program, '--workspace', os.path.join(bench.folder, workspace), 'publish', url])
        columns = server.sql('bench', "SELECT string_agg(quote_ident(attname), ',' ORDER BY attnum) FROM pg_attribute WHERE attrelid = 'epc.location_count'::regclass "
                             "AND attnum > 0 AND attname <> '_position'")[0][0]
        path = os.path.join(bench.folder, 'rows.txt')
        psql = ['psql', '-X', '-q', '-h', server.folder, '-U', 'chief', '-d', 'bench', '-c']
        subprocess.run([*psql, f'\\copy (SELECT {columns} FROM epc.location_count) TO {path}'], check=True)
        # Into the same table, with the key that it cannot be kept in step without.
        server.sql('bench', f'CREATE TABLE plain AS SELECT {columns} FROM epc.location_count WHERE false; ALTER TABLE plain ADD PRIMARY KEY (uid)')
        theirs = cost([*psql, f'\\copy plain FROM {path}'])
        bench.line(f'{name}: by the clock against psql \\copy ({theirs[0]:.1f} s)', ours[0] / theirs[0], 1.5, '×')
        bench.note(f'{name}: CPU of both sides against psql \\copy ({theirs[1]:.1f} s)', f'{ours[1] / theirs[1]:9.2f} ×')
        uid = server.sql('bench', 'SELECT uid FROM plain LIMIT 1')[0][0]
        bench.cli(workspace, 'set', 'location_count', uid, 'notes=revisado')
        again = cost([bench.program, '--workspace', os.path.join(bench.folder, workspace), 'publish', url])
        bench.note('one of them changed, published again: by the clock, CPU', f'{again[0]:7.1f} s {again[1]:7.1f} s')
    finally:
        server.stop('immediate')
