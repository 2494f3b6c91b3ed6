#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# screenshot.sh PAGE OUT.png [--dark] [--lang es] [--crisis] [--size 1366x768] [--workspace FILE]
# Photographs one page of the window (see screenshot.c for the names) on a copy of the workspace; without one, of the sample
# that ./dev run makes.
set -euo pipefail

root=$(cd "$(dirname "$0")/../.." && pwd)
build=${EPC_BUILD:-$root/build}
page=$1 out=$(realpath "$2")
shift 2
workspace=$root/out/sample.epc language=en options=()
while [ $# -gt 0 ]; do
  case $1 in
    --lang) language=$2; shift 2 ;;
    --workspace) workspace=$2; shift 2 ;;
    --size) options+=(--size "$2"); shift 2 ;;
    *) options+=("$1"); shift ;;
  esac
done
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
cp "$workspace" "$copy/"
EPC_SCREEN=${EPC_SCREEN:-1600x1000x24} EPC_TEST_LANGUAGE=$language EPC_DATA_DIR=$root/data EPC_LOCALE_DIR_OVERRIDE=$build/po \
GSETTINGS_SCHEMA_DIR=$build/data "$root/tests/run-ui.sh" \
  "${EPC_SCREENSHOT:-$build/tests/desktop/screenshot}" "$copy/$(basename "$workspace")" "$page" "$out" "${options[@]}"
