import os
import stat
import zipfile

import pytest

from roidesk.domain.errors import UserError
from roidesk.importers import sources
from roidesk.importers.sources import found_at, sheet


def read(path):
    with found_at(path, lambda base: base.endswith(".csv")) as found:
        rows = []
        for each in found.sources:
            with sheet(each) as opened:
                rows += [opened.header, *opened.rows]
        return rows


def refusal(path):
    with pytest.raises(UserError) as caught:
        read(path)
    return caught.value


def written(tmp_path, content, name="a.csv"):
    path = tmp_path / name
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"])
def test_rows_are_read_with_any_line_end_and_with_or_without_a_byte_order_mark(tmp_path, end, bom):
    path = written(tmp_path, bom + end.join([b"a,b", b'"x', b'y",2', b"", b",", b"3,4"]))
    assert read(path) == [("a", "b"), (2, ["x" + end.decode() + "y", "2"]), (6, ["3", "4"])]


@pytest.mark.parametrize(
    ("content", "code", "facts"),
    [
        ("a,b\n1,é\n".encode("cp1252"), "file_not_utf8", {"line": 2, "byte": 7}),
        ("a,b\n1,é\n".encode("utf-16"), "file_utf16", {}),
        (b"a,b\n" + b"1,2\n" * 300 + b"1,\0\n", "file_binary", {"line": 302}),
        (b"\x7fELF\x02\x01\0\0", "file_binary", {}),
        (b"\x89PNG\r\n\x1a\n\0\0", "file_binary", {}),
        (b"a;b\n1;2\n", "separator_wrong", {"found": ";"}),
        (b"", "file_empty", {}),
        (b"\n\n", "file_empty", {}),
        (b'a,b\n"1,2\n', "quotes_broken", {"line": 2}),
        (b'a,b\n"1"x,2\n', "quotes_broken", {"line": 2}),
        (b"a,b\n" + b"x" * 70_000, "file_line_too_long", {"line": 2}),
        (b'a,b\n"' + b"x\n" * 70_000, "cell_too_long", {"line": 2}),
    ],
)
def test_a_file_that_is_no_table_is_refused_saying_where(tmp_path, content, code, facts):
    error = refusal(written(tmp_path, content))
    assert error.code == code
    assert error.facts["file"] == "a.csv"
    assert error.facts.items() >= facts.items()


def test_a_file_too_large_to_read_is_refused_unread(tmp_path):
    path = tmp_path / "a.csv"
    with path.open("wb") as stream:
        stream.truncate(300_000_000)
    assert refusal(path).code == "file_too_large"


def test_what_is_not_there_or_is_no_file_is_refused(tmp_path):
    assert refusal(tmp_path / "none.csv").code == "file_missing"
    os.mkfifo(tmp_path / "pipe.csv")
    assert refusal(tmp_path / "pipe.csv").code == "file_not_regular"


def test_a_folder_gives_its_table_files_and_names_the_others(tmp_path):
    written(tmp_path, b"a\n1\n")
    written(tmp_path, b"secret", "b.txt")
    (tmp_path / "c.csv").symlink_to("/etc/passwd")
    with found_at(tmp_path, lambda base: base.endswith(".csv")) as found:
        assert [each.name for each in found.sources] == ["a.csv"]
        assert found.passed_over == ("b.txt", "c.csv")


def packed(tmp_path, name, content=b"a\n1\n", *, attributes=0, **more):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, **more) as archive:
        member = zipfile.ZipInfo(name)
        member.external_attr = attributes
        member.compress_type = zipfile.ZIP_DEFLATED
        archive.writestr(member, content)
    return path


def test_a_zip_gives_its_table_files_from_any_one_folder(tmp_path):
    assert read(packed(tmp_path, "june/a.csv")) == [("a",), (2, ["1"])]


@pytest.mark.parametrize(
    ("name", "content", "attributes", "code"),
    [
        ("../a.csv", b"a", 0, "zip_leads_out"),
        ("/a.csv", b"a", 0, "zip_leads_out"),
        ("C:\\a.csv", b"a", 0, "zip_leads_out"),
        ("a.csv", b"/etc/passwd", (stat.S_IFLNK | 0o777) << 16, "zip_has_link"),
        ("a.csv", b"0" * 20_000_000, 0, "zip_bomb"),
    ],
)
def test_a_zip_made_to_harm_is_refused_before_it_is_read(tmp_path, name, content, attributes, code):
    assert refusal(packed(tmp_path, name, content, attributes=attributes)).code == code


def test_a_zip_that_lies_about_its_size_is_stopped_while_it_is_read(tmp_path, monkeypatch):
    path = packed(tmp_path, "a.csv", b"a\n" * 5_000)
    monkeypatch.setattr(sources, "LARGEST_FILE", 20_000)
    honest = read(path)
    assert len(honest) == 5_000
    monkeypatch.setattr(sources, "LARGEST_FILE", 4_000)
    monkeypatch.setattr(sources, "_in_zip", lambda _path, archive, _wanted: _trusting(archive))
    assert refusal(path).code == "file_too_large"


def _trusting(archive):
    member = archive.infolist()[0]
    return sources.Found((sources.Source("a.zip/a.csv", "a.csv", 1, lambda: archive.open(member)),))


def test_a_damaged_zip_is_refused(tmp_path):
    path = packed(tmp_path, "a.csv", os.urandom(5_000).hex().encode())
    whole = path.read_bytes()
    path.write_bytes(whole[:200] + bytes(100) + whole[300:])
    assert refusal(path).code in {"zip_damaged", "file_unreadable"}
    path.write_bytes(whole[:1000])
    assert refusal(path).code == "zip_damaged"


def test_a_file_twice_in_a_zip_is_refused(tmp_path):
    path = packed(tmp_path, "x/a.csv")
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("y/a.csv", b"a\n2\n")
    assert refusal(path).code == "zip_twofold"
