#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Vigie authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Shows that a wrong include does not compile.

For each layer a tiny file is compiled with the very flags the build uses for that layer (taken from
compile_commands.json). An empty one and one with a header the layer may use have to compile, so that
a broken compiler call cannot look like success; each forbidden header has to be refused by the trap
folder of the layer, by name.
"""

import json
import os
import shlex
import subprocess
import tempfile

from taplib import BUILD, Tap, source

ALLOWED = {
    'core': ['glib.h', 'glib-object.h', 'sodium.h'],
    'late': ['glib.h', 'dlfcn.h'],
    'wire': ['glib.h', 'glib-object.h', 'zlib.h'],
    'store': ['gio/gio.h', 'sqlite3.h'],
    'sync': ['gio/gio.h', 'libsoup/soup.h'],
    'document': ['gio/gio.h', 'pango/pangocairo.h', 'gmime/gmime.h'],
    'send': ['gio/gio.h', 'curl/curl.h', 'vigie-eml.h', 'vigie-csv.h'],
    'ui': ['gtk/gtk.h', 'adwaita.h', 'vigie-sync-desk.h', 'vigie-sync-desk-store.h', 'vigie-sync-status.h', 'vigie-sync-feed.h'],
    'ctl': ['gio/gio.h'],
    'hub': ['sqlite3.h', 'sodium.h'],
    'secret': ['gio/gio.h', 'libsecret/secret.h'],
    'reader': ['glib.h', 'libical/ical.h'],
}
FORBIDDEN = {
    'core': ['gio/gio.h', 'glib/gstdio.h', 'gtk/gtk.h', 'adwaita.h', 'sqlite3.h', 'libsoup/soup.h',
             'cairo.h', 'pango/pango.h', 'pango/pangocairo.h', 'curl/curl.h', 'libpq-fe.h',
             'microhttpd.h', 'json-glib/json-glib.h'],
    'late': ['gio/gio.h', 'gtk/gtk.h', 'adwaita.h', 'sqlite3.h', 'libsoup/soup.h', 'curl/curl.h', 'microhttpd.h'],
    'wire': ['gio/gio.h', 'glib/gstdio.h', 'gtk/gtk.h', 'adwaita.h', 'sqlite3.h', 'libsoup/soup.h',
             'curl/curl.h', 'libpq-fe.h', 'microhttpd.h', 'json-glib/json-glib.h'],
    'store': ['gtk/gtk.h', 'adwaita.h', 'libsoup/soup.h', 'pango/pango.h', 'cairo.h',
              'microhttpd.h'],
    'sync': ['gtk/gtk.h', 'adwaita.h', 'sqlite3.h', 'pango/pango.h', 'cairo.h', 'microhttpd.h', 'curl/curl.h'],
    'document': ['gtk/gtk.h', 'adwaita.h', 'sqlite3.h', 'libsoup/soup.h', 'microhttpd.h'],
    'send': ['gtk/gtk.h', 'adwaita.h', 'sqlite3.h', 'libsoup/soup.h', 'pango/pango.h', 'cairo.h', 'microhttpd.h'],
    'ui': ['sqlite3.h', 'libsoup/soup.h', 'microhttpd.h', 'curl/curl.h', 'libpq-fe.h', 'vigie-sync-engine.h', 'vigie-sync-task.h',
           'vigie-sync-http.h', 'vigie-sync-join.h'],
    'ctl': ['gtk/gtk.h', 'adwaita.h', 'libsoup/soup.h', 'microhttpd.h'],
    'hub': ['gtk/gtk.h', 'adwaita.h', 'libsoup/soup.h', 'pango/pango.h', 'cairo.h'],
    'secret': ['gtk/gtk.h', 'adwaita.h', 'sqlite3.h', 'libsoup/soup.h', 'pango/pango.h', 'cairo.h', 'microhttpd.h', 'curl/curl.h'],
    'reader': ['gio/gio.h', 'gtk/gtk.h', 'adwaita.h', 'sqlite3.h', 'libsoup/soup.h', 'pango/pango.h', 'cairo.h', 'microhttpd.h', 'curl/curl.h'],
}
# Each sees it through the layer secret, or not at all.
for _layer in FORBIDDEN:
    if _layer != 'secret':
        FORBIDDEN[_layer].append('libsecret/secret.h')
# It brings ICU along: only the program that reads foreign calendars may.
for _layer in FORBIDDEN:
    if _layer != 'reader':
        FORBIDDEN[_layer].append('libical/ical.h')
# A layer may not see the headers of a layer above it either.
OWN_FORBIDDEN = {
    'core': ['vigie-store.h', 'vigie-document.h', 'vigie-wire.h'],
    'late': ['vigie-event.h', 'vigie-store.h'],
    'wire': ['vigie-store.h', 'vigie-document.h'],
    'store': ['vigie-document.h', 'vigie-wire.h'],
    'sync': ['vigie-document.h', 'vigie-hub.h'],
    'document': ['vigie-store.h', 'vigie-sync-engine.h', 'vigie-mailing.h'],
    'send': ['vigie-store.h', 'vigie-sync-engine.h'],
    'hub': ['vigie-store.h', 'vigie-document.h', 'vigie-sync-engine.h', 'vigie-secrets.h'],
    'secret': ['vigie-event.h', 'vigie-store.h'],
    'reader': ['vigie-store.h', 'vigie-document.h', 'vigie-wire.h'],
}


def layer_commands():
    """Returns (folder, compiler call without file and output) by layer."""
    with open(os.path.join(BUILD, 'compile_commands.json'), encoding='utf-8') as file:
        entries = json.load(file)
    commands = {}
    for entry in entries:
        path = os.path.realpath(os.path.join(entry['directory'], entry['file']))
        relative = os.path.relpath(path, source())
        parts = relative.split(os.sep)
        if parts[0] == 'src' and len(parts) > 2 and parts[1] not in commands:
            commands[parts[1]] = (entry['directory'], bare_command(entry))
    return commands


def bare_command(entry):
    words, result, skip = shlex.split(entry['command']), [], False
    for word in words:
        if skip:
            skip = False
        elif word in ('-o', '-MF', '-MQ', '-MT', '-c'):
            skip = word != '-c'
        elif word in ('-MD', '-MMD') or word == entry['file']:
            continue
        else:
            result.append(word)
    return result + ['-fsyntax-only', '-w']


def compile_include(command, header):
    """Returns whether a file with that include compiles, and what the compiler said."""
    folder, call = command
    with tempfile.TemporaryDirectory() as place:
        path = os.path.join(place, 'probe.c')
        with open(path, 'w', encoding='utf-8') as file:
            if header:
                file.write(f'#include <{header}>\n')
            file.write('extern int vigie_probe;\n')
        done = subprocess.run(call + [path], cwd=folder, capture_output=True, text=True, check=False,
                              env=dict(os.environ, CCACHE_DISABLE='1', LC_ALL='C'))
    return done.returncode == 0, done.stderr


def check_layer(tap, layer, command):
    for header in [''] + ALLOWED[layer]:
        good, said = compile_include(command, header)
        tap.check(f'{layer} may use {header or "nothing"}', good, said)
    for header in FORBIDDEN[layer]:
        compiled, said = compile_include(command, header)
        trapped = f'The layer {layer} may not use' in said
        tap.check(f'{layer} may not use {header}', not compiled and trapped,
                  said or 'it compiled')
    for header in OWN_FORBIDDEN.get(layer, []):
        compiled, said = compile_include(command, header)
        tap.check(f'{layer} does not see {header}', not compiled and 'No such file' in said,
                  said or 'it compiled')


def main():
    tap = Tap()
    commands = layer_commands()
    for layer in ALLOWED:
        if tap.check(f'{layer} is built', layer in commands):
            check_layer(tap, layer, commands[layer])
    tap.finish()


main()
