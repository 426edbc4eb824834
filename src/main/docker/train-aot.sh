#!/bin/bash
# Makes the AOT cache while the image is built: starts on an empty store, asks for the page, an answer and the list, and stops.
set -eu
cd "$(dirname "$0")/.."
export PARLEY_STORE_DIRECTORY=/tmp/training QUARKUS_HTTP_PORT=8099 PARLEY_SIMULATOR_DELAY=0ms
java --enable-native-access=ALL-UNNAMED -XX:AOTCacheOutput=parley.aot \
    -Dorg.sqlite.lib.path="native/$(uname -m)" -Dorg.sqlite.lib.name=libsqlitejdbc.so -jar quarkus-run.jar &
parley=$!

# The image has no HTTP client: bash speaks enough of it. The answer's body goes to standard output.
ask() {
    exec 3<>/dev/tcp/127.0.0.1/8099
    printf '%s %s HTTP/1.1\r\nHost: localhost:8099\r\nConnection: close\r\nCookie: %s\r\nContent-Type: application/json\r\nContent-Length: %s\r\n\r\n%s' \
        "$1" "$2" "${cookie:-}" "${#3}" "$3" >&3
    cat <&3
    exec 3>&-
}

for _ in $(seq 120); do
    if (ask GET /q/health/ready "") 2>/dev/null | grep -q '200 OK'; then break; fi
    kill -0 "$parley"
    sleep 0.5
done
cookie=$(ask GET / "" | sed -n 's/^[Ss]et-[Cc]ookie: \(parley-owner=[^;]*\).*/\1/p')
ask POST /api/conversations/training-of-the-cache/messages '{"text":"/markdown"}' >/dev/null
ask GET /api/conversations "" >/dev/null
kill -TERM "$parley"
# The cache is written while the JVM ends; 143 says that it was told to.
wait "$parley" || [ $? = 143 ]
rm -r /tmp/training
test -s parley.aot
