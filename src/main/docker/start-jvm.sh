#!/bin/bash
# Replaces itself by the JVM, so that SIGTERM reaches it.
set -eu
cd "$(dirname "$0")/.."
# JAVA_OPTS is a list of words. The cache is left unused, with a warning, where it does not fit the options.
# shellcheck disable=SC2086
exec java --enable-native-access=ALL-UNNAMED -XX:AOTCache=parley.aot \
    -Dorg.sqlite.lib.path="native/$(uname -m)" -Dorg.sqlite.lib.name=libsqlitejdbc.so \
    ${JAVA_OPTS:-} -jar quarkus-run.jar "$@"
