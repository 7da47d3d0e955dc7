-- Report forms: what is printed, in which order and number format, and where every
-- figure comes from.  The figures themselves stand nowhere here: they are counted
-- from rows by a measure, or typed as observations of an observed one.

-- A stock is a state at the end of a period, so that of several the last one
-- stands; all else are flows, which add up.  The codes of a measure are labels.
ALTER TABLE @schema@.measure ADD COLUMN IF NOT EXISTS stock boolean NOT NULL DEFAULT false;

ALTER TABLE @schema@.measure ADD COLUMN IF NOT EXISTS codes text;

-- The answer of a text; of a figure how it was typed, where that says more than
-- the figure: '1220' for 1.220, 'chưa triển khai' in the place of one.
ALTER TABLE @schema@.observation ADD COLUMN IF NOT EXISTS value_text text;

-- The remark that is printed below the table.
ALTER TABLE @schema@.observation ADD COLUMN IF NOT EXISTS note text;

INSERT INTO @schema@.label VALUES
    ('yes_no', '0', 'No', 'Không'),
    ('yes_no', '1', 'Yes', 'Có'),
    ('survey_form', '0', 'Online', 'Trực tuyến'),
    ('survey_form', '1', 'On paper', 'Phát phiếu'),
    ('survey_form', '2', 'Both', 'Kết hợp'),
    ('progress', '0', 'No', 'Không'),
    ('progress', '1', 'Under way', 'Đang làm'),
    ('progress', '2', 'Done', 'Hoàn thành'),
    ('conference_levels', '0', 'No', 'Không'),
    ('conference_levels', '1', 'Two levels, province to districts', '2 cấp, tỉnh đến huyện'),
    ('conference_levels', '2', 'Three levels, province to communes', '3 cấp, tỉnh đến xã'),
    ('cell_source', 'rows', 'Counted from rows', 'Tính từ dữ liệu'),
    ('cell_source', 'observed', 'Typed', 'Nhập tay'),
    ('cell_source', 'derived', 'Follows from other rows of the form', 'Suy ra từ các dòng khác của biểu'),
    ('cell_source', 'missing', 'Not reported', 'Chưa báo cáo'),
    ('cell_source', 'not_applicable', 'Not applicable', 'Không áp dụng'),
    ('cell_source', 'undecided', 'Several that do not add up', 'Nhiều số không cộng được')
ON CONFLICT DO NOTHING;

-- A form: the head of a table that is handed in.  No other table could hold it: a
-- measure is one figure, and knows of no paper.  none_text is printed where it is
-- reported that there is no figure, nothing_text for 0/0.  One that lists the targets
-- has the result and the office's verdict of each below its rows.
CREATE TABLE IF NOT EXISTS @schema@.report_form (
    code         text PRIMARY KEY,
    form_set     text NOT NULL,
    position     integer NOT NULL DEFAULT 0,
    en           text NOT NULL,
    vi           text NOT NULL,
    none_text    text NOT NULL DEFAULT '-',
    nothing_text text NOT NULL DEFAULT '-',
    lists_targets boolean NOT NULL DEFAULT false
);

-- A row of a form.  It is a measure's figure or follows from other rows, printed in
-- a format of its own: several rows can print one measure, so that the measure
-- cannot hold them.  measure: counted from rows, of agencies of one level if one
-- is named; observed: typed figures, which stand where nothing is counted, or with
-- prefer wherever something is typed: what is published stays as it is.
CREATE TABLE IF NOT EXISTS @schema@.report_item (
    form        text REFERENCES @schema@.report_form ON UPDATE CASCADE ON DELETE CASCADE,
    code        text,
    position    integer NOT NULL,
    number      text NOT NULL DEFAULT '',
    parent      text,
    kind        text NOT NULL,
    measure     text REFERENCES @schema@.measure,
    part        text NOT NULL DEFAULT 'value',
    level       text,
    observed    text REFERENCES @schema@.measure,
    prefer      text NOT NULL DEFAULT 'rows',
    numerator   text,
    denominator text,
    digits      smallint NOT NULL DEFAULT 0,
    width       smallint NOT NULL DEFAULT 1,
    sign        text NOT NULL DEFAULT '',
    as_fraction boolean NOT NULL DEFAULT false,
    printed     boolean NOT NULL DEFAULT true,
    unit        text,
    en          text NOT NULL,
    vi          text NOT NULL,
    PRIMARY KEY (form, code),
    CONSTRAINT report_item_parent_is_an_item FOREIGN KEY (form, parent) REFERENCES @schema@.report_item (form, code) ON UPDATE CASCADE,
    CONSTRAINT report_item_numerator_is_an_item FOREIGN KEY (form, numerator) REFERENCES @schema@.report_item (form, code) ON UPDATE CASCADE,
    CONSTRAINT report_item_denominator_is_an_item FOREIGN KEY (form, denominator) REFERENCES @schema@.report_item (form, code) ON UPDATE CASCADE,
    CONSTRAINT report_item_kind_is_known CHECK (kind IN ('heading', 'count', 'amount', 'ratio', 'flag', 'code', 'text')),
    CONSTRAINT report_item_part_is_known CHECK (part IN ('value', 'numerator', 'denominator')),
    CONSTRAINT report_item_prefer_is_known CHECK (prefer IN ('rows', 'observed')),
    CONSTRAINT report_item_level_is_known CHECK (level IN ('central', 'province', 'district', 'commune')),
    CONSTRAINT report_item_digits_are_0_to_12 CHECK (digits BETWEEN 0 AND 12),
    CONSTRAINT report_item_width_is_1_to_12 CHECK (width BETWEEN 1 AND 12)
);

CREATE INDEX IF NOT EXISTS report_item_parent_idx ON @schema@.report_item (form, parent);

CREATE INDEX IF NOT EXISTS report_item_numerator_idx ON @schema@.report_item (form, numerator);

CREATE INDEX IF NOT EXISTS report_item_denominator_idx ON @schema@.report_item (form, denominator);

CREATE INDEX IF NOT EXISTS report_item_measure_idx ON @schema@.report_item (measure);

CREATE INDEX IF NOT EXISTS report_item_observed_idx ON @schema@.report_item (observed);

-- What must hold between rows of forms: the item against its terms.  That a ratio
-- is its numerator over its denominator needs no row: the item says so.
CREATE TABLE IF NOT EXISTS @schema@.report_identity (
    form text,
    code text,
    kind text NOT NULL,
    item text NOT NULL,
    en   text NOT NULL,
    vi   text NOT NULL,
    PRIMARY KEY (form, code),
    CONSTRAINT report_identity_item_is_an_item FOREIGN KEY (form, item) REFERENCES @schema@.report_item (form, code) ON UPDATE CASCADE ON DELETE CASCADE,
    CONSTRAINT report_identity_kind_is_known CHECK (kind IN ('sum', 'stock', 'same', 'at_most', 'at_least'))
);

CREATE INDEX IF NOT EXISTS report_identity_item_idx ON @schema@.report_identity (form, item);

-- The terms of an identity, in its form or another; before: the figure of the
-- period before, of which a stock goes on.
CREATE TABLE IF NOT EXISTS @schema@.report_term (
    form      text,
    identity  text,
    term_form text,
    item      text,
    before    boolean NOT NULL DEFAULT false,
    factor    smallint NOT NULL DEFAULT 1,
    PRIMARY KEY (form, identity, term_form, item, before),
    CONSTRAINT report_term_is_of_an_identity FOREIGN KEY (form, identity) REFERENCES @schema@.report_identity (form, code) ON UPDATE CASCADE ON DELETE CASCADE,
    CONSTRAINT report_term_is_an_item FOREIGN KEY (term_form, item) REFERENCES @schema@.report_item (form, code) ON UPDATE CASCADE ON DELETE CASCADE,
    CONSTRAINT report_term_factor_adds_or_takes_away CHECK (factor IN (1, -1))
);

CREATE INDEX IF NOT EXISTS report_term_item_idx ON @schema@.report_term (term_form, item);

-- Where a target comes from, and the year in which it is to be attained; NULL: that
-- of the reporting date.
ALTER TABLE @schema@.target ADD COLUMN IF NOT EXISTS plan text;

ALTER TABLE @schema@.target ADD COLUMN IF NOT EXISTS year integer;

-- What a target asks of a year, a level, an agency: it rises over the years, and
-- differs by level.  No other table could hold it: target is one row for all of
-- them, and its condition is that of the whole.
CREATE TABLE IF NOT EXISTS @schema@.target_step (
    id             bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
    target         integer NOT NULL REFERENCES @schema@.target ON DELETE CASCADE,
    year           integer NOT NULL,
    level          text,
    agency_id      bigint REFERENCES @schema@.agency,
    condition      jsonpath NOT NULL,
    result_text    text,
    office_verdict text,
    CONSTRAINT target_step_year_is_plausible CHECK (year BETWEEN 1900 AND 2200),
    CONSTRAINT target_step_level_is_known CHECK (level IN ('central', 'province', 'district', 'commune')),
    CONSTRAINT target_step_is_of_a_level_or_of_an_agency CHECK (level IS NULL OR agency_id IS NULL),
    CONSTRAINT target_step_condition_is_strict_so_that_no_data_stays_unknown CHECK (condition::text LIKE 'strict %')
);

CREATE UNIQUE INDEX IF NOT EXISTS target_step_of_all_is_one_a_year ON @schema@.target_step (target, year) WHERE level IS NULL AND agency_id IS NULL;

CREATE UNIQUE INDEX IF NOT EXISTS target_step_of_a_level_is_one_a_year ON @schema@.target_step (target, year, level) WHERE level IS NOT NULL;

CREATE UNIQUE INDEX IF NOT EXISTS target_step_of_an_agency_is_one_a_year ON @schema@.target_step (target, year, agency_id) WHERE agency_id IS NOT NULL;

CREATE INDEX IF NOT EXISTS target_step_agency_id_idx ON @schema@.target_step (agency_id);
