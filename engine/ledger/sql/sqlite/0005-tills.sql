-- What a till believes happened: its own copy, apart from the bureau's books, which reconciliation holds against them. No money stands here,
-- and nothing of the books depends on it. Rows are only added: one that no longer counts is struck by a later one.

CREATE TABLE till_record (
  id          INTEGER PRIMARY KEY,
  institution TEXT NOT NULL,
  day         TEXT NOT NULL,          -- China day that the row is about; a strike has that of the row it strikes
  kind        TEXT NOT NULL CONSTRAINT till_record_kind CHECK (kind IN ('sign-in', 'sign-out', 'note', 'strike')),
  at          TEXT NOT NULL,
  sign_no     TEXT,                   -- of the session; none where nobody had signed in
  operator    TEXT,
  settlement  TEXT,                   -- that is noted, or whose note is struck
  strikes     INTEGER,                -- the row that no longer counts
  planted     TEXT,                   -- a difference made for training
  body        BLOB,                   -- what the till believes of the settlement
  CONSTRAINT till_record_note CHECK ((kind = 'note') = (body IS NOT NULL)),
  CONSTRAINT till_record_strike CHECK ((kind = 'strike') = (strikes IS NOT NULL)),
  CONSTRAINT till_record_sign CHECK (kind NOT IN ('sign-in', 'sign-out') OR (sign_no IS NOT NULL AND operator IS NOT NULL))
) STRICT;
CREATE INDEX till_record_day ON till_record (institution, day, id);
CREATE INDEX till_record_settlement ON till_record (institution, settlement) WHERE settlement IS NOT NULL;
CREATE INDEX till_record_sign ON till_record (institution, id) WHERE kind IN ('sign-in', 'sign-out');
CREATE TRIGGER till_record_is_kept BEFORE UPDATE ON till_record BEGIN SELECT RAISE(ABORT, 'rows of a till are never changed'); END;
CREATE TRIGGER till_record_stays BEFORE DELETE ON till_record BEGIN SELECT RAISE(ABORT, 'rows of a till are never deleted'); END;
