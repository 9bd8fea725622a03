from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from roidesk import assets


def test_the_typefaces_of_screen_and_reports_are_there():
    names = {path.stem for path in assets.font_files()}
    assert names == {
        "IBMPlexMono-Regular",
        "IBMPlexSans-Medium",
        "IBMPlexSans-Regular",
        "IBMPlexSans-SemiBold",
        "IBMPlexSerif-Regular",
        "IBMPlexSerif-SemiBold",
    }


@pytest.mark.parametrize("path", assets.font_files(), ids=lambda path: path.stem)
def test_fonts_are_truetype_which_qt_and_typst_both_read(path):
    assert path.read_bytes()[:4] == b"\x00\x01\x00\x00"


@pytest.mark.parametrize("name", assets.icon_files())
def test_icons_take_the_colour_of_the_text(name):
    svg = ET.fromstring(assets.icon(name))  # noqa: S314 - our own file
    assert svg.get("viewBox") == "0 0 24 24"
    assert svg.get("stroke") == "currentColor"
    painted = {value for element in svg.iter() for key, value in element.items() if key in {"fill", "stroke", "color"}}
    assert painted <= {"currentColor", "none"}


@pytest.mark.parametrize("name", ["no-such-icon", "../fonts/LICENSE-OFL", ""])
def test_an_icon_that_is_not_there_is_refused(name):
    with pytest.raises(KeyError):
        assets.icon(name)


def test_vendored_works_keep_their_licences_and_are_named_in_notice():
    root = assets.folder()
    assert "SIL Open Font License" in (root / "fonts" / "LICENSE-OFL.txt").read_text(encoding="utf-8")
    assert "Lucide" in (root / "icons" / "LICENSE.txt").read_text(encoding="utf-8")
    notice = (root.parent / "NOTICE").read_text(encoding="utf-8")
    assert "resources/fonts" in notice
    assert "resources/icons" in notice


def test_an_installed_copy_finds_its_resources_beside_its_modules(tmp_path, monkeypatch):
    package = tmp_path / "roidesk"
    (package / "_resources").mkdir(parents=True)
    (tmp_path / "resources").mkdir()
    monkeypatch.setattr(assets, "__file__", str(package / "assets.py"))
    assert assets.folder.__wrapped__() == package / "_resources"


def test_a_copy_without_resources_says_so(tmp_path, monkeypatch):
    monkeypatch.setattr(assets, "__file__", str(tmp_path / "roidesk" / "assets.py"))
    with pytest.raises(FileNotFoundError, match="no resources beside"):
        assets.folder.__wrapped__()


def test_catalogues_lie_where_gettext_looks():
    assert assets.locale_dir() == assets.folder() / "locale"
