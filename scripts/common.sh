# Shared by the scripts: where the repository is, how to talk, and how to find Swift.
set -euo pipefail

start_folder=$PWD
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"

say() { printf '%s\n' "$*" >&2; }
fail() { say "error: $*"; exit 1; }

# SwiftPM and PoCL keep caches below HOME; where that cannot be written they get a folder here.
if [ -z "${HOME:-}" ] || ! mkdir -p "$HOME/.cache" 2>/dev/null || [ ! -w "$HOME/.cache" ]; then
  export HOME="$root/.build/home"
  mkdir -p "$HOME/.cache"
fi

# Checks that Swift is new enough.
need_swift() {
  command -v swift >/dev/null ||
    fail "swift is not on the PATH. Install Swift 6.2 or newer: https://www.swift.org/install"
  local version major minor
  version=$(swift --version 2>&1) || fail "swift does not start: $version"
  version=$(sed -n 's/.*Swift version \([0-9]*\.[0-9]*\).*/\1/p' <<<"$version" | head -n 1)
  major=${version%%.*}
  minor=${version#*.}
  if [ "${major:-0}" -lt 6 ] || { [ "$major" -eq 6 ] && [ "$minor" -lt 2 ]; }; then
    fail "Swift $version is too old; 6.2 or newer is needed: https://www.swift.org/install"
  fi
}

# Builds the release binary; its path is .build/release/astrolabe.
build_release() {
  need_swift
  swift build -c release --static-swift-stdlib --product astrolabe >&2
}

# python_environment FOLDER REQUIREMENTS: a virtual environment with these packages, made once, and
# again when they or the checkout's place have changed: its programs name its place.
python_environment() {
  local folder=$1 requirements=$2
  if ! cmp -s "$requirements" "$folder/requirements.txt" || ! "$folder/bin/pip" -V >/dev/null 2>&1
  then
    say "making the Python environment $folder"
    rm -rf "$folder"
    python3 -m venv "$folder"
    "$folder/bin/pip" install --quiet --disable-pip-version-check -r "$requirements" >&2
    cp "$requirements" "$folder/requirements.txt"
  fi
}

# install_below PREFIX: the release binary, its completions and its texts, as a system lays them out.
install_below() {
  local prefix=$1 binary=.build/release/astrolabe
  install -D -m 755 "$binary" "$prefix/bin/astrolabe"
  install -D -m 644 -t "$prefix/share/doc/astrolabe" README.md LICENSE CHANGELOG.md
  completions() { # completions SHELL FILE
    mkdir -p "$(dirname "$prefix/$2")"
    "$binary" --generate-completion-script "$1" >"$prefix/$2"
  }
  completions bash share/bash-completion/completions/astrolabe
  completions zsh share/zsh/site-functions/_astrolabe
  completions fish share/fish/vendor_completions.d/astrolabe.fish
}
