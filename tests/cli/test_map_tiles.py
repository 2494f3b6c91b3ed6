# SPDX-License-Identifier: GPL-3.0-or-later
"""A map file of the user's own under a map on paper. The pictures are made here, in plain colours; where a pixel must have which one comes from
the formula of Web Mercator tiles, worked out here."""
import base64
import math
import os
import re
import sqlite3
import struct
import subprocess
import zlib

from harness import Workspace, equal, has, main, need_program, test

ZOOM = 10


def png(colour, size=256):
    def chunk(kind, data):
        return struct.pack('>I', len(data)) + kind + data + struct.pack('>I', zlib.crc32(kind + data))
    rows = (b'\0' + bytes(colour) * size) * size
    return b'\x89PNG\r\n\x1a\n' + chunk(b'IHDR', struct.pack('>IIBBBBB', size, size, 8, 2, 0, 0, 0)) + chunk(b'IDAT', zlib.compress(rows)) + chunk(b'IEND', b'')


def tile_of(lon, lat, zoom=ZOOM):
    n = 2 ** zoom
    y = (1 - math.asinh(math.tan(math.radians(lat))) / math.pi) / 2
    return int((lon + 180) / 360 * n), int(y * n)


def colour_of(x, y):
    """Every tile has its own."""
    return 40 + x * 37 % 160, 40 + y * 53 % 160, 40 + (x + y) * 29 % 160


def mbtiles(path, west, south, east, north, broken=None, picture=None):
    connection = sqlite3.connect(path)
    connection.execute('CREATE TABLE metadata (name TEXT, value TEXT)')
    connection.execute('CREATE TABLE tiles (zoom_level INTEGER, tile_column INTEGER, tile_row INTEGER, tile_data BLOB)')
    left, top = tile_of(west, north)
    right, bottom = tile_of(east, south)
    for name, value in (('name', 'Drone flight of May'), ('format', 'jpg' if picture else 'png'), ('minzoom', str(ZOOM)), ('maxzoom', str(ZOOM))):
        connection.execute('INSERT INTO metadata VALUES (?, ?)', (name, value))
    for x in range(left, right + 1):
        for y in range(top, bottom + 1):
            data = picture or png(colour_of(x, y))
            connection.execute('INSERT INTO tiles VALUES (?, ?, ?, ?)', (ZOOM, x, 2 ** ZOOM - 1 - y, data[:60] if (x, y) == broken else data))
    connection.commit()
    connection.close()


def workspace():
    w = Workspace()
    w.ok('add', 'crisis', 'name=Storm', 'type=natural_disaster', 'country=HTI', 't0=2026-10-14T06:00:00Z')
    for number, (lon, lat) in enumerate(((-72.9, 18.3), (-72.1, 18.9))):
        w.ok('add', 'site', f'name=S{number}', 'site_type=camp', 'status=open', f'longitude={lon}', f'latitude={lat}')
    return w


BOX = (-73.0, 18.2, -72.0, 19.0)


def pixels(path, page=1):
    """A page at 72 dots per inch: width, height, and the colour at a place."""
    out = path[:-4]
    subprocess.run(['pdftoppm', '-r', '72', '-singlefile', '-f', str(page), path, out], check=True)
    with open(out + '.ppm', 'rb') as file:
        data = file.read()
    head = re.match(rb'P6\s+(\d+)\s+(\d+)\s+255\s', data)
    width, height, start = int(head[1]), int(head[2]), head.end()
    return width, height, lambda x, y: tuple(data[start + 3 * (y * width + x):start + 3 * (y * width + x) + 3])


def tally(width, height, at):
    """How many pixels have each colour."""
    count = {}
    for y in range(height):
        for x in range(width):
            colour = at(x, y)
            count[colour] = count.get(colour, 0) + 1
    return count


@test('its pictures lie under the map, each where it belongs, on every paper; the credit names the file')
def _():
    need_program('pdftoppm')
    w = workspace()
    mbtiles(w.path('own.mbtiles'), *BOX)
    box = ','.join(map(str, BOX))
    for paper in ('A4', 'A3'):
        w.ok('map', 'sites', '--paper', paper, '--bbox=' + box, '--tiles', w.path('own.mbtiles'), '--to', 'map.pdf')
        text = subprocess.run(['pdftotext', w.path('map.pdf'), '-'], capture_output=True, text=True, check=True).stdout
        has(' '.join(text.split()), 'Drone flight of May', 'credit')
        width, height, at = pixels(w.path('map.pdf'))
        count = tally(width, height, at)
        # A tile in the middle, and those beside it: their pixels stand in the order of the tiles.
        x, y = tile_of(-72.5, 18.6)
        middles = {}
        for tile in ((x, y), (x + 1, y), (x, y - 1)):
            colour = colour_of(*tile)
            assert count.get(colour, 0) > 200, f'{paper}: tile {tile} of colour {colour} is not there: {count.get(colour)}'
            places = [(px, py) for py in range(height) for px in range(width) if at(px, py) == colour]
            middles[tile] = (sum(p[0] for p in places) / len(places), sum(p[1] for p in places) / len(places))
        side = middles[x + 1, y][0] - middles[x, y][0]
        assert side > 15 and abs(middles[x + 1, y][1] - middles[x, y][1]) < side * 0.1, middles
        assert abs(middles[x, y][1] - middles[x, y - 1][1] - side) < side * 0.15, middles
        # Without it nothing of that is there.
        w.ok('map', 'sites', '--paper', paper, '--bbox=' + box, '--to', 'map.pdf')
        equal(tally(*pixels(w.path('map.pdf'))).get(colour_of(x, y), 0) < 20, True, 'without the file')


@test('a damaged picture is a grey square; a file that is none is refused with a sentence, and nothing is written')
def _():
    need_program('pdftoppm')
    w = workspace()
    broken = tile_of(-72.5, 18.6)
    mbtiles(w.path('torn.mbtiles'), *BOX, broken=broken)
    box = ','.join(map(str, BOX))
    w.ok('map', 'sites', '--bbox=' + box, '--tiles', w.path('torn.mbtiles'), '--to', 'map.pdf')
    count = tally(*pixels(w.path('map.pdf')))
    assert count.get(colour_of(*broken), 0) < 20 and count.get((153, 153, 153), 0) > 200, 'no grey square'
    w.write('words.mbtiles', 'no map at all')
    result = w.bad(3, 'map', 'sites', '--tiles', w.path('words.mbtiles'), '--to', 'none.pdf')
    has(result.err, 'words.mbtiles')
    assert not os.path.exists(w.path('none.pdf')), 'a map was written'


@test('the maps of a report lie on it too; a file that is gone is said, and no report is written')
def _():
    need_program('pdftoppm')
    w = workspace()
    mbtiles(w.path('own.mbtiles'), *BOX)
    site = w.json('list', 'site', '--columns', 'uid')['rows'][0]['uid']
    colours = {colour_of(*tile_of(-72.9 + dx, 18.3 + dy)) for dx in (0, 0.05) for dy in (0, 0.05)}
    w.ok('report', 'site-profile', site, '--tiles', w.path('own.mbtiles'), '--to', 'profile.pdf')
    text = subprocess.run(['pdftotext', w.path('profile.pdf'), '-'], capture_output=True, text=True, check=True).stdout
    has(' '.join(text.split()), 'Drone flight of May', 'credit')
    count = tally(*pixels(w.path('profile.pdf')))
    assert sum(count.get(colour, 0) for colour in colours) > 2000, count
    w.ok('report', 'site-profile', site, '--to', 'profile.pdf')
    count = tally(*pixels(w.path('profile.pdf')))
    assert sum(count.get(colour, 0) for colour in colours) < 20, 'without the file'
    result = w.bad(3, 'report', 'site-profile', site, '--tiles', w.path('gone.mbtiles'), '--to', 'none.pdf')
    has(result.err, 'gone.mbtiles')
    assert not os.path.exists(w.path('none.pdf')), 'a report was written'


# 8 × 8 pixels of rgb(200, 40, 90), by ImageMagick.
JPEG = base64.b64decode(
    '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAIBAQEBAQIBAQECAgICAgQDAgICAgUEBAMEBgUGBgYFBgYGBwkIBgcJBwYGCAsICQoKCgoKBggLDAsKDAkKCgr/2wBDAQICAgICAgUDAwUK'
    'BwYHCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgr/wAARCAAIAAgDAREAAhEBAxEB/8QAFAABAAAAAAAAAAAAAAAAAAAACP/EABQQAQAAAAAA'
    'AAAAAAAAAAAAAAD/xAAVAQEBAAAAAAAAAAAAAAAAAAAECf/EABQRAQAAAAAAAAAAAAAAAAAAAAD/2gAMAwEAAhEDEQA/ADuOpg//2Q==')


@test('JPEG pictures too, on each page of an atlas')
def _():
    need_program('pdftoppm')
    w = workspace()
    mbtiles(w.path('photo.mbtiles'), *BOX, picture=JPEG)
    w.ok('map', 'sites', '--atlas', 'site', '--tiles', w.path('photo.mbtiles'), '--to', 'atlas.pdf')
    for page in (2, 3):
        count = tally(*pixels(w.path('atlas.pdf'), page))
        red = sum(n for colour, n in count.items() if all(abs(a - b) <= 8 for a, b in zip(colour, (200, 40, 90))))
        assert red > 20000, f'page {page}: {red} pixels of the picture'


if __name__ == '__main__':
    main()
