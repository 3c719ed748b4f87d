-- Every index that an entry stands in is a page more to write, durably, at every sale. What an entry undoes, and the occasion it may happen
-- on once only, are named by few entries, so their indexes hold those few; entries by holder, and postings by account, nobody asks for.
-- A constraint cannot be taken off a table: it is made anew, filled, and put in the old one's place.

CREATE TABLE entry_lean (
  id         INTEGER PRIMARY KEY,
  event      TEXT NOT NULL CONSTRAINT entry_event CHECK (event IN (
    'opening', 'sale', 'refund', 'reversal', 'premium', 'credit', 'roll', 'wallet-sent', 'wallet-accepted', 'wallet-returned', 'float', 'count')),
  at         TEXT NOT NULL,
  settlement TEXT CONSTRAINT entry_settlement_once UNIQUE,
  key        TEXT CONSTRAINT entry_key_once UNIQUE,
  content    BLOB,                    -- what the key was asked with
  holder     TEXT NOT NULL,           -- a person, or the institution whose drawer it is
  undoes     TEXT,
  occasion   TEXT,                    -- what may happen once only: a month's credit, a year's roll
  body       BLOB NOT NULL,
  digest     BLOB NOT NULL,           -- SHA-256 over the columns above but the occasion, which the body tells, and the postings
  chain      BLOB NOT NULL,           -- SHA-256 over the chain of the entry before it and the digest
  CONSTRAINT entry_key_has_content CHECK ((key IS NULL) = (content IS NULL))
) STRICT;
INSERT INTO entry_lean SELECT id, event, at, settlement, key, content, holder, undoes, occasion, body, digest, chain FROM entry ORDER BY id;
DROP TABLE entry;
ALTER TABLE entry_lean RENAME TO entry;
CREATE UNIQUE INDEX entry_undone_once ON entry (undoes) WHERE undoes IS NOT NULL;
CREATE UNIQUE INDEX entry_occasion_once ON entry (occasion) WHERE occasion IS NOT NULL;
CREATE TRIGGER entry_is_kept BEFORE UPDATE ON entry BEGIN SELECT RAISE(ABORT, 'entries are never changed'); END;
CREATE TRIGGER entry_stays BEFORE DELETE ON entry BEGIN SELECT RAISE(ABORT, 'entries are never deleted'); END;

DROP INDEX posting_account;
CREATE INDEX registry_listed ON registry (listed);  -- the last place of a list, for whoever comes after it
