#!/bin/sh
# Starts the broker with the users of definitions.json and the passwords of the environment.
set -eu
folder=$(dirname "$0")
escript "$folder/definitions.escript" "$folder/definitions.json" /run/rabbitmq/definitions.json
exec rabbitmq-server
