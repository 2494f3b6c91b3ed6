// SPDX-License-Identifier: GPL-3.0-or-later
//
// Names and places: our own tables first, then iso-codes (countries of the world in four languages), Natural Earth (first-level areas) and GeoNames
// (towns).
import { readFileSync, existsSync } from "node:fs";
import { join as path } from "node:path";
import { createRequire } from "node:module";
import { toWorld } from "./geometry.mjs";

export function readCsv(text) {
  const rows = []; let row = [], cell = "", quoted = false;
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if (quoted) { if (c === '"' && text[i + 1] === '"') { cell += '"'; i++; } else if (c === '"') quoted = false; else cell += c; }
    else if (c === '"') quoted = true;
    else if (c === ",") { row.push(cell); cell = ""; }
    else if (c === "\n") { row.push(cell); rows.push(row); row = []; cell = ""; }
    else cell += c;
  }
  const [head, ...body] = rows.filter((r) => r.length > 1);
  return body.map((r) => Object.fromEntries(head.map((h, i) => [h, r[i] || ""])));
}

export const fold = (s) => (s || "").normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase().replace(/[^a-z0-9]+/g, " ").trim();

// The messages of a gettext .mo file.
function readMo(file) {
  const out = new Map();
  if (!existsSync(file)) return out;
  const b = readFileSync(file), n = b.readUInt32LE(8), a = b.readUInt32LE(12), t = b.readUInt32LE(16);
  const text = (at) => b.toString("utf8", b.readUInt32LE(at + 4), b.readUInt32LE(at + 4) + b.readUInt32LE(at));
  for (let i = 0; i < n; i++) out.set(text(a + 8 * i), text(t + 8 * i));
  return out;
}

// ISO 3166-1 of the whole world: iso3 → {iso2, iso3, names in en, es, fr, pt}; .numeric by number.
export function countryNames() {
  const list = JSON.parse(readFileSync("/usr/share/iso-codes/json/iso_3166-1.json", "utf8"))["3166-1"], out = new Map();
  const mo = ["es", "fr", "pt"].map((l) => readMo(`/usr/share/locale/${l}/LC_MESSAGES/iso_3166-1.mo`));
  out.numeric = new Map();
  for (const c of list) {
    const en = c.common_name || c.name, tell = (m) => m.get(c.common_name) || m.get(c.name) || en;
    const entry = { iso2: c.alpha_2, iso3: c.alpha_3, names: [en, ...mo.map(tell)].map((s) => s.replace(/^(.*), (.*)$/, "$1")) };
    out.set(c.alpha_3, entry); out.numeric.set(c.numeric, entry);
  }
  return out;
}

const LANGUAGES = ["en", "es", "fr", "pt"];
const strip = (s) => (s || "").replace(/^(Parroquia de|Provincia de|Departamento de|Estado de|Estado|paroisse de|département|Province de|Comarca|comarca) /, "").replace(/ (Department|Province|State|state|Parish|District|Region|Comarca)$/, "");

// What each country and area is called. An area's further names serve the search; one that is another area's own name in the same country is dropped (the
// source has a few that were swapped).
export function settle(info, countries, fixes, world) {
  const own = new Map();
  for (const [code, a] of info) own.set(a.c + "/" + fold(a.name), code);
  return {
    country(code, spare) {
      const row = countries.get(code), entry = world.get(code);
      const names = row ? LANGUAGES.map((l) => row[l]) : entry ? entry.names : [spare, spare, spare, spare];
      return { names, full: row ? LANGUAGES.map((l, i) => row["full_" + l] || names[i]) : names, local: names[0], also: entry ? [...new Set([...entry.names, spare].filter(Boolean))].join("|") : "" };
    },
    area(code) {
      const a = info.get(code), fix = a.fix, names = LANGUAGES.map((l) => (fix && fix[l]) || a.name), also = new Set();
      for (const raw of a.also) {
        for (const n of [raw, strip(raw)]) {
          const other = own.get(a.c + "/" + fold(n));
          if (n && (!other || other === code) && fold(n) !== fold(a.name)) also.add(n);
        }
      }
      return { names, full: names, local: a.name, also: [...also].join("|") };
    },
  };
}

const STEPS = [[5e6, 3], [1.5e6, 4], [7e5, 5], [2.5e5, 6], [8e4, 7], [2.5e4, 8], [8000, 9], [3000, 10]];
const SECTIONS = new Set(["PPLH", "PPLQ", "PPLW", "STLMT"]);

// Towns: all from 1,000 people in the region, from 50,000 in the United States and Canada, from a million elsewhere, and all capitals.
export function cities(folder, table, countries, world, areas) {
  const exonyms = new Map(table.map((r) => [r.country + "/" + r.name, r])), by2 = new Map([...world.values()].map((w) => [w.iso2, w.iso3]));
  const all = createRequire(import.meta.url)(path(folder, "index.js")), index = new Map(areas.map((a, i) => [a, i]).filter(([a]) => a.level === 0).map(([a, i]) => [a.code, i]));
  const out = [];
  for (const c of all) {
    const iso3 = by2.get(c.country), row = countries.get(iso3), capital = c.featureCode === "PPLC" || (iso3 === "BOL" && c.name === "La Paz" && c.population > 5e5);
    const least = row && row.kind !== "around" ? 0 : row ? 50000 : 1e6;
    if (!iso3 || SECTIONS.has(c.featureCode) || (c.featureCode === "PPLX" && c.population < 100000) || (c.population < least && !capital)) continue;
    const ex = exonyms.get(iso3 + "/" + c.name), names = LANGUAGES.map((l) => (ex ? ex[l] : c.name)), [x, y] = toWorld(...c.loc.coordinates);
    const byPeople = (STEPS.find((s) => c.population >= s[0]) || [0, 11])[1], seat = c.featureCode === "PPLA";
    const zoom = capital ? (row && row.kind === "member" ? 3 : row && row.kind === "territory" ? 5 : 4) : seat ? Math.min(byPeople, 7) : c.featureCode === "PPLX" ? Math.max(byPeople, 10) : byPeople;
    out.push({ names, x, y, people: c.population, flags: (capital ? 1 : 0) | (seat ? 2 : 0), zoom, area: index.has(iso3) ? index.get(iso3) : -1, key: c.cityId });
  }
  return out.sort((a, b) => (b.flags & 1) - (a.flags & 1) || a.zoom - b.zoom || b.people - a.people || a.key - b.key);
}
