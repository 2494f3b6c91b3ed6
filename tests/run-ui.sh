#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# run-ui.sh PROGRAM [ARGUMENT…]: runs a program that opens windows on a private display, message bus and home, so that it
# neither sees nor leaves anything of the user's. EPC_SCREEN sets the size of the display.
set -euo pipefail

home=$(mktemp -d "${TMPDIR:-/tmp}/epc-ui-XXXXXX")
trap 'rm -rf "$home"' EXIT
mkdir -p "$home"/{config/gtk-4.0,data,cache,run,Documents}
chmod 700 "$home/run"

cat >"$home/config/gtk-4.0/settings.ini" <<'INI'
[Settings]
gtk-font-name=Cantarell 11
gtk-enable-animations=0
gtk-cursor-blink=0
gtk-xft-antialias=1
gtk-xft-hinting=1
gtk-xft-hintstyle=hintslight
gtk-decoration-layout=:minimize,maximize,close
INI
# a bus without services: nothing starts portals or settings daemons beside the program
cat >"$home/bus.conf" <<'XML'
<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN" "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:tmpdir=/tmp</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
XML

HOME=$home XDG_CONFIG_HOME=$home/config XDG_DATA_HOME=$home/data XDG_CACHE_HOME=$home/cache XDG_RUNTIME_DIR=$home/run \
GDK_BACKEND=x11 GSK_RENDERER=cairo LIBGL_ALWAYS_SOFTWARE=1 GSETTINGS_BACKEND=${GSETTINGS_BACKEND:-memory} \
GTK_A11Y=${GTK_A11Y:-test} ADW_DISABLE_PORTAL=1 NO_AT_BRIDGE=1 \
xvfb-run -a -s "-screen 0 ${EPC_SCREEN:-1366x900x24}" dbus-run-session --config-file="$home/bus.conf" -- "$@"
