# SPDX-License-Identifier: GPL-3.0-or-later
"""A PostgreSQL server of Debian's packages in a folder of its own, reached by a socket in it and by nothing else."""
import atexit
import glob
import os
import pwd
import shutil
import subprocess

from harness import Place, Skip, Workspace, new_folder


def program(name):
    """A program of the newest server there is."""
    found = sorted(glob.glob(f'/usr/lib/postgresql/*/bin/{name}'), key=lambda p: int(p.split('/')[4])) or list(filter(None, [shutil.which(name)]))
    if not found:
        raise Skip(f'{name} (postgresql) is not installed')
    return found[-1]


class Server:
    """Started when made; stopped by stop(), or when its folder goes."""

    def __init__(self):
        initdb, self.pg_ctl = program('initdb'), program('pg_ctl')
        self.folder = new_folder()
        self.data = os.path.join(self.folder, 'data')
        os.chmod(self.folder, 0o755)
        # It refuses to run as root, rightly.
        self.user = None
        if os.geteuid() == 0:
            self.user = 'postgres' if 'postgres' in [entry.pw_name for entry in pwd.getpwall()] else 'nobody'
            shutil.chown(self.folder, self.user)
        self.run([initdb, '-D', self.data, '-U', 'chief', '-A', 'trust', '-N', '-E', 'UTF8', '--locale', 'C.UTF-8'])
        with open(os.path.join(self.data, 'pg_hba.conf'), 'w', encoding='utf-8') as file:
            file.write('local all locked scram-sha-256\nlocal all stranger reject\nlocal all all trust\n')
        with open(os.path.join(self.data, 'postgresql.conf'), 'a', encoding='utf-8') as file:
            file.write(f"listen_addresses = ''\nunix_socket_directories = '{self.folder}'\nfsync = off\nautovacuum = off\nlogging_collector = off\n")
        self.run([self.pg_ctl, '-D', self.data, '-w', '-l', os.path.join(self.folder, 'log'), 'start'])
        self.sql('postgres', "CREATE ROLE locked LOGIN PASSWORD 'right'; CREATE ROLE stranger LOGIN; CREATE ROLE weak LOGIN;")

    def run(self, words):
        done = subprocess.run(words, user=self.user, capture_output=True, text=True, cwd='/', env={'PATH': os.environ['PATH'], 'LC_ALL': 'C.UTF-8'}, check=False)
        assert done.returncode == 0, (words, done.stdout, done.stderr)

    def stop(self, how='fast'):
        self.run([self.pg_ctl, '-D', self.data, '-m', how, '-w', 'stop'])

    def url(self, database, user='chief'):
        return f'postgresql://{user}@/{database}?host={self.folder}'

    def database(self, name, postgis=True):
        """A new one, with PostGIS where it is installed; tells its address."""
        self.sql('postgres', f'DROP DATABASE IF EXISTS "{name}"')
        self.sql('postgres', f'CREATE DATABASE "{name}"')
        if postgis and self.has_postgis():
            self.sql(name, 'CREATE SCHEMA shapes; CREATE EXTENSION postgis SCHEMA shapes')
        return self.url(name)

    def has_postgis(self):
        return self.sql('postgres', "SELECT count(*) FROM pg_available_extensions WHERE name = 'postgis'") == [['1']]

    def sql(self, database, text):
        """Rows of texts, asked with psql; empty is None."""
        done = subprocess.run(['psql', '-X', '-q', '-h', self.folder, '-U', 'chief', '-d', database, '-At', '-F', '\x1f', '-R', '\x1e', '-P', 'null=\x1d',
                               '-v', 'ON_ERROR_STOP=1', '-f', '-'], input=text, capture_output=True, text=True, check=False)
        assert done.returncode == 0, (text[:500], done.stderr)
        return [[None if cell == '\x1d' else cell for cell in row.split('\x1f')] for row in done.stdout.rstrip('\n').split('\x1e')] if done.stdout.strip('\n') else []


_server = []


def server():
    """One for the whole run, started when it is first asked for."""
    if not _server:
        if 'without PostgreSQL' in Place().call('publish', 'postgresql:///x', '-w', Workspace().file).err:
            raise Skip('built without libpq')
        _server.append(Server())
        atexit.register(lambda: _server[0].stop('immediate') if os.path.exists(os.path.join(_server[0].data, 'postmaster.pid')) else None)
    return _server[0]
