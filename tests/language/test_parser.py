"""The parser's coat: spans that cut back, trees that are trees, batches that change nothing."""

from __future__ import annotations

import pytest
from threadpoolctl import threadpool_info

from yalu.errors import ModelError
from yalu.language import Analysis, Parser, load_parser
from yalu.model import Article, lay_out


def _article(*paragraphs: str, name: str = "art_1") -> Article:
    text, spans = lay_out(list(paragraphs))
    return Article(id=name, title="", text=text, paragraphs=spans)


ODD = _article("China\u00a0and  Russia met.  They\u2009agreed.", "“We did,” said Kim.", "A.")


@pytest.fixture(scope="module")
def analysis(parser: Parser) -> Analysis:
    return next(iter(parser.analyse([ODD])))


def test_tokens_cut_back_to_the_folded_text(analysis: Analysis) -> None:
    assert len(analysis.text) == len(ODD.text)
    for word, start, end in zip(analysis.words, analysis.starts, analysis.ends, strict=True):
        assert analysis.text[start:end] == word


def test_sentences_cover_all_tokens_and_know_their_paragraph(analysis: Analysis) -> None:
    assert [token for one in analysis.sentences for token in range(one.first, one.last)] == list(range(len(analysis)))
    assert {one.paragraph for one in analysis.sentences} == {0, 1, 2}
    for one in analysis.sentences:
        assert ODD.paragraphs[one.paragraph].holds(one.span)


def test_subtrees_hold_their_children(analysis: Analysis) -> None:
    for token, children in enumerate(analysis.children):
        for child in children:
            assert analysis.heads[child] == token
            assert set(analysis.subtree(child)) <= set(analysis.subtree(token))


def test_offsets_find_their_token(analysis: Analysis) -> None:
    for token, start in enumerate(analysis.starts):
        assert analysis.token_at(start) == token
        assert token in analysis.tokens_in(analysis.span(token, token + 1))


def test_a_quotation_knows_its_tokens(analysis: Analysis) -> None:
    quotation = analysis.quotations[0]
    assert analysis.cut(quotation.span) == "“We did,”"
    assert not quotation.scare


def test_the_batch_does_not_change_the_parse(parser: Parser) -> None:
    articles = [_article("Russia waited.", "Japan did not.", name=f"art_{n}") for n in range(3)]
    together = list(parser.analyse(articles))
    alone = [next(iter(parser.analyse([article]))) for article in articles]
    assert together == alone


def test_an_empty_article_is_parsed(parser: Parser) -> None:
    assert len(next(iter(parser.analyse([_article()])))) == 0


def test_a_missing_model_names_the_remedy() -> None:
    with pytest.raises(ModelError) as caught:
        load_parser("no_such_model")
    assert "YALU_MODEL" in caught.value.remedy


def test_a_parser_works_on_one_core(parser: Parser) -> None:
    """Several would wait for each other busily: a parse took twice the processor time."""
    assert {pool["num_threads"] for pool in threadpool_info() if pool["user_api"] == "blas"} == {1}
