-- Checks that came after 1.0, and all that call a function of the extension:
-- DROP EXTENSION ... CASCADE takes those along.  Added where they are missing;
-- where rows of an earlier version violate one, it holds for new rows only and
-- par.check_model lists the old.

ALTER TABLE @schema@.setting ADD CONSTRAINT setting_dates_are_plausible
    CHECK (period_from >= '1900-01-01' AND reporting_date <= '2200-12-31');

ALTER TABLE @schema@.calendar_day ADD CONSTRAINT calendar_day_is_plausible
    CHECK (day BETWEEN '1900-01-01' AND '2200-12-31');

ALTER TABLE @schema@.calendar_day ADD CONSTRAINT calendar_day_replaces_another_day
    CHECK (replaces IS NULL OR kind = 'work' AND replaces <> day AND replaces BETWEEN '1900-01-01' AND '2200-12-31');

ALTER TABLE @schema@.bloc ADD CONSTRAINT bloc_code_is_a_code
    CHECK (@extschema@.is_code(code));

ALTER TABLE @schema@.agency ADD CONSTRAINT agency_code_is_a_code
    CHECK (@extschema@.is_code(code));

ALTER TABLE @schema@.agency ADD CONSTRAINT agency_validity_is_plausible
    CHECK (valid_from >= '1900-01-01' AND valid_from <= '2200-12-31' AND valid_to >= '1900-01-01' AND valid_to <= '2200-12-31');

-- A range of codes holds one code; it lets GiST, which knows no plain equality
-- of text, keep the periods of one code apart.
ALTER TABLE @schema@.agency ADD CONSTRAINT agency_periods_of_one_code_do_not_overlap
    EXCLUDE USING gist (@extschema@.code_range(code, code, '[]') WITH &&, daterange(valid_from, valid_to, '[]') WITH &&);

ALTER TABLE @schema@.agency_succession ADD CONSTRAINT agency_succession_day_is_plausible
    CHECK (day BETWEEN '1900-01-02' AND '2201-01-01');

ALTER TABLE @schema@.plan ADD CONSTRAINT plan_code_is_a_code
    CHECK (@extschema@.is_code(code));

ALTER TABLE @schema@.task ADD CONSTRAINT task_due_on_is_plausible
    CHECK (due_on BETWEEN '1900-01-01' AND '2200-12-31');

ALTER TABLE @schema@.task_agency ADD CONSTRAINT task_agency_done_on_is_plausible
    CHECK (done_on BETWEEN '1900-01-01' AND '2200-12-31');

ALTER TABLE @schema@.task_agency ADD CONSTRAINT task_agency_assigned_on_is_plausible
    CHECK (assigned_on BETWEEN '1900-01-01' AND '2200-12-31');

-- 1.1 knew assigned, paused and not_arisen.
ALTER TABLE @schema@.task_agency ADD CONSTRAINT task_agency_state_is_one_of_five
    CHECK (state IN ('assigned', 'draft_submitted', 'paused', 'not_arisen', 'not_reported'));

ALTER TABLE @schema@.task_agency ADD CONSTRAINT task_agency_done_has_no_open_state
    CHECK (NOT (done_on IS NOT NULL AND state IN ('draft_submitted', 'not_reported')));

ALTER TABLE @schema@.obligation ADD CONSTRAINT obligation_period_label_is_a_code
    CHECK (@extschema@.is_code(period_label));

ALTER TABLE @schema@.obligation ADD CONSTRAINT obligation_days_are_plausible
    CHECK (done_on >= '1900-01-01' AND done_on <= '2200-12-31' AND agreed_due >= '1900-01-01' AND agreed_due <= '2200-12-31'
           AND event_on >= '1900-01-01' AND event_on <= '2200-12-31' AND extended_to >= '1900-01-01' AND extended_to <= '2200-12-31');

ALTER TABLE @schema@.service ADD CONSTRAINT service_code_is_a_code
    CHECK (@extschema@.is_code(code));

ALTER TABLE @schema@.dossier ADD CONSTRAINT dossier_code_is_a_code
    CHECK (@extschema@.is_code(code));

ALTER TABLE @schema@.dossier ADD CONSTRAINT dossier_instants_are_plausible
    CHECK (received_at >= '1900-01-01 00:00+00' AND received_at < '2201-01-01 00:00+00'
           AND due_at < '2201-01-01 00:00+00' AND finished_at < '2201-01-01 00:00+00');

ALTER TABLE @schema@.dossier ADD CONSTRAINT dossier_fee_is_a_number
    CHECK (fee <> 'NaN');

ALTER TABLE @schema@.dossier_conduct ADD CONSTRAINT dossier_conduct_days_are_plausible
    CHECK (apologised_on >= '1900-01-01' AND apologised_on <= '2200-12-31' AND promised_on <= '2200-12-31');

ALTER TABLE @schema@.petition ADD CONSTRAINT petition_code_is_a_code
    CHECK (@extschema@.is_code(code));

ALTER TABLE @schema@.petition ADD CONSTRAINT petition_days_are_plausible
    CHECK (received_on >= '1900-01-01' AND received_on <= '2200-12-31' AND due_on <= '2200-12-31' AND handled_on <= '2200-12-31' AND published_on <= '2200-12-31');

ALTER TABLE @schema@.factor ADD CONSTRAINT factor_code_is_a_code
    CHECK (@extschema@.is_code(code));

ALTER TABLE @schema@.survey ADD CONSTRAINT survey_code_is_a_code
    CHECK (@extschema@.is_code(code));

ALTER TABLE @schema@.survey ADD CONSTRAINT survey_year_is_plausible
    CHECK (year BETWEEN 1900 AND 2200);

ALTER TABLE @schema@.survey ADD CONSTRAINT survey_positive_is_a_list_of_codes
    CHECK (cardinality(positive) > 0 AND array_ndims(positive) = 1 AND array_position(positive, NULL) IS NULL);

ALTER TABLE @schema@.survey ADD CONSTRAINT survey_weight_is_positive
    CHECK (weight > 0 AND weight <> 'NaN');

ALTER TABLE @schema@.question ADD CONSTRAINT question_scale_is_whole_or_that_of_its_survey
    CHECK (num_nulls(low, top, positive) IN (0, 3));

ALTER TABLE @schema@.question ADD CONSTRAINT question_scale_lies_in_0_to_10
    CHECK (0 <= low AND low < top AND top <= 10);

ALTER TABLE @schema@.question ADD CONSTRAINT question_positive_codes_lie_on_the_scale
    CHECK (low <= ALL (positive) AND top >= ALL (positive) AND cardinality(positive) > 0 AND array_ndims(positive) = 1 AND array_position(positive, NULL) IS NULL);

ALTER TABLE @schema@.survey_stratum ADD CONSTRAINT survey_stratum_code_is_a_code
    CHECK (@extschema@.is_code(code));

ALTER TABLE @schema@.survey_stratum ADD CONSTRAINT survey_stratum_population_is_positive
    CHECK (population > 0);

ALTER TABLE @schema@.response ADD CONSTRAINT response_weight_is_plausible
    CHECK (weight BETWEEN 1e-9 AND 1e9);

ALTER TABLE @schema@.response ADD CONSTRAINT response_stratum_is_one_of_its_survey_and_agency
    FOREIGN KEY (survey, agency_id, stratum) REFERENCES @schema@.survey_stratum (survey, agency_id, code);

ALTER TABLE @schema@.response ADD CONSTRAINT response_answered_on_is_plausible
    CHECK (answered_on BETWEEN '1900-01-01' AND '2200-12-31');

ALTER TABLE @schema@.response ADD CONSTRAINT response_form_no_is_a_code
    CHECK (@extschema@.is_code(form_no));

ALTER TABLE @schema@.response ADD CONSTRAINT response_form_is_once_in_its_survey_and_agency
    UNIQUE (survey, agency_id, form_no);

ALTER TABLE @schema@.response ADD CONSTRAINT response_id_and_agency
    UNIQUE (id, agency_id);

ALTER TABLE @schema@.answer ADD CONSTRAINT answer_belongs_to_a_form
    FOREIGN KEY (response_id, agency_id) REFERENCES @schema@.response (id, agency_id) ON UPDATE CASCADE ON DELETE CASCADE;

ALTER TABLE @schema@.measure ADD CONSTRAINT measure_code_is_a_code
    CHECK (@extschema@.is_code(code));

ALTER TABLE @schema@.observation ADD CONSTRAINT observation_days_are_plausible
    CHECK (first_day >= '1900-01-01' AND last_day <= '2200-12-31' AND reported_on BETWEEN '1900-01-01' AND '2200-12-31');

ALTER TABLE @schema@.observation ADD CONSTRAINT observation_counts_are_plausible_numbers
    CHECK (abs(numerator) < 1e12 AND denominator < 1e12);

-- One figure for every day: a quarter beside its year would count twice.
ALTER TABLE @schema@.observation ADD CONSTRAINT observation_periods_of_a_measure_do_not_overlap
    EXCLUDE USING gist (int8range(agency_id, agency_id, '[]') WITH &&, @extschema@.code_range(measure, measure, '[]') WITH &&,
                        daterange(first_day, last_day, '[]') WITH &&);

ALTER TABLE @schema@.framework ADD CONSTRAINT framework_code_is_a_code
    CHECK (@extschema@.is_code(code));

ALTER TABLE @schema@.framework ADD CONSTRAINT framework_year_is_plausible
    CHECK (year BETWEEN 1900 AND 2200);

ALTER TABLE @schema@.framework ADD CONSTRAINT framework_kind_is_a_name
    CHECK (@extschema@.is_code(kind));

ALTER TABLE @schema@.framework ADD CONSTRAINT framework_begins_before_it_ends
    CHECK (first_day <= last_day);

ALTER TABLE @schema@.framework ADD CONSTRAINT framework_year_is_of_its_period
    CHECK (year >= extract(year FROM first_day) AND year <= extract(year FROM first_day) + 1 AND year <= extract(year FROM last_day) AND year >= extract(year FROM last_day) - 1);

ALTER TABLE @schema@.framework ADD CONSTRAINT framework_of_the_par_index_is_of_a_year
    CHECK (kind <> 'PAR' OR first_day = make_date(year, 1, 1) AND last_day = make_date(year, 12, 31));

ALTER TABLE @schema@.framework ADD CONSTRAINT framework_is_one_of_its_kind_bloc_and_period
    UNIQUE (kind, bloc, first_day, last_day);

ALTER TABLE @schema@.band ADD CONSTRAINT band_name_is_a_name
    CHECK (@extschema@.is_code(name));

ALTER TABLE @schema@.band ADD CONSTRAINT band_lower_bound_is_a_percentage
    CHECK (lower_bound BETWEEN 0 AND 1000);

ALTER TABLE @schema@.gate ADD CONSTRAINT gate_name_is_a_name
    CHECK (@extschema@.is_code(name));

ALTER TABLE @schema@.gate ADD CONSTRAINT gate_condition_can_be_decided
    CHECK (@extschema@.is_condition(condition));

ALTER TABLE @schema@.criterion ADD CONSTRAINT criterion_code_is_a_code
    CHECK (@extschema@.is_code(code));

ALTER TABLE @schema@.criterion ADD CONSTRAINT criterion_maximum_is_a_number
    CHECK (max_points <> 'NaN');

ALTER TABLE @schema@.assessment ADD CONSTRAINT assessment_result_is_a_plausible_number
    CHECK (abs(numerator) < 1e12 AND abs(denominator) < 1e12);

ALTER TABLE @schema@.override ADD CONSTRAINT override_result_is_a_plausible_number
    CHECK (abs(numerator) < 1e12 AND denominator < 1e12 AND points <> 'NaN');

ALTER TABLE @schema@.rating_grade ADD CONSTRAINT rating_grade_code_is_a_code
    CHECK (@extschema@.is_code(code));

ALTER TABLE @schema@.rating ADD CONSTRAINT rating_person_is_a_code
    CHECK (person = '' OR @extschema@.is_code(person));

ALTER TABLE @schema@.rating ADD CONSTRAINT rating_decided_on_is_plausible
    CHECK (decided_on BETWEEN '1900-01-01' AND '2200-12-31');

ALTER TABLE @schema@.discipline_level ADD CONSTRAINT discipline_level_code_is_a_code
    CHECK (@extschema@.is_code(code));

ALTER TABLE @schema@.disciplinary_case ADD CONSTRAINT disciplinary_case_person_is_a_code
    CHECK (person = '' OR @extschema@.is_code(person));

ALTER TABLE @schema@.disciplinary_case ADD CONSTRAINT disciplinary_case_decided_on_is_plausible
    CHECK (decided_on BETWEEN '1900-01-01' AND '2200-12-31');

ALTER TABLE @schema@.rating_rule ADD CONSTRAINT rating_rule_code_is_a_code
    CHECK (@extschema@.is_code(code));

ALTER TABLE @schema@.rating_rule ADD CONSTRAINT rating_rule_band_is_a_name
    CHECK (@extschema@.is_code(needs_band));

ALTER TABLE @schema@.target ADD CONSTRAINT target_condition_can_be_decided
    CHECK (@extschema@.is_condition(condition));

ALTER TABLE @schema@.target_measure ADD CONSTRAINT target_measure_value_is_a_plausible_number
    CHECK (abs(value) < 1e15);

ALTER TABLE @schema@.published_figure ADD CONSTRAINT published_figure_code_is_a_code
    CHECK (@extschema@.is_code(code));

ALTER TABLE @schema@.published_figure ADD CONSTRAINT published_figure_counts_are_plausible_numbers
    CHECK (abs(numerator) < 1e15 AND abs(denominator) < 1e15);

ALTER TABLE @schema@.published_figure ADD CONSTRAINT published_figure_printed_is_a_number
    CHECK (@extschema@.is_number(printed));

ALTER TABLE @schema@.measure ADD CONSTRAINT measure_codes_are_those_of_a_code
    CHECK ((unit = 'code') = (codes IS NOT NULL));

-- No figure is said in words: '-', 'không phát sinh'.
ALTER TABLE @schema@.observation ADD CONSTRAINT observation_says_something
    CHECK (numerator IS NOT NULL OR value_text IS NOT NULL);

ALTER TABLE @schema@.observation ADD CONSTRAINT observation_denominator_has_a_numerator
    CHECK (denominator IS NULL OR numerator IS NOT NULL);

ALTER TABLE @schema@.report_form ADD CONSTRAINT report_form_code_is_a_code
    CHECK (@extschema@.is_code(code));

ALTER TABLE @schema@.report_form ADD CONSTRAINT report_form_set_is_a_code
    CHECK (@extschema@.is_code(form_set));

ALTER TABLE @schema@.report_item ADD CONSTRAINT report_item_code_is_a_code
    CHECK (@extschema@.is_code(code));

ALTER TABLE @schema@.report_identity ADD CONSTRAINT report_identity_code_is_a_code
    CHECK (@extschema@.is_code(code));

ALTER TABLE @schema@.target ADD CONSTRAINT target_year_is_plausible
    CHECK (year BETWEEN 1900 AND 2200);

ALTER TABLE @schema@.target_step ADD CONSTRAINT target_step_condition_can_be_decided
    CHECK (@extschema@.is_condition(condition));
