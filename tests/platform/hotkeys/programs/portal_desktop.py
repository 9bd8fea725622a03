"""A desktop's portal for global shortcuts, as far as a program sees it; run by Debian's own python with dbusmock.

Told on its standard input: "press ID" activates a shortcut. The first word of the command line says how it answers:
"gives", "refuses", or "knows nothing of it".
"""

# ruff: noqa: N802, T201, ARG002 - names of the bus, and what it prints is read

import os
import sys

import dbus
import dbus.lowlevel
import dbus.mainloop.glib
import dbus.service
import dbusmock
from gi.repository import GLib

PATH = "/org/freedesktop/portal/desktop"
SHORTCUTS = "org.freedesktop.portal.GlobalShortcuts"


class Portal(dbusmock.mockobject.DBusMockObject):
    """Answers as the specification says: at once with a request, later with its signal."""

    answer = "gives"

    def _later(self, sender, options, results):
        path = f"{PATH}/request/{sender[1:].replace('.', '_')}/{options['handle_token']}"
        code = 1 if self.answer == "refuses" else 0

        def respond():
            message = dbus.lowlevel.SignalMessage(path, "org.freedesktop.portal.Request", "Response")
            message.append(dbus.UInt32(code), results, signature="ua{sv}")
            self.connection.send_message(message)
            return False

        GLib.timeout_add(20, respond)
        return dbus.ObjectPath(path)

    @dbus.service.method(SHORTCUTS, in_signature="a{sv}", out_signature="o", sender_keyword="sender")
    def CreateSession(self, options, sender=None):
        self.session = f"{PATH}/session/{sender[1:].replace('.', '_')}/{options['session_handle_token']}"
        return self._later(sender, options, dbus.Dictionary({"session_handle": self.session}, signature="sv"))

    @dbus.service.method(SHORTCUTS, in_signature="oa(sa{sv})sa{sv}", out_signature="o", sender_keyword="sender")
    def BindShortcuts(self, session, shortcuts, parent, options, sender=None):
        assert str(session) == self.session
        print("bound", *(f"{name}={said['preferred_trigger']}" for name, said in shortcuts), flush=True)
        given = dbus.Array(shortcuts, signature="(sa{sv})")
        return self._later(sender, options, dbus.Dictionary({"shortcuts": given}, signature="sv"))

    @dbus.service.signal(SHORTCUTS, signature="osta{sv}")
    def Activated(self, session, name, timestamp, options):
        pass


def main():
    dbus.mainloop.glib.DBusGMainLoop(set_as_default=True)
    bus = dbus.SessionBus()
    name = dbus.service.BusName("org.freedesktop.portal.Desktop", bus)
    if sys.argv[1] == "knows nothing of it":
        portal = dbusmock.mockobject.DBusMockObject(name, PATH, "org.freedesktop.portal.FileChooser", {})
    else:
        portal = Portal(name, PATH, SHORTCUTS, {})
        portal.answer = sys.argv[1]
    loop = GLib.MainLoop()

    def told(_source, _condition):
        lines = os.read(sys.stdin.fileno(), 4096).decode().splitlines()
        if not lines:
            loop.quit()
        for line in lines:
            session = dbus.ObjectPath(portal.session)
            name = line.removeprefix("press ")
            portal.Activated(session, name, dbus.UInt64(0), dbus.Dictionary({}, signature="sv"))
        return True

    GLib.io_add_watch(sys.stdin, GLib.IO_IN | GLib.IO_HUP, told)
    print("ready", flush=True)
    loop.run()


main()
