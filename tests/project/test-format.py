#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Vigie authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks what no reader should have to: UTF-8, unix line ends, no tabs, no white space at line ends, a
line end at the end of the file, no C file over 1000 lines (those over 700 are named: they should be
split). Test data is left as it is, on purpose.
"""

import re

from taplib import Tap, project_files, source

TEXT = re.compile(r'(\.(c|h|py|sh|css|ui|xml|in|build|md|json|toml|po)|/LINGUAS|/POTFILES\.in)$'
                  r'|^build-aux/[a-z-]+$|^\.ci/run$')
EXEMPT = re.compile(r'^(tests/data|LICENSES)/|^COPYING$')
MOST_LINES = 1000
MANY_LINES = 700


def fault(name, data):
    """Returns what is wrong with a text, or an empty string."""
    try:
        text = data.decode('utf-8')
    except UnicodeDecodeError as error:
        return f'not UTF-8: {error}'
    if '\r' in text:
        return 'line ends of another system'
    if text and not text.endswith('\n'):
        return 'no line end at the end'
    for number, line in enumerate(text.split('\n'), 1):
        if '\t' in line:
            return f'a tab in line {number}'
        if line != line.rstrip(' ') and not name.endswith('.po'):
            return f'white space at the end of line {number}'
    if name.endswith(('.c', '.h')) and text.count('\n') > MOST_LINES:
        return f'{text.count(chr(10))} lines'
    return ''


def main():
    tap = Tap()
    for data, good in ((b'a\n', True), (b'a', False), (b'a \n', False), (b'\ta\n', False),
                       (b'a\r\n', False), (b'\xe9\n', False), (b'a\n' * 1001, False)):
        tap.check(f'{data[:8]!r} is {"good" if good else "noticed"}',
                  (not fault('x.c', data)) == good)
    names = [name for name in project_files() if TEXT.search(name) and not EXEMPT.match(name)]
    faults = []
    for name in names:
        with open(source(name), 'rb') as file:
            data = file.read()
        if name.endswith(('.c', '.h')) and data.count(b'\n') > MANY_LINES:
            print(f'# {name} has {data.count(10)} lines: split it')
        wrong = fault(name, data)
        if wrong:
            faults.append(f'{name}: {wrong}')
    tap.check('the project has texts', len(names) > 50, len(names))
    tap.check('every text keeps the rules', not faults, '\n'.join(faults))
    tap.finish()


main()
