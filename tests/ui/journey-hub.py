#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Vigie authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Two seats and a hub: the window joins by its keyboard, another seat records, its row appears; the hub
goes, what is typed waits and is counted; it comes back, and both seats have everything.

The third argument is vigie-hub. The other seat is vigiectl with a record of its own.
"""

import json
import os
import re
import subprocess
import sys

from journeylib import end_with_parent, run


class Hub:
    """The real vigie-hub, on the same address after each start."""

    def __init__(self, binary, folder):
        self.binary = binary
        self.database = os.path.join(folder, 'hub.db')
        self.address = '127.0.0.1:0'
        self.process = None
        self.start()

    def start(self):
        self.process = subprocess.Popen(
            [self.binary, 'serve', '--db', self.database, '--listen', self.address, '--self-signed'],
            stdout=subprocess.PIPE, text=True, preexec_fn=end_with_parent)
        line = self.process.stdout.readline()
        self.address = re.search(r' on ([^ ,]+)', line).group(1)

    def stop(self):
        self.process.terminate()
        self.process.wait()

    def invite(self, name, role):
        answer = subprocess.run(
            [self.binary, 'invite', '--db', self.database, '--listen', self.address, '--name', name,
             '--role', role], check=True, capture_output=True, text=True)
        return answer.stdout.split()[-1]


class Seat:
    """Somebody else, at another computer."""

    def __init__(self, binary, folder):
        self.words = [binary, '--store', os.path.join(folder, 'other.db'), '--json']

    def do(self, *words):
        answer = subprocess.run([*self.words, *words], check=True, capture_output=True, text=True,
                                timeout=60)
        return json.loads(answer.stdout)

    def texts(self, ref):
        self.do('sync')
        return [entry['text'] for entry in self.do('show', ref)['timeline']]


def enter(app, line):
    app.press('ctrl+l')
    app.await_focus('^Command line$', 'text')
    app.type(line)
    app.press('Return')
    app.wait(f'“{line}” taken', lambda: app.await_focus('^Command line$', 'text').text() == '')


def choose(app, command):
    """Runs a command of the palette."""
    app.press('ctrl+k')
    app.await_focus('', 'text')
    app.type(command)
    app.see(f'^{command}', 'list-item')
    app.press('Return')


def join(app, tap, link):
    choose(app, 'Join a hub')
    app.await_focus('^Link of the invitation$', 'text')
    app.type('vigie://join?nothing')
    app.press('Return')
    tap.check('a link that is none is said to be none', app.see('^This is not a link to join a hub|^A part of this link is missing'))
    app.press('ctrl+a')
    app.type(link)
    tap.check('the address of the hub is shown', app.see('^127.0.0.1:'))
    box = app.see('^Site down, P1 · ', 'check-box')
    tap.check('the open incident is to be shared', box.has('checked'))
    app.press('Return')
    app.await_focus('^Join the hub$', 'push-button')
    app.press('Return')
    app.await_focus('^Start working$', 'push-button')
    tap.check('one is told who one is', app.see('^You are Awa Koné, Commander.$'))
    app.picture('joined')
    app.press('Return')
    tap.check('the header says that it is live', app.see('^Live', 'push-button'))


def both_ways(app, tap, seat, ref):
    enter(app, 'the window was here')
    tap.check('what the window notes is at the other seat', app.wait(
        'the note elsewhere', lambda: 'the window was here' in seat.texts(ref)))
    seat.do('log', ref, 'Yao was here')
    seat.do('sync')
    tap.check('what the other seat notes appears', app.see('Yao was here'))


def without(app, tap, hub, seat, ref):
    hub.stop()
    tap.check('the header says that the hub is gone', app.see('^Offline', 'push-button'))
    enter(app, 'noted alone')
    tap.check('and what waits', app.see('^Offline, 1 waiting', 'push-button'))
    app.picture('offline')
    choose(app, 'Exchange with the hub')
    app.step_to('Tab', '^Try now$')
    # Not before: once the hub is there, the seat finds it by itself, and there is nothing more to try.
    hub.start()
    app.press('Return')
    tap.check('it is live again', app.see('^Live', 'push-button'))
    app.press('Escape')
    tap.check('nothing is lost', app.wait('the note elsewhere', lambda: 'noted alone' in seat.texts(ref)))


def journey(app, tap):
    hub = Hub(sys.argv[3], app.folder)
    seat = Seat(sys.argv[2], app.folder)
    try:
        seat.do('join', hub.invite('Yao Kouamé', 'commander'))
        ref = app.ctl('declare', '--title', 'Site down', '--severity', 'P1', '--reason', 'Felt')['ref']
        app.see('^P1 Site down', 'list-item')
        join(app, tap, hub.invite('Awa Koné', 'commander'))
        app.press('ctrl+k')
        app.await_focus('', 'text')
        app.type('Site down')
        app.see('Site down', 'list-item')
        app.press('Return')
        both_ways(app, tap, seat, ref)
        without(app, tap, hub, seat, ref)
    finally:
        hub.stop()


run(journey)
