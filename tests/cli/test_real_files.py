# SPDX-License-Identifier: GPL-3.0-or-later
"""Assessment sheets as DTM publishes them: the program says what the file leaves out, and with that answer each row goes in with the
file's own figures. Rows and sums are counted in the cells by Python's zipfile and expat (sheets.py)."""
from harness import Workspace, equal, has, main, shared, test
from sheets import workbook

# What no cell of these files tells: the operation and the tool; some leave out the round, the day, or the name of the spot.
TOLD = ['dtm_operation.name=Baseline', 'dtm_round.assessment_type=BA']
IDPS = {'#affected+idps+ind': 'idp_ind', '#affected+idps+hh': 'idp_hh'}
SPOTS = ['rows=apart']


def number_of_round(n):
    return [f'dtm_round.number={n}']


def day(date):
    return [f'reporting_date={date}']


# Part of the file's name, country, sheet that holds the rows (by its position), its header rows, what must be told, and the summed
# columns by tag or header → field.
TABLE = [
    ('nigeria', 'NGA', 0, 2, TOLD, IDPS),
    ('libya', 'LBY', 3, 2, TOLD, {**IDPS, '#affected+returnees+ind': 'returnee_ind'}),
    ('burundi', 'BDI', 1, 2, TOLD + number_of_round(68), IDPS),
    ('cameroon', 'CMR', 1, 2, TOLD + number_of_round(22) + SPOTS,
     {**IDPS, '#affected+returnees+ind': 'returnee_ind', '#affected+refugees+ind': 'refugee_ind'}),
    ('_car_', 'CAF', 0, 2, TOLD + number_of_round(14) + SPOTS, IDPS),
    ('iraq', 'IRQ', 0, 2, TOLD + number_of_round(123) + day('2021-09-30'),
     {'#affected+idps+households': 'idp_hh', '#affected+displaced+all': 'idp_ind'}),
    ('south_sudan', 'SSD', 5, 1, TOLD + number_of_round(11) + day('2021-09-30'),
     {'Estimated # of IDP households (total)': 'idp_hh', 'Estimated # of IDP individuals (total)': 'idp_ind',
      'Estimated # of returnee individuals (total)': 'returnee_ind'}),
    ('zimbabwe', 'ZWE', 2, 1, TOLD + number_of_round(1) + day('2021-12-06') + SPOTS,
     {'est_num_idp_hh': 'idp_hh', 'est_num_idp_ind': 'idp_ind', 'est_num_returnee_ind': 'returnee_ind'}),
]


def find(part):
    import glob
    import os
    folder = os.path.dirname(shared('01_dtm', 'MANIFEST.md'))
    return glob.glob(os.path.join(folder, f'*{part}*.xlsx'))[0]


def number(text):
    return int(float(text)) if text.strip() else 0


def flags(told):
    return [word for pair in told for word in ('--set', pair)]


def key(text):
    return ' '.join(text.split()) if not text.lstrip().startswith('#') else ''.join(text.split())


for part, country, position, head, told, sums in TABLE:
    @test(f'the assessment sheet of {part.strip("_")} asks for what it leaves out, and goes in with its rows and sums')
    def _(part=part, country=country, position=position, head=head, told=told, sums=sums):
        path = find(part)
        rows = list(workbook(path).values())[position]
        names, rows = [key(cell) for cell in rows[head - 1]], rows[head:]
        workspace = Workspace(country)
        refused = workspace.bad(1, 'import', path)
        for pair in told:
            # Another sheet of Zimbabwe's has the days of the survey, and is asked about first.
            if not pair.startswith('rows=') and pair != 'reporting_date=2021-12-06':
                has(refused.err, '--set ' + pair.split('=')[0], 'what is asked for')
        equal(workspace.stats().get('location_count', 0), 0, 'nothing half done')
        report = workspace.json('import', path, *flags(told))
        equal((report['entity'], report['read'], report['inserted'], report['rejected']),
              ('location_count', len(rows), len(rows), 0))
        fields = ','.join(sums.values())
        found = workspace.rows('location_count', '--columns', fields)
        for name, field in sums.items():
            at = names.index(name)
            expected = sum(number(row[at]) for row in rows if at < len(row))
            assert expected > 0, name
            equal(sum(row[field] or 0 for row in found), expected, f'{part} {name}')
        again = workspace.json('import', path, *flags(told))
        equal((again['inserted'], again['updated'], again['unchanged']), (0, 0, len(rows)), 'the same file again')


@test('rows that no column tells apart are refused as a whole, and kept one by one when the user says so')
def _():
    workspace = Workspace()
    rows = ''.join(f'2021-03-01,HT01,{people}\n' for people in (5, 7, 7, 9))
    path = workspace.write('r.csv', '#date+reported,#adm1+code,#affected+idps+ind\n' + rows)
    told = flags(TOLD + number_of_round(1))
    has(workspace.bad(1, 'import', path, *told).err, '--set rows=apart', 'what is asked')
    equal(workspace.stats().get('location_count', 0), 0, 'nothing half done')
    report = workspace.json('import', path, *told, '--set', 'rows=apart')
    equal((report['inserted'], report['rejected'], report['repeated']), (4, 0, 0))
    equal(sorted(r['idp_ind'] for r in workspace.rows('location_count')), [5, 7, 7, 9])
    equal(workspace.json('import', path, *told, '--set', 'rows=apart')['unchanged'], 4, 'again')
    workspace.bad(2, 'import', path, *told, '--set', 'rows=added')


@test('where people shelter is no number of households when it is more than the households')
def _():
    workspace = Workspace()
    head = 'Date reported,adm1 code,Place id,Households,Individuals,Host families,Open air\n'
    people = workspace.write('people.csv', head + '2021-03-01,HT01,1,2,12,12,0\n2021-03-01,HT01,2,3,18,6,12\n')
    homes = workspace.write('homes.csv', head + '2021-04-01,HT01,1,2,12,2,0\n2021-04-01,HT01,2,3,18,1,2\n')
    for path, number_, host in ((people, 1, None), (homes, 2, 3)):
        report = workspace.json('import', path, '--as', 'location_count', *flags(TOLD + number_of_round(number_)))
        equal((report['inserted'], report['rejected']), (2, 0), path)
        equal('other_unit' in [w['rule'] for w in report['warnings']], host is None, 'said')
        found = [r['acc_host_family'] for r in workspace.rows('location_count', '--where', f'reporting_date=2021-0{number_ + 2}-01')]
        equal(sum(n or 0 for n in found) or None, host, 'host families')


@test('a column whose values are none of its field is left out and said; a total of 0 beside its parts was not filled in')
def _():
    workspace = Workspace()
    path = workspace.write('c.csv', 'date,adm1 code,location_type,idps,women,men\n'
                           '#date+reported,#adm1+code,,#affected+idps+ind,#affected+idps+f,#affected+idps+m\n'
                           '2021-03-01,HT01,Host Community,0,30,20\n2021-03-01,HT02,Site,10,6,4\n2021-03-01,HT03,Site,0,0,0\n')
    report = workspace.json('import', path, *flags(TOLD + number_of_round(1)))
    equal((report['inserted'], report['rejected']), (3, 0), report)
    has(' '.join(w['message'] for w in report['warnings']), 'location_type', 'the column left out')
    equal(report['finding_counts']['correction'], 1, 'corrections')
    found = workspace.rows('location_count', '--columns', 'idp_ind,place')
    equal(sorted((r['place'], r['idp_ind']) for r in found), [('HT01', None), ('HT02', 10), ('HT03', 0)])


@test('a sheet of counts goes before the list of places beside it, and a table with a column of totals is no list of places')
def _():
    workspace = Workspace()
    path = workspace.write('t.csv', 'state_pcode,state_name,county_pcode,county_name,Camp side,Host side,Grand Total\n'
                           'HT01,Ouest,HT0111,Port-au-Prince,3,4,7\nHT01,Ouest,HT0112,Delmas,1,1,2\n')
    workspace.bad(1, 'import', path)
    equal(workspace.stats().get('place', 0), Workspace().stats().get('place', 0), 'places')


@test('a round written with its word is its number, and no list of places is made of a table of counts')
def _():
    workspace = Workspace()
    text = ('Country,Date reported,Round,adm1 name,adm1 code,Number\n'
            '#country+code,#date+reported,#round+code,#adm1+name,#adm1+code,#affected+idps+ind\n'
            'HTI,2021-03-01,R38,Ouest,HT01,120\nHTI,2021-03-01,R38,Nord,HT03,40\n')
    path = workspace.write('r.csv', text)
    has(workspace.bad(1, 'import', path).err, '--set dtm_operation.name', 'asked for')
    report = workspace.json('import', path, *flags(TOLD))
    equal((report['entity'], report['inserted'], report['rejected']), ('location_count', 2, 0))
    equal([r['number'] for r in workspace.rows('dtm_round')], [38], 'its round')
    equal(sum(r['idp_ind'] for r in workspace.rows('location_count')), 160, 'people')


main()
