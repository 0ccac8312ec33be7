#!/bin/sh
# Installs a Debian package when its program (or a file of it) is not there. Usage: tools/debian.sh PROGRAM PACKAGE
set -eu
if command -v "$1" >/dev/null || [ -e "$1" ]; then exit 0; fi
if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
  echo "Missing: $1. As root on Debian: apt-get install $2" >&2
  exit 1
fi
echo "Installing $2 from Debian …"
apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$2" >/dev/null
