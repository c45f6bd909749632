#!/bin/sh
# Times the linking of generated national corpora, phase by phase: run.sh [sections …], by default 1000 10000 33000 100000.
# A quiet machine is needed for the column "ms"; "CPU ms" is what all processors worked.
set -eu
cd "$(dirname "$0")/../.."
swift build --configuration release --product clearinghouse
out=.build/linking-benchmark
mkdir -p "$out"
[ $# -gt 0 ] || set -- 1000 10000 33000 100000
for sections; do
  [ -d "$out/$sections" ] || python3 Benchmarks/linking/generate.py --output "$out/$sections" --sections "$sections" >/dev/null
  for round in 1 2 3; do
    printf '\n%s sections, round %s\n' "$sections" "$round"
    .build/release/clearinghouse stats --content "$out/$sections/Content" --today 2026-01-01 --profile 2>&1 >/dev/null
  done
done
