# SPDX-License-Identifier: GPL-3.0-or-later
"""Rows of the program's own are the same in every workspace, in English, and each reader reads them in the own language. What is there is read
here from data/seeds/kit_item.csv; the Spanish of two texts is written out."""
import csv
import os

from harness import Workspace, equal, main, test

with open(os.path.join(os.environ['EPC_DATA_DIR'], 'seeds', 'kit_item.csv'), encoding='utf-8', newline='') as file:
    SEEDS = list(csv.DictReader(file))
ENGLISH = {row[key] for row in SEEDS for key in ('source', 'note') if row[key]}


def shown(w, language):
    return w.ok('--lang', language, 'list', 'kit_item', '--columns', 'source,note').out


def stored(w):
    return [(row['source'], row['note'] or '') for row in w.rows('kit_item', '--columns', 'source,note')]


@test('a Spanish reader reads the source and the note of a kit\'s contents in Spanish; what is stored is the English of the seeds')
def _():
    w = Workspace('HND')
    equal(sorted(stored(w)), sorted((row['source'], row['note']) for row in SEEDS))
    spanish, english = shown(w, 'es'), shown(w, 'en')
    equal([text for text in ENGLISH if text in spanish], [])
    equal('Práctica general' in spanish and 'Por mes.' in spanish, True)
    equal([text for text in ENGLISH if text not in english], [])


@test('what is read in Spanish and written back changes nothing; what somebody writes stays as it was written')
def _():
    w = Workspace('HND')
    before = stored(w)
    entries = len(w.json('log')['entries'])
    uid = w.json('list', 'kit_item', '--where', 'note = Per month.')['rows'][0]['uid']
    w.ok('set', 'kit_item', uid, 'source=Práctica general', 'note=Por mes.')
    equal((stored(w), len(w.json('log')['entries'])), (before, entries))
    w.ok('set', 'kit_item', uid, 'note=Per month and person')
    equal('Per month and person' in shown(w, 'es'), True)


main()
