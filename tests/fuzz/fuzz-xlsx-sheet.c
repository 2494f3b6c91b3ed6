/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Any bytes as the XML of one sheet of an Excel workbook.
 */
#include "pack.h"

int LLVMFuzzerTestOneInput (const guint8 *bytes, gsize length);

#define RELATION "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

int
LLVMFuzzerTestOneInput (const guint8 *bytes, gsize length)
{
  static const Part parts[] = {
    { "xl/workbook.xml", "<workbook><workbookPr/><sheets><sheet name=\"a\" id=\"s\"/></sheets></workbook>" },
    { "xl/_rels/workbook.xml.rels",
      "<Relationships><Relationship Id=\"s\" Type=\"" RELATION
      "worksheet\" Target=\"a.xml\"/><Relationship Id=\"t\" Type=\"" RELATION
      "sharedStrings\" Target=\"t.xml\"/><Relationship Id=\"y\" Type=\"" RELATION "styles\" Target=\"y.xml\"/></Relationships>" },
    { "xl/t.xml", "<sst><si><t>one</t></si><si><r><t>two </t></r><r><t>parts</t></r></si><si><t/></si></sst>" },
    { "xl/y.xml",
      "<styleSheet><numFmts><numFmt numFmtId=\"170\" formatCode=\"00000\"/><numFmt numFmtId=\"171\" formatCode=\"d mmm "
      "yyyy hh:mm\"/></numFmts><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"9\"/><xf "
      "numFmtId=\"20\"/><xf numFmtId=\"170\"/><xf numFmtId=\"171\"/></cellXfs></styleSheet>" },
    { "xl/a.xml", NULL },
  };
  g_autoptr (GBytes) all = pack_parts (parts, G_N_ELEMENTS (parts), bytes, length);

  read_sheets (all, "fuzz.xlsx");
  return 0;
}
