#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Vigie authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks the Flatpak manifests: they parse, name what they must, fetch nothing unchecked, and the
Devel one differs only where it should. With flatpak-builder at hand, it has to accept them as well.
"""

import json
import re
import shutil
import subprocess

from taplib import Tap, read, source

APP_ID = 'ci.distri_night.Vigie'
NEEDED = ['id', 'runtime', 'runtime-version', 'sdk', 'command', 'finish-args', 'modules']
# What the GNOME runtime brings; every other dependency needs a module of its own.
RUNTIME = {'glib-2.0', 'gobject-2.0', 'gio-2.0', 'gio-unix-2.0', 'gmodule-2.0', 'sqlite3', 'pango',
           'pangocairo', 'cairo', 'cairo-pdf', 'gtk4', 'libadwaita-1', 'json-glib-1.0', 'gdk-pixbuf-2.0',
           'libsoup-3.0', 'libsecret-1', 'libcurl', 'gnutls', 'enchant-2'}
DEVEL_ONLY = {'id', 'runtime-version', 'finish-args', 'modules', 'rename-desktop-file',
              'rename-appdata-file', 'rename-icon', 'copy-icon', 'desktop-file-name-suffix'}


def no_duplicates(pairs):
    names = [name for name, _ in pairs]
    if len(names) != len(set(names)):
        raise ValueError(f'a name stands twice: {names}')
    return dict(pairs)


def check_sources(tap, app_id, module):
    for entry in module['sources']:
        if entry['type'] == 'archive':
            good = entry['url'].startswith('https://') and len(entry.get('sha256', '')) == 64
            tap.check(f'{app_id}: {module["name"]}: the archive is checked by its hash', good, entry)
        else:
            tap.check(f'{app_id}: {module["name"]}: the source is this tree',
                      entry['type'] == 'dir' and entry['path'] == '..', entry)


def check_manifest(tap, app_id):
    name = f'{app_id}.json'
    manifest = json.loads(read('flatpak', name), object_pairs_hook=no_duplicates)
    missing = [key for key in NEEDED if not manifest.get(key)]
    tap.check(f'{app_id}: has every key', not missing, missing)
    tap.check(f'{app_id}: id is the file name', manifest['id'] == app_id)
    tap.check(f'{app_id}: starts vigie', manifest['command'] == 'vigie')
    tap.check(f'{app_id}: no access to the home folder',
              not [arg for arg in manifest['finish-args'] if arg.startswith('--filesystem')])
    tap.check(f'{app_id}: ends with our own module, built by meson',
              manifest['modules'][-1]['name'] == 'vigie'
              and manifest['modules'][-1]['buildsystem'] == 'meson')
    modules = {module['name'] for module in manifest['modules']}
    for name_of_dependency in re.findall(r"dependency\('([^']+)'", read('meson.build') + read('src', 'hub', 'meson.build')):
        tap.check(f'{app_id}: {name_of_dependency} is in the runtime or a module',
                  name_of_dependency in RUNTIME | modules)
    for module in manifest['modules']:
        check_sources(tap, app_id, module)
    builder = shutil.which('flatpak-builder')
    if builder:
        done = subprocess.run([builder, '--show-manifest', source('flatpak', name)],
                              capture_output=True, text=True, check=False)
        tap.check(f'{app_id}: flatpak-builder reads it without a warning',
                  done.returncode == 0 and 'WARNING' not in done.stderr.upper(), done.stderr)
    return manifest


def main():
    tap = Tap()
    released = check_manifest(tap, APP_ID)
    devel = check_manifest(tap, APP_ID + '.Devel')
    other = {key for key in set(released) | set(devel)
             if released.get(key) != devel.get(key)} - DEVEL_ONLY
    tap.check('the Devel manifest differs only where it should', not other, other)
    tap.finish()


main()
