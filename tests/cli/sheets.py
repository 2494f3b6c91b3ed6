# SPDX-License-Identifier: GPL-3.0-or-later
"""What the cells of a workbook say, by Python's zipfile and expat alone: the second opinion that expected figures are taken from."""
import itertools
import posixpath
import re
import xml.etree.ElementTree as tree
import zipfile

MAIN = '{*}'


def _column(reference):
    n = 0
    for letter in re.match('[A-Z]+', reference)[0]:
        n = n * 26 + ord(letter) - 64
    return n - 1


def _text(element):
    """The text of a string item, without the reading aids (rPh) that Excel keeps beside it."""
    return ''.join(t.text or '' for t in element.findall(f'{MAIN}t') + element.findall(f'{MAIN}r/{MAIN}t'))


def workbook(path, most=None):
    """{name of sheet: rows of texts}, empty rows left out, numbers as the file writes them, blank cells as ''.
    @most: so many rows of each sheet."""
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        shared = []
        if 'xl/sharedStrings.xml' in names:
            shared = [_text(item) for item in tree.fromstring(archive.read('xl/sharedStrings.xml')).findall(f'{MAIN}si')]
        links = {link.get('Id'): link.get('Target') for link in tree.fromstring(archive.read('xl/_rels/workbook.xml.rels'))}
        sheets = {}
        for sheet in tree.fromstring(archive.read('xl/workbook.xml')).find(f'{MAIN}sheets'):
            target = links[next(value for key, value in sheet.attrib.items() if key.endswith('}id'))]
            part = target.lstrip('/') if target.startswith('/') else posixpath.normpath('xl/' + target)
            if 'worksheets/' in part:
                sheets[sheet.get('name')] = list(itertools.islice(_rows(archive, part, shared), most))
        return sheets


def _rows(archive, part, shared):
    with archive.open(part) as file:
        for _event, row in tree.iterparse(file):
            if not row.tag.endswith('}row'):
                continue
            cells = []
            for at, cell in enumerate(row.findall(f'{MAIN}c')):
                column = _column(cell.get('r')) if cell.get('r') else at
                value, inline = cell.find(f'{MAIN}v'), cell.find(f'{MAIN}is')
                text = _text(inline) if inline is not None else (value.text or '') if value is not None else ''
                if cell.get('t') == 's' and text:
                    text = shared[int(text)]
                cells += [''] * (column + 1 - len(cells))
                cells[column] = text.strip()
            row.clear()
            if any(cells):
                yield cells
