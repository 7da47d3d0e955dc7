CREATE TABLE IF NOT EXISTS @schema@.service (
    code         text PRIMARY KEY,
    name         text NOT NULL,
    field        text NOT NULL,
    online_level text NOT NULL DEFAULT 'none',
    CONSTRAINT service_online_level_is_known CHECK (online_level IN ('full', 'partial', 'none'))
);

CREATE TABLE IF NOT EXISTS @schema@.dossier (
    code         text PRIMARY KEY,
    agency_id    bigint NOT NULL REFERENCES @schema@.agency,
    service      text NOT NULL REFERENCES @schema@.service,
    received_at  timestamptz NOT NULL,
    due_at       timestamptz,
    finished_at  timestamptz,
    pauses       tstzmultirange NOT NULL DEFAULT '{}',
    channel      text NOT NULL,
    fee          numeric(14,0) NOT NULL DEFAULT 0,
    paid_online  boolean NOT NULL DEFAULT false,
    supplements  smallint NOT NULL DEFAULT 0,
    CONSTRAINT dossier_channel_is_known CHECK (channel IN ('online', 'counter')),
    CONSTRAINT dossier_due_not_before_received CHECK (due_at >= received_at),
    -- Checks run in the order of their names: the range below is only
    -- built when this one has passed.
    CONSTRAINT dossier_finished_not_before_received CHECK (finished_at >= received_at),
    CONSTRAINT dossier_pauses_lie_inside_the_case CHECK (pauses <@ tstzrange(received_at, finished_at, '[]')),
    CONSTRAINT dossier_fee_not_negative CHECK (fee >= 0),
    CONSTRAINT dossier_paid_online_needs_a_fee CHECK (fee > 0 OR NOT paid_online),
    CONSTRAINT dossier_supplements_not_negative CHECK (supplements >= 0)
);

CREATE INDEX IF NOT EXISTS dossier_agency_id_received_at_idx ON @schema@.dossier (agency_id, received_at);

CREATE INDEX IF NOT EXISTS dossier_finished_at_idx ON @schema@.dossier (finished_at);

CREATE INDEX IF NOT EXISTS dossier_received_at_idx ON @schema@.dossier (received_at);

-- Those that become overdue on a day, or pause: with the two above, all of which
-- something happens then.
CREATE INDEX IF NOT EXISTS dossier_overdue_at_idx ON @schema@.dossier (due_at) WHERE finished_at IS NULL OR finished_at > due_at;

CREATE INDEX IF NOT EXISTS dossier_pauses_idx ON @schema@.dossier USING gist (pauses) WHERE NOT isempty(pauses);

-- Those that finished past their due date: few, and all that is asked of them.
CREATE INDEX IF NOT EXISTS dossier_late_idx ON @schema@.dossier (finished_at, due_at) INCLUDE (agency_id, code, service) WHERE finished_at > due_at;

-- Requests to supplement a dossier, with their days, so that what was asked by a
-- day is known later: neither the number in dossier.supplements nor the pauses,
-- which have other reasons too, can say it.
CREATE TABLE IF NOT EXISTS @schema@.dossier_supplement (
    dossier  text REFERENCES @schema@.dossier ON UPDATE CASCADE ON DELETE CASCADE,
    asked_on date,
    reason   text,
    PRIMARY KEY (dossier, asked_on)
);

-- The dossiers of which only the number is known.
CREATE INDEX IF NOT EXISTS dossier_supplements_received_at_idx ON @schema@.dossier (received_at) WHERE supplements > 1;

-- What the law says of a service: its limit in working days, its fee (NULL: not
-- known, 0: none), and how far it can be had online.
ALTER TABLE @schema@.service ADD COLUMN IF NOT EXISTS limit_days integer
    CONSTRAINT service_limit_is_some_days CHECK (limit_days BETWEEN 1 AND 3650);

ALTER TABLE @schema@.service ADD COLUMN IF NOT EXISTS fee numeric(14,0)
    CONSTRAINT service_fee_not_negative CHECK (fee >= 0 AND fee <> 'NaN');

ALTER TABLE @schema@.service ADD COLUMN IF NOT EXISTS eligible_full boolean NOT NULL DEFAULT false;

ALTER TABLE @schema@.service ADD COLUMN IF NOT EXISTS payment_integrated boolean NOT NULL DEFAULT false;

ALTER TABLE @schema@.service ADD COLUMN IF NOT EXISTS boundary_free boolean NOT NULL DEFAULT false;

ALTER TABLE @schema@.service ADD COLUMN IF NOT EXISTS essential boolean NOT NULL DEFAULT false;

-- A dossier without a limit though its service has one; and whether its due date
-- follows from the limit.  Rows that were there before keep what they have.
ALTER TABLE @schema@.dossier ADD COLUMN IF NOT EXISTS no_limit boolean NOT NULL DEFAULT false
    CONSTRAINT dossier_without_limit_has_no_due_date CHECK (NOT no_limit OR due_at IS NULL);

ALTER TABLE @schema@.dossier ADD COLUMN IF NOT EXISTS due_computed boolean NOT NULL DEFAULT false;
