#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# screenshot.sh WORKSPACE FOLDER [--lang es] [--both | --dark] [--crisis] [--size 1366x768] PAGE…
# Photographs pages of the window (screenshot.c names them) into FOLDER, on a copy of the workspace. EPC_BUILD: the build folder.
set -euo pipefail

root=$(cd "$(dirname "$0")/../.." && pwd)
build=$(realpath "${EPC_BUILD:-$root/build}")
workspace=$1 folder=$(realpath -m "$2")
shift 2
language=en words=()
while [ $# -gt 0 ]; do
  case $1 in
    --lang) language=$2; shift 2 ;;
    *) words+=("$1"); shift ;;
  esac
done
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
cp "$workspace" "$copy/"
EPC_SCREEN=${EPC_SCREEN:-1600x1000x24} EPC_TEST_LANGUAGE=$language EPC_DATA_DIR=$root/data EPC_LOCALE_DIR_OVERRIDE=$build/po \
GSETTINGS_SCHEMA_DIR=$build/data "$root/tests/run-ui.sh" \
  "$build/tests/desktop/screenshot" "$copy/$(basename "$workspace")" "$folder" "${words[@]}"
