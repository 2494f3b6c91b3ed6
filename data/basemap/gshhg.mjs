// SPDX-License-Identifier: GPL-3.0-or-later
//
// Rivers and lakes out of GSHHG as the Generic Mapping Tools pack it: cells of two degrees, points as offsets from the cell's south-west corner
// (GMT, src/gmt_shore.c). Pieces are joined again where they meet on the edge of a cell.
import h5wasm from "h5wasm/node";

await h5wasm.ready;

function open(path) {
  const file = new h5wasm.File(path, "r"), get = (name) => file.get(name).value;
  const one = (name) => get(name)[0], cell = one("Bin_size_in_minutes") / 60;
  const dx = get("Relative_longitude_from_SW_corner_of_bin"), dy = get("Relative_latitude_from_SW_corner_of_bin");
  return {
    get, cell, columns: one("N_bins_in_360_longitude_range"), rows: one("N_bins_in_180_degree_latitude_range"),
    point(bin, i) {
      const col = bin % this.columns, row = Math.floor(bin / this.columns);
      let lon = col * cell + ((dx[i] & 0xffff) * cell) / 65535;
      const lat = 90 - (row + 1) * cell + ((dy[i] & 0xffff) * cell) / 65535;
      if (lon >= 180) lon -= 360;
      return [lon, lat];
    },
  };
}

const name = (p) => Math.round(p[0] * 20000) + "," + Math.round(p[1] * 20000);

// Joins lines whose ends meet, where exactly two do.
export function join(lines) {
  const ends = new Map();
  const add = (k, i) => ends.set(k, [...(ends.get(k) || []), i]);
  lines = lines.filter((l) => l.length > 1);
  lines.forEach((l, i) => { add(name(l[0]), i); add(name(l[l.length - 1]), i); });
  const used = new Uint8Array(lines.length), out = [];
  const other = (k, i) => { const e = ends.get(k); return e.length === 2 && e[0] !== e[1] ? (e[0] === i ? e[1] : e[0]) : -1; };
  const grow = (line, i) => {
    for (let last = i; ;) {
      const k = name(line[line.length - 1]), next = other(k, last);
      if (next < 0 || used[next]) return line;
      used[next] = 1; last = next;
      const l = name(lines[next][0]) === k ? lines[next] : [...lines[next]].reverse();
      line = line.concat(l.slice(1));
    }
  };
  lines.forEach((l, i) => {
    if (used[i]) return;
    used[i] = 1;
    out.push(grow(grow(l, i).reverse(), i));
  });
  return out;
}

// [{level, points}]: 0 double-lined, 1 to 4 permanent rivers from major to minor, 5 to 7 intermittent, 8 to 10 canals.
export function rivers(path, wanted) {
  const f = open(path), first = f.get("Id_of_first_segment_in_a_bin"), n = f.get("N_segments_in_a_bin"), np = f.get("N_points_for_a_segment");
  const level = f.get("Hierarchial_level_of_a_segment"), start = f.get("Id_of_first_point_in_a_segment"), by = new Map();
  for (let bin = 0; bin < first.length; bin++) {
    for (let s = first[bin]; s < first[bin] + n[bin]; s++) {
      const line = Array.from({ length: np[s] }, (_, i) => f.point(bin, start[s] + i));
      if (wanted(level[s], line)) by.set(level[s], [...(by.get(level[s]) || []), line]);
    }
  }
  return [...by].flatMap(([k, lines]) => join(lines).map((points) => ({ level: k, points })));
}

// [{level, km2, points}]: closed rings of lakes (2) and of islands in lakes (3).
export function lakes(path, wanted) {
  const f = open(path), first = f.get("Id_of_first_segment_in_a_bin"), n = f.get("N_segments_in_a_bin");
  const info = f.get("Embedded_npts_levels_exit_entry_for_a_segment"), start = f.get("Id_of_first_point_in_a_segment"), id = f.get("Id_of_GSHHS_ID");
  const area = f.get("The_km_squared_area_of_polygons"), by = new Map();
  for (let bin = 0; bin < first.length; bin++) {
    for (let s = first[bin]; s < first[bin] + n[bin]; s++) {
      const level = (info[s] >> 6) & 7;
      if (level !== 2 && level !== 3) continue;
      const line = Array.from({ length: info[s] >>> 9 }, (_, i) => f.point(bin, start[s] + i));
      const key = id[s];
      if (!by.has(key)) by.set(key, { level, km2: area[key], lines: [] });
      by.get(key).lines.push(line);
    }
  }
  const out = [];
  for (const { level, km2, lines } of by.values()) {
    if (!lines.some((l) => wanted(level, km2, l[0]))) continue;
    for (const ring of join(lines)) {
      const a = ring[0], b = ring[ring.length - 1];
      if (Math.hypot(a[0] - b[0], a[1] - b[1]) > 0.02 && lines.length > 1) { console.warn(`open lake ring left out (${km2.toFixed(0)} km², ${lines.length} pieces) at ${a}`); continue; }
      if (name(a) !== name(b)) ring.push(a);
      else ring[ring.length - 1] = a;
      if (ring.length >= 4) out.push({ level, km2, points: ring });
    }
  }
  return out;
}
