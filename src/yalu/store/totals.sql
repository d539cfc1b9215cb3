-- What each table of totals holds, counted from the statements. Each query is asked of the whole archive or, where the mark
-- {one} stands, of one article. Keys of days are YYYYMMDD; `- (key < 0) * 9999` makes whole years of those before 0.

-- actor_totals
WITH part AS (
  SELECT link.code AS code, link.article AS article, max(link.role = 'actor') AS acts, max(link.role = 'recipient') AS suffers,
    coalesce(said.happened, 0) AS happened
  FROM statement_actors AS link CROSS JOIN statements AS said ON said.id = link.statement
  WHERE link.role != 'holder' AND link.code IS NOT NULL AND said.verdict IS NOT 'reject' {one}
  GROUP BY link.code, link.statement
)
SELECT code, count(DISTINCT article), count(*), sum(acts), sum(suffers), sum(acts * happened), sum(suffers * happened)
FROM part GROUP BY code;

-- actor_times
SELECT link.code, said.kind, (said.time_key - (said.time_key < 0) * 9999) / 10000,
  (coalesce(said.latest_key, said.time_key) - (coalesce(said.latest_key, said.time_key) < 0) * 9999) / 10000,
  count(DISTINCT said.id)
FROM statement_actors AS link CROSS JOIN statements AS said ON said.id = link.statement
WHERE link.role != 'holder' AND link.code IS NOT NULL AND said.verdict IS NOT 'reject' {one}
GROUP BY 1, 2, 3, 4;

-- actor_years
WITH part AS (
  SELECT link.code AS code, max(link.role = 'actor') AS acts, max(link.role = 'recipient') AS suffers, said.quad AS quad,
    said.intensity AS intensity, (said.earliest_key - (said.earliest_key < 0) * 9999) / 10000 AS year,
    (said.latest_key - (said.latest_key < 0) * 9999) / 10000 AS last
  FROM statement_actors AS link CROSS JOIN statements AS said ON said.id = link.statement
  WHERE link.role IN ('actor', 'recipient') AND link.code IS NOT NULL AND said.verdict IS NOT 'reject' AND said.happened {one}
  GROUP BY link.code, link.statement
)
SELECT code, CASE WHEN year = last THEN year ELSE 9999 END, quad, sum(acts), sum(suffers), total(acts * intensity)
FROM part GROUP BY 1, 2, 3;

-- dyad_totals
SELECT link.first, link.second, count(DISTINCT link.article), count(*), sum(link.kind = 'event'), sum(link.kind = 'figure'),
  sum(link.kind = 'agreement'), sum(link.kind = 'claim'), sum(coalesce(said.happened AND said.quad < 3, 0)),
  sum(coalesce(said.happened AND said.quad > 2, 0))
FROM statement_dyads AS link CROSS JOIN statements AS said ON said.id = link.statement
WHERE said.verdict IS NOT 'reject' {one}
GROUP BY link.first, link.second;

-- dyad_years
WITH part AS (
  SELECT link.first AS first, link.second AS second, said.quad AS quad, said.intensity AS intensity,
    (said.earliest_key - (said.earliest_key < 0) * 9999) / 10000 AS year,
    (said.latest_key - (said.latest_key < 0) * 9999) / 10000 AS last
  FROM statement_dyads AS link CROSS JOIN statements AS said ON said.id = link.statement
  WHERE said.verdict IS NOT 'reject' AND link.kind = 'event' AND said.happened {one}
)
SELECT first, second, CASE WHEN year = last THEN year ELSE 9999 END, quad, count(*), total(intensity)
FROM part GROUP BY 1, 2, 3, 4;

-- year_totals
WITH part AS (
  SELECT link.kind AS kind, (link.time_key - (link.time_key < 0) * 9999) / 10000 AS begins,
    coalesce(link.latest_key, link.time_key) AS reaches, link.happened AS happened,
    (link.earliest_key - (link.earliest_key < 0) * 9999) / 10000 AS year,
    (link.latest_key - (link.latest_key < 0) * 9999) / 10000 AS last
  FROM statements AS link WHERE link.verdict IS NOT 'reject' {one}
)
SELECT kind, begins, (reaches - (reaches < 0) * 9999) / 10000, count(*), sum(coalesce(happened AND year = last, 0))
FROM part GROUP BY 1, 2, 3;
