"""Archive pages and single pages of an invented journal in the markup of twelve families of themes."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass

SITE = "Harbour Notes"
HOME = "https://notes.example"
MONTHS = ("January", "February", "March", "April", "May", "June")


@dataclass(frozen=True)
class Post:
    """One invented article, and whether a page that can hold it whole does."""

    slug: str
    title: str
    authors: tuple[str, ...]
    day: str
    rubric: str
    paragraphs: tuple[str, ...]
    cut: bool = False

    @property
    def url(self) -> str:
        return f"{HOME}/2019/{self.slug}/"

    @property
    def shown(self) -> str:
        year, month, day = self.day.split("-")
        return f"{MONTHS[int(month) - 1]} {int(day)}, {year}"

    @property
    def names(self) -> str:
        return " and ".join(self.authors)


POSTS = (
    Post(
        "pilots", "Nine Days Out: the Pilots’ Strike", ("Odile Marsh",), "2019-05-20", "Ports",
        (
            "The pilots of the outer harbour went back to work on Monday. They had been out for nine days, and the port had lost a fifth of its trade in the week.",
            "The lock keepers, whom nobody had asked, said that they had expected worse of it. Their own contract runs until the autumn, and it has no clause on fog.",
        ),
    ),
    Post(
        "number", "The Upland Number", ("Bram Keller", "Ines Oduya"), "2019-04-11", "Tariffs",
        ("A tariff is a sentence with a number in it. The council changed the number and left the sentence, which nobody in the upland towns has read since the war.",),
        cut=True,
    ),
    Post(
        "lantern", "Who Lights the Lantern?", ("Petra Lindqvist",), "2019-03-02", "Ports",
        (
            "The lantern on the eastern mole is lit by a man who is paid by neither bank. He has been paid by the ferry company since the old treaty was forgotten.",
            "It is the cheapest light on the strait. Insurers have asked for a second one since the collision of 1998, and each bank has asked the other to pay for it.",
        ),
    ),
    Post(
        "quota", "A Quota for Herring, Again", ("Usman Mwangi",), "2019-02-14", "Fisheries",
        ("Both banks agreed on Thursday on a quota for herring. It is the same quota as last year, and the same boats will land more than it before the summer is out.",),
        cut=True,
    ),
)  # fmt: skip


def _paragraphs(texts: Sequence[str]) -> str:
    return "".join(f"<p>{text}</p>\n" for text in texts)


def _frame(main: str, head: str = "", *, title: str = f"Ports | {SITE}", body: str = "") -> str:
    return f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{title}</title><meta property="og:site_name" content="{SITE}">{head}</head>
<body {body}><header><a href="{HOME}/">{SITE}</a><nav><ul><li><a href="/">Home</a></li><li><a href="/about/">About</a></li>
<li><a href="/contact/">Contact</a></li></ul></nav></header>
{main}
<aside><h2>Recent Posts</h2><ul><li><a href="{HOME}/2019/pilots/">Nine Days Out: the Pilots’ Strike</a></li></ul><h2>Archives</h2>
<ul><li><a href="/2019/05/">May 2019</a></li></ul></aside><footer><p>© 2019 {SITE}. All rights reserved.</p></footer></body></html>"""


def twenty_sixteen(posts: Sequence[Post]) -> str:
    def entry(post: Post) -> str:
        more = f'<a href="{post.url}#more" class="more-link">Continue reading <span class="screen-reader-text">“{post.title}”</span></a>'
        return f"""<article id="post-{post.slug}" class="post type-post status-publish format-standard hentry category-x">
<header class="entry-header"><h2 class="entry-title"><a href="{post.url}" rel="bookmark">{post.title}</a></h2></header>
<div class="entry-content"><p>Written by {post.names}.</p>{_paragraphs(post.paragraphs)}{f"<p>{more}</p>" if post.cut else ""}</div>
<footer class="entry-footer"><span class="byline"><span class="author vcard"><img alt="" src="a.png"><span class="screen-reader-text">Author </span>
<a class="url fn n" href="{HOME}/author/notes/">{SITE}</a></span></span><span class="posted-on"><span class="screen-reader-text">Posted on </span>
<a href="{post.url}" rel="bookmark"><time class="entry-date published updated" datetime="{post.day}T09:00:00+00:00">{post.shown}</time></a></span>
<span class="cat-links"><span class="screen-reader-text">Categories </span><a href="/category/x/" rel="category tag">{post.rubric}</a></span>
<span class="comments-link"><a href="{post.url}#respond">Leave a comment</a></span></footer></article>"""

    head = '<header class="page-header"><h1 class="page-title">Category: Ports</h1></header>'
    entries = "\n".join(map(entry, posts))
    return _frame(
        f'<main id="main" class="site-main">{head}{entries}<nav class="navigation pagination">Page 1 2 Next</nav></main>'
    )


def block_theme(posts: Sequence[Post]) -> str:
    def entry(post: Post) -> str:
        return f"""<li class="wp-block-post post-7 post type-post hentry"><h2 class="wp-block-post-title"><a href="{post.url}">{post.title}</a></h2>
<div class="wp-block-post-author-name">{post.names}</div><div class="wp-block-post-date"><time datetime="{post.day}T09:00:00+00:00">{post.shown}</time></div>
<div class="wp-block-post-excerpt"><p class="wp-block-post-excerpt__excerpt">{post.paragraphs[0]} </p><p class="wp-block-post-excerpt__more-text">
<a class="wp-block-post-excerpt__more-link" href="{post.url}">Read more</a></p></div>
<div class="taxonomy-category wp-block-post-terms"><a href="/c/" rel="tag">{post.rubric}</a></div></li>"""

    return _frame(f'<main><h1>Archive</h1><ul class="wp-block-post-template">{"".join(map(entry, posts))}</ul></main>')


def kubrick(posts: Sequence[Post]) -> str:
    def entry(post: Post) -> str:
        more = f' <a href="{post.url}#more-9" class="more-link">(more…)</a>' if post.cut else ""
        texts = [*post.paragraphs[:-1], post.paragraphs[-1] + more]
        return f"""<div class="post" id="post-{post.slug}"><h2 id="h-{post.slug}"><a href="{post.url}" rel="bookmark" title="Permanent Link">{post.title}</a></h2>
<small>{post.shown} by {post.names}</small><div class="entry">{_paragraphs(texts)}</div>
<p class="postmetadata">Posted in <a href="/category/x/" rel="category tag">{post.rubric}</a> | <a href="{post.url}#respond">No Comments »</a></p></div>"""

    return _frame(
        f'<div id="content" class="narrowcolumn"><h2 class="pagetitle">Archive for May, 2019</h2>{"".join(map(entry, posts))}</div>'
    )


def medium(posts: Sequence[Post]) -> str:
    def entry(post: Post) -> str:
        names = ", ".join(
            f'<a href="{HOME}/@{name.split()[0].lower()}" class="af ag">{name}</a>' for name in post.authors
        )
        return f"""<div class="ab cd ef"><div class="gh ij"><div class="kl">{names}</div><div class="mn"><a class="op" href="{post.url}?source=x">
<h2 class="be qr st">{post.title}</h2><div class="uv"><h3 class="be wx">{post.paragraphs[0]}</h3></div></a></div>
<div class="yz"><span>{post.shown}</span><span>·</span><span>4 min read</span></div></div></div>"""

    return _frame(f'<div class="root"><div class="aa">{"".join(map(entry, posts))}</div></div>', title=SITE)


def substack(posts: Sequence[Post]) -> str:
    def entry(post: Post) -> str:
        return f"""<div class="portable-archive-post pencraft"><a class="post-preview-title" href="{post.url}">{post.title}</a>
<a class="post-preview-description" href="{post.url}">{post.paragraphs[0]}</a><div class="post-meta"><time datetime="{post.day}T10:00:00.000Z">{post.shown}</time>
<span>•</span><a class="post-ufi-author" href="{HOME}/profile/1">{post.names}</a></div><div class="ufi"><button>Like</button><button>Share</button></div></div>"""

    return _frame(
        f'<div class="archive-page"><div class="portable-archive-list">{"".join(map(entry, posts))}</div></div>',
        title=f"Archive - {SITE}",
    )


def ghost(posts: Sequence[Post]) -> str:
    def entry(post: Post) -> str:
        authors = "".join(
            f'<li><a href="/author/x/" class="author-avatar" title="{name}">{name}</a></li>' for name in post.authors
        )
        return f"""<article class="post-card post"><a class="post-card-image-link" href="{post.url}"><img src="i.jpg" alt="{post.title}"></a>
<div class="post-card-content"><a class="post-card-content-link" href="{post.url}"><header class="post-card-header"><div class="post-card-tags">
<span class="post-card-primary-tag">{post.rubric}</span></div><h2 class="post-card-title">{post.title}</h2></header>
<div class="post-card-excerpt">{post.paragraphs[0]}</div></a><footer class="post-card-meta"><ul class="author-list">{authors}</ul>
<time class="post-card-meta-date" datetime="{post.day}">{post.shown}</time><span class="post-card-meta-length">3 min read</span></footer></div></article>"""

    return _frame(
        f'<main class="site-main"><div class="post-feed">{"".join(map(entry, posts))}</div></main>', title=SITE
    )


def squarespace(posts: Sequence[Post]) -> str:
    def entry(post: Post) -> str:
        return f"""<div class="blog-basic-grid--container entry blog-item"><div class="blog-basic-grid--text"><div class="blog-meta-section">
<span class="blog-meta-primary"><span class="blog-categories-list"><a class="blog-categories" href="/x">{post.rubric}</a></span>
<time class="blog-date" pubdate>{post.shown}</time><span class="blog-author">{post.names}</span></span></div>
<h1 class="blog-title"><a href="{post.url}">{post.title}</a></h1><div class="blog-excerpt"><div class="blog-excerpt-wrapper"><p>{post.paragraphs[0]}</p></div></div>
<a class="blog-more-link" href="{post.url}">Read More</a></div></div>"""

    return _frame(f'<main><section><div class="blog-basic-grid">{"".join(map(entry, posts))}</div></section></main>')


def drupal(posts: Sequence[Post]) -> str:
    def entry(post: Post) -> str:
        return f"""<div class="views-row"><div class="views-field views-field-title"><span class="field-content"><a href="{post.url}">{post.title}</a></span></div>
<div class="views-field views-field-created"><span class="field-content">{post.shown}</span></div>
<div class="views-field views-field-field-author"><span class="views-label">By </span><span class="field-content">{post.names}</span></div>
<div class="views-field views-field-body"><div class="field-content"><p>{post.paragraphs[0]}</p></div></div>
<div class="views-field views-field-view-node"><span class="field-content"><a href="{post.url}">Read more</a></span></div></div>"""

    return _frame(
        f'<main><h1 class="page-title">Commentary</h1><div class="view view-commentary"><div class="view-content">{"".join(map(entry, posts))}</div></div></main>'
    )


def blogger(posts: Sequence[Post]) -> str:
    def entry(post: Post) -> str:
        body = "<br/><br/>".join(post.paragraphs)
        more = f'<div class="jump-link"><a href="{post.url}#more">Read more »</a></div>' if post.cut else ""
        return f"""<div class="date-outer"><h2 class="date-header"><span>{post.shown}</span></h2><div class="date-posts"><div class="post-outer">
<div class="post hentry" itemprop="blogPost" itemscope itemtype="http://schema.org/BlogPosting"><h3 class="post-title entry-title" itemprop="name">
<a href="{post.url}">{post.title}</a></h3><div class="post-body entry-content" itemprop="articleBody">{body}</div>{more}<div class="post-footer">
<span class="post-author vcard">Posted by <span class="fn" itemprop="author"><span itemprop="name">{post.names}</span></span></span>
<span class="post-timestamp">at <a class="timestamp-link" href="{post.url}"><abbr class="published" itemprop="datePublished" title="{post.day}T09:00:00Z">9:00 AM</abbr></a></span>
<span class="post-labels">Labels: <a href="/search/label/x" rel="tag">{post.rubric}</a></span></div></div></div></div></div>"""

    return _frame(f'<div class="blog-posts hfeed">{"".join(map(entry, posts))}</div>', title=SITE)


def flat_headings(posts: Sequence[Post]) -> str:
    def entry(post: Post) -> str:
        more = f'<p><a href="{post.url}">Continue reading →</a></p>' if post.cut else ""
        return f'<h2><a href="{post.url}">{post.title}</a></h2><p class="meta">By {post.names} on {post.shown}</p>{_paragraphs(post.paragraphs)}{more}<hr>'

    return _frame(f'<div id="main"><h1>All notes</h1>{"".join(map(entry, posts))}</div>')


def linked_list(posts: Sequence[Post]) -> str:
    records = [
        {"@type": "BlogPosting", "headline": post.title, "url": post.url, "datePublished": post.day, "articleSection": post.rubric,
         "author": [{"@type": "Person", "name": name} for name in post.authors]}
        for post in posts
    ]  # fmt: skip
    data = json.dumps({"@context": "https://schema.org", "@type": "Blog", "name": SITE, "blogPost": records})
    rows = "".join(
        f'<section class="x1"><h3><a href="{post.url}">{post.title}</a></h3><div class="x2">{post.paragraphs[0]}</div></section>'
        for post in posts
    )
    return _frame(f'<main><div class="x0">{rows}</div></main>', f'<script type="application/ld+json">{data}</script>')


def microformats(posts: Sequence[Post]) -> str:
    def entry(post: Post) -> str:
        authors = " and ".join(f'<a class="p-author h-card" href="/people/x">{name}</a>' for name in post.authors)
        content = (
            f'<p class="p-summary">{post.paragraphs[0]}</p>'
            if post.cut
            else f'<div class="e-content">{_paragraphs(post.paragraphs)}</div>'
        )
        return f"""<li class="h-entry"><a class="u-url p-name" href="{post.url}">{post.title}</a> <span>by {authors}</span>
<time class="dt-published" datetime="{post.day}">{post.shown}</time> <a class="p-category" href="/t/x">{post.rubric}</a>{content}</li>"""

    return _frame(f'<main class="h-feed"><h1 class="p-name">{SITE}</h1><ol>{"".join(map(entry, posts))}</ol></main>')


@dataclass(frozen=True)
class Template:
    """A family of themes: its archive page and which fields that page names."""

    make: Callable[[Sequence[Post]], str]
    wholes: bool
    """Whether the page holds whole articles beside teasers."""
    rubrics: bool = True


TEMPLATES: dict[str, Template] = {
    "Twenty Sixteen": Template(twenty_sixteen, wholes=True),
    "block theme": Template(block_theme, wholes=False),
    "Kubrick": Template(kubrick, wholes=True),
    "Medium": Template(medium, wholes=False, rubrics=False),
    "Substack": Template(substack, wholes=False, rubrics=False),
    "Ghost": Template(ghost, wholes=False),
    "Squarespace": Template(squarespace, wholes=False),
    "Drupal": Template(drupal, wholes=False, rubrics=False),
    "Blogger": Template(blogger, wholes=True),
    "flat headings": Template(flat_headings, wholes=True, rubrics=False),
    "JSON-LD Blog": Template(linked_list, wholes=False),
    "microformats2": Template(microformats, wholes=True),
}
