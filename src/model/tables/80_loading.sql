-- Sheets of an office, on their way into the tables above.  No table above could
-- hold a cell that is not yet read, a row that is refused, or what a load did.
--
-- What can be loaded is rows: a kind names the tables that its rows go to, its
-- fields name the columns and how a cell is read.  A new kind is new rows here.
CREATE TABLE IF NOT EXISTS @schema@.load_kind (
    code           text PRIMARY KEY,
    en             text NOT NULL,
    vi             text NOT NULL,
    relations      text[] NOT NULL,
    section_number text,
    section_title  text,
    position       integer NOT NULL DEFAULT 0,
    CONSTRAINT load_kind_names_its_tables CHECK (cardinality(relations) > 0)
);

-- A field without a relation helps to find another (the framework of a criterion).
CREATE TABLE IF NOT EXISTS @schema@.load_field (
    kind        text REFERENCES @schema@.load_kind ON DELETE CASCADE,
    field       text,
    relation    text,
    attname     text,
    type        text NOT NULL,
    required    boolean NOT NULL DEFAULT false,
    in_key      boolean NOT NULL DEFAULT false,
    fallback    text,
    of_field    text,
    en          text NOT NULL,
    vi          text NOT NULL,
    position    integer NOT NULL DEFAULT 0,
    PRIMARY KEY (kind, field),
    CONSTRAINT load_field_name_is_plain CHECK (field ~ '^[a-z][a-z0-9_]{0,40}$'),
    CONSTRAINT load_field_type_is_known CHECK (type ~ '^(text|wording|number|integer|date|time|time_end|boolean|printed|parent|row|stem|agencies|find:[a-z_]+)$'),
    CONSTRAINT load_field_of_a_relation_has_a_column CHECK ((relation IS NULL) = (attname IS NULL))
);

INSERT INTO @schema@.load_kind (code, en, vi, relations, section_number, section_title, position) VALUES
    ('agencies', 'Agencies', 'Cơ quan, đơn vị', '{agency}', NULL, NULL, 1),
    ('services', 'Public services', 'Thủ tục hành chính', '{service}', NULL, NULL, 2),
    ('dossiers', 'Dossiers', 'Hồ sơ thủ tục hành chính', '{dossier}', NULL, NULL, 3),
    ('tasks', 'Tasks and their results', 'Nhiệm vụ và kết quả', '{task,task_agency}', 'item_no', 'title', 4),
    ('surveys', 'Survey forms', 'Phiếu khảo sát', '{response,answer}', NULL, NULL, 5),
    ('criteria', 'Criteria tree', 'Bộ tiêu chí', '{criterion}', NULL, NULL, 6),
    ('assessments', 'Assessments', 'Kết quả chấm điểm', '{assessment}', NULL, NULL, 7),
    ('observations', 'Observations', 'Số liệu nhập tay', '{observation}', NULL, NULL, 8),
    ('figures', 'Published figures', 'Số liệu đã công bố', '{published_figure}', NULL, NULL, 9),
    ('petitions', 'Petitions', 'Phản ánh, kiến nghị', '{petition}', NULL, NULL, 10),
    ('conduct', 'Conduct of dossiers', 'Quá trình giải quyết, số hóa hồ sơ', '{dossier_conduct}', NULL, NULL, 11),
    ('supplements', 'Requests to supplement', 'Yêu cầu bổ sung hồ sơ', '{dossier_supplement}', NULL, NULL, 12)
ON CONFLICT DO NOTHING;

INSERT INTO @schema@.load_field (kind, field, relation, attname, type, required, in_key, fallback, of_field, en, vi, position) VALUES
    ('agencies', 'code', 'agency', 'code', 'text', true, true, NULL, NULL, 'Code of the agency', 'Mã cơ quan', 1),
    ('agencies', 'name', 'agency', 'name', 'text', true, false, NULL, NULL, 'Name of the agency', 'Tên cơ quan', 2),
    ('agencies', 'bloc', 'agency', 'bloc', 'find:bloc', true, false, NULL, NULL, 'Bloc', 'Khối', 3),
    ('agencies', 'level', 'agency', 'level', 'find:level', true, false, NULL, NULL, 'Level', 'Cấp', 4),
    ('agencies', 'valid_from', 'agency', 'valid_from', 'date', false, true, NULL, NULL, 'Valid from', 'Hiệu lực từ ngày', 5),
    ('agencies', 'valid_to', 'agency', 'valid_to', 'date', false, false, NULL, NULL, 'Valid to', 'Hiệu lực đến ngày', 6),
    ('agencies', 'successor', 'agency', 'successor_id', 'find:agency', false, false, NULL, NULL, 'Successor', 'Cơ quan kế thừa', 7),
    ('services', 'code', 'service', 'code', 'text', true, true, NULL, NULL, 'Code of the service', 'Mã thủ tục', 1),
    ('services', 'name', 'service', 'name', 'text', true, false, NULL, NULL, 'Name of the service', 'Tên thủ tục', 2),
    ('services', 'field', 'service', 'field', 'text', true, false, NULL, NULL, 'Field', 'Lĩnh vực', 3),
    ('services', 'online_level', 'service', 'online_level', 'find:online_level', false, false, NULL, NULL, 'Online level', 'Mức độ trực tuyến', 4),
    ('services', 'limit_days', 'service', 'limit_days', 'integer', false, false, NULL, NULL, 'Limit in working days', 'Thời hạn (ngày làm việc)', 5),
    ('services', 'fee', 'service', 'fee', 'number', false, false, NULL, NULL, 'Fee in dong', 'Lệ phí (đồng)', 6),
    ('services', 'eligible_full', 'service', 'eligible_full', 'boolean', false, false, NULL, NULL, 'Eligible to be fully online', 'Đủ điều kiện toàn trình', 7),
    ('services', 'payment_integrated', 'service', 'payment_integrated', 'boolean', false, false, NULL, NULL, 'Payment integrated', 'Tích hợp thanh toán trực tuyến', 8),
    ('services', 'boundary_free', 'service', 'boundary_free', 'boolean', false, false, NULL, NULL, 'Free of boundaries', 'Không phụ thuộc địa giới', 9),
    ('services', 'essential', 'service', 'essential', 'boolean', false, false, NULL, NULL, 'Essential', 'Dịch vụ công thiết yếu', 10),
    ('dossiers', 'no_limit', 'dossier', 'no_limit', 'boolean', false, false, NULL, NULL, 'Without a limit', 'Không tính thời hạn', 11),
    ('dossiers', 'code', 'dossier', 'code', 'text', true, true, NULL, NULL, 'Code of the dossier', 'Mã hồ sơ', 1),
    ('dossiers', 'agency', 'dossier', 'agency_id', 'find:agency', true, false, NULL, 'received_at', 'Agency', 'Cơ quan', 2),
    ('dossiers', 'service', 'dossier', 'service', 'find:service', true, false, NULL, NULL, 'Service', 'Thủ tục', 3),
    ('dossiers', 'received_at', 'dossier', 'received_at', 'time', true, false, NULL, NULL, 'Received', 'Ngày nhận', 4),
    ('dossiers', 'due_at', 'dossier', 'due_at', 'time_end', false, false, NULL, NULL, 'Due', 'Ngày hẹn trả', 5),
    ('dossiers', 'finished_at', 'dossier', 'finished_at', 'time', false, false, NULL, 'received_at', 'Finished', 'Ngày trả kết quả', 6),
    ('dossiers', 'channel', 'dossier', 'channel', 'find:channel', true, false, NULL, NULL, 'Channel', 'Kênh', 7),
    ('dossiers', 'fee', 'dossier', 'fee', 'number', false, false, NULL, NULL, 'Fee in dong', 'Lệ phí (đồng)', 8),
    ('dossiers', 'paid_online', 'dossier', 'paid_online', 'boolean', false, false, NULL, NULL, 'Paid online', 'Thanh toán trực tuyến', 9),
    ('dossiers', 'supplements', 'dossier', 'supplements', 'integer', false, false, NULL, NULL, 'Supplements', 'Số lần bổ sung', 10),
    ('tasks', 'plan', 'task', 'plan', 'find:plan', true, true, NULL, NULL, 'Plan', 'Kế hoạch', 1),
    ('tasks', 'part', 'task', 'part', 'text', false, true, '', NULL, 'Part of the plan', 'Phần', 2),
    ('tasks', 'area_no', 'task', 'area_no', 'text', true, true, NULL, NULL, 'Number of the area', 'Số thứ tự lĩnh vực', 3),
    ('tasks', 'area_title', 'task', 'area_title', 'text', false, false, NULL, NULL, 'Area', 'Tên lĩnh vực', 4),
    ('tasks', 'item_no', 'task', 'item_no', 'text', false, true, '', NULL, 'No.', 'STT', 5),
    ('tasks', 'title', 'task', 'title', 'text', true, false, NULL, NULL, 'Task', 'Nhiệm vụ', 6),
    ('tasks', 'expected_product', 'task', 'expected_product', 'text', false, false, NULL, NULL, 'Product', 'Sản phẩm', 7),
    ('tasks', 'deadline_text', 'task', 'deadline_text', 'wording', false, false, NULL, NULL, 'Deadline', 'Thời gian hoàn thành', 8),
    ('tasks', 'due_on', 'task', 'due_on', 'date', false, false, NULL, NULL, 'Agreed due day', 'Hạn ấn định', 9),
    ('tasks', 'task', 'task_agency', 'task_id', 'parent', false, true, NULL, NULL, 'The task', 'Nhiệm vụ (khóa)', 0),
    ('tasks', 'agency', 'task_agency', 'agency_id', 'agencies', true, true, NULL, NULL, 'Agency in charge', 'Cơ quan chủ trì', 10),
    ('tasks', 'state', 'task_agency', 'state', 'find:task_state', false, false, NULL, NULL, 'State', 'Tình trạng', 11),
    ('tasks', 'done_on', 'task_agency', 'done_on', 'date', false, false, NULL, NULL, 'Done on', 'Ngày hoàn thành', 12),
    ('tasks', 'result', 'task_agency', 'result_text', 'text', false, false, NULL, NULL, 'Result', 'Kết quả', 13),
    ('tasks', 'role', 'task_agency', 'role', 'find:role', false, false, NULL, NULL, 'Role', 'Vai trò', 14),
    ('tasks', 'assigned_on', 'task_agency', 'assigned_on', 'date', false, false, NULL, NULL, 'Assigned on', 'Ngày giao', 15),
    ('tasks', 'task_kind', 'task', 'task_kind', 'find:task_kind', false, false, NULL, NULL, 'Kind of task', 'Loại nhiệm vụ', 16),
    ('surveys', 'survey', 'response', 'survey', 'find:survey', true, true, NULL, NULL, 'Survey', 'Khảo sát', 1),
    ('surveys', 'agency', 'response', 'agency_id', 'find:agency', true, true, NULL, 'answered_on', 'Agency', 'Cơ quan', 2),
    ('surveys', 'form_no', 'response', 'form_no', 'text', true, true, NULL, NULL, 'Form number', 'Phiếu số', 3),
    ('surveys', 'answered_on', 'response', 'answered_on', 'date', true, false, NULL, NULL, 'Answered on', 'Ngày trả lời', 4),
    ('surveys', 'service', 'response', 'service', 'find:service', false, false, NULL, NULL, 'Service', 'Thủ tục', 7),
    ('surveys', 'weight', 'response', 'weight', 'number', false, false, NULL, NULL, 'Weight', 'Trọng số', 8),
    ('surveys', 'stratum', 'response', 'stratum', 'text', false, false, NULL, NULL, 'Stratum', 'Tầng mẫu', 9),
    ('surveys', 'response', 'answer', 'response_id', 'parent', false, true, NULL, NULL, 'The form', 'Phiếu (khóa)', 0),
    ('surveys', 'question', 'answer', 'question_id', 'find:question', true, true, NULL, 'survey', 'Question', 'Câu hỏi', 5),
    ('surveys', 'answer', 'answer', 'answer', 'find:answer', false, false, NULL, NULL, 'Answer', 'Trả lời', 6),
    ('criteria', 'framework', 'criterion', 'framework', 'find:framework', true, true, NULL, NULL, 'Framework', 'Bộ tiêu chí', 1),
    ('criteria', 'code', 'criterion', 'code', 'text', true, true, NULL, NULL, 'Code of the criterion', 'Mã tiêu chí', 2),
    ('criteria', 'parent', 'criterion', 'parent_code', 'stem', false, false, NULL, 'code', 'Code of the parent', 'Mã tiêu chí cha', 3),
    ('criteria', 'title', 'criterion', 'title', 'text', true, false, NULL, NULL, 'Criterion', 'Nội dung tiêu chí', 4),
    ('criteria', 'kind', 'criterion', 'kind', 'find:kind', false, false, NULL, NULL, 'Kind', 'Loại', 5),
    ('criteria', 'max_points', 'criterion', 'max_points', 'number', true, false, NULL, NULL, 'Maximum', 'Điểm tối đa', 6),
    ('criteria', 'rule', 'criterion', 'rule_text', 'text', false, false, NULL, NULL, 'Scoring rule', 'Quy tắc chấm điểm', 7),
    ('criteria', 'source', 'criterion', 'source', 'find:source', false, false, NULL, NULL, 'Source', 'Nguồn điểm', 8),
    ('criteria', 'measure', 'criterion', 'measure', 'find:measure', false, false, NULL, NULL, 'Measure', 'Số đo', 9),
    ('criteria', 'position', 'criterion', 'position', 'row', false, false, NULL, NULL, 'Order', 'Thứ tự', 10),
    ('assessments', 'framework', NULL, NULL, 'find:framework', true, false, NULL, NULL, 'Framework', 'Bộ tiêu chí', 1),
    ('assessments', 'agency', 'assessment', 'agency_id', 'find:agency', true, true, NULL, NULL, 'Agency', 'Cơ quan', 2),
    ('assessments', 'criterion', 'assessment', 'criterion_id', 'find:criterion', true, true, NULL, 'framework', 'Criterion', 'Tiêu chí', 3),
    ('assessments', 'source', 'assessment', 'source', 'find:source', false, true, 'appraised', NULL, 'Source', 'Nguồn điểm', 4),
    ('assessments', 'round', 'assessment', 'round', 'integer', false, true, '1', NULL, 'Round', 'Vòng', 5),
    ('assessments', 'numerator', 'assessment', 'numerator', 'number', false, false, NULL, NULL, 'Numerator', 'Tử số', 6),
    ('assessments', 'denominator', 'assessment', 'denominator', 'number', false, false, NULL, NULL, 'Denominator', 'Mẫu số', 7),
    ('assessments', 'points', 'assessment', 'points', 'number', false, false, NULL, NULL, 'Points', 'Điểm', 8),
    ('assessments', 'note', 'assessment', 'note', 'text', false, false, NULL, NULL, 'Remark', 'Ghi chú', 9),
    ('observations', 'agency', 'observation', 'agency_id', 'find:agency', true, true, NULL, 'last_day', 'Agency', 'Cơ quan', 1),
    ('observations', 'measure', 'observation', 'measure', 'find:measure', true, true, NULL, NULL, 'Measure', 'Số đo', 2),
    ('observations', 'first_day', 'observation', 'first_day', 'date', true, true, NULL, NULL, 'First day', 'Từ ngày', 3),
    ('observations', 'last_day', 'observation', 'last_day', 'date', true, false, NULL, NULL, 'Last day', 'Đến ngày', 4),
    ('observations', 'numerator', 'observation', 'numerator', 'number', false, false, NULL, NULL, 'Numerator', 'Tử số', 5),
    ('observations', 'denominator', 'observation', 'denominator', 'number', false, false, NULL, NULL, 'Denominator', 'Mẫu số', 6),
    ('observations', 'reported_on', 'observation', 'reported_on', 'date', false, false, NULL, NULL, 'Reported on', 'Ngày báo cáo', 7),
    ('observations', 'origin', 'observation', 'origin', 'text', false, false, NULL, NULL, 'Origin', 'Nguồn số liệu', 8),
    ('observations', 'value_text', 'observation', 'value_text', 'text', false, false, NULL, NULL, 'Text in the place of a figure', 'Nội dung thay cho số', 9),
    ('observations', 'note', 'observation', 'note', 'text', false, false, NULL, NULL, 'Remark', 'Chú thích', 10),
    ('figures', 'code', 'published_figure', 'code', 'text', true, true, NULL, NULL, 'Code', 'Mã', 1),
    ('figures', 'origin', 'published_figure', 'origin', 'text', true, false, NULL, NULL, 'Origin', 'Nguồn số liệu', 2),
    ('figures', 'numerator', 'published_figure', 'numerator', 'number', false, false, NULL, NULL, 'Numerator', 'Tử số', 3),
    ('figures', 'denominator', 'published_figure', 'denominator', 'number', false, false, NULL, NULL, 'Denominator', 'Mẫu số', 4),
    ('figures', 'printed', 'published_figure', 'printed', 'printed', true, false, NULL, NULL, 'As printed', 'Tỷ lệ đã in', 5),
    ('figures', 'digits', 'published_figure', 'digits', 'integer', false, false, NULL, NULL, 'Decimals', 'Số chữ số thập phân', 6),
    ('figures', 'note', 'published_figure', 'note', 'text', false, false, NULL, NULL, 'Remark', 'Ghi chú', 7),
    ('conduct', 'code', 'dossier_conduct', 'dossier', 'text', true, true, NULL, NULL, 'Code of the dossier', 'Mã hồ sơ', 1),
    ('conduct', 'outcome', 'dossier_conduct', 'outcome', 'find:dossier_outcome', false, false, NULL, NULL, 'Outcome', 'Kết quả xử lý', 2),
    ('conduct', 'slip_no', 'dossier_conduct', 'slip_no', 'text', false, false, NULL, NULL, 'Slip of the refusal', 'Số phiếu từ chối', 3),
    ('conduct', 'apologised_on', 'dossier_conduct', 'apologised_on', 'date', false, false, NULL, NULL, 'Apology', 'Ngày xin lỗi', 4),
    ('conduct', 'promised_on', 'dossier_conduct', 'promised_on', 'date', false, false, NULL, NULL, 'New date', 'Ngày hẹn lại', 5),
    ('conduct', 'officer', 'dossier_conduct', 'officer', 'text', false, false, NULL, NULL, 'Officer', 'Cán bộ xử lý', 6),
    ('conduct', 'received_by_post', 'dossier_conduct', 'received_by_post', 'boolean', false, false, NULL, NULL, 'Received by post', 'Nhận qua bưu chính', 7),
    ('conduct', 'returned_by_post', 'dossier_conduct', 'returned_by_post', 'boolean', false, false, NULL, NULL, 'Result by post', 'Trả kết quả qua bưu chính', 8),
    ('conduct', 'components', 'dossier_conduct', 'components', 'integer', false, false, NULL, NULL, 'Components', 'Số thành phần hồ sơ', 9),
    ('conduct', 'components_digitised', 'dossier_conduct', 'components_digitised', 'integer', false, false, NULL, NULL, 'Components digitised', 'Số thành phần số hóa', 10),
    ('conduct', 'data_reused', 'dossier_conduct', 'data_reused', 'boolean', false, false, NULL, NULL, 'Data reused', 'Tái sử dụng dữ liệu', 11),
    ('conduct', 'result_digitised', 'dossier_conduct', 'result_digitised', 'boolean', false, false, NULL, NULL, 'Electronic result', 'Kết quả điện tử', 12),
    ('conduct', 'rating', 'dossier_conduct', 'rating', 'integer', false, false, NULL, NULL, 'Rating 1 to 5', 'Điểm đánh giá', 13),
    ('conduct', 'note', 'dossier_conduct', 'note', 'text', false, false, NULL, NULL, 'Remark', 'Ghi chú', 14),
    ('supplements', 'code', 'dossier_supplement', 'dossier', 'text', true, true, NULL, NULL, 'Code of the dossier', 'Mã hồ sơ', 1),
    ('supplements', 'asked_on', 'dossier_supplement', 'asked_on', 'date', true, true, NULL, NULL, 'Asked on', 'Ngày yêu cầu bổ sung', 2),
    ('supplements', 'reason', 'dossier_supplement', 'reason', 'text', false, false, NULL, NULL, 'Reason', 'Lý do', 3),
    ('petitions', 'code', 'petition', 'code', 'text', true, true, NULL, NULL, 'Code of the petition', 'Mã phản ánh, kiến nghị', 1),
    ('petitions', 'agency', 'petition', 'agency_id', 'find:agency', true, false, NULL, 'received_on', 'Agency', 'Cơ quan', 2),
    ('petitions', 'field', 'petition', 'field', 'text', true, false, NULL, NULL, 'Field', 'Lĩnh vực', 3),
    ('petitions', 'channel', 'petition', 'channel', 'find:petition_channel', false, false, NULL, NULL, 'Channel', 'Kênh', 4),
    ('petitions', 'title', 'petition', 'title', 'text', false, false, NULL, NULL, 'Subject', 'Nội dung', 5),
    ('petitions', 'received_on', 'petition', 'received_on', 'date', true, false, NULL, NULL, 'Received', 'Ngày nhận', 6),
    ('petitions', 'due_on', 'petition', 'due_on', 'date', false, false, NULL, NULL, 'Due', 'Ngày hẹn trả', 7),
    ('petitions', 'handled_on', 'petition', 'handled_on', 'date', false, false, NULL, NULL, 'Handled', 'Ngày xử lý', 8),
    ('petitions', 'outcome', 'petition', 'outcome', 'find:petition_outcome', false, false, NULL, NULL, 'Outcome', 'Kết quả xử lý', 9),
    ('petitions', 'published_on', 'petition', 'published_on', 'date', false, false, NULL, NULL, 'Published', 'Ngày công khai', 10)
ON CONFLICT DO NOTHING;

-- Wordings of headers beside the names of the fields.  Case, marks, blanks and
-- punctuation make no difference.  Numbers are multiplied by the factor; a
-- wording without a field is a column that is left out.
CREATE TABLE IF NOT EXISTS @schema@.column_map (
    kind    text NOT NULL,
    wording text NOT NULL,
    field   text,
    factor  numeric NOT NULL DEFAULT 1,
    PRIMARY KEY (kind, wording),
    CONSTRAINT column_map_factor_is_positive CHECK (factor > 0 AND factor < 1e12),
    CONSTRAINT column_map_field_is_a_field FOREIGN KEY (kind, field) REFERENCES @schema@.load_field ON DELETE CASCADE
);
CREATE INDEX IF NOT EXISTS column_map_field ON @schema@.column_map (kind, field);

INSERT INTO @schema@.column_map (kind, wording, field, factor) VALUES
    ('services', 'Thời hạn giải quyết', 'limit_days', 1), ('services', 'Thời hạn giải quyết (ngày làm việc)', 'limit_days', 1), ('services', 'Lệ phí', 'fee', 1), ('services', 'Phí, lệ phí', 'fee', 1), ('services', 'Thanh toán trực tuyến', 'payment_integrated', 1), ('services', 'Phi địa giới', 'boundary_free', 1), ('services', 'Thiết yếu', 'essential', 1),
    ('conduct', 'Số hồ sơ', 'code', 1), ('conduct', 'Mã số hồ sơ', 'code', 1), ('conduct', 'Số biên nhận', 'code', 1), ('supplements', 'Số hồ sơ', 'code', 1), ('supplements', 'Mã số hồ sơ', 'code', 1), ('supplements', 'Ngày yêu cầu', 'asked_on', 1), ('supplements', 'Nội dung bổ sung', 'reason', 1),
    ('conduct', 'Kết quả', 'outcome', 1), ('conduct', 'Trạng thái kết thúc', 'outcome', 1), ('conduct', 'Phiếu từ chối', 'slip_no', 1), ('conduct', 'Ngày phiếu xin lỗi', 'apologised_on', 1), ('conduct', 'Ngày hẹn trả lại', 'promised_on', 1), ('conduct', 'Gia hạn đến ngày', 'promised_on', 1),
    ('conduct', 'Người xử lý', 'officer', 1), ('conduct', 'Cán bộ giải quyết', 'officer', 1), ('conduct', 'Số hóa kết quả', 'result_digitised', 1), ('conduct', 'Kết quả giải quyết điện tử', 'result_digitised', 1), ('conduct', 'Khai thác dữ liệu', 'data_reused', 1), ('conduct', 'Số thành phần được số hóa', 'components_digitised', 1), ('conduct', 'Số thành phần', 'components', 1), ('conduct', 'Đánh giá', 'rating', 1), ('conduct', 'Mức độ hài lòng', 'rating', 1),
    ('petitions', 'Mã PAKN', 'code', 1), ('petitions', 'Số phiếu', 'code', 1), ('petitions', 'Mã phản ánh', 'code', 1), ('petitions', 'Mã số', 'code', 1),
    ('petitions', 'Đơn vị', 'agency', 1), ('petitions', 'Cơ quan xử lý', 'agency', 1), ('petitions', 'Đơn vị xử lý', 'agency', 1), ('petitions', 'Cơ quan, đơn vị', 'agency', 1), ('petitions', 'Cơ quan tiếp nhận', 'agency', 1),
    ('petitions', 'Kênh tiếp nhận', 'channel', 1), ('petitions', 'Nguồn tiếp nhận', 'channel', 1), ('petitions', 'Hình thức tiếp nhận', 'channel', 1), ('petitions', 'Nội dung PAKN', 'title', 1), ('petitions', 'Nội dung phản ánh, kiến nghị', 'title', 1), ('petitions', 'Tiêu đề', 'title', 1),
    ('petitions', 'Ngày tiếp nhận', 'received_on', 1), ('petitions', 'Ngày gửi', 'received_on', 1), ('petitions', 'Hạn xử lý', 'due_on', 1), ('petitions', 'Hạn trả lời', 'due_on', 1), ('petitions', 'Ngày trả lời', 'handled_on', 1), ('petitions', 'Ngày hoàn thành', 'handled_on', 1),
    ('petitions', 'Kết quả', 'outcome', 1), ('petitions', 'Ngày công khai kết quả', 'published_on', 1), ('petitions', 'Công khai ngày', 'published_on', 1),
    ('agencies', 'Mã đơn vị', 'code', 1), ('agencies', 'Mã định danh', 'code', 1), ('agencies', 'Tên đơn vị', 'name', 1), ('agencies', 'Cơ quan, đơn vị', 'name', 1),
    ('agencies', 'Cơ quan', 'name', 1), ('agencies', 'Đơn vị', 'name', 1), ('agencies', 'Khối thi đua', 'bloc', 1), ('agencies', 'Nhóm', 'bloc', 1),
    ('agencies', 'Cấp hành chính', 'level', 1), ('agencies', 'Cấp chính quyền', 'level', 1), ('agencies', 'Từ ngày', 'valid_from', 1), ('agencies', 'Đến ngày', 'valid_to', 1),
    ('services', 'Mã TTHC', 'code', 1), ('services', 'Mã thủ tục hành chính', 'code', 1), ('services', 'Mã số TTHC', 'code', 1), ('services', 'Tên TTHC', 'name', 1),
    ('services', 'Tên thủ tục hành chính', 'name', 1), ('services', 'Thủ tục hành chính', 'name', 1), ('services', 'Mức độ dịch vụ công', 'online_level', 1), ('services', 'Mức độ DVC', 'online_level', 1),
    ('dossiers', 'Số hồ sơ', 'code', 1), ('dossiers', 'Mã số hồ sơ', 'code', 1), ('dossiers', 'Số biên nhận', 'code', 1),
    ('dossiers', 'Cơ quan giải quyết', 'agency', 1), ('dossiers', 'Đơn vị', 'agency', 1), ('dossiers', 'Đơn vị giải quyết', 'agency', 1), ('dossiers', 'Cơ quan, đơn vị', 'agency', 1), ('dossiers', 'Cơ quan thực hiện', 'agency', 1),
    ('dossiers', 'Thủ tục hành chính', 'service', 1), ('dossiers', 'Tên thủ tục', 'service', 1), ('dossiers', 'Tên TTHC', 'service', 1), ('dossiers', 'TTHC', 'service', 1), ('dossiers', 'Mã TTHC', 'service', 1), ('dossiers', 'Mã thủ tục', 'service', 1), ('dossiers', 'Tên thủ tục hành chính', 'service', 1),
    ('dossiers', 'Ngày tiếp nhận', 'received_at', 1), ('dossiers', 'Thời gian tiếp nhận', 'received_at', 1), ('dossiers', 'Thời điểm tiếp nhận', 'received_at', 1), ('dossiers', 'Ngày nộp', 'received_at', 1),
    ('dossiers', 'Hạn trả', 'due_at', 1), ('dossiers', 'Hạn xử lý', 'due_at', 1), ('dossiers', 'Hạn giải quyết', 'due_at', 1), ('dossiers', 'Ngày hẹn trả kết quả', 'due_at', 1), ('dossiers', 'Ngày hẹn', 'due_at', 1), ('dossiers', 'Hạn trả kết quả', 'due_at', 1), ('dossiers', 'Thời gian hẹn trả', 'due_at', 1),
    ('dossiers', 'Ngày hoàn thành', 'finished_at', 1), ('dossiers', 'Ngày trả', 'finished_at', 1), ('dossiers', 'Ngày kết thúc', 'finished_at', 1), ('dossiers', 'Ngày có kết quả', 'finished_at', 1), ('dossiers', 'Thời điểm có kết quả', 'finished_at', 1),
    ('dossiers', 'Hình thức nộp', 'channel', 1), ('dossiers', 'Hình thức tiếp nhận', 'channel', 1), ('dossiers', 'Hình thức', 'channel', 1), ('dossiers', 'Kênh tiếp nhận', 'channel', 1), ('dossiers', 'Nguồn tiếp nhận', 'channel', 1),
    ('dossiers', 'Lệ phí', 'fee', 1), ('dossiers', 'Phí, lệ phí', 'fee', 1), ('dossiers', 'Phí, lệ phí (đồng)', 'fee', 1), ('dossiers', 'Lệ phí (nghìn đồng)', 'fee', 1000), ('dossiers', 'Phí, lệ phí (nghìn đồng)', 'fee', 1000), ('dossiers', 'Lệ phí (1.000 đồng)', 'fee', 1000),
    ('dossiers', 'Số lần yêu cầu bổ sung', 'supplements', 1), ('dossiers', 'Bổ sung', 'supplements', 1), ('dossiers', 'Nộp lệ phí trực tuyến', 'paid_online', 1),
    ('tasks', 'Mã kế hoạch', 'plan', 1), ('tasks', 'Lĩnh vực', 'area_title', 1), ('tasks', 'TT', 'item_no', 1), ('tasks', 'Số thứ tự', 'item_no', 1), ('tasks', 'Nội dung', 'title', 1), ('tasks', 'Nội dung nhiệm vụ', 'title', 1), ('tasks', 'Nội dung công việc', 'title', 1), ('tasks', 'Tên nhiệm vụ', 'title', 1), ('tasks', 'Nhiệm vụ/Hoạt động', 'title', 1),
    ('tasks', 'Sản phẩm dự kiến', 'expected_product', 1), ('tasks', 'Kết quả/Sản phẩm', 'expected_product', 1), ('tasks', 'Tiến độ', 'deadline_text', 1), ('tasks', 'Thời gian', 'deadline_text', 1), ('tasks', 'Thời gian thực hiện', 'deadline_text', 1), ('tasks', 'Thời hạn', 'deadline_text', 1), ('tasks', 'Thời hạn hoàn thành', 'deadline_text', 1), ('tasks', 'Tiến độ thực hiện', 'deadline_text', 1),
    ('tasks', 'Đơn vị chủ trì', 'agency', 1), ('tasks', 'Chủ trì', 'agency', 1), ('tasks', 'Cơ quan thực hiện', 'agency', 1), ('tasks', 'Đơn vị thực hiện', 'agency', 1), ('tasks', 'Cơ quan', 'agency', 1), ('tasks', 'Đơn vị', 'agency', 1),
    ('tasks', 'Trạng thái', 'state', 1), ('tasks', 'Kết quả thực hiện', 'result', 1), ('tasks', 'Hoàn thành ngày', 'done_on', 1), ('tasks', 'Ngày hoàn thành thực tế', 'done_on', 1),
    ('surveys', 'Số phiếu', 'form_no', 1), ('surveys', 'Mã phiếu', 'form_no', 1), ('surveys', 'STT', 'form_no', 1), ('surveys', 'STT phiếu', 'form_no', 1), ('surveys', 'Đơn vị', 'agency', 1), ('surveys', 'Cơ quan được khảo sát', 'agency', 1), ('surveys', 'Cơ quan, đơn vị', 'agency', 1),
    ('surveys', 'Ngày khảo sát', 'answered_on', 1), ('surveys', 'Ngày', 'answered_on', 1), ('surveys', 'Dấu thời gian', 'answered_on', 1), ('surveys', 'Timestamp', 'answered_on', 1), ('surveys', 'Cuộc khảo sát', 'survey', 1), ('surveys', 'Mã khảo sát', 'survey', 1),
    ('surveys', 'Câu', 'question', 1), ('surveys', 'Câu số', 'question', 1), ('surveys', 'Câu trả lời', 'answer', 1), ('surveys', 'Mức độ hài lòng', 'answer', 1), ('surveys', 'Đánh giá', 'answer', 1),
    ('criteria', 'Mã bộ tiêu chí', 'framework', 1), ('criteria', 'STT', 'code', 1), ('criteria', 'TT', 'code', 1), ('criteria', 'Mã số', 'code', 1), ('criteria', 'Tiêu chí', 'title', 1), ('criteria', 'Lĩnh vực/Tiêu chí', 'title', 1), ('criteria', 'Lĩnh vực/Tiêu chí/Tiêu chí thành phần', 'title', 1), ('criteria', 'Tên tiêu chí', 'title', 1),
    ('criteria', 'Điểm chuẩn', 'max_points', 1), ('criteria', 'Thang điểm', 'max_points', 1), ('criteria', 'Cách tính điểm', 'rule', 1), ('criteria', 'Tiêu chí cha', 'parent', 1),
    ('assessments', 'Mã tiêu chí', 'criterion', 1), ('assessments', 'Đơn vị', 'agency', 1), ('assessments', 'Cơ quan, đơn vị', 'agency', 1), ('assessments', 'Điểm đạt', 'points', 1), ('assessments', 'Điểm chấm', 'points', 1), ('assessments', 'Điểm thẩm định', 'points', 1), ('assessments', 'Vòng thẩm định', 'round', 1),
    ('observations', 'Đơn vị', 'agency', 1), ('observations', 'Mã số đo', 'measure', 1), ('observations', 'Chỉ tiêu', 'measure', 1), ('observations', 'Ngày đầu kỳ', 'first_day', 1), ('observations', 'Ngày cuối kỳ', 'last_day', 1), ('observations', 'Số lượng', 'numerator', 1), ('observations', 'Giá trị', 'numerator', 1), ('observations', 'Tổng số', 'denominator', 1),
    ('figures', 'STT', 'code', 1), ('figures', 'Nguồn', 'origin', 1), ('figures', 'Tỷ lệ', 'printed', 1), ('figures', 'Tỷ lệ (%)', 'printed', 1), ('figures', 'Tỉ lệ', 'printed', 1), ('figures', 'Số đã in', 'printed', 1)
ON CONFLICT DO NOTHING;

-- Spellings of agencies, services, answers, states and so on beside their codes
-- and names: what stands in a sheet, and the code that it means.
CREATE TABLE IF NOT EXISTS @schema@.alias (
    of       text NOT NULL,
    spelling text NOT NULL,
    code     text NOT NULL,
    PRIMARY KEY (of, spelling)
);

INSERT INTO @schema@.alias (of, spelling, code) VALUES
    ('channel', 'Qua mạng', 'online'), ('channel', 'Dịch vụ công', 'online'), ('channel', 'Cổng dịch vụ công', 'online'), ('channel', 'DVC', 'online'), ('channel', 'Một cửa', 'counter'), ('channel', 'Tại quầy', 'counter'),
    ('channel', 'Bưu chính', 'counter'), ('channel', 'BCCI', 'counter'), ('channel', 'Bưu chính công ích', 'counter'), ('channel', 'Trực tiếp, bưu chính', 'counter'), ('channel', 'Trực tiếp/BCCI', 'counter'),
    ('online_level', 'Toàn trình', 'full'), ('online_level', 'Một phần', 'partial'), ('online_level', 'Mức độ 4', 'full'), ('online_level', 'Mức độ 3', 'partial'), ('online_level', 'Không', 'none'), ('online_level', 'Cung cấp thông tin trực tuyến', 'none'),
    ('level', 'Tỉnh', 'province'), ('level', 'Huyện', 'district'), ('level', 'Xã', 'commune'), ('level', 'Ngành dọc', 'central'), ('level', 'Trung ương', 'central'),
    ('answer', 'Rất hài lòng', '5'), ('answer', 'Hài lòng', '4'), ('answer', 'Bình thường', '3'), ('answer', 'Không hài lòng', '2'), ('answer', 'Rất không hài lòng', '1'),
    ('answer', 'Rất tốt', '5'), ('answer', 'Tốt', '4'), ('answer', 'Trung bình', '3'), ('answer', 'Kém', '2'), ('answer', 'Rất kém', '1'),
    ('answer', 'Không ý kiến', ''), ('answer', 'Không có ý kiến', ''), ('answer', 'KYK', ''), ('answer', '-', ''),
    ('task_state', 'Được giao', 'assigned'), ('task_state', 'Đang thực hiện', 'assigned'), ('task_state', 'Đã hoàn thành', 'assigned'), ('task_state', 'Hoàn thành', 'assigned'), ('task_state', 'Chưa thực hiện', 'assigned'),
    ('task_state', 'Hoãn', 'paused'),
    ('petition_channel', 'Cổng DVC', 'portal'), ('petition_channel', 'Cổng dịch vụ công quốc gia', 'portal'), ('petition_channel', 'Trực tuyến', 'portal'), ('petition_channel', 'Zalo', 'app'), ('petition_channel', 'Đường dây nóng', 'phone'), ('petition_channel', 'Email', 'email'), ('petition_channel', 'Văn bản', 'post'), ('petition_channel', 'Đơn thư', 'post'),
    ('dossier_outcome', 'Đã trả kết quả', 'settled'), ('dossier_outcome', 'Hoàn thành', 'settled'), ('dossier_outcome', 'Rút hồ sơ', 'withdrawn'), ('dossier_outcome', 'Trả lại hồ sơ', 'returned'), ('dossier_outcome', 'Từ chối giải quyết', 'refused'), ('dossier_outcome', 'Đang xử lý', ''), ('dossier_outcome', 'Đang giải quyết', ''),
    ('petition_outcome', 'Đã xử lý', 'solved'), ('petition_outcome', 'Đã trả lời', 'solved'), ('petition_outcome', 'Không tiếp nhận', 'refused'), ('petition_outcome', 'Không thuộc thẩm quyền', 'forwarded'), ('petition_outcome', 'Chuyển xử lý', 'forwarded'), ('petition_outcome', 'Đang xử lý', '')
ON CONFLICT DO NOTHING;

-- One reading of a file, and what became of its rows.
CREATE TABLE IF NOT EXISTS @schema@.sheet_load (
    id          bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
    file        text NOT NULL,
    fingerprint text,
    read_at     timestamptz NOT NULL DEFAULT clock_timestamp(),
    loaded_by   text NOT NULL DEFAULT current_user,
    kind        text REFERENCES @schema@.load_kind,
    loaded_at   timestamptz,
    n_read      bigint,
    n_loaded    bigint,
    n_changed   bigint,
    n_same      bigint,
    n_rejected  bigint,
    n_skipped   bigint,
    undone_at   timestamptz,
    CONSTRAINT sheet_load_counts_every_row CHECK (n_read = n_loaded + n_changed + n_same + n_rejected + n_skipped)
);

CREATE INDEX IF NOT EXISTS sheet_load_file_idx ON @schema@.sheet_load (file, id);

CREATE INDEX IF NOT EXISTS sheet_load_kind_idx ON @schema@.sheet_load (kind);

-- The cells that are not loaded yet, one row each: the value of a date in ISO
-- form, of a number with all its digits.  A merged range is one cell of several
-- rows or columns.  (No foreign key: it would cost as much as the cells.)
CREATE TABLE IF NOT EXISTS @schema@.sheet_cell (
    load_id   bigint,
    sheet     text,
    row_no    integer,
    column_no integer,
    kind      text NOT NULL,
    value     text NOT NULL,
    format    text,
    n_rows    integer NOT NULL DEFAULT 1,
    n_columns integer NOT NULL DEFAULT 1,
    PRIMARY KEY (load_id, sheet, row_no, column_no),
    CONSTRAINT sheet_cell_kind_is_known CHECK (kind IN ('date', 'number', 'text', 'boolean', 'error'))
);

-- Rows that were refused, with every reason, and rows that were skipped.
CREATE TABLE IF NOT EXISTS @schema@.load_note (
    load_id    bigint NOT NULL REFERENCES @schema@.sheet_load ON DELETE CASCADE,
    sheet      text NOT NULL,
    row_no     integer NOT NULL,
    column_no  integer,
    field      text,
    value      text,
    outcome    text NOT NULL,
    reason     text NOT NULL,
    message_en text NOT NULL,
    message_vi text NOT NULL,
    CONSTRAINT load_note_outcome_is_known CHECK (outcome IN ('rejected', 'skipped'))
);

CREATE INDEX IF NOT EXISTS load_note_load_id_idx ON @schema@.load_note (load_id, row_no);

-- What a load wrote, so that it can be undone: the key of each row, the row as it
-- was before, and a fingerprint of it afterwards.
CREATE TABLE IF NOT EXISTS @schema@.load_change (
    load_id  bigint NOT NULL,
    relation text NOT NULL,
    key      jsonb NOT NULL,
    old      jsonb,
    after    bigint NOT NULL
);

CREATE INDEX IF NOT EXISTS load_change_load_id_idx ON @schema@.load_change (load_id);

INSERT INTO @schema@.label VALUES
    ('load_reason', 'missing', 'no value', 'thiếu giá trị'),
    ('load_reason', 'not_text', 'a text is expected; format the column as text and type it again', 'cần giá trị chữ; hãy định dạng cột là văn bản rồi nhập lại'),
    ('load_reason', 'digits_lost', 'a number of more than 15 digits, of which Excel has kept 15; format the column as text and type it again', 'số dài hơn 15 chữ số, Excel chỉ giữ 15; hãy định dạng cột là văn bản rồi nhập lại'),
    ('load_reason', 'not_number', 'not a number', 'không phải là số'),
    ('load_reason', 'not_integer', 'not a whole number', 'không phải số nguyên'),
    ('load_reason', 'number_too_precise', 'too large, or more decimals than are kept', 'quá lớn hoặc nhiều chữ số thập phân hơn mức lưu được'),
    ('load_reason', 'not_date', 'not a day that exists, written day/month/year with four digits of the year', 'không phải ngày có thật, viết theo dạng ngày/tháng/năm với năm bốn chữ số'),
    ('load_reason', 'number_not_date', 'a number, not a date; format the cell as a date', 'là số, không phải ngày; hãy định dạng ô là ngày'),
    ('load_reason', 'not_boolean', 'neither yes nor no', 'không phải có hoặc không'),
    ('load_reason', 'formula_error', 'a formula that ends in an error or was never computed; open the file in Excel and save it', 'công thức bị lỗi hoặc chưa được tính; hãy mở tệp bằng Excel rồi lưu lại'),
    ('load_reason', 'not_found', 'not known; table alias takes further spellings', 'không có trong danh mục; có thể thêm cách viết vào bảng alias'),
    ('load_reason', 'ambiguous', 'stands for more than one; table alias says which', 'ứng với nhiều mục; bảng alias cho biết mục nào'),
    ('load_reason', 'twice', 'the same key as an earlier row of the file', 'trùng khóa với một dòng trước trong tệp'),
    ('load_reason', 'differs', 'differs from an earlier row of the same item', 'khác với dòng trước của cùng một mục'),
    ('load_reason', 'several_rows', 'several rows of the table have this key', 'có nhiều dòng trong bảng mang khóa này'),
    ('load_reason', 'total', 'a row of totals', 'dòng tổng'),
    ('load_reason', 'section', 'a heading, taken for the rows below', 'dòng đề mục, áp dụng cho các dòng bên dưới'),
    ('load_reason', 'numbering', 'numbers of the columns', 'dòng đánh số cột'),
    ('load_reason', 'remark', 'a remark below or between the rows', 'ghi chú ngoài bảng'),
    ('load_reason', 'nothing', 'nothing in a column that is known', 'không có giá trị trong các cột đã biết'),
    ('load_reason', 'header_again', 'the header again', 'dòng tiêu đề lặp lại'),
    ('constraint', 'agency_validity_begins_before_it_ends', 'the validity ends before it begins', 'hiệu lực kết thúc trước khi bắt đầu'),
    ('constraint', 'agency_periods_of_one_code_do_not_overlap', 'periods of one code overlap', 'thời gian hiệu lực của cùng một mã chồng lên nhau'),
    ('constraint', 'agency_code_is_a_code', 'not a code: blanks at an end, or characters that are not seen', 'mã không hợp lệ: có khoảng trắng ở đầu, cuối hoặc ký tự không nhìn thấy'),
    ('constraint', 'service_code_is_a_code', 'not a code: blanks at an end, or characters that are not seen', 'mã không hợp lệ: có khoảng trắng ở đầu, cuối hoặc ký tự không nhìn thấy'),
    ('constraint', 'dossier_code_is_a_code', 'not a code: blanks at an end, or characters that are not seen', 'mã không hợp lệ: có khoảng trắng ở đầu, cuối hoặc ký tự không nhìn thấy'),
    ('constraint', 'dossier_due_not_before_received', 'due before it was received', 'ngày hẹn trả trước ngày nhận'),
    ('constraint', 'dossier_finished_not_before_received', 'finished before it was received', 'ngày trả kết quả trước ngày nhận'),
    ('constraint', 'dossier_pauses_lie_inside_the_case', 'a pause outside the dossier', 'thời gian tạm dừng nằm ngoài hồ sơ'),
    ('constraint', 'dossier_fee_not_negative', 'the fee is negative', 'lệ phí âm'),
    ('constraint', 'dossier_paid_online_needs_a_fee', 'paid online without a fee', 'thanh toán trực tuyến nhưng không có lệ phí'),
    ('constraint', 'dossier_supplements_not_negative', 'a negative number of supplements', 'số lần bổ sung âm'),
    ('constraint', 'dossier_instants_are_plausible', 'a date outside 1900 to 2200', 'ngày ngoài khoảng 1900 đến 2200'),
    ('constraint', 'dossier_pkey', 'the code is taken, by a dossier that you may not see', 'mã đã dùng cho một hồ sơ mà bạn không được xem'),
    ('constraint', 'service_limit_is_some_days', 'a limit is 1 to 3650 working days', 'thời hạn từ 1 đến 3650 ngày làm việc'),
    ('constraint', 'service_fee_not_negative', 'the fee is negative', 'lệ phí âm'),
    ('constraint', 'dossier_without_limit_has_no_due_date', 'without a limit, and a due date', 'không tính thời hạn nhưng lại có ngày hẹn trả'),
    ('constraint', 'dossier_conduct_slip_is_of_a_refusal', 'a slip of a refusal, and not refused', 'có phiếu từ chối nhưng hồ sơ không bị từ chối'),
    ('constraint', 'dossier_conduct_promised_after_the_apology', 'a new date without an apology, or before it', 'có ngày hẹn lại nhưng không xin lỗi, hoặc hẹn trước ngày xin lỗi'),
    ('constraint', 'dossier_conduct_components_not_negative', 'a negative number of components', 'số thành phần âm'),
    ('constraint', 'dossier_conduct_digitised_are_of_the_components', 'more components digitised than there are, or their number is missing', 'số thành phần số hóa vượt số thành phần, hoặc thiếu số thành phần'),
    ('constraint', 'dossier_conduct_electronic_result_is_of_a_settled_one', 'an electronic result of what was not settled', 'có kết quả điện tử nhưng hồ sơ không được giải quyết'),
    ('constraint', 'dossier_conduct_rating_is_1_to_5', 'a rating outside 1 to 5', 'điểm đánh giá ngoài khoảng 1 đến 5'),
    ('constraint', 'dossier_conduct_days_are_plausible', 'a date outside 1900 to 2200', 'ngày ngoài khoảng 1900 đến 2200'),
    ('constraint', 'dossier_conduct_dossier_fkey', 'there is no such dossier; load the dossiers first', 'không có hồ sơ này; hãy nạp hồ sơ trước'),
    ('constraint', 'dossier_supplement_dossier_fkey', 'there is no such dossier; load the dossiers first', 'không có hồ sơ này; hãy nạp hồ sơ trước'),
    ('constraint', 'petition_code_is_a_code', 'not a code: blanks at an end, or characters that are not seen', 'mã không hợp lệ: có khoảng trắng ở đầu, cuối hoặc ký tự không nhìn thấy'),
    ('constraint', 'petition_handled_has_a_day_and_an_outcome', 'a day of handling without an outcome, or an outcome without its day', 'có ngày xử lý nhưng thiếu kết quả, hoặc có kết quả nhưng thiếu ngày'),
    ('constraint', 'petition_due_not_before_received', 'due before it was received', 'ngày hẹn trả trước ngày nhận'),
    ('constraint', 'petition_handled_not_before_received', 'handled before it was received', 'ngày xử lý trước ngày nhận'),
    ('constraint', 'petition_published_is_handled', 'published before it was handled', 'công khai trước khi xử lý'),
    ('constraint', 'petition_days_are_plausible', 'a date outside 1900 to 2200', 'ngày ngoài khoảng 1900 đến 2200'),
    ('constraint', 'petition_pkey', 'the code is taken, by a petition that you may not see', 'mã đã dùng cho một phản ánh, kiến nghị mà bạn không được xem'),
    ('constraint', 'task_agency_not_arisen_is_not_done', 'not arisen, and done', 'không phát sinh nhưng lại có ngày hoàn thành'),
    ('constraint', 'response_form_is_once_in_its_survey_and_agency', 'the form number is taken', 'số phiếu đã dùng'),
    ('constraint', 'response_answered_on_is_plausible', 'a date outside 1900 to 2200', 'ngày ngoài khoảng 1900 đến 2200'),
    ('constraint', 'criterion_is_not_its_own_parent', 'a criterion under itself', 'tiêu chí là cha của chính nó'),
    ('constraint', 'criterion_maximum_not_negative', 'the maximum is negative', 'điểm tối đa âm'),
    ('constraint', 'assessment_points_within_the_maximum', 'points below 0 or above the maximum', 'điểm âm hoặc vượt điểm tối đa'),
    ('constraint', 'assessment_denominator_not_negative', 'the denominator is negative', 'mẫu số âm'),
    ('constraint', 'observation_begins_before_it_ends', 'the period ends before it begins', 'kỳ kết thúc trước khi bắt đầu'),
    ('constraint', 'observation_says_something', 'there is neither a figure nor a text', 'không có số liệu, cũng không có nội dung'),
    ('constraint', 'observation_denominator_not_negative', 'the denominator is negative', 'mẫu số âm'),
    ('constraint', 'observation_periods_of_a_measure_do_not_overlap', 'periods of one measure overlap', 'các kỳ của cùng một số đo chồng lên nhau'),
    ('constraint', 'published_figure_digits_are_0_to_20', 'decimals are 0 to 20', 'số chữ số thập phân từ 0 đến 20'),
    ('constraint', 'published_figure_printed_is_a_number', 'not a printed number', 'không phải số đã in')
ON CONFLICT DO NOTHING;
