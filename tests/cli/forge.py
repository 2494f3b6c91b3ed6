# SPDX-License-Identifier: GPL-3.0-or-later
"""Packages that the program never made: with Python's zipfile, signed with Python's own arithmetic of Ed25519 (RFC 8032)."""
import hashlib
import io
import json
import struct
import zipfile

COMMENT = 199

# Ed25519 by its definition (RFC 8032, section 5.1), of the prehashed kind with an empty context.
Q, L = 2 ** 255 - 19, 2 ** 252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, Q - 2, Q) % Q
BASE = (15112221349535400772501151409588531511454012693041857206046113283949847762202,
        46316835694926478169428394003475163141307993866256225615783033603165251855960)


def add(a, b):
    x, y = D * a[0] * b[0] * a[1] * b[1] % Q, None
    return ((a[0] * b[1] + b[0] * a[1]) * pow(1 + x, Q - 2, Q) % Q, (a[1] * b[1] + a[0] * b[0]) * pow(1 - x, Q - 2, Q) % Q)


def times(n, point):
    result = (0, 1)
    while n:
        if n & 1:
            result = add(result, point)
        point, n = add(point, point), n >> 1
    return result


def packed(point):
    return (point[1] | (point[0] & 1) << 255).to_bytes(32, 'little')


def signed(seed, message):
    """Public key and Ed25519ph signature."""
    digest = hashlib.sha512(seed).digest()
    secret = int.from_bytes(digest[:32], 'little') & (2 ** 254 - 8) | 2 ** 254
    public = packed(times(secret, BASE))
    head = b'SigEd25519 no Ed25519 collisions\x01\x00'
    inner = hashlib.sha512(message).digest()
    r = int.from_bytes(hashlib.sha512(head + digest[32:] + inner).digest(), 'little') % L
    point = packed(times(r, BASE))
    k = int.from_bytes(hashlib.sha512(head + point + public + inner).digest(), 'little') % L
    return public, point + ((r + k * secret) % L).to_bytes(32, 'little')


def forge(members, manifest=None, seed=b's' * 32, spoil=None):
    """A package of these members with a right signature, as somebody who means harm could make it."""
    public, _ = signed(seed, b'')
    head = {'format': 'epcx', 'version': 1, 'program': '0', 'replica': public[:16].hex(), 'public_key': public.hex(),
            'office': '0192a000-0000-7000-8000-000000000001', 'office_name': 'X', 'country': 'HTI', 'author': 'x', 'made': 'x', 'audience': 'office',
            'full': True, 'since': {}, 'upto': {public[:16].hex(): 1}, 'entries': 1, 'rows': 0, 'attachments': 0, 'replicas': [public.hex()],
            'members': {name: hashlib.sha256(data).hexdigest() for name, data in members}}
    head.update(manifest or {})
    out = io.BytesIO()
    with zipfile.ZipFile(out, 'w', zipfile.ZIP_DEFLATED) as package:
        for name, data in [*members, ('manifest.json', json.dumps(head).encode())]:
            package.writestr(name, data)
    data = out.getvalue()[:-2] + struct.pack('<H', COMMENT)
    if spoil:
        data = spoil(data)
    public, signature = signed(seed, data)
    return data + f'epcx1 {public.hex()} {signature.hex()}'.encode()


def journal(*entries, columns=True):
    head = ['replica', 'sequence', 'stamp', 'wall', 'base', 'author', 'entity', 'uid', 'group', 'old', 'new', 'reason', 'erased']
    return ('journal.ndjson', '\n'.join(json.dumps(line) for line in ([head] if columns else []) + list(entries)).encode())


REPLICA = signed(b's' * 32, b'')[0][:16].hex()
UID = '0192a000-0000-7000-8000-00000000000a'


def entry(**changes):
    line = {'replica': REPLICA, 'seq': 1, 'stamp': 5, 'wall': 1, 'base': 0, 'author': 'x', 'entity': 'organisation', 'uid': UID, 'group': 'created',
            'old': None, 'new': '{"name":"X"}', 'reason': None, 'erased': 0}
    line.update(changes)
    return list(line.values())
