"""The tables that a matching gives beside its result, as queries over the work in hand.

They read `reports` (as checked), `found` (n, incident, leader, probability; one row for each report, in
the same order) and `pairs` (one, other, bits, probability, decision, km, days).
"""

from __future__ import annotations

INCIDENTS = """
    SELECT reports.report_id, lead.report_id AS incident_id, round(found.probability, 4)::FLOAT AS probability
    FROM reports POSITIONAL JOIN found
    JOIN (SELECT n, report_id FROM reports POSITIONAL JOIN (SELECT n FROM found)) AS lead ON lead.n = found.leader
    ORDER BY reports.row
"""

DUPLICATES = """
    WITH told AS (SELECT reports.*, found.* FROM reports POSITIONAL JOIN found),
         large AS (
             SELECT incident, any_value(report_id) FILTER (n = leader) AS incident_id, count(*) AS size
             FROM told GROUP BY incident HAVING count(*) > 1
         )
    SELECT incident_id, report_id, source, date, place, n = leader AS kept,
           count(*) OVER (PARTITION BY incident, source) > 1 AS source_repeats_itself,
           round(probability, 4)::FLOAT AS probability
    FROM told JOIN large USING (incident) ORDER BY incident, n
"""

RANKED = """
    WITH both_ways AS (
             SELECT one AS n, other AS m, bits, probability FROM pairs
             UNION ALL SELECT other, one, bits, probability FROM pairs
         ),
         ranked AS (
             SELECT *, row_number() OVER (PARTITION BY n ORDER BY bits DESC, m) AS rank FROM both_ways
             QUALIFY rank <= 3
         ),
         told AS (SELECT n, report_id, source, incident, row FROM reports POSITIONAL JOIN found)
    SELECT here.report_id, ranked.rank, there.report_id AS other_report_id, there.source AS other_source,
           round(ranked.probability, 4)::FLOAT AS probability, round(ranked.bits, 2)::FLOAT AS bits,
           here.incident = there.incident AS same_incident
    FROM ranked JOIN told AS here USING (n) JOIN told AS there ON there.n = ranked.m
    ORDER BY here.row, ranked.rank
"""

PAIRS = """
    WITH told AS (SELECT n, report_id, source, incident FROM reports POSITIONAL JOIN found)
    SELECT here.report_id AS report_id_1, there.report_id AS report_id_2, here.source AS source_1,
           there.source AS source_2, round(pairs.probability, 4)::FLOAT AS probability,
           round(pairs.bits, 2)::FLOAT AS bits, pairs.decision, here.incident = there.incident AS same_incident,
           round(pairs.km, 1)::FLOAT AS km, pairs.days::INTEGER AS days, pairs.note{reasons}
    FROM pairs JOIN told AS here ON here.n = pairs.one JOIN told AS there ON there.n = pairs.other{join}
    ORDER BY pairs.one, pairs.other
"""

FLAGGED = """
    WITH told AS (SELECT n, report_id, source, date, date_end, incident FROM reports POSITIONAL JOIN found)
    SELECT event.report_id AS event_report_id, event.source AS event_source, event.date AS event_date,
           episode.report_id AS episode_report_id, episode.source AS episode_source,
           episode.date AS episode_from, episode.date_end AS episode_to,
           round(flagged.km, 1)::FLOAT AS km, round(flagged.probability, 4)::FLOAT AS probability,
           event.incident = episode.incident AS same_incident
    FROM flagged JOIN told AS event ON event.n = flagged.event JOIN told AS episode ON episode.n = flagged.episode
    ORDER BY flagged.event, flagged.episode
"""
