#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Vigie authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""From Enter in one window to the frame in which the entry stands in another.

Two programs, each with its own store, and a hub, all of them as they are installed; keys come through the X server.
Both programs write when they got Enter and when an entry stood in their view (--frame-trace), by the computer's one
monotonic clock. Arguments: vigie, vigiectl, vigie-hub, and how many entries.
"""

import os
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'ui'))
from hublib import Hub, Seat  # noqa: E402
from journeylib import Application, Lost  # noqa: E402

GOAL_MS = 150
SETTLE_S = 0.05


class Window(Application):
    """The program with a trace of its frames."""

    def __init__(self, binary, ctl, folder):
        os.mkdir(folder)
        super().__init__(binary, ctl, folder)
        self.trace = os.path.join(folder, 'frames')

    def launch(self):
        with open(self.log, 'ab') as log:
            return subprocess.Popen([self.binary, '--store', self.store, '--frame-trace', self.trace],
                                    env=self.variables(), stdin=subprocess.DEVNULL, stdout=log, stderr=log)

    def lines(self):
        with open(self.trace, encoding='utf-8') as file:
            return [line.rstrip('\n').split(' ', 2) for line in file]

    def last_key(self):
        """Returns when Enter was pressed last, in microseconds."""
        keys = [int(line[1]) for line in self.lines() if line[0] == 'key']
        return keys[-1] if keys else None

    def shown(self, text):
        """Returns when an entry first stood in the view, or None."""
        return next((int(line[1]) for line in self.lines() if line[0] == 'shown' and line[2] == text), None)


def measure(one, other, count):
    here, there = [], []
    one.press('ctrl+l')
    for number in range(count):
        text = f'mesure {number}'
        one.type(text)
        one.press('Return')
        one.wait(f'“{text}” here', lambda: one.shown(text))
        other.wait(f'“{text}” there', lambda: other.shown(text))
        pressed = one.last_key()
        here.append((one.shown(text) - pressed) / 1000)
        there.append((other.shown(text) - pressed) / 1000)
        time.sleep(SETTLE_S)
    return sorted(here), sorted(there)


def at_share(values, share):
    return values[int((len(values) - 1) * share)]


def main():
    vigie, ctl, hub_binary = sys.argv[1:4]
    count = int(sys.argv[4]) if len(sys.argv) > 4 else 200
    subprocess.run(['xdotool', 'mousemove', '4000', '4000'], check=True)
    with tempfile.TemporaryDirectory(prefix='vigie-two-seats.') as folder:
        hub = Hub(hub_binary, folder)
        windows = [Window(vigie, ctl, os.path.join(folder, name)) for name in ('one', 'other')]
        seats = [Seat(ctl, window.store, window.variables(), hub.invite(name, 'commander', hub.address))
                 for window, name in zip(windows, ('Awa Koné', 'Yao Kouamé'))]
        try:
            seats[0].ctl('declare', '--title', 'Site en panne', '--severity', 'P1', '--reason', 'mesure')
            seats[0].ctl('sync')
            seats[1].ctl('sync')
            for window in reversed(windows):
                window.start()
            here, there = measure(*windows, count)
        except Lost as lost:
            print(f'two seats: {lost}', file=sys.stderr)
            return 1
        finally:
            for window in windows:
                window.close()
            hub.close()
    p50, p99 = at_share(there, 0.5), at_share(there, 0.99)
    print(f'{count} entries, Enter to drawn: here p50 {at_share(here, 0.5):.1f} ms, p99 {at_share(here, 0.99):.1f} ms; '
          f'at the other seat p50 {p50:.1f} ms, p99 {p99:.1f} ms, most {there[-1]:.1f} ms')
    print(f'= typed in one window, drawn in another, p99\t{p99:.1f} ms\t\t\t<= {GOAL_MS}\t'
          f'{"met" if p99 <= GOAL_MS else "MISSED"}')
    return 0


sys.exit(main())
