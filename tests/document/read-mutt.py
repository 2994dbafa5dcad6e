#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Vigie authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Lets mutt print the message of a folder as it shows it to a reader: decoded headers, then the text."""

import os
import pty
import subprocess
import sys


def drain(screen):
    """Takes what is drawn until the program has gone."""
    try:
        while os.read(screen, 65536):
            pass
    except OSError:
        pass


def main():
    folder, subject = sys.argv[1:]
    path, out = os.path.join(folder, '000.eml'), os.path.join(folder, 'shown')
    with open(path, 'rb') as file:
        content = file.read().replace(b'\r\n', b'\n')
    with open(path + '.mbox', 'wb') as file:
        file.write(b'From x@x.example Sun Nov 22 14:32:05 2026\n' + content + b'\n')
    # The pager's text, through a pipe, with nothing on a screen. $folder exists, or mutt asks whether to make it.
    commands = [f'set folder={folder}', 'set pipe_decode=yes', 'set wait_key=no', 'set delete=no', 'set charset=utf-8',
                'alternative_order text/plain text/html', f'push "<pipe-message>cat > {out}<enter><exit>"']
    arguments = ['mutt', '-n', '-F', '/dev/null', '-R', '-f', path + '.mbox']
    for command in commands:
        arguments += ['-e', command]
    screen, terminal = pty.openpty()
    reader = subprocess.Popen(arguments, stdin=terminal, stdout=terminal, stderr=terminal,
                              env=dict(os.environ, HOME=folder, TERM='xterm', LC_ALL='C.UTF-8'))
    os.close(terminal)
    drain(screen)
    reader.wait()
    with open(out, encoding='utf-8') as file:
        shown = file.read()
    for wanted in (f'Subject: {subject}', 'Awa Koné', '<awa@client.example>', 'info@distri-night.example', 'les commandes échouent.\nFrom now on: <b>a & b</b>\n.\n',
                   'L’équipe DISTRI-NIGHT'):
        if wanted not in shown.replace('\n\t', ' ').replace('>From', 'From'):
            sys.exit(f'mutt does not show “{wanted}”:\n{shown}')


main()
