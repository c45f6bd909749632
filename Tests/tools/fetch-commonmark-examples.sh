#!/bin/sh
# Puts CommonMark's examples where the tests look for them; they stay out of the repository.
set -eu
cd "$(dirname "$0")/../.."
target=.build/commonmark-examples
[ -s "$target/spec.txt" ] && exit 0
mkdir -p "$target/download"
python3 -m pip download --quiet --no-binary :all: --no-deps --dest "$target/download" commonmark
archive=$(ls "$target"/download/commonmark-*.tar.gz | head -n 1)
member=$(tar -tzf "$archive" | grep 'spec\.txt$' | head -n 1)
tar -xzOf "$archive" "$member" > "$target/spec.txt"
echo "CommonMark examples: $(grep -c '^\.$' "$target/spec.txt") in $target/spec.txt"
