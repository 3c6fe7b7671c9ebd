"""Files over HTTP: typed, marked, compressed once, and none from outside their folder."""

import gzip
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.channels.files import File, Folder, send

SCRIPT = "console.log('参保');" * 50


@pytest.fixture
def dist(tmp_path: Path) -> Path:
    folder = tmp_path / "dist"
    (folder / "assets").mkdir(parents=True)
    (tmp_path / "secret.js").write_text("secret")
    (folder / "widget.js").write_text(SCRIPT)
    (folder / "chat-B3kd9x2a.js").write_text(SCRIPT)
    (folder / "assets" / "icon-Zz09aa-_.png").write_bytes(b"\x89PNG")
    (folder / ".hidden").write_text("secret")
    (folder / "link.js").symlink_to(tmp_path / "secret.js")
    return folder


def found(dist: Path, name: str) -> File:
    file = Folder(dist).file(name)
    assert file
    return file


# ---- which files


def test_a_file_of_the_folder_and_of_a_folder_in_it_is_found(dist: Path) -> None:
    assert found(dist, "widget.js").body == SCRIPT.encode()
    assert found(dist, "assets/icon-Zz09aa-_.png").body == b"\x89PNG"


@pytest.mark.parametrize(
    "name",
    [
        "../secret.js",
        "assets/../../secret.js",
        "./../secret.js",
        "%2e%2e/secret.js",
        "..%2fsecret.js",
        "..\\secret.js",
        "/etc/passwd",
        "//etc/passwd",
        ".hidden",
        "assets",
        "assets/",
        "link.js",
        "widget.js\x00.png",
        "widget.js/",
        "",
        ".",
        "..",
        "a" * 5000,
    ],
)
def test_nothing_else_is(dist: Path, name: str) -> None:
    assert Folder(dist).file(name) is None


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.sampled_from("./\\%2eabc-_jst"), max_size=30))
def test_no_name_leads_out_of_the_folder(dist: Path, name: str) -> None:
    file = Folder(dist).file(name)
    assert file is None or file.body != b"secret"


def test_a_folder_that_is_not_there_has_no_files(tmp_path: Path) -> None:
    assert Folder(tmp_path / "dist").file("widget.js") is None


def test_a_file_that_was_built_anew_is_read_anew(dist: Path) -> None:
    folder = Folder(dist)
    assert folder.file("widget.js")
    (dist / "widget.js").write_text("new")
    file = folder.file("widget.js")
    assert file
    assert file.body == b"new"


def test_a_file_that_has_not_changed_is_compressed_once(dist: Path) -> None:
    folder = Folder(dist)
    assert folder.file("widget.js") is folder.file("widget.js")


# ---- how they are sent


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.js", "text/javascript; charset=utf-8"),
        ("a.css", "text/css; charset=utf-8"),
        ("a.svg", "image/svg+xml"),
        ("a.woff2", "font/woff2"),
        ("a.exe", "application/octet-stream"),
        ("a", "application/octet-stream"),
    ],
)
def test_a_file_has_its_type_and_no_other_is_guessed(name: str, kind: str) -> None:
    headers = send(File.of(name, b"x"), {}).headers
    assert (headers["Content-Type"], headers["X-Content-Type-Options"]) == (kind, "nosniff")


@pytest.mark.parametrize("name", ["chat-B3kd9x2a.js", "icons-D_1-zzzz.css", "assets/chunk.a1b2c3d4.js"])
def test_a_name_with_a_builds_mark_is_for_ever(name: str) -> None:
    assert send(File.of(name, b"x"), {}).headers["Cache-Control"] == "public, max-age=31536000, immutable"


@pytest.mark.parametrize("name", ["widget.js", "index.html", "chat-component.js", "a-b.js"])
def test_a_name_without_one_is_asked_about_each_time(name: str) -> None:
    assert send(File.of(name, b"x"), {}).headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize("accepted", ["gzip", "br, gzip;q=0.8", "GZIP", "*"])
def test_whoever_takes_gzip_gets_it(dist: Path, accepted: str) -> None:
    sent = send(found(dist, "widget.js"), {"accept-encoding": accepted})
    assert sent.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(sent.body) == SCRIPT.encode()
    assert len(sent.body) < len(SCRIPT) / 5


@pytest.mark.parametrize("accepted", ["", "br", "gzip;q=0", "gzip; q=0.0, br", "identity"])
def test_whoever_does_not_gets_it_plain(dist: Path, accepted: str) -> None:
    sent = send(found(dist, "widget.js"), {"accept-encoding": accepted})
    assert "Content-Encoding" not in sent.headers
    assert sent.body == SCRIPT.encode()


def test_a_picture_is_not_compressed_again(dist: Path) -> None:
    sent = send(found(dist, "assets/icon-Zz09aa-_.png"), {"accept-encoding": "gzip"})
    assert "Content-Encoding" not in sent.headers


def test_both_forms_are_kept_apart_by_caches(dist: Path) -> None:
    file = found(dist, "widget.js")
    plain, pressed = send(file, {}), send(file, {"accept-encoding": "gzip"})
    assert plain.headers["Vary"] == pressed.headers["Vary"] == "Accept-Encoding"
    assert plain.headers["ETag"] != pressed.headers["ETag"]


@pytest.mark.parametrize("accepted", ["", "gzip"])
@pytest.mark.parametrize("written", ["{}", "W/{}", '"other", {}'])
def test_whoever_has_the_file_is_told_so(dist: Path, accepted: str, written: str) -> None:
    file = found(dist, "widget.js")
    mark = send(file, {"accept-encoding": accepted}).headers["ETag"]
    again = send(file, {"accept-encoding": accepted, "if-none-match": written.format(mark)})
    assert (again.status, again.body, again.headers["ETag"]) == (304, b"", mark)


def test_whoever_has_another_file_gets_this_one(dist: Path) -> None:
    old = send(File.of("widget.js", b"old"), {}).headers["ETag"]
    assert send(found(dist, "widget.js"), {"if-none-match": old}).status == 200
