CREATE TABLE placed_order (
	order_id  VARCHAR(64)    NOT NULL PRIMARY KEY,
	account   VARCHAR(32)    NOT NULL,
	action    VARCHAR(16)    NOT NULL,
	side      VARCHAR(8)     NOT NULL,
	symbol    VARCHAR(12)    NOT NULL,
	quantity  NUMERIC(21, 8) NOT NULL,
	sequence  BIGINT         NOT NULL,
	lane      VARCHAR(8)     NOT NULL,
	placed_at TIMESTAMP(6) WITH TIME ZONE NOT NULL
);

-- What the orders of an account have come to. Whoever applies an order twice, or too late,
-- leaves a trace here: applied is more than there are orders, or overtaken more than 0.
CREATE TABLE account (
	account       VARCHAR(32) NOT NULL,
	lane          VARCHAR(8)  NOT NULL,
	applied       BIGINT      NOT NULL,
	overtaken     BIGINT      NOT NULL,
	last_sequence BIGINT      NOT NULL,
	PRIMARY KEY (account, lane)
);
