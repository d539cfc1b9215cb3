"""ZIP and tar: all that they hold is read, and nothing that they try is done."""

from __future__ import annotations

import io
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.sources.test_registry import DUMP, HTML, LINES, MARKDOWN
from yalu.errors import BrokenSource
from yalu.sources import archives, containers, read_all

Pack = Callable[[dict[str, bytes]], bytes]
FILES = {
    "a/page.txt": DUMP.encode(),
    "b/essay.md": MARKDOWN.replace("Tolls", "Tin").encode(),
    "page.html": HTML.replace("Tolls", "Tides").encode(),
    "lines.jsonl": LINES.replace("Tolls", "Tugs").encode(),
    "logo.png": b"\x89PNG\r\n\x1a\n" + bytes(99),
    "__MACOSX/x.txt": b"junk",
    ".DS_Store": b"junk",
}


def zipped(files: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            # The media type of a book is never packed.
            archive.writestr(name, data, zipfile.ZIP_STORED if name == "mimetype" else None)
    return made.getvalue()


def tarred(files: dict[str, bytes], mode: str = "w") -> bytes:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode=mode) as archive:  # type: ignore[call-overload]  # the mode is a parameter
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return made.getvalue()


PACKS: dict[str, Pack] = {"zip": zipped, "tar": tarred, "tar.gz": lambda files: tarred(files, "w:gz")}


def write(folder: Path, data: bytes) -> Path:
    path = folder / "export.bin"
    path.write_bytes(data)
    return path


def found(path: Path) -> tuple[list[str], list[str]]:
    """Give the titles and the issues of all readings."""
    readings = list(read_all(path))
    return [one.title for reading in readings for one in reading.articles], [
        issue.message for reading in readings for issue in reading.issues
    ]


@pytest.mark.parametrize("pack", PACKS.values(), ids=PACKS)
def test_every_member_is_a_source_of_its_own(pack: Pack, tmp_path: Path) -> None:
    path = write(tmp_path, pack(FILES))
    readings = list(read_all(path))
    assert [one.title for reading in readings for one in reading.articles] == ["Tolls", "Tin", "Tides", "Tugs"]
    assert [reading.source.path for reading in readings][:2] == [f"{path}#a/page.txt", f"{path}#b/essay.md"]
    assert readings[-1].articles == ()
    assert any("PNG" in issue.message for issue in readings[-1].issues)


@pytest.mark.parametrize("pack", PACKS.values(), ids=PACKS)
def test_names_that_climb_out_write_nothing(pack: Pack, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    path = write(folder, pack({"../../evil.txt": DUMP.encode(), "/tmp/evil.txt": MARKDOWN.encode()}))
    assert len(found(path)[0]) == 2
    assert sorted(one.name for one in tmp_path.rglob("*")) == ["export.bin", "in"]


def test_links_of_a_tar_are_not_followed(tmp_path: Path) -> None:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w") as archive:
        link = tarfile.TarInfo("passwd.txt")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
        info = tarfile.TarInfo("page.txt")
        info.size = len(DUMP)
        archive.addfile(info, io.BytesIO(DUMP.encode()))
    titles, issues = found(write(tmp_path, made.getvalue()))
    assert titles == ["Tolls"]
    assert "1 links were not followed" in issues


def test_bomb_is_left_out_and_the_rest_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "_FREE", 10_000)
    monkeypatch.setattr(archives, "_MOST_RATIO", 100)
    titles, issues = found(write(tmp_path, zipped({"bomb.txt": bytes(5_000_000), "page.txt": DUMP.encode()})))
    assert titles == ["Tolls"]
    assert any("without end" in issue for issue in issues)


def test_large_member_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "LARGEST", 1000)
    titles, issues = found(write(tmp_path, zipped({"big.txt": b"x" * 2000, "page.txt": DUMP.encode()})))
    assert titles == ["Tolls"]
    assert any("big.txt" in issue for issue in issues)


def test_containers_in_containers_end(tmp_path: Path) -> None:
    data = DUMP.encode()
    for _ in range(containers.DEEPEST):
        data = zipped({"inner.zip" if data[:2] == b"PK" else "page.txt": data})
    assert found(write(tmp_path, data))[0] == ["Tolls"]
    titles, issues = found(write(tmp_path, zipped({"outer.zip": data})))
    assert titles == []
    assert any("containers deep" in issue for issue in issues)


@pytest.mark.parametrize("pack", [PACKS["tar"], PACKS["tar.gz"]], ids=["tar", "tar.gz"])
def test_cut_tar_gives_what_is_whole_and_says_so(pack: Pack, tmp_path: Path) -> None:
    whole = pack({"page.txt": DUMP.encode(), "noise.txt": (MARKDOWN * 3000).encode()})
    titles, issues = found(write(tmp_path, whole[: len(whole) - len(whole) // 3]))
    assert titles == ["Tolls"] or len(whole) < 4000
    assert any("cut or damaged" in issue for issue in issues)


def test_cut_zip_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BrokenSource, match="damaged") as caught:
        found(write(tmp_path, zipped(FILES)[:-40]))
    assert caught.value.remedy


def test_locked_member_is_reported(tmp_path: Path) -> None:
    data = bytearray(zipped({"page.txt": DUMP.encode()}))
    for mark in (b"PK\x03\x04", b"PK\x01\x02"):
        place = data.index(mark) + (6 if mark[2] == 3 else 8)
        data[place] |= 1
    assert any("password" in issue for issue in found(write(tmp_path, bytes(data)))[1])
