#!/bin/sh
# Makes what is missing: for each service named a role with its password and a database that it owns. The image's own
# scripts run for an empty volume only; this runs at each start, so a new service or a new password needs no new volume.
set -eu
for service in "$@"; do
	variable=POSTGRES_$(echo "$service" | tr a-z A-Z)_PASSWORD
	eval "ROLE_PASSWORD=\$$variable"
	export ROLE_PASSWORD
	psql -v ON_ERROR_STOP=1 -v service="$service" -q -o /dev/null <<'SQL'
\getenv password ROLE_PASSWORD
SELECT format('CREATE ROLE %I LOGIN', :'service')
WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = :'service') \gexec
SELECT format('ALTER ROLE %I PASSWORD %L', :'service', :'password') \gexec
SELECT format('CREATE DATABASE %I OWNER %I', :'service', :'service')
WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = :'service') \gexec
SELECT format('REVOKE CONNECT ON DATABASE %I FROM PUBLIC', :'service') \gexec
SQL
	echo "The database $service is there"
done
