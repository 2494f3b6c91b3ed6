# SPDX-License-Identifier: GPL-3.0-or-later
"""read_openpyxl.py FILE: the cells of a workbook as openpyxl reads them, in the form of dump-rows. It runs under whichever Python
has openpyxl, which need not be the one that runs the tests."""
import datetime
import json
import sys
import warnings

import openpyxl

warnings.simplefilter('ignore')


def cell_of(cell):
    value = getattr(cell, 'value', None)
    if value is None or getattr(cell, 'data_type', '') == 'e':
        return ['empty', '']
    if isinstance(value, bool):
        return ['boolean', 'yes' if value else 'no']
    if isinstance(value, datetime.timedelta):
        return ['number', repr(value / datetime.timedelta(days=1))]
    if isinstance(value, datetime.datetime):
        value = (value + datetime.timedelta(microseconds=500000)).replace(microsecond=0)
        return ['date', value.strftime('%Y-%m-%d' if value.time() == datetime.time() else '%Y-%m-%dT%H:%M:%S').rjust(10, '0')]
    if isinstance(value, datetime.date):
        return ['date', value.isoformat()]
    if isinstance(value, datetime.time):
        return ['text', (datetime.datetime.combine(datetime.date(2000, 1, 1), value) + datetime.timedelta(microseconds=500000)).strftime('%H:%M:%S')]
    if isinstance(value, (int, float)):
        return ['number', repr(value)]
    return ['text', value] if str(value).strip() else ['empty', '']


def main():
    book = openpyxl.load_workbook(sys.argv[1], read_only=True, data_only=True)
    hidden = []
    for sheet in [s for s in book.worksheets if s.sheet_state == 'visible'] + [s for s in book.worksheets if s.sheet_state != 'visible']:
        print(json.dumps({'sheet': sheet.title}))
        sheet.reset_dimensions()
        for number, row in enumerate(sheet.iter_rows(), 1):
            number = next((cell.row for cell in row if getattr(cell, 'row', None)), number)
            cells = [cell_of(cell) for cell in row]
            while cells and cells[-1][0] == 'empty':
                cells.pop()
            if cells:
                print(json.dumps([number, cells]))


main()
