-- Dossiers of agencies that were not there; no constraint can say it.
CREATE OR REPLACE FUNCTION @schema@.dossier_time_faults()
RETURNS TABLE (fault text, key text, message_en text, message_vi text)
LANGUAGE sql STABLE PARALLEL SAFE
AS $sql$
    SELECT 'agency_not_valid', d.code,
           format('agency %s did not exist on %s, when dossier %s was received', a.code, to_char(d.received_at AT TIME ZONE s.zone, 'YYYY-MM-DD'), d.code),
           format('cơ quan %s không tồn tại vào ngày %s, khi tiếp nhận hồ sơ %s', a.code, to_char(d.received_at AT TIME ZONE s.zone, 'DD/MM/YYYY'), d.code)
    FROM (SELECT max(zone) AS zone FROM @schema@.setting) s, @schema@.agency a JOIN @schema@.dossier d ON d.agency_id = a.id
    WHERE (a.valid_from IS NOT NULL OR a.valid_to IS NOT NULL)
      AND NOT daterange(a.valid_from, a.valid_to, '[]') @> (d.received_at AT TIME ZONE s.zone)::date;
$sql$;

CREATE OR REPLACE FUNCTION @schema@.outcome_faults()
RETURNS TABLE (fault text, key text, message_en text, message_vi text)
LANGUAGE sql STABLE PARALLEL SAFE
AS $sql$
    SELECT 'outcome_of_an_open_dossier', c.dossier,
           format('dossier %s is %s and has no day on which it was finished', c.dossier, c.outcome),
           format('hồ sơ %s đã có kết quả xử lý "%s" nhưng chưa có ngày kết thúc', c.dossier, c.outcome)
    FROM @schema@.dossier_conduct c JOIN @schema@.dossier d ON d.code = c.dossier
    WHERE c.outcome IS NOT NULL AND d.finished_at IS NULL;
$sql$;

-- All faults of a filled model at once, for par.check_model: what the checks at
-- entry would refuse today, and what no constraint can say.
CREATE OR REPLACE FUNCTION @schema@.model_faults()
RETURNS TABLE (severity text, relation text, key text, fault text, message_en text, message_vi text)
LANGUAGE sql STABLE PARALLEL SAFE
AS $sql$
    SELECT 'error', 'agency', key, fault, message_en, message_vi FROM @schema@.agency_faults()
    UNION ALL
    SELECT 'error', 'agency_succession', key, fault, message_en, message_vi FROM @schema@.succession_faults()
    UNION ALL
    SELECT 'error', 'response', key, fault, message_en, message_vi FROM @schema@.response_faults()
    UNION ALL
    SELECT 'error', 'answer', key, fault, message_en, message_vi FROM @schema@.answer_faults()
    UNION ALL
    SELECT 'error', 'assessment', key, fault, message_en, message_vi FROM @schema@.assessment_faults()
    UNION ALL
    SELECT 'error', 'dossier_supplement', key, fault, message_en, message_vi FROM @schema@.supplement_faults()
    UNION ALL
    SELECT 'error', 'gate', key, fault, message_en, message_vi FROM @schema@.gate_faults()
    UNION ALL
    SELECT 'error', 'measure', key, fault, message_en, message_vi FROM @schema@.measure_faults()
    UNION ALL
    SELECT 'error', 'observation', key, fault, message_en, message_vi FROM @schema@.observation_faults()
    UNION ALL
    SELECT 'error', 'criterion', key, fault, message_en, message_vi FROM @schema@.criterion_faults()
    UNION ALL
    SELECT 'error', 'report_item', key, fault, message_en, message_vi FROM @schema@.report_item_faults()
    UNION ALL
    SELECT 'error' AS severity, 'task' AS relation, key, fault, message_en, message_vi FROM @schema@.task_faults()
    UNION ALL
    SELECT 'error' AS severity, 'task_agency' AS relation, key, fault, message_en, message_vi FROM @schema@.task_agency_faults()
    UNION ALL
    SELECT 'error' AS severity, 'obligation' AS relation, key, fault, message_en, message_vi FROM @schema@.obligation_faults()
    UNION ALL
    SELECT 'error', 'closing', k.framework, 'frozen_changed',
           format('what was frozen of framework "%s" at %s is not what stands there', k.framework, to_char(k.closed_at, 'YYYY-MM-DD HH24:MI')),
           format('số liệu đã khóa của bộ tiêu chí "%s" lúc %s đã bị thay đổi', k.framework, to_char(k.closed_at, 'HH24:MI DD/MM/YYYY'))
    FROM @schema@.closing k WHERE k.checksum IS DISTINCT FROM @schema@.frozen_checksum(k.id)
    UNION ALL
    SELECT 'error', 'override', key, fault, message_en, message_vi FROM @schema@.override_faults()
    UNION ALL
    SELECT f.severity, 'framework', concat_ws('/', f.framework, nullif(f.criterion, '')), f.code, f.message_en, f.message_vi
    FROM @schema@.framework_faults() f WHERE f.code NOT IN ('assessment', 'gate', 'measure')
    UNION ALL
    SELECT 'error', (SELECT t.relname::text FROM pg_class t WHERE t.oid = c.conrelid), c.conname, 'constraint_not_valid',
           format('rows of an earlier version violate the constraint: %s', pg_get_constraintdef(c.oid)),
           format('có dòng dữ liệu của phiên bản trước vi phạm ràng buộc: %s', pg_get_constraintdef(c.oid))
    FROM pg_constraint c
    WHERE NOT c.convalidated AND c.connamespace = (SELECT t.relnamespace FROM pg_class t WHERE t.oid = @extschema@.table_of(NULL::@schema@.setting))
    UNION ALL
    SELECT 'error', 'dossier', key, fault, message_en, message_vi FROM @schema@.dossier_time_faults()
    UNION ALL
    SELECT 'warning', 'agency', a.code, 'successor_without_a_day',
           format('agency %s has successor %s, but no last day: it counts as its successor from the first day on', a.code, n.code),
           format('cơ quan %s có cơ quan kế thừa %s nhưng chưa có ngày hết hiệu lực: được tính là cơ quan kế thừa từ ngày đầu', a.code, n.code)
    FROM @schema@.agency_succession s JOIN @schema@.agency a ON a.id = s.predecessor_id JOIN @schema@.agency n ON n.id = s.successor_id
    WHERE s.day IS NULL AND s.field IS NULL AND s.service IS NULL
    UNION ALL
    SELECT 'warning', 'agency', a.code, 'split_without_the_rest',
           format('agency %s was split on %s, and no agency is named for what no row names', a.code, coalesce(to_char(s.day, 'YYYY-MM-DD'), '(no day)')),
           format('cơ quan %s chia tách ngày %s nhưng chưa ghi cơ quan nhận phần còn lại', a.code, coalesce(to_char(s.day, 'DD/MM/YYYY'), '(chưa có ngày)'))
    FROM (SELECT DISTINCT s.predecessor_id, s.day FROM @schema@.agency_succession s WHERE s.kind = 'split') s JOIN @schema@.agency a ON a.id = s.predecessor_id
    WHERE a.successor_id IS NULL
    UNION ALL
    SELECT 'warning', 'agency', a.code, 'parent_not_valid',
           format('agency %s has parent %s, which does not exist in all of its time', a.code, p.code),
           format('cơ quan %s trực thuộc %s, cơ quan không tồn tại suốt thời gian đó', a.code, p.code)
    FROM @schema@.agency a JOIN @schema@.agency p ON p.id = a.parent_id
    WHERE NOT daterange(p.valid_from, p.valid_to, '[]') @> daterange(a.valid_from, a.valid_to, '[]')
    UNION ALL
    SELECT 'warning', 'rating', format('%s/%s/%s', c.agency_code, c.year, concat_ws('/', c.subject, nullif(c.person, ''))), c.verdict,
           CASE WHEN c.verdict = 'no_data' THEN format('rating "%s" of agency %s in %s needs the band "%s" by rule %s, and there is no band to judge it by', c.grade, c.agency_code, c.year, c.needs_band, c.rule)
                WHEN c.n_cases > 0 THEN format('rating "%s" of agency %s in %s excludes disciplinary cases from "%s" by rule %s: %s', c.grade, c.agency_code, c.year, c.no_case_from, c.rule, c.n_cases)
                ELSE format('rating "%s" of agency %s in %s needs the band "%s" by rule %s: it is "%s"', c.grade, c.agency_code, c.year, c.needs_band, c.rule, c.band) END,
           CASE WHEN c.verdict = 'no_data' THEN format('mức "%s" của cơ quan %s năm %s cần xếp loại "%s" theo quy định %s nhưng chưa có xếp loại để xét', c.grade_vi, c.agency_code, c.year, c.needs_band, c.rule)
                WHEN c.n_cases > 0 THEN format('mức "%s" của cơ quan %s năm %s không được có kỷ luật từ "%s" trở lên theo quy định %s: có %s', c.grade_vi, c.agency_code, c.year, c.no_case_from, c.rule, c.n_cases)
                ELSE format('mức "%s" của cơ quan %s năm %s cần xếp loại "%s" theo quy định %s nhưng chỉ được "%s"', c.grade_vi, c.agency_code, c.year, c.needs_band, c.rule, c.band) END
    FROM @schema@.rating_contradictions c
    UNION ALL
    SELECT 'warning', 'dossier_conduct', key, fault, message_en, message_vi FROM @schema@.outcome_faults()
    UNION ALL
    SELECT 'error', 'petition', p.code, 'agency_not_valid',
           format('agency %s did not exist on %s, when petition %s was received', a.code, to_char(p.received_on, 'YYYY-MM-DD'), p.code),
           format('cơ quan %s không tồn tại vào ngày %s, khi tiếp nhận phản ánh, kiến nghị %s', a.code, to_char(p.received_on, 'DD/MM/YYYY'), p.code)
    FROM @schema@.agency a JOIN @schema@.petition p ON p.agency_id = a.id
    WHERE NOT daterange(a.valid_from, a.valid_to, '[]') @> p.received_on
    UNION ALL
    SELECT 'warning', 'assessment', format('%s/%s/%s', s.framework, s.agency_code, s.criterion_code), 'not_reported',
           CASE WHEN s.measure IS NULL THEN format('criterion %s of framework "%s" has no result of source %s for agency %s', s.criterion_code, s.framework, s.source, s.agency_code)
                ELSE format('criterion %s of framework "%s" has no row of measure "%s" for agency %s', s.criterion_code, s.framework, s.measure, s.agency_code) END,
           CASE WHEN s.measure IS NULL THEN format('tiêu chí %s của bộ tiêu chí "%s" chưa có kết quả nguồn %s cho cơ quan %s', s.criterion_code, s.framework, s.source, s.agency_code)
                ELSE format('tiêu chí %s của bộ tiêu chí "%s" chưa có dữ liệu của số đo "%s" cho cơ quan %s', s.criterion_code, s.framework, s.measure, s.agency_code) END
    FROM @schema@.current_states() s
    WHERE s.state = 'not_reported'
    UNION ALL
    SELECT 'warning', 'criterion_state', format('%s/%s/%s', c.framework, a.code, c.code), 'gap_of_1_1',
           format('criterion %s of framework "%s" had no result for agency %s in 1.1 and is taken as not applicable', c.code, c.framework, a.code),
           format('tiêu chí %s của bộ tiêu chí "%s" chưa có kết quả cho cơ quan %s ở bản 1.1 và được coi là không áp dụng', c.code, c.framework, a.code)
    FROM @schema@.criterion_state s JOIN @schema@.criterion c ON c.id = s.criterion_id JOIN @schema@.agency a ON a.id = s.agency_id
    WHERE s.reason = '1.1'
    UNION ALL
    SELECT 'warning', 'agency', format('%s/%s', f.code, a.code), 'not_assessed',
           format('agency %s of bloc "%s" has no assessment by framework "%s"', a.code, a.bloc, f.code),
           format('cơ quan %s thuộc khối "%s" chưa được chấm theo bộ tiêu chí "%s"', a.code, a.bloc, f.code)
    FROM @schema@.framework f JOIN @schema@.agency a ON a.bloc = f.bloc
    WHERE daterange(a.valid_from, a.valid_to, '[]') && daterange(f.first_day, f.last_day, '[]')
      AND EXISTS (SELECT FROM @schema@.criterion c WHERE c.framework = f.code)
      AND NOT EXISTS (SELECT FROM @schema@.assessment s JOIN @schema@.criterion c ON c.id = s.criterion_id
                      WHERE s.agency_id = a.id AND c.framework = f.code)
      AND NOT EXISTS (SELECT FROM @schema@.stored_league t WHERE t.framework = f.code AND t.agency_id = a.id)
    UNION ALL
    SELECT 'warning', 'assessment', format('%s/%s/%s/%s', c.framework, a.code, c.code, s.source), 'source_unused',
           format('criterion %s of framework "%s" counts source %s, so the result of source %s for agency %s is not used', c.code, c.framework, c.source, s.source, a.code),
           format('tiêu chí %s của bộ tiêu chí "%s" tính nguồn %s nên kết quả nguồn %s của cơ quan %s không được dùng', c.code, c.framework, c.source, s.source, a.code)
    FROM @schema@.assessment s
         JOIN @schema@.criterion c ON c.id = s.criterion_id AND c.measure IS NULL AND c.source <> s.source AND s.source <> 'self'
         JOIN @schema@.agency a ON a.id = s.agency_id
    UNION ALL
    SELECT 'warning', 'gate', format('%s/%s', t.framework, a.code), 'gate_without_data',
           format('a gate of framework "%s" cannot be decided for agency %s: its measures are %s', t.framework, a.code, t.measures),
           format('chưa đủ số liệu để xét điều kiện khống chế của bộ tiêu chí "%s" cho cơ quan %s: số liệu hiện có %s', t.framework, a.code, t.measures)
    FROM @schema@.stored_league t JOIN @schema@.agency a ON a.id = t.agency_id
    WHERE t.gate_state = 'no_data'
    UNION ALL
    SELECT 'warning', 'target', t.number::text, 'target_measure_missing',
           format('target %s asks for measures without a value: %s', t.number, string_agg(n.name, ', ' ORDER BY n.name)),
           format('mục tiêu %s dùng số liệu chưa có giá trị: %s', t.number, string_agg(n.name, ', ' ORDER BY n.name))
    FROM @schema@.target t CROSS JOIN LATERAL unnest(@extschema@.condition_names(t.condition)) AS n (name)
    WHERE NOT EXISTS (SELECT FROM @schema@.target_measure m WHERE m.target = t.number AND m.name = n.name AND m.value IS NOT NULL)
      AND NOT EXISTS (SELECT FROM @schema@.province_measures() v WHERE v.name = n.name AND v.value IS NOT NULL)
    GROUP BY t.number
    UNION ALL
    SELECT 'warning', 'task', concat_ws('/', t.plan, nullif(t.part, ''), t.area_no, nullif(t.item_no, '')), 'nobody_bound',
           format('no agency is bound to the task "%s"', left(t.title, 200)), format('chưa giao cơ quan nào thực hiện nhiệm vụ "%s"', left(t.title, 200))
    FROM @schema@.task t
    WHERE NOT EXISTS (SELECT FROM @schema@.task_agency b WHERE b.task_id = t.id)
      AND NOT EXISTS (SELECT FROM @schema@.task s JOIN @schema@.task_agency b ON b.task_id = s.id WHERE s.parent_id = t.id)
    UNION ALL
    SELECT 'warning' AS severity, 'task_agency' AS relation, concat_ws('/', t.plan, nullif(t.part, ''), t.area_no, nullif(t.item_no, ''), a.code), 'bound_without_obligation' AS fault,
           format('agency %s is bound to the heading "%s" and to none of its sub-items', a.code, left(t.title, 200)),
           format('cơ quan %s được giao nhiệm vụ "%s" nhưng không được giao mục con nào', a.code, left(t.title, 200))
    FROM @schema@.task_agency b JOIN @schema@.task t ON t.id = b.task_id JOIN @schema@.agency a ON a.id = b.agency_id
    WHERE EXISTS (SELECT FROM @schema@.task s WHERE s.parent_id = t.id)
      AND NOT EXISTS (SELECT FROM @schema@.duties() d WHERE d.root_id = t.id AND d.agency_id = b.agency_id)
    UNION ALL
    SELECT 'warning' AS severity, 'obligation' AS relation, concat_ws('/', t.plan, nullif(t.part, ''), t.area_no, nullif(t.item_no, ''), a.code, o.period_label), 'period_gone_from_wording' AS fault,
           format('what is reported for period "%s" is kept: the wording names it no longer', o.period_label),
           format('kết quả của kỳ "%s" được giữ lại nhưng tiến độ không còn nêu kỳ này', o.period_label)
    FROM @schema@.obligation o JOIN @schema@.task t ON t.id = o.task_id JOIN @schema@.agency a ON a.id = o.agency_id
    WHERE o.own AND o.agreed_due IS NULL
    UNION ALL
    SELECT 'warning' AS severity, 'obligation' AS relation, concat_ws('/', d.plan, nullif(t.part, ''), t.area_no, nullif(t.item_no, ''), d.agency_code, d.period_label), 'done_after_reporting_date' AS fault,
           format('done on %s, after the reporting date %s: counted as open', to_char(d.done_on, 'YYYY-MM-DD'), to_char(s.reporting_date, 'YYYY-MM-DD')),
           format('hoàn thành ngày %s, sau ngày báo cáo %s: tính là chưa xong', to_char(d.done_on, 'DD/MM/YYYY'), to_char(s.reporting_date, 'DD/MM/YYYY'))
    FROM (SELECT max(reporting_date) AS reporting_date FROM @schema@.setting) s
         JOIN @schema@.duties() d ON d.done_on > s.reporting_date
         JOIN @schema@.task t ON t.id = d.task_id
    UNION ALL
    SELECT 'warning' AS severity, 'obligation' AS relation, concat_ws('/', d.plan, nullif(t.part, ''), t.area_no, nullif(t.item_no, ''), d.agency_code, d.period_label), 'done_before_assigned' AS fault,
           format('done on %s, before it was assigned on %s', to_char(d.done_on, 'YYYY-MM-DD'), to_char(d.assigned_on, 'YYYY-MM-DD')),
           format('hoàn thành ngày %s, trước ngày được giao %s', to_char(d.done_on, 'DD/MM/YYYY'), to_char(d.assigned_on, 'DD/MM/YYYY'))
    FROM @schema@.duties() d
         JOIN @schema@.task t ON t.id = d.task_id
    WHERE d.done_on < d.assigned_on
    UNION ALL
    SELECT 'warning', 'response', format('%s/%s', r.survey, coalesce(r.form_no, r.id::text)), 'no_answers',
           format('form %s of survey "%s" has no answers', coalesce(r.form_no, r.id::text), r.survey),
           format('phiếu %s của khảo sát "%s" không có câu trả lời nào', coalesce(r.form_no, r.id::text), r.survey)
    FROM @schema@.response r WHERE NOT EXISTS (SELECT FROM @schema@.answer a WHERE a.response_id = r.id AND a.agency_id = r.agency_id)
    UNION ALL
    SELECT 'warning', 'survey', v.code, 'no_questions',
           format('survey "%s" has no questions', v.code), format('khảo sát "%s" chưa có câu hỏi nào', v.code)
    FROM @schema@.survey v WHERE NOT EXISTS (SELECT FROM @schema@.question q WHERE q.survey = v.code)
    UNION ALL
    SELECT 'warning', 'published_figure', p.code, 'not_a_number',
           format('"%s" is not a printed number', left(p.printed, 200)), format('"%s" không phải là số', left(p.printed, 200))
    FROM @schema@.published_figure p WHERE NOT @extschema@.is_number(p.printed);
$sql$;
