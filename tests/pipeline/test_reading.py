from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.pipeline import fakes
from yalu.errors import SourceMissing
from yalu.model import Claim
from yalu.pipeline import Report, Step, code_again, read_into
from yalu.settings import Settings
from yalu.store import Store, create_archive

Read = Callable[..., Report]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "essays"
    folder.mkdir()
    for number in range(4):
        fakes.write_essay(folder, number)
    return folder


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    monkeypatch.setattr("yalu.pipeline.reading.open_desk", fakes.open_fake_desk)
    monkeypatch.setattr("yalu.pipeline.again.open_desk", fakes.open_fake_desk)
    with create_archive(tmp_path / "a.yalu") as store:
        yield store


@pytest.fixture
def read(store: Store, folder: Path) -> Read:
    def run(**more: object) -> Report:
        return read_into(store, [folder], settings=Settings(workers=1, batch=2), **more)  # type: ignore[arg-type]

    return run


def stances(store: Store) -> set[str]:
    return {one.stance for one in store.view().statements() if isinstance(one, Claim)}


def test_folder_is_read_coded_and_reported(store: Store, read: Read) -> None:
    report = read()
    assert (report.articles, report.coded, report.sources) == (4, 4, 4)
    assert dict(report.changes) == {"new": 4}
    assert (dict(report.statements), dict(report.mentions)) == ({"claim": 12}, {"actor": 4})
    assert (report.skipped, report.issues) == ([], [])
    assert store.view().count_statements() == 12
    assert store.view().check() == []


def test_reading_again_changes_nothing(store: Store, read: Read) -> None:
    read()
    before = (store.view().change_number(), list(store.view().statements()), store.view().slugs())
    report = read()
    assert (dict(report.changes), report.coded) == ({"same": 4}, 0)
    assert (store.view().change_number(), list(store.view().statements()), store.view().slugs()) == before


def test_only_what_changed_is_coded_again(store: Store, read: Read, folder: Path) -> None:
    read()
    fakes.write_essay(folder, 2, words="And iron.")
    report = read()
    assert (dict(report.changes), report.coded) == ({"same": 3, "changed": 1}, 1)
    assert store.view().counts()["versions"] == 5


def test_source_that_cannot_be_read_is_listed_and_the_rest_goes_on(store: Store, read: Read, folder: Path) -> None:
    (folder / "broken.md").write_text("---\ntitle: [\n---\nText.\n")
    (folder / "empty.md").write_text("")
    report = read()
    assert report.articles == 4
    assert [Path(path).name for path, _ in report.skipped] == ["broken.md", "empty.md"]
    assert {issue.level for issue in store.view().issues()} == {"error"}
    assert len(store.view().issues()) == 2


def test_issue_of_a_source_goes_when_the_source_is_mended(store: Store, read: Read, folder: Path) -> None:
    (folder / "essay-002.md").write_text("")
    read()
    assert len(store.view().issues()) == 1
    fakes.write_essay(folder, 2)
    read()
    assert store.view().issues() == []


def test_missing_path_is_an_error(store: Store) -> None:
    with pytest.raises(SourceMissing):
        read_into(store, ["no-such-folder"], settings=Settings(workers=1))


def sidecar(folder: Path, published: str) -> None:
    (folder / "essay-001.meta.yaml").write_text(f'articles:\n  - title: "Essay 1"\n    published: "{published}"\n')


def test_sidecar_is_coded_with_recorded_once_and_followed_when_it_changes(
    store: Store, read: Read, folder: Path
) -> None:
    for published, decisions in (("2015", 1), ("2015", 1), ("2016", 2), ("2015", 3)):
        sidecar(folder, published)
        read()
        article = store.view().article("essay-1")
        assert article.published == published
        assert stances(store) == {"undated", published}, "what is coded is what is stored"
        assert len(store.view().decisions(article.id)) == decisions
    assert store.view().check() == []


def test_sidecar_that_is_not_valid_names_its_line(store: Store, read: Read, folder: Path) -> None:
    sidecar(folder, "sometime")
    [(path, reason)] = read().skipped
    assert path.endswith("essay-001.md")
    assert "essay-001.meta.yaml:3" in reason


def test_sidecar_title_that_no_article_has_is_an_issue(store: Store, read: Read, folder: Path) -> None:
    (folder / "essay-001.meta.yaml").write_text('articles:\n  - title: "Nobody wrote this"\n')
    read()
    [issue] = store.view().issues()
    assert "Nobody wrote this" in issue.message
    (folder / "essay-001.meta.yaml").write_text("")
    read()
    assert store.view().issues() == []


def test_statement_without_its_quote_is_left_out_and_listed(
    store: Store, read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lie(articles: object) -> Iterator[object]:
        for article in articles:  # type: ignore[attr-defined]
            coding = fakes.code(article)
            first, *others = coding.statements
            object.__setattr__(first, "quote", "other words")
            yield type(coding)(coding.mentions, (first, *others))

    monkeypatch.setattr(fakes.FakeDesk, "code", lambda _self, articles: lie(articles))
    report = read()
    assert report.statements["claim"] == 8
    assert [issue.stage for issue in store.view().issues()] == ["statements"] * 4
    assert store.view().check() == []


def test_interruption_keeps_what_is_committed_and_ends_the_run(store: Store, read: Read) -> None:
    def interrupt(step: Step) -> None:
        if step.stage == "code" and step.done == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        read(progress=interrupt)
    [run] = store.view().runs()
    assert run.ended
    assert dict(run.counts)["coded"] == 3
    assert store.view().count_articles() == 3
    read()
    assert store.view().count_articles() == 4


def test_progress_tells_every_source_and_article(read: Read) -> None:
    steps: list[Step] = []
    read(progress=steps.append)
    assert [step.done for step in steps if step.stage == "code"] == [1, 2, 3, 4]
    assert [step for step in steps if step.stage == "read"][-1].done == 4


def test_article_is_coded_again_from_the_archive_after_a_decision(store: Store, read: Read, folder: Path) -> None:
    read()
    sidecar(folder, "2015")
    made = fakes.read_sidecar_decisions(folder / "essay-001.md")
    with store.writer() as writer:
        writer.decide(made)
    for path in folder.iterdir():
        path.unlink()
    report = code_again(store, settings=Settings(workers=1))
    assert (report.coded, stances(store)) == (1, {"undated", "2015"})
    assert code_again(store, settings=Settings(workers=1), articles=[made.article]).coded == 0
    assert store.view().check() == []


FRENCH = "Le port a perdu un cinquième de son commerce en neuf jours. Personne n’avait interrogé les éclusiers de la rive orientale."


def test_article_in_another_language_is_kept_and_not_coded(store: Store, read: Read, folder: Path) -> None:
    (folder / "port.md").write_text(f"---\ntitle: Le port\n---\n\n{FRENCH}\n")
    report = read()
    assert (report.articles, report.coded, dict(report.uncoded)) == (5, 4, {"fr": 1})
    [issue] = store.view().issues()
    assert "not coded" in issue.message
    before = store.view().change_number()
    assert dict(read().changes) == {"same": 5}
    assert store.view().change_number() == before
    assert code_again(store, settings=Settings(workers=1)).coded == 0


def test_copies_and_teasers_are_linked_and_kept_apart(store: Store, read: Read, folder: Path) -> None:
    words = [f"Sentence {number} of the essay names quay {number * 7} and boat {number * 13}." for number in range(20)]
    for name, text in (("one", words), ("two", words), ("three", words[:3])):
        more = "" if name != "three" else "\n\nContinue reading →"
        (folder / f"{name}.md").write_text(f"---\ntitle: The {name}\n---\n\n{' '.join(text)}{more}\n")
    report = read()
    kinds = [link.kind for link in store.view().copies()]
    assert (report.articles, report.copies, sorted(kinds)) == (7, 3, ["copy", "teaser", "teaser"])
    article = next(link.article for link in store.view().copies() if link.kind == "teaser")
    assert len(store.view().copies(article)) == 2
    before = store.view().change_number()
    read()
    assert store.view().change_number() == before


def test_link_out_of_the_folder_is_reported(store: Store, read: Read, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.md").write_text("---\ntitle: Secret\n---\n\nNobody is to read this.\n")
    (folder / "link.md").symlink_to(tmp_path / "secret.md")
    assert read().articles == 4
    [issue] = store.view().issues()
    assert "not followed" in issue.message
