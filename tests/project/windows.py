# SPDX-License-Identifier: GPL-3.0-or-later
"""windows.py BUILD [PART OF A NAME…]: reads each source of app/ as the compiler for Windows does (mingw-w64, nothing is linked or run) and
tells what it does not accept: a call that only Unix has, a size that differs, a format that does not fit. The libraries' headers are
Debian's; GLib's configuration, which says what system it is for, is rewritten for 64-bit Windows, where long has 32 bits."""
import concurrent.futures
import json
import os
import re
import shlex
import subprocess
import sys
import tempfile

BUILD, ONLY = sys.argv[1], sys.argv[2:]
COMPILER = 'x86_64-w64-mingw32-gcc'
# Headers that lie in /usr/include itself, among those of the C library, which must not be seen.
PLAIN = ['sqlite3.h', 'sodium', 'sodium.h', 'archive.h', 'archive_entry.h', 'cmark.h', 'cmark_export.h', 'cmark_version.h', 'expat.h',
         'expat_external.h', 'qrencode.h', 'xlsxwriter', 'xlsxwriter.h', 'minizip', 'zlib.h', 'zconf.h', 'fontconfig']
# What gettext's own header, libintl, has on Windows.
LIBINTL = '''#pragma once
#include <locale.h>
#define LC_MESSAGES 1729
char *gettext (const char *); char *dgettext (const char *, const char *); char *dcgettext (const char *, const char *, int);
char *ngettext (const char *, const char *, unsigned long); char *dngettext (const char *, const char *, const char *, unsigned long);
char *bindtextdomain (const char *, const char *); char *textdomain (const char *); char *bind_textdomain_codeset (const char *, const char *);
'''


def glib_configuration():
    folder = subprocess.run(['pkg-config', '--variable=libdir', 'glib-2.0'], capture_output=True, text=True, check=True).stdout.strip()
    with open(os.path.join(folder, 'glib-2.0/include/glibconfig.h'), encoding='utf-8') as file:
        text = file.read()
    text = text.replace('#define G_OS_UNIX', '#define G_OS_WIN32\n#define G_PLATFORM_WIN32').replace('typedef int GPid;', 'typedef void *GPid;')
    text = re.sub(r'typedef (signed|unsigned) long (g\w+);', r'typedef \1 long long \2;', text)
    text = re.sub(r'(_MODIFIER|_FORMAT) "l', r'\1 "ll', text)
    text = text.replace('##L)', '##LL)').replace('##UL)', '##ULL)').replace('(glong)', '(gint64)').replace('(gulong)', '(guint64)')
    return re.sub(r'(#define GLIB_SIZEOF_LONG\s+)8', r'\g<1>4', text)


def header_folder(folder):
    for name in PLAIN:
        if os.path.exists(f'/usr/include/{name}'):
            os.symlink(f'/usr/include/{name}', os.path.join(folder, name))
    for name, text in (('glibconfig.h', glib_configuration()), ('libintl.h', LIBINTL)):
        with open(os.path.join(folder, name), 'w', encoding='utf-8') as file:
            file.write(text)


def kept(word):
    """Of the words for this system: definitions, the standard and the folders of libraries."""
    folder = re.match(r'-(?:I|isystem)(.*)', word)
    if folder:
        return not folder[1].endswith(('x86_64-linux-gnu', 'glib-2.0', 'glib-2.0/include'))
    return word.startswith(('-D', '-std='))


def judge(job):
    done = subprocess.run(job['words'], cwd=job['directory'], capture_output=True, text=True, check=False)
    return job['file'], done.returncode, done.stderr


def main():
    with open(os.path.join(BUILD, 'compile_commands.json'), encoding='utf-8') as file:
        commands = {command['file']: command for command in json.load(file) if command['file'].startswith('../app/')}
    with tempfile.TemporaryDirectory() as folder:
        header_folder(folder)
        jobs = []
        for name, command in sorted(commands.items()):
            if ONLY and not any(part in name for part in ONLY):
                continue
            words = [COMPILER, '-fsyntax-only', '-Wall', '-Wformat=2', '-Wno-format-nonliteral', '-Wno-unused-function', '-Wno-attributes',
                     '-D__USE_MINGW_ANSI_STDIO=1', f'-I{folder}', '-I/usr/include/glib-2.0', '-I/usr/include/gio-win32-2.0',
                     *filter(kept, shlex.split(command['command'])[1:]), name]
            jobs.append({'file': name, 'directory': command['directory'], 'words': words})
        bad = 0
        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
            for name, status, words in pool.map(judge, jobs):
                if status or 'warning:' in words:
                    bad += 1
                    print('\n'.join(line for line in words.split('\n') if re.search(r'error:|warning:', line)) or name)
    print(f'{len(jobs) - bad} sources read as for Windows, {bad} not accepted')
    return 1 if bad or not jobs else 0


sys.exit(main())
