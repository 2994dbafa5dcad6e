#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Vigie authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What README says under “Two computers in one incident”, step by step and by keyboard alone: two users on
one computer, each with a home, a record and a session bus of their own, are in one incident in under five
minutes. The link goes from one to the other by the clipboard; the code on the screen says the same. When
the first user's program is killed, nothing is left running.

The third argument is vigie-hub.
"""

import json
import os
import subprocess
import sys
import tempfile
import time

from gi.repository import Gio
from journeylib import Application, end_with_parent, run

FIVE_MINUTES_S = 300
# What a person does, from the two programs on the screen to one incident on both.
ACTS_MAX = 12


class User(Application):
    """Somebody with a home and a session of their own."""

    def __init__(self, folder):
        super().__init__(sys.argv[1], sys.argv[2], folder)
        self.bus_daemon = subprocess.Popen(
            ['dbus-daemon', '--session', '--nofork', '--print-address'], stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL, text=True, preexec_fn=end_with_parent)
        self.address = self.bus_daemon.stdout.readline().strip()
        # What is on the screen is still asked of the one bus of the test.
        session = Gio.bus_get_sync(Gio.BusType.SESSION)
        self.accessibility = session.call_sync('org.a11y.Bus', '/org/a11y/bus', 'org.a11y.Bus', 'GetAddress', None,
                                               None, Gio.DBusCallFlags.NONE, -1, None).unpack()[0]
        self.runtime = os.path.join(folder, 'run')
        os.mkdir(self.runtime, 0o700)

    def variables(self):
        return dict(super().variables(), HOME=self.folder, XDG_DATA_HOME=os.path.join(self.folder, 'data'),
                    XDG_CONFIG_HOME=os.path.join(self.folder, 'config'), XDG_RUNTIME_DIR=self.runtime,
                    DBUS_SESSION_BUS_ADDRESS=self.address, AT_SPI_BUS_ADDRESS=self.accessibility,
                    VIGIE_HUB=sys.argv[3])

    def end(self):
        self.close()
        self.bus_daemon.kill()
        self.bus_daemon.wait()


class Acts:
    """Counts what a person does."""

    def __init__(self):
        self.n = 0

    def press(self, user, *keys):
        self.n += 1
        user.press(*keys)

    def type(self, user, text):
        self.n += 1
        user.type(text)


def code_on_screen():
    with tempfile.NamedTemporaryFile(suffix='.png') as picture:
        subprocess.run(['import', '-window', 'root', picture.name], check=True)
        answer = subprocess.run(['zbarimg', '--quiet', '--raw', picture.name], capture_output=True, text=True,
                                check=False)
    return answer.stdout.strip()


def share(awa, acts, tap):
    """The first computer: share, then invite one person and copy the link."""
    awa.step_to('Tab', '^Share from this computer$')
    acts.press(awa, 'Return')
    awa.await_focus('^Your name, as the others see it$', 'text')
    acts.type(awa, 'Awa')
    acts.press(awa, 'Return')
    awa.await_focus('^Name of the person$', 'text')
    tap.check('it is said that it is shared', awa.find('is shared from this computer$'))
    acts.type(awa, 'Yao')
    acts.press(awa, 'Return')
    awa.await_focus('^Copy the link$', 'push-button')
    link = awa.see('^vigie://join', 'label').name
    tap.check('the code on the screen is the link', awa.wait('the code', code_on_screen) == link)
    awa.picture('invitation')
    acts.press(awa, 'Return')
    awa.see('^Copied$')


def join(yao, acts, tap):
    """The second computer: paste the link, look at what it says, join."""
    yao.press('ctrl+k')
    yao.await_focus('', 'text')
    acts.type(yao, 'Join a hub')
    yao.see('^Join a hub', 'list-item')
    acts.press(yao, 'Return')
    yao.await_focus('^Link of the invitation$', 'text')
    acts.press(yao, 'ctrl+v')
    yao.see('^Certificate$')
    yao.picture('join')
    acts.press(yao, 'Return')
    yao.await_focus('^Join the hub$', 'push-button')
    acts.press(yao, 'Return')
    yao.await_focus('^Start working$', 'push-button')
    tap.check('the second user is told who they are', yao.see('^You are Yao, Responder.$'))
    acts.press(yao, 'Return')


def hub_pid(folder):
    answer = subprocess.run([sys.argv[3], 'status', '--db', os.path.join(folder, 'record.db.hub', 'hub.db')],
                            capture_output=True, text=True, check=True)
    return json.loads(answer.stdout).get('pid')


def together(awa, yao, tap):
    ref = awa.ctl('declare', '--title', 'Site down', '--severity', 'P1', '--reason', 'Felt')['ref']
    tap.check('the incident is on the second screen', yao.see('P1 Site down', 'list-item'))
    yao.ctl('log', ref, 'I look at the proxy')
    tap.check('what one notes is in the record of the other', awa.wait(
        'the note', lambda: 'I look at the proxy' in [entry['text'] for entry in awa.ctl('show', ref)['timeline']]))
    tap.check('the first user sees who has joined', awa.see('^Yao, Responder$', 'label'))
    awa.picture('joined')


def journey(app, tap):
    app.close()
    acts = Acts()
    begin = time.monotonic()
    with tempfile.TemporaryDirectory(prefix='vigie-awa.') as home_of_awa, \
            tempfile.TemporaryDirectory(prefix='vigie-yao.') as home_of_yao:
        awa, yao = User(home_of_awa), User(home_of_yao)
        try:
            awa.start()
            yao.start()
            share(awa, acts, tap)
            join(yao, acts, tap)
            together(awa, yao, tap)
            took = time.monotonic() - begin
            tap.check('in under five minutes', took < FIVE_MINUTES_S, f'{took:.0f} s')
            tap.check('with few acts', acts.n <= ACTS_MAX, acts.n)
            print(f'# {acts.n} acts', flush=True)
            pid = hub_pid(home_of_awa)
            tap.check('the hub is a process of its own', pid)
            awa.crash()
            tap.check('and ends with whoever started it', yao.wait('its end', lambda: not os.path.exists(f'/proc/{pid}')))
        finally:
            awa.end()
            yao.end()


run(journey)
