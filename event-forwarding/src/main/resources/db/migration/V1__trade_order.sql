CREATE TABLE trade_order (
	order_id  VARCHAR(64)    NOT NULL PRIMARY KEY,
	account   VARCHAR(32)    NOT NULL,
	action    VARCHAR(16)    NOT NULL,
	side      VARCHAR(8)     NOT NULL,
	symbol    VARCHAR(12)    NOT NULL,
	quantity  NUMERIC(21, 8) NOT NULL,
	sequence  BIGINT         NOT NULL,
	sent_at   TIMESTAMP(6) WITH TIME ZONE,
	stored_at TIMESTAMP(6) WITH TIME ZONE NOT NULL
);
