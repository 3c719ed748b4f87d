"""SQLite: the invariants that the database can judge by itself."""

from collections.abc import Iterator

from engine.ledger.sqlite_records import Rows, changed, unreadable

#: What a breach means, and the query that returns one row a breach; the row's columns fill the sentence.
_CHECKS: dict[str, str] = {
    "entry {} does not sum to zero: {} fen": """
        SELECT entry, sum(amount) AS s FROM posting GROUP BY entry HAVING s <> 0""",
    "entry {} has no postings": """
        SELECT id FROM entry WHERE settlement IS NOT NULL AND id NOT IN (SELECT entry FROM posting)""",
    "postings of entry {}, which is not there": """
        SELECT DISTINCT entry FROM posting WHERE entry NOT IN (SELECT id FROM entry)""",
    "posting of entry {} names an account that is not there": """
        SELECT entry FROM posting WHERE account NOT IN (SELECT id FROM account)""",
    "account {}: balance {} fen, but its postings sum to {} fen": """
        SELECT a.name, a.balance, coalesce(sum(p.amount), 0) AS s FROM account AS a LEFT JOIN posting AS p ON p.account = a.id
        WHERE a.guarded = 1 GROUP BY a.id HAVING a.balance <> s""",
    "account {}: prior-year part {} fen, but its postings sum to {} fen": """
        SELECT a.name, a.prior_year, coalesce(sum(p.prior_year), 0) AS s FROM account AS a LEFT JOIN posting AS p ON p.account = a.id
        WHERE a.guarded = 1 GROUP BY a.id HAVING a.prior_year <> s""",
    "account {} is below zero, or its prior-year part above the whole: {} fen": """
        SELECT name, balance FROM account WHERE guarded = 1 AND (balance < 0 OR prior_year < 0 OR prior_year > balance)""",
    "account {}: personal accounts are guarded, and only they": """
        SELECT name FROM account WHERE guarded <> (substr(name, 1, 9) = 'personal:')""",
    "account {} keeps a balance of {} fen, but is only summed": """
        SELECT name, balance FROM account WHERE guarded = 0 AND (balance <> 0 OR prior_year <> 0)""",
    "account {} belongs to nobody": """
        SELECT name FROM account WHERE guarded = 1 AND substr(name, 10) NOT IN (SELECT id FROM registry WHERE kind = 'person')""",
    "entry {} is of {}, who is not there": """
        SELECT id, holder FROM entry WHERE holder NOT IN (SELECT id FROM registry WHERE kind = 'person')""",
    "settlement {} happened at {}, which is not there": """
        SELECT e.settlement, iif(json_valid(CAST(e.body AS TEXT)), CAST(e.body AS TEXT), '{}') ->> '$.institution' AS place FROM entry AS e
        WHERE place IS NOT NULL AND place NOT IN (SELECT id FROM registry WHERE kind = 'institution')""",
    "counter of {} / {} / {}: {} and {} fen, but the settlements add up to {} and {} fen": """
        WITH added AS (
          SELECT e.holder AS person, j.value ->> '$.group' AS grp, j.value ->> '$.period' AS period,
                 sum(j.value ->> '$.deductible') AS d, sum(j.value ->> '$.fund') AS f
          FROM entry AS e,
               json_each(iif(json_valid(CAST(e.body AS TEXT)), CAST(e.body AS TEXT), '{}'), '$.accruals') AS j GROUP BY 1, 2, 3)
        SELECT coalesce(c.person, a.person), coalesce(c.grp, a.grp), coalesce(c.period, a.period),
               coalesce(c.deductible, 0) AS cd, coalesce(c.fund, 0) AS cf, coalesce(a.d, 0) AS ad, coalesce(a.f, 0) AS af
        FROM counter AS c FULL JOIN added AS a ON a.person = c.person AND a.grp = c.grp AND a.period = c.period
        WHERE cd <> ad OR cf <> af""",
    "grant {} in {}: {} fen counted, but its draws add up to {} fen": """
        WITH drawn AS (
          SELECT j.value ->> '$.grant' AS g, j.value ->> '$.year' AS y, sum(j.value ->> '$.amount') AS s
          FROM entry AS e,
               json_each(iif(json_valid(CAST(e.body AS TEXT)), CAST(e.body AS TEXT), '{}'), '$.draws') AS j GROUP BY 1, 2)
        SELECT coalesce(u.grant_, d.g), coalesce(u.year, d.y), coalesce(u.amount, 0) AS ua, coalesce(d.s, 0) AS ds
        FROM grant_use AS u FULL JOIN drawn AS d ON d.g = u.grant_ AND d.y = u.year WHERE ua <> ds""",
    "grant {} was drawn on, but is not there": """
        SELECT grant_ FROM grant_use WHERE grant_ NOT IN (SELECT id FROM grant_)""",
    "grant {} is between {} and {}, who are not both there": """
        SELECT id, authoriser, beneficiary FROM grant_
        WHERE authoriser NOT IN (SELECT id FROM registry WHERE kind = 'person')
           OR beneficiary NOT IN (SELECT id FROM registry WHERE kind = 'person')""",
    "revocation of grant {}, which is not there": """
        SELECT grant_ FROM revocation WHERE grant_ NOT IN (SELECT id FROM grant_)""",
    "binding {} is between {} and {}, who are not both there": """
        SELECT id, owner, member FROM binding
        WHERE owner NOT IN (SELECT id FROM registry WHERE kind = 'person')
           OR member NOT IN (SELECT id FROM registry WHERE kind = 'person')""",
    "end of binding {}, which is not there": """
        SELECT binding FROM unbinding WHERE binding NOT IN (SELECT id FROM binding)""",
    "entry {} undoes settlement {}, which is not there": """
        SELECT id, undoes FROM entry
        WHERE undoes IS NOT NULL AND undoes NOT IN (SELECT settlement FROM entry WHERE settlement IS NOT NULL)""",
    "a code was issued to {}, who is not there": """
        SELECT person FROM credential WHERE person NOT IN (SELECT id FROM registry WHERE kind = 'person')""",
    "a code was used up by settlement {}, which is not there": """
        SELECT settlement FROM credential_use WHERE settlement NOT IN (SELECT settlement FROM entry WHERE settlement IS NOT NULL)""",
    "settlement {} used up a code that nobody was given": """
        SELECT settlement FROM credential_use WHERE hash NOT IN (SELECT hash FROM credential)""",
    "sale {} used up no code": """
        SELECT settlement FROM entry WHERE event = 'sale' AND settlement NOT IN (SELECT settlement FROM credential_use)
        AND iif(json_valid(CAST(body AS TEXT)), CAST(body AS TEXT), '{}') ->> '$.replaces' IS NULL""",
}


def breaches(rows: Rows) -> Iterator[str]:
    """One English sentence a breach; nothing when the books are sound."""
    for (verdict,) in rows("PRAGMA integrity_check"):
        if verdict != "ok":
            yield f"database: {verdict}"
    for sentence, sql in _CHECKS.items():
        for row in rows(sql):
            yield sentence.format(*row)
    yield from changed(rows)
    yield from unreadable(rows)
