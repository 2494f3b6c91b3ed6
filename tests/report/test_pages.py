# SPDX-License-Identifier: GPL-3.0-or-later
"""No text on another, none off the page, no row lost, no page blank: every report on A4 and Letter, in English and Spanish, from
workspaces that are full, empty, thin, huge, wordy, and named in ways that nobody expected. --all runs what takes long."""
import functools
import os
import re
import shutil
import sqlite3
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'cli'))
from harness import CLOCK, Place, Workspace, equal, has, main, shared, test  # noqa: E402

ALL = '--all' in sys.argv
if ALL:
    sys.argv.remove('--all')

# 200 characters, in scripts and spellings that break lines in other places; Creole; right to left; one word without a break.
NAMES = ['Eskòl Nasyonal Repiblik Ayiti bò larivyè Latibonit, nan seksyon kominal Dezyèm Platana, kote moun ki te kite kay yo apre gwo '
         'siklòn nan ap viv ansanm ak fanmi yo depi lontan, Pòtoprens 1234567890 abcdefg',
         'مركز إيواء النازحين في مدرسة الأمل قرب النهر الكبير حيث تقيم الأسر منذ الفيضان الأخير بانتظار العودة إلى منازلها في القرى '
         'المجاورة بعد إصلاح الطريق والجسر وشبكة المياه قبل الشتاء القادم',
         'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft' * 3,
         'Comunidad indígena Ngäbe-Buglé de Quebrada Guabo & «Los Ñandúes» <km 12> 100 % "anexo" — sector B/2',
         '避難所第一小学校体育館(臨時)東側出入口付近の仮設テント区域と駐車場に隣接する給水所および救護所']
NAMES = [name[:200] for name in NAMES]


def check(path, *names):
    """Runs the checker; its faults are the message."""
    env = dict(os.environ, EPC_CLOCK='2026-11-01T12:00:00Z', TZ='UTC')
    done = subprocess.run([os.environ['EPC_CHECK_PAGES'], path, *names], capture_output=True, text=True, env=env, timeout=3000, check=False)
    assert done.returncode == 0, f'{path}: {done.stderr}{done.stdout}'
    last = done.stdout.splitlines()[-1].split()
    return int(last[0]), int(last[2])  # documents, pages


@functools.cache
def sample():
    place = Place(clock=CLOCK)
    place.file = place.path('sample.epc')
    place.done('sample', place.file)
    return place


def copy(name):
    path = sample().path(name)
    shutil.copyfile(sample().file, path)
    return path


def text_columns(connection):
    """(table, column) of what people write: texts and long texts, as the data dictionary has them."""
    entities = sample().done('entities', '--json').json
    for entity in entities['entities'] if isinstance(entities, dict) else entities:
        fields = sample().done('entities', entity['key'], '--json').json['fields']
        columns = {row[1] for row in connection.execute(f'PRAGMA table_info("{entity["key"]}")')}
        for field in fields:
            if field['type'] in ('text', 'long_text') and field['key'] in columns:
                yield entity['key'], field['key'], field['type']


# Texts that the program compares with, and those that name a record of another list.
KEYS = {('place', 'pcode'), ('place', 'parent'), ('plan_section', 'section_key'), ('stock_movement', 'waybill_no'), ('setting', 'key'), ('setting', 'value'),
        ('standard', 'key'), ('document', 'key'), ('attachment', 'hash'), ('item', 'item_code'), ('preparedness_action', 'action_code')}


@test('the sample: every report')
def _():
    documents, pages = check(sample().file)
    assert documents >= 68 and pages >= 300, (documents, pages)


@test('the sample: what fits one page ends on it, wide tables lie across from their first page, and all signs are of the fonts that are shipped')
def _():
    papers = {'flows': (['HND-FMP-0001'], 1), 'plan': ([], 10), 'mcof': ([], 3), 'brief': ([], 2), 'form': (['site'], 3), 'round': ([], 3),
              'sitrep': (['--paper', 'Letter'], 2)}
    for name, (words, pages) in papers.items():
        out = sample().path('out.pdf')
        sample().done('--workspace', sample().file, 'report', name, *words, '--to', out, '--document-lang', 'es')
        about = subprocess.run(['pdfinfo', out], capture_output=True, text=True, check=True).stdout
        equal(int(about.split('Pages:')[1].split()[0]), pages, name)
        if name == 'mcof':
            has(about, '841.89 x 595.276')
        fonts = [line.split()[0] for line in subprocess.run(['pdffonts', out], capture_output=True, text=True, check=True).stdout.splitlines()[2:]]
        equal([font for font in fonts if 'Roboto' not in font], [], name)
    # what all rows say breaks in none where one long name can give the room, and where columns are empty
    for name, text, times in (('evacuation', 'El Progreso +En reserva', 1), ('evacuation', 'En reserva', 3),
                              ('mcof', 'Gestión de campamentos y seguimiento de desplazamientos +(Antes|Durante|Después)', 3)):
        out = sample().path('out.pdf')
        sample().done('--workspace', sample().file, 'report', name, '--to', out, '--document-lang', 'es')
        words = subprocess.run(['pdftotext', '-layout', out, '-'], capture_output=True, text=True, check=True).stdout
        equal(len(re.findall(text, words)), times, text)


@test('IOM’s files of Haiti: every report')
def _():
    haiti = Workspace(clock=CLOCK)
    for name in ('global-iom-dtm-from-api-admin-0-to-2.csv', 'iom-haiti-dtm.csv'):
        haiti.ok('import', shared('01_dtm', name))
    documents, pages = check(haiti.file)
    assert documents >= 20 and pages >= 60, (documents, pages)
    # A line each: "Campamento espontáneo" breaks in none of 352 rows for the room that the few long names would like (25 rows a page across)
    haiti.ok('report', 'master-list', '--to', haiti.path('list.pdf'), '--document-lang', 'es')
    text = subprocess.run(['pdftotext', '-layout', haiti.path('list.pdf'), '-'], capture_output=True, text=True, check=True).stdout
    assert text.count('Campamento espontáneo') > 300 and text.count('\f') <= 14, (text.count('Campamento espontáneo'), text.count('\f'))


@test('an empty workspace: what can be made of nothing')
def _():
    documents, _ = check(Workspace(clock=CLOCK).file)
    assert documents >= 4, documents


@test('one record of each kind')
def _():
    w = Workspace(clock=CLOCK)

    def one(entity, *words):
        return w.json('add', entity, *words)['uid']

    crisis = one('crisis', 'name=Storm', 'type=natural_disaster', 'country=HTI', 't0=2026-10-14T06:00:00Z')
    one('site', 'name=School', 'site_type=collective_centre', 'status=open')
    one('risk', 'title=Flood', 'hazard=flood', 'impact=3', 'likelihood=2')
    plan = one('contingency_plan', 'title=Plan', 'hazards=flood', 'status=draft')
    one('plan_need', f'plan={plan}', 'cluster=cccm')
    operation = one('dtm_operation', 'country=HTI', 'name=Watch')
    round_ = one('dtm_round', f'operation={operation}', 'assessment_type=BA', 'number=1', 'status=open', 'reporting_date=2026-10-20')
    one('location_count', f'round={round_}', 'admin_level=1', 'place=HT01', 'reporting_date=2026-10-20', 'idp_ind=1')
    point = one('flow_point', 'name=Bridge', 'status=active')
    one('flow_count', f'point={point}', 'date=2026-10-20', 'n=1')
    one('warehouse', 'name=Store')
    one('distribution', 'date=2026-10-20', 'status=planned', 'modality=in_kind')
    one('training_session', 'course=BSAFE', 'status=planned', 'start_date=2026-10-20')
    one('funding_request', 'title=Advance', 'fund=mefm', f'crisis={crisis}', 'status=draft', 't0=2026-10-14T06:00:00Z')
    one('expert', 'name=Ana', 'primary_profile=cccm', 'availability=available')
    one('mcof_row', 'country=HTI', 'mcof_sector=M01', 'phase=before')
    one('sitrep', f'crisis={crisis}', 'kind=iom_sitrep', 'number=1', 'as_of=2026-10-20T12:00:00Z', 'status=draft')
    one('activity', 'implementing_org=IOM', 'status=planned', 'cluster=cccm')
    one('evacuation_plan', 'title=Valley', 'country=HTI', 'status=draft', 'hazard=flood')
    one('evacuation_centre', 'name=Gym', 'place=HTI', 'status=standby')
    documents, _ = check(w.file)
    assert documents >= 76, documents
    # one is no "1 sites"
    for report, words in (('sitrep', ('people in 1 open site', 'Total of 1 site, 0 counted', '1 person was displaced on 20 October 2026.')),
                          ('master-list', ('1 site, 0 of them counted.',)), ('roster', ('1 expert, 1 of them available.',)), ('brief', ('of 1 risk',))):
        w.ok('report', report, '--to', w.path('one.pdf'), '--document-lang', 'en')
        text = ' '.join(subprocess.run(['pdftotext', '-raw', w.path('one.pdf'), '-'], capture_output=True, text=True, check=True).stdout.split())
        for sentence in words:
            has(text, sentence, report)
        assert '1 sites' not in text, (report, text)
    # nor a "1" above "open sites": what a key figure counts agrees with it, in Spanish too
    for report, language, one, many in (('brief', 'en', 'open site', 'open sites'), ('brief', 'en', 'displaced person', 'displaced people'),
                                        ('brief', 'es', 'sitio abierto', 'sitios abiertos'), ('round', 'en', 'displaced person', 'displaced people'),
                                        ('round', 'es', 'persona desplazada', 'personas desplazadas'),
                                        ('sitrep', 'en', 'internally displaced person', 'internally displaced people')):
        w.ok('report', report, '--to', w.path('one.pdf'), '--document-lang', language)
        text = ' '.join(subprocess.run(['pdftotext', '-f', '1', '-l', '1', w.path('one.pdf'), '-'], capture_output=True, text=True, check=True).stdout.split())
        assert re.search(rf'\b{one}\b', text), (report, one, text)
        assert not re.search(rf'\b{many}\b', text), (report, many, text)


def tripled(path):
    connection = sqlite3.connect(path)
    for entity, field, kind in text_columns(connection):
        if (entity, field) not in KEYS:
            glue = '\n\n' if kind == 'long_text' else ' '
            connection.execute(f'UPDATE "{entity}" SET "{field}" = "{field}" || ? || "{field}" || ? || "{field}" WHERE "{field}" IS NOT NULL', (glue, glue))
    connection.commit()
    connection.close()


@test('texts three times as long')
def _():
    path = copy('long.epc')
    tripled(path)
    documents, _ = check(path)
    assert documents >= 44, documents


@test('names of 200 characters: Creole, right to left, one long word, signs of markup, Japanese')
def _():
    path = copy('names.epc')
    connection = sqlite3.connect(path)
    for entity, field in (('site', 'name'), ('place', 'name'), ('crisis', 'name'), ('contingency_plan', 'title'), ('risk', 'title'), ('warehouse', 'name'),
                          ('evacuation_plan', 'title'), ('evacuation_centre', 'name'), ('item', 'name'), ('funding_request', 'title'), ('office', 'name'), ('training_session', 'title'),
                          ('expert', 'family_name'), ('activity', 'activity'), ('event_alert', 'title'), ('dtm_operation', 'name')):
        if field not in {row[1] for row in connection.execute(f'PRAGMA table_info("{entity}")')}:
            continue
        rows = [row[0] for row in connection.execute(f'SELECT rowid FROM "{entity}"')]
        for number, row in enumerate(rows):
            connection.execute(f'UPDATE "{entity}" SET "{field}" = ? WHERE rowid = ?', (NAMES[number % len(NAMES)], row))
    connection.commit()
    connection.close()
    documents, _ = check(path)
    assert documents >= 44, documents


def changed(name, *statements):
    path = copy(name)
    connection = sqlite3.connect(path)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()
    return path


def text_of(path, *words):
    out = sample().path('out.pdf')
    sample().done('--workspace', path, 'report', *words, '--to', out, '--document-lang', 'en')
    return ' '.join(subprocess.run(['pdftotext', '-layout', out, '-'], capture_output=True, text=True, check=True).stdout.split())


@test('sites without coordinates: every report, and it says what is missing')
def _():
    path = changed('nowhere.epc', 'UPDATE site SET latitude = NULL, longitude = NULL', 'UPDATE evacuation_centre SET latitude = NULL, longitude = NULL')
    documents, _ = check(path)
    assert documents >= 68, documents
    has(text_of(path, 'site-profile', 'HND-SITE-0008'), 'The position of the site is not recorded.')
    has(text_of(path, 'flash'), 'None of the open sites has a position yet.')


@test('a round that says of nobody where they come from: every report, and it says what is missing')
def _():
    path = changed('no-origin.epc', 'UPDATE location_count SET origin_place = NULL')
    documents, _ = check(path)
    assert documents >= 68, documents
    assert 'come from' not in text_of(path, 'sitrep'), 'an origin that nobody said'
    has(text_of(path, 'round'), 'Not stated', 'origin')


@test('5,000 sites, and as many places counted: the lists, the round and the situation report')
def _():
    n = 5000 if ALL else 600
    place = Place(clock=CLOCK)
    place.file = place.path('many.epc')
    shutil.copyfile(sample().file, place.file)
    lines = ['name,ssid,site_type,status,place,idp_ind,idp_hh,latitude,longitude']
    lines += [f'"{NAMES[i % 5][:60].replace(chr(34), "")} {i}",X-{i},camp,open,HN0501,{i % 900 + 1},{i % 200 + 1},{15 + i % 100 / 200},{-88 + i % 77 / 200}' for i in range(n)]
    place.write('sites.csv', '\n'.join(lines) + '\n')
    place.done('--workspace', place.file, 'import', place.path('sites.csv'), '--as', 'site')
    documents, pages = check(place.file, *([] if ALL else ['master-list', 'sitrep', 'site-profile']))
    assert documents >= (44 if ALL else 12) and pages >= n // 50, (documents, pages)


main()
