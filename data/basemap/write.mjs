// SPDX-License-Identifier: GPL-3.0-or-later
//
// The bytes of region.epcmap: see README.md, "Format".
import { writeFileSync } from "node:fs";

export const COAST = 0, ADMIN1 = 1, BORDER = 2, DISPUTED = 3, LAKE = 4, RIVER = 5, HIDDEN = 6;
const NONE = 0xffffffff;

class Strings {
  constructor() { this.at = new Map(); this.bytes = [Buffer.from([0])]; this.size = 1; }
  add(text) {
    if (!text) return 0;
    if (!this.at.has(text)) { const b = Buffer.from(text + "\0", "utf8"); this.at.set(text, this.size); this.bytes.push(b); this.size += b.length; }
    return this.at.get(text);
  }
}

function varints(values) {
  const out = [];
  for (let v of values) {
    while (v >= 128) { out.push((v % 128) | 128); v = Math.floor(v / 128); }
    out.push(v);
  }
  return out;
}

// First point as it is, then differences, zigzag.
function encode(points) {
  const zig = (d) => (d >= 0 ? 2 * d : -2 * d - 1), list = [];
  points.forEach((p, i) => { if (i) list.push(zig(p[0] - points[i - 1][0]), zig(p[1] - points[i - 1][1])); else list.push(p[0], p[1]); });
  return varints(list);
}

const words = (rows) => { const b = Buffer.alloc(rows.reduce((s, r) => s + r.length, 0) * 4); let i = 0; for (const r of rows) for (const w of r) { b.writeUInt32LE(w >>> 0, i); i += 4; } return b; };
const pad = (b) => (b.length % 4 ? Buffer.concat([b, Buffer.alloc(4 - (b.length % 4))]) : b);

function areaRows(areas, strings, rings, refs) {
  const first = [];
  areas.forEach((a) => {
    first.push(rings.length);
    for (const r of a.rings) { rings.push([refs.length, r.refs.length, r.hole ? 1 : 0]); for (const k of r.refs) refs.push([k]); }
  });
  return areas.map((a, i) => [a.level | ((a.region ? 1 : 0) | (a.detailed ? 2 : 0) | (a.member ? 4 : 0) | (a.disputed ? 8 : 0)) << 8, strings.add(a.code), strings.add(a.country), strings.add(a.iso2), strings.add(a.pcode),
    strings.add(a.capital), ...a.names.map((n) => strings.add(n)), ...a.full.map((n) => strings.add(n)), strings.add(a.local), strings.add(a.also), a.parent < 0 ? NONE : a.parent, a.x, a.y,
    Math.round(a.reach), Math.min(NONE, Math.round(a.km2 * 100)), first[i], a.rings.length, ...a.box]);
}

function arcRows(arcs, bytes) {
  let at = 0;
  return arcs.map((a) => {
    const all = a.grades[0], x = all.map((p) => p[0]), y = all.map((p) => p[1]), low = (v) => v.reduce((p, q) => Math.min(p, q)), high = (v) => v.reduce((p, q) => Math.max(p, q));
    const row = [a.kind | (a.zoom << 8) | ((a.dispute < 0 ? 255 : a.dispute) << 16), a.users.length ? a.users[0] : NONE, a.users.length > 1 ? a.users[1] : NONE, low(x), low(y), high(x), high(y), ...all[all.length - 1]];
    a.grades.forEach((g, i) => {
      if (i === 1 && g.length > 0.8 * all.length) { row.push(row[9], row[10]); return; }      // hardly shorter: not worth its bytes
      const b = encode(g);
      row.push(at, g.length); bytes.push(Buffer.from(b)); at += b.length;
    });
    return row;
  });
}

export function writeMap(file, { arcs, areas, places, disputes }) {
  const strings = new Strings(), rings = [], refs = [], points = [];
  const area = words(areaRows(areas, strings, rings, refs)), arc = words(arcRows(arcs, points));
  const place = words(places.map((p) => [...p.names.map((n) => strings.add(n)), p.x, p.y, p.people, p.flags | (p.zoom << 8) | ((p.area < 0 ? 0xffff : p.area) << 16)]));
  const dispute = words(disputes.map((d) => [strings.add(d.key), strings.add(d.source), ...["en", "es", "fr", "pt"].map((l) => strings.add(d[l])), ...d.box, d.area < 0 ? NONE : d.area]));
  const sections = [["STRS", Buffer.concat(strings.bytes), strings.size], ["AREA", area, areas.length], ["RING", words(rings), rings.length], ["AREF", words(refs), refs.length], ["ARCS", arc, arcs.length],
    ["PNTS", Buffer.concat(points), 0], ["PLCE", place, places.length], ["DISP", dispute, disputes.length]];
  const head = Buffer.alloc(24 + sections.length * 16), body = [];
  let at = head.length;
  head.write("EPCMAP\0\x01", 0, "latin1"); head.writeUInt32LE(sections.length, 16); head.writeUInt32LE(26, 20);
  sections.forEach(([tag, bytes, n], i) => {
    const b = pad(bytes);
    head.write(tag, 24 + i * 16, "latin1"); head.writeUInt32LE(at, 28 + i * 16); head.writeUInt32LE(bytes.length, 32 + i * 16); head.writeUInt32LE(n, 36 + i * 16);
    body.push(b); at += b.length;
  });
  const all = Buffer.concat([head, ...body]);
  all.writeUInt32LE(all.length, 8);
  let sum = 0x811c9dc5;                                   // FNV-1a over words, from byte 16 on
  for (let i = 16; i < all.length; i += 4) sum = Math.imul(sum ^ all.readUInt32LE(i), 0x01000193) >>> 0;
  all.writeUInt32LE(sum, 12);
  writeFileSync(file, all);
  return all.length;
}
