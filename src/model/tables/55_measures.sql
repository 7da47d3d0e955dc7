-- What is measured.  A measure is built in (counted from dossiers, answers,
-- tasks, petitions), observed (typed counts) or read from a view of the model's owner.
CREATE TABLE IF NOT EXISTS @schema@.measure (
    code           text PRIMARY KEY,
    en             text NOT NULL,
    vi             text NOT NULL,
    unit           text NOT NULL DEFAULT 'percent',
    better         text NOT NULL DEFAULT 'higher',
    source         text NOT NULL DEFAULT 'observed',
    numerator_of   text,
    denominator_of text,
    of_view        regclass,
    CONSTRAINT measure_unit_is_known CHECK (unit IN ('percent', 'count', 'amount', 'rate', 'code', 'text')),
    CONSTRAINT measure_better_is_known CHECK (better IN ('higher', 'lower')),
    CONSTRAINT measure_source_is_known CHECK (source IN ('dossier', 'survey', 'task', 'petition', 'service', 'target', 'observed', 'view')),
    CONSTRAINT measure_names_a_view_when_it_is_one CHECK ((source = 'view') = (of_view IS NOT NULL))
);

INSERT INTO @schema@.measure (code, en, vi, unit, better, source, numerator_of, denominator_of) VALUES
    @built_in_measures@
ON CONFLICT DO NOTHING;

-- Not in the rows of a model: counted by the agencies.
INSERT INTO @schema@.measure (code, en, vi, better, source, numerator_of, denominator_of) VALUES
    ('service.published_on_time', 'Services published on time', 'Thủ tục hành chính công bố đúng hạn', 'higher', 'observed', 'published on time / công bố đúng hạn', 'to be published in the period / phải công bố trong kỳ'),
    ('service.published', 'Services published with all their parts', 'Thủ tục hành chính công khai đầy đủ', 'higher', 'observed', 'published with all parts / công khai đầy đủ nội dung', 'services in force / thủ tục còn hiệu lực'),
    ('dossier.synchronised', 'Dossiers on the national portal', 'Hồ sơ đồng bộ lên Cổng dịch vụ công quốc gia', 'higher', 'observed', 'synchronised / đã đồng bộ', 'received in the period / tiếp nhận trong kỳ')
ON CONFLICT DO NOTHING;

-- Typed figures.  The period decides where one counts, not the day on which it
-- was reported.  Without a numerator it is reported that there is no figure.
CREATE TABLE IF NOT EXISTS @schema@.observation (
    agency_id   bigint REFERENCES @schema@.agency,
    measure     text REFERENCES @schema@.measure,
    first_day   date,
    last_day    date NOT NULL,
    numerator   numeric(20,4),
    denominator numeric(20,4),
    reported_on date NOT NULL DEFAULT current_date,
    origin      text,
    PRIMARY KEY (agency_id, measure, first_day),
    CONSTRAINT observation_begins_before_it_ends CHECK (first_day <= last_day),
    CONSTRAINT observation_denominator_not_negative CHECK (denominator >= 0)
);

-- The figures that end in a period, of a measure and of all.
CREATE INDEX IF NOT EXISTS observation_measure_last_day_idx ON @schema@.observation (measure, last_day);

CREATE INDEX IF NOT EXISTS observation_last_day_idx ON @schema@.observation (last_day);
