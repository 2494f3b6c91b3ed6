# SPDX-License-Identifier: GPL-3.0-or-later
"""What is drawn: situation report, charts and maps as PDF, SVG and PNG. Sizes, fonts, figures with the separators of the language,
and the same bytes for the same input."""
import collections
import csv
import functools
import hashlib
import json
import os
import re
import shutil
import sqlite3
import struct
import subprocess
import xml.dom.minidom

from harness import CLOCK, Place, Workspace, equal, has, main, need_program, shared, test

PAPERS = {'A4': (595.276, 841.89), 'Letter': (612, 792)}


@functools.cache
def haiti():
    """A workspace with IOM's rounds and sites of Haiti."""
    files = [shared('01_dtm', name) for name in ('global-iom-dtm-from-api-admin-0-to-2.csv', 'iom-haiti-dtm.csv')]
    workspace = Workspace(clock=CLOCK)
    for path in files:
        workspace.ok('import', path)
    return workspace


@functools.cache
def sample():
    place = Place(clock=CLOCK)
    place.file = place.path('sample.epc')
    place.done('sample', place.file)
    return place


def run(place, *words):
    return place.done('--workspace', place.file, *words)


def tool(*words):
    need_program(words[0])
    return subprocess.run(words, capture_output=True, check=True).stdout.decode('utf-8')


def text_of(path):
    return re.sub(r'[\s\u00a0\u202f\u2009]+', ' ', tool('pdftotext', '-layout', path, '-'))


def first_bytes(path, number=24):
    with open(path, 'rb') as file:
        return file.read(number)


def same_number(text, number, separators):
    """The number stands in the text with one of these separators of thousands."""
    grouped = f'{number:,}'
    return any(grouped.replace(',', s) in text for s in separators)


@test('report, chart and map alone list what there is')
def _():
    workspace = Workspace()
    has(workspace.ok('report').out, 'sitrep')
    has(workspace.ok('map').out, 'displacement')
    has(workspace.ok('chart').out, 'rounds')


@test('every report and map written in the morning and in the evening is the same bytes')
def _():
    place = sample()
    names = [['report', name] for name in json.loads(place.done('--workspace', place.file, 'report', '--json').out)]
    names += [['map', 'sites'], ['map', 'displacement']]
    n_written = 0
    for words in names:
        digests = set()
        for hour in ('13', '21'):
            path = place.path(f'{words[1]}-{hour}.pdf')
            done = place.call('--workspace', place.file, *words, '--to', path, env={'EPC_CLOCK': f'2026-10-14T{hour}:07:09Z'})
            if done.status == 0:
                with open(path, 'rb') as file:
                    digests.add(hashlib.sha256(file.read()).hexdigest())
                n_written += 1
        assert len(digests) < 2, f'{words[1]} depends on the hour'
    assert n_written >= 12, f'only {n_written} files were written without a reference'


@test('the situation report of Haiti holds IOM’s figures, on A4 and Letter, in English and Spanish')
def _():
    for language, separators in (('en', [',']), ('es', [' ', '.'])):
        for paper, (width, height) in PAPERS.items():
            path = haiti().path(f'sitrep-{language}-{paper}.pdf')
            run(haiti(), 'report', 'sitrep', '--to', path, '--paper', paper, '--document-lang', language)
            text = text_of(path)
            for number in (1287593, 1041229):
                assert same_number(text, number, separators), f'{language}: {number} does not stand there: {text[:1500]}'
            size = re.search(r'Page size:\s+([\d.]+) x ([\d.]+)', tool('pdfinfo', path))
            assert abs(float(size[1]) - width) < 1 and abs(float(size[2]) - height) < 1, f'{paper}: {size[0]}'
            has(text, 'IOM' if language == 'en' else 'OIM', 'source')


@test('a site profile tells of one site what the file of the country said')
def _():
    path = shared('01_dtm', 'iom-haiti-dtm.csv')
    with open(path, encoding='utf-8-sig') as file:
        rows = list(csv.reader(file))
    header = rows[0]
    row = max(rows[2:], key=lambda cells: int(cells[header.index('Number of Individuals')] or 0))
    name = row[header.index('Camp Name')]
    out = haiti().path('profile.pdf')
    run(haiti(), 'report', 'site-profile', name, '--to', out, '--document-lang', 'en')
    text = text_of(out)
    has(text, name, 'name')
    for key in ('Number of Individuals', 'Number of Households'):
        assert same_number(text, int(row[header.index(key)]), [',']), f'{key} of {name} is not on the page: {text[:900]}'
    equal(re.search(r'Pages:\s+(\d+)', tool('pdfinfo', out))[1], '1', 'pages')


@test('a round report has every place once, and its places add up to what IOM published')
def _():
    out = haiti().path('round.pdf')
    run(haiti(), 'report', 'round', '--to', out, '--document-lang', 'en')
    text = tool('pdftotext', '-layout', out, '-')
    path = shared('01_dtm', 'global-iom-dtm-from-api-admin-0-to-2.csv')
    with open(path, encoding='utf-8-sig') as file:
        rows = [row for row in csv.DictReader(file) if row['admin0Pcode'] == 'HTI' and row['operation'] == 'Countrywide monitoring'
                and row['roundNumber'] == '10' and row['adminLevel'] == '2']
    people = collections.Counter()
    for row in rows:
        people[row['admin2Name']] += int(row['numPresentIdpInd'])
    equal(sum(people.values()), 1287593, 'the source')
    places = text[text.index('All places'):]
    for name, number in people.items():
        found = [line for line in places.splitlines() if name.lower() in line.lower() and f'{number:,}' in line]
        assert found, f'{name}: {number:,} does not stand in the list of places'
    has(places, '1,287,593', 'total')


@test('a site profile without a site, or with one that is not there, is refused in words')
def _():
    has(haiti().bad(2, 'report', 'site-profile', '--to', haiti().path('no.pdf')).err, 'Which site', 'no site')
    haiti().bad(1, 'report', 'site-profile', 'no-such-site', '--to', haiti().path('no.pdf'))
    assert not os.path.exists(haiti().path('no.pdf'))


@test('every font of a report is in the file')
def _():
    path = haiti().path('fonts.pdf')
    run(haiti(), 'report', 'sitrep', '--to', path)
    lines = tool('pdffonts', path).splitlines()[2:]
    assert lines, 'no fonts'
    for line in lines:
        embedded = re.search(r'\s(yes|no)\s+(yes|no)\s+(yes|no)\s+\d+\s+\d+\s*$', line)
        equal(embedded[1], 'yes', line)


@test('the sample’s report is marked as an example on every page')
def _():
    path = sample().path('sample.pdf')
    run(sample(), 'report', 'sitrep', '--to', path, '--document-lang', 'en')
    pages = int(re.search(r'Pages:\s+(\d+)', tool('pdfinfo', path))[1])
    for page in range(1, pages + 1):
        text = tool('pdftotext', '-raw', '-f', str(page), '-l', str(page), path, '-')  # slanting: one letter a line
        assert 'SAMPLE' in re.sub(r'\s', '', text), f'page {page} is not marked'


@test('the same workspace and time give the same bytes')
def _():
    for place, name, words in ((haiti(), 'a.pdf', ('report', 'sitrep')), (sample(), 'a.pdf', ('report', 'sitrep')),
                               (haiti(), 'b.pdf', ('map', 'displacement')), (haiti(), 'c.svg', ('chart', 'rounds')),
                               (haiti(), 'd.png', ('map', 'sites'))):
        contents = []
        for number in (1, 2):
            path = place.path(f'{number}{name}')
            run(place, *words, '--to', path)
            with open(path, 'rb') as file:
                contents.append(file.read())
        assert contents[0] == contents[1], f'{words}: the bytes differ'


# Registers that the public files of Haiti do not fill.
NOT_IN_HAITI = {'risks', 'deployments', 'activities', 'services', 'mcof', 'mefm-clock', 'nationalities', 'passages', 'plan-funds'}


@test('every chart and map is written as SVG, PNG and PDF; one that has nothing to show says what is missing')
def _():
    for verb in ('chart', 'map'):
        for name in run(haiti(), verb, '--json').json:
            for place in (haiti(), sample()):
                for ending in ('svg', 'png', 'pdf'):
                    path = place.path(f'{verb}-{name}.{ending}')
                    result = place.call('--workspace', place.file, verb, name, '--to', path)
                    if place is haiti() and name in NOT_IN_HAITI:
                        equal(result.status, 1, name)
                        has(result.err, 'yet', name)
                        assert not os.path.exists(path), path
                        continue
                    assert result.status == 0, result
                    start = first_bytes(path)
                    if ending == 'svg':
                        xml.dom.minidom.parse(path)
                    elif ending == 'png':
                        equal(start[:8], b'\x89PNG\r\n\x1a\n', path)
                    else:
                        equal(start[:5], b'%PDF-', path)


def chart_rows(place, name, *words):
    path = place.path(f'{name}.csv')
    run(place, 'chart', name, '--to', path, '--document-lang', 'en', *words)
    with open(path, encoding='utf-8-sig') as file:
        return list(csv.reader(file))


def count(text):
    return int(text.replace(',', '')) if text not in ('', '–') else 0


@functools.cache
def published():
    """IOM's rows of round 10 and before of Haiti, countrywide, at the level of communes."""
    with open(shared('01_dtm', 'global-iom-dtm-from-api-admin-0-to-2.csv'), encoding='utf-8-sig') as file:
        return [row for row in csv.DictReader(file) if row['admin0Pcode'] == 'HTI' and row['operation'] == 'Countrywide monitoring'
                and row['adminLevel'] == '2']


@test('the flows of Haiti’s round 10 are those of the published rows: from where, to where, and inside their own department')
def _():
    flows = collections.Counter()
    for row in published():
        if row['roundNumber'] == '10':
            flows[row['idpOriginAdmin1Pcode'][:4], row['admin1Pcode'][:4]] += int(row['numPresentIdpInd'])
    rows = chart_rows(haiti(), 'flows')
    cells = sorted(count(cell) for row in rows[1:] for cell in row[1:-1] if count(cell) > 0)
    equal(cells, sorted(number for (origin, _), number in flows.items() if number > 0 and origin), 'every ribbon')
    totals = {row[0]: count(row[-1]) for row in rows[1:]}
    equal(totals['Ouest'], 1040145, 'of Ouest')  # IOM DTM, round 10
    own = rows[0].index('Ouest')
    equal(count(next(row for row in rows if row[0] == 'Ouest')[own]), 411443, 'inside Ouest')


@test('areas by round, their trend and their change are the sums of the published rows; a round without a figure is a gap, not zero')
def _():
    people = collections.Counter()
    names = {}
    for row in published():
        people[row['admin1Pcode'], int(row['roundNumber'])] += int(row['numPresentIdpInd'])
        names[row['admin1Pcode']] = row['admin1Name']
    heat = chart_rows(haiti(), 'area-rounds')
    columns = [int(re.match(r'R(\d+)', head)[1]) for head in heat[0][1:]]
    by_name = {row[0].lower().replace('-', ' '): row[1:] for row in heat[1:]}
    for code, name in names.items():
        row = by_name[name.lower().replace('-', ' ')]
        for column, cell in zip(columns, row):
            if column == 2:
                continue  # two tools in one round: the product keeps them apart
            known = people.get((code, column))
            equal(cell, '–' if known is None else f'{known:,}', f'{name}, round {column}')
    change = chart_rows(haiti(), 'area-change')
    equal(sum(count(row[2]) for row in change[1:]), 1287593, 'round 10')
    equal(sum(count(row[1]) for row in change[1:]), 1041229, 'round 9')
    trends = chart_rows(haiti(), 'area-trends')
    equal(sum(count(cell) for cell in trends[-1][2:]), 1287593, 'the last row of the trends')
    parts = chart_rows(haiti(), 'area-parts')
    equal(count(parts[-1][-1]), 1287593, 'the parts add up to the whole')
    equal(len(parts[0]), 2 + 4 + 1, 'three areas and the rest, date and total')


@test('risks, missions, services, MCOF rows and funds stand in their charts as they were recorded')
def _():
    place = Place(clock='2026-10-31T13:00:00Z')
    place.file = place.path('s.epc')
    place.done('sample', place.file)

    def rows_of(entity, *columns):
        return run(place, 'list', entity, '--json', '--columns', ','.join(columns)).json['rows']

    risks = chart_rows(place, 'risks')
    recorded = {row['title']: (row['likelihood'], row['impact']) for row in rows_of('risk', 'title', 'likelihood', 'impact')}
    equal({row[0]: (row[1], row[2]) for row in risks[1:]}, recorded, 'likelihood and impact')
    scores = [int(row[1]) * int(row[2]) for row in risks[1:]]
    equal(scores, sorted(scores, reverse=True), 'the highest risk first')
    deployments = chart_rows(place, 'deployments')
    equal(len(deployments) - 1, len(rows_of('deployment', 'status')), 'missions')
    services = chart_rows(place, 'services')
    tally = collections.Counter(row['provided'] for row in rows_of('service', 'provided'))
    words = collections.Counter(cell for row in services[1:] for cell in row[1:])
    equal([words[word] for word in ('adequate', 'to watch', 'critical')], [tally[key] for key in ('yes', 'partly', 'no')], 'services')
    mcof = chart_rows(place, 'mcof')
    equal(len(mcof), 16, 'fifteen sectors')
    with open(os.path.join(os.environ['EPC_DATA_DIR'], 'sample', 'mcof.csv'), encoding='utf-8') as file:
        for row in csv.DictReader(file):
            cell = next(line for line in mcof if line[0].startswith(row['mcof_sector']))[('before', 'during', 'after').index(row['phase']) + 1]
            equal(cell[:7], f"{row['gap_severity']} · {row['capacity']}/4", cell)
            open_ = int(row['budget']) - int(row['funded'])
            assert open_ == 0 or cell.endswith(f'USD {open_:,}'), cell
    funds = chart_rows(place, 'plan-funds')
    needed = sum(float(row['requirement'] or 0) for row in rows_of('plan_need', 'requirement'))
    equal(sum(count(row[2]) for row in funds[1:]), round(needed), 'funds required')
    clock = chart_rows(place, 'mefm-clock')
    equal(clock[1][1].replace('\u00a0', ' '), '18.0 h', 'hours from T0 to the request')  # the script submits it at midnight, T0 was at 06:00


def pages(path):
    return int(re.search(r'Pages:\s+(\d+)', tool('pdfinfo', path))[1])


@test('a flash update is a picture of 1080 × 1350 for a chat, too; a report that has none says so')
def _():
    path = sample().path('flash.png')
    run(sample(), 'report', 'flash', '--to', path)
    equal(struct.unpack('>II', first_bytes(path)[16:24]), (1080, 1350), 'size')
    drawing = sample().path('flash.svg')
    run(sample(), 'report', 'flash', '--to', drawing)
    xml.dom.minidom.parse(drawing)
    has(sample().call('--workspace', sample().file, 'report', 'sitrep', '--to', sample().path('sitrep.png')).err, 'FILE.pdf', 'no picture')
    assert not os.path.exists(sample().path('sitrep.png'))


@test('an evacuation plan: the fourteen sections of the guide in their order, centres with their sum, the checklist with what is not safe')
def _():
    for language, words in (('en', ('EVACUATION PLAN', 'Protection checklist', 'Migrants informed and included No', '1,950')),
                            ('es', ('Evacuación del valle de Sula', '1,950'))):
        path = sample().path(f'evacuation-{language}.pdf')
        run(sample(), 'report', 'evacuation', '--to', path, '--document-lang', language)
        text = text_of(path)
        for word in words:
            has(text, word, language)
    lines = tool('pdftotext', '-layout', sample().path('evacuation-en.pdf'), '-').splitlines()
    numbers = [int(found[1]) for line in lines for found in [re.match(r'\s*(\d+) {1,4}[A-Z]', line)] if found]
    equal([n for n in numbers if n <= 14][:14], list(range(1, 15)), 'sections')
    # 650 + 900 + 400 places in the three centres of the script, for 18,400 people
    has(text_of(sample().path('evacuation-en.pdf')), 'Places in these centres: 1,950, for 18,400 people in the zones.')
    haiti().bad(1, 'report', 'evacuation', '--to', haiti().path('none.pdf'))


@test('the MCOF matrix on paper: cells, gaps and funds as the rows have them')
def _():
    with open(os.path.join(os.environ['EPC_DATA_DIR'], 'sample', 'mcof.csv'), encoding='utf-8') as file:
        rows = list(csv.DictReader(file))
    critical = sum(int(row['gap_severity']) >= 3 for row in rows)
    missing = sum(int(row['budget']) - int(row['funded']) for row in rows)
    path = sample().path('mcof.pdf')
    run(sample(), 'report', 'mcof', '--to', path, '--document-lang', 'en')
    text = text_of(path)
    strip = re.search(r'(\d+) (\d+) USD ([\d,]+)', text)
    equal(strip.groups(), (str(critical), str(45 - len(rows)), f'{missing:,}'), 'key figures')
    has(text, 'M15 Humanitarian communications', 'the last sector')
    has(text, '3 · 3/4 · USD 310,000', 'camps while the crisis lasts')
    sizes = re.findall(r'Page\s+\d+ size:\s+([\d.]+) x ([\d.]+)', tool('pdfinfo', '-f', '1', '-l', str(pages(path)), path))
    equal([float(width) > float(height) for width, height in sizes], [True] * len(sizes), 'two wide tables: the paper lies across')


@test('a country brief tells the regional office what the office itself counts')
def _():
    path = sample().path('brief.pdf')
    run(sample(), 'report', 'brief', '--to', path, '--document-lang', 'en')
    text = text_of(path)
    ready = run(sample(), 'analyse', 'readiness', '--json').json
    has(text, f"{ready['done']} of {ready['counted']} actions", 'readiness')
    for word in ('Honduras', '4,442', 'Risk matrix', 'MEFM Tormenta Dalia', 'Lessons', 'Method and limits'):
        has(text, word, 'brief')
    path = haiti().path('brief.pdf')
    run(haiti(), 'report', 'brief', '--to', path, '--document-lang', 'en')
    has(text_of(path), '1,287,593', 'Haiti')
    has(text_of(path), 'No lesson is recorded.', 'what is missing is said')


@test('a plan lists its tables and figures with the pages they stand on')
def _():
    path = sample().path('lists.pdf')
    run(sample(), 'report', 'plan', '--to', path, '--document-lang', 'en')
    lines = tool('pdftotext', '-f', '2', '-l', '3', '-layout', path, '-').splitlines()
    start = next(i for i, line in enumerate(lines) if line.strip() == 'Tables')
    entries = [found.groups() for line in lines[start:] for found in [re.match(r'(\S.*?)\s{3,}(\d+)$', line)] if found]
    assert {'Risk register', 'Evacuation centres', 'Risk matrix', 'MCOF matrix', 'Deployments'} <= {name for name, _page in entries}, entries
    for name, page in entries:
        has(tool('pdftotext', '-f', page, '-l', page, path, '-'), name, f'page {page}')


@test('every font of every report is in its file')
def _():
    for name in json.loads(run(sample(), 'report', '--json').out):
        path = sample().path(f'fonts-{name}.pdf')
        if sample().call('--workspace', sample().file, 'report', name, '--to', path).status == 0:
            for line in tool('pdffonts', path).splitlines()[2:]:
                equal(re.search(r'\s(yes|no)\s+(yes|no)\s+(yes|no)\s+\d+\s+\d+\s*$', line)[1], 'yes', f'{name}: {line}')


@test('--size gives a picture of just that size, --paper a page of that paper')
def _():
    path = haiti().path('size.png')
    run(haiti(), 'chart', 'rounds', '--to', path, '--size', '640x400')
    equal(struct.unpack('>II', first_bytes(path)[16:24]), (640, 400), 'pixels')
    path = haiti().path('a3.pdf')
    run(haiti(), 'map', 'displacement', '--to', path, '--paper', 'A3')
    size = re.search(r'Page size:\s+([\d.]+) x ([\d.]+)', tool('pdfinfo', path))
    assert abs(float(size[1]) - 1190.55) < 1 and abs(float(size[2]) - 841.89) < 1, size[0]


@test('a map carries its source, and the disclaimer on boundaries')
def _():
    path = haiti().path('map.pdf')
    run(haiti(), 'map', 'displacement', '--to', path, '--document-lang', 'en')
    text = text_of(path)
    has(text, 'IOM', 'source')
    assert re.search('boundar', text, re.I), text


def across(path):
    """Numbers of the pages of the PDF that lie across, from 0."""
    sizes = re.findall(r'Page +\d+ size: +([\d.]+) x ([\d.]+)', tool('pdfinfo', '-f', '1', '-l', '99', path))
    return [n for n, (width, height) in enumerate(sizes) if float(width) > float(height)]


@test('an annex of many needs lies across, the plan before and behind it stands')
def _():
    place = Place(clock=CLOCK)
    place.file = place.path('wide.epc')
    shutil.copyfile(sample().file, place.file)
    for n, cluster in enumerate(('wash', 'education', 'nutrition', 'logistics', 'food_security')):
        done = place.call('--workspace', place.file, 'add', 'plan_need', 'plan=HND-CP-0001', f'cluster={cluster}', f'need=Necesidad {n}',
                          f'in_need_ind={7100 + n}', env={'EPC_CLOCK': f'2026-11-24T0{n}:00:00Z'})
        assert done.status == 0, done
    path = place.path('plan.pdf')
    run(place, 'report', 'plan', '--to', path, '--document-lang', 'en')
    lie = across(path)
    equal(len(lie), 1, 'pages that lie across')
    text = re.sub(r'\s+', ' ', tool('pdftotext', '-layout', '-f', str(lie[0] + 1), '-l', str(lie[0] + 1), path, '-'))
    for figure in ('9,500', '7,100', '7,104'):
        has(text, figure, 'people in need in the annex')


@test('a contingency plan: contents tell the page of each chapter, few needs stand upright, what is written and what is not both show')
def _():
    path = sample().path('plan.pdf')
    for paper, language in (('A4', 'es'), ('Letter', 'en')):
        run(sample(), 'report', 'plan', '--to', path, '--paper', paper, '--document-lang', language)
        pages = [tool('pdftotext', '-layout', '-f', str(n), '-l', str(n), path, '-')
                 for n in range(1, int(re.search(r'Pages:\s+(\d+)', tool('pdfinfo', path))[1]) + 1)]
        has(pages[0], 'valle de', 'cover')
        # Each line of the contents: number, title, page; the title is a heading on that page.
        words = re.sub(r'\s+', ' ', tool('pdftotext', '-raw', '-f', '2', '-l', '2', path, '-'))
        entries = re.findall(r'([A-ZÁÉÍÓÚ][^\d]*?[^\d ]) (\d+)(?= |$)', words[words.index(' '):words.index(' RESTRI')])
        equal(len(entries), 22, f'lines of the contents in {words}')
        for title, page in entries:
            has(re.sub(r'\s+', ' ', pages[int(page) - 1]), title, f'page {page}')
        equal(across(path), [], 'four needs stand on the upright page')
        whole = re.sub(r'\s+', ' ', ' '.join(pages))
        # Markdown of the sample: no marks are left, numbers stand before their lines.
        assert '**' not in whole, 'marks of Markdown'
        has(whole, '2. Hasta 72 horas:', 'numbered list')
        # What the sample's script says of the three cases, and a chapter that nobody wrote.
        for figure in ('4,000', '12,000', '35,000'):
            has(whole, figure, 'cases')
        has(whole, 'This section is still to be written.' if language == 'en' else 'Esta sección está por escribir.', 'unwritten')


@test('a MEFM request: two pages, its lines add up, the hours run from the onset, what is missing is named')
def _():
    path = sample().path('mefm.pdf')
    for paper, language in (('A4', 'es'), ('Letter', 'en')):
        run(sample(), 'report', 'mefm', '--to', path, '--paper', paper, '--document-lang', language)
        equal(re.search(r'Pages:\s+(\d+)', tool('pdfinfo', path))[1], '2', 'pages')
        text = text_of(path)
        # The four lines of the sample's script: 115,200 + 19,800 + 38,400 + 26,600 = 200,000; 115,200 are 57.6 % of it.
        for figure in ('115,200', '19,800', '38,400', '26,600', '200,000', '58,000', '9,870'):
            has(text, figure, language)
        for share in ('57.6', '9.9'):  # CLDR: "57.6%" in English, "57.6 %" in Spanish
            has(text, share + ('%' if language == 'en' else ' %'), language)
        # T0 14 October 06:00, sent 15 October 00:00.
        has(text, 'sent after 18 h' if language == 'en' else 'enviada a las 18 h', 'hours')
        assert 'Still missing' not in text and 'Falta antes' not in text, 'the sample’s request is complete'
    workspace = Workspace(clock=CLOCK)
    has(workspace.bad(1, 'report', 'mefm', '--to', workspace.path('m.pdf')).err, 'no MEFM request', 'nothing to print')
    crisis = workspace.json('add', 'crisis', 'name=X', 'type=disaster_natural', 't0=2026-10-14T06:00:00Z', 'status=active', 'phase=during',
                            'country=HTI')
    workspace.ok('add', 'funding_request', 'title=Y', f'crisis={crisis["code"]}', 't0=2026-10-14T06:00:00Z', 'status=draft')
    workspace.ok('report', 'mefm', '--to', workspace.path('m.pdf'), '--document-lang', 'en')
    text = text_of(workspace.path('m.pdf'))
    for words in ('Still missing before it can be sent', 'Repayment plan', 'Amount requested', 'No budget line', 'no step was recorded'):
        has(text, words, 'an empty request')


@test('sheets to sign: what was sent stands on the waybill and in its code, a count is blind, a list has a line a household')
def _():
    place = sample()
    out = place.path('sheet.pdf')
    run(place, 'report', 'waybill', 'HND-G-0114', '--to', out, '--document-lang', 'en')
    text = text_of(out)
    for words in ('HND-G-0114', 'Bodega San Pedro Sula', '2,400', '1,200', '4,000', '6,000', 'DK-2199', 'Received by'):
        has(text, words, 'waybill')
    need_program('zbarimg')
    tool('pdftoppm', '-r', '200', '-png', '-singlefile', out, out)
    code = tool('zbarimg', '-q', '--raw', f'{out}.png')
    has(code, 'WAYBILL HND-G-0114 2026-10-19', 'code')
    equal(sorted(line.split()[-1] for line in code.strip().splitlines()[1:]), ['1200', '2400', '4000', '6000'], 'code')
    run(place, 'report', 'stock-count', '--to', out, '--document-lang', 'es')
    text = text_of(out)
    has(text, 'Lona plástica', 'stock count')
    assert '2,400' not in text and '1,066' not in text, 'a blind count shows what the ledger expects'
    run(place, 'report', 'distribution-list', '--to', out, '--document-lang', 'en')
    has(text_of(out), ' 1,200 ', 'the last line of the list')
    run(place, 'report', 'master-list', '--to', out, '--document-lang', 'en')
    text = text_of(out)
    people = [row['people'] for row in place.done('--workspace', place.file, 'analyse', 'site-gaps', '--json').json['sites']]
    has(text, f'{sum(p for p in people if p):,}', 'people of all sites')
    run(place, 'report', 'roster', '--to', out, '--document-lang', 'en')
    has(text_of(out), 'Restrepo, Lucía', 'roster')
    workspace = Workspace()
    workspace.ok('report', 'master-list', '--to', workspace.path('m.pdf'), '--document-lang', 'en')
    text = text_of(workspace.path('m.pdf'))
    has(text, 'No site is recorded yet.', 'no head of a table without rows')
    assert 'Latitude' not in text, text
    course = workspace.rows('course', '--columns', 'uid', '--limit', '1')[0]['uid']
    session = workspace.json('add', 'training_session', f'course={course}', 'status=planned', 'start_date=2026-09-09', 'end_date=2026-09-10')['uid']
    for name, passed in (('Ana Cruz', 'yes'), ('José Pineda', 'no'), ('Luz Díaz', '')):
        workspace.ok('add', 'participation', f'training_session={session}', f'participant_name={name}', 'category=government', 'attended=yes',
                     f'passed={passed}')
    workspace.ok('report', 'certificates', '--to', workspace.path('c.pdf'))
    equal(re.search(r'Pages:\s+(\d+)', tool('pdfinfo', workspace.path('c.pdf')))[1], '2', 'who failed has no certificate')
    for language, days in (('en', '9–10 September 2026'), ('es', '9–10 de septiembre de 2026')):
        workspace.ok('report', 'certificates', '--to', workspace.path('c.pdf'), '--document-lang', language)
        has(text_of(workspace.path('c.pdf')), days, language)
    workspace.ok('report', 'attendance', '--to', workspace.path('a.pdf'))
    has(text_of(workspace.path('a.pdf')), 'José Pineda', 'attendance')
    for words in (('waybill',), ('stock-count',), ('distribution-list',)):
        workspace.bad(2 if words[0] == 'waybill' else 1, 'report', *words, '--to', workspace.path('x.pdf'))


@test('a flash update: each figure with its source, a message of at most 900 characters, a drill says so first')
def _():
    place = sample()
    page, message = place.path('flash.pdf'), place.path('flash.txt')
    run(place, 'report', 'flash', '--to', page, '--document-lang', 'en')
    text = text_of(page)
    # The sample's script: COPECO counted 61,400 on 15 October, DTM 58,900 on 17 October; the alert has 2,100 displaced.
    for words in ('58,900', 'DTM', '2,100', 'COPECO', 'Verified', 'Desborde del río Ulúa'):
        has(text, words, 'flash')
    equal(re.search(r'Pages:\s+(\d+)', tool('pdfinfo', page))[1], '1', 'pages')
    workspace = Workspace()
    long = 'Muy largo. ' * 400
    workspace.bad(1, 'report', 'flash', '--to', message)
    crisis = workspace.json('add', 'crisis', 'name=Simulacro', 'type=disaster_natural', 't0=2026-10-14T06:00:00Z', 'status=active', 'phase=during',
                            'country=HTI', 'is_drill=yes', f'summary={long}')['code']
    for needs in ('water;food', 'food'):
        workspace.ok('add', 'event_alert', f'crisis={crisis}', 'reported_at=2026-10-14T07:00:00Z', 'verification=unverified', f'urgent_needs={needs}',
                     'title=Alerta', 'displaced_ind=1234', 'source=Cruz Roja')
    for language, word in (('en', 'DRILL'), ('es', 'SIMULACRO')):
        workspace.ok('report', 'flash', crisis, '--to', message, '--document-lang', language)
        with open(message, encoding='utf-8') as file:
            text = file.read()
        assert len(text) <= 900, f'{len(text)} characters'
        assert text.startswith(word), text[:80]
        for words in ('234', 'Cruz Roja', '…'):
            has(text, words, 'message')
        equal(text.count('Food' if language == 'en' else 'Alimentos'), 1, f'each need once in {text}')
    workspace.bad(2, 'report', 'master-list', '--to', message)


def sha256(path):
    with open(path, 'rb') as file:
        return hashlib.sha256(file.read()).hexdigest()


@test('--issue keeps the bytes as issued, and an empty workspace still gives a report')
def _():
    workspace = Workspace(clock=CLOCK)
    path = workspace.path('empty.pdf')
    code = workspace.json('report', 'sitrep', '--to', path, '--issue')
    assert code.get('issued'), code
    equal(first_bytes(path)[:5], b'%PDF-', 'file')
    rows = workspace.rows('issued_report')
    equal(len(rows), 1, 'issued reports')
    equal(rows[0]['sha256'], sha256(path), 'hash of the pages')


@test('an issued report is the same bytes after the records were changed; its footer has number, version, author, date and the hash of its data')
def _():
    place = Place(clock=CLOCK)
    place.file = place.path('issue.epc')
    shutil.copyfile(sample().file, place.file)

    def at(hour, *words):
        done = place.call('--workspace', place.file, *words, env={'EPC_CLOCK': f'2026-11-{hour}:00:00Z'})
        assert done.status == 0, done
        return done

    first, again, second = place.path('first.pdf'), place.path('again.pdf'), place.path('second.pdf')
    uid = json.loads(at('05T10', 'report', 'sitrep', 'HND-SITREP-0001', '--to', first, '--document-lang', 'en', '--issue', '--json').out)['issued']
    # Every page says the same of itself; the hash is that of the stored data, as sha256sum has it.
    snapshot = [row for row in run(place, 'list', 'attachment', '--json').json['rows'] if row['record'] == uid and row['file_name'].endswith('.csv')]
    equal(len(snapshot), 1, 'snapshots')
    stored = sqlite3.connect(place.file).execute('SELECT data FROM _blob WHERE sha256 = ?', (snapshot[0]['sha256'],)).fetchone()[0]
    digest = hashlib.sha256(stored).hexdigest()
    hashed = ' '.join(digest[i:i + 8] for i in range(0, 32, 8))
    for page in range(1, pages(first) + 1):
        foot = re.sub(r'\s+', ' ', tool('pdftotext', '-layout', '-f', str(page), '-l', str(page), first, '-'))
        for words in ('HND-SITREP-0001', 'Version 1', 'OIM Honduras', '5 November 2026', f'SHA-256 {hashed}'):
            has(foot, words, f'page {page}')
    # What was counted stands in it as rows: the site table of the page, read by Python's csv.
    rows = list(csv.reader(stored.decode('utf-8-sig').splitlines()))
    site = [row for row in rows if row[:2] == ['row', 'Gimnasio Municipal'] and len(row) > 4]
    equal(site[0][3], '640', 'people of a site in the snapshot')
    at('06T10', 'set', 'site', 'HND-SITE-0002', 'name=Otro nombre')
    at('06T11', 'set', 'sitrep', 'HND-SITREP-0001', 'situation=Otra cosa')
    at('07T10', 'report', '--issued', uid, '--to', again)
    equal(sha256(again), sha256(first), 'printed again')
    at('07T11', 'report', '--issued', 'HND-SITREP-0001', '--to', again)
    equal(sha256(again), sha256(first), 'by its number')
    at('07T12', 'report', 'sitrep', 'HND-SITREP-0001', '--to', second, '--document-lang', 'en', '--issue')
    has(text_of(second), 'Version 2', 'the next issue')
    has(text_of(second), 'Otra cosa', 'the next issue')
    for reference, path in (('HND-SITREP-0001', second), ('HND-SITREP-0001 v1', first), ('HND-SITREP-0001 v2', second)):
        at('07T12', 'report', '--issued', reference, '--to', again)
        equal(sha256(again), sha256(path), reference)
    # A paper without a record of its own takes the next number of its kind.
    at('07T13', 'report', 'brief', '--to', second, '--document-lang', 'en', '--issue')
    has(text_of(second), 'HND-BRIEF-0001')
    place.fails(1, '--workspace', place.file, 'report', '--issued', 'HND-SITREP-0001 v3', '--to', again)


@test('what a situation report says at length is what was written into its record')
def _():
    path = sample().path('written.pdf')
    run(sample(), 'report', 'sitrep', 'HND-SITREP-0001', '--to', path, '--document-lang', 'en')
    text = text_of(path)
    row = run(sample(), 'show', 'sitrep', 'HND-SITREP-0001', '--json').json
    for key in ('situation', 'casualties', 'response_shelter', 'response_wash', 'needs_gaps', 'coordination', 'background', 'produced_with'):
        words = re.sub(r'[*\s]+', ' ', row[key]).split()
        has(text, ' '.join(words[:3]), key)
    # 200,000 of 1,250,000 is 16 %
    for figure in ('USD 1,250,000', 'USD 200,000', '16.0%'):
        has(text, figure, 'funding')


@test('a site profile is one page, a flash update is one, a request to the fund two: on A4 and Letter, in English and Spanish')
def _():
    sites = [row['code'] for row in run(sample(), 'list', 'site', '--json').json['rows']]
    equal(len(sites), 12, 'sites')
    path = sample().path('one.pdf')
    for paper in PAPERS:
        for language in ('en', 'es'):
            for words, most in [(('site-profile', code), 1) for code in sites] + [(('flash',), 1), (('mefm',), 2)]:
                run(sample(), 'report', *words, '--to', path, '--paper', paper, '--document-lang', language)
                equal(pages(path), most, f'{words} {paper} {language}')


@test('a Spanish paper speaks Spanish wherever its words come from: standards, fields, names of places')
def _():
    path = sample().path('spanish.pdf')
    run(sample(), 'report', 'site-profile', 'HND-SITE-0008', '--to', path, '--document-lang', 'es')
    text = text_of(path)
    with open(os.path.join(os.environ['EPC_DATA_DIR'], 'seeds', 'standard.csv'), encoding='utf-8') as file:
        standards = {row['key']: row for row in csv.DictReader(file)}
    for key in ('water_litres', 'people_tap'):
        has(text, standards[key]['label_es'], key)
        assert standards[key]['label'] not in text, standards[key]['label']
    # The layers of Haiti name its departments in English; a French name stands nearer to a reader of Spanish.
    workspace = Workspace(clock=CLOCK)
    workspace.ok('import', shared('01_dtm', 'global-iom-dtm-from-api-admin-0-to-2.csv'))
    workspace.ok('set', 'place', 'HT01', 'name=West', 'name_fr=Ouest')
    for language, name, other in (('es', 'Ouest', 'West'), ('en', 'West', 'Ouest')):
        rows = workspace.path(f'{language}.csv')
        workspace.ok('chart', 'area-change', '--to', rows, '--document-lang', language)
        with open(rows, encoding='utf-8-sig') as file:
            names = [row[0] for row in csv.reader(file)]
        assert name in names and other not in names, names


def greys(path, n):
    """The @n levels of grey, 0 to 255, that cover most of the page beside its paper, from light to dark, as a grey printer has them."""
    data = subprocess.run(['pdftoppm', '-gray', '-r', '100', '-singlefile', path], capture_output=True, check=True).stdout
    head = re.match(rb'P5\s+(\d+)\s+(\d+)\s+255\s', data)
    dots = data[head.end():]
    # Fills only, without the lines of hatches and letters: six equal dots in a row.
    tally = collections.Counter(a for a, b, c, d, e, f in zip(dots, dots[1:], dots[2:], dots[3:], dots[4:], dots[5:]) if a == b == c == d == e == f < 246)
    return sorted((level for level, _n in tally.most_common(n)), reverse=True)


@test('printed in grey, neighbouring classes of a heat table, bands of a matrix and parts of a whole are 15 % apart')
def _():
    need_program('pdftoppm')
    # Six classes of people, three bands of risk, women and men.
    for place, name, classes in ((haiti(), 'area-rounds', 6), (sample(), 'risks', 3), (sample(), 'age-sex', 2)):
        path = place.path(f'grey-{name}.pdf')
        run(place, 'chart', name, '--to', path)
        levels = greys(path, classes)  # whole numbers: one more for their rounding
        for one, other in zip(levels, levels[1:]):
            assert one - other + 1 >= 0.15 * 255, f'{name}: {one} and {other} of {levels} are {100 * (one - other) / 255:.1f} % apart'


@test('the master list of Haiti has every site of the file, and its people add up')
def _():
    with open(shared('01_dtm', 'iom-haiti-dtm.csv'), encoding='utf-8-sig') as file:
        rows = list(csv.reader(file))
    column = rows[0].index('Number of Individuals')
    people = sum(int(row[column] or 0) for row in rows[2:])
    path = haiti().path('master.pdf')
    run(haiti(), 'report', 'master-list', '--to', path, '--document-lang', 'en')
    has(text_of(path), f'{people:,}', 'people')
    has(text_of(path), f'{len(rows) - 2} sites', 'sites')


@test('what cannot be drawn is told: unknown name, round, folder')
def _():
    workspace = Workspace()
    workspace.bad(1, 'chart', 'nothing', '--to', workspace.path('x.svg'))
    workspace.bad(1, 'report', 'nothing', '--to', workspace.path('x.pdf'))
    workspace.bad(1, 'chart', 'rounds', '--to', workspace.path('x.svg'))  # no round yet
    place = sample()
    place.fails(3, '--workspace', place.file, 'chart', 'rounds', '--to', place.path('none', 'x.svg'))
    workspace.bad(3, 'report', 'sitrep', '--to', workspace.path('none', 'x.pdf'))
    result = workspace.run('map', 'displacement', '--to', workspace.path('x.svg'), '--bbox', '10,0,5,1')
    assert result.status in (1, 2, 3) and result.err, result


main()
