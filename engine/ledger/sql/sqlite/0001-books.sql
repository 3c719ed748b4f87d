-- The books. Money is whole fen. Facts are only added: triggers at the end refuse any change to them.
-- Three tables are projections of them, kept in the same transaction and proved by `books check`: account.balance, counter, grant_use.

CREATE TABLE registry (               -- people, institutions, items: the newest version of an id counts; `listed` keeps the order they came in
  kind TEXT NOT NULL CONSTRAINT registry_kind CHECK (kind IN ('person', 'institution', 'item')),
  id   TEXT NOT NULL,
  seq  INTEGER NOT NULL,
  listed INTEGER NOT NULL,
  at   TEXT NOT NULL,
  body BLOB NOT NULL,
  PRIMARY KEY (kind, id, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE account (                -- only guarded accounts keep a balance
  id         INTEGER PRIMARY KEY,
  name       TEXT NOT NULL CONSTRAINT account_name UNIQUE,
  guarded    INTEGER NOT NULL CONSTRAINT account_guarded CHECK (guarded IN (0, 1)),
  balance    INTEGER NOT NULL DEFAULT 0,
  prior_year INTEGER NOT NULL DEFAULT 0,
  CONSTRAINT account_never_below_zero CHECK (guarded = 0 OR balance >= 0),
  CONSTRAINT account_prior_year_within CHECK (prior_year >= 0 AND (guarded = 0 OR prior_year <= balance))
) STRICT;

CREATE TABLE entry (
  id         INTEGER PRIMARY KEY,
  event      TEXT NOT NULL CONSTRAINT entry_event CHECK (event IN ('opening', 'sale', 'refund', 'reversal', 'premium')),
  at         TEXT NOT NULL,
  settlement TEXT CONSTRAINT entry_settlement_once UNIQUE,
  key        TEXT CONSTRAINT entry_key_once UNIQUE,
  content    BLOB,                    -- what the key was asked with
  holder     TEXT NOT NULL,
  undoes     TEXT CONSTRAINT entry_undone_once UNIQUE,
  body       BLOB NOT NULL,
  digest     BLOB NOT NULL,           -- SHA-256 over the columns above and the postings
  CONSTRAINT entry_key_has_content CHECK ((key IS NULL) = (content IS NULL))
) STRICT;
CREATE INDEX entry_holder ON entry (holder, id);

CREATE TABLE posting (
  entry      INTEGER NOT NULL,
  line       INTEGER NOT NULL,
  account    INTEGER NOT NULL,
  amount     INTEGER NOT NULL CONSTRAINT posting_not_empty CHECK (amount <> 0),
  prior_year INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (entry, line)
) STRICT, WITHOUT ROWID;
CREATE INDEX posting_account ON posting (account, entry);

CREATE TABLE counter (                -- deductible borne and fund used, by person, benefit group and period
  person     TEXT NOT NULL,
  grp        TEXT NOT NULL,
  period     TEXT NOT NULL,
  deductible INTEGER NOT NULL CONSTRAINT counter_deductible CHECK (deductible >= 0),
  fund       INTEGER NOT NULL CONSTRAINT counter_fund CHECK (fund >= 0),
  PRIMARY KEY (person, grp, period)
) STRICT, WITHOUT ROWID;

CREATE TABLE binding (id INTEGER PRIMARY KEY, owner TEXT NOT NULL, member TEXT NOT NULL, relation TEXT NOT NULL, at TEXT NOT NULL) STRICT;
CREATE TABLE unbinding (binding INTEGER PRIMARY KEY, at TEXT NOT NULL) STRICT;
CREATE INDEX binding_owner ON binding (owner);
CREATE INDEX binding_member ON binding (member);

CREATE TABLE grant_ (
  id          INTEGER PRIMARY KEY,
  authoriser  TEXT NOT NULL,
  beneficiary TEXT NOT NULL,
  body        BLOB NOT NULL,
  at          TEXT NOT NULL
) STRICT;
CREATE TABLE revocation (grant_ INTEGER PRIMARY KEY, at TEXT NOT NULL) STRICT;
CREATE INDEX grant_authoriser ON grant_ (authoriser);
CREATE INDEX grant_beneficiary ON grant_ (beneficiary);

CREATE TABLE grant_use (
  grant_ INTEGER NOT NULL,
  year   TEXT NOT NULL,
  amount INTEGER NOT NULL CONSTRAINT grant_use_amount CHECK (amount >= 0),
  PRIMARY KEY (grant_, year)
) STRICT, WITHOUT ROWID;

CREATE TABLE credential (             -- a keyed hash, never the code
  hash      BLOB PRIMARY KEY,
  person    TEXT NOT NULL,
  shown_by  TEXT,
  issued_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE credential_use (hash BLOB NOT NULL, settlement TEXT NOT NULL, PRIMARY KEY (hash, settlement)) STRICT, WITHOUT ROWID;

CREATE TABLE trace_use (              -- how much of a pack, in ten-thousandths, a settlement sold (or, negative, gave back) under its trace code
  code       TEXT NOT NULL,
  settlement TEXT NOT NULL,
  portion    INTEGER NOT NULL CONSTRAINT trace_use_portion CHECK (portion <> 0 AND portion BETWEEN -10000 AND 10000),
  PRIMARY KEY (code, settlement)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER trace_use_never_above_a_pack BEFORE INSERT ON trace_use
WHEN NEW.portion + (SELECT coalesce(sum(portion), 0) FROM trace_use WHERE code = NEW.code) NOT BETWEEN 0 AND 10000
BEGIN SELECT RAISE(ABORT, 'more than a pack under one trace code'); END;

CREATE TRIGGER entry_is_kept BEFORE UPDATE ON entry BEGIN SELECT RAISE(ABORT, 'entries are never changed'); END;
CREATE TRIGGER entry_stays BEFORE DELETE ON entry BEGIN SELECT RAISE(ABORT, 'entries are never deleted'); END;
CREATE TRIGGER posting_is_kept BEFORE UPDATE ON posting BEGIN SELECT RAISE(ABORT, 'postings are never changed'); END;
CREATE TRIGGER posting_stays BEFORE DELETE ON posting BEGIN SELECT RAISE(ABORT, 'postings are never deleted'); END;
CREATE TRIGGER registry_is_kept BEFORE UPDATE ON registry BEGIN SELECT RAISE(ABORT, 'registry rows are never changed'); END;
CREATE TRIGGER registry_stays BEFORE DELETE ON registry BEGIN SELECT RAISE(ABORT, 'registry rows are never deleted'); END;
CREATE TRIGGER binding_is_kept BEFORE UPDATE ON binding BEGIN SELECT RAISE(ABORT, 'bindings are never changed'); END;
CREATE TRIGGER binding_stays BEFORE DELETE ON binding BEGIN SELECT RAISE(ABORT, 'bindings are never deleted'); END;
CREATE TRIGGER unbinding_is_kept BEFORE UPDATE ON unbinding BEGIN SELECT RAISE(ABORT, 'unbindings are never changed'); END;
CREATE TRIGGER unbinding_stays BEFORE DELETE ON unbinding BEGIN SELECT RAISE(ABORT, 'unbindings are never deleted'); END;
CREATE TRIGGER grant_is_kept BEFORE UPDATE ON grant_ BEGIN SELECT RAISE(ABORT, 'grants are never changed'); END;
CREATE TRIGGER grant_stays BEFORE DELETE ON grant_ BEGIN SELECT RAISE(ABORT, 'grants are never deleted'); END;
CREATE TRIGGER revocation_is_kept BEFORE UPDATE ON revocation BEGIN SELECT RAISE(ABORT, 'revocations are never changed'); END;
CREATE TRIGGER revocation_stays BEFORE DELETE ON revocation BEGIN SELECT RAISE(ABORT, 'revocations are never deleted'); END;
CREATE TRIGGER credential_is_kept BEFORE UPDATE ON credential BEGIN SELECT RAISE(ABORT, 'credentials are never changed'); END;
CREATE TRIGGER credential_stays BEFORE DELETE ON credential BEGIN SELECT RAISE(ABORT, 'credentials are never deleted'); END;
CREATE TRIGGER credential_use_is_kept BEFORE UPDATE ON credential_use BEGIN SELECT RAISE(ABORT, 'uses of credentials are never changed'); END;
CREATE TRIGGER credential_use_stays BEFORE DELETE ON credential_use BEGIN SELECT RAISE(ABORT, 'uses of credentials are never deleted'); END;
CREATE TRIGGER trace_use_is_kept BEFORE UPDATE ON trace_use BEGIN SELECT RAISE(ABORT, 'uses of trace codes are never changed'); END;
CREATE TRIGGER trace_use_stays BEFORE DELETE ON trace_use BEGIN SELECT RAISE(ABORT, 'uses of trace codes are never deleted'); END;
