"""Keys that a part of the window handles itself while it has the focus: listed with the others, bound nowhere else."""

from __future__ import annotations

from roidesk.desktop.actions import Action, Place
from roidesk.i18n import _


def fixed_keys() -> tuple[Action, ...]:
    """Return them, by place."""
    return (
        _fixed("entry_log", _("Log; without a length, start a timer"), Place.CAPTURE, "Enter"),
        _fixed("entry_start", _("Start a timer"), Place.CAPTURE, "Shift+Enter"),
        _fixed("entry_leave", _("Clear, then leave"), Place.CAPTURE, "Esc"),
        _fixed("entry_last", _("The line before"), Place.CAPTURE, "Up"),
        _fixed("entry_accept", _("Take what is offered; else go on to the chips"), Place.CAPTURE, "Tab"),
        _fixed("entry_offers", _("Go through what is offered"), Place.CAPTURE, "Down", "Up"),
        _fixed("entry_new_contact", _("Make a new contact of the name"), Place.CAPTURE, "Ctrl+Enter"),
        _fixed("chip_change", _("On a chip: say it otherwise"), Place.CAPTURE, "Enter"),
        _fixed("cell_edit", _("Change the cell"), Place.LIST, "F2"),
        _fixed("row_delete", _("Delete"), Place.LIST, "Del"),
        _fixed("row_repeat", _("Do it again: starts a timer"), Place.LIST, "D"),
        _fixed("row_link", _("Link what came of it"), Place.LIST, "C"),
        _fixed("row_split", _("Split in two"), Place.LIST, "S"),
        _fixed("row_join", _("Join those selected, or one with the next"), Place.LIST, "J"),
        _fixed("row_contact", _("Open the contact"), Place.LIST, "O"),
        _fixed("row_pin", _("Pin it"), Place.LIST, "P"),
        _fixed("row_all", _("Select all"), Place.LIST, "Ctrl+A"),
        _fixed("column_order", _("Put the rows in order of the column"), Place.LIST, "Ctrl+Shift+O"),
        _fixed("column_width", _("The column wider, narrower"), Place.LIST, "Ctrl+Shift+Right", "Ctrl+Shift+Left"),
        _fixed("row_menu", _("What else can be done"), Place.LIST, "Shift+F10", "Menu"),
        _fixed("strip_go", _("From block to block, gaps too"), Place.STRIP, "Left", "Right"),
        _fixed("strip_hold", _("Take hold of a block, and put it down; fill a gap"), Place.STRIP, "Enter"),
        _fixed("strip_move", _("Held: move it; with Alt by minutes"), Place.STRIP, "Left", "Right"),
        _fixed("strip_end", _("Held: move its end"), Place.STRIP, "Shift+Left", "Shift+Right"),
        _fixed("strip_start", _("Held: move its start"), Place.STRIP, "Ctrl+Left", "Ctrl+Right"),
        _fixed("strip_zoom", _("Zoom in, zoom out, the whole day"), Place.STRIP, "+", "-", "0"),
        _fixed("ledger_add", _("Add a row"), Place.LEDGER, "Ins"),
        _fixed("ledger_save", _("Save the new row"), Place.LEDGER, "Ctrl+Enter"),
        _fixed("ledger_history", _("Every version of the row"), Place.LEDGER, "Ctrl+H"),
        _fixed("ledger_import", _("Import"), Place.LEDGER, "Ctrl+O"),
        _fixed("ledger_export", _("Export"), Place.LEDGER, "Ctrl+Shift+E"),
        _fixed("trash_back", _("In the trash: put back"), Place.LEDGER, "Enter"),
        _fixed("chart_table", _("As a table, and back"), Place.CHART, "T"),
        _fixed("chart_point", _("From point to point"), Place.CHART, "Left", "Right"),
        _fixed("chart_zoom", _("Zoom in, zoom out, all weeks"), Place.CHART, "+", "-", "0"),
    )


def _fixed(name: str, words: str, place: Place, *keys: str) -> Action:
    return Action(name, words, keys, None, place, found=False)
