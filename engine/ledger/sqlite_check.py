"""SQLite: the invariants that the database can judge by itself."""

from collections.abc import Iterator

from engine.ledger.sqlite_records import Rows, changed, closings_changed, unreadable

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
        SELECT a.name, a.balance, coalesce(p.s, 0) FROM account AS a
        LEFT JOIN (SELECT account, sum(amount) AS s FROM posting GROUP BY account) AS p ON p.account = a.id
        WHERE a.guarded = 1 AND a.balance <> coalesce(p.s, 0)""",
    "account {}: prior-year part {} fen, but its postings sum to {} fen": """
        SELECT a.name, a.prior_year, coalesce(p.s, 0) FROM account AS a
        LEFT JOIN (SELECT account, sum(prior_year) AS s FROM posting GROUP BY account) AS p ON p.account = a.id
        WHERE a.guarded = 1 AND a.prior_year <> coalesce(p.s, 0)""",
    "account {} is below zero, or its prior-year part above the whole: {} fen": """
        SELECT name, balance FROM account WHERE guarded = 1 AND (balance < 0 OR prior_year < 0 OR prior_year > balance)""",
    "account {}: personal accounts and wallets are guarded, and only they": """
        SELECT name FROM account WHERE guarded <> (substr(name, 1, 9) = 'personal:' OR substr(name, 1, 7) = 'wallet:')""",
    "account {} keeps a balance of {} fen, but is only summed": """
        SELECT name, balance FROM account WHERE guarded = 0 AND (balance <> 0 OR prior_year <> 0)""",
    "account {} belongs to nobody": """
        SELECT name FROM account WHERE guarded = 1
          AND substr(name, instr(name, ':') + 1) NOT IN (SELECT id FROM registry WHERE kind = 'person')""",
    "entry {} is of {}, who is not there": """
        SELECT e.id, e.holder FROM entry AS e
        WHERE NOT EXISTS (
          SELECT 1 FROM registry AS r
          WHERE r.kind = iif(e.event IN ('float', 'count') OR e.event LIKE 'private-%', 'institution', 'person') AND r.id = e.holder)""",
    "settlement {} happened at {}, which is not there": """
        SELECT e.settlement, iif(json_valid(CAST(e.body AS TEXT)), CAST(e.body AS TEXT), '{}') ->> '$.institution' AS place FROM entry AS e
        WHERE e.settlement IS NOT NULL AND place IS NOT NULL AND place NOT IN (SELECT id FROM registry WHERE kind = 'institution')""",
    "counter of {} / {} / {}: {} and {} fen, but the settlements add up to {} and {} fen": """
        WITH both AS (
          SELECT person, grp, period, deductible AS cd, fund AS cf, 0 AS ad, 0 AS af FROM counter
          UNION ALL
          SELECT e.holder, j.value ->> '$.group', j.value ->> '$.period', 0, 0, j.value ->> '$.deductible', j.value ->> '$.fund'
          FROM entry AS e,
               json_each(iif(json_valid(CAST(e.body AS TEXT)), CAST(e.body AS TEXT), '{}'), '$.accruals') AS j)
        SELECT person, grp, period, sum(cd), sum(cf), sum(ad), sum(af) FROM both GROUP BY 1, 2, 3
        HAVING sum(cd) <> sum(ad) OR sum(cf) <> sum(af)""",
    "grant {} in {}: {} fen counted, but its draws add up to {} fen": """
        WITH both AS (
          SELECT grant_, year, amount AS used, 0 AS drawn FROM grant_use
          UNION ALL
          SELECT j.value ->> '$.grant', j.value ->> '$.year', 0, j.value ->> '$.amount'
          FROM entry AS e,
               json_each(iif(json_valid(CAST(e.body AS TEXT)), CAST(e.body AS TEXT), '{}'), '$.draws') AS j)
        SELECT grant_, year, sum(used), sum(drawn) FROM both GROUP BY 1, 2 HAVING sum(used) <> sum(drawn)""",
    "grant {} was drawn on, but is not there": """
        SELECT grant_ FROM grant_use WHERE grant_ NOT IN (SELECT id FROM grant_)""",
    "grant {} is between {} and {}, who are not both there": """
        SELECT id, authoriser, beneficiary FROM grant_
        WHERE authoriser NOT IN (SELECT id FROM registry WHERE kind = 'person')
           OR beneficiary NOT IN (SELECT id FROM registry WHERE kind = 'person')""",
    "revocation of grant {}, which is not there": """
        SELECT grant_ FROM revocation WHERE grant_ NOT IN (SELECT id FROM grant_)""",
    "place of grant {}, which is not there": """
        SELECT DISTINCT grant_ FROM grant_order WHERE grant_ NOT IN (SELECT id FROM grant_)""",
    "binding {} is between {} and {}, who are not both there": """
        SELECT id, owner, member FROM binding
        WHERE owner NOT IN (SELECT id FROM registry WHERE kind = 'person')
           OR member NOT IN (SELECT id FROM registry WHERE kind = 'person')""",
    "end of binding {}, which is not there": """
        SELECT binding FROM unbinding WHERE binding NOT IN (SELECT id FROM binding)""",
    "entry {} undoes settlement {}, which is not there": """
        SELECT id, undoes FROM entry
        WHERE undoes IS NOT NULL AND settlement IS NOT NULL
        AND undoes NOT IN (SELECT settlement FROM entry WHERE settlement IS NOT NULL)""",
    "shift {} of the clock does not put it on": """
        SELECT id FROM (SELECT id, seconds, lag(seconds, 1, 0) OVER (ORDER BY id) AS before FROM clock_shift) WHERE seconds <= before""",
    "month {} is missing among the months begun": """
        SELECT strftime('%Y-%m', month || '-01', '-1 month') AS missing FROM month_begun
        WHERE month > (SELECT min(month) FROM month_begun) AND missing NOT IN (SELECT month FROM month_begun)""",
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
    yield from closings_changed(rows)
    yield from unreadable(rows)
