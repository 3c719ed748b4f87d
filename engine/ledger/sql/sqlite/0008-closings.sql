-- The closings (Z) of institutions: numbered from 1 at each, every one taking up where the one before it ended, so that each entry belongs to
-- exactly one. A closing moves no money; what it says is proved by the entries it covers.

CREATE TABLE closing (
  id          INTEGER PRIMARY KEY,
  institution TEXT NOT NULL,
  number      INTEGER NOT NULL CONSTRAINT closing_number CHECK (number >= 1),
  after       INTEGER NOT NULL,       -- the last entry of the closing before it; 0 for the first
  upto        INTEGER NOT NULL,       -- the last entry booked then
  at          TEXT NOT NULL,
  body        BLOB NOT NULL,
  digest      BLOB NOT NULL,          -- SHA-256 over the columns above and the chain of entry `upto`
  chain       BLOB NOT NULL,          -- SHA-256 over the chain of the closing before it, of whatever institution, and the digest
  CONSTRAINT closing_covers_something CHECK (upto > after),
  CONSTRAINT closing_number_once UNIQUE (institution, number)
) STRICT;
CREATE TRIGGER closing_follows BEFORE INSERT ON closing
WHEN NEW.number <> 1 + coalesce((SELECT max(number) FROM closing WHERE institution = NEW.institution), 0)
  OR NEW.after <> coalesce((SELECT max(upto) FROM closing WHERE institution = NEW.institution), 0)
BEGIN SELECT RAISE(ABORT, 'a closing takes up where the one before it ended'); END;
CREATE TRIGGER closing_is_kept BEFORE UPDATE ON closing BEGIN SELECT RAISE(ABORT, 'closings are never changed'); END;
CREATE TRIGGER closing_stays BEFORE DELETE ON closing BEGIN SELECT RAISE(ABORT, 'closings are never deleted'); END;
