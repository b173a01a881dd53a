-- A load for the SQLite shell: schema, queries of each kind, transactions,
-- triggers, views, full text, r-trees, JSON, windows, errors.
.bail off
PRAGMA page_size = 1024;
PRAGMA cache_size = 50;
PRAGMA foreign_keys = on;
CREATE TABLE author (id INTEGER PRIMARY KEY, name TEXT NOT NULL COLLATE NOCASE UNIQUE);
CREATE TABLE book (id INTEGER PRIMARY KEY, author INTEGER REFERENCES author ON DELETE CASCADE, title TEXT, price REAL CHECK (price >= 0), body BLOB, upper AS (upper (title)) STORED);
CREATE INDEX book_author ON book (author, price DESC);
CREATE INDEX book_part ON book (title) WHERE price > 50;
CREATE TABLE log (at INTEGER, what TEXT);
CREATE TABLE pair (a, b, PRIMARY KEY (a, b)) WITHOUT ROWID;
CREATE TRIGGER added AFTER INSERT ON book BEGIN INSERT INTO log VALUES (new.id, 'added ' || new.title); END;
CREATE TRIGGER priced BEFORE UPDATE OF price ON book WHEN new.price > 1000 BEGIN SELECT RAISE (ABORT, 'too dear'); END;
CREATE VIEW cheap AS SELECT title, price FROM book WHERE price < 20;
CREATE TRIGGER cheap_in INSTEAD OF INSERT ON cheap BEGIN INSERT INTO book (title, price) VALUES (new.title, new.price); END;
BEGIN;
WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 50) INSERT INTO author SELECT i, 'author ' || i FROM n;
WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 1500) INSERT INTO book (id, author, title, price, body) SELECT i, i % 50 + 1, 'book number ' || i, (i * 37 % 1000) / 10.0, zeroblob (i % 700) FROM n;
COMMIT;
INSERT INTO cheap VALUES ('leaflet', 1);
INSERT OR IGNORE INTO author VALUES (1, 'again');
INSERT OR REPLACE INTO author VALUES (51, 'AUTHOR 50 bis');
INSERT INTO author (name) VALUES ('AUTHOR 3') ON CONFLICT (name) DO UPDATE SET name = 'third';
UPDATE book SET price = 2000 WHERE id = 3;
UPDATE book SET price = price * 2 FROM author WHERE author.id = book.author AND author.name LIKE '%7';
SELECT count (*), sum (price), avg (price), min (title), max (title), total (id), group_concat (id, '-') FROM book WHERE id < 30;
SELECT author.name, count (*) c, sum (price) FROM book JOIN author ON author.id = book.author GROUP BY author.name HAVING c > 3 ORDER BY 3 DESC, 1 LIMIT 5 OFFSET 2;
SELECT a.name, b.title FROM author a LEFT JOIN book b ON b.author = a.id AND b.price > 190 ORDER BY b.title, a.name LIMIT 7;
SELECT title FROM book WHERE price IN (SELECT max (price) FROM book GROUP BY author) AND EXISTS (SELECT 1 FROM log WHERE at = book.id) ORDER BY title LIMIT 5;
SELECT id, rank () OVER (PARTITION BY author ORDER BY price), lag (price, 1, 0) OVER w, sum (price) OVER (ORDER BY id ROWS BETWEEN 2 PRECEDING AND 1 FOLLOWING), ntile (4) OVER w, first_value (id) OVER w FROM book WHERE author < 4 WINDOW w AS (ORDER BY id) LIMIT 12;
SELECT id FROM book WHERE id < 20 UNION SELECT id FROM author EXCEPT SELECT id FROM book WHERE id % 2 INTERSECT SELECT id FROM author ORDER BY 1 DESC;
SELECT DISTINCT price > 50, typeof (price), cast (price AS INTEGER) % 2 FROM book ORDER BY 1, 3;
SELECT CASE WHEN price < 10 THEN 'low' WHEN price < 50 THEN 'mid' ELSE 'high' END k, count (*) FROM book GROUP BY k;
SELECT printf ('%05d|%-8s|%.3f|%q|%x', 42, 'ab', 3.14159, 'it''s', 255), substr ('hello', -3), replace ('aXbX', 'X', 'yy'), instr ('abc', 'c'), trim ('  x '), hex (x'0102'), quote ('a''b'), coalesce (NULL, 3), nullif (1, 1), abs (-5), round (2.567, 1), unicode ('é'), char (233, 8364), like ('A%', 'abc'), glob ('a*', 'abc'), iif (1, 2, 3), sqrt (2), pow (2, 10);
SELECT date ('2020-02-29', '+1 year', 'start of month'), strftime ('%Y-%j-%W', '2021-06-15'), julianday ('2000-01-01'), datetime (0, 'unixepoch');
SELECT json_extract ('{"a":[1,2,{"b":3}]}', '$.a[2].b'), json_set ('{}', '$.x', json ('[1]')), json_group_array (id) FROM author WHERE id < 4;
SELECT key, value, type FROM json_each ('{"a":1,"b":[true,null]}');
SELECT fullkey FROM json_tree ('{"a":{"b":[1,2]}}');
EXPLAIN QUERY PLAN SELECT * FROM book WHERE author = 3 AND price > 10;
EXPLAIN SELECT title FROM book ORDER BY price;
CREATE VIRTUAL TABLE words USING fts5 (body, tokenize = 'porter');
INSERT INTO words SELECT title || ' running quickly ' || id FROM book WHERE id < 300;
SELECT highlight (words, 0, '[', ']'), rank FROM words WHERE words MATCH 'run AND 12*' ORDER BY rank LIMIT 3;
SELECT snippet (words, 0, '<', '>', '...', 3) FROM words WHERE words MATCH '"number 5" OR quick NEAR book' LIMIT 2;
INSERT INTO words (words) VALUES ('optimize');
DELETE FROM words WHERE rowid % 3 = 0;
CREATE VIRTUAL TABLE boxes USING rtree (id, x0, x1, y0, y1);
INSERT INTO boxes SELECT id, id, id + 5, id * 2, id * 2 + 5 FROM book WHERE id < 400;
SELECT count (*) FROM boxes WHERE x0 > 10 AND x1 < 100 AND y0 < 150;
DELETE FROM boxes WHERE id % 2;
BEGIN;
SAVEPOINT one;
DELETE FROM author WHERE id < 10;
SAVEPOINT two;
UPDATE book SET title = title || '!' WHERE id % 5 = 0;
ROLLBACK TO two;
RELEASE one;
ROLLBACK;
INSERT INTO pair SELECT id % 20, id FROM book;
DELETE FROM pair WHERE a = 3;
SELECT a, count (*) FROM pair GROUP BY a ORDER BY 2 DESC LIMIT 3;
ALTER TABLE log ADD COLUMN who TEXT DEFAULT 'nobody';
ALTER TABLE log RENAME TO journal;
ALTER TABLE journal RENAME COLUMN what TO event;
ALTER TABLE journal DROP COLUMN who;
CREATE TEMP TABLE scratch AS SELECT * FROM book WHERE id < 10;
DROP TABLE scratch;
REINDEX; ANALYZE; VACUUM;
PRAGMA integrity_check;
PRAGMA table_info (book);
PRAGMA index_list (book);
PRAGMA journal_mode = wal;
UPDATE book SET price = price + 1;
PRAGMA wal_checkpoint;
PRAGMA journal_mode = delete;
SELECT * FROM no_such_table;
SELECT no_such_column FROM book;
SELEC 1;
INSERT INTO book (author, title) VALUES (999, 'orphan');
INSERT INTO book (title, price) VALUES ('negative', -1);
SELECT abs (-9223372036854775808);
ATTACH ':memory:' AS other;
CREATE TABLE other.copy AS SELECT id, title FROM book LIMIT 100;
SELECT count (*) FROM other.copy NATURAL JOIN book;
DETACH other;
.mode box
SELECT * FROM author LIMIT 3;
.mode csv
.headers on
SELECT * FROM author LIMIT 3;
.mode insert t
SELECT * FROM author LIMIT 3;
.mode json
SELECT * FROM author LIMIT 3;
.schema
.tables
.indexes book
.dump author
.databases
.stats on
SELECT 1;
.parameter set @x 5
SELECT @x;
.quit
