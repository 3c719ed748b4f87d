-- Private sales: goods that no insurance pays, bought with cash at a till. Their entries name no settlement; a body says what was sold.
-- Which kinds of entry there are was a CHECK, and SQLite cannot change one: the table is made anew a last time. A trigger says it from now
-- on, and the next kind costs a trigger instead of a copy of every entry.

CREATE TABLE entry_of_any_kind (
  id         INTEGER PRIMARY KEY,
  event      TEXT NOT NULL,
  at         TEXT NOT NULL,
  settlement TEXT CONSTRAINT entry_settlement_once UNIQUE,
  key        TEXT CONSTRAINT entry_key_once UNIQUE,
  content    BLOB,                    -- what the key was asked with
  holder     TEXT NOT NULL,           -- a person, or the institution whose drawer it is
  undoes     TEXT,                    -- a settlement, or the number of a private sale
  occasion   TEXT,                    -- what may happen once only: a month's credit, a year's roll, the private part of a settlement
  body       BLOB NOT NULL,
  digest     BLOB NOT NULL,           -- SHA-256 over the columns above but the occasion, which the body tells, and the postings
  chain      BLOB NOT NULL,           -- SHA-256 over the chain of the entry before it and the digest
  CONSTRAINT entry_key_has_content CHECK ((key IS NULL) = (content IS NULL))
) STRICT;
INSERT INTO entry_of_any_kind SELECT id, event, at, settlement, key, content, holder, undoes, occasion, body, digest, chain FROM entry ORDER BY id;
DROP TABLE entry;
ALTER TABLE entry_of_any_kind RENAME TO entry;
CREATE UNIQUE INDEX entry_undone_once ON entry (undoes) WHERE undoes IS NOT NULL;
CREATE UNIQUE INDEX entry_occasion_once ON entry (occasion) WHERE occasion IS NOT NULL;
CREATE INDEX entry_private ON entry (at) WHERE event IN ('private-sale', 'private-refund', 'private-reversal');
CREATE TRIGGER entry_is_kept BEFORE UPDATE ON entry BEGIN SELECT RAISE(ABORT, 'entries are never changed'); END;
CREATE TRIGGER entry_stays BEFORE DELETE ON entry BEGIN SELECT RAISE(ABORT, 'entries are never deleted'); END;
CREATE TRIGGER entry_event BEFORE INSERT ON entry WHEN NEW.event NOT IN (
  'opening', 'sale', 'refund', 'reversal', 'premium', 'credit', 'roll', 'wallet-sent', 'wallet-accepted', 'wallet-returned', 'float', 'count',
  'private-sale', 'private-refund', 'private-reversal')
BEGIN SELECT RAISE(ABORT, 'entry_event: there is no such kind of entry'); END;
