-- One row.  Views that join it read max() of its columns: of an aggregate the planner
-- knows that it gives one row, where it expects hundreds of a table that is too
-- small to be analyzed.  A scalar sub-select has one row anyway, and is planned
-- faster without.
CREATE TABLE IF NOT EXISTS @schema@.setting (
    id             boolean PRIMARY KEY DEFAULT true,
    period_from    date NOT NULL,
    reporting_date date NOT NULL,
    zone           text NOT NULL DEFAULT 'Asia/Ho_Chi_Minh',
    at_risk_days   integer NOT NULL DEFAULT 14,
    min_answers    integer NOT NULL DEFAULT 0,
    as_of          timestamptz GENERATED ALWAYS AS ((reporting_date + time '23:59:59.999999') AT TIME ZONE zone) STORED,
    CONSTRAINT setting_has_one_row CHECK (id),
    CONSTRAINT setting_period_begins_before_it_ends CHECK (period_from <= reporting_date),
    CONSTRAINT setting_at_risk_days_not_negative CHECK (at_risk_days >= 0),
    CONSTRAINT setting_min_answers_not_negative CHECK (min_answers >= 0)
);
-- Satisfaction of fewer persons is not shown.
ALTER TABLE @schema@.setting ADD COLUMN IF NOT EXISTS min_persons integer NOT NULL DEFAULT 0
    CONSTRAINT setting_min_persons_not_negative CHECK (min_persons >= 0);

-- When the stored summaries were computed last.
ALTER TABLE @schema@.setting ADD COLUMN IF NOT EXISTS refreshed_at timestamptz;

INSERT INTO @schema@.setting (period_from, reporting_date) VALUES (date_trunc('year', current_date)::date, current_date) ON CONFLICT DO NOTHING;

CREATE TABLE IF NOT EXISTS @schema@.label (
    kind text,
    code text,
    en   text NOT NULL,
    vi   text NOT NULL,
    PRIMARY KEY (kind, code)
);

INSERT INTO @schema@.label VALUES
    ('status', 'early', 'Early', 'Trước hạn'),
    ('status', 'on_time', 'On time', 'Đúng hạn'),
    ('status', 'late', 'Late', 'Trễ hạn'),
    ('status', 'pending', 'In progress', 'Đang thực hiện, trong hạn'),
    ('status', 'overdue', 'Overdue', 'Quá hạn'),
    ('status', 'paused', 'Paused', 'Tạm dừng'),
    ('status', 'no_deadline', 'No deadline', 'Không có thời hạn'),
    ('status', 'not_arisen', 'Not arisen', 'Không phát sinh'),
    ('deadline_kind', 'year', 'Year', 'Trong năm'),
    ('deadline_kind', 'quarter', 'Quarter', 'Theo quý'),
    ('deadline_kind', 'month', 'Month', 'Theo tháng'),
    ('deadline_kind', 'date', 'Date', 'Ngày cụ thể'),
    ('deadline_kind', 'range', 'Range', 'Khoảng thời gian'),
    ('deadline_kind', 'start_only', 'Start only', 'Chỉ có thời điểm bắt đầu'),
    ('deadline_kind', 'recurring', 'Recurring', 'Thường xuyên'),
    ('deadline_kind', 'periodic', 'Periodic', 'Định kỳ'),
    ('deadline_kind', 'after_event', 'After an event', 'Sau một sự kiện'),
    ('deadline_kind', 'external', 'Set by others', 'Theo cơ quan khác'),
    ('deadline_kind', 'unrecognised', 'Not recognised', 'Không đọc được'),
    ('deadline_kind', 'agreed', 'Agreed by the office', 'Do cơ quan ấn định'),
    ('level', 'central', 'Central line', 'Ngành dọc trung ương'),
    ('level', 'province', 'Province', 'Cấp tỉnh'),
    ('level', 'district', 'District', 'Cấp huyện'),
    ('level', 'commune', 'Commune', 'Cấp xã'),
    ('online_level', 'full', 'Fully online service', 'Dịch vụ công toàn trình'),
    ('online_level', 'partial', 'Partly online service', 'Dịch vụ công một phần'),
    ('online_level', 'none', 'Counter only', 'Chưa trực tuyến'),
    ('channel', 'online', 'Online', 'Trực tuyến'),
    ('channel', 'counter', 'At the counter', 'Trực tiếp'),
    ('kind', 'normal', 'Criterion', 'Tiêu chí'),
    ('kind', 'bonus', 'Bonus', 'Điểm thưởng'),
    ('kind', 'penalty', 'Penalty', 'Điểm phạt'),
    ('source', 'self', 'Self-assessed', 'Tự đánh giá'),
    ('source', 'appraised', 'Appraised', 'Thẩm định'),
    ('source', 'survey', 'Survey', 'Điều tra xã hội học'),
    ('attainment', 'met', 'Met', 'Đạt'),
    ('attainment', 'not_met', 'Not met', 'Không đạt'),
    ('attainment', 'no_data', 'No data', 'Chưa có số liệu'),
    ('gate_state', 'open', 'Open: does not cap the band', 'Không khống chế'),
    ('gate_state', 'closed', 'Closed: caps the band', 'Khống chế mức xếp loại'),
    ('gate_state', 'no_data', 'No data: not decided', 'Chưa có số liệu để xét'),
    ('criterion_state', 'scored', 'Scored', 'Đã chấm điểm'),
    ('criterion_state', 'not_applicable', 'Not applicable', 'Không áp dụng'),
    ('criterion_state', 'not_arisen', 'Not arisen', 'Không phát sinh'),
    ('criterion_state', 'not_reported', 'Not reported', 'Chưa báo cáo'),
    ('task_state', 'assigned', 'Assigned', 'Đã giao'),
    ('task_state', 'draft_submitted', 'Draft submitted', 'Đã trình dự thảo'),
    ('task_state', 'paused', 'Paused', 'Tạm dừng'),
    ('task_state', 'not_arisen', 'Not arisen', 'Không phát sinh'),
    ('task_state', 'not_reported', 'Not reported', 'Chưa báo cáo'),
    ('task_kind', 'task', 'Task of the plan', 'Nhiệm vụ trong kế hoạch'),
    ('task_kind', 'government', 'Task of the Government', 'Nhiệm vụ Chính phủ, Thủ tướng Chính phủ giao'),
    ('task_kind', 'report', 'Periodic report', 'Báo cáo định kỳ'),
    ('role', 'lead', 'Lead', 'Chủ trì'),
    ('role', 'cooperating', 'Cooperating', 'Phối hợp')
ON CONFLICT DO NOTHING;

CREATE TABLE IF NOT EXISTS @schema@.calendar_day (
    day  date PRIMARY KEY,
    kind text NOT NULL,
    name text,
    CONSTRAINT calendar_day_is_off_or_work CHECK (kind IN ('off', 'work'))
);

-- The day that a worked day stands in for; the calendar's own "for".
ALTER TABLE @schema@.calendar_day ADD COLUMN IF NOT EXISTS replaces date;
