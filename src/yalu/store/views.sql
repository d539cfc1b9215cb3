-- v_articles: articles with authors and categories as texts, and the words of the current version.
CREATE VIEW v_articles AS
SELECT a.id, a.slug, a.title,
       (SELECT group_concat(name, '; ') FROM (SELECT name FROM article_authors WHERE article = a.id ORDER BY position)) AS authors,
       a.published, a.earliest, a.latest, a.publication,
       (SELECT group_concat(name, '; ') FROM (SELECT name FROM article_categories WHERE article = a.id ORDER BY position)) AS categories,
       a.language, a.complete, a.url, a.characters, v.text
FROM articles AS a JOIN versions AS v ON v.id = a.version;

-- v_paragraphs: paragraphs of the current versions with their words.
CREATE VIEW v_paragraphs AS
SELECT a.id AS article, a.title, p.number, p.start, p."end", substr(v.text, p.start + 1, p."end" - p.start) AS text
FROM articles AS a JOIN versions AS v ON v.id = a.version JOIN paragraphs AS p ON p.version = v.id;

-- v_events: who did what to whom; codes joined by spaces.
CREATE VIEW v_events AS
SELECT s.id, s.quote, s.date, s.date_text, s.earliest, s.latest, s.holder, s.certainty,
       s.event_type, s.mode, (SELECT group_concat(value, ' ') FROM json_each(s.context)) AS context,
       s.quad, s.intensity, s.happened,
       (SELECT group_concat(value, ' ') FROM json_each(s.actors)) AS actors,
       (SELECT group_concat(value, ' ') FROM json_each(s.recipients)) AS recipients,
       a.title, a.authors, a.published, a.publication, s.article
FROM statements AS s JOIN v_articles AS a ON a.id = s.article
WHERE s.kind = 'event' AND (s.verdict IS NULL OR s.verdict != 'reject');

-- v_figures: how much, of what, of whom, with whom.
CREATE VIEW v_figures AS
SELECT s.id, s.quote, s.date, s.date_text, s.earliest, s.latest, s.holder, s.certainty,
       s.raw, s.value, s.low, s.high, s.unit, s.currency, s.approximator, s.measure, s.measure_text, s.change, s.base,
       s.duration, s.according_to,
       (SELECT group_concat(value, ' ') FROM json_each(s.about)) AS about,
       (SELECT group_concat(value, ' ') FROM json_each(s.counterpart)) AS counterpart,
       a.title, a.authors, a.published, a.publication, s.article
FROM statements AS s JOIN v_articles AS a ON a.id = s.article
WHERE s.kind = 'figure' AND (s.verdict IS NULL OR s.verdict != 'reject');

-- v_agreements: agreements as sentences name them; equal `key`, same agreement.
CREATE VIEW v_agreements AS
SELECT s.id, s.quote, s.date, s.date_text, s.earliest, s.latest, s.holder, s.certainty,
       s.name, s.named, s.key, s.register, (SELECT group_concat(value, ' ') FROM json_each(s.parties)) AS parties,
       s.signed, s.in_force, s.until, s.amended, s.denounced,
       (SELECT group_concat(value, '; ') FROM json_each(s.obligations)) AS obligations,
       a.title, a.authors, a.published, a.publication, s.article
FROM statements AS s JOIN v_articles AS a ON a.id = s.article
WHERE s.kind = 'agreement' AND (s.verdict IS NULL OR s.verdict != 'reject');

-- v_claims: what is held on a theme.
CREATE VIEW v_claims AS
SELECT s.id, s.quote, s.date, s.date_text, s.earliest, s.latest, s.holder, s.certainty,
       s.theme, (SELECT group_concat(value, ' ') FROM json_each(s.themes)) AS themes, s.stance,
       (SELECT group_concat(value, ' ') FROM json_each(s.about)) AS about,
       a.title, a.authors, a.published, a.publication, s.article
FROM statements AS s JOIN v_articles AS a ON a.id = s.article
WHERE s.kind = 'claim' AND (s.verdict IS NULL OR s.verdict != 'reject');

-- v_mentions: mentions with the article they stand in.
CREATE VIEW v_mentions AS
SELECT m.id, m.kind, m.quote, m.start, m."end", m.actor, m.code, m.form, m.date, m.earliest, m.latest, m.value, m.unit,
       m.currency, a.title, a.authors, a.published, a.publication, m.article
FROM mentions AS m JOIN v_articles AS a ON a.id = m.article;

-- v_dyads: ordered pairs of codes with the number of statements of each kind.
CREATE VIEW v_dyads AS
SELECT d.first, d.second, s.kind, count(*) AS statements, count(DISTINCT s.article) AS articles
FROM statement_dyads AS d JOIN statements AS s ON s.id = d.statement
WHERE s.verdict IS NULL OR s.verdict != 'reject'
GROUP BY d.first, d.second, s.kind;
