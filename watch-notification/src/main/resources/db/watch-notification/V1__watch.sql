CREATE TABLE config_value (
	config_key VARCHAR(128)   NOT NULL PRIMARY KEY,
	content    VARCHAR(65536) NOT NULL,
	revision   BIGINT         NOT NULL,
	changed_at TIMESTAMP(6) WITH TIME ZONE NOT NULL
);

CREATE TABLE watch (
	service     VARCHAR(128)  NOT NULL,
	config_key  VARCHAR(128)  NOT NULL,
	address     VARCHAR(1024) NOT NULL,
	queue       VARCHAR(255)  NOT NULL,
	delivered   BIGINT        NOT NULL,
	lease_until TIMESTAMP(6) WITH TIME ZONE NOT NULL,
	PRIMARY KEY (service, config_key)
);
