#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Vigie authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Proves build-aux/count-tests on made-up logs: what it prints is what the project is judged by."""

import json
import subprocess
import sys
import tempfile

from taplib import Tap, source

CASES = [
    ('tap cases count one by one',
     [('OK', 'ok 1 /a\nok 2 /b\n1..2\n')], '2 passed, 0 failed', 0),
    ('a failed case fails the run',
     [('FAIL', 'ok 1 /a\nnot ok 2 /b\n1..2\n')], '1 passed, 1 failed', 1),
    ('a crash after good cases is a failure',
     [('ERROR', 'ok 1 /a\nok 2 /b\n')], '2 passed, 1 failed', 1),
    ('a time-out is a failure',
     [('TIMEOUT', '')], '0 passed, 1 failed', 1),
    ('a program without tap counts once',
     [('OK', 'fine\n'), ('FAIL', '')], '1 passed, 1 failed', 1),
    ('a skipped case is neither',
     [('OK', 'ok 1 /a # SKIP no display\nok 2 /b\n1..2\n')], '1 passed, 0 failed', 0),
    ('an indented case belongs to its parent',
     [('OK', '    ok 1 - part\nok 1 - whole\n1..1\n')], '1 passed, 0 failed', 0),
    ('no test at all is no success', [], '0 passed, 0 failed', 1),
]


def run(log):
    return subprocess.run([sys.executable, source('build-aux', 'count-tests'), log],
                          capture_output=True, text=True, check=False)


def main():
    tap = Tap()
    for name, entries, line, status in CASES:
        with tempfile.NamedTemporaryFile('w', suffix='.json', encoding='utf-8') as log:
            for result, stdout in entries:
                log.write(json.dumps({'name': 'x', 'result': result, 'stdout': stdout}) + '\n')
            log.flush()
            done = run(log.name)
        last = done.stdout.splitlines()[-1]
        tap.check(name, last == line and done.returncode == status,
                  f'{last!r}, status {done.returncode}')
    done = run('/nonexistent/log.json')
    tap.check('a missing log is no success', done.returncode == 1
              and done.stdout.splitlines()[-1] == '0 passed, 0 failed', done.stdout)
    tap.finish()


main()
