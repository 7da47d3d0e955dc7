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
    CONSTRAINT measure_source_is_known CHECK (source IN ('dossier', 'survey', 'task', 'petition', 'target', 'observed', 'view')),
    CONSTRAINT measure_names_a_view_when_it_is_one CHECK ((source = 'view') = (of_view IS NOT NULL))
);

INSERT INTO @schema@.measure (code, en, vi, better, source, numerator_of, denominator_of) VALUES
    ('dossier.on_time', 'Dossiers on time', 'Hồ sơ đúng hạn', 'higher', 'dossier', 'settled early or on the due day / trả trước hạn, đúng hạn', 'settled in the period, with a deadline / đã giải quyết trong kỳ, có thời hạn'),
    ('dossier.on_time_due', 'Dossiers on time, of those due', 'Hồ sơ đúng hạn trên số đến hạn', 'higher', 'dossier', 'settled early or on the due day / trả trước hạn, đúng hạn', 'settled with a deadline, and overdue at the end / đã giải quyết có thời hạn và quá hạn cuối kỳ'),
    ('dossier.on_time_received', 'Dossiers neither late nor overdue', 'Hồ sơ không trễ, không quá hạn', 'higher', 'dossier', 'neither late nor overdue / không trễ, không quá hạn', 'settled in the period or open at its end / giải quyết trong kỳ hoặc chưa xong cuối kỳ'),
    ('dossier.late', 'Dossiers late', 'Hồ sơ trễ hạn', 'lower', 'dossier', 'settled late / trả trễ hạn', 'settled in the period, with a deadline / đã giải quyết trong kỳ, có thời hạn'),
    ('dossier.early', 'Dossiers early', 'Hồ sơ trước hạn', 'higher', 'dossier', 'settled before the due day / trả trước hạn', 'settled in the period, with a deadline / đã giải quyết trong kỳ, có thời hạn'),
    ('dossier.online', 'Dossiers submitted online', 'Hồ sơ nộp trực tuyến', 'higher', 'dossier', 'submitted online / nộp trực tuyến', 'received in the period / tiếp nhận trong kỳ'),
    ('dossier.paid_online', 'Dossiers paid online', 'Hồ sơ thanh toán trực tuyến', 'higher', 'dossier', 'paid online / thanh toán trực tuyến', 'received in the period, with a fee / tiếp nhận trong kỳ, có phí'),
    ('dossier.supplemented', 'Dossiers asked for supplements more than once', 'Hồ sơ yêu cầu bổ sung quá một lần', 'lower', 'dossier', 'asked more than once / yêu cầu quá một lần', 'received in the period / tiếp nhận trong kỳ'),
    ('dossier.online_full', 'Dossiers submitted online, of full online services', 'Hồ sơ nộp trực tuyến của dịch vụ công toàn trình', 'higher', 'dossier', 'submitted online / nộp trực tuyến', 'received in the period, of fully online services / tiếp nhận trong kỳ, của dịch vụ công toàn trình'),
    ('dossier.online_partial', 'Dossiers submitted online, of partly online services', 'Hồ sơ nộp trực tuyến của dịch vụ công một phần', 'higher', 'dossier', 'submitted online / nộp trực tuyến', 'received in the period, of partly online services / tiếp nhận trong kỳ, của dịch vụ công một phần'),
    ('dossier.online_published', 'Dossiers submitted online, of the services that can be', 'Hồ sơ nộp trực tuyến của dịch vụ công trực tuyến', 'higher', 'dossier', 'submitted online, of fully or partly online services / nộp trực tuyến, của dịch vụ toàn trình hoặc một phần', 'received in the period, of fully or partly online services / tiếp nhận trong kỳ, của dịch vụ toàn trình hoặc một phần'),
    ('dossier.digitised', 'Dossiers with all components digitised', 'Hồ sơ được số hóa thành phần', 'higher', 'dossier', 'all components digitised / số hóa đủ thành phần', 'received in the period / tiếp nhận trong kỳ'),
    ('dossier.components_digitised', 'Components digitised', 'Thành phần hồ sơ được số hóa', 'higher', 'dossier', 'components digitised / thành phần đã số hóa', 'components of the dossiers received in the period / thành phần của hồ sơ tiếp nhận trong kỳ'),
    ('dossier.data_reused', 'Dossiers that reuse data', 'Hồ sơ khai thác, sử dụng lại dữ liệu số hóa', 'higher', 'dossier', 'data reused / có sử dụng lại dữ liệu', 'received in the period / tiếp nhận trong kỳ'),
    ('dossier.result_digitised', 'Dossiers with an electronic result', 'Hồ sơ cấp kết quả điện tử', 'higher', 'dossier', 'electronic result / có kết quả điện tử', 'finished in the period, but for those refused, withdrawn or returned / kết thúc trong kỳ, trừ hồ sơ từ chối, rút, trả lại'),
    ('dossier.refused', 'Dossiers refused', 'Hồ sơ bị từ chối', 'lower', 'dossier', 'refused / từ chối', 'finished in the period, of known outcome / kết thúc trong kỳ, biết kết quả'),
    ('dossier.rated_satisfied', 'Dossiers rated 4 or 5', 'Hồ sơ được đánh giá hài lòng', 'higher', 'dossier', 'rated 4 or 5 by the applicant / người nộp đánh giá 4 hoặc 5', 'finished in the period and rated / kết thúc trong kỳ, được đánh giá'),
    ('survey.satisfied', 'Satisfied answers', 'Mức độ hài lòng', 'higher', 'survey', 'satisfied answers / câu trả lời hài lòng', 'answers with an opinion to the factors of the total / câu trả lời có ý kiến, các yếu tố tính chung'),
    ('task.done', 'Tasks done', 'Nhiệm vụ hoàn thành', 'higher', 'task', 'done / đã hoàn thành', 'set for the period / được giao trong kỳ'),
    ('task.on_time', 'Tasks on time', 'Nhiệm vụ đúng hạn', 'higher', 'task', 'done early or on the due day / xong trước hạn, đúng hạn', 'done with a deadline, and overdue / đã xong có thời hạn và quá hạn'),
    ('task.early', 'Tasks early', 'Nhiệm vụ trước hạn', 'higher', 'task', 'done before the due day / xong trước hạn', 'done with a deadline, and overdue / đã xong có thời hạn và quá hạn'),
    ('task.late_or_overdue', 'Tasks late or overdue', 'Nhiệm vụ trễ hoặc quá hạn', 'lower', 'task', 'done late, and overdue / xong trễ và quá hạn', 'done with a deadline, and overdue / đã xong có thời hạn và quá hạn'),
    ('task.done_all_roles', 'Tasks done, cooperating ones too', 'Nhiệm vụ hoàn thành, kể cả phối hợp', 'higher', 'task', 'done / đã hoàn thành', 'set for the period / được giao trong kỳ'),
    ('task.on_time_all_roles', 'Tasks on time, cooperating ones too', 'Nhiệm vụ đúng hạn, kể cả phối hợp', 'higher', 'task', 'done early or on the due day / xong trước hạn, đúng hạn', 'done with a deadline, and overdue / đã xong có thời hạn và quá hạn'),
    ('task.early_all_roles', 'Tasks early, cooperating ones too', 'Nhiệm vụ trước hạn, kể cả phối hợp', 'higher', 'task', 'done before the due day / xong trước hạn', 'done with a deadline, and overdue / đã xong có thời hạn và quá hạn'),
    ('task.late_or_overdue_all_roles', 'Tasks late or overdue, cooperating ones too', 'Nhiệm vụ trễ hoặc quá hạn, kể cả phối hợp', 'lower', 'task', 'done late, and overdue / xong trễ và quá hạn', 'done with a deadline, and overdue / đã xong có thời hạn và quá hạn'),
    ('plan.done', 'Tasks of plans done by all their agencies', 'Nhiệm vụ trong kế hoạch được mọi cơ quan hoàn thành', 'higher', 'task', 'tasks of plans done by all their agencies / nhiệm vụ trong kế hoạch mọi cơ quan đã xong', 'tasks of plans that end in the period / nhiệm vụ trong kế hoạch kết thúc trong kỳ'),
    ('government.on_time', 'Tasks of the Government done on time', 'Nhiệm vụ Chính phủ giao hoàn thành đúng hạn', 'higher', 'task', 'done early or on the due day / xong trước hạn, đúng hạn', 'given for the period / được giao trong kỳ'),
    ('government.late', 'Tasks of the Government done late', 'Nhiệm vụ Chính phủ giao hoàn thành quá hạn', 'lower', 'task', 'done late / xong quá hạn', 'given for the period / được giao trong kỳ'),
    ('government.overdue', 'Tasks of the Government overdue and not done', 'Nhiệm vụ Chính phủ giao quá hạn chưa hoàn thành', 'lower', 'task', 'overdue and not done / quá hạn chưa xong', 'given for the period / được giao trong kỳ'),
    ('task.completed', 'Tasks completed by all their agencies', 'Nhiệm vụ được mọi cơ quan hoàn thành', 'higher', 'task', 'tasks done by all their agencies / nhiệm vụ mọi cơ quan đã xong', 'tasks that end in the period / nhiệm vụ kết thúc trong kỳ'),
    ('report.on_time', 'Periodic reports on time', 'Báo cáo định kỳ đúng hạn', 'higher', 'task', 'sent by the due day / gửi đúng hạn', 'sent, and overdue / đã gửi và quá hạn'),
    ('report.right', 'Periodic reports right in day, form, content and channel', 'Báo cáo định kỳ đúng hạn, đúng hình thức, nội dung, cách gửi', 'higher', 'task', 'right in all four / đúng cả bốn', 'sent, and overdue / đã gửi và quá hạn')
ON CONFLICT DO NOTHING;

INSERT INTO @schema@.measure (code, en, vi, better, source, numerator_of, denominator_of) VALUES
    ('petition.processed', 'Petitions processed', 'Phản ánh, kiến nghị đã xử lý', 'higher', 'petition', 'solved, refused or forwarded in the period / đã giải quyết, từ chối hoặc chuyển cơ quan khác trong kỳ', 'open when it began, and received in it / tồn đầu kỳ và tiếp nhận trong kỳ'),
    ('petition.solved', 'Petitions solved', 'Phản ánh, kiến nghị được giải quyết', 'higher', 'petition', 'solved / đã giải quyết', 'processed in the period / đã xử lý trong kỳ'),
    ('petition.refused', 'Petitions refused', 'Phản ánh, kiến nghị bị từ chối', 'lower', 'petition', 'refused / từ chối', 'processed in the period / đã xử lý trong kỳ'),
    ('petition.forwarded', 'Petitions forwarded', 'Phản ánh, kiến nghị chuyển cơ quan khác', 'lower', 'petition', 'forwarded / chuyển cơ quan khác', 'processed in the period / đã xử lý trong kỳ'),
    ('petition.published', 'Petitions published', 'Phản ánh, kiến nghị đã công khai kết quả', 'higher', 'petition', 'public at the end of the period / đã công khai đến cuối kỳ', 'processed in the period / đã xử lý trong kỳ'),
    ('petition.on_time', 'Petitions processed on time', 'Phản ánh, kiến nghị xử lý đúng hạn', 'higher', 'petition', 'processed by the due day / xử lý không quá ngày hẹn', 'processed in the period, with a due day / đã xử lý trong kỳ, có thời hạn'),
    ('petition.on_time_due', 'Petitions processed on time, of those due', 'Phản ánh, kiến nghị xử lý đúng hạn trên số đến hạn', 'higher', 'petition', 'processed by the due day / xử lý không quá ngày hẹn', 'processed with a due day, and overdue at the end / đã xử lý có thời hạn và quá hạn cuối kỳ'),
    ('petition.late', 'Petitions processed late', 'Phản ánh, kiến nghị xử lý trễ hạn', 'lower', 'petition', 'processed late / xử lý trễ hạn', 'processed in the period, with a due day / đã xử lý trong kỳ, có thời hạn')
ON CONFLICT DO NOTHING;

INSERT INTO @schema@.measure (code, en, vi, unit, better, source, numerator_of) VALUES
    ('petition.received', 'Petitions received', 'Phản ánh, kiến nghị tiếp nhận', 'count', 'lower', 'petition', 'received in the period / tiếp nhận trong kỳ'),
    ('report.late', 'Periodic reports late or overdue', 'Báo cáo định kỳ trễ hoặc quá hạn', 'count', 'lower', 'task', 'sent late, and overdue / gửi trễ và quá hạn')
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

CREATE INDEX IF NOT EXISTS observation_measure_idx ON @schema@.observation (measure);
