/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Any bytes as each of the other parts of an Excel workbook in turn, told by the first byte: shared texts, styles, the list of
 * sheets, the relationships.
 */
#include "pack.h"

int LLVMFuzzerTestOneInput (const guint8 *bytes, gsize length);

#define RELATION "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

int
LLVMFuzzerTestOneInput (const guint8 *bytes, gsize length)
{
  Part parts[] = {
    { "xl/t.xml", "<sst><si><t>one</t></si></sst>" },
    { "xl/y.xml", "<styleSheet><cellXfs><xf numFmtId=\"14\"/></cellXfs></styleSheet>" },
    { "xl/workbook.xml", "<workbook><sheets><sheet name=\"a\" id=\"s\"/></sheets></workbook>" },
    { "xl/_rels/workbook.xml.rels",
      "<Relationships><Relationship Id=\"s\" Type=\"" RELATION
      "worksheet\" Target=\"a.xml\"/><Relationship Id=\"t\" Type=\"" RELATION
      "sharedStrings\" Target=\"t.xml\"/><Relationship Id=\"y\" Type=\"" RELATION "styles\" Target=\"y.xml\"/></Relationships>" },
    { "xl/a.xml",
      "<worksheet><sheetData><row><c t=\"s\"><v>0</v></c><c s=\"1\"><v>45000.25</v></c><c s=\"0\"><v>1</v></c></row><row><c "
      "t=\"s\"><v>1</v></c></row></sheetData></worksheet>" },
  };

  if (length == 0)
    return 0;
  parts[bytes[0] % 4].text = NULL;
  g_autoptr (GBytes) all = pack_parts (parts, G_N_ELEMENTS (parts), bytes + 1, length - 1);
  read_sheets (all, "fuzz.xlsx");
  return 0;
}
