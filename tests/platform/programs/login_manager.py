"""logind, as python3-dbusmock plays it: who holds the machine up, and how it is switched off; Debian's own python.

Told on its standard input, a line each: "held" prints who holds it up; "off" says that it is being switched off, waits
for those, and prints "off"; "stay" says that it is not after all.
"""

# ruff: noqa: T201 - what it prints is read

import os
import sys

import dbus
import dbus.lowlevel
import dbus.mainloop.glib
import dbus.service
import dbusmock
from gi.repository import GLib

LOGIN, PATH, MANAGER = "org.freedesktop.login1", "/org/freedesktop/login1", "org.freedesktop.login1.Manager"
LONGEST_MS, STEP_MS = 20_000, 5


def holding():
    """Return who holds the machine up."""
    return [str(each[1]) for each in getattr(dbusmock.mockobject, "inhibitors", [])]


def main():
    dbus.mainloop.glib.DBusGMainLoop(set_as_default=True)
    bus = dbus.SessionBus()
    name = dbus.service.BusName(LOGIN, bus)
    login = dbusmock.mockobject.DBusMockObject(name, PATH, MANAGER, {}, os.devnull)
    dbusmock.mockobject.objects[PATH] = login
    login.AddTemplate("logind", dbus.Dictionary({}, signature="sv"))
    loop = GLib.MainLoop()

    def tell(begins):
        message = dbus.lowlevel.SignalMessage(PATH, MANAGER, "PrepareForShutdown")
        message.append(begins, signature="b")
        bus.send_message(message)
        bus.flush()

    def wait(left_ms):
        if not holding() or left_ms <= 0:
            print("off" if not holding() else "tired of waiting", flush=True)
        else:
            GLib.timeout_add(STEP_MS, lambda: wait(left_ms - STEP_MS))
        return False

    def told(_stream, _condition):
        line = sys.stdin.readline().strip()
        if not line:
            loop.quit()
            return False
        if line == "held":
            print("held by", ", ".join(holding()) or "nobody", flush=True)
        elif line == "off":
            tell(begins=True)
            wait(LONGEST_MS)
        else:
            tell(begins=False)
            print("done", flush=True)
        return True

    GLib.io_add_watch(sys.stdin, GLib.IO_IN | GLib.IO_HUP, told)
    print("ready", flush=True)
    loop.run()


main()
