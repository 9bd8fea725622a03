"""A desktop's screen saver, its login manager and GNOME's count of idle time; run by Debian's own python.

Told on its standard input, a line each: "lock", "unlock", "sleep", "wake", "idle MILLISECONDS".
"""

# ruff: noqa: N802, T201 - names of the bus, and what it prints is read

import sys

import dbus
import dbus.lowlevel
import dbus.mainloop.glib
import dbus.service
from gi.repository import GLib

SIGNALS = {
    "lock": ("/org/gnome/ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged", True),
    "unlock": ("/org/gnome/ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged", False),
    "sleep": ("/org/freedesktop/login1", "org.freedesktop.login1.Manager", "PrepareForSleep", True),
    "wake": ("/org/freedesktop/login1", "org.freedesktop.login1.Manager", "PrepareForSleep", False),
}
MUTTER = "org.gnome.Mutter.IdleMonitor"


class Mutter(dbus.service.Object):
    """Answers as it was told."""

    idle = 0

    @dbus.service.method(MUTTER, in_signature="", out_signature="t")
    def GetIdletime(self):
        return self.idle


def main():
    dbus.mainloop.glib.DBusGMainLoop(set_as_default=True)
    bus = dbus.SessionBus()
    names = [dbus.service.BusName(name, bus) for name in ("org.gnome.ScreenSaver", "org.freedesktop.login1", MUTTER)]
    mutter = Mutter(bus, "/org/gnome/Mutter/IdleMonitor/Core")
    loop = GLib.MainLoop()

    def told(_stream, _condition):
        line = sys.stdin.readline().split()
        if not line:
            loop.quit()
            return False
        if line[0] == "idle":
            mutter.idle = int(line[1])
        else:
            path, interface, name, active = SIGNALS[line[0]]
            message = dbus.lowlevel.SignalMessage(path, interface, name)
            message.append(active, signature="b")
            bus.send_message(message)
            bus.flush()
        print("done", flush=True)
        return True

    GLib.io_add_watch(sys.stdin, GLib.IO_IN | GLib.IO_HUP, told)
    print("ready", len(names), flush=True)
    loop.run()


main()
