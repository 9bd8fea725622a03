"""The key by the desktop's portal (org.freedesktop.portal.GlobalShortcuts): KDE, GNOME from 48 on, Hyprland.

The desktop shows the person which keys we would like, and tells us when they are pressed; it may give us others.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from queue import Empty, Queue
from threading import Event
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from roidesk.domain.errors import UserError
from roidesk.i18n import _
from roidesk.platform.hotkeys.taking import ID, Told, Unavailable
from roidesk.platform.hotkeys.written import written

if TYPE_CHECKING:
    from jeepney import MatchRule
    from jeepney.io.threading import DBusRouter

Variant = tuple[str, object]
"""A value with its type, as D-Bus wants it in a dictionary."""
_BUS = "org.freedesktop.portal.Desktop"
_PATH = "/org/freedesktop/portal/desktop"
_SHORTCUTS = "org.freedesktop.portal.GlobalShortcuts"
_REGISTRY = "org.freedesktop.host.portal.Registry"
_REQUEST = "org.freedesktop.portal.Request"
_APP_ID = "roidesk"
_ANSWER_SECONDS = 300.0
"""The person may be asked, and think about it."""
_LOOK_SECONDS = 0.5


class _RefusedError(Exception):
    """The desktop said no."""


def listen(keys: str, pressed: Callable[[], None], told: Told, ended: Event) -> None:
    """Ask for the key and listen until the event is set."""
    try:
        trigger = written(keys).portal
    except UserError:
        told(Unavailable.UNREADABLE)
        return
    shortcut = (ID, {"description": ("s", _("Quick entry")), "preferred_trigger": ("s", trigger)})
    try:
        from jeepney.io.threading import DBusRouter, open_dbus_connection

        with open_dbus_connection(bus="SESSION") as connection, DBusRouter(connection) as router:
            _Portal(router, connection.unique_name, ended).listen(shortcut, pressed, told)
    except _RefusedError:
        told(Unavailable.REFUSED)
    except Exception:  # noqa: BLE001 - no session bus, no portal, none with this interface: all mean the same
        told(Unavailable.NO_PORTAL)


class _Portal:
    """One conversation with the portal over the session bus."""

    def __init__(self, router: DBusRouter, name: str, ended: Event) -> None:
        from jeepney import DBusAddress

        self._router = router
        self._name = name
        self._ended = ended
        self._address = DBusAddress(_PATH, bus_name=_BUS, interface=_SHORTCUTS)

    def listen(self, shortcut: tuple[str, Mapping[str, Variant]], pressed: Callable[[], None], told: Told) -> None:
        """Ask for a shortcut, and tell each time it is pressed, until the event is set."""
        self._register()
        begun = self._asked("CreateSession", "a{sv}", (), {"session_handle_token": ("s", _token())})
        session = str(begun["session_handle"][1])
        rule = self._watch(_SHORTCUTS, "Activated", _PATH)
        with self._router.filter(rule, queue=Queue()) as activated:
            bound = self._asked("BindShortcuts", "oa(sa{sv})sa{sv}", (session, [shortcut], ""), {})
            if not any(each[0] == ID for each in bound.get("shortcuts", ("", ()))[1]):
                raise _RefusedError
            told(None)
            while not self._ended.is_set():
                try:
                    message = activated.get(timeout=_LOOK_SECONDS)
                except Empty:
                    continue
                if tuple(message.body[:2]) == (session, ID):
                    pressed()

    def _register(self) -> None:
        """Say who we are: desktops that tell programs by their name refuse others. Older portals do not know it."""
        from jeepney import DBusAddress, new_method_call

        registry = DBusAddress(_PATH, bus_name=_BUS, interface=_REGISTRY)
        self._router.send_and_get_reply(new_method_call(registry, "Register", "sa{sv}", (_APP_ID, {})), timeout=5)

    def _watch(self, interface: str, member: str, path: str) -> MatchRule:
        from jeepney import MatchRule, message_bus

        rule = MatchRule(type="signal", interface=interface, member=member, path=path)
        self._router.send_and_get_reply(message_bus.AddMatch(rule), timeout=5)
        return rule

    def _asked(
        self, method: str, signature: str, before: tuple[object, ...], options: Mapping[str, Variant]
    ) -> Mapping[str, Any]:
        """Call a method that answers later, by a signal of a request made for it, and return the answer."""
        from jeepney import MessageType, new_method_call

        token = _token()
        path = f"{_PATH}/request/{self._name[1:].replace('.', '_')}/{token}"
        with self._router.filter(self._watch(_REQUEST, "Response", path)) as answers:
            body = (*before, {"handle_token": ("s", token), **options})
            reply = self._router.send_and_get_reply(new_method_call(self._address, method, signature, body), timeout=5)
            if reply.header.message_type is not MessageType.method_return:
                raise OSError(method)
            waited = 0.0
            while not self._ended.is_set() and waited < _ANSWER_SECONDS:
                try:
                    code, results = answers.get(timeout=_LOOK_SECONDS).body
                except Empty:
                    waited += _LOOK_SECONDS
                    continue
                if code:
                    raise _RefusedError
                return dict(results)
        raise _RefusedError


def _token() -> str:
    return f"roidesk_{uuid4().hex[:8]}"
