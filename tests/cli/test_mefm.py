# SPDX-License-Identifier: GPL-3.0-or-later
"""A request to the emergency fund by the command line: drafted out of what is known, what is missing, its states, its money. Hours, sums and
gaps are reckoned here."""
import csv
import datetime
import shutil
import subprocess

from harness import Skip, Workspace, equal, has, main, test

T0 = datetime.datetime(2026, 10, 14, 12, 0, tzinfo=datetime.timezone.utc)


class Clocked(Workspace):
    """At so many hours after T0; a second passes with each call, as new records need a moment of their own."""
    hours, seconds = 0, 0

    def call(self, *words, **options):
        self.seconds += 1
        self.clock = (T0 + datetime.timedelta(hours=self.hours, seconds=self.seconds)).strftime('%Y-%m-%dT%H:%M:%SZ')
        return super().call(*words, **options)

    def at(self, hours):
        self.hours, self.seconds = hours, 0

    def mefm(self, *words):
        return self.json('analyse', 'mefm', *words)

    def approve(self, step, decision='approved', **fields):
        self.ok('add', 'approval', 'funding_request=HND-MEFM-0001', f'step={step}', f'role={step}', f'decision={decision}', f'time={self.moment()}',
                'channel=email', 'recorded_by=Punto focal', *[f'{k}={v}' for k, v in fields.items()])

    def moment(self):
        return (T0 + datetime.timedelta(hours=self.hours)).isoformat()

    def to(self, status, **fields):
        return self.call('-w', self.file, 'set', 'funding_request', 'HND-MEFM-0001', f'status={status}', *[f'{k}={v}' for k, v in fields.items()])


def made():
    w = Clocked(country='HND')
    w.ok('add', 'place', 'pcode=HN05', 'name=Cortés', 'level=1', 'parent=HND', 'iso3=HND', 'pcode_status=official')
    w.ok('add', 'warehouse', 'name=Norte', 'place=HN05')
    w.ok('set', 'item', 'BLANKET', 'unit_cost=4.50', 'unit_cost_currency=USD')
    w.ok('stock', 'receive', 'BLANKET', 100, '--to', 'Norte', '--time', '2026-09-01')
    w.ok('add', 'crisis', 'name=Dalia', 'type=disaster_natural', 'country=HND', 'place=HN05', f't0={T0.isoformat()}', 'status=active', 'phase=during',
         'glide=TC-2026-000183-HND', 'summary=Lluvias de más de 300 mm', 'areas=HN05')
    for measure, value, source, how in (('affected', 61400, 'COPECO', 'used_in_report=yes'),
                                        ('affected', 58900, 'DTM', 'is_planning=yes'),
                                        ('displaced', 1000, 'COPECO', 'used_in_report=yes')):
        w.ok('add', 'figure', 'crisis=HND-CRISIS-0001', f'measure={measure}', f'value={value}', 'date=2026-10-14', 'source_type=government',
             f'source={source}', how, *(['planning_reason=Contada'] if how.startswith('is_pl') else []))
    w.ok('add', 'expert_request', 'title=Coordinación CCCM', 'crisis=HND-CRISIS-0001', 'profile=cccm', 'number=2', 'urgency=h72',
         f'requested_at={T0.isoformat()}', 'duration_weeks=8', 'status=requested')
    w.at(3)
    return w


def begun():
    w = made()
    w.ok('mefm', 'begin', 'HND-CRISIS-0001')
    return w


def filled():
    w = begun()
    w.ok('set', 'funding_request', 'HND-MEFM-0001', 'target_ind=900', 'mcof_sectors=M01;M02', 'activities=Doce centros', 'repayment_plan=BHA en noviembre')
    return w


@test('a draft is made out of crisis, figures, needs less stock, and experts asked for; what has no price is named; a second one is refused')
def _():
    w = made()
    code = w.json('mefm', 'begin', 'HND-CRISIS-0001')['code']
    equal(code, 'HND-MEFM-0001')
    request = w.json('show', 'funding_request', code)
    equal((request['affected_ind'], request['displaced_ind'], request['glide'], request['areas'], request['status']),
          (58900, 1000, 'TC-2026-000183-HND', 'HN05', 'draft'), 'the figure planned with stands before the one reported')
    has(request['figures_source'], 'DTM')
    has(request['staffing'], 'Coordinación CCCM')
    lines = w.rows('budget_line', '--columns', 'description,quantity,unit_cost,amount,currency')
    # 1000 people ÷ 5 = 200 households × 5 blankets = 1000, less the 100 that are there = 900, at 4.50
    equal([(x['quantity'], float(x['unit_cost']), float(x['amount']), x['currency']) for x in lines], [(1000 - 100, 4.5, 900 * 4.5, 'USD')])
    has(request['procurement'], 'Kitchen set')
    assert 'Blanket' not in request['procurement'].split('unit cost')[1], request['procurement']
    state = w.mefm()
    equal((state['budget'], state['requested'], state['budget_lines']), (4050, 4050, 1))
    has(w.bad(1, 'mefm', 'begin', 'HND-CRISIS-0001').err, 'HND-MEFM-0001')
    equal(w.count('funding_request'), 1)
    # one step, taken back as one
    w.ok('undo')
    equal((w.count('funding_request'), w.count('budget_line')), (0, 0))


@test('what is missing is listed, what nobody signs without first, and less of it after each content')
def _():
    w = begun()
    before = w.mefm()
    needed = [m['field'] for m in before['missing'] if m['needed']]
    equal(before['needed_missing'], len(needed))
    assert set(needed) >= {'target_ind', 'mcof_sectors', 'activities', 'repayment_plan'} and 'summary' not in needed, needed
    equal([m['needed'] for m in before['missing']], sorted((m['needed'] for m in before['missing']), reverse=True), 'order')
    w.ok('set', 'funding_request', 'HND-MEFM-0001', 'target_ind=900', 'gbv_screened=yes')
    after = w.mefm('HND-CRISIS-0001')
    equal((after['needed_missing'], after['filled']), (before['needed_missing'] - 1, before['filled'] + 2))
    w.ok('set', 'funding_request', 'HND-MEFM-0001', 'amount_requested=5000')
    assert 'amount_requested' in [m['field'] for m in w.mefm()['missing'] if m['needed']], 'the amount is not the sum of the lines'


@test('the clock counts from T0: green below three quarters of the day, then amber, then red; milestones late or not; the limit is a setting')
def _():
    w = begun()
    for hours, colour in ((3, 'ok'), (17.9, 'ok'), (18.1, 'watch'), (23.9, 'watch'), (24.1, 'critical')):
        w.at(hours)
        state = w.mefm()
        equal(state['clock'], colour, hours)
        assert abs(state['elapsed_hours'] - hours) < 0.05, state['elapsed_hours']
    w.ok('set', 'funding_request', 'HND-MEFM-0001', f'trigger_at={(T0 + datetime.timedelta(hours=1, minutes=18)).isoformat()}',
         f'drafted_at={(T0 + datetime.timedelta(hours=9)).isoformat()}')
    steps = {s['step']: s for s in w.mefm()['steps']}
    equal((steps['trigger_at']['hours'], steps['trigger_at']['late']), (1.3, False))
    equal((steps['drafted_at']['hours'], steps['drafted_at']['late'], steps['drafted_at']['target_hours']), (9, True, 8))
    equal(steps['submitted_at']['late'], True)
    w.ok('settings', 'mefm.hours.submitted_at=48')
    state = w.mefm()
    equal((state['limit_hours'], state['clock']), (48, 'ok'))


@test('states come one after another, with the records they rest on, by set and by import; the way back to the draft is open')
def _():
    w = filled()
    has(w.to('submitted').err, 'does not become')
    equal(w.to('finance_check').status, 0)
    has(w.to('com_approved').err, 'needs its approval as a record')
    w.at(9)
    w.approve('finance')
    has(w.to('com_approved').err, 'Chief of Mission')
    w.ok('export', 'funding_request', '--to', w.path('state.csv'))
    with open(w.path('state.csv'), encoding='utf-8-sig') as file:
        rows = list(csv.reader(file))
    column = rows[0].index('Status')
    rows[-1][column] = 'com_approved'
    path = w.write('state.csv', '\n'.join(','.join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows))
    report = w.json('import', path, '--as', 'funding_request', status=1)
    has(' '.join(f['reason'] for f in report['findings']), 'needs its approval as a record')
    equal(w.json('show', 'funding_request', 'HND-MEFM-0001')['status'], 'finance_check')
    w.at(11)
    w.approve('com', decision='returned', comments='Falta el desglose')
    has(w.to('com_approved').err, 'needs its approval', 'returned is no agreement')
    equal(w.to('draft').status, 0)
    equal(w.to('finance_check').status, 0)
    w.approve('com')
    equal(w.to('com_approved').status, 0)
    # a new one does not begin in the middle either
    has(w.bad(1, 'add', 'funding_request', 'title=Otra', 'crisis=HND-CRISIS-0001', 'fund=mefm', 'status=disbursed', f't0={T0.isoformat()}').err, 'begins as a draft')
    # one that was over before the office had the program is history
    w.ok('add', 'funding_request', 'title=Vieja', 'crisis=HND-CRISIS-0001', 'fund=mefm', 'status=closed', 't0=2024-11-05T06:00:00Z')
    equal(w.count('funding_request'), 2)


@test('what a state rests on is not taken away under it: the approval stays until the state has gone back')
def _():
    w = filled()
    w.at(9)
    equal(w.to('finance_check').status, 0)
    w.approve('finance')
    w.approve('com')
    uid = next(row['uid'] for row in w.rows('approval', '--columns', 'uid,step') if row['step'] == 'com')
    equal(w.to('com_approved').status, 0)
    has(w.bad(1, 'delete', 'approval', uid).err, 'cannot be taken away')
    has(w.bad(1, 'set', 'approval', uid, 'decision=returned').err, 'cannot be taken away')
    w.ok('set', 'approval', uid, 'comments=Con el desglose')
    w.ok('undo')
    w.ok('undo')
    equal(w.json('show', 'funding_request', 'HND-MEFM-0001')['status'], 'finance_check', 'a state is undone')
    w.ok('delete', 'approval', uid)
    equal(w.count('approval'), 1)


@test('money: a line in lempiras at the dated rate, what was used, paid back, outstanding and overdue; repaid only when it is')
def _():
    w = filled()
    w.ok('add', 'budget_line', 'funding_request=HND-MEFM-0001', 'line=transport', 'description=Camiones', 'amount=49400', 'currency=HNL')
    state = w.mefm()
    equal((state['lines_without_rate'], state['budget']), (1, 4050))
    w.ok('set', 'funding_request', 'HND-MEFM-0001', 'exchange_rate=24.7', 'rate_date=2026-10-14', 'amount_requested=6050')
    state = w.mefm()
    # 49,400 HNL ÷ 24.7 = 2,000 USD
    equal((state['lines_without_rate'], state['budget'], state['requested']), (0, 4050 + 2000, 6050))
    for hours, step, status in ((9, 'finance', 'finance_check'), (11, 'com', 'com_approved'), (14, 'rts', 'rts_endorsed')):
        w.at(hours)
        w.approve(step)
        equal(w.to(status).status, 0, status)
    w.at(18)
    equal(w.to('submitted', submitted_at=w.moment()).status, 0)
    equal((w.mefm()['elapsed_hours'], w.mefm()['clock']), (18, 'watch'), 'the clock stands still when it is sent')
    w.at(30)
    w.approve('hq', decision='partly')
    has(w.to('approved', decided_at=w.moment()).err, 'how much')
    equal(w.to('approved', decided_at=w.moment(), amount_approved=5000, approved_currency='USD').status, 0)
    equal(w.mefm()['outstanding'], 0, 'before the money came nothing is owed')
    has(w.to('disbursed').err, 'when the funds')
    w.at(148)
    equal(w.to('disbursed', disbursed_at=w.moment(), repayment_deadline='2026-12-15').status, 0)
    line = w.rows('budget_line', '--columns', 'uid,amount')[0]['uid']
    w.ok('set', 'budget_line', line, 'amount_spent=1234.56', 'spent_currency=USD', 'spent_date=2026-10-20')
    state = w.mefm()
    equal((state['spent'], state['outstanding'], state['overdue'], state['days_outstanding']), (1234.56, 5000, False, 0))
    has(w.to('partially_reimbursed').err, 'No repayment')
    w.at(24 * 40)
    w.ok('add', 'repayment', 'funding_request=HND-MEFM-0001', 'date=2026-11-23', 'status=posted', 'amount=3000', 'currency=USD')
    w.ok('add', 'repayment', 'funding_request=HND-MEFM-0001', 'date=2026-12-10', 'status=pledged', 'amount=2000', 'currency=USD', 'donor=BHA')
    equal(w.to('partially_reimbursed').status, 0)
    state = w.mefm()
    equal((state['repaid'], state['expected'], state['outstanding'], state['days_outstanding']), (3000, 2000, 5000 - 3000, (24 * 40 - 148) // 24))
    w.at(24 * 63)
    equal((w.mefm()['overdue'], w.mefm('HND-MEFM-0001')['outstanding']), (True, 2000))
    has(w.to('reimbursed').err, '2,000.00 are still outstanding')
    w.ok('add', 'repayment', 'funding_request=HND-MEFM-0001', 'date=2026-12-16', 'status=posted', 'amount=2000', 'currency=USD')
    equal(w.to('reimbursed').status, 0)
    state = w.mefm()
    equal((state['outstanding'], state['overdue'], state['days_outstanding']), (0, False, None))
    equal(w.to('closed', closed_on='2026-12-16').status, 0)


@test('the draft is two pages that say what is missing, and no longer once it is written')
def _():
    if not shutil.which('pdftotext') or not shutil.which('pdfinfo'):
        raise Skip('needs pdftotext and pdfinfo')
    w = begun()

    def paper():
        w.ok('report', 'mefm', 'HND-MEFM-0001', '--to', w.path('m.pdf'), '--document-lang', 'en')
        pages = [x for x in subprocess.run(['pdfinfo', w.path('m.pdf')], capture_output=True, text=True).stdout.splitlines() if x.startswith('Pages')]
        equal(pages[0].split()[-1], '2', 'pages')
        return ' '.join(subprocess.run(['pdftotext', '-layout', w.path('m.pdf'), '-'], capture_output=True, text=True).stdout.split())

    text = paper()
    missing = text.split('Still missing before it can be sent')[1]
    for label in ('People targeted', 'Repayment plan', 'Activities and outputs'):
        has(missing, label)
    has(text, '4,050')
    w.ok('set', 'funding_request', 'HND-MEFM-0001', 'target_ind=900', 'mcof_sectors=M01;M02', 'activities=Doce centros', 'repayment_plan=BHA')
    missing = paper().split('Still missing before it can be sent')[1]
    assert 'Repayment plan' not in missing and 'Activities and outputs' not in missing, missing


if __name__ == '__main__':
    main()
