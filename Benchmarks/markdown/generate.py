"""Writes files that read like plan sections: generate.py FOLDER COUNT BYTES (per file)."""
import os
import random
import sys

folder, count, size = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
os.makedirs(folder, exist_ok=True)
words = """the state board will align services with local workforce areas and employers so that adults dislocated workers
and youth find careers in high demand sectors through registered apprenticeship career pathways adult education
vocational rehabilitation and the one stop system which collects data measures performance and reports results""".split()


def sentence(numbers):
    text = " ".join(numbers.choice(words) for _ in range(numbers.randint(8, 24))).capitalize()
    roll = numbers.random()
    if roll < 0.06:
        text += " (see [%s](practice:co-%s))" % (numbers.choice(words), numbers.choice(words))
    elif roll < 0.10:
        text += " under *%s %s*" % (numbers.choice(words), numbers.choice(words))
    elif roll < 0.13:
        text += ", as **%s** say" % numbers.choice(words)
    elif roll < 0.15:
        text += " at [%s](https://example.org/%s)" % (numbers.choice(words), numbers.choice(words))
    elif roll < 0.16:
        text += " `%s`" % numbers.choice(words)
    return text + "."


def block(numbers, level):
    roll = numbers.random()
    if roll < 0.70:
        return " ".join(sentence(numbers) for _ in range(numbers.randint(2, 7)))
    if roll < 0.85:
        return "\n".join("- " + sentence(numbers) for _ in range(numbers.randint(2, 6)))
    if roll < 0.90:
        return "\n".join("%d. %s" % (n + 1, sentence(numbers)) for n in range(numbers.randint(2, 5)))
    if roll < 0.94:
        rows = ["| Measure | 2024 | 2025 |", "| --- | ---: | ---: |"]
        for _ in range(numbers.randint(2, 6)):
            rows.append("| %s %s | %d.%d | %d |" % (
                numbers.choice(words), numbers.choice(words), numbers.randint(1, 99), numbers.randint(0, 9),
                numbers.randint(1, 999)))
        return "\n".join(rows)
    if roll < 0.97:
        return "> " + sentence(numbers)
    return "%s %s {#II.%s.%d}" % ("#" * level, sentence(numbers)[:60], numbers.choice("abcd"), numbers.randint(1, 9))


for index in range(count):
    numbers = random.Random(index)
    parts = ["## II.c.%d Sector strategies" % (index % 9 + 1)]
    length = 0
    while length < size:
        parts.append(block(numbers, numbers.randint(3, 4)))
        length += len(parts[-1]) + 2
    with open(os.path.join(folder, "%d.md" % index), "w", encoding="utf-8") as file:
        file.write("\n\n".join(parts) + "\n")
