"""The path of somebody who sees nothing: through AT-SPI alone, in the real window, with no call of Qt's or ours."""

from __future__ import annotations

ENTRY = "What did you do"
DAY = "Interactions of the day"


def until_rows(reader, count):
    """The rows of the day once there are so many; what is shown changes a moment after what was done."""
    reader.find("label", rf"^{count} interactions?$")
    return reader.rows(reader.find("table", DAY))


def until_row(reader, **cells):
    """The newest row of the day once it reads like this."""
    return reader.row_like(reader.find("table", DAY), cells)


def go_to_cell(reader, name):
    """Go along the first row of the day until a cell is read that is called so."""
    reader.focus(reader.find("table", DAY))
    reader.key("Home")
    read = []
    for _ in reader.rows(reader.find("table", DAY))[0]:
        read.append(reader.focused().name)
        if read[-1] == name:
            return
        reader.key("Right")
    raise AssertionError(f"{name} is not among {read}")


def type_a_line(reader, line):
    reader.key("Ctrl+n")
    assert reader.focused().name == ENTRY
    reader.write(line)


def test_a_day_of_work_without_seeing_it(reader):
    entry = reader.find("text", ENTRY, states=("SHOWING", "FOCUSED"))
    assert "Enter logs" in entry.description
    until_rows(reader, 2)

    # What was done, heard as it is understood before it is filed.
    reader.write("email @petra #quote 6m")
    assert "petra" in reader.announced("Email")
    reader.key("Enter")
    reader.announced("^Saved$")
    row = until_rows(reader, 3)[0]
    assert (row["Channel"], row["With"], row["Topics"], row["Time"]) == ("Email", "petra", "#quote", "6 min")

    # It was somebody else; no, it was her after all.
    go_to_cell(reader, "petra")
    reader.key("F2")
    assert (reader.focused().name, reader.focused().text) == ("With", "petra")
    reader.key("Ctrl+a")
    reader.write("northwind")
    reader.key("Enter")
    until_row(reader, With="northwind")
    reader.key("Ctrl+z")
    until_row(reader, With="petra")

    # A call, timed.
    type_a_line(reader, "call @acme")
    reader.key("Enter")
    reader.announced("^Saved$")
    until_row(reader, Channel="Phone", **{"Led to": "running"})
    reader.press(reader.find("push button", "^Stop"))
    reader.gone("push button", "^Stop")
    until_rows(reader, 4)

    # What came of it, and what that does to Return.
    reader.key("Ctrl+2")
    reader.find("panel", r"^Sales, without VAT: €0\.00")
    enter_a_sale(reader, who="petra", amount="240")
    reader.find("panel", r"^Sales, without VAT: €240")
    reader.find("panel", "^Purchases: 1")


def tab_to(reader, name, most=10):
    """Go from field to field until one is read that is called so."""
    read = [reader.focused().name]
    while read[-1] != name and len(read) < most:
        reader.key("Tab")
        read.append(reader.focused().name)
    assert read[-1] == name, f"{name} is not among {read}"
    return reader.focused()


def enter_a_sale(reader, who, amount):
    """Fill in the dialog from field to field, each found by what it is called."""
    reader.key("Ctrl+Shift+c")
    reader.find("dialog", "^Add a conversion$")
    reader.find("text", "^Who$", states=("SHOWING", "FOCUSED"))
    reader.write(who[:3])
    assert who in reader.announced(who)
    reader.key("Enter")
    assert reader.find("text", "^Who$").text == who
    reader.find("combo box", "^They bought$", states=("SHOWING", "FOCUSED"))
    tab_to(reader, "Amount, without VAT")
    reader.write("24o")
    reader.press(tab_to(reader, "Save"))
    reader.announced("24o")
    reader.find("text", "^Amount, without VAT$", states=("SHOWING", "FOCUSED"))
    reader.key("Ctrl+a")
    reader.write(amount)
    reader.find("text", "^Amount, without VAT$", text=f"^{amount}$")
    reader.press(tab_to(reader, "Save"))
    reader.gone("dialog", "^Add a conversion$")
    assert who in reader.announced("^They bought")
