"""Pages of one article of an invented journal in the markup of twelve families of themes, with what stands around it there.

Every page names other people too: readers who comment, the authors of related articles, the site's own account.
"""

from __future__ import annotations

import json
from collections.abc import Callable

from tests.sources.templates import HOME, POSTS, SITE, Post

BODY = (
    "The pilots of the outer harbour went back to work on Monday. They had been out for nine days, and in those nine days nothing larger than a tug had moved between the two moles.",
    "The port had lost a fifth of its trade in the week. The lock keepers, whom nobody had asked, said that they had expected worse of it, and that their own contract runs until the autumn.",
    "A tariff is a sentence with a number in it. The council changed the number in April and left the sentence, which nobody in the upland towns has read since the war, and which nobody will read now.",
    "What the strike has shown is how little the port authority knows of the water it sells. Of the eleven berths in its books four have silted up, and two were filled in when the ferry terminal was built.",
)
ARTICLE = Post("pilots", "Nine Days Out: the Pilots’ Strike", ("Odile Marsh",), "2019-05-20", "Ports", BODY)
TOGETHER = Post(
    "pilots", "Nine Days Out: the Pilots’ Strike", ("Odile Marsh", "Bram Keller"), "2019-05-20", "Ports", BODY
)
OTHERS = ("Dag Okoro", "Wilma Thorne", "Usman Mwangi", "Petra Lindqvist")
"""People on the pages who did not write the article."""


def _paragraphs(post: Post) -> str:
    return "\n".join(f"<p>{text}</p>" for text in post.paragraphs)


def _page(main: str, head: str = "", *, post: Post, body: str = "", site: str = SITE) -> str:
    return f"""<!DOCTYPE html>
<html lang="en-GB"><head><meta charset="utf-8"><title>{post.title} – {site}</title>
<link rel="canonical" href="{post.url}">{head}</head><body {body}>
<header><p class="site-title"><a href="{HOME}/">{site}</a></p><nav><a href="/">Home</a> <a href="/about/">About</a> <a href="/contact/">Contact</a></nav></header>
{main}<footer><p>© 2019 {site}. All rights reserved.</p></footer></body></html>"""


def _open_graph(post: Post) -> str:
    return (
        f'<meta property="og:type" content="article"><meta property="og:title" content="{post.title}">'
        f'<meta property="og:url" content="{post.url}"><meta property="og:site_name" content="{SITE}">'
        f'<meta property="article:published_time" content="{post.day}T09:00:00+00:00">'
    )


def _linked(post: Post, **more: object) -> str:
    record = {"@context": "https://schema.org", "@type": "Article", "headline": post.title, "datePublished": f"{post.day}T09:00:00Z",
              "author": [{"@type": "Person", "name": name} for name in post.authors],
              "publisher": {"@type": "Organization", "name": SITE}, "url": post.url} | more  # fmt: skip
    return f'<script type="application/ld+json">{json.dumps(record)}</script>'


COMMENTS = """<div id="comments" class="comments-area"><h2>2 thoughts on this</h2><ol class="comment-list">
<li class="comment"><article class="comment-body"><footer class="comment-meta"><div class="comment-author vcard"><b class="fn"><a class="url" rel="external nofollow" href="https://x.example">Dag Okoro</a></b>
<span class="says">says:</span></div><div class="comment-metadata"><time datetime="2019-05-22T10:00:00+00:00">May 22, 2019 at 10:00 am</time></div></footer><div class="comment-content"><p>I was there, and it was ten days.</p></div></article></li>
<li class="comment"><article class="comment-body"><footer class="comment-meta"><div class="comment-author vcard"><b class="fn">Wilma Thorne</b> <span class="says">says:</span></div></footer><div class="comment-content"><p>Nine.</p></div></article></li></ol></div>"""
RELATED = f"""<aside class="related"><h3>Related</h3><ul><li><a href="{POSTS[3].url}">{POSTS[3].title}</a> <span class="byline">by <span class="author">Usman Mwangi</span></span></li>
<li><a href="{POSTS[2].url}">{POSTS[2].title}</a> <span class="byline">by <span class="author">Petra Lindqvist</span></span></li></ul></aside>"""


def twenty_sixteen(post: Post) -> str:
    return _page(
        f"""<div id="content" class="site-content"><main id="main" class="site-main"><article id="post-9" class="post-9 post type-post status-publish hentry category-ports">
<header class="entry-header"><h1 class="entry-title">{post.title}</h1></header>
<div class="entry-content"><p>Written by {post.names}.</p>{_paragraphs(post)}</div>
<footer class="entry-footer"><span class="byline"><span class="author vcard"><span class="screen-reader-text">Author </span><a class="url fn n" href="{HOME}/author/notes/">{SITE}</a></span></span>
<span class="posted-on"><a href="{post.url}" rel="bookmark"><time class="entry-date published updated" datetime="{post.day}T09:00:00+00:00">{post.shown}</time></a></span>
<span class="cat-links"><a href="/category/ports/" rel="category tag">{post.rubric}</a></span></footer></article>{COMMENTS}</main>
<aside id="secondary" class="sidebar widget-area"><section class="widget"><h2 class="widget-title">Recent Posts</h2><ul><li><a href="{POSTS[2].url}">{POSTS[2].title}</a></li></ul></section></aside></div>""",
        _open_graph(post), post=post, body='class="single single-post"',
    )  # fmt: skip


def block_theme(post: Post) -> str:
    return _page(
        f"""<main class="wp-block-group"><h1 class="wp-block-post-title">{post.title}</h1>
<div class="wp-block-post-author-name"><a href="{HOME}/author/x/" class="wp-block-post-author-name__link">{post.names}</a></div>
<div class="wp-block-post-date"><time datetime="{post.day}T09:00:00+00:00">{post.shown}</time></div>
<div class="taxonomy-category wp-block-post-terms"><a href="/category/ports/" rel="tag">{post.rubric}</a></div>
<div class="entry-content wp-block-post-content">{_paragraphs(post)}</div>
<div class="wp-block-comments">{COMMENTS}</div></main>""",
        _open_graph(post), post=post,
    )  # fmt: skip


def kubrick(post: Post) -> str:
    return _page(
        f"""<div id="page"><div id="header"><h1><a href="/">{SITE}</a></h1></div><div id="content" class="widecolumn"><div class="navigation"><div class="alignleft">« <a href="{POSTS[1].url}">{POSTS[1].title}</a></div></div>
<div class="post" id="post-9"><h2>{post.title}</h2><small>{post.shown} by {post.names}</small><div class="entry">{_paragraphs(post)}
<p class="postmetadata alt"><small>You can follow any responses to this entry through the RSS feed. Both comments and pings are currently closed.</small></p></div></div>{COMMENTS}</div></div>""",
        post=post,
    )  # fmt: skip


def medium(post: Post) -> str:
    names = "".join(
        f'<div><a rel="author" href="/@x" data-testid="authorName">{name}</a></div>' for name in post.authors
    )
    return _page(
        f"""<div id="root"><article><section><h1 data-testid="storyTitle" class="pw-post-title">{post.title}</h1>
<div class="speechify-ignore">{names}<div><span>4 min read</span><span>·</span><span data-testid="storyPublishDate">{post.shown}</span></div></div>
<div><button>Listen</button><button>Share</button></div>{_paragraphs(post).replace("<p>", '<p class="pw-post-body-paragraph">')}</section></article>
<footer class="related"><h2>Recommended from Medium</h2><div class="author"><a href="/@y">Usman Mwangi</a></div><a href="{POSTS[3].url}"><h3>{POSTS[3].title}</h3></a></footer></div>""",
        _open_graph(post) + f'<meta name="author" content="{post.authors[0]}">' * (len(post.authors) == 1) + _linked(post), post=post,
    )  # fmt: skip


def substack(post: Post) -> str:
    names = ", ".join(f'<a href="https://substack.com/@x">{name}</a>' for name in post.authors)
    return _page(
        f"""<div class="single-post"><article class="typography newsletter-post post"><div class="post-header"><h1 class="post-title published">{post.title}</h1>
<h3 class="subtitle">What the port learnt, and what it did not</h3><div class="byline-wrapper"><div class="profile-hover-card-target">{names}</div><div class="pencraft">{post.shown}</div></div></div>
<div class="available-content"><div dir="auto" class="body markup">{_paragraphs(post)}</div></div></article>
<div class="comments-section"><div class="comment"><span class="comment-author">Dag Okoro</span><p>Ten days.</p></div></div></div>""",
        _open_graph(post) + _linked(post, **{"@type": "NewsArticle"}), post=post,
    )  # fmt: skip


def ghost(post: Post) -> str:
    names = ", ".join(f'<a href="/author/x/">{name}</a>' for name in post.authors)
    return _page(
        f"""<main class="gh-main"><article class="gh-article post tag-ports"><header class="gh-article-header"><a class="gh-article-tag" href="/tag/ports/">{post.rubric}</a>
<h1 class="gh-article-title">{post.title}</h1><div class="gh-article-meta"><h4 class="gh-article-author-name">{names}</h4><div class="gh-article-meta-content"><time class="gh-article-meta-date" datetime="{post.day}">{post.shown}</time></div></div></header>
<section class="gh-content gh-canvas">{_paragraphs(post)}</section></article>
<section class="gh-readmore related"><h3>Read more</h3><article class="gh-card post"><h3 class="gh-card-title"><a href="{POSTS[3].url}">{POSTS[3].title}</a></h3><span class="gh-card-author">By Usman Mwangi</span></article></section></main>""",
        _open_graph(post) + _linked(post), post=post,
    )  # fmt: skip


def squarespace(post: Post) -> str:
    return _page(
        f"""<section id="siteWrapper"><article class="entry h-entry hentry" id="article-9"><div class="blog-item-wrapper"><div class="blog-item-top-wrapper"><div class="blog-item-title"><h1 class="entry-title" itemprop="headline">{post.title}</h1></div>
<div class="blog-item-meta-wrapper"><time class="dt-published blog-meta-item blog-meta-item--date" datetime="{post.day}"><span>{post.shown}</span></time><div class="blog-item-author"><span class="blog-item-author-name" itemprop="author">{post.names}</span></div></div></div>
<div class="blog-item-content e-content"><div class="sqs-layout"><div class="sqs-block html-block"><div class="sqs-block-content">{_paragraphs(post)}</div></div></div></div></div></article>
<section class="item-pagination"><a href="{POSTS[1].url}">{POSTS[1].title}</a></section></section>""",
        f'<meta itemprop="author" content="{post.names}"><meta itemprop="datePublished" content="{post.day}T09:00:00+0000">' + _open_graph(post), post=post,
    )  # fmt: skip


def drupal(post: Post) -> str:
    return _page(
        f"""<div id="main"><h1 class="page-title"><span class="field field--name-title">{post.title}</span></h1>
<article role="article" class="node node--type-article node--view-mode-full"><footer class="node__meta"><div class="node__submitted">Submitted by <span class="field field--name-uid"><span class="username" lang="">{SITE}</span></span> on <span class="field field--name-created">Mon, 05/20/2019 - 09:00</span></div></footer>
<div class="node__content"><div class="field field--name-field-author"><div class="field__label">Author</div><div class="field__item">{post.names}</div></div><div class="field field--name-body field__item">{_paragraphs(post)}</div></div></article>
<section class="comments comment-wrapper"><article class="comment"><p class="comment__author"><span class="username">Dag Okoro</span></p><div class="comment__content"><p>Ten days.</p></div></article></section></div>""",
        f'<meta property="og:site_name" content="{SITE}">', post=post,
    )  # fmt: skip


def blogger(post: Post) -> str:
    return _page(
        f"""<div class="main section" id="main"><div class="blog-posts hfeed"><h2 class="date-header"><span>Monday, {post.shown}</span></h2><div class="post hentry" itemscope itemtype="http://schema.org/BlogPosting">
<h3 class="post-title entry-title" itemprop="name">{post.title}</h3><div class="post-body entry-content" itemprop="description articleBody">{_paragraphs(post)}</div>
<div class="post-footer"><span class="post-author vcard">Posted by <span class="fn" itemprop="author"><span itemprop="name">{post.names}</span></span></span> <span class="post-timestamp">at <a class="timestamp-link" href="{post.url}"><abbr class="published" title="{post.day}T09:00:00+01:00">9:00 AM</abbr></a></span>
<span class="post-labels">Labels: <a href="/search/label/x" rel="tag">{post.rubric}</a></span></div></div></div>
<div class="comments" id="comments"><h4>1 comment:</h4><div class="comment-thread"><div class="comment-block"><cite class="user">Dag Okoro</cite><p class="comment-content">Ten days.</p></div></div></div></div>""",
        post=post,
    )  # fmt: skip


def flat_headings(post: Post) -> str:
    return _page(
        f"""<div id="text"><h1>{post.title}</h1><p>By {post.names}, {post.shown}</p>{_paragraphs(post)}</div>""",
        post=post,
    )


def linked_record(post: Post) -> str:
    return _page(
        f"""<div class="c1"><div class="c2">{post.title}</div><div class="c3">{_paragraphs(post)}</div>{RELATED}</div>""",
        _linked(post, articleSection=post.rubric, inLanguage="en-GB", **{"@type": "BlogPosting"}), post=post,
    )  # fmt: skip


def microformats(post: Post) -> str:
    names = " and ".join(f'<a class="p-author h-card" href="/people/x">{name}</a>' for name in post.authors)
    return _page(
        f"""<main><article class="h-entry"><h1 class="p-name">{post.title}</h1><p>by {names} on <time class="dt-published" datetime="{post.day}">{post.shown}</time> in <a class="p-category" rel="tag" href="/t/x">{post.rubric}</a></p>
<div class="e-content">{_paragraphs(post)}</div><section class="comments"><div class="u-comment h-cite comment"><a class="p-author h-card" href="https://x.example">Dag Okoro</a><p class="p-content">Ten days.</p></div></section></article></main>""",
        post=post,
    )  # fmt: skip


SINGLES: dict[str, Callable[[Post], str]] = {
    "Twenty Sixteen": twenty_sixteen,
    "block theme": block_theme,
    "Kubrick": kubrick,
    "Medium": medium,
    "Substack": substack,
    "Ghost": ghost,
    "Squarespace": squarespace,
    "Drupal": drupal,
    "Blogger": blogger,
    "flat headings": flat_headings,
    "JSON-LD record": linked_record,
    "microformats2": microformats,
}
