#!/bin/sh
# Builds the Markdown fuzzer and runs it: fuzz-markdown.sh [SECONDS] (default 60). New inputs go to .build/fuzz.
set -eu
cd "$(dirname "$0")/../.."
seconds=${1:-60}
out=.build/fuzz/markdown
mkdir -p "$out/found" "$out/Diagnostics" "$out/Documents"
# swift-crypto comes from an ordinary build; only our own code is watched by the fuzzer.
[ -d .build/debug/Crypto.build ] || swift build --target Documents
flags="-O -wmo -parse-as-library -swift-version 6 -package-name clearinghouse -g -sanitize=fuzzer,address"
flags="$flags -enable-upcoming-feature InternalImportsByDefault -enable-upcoming-feature MemberImportVisibility"
map="-Xcc -fmodule-map-file=Sources/CCommonMark/module.modulemap"
swiftc $flags -module-name Diagnostics -emit-module -emit-module-path "$out/Diagnostics.swiftmodule" \
  -c -o "$out/Diagnostics.o" Sources/Diagnostics/*.swift
swiftc $flags $map -I "$out" -I .build/debug/Modules -module-name Documents -emit-module \
  -emit-module-path "$out/Documents.swiftmodule" -c -o "$out/Documents.o" Sources/Documents/Markdown/*.swift
objects=$(find .build/debug/Crypto.build .build/debug/CCryptoBoringSSL.build .build/debug/CCryptoBoringSSLShims.build .build/debug/CryptoBoringWrapper.build \
  .build/debug/CXKCP.build .build/debug/CXKCPShims.build -name '*.o')
swiftc $flags $map -I "$out" -I .build/debug/Modules -module-name FuzzMarkdown -o "$out/fuzz" \
  Tests/Fuzz/markdown/FuzzMarkdown.swift "$out/Diagnostics.o" "$out/Documents.o" $objects -lcmark -lstdc++
export SWIFT_BACKTRACE=enable=no
# Swift's runtime keeps metadata for ever, which is no leak; libcmark's and our own memory is still watched.
exec nice -n 19 "$out/fuzz" "$out/found" Tests/Fuzz/markdown/corpus -max_total_time="$seconds" -max_len=4096 \
  -timeout=60 -rss_limit_mb=2048 -dict=Tests/Fuzz/markdown/markdown.dict -artifact_prefix="$out/" -print_final_stats=1
