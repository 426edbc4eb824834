#!/bin/bash
# Whether Parley is ready, for the engine's health check: the image has no HTTP client.
set -eu
port=${QUARKUS_HTTP_PORT:-8080}
exec 3<>"/dev/tcp/127.0.0.1/$port"
printf 'GET /q/health/ready HTTP/1.1\r\nHost: localhost:%s\r\nConnection: close\r\n\r\n' "$port" >&3
read -r _ status _ <&3
[ "$status" = 200 ]
