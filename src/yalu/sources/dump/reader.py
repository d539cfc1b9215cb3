"""Read page dumps: the plain text of an archive or category page with several articles, or of one article."""

from __future__ import annotations

import re
from collections.abc import Iterator

from yalu.errors import Place, UnknownFormat
from yalu.model import Article, Issue
from yalu.sources.drafts import finish
from yalu.sources.dump.entries import Entry
from yalu.sources.dump.pages import Page, split_pages
from yalu.sources.loading import Head, Loaded
from yalu.sources.reports import report
from yalu.sources.texts import refuse_scraps

_STRUCTURE = re.compile(r"\s*(?:[{}\[\]<>;#@$]|\"[^\"]*\"\s*[:,]|//|/\*)")
_TAG = re.compile(r"<(?:!doctype|html|head|body|p|div|article|span)\b", re.IGNORECASE)
_SAMPLE = 400
_UNSURE_TITLE = 0.5
_SHOWN = 8


class DumpReader:
    """Reads plain text and splits it into its articles, if that is sure."""

    name = "page dump"

    def sniff(self, head: Head) -> float:
        """Look for running text in lines; refuse code, tables and markup."""
        lines = [line for line in head.text.split("\n") if line.strip()][:_SAMPLE]
        structured = sum(bool(_STRUCTURE.match(line)) for line in lines)
        if not lines or structured > 0.3 * len(lines) or _TAG.search(head.text) or _is_table(lines):
            return 0.0
        return 0.4 if any(len(line.split()) >= 4 for line in lines) else 0.0

    def read(self, loaded: Loaded) -> Iterator[Article | Issue]:
        """Give the articles of the page in order; raise UnknownFormat when no line can be told to be a title."""
        path = loaded.source.path
        refuse_scraps(loaded.text, path)
        pages = split_pages(loaded.text)
        if not any(page.entries for page in pages):
            reason = next((page.doubt for page in pages if page.doubt), "there is no running text under a title")
            raise UnknownFormat(
                f"not split and not taken for one article: {reason}",
                place=Place(path),
                remedy="Put a title on a line of its own over the text, or give it as Markdown with front matter.",
            )
        for page in pages:
            yield from _report_page(page, path)
            for entry in page.entries:
                yield from _give(entry, loaded)


def _give(entry: Entry, loaded: Loaded) -> Iterator[Article | Issue]:
    article = finish(entry.draft, source=loaded.source.id)
    yield article
    for doubt in entry.doubts:
        yield report("warning", doubt, path=loaded.source.path, article=article.id, remedy="Save the whole page again.")


def _report_page(page: Page, path: str) -> Iterator[Issue]:
    line = page.first_line
    if page.doubt and page.entries:
        yield report(
            "warning", f"read as one article: {page.doubt}", path=path, line=line, remedy="Split the file by hand."
        )
    elif page.doubt:
        yield report(
            "error", f"page left out: {page.doubt}", path=path, line=line, remedy="Give it a title of its own."
        )
    elif len(page.entries) == 1 and page.sure < _UNSURE_TITLE:
        title = page.entries[0].draft.title
        message = (
            f"the title {title!r} is not sure ({page.sure:.2f}): it is the line over the text and nothing else shows it"
        )
        yield report("warning", message, path=path, line=line, remedy="Correct it with `yalu articles set`.")
    if page.lost_text:
        message = f"{len(page.lost_text)} lines of running text stand outside the articles and were left out: {_numbers(page.lost_text)}"
        yield report("warning", message, path=path, line=page.lost_text[0], remedy="Check that they are no article.")
    if page.empty_titles:
        message = f"{len(page.empty_titles)} titles have no text and give no article: {_numbers(page.empty_titles)}"
        yield report("info", message, path=path, line=page.empty_titles[0])
    if page.dropped:
        kinds = ", ".join(f"{count} {kind}" for kind, count in page.dropped.most_common())
        yield report(
            "info",
            f"{page.dropped.total()} lines that are not part of an article were left out: {kinds}",
            path=path,
            line=line,
        )


def _numbers(lines: list[int]) -> str:
    shown = ", ".join(str(number) for number in lines[:_SHOWN])
    return f"lines {shown}{' ...' if len(lines) > _SHOWN else ''}"


def _is_table(lines: list[str]) -> bool:
    """Say whether the lines are rows of values: the same number of commas, semicolons or tabs in nearly all."""
    for sign in (",", ";", "\t"):
        counts = [line.count(sign) for line in lines]
        common = max(set(counts), key=counts.count)
        if len(lines) >= 3 and common >= 2 and counts.count(common) >= 0.8 * len(lines):
            return True
    return False
