#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Vigie authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The register of faults, the names of the tests and docs/fault-matrix.md say the same.

Every row that is due has a case in the sources, every case of the sources a row, and the page knows a
good result of each. That build-aux/fault-matrix notices a failure is tried on a log made here.
"""

import importlib.machinery
import importlib.util
import json
import os
import re
import tempfile

from taplib import Tap, read, source

# Two hubs on one database, the seeds of the night, webhooks and addresses to call come with what they test.
DUE = [f'F{n:02}' for n in range(1, 44) if n not in (25, 26, 39, 40)]


def load_writer():
    loader = importlib.machinery.SourceFileLoader('fault_matrix', source('build-aux', 'fault-matrix'))
    spec = importlib.util.spec_from_loader('fault_matrix', loader)
    module = importlib.util.module_from_spec(spec)
    loader.exec_module(module)
    return module


def check_register(tap, writer, rows):
    ids = [row['row'] for row in rows]
    tap.check('every row that is due is in the register, once, in order', ids == DUE, ids)
    names = writer.cases_in_sources()
    with_case = {re.match(writer.NAME, name).group(1) for name in names}
    with_case |= {row['row'] for row in rows if row.get('programs')}
    tap.check('every row has a case', set(DUE) <= with_case, set(DUE) - with_case)
    tap.check('every case has a row', with_case <= set(DUE), with_case - set(DUE))


def check_page(tap, writer, rows):
    text = read('docs', 'fault-matrix.md')
    known = writer.page_cases(text)
    tap.check('the page is what the generator writes', writer.render(rows, known) == text,
              'run build-aux/fault-matrix')
    on_page = {key[2] for key in known} - {'*'}
    names = writer.cases_in_sources()
    tap.check('every case of the sources is on the page', names <= on_page, '\n'.join(sorted(names - on_page)))
    tap.check('every case of the page is in the sources', on_page <= names, '\n'.join(sorted(on_page - names)))
    bad = [key for key, cells in known.items() if any(cell.startswith('FAILED') for cell in cells)]
    tap.check('no case failed', not bad, bad)
    bad = [key for key, cells in known.items() if not any(cell.startswith('passed') for cell in cells)]
    tap.check('every case ran', not bad, bad)
    ran = {key[0] for key, cells in known.items() if cells[0].startswith('passed')}
    tap.check('every row has a short form that ran', set(DUE) <= ran, set(DUE) - ran)


def try_writer(tap, writer):
    """A case that failed, and one that was not reached, are failures; a figure is kept."""
    known = {('F01', 'x', '/fault/F01/b'): ['passed 2026-01-01', '–']}
    entry = {'name': 'vigie:store / x', 'result': 'ERROR', 'starttime': 0,
             'stdout': '# F02: p99 3 ms\nok 1 /fault/F02/a\nnot ok 2 /fault/F03/c\nok 3 /fault/F04/d # SKIP\n'}
    with tempfile.TemporaryDirectory() as place:
        path = os.path.join(place, 'log')
        with open(path, 'w', encoding='utf-8') as file:
            file.write(json.dumps(entry) + '\n')
        writer.update(known, *writer.read_log(path, {}), False)
    tap.check('a failure is noticed', known['F03', 'x', '/fault/F03/c'][0].startswith('FAILED'), known)
    tap.check('so is a case that was not reached', known['F01', 'x', '/fault/F01/b'][0].startswith('FAILED'), known)
    tap.check('a figure is kept', known['F02', 'x', '/fault/F02/a'][0] == 'passed 1970-01-01: p99 3 ms', known)
    tap.check('what was skipped did not run', ('F04', 'x', '/fault/F04/d') not in known, known)


def main():
    tap = Tap()
    writer = load_writer()
    rows = writer.registry()
    check_register(tap, writer, rows)
    check_page(tap, writer, rows)
    try_writer(tap, writer)
    tap.finish()


main()
