#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# Installs what only Debian packages bring. `scripts/debian-packages.sh samples` adds what building
# the samples again needs; using them needs nothing.
set -euo pipefail

packages=(tesseract-ocr tesseract-ocr-nld tesseract-ocr-script-latn chromium poppler-utils qpdf)
if [[ "${1:-}" == samples ]]; then
    packages+=(libreoffice-writer fonts-liberation fonts-dejavu-core)
fi

stop() {
    echo "debian-packages: $1" >&2
    exit 1
}

command -v dpkg-query >/dev/null && command -v apt-get >/dev/null ||
    stop "this system has no apt; install by hand: ${packages[*]}"

missing=()
for package in "${packages[@]}"; do
    [[ "$(dpkg-query --show --showformat='${db:Status-Status}' "$package" 2>/dev/null)" == installed ]] ||
        missing+=("$package")
done
[[ ${#missing[@]} -gt 0 ]] || exit 0

[[ "$(id -u)" == 0 ]] ||
    stop "must be root to install packages; run: sudo apt-get install --no-install-recommends ${missing[*]}"
export DEBIAN_FRONTEND=noninteractive
apt-get update --quiet=2 || stop "the lists of packages could not be fetched; check this machine's apt sources"
apt-get install --quiet=2 --yes --no-install-recommends "${missing[@]}" ||
    stop "not installed: ${missing[*]}; see the lines above"
