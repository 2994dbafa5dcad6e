#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Vigie authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Installs what was built into an empty folder and looks for everything a desktop needs. A file that
is built but not installed works for everyone but the people who use the program.
"""

import os
import shutil
import subprocess
import tempfile

from taplib import BUILD, Tap

WANTED = [
    'bin/vigie',
    'bin/vigiectl',
    'bin/vigie-hub',
    'libexec/vigie-reader',
    'share/applications/ci.distri_night.Vigie.desktop',
    'share/metainfo/ci.distri_night.Vigie.metainfo.xml',
    'share/glib-2.0/schemas/ci.distri_night.Vigie.gschema.xml',
    'share/icons/hicolor/scalable/apps/ci.distri_night.Vigie.svg',
    'share/icons/hicolor/symbolic/apps/ci.distri_night.Vigie-symbolic.svg',
    'share/man/man1/vigie-hub.1',
    'lib/systemd/system/vigie-hub.service',
    'share/locale/fr/LC_MESSAGES/vigie.mo',
]


def main():
    tap = Tap()
    with tempfile.TemporaryDirectory() as place:
        done = subprocess.run([shutil.which('meson'), 'install', '--no-rebuild', '--quiet', '-C',
                               BUILD, '--destdir', place], capture_output=True, text=True,
                              check=False)
        tap.check('the installation succeeds', done.returncode == 0, done.stdout + done.stderr)
        installed = [os.path.join(folder, name) for folder, _, names in os.walk(place)
                     for name in names]
        for wanted in WANTED:
            found = [path for path in installed if path.endswith('/' + wanted)]
            tap.check(f'{wanted} is installed', len(found) == 1
                      and os.path.getsize(found[0]) > 0, found)
        stray = [path for path in installed if path.endswith(('.a', '.h'))]
        tap.check('no library or header of ours is', not stray, stray)
    tap.finish()


main()
