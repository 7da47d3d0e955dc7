-- Petitions (phản ánh, kiến nghị).  Everything that moves has its day, so that
-- what was processed or published by a day is known later.
CREATE TABLE IF NOT EXISTS @schema@.petition (
    code         text PRIMARY KEY,
    agency_id    bigint NOT NULL REFERENCES @schema@.agency,
    field        text NOT NULL,
    channel      text NOT NULL DEFAULT 'portal',
    title        text,
    received_on  date NOT NULL,
    due_on       date,
    handled_on   date,
    outcome      text,
    published_on date,
    CONSTRAINT petition_channel_is_known CHECK (channel IN ('portal', 'app', 'phone', 'email', 'post', 'counter', 'other')),
    CONSTRAINT petition_outcome_is_known CHECK (outcome IN ('solved', 'refused', 'forwarded')),
    CONSTRAINT petition_handled_has_a_day_and_an_outcome CHECK ((handled_on IS NULL) = (outcome IS NULL)),
    CONSTRAINT petition_due_not_before_received CHECK (due_on >= received_on),
    CONSTRAINT petition_handled_not_before_received CHECK (handled_on >= received_on),
    CONSTRAINT petition_published_is_handled CHECK (published_on IS NULL OR handled_on IS NOT NULL AND published_on >= handled_on)
);

CREATE INDEX IF NOT EXISTS petition_agency_id_received_on_idx ON @schema@.petition (agency_id, received_on);

CREATE INDEX IF NOT EXISTS petition_handled_on_idx ON @schema@.petition (handled_on);

INSERT INTO @schema@.label VALUES
    ('petition_outcome', 'solved', 'Solved', 'Đã giải quyết'),
    ('petition_outcome', 'refused', 'Refused', 'Từ chối'),
    ('petition_outcome', 'forwarded', 'Forwarded', 'Chuyển cơ quan khác'),
    ('petition_channel', 'portal', 'Portal', 'Cổng thông tin, Cổng dịch vụ công'),
    ('petition_channel', 'app', 'App', 'Ứng dụng'),
    ('petition_channel', 'phone', 'Phone', 'Điện thoại'),
    ('petition_channel', 'email', 'E-mail', 'Thư điện tử'),
    ('petition_channel', 'post', 'Post', 'Bưu chính'),
    ('petition_channel', 'counter', 'At the counter', 'Trực tiếp'),
    ('petition_channel', 'other', 'Other', 'Khác')
ON CONFLICT DO NOTHING;
