-- The place of a grant among those of its beneficiary, where the order of authorisers may be set. Setting it anew adds rows: the newest of a grant counts.

CREATE TABLE grant_order (
  id     INTEGER PRIMARY KEY,
  grant_ INTEGER NOT NULL,
  place  INTEGER NOT NULL CONSTRAINT grant_order_place CHECK (place >= 1),
  after  INTEGER NOT NULL,            -- the last entry booked before: what comes later is drawn in this order
  at     TEXT NOT NULL
) STRICT;
CREATE INDEX grant_order_grant ON grant_order (grant_, id);
CREATE TRIGGER grant_order_is_kept BEFORE UPDATE ON grant_order BEGIN SELECT RAISE(ABORT, 'orders of grants are never changed'); END;
CREATE TRIGGER grant_order_stays BEFORE DELETE ON grant_order BEGIN SELECT RAISE(ABORT, 'orders of grants are never deleted'); END;
