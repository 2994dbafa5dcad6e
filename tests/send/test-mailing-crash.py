#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Vigie authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A mailing to thousands, over TLS to a real server, whose sender is killed five times: everybody gets one message but
those marked uncertain, of whom there is one at most for each kill. What was taken over is counted from the server's log.

Usage: test-mailing-crash.py SENDER; 600 messages, or 10,000 with VIGIE_LONG.
"""

import collections
import os
import signal
import subprocess
import sys
import tempfile
import time

KILLS = 5
COUNT = 10000 if os.environ.get('VIGIE_LONG') else 600


def start_server(folder):
    script = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'smtp-server.py')
    server = subprocess.Popen(['/usr/bin/python3', script, folder, '--per-connection', '100'], stdin=subprocess.PIPE)
    port = os.path.join(folder, 'port')
    while not os.path.exists(port):
        if server.poll() is not None:
            sys.exit('Bail out! the server does not start')
        time.sleep(0.02)
    with open(port, encoding='ascii') as file:
        return server, f'smtps://localhost:{file.read()}'


def taken_over(folder):
    with open(os.path.join(folder, 'log'), encoding='utf-8') as file:
        return [line.split() for line in file]


def kill_at(command, folder, count):
    """Starts the sender and kills it once the server has taken over so many messages."""
    sender = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    with open(os.path.join(folder, 'log'), 'rb') as log:
        seen = 0
        while seen < count:
            if sender.poll() is not None:
                sys.exit(f'Bail out! the sender ended with {sender.returncode} before it was killed')
            seen += log.read().count(b'\n')
            time.sleep(0.003)
    sender.send_signal(signal.SIGKILL)
    return sender.wait()


def is_sanitized(program):
    """A sanitizer weighs more than what it looks at."""
    with open(program, 'rb') as file:
        return b'__asan_init' in file.read()


class Tap:
    def __init__(self):
        self.number, self.bad = 0, 0

    def check(self, what, good, said=''):
        self.number += 1
        self.bad += not good
        print(f'{"ok" if good else "not ok"} {self.number} {what}', flush=True)
        if not good:
            print(f'# {said}')


def main():
    tap = Tap()
    with tempfile.TemporaryDirectory(prefix='vigie-crash-') as folder:
        server, url = start_server(folder)
        people = os.path.join(folder, 'people.csv')
        with open(people, 'w', encoding='utf-8') as file:
            file.write('email,name\n' + ''.join(f'c{n}@x.example,Client {n}\n' for n in range(COUNT)))
        command = [sys.argv[1], os.path.join(folder, 'mailings'), people, url, os.path.join(folder, 'cert.pem')]
        for kill in range(KILLS):
            status = kill_at(command, folder, COUNT * (kill + 1) // (KILLS + 2))
            tap.check(f'killed, {kill + 1}', status == -signal.SIGKILL, status)
        begun = time.monotonic()
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
        seconds = time.monotonic() - begun
        tap.check('goes on to the end', done.returncode == 0, done.returncode)
        accepted, n_uncertain, memory, *uncertain = [int(word) for word in done.stdout.split()]
        log = taken_over(folder)
        by_person = collections.Counter(address for address, _ in log)
        unsure = {f'c{index}@x.example' for index in uncertain}
        everybody = {f'c{n}@x.example' for n in range(COUNT)}
        tap.check('nobody is written to twice', max(by_person.values()) == 1, [who for who, n in by_person.items() if n > 1][:5])
        tap.check('nobody is skipped but who is uncertain', everybody - set(by_person) <= unsure, sorted(everybody - set(by_person) - unsure)[:5])
        tap.check('one uncertain at most for each kill', n_uncertain == len(unsure) <= KILLS, n_uncertain)
        tap.check('the sum is right', accepted + n_uncertain == COUNT, (accepted, n_uncertain))
        tap.check('each has an id of its own', len({name for _, name in log}) == len(log))
        if not is_sanitized(sys.argv[1]):
            tap.check('memory stays flat', memory < 80 * 1024, f'{memory} kB')
        print(f'# {COUNT} messages, {n_uncertain} uncertain, {memory} kB at most, the last {COUNT - COUNT * KILLS // (KILLS + 2)} in {seconds:.1f} s')
        server.kill()
        server.wait()
    print(f'1..{tap.number}')
    sys.exit(tap.bad > 0)


main()
