-- How many delegates there may be, where that was set by hand.
CREATE TABLE delegate_cap (
	queue  VARCHAR(255) NOT NULL PRIMARY KEY,
	most   INTEGER      NOT NULL,
	set_at TIMESTAMP(6) WITH TIME ZONE NOT NULL
);
