-- Visits to a hospital: what happened to each, in its order. No money stands here; the settlements that a row names do, and `books check` proves
-- that the two agree. Rows are only added: what a visit has come to follows from all of them.

CREATE TABLE visit_event (
  id          INTEGER PRIMARY KEY,
  visit       TEXT NOT NULL,
  kind        TEXT NOT NULL CONSTRAINT visit_event_kind CHECK (kind IN
    ('registered', 'ordered', 'settled', 'reduced', 'handed-out', 'brought-back', 'undone', 'called-off')),
  at          TEXT NOT NULL,
  day         TEXT NOT NULL,          -- China day of the registration
  institution TEXT NOT NULL,
  person      TEXT NOT NULL,
  department  TEXT NOT NULL,
  settlement  TEXT,                   -- that it rests on, or that undid it
  key         TEXT,                   -- of the registration
  body        BLOB NOT NULL
) STRICT;
CREATE UNIQUE INDEX visit_event_begin ON visit_event (visit) WHERE kind = 'registered';
CREATE UNIQUE INDEX visit_event_key ON visit_event (key) WHERE key IS NOT NULL;
CREATE UNIQUE INDEX visit_event_settlement ON visit_event (settlement) WHERE settlement IS NOT NULL;
CREATE INDEX visit_event_visit ON visit_event (visit, id);
CREATE INDEX visit_event_queue ON visit_event (institution, day, department) WHERE kind = 'registered';
CREATE INDEX visit_event_person ON visit_event (person, id) WHERE kind = 'registered';
CREATE TRIGGER visit_event_is_kept BEFORE UPDATE ON visit_event BEGIN SELECT RAISE(ABORT, 'events of a visit are never changed'); END;
CREATE TRIGGER visit_event_stays BEFORE DELETE ON visit_event BEGIN SELECT RAISE(ABORT, 'events of a visit are never deleted'); END;
