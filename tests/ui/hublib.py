# SPDX-FileCopyrightText: 2026 The Vigie authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A hub between seats, and lines to it that can be cut and given back.

The hub is the real program on loopback; what lies between it and a seat is a proxy of this process. A line that
is cut ends its connections and refuses new ones; one that is stopped keeps them and lets nothing pass, as a
network does that is only gone.
"""

import contextlib
import functools
import json
import os
import re
import socket
import subprocess
import threading
import time

from journeylib import PATIENCE, Lost

EQUAL_S = 150 * PATIENCE  # the longest wait of a seat is a minute
ROLES = ('commander', 'responder')


class Hub:
    """vigie-hub with its log in a folder."""

    def __init__(self, binary, folder):
        self.binary = binary
        self.log = os.path.join(folder, 'hub.db')
        self.process = subprocess.Popen(
            [binary, 'serve', '--db', self.log, '--listen', '127.0.0.1:0', '--plain'],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        line = self.process.stdout.readline()
        self.address = re.search(r' on ([0-9.:]+)', line).group(1)

    def invite(self, name, role, address):
        """Returns a link that leads to the hub by way of an address."""
        answer = subprocess.run(
            [self.binary, 'invite', '--db', self.log, '--listen', self.address, '--name', name,
             '--role', role], check=True, capture_output=True, text=True)
        return answer.stdout.split()[-1].replace(self.address, address)

    def close(self):
        self.process.terminate()
        self.process.wait()


class Line(threading.Thread):
    """A proxy before the hub."""

    def __init__(self, address):
        super().__init__(daemon=True)
        host, port = address.rsplit(':', 1)
        self.target = (host, int(port))
        self.passing = threading.Event()
        self.passing.set()
        self.refusing = False
        self.ends = set()
        self.lock = threading.Lock()
        self.listener = socket.create_server(('127.0.0.1', 0))
        self.address = '127.0.0.1:%d' % self.listener.getsockname()[1]
        self.start()

    def run(self):
        while True:
            near, _address = self.listener.accept()
            try:
                far = None if self.refusing else socket.create_connection(self.target)
            except OSError:
                far = None
            if far is None:
                near.close()
                continue
            with self.lock:
                self.ends |= {near, far}
            for source, sink in ((near, far), (far, near)):
                threading.Thread(target=self._carry, args=(source, sink), daemon=True).start()

    def _carry(self, source, sink):
        try:
            while data := source.recv(65536):
                self.passing.wait()
                sink.sendall(data)
        except OSError:
            pass  # cut
        for end in (source, sink):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
        with self.lock:
            self.ends.discard(source)
        source.close()

    def stop(self):
        self.passing.clear()

    def cut(self):
        self.refusing = True
        with self.lock:
            ends = list(self.ends)
        for end in ends:
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def heal(self):
        self.refusing = False
        self.passing.set()


class Seat:
    """A store that has joined the hub, and vigiectl for it."""

    def __init__(self, ctl, store, variables, link):
        self.ctl_binary = ctl
        self.store = store
        self.variables = dict(variables, LANGUAGE='en', LC_ALL='C.UTF-8')
        self.ctl('join', link)

    def ctl(self, *words):
        answer = subprocess.run([self.ctl_binary, '--store', self.store, '--json', *words], check=False,
                                capture_output=True, text=True, timeout=60, env=self.variables)
        if answer.returncode:
            raise Lost(f'vigiectl {" ".join(words)}: {answer.stderr.strip()}')
        return answer.stdout

    def record(self, ref):
        """Returns all of an incident that does not follow from the time of day."""
        shown = json.loads(self.ctl('show', ref))
        exported = os.path.join(os.path.dirname(self.store), 'export.json')
        self.ctl('export', ref, '--format', 'json', '-o', exported)
        with open(exported, encoding='utf-8') as file:
            events = json.load(file)['events']
        return {'timeline': shown['timeline'], 'roster': shown['roster'],
                'events': sorted(json.dumps(event, sort_keys=True) for event in events)}


class Network:
    """A hub, the seat of the application, a second seat that follows, and a line to each."""

    def __init__(self, binary, application, folder):
        self.application = application
        self.hub = Hub(binary, folder)
        self.lines = [Line(self.hub.address) for _role in ROLES]
        second = os.path.join(folder, 'second')
        os.mkdir(second)
        stores = (application.store, os.path.join(second, 'record.db'))
        self.seats = [Seat(application.ctl_binary, store, application.variables(),
                           self.hub.invite(name, role, line.address))
                      for store, line, role, name in zip(stores, self.lines, ROLES, ('Awa Koné', 'Yao Kouamé'))]
        self.follower = subprocess.Popen(
            [application.ctl_binary, '--store', stores[1], 'watch'], env=self.seats[1].variables,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.steps = 0
        self.depth = 0

    @contextlib.contextmanager
    def step(self):
        """The network goes for a while of each step: it is cut or only stopped, from its beginning or in its midst."""
        self.depth += 1
        if self.depth > 1:
            yield
            self.depth -= 1
            return
        self.steps += 1
        ways = (self._cut, self._stop, self._blink)
        timers = ways[self.steps % len(ways)]()
        try:
            yield
        finally:
            self.depth -= 1
            for timer in timers:
                timer.cancel()
                timer.join()
            for line in self.lines:
                line.heal()

    def _cut(self):
        for line in self.lines:
            line.cut()
        return []

    def _stop(self):
        for line in self.lines:
            line.stop()
        return []

    def _blink(self):
        line = self.lines[0]
        timers = [threading.Timer(0.3, line.cut), threading.Timer(1.2, line.heal),
                  threading.Timer(2, self.lines[1].cut)]
        for timer in timers:
            timer.start()
        return timers

    def expect(self, tap):
        """Checks that both seats come to the same record of everything."""
        self.follower.terminate()
        self.follower.wait()
        end = time.monotonic() + EQUAL_S
        while True:
            here, there = self.records()
            if here and here == there:
                break
            if time.monotonic() > end:
                tap.check('both seats have the same record', False, difference(here, there))
                return
            time.sleep(0.5)
        events = sum(len(record['events']) for record in here.values())
        tap.check(f'both seats have the same record: {events} events, the network gone in {self.steps} steps',
                  events > self.steps)

    def records(self):
        """Returns what each seat has, by incident; nothing of a seat that cannot say."""
        with contextlib.suppress(Lost):
            self.seats[1].ctl('sync')
            return [{incident['ref']: seat.record(incident['ref']) for incident in json.loads(seat.ctl('list'))}
                    for seat in self.seats]
        return [{}, {}]

    def close(self):
        if self.follower.poll() is None:
            self.follower.kill()
            self.follower.wait()
        self.hub.close()


def difference(here, there):
    """Says in a line what one seat has and the other has not."""
    if set(here) != set(there):
        return f'incidents here {sorted(here)}, there {sorted(there)}'
    return [f'{ref} {part}: {len(here[ref][part])} here, {len(there[ref][part])} there'
            for ref in here for part in here[ref] if here[ref][part] != there[ref][part]]


class Alone:
    """What a journey has where there is no hub."""

    @contextlib.contextmanager
    def step(self):
        yield

    def expect(self, tap):
        pass

    def close(self):
        pass


def act(method):
    """Marks what a person does as one step, during which the network may go."""
    @functools.wraps(method)
    def run(night, *arguments, **words):
        with night.app.network.step():
            return method(night, *arguments, **words)
    return run


def network_of(application, folder):
    """Returns the network that a journey asks for by the environment, or none."""
    binary = os.environ.get('VIGIE_JOURNEY_HUB')
    return Network(binary, application, folder) if binary else Alone()
