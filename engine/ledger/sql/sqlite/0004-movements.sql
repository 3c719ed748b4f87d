-- Time in a simulator's books, and wallet transfers on their way.

CREATE TABLE clock_shift (            -- by how many seconds the simulator's clock runs ahead of the machine's from then on; the newest counts
  id      INTEGER PRIMARY KEY,
  seconds INTEGER NOT NULL CONSTRAINT clock_shift_seconds CHECK (seconds > 0),
  at      TEXT NOT NULL
) STRICT;
CREATE TRIGGER clock_shift_never_back BEFORE INSERT ON clock_shift
WHEN NEW.seconds <= coalesce((SELECT seconds FROM clock_shift ORDER BY id DESC LIMIT 1), 0)
BEGIN SELECT RAISE(ABORT, 'the clock is never put back'); END;
CREATE TRIGGER clock_shift_is_kept BEFORE UPDATE ON clock_shift BEGIN SELECT RAISE(ABORT, 'shifts of the clock are never changed'); END;
CREATE TRIGGER clock_shift_stays BEFORE DELETE ON clock_shift BEGIN SELECT RAISE(ABORT, 'shifts of the clock are never deleted'); END;

CREATE TABLE month_begun (            -- months ("2026-01") whose first moment brought what it brings; the first is the one the calendar begins with
  month TEXT PRIMARY KEY,
  at    TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TRIGGER month_begun_is_kept BEFORE UPDATE ON month_begun BEGIN SELECT RAISE(ABORT, 'months begun are never changed'); END;
CREATE TRIGGER month_begun_stays BEFORE DELETE ON month_begun BEGIN SELECT RAISE(ABORT, 'months begun are never deleted'); END;
INSERT INTO month_begun (month, at)   -- older books: that of their newest record, so that nothing is booked as of a time before it
SELECT substr(max(at), 1, 7), max(at) FROM (SELECT at FROM registry UNION ALL SELECT at FROM entry) HAVING count(*) > 0;

CREATE TABLE transfer (               -- a projection of the entries, proved by `books check`
  id        TEXT PRIMARY KEY,
  sender    TEXT NOT NULL,
  recipient TEXT NOT NULL,
  day       TEXT NOT NULL,            -- of the sending, in China
  due       TEXT NOT NULL,            -- when it goes back, unless it is accepted before
  ended     TEXT                      -- the movement that accepted or returned it
) STRICT, WITHOUT ROWID;
CREATE INDEX transfer_sent ON transfer (sender, day);
CREATE INDEX transfer_waiting ON transfer (due) WHERE ended IS NULL;
