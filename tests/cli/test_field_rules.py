# SPDX-License-Identifier: GPL-3.0-or-later
"""The rules of the field, one by one: what is wrong is refused or told in the same words whether somebody writes the record (a form and the verb `add` ask the
same validation) or a file brings it. Each record below breaks one rule; the sentence expected is part of what must be said."""
import json

from harness import Workspace, equal, has, main, test

# rule, kind of record, its fields, whether it is refused, what is said
BROKEN = [
    ('households are not more than people', 'site_count', {'site': 'S1', 'date': '2026-10-01', 'idp_hh': 50, 'idp_ind': 20}, True, 'Households (50) is more than People (20)'),
    ('a household has one to twelve people', 'site_count', {'site': 'S1', 'date': '2026-10-02', 'idp_hh': 10, 'idp_ind': 500}, False, '50'),
    ('women and men are not more than the people', 'site_count', {'site': 'S1', 'date': '2026-10-03', 'idp_ind': 100, 'females': 70, 'males': 60}, True, '130'),
    ('a number of a round is not below zero', 'dtm_round', {'operation': 'Op', 'assessment_type': 'BA', 'number': -1}, True, 'out of range'),
    ('a closed site has a day and a reason', 'site', {'name': 'B', 'ssid': 'S2', 'status': 'closed'}, True, 'needed when Status is'),
    ('a place lies in the area of its code', 'place', {'pcode': 'HT0299', 'name': 'X', 'level': 2, 'parent': 'HT01'}, False, 'does not begin with the code of its area'),
    ('swapped coordinates are noticed', 'site', {'name': 'C', 'ssid': 'S3', 'status': 'open', 'latitude': -72.3, 'longitude': 18.5}, None, 'swapped'),
    ('a day that is observed is not in the future', 'site_count', {'site': 'S1', 'date': '2031-01-01', 'idp_ind': 5}, None, 'future'),
    ('reached is not more than targeted', 'activity', {'implementing_org': 'OIM', 'cluster': 'wash', 'targeted_ind': 200, 'reached_ind': 300}, False,
     'People reached (300) is more than People targeted (200)'),
    ('targeted is not more than in need', 'activity', {'implementing_org': 'OIM', 'cluster': 'health', 'in_need_ind': 100, 'targeted_ind': 200}, False,
     'People targeted (200) is more than People in need (100)'),
    ('an end does not lie before its start', 'activity', {'implementing_org': 'OIM', 'cluster': 'wash', 'start_date': '2026-10-05', 'end_date': '2026-10-01'}, True, 'lies before Start'),
    ('shares of one whole are about a hundred', 'intention_survey', {'survey_date': '2026-10-05', 'place': 'HT01', 'sample_n': 100, 'return_pct': 60, 'local_pct': 60, 'elsewhere_pct': 0, 'undecided_pct': 0}, False, '120'),
]


def workspace():
    w = Workspace('HTI')
    w.ok('add', 'place', 'pcode=HT01', 'name=Ouest', 'level=1', 'parent=HTI')
    code = w.json('add', 'site', 'name=A', 'ssid=S1', 'place=HT01', 'status=open')['code']
    w.ok('add', 'dtm_operation', 'name=Op', 'country=HTI')
    return w, code


for number, (rule, kind, fields, is_refused, said) in enumerate(BROKEN):
    @test(f'{rule}: said of what is written and of what a file brings')
    def one(kind=kind, fields=fields, is_refused=is_refused, said=said):
        w, code = workspace()
        before = w.count(kind)
        words = [f'{key}={code if (key, value) == ("site", "S1") else value}' for key, value in fields.items()]
        written = w.run('add', kind, *words)
        has(written.err, said, 'written')
        if is_refused is not None:
            equal((written.status != 0, w.count(kind) - before), (is_refused, int(not is_refused)), 'written')
        w, code = workspace()
        path = w.write('file.csv', ','.join(fields) + '\n' + ','.join(map(str, fields.values())) + '\n')
        report = w.run('import', path, '--as', kind, '--json').json
        told = json.dumps([report.get('rejects'), report.get('warnings'), report.get('findings')], ensure_ascii=False)
        has(told, said, 'from a file')
        if is_refused is not None:
            equal((report['rejected'], report['inserted']), (int(is_refused), int(not is_refused)), 'from a file')


@test('the number of a closed site is not given again: a file that opens it is told so, one that leaves it closed is not')
def _():
    w, _code = workspace()
    w.ok('add', 'site', 'name=Lycée', 'ssid=S9', 'place=HT01', 'status=closed', 'opened_on=2026-01-10', 'closed_on=2026-05-01', 'closure_reason=returned')
    same = w.json('import', w.write('same.csv', 'ssid,name,status,closed_on,closure_reason\nS9,Lycée,closed,2026-05-01,returned\n'), '--as', 'site')
    equal([warning['rule'] for warning in same['warnings']], [], 'still closed')
    again = w.json('import', w.write('again.csv', 'ssid,name,status\nS9,Marché,open\nS1,A,open\n'), '--as', 'site')
    told = [warning for warning in again['warnings'] if warning['rule'] == 'closed_opened_again']
    equal((len(told), again['rejected']), (1, 0), 'warnings')
    has(told[0]['message'], 'closed on 1 May 2026', 'the day of the closing')
    later = w.json('import', w.write('later.csv', 'ssid,name,capacity\nS9,Marché,40\n'), '--as', 'site')
    equal([warning['rule'] for warning in later['warnings']], [], 'what another file did is told once')


@test('a file that changes records is told of their neighbours as one that brings them is, and only where it changed what the rule looks at')
def _():
    w, _code = workspace()
    w.ok('add', 'dtm_round', 'operation=Op', 'assessment_type=BA', 'number=1', 'reporting_date=2026-03-01')
    w.ok('add', 'dtm_round', 'operation=Op', 'assessment_type=BA', 'number=2', 'reporting_date=2026-04-01')
    head = 'operation,assessment_type,number,reporting_date,coverage\n'

    def told(name, line):
        report = w.json('import', w.write(name, head + line), '--as', 'dtm_round')
        equal((report['updated'], report['inserted'], report['rejected']), (1, 0, 0), name)
        return [warning['rule'] for warning in report['warnings']]
    equal(told('noted.csv', 'Op,BA,2,2026-04-01,by telephone\n'), [], 'in order, another field changed')
    equal(told('moved.csv', 'Op,BA,2,2026-02-01,by telephone\n'), ['round_order'], 'the date was moved before the first round')
    equal(told('again.csv', 'Op,BA,2,2026-02-01,by telephone and radio\n'), [], 'the dates were not touched')


main()
