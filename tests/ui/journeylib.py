# SPDX-FileCopyrightText: 2026 The Vigie authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Drives the real application from outside: keys through the X server, answers through the
accessibility bus and through vigiectl on the same record.

Nothing here reaches into the program and nothing sleeps for a fixed time: every expectation is asked
again until it holds or ten seconds have passed; VIGIE_TEST_PATIENCE multiplies them where the machine
or the build is slow. Keys go to the window on top, as a window manager would send them; there is none
on the virtual display. Widgets are found by the name that a screen reader says, so a widget that loses
its name makes a journey fail.

GTK makes the nodes of its tree when somebody asks for them, so the tree is walked first, many questions
at once because one after another takes seconds; names and states then come in one call, from the cache
that screen readers start from. The focus is always in that cache.
"""

import ctypes
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time

import gi

gi.require_version('Atspi', '2.0')
from gi.repository import Atspi, Gio, GLib  # noqa: E402

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'project'))
from taplib import Tap  # noqa: E402

PATIENCE = float(os.environ.get('VIGIE_TEST_PATIENCE') or 1)
PATIENCE_S = 10 * PATIENCE
START_S = 30 * PATIENCE
PAUSE_S = 0.03
EVENT_S = 1 * PATIENCE
PICTURE_S = 0.6
COMPLAINT = re.compile(r'(CRITICAL|WARNING|ERROR) \*\*|AddressSanitizer|runtime error:')
ROOT = '/org/a11y/atspi/accessible/root'
PR_SET_PDEATHSIG = 1
LIBC = ctypes.CDLL(None)


def end_with_parent():
    """For what is started here: it ends with the test, however that ends."""
    LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


class Lost(Exception):
    """What was expected did not come; the journey cannot go on."""


# What later versions of GTK and of the accessibility library call by other names.
OTHER_ROLES = {'button': 'push-button', 'toggle-button': 'push-button', 'grouping': 'panel'}


def role_name(number):
    """Returns the name of a role, the same with every version."""
    name = Atspi.Role(number).value_nick
    return OTHER_ROLES.get(name, name)


class Node:
    """One widget as it stood when the tree was fetched."""

    def __init__(self, bus, item):
        (self.owner, self.path), _application, (_owner, self.parent_path) = item[:3]
        self.bus = bus
        self.index = item[3]
        self.interfaces = item[5]
        self.name = item[6]
        self.role = role_name(item[7])
        self.state_bits = item[9][0] | item[9][1] << 32
        self.parent = None
        self.children = []

    @classmethod
    def at(cls, bus, owner, path):
        """Returns the one node, without what is around it."""
        node = cls(bus, ((owner, path), None, (owner, ''), 0, 0, [], '', 0, '', [0, 0]))
        node.name = node._get('org.a11y.atspi.Accessible', 'Name')
        node.role = role_name(node._call('org.a11y.atspi.Accessible', 'GetRole', None)[0])
        return node

    def has(self, state):
        return bool(self.state_bits & 1 << int(getattr(Atspi.StateType, state.upper())))

    def text(self):
        """Returns what stands in a field."""
        count = self._get('org.a11y.atspi.Text', 'CharacterCount')
        return self._call('org.a11y.atspi.Text', 'GetText', GLib.Variant('(ii)', (0, count)))[0]

    def window(self):
        node = self
        while node.parent and node.parent.path != ROOT:
            node = node.parent
        return node

    def below(self):
        """Yields the node and everything in it, in reading order."""
        yield self
        for child in self.children:
            yield from child.below()

    def outline(self, depth=0):
        """Returns the tree in lines, for a person who asks why a journey failed."""
        states = [state for state in ('active', 'focused', 'checked', 'pressed', 'selected')
                  if self.has(state)]
        lines = [f'{"  " * depth}{self.role} {self.name!r} {" ".join(states)}']
        for child in self.children:
            lines += child.outline(depth + 1)
        return lines

    def _call(self, interface, method, arguments):
        return self.bus.call_sync(self.owner, self.path, interface, method, arguments, None,
                                  Gio.DBusCallFlags.NONE, 5000, None).unpack()

    def _get(self, interface, name):
        return self._call('org.freedesktop.DBus.Properties', 'Get',
                          GLib.Variant('(ss)', (interface, name)))[0]


class Desktop(threading.Thread):
    """Takes notifications, as a desktop would, and remembers what they said."""

    INTERFACE = """<node><interface name="org.freedesktop.Notifications">
      <method name="Notify"><arg type="s"/><arg type="u"/><arg type="s"/><arg type="s"/><arg type="s"/>
        <arg type="as"/><arg type="a{sv}"/><arg type="i"/><arg type="u" direction="out"/></method>
      <method name="CloseNotification"><arg type="u"/></method>
      <method name="GetCapabilities"><arg type="as" direction="out"/></method>
      <method name="GetServerInformation"><arg type="s" direction="out"/><arg type="s" direction="out"/>
        <arg type="s" direction="out"/><arg type="s" direction="out"/></method>
    </interface></node>"""

    def __init__(self):
        super().__init__(daemon=True)
        self.notes = []
        self.bus = None
        self.ready = threading.Event()

    def run(self):
        context = GLib.MainContext.new()
        context.push_thread_default()
        bus = self.bus = Gio.DBusConnection.new_for_address_sync(
            os.environ['DBUS_SESSION_BUS_ADDRESS'], Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT
            | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION, None, None)
        node = Gio.DBusNodeInfo.new_for_xml(self.INTERFACE)
        bus.register_object('/org/freedesktop/Notifications', node.interfaces[0], self._called)
        bus.call_sync('org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus',
                      'RequestName', GLib.Variant('(su)', ('org.freedesktop.Notifications', 0)),
                      None, Gio.DBusCallFlags.NONE, -1, None)
        self.ready.set()
        GLib.MainLoop.new(context, False).run()

    def _called(self, _bus, _sender, _path, _interface, method, arguments, invocation):
        if method == 'Notify':
            note = Note(arguments.unpack(), len(self.notes) + 1)
            self.notes.append(note)
            answer = GLib.Variant('(u)', (note.id,))
        elif method == 'GetCapabilities':
            answer = GLib.Variant('(as)', (['body', 'actions'],))
        elif method == 'GetServerInformation':
            answer = GLib.Variant('(ssss)', ('journey', 'vigie', '1', '1.2'))
        else:
            self._close(*arguments.unpack())
            answer = None
        invocation.return_value(answer)

    def _close(self, note_id):
        for note in self.notes:
            note.closed = note.closed or note.id == note_id

    def shown(self):
        """Returns the notifications that nothing replaced and nobody withdrew."""
        replaced = {note.id: note for note in self.notes}
        return [note for note in replaced.values() if not note.closed]

    def press(self, note, action):
        """Presses a button of a notification, as a person would on the desktop."""
        self.bus.emit_signal(None, '/org/freedesktop/Notifications', 'org.freedesktop.Notifications',
                             'ActionInvoked', GLib.Variant('(us)', (note.id, action)))


class Note:
    """One notification as it was sent; one that replaces another has its number."""

    def __init__(self, arguments, number):
        _application, replaces, _icon, self.title, self.body, actions, hints, _expires = arguments
        self.id = replaces or number
        self.buttons = dict(zip(actions[1::2], actions[::2]))  # label to action
        self.is_quiet = hints.get('urgency') == 0
        self.closed = False

    def lines(self):
        """Returns the clocks it names: the title, and all of the body but its first line."""
        return [self.title, *self.body.split('\n')[1:]]


class Clock:
    """The device clock as the program and vigiectl read it; it can be set while they run."""

    def __init__(self, library, folder):
        self.path = os.path.join(folder, 'clock')
        self.offset_s = 0
        self.move(0)
        options = os.environ.get('ASAN_OPTIONS', '')
        self.variables = {'LD_PRELOAD': library, 'VIGIE_MOVED_CLOCK': self.path,
                          'ASAN_OPTIONS': f'{options}:verify_asan_link_order=0'.lstrip(':')}

    def move(self, offset_s):
        """Sets how far the clock is ahead of the real one, in seconds."""
        self.offset_s = offset_s
        if not os.path.exists(self.path):
            open(self.path, 'wb').close()
        with open(self.path, 'r+b') as file:
            file.write(offset_s.to_bytes(8, sys.byteorder, signed=True))


class Application:
    """The program, and the record in its folder that outlives it."""

    def __init__(self, binary, ctl, folder, language=None, layout=None):
        self.binary = binary
        self.words = environment(language) if language else {}
        self.digits = FRENCH_DIGITS if layout == 'fr' else {}
        self.pictures = 0
        self.ctl_binary = ctl
        self.folder = folder
        self.store = os.path.join(folder, 'record.db')
        self.log = os.path.join(folder, 'output.log')
        self.process = None
        self.owner = None
        self.toolkit = (0, 0)  # the version of GTK
        self.popups = {}
        self.at = None
        self.desktop = None
        self.network = None
        self.clock = None
        session = Gio.bus_get_sync(Gio.BusType.SESSION)
        address = session.call_sync('org.a11y.Bus', '/org/a11y/bus', 'org.a11y.Bus', 'GetAddress',
                                    None, None, Gio.DBusCallFlags.NONE, -1, None).unpack()[0]
        self.bus = Gio.DBusConnection.new_for_address_sync(
            address, Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT
            | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION, None, None)

    # ---- The program ----

    def start(self):
        self.process = self.launch()
        self.owner = self.wait('the program is on the accessibility bus', self._find_owner, START_S)
        self.bus.signal_subscribe(self.owner, 'org.a11y.atspi.Event.Object', 'StateChanged', None,
                                  None, Gio.DBusSignalFlags.NONE, self._focus_moved)
        # Later versions of GTK say only what somebody has asked to be told.
        self.bus.call_sync('org.a11y.atspi.Registry', '/org/a11y/atspi/registry',
                           'org.a11y.atspi.Registry', 'RegisterEvent',
                           GLib.Variant('(sass)', ('object:state-changed:focused', [], self.owner)),
                           None, Gio.DBusCallFlags.NONE, -1, None)
        version = self.bus.call_sync(self.owner, ROOT, 'org.freedesktop.DBus.Properties', 'Get',
                                     GLib.Variant('(ss)', ('org.a11y.atspi.Application', 'Version')),
                                     None, Gio.DBusCallFlags.NONE, -1, None).unpack()[0]
        self.toolkit = tuple(int(part) for part in version.split('.')[:2])
        self.wait('a window that takes keys', self.focus, START_S)

    def launch(self):
        """Starts the program once more; only the first one stays."""
        with open(self.log, 'ab') as log:
            return subprocess.Popen([self.binary, '--store', self.store], env=self.variables(),
                                    stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                                    preexec_fn=end_with_parent)

    def variables(self):
        moved = self.clock.variables if self.clock else {}
        return dict(os.environ, G_DEBUG='gc-friendly', GTK_A11Y='atspi', **self.words, **moved)

    def _find_owner(self):
        known = self.bus.call_sync('org.a11y.atspi.Registry', ROOT, 'org.a11y.atspi.Accessible',
                                   'GetChildren', None, None, Gio.DBusCallFlags.NONE, -1, None)
        for owner, _path in known.unpack()[0]:
            pid = self.bus.call_sync('org.freedesktop.DBus', '/org/freedesktop/DBus',
                                     'org.freedesktop.DBus', 'GetConnectionUnixProcessID',
                                     GLib.Variant('(s)', (owner,)), None,
                                     Gio.DBusCallFlags.NONE, -1, None).unpack()[0]
            if pid == self.process.pid:
                return owner
        return None

    def crash(self):
        """Ends the program as a power cut would."""
        self.process.kill()
        self.process.wait()

    def close(self):
        if self.process and self.process.poll() is None:
            self.crash()

    def complaints(self):
        """Returns what the toolkit and the program said against themselves."""
        with open(self.log, encoding='utf-8', errors='replace') as log:
            return [line.strip() for line in log if COMPLAINT.search(line)]

    def wait(self, what, ask, patience=PATIENCE_S):
        """Asks until the answer is true, and returns it."""
        end = time.monotonic() + patience
        while True:
            try:
                answer = ask()
            except GLib.Error:
                answer = None  # the widget went away between two questions
            if answer:
                return answer
            if self.process.poll() is not None:
                raise Lost(f'{what}: the program ended with {self.process.returncode}')
            if time.monotonic() > end:
                raise Lost(f'{what}: not within {patience} s')
            time.sleep(PAUSE_S)

    # ---- Keys ----

    def windows(self):
        """Returns the X windows of the program that a window manager would know, topmost last."""
        answer = subprocess.run(
            ['xdotool', 'search', '--all', '--onlyvisible', '--pid', str(self.process.pid),
             '--name', '.'], capture_output=True, text=True, check=False)
        return [window for window in answer.stdout.split() if not self._is_popup(window)]

    def _is_popup(self, window):
        if window not in self.popups:
            answer = subprocess.run(['xwininfo', '-id', window, '-stats'], capture_output=True,
                                    text=True, check=False)
            if answer.returncode:
                return True  # gone meanwhile
            self.popups[window] = 'Override Redirect State: yes' in answer.stdout
        return self.popups[window]

    def manage(self):
        """Gives the keys to the window on top, as a window manager would."""
        shown = self.windows()
        if not shown:
            return False
        top = shown[-1]
        current = subprocess.run(['xdotool', 'getwindowfocus', '-f'], capture_output=True,
                                 text=True, check=False).stdout.strip()
        if current != top:
            subprocess.run(['xdotool', 'windowfocus', top], check=False, capture_output=True)
            return False
        return True

    def press(self, *keys):
        """Presses keys one after another; a digit is the key of the upper row, as it lies."""
        for key in keys:
            self.wait('a window for the keys', self.manage)
            *modifiers, last = key.split('+')
            self._send('key', '+'.join([*modifiers, self.digits.get(last, last)]))

    def type(self, text):
        self.wait('a window for the keys', self.manage)
        self._send('type', '--delay', '5', '--', text)

    def _send(self, *words):
        subprocess.run(['xdotool', *words], check=True)

    def picture(self, name):
        """Keeps the screen in the folder that VIGIE_SHOTS names, if it does; a page narrow as well."""
        folder = os.environ.get('VIGIE_SHOTS')
        if not folder:
            return
        self.pictures += 1
        base = os.path.splitext(os.path.basename(sys.argv[0]))[0]
        where = os.path.join(folder, f'{base}-{self.pictures:02}-{name}')
        self._shoot(f'{where}.png')
        window, *over = self.windows()
        if over:
            return  # a form would come back to a board that has folded meanwhile
        subprocess.run(['xdotool', 'windowsize', '--sync', window, '800', '600'], check=False)
        self._shoot(f'{where}-narrow.png', '800x600+0+0')
        subprocess.run(['xdotool', 'windowsize', '--sync', window, '1280', '800'], check=False)

    def _shoot(self, path, crop=None):
        time.sleep(PICTURE_S)  # a picture proves nothing, so nothing waits for what it shows
        cut = ['-crop', crop, '+repage'] if crop else []
        subprocess.run(['import', '-window', 'root', *cut, path], check=False)

    # ---- What a screen reader would say ----

    def tree(self):
        """Returns the application's node with everything in the active windows.

        Since GTK 4.10 the cache also has what is hidden from screen readers; what they get to is what
        the walk came by.
        """
        shown = set()
        for window in active(self.nodes()):
            shown |= self._walk(window)
        root = self.nodes()
        if self.toolkit < (4, 10):
            return root
        for node in [node for window in active(root) for node in window.below()]:
            node.children = [child for child in node.children if child.path in shown]
        return root

    def _walk(self, window):
        """Has the program make the nodes of everything in a window, and returns their paths."""
        loop = GLib.MainLoop()
        open_questions = 0
        met = {window.path}

        def ask(owner, path):
            nonlocal open_questions
            open_questions += 1
            self.bus.call(owner, path, 'org.a11y.atspi.Accessible', 'GetChildren', None, None,
                          Gio.DBusCallFlags.NONE, 5000, None, answered)

        def answered(bus, result):
            nonlocal open_questions
            open_questions -= 1
            try:
                for child in bus.call_finish(result).unpack()[0]:
                    met.add(child[1])
                    ask(*child)
            except GLib.Error:
                pass  # it went away meanwhile
            if not open_questions:
                loop.quit()
        ask(window.owner, window.path)
        loop.run()
        return met

    def nodes(self):
        """Returns the application's node with the nodes that were ever asked for."""
        items = self.bus.call_sync(self.owner, '/org/a11y/atspi/cache', 'org.a11y.atspi.Cache',
                                   'GetItems', None, None, Gio.DBusCallFlags.NONE, -1, None)
        nodes = {}
        for item in items.unpack()[0]:
            node = Node(self.bus, item)
            nodes[node.path] = node
        for node in nodes.values():
            node.parent = nodes.get(node.parent_path) if node.path != ROOT else None
            if node.parent:
                node.parent.children.append(node)
        for node in nodes.values():
            node.children.sort(key=lambda child: child.index)
        return nodes[ROOT]

    def find(self, pattern, role=None):
        """Returns the first node of the active window whose name matches, or None."""
        wanted = re.compile(pattern)
        for window in active(self.tree()):
            for node in window.below():
                if wanted.search(node.name) and (role is None or node.role == role):
                    return node
        self.manage()
        return None

    def see(self, pattern, role=None):
        return self.wait(f'“{pattern}” on screen', lambda: self.find(pattern, role))

    def focus(self):
        """Returns the node that has the focus in the window on top, or None."""
        return self._focus_now() if self.manage() else None

    def _focus_now(self):
        found = []
        for window in active(self.nodes()):
            found += [node for node in window.below() if node.has('focused')]
        return found[-1] if found else None

    def await_focus(self, pattern, role=None):
        """Waits for the focus on a node of that name, and returns it."""
        wanted = re.compile(pattern)

        def ask():
            node = self._focus_now()
            if node and wanted.search(node.name) and (role is None or node.role == role):
                return node
            self.manage()
            return None
        try:
            return self.wait(f'the focus on “{pattern}”', ask)
        except Lost as lost:
            node = self.focus()
            raise Lost(f'{lost}; it is on {node.role} “{node.name}”' if node else f'{lost}; '
                       'it is nowhere') from None

    def step(self, key):
        """Presses a key that moves the focus, and returns the node it moved to.

        The program says where the focus went; that is much faster than asking for all nodes.
        """
        before = self.wait('the focus', self.focus) if self.at is None else self.at
        loop = GLib.MainContext.default()
        while loop.iteration(False):
            pass  # what moved before this key
        self.at = None
        self._send('key', key)
        end = time.monotonic() + EVENT_S
        while self.at is None and time.monotonic() < end:
            if not loop.iteration(False):
                time.sleep(PAUSE_S / 10)
        if self.at is None:
            def moved():
                node = self.focus()
                return node if node and node.path != before.path else None
            self.at = self.wait(f'{key} moves the focus from “{before.name}”', moved)
        return self.at

    def _focus_moved(self, _bus, owner, path, _interface, _signal, arguments):
        what, gained = arguments.unpack()[:2]
        if what == 'focused' and gained:
            try:
                self.at = Node.at(self.bus, owner, path)
            except GLib.Error:
                pass  # it went away meanwhile

    def step_to(self, key, pattern, limit=40):
        """Presses the key until the focus is on a node of that name, and returns it."""
        wanted = re.compile(pattern)
        names = []
        self.at = None
        for _count in range(limit):
            node = self.step(key)
            if wanted.search(node.name):
                return node
            names.append(node.name)
        raise Lost(f'{key} does not lead to “{pattern}” but to {names}')

    # ---- What the record says ----

    def ctl(self, *words):
        """Asks vigiectl about the open record, in English, whatever the program speaks."""
        variables = dict(self.variables(), LANGUAGE='en', LC_ALL='C.UTF-8')
        return json.loads(self._run_ctl(variables, '--json', *words))

    def tell(self, *words):
        """Returns what vigiectl prints, in the language of the program."""
        return self._run_ctl(self.variables(), *words)

    def _run_ctl(self, variables, *words):
        answer = subprocess.run([self.ctl_binary, '--store', self.store, *words], check=False,
                                capture_output=True, text=True, timeout=30, env=variables)
        if answer.returncode:
            raise Lost(f'vigiectl {" ".join(words)}: {answer.stderr.strip()}')
        return answer.stdout


# The keys of the upper row of a French keyboard, without Shift.
FRENCH_DIGITS = dict(zip('1234567890', (
    'ampersand', 'eacute', 'quotedbl', 'apostrophe', 'parenleft', 'minus', 'egrave', 'underscore',
    'ccedilla', 'agrave')))


def environment(language):
    """Returns the variables that have the program speak a language from the build tree."""
    build = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(sys.argv[1]))))
    locale = {'fr': 'fr_FR.UTF-8', 'en': 'en_US.UTF-8'}[language]
    made = os.path.join(build, 'locale')
    words = {'LANGUAGE': language, 'VIGIE_LOCALEDIR': os.path.join(build, 'po')}
    if os.path.isdir(os.path.join(made, locale)):
        return dict(words, LOCPATH=made, LC_ALL=locale)
    return dict(words, LC_ALL='C.UTF-8')


def active(root):
    """Returns the windows that take keys; GTK says so of frames, but never of its dialogs."""
    return ([window for window in root.children if window.has('active')]
            or [window for window in root.children if window.role != 'frame'])


def run(journey, needs_layout=None, language=None):
    """Runs a journey as a TAP program: vigie and vigiectl are its two arguments."""
    from hublib import network_of  # which needs this module

    if os.environ.get('VIGIE_JOURNEY_IS_LONG') and not os.environ.get('VIGIE_LONG'):
        print('1..0 # SKIP a night with a hub takes long: build-aux/test --long')
        return
    tap = Tap()
    # Away from everything: a pointer over a button calls up its tooltip.
    subprocess.run(['xdotool', 'mousemove', '4000', '4000'], check=True)
    desktop = Desktop()
    desktop.start()
    desktop.ready.wait(PATIENCE_S)
    if needs_layout:
        subprocess.run(['setxkbmap', needs_layout], check=True)
    with tempfile.TemporaryDirectory(prefix='vigie-journey.') as folder:
        application = Application(sys.argv[1], sys.argv[2], folder, language, needs_layout)
        application.desktop = desktop
        if len(sys.argv) > 3 and sys.argv[3].endswith('.so'):
            application.clock = Clock(sys.argv[3], folder)
        try:
            application.network = network_of(application, folder)
            application.start()
            journey(application, tap)
            application.network.expect(tap)
        except (Lost, GLib.Error, subprocess.SubprocessError) as error:
            tap.check(f'{journey.__name__} reaches its end', False, error)
            show_state(application)
        finally:
            application.close()
            if application.network:
                application.network.close()
        complaints = application.complaints()
        tap.check('neither the toolkit nor the program complains', not complaints,
                  '\n'.join(complaints))
    tap.finish()


def show_state(application):
    """Prints the tree as a comment; VIGIE_JOURNEY_PICTURE names a file for the screen as well."""
    picture = os.environ.get('VIGIE_JOURNEY_PICTURE')
    if picture:
        subprocess.run(['import', '-window', 'root', picture], check=False)
    try:
        lines = application.tree().outline()
    except GLib.Error as error:
        lines = [str(error)]
    for line in lines:
        print(f'# {line}', flush=True)
