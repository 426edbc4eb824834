#!/bin/bash
# Replaces itself by the binary, so that SIGTERM reaches it.
set -eu
cd "$(dirname "$0")/.."
exec ./parley -Dorg.sqlite.lib.path="native/$(uname -m)" -Dorg.sqlite.lib.name=libsqlitejdbc.so "$@"
