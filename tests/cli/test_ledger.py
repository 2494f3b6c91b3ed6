# SPDX-License-Identifier: GPL-3.0-or-later
"""Stock, needs and distributions from the command line. What must come out is reckoned here by sums over lists."""
import math

from harness import Place, Workspace, equal, has, main, test

class Ticking(Workspace):
    """A second passes with each call, from noon in Honduras on: at a clock that stands still all new records would be one."""
    seconds = 0

    def call(self, *words, **options):
        self.seconds += 1
        self.clock = f'2026-10-20T18:{self.seconds // 60:02d}:{self.seconds % 60:02d}Z'
        return super().call(*words, **options)


def made():
    w = Ticking(country='HND')
    w.ok('add', 'place', 'pcode=HN05', 'name=Cortés', 'level=1', 'parent=HND', 'iso3=HND', 'pcode_status=official')
    for name in ('Norte', 'Sur'):
        w.ok('add', 'warehouse', f'name={name}', 'place=HN05')
    for lot, expires, quantity in (('A', '2026-10-10', 30), ('B', '2026-11-30', 40), ('C', '2027-06-30', 50)):
        w.ok('stock', 'receive', 'HYGIENE-KIT', quantity, '--to', 'Norte', '--lot', lot, '--expires', expires, '--time', '2026-09-01')
    return w


def entries(w, *words):
    return [(e['type'], e['lot'], e['quantity']) for e in w.json('stock', *words)['entries']]


def hygiene(w, place='Norte'):
    lines = {(x['warehouse'], x['item_code']): x for x in w.json('analyse', 'stock')['items']}
    return lines[(place, 'HYGIENE-KIT')]


@test('what expires first goes first, and what has expired does not go at all')
def _():
    w = made()
    equal(entries(w, 'dispatch', 'HYGIENE-KIT', 60, '--from', 'Norte'), [('dispatch', 'B', -40), ('dispatch', 'C', -20)])
    # 120 are there, 30 expired on the 10th, 60 gone
    answer = w.bad(1, 'stock', 'dispatch', 'HYGIENE-KIT', 31, '--from', 'Norte')
    has(answer.err, 'at most 30 of')
    has(w.bad(1, 'stock', 'dispatch', 'HYGIENE-KIT', 1, '--from', 'Norte', '--lot', 'A').err, 'expired on 10 Oct 2026')
    line = hygiene(w)
    equal((line['on_hand'], line['expired'], line['available']), (60, 30, 30))
    equal(entries(w, 'expire', 'HYGIENE-KIT', 30, '--from', 'Norte'), [('expiry', 'A', -30)])
    # the same rule where a row is entered by itself
    w.ok('stock', 'receive', 'HYGIENE-KIT', 5, '--to', 'Norte', '--lot', 'D', '--expires', '2026-10-01', '--time', '2026-09-01')
    lot = [r for r in w.rows('batch', '--columns', 'uid,batch_no') if r['batch_no'] == 'D'][0]['uid']
    has(w.bad(1, 'add', 'stock_movement', 'type=dispatch', 'item=HYGIENE-KIT', f'batch={lot}', 'quantity=-1', 'warehouse=Norte').err,
        'expired on 1 Oct 2026')


@test('an entry for a day gone by is refused where a later day would lack it, with the day and what is possible')
def _():
    w = made()
    w.ok('stock', 'dispatch', 'HYGIENE-KIT', 40, '--from', 'Norte', '--lot', 'C', '--time', '2026-10-15')
    lot = [r for r in w.rows('batch', '--columns', 'uid,batch_no') if r['batch_no'] == 'C'][0]['uid']
    row = ['type=loss', 'reason=x', 'item=HYGIENE-KIT', f'batch={lot}', 'warehouse=Norte', 'time=2026-09-20']
    # 50 − 40 = 10 from the 15th on: 11 on the 20th of September are one too many on 15 October
    answer = w.bad(1, 'add', 'stock_movement', 'quantity=-11', *row)
    has(answer.err, 'would hold −1 of')
    has(answer.err, 'on 15 Oct 2026')
    has(answer.err, 'On 20 Sep 2026 at most 10 can leave')
    w.ok('add', 'stock_movement', 'quantity=-10', *row)
    before = w.count('stock_movement')
    has(w.bad(1, 'stock', 'reverse', 'HND-MOV-0003', '--reason', 'x').err, 'would hold −')
    equal(w.count('stock_movement'), before)


@test('an import takes what can be taken in the order of time and refuses the rest, row by row')
def _():
    w = Ticking(country='HND')
    w.ok('add', 'place', 'pcode=HN05', 'name=Cortés', 'level=1', 'parent=HND', 'iso3=HND', 'pcode_status=official')
    w.ok('add', 'warehouse', 'name=Norte', 'place=HN05')
    rows = [('2026-10-05', 'dispatch', -60), ('2026-10-03', 'dispatch', -50), ('2026-10-02', 'receipt', 100), ('2026-10-01', 'dispatch', -1),
            ('2026-10-07', 'receipt', 15), ('2026-10-06', 'dispatch', -50), ('2026-10-08', 'dispatch', -60)]
    text = 'time,type,quantity,item,warehouse\n' + ''.join(f'{t}T12:00:00-06:00,{k},{q},BLANKET,Norte\n' for t, k, q in rows)
    path = w.write('ledger.csv', text)
    # The model: all receipts, then what leaves by time; each must leave every later day at 0 or more.
    days = {}
    for t, _k, q in rows:
        if q > 0:
            days[t] = days.get(t, 0) + q
    taken, refused = [], []
    for number, (t, _k, q) in sorted(enumerate(rows, 2), key=lambda r: r[1][0]):
        if q > 0:
            continue
        trial = dict(days)
        trial[t] = trial.get(t, 0) + q
        ok = all(sum(v for d, v in trial.items() if d <= day) >= 0 for day in trial if day >= t)
        (taken if ok else refused).append(number)
        days = trial if ok else days
    assert taken and refused
    for words in (['--dry-run'], []):
        report = w.json('import', path, '--as', 'stock_movement', *words, status=1)
        equal(report['rejected'], len(refused), 'rejected')
        equal(sorted({f['row'] for f in report['findings'] if f['level'] == 'error'}), sorted(refused))
        has(' '.join(f['reason'] for f in report['findings']), 'would hold')
    total = sum(r['quantity'] for r in w.rows('stock_movement', '--columns', 'quantity'))
    equal(total, sum(days.values()))
    # taken back as a whole while nothing stands on it
    w.ok('undo', '--batch', report['batch'])
    equal(w.count('stock_movement'), 0)


@test('both ends of a transfer, kits out of their parts, and a reversal leave the sums as they were')
def _():
    w = made()
    equal(entries(w, 'transfer', 'HYGIENE-KIT', 45, '--from', 'Norte', '--to', 'Sur'),
          [('transfer_out', 'B', -40), ('transfer_in', 'B', 40), ('transfer_out', 'C', -5), ('transfer_in', 'C', 5)])
    equal((hygiene(w)['on_hand'], hygiene(w, 'Sur')['on_hand']), (75, 45))
    w.ok('stock', 'receive', 'TARP-4X5', 21, '--to', 'Sur', '--lot', 'T', '--time', '2026-09-01')
    w.ok('stock', 'receive', 'ROPE-6MM', 320, '--to', 'Sur', '--lot', 'R', '--expires', '2027-01-31', '--time', '2026-09-01')
    w.ok('stock', 'receive', 'TOOL-SET', 3, '--to', 'Sur', '--lot', 'S', '--time', '2026-09-01')
    # KIT-SHELTER: 2 tarpaulins, 30 m of rope, a fifth of a tool set: 21 // 2 = 10, 320 // 30 = 10, 3 × 5 = 15
    has(w.bad(1, 'stock', 'assemble', 'KIT-SHELTER', 11, '--from', 'Sur').err, 'at most')
    made_of = w.json('stock', 'assemble', 'KIT-SHELTER', 10, '--from', 'Sur')['entries']
    equal(sorted(e['quantity'] for e in made_of), [-300, -20, -2, 10])
    equal([e['expires'] for e in made_of if e['quantity'] > 0], ['2027-01-31'], 'kits expire with their first part')
    code = w.json('stock', 'dispatch', 'HYGIENE-KIT', 5, '--from', 'Sur')['entries'][0]['code']
    w.ok('stock', 'reverse', code, '--reason', 'wrong item')
    equal(hygiene(w, 'Sur')['on_hand'], 45)
    has(w.bad(1, 'stock', 'reverse', code, '--reason', 'again').err, 'turned round already')


@test('a blind count is settled against what the ledger said then, with its difference on record')
def _():
    w = made()
    lot = [r for r in w.rows('batch', '--columns', 'uid,batch_no') if r['batch_no'] == 'C'][0]['uid']
    w.ok('add', 'stock_count', 'warehouse=Norte', 'item=HYGIENE-KIT', f'batch={lot}', 'counted=47', 'counted_by=Bodeguero', 'time=2026-10-01')
    w.ok('add', 'stock_count', 'warehouse=Norte', 'item=HYGIENE-KIT', 'counted=117', 'time=2026-10-02')
    answer = w.json('stock', 'settle', 'Norte')
    equal(answer['settled'], 2)
    equal([(e['type'], e['lot'], e['quantity']) for e in answer['entries']], [('adjustment', 'C', -3)])
    counts = {r['counted']: r for r in w.rows('stock_count', '--columns', 'counted,expected,difference')}
    # 30 + 40 + 50 − 3 of the count of the day before
    equal((counts[47]['expected'], float(counts[47]['difference']), counts[117]['expected'], float(counts[117]['difference'])), (50, -3, 117, 0))
    equal(w.json('stock', 'settle', 'Norte')['settled'], 0, 'twice is once')


@test('needs are people by the standard, less stock, less what is on its way')
def _():
    w = made()
    w.ok('add', 'crisis', 'name=Dalia', 'type=disaster_natural', 'country=HND', 'place=HN05', 't0=2026-10-14T06:00:00-06:00', 'status=active',
         'phase=during')
    w.ok('add', 'figure', 'crisis=HND-CRISIS-0001', 'measure=displaced', 'value=1234', 'date=2026-10-18', 'source_type=government', 'source=COPECO',
         'used_in_report=yes')
    w.ok('stock', 'receive', 'BLANKET', 300, '--to', 'Norte', '--lot', 'F', '--time', '2026-09-01')
    w.ok('add', 'consignment', 'number=UNHRD-1', 'status=shipped', 'eta=2026-10-24')
    w.ok('add', 'consignment_item', 'consignment=HND-CONS-0001', 'item=BLANKET', 'quantity=500')
    w.ok('add', 'consignment', 'number=UNHRD-2', 'status=planned')
    w.ok('add', 'consignment_item', 'consignment=HND-CONS-0002', 'item=BLANKET', 'quantity=9000')
    w.ok('stock', 'receive', 'BLANKET', 120, '--to', 'Norte', '--lot', 'G', '--consignment', 'HND-CONS-0001')
    w.ok('add', 'reservation', 'item=BLANKET', 'warehouse=Norte', 'quantity=20', 'status=held', 'reserved_on=2026-10-20')
    has(w.bad(1, 'add', 'reservation', 'item=BLANKET', 'warehouse=Norte', 'quantity=401', 'status=held', 'reserved_on=2026-10-20').err, 'At most 400')
    answer = w.json('analyse', 'needs', 'HND-CRISIS-0001', '--where', 'kits=KIT-SLEEP')
    households = math.ceil(1234 / 5)
    blanket = [x for x in answer['items'] if x['item_code'] == 'BLANKET'][0]
    need, available, pipeline = households * 5, 300 + 120 - 20, 500 - 120
    equal((answer['people'], answer['households'], answer['people_source']), (1234, households, 'COPECO'))
    equal((blanket['need'], blanket['available'], blanket['pipeline'], blanket['gap'], blanket['households_without']),
          (need, available, pipeline, need - available - pipeline, math.ceil((need - available - pipeline) / 5)))
    equal(blanket['next_eta'], '2026-10-24')
    # another standard is a setting of the office
    w.ok('settings', 'needs.household_size=4')
    equal(w.json('analyse', 'needs', 'HND-CRISIS-0001', '--where', 'kits=KIT-SLEEP')['households'], math.ceil(1234 / 4))
    w.bad(1, 'analyse', 'needs', '--where', 'kits=NO-KIT')
    w.bad(2, 'analyse', 'needs', '--where', 'people=many')


@test('stock that two offices promise to two crises, each within what it saw, is more than there is once their packages meet; that is said in both')
def _():
    a, b = Place(), Place()
    for place in (a, b):
        equal(place.call('new', 'w.epc', '--country', 'HND').status, 0)
        equal(place.call('-w', 'w.epc', 'key', 'export', '--to', 'own.key').status, 0)
    for place, other in ((a, b), (b, a)):
        equal(place.call('-w', 'w.epc', 'key', 'trust', other.path('own.key')).status, 0)

    def send(sender, receiver):
        equal(sender.call('-w', 'w.epc', 'package', 'create', '--to', 'p.epcx').status, 0)
        equal(receiver.call('-w', 'w.epc', 'package', 'merge', sender.path('p.epcx')).status, 0)

    def made(place, *words):
        answer = place.call('-w', 'w.epc', *words, '--json')
        equal(answer.status, 0, answer.err)
        return answer.json

    made(a, 'add', 'place', 'pcode=HN05', 'name=Cortés', 'level=1', 'parent=HND', 'iso3=HND', 'pcode_status=official')
    made(a, 'add', 'warehouse', 'name=Norte', 'place=HN05')
    crises = [made(a, 'add', 'crisis', f'name={name}', 'type=disaster_natural', 'country=HND', 'status=active', 't0=2026-10-14T06:00:00-06:00')['uid']
              for name in ('Uno', 'Dos')]
    made(a, 'stock', 'receive', 'BLANKET', 100, '--to', 'Norte', '--time', '2026-09-01')
    send(a, b)
    # 70 of 100 here, 60 of 100 there: neither office is refused
    for place, crisis, quantity in ((a, crises[0], 70), (b, crises[1], 60)):
        made(place, 'add', 'reservation', 'item=BLANKET', 'warehouse=Norte', f'quantity={quantity}', f'crisis={crisis}', 'status=held')
    # what it sees itself, no office promises twice: 100 − 70 = 30 are left
    has(a.call('-w', 'w.epc', 'add', 'reservation', 'item=BLANKET', 'warehouse=Norte', 'quantity=31', 'status=held').err, 'At most 30')
    send(a, b)
    send(b, a)
    for place in (a, b):
        line, = [x for x in place.call('-w', 'w.epc', 'analyse', 'stock', '--json').json['items'] if x['item_code'] == 'BLANKET']
        equal((line['on_hand'], line['reserved'], line['available']), (100, 70 + 60, 100 - 70 - 60))
        for crisis in crises:
            twice, = place.call('-w', 'w.epc', 'analyse', 'crisis', crisis, '--json').json['crises'][0]['promised_twice']
            has(twice['what'], 'Norte')
        # nothing more leaves or is promised until one gives way; then what is left does
        has(place.call('-w', 'w.epc', 'stock', 'dispatch', 'BLANKET', 1, '--from', 'Norte').err, 'At most 0'.lower())
    held, = [r for r in a.call('-w', 'w.epc', 'list', 'reservation', '--json', '--columns', 'uid,quantity').json['rows'] if r['quantity'] == 60]
    made(a, 'set', 'reservation', held['uid'], 'status=released')
    made(a, 'stock', 'dispatch', 'BLANKET', 30, '--from', 'Norte')
    line, = [x for x in made(a, 'analyse', 'stock')['items'] if x['item_code'] == 'BLANKET']
    equal((line['on_hand'], line['reserved'], line['available']), (70, 70, 0))
    equal(a.call('-w', 'w.epc', 'analyse', 'crisis', crises[0], '--json').json['crises'][0]['promised_twice'], [])


@test('a distribution holds its stock, sends it under a waybill and leaves what others hold')
def _():
    w = made()
    for n in (1, 2):
        w.ok('add', 'distribution', f'title=D{n}', 'date=2026-10-25', 'place=HN05', 'kit=HYGIENE-KIT', f'hh_planned={n * 30}', 'status=approved')
    equal(entries(w, 'reserve', 'HND-DIST-0001', '--from', 'Norte'), [('reservation', None, 30)])
    w.ok('stock', 'reserve', 'HND-DIST-0002', '--from', 'Norte')
    # 90 can be issued, 30 + 60 are held: nothing is left for a third
    has(w.bad(1, 'stock', 'dispatch', 'HYGIENE-KIT', 1, '--from', 'Norte').err, '90 are held for other distributions')
    equal(hygiene(w)['available'], 0)
    equal(entries(w, 'send', 'HND-DIST-0001', '--waybill', 'G-1'), [('dispatch', 'B', -30)])
    shown = w.json('show', 'distribution', 'HND-DIST-0001')
    equal((shown['status'], shown['waybill_no']), ('dispatched', 'G-1'))
    has(w.bad(1, 'stock', 'send', 'HND-DIST-0001').err, 'Nothing is held')
    equal((hygiene(w)['on_hand'], hygiene(w)['reserved']), (90, 60))
    for report, about in (('waybill', 'G-1'), ('distribution-list', 'HND-DIST-0001'), ('stock-count', 'HND-WH-0001')):
        w.ok('report', report, about, '--to', w.path(f'{report}.pdf'))


if __name__ == '__main__':
    main()
