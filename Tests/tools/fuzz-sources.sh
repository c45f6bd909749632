#!/bin/sh
# Builds the fuzzer of front matter, YAML and layouts and runs it: fuzz-sources.sh [SECONDS] (default 60).
set -eu
cd "$(dirname "$0")/../.."
seconds=${1:-60}
out=.build/fuzz/sources
mkdir -p "$out/found"
# Other people's packages come from an ordinary build; only our own code is watched by the fuzzer.
[ -d .build/debug/Yams.build ] || swift build --target Documents
flags="-O -wmo -parse-as-library -swift-version 6 -package-name clearinghouse -g -sanitize=fuzzer,address"
flags="$flags -enable-upcoming-feature InternalImportsByDefault -enable-upcoming-feature MemberImportVisibility"
map="-Xcc -fmodule-map-file=Sources/CCommonMark/module.modulemap"
map="$map -Xcc -fmodule-map-file=.build/checkouts/Yams/Sources/CYaml/include/module.modulemap"
build() {
  swiftc $flags $map -I "$out" -I .build/debug/Modules -I .build/checkouts/Yams/Sources/CYaml/include \
    -module-name "$1" -emit-module -emit-module-path "$out/$1.swiftmodule" -c -o "$out/$1.o" $2
}
build Diagnostics "$(find Sources/Diagnostics -name '*.swift')"
build Documents "$(find Sources/Documents -name '*.swift')"
build Layouts "$(find Sources/Layouts -name '*.swift')"
objects=$(find .build/debug/Yams.build .build/debug/CYaml.build .build/debug/Crypto.build .build/debug/CCryptoBoringSSL.build \
  .build/debug/CCryptoBoringSSLShims.build .build/debug/CryptoBoringWrapper.build .build/debug/CXKCP.build \
  .build/debug/CXKCPShims.build -name '*.o')
swiftc $flags $map -I "$out" -I .build/debug/Modules -module-name FuzzSources -o "$out/fuzz" \
  Tests/Fuzz/sources/FuzzSources.swift "$out/Diagnostics.o" "$out/Documents.o" "$out/Layouts.o" $objects -lcmark -lstdc++
export SWIFT_BACKTRACE=enable=no
# What `static let` makes once is kept for ever, which is no leak.
echo 'leak:swift::threading_impl::once_slow' >"$out/suppressions.txt"
export LSAN_OPTIONS="suppressions=$out/suppressions.txt:print_suppressions=0"
exec nice -n 19 "$out/fuzz" "$out/found" Tests/Fuzz/sources/corpus -max_total_time="$seconds" -max_len=4096 \
  -timeout=60 -rss_limit_mb=2048 -artifact_prefix="$out/" -print_final_stats=1
