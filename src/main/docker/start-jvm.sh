#!/bin/bash
# Replaces itself by the JVM, so that SIGTERM reaches it.
set -eu
cd "$(dirname "$0")/.."
# JAVA_OPTS is a list of words, and wins. The cache is left unused, with a warning, where it does not fit the options.
# Short collections: as delivered G1 stops all answers for up to 0.1 s every quarter of a minute under load, so for 0.01 s each second.
# shellcheck disable=SC2086
exec java --enable-native-access=ALL-UNNAMED -XX:AOTCache=parley.aot -XX:MaxGCPauseMillis=10 \
    -Dorg.sqlite.lib.path="native/$(uname -m)" -Dorg.sqlite.lib.name=libsqlitejdbc.so \
    ${JAVA_OPTS:-} -jar quarkus-run.jar "$@"
