// SPDX-License-Identifier: GPL-3.0-or-later
//
// Plane geometry of the basemap builder: world units (Web Mercator, 2^26 a side, from the north-west corner), simplification by
// effective area (Visvalingam and Whyatt 1993), the inner point farthest from the edge, areas.

export const WORLD = 2 ** 26;
const MAX_LAT = 85.05112877980659;

export function toWorld(lon, lat) {
  const phi = (Math.max(-MAX_LAT, Math.min(MAX_LAT, lat)) * Math.PI) / 180;
  const x = (lon + 180) / 360, y = 0.5 - Math.log(Math.tan(Math.PI / 4 + phi / 2)) / (2 * Math.PI);
  const fit = (q) => Math.max(0, Math.min(WORLD, Math.round(q * WORLD)));
  return [fit(x), fit(y)];
}

export function toLonLat(x, y) {
  return [(x / WORLD) * 360 - 180, (Math.atan(Math.sinh(Math.PI * (1 - (2 * y) / WORLD))) * 180) / Math.PI];
}

const triangle = (a, b, c) => Math.abs((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])) / 2;

// Points left after removing, smallest triangle first, all whose triangle is below `limit`; the ends stay, and a closed line keeps four points.
export function simplify(points, limit) {
  const n = points.length, closed = n > 3 && points[0][0] === points[n - 1][0] && points[0][1] === points[n - 1][1], least = closed ? 4 : 2;
  if (n <= least || limit <= 0) return points;
  const before = Int32Array.from({ length: n }, (_, i) => i - 1), after = Int32Array.from({ length: n }, (_, i) => i + 1);
  const area = new Float64Array(n).fill(Infinity), gone = new Uint8Array(n), heap = [], where = new Int32Array(n).fill(-1);
  const less = (i, j) => area[heap[i]] < area[heap[j]] || (area[heap[i]] === area[heap[j]] && heap[i] < heap[j]);
  const swap = (i, j) => { [heap[i], heap[j]] = [heap[j], heap[i]]; where[heap[i]] = i; where[heap[j]] = j; };
  const up = (i) => { while (i && less(i, (i - 1) >> 1)) { swap(i, (i - 1) >> 1); i = (i - 1) >> 1; } };
  const down = (i) => {
    for (;;) {
      let m = i;
      for (const k of [2 * i + 1, 2 * i + 2]) if (k < heap.length && less(k, m)) m = k;
      if (m === i) return;
      swap(i, m); i = m;
    }
  };
  for (let i = 1; i < n - 1; i++) { area[i] = triangle(points[i - 1], points[i], points[i + 1]); where[i] = heap.push(i) - 1; up(where[i]); }
  let left = n;
  while (heap.length && left > least && area[heap[0]] < limit) {
    const i = heap[0], floor = area[i];
    swap(0, heap.length - 1); heap.pop(); where[i] = -1; if (heap.length) down(0);
    gone[i] = 1; left--;
    const a = before[i], b = after[i];
    after[a] = b; before[b] = a;
    for (const k of [a, b]) {
      if (k > 0 && k < n - 1) {
        area[k] = Math.max(floor, triangle(points[before[k]], points[k], points[after[k]]));
        up(where[k]); down(where[k]);
      }
    }
  }
  return points.filter((_, i) => !gone[i]);
}

export function ringArea(ring) {
  let s = 0;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) s += (ring[j][0] - ring[0][0]) * (ring[i][1] - ring[0][1]) - (ring[i][0] - ring[0][0]) * (ring[j][1] - ring[0][1]);
  return s / 2;
}

// Square kilometres on the sphere of equal area (radius 6371.0072 km) inside rings of lon, lat: line integral of sin(lat) dlon.
export function km2(rings) {
  let s = 0;
  for (const ring of rings) {
    let a = 0;
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
      const [x1, y1] = toLonLat(...ring[j]), [x2, y2] = toLonLat(...ring[i]);
      a += ((x2 - x1) * Math.PI) / 180 * (2 + Math.sin((y1 * Math.PI) / 180) + Math.sin((y2 * Math.PI) / 180));
    }
    s += (a * 6371.0072 ** 2) / 2;
  }
  return Math.abs(s);
}

function distance(x, y, rings) {
  let inside = false, best = Infinity;
  for (const r of rings) {
    for (let i = 0, j = r.length - 1; i < r.length; j = i++) {
      const [ax, ay] = r[i], [bx, by] = r[j];
      if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
      const dx = bx - ax, dy = by - ay, t = dx || dy ? Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy))) : 0;
      const d = (x - ax - t * dx) ** 2 + (y - ay - t * dy) ** 2;
      if (d < best) best = d;
    }
  }
  return (inside ? 1 : -1) * Math.sqrt(best);
}

// The inside point farthest from the edge ("polylabel", Agafonkin 2016), and how far it is. The first ring is the outer one.
export function innerPoint(rings) {
  const xs = rings[0].map((p) => p[0]), ys = rings[0].map((p) => p[1]);
  const min = (v) => v.reduce((a, b) => Math.min(a, b)), max = (v) => v.reduce((a, b) => Math.max(a, b));
  const x0 = min(xs), x1 = max(xs), y0 = min(ys), y1 = max(ys), size = Math.min(x1 - x0, y1 - y0);
  if (!size) return { x: x0, y: y0, d: 0 };
  const precision = Math.max(1, size / 200), cells = [];
  const cell = (x, y, h) => { const d = distance(x, y, rings); return { x, y, h, d, most: d + h * Math.SQRT2 }; };
  let best = cell((x0 + x1) / 2, (y0 + y1) / 2, 0);
  for (let x = x0; x < x1; x += size) for (let y = y0; y < y1; y += size) cells.push(cell(x + size / 2, y + size / 2, size / 2));
  while (cells.length) {
    let k = 0;
    for (let i = 1; i < cells.length; i++) if (cells[i].most > cells[k].most) k = i;
    const c = cells[k]; cells[k] = cells[cells.length - 1]; cells.pop();
    if (c.d > best.d) best = c;
    if (c.most - best.d <= precision) break;
    const h = c.h / 2;
    for (const [dx, dy] of [[-1, -1], [1, -1], [-1, 1], [1, 1]]) { const q = cell(c.x + dx * h, c.y + dy * h, h); if (q.most > best.d) cells.push(q); }
  }
  return { x: Math.round(best.x), y: Math.round(best.y), d: Math.max(0, best.d) };
}
