# SPDX-License-Identifier: GPL-3.0-or-later
"""The next round out of the one before: its places are proposals until they are confirmed or changed; the same as in the window."""
from harness import Workspace, equal, has, main, test

COUNTS = 'Operation,Tool,Round,Reporting date,Admin level,P-code,IDPs,Females,Males,IDP households\n'
FIRST = COUNTS + ('Storm,baseline_assessment,1,2026-03-31,1,HN05,120,60,60,30\nStorm,baseline_assessment,1,2026-03-31,1,HN18,80,,,20\n'
                  'Storm,baseline_assessment,1,2026-03-31,0,HND,200,,,50\n')


def figures(w, uid):
    return sorted((line['place'], line['idp_ind'], line['females'], line['idp_hh'], line['reporting_date'])
                  for line in w.rows('location_count', '--where', f'round = {uid}', '--columns', 'place,idp_ind,females,idp_hh,reporting_date'))


@test('a round is begun once, with as many places as before and no figure; places are confirmed, changed and gone from the list')
def next_round():
    w = Workspace('HND')
    w.ok('add', 'dtm_operation', 'name=Storm', 'country=HND')
    w.ok('import', w.write('1.csv', FIRST), '--as', 'location_count')
    first = w.rows('dtm_round', '--columns', 'number')[0]['uid']
    begun = w.json('round', 'next', first)
    equal(begun['number'], 2)
    record = w.json('show', 'dtm_round', begun['uid'])
    equal((record['planned_locations'], record['reporting_date'], record['status'], record['assessment_type']), (2, None, 'open', 'BA'))
    equal(figures(w, begun['uid']), [])
    has(w.bad(3, 'round', 'next', first).err, 'is there already')
    # the country's row repeats the people of its departments: only the deepest level is asked about
    places = w.json('round', 'places', begun['uid'])['places']
    equal([(p['place'], p['last_people'], p['last_households'], p['last_date']) for p in places], [('HN05||', 120, 30, '2026-03-31'), ('HN18||', 80, 20, '2026-03-31')])
    equal(w.json('round', 'confirm', begun['uid'], 'HN05', '--date', '2026-04-30')['confirmed'], 1)
    equal(w.json('round', 'confirm', begun['uid'], 'HN18', '--people', '25', '--date', '2026-04-30')['confirmed'], 1)
    equal(figures(w, begun['uid']), [('HN05', 120, 60, 30, '2026-04-30'), ('HN18', 25, None, None, '2026-04-30')])
    equal(w.json('round', 'places', begun['uid'])['places'], [])
    has(w.bad(1, 'round', 'confirm', begun['uid'], 'HN18').err, 'HN18')
    w.ok('undo')
    equal(w.json('round', 'confirm', begun['uid'], '--all', '--date', '2026-05-01')['confirmed'], 1)
    equal(figures(w, begun['uid'])[1], ('HN18', 80, None, 20, '2026-05-01'))
    change = w.json('analyse', 'round-change')['rounds'][-1]
    equal(change['people'], 200)


main()
