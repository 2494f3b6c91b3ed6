# SPDX-License-Identifier: GPL-3.0-or-later
"""A workbook (.xlsx) written with zipfile alone, so that what our reader makes of it is compared with somebody else's hand."""
import zipfile
from xml.sax.saxutils import escape

MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
RELATION = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'


class Error(str):
    """A cell that holds the error of a formula."""


def letters(column):
    out = ''
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        out = chr(65 + rest) + out
    return out


def _cell(value, column, row):
    at = f'{letters(column)}{row}'
    if value is None or value == '':
        return ''
    if isinstance(value, Error):
        return f'<c r="{at}" t="e"><v>{escape(value)}</v></c>'
    if isinstance(value, (int, float)):
        return f'<c r="{at}"><v>{value}</v></c>'
    return f'<c r="{at}" t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'


def write(path, *sheets):
    """Each sheet: (name, rows, merged ranges such as "A1:B1", hidden)."""
    with zipfile.ZipFile(path, 'w', zipfile.ZIP_DEFLATED) as book:
        names = ''.join(f'<sheet name="{escape(s[0])}" sheetId="{i}" r:id="rId{i}"{" state=" + chr(34) + "hidden" + chr(34) if s[3] else ""}/>'
                        for i, s in enumerate(sheets, 1))
        links = ''.join(f'<Relationship Id="rId{i}" Type="{RELATION}/worksheet" Target="worksheets/sheet{i}.xml"/>'
                        for i in range(1, len(sheets) + 1))
        kinds = ''.join(f'<Override PartName="/xl/worksheets/sheet{i}.xml" '
                        'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
                        for i in range(1, len(sheets) + 1))
        book.writestr('[Content_Types].xml', f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
                      '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
                      '<Override PartName="/xl/workbook.xml" '
                      f'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>{kinds}</Types>')
        book.writestr('_rels/.rels', f'{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
                      f'<Relationship Id="rId1" Type="{RELATION}/officeDocument" Target="xl/workbook.xml"/></Relationships>')
        book.writestr('xl/workbook.xml', f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{RELATION}"><sheets>{names}</sheets></workbook>')
        book.writestr('xl/_rels/workbook.xml.rels',
                      f'{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{links}</Relationships>')
        for i, (_name, rows, merged, _hidden) in enumerate(sheets, 1):
            body = ''.join(f'<row r="{r}">{"".join(_cell(v, c, r) for c, v in enumerate(row))}</row>' for r, row in enumerate(rows, 1))
            ranges = f'<mergeCells count="{len(merged)}">{"".join(f"<mergeCell ref={chr(34)}{m}{chr(34)}/>" for m in merged)}</mergeCells>' if merged else ''
            book.writestr(f'xl/worksheets/sheet{i}.xml', f'{HEAD}<worksheet xmlns="{MAIN}"><sheetData>{body}</sheetData>{ranges}</worksheet>')
    return path
