-- Plan wordings to dates.
SET datestyle = 'ISO, DMY';
\pset null '-'

-- ---------------------------------------------------------------------------
-- The published readings, row for row: what is expected but not read, and what
-- is read but not expected.
-- ---------------------------------------------------------------------------
CREATE TEMP TABLE published (wording text, plan_year int, n int, starts date, due date, kind text, note text);
\copy published FROM 'test/data/deadlines.csv' CSV HEADER
CREATE TEMP VIEW reading AS
SELECT w.wording, w.plan_year, d.ord, d.starts, d.due, d.kind
FROM (SELECT DISTINCT wording, plan_year FROM published) w, par.deadlines(w.wording, w.plan_year) d;
SELECT count(*) AS rows, count(DISTINCT wording) AS wordings FROM published;
SELECT wording, plan_year, n, starts, due, kind FROM published EXCEPT ALL SELECT * FROM reading;
SELECT * FROM reading EXCEPT ALL SELECT wording, plan_year, n, starts, due, kind FROM published;

-- ---------------------------------------------------------------------------
-- Every wording of the plans.
-- ---------------------------------------------------------------------------
CREATE TEMP TABLE task (plan text, plan_year int, part text, area_no text, area_title text, item_no text, title text,
                        product text, wording text, assignment text, result text);
\copy task FROM 'test/data/tasks.csv' CSV HEADER
CREATE FUNCTION pg_temp.read(wording text, plan_year int) RETURNS text
RETURN (SELECT string_agg(concat_ws(' ', kind, starts || ' ..', due), '; ' ORDER BY ord) FROM par.deadlines(wording, plan_year));

SELECT plan_year AS year, left(wording, 60) AS wording, pg_temp.read(wording, plan_year)
FROM (SELECT DISTINCT plan_year, wording FROM task) w ORDER BY plan_year, w.wording COLLATE "C";

-- Every cell of the four plans' deadline columns, row for row as version 1.1
-- reads it: what users store or compare does not change under them.
CREATE TEMP TABLE cell (plan text, part text, area_no text, item_no text, ord int, starts date, due date, kind text);
\copy cell FROM 'test/data/deadline_cells.csv' CSV HEADER
CREATE TEMP VIEW cell_reading AS
SELECT t.plan, t.part, t.area_no, t.item_no, d.* FROM task t, par.deadlines(t.wording, t.plan_year) d;
SELECT count(*) AS rows, count(DISTINCT (plan, part, area_no, item_no)) AS cells FROM cell;
SELECT * FROM cell EXCEPT ALL SELECT * FROM cell_reading;
SELECT * FROM cell_reading EXCEPT ALL SELECT * FROM cell;

-- Tasks by what can be said of their dates.
SELECT kind, count(*) AS tasks FROM task, par.deadlines(wording, plan_year) GROUP BY kind ORDER BY kind;

-- ---------------------------------------------------------------------------
-- What such an office would write next year.  The expected reading is written
-- by hand: kind, "start ..", due date; parted by semicolons.
-- ---------------------------------------------------------------------------
CREATE TEMP TABLE expected (ord serial, wording text, reading text, plan_year int DEFAULT 2026);
COPY expected (wording, reading) FROM stdin (DELIMITER '|');
Quý I/2026|quarter 2026-01-01 .. 2026-03-31
quý i/2026|quarter 2026-01-01 .. 2026-03-31
QUÝ IV/2026|quarter 2026-10-01 .. 2026-12-31
Qúy II/2026|quarter 2026-04-01 .. 2026-06-30
Quí II/2026|quarter 2026-04-01 .. 2026-06-30
Quý 3/2026|quarter 2026-07-01 .. 2026-09-30
Quý 03 năm 2026|quarter 2026-07-01 .. 2026-09-30
Quý III năm 2026|quarter 2026-07-01 .. 2026-09-30
Quý III - 2026|quarter 2026-07-01 .. 2026-09-30
Quý III-2026|quarter 2026-07-01 .. 2026-09-30
Quý III, năm 2026|quarter 2026-07-01 .. 2026-09-30
Quý tư năm 2026|quarter 2026-10-01 .. 2026-12-31
Quý I|quarter 2026-01-01 .. 2026-03-31
Trong quý II|quarter 2026-04-01 .. 2026-06-30
Q.IV/2026|quarter 2026-10-01 .. 2026-12-31
Hoàn thành trong Quý I/2026|quarter 2026-01-01 .. 2026-03-31
Hết quý III/2026|quarter 2026-09-30
Cuối quý II năm 2026|quarter 2026-06-30
Chậm nhất hết Quý II/2026|quarter 2026-06-30
Đến hết quý I/2026|quarter 2026-03-31
Trước quý IV/2026|quarter 2026-09-30
Từ quý II/2026|start_only 2026-04-01 ..
Từ quý II đến quý III/2026|range 2026-04-01 .. 2026-09-30
Quý I - III/2026|range 2026-01-01 .. 2026-09-30
Quý I-III/2026|range 2026-01-01 .. 2026-09-30
Quý 1 - 2/2026|range 2026-01-01 .. 2026-06-30
Quý IV/2025 - Quý I/2026|range 2025-10-01 .. 2026-03-31
Từ quý IV đến quý I/2026|range 2025-10-01 .. 2026-03-31
Quý I, II/2026|quarter 2026-01-01 .. 2026-03-31; quarter 2026-04-01 .. 2026-06-30
Quý I và quý III năm 2026|quarter 2026-01-01 .. 2026-03-31; quarter 2026-07-01 .. 2026-09-30
Quý I, quý II, quý III và quý IV/2026|quarter 2026-01-01 .. 2026-03-31; quarter 2026-04-01 .. 2026-06-30; quarter 2026-07-01 .. 2026-09-30; quarter 2026-10-01 .. 2026-12-31
Đầu quý II/2026|start_only 2026-04-01 ..
Quý I năm sau|quarter 2027-01-01 .. 2027-03-31
Tháng 6|month 2026-06-01 .. 2026-06-30
Tháng 06/2026|month 2026-06-01 .. 2026-06-30
tháng 6 năm 2026|month 2026-06-01 .. 2026-06-30
Tháng 6.2026|month 2026-06-01 .. 2026-06-30
Tháng 6-2026|month 2026-06-01 .. 2026-06-30
T6/2026|month 2026-06-01 .. 2026-06-30
6/2026|month 2026-06-01 .. 2026-06-30
Tháng 2/2028|month 2028-02-01 .. 2028-02-29
Tháng Tư năm 2026|month 2026-04-01 .. 2026-04-30
Tháng mười hai năm 2026|month 2026-12-01 .. 2026-12-31
Trong tháng 3 và tháng 9/2026|month 2026-03-01 .. 2026-03-31; month 2026-09-01 .. 2026-09-30
Tháng 3, 6, 9, 12|month 2026-03-01 .. 2026-03-31; month 2026-06-01 .. 2026-06-30; month 2026-09-01 .. 2026-09-30; month 2026-12-01 .. 2026-12-31
Tháng 3, 6, 9 và 12/2025|month 2025-03-01 .. 2025-03-31; month 2025-06-01 .. 2025-06-30; month 2025-09-01 .. 2025-09-30; month 2025-12-01 .. 2025-12-31
Tháng 3,6,9/2026|month 2026-03-01 .. 2026-03-31; month 2026-06-01 .. 2026-06-30; month 2026-09-01 .. 2026-09-30
Các tháng 4, 10|month 2026-04-01 .. 2026-04-30; month 2026-10-01 .. 2026-10-31
Tháng 3 - 5/2026|range 2026-03-01 .. 2026-05-31
Từ tháng 3 đến tháng 5/2026|range 2026-03-01 .. 2026-05-31
Từ tháng 3 đến tháng 5|range 2026-03-01 .. 2026-05-31
Từ tháng 11 đến tháng 02/2026|range 2025-11-01 .. 2026-02-28
Từ tháng 11/2025 đến hết tháng 02/2026|range 2025-11-01 .. 2026-02-28
Từ tháng 3|start_only 2026-03-01 ..
Từ tháng 3 trở đi|start_only 2026-03-01 ..
Trước tháng 6/2026|month 2026-05-31
Trước 6/2026|month 2026-05-31
Cuối tháng 6/2026|month 2026-06-30
Hết tháng 6|month 2026-06-30
Đến hết tháng 6/2026|month 2026-06-30
Chậm nhất là tháng 6/2026|month 2026-06-30
Ngày cuối cùng của tháng 6/2026|month 2026-06-30
6 tháng đầu năm|range 2026-01-01 .. 2026-06-30
6 tháng đầu năm 2026|range 2026-01-01 .. 2026-06-30
06 tháng cuối năm 2026|range 2026-07-01 .. 2026-12-31
Sáu tháng đầu năm 2026|range 2026-01-01 .. 2026-06-30
Trong 6 tháng cuối năm|range 2026-07-01 .. 2026-12-31
9 tháng|range 2026-01-01 .. 2026-09-30
9 tháng đầu năm 2026|range 2026-01-01 .. 2026-09-30
3 tháng cuối năm|range 2026-10-01 .. 2026-12-31
Năm 2026|year 2026-01-01 .. 2026-12-31
2026|year 2026-01-01 .. 2026-12-31
Trong năm|year 2026-01-01 .. 2026-12-31
Cả năm 2026|year 2026-01-01 .. 2026-12-31
Cuối năm|year 2026-12-31
Hết năm 2026|year 2026-12-31
Đến cuối năm 2027|year 2027-12-31
Đến năm 2030|year 2030-12-31
Trước năm 2030|year 2029-12-31
Từ năm 2026 trở đi|start_only 2026-01-01 ..
Từ đầu năm|start_only 2026-01-01 ..
Từ nay đến cuối năm|year 2026-12-31
Từ nay đến hết tháng 9|month 2026-09-30
Từ tháng 3 đến cuối năm|range 2026-03-01 .. 2026-12-31
Giai đoạn 2026-2030|range 2026-01-01 .. 2030-12-31
2026-2030|range 2026-01-01 .. 2030-12-31
Năm 2026 – 2027|range 2026-01-01 .. 2027-12-31
Năm 2026, 2027|year 2026-01-01 .. 2026-12-31; year 2027-01-01 .. 2027-12-31
Năm 2026 và các năm tiếp theo|start_only 2026-01-01 ..
Trước ngày 14/12/2026|date 2026-12-13
Trước ngày 14/12|date 2026-12-13
trước 14/12|date 2026-12-13
Trước ngày 14.12.2026|date 2026-12-13
Trước ngày 14-12-2026|date 2026-12-13
Trước ngày 14/12/26|date 2026-12-13
Trước ngày 14 tháng 12 năm 2026|date 2026-12-13
Trước ngày 14 tháng 12|date 2026-12-13
Trước ngày 01/3/2028|date 2028-02-29
Trước ngày 01/01/2026|date 2025-12-31
Trước 17 giờ ngày 14/12/2026|date 2026-12-14
Trước 17h00 ngày 14/12/2026|date 2026-12-14
Trước 16h30, ngày 14/12/2026|date 2026-12-14
Hoàn thành trước ngày 30/6/2026|date 2026-06-29
Hoàn thành trước 30/6|date 2026-06-29
Xong trước ngày 30/6|date 2026-06-29
Chậm nhất ngày 15/12/2026|date 2026-12-15
Chậm nhất là ngày 15/12/2026|date 2026-12-15
Chậm nhất đến ngày 15/12/2026|date 2026-12-15
Chậm nhất trước ngày 15/12/2026|date 2026-12-14
Muộn nhất ngày 15/12|date 2026-12-15
Không quá ngày 15/12/2026|date 2026-12-15
Hạn cuối: 15/12/2026|date 2026-12-15
Đến ngày 15/12/2026|date 2026-12-15
Đến hết ngày 15/12/2026|date 2026-12-15
Đến 15/12|date 2026-12-15
Ngày 15/12/2026|date 2026-12-15 .. 2026-12-15
15/12/2026|date 2026-12-15 .. 2026-12-15
Trước ngày 15/6 và 15/12/2026|date 2026-06-14; date 2026-12-14
Trước ngày 15/6; trước ngày 15/12|date 2026-06-14; date 2026-12-14
Trước các ngày 15/6, 15/12|date 2026-06-14; date 2026-12-14
Từ ngày 10/6 đến 20/6/2026|range 2026-06-10 .. 2026-06-20
Từ ngày 10 đến ngày 20/6/2026|range 2026-06-10 .. 2026-06-20
Từ 10 - 20/6/2026|range 2026-06-10 .. 2026-06-20
Ngày 10-12/6/2026|range 2026-06-10 .. 2026-06-12
Từ ngày 10 đến ngày 20 tháng 6 năm 2026|range 2026-06-10 .. 2026-06-20
10/6 - 20/6/2026|range 2026-06-10 .. 2026-06-20
10/6/2026 đến 20/6/2026|range 2026-06-10 .. 2026-06-20
Từ 15/12 đến 31/01/2026|range 2025-12-15 .. 2026-01-31
Từ 15/12/2026 đến 31/01|range 2026-12-15 .. 2027-01-31
Từ ngày 01/7/2026|start_only 2026-07-01 ..
Kể từ ngày 01/7/2026|start_only 2026-07-01 ..
Bắt đầu từ tháng 7/2026|start_only 2026-07-01 ..
Sau ngày 30/6/2026|start_only 2026-07-01 ..
Hàng năm|recurring
Hằng năm|recurring
Hàng quý|recurring
Định kỳ hàng quý|recurring
Định kì hằng tháng|recurring
Hàng tuần|recurring
Định kỳ 6 tháng, năm|recurring
Định kỳ quý, 6 tháng, năm|recurring
6 tháng/lần|recurring
06 tháng một lần|recurring
Mỗi quý một lần|recurring
2 lần/năm|recurring
Thường xuyên, liên tục|recurring
Thường xuyên trong năm|recurring
Thường xuyên, hàng năm|recurring
Thường xuyên từ năm 2026|recurring 2026-01-01 ..
Thường xuyên, liên tục trong năm 2026|recurring 2026-01-01 ..
Trong năm 2026, thường xuyên|recurring 2026-01-01 ..
Hàng quý trong năm 2026|recurring 2026-01-01 ..
Trước ngày 15/12 hàng năm|periodic 2026-12-14
Hàng năm, trước ngày 15/12|periodic 2026-12-14
Chậm nhất ngày 15/12 hằng năm|periodic 2026-12-15
Ngày 15/6 và 15/12 hàng năm|periodic 2026-06-15; periodic 2026-12-15
Tháng 12 hàng năm|periodic 2026-12-01 .. 2026-12-31
Quý I hàng năm|periodic 2026-01-01 .. 2026-03-31
Định kỳ hàng quý, trước ngày 15 của tháng cuối quý|periodic 2026-03-14; periodic 2026-06-14; periodic 2026-09-14; periodic 2026-12-14
Hàng quý (trước ngày 20 tháng cuối quý)|periodic 2026-03-19; periodic 2026-06-19; periodic 2026-09-19; periodic 2026-12-19
Ngày 20 tháng cuối của mỗi quý|periodic 2026-03-20; periodic 2026-06-20; periodic 2026-09-20; periodic 2026-12-20
Trước ngày 05 tháng đầu của quý sau|periodic 2026-04-04; periodic 2026-07-04; periodic 2026-10-04; periodic 2027-01-04
Hết quý|periodic 2026-03-31; periodic 2026-06-30; periodic 2026-09-30; periodic 2026-12-31
Cuối mỗi quý|periodic 2026-03-31; periodic 2026-06-30; periodic 2026-09-30; periodic 2026-12-31
Ngày 15 các tháng 3, 6, 9, 12|date 2026-03-15 .. 2026-03-15; date 2026-06-15 .. 2026-06-15; date 2026-09-15 .. 2026-09-15; date 2026-12-15 .. 2026-12-15
Trước ngày 15 các tháng 3, 6, 9, 12|date 2026-03-14; date 2026-06-14; date 2026-09-14; date 2026-12-14
Các tháng trong năm|recurring
Trước ngày 15 tháng 6, 12|date 2026-06-14; date 2026-12-14
Trước ngày 15 tháng 6 và tháng 12|date 2026-06-14; date 2026-12-14
Trước ngày 25 hàng tháng|periodic 2026-01-24; periodic 2026-02-24; periodic 2026-03-24; periodic 2026-04-24; periodic 2026-05-24; periodic 2026-06-24; periodic 2026-07-24; periodic 2026-08-24; periodic 2026-09-24; periodic 2026-10-24; periodic 2026-11-24; periodic 2026-12-24
Hàng tháng, trước ngày 25|periodic 2026-01-24; periodic 2026-02-24; periodic 2026-03-24; periodic 2026-04-24; periodic 2026-05-24; periodic 2026-06-24; periodic 2026-07-24; periodic 2026-08-24; periodic 2026-09-24; periodic 2026-10-24; periodic 2026-11-24; periodic 2026-12-24
Ngày 30 hàng tháng|periodic 2026-01-30; periodic 2026-02-28; periodic 2026-03-30; periodic 2026-04-30; periodic 2026-05-30; periodic 2026-06-30; periodic 2026-07-30; periodic 2026-08-30; periodic 2026-09-30; periodic 2026-10-30; periodic 2026-11-30; periodic 2026-12-30
Trước ngày 01 hàng tháng|periodic 2025-12-31; periodic 2026-01-31; periodic 2026-02-28; periodic 2026-03-31; periodic 2026-04-30; periodic 2026-05-31; periodic 2026-06-30; periodic 2026-07-31; periodic 2026-08-31; periodic 2026-09-30; periodic 2026-10-31; periodic 2026-11-30
Chậm nhất ngày 05 của tháng sau|periodic 2026-02-05; periodic 2026-03-05; periodic 2026-04-05; periodic 2026-05-05; periodic 2026-06-05; periodic 2026-07-05; periodic 2026-08-05; periodic 2026-09-05; periodic 2026-10-05; periodic 2026-11-05; periodic 2026-12-05; periodic 2027-01-05
Trong vòng 03 ngày làm việc|after_event
Trong thời hạn 10 ngày kể từ ngày 15/01/2026|after_event
Trong thời hạn không quá 05 ngày làm việc kể từ ngày ban hành|after_event
Chậm nhất 05 ngày làm việc sau khi nhận được văn bản|after_event
Sau 15 ngày kể từ khi Kế hoạch được ban hành|after_event
05 ngày kể từ ngày ký|after_event
Không quá 02 giờ làm việc|after_event
Trước 10 ngày so với ngày họp|after_event
Theo hướng dẫn của Bộ Nội vụ|external
Theo Kế hoạch số 15/KH-UBND ngày 12/01/2026 của UBND tỉnh|external
Theo quy định, trước ngày 15/12|date 2026-12-14
Ngay sau khi có hướng dẫn của Trung ương|external
Sau khi có văn bản chỉ đạo|external
Khi có yêu cầu|external
Khi phát sinh|external
Đột xuất|external
Tùy theo tình hình thực tế|external
Tuỳ thuộc tiến độ của Trung ương|external
Quý I/2026; thường xuyên|quarter 2026-01-01 .. 2026-03-31; recurring
- Quý I/2026: ban hành - Quý II/2026: triển khai|quarter 2026-01-01 .. 2026-03-31; quarter 2026-04-01 .. 2026-06-30
a) Quý I/2026; b) Theo quy định; c) Trước 15/12|quarter 2026-01-01 .. 2026-03-31; external; date 2026-12-14
1. Tháng 3/2026. 2. Thường xuyên.|month 2026-03-01 .. 2026-03-31; recurring
+ Báo cáo quý: trước ngày 15 tháng cuối quý; + Báo cáo năm: trước ngày 15/12|periodic 2026-03-14; periodic 2026-06-14; periodic 2026-09-14; periodic 2026-12-14; date 2026-12-14
Thời gian thực hiện: Quý I/2026|quarter 2026-01-01 .. 2026-03-31
Thời gian hoàn thành: tháng 3/2026|month 2026-03-01 .. 2026-03-31
Ban hành Kế hoạch (tháng 01/2026)|month 2026-01-01 .. 2026-01-31
Ban hành Kế hoạch trong tháng 01/2026|month 2026-01-01 .. 2026-01-31
6 tháng đầu năm: trước ngày 15/6; cả năm: trước ngày 15/12|date 2026-06-14; date 2026-12-14
- 6 tháng: trước ngày 15/6/2026 - Năm: trước ngày 15/12/2026|date 2026-06-14; date 2026-12-14
Quý I/2026: ban hành|quarter 2026-01-01 .. 2026-03-31
Báo cáo quý I trước ngày 15/3, báo cáo năm trước ngày 15/12|date 2026-03-14; date 2026-12-14
Trước ngày 10 tháng đầu tiên của quý tiếp theo|periodic 2026-04-09; periodic 2026-07-09; periodic 2026-10-09; periodic 2027-01-09
Tháng 3; 6; 9; 12|month 2026-03-01 .. 2026-03-31; month 2026-06-01 .. 2026-06-30; month 2026-09-01 .. 2026-09-30; month 2026-12-01 .. 2026-12-31
Trước ngày 25/3; 25/6; 25/9; 25/12|date 2026-03-24; date 2026-06-24; date 2026-09-24; date 2026-12-24
1. Quý I; 2. Quý II|quarter 2026-01-01 .. 2026-03-31; quarter 2026-04-01 .. 2026-06-30
“Trước ngày 14/12/2026”|date 2026-12-13
Giai đoạn 2026 - 2030, định hướng đến năm 2035|range 2026-01-01 .. 2030-12-31
Năm 2026-2027 và các năm tiếp theo|start_only 2026-01-01 ..
Theo Kế hoạch của UBND tỉnh (Quý II/2026)|quarter 2026-04-01 .. 2026-06-30
Thường xuyên, báo cáo trước 15/12|recurring; date 2026-12-14
Quý II/2026 (hoàn thành trước ngày 15/6/2026)|quarter 2026-04-01 .. 2026-06-30
Định kỳ hàng quý và năm 2026|recurring 2026-01-01 ..; year 2026-01-01 .. 2026-12-31
Hàng tháng và năm 2026|recurring 2026-01-01 ..; year 2026-01-01 .. 2026-12-31
Đánh giá công chức định kỳ hàng tháng và năm 2026.|recurring 2026-01-01 ..; year 2026-01-01 .. 2026-12-31
Hàng quý, 6 tháng và năm 2026|recurring 2026-01-01 ..; range 2026-01-01 .. 2026-06-30; year 2026-01-01 .. 2026-12-31
Hàng quý và năm|recurring
Hàng tháng, quý và năm|recurring
Định kỳ 3 tháng|recurring
Mỗi 3 tháng|recurring
12 lần/năm|recurring
quý 1, 6 tháng, quý 3, năm 2026|quarter 2026-01-01 .. 2026-03-31; range 2026-01-01 .. 2026-06-30; quarter 2026-07-01 .. 2026-09-30; year 2026-01-01 .. 2026-12-31
Quý I, 6 tháng, 9 tháng, năm 2026|quarter 2026-01-01 .. 2026-03-31; range 2026-01-01 .. 2026-06-30; range 2026-01-01 .. 2026-09-30; year 2026-01-01 .. 2026-12-31
6 tháng, năm 2026|range 2026-01-01 .. 2026-06-30; year 2026-01-01 .. 2026-12-31
6 tháng năm 2026|range 2026-01-01 .. 2026-06-30
Quý I, quý III, năm 2026|quarter 2026-01-01 .. 2026-03-31; quarter 2026-07-01 .. 2026-09-30
Các báo cáo CCHC Quý 1, 3, 6 tháng và năm 2026|quarter 2026-01-01 .. 2026-03-31; quarter 2026-07-01 .. 2026-09-30; range 2026-01-01 .. 2026-06-30; year 2026-01-01 .. 2026-12-31
Báo cáo cải cách hành chính quý I, 6 tháng, quý III và năm 2026|quarter 2026-01-01 .. 2026-03-31; range 2026-01-01 .. 2026-06-30; quarter 2026-07-01 .. 2026-09-30; year 2026-01-01 .. 2026-12-31
Báo cáo quý I, II/2026: trước ngày 15/6|date 2026-06-14
Báo cáo quý I/2026|unrecognised
Báo cáo quý V trước ngày 15/3|date 2026-03-14
Báo cáo tháng 3, 6, trước ngày 25 hàng tháng|periodic 2026-01-24; periodic 2026-02-24; periodic 2026-03-24; periodic 2026-04-24; periodic 2026-05-24; periodic 2026-06-24; periodic 2026-07-24; periodic 2026-08-24; periodic 2026-09-24; periodic 2026-10-24; periodic 2026-11-24; periodic 2026-12-24
Lộ trình đến năm 2026|year 2026-12-31
Lộ trình thực hiện đến năm 2026|year 2026-12-31
Lộ trình hoàn thành đến hết quý II/2027|quarter 2027-06-30
Phấn đấu đến năm 2026|year 2026-12-31
Phấn đấu đến năm 2030, tỷ lệ hài lòng đạt 95%|year 2030-12-31
Phấn đấu đến 95%|unrecognised
Đến thời điểm 31/3/2025|date 2025-03-31
Tính đến hết thời điểm ngày 31/3/2025|date 2025-03-31
Đến thời điểm báo cáo|unrecognised
Từ giữa quý I/2022|start_only 2022-02-16 ..
Từ giữa tháng 6|start_only 2026-06-16 ..
Bắt đầu từ giữa năm 2026|start_only 2026-07-01 ..
Từ giữa quý I đến hết quý III/2026|range 2026-02-16 .. 2026-09-30
Từ giữa ngày 15/6|unrecognised
Giai đoạn từ 2021 trở đi|start_only 2021-01-01 ..
Giai đoạn từ năm 2026 trở đi|start_only 2026-01-01 ..
Giai đoạn từ 2021 đến 2026|range 2021-01-01 .. 2026-12-31
Ngay trong ngày|after_event
Giải quyết ngay trong ngày làm việc|after_event
Trong cùng ngày|after_event
Trong ngày|after_event
Trong ngày làm việc tiếp theo|after_event
Ngay trong ngày 15/6|date 2026-06-15 .. 2026-06-15
Định kỳ trước 31/7|periodic 2026-07-30
Định kỳ trước ngày 31/7 và 31/12|periodic 2026-07-30; periodic 2026-12-30
Định kỳ hàng tháng, trước ngày 31|periodic 2026-01-30; periodic 2026-02-28; periodic 2026-03-30; periodic 2026-04-30; periodic 2026-05-30; periodic 2026-06-30; periodic 2026-07-30; periodic 2026-08-30; periodic 2026-09-30; periodic 2026-10-30; periodic 2026-11-30; periodic 2026-12-30
30 ngày trước khi trình|after_event
Ít nhất 05 ngày làm việc trước phiên họp|after_event
Chậm nhất 03 tháng trước ngày hết hạn|after_event
Báo cáo 6 tháng trước ngày 15/6|date 2026-06-14
Trong vòng 24h|after_event
Hàng tháng, trước ngày 20|periodic 2026-01-19; periodic 2026-02-19; periodic 2026-03-19; periodic 2026-04-19; periodic 2026-05-19; periodic 2026-06-19; periodic 2026-07-19; periodic 2026-08-19; periodic 2026-09-19; periodic 2026-10-19; periodic 2026-11-19; periodic 2026-12-19
2026-06-30|date 2026-06-30 .. 2026-06-30
2026-06-30 00:00:00|date 2026-06-30 .. 2026-06-30
2026-06-30T17:00|date 2026-06-30 .. 2026-06-30
2026/06/30|date 2026-06-30 .. 2026-06-30
Trước 2026-06-30|date 2026-06-29
Từ 2026-06-01 đến 2026-06-30|range 2026-06-01 .. 2026-06-30
2026-06-01 - 2026-06-30|range 2026-06-01 .. 2026-06-30
2026-02-30|unrecognised
2026-06-29T17:00:00Z|unrecognised
Trước 17 giờ|unrecognised
Kế hoạch năm 2026|unrecognised
Tháng 6+12|unrecognised
Việt Nam|unrecognised
Trước ngày 31/02/2026|unrecognised
Trước ngày 31/02/2026; quý I/2026|unrecognised; quarter 2026-01-01 .. 2026-03-31
Trước ngày 29/02/2026|unrecognised
Tháng 13/2026|unrecognised
Quý V/2026|unrecognised
Quý 5/2026|unrecognised
Ngày 32 hàng tháng|unrecognised
Năm 2999|unrecognised
Từ ngày 20/6/2026 đến ngày 10/6/2026|unrecognised
Từ tháng 11 đến tháng 2|unrecognised
Trước ngày 15|unrecognised
Trong năm học 2025-2026|unrecognised
Giữa tháng 6/2026|unrecognised
\.
SELECT count(*) AS wordings FROM expected;
SELECT wording, reading AS expected, pg_temp.read(wording, plan_year) AS got
FROM expected WHERE reading IS DISTINCT FROM pg_temp.read(wording, plan_year) ORDER BY ord;

-- ---------------------------------------------------------------------------
-- Numbers that are no dates.
-- ---------------------------------------------------------------------------
CREATE TEMP TABLE no_date (ord serial, wording text);
COPY no_date (wording) FROM stdin (DELIMITER '|');
15/QĐ-SNV
Quyết định số 15/QĐ-SNV
Quyết định số 15/QĐ-SNV ngày 18/01/2023
Quyết định số 3604/QĐ-UBND ngày 28/12/2022
Nghị quyết 76/NQ-CP
Nghị quyết 76/NQ-CP ngày 15/7/2021 của Chính phủ
Kết luận số 91-KL/TU, ngày 18/10/2022 của Ban Thường vụ Tỉnh ủy
Công văn số 12/2024/CV-SNV
Luật số 80/2015/QH13
Nghị định 61/2018/NĐ-CP
Thông tư 01/2018/TT-VPCP
Chỉ thị 12-CT/TU
Thủ tục 1.012427
1.012427
1.012427.000.00.00.H32
2.000815
80%
98,77%
80.4%
Đạt 12/12 chỉ tiêu
Đạt 95% trở lên
Đến 10.5%
Trước 10,5%
Tăng 3,72 điểm phần trăm
5/10 chỉ tiêu
21/21
591/591
40/42 hồ sơ
1763
1.763
3.784.535
15
IV
I
0258.3822906
12:30
Điều 12, khoản 3
Phụ lục II
Mục III
Chương IV/2
Phòng số 4 - 2026 m2
Đề án 06
Nghị quyết Đại hội lần thứ XVIII
Quy chế 4
Năm học 2025-2026
Nam 2026
Việt Nam 2026
Sở Nội vụ
tháng
quý
năm
ngày
trước
từ
đến
-
–
.
...
()
()()
((
))
 
\.
SELECT wording, pg_temp.read(wording, 2026) AS got FROM no_date
WHERE pg_temp.read(wording, 2026) <> 'unrecognised' OR par.due_date(wording, 2026) IS NOT NULL ORDER BY ord;
SELECT count(*) AS read_as_no_date FROM no_date WHERE pg_temp.read(wording, 2026) = 'unrecognised';

-- ---------------------------------------------------------------------------
-- One wording, many ways to type it: all give the same reading.
-- ---------------------------------------------------------------------------
CREATE TEMP VIEW typed AS
SELECT ord, wording, plan_year, way, variant
FROM expected CROSS JOIN LATERAL (VALUES
    ('decomposed', normalize(wording, NFD)),
    ('compatibility', normalize(wording, NFKD)),
    ('tones apart', replace(replace(replace(normalize(wording, NFD), U&'a\0302', 'â'), U&'e\0302', 'ê'), U&'u\031B', 'ư')),
    ('capitals', upper(wording)),
    ('no-break blanks', replace(wording, ' ', U&'\00A0')),
    ('many blanks', E'\t ' || replace(wording, ' ', U&' \2003\200B ') || '  '),
    ('other dashes', replace(replace(wording, '–', '-'), '-', '—')),
    ('i for y', replace(replace(wording, 'ý', 'í'), 'ỳ', 'ì')),
    ('eth', replace(wording, 'Đ', U&'\00D0')),
    ('marks without meaning', replace(wording, 'n', U&'n\00AD\200D'))
) v (way, variant);
SELECT way, wording, pg_temp.read(variant, plan_year) FROM typed
WHERE pg_temp.read(variant, plan_year) <> pg_temp.read(wording, plan_year) ORDER BY way, ord;
SELECT way, count(*) FILTER (WHERE variant <> wording) AS differing FROM typed GROUP BY way ORDER BY way;
-- Roman numbers of their own code points, full-width digits, a footnote mark.
SELECT wording, pg_temp.read(wording, 2026) FROM (VALUES (U&'Qu\00FD \2163/2026'), (U&'Th\00E1ng \FF16/\FF12\FF10\FF12\FF16'), ('Trong năm 2026²')) v (wording);

-- ---------------------------------------------------------------------------
-- What the two functions promise.
-- ---------------------------------------------------------------------------
SELECT * FROM par.deadlines('Trước ngày 15/6; từ quý III/2026; Quý I/2026', 2026);
SELECT par.due_date('Trước ngày 15/6; từ quý III/2026; Quý I/2026', 2026), par.due_date('Thường xuyên', 2026) AS recurring,
       par.due_date(NULL, 2026) AS no_wording, par.due_date('Quý I', NULL) AS no_year;
SELECT count(*) FROM par.deadlines(NULL, 2026);
SELECT * FROM par.deadlines('', 2026);
SELECT par.due_date('Quý I', 1899);
SELECT par.due_date('Quý I', 2201);
SELECT * FROM par.deadlines('Quý I', -2147483648);
SELECT par.due_date('Trước ngày 01/01', 1900) AS first, par.due_date('Quý I năm sau', 2200) AS too_late, par.due_date('Ngày 05 tháng sau', 2200) AS last;
-- In the target list, and with the search path of maintenance commands.
SELECT wording, (par.deadlines(wording, 2026)).* FROM (VALUES ('Quý I, II'), ('Thường xuyên')) v (wording);
CREATE TEMP TABLE plan AS SELECT wording, plan_year FROM expected;
SET search_path = pg_catalog, pg_temp;
CREATE INDEX ON plan (par.due_date(wording, plan_year));
RESET search_path;
SELECT count(*) FROM plan WHERE par.due_date(wording, plan_year) < '2026-04-01';
-- A comparison of texts is cheaper and comes first.
EXPLAIN (COSTS OFF) SELECT FROM task WHERE par.due_date(wording, 2024) < '2024-04-01' AND wording > 'Q';

-- ---------------------------------------------------------------------------
-- Terms.  Written by hand: label, due date, [first..last day of its period],
-- how often, after or before an event; parted by semicolons.
-- ---------------------------------------------------------------------------
CREATE FUNCTION pg_temp.terms(wording text, plan_year int) RETURNS text
RETURN (SELECT string_agg(concat_ws(' ', period_label, due, '[' || period_first || '..' || period_last || ']', every, n, unit, side), '; ')
        FROM par.deadline_terms(wording, plan_year));
CREATE TEMP TABLE expected_terms (ord serial, wording text, terms text);
COPY expected_terms (wording, terms) FROM stdin (DELIMITER '|');
Trước ngày 14/12/2026|2026 2026-12-13
Quý I/2026|2026 2026-03-31
Giai đoạn 2021-2030|2026 2030-12-31
Năm 2026|2026 2026-12-31
Từ quý II/2026|2026
Thường xuyên|2026
Theo quy định|2026
Không rõ|2026
Quý I, II/2026|2026-Q1 2026-03-31 [2026-01-01..2026-03-31]; 2026-Q2 2026-06-30 [2026-04-01..2026-06-30]
Trước quý II và quý IV|2026-Q1 2026-03-31 [2026-01-01..2026-03-31]; 2026-Q3 2026-09-30 [2026-07-01..2026-09-30]
Tháng 2, 12/2024|2024-M02 2024-02-29 [2024-02-01..2024-02-29]; 2024-M12 2024-12-31 [2024-12-01..2024-12-31]
Trước ngày 15/6 và 01/01/2027|2027-M06 2027-06-14 [2027-06-01..2027-06-30]; 2026-M12 2026-12-31 [2026-12-01..2026-12-31]
Trước 15/12. Trước 05/12. Đột xuất.|2026-M12 2026-12-14 [2026-12-01..2026-12-31]; 2026-M12.2 2026-12-04 [2026-12-01..2026-12-31]; 2026
Từ 01/3 đến 15/6; từ 01/9 đến 30/11|2026-M06 2026-06-15 [2026-06-01..2026-06-30]; 2026-M11 2026-11-30 [2026-11-01..2026-11-30]
Thường xuyên, báo cáo trước 15/12|2026.2; 2026 2026-12-14
Theo quy định; khi có yêu cầu|2026; 2026.2
quý 1, 6 tháng, quý 3, năm 2026|2026-Q1 2026-03-31 [2026-01-01..2026-03-31]; 2026-H1 2026-06-30 [2026-01-01..2026-06-30]; 2026-Q3 2026-09-30 [2026-07-01..2026-09-30]; 2026 2026-12-31 [2026-01-01..2026-12-31]
3 tháng đầu năm, 9 tháng, 6 tháng cuối năm, 3 tháng cuối năm|2026-Q1 2026-03-31 [2026-01-01..2026-03-31]; 2026-9M 2026-09-30 [2026-01-01..2026-09-30]; 2026-H2 2026-12-31 [2026-07-01..2026-12-31]; 2026-Q4 2026-12-31 [2026-10-01..2026-12-31]
4 tháng đầu năm; 4 tháng cuối năm; 12 tháng đầu năm; trước 6 tháng cuối năm|2026-4M 2026-04-30 [2026-01-01..2026-04-30]; 2026-M12 2026-12-31 [2026-12-01..2026-12-31]; 2026 2026-12-31 [2026-01-01..2026-12-31]; 2026-M06 2026-06-30 [2026-06-01..2026-06-30]
6 tháng đầu năm: trước ngày 15/6; cả năm: trước ngày 15/12|2026-H1 2026-06-14 [2026-01-01..2026-06-30]; 2026 2026-12-14 [2026-01-01..2026-12-31]
- 6 tháng: trước ngày 05/7/2026 - Năm: trước ngày 05/01/2027|2026-H1 2026-07-04 [2026-01-01..2026-06-30]; 2026 2027-01-04 [2026-01-01..2026-12-31]
Báo cáo quý I trước ngày 15/3, báo cáo năm trước ngày 15/12|2026-Q1 2026-03-14 [2026-01-01..2026-03-31]; 2026 2026-12-14 [2026-01-01..2026-12-31]
Báo cáo 9 tháng: trước 15/9|2026-9M 2026-09-14 [2026-01-01..2026-09-30]
+ Báo cáo quý: trước ngày 15 tháng cuối quý; + Báo cáo năm: trước ngày 15/12|2026-Q1 2026-03-14 [2026-01-01..2026-03-31] quarterly; 2026-Q2 2026-06-14 [2026-04-01..2026-06-30] quarterly; 2026-Q3 2026-09-14 [2026-07-01..2026-09-30] quarterly; 2026-Q4 2026-12-14 [2026-10-01..2026-12-31] quarterly; 2026 2026-12-14 [2026-01-01..2026-12-31]
Trước ngày 05 tháng đầu của quý sau|2026-Q1 2026-04-04 [2026-01-01..2026-03-31] quarterly; 2026-Q2 2026-07-04 [2026-04-01..2026-06-30] quarterly; 2026-Q3 2026-10-04 [2026-07-01..2026-09-30] quarterly; 2026-Q4 2027-01-04 [2026-10-01..2026-12-31] quarterly
Hết quý|2026-Q1 2026-03-31 [2026-01-01..2026-03-31] quarterly; 2026-Q2 2026-06-30 [2026-04-01..2026-06-30] quarterly; 2026-Q3 2026-09-30 [2026-07-01..2026-09-30] quarterly; 2026-Q4 2026-12-31 [2026-10-01..2026-12-31] quarterly
Hàng quý, trước ngày 15/3, 15/6, 15/9 và 15/12|2026-Q1 2026-03-14 [2026-01-01..2026-03-31] quarterly; 2026-Q2 2026-06-14 [2026-04-01..2026-06-30] quarterly; 2026-Q3 2026-09-14 [2026-07-01..2026-09-30] quarterly; 2026-Q4 2026-12-14 [2026-10-01..2026-12-31] quarterly
Trước ngày 15/12 hàng năm|2026 2026-12-14 [2026-01-01..2026-12-31] yearly
Quý I hàng năm|2026 2026-03-31 [2026-01-01..2026-12-31] yearly
Định kỳ trước 31/7|2026 2026-07-30 [2026-01-01..2026-12-31] yearly
Ngày 15/6 và 15/12 hàng năm|2026-M06 2026-06-15 [2026-06-01..2026-06-30] yearly; 2026-M12 2026-12-15 [2026-12-01..2026-12-31] yearly
06 tháng một lần, trước 15/6 và 15/12|2026-H1 2026-06-14 [2026-01-01..2026-06-30] half_yearly; 2026-H2 2026-12-14 [2026-07-01..2026-12-31] half_yearly
Hàng năm|2026 [2026-01-01..2026-12-31] yearly
2 lần/năm|2026-H1 [2026-01-01..2026-06-30] half_yearly; 2026-H2 [2026-07-01..2026-12-31] half_yearly
Hàng quý|2026-Q1 [2026-01-01..2026-03-31] quarterly; 2026-Q2 [2026-04-01..2026-06-30] quarterly; 2026-Q3 [2026-07-01..2026-09-30] quarterly; 2026-Q4 [2026-10-01..2026-12-31] quarterly
Thường xuyên, hàng quý, từ quý III/2026|2026-Q3 [2026-07-01..2026-09-30] quarterly; 2026-Q4 [2026-10-01..2026-12-31] quarterly
Hàng quý trong năm 2028|2028-Q1 [2028-01-01..2028-03-31] quarterly; 2028-Q2 [2028-04-01..2028-06-30] quarterly; 2028-Q3 [2028-07-01..2028-09-30] quarterly; 2028-Q4 [2028-10-01..2028-12-31] quarterly
Hàng tháng trong quý I|2026-M01 [2026-01-01..2026-01-31] monthly; 2026-M02 [2026-02-01..2026-02-28] monthly; 2026-M03 [2026-03-01..2026-03-31] monthly
Định kỳ hàng quý và năm 2026|2026-Q1 [2026-01-01..2026-03-31] quarterly; 2026-Q2 [2026-04-01..2026-06-30] quarterly; 2026-Q3 [2026-07-01..2026-09-30] quarterly; 2026-Q4 [2026-10-01..2026-12-31] quarterly; 2026 2026-12-31 [2026-01-01..2026-12-31]
Định kỳ 6 tháng, năm|2026-H1 [2026-01-01..2026-06-30] half_yearly; 2026 [2026-01-01..2026-12-31] yearly
Định kỳ quý, 6 tháng, năm|2026-Q1 [2026-01-01..2026-03-31] quarterly; 2026-Q3 [2026-07-01..2026-09-30] quarterly; 2026-H1 [2026-01-01..2026-06-30] half_yearly; 2026 [2026-01-01..2026-12-31] yearly
Hàng quý, 6 tháng, 9 tháng và năm|2026-Q1 [2026-01-01..2026-03-31] quarterly; 2026-H1 [2026-01-01..2026-06-30] half_yearly; 2026-9M [2026-01-01..2026-09-30] yearly; 2026 [2026-01-01..2026-12-31] yearly
Hàng quý trong tháng 2|2026
Hàng tháng trong quý III, quý I|2026
2 tháng một lần|2026
Hàng ngày|2026
Trong vòng 05 ngày kể từ ngày ký|2026 5 day after
Trong vòng 03 ngày làm việc|2026 3 working_day after
Chậm nhất 05 ngày làm việc sau khi nhận được văn bản|2026 5 working_day after
Sau 15 ngày kể từ khi Kế hoạch được ban hành|2026 15 day after
Trong thời hạn 2 tuần|2026 14 day after
Trong vòng 03 tháng kể từ ngày 01/01/2026|2026 3 month after
Thời hạn không quá 02 năm|2026 24 month after
Không quá 02 giờ làm việc|2026 2 working_hour after
Trong vòng 24h|2026 24 hour after
Trong thời gian mười ngày|2026 10 day after
Ngay trong ngày|2026 0 day after
Ngay trong ngày làm việc|2026 0 working_day after
Trong ngày làm việc tiếp theo|2026 1 working_day after
30 ngày trước khi trình|2026 30 day before
Trước 10 ngày so với ngày họp|2026 10 day before
Trước 30 ngày kể từ ngày ký|2026 30 day after
Ít nhất 05 ngày làm việc trước phiên họp|2026 5 working_day before
Chậm nhất 03 tháng trước ngày hết hạn|2026 3 month before
Trước 17 giờ làm việc|2026
Trong vòng 05 ngày; trong vòng 10 ngày làm việc|2026 5 day after; 2026.2 10 working_day after
\.
SELECT count(*) AS wordings FROM expected_terms;
SELECT wording, terms AS expected, pg_temp.terms(wording, 2026) AS got
FROM expected_terms WHERE terms IS DISTINCT FROM pg_temp.terms(wording, 2026) ORDER BY ord;
SELECT * FROM par.deadline_terms('Thường xuyên; Định kỳ 6 tháng, năm; trước ngày 15/12; chậm nhất 5 ngày trước khi họp', 2026);

-- Weeks are those of ISO 8601, 52 or 53.
SELECT y, count(*) AS weeks, min(period_label), min(period_first) AS first, max(period_label), max(period_last) AS last,
       bool_and(to_char(period_first, 'IYYY-"W"IW') = period_label AND period_last = period_first + 6 AND every = 'weekly') AS iso
FROM (VALUES (2020), (2024), (2026), (2027)) v (y), par.deadline_terms('Hàng tuần', y) GROUP BY y ORDER BY y;

-- All wordings above: what is common with par.deadlines agrees, a label occurs
-- once, and every due date has a term.
CREATE TEMP VIEW every_wording AS
SELECT DISTINCT wording, plan_year FROM (SELECT wording, 2026 AS plan_year FROM expected UNION ALL SELECT wording, 2026 FROM expected_terms
                                         UNION ALL SELECT wording, plan_year FROM task UNION ALL SELECT wording, 2026 FROM no_date) w;
SELECT count(*) AS wordings FROM every_wording;
SELECT w.wording FROM every_wording w, par.deadline_terms(wording, plan_year) t
FULL JOIN par.deadlines(wording, plan_year) d USING (ord)
WHERE (t.starts, t.due, t.kind) IS DISTINCT FROM (d.starts, d.due, d.kind);
SELECT w.wording, period_label FROM every_wording w, par.deadline_terms(wording, plan_year) GROUP BY 1, 2 HAVING count(*) > 1;
SELECT w.wording, t.* FROM every_wording w, par.deadline_terms(wording, plan_year) t
WHERE (n IS NULL) <> (unit IS NULL) OR (n IS NULL) <> (side IS NULL) OR (n IS NOT NULL AND kind <> 'after_event')
   OR (period_first IS NULL) <> (period_last IS NULL) OR period_first > period_last OR period_label !~ '^\d{4}(-(H[12]|Q[1-4]|\d+M|M\d\d|W\d\d))?(\.\d+)?$';

-- The plan moves its dates: labels and their order stay.
SELECT a, b FROM (VALUES
    ('Trước ngày 14/12/2026', 'Quý III/2026'), ('Quý I/2026', 'Trước ngày 05/01/2027'), ('Thường xuyên', 'Trước ngày 15/12'),
    ('Hàng tháng, trước ngày 20', 'Chậm nhất ngày 05 của tháng sau'), ('Hàng tháng', 'Hàng tháng, trước ngày 20'),
    ('Trước ngày 14 của tháng cuối kỳ báo cáo', 'chậm nhất ngày 19 tháng cuối quý'), ('Hàng quý', 'Trước ngày 05 tháng đầu của quý sau'),
    ('Trước ngày 15/12 hàng năm', 'Hàng năm'), ('Trước ngày 15/6 và 15/12', 'Trước ngày 30/6; thường xuyên; đến hết ngày 20/12'),
    ('6 tháng: trước ngày 15/6; cả năm: trước ngày 15/12', 'Báo cáo 6 tháng chậm nhất ngày 05/7, báo cáo năm chậm nhất ngày 05/01/2027')) v (a, b)
WHERE (SELECT array_agg(period_label ORDER BY due, period_last) FROM par.deadline_terms(a, 2026)) <>
      (SELECT array_agg(period_label ORDER BY due, period_last) FROM par.deadline_terms(b, 2026) WHERE kind <> 'recurring' OR every IS NOT NULL);

-- Obligations by one join: agencies, their tasks, a row for each label.  One
-- that is not done on the day after its due date, or after the end of its
-- period, is overdue.
WITH plan_task (id, wording) AS (VALUES (1, 'Hàng tháng, trước ngày 20'), (2, 'Hàng quý'), (3, 'Theo quy định'), (4, 'Trước ngày 14/12/2026')),
     bound (task, agency) AS (VALUES (1, 'A'), (1, 'B'), (2, 'A'), (3, 'A'), (4, 'B')),
     obligation AS (SELECT b.agency, t.id AS task, o.period_label, coalesce(o.due, o.period_last) AS due
                    FROM plan_task t JOIN bound b ON b.task = t.id CROSS JOIN LATERAL par.deadline_terms(t.wording, 2026) o)
SELECT agency, task, count(*) AS obligations, count(due) AS with_date, count(*) FILTER (WHERE due < '2026-04-01') AS overdue_on_1_april
FROM obligation GROUP BY agency, task ORDER BY agency, task;

SELECT count(*) FROM par.deadline_terms(NULL, 2026);
SELECT * FROM par.deadline_terms('', 2026);
SELECT * FROM par.deadline_terms('Quý I', 1899);

-- ---------------------------------------------------------------------------
-- Once the event is known.
-- ---------------------------------------------------------------------------
SELECT day, wording, par.due_after(day::date, wording, 2024, par.vn_calendar(2023, 2025)) AS due
FROM (VALUES
    (1, '2024-04-26', 'trong vòng 05 ngày kể từ ngày ký'), (2, '2024-04-26', 'trong vòng 03 ngày làm việc'), (3, '2024-04-27', 'trong vòng 03 ngày làm việc'),
    (4, '2024-02-07', 'chậm nhất 01 ngày làm việc sau khi nhận'), (5, '2024-04-28', 'ngay trong ngày'), (6, '2024-04-28', 'ngay trong ngày làm việc'),
    (7, '2024-04-26', 'ngay trong ngày làm việc'), (8, '2024-04-26', 'trong ngày làm việc tiếp theo'), (9, '2024-01-31', 'trong vòng 1 tháng'),
    (10, '2024-02-29', 'thời hạn 1 năm'), (11, '2024-03-31', 'chậm nhất 1 tháng trước ngày hết hạn'), (12, '2024-06-30', '30 ngày trước khi trình'),
    (13, '2024-05-06', 'ít nhất 01 ngày làm việc trước phiên họp'), (14, '2024-05-05', 'ít nhất 01 ngày làm việc trước phiên họp'),
    (15, '2024-05-03', 'ít nhất 03 ngày làm việc trước phiên họp'), (16, '2024-04-26', 'trong vòng 5 ngày; trong vòng 2 ngày'),
    (17, '2024-04-26', 'trong vòng 24 giờ'), (18, '2024-04-26', 'trong vòng 24 giờ; trong 3 ngày'), (19, '2024-04-26', 'Trước ngày 14/12'),
    (20, 'infinity', 'trong vòng 5 ngày'), (21, '-infinity', 'trong vòng 5 ngày làm việc'), (22, NULL, 'trong vòng 5 ngày'),
    (23, '0001-01-31 BC', 'trong vòng 1 tháng'), (24, '0001-01-31', '2 tháng sau khi họp'), (25, '0001-03-31', 'chậm nhất 4 tháng trước ngày họp')) v (ord, day, wording)
ORDER BY ord;
SELECT par.due_after(date '2024-04-26', 'trong vòng 5 ngày', 2024) AS no_calendar_needed;
SELECT par.due_after(date '2024-04-26', 'trong vòng 5 ngày làm việc', 2024);
SELECT par.due_after(date '2030-04-26', 'trong vòng 5 ngày làm việc', 2024, par.vn_calendar(2023, 2025));
SELECT par.due_after(date '5874897-12-31', 'trong vòng 5 ngày', 2024);
SELECT par.due_after(date '5874897-12-31', 'trong vòng 5 tháng', 2024);
SELECT par.due_after(date '4713-01-01 BC', '5 ngày trước khi họp', 2024);
SELECT par.due_after(date '4713-01-01 BC', 'chậm nhất 300 năm trước ngày họp', 2024);
SELECT par.due_after(date '2024-04-26', 'trong vòng 5 ngày', 1899);
-- From the instant.
SET timezone = 'UTC';
SELECT at, wording, par.due_after(at::timestamptz, wording, 2024, par.vn_calendar(2023, 2025)) AS due
FROM (VALUES
    (1, '2024-04-26 16:30+07', 'trong vòng 24 giờ'), (2, '2024-04-26 16:30+07', 'không quá 02 giờ làm việc'), (3, '2024-05-06 08:30+07', 'chậm nhất 04 giờ làm việc trước phiên họp'),
    (4, '2024-04-25 23:30+00', 'trong vòng 1 ngày'), (5, '2024-04-26 16:30+07', 'trong vòng 03 ngày làm việc'), (6, '2024-04-26 16:30+07', 'trong 1 tháng'),
    (7, '2024-04-28 09:00+07', 'ngay trong ngày làm việc'), (8, '2024-04-26 16:30+07', 'trong vòng 24 giờ; trong vòng 5 ngày'), (9, '2024-04-26 16:30+07', 'Hàng năm'),
    (10, 'infinity', 'trong vòng 24 giờ'), (11, NULL, 'trong vòng 24 giờ')) v (ord, at, wording) ORDER BY ord;
SELECT par.due_after(timestamptz '2024-04-25 23:30+00', 'trong vòng 1 ngày', 2024, zone => 'UTC') AS utc,
       par.due_after(timestamptz '2024-04-25 23:30+00', 'trong vòng 1 ngày', 2024) AS vietnam,
       par.due_after(timestamptz '2024-04-25 23:30+00', 'trong vòng 1 ngày', 2024, zone => NULL) AS no_zone;
SELECT par.due_after(timestamptz '2024-04-26 16:30+07', 'không quá 02 giờ làm việc', 2024);
SELECT par.due_after(timestamptz '2024-04-26 16:30+07', 'trong vòng 1 ngày', 2024, zone => 'Nowhere');
SELECT par.due_after(timestamptz '294276-12-31 23:59+00', 'trong vòng 24 giờ', 2024);
SELECT par.due_after(timestamptz '294276-12-31 13:00+00', 'trong vòng 1 tháng', 2024);
RESET timezone;

-- ---------------------------------------------------------------------------
-- Hostile text: at least one row, never an error, in time that grows with the
-- text.  A million characters each; a quadratic step would take hours.
-- ---------------------------------------------------------------------------
SELECT set_config('statement_timeout', CASE WHEN current_setting('test.share', true) IS NULL THEN '30s' ELSE '10min' END, false) \g /dev/null
SELECT what, count(*) AS rows, max(ord) AS last, count(due) AS due, min(kind) AS kind
FROM (VALUES
    (1, 'a word', repeat('a', 1000000)),
    (2, 'words', repeat('hoàn thành ', 90000)),
    (3, 'parentheses', repeat('(', 500000) || repeat(')', 500000)),
    (4, 'open', repeat('(', 1000000)),
    (5, 'closed', repeat(')', 1000000)),
    (6, 'digits', repeat('1', 1000000)),
    (7, 'list', 'tháng ' || repeat('3, ', 333333)),
    (8, 'slashes', repeat('1/', 500000)),
    (9, 'dashes', repeat('-', 1000000)),
    (10, 'spaced dashes', repeat('- ', 500000)),
    (11, 'ranges', repeat('quý I - ', 125000)),
    (12, 'quarters', repeat('quý I/2026; ', 83333)),
    (13, 'ends', repeat('chậm nhất ', 100000)),
    (14, 'marks up and down', repeat(U&'a\0301\0323', 1) || repeat(U&'\0301', 300000) || repeat(U&'\0323', 300000)),
    (15, 'ligatures', repeat(U&'\FDFA', 300000)),
    (16, 'syllables', repeat(U&'\AC01', 300000)),
    (17, 'emoji', repeat(U&'\+01F600', 250000)),
    (18, 'blanks', repeat(' ', 1000000)),
    (19, 'deadline at the end', repeat('báo cáo kết quả ', 60000) || 'trước ngày 14/12/2026'),
    (20, 'months', repeat('ngày 5 hàng tháng, ', 1000))
) v (ord_, what, wording), par.deadlines(wording, 2026)
GROUP BY ord_, what ORDER BY ord_;
RESET statement_timeout;

-- Shuffled: pieces of wordings and odd characters put together at random, but
-- the same each time.
SELECT setseed(0.7);
CREATE TEMP TABLE fuzz AS
SELECT i, string_agg(piece[1 + floor(random() * array_length(piece, 1))::int], CASE WHEN random() < 0.6 THEN ' ' ELSE '' END) AS wording
FROM generate_series(1, 20000) AS i, generate_series(1, 12) AS k,
     (SELECT ARRAY['trước', 'ngày', 'tháng', 'quý', 'năm', 'từ', 'đến', 'chậm nhất', 'hàng', 'cuối', 'đầu', 'hết', 'của', 'các',
                   'thường xuyên', 'theo', 'quy định', 'kỳ báo cáo', '15', '31', '0', '99', '2026', '2500', '12/2026', '31/02', '15/12',
                   'I', 'IV', 'xii', '/', '-', '–', '.', ',', ';', '(', ')', ':', '%', E'\n', E'\r\n', U&'\0301', U&'\0323', U&'\031B',
                   U&'\FEFF', U&'\200B', U&'\FFFD', U&'\+10FFFF', 'ß', 'ﬁ', '½', '²', '中', 'và', '6 tháng', 'làm việc', '999999999999'] AS piece) p
GROUP BY i;
-- Every reading keeps the promises of its kind.
SELECT kind, count(*) > 0 AS seen,
       count(*) FILTER (WHERE (due IS NULL) <> (kind IN ('start_only', 'recurring', 'after_event', 'external', 'unrecognised'))) AS bad_due,
       count(*) FILTER (WHERE starts IS NOT NULL AND kind IN ('after_event', 'external', 'unrecognised')) AS bad_start,
       count(*) FILTER (WHERE starts > due) AS backwards,
       count(*) FILTER (WHERE extract(year FROM coalesce(starts, due)) NOT BETWEEN 1899 AND 2201) AS out_of_time
FROM fuzz, par.deadlines(wording, 2026) GROUP BY kind ORDER BY kind;
SELECT count(*) AS wordings, count(*) FILTER (WHERE n < 1) AS without_row, count(*) FILTER (WHERE n <> last) AS bad_order,
       count(*) FILTER (WHERE due IS DISTINCT FROM par.due_date(wording, 2026)) AS other_due_date
FROM fuzz, LATERAL (SELECT count(*) AS n, max(ord) AS last, max(due) AS due FROM par.deadlines(wording, 2026)) d;
