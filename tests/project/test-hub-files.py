#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Vigie authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks what is installed beside vigie-hub: the man page has no fault mandoc knows of and names every
command and option the program takes; the systemd unit is one, and locks the hub up well.
"""

import os
import re
import shutil
import subprocess
import tempfile

from taplib import BUILD, Tap, read, source

# Of systemd-analyze security: 0 is nothing allowed, 10 everything. Its scale is ten times finer offline.
MOST_EXPOSED = 20


def check_man_page(tap):
    page = source('src', 'hub', 'vigie-hub.1')
    done = subprocess.run(['mandoc', '-Tlint', '-Wwarning', page], capture_output=True, text=True,
                          check=False)
    tap.check('the man page has no fault', done.returncode == 0 and not done.stdout, done.stdout)
    text = read('src', 'hub', 'vigie-hub.1')
    program = read('src', 'hub', 'vigie-hub-main.c')
    options = re.findall(r'^    \{ "([a-z-]+)", 0', program, re.MULTILINE)
    commands = re.findall(r'^  \{ "([a-z]+)", vigie_hub_program', program, re.MULTILINE)
    tap.check('the program has options and commands', len(options) > 10 and len(commands) == 12)
    missing = [name for name in options if f'Fl -{name}' not in text]
    tap.check('the man page names every option', not missing, missing)
    missing = [name for name in commands if f'Cm {name}' not in text]
    tap.check('the man page names every command', not missing, missing)


def check_unit(tap):
    analyze = shutil.which('systemd-analyze')
    if not analyze:
        print('# no systemd-analyze here: the unit is not looked at')
        return
    with tempfile.TemporaryDirectory() as place:
        unit = os.path.join(place, 'vigie-hub.service')
        with open(os.path.join(BUILD, 'src', 'hub', 'vigie-hub.service'), encoding='utf-8') as file:
            text = file.read()
        with open(unit, 'w', encoding='utf-8') as file:
            file.write(re.sub(r'^ExecStart=\S+', 'ExecStart=/bin/true', text, flags=re.MULTILINE))
        done = subprocess.run([analyze, 'verify', '--man=no', unit], capture_output=True, text=True, check=False)
        about_it = [line for line in done.stderr.splitlines() if 'vigie-hub' in line]
        tap.check('the unit has no fault', not about_it, '\n'.join(about_it))
        done = subprocess.run([analyze, 'security', '--offline=true', f'--threshold={MOST_EXPOSED}', unit],
                              capture_output=True, text=True, check=False)
        tap.check('the unit is locked up', done.returncode == 0, done.stdout[-2000:] + done.stderr)


def main():
    tap = Tap()
    check_man_page(tap)
    check_unit(tap)
    tap.finish()


main()
