// SPDX-License-Identifier: GPL-3.0-or-later
//
// Makes pcode-iso.csv: OCHA P-code of level 1 → ISO 3166-2, for the countries of the region. Usage:
//   node match-pcodes.mjs GLOBAL-PCODES.csv AREAS.json OUT.csv
// GLOBAL-PCODES.csv is "global_pcodes_adm_1_2.csv" of HDX (COD-AB, OCHA); AREAS.json is what build.mjs leaves in its work folder. Only the pairs of codes are
// kept. What names cannot tell is in BY_HAND, checked on a map.
import { readFileSync, writeFileSync } from "node:fs";
import { fold, readCsv } from "./names.mjs";

const [list, areasFile, out] = process.argv.slice(2);
const BY_HAND = {
  CL06: "CL-LI", CL07: "CL-ML", CL08: "CL-BI", CL11: "CL-AI", CO88: "CO-SAP", GD01: "GD-10", MX22: "MX-QUE", NI91: "NI-AN", PA12: "PA-8", VI010: "VI-X01", VI020: "VI-X03", VI030: "VI-X02",
  PA11: "", GD08: "", LC05: "", BM08: "BM-SGE",     // parts of a larger area here: Panamá Oeste in PA-8, Petite Martinique in GD-10, Canaries in LC-01
};
// Level 2 of OCHA is level 1 here: the provinces of the Dominican Republic (its level 1 are planning regions).
const SECOND = new Set(["DOM"]);

const areas = JSON.parse(readFileSync(areasFile, "utf8")), byName = new Map(), countries = new Set(areas.map((a) => a.country));
for (const pass of [0, 1]) for (const a of areas) for (const n of pass ? a.names : a.names.slice(0, 1)) if (fold(n) && !byName.has(a.country + "/" + fold(n))) byName.set(a.country + "/" + fold(n), a.code);
const simple = (s) => fold(s).replace(/^st /, "saint ").replace(/^(departamento|department|departement|provincia|province|estado|state|parish|region|comarca) (de |of |d )?(la |el )?/, "").replace(/ (department|province|parish|state|region|district)$/, "");
const rows = readCsv(readFileSync(list, "utf8").replace(/^\ufeff/, "")).filter((r) => countries.has(r.Location) && r["Admin Level"] === (SECOND.has(r.Location) ? "2" : "1"));
const pairs = [], lost = [], taken = new Set();
for (const r of rows) {
  const p = r["P-Code"], hand = BY_HAND[p];
  if (hand === "") continue;
  const code = hand || byName.get(r.Location + "/" + fold(r.Name)) || byName.get(r.Location + "/" + simple(r.Name));
  if (!code) lost.push(`${p} ${r.Name}`);
  else if (taken.has(code)) lost.push(`${p} ${r.Name}: ${code} is taken`);
  else { taken.add(code); pairs.push([p, code]); }
}
pairs.sort((a, b) => (a[0] < b[0] ? -1 : 1));
writeFileSync(out, "pcode,iso_3166_2\n" + pairs.map((p) => p.join(",") + "\n").join(""));
const with_ = new Set(rows.map((r) => r.Location));
console.log(`${pairs.length} pairs of ${rows.length} P-codes`);
console.log("not matched:\n  " + lost.join("\n  "));
console.log("areas without: " + areas.filter((a) => with_.has(a.country) && !taken.has(a.code)).map((a) => `${a.code} ${a.names[0]}`).join("; "));
console.log("countries not in the list: " + [...countries].filter((c) => !with_.has(c)).join(" "));
