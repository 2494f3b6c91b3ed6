# SPDX-License-Identifier: GPL-3.0-or-later
"""Assessment sheets as DTM publishes them: the program says what the file leaves out, and with that answer each row goes in with the
file's own figures. Rows and sums are counted in the cells by Python's zipfile and expat (sheets.py)."""
from harness import Workspace, equal, has, main, shared, test
from sheets import workbook

# What no cell of these files tells: the operation and the tool; some leave out the round too.
TOLD = ['dtm_operation.name=Baseline', 'dtm_round.assessment_type=BA']
ROUND = ['dtm_round.number=68']

# Part of the file's name, sheet that holds the rows (by its position), what must be told, HXL tag of the summed column → field.
TABLE = [
    ('nigeria', 0, TOLD, {'#affected+idps+ind': 'idp_ind', '#affected+idps+hh': 'idp_hh'}),
    ('libya', 3, TOLD, {'#affected+idps+ind': 'idp_ind', '#affected+idps+hh': 'idp_hh', '#affected+returnees+ind': 'returnee_ind'}),
    ('burundi', 1, TOLD + ROUND, {'#affected+idps+ind': 'idp_ind', '#affected+idps+hh': 'idp_hh'}),
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


for part, position, told, sums in TABLE:
    @test(f'the assessment sheet of {part} asks for what it leaves out, and goes in with its rows and sums')
    def _(part=part, position=position, told=told, sums=sums):
        path = find(part)
        rows = list(workbook(path).values())[position]
        tags, rows = rows[1], rows[2:]
        assert tags[0].startswith('#') or '#' in ''.join(tags), tags[:4]
        workspace = Workspace()
        refused = workspace.bad(1, 'import', path)
        for pair in told:
            has(refused.err, '--set ' + pair.split('=')[0], 'what is asked for')
        equal(workspace.stats().get('location_count', 0), 0, 'nothing half done')
        report = workspace.json('import', path, *flags(told))
        equal((report['entity'], report['read'], report['inserted'], report['rejected']),
              ('location_count', len(rows), len(rows), 0))
        fields = ','.join(sums.values())
        found = workspace.rows('location_count', '--columns', fields)
        for tag, field in sums.items():
            at = [t.replace(' ', '') for t in tags].index(tag)
            expected = sum(number(row[at]) for row in rows if at < len(row))
            assert expected > 0, tag
            equal(sum(row[field] or 0 for row in found), expected, f'{part} {tag}')
        again = workspace.json('import', path, *flags(told))
        equal((again['inserted'], again['updated'], again['unchanged']), (0, 0, len(rows)), 'the same file again')


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
