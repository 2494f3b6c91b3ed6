# SPDX-License-Identifier: GPL-3.0-or-later
"""Thousands of sheets whose truth is known: title rows, grouped headers, merged cells, tags, subtotals and totals, decimal commas, marks of
thousands, orders of dates, four languages, columns in any order, as text and as workbooks. Each is read back right, or the program
asks what the sheet does not tell; and it asks only then. The seed is printed; EPC_SEED chooses one, EPC_SHEETS how many."""
import csv
import io
import os
import random
import sys

import workbook
from harness import Workspace, equal, main, test

# The same sheets each time, so that what lands is judged by what was changed; EPC_SEED=random for others.
GIVEN = os.environ.get('EPC_SEED', '429205190')
SEED = random.SystemRandom().randrange(1 << 30) if GIVEN == 'random' else int(GIVEN)
SHEETS = int(os.environ.get('EPC_SHEETS', '3200'))
TOGETHER = 80  # files that one call imports

WORDS = {
    'en': (['Site ID', 'Site name', 'Households', 'Individuals', 'Date of assessment', 'Latitude', 'Longitude'],
           'Population', ['Total', 'Grand total'], 'Position', ['Displacement sites, round 4', 'Active sites', 'Source: field teams'], 'Remarks'),
    'es': (['Código del sitio', 'Nombre del sitio', 'Número de hogares', 'Personas', 'Fecha de evaluación', 'Latitud', 'Longitud'],
           'Población', ['Total general', 'TOTAL'], 'GPS', ['Sitios activos por municipio', 'Matriz de desplazamiento'], 'Observaciones'),
    'fr': (['SSID', 'Nom du site', 'Ménages', 'Individus', "Date d'évaluation", 'Latitude', 'Longitude'],
           'Population', ['Total général', 'Totaux'], 'Coordonnées', ['Liste des sites', 'Matrice de suivi des déplacements'], 'Remarques'),
    'pt': (['Código do local', 'Nome do local', 'Famílias', 'Pessoas', 'Data da avaliação', 'Latitude', 'Longitude'],
           'População', ['Total geral', 'Total'], 'Coordenadas', ['Locais ativos', 'Matriz de deslocamento'], 'Observações'),
}
TAGS = ['#loc+code', ' #loc +name', '#affected+idps+hh', '#affected +ind+idps', '#date+reported', '#geo+lat', '#GEO+lon']


def number(value, style):
    if style == 'plain' or value < 1000:
        return str(value)
    return f'{value:,}'.replace(',', {'comma': ',', 'point': '.', 'space': ' ', 'narrow': '\u202f', 'apostrophe': "'"}[style])


class Made:
    """One sheet and what is true of it."""

    def __init__(self, chance, index):
        self.index = index
        names, population, self.totals, gps, titles, remarks = WORDS[chance.choice(list(WORDS))]
        self.style = chance.choice(['plain', 'plain', 'comma', 'point', 'space', 'narrow', 'apostrophe'])
        self.order, self.comma = chance.choice(['dmy', 'mdy', 'iso', 'dmy.', 'words']), chance.random() < .4
        # A mark that parts thousands parts no decimals in the same sheet.
        if self.style in ('comma', 'point'):
            self.comma = self.style == 'point'
        self.is_book = chance.random() < .5
        self.truth, rows = [], []
        # One sheet in ten has no date that tells its order.
        self.latest = 12 if chance.random() < .1 else 28
        for i in range(chance.randint(3, 20)):
            rows.append(self.make_row(chance, i))
        self.tells_order = self.order in ('iso', 'words') or any(int(t[3][8:]) > 12 for t in self.truth)
        body = self.with_totals(chance, rows)
        head = [list(names)]
        grouped, self.merges = chance.random() < .4, []
        columns = list(range(7))
        if chance.random() < .5 and not grouped:
            chance.shuffle(columns)
        if grouped:
            head.insert(0, ['', '', population, '', '', gps, ''])
        if chance.random() < .3:
            head.append(TAGS)
        above = [[chance.choice(titles), *[''] * 6] for _ in range(chance.randint(0, 3))]
        if self.is_book:
            self.merges = [f'A{i}:G{i}' for i in range(1, len(above) + 1) if chance.random() < .6]
            at = len(above) + 1
            if grouped:
                self.merges += [f'C{at}:D{at}', f'F{at}:G{at}']
            if grouped and chance.random() < .5:
                # The name of a column that stands in no group reaches over both rows.
                for column in (0, 1, 4):
                    head[0][column], head[1][column] = head[1][column], ''
                    self.merges.append(f'{workbook.letters(column)}{at}:{workbook.letters(column)}{at + 1}')
        table = [[row[c] for c in columns] for row in head + body]
        if chance.random() < .3:
            for position, row in enumerate(table):
                row.append(remarks if position == len(head) - 1 - (head[-1] is TAGS) else chance.choice(['', 'ok', 'n/a']) if row[columns.index(1)].startswith('Lugar') else '')
        self.table = above + table
        if self.is_book and chance.random() < .4:
            self.merge_days(chance, len(above) + len(head), columns.index(4))
        if chance.random() < .3:
            self.table.append(['Fuente: equipos de terreno', *[''] * 6])
        self.delimiter = ';' if self.comma or chance.random() < .3 else chance.choice([',', '\t'])

    def make_row(self, chance, i):
        people = chance.randint(1000, 9000)
        day, month = chance.randint(1, self.latest), chance.randint(1, 12)
        if i == 0 and self.latest > 12:
            day = 25  # one date tells the order
        ssid = f'T{self.index:04}S{i:03}'
        self.truth.append((ssid, people // 5, people, f'2023-{month:02}-{day:02}', round(18 + chance.random(), 4)))
        months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
        date = {'dmy': f'{day:02}/{month:02}/2023', 'mdy': f'{month:02}/{day:02}/2023', 'iso': self.truth[-1][3], 'dmy.': f'{day}.{month}.2023',
                'words': f'{day}-{months[month - 1]}-2023'}[self.order]
        place = [f'{self.truth[-1][4]:.4f}', f'{-72 - i / 100:.4f}']
        figures = [people // 5, people]
        if self.is_book and self.style == 'plain':
            # Numbers as a workbook holds them.
            return [ssid, f'Lugar {self.index} {i}', *figures, date, *(float(p) for p in place)]
        return [ssid, f'Lugar {self.index} {i}', *(number(f, self.style) for f in figures), date,
                *(p.replace('.', ',') if self.comma else p for p in place)]

    def merge_days(self, chance, first, column):
        """Rows that follow each other and are of one day have it in one cell, merged over them."""
        table, r = self.table, first
        is_row = lambda i: i < len(table) and any(c == f'T{self.index:04}S{n:03}' for n in range(30) for c in table[i])  # noqa: E731
        while r < len(table):
            end = r
            while is_row(r) and is_row(end + 1) and chance.random() < .6:
                end += 1
            if end > r:
                # They are all of the day of the first.
                days = {f'T{self.index:04}S{n:03}': n for n in range(len(self.truth))}
                of = [next(days[c] for c in table[i] if c in days) for i in range(r, end + 1)]
                for n in of[1:]:
                    self.truth[n] = (*self.truth[n][:3], self.truth[of[0]][3], *self.truth[n][4:])
                for i in range(r + 1, end + 1):
                    table[i][column] = ''
                self.merges.append(f'{workbook.letters(column)}{r + 1}:{workbook.letters(column)}{end + 1}')
            r = end + 1
        self.tells_order = self.order in ('iso', 'words') or any(int(t[3][8:]) > 12 for t in self.truth)

    def total_row(self, label, part):
        figures = [sum(t[1] for t in part), sum(t[2] for t in part)]
        return [label, '', *(figures if self.is_book and self.style == 'plain' else [number(f, self.style) for f in figures]), '', '', '']

    def with_totals(self, chance, rows):
        body, since = [], 0
        for i, row in enumerate(rows):
            body.append(row)
            if chance.random() < .08:
                body.append(self.total_row(f'Subtotal {chance.choice("ABC")}', self.truth[since:i + 1]))
                since = i + 1
        if chance.random() < .5:
            body.append(self.total_row(chance.choice(self.totals), self.truth) if chance.random() < .7 else self.total_row('', self.truth))
        return body

    def write(self, workspace):
        if self.is_book:
            return workbook.write(workspace.path(f'made-{self.index}.xlsx'), ('Datos', self.table, self.merges, False))
        out = io.StringIO()
        csv.writer(out, delimiter=self.delimiter).writerows(self.table)
        return workspace.write(f'made-{self.index}.csv', out.getvalue())

    def __str__(self):
        return f'sheet {self.index} ({self.order}, {self.style}, comma {self.comma}, merged {self.merges})\n' + '\n'.join(map(str, self.table))


def by_sheet(rows, key):
    found = {}
    for row in rows:
        found.setdefault(int(row[key][1:5]) if (row[key] or '').startswith('T') else -1, []).append(row)
    return found


def check(made, report, sites, counts):
    """None, or what is wrong."""
    if (report.get('entity'), report.get('rejected'), report.get('read')) != ('site', 0, len(made.truth)):
        return f'read as {report.get("entity")}, {report.get("read")} rows, {report.get("rejected")} rejected: {report.get("rejects")} {report.get("error")}'
    asked = {w['rule'] for w in report['warnings']}
    if ('date_order' in asked) == made.tells_order:
        return f'asked {asked}, although the order of dates is{"" if made.tells_order else " not"} told'
    if {s['ssid']: s['latitude'] for s in sites} != {t[0]: t[4] for t in made.truth} and 'decimal_mark' not in asked:
        return f'positions: {sites}'
    got = sorted((c['idp_hh'], c['idp_ind'], c['date'] if made.tells_order else '') for c in counts)
    wanted = sorted((t[1], t[2], t[3] if made.tells_order else '') for t in made.truth)
    if got != wanted and 'decimal_mark' not in asked:
        return f'{got} is not {wanted}'
    if 'decimal_mark' in asked and made.style not in ('point', 'comma'):
        return 'asked for the decimal mark, although no number is written with a mark'
    return None


@test(f'{SHEETS} sheets made at random are read right, or what they do not tell is asked (seed {SEED})')
def _():
    chance = random.Random(SEED)
    print(f'# seed {SEED}, {SHEETS} sheets', file=sys.stderr, flush=True)
    wrong, n_asked, n_books, n_merged = [], 0, 0, 0
    for start in range(0, SHEETS, TOGETHER):
        workspace = Workspace()
        made = [Made(chance, i) for i in range(start, min(start + TOGETHER, SHEETS))]
        result = workspace.run('import', *(m.write(workspace) for m in made), '--json', timeout=900)
        reports = result.json.get('files', [result.json])
        if len(reports) != len(made):
            wrong.append(f'refused: {result.err[:600]}\n{made[len(reports)]}')
            continue
        names = {s['code']: s['ssid'] for s in workspace.rows('site')}
        sites = by_sheet(workspace.rows('site', '--columns', 'ssid,latitude'), 'ssid')
        counts = workspace.rows('site_count', '--columns', 'site,idp_hh,idp_ind,date')
        for count in counts:
            count['ssid'] = names.get(count['site'], count['site'])
        counts = by_sheet(counts, 'ssid')
        for sheet, report in zip(made, reports):
            fault = check(sheet, report, sites.get(sheet.index, []), counts.get(sheet.index, []))
            if fault:
                wrong.append(f'{fault}\n{sheet}')
            n_asked += not sheet.tells_order
            n_books += sheet.is_book
            n_merged += bool(sheet.merges)
    equal(len(wrong), 0, f'of {SHEETS} sheets:\n' + '\n\n'.join(wrong[:3]))
    print(f'# {n_books} workbooks, {n_merged} with merged cells, {n_asked} that do not tell their dates')
    assert SHEETS < 100 or min(n_asked, n_books, n_merged) > SHEETS // 100, 'the sheets are all alike'


main()
