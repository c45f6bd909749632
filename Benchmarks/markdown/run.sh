#!/bin/sh
# Compares our Markdown with libcmark alone on 45 MB in 10,000 files, and measures the hostile inputs: run.sh [hostile]
set -eu
cd "$(dirname "$0")/../.."
swift build -c release --target Documents
build=.build/release
out=.build/markdown-benchmark
mkdir -p "$out"
# SwiftPM names a package after its folder, and package access needs the same name.
name=$(basename "$PWD" | tr -c 'A-Za-z0-9\n' '_')
objects=$(find $build/Documents.build $build/Diagnostics.build $build/Crypto.build $build/CCryptoBoringSSL.build \
  $build/CCryptoBoringSSLShims.build $build/CryptoBoringWrapper.build $build/CXKCP.build $build/CXKCPShims.build \
  $build/Yams.build $build/CYaml.build -name '*.o' 2>/dev/null)
yaml=.build/checkouts/Yams/Sources/CYaml/include
swiftc -O -swift-version 5 -package-name "$name" -I $build/Modules \
  -Xcc -fmodule-map-file=Sources/CCommonMark/module.modulemap -Xcc -fmodule-map-file=$yaml/module.modulemap -I $yaml \
  Benchmarks/markdown/main.swift Tests/DocumentsTests/HostileInput.swift $objects -lcmark -lstdc++ -o "$out/bench"
if [ "${1:-}" = hostile ]; then
  index=0
  while "$out/bench" hostile $index; do index=$((index + 1)); done
  exit 0
fi
cc -O2 -o "$out/baseline" Benchmarks/markdown/baseline.c -lcmark
[ -f "$out/files/9999.md" ] || python3 Benchmarks/markdown/generate.py "$out/files" 10000 4300
for round in 1 2 3; do
  "$out/baseline" "$out/files" 10000
  for dialect in plain extended site; do "$out/bench" "$out/files" 10000 $dialect; done
done
"$out/bench" "$out/files" 1000 site
