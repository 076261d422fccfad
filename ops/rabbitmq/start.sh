#!/bin/sh
# Starts the broker with the users of definitions.json and the passwords of the environment.
set -eu
folder=$(dirname "$0")
escript "$folder/definitions.escript" "$folder/definitions.json" /tmp/definitions.json
exec rabbitmq-server
