#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Vigie authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks that every file says under which licence it stands: in two SPDX lines near its top, or, where
a file cannot carry a comment, in REUSE.toml; and that the text of each licence named is there.
"""

import fnmatch
import os
import re
import tomllib

from taplib import Tap, project_files, read, source

LICENCE = re.compile(r'SPDX-License-Identifier: ([A-Za-z0-9.-]+)')
COPYRIGHT = re.compile(r'SPDX-FileCopyrightText: \S')
FIRST_LINES = 8


def annotated():
    """Returns (pattern, licence) of REUSE.toml."""
    for entry in tomllib.loads(read('REUSE.toml'))['annotations']:
        for pattern in entry['path']:
            yield pattern, entry['SPDX-License-Identifier']


def header_licence(name):
    """Returns the licence of the header, or None."""
    with open(source(name), encoding='utf-8', errors='replace') as file:
        top = ''.join(file.readline() for _ in range(FIRST_LINES))
    match = LICENCE.search(top)
    return match.group(1) if match and COPYRIGHT.search(top) else None


def main():
    tap = Tap()
    patterns = list(annotated())
    names, bare, licences = project_files(), [], set()
    for name in names:
        licence = header_licence(name) or next(
            (licence for pattern, licence in patterns
             if fnmatch.fnmatch(name, pattern.replace('**', '*'))), None)
        if licence:
            licences.add(licence)
        else:
            bare.append(name)
    tap.check('the project has files', len(names) > 50, len(names))
    tap.check('every file names its licence', not bare, '\n'.join(bare))
    for licence in sorted(licences):
        tap.check(f'LICENSES/{licence}.txt is there',
                  os.path.getsize(source('LICENSES', licence + '.txt')) > 1000)
    tap.check('a file without a header would be noticed', header_licence('COPYING') is None)
    tap.finish()


main()
