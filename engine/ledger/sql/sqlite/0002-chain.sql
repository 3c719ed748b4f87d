-- Entries of every kind of money event, each linked to the one before it, and postings that may move a prior-year part alone.
-- SQLite cannot change a CHECK: both tables are made anew, filled, and put in the place of the old ones.

CREATE TABLE entry_linked (
  id         INTEGER PRIMARY KEY,
  event      TEXT NOT NULL CONSTRAINT entry_event CHECK (event IN (
    'opening', 'sale', 'refund', 'reversal', 'premium', 'credit', 'roll', 'wallet-sent', 'wallet-accepted', 'wallet-returned', 'float', 'count')),
  at         TEXT NOT NULL,
  settlement TEXT CONSTRAINT entry_settlement_once UNIQUE,
  key        TEXT CONSTRAINT entry_key_once UNIQUE,
  content    BLOB,                    -- what the key was asked with
  holder     TEXT NOT NULL,           -- a person, or the institution whose drawer it is
  undoes     TEXT CONSTRAINT entry_undone_once UNIQUE,
  occasion   TEXT CONSTRAINT entry_occasion_once UNIQUE,  -- what may happen once only: a month's credit, a year's roll
  body       BLOB NOT NULL,
  digest     BLOB NOT NULL,           -- SHA-256 over the columns above but the occasion, which the body tells, and the postings
  chain      BLOB NOT NULL,           -- SHA-256 over the chain of the entry before it and the digest
  CONSTRAINT entry_key_has_content CHECK ((key IS NULL) = (content IS NULL))
) STRICT;
WITH RECURSIVE
  numbered AS MATERIALIZED (SELECT id, digest, row_number() OVER (ORDER BY id) AS n FROM entry),
  linked (n, id, chain) AS (
    SELECT n, id, chain_link(NULL, digest) FROM numbered WHERE n = 1
    UNION ALL
    SELECT numbered.n, numbered.id, chain_link(linked.chain, numbered.digest) FROM linked JOIN numbered ON numbered.n = linked.n + 1)
INSERT INTO entry_linked (id, event, at, settlement, key, content, holder, undoes, occasion, body, digest, chain)
SELECT e.id, e.event, e.at, e.settlement, e.key, e.content, e.holder, e.undoes, NULL, e.body, e.digest, l.chain
FROM entry AS e JOIN linked AS l ON l.id = e.id ORDER BY e.id;
DROP TABLE entry;
ALTER TABLE entry_linked RENAME TO entry;
CREATE INDEX entry_holder ON entry (holder, id);
CREATE TRIGGER entry_is_kept BEFORE UPDATE ON entry BEGIN SELECT RAISE(ABORT, 'entries are never changed'); END;
CREATE TRIGGER entry_stays BEFORE DELETE ON entry BEGIN SELECT RAISE(ABORT, 'entries are never deleted'); END;

CREATE TABLE posting_of_both (
  entry      INTEGER NOT NULL,
  line       INTEGER NOT NULL,
  account    INTEGER NOT NULL,
  amount     INTEGER NOT NULL,
  prior_year INTEGER NOT NULL DEFAULT 0,
  CONSTRAINT posting_not_empty CHECK (amount <> 0 OR prior_year <> 0),
  PRIMARY KEY (entry, line)
) STRICT, WITHOUT ROWID;
INSERT INTO posting_of_both SELECT entry, line, account, amount, prior_year FROM posting;
DROP TABLE posting;
ALTER TABLE posting_of_both RENAME TO posting;
CREATE INDEX posting_account ON posting (account, entry);
CREATE TRIGGER posting_is_kept BEFORE UPDATE ON posting BEGIN SELECT RAISE(ABORT, 'postings are never changed'); END;
CREATE TRIGGER posting_stays BEFORE DELETE ON posting BEGIN SELECT RAISE(ABORT, 'postings are never deleted'); END;
