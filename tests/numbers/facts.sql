-- What a report should say, counted straight from the project: one row a month and province ('all': every
-- incident), with the lowest and highest figures summed apart and what is not known kept apart.
CREATE TEMP VIEW province AS
  SELECT a.id AS id, coalesce(p.code, a.code) AS code
  FROM area a LEFT JOIN area p ON p.id = a.parent_id AND p.level = 1 WHERE a.level >= 1;
CREATE TEMP VIEW fact AS
  SELECT i.id, strftime('%Y-%m', i.day * 86400, 'unixepoch') AS month, p.code AS area, i.claim,
         i.verification, coalesce(i.killed_low, i.killed, i.killed_high) AS kl,
         coalesce(i.killed_high, i.killed, i.killed_low) AS kh,
         coalesce(i.killed, CASE WHEN i.killed_low = i.killed_high THEN i.killed_low END) AS kb,
         coalesce(i.injured_low, i.injured, i.injured_high) AS jl,
         coalesce(i.injured_high, i.injured, i.injured_low) AS jh,
         coalesce(i.injured, CASE WHEN i.injured_low = i.injured_high THEN i.injured_low END) AS jb,
         coalesce(i.evidence_count,
                  (SELECT count(*) FROM evidence e WHERE e.incident_id = i.id)) AS evidence
  FROM incident i
  LEFT JOIN match m ON m.incident_id = i.id AND m.area_id IN (SELECT id FROM province)
  LEFT JOIN province p ON p.id = m.area_id
  WHERE i.withdrawn_run IS NULL AND i.day IS NOT NULL;
CREATE TEMP VIEW spread AS
  SELECT month, 'all' AS area, claim, verification, kl, kh, kb, jl, jh, jb, evidence FROM fact
  UNION ALL SELECT month, area, claim, verification, kl, kh, kb, jl, jh, jb, evidence FROM fact;
SELECT month, area, count(*) AS incidents,
       sum(coalesce(kl, 0) > 0) AS deadly, sum(kl IS NULL) AS deadly_unknown,
       total(kl) AS killed_low, total(kh) AS killed_high, sum(kl IS NULL) AS killed_unknown,
       sum(kl IS NOT NULL) AS killed_stated, sum(kb IS NOT NULL) AS killed_with_best, total(kb) AS killed_best,
       total(jl) AS injured_low, total(jh) AS injured_high, sum(jl IS NULL) AS injured_unknown,
       sum(jl IS NOT NULL) AS injured_stated, sum(jb IS NOT NULL) AS injured_with_best, total(jb) AS injured_best,
       sum(claim = 'claimed') AS claimed, sum(claim = 'attributed') AS attributed,
       sum(claim = 'suspected') AS suspected, sum(verification = 'verified') AS verified,
       sum(verification = 'unverified') AS unverified, total(evidence) AS evidence
FROM spread GROUP BY month, area;
