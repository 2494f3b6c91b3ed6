# SPDX-License-Identifier: GPL-3.0-or-later
"""A reader's workspace: packages come in, and every verb that writes is refused with a sentence. That nothing was written is told by the bytes of
the canonical form and by the journal, read with Python's sqlite3."""
import os
import sqlite3

from harness import Place, equal, has, main, test


def pair():
    office, reader = Place(), Place()
    office.done('new', 'w.epc', '--country', 'HTI', '--office', 'Misión')
    reader.done('new', 'w.epc', '--country', 'HTI', '--office', 'Embajada', '--role', 'reader')
    office.done('-w', 'w.epc', 'key', 'export', '--to', 'own.key')
    return office, reader


def state(place):
    path = place.path('all.ndjson')
    place.done('-w', 'w.epc', 'export', '--shared', '--to', path)
    database = sqlite3.connect(place.path('w.epc'))
    steps = database.execute('SELECT max (id), (SELECT max (id) FROM _journal) FROM _step').fetchone()
    database.close()
    with open(path, 'rb') as file:
        return file.read(), steps


@test('a reader trusts a key, takes packages in, reads, exports and reports')
def _():
    office, reader = pair()
    made = office.done('-w', 'w.epc', 'add', 'organisation', 'name=Cruz Roja', '--json').json
    office.done('-w', 'w.epc', 'package', 'create', '--full', '--to', 'p.epcx')
    has(reader.fails(3, '-w', 'w.epc', 'package', 'merge', office.path('p.epcx')).err, 'key')
    reader.done('-w', 'w.epc', 'key', 'trust', office.path('own.key'))
    reader.done('-w', 'w.epc', 'package', 'merge', office.path('p.epcx'))
    equal([r['name'] for r in reader.done('-w', 'w.epc', 'list', 'organisation', '--json').json['rows']], ['Cruz Roja'])
    # The next one, too, and the receipt for it.
    office.done('-w', 'w.epc', 'set', 'organisation', made['uid'], 'name=Cruz Roja Haitiana')
    office.done('-w', 'w.epc', 'package', 'create', '--to', 'p2.epcx')
    reader.done('-w', 'w.epc', 'package', 'merge', office.path('p2.epcx'))
    equal([r['name'] for r in reader.done('-w', 'w.epc', 'list', 'organisation', '--json').json['rows']], ['Cruz Roja Haitiana'])
    reader.done('-w', 'w.epc', 'package', 'receipt', '--write', 'r.epcx')
    reader.done('-w', 'w.epc', 'export', 'organisation', '--to', 'o.csv')
    reader.done('-w', 'w.epc', 'check')
    reader.done('-w', 'w.epc', 'backup', '--to', 'b.epc')


@test('every verb that writes is refused there with a plain sentence, and nothing was written')
def _():
    office, reader = pair()
    made = office.done('-w', 'w.epc', 'add', 'organisation', 'name=Cruz Roja', '--json').json
    office.done('-w', 'w.epc', 'package', 'create', '--full', '--to', 'p.epcx')
    reader.done('-w', 'w.epc', 'package', 'merge', office.path('p.epcx'), '--accept-unknown')
    before = state(reader)
    rows = reader.write('rows.csv', 'name,type\nMédicos,international_ngo\n')
    note = reader.write('note.txt', 'x')
    uid = made['uid']
    for words in (['add', 'organisation', 'name=Otra'], ['set', 'organisation', uid, 'name=Otra'], ['delete', 'organisation', uid],
                  ['erase', 'organisation', uid, 'name'], ['attach', 'organisation', uid, note], ['import', rows, '--as', 'organisation'], ['undo'],
                  ['settings', 'rounds.full_coverage=80'], ['settings', 'role=country']):
        result = reader.call('-w', 'w.epc', *words)
        assert result.status != 0, result
        has(result.err, "w.epc is a reader's workspace", words[0])
        equal(state(reader), before, words)
    # What does not write works: a dry run, and looking at a package.
    equal(reader.call('-w', 'w.epc', 'import', rows, '--as', 'organisation', '--dry-run').status, 0)
    reader.done('-w', 'w.epc', 'package', 'inspect', office.path('p.epcx'))
    equal(state(reader), before)
    assert os.path.exists(reader.path('w.epc'))


main()
