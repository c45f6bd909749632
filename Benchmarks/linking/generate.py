#!/usr/bin/env python3
"""Writes a national corpus of plan-like text on which the linking phase is measured.

    python3 Benchmarks/linking/generate.py --output /tmp/corpus --sections 10000

makes /tmp/corpus/Content, which passes `clearinghouse check`, and /tmp/corpus/truth.json, which says what was planted:
changes between cycles, passages shared between states, and names. The same arguments give the same bytes.

Sections that answer one element share themes and rarely wording: each element has concepts, each concept has several
names, and each state has names of its own choice. Nothing in the text is true of any state.
"""

import argparse
import json
import random
import re
import shutil
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]

# A concept a line: different words for one matter.
CONCEPTS = """
referral record|hand-over note|shared intake sheet|transfer file
sector table|industry council|employer circle|trade roundtable
learning on the job|workplace training|earn-and-learn places|paid training in firms
apprentices|trainees under a registered agreement|learners in a registered trade|indentured trainees
layoff notices|early warnings of closures|announced reductions of staff|closure filings
displaced employees|workers who lost their post|laid-off staff|persons let go
literacy classes|reading courses|lessons in reading and writing|basic letters instruction
English lessons|courses for newcomers to the language|second-language teaching|language tuition
numeracy|arithmetic|figures and measures|workplace mathematics
career counselors|vocational advisors|guidance staff|coaches for careers
mobile offices|traveling job centers|service vans|offices on wheels
remote counties|thinly settled areas|outlying townships|places far from a center
child care vouchers|day care grants|help with the care of children|nursery subsidies
bus fares|travel allowances|transit passes|mileage payments
wage records|earnings files|payroll reports|quarterly wage data
data exchange|interface between systems|nightly transfer of records|electronic link of files
case management software|client database|service tracking system|case file platform
privacy safeguards|protection of personal data|confidentiality rules|rules on disclosure
performance targets|agreed levels|negotiated outcomes|benchmarks
measurable skill gains|documented progress in skills|interim learning gains|tested improvement
credential attainment|certificates earned|completed qualifications|licenses awarded
stackable certificates|credentials that build on each other|modular qualifications|nested awards
community colleges|two-year colleges|public technical colleges|junior colleges
secondary career schools|vocational high schools|technical tracks in high school|career academies
eligible provider list|register of approved schools|roster of training vendors|approved course catalog
individual training accounts|tuition vouchers|personal training budgets|course vouchers
monitoring visits|on-site reviews|compliance inspections|field audits
corrective action|remedy plans|required improvements|steps to repair findings
local boards|area councils|regional workforce councils|boards of the local areas
chief elected officials|mayors and county executives|heads of local government|elected leaders of counties
state board members|appointees to the council|seats on the state council|council membership
committees|working panels|standing groups|subcommittees
voting rules|quorum and ballots|how motions pass|decision procedure
public comment|remarks from citizens|open consultation|hearing of the public
tribal governments|sovereign nations|native communities|reservation authorities
veterans|former service members|persons who served|ex-military customers
military spouses|partners of service members|families of the armed forces|spouses of soldiers
priority of service|being served first|precedence at the counter|front place in the line
disability specialists|accessibility experts|adaptive technology staff|accommodation advisors
assistive devices|adapted tools|aids for work|accessible equipment
supported employment|coached work|jobs with lasting support|work with a job coach
order of selection|ranked waiting list|priority categories|admission by severity
transition students|pupils leaving special education|young people with disabilities in school|students with a plan
pre-employment services|work trials before graduation|early exposure to jobs|job exploration at school
rehabilitation council|consumer advisory council|advisory body on rehabilitation|council of customers
self-employment|own business|small enterprise start|independent trade
returning citizens|people leaving prison|formerly incarcerated persons|persons after custody
bonding insurance|fidelity cover|hiring guarantee|employer insurance
homeless youth|young people without a home|unsheltered teenagers|youth in unstable housing
foster care|youth in state custody|wards of the state|teens from foster families
out-of-school youth|young people who left school|disconnected teens|idle young adults
summer jobs|seasonal posts for teens|vacation employment|holiday work
mentoring|adult sponsors|buddy programs|guidance by elders
cash assistance families|households on aid|parents receiving grants|benefit recipients with children
work participation|hours of required activity|countable activities|engagement rate
food benefit recipients|households on nutrition aid|members of the food program|nutrition program customers
able-bodied adults|adults subject to a time limit|recipients without dependents|time-limited adults
older workers|seniors in training posts|mature job seekers|participants past fifty-five
community service posts|host agency assignments|nonprofit placements|training posts at charities
unemployment claims|benefit applications|requests for jobless pay|insurance filings
reemployment interviews|eligibility meetings|claimant check-ins|work search talks
job matching|filling of vacancies|labor exchange|placement of applicants
online job bank|vacancy website|posting portal|internet labor market
farm workers|seasonal field hands|agricultural laborers|migrant crews
outreach in the fields|visits to camps|field contacts|visits to growers
complaint handling|grievance system|appeals procedure|resolution of disputes
language assistance|interpreters|translated notices|bilingual staff
physical access|ramps and doors|barrier-free buildings|architectural access
program access|equal treatment|nondiscrimination practice|fair access
staff development|training of personnel|skills of employees|professional learning
cross-training|joint instruction of staff|shared classes for personnel|common onboarding
teacher standards|qualifications of instructors|educator quality|instructor credentials
distance learning|online courses|remote instruction|virtual classrooms
corrections education|classes behind bars|schooling in prisons|teaching in jails
high school equivalency|diploma tests|second-chance diploma|equivalency examinations
civics instruction|citizenship classes|lessons on rights and duties|integrated civics
grant competition|request for proposals|award procedure|multi-year bidding
funding formula|allocation rule|distribution of money|share of each area
transfer of funds|moving money between programs|budget shifts|funding flexibility
cost sharing|infrastructure agreement|division of rent|joint upkeep of centers
administrative costs|overhead|indirect expenses|management spending
fiscal controls|accounting safeguards|financial checks|internal audit
employer surveys|firm questionnaires|polls of businesses|interviews with companies
business services teams|account managers for firms|employer outreach units|company liaisons
incumbent workers|present staff of firms|current employees|workers already in post
customized courses|made-to-order classes|tailored instruction|employer-designed training
short-time work|reduced hours plans|work sharing|hours instead of layoffs
trade-affected workers|persons hurt by imports|import-displaced staff|workers with trade petitions
rapid response|on-site layoff help|emergency aid at closing plants|first help at shutdowns
economic developers|business recruitment offices|growth agencies|site selection staff
manufacturing|factory production|makers of goods|plant operations
health occupations|care professions|clinical jobs|nursing and allied work
construction trades|building crafts|contractors and crafts|site work
information technology|software and networks|digital occupations|computing work
logistics|freight and storage|warehousing and trucking|movement of goods
clean energy|wind and solar trades|power from renewables|energy transition jobs
agriculture|farming and food|growers and packers|rural production
hospitality|hotels and kitchens|visitor economy|tourism posts
broadband|fast internet lines|rural connectivity|network access
housing support|rent help|shelter assistance|aid with lodging
addiction recovery|treatment for substance use|recovery programs|sobriety support
health coverage|medical insurance|clinic access|benefit counseling
poverty measures|household need|income thresholds|low pay
community action agencies|local antipoverty groups|neighborhood nonprofits|action boards
needs assessment|survey of needs|study of demand|inventory of gaps
labor force participation|share of adults at work|activity rate|engagement in work
population aging|retirements|older age structure|graying of staff
migration|people moving away|arrivals and departures|population shifts
occupational projections|ten-year outlook|forecast of openings|expected demand
credential registry|transparent listing of awards|public catalog of certificates|open award data
postsecondary perkins programs|federally aided technical programs|programs of study|technical course sequences
dual enrollment|college credit in school|early college|concurrent courses
regional planning|joint plans of areas|multi-county planning|shared regional goals
area designation|drawing of boundaries|recognition of local areas|appointing of areas
waiver requests|relief from rules|flexibility petitions|exemptions asked
evaluation studies|research projects|independent assessment|studies of effect
customer feedback|opinions of users|satisfaction polls|comments at exit
continuous improvement|steady refinement|learning cycles|regular adjustment
strategic vision|picture of the future|long-range aim|guiding purpose
measures of success|yardsticks|signs of progress|indicators followed
co-enrollment|joint registration|double enrollment|shared participation
wraparound help|supports beside training|full supports|aid with daily obstacles
financial literacy|money skills|household budgeting|lessons on saving
digital skills|computer basics|use of devices|screen skills
background checks|record reviews|screening of applicants|clearance of staff
""".strip()

SUBJECTS = """the agency|staff|each region|the department|local teams|our partners|program managers|every center|the bureau|supervisors|
a joint unit|field offices|directors|the steering group|case workers|area offices|two coordinators|the planning office|trained advisors|
the commission|contract managers|instructors|an interagency crew|regional leads|frontline employees|the division|most offices|evaluators|
a small team|liaisons|the program office|county staff|senior analysts|the lead unit""".replace("\n", "")
VERBS = """reviews|funds|extends|joins|measures|publishes|pilots|renews|compares|simplifies|oversees|promotes|schedules|documents|adapts|
arranges|sustains|tests|rebuilds|coordinates|buys|plans|monitors|opens|shapes|reports on|invests in|relies on|brings together|
follows up on|keeps track of|pays for|negotiates|explains|advertises|supports|enlarges|reorganizes|staffs|audits""".replace("\n", "")
LINKS = """together with|ahead of|in support of|alongside|instead of|on the basis of|for the sake of|in exchange for|as part of|through|
because of|with help from|in step with|out of concern for|next to|by means of|after a look at|beyond|in place of|under rules for""".replace("\n", "")
ADJECTIVES = """regular|local|joint|early|careful|published|simple|shared|yearly|monthly|open|new|proven|small|steady|written|stronger|
regional|broad|targeted|weekly|formal|low-cost|voluntary|complete|timely|modest|practical""".replace("\n", "")
TAILS = """each quarter|before winter|twice a year|at intake|by the end of spring|within ten days|without a second form|in all {n} offices|
for {n} customers a year|at {n} sites|since {y}|until {y}|in {n} of {m} counties|under a written agreement|at no charge|after office hours|
in plain language|with {n} employers|over {n} months|at a cost of {n} thousand dollars|from {y} onward|near {place}|around {place}|
between {place} and {place2}|as in {place}|beginning in {place}|for one resident in {d}|on a rolling basis|when funds allow|as a rule|
in person or by telephone|by mutual consent|on request|at the first visit|during the program year""".replace("\n", "")
OPENERS = """in practice,|to this end,|as a result,|in most areas,|in addition,|in the coming years,|where possible,|by contrast,|at present,|
for this reason,|over time,|at the same time,|in rural parts,|on the whole,|in the last cycle,|beyond that,|from now on,|step by step,""".replace("\n", "")
PURPOSES = """so that nobody waits|which shortens the path to work|and this lowers drop-out|to spare customers a detour|
a change that employers asked for|so results can be compared|which costs little|and the savings stay local|to keep promises visible|
while caseloads stay small|so that errors come to light|which partners value|and progress is posted|to reach those who never ask|
with fewer signatures than before|so that money follows need|as auditors had urged|and learners notice it|to build trust|
which small firms welcome""".replace("\n", "")
FRAMES = ["s v o", "op s v o", "s v o l o", "s v a o t", "s v o l o t", "op s v a o", "s v o t p", "a o n o", "op s v o l a o", "s v a o p"]
NOUN_VERBS = """depends on|has grown with|is tied to|comes before|goes hand in hand with|calls for|leads to|rests upon|gives way to|
stands behind|grows out of|complements|makes room for|was modeled on|pays off through""".replace("\n", "")

ASSURANCES = [
    "The State assures that funds made available under this part are used in addition to, and never in place of, other public money, and that accounts are kept in such a way that every payment can be followed from its grant to its purpose.",
    "The State assures that no person is excluded from, denied the benefits of, or treated unequally in any program named here on the ground of race, color, religion, sex, national origin, age, disability or political belief.",
    "The State assures that it will take part in the evaluations that the Secretaries arrange, will deliver the records that they ask for in the form agreed, and will keep these records for the time that the regulations require.",
    "The State assures that members of boards abstain from voting on any matter that would bring a financial benefit to them, to their families or to organizations that they represent, and that such abstentions are recorded in the minutes.",
]
PROMPT_STARTS = ["Explain in this part", "State for the plan period", "Set out for the State as a whole", "Give an account of", "Describe for each agency concerned"]
PROMPT_ENDS = [
    "The answer must name who is responsible, by what date each step will be taken, and how the State will know that it has been taken.",
    "Where regions differ, the answer must say so for each of them. Figures must name their source and the year to which they refer.",
    "The answer must be consistent with the strategy set out in part II, and must say how remarks of partners were taken into account.",
    "An answer that refers to another document must say where the public can read that document without charge.",
]
FIRST = "Copper Silver Cedar Lantern Granite Willow Beacon Amber Prairie Summit Harvest Anchor Falcon Juniper Compass Sterling Maple Keystone Horizon Cobalt".split()
SECOND = "Ladder Bridge Gateway Pathway Workshop Trail Circle Forge Corps Launch Exchange Alliance Academy Relay Kindling Ascent Crossing Foundry Passage Spark".split()
PLACE_A = "Oak Stone Mill Fair Clear Black Elk Red Long High North Green Salt Ash Cold Bear Silver Pine West Sand".split()
PLACE_B = "field port ridge ton burg haven brook dale ford wood creek view land mont ville water grove gate".split()

SHARES = [0.0, 0.05, 0.10, 0.15, 0.20, 0.25, 0.30]
VERDICTS = [("unchanged", 28), ("reworded", 26), ("expanded", 14), ("narrowed", 14), ("new", 10), ("dropped", 8)]


def split(words):
    return [word.strip() for word in words.split("|") if word.strip()]


SUBJECTS, VERBS, LINKS, ADJECTIVES, TAILS, OPENERS, PURPOSES, NOUN_VERBS = map(
    split, (SUBJECTS, VERBS, LINKS, ADJECTIVES, TAILS, OPENERS, PURPOSES, NOUN_VERBS))
CONCEPTS = [line.split("|") for line in CONCEPTS.split("\n")]
PLURAL_SUBJECTS = {
    "staff", "local teams", "our partners", "program managers", "supervisors", "field offices", "directors", "case workers",
    "area offices", "two coordinators", "trained advisors", "contract managers", "instructors", "regional leads",
    "frontline employees", "most offices", "evaluators", "liaisons", "county staff", "senior analysts"}
# Words that take the place of others where a copy is changed; none stands in the grammar, so the changed share is exact.
STRANGERS = """wholly amid lest rather thereby likewise elsewhere anew henceforth sundry ample brisk candid deft earnest frugal gentle
hardy inner jovial keen lively mellow nimble orderly patient quiet robust serene tidy upright vivid wary youthful zealous anvil basin
cargo dowel easel flint gavel hinge inlet jetty kiln lathe mortar nozzle oasis pulley quarry rudder saddle trellis urn valve wicker""".split()


class Element:
    def __init__(self, code, title, indent):
        self.code, self.title, self.indent = code, title, indent
        # Elements below one heading share a third of their concepts, as they do in a plan.
        family = random.Random("family " + code.rpartition(".")[0]).sample(range(len(CONCEPTS)), 3)
        rng = random.Random("element " + code)
        self.concepts = family + rng.sample([concept for concept in range(len(CONCEPTS)) if concept not in family], 6)
        own = [CONCEPTS[concept][0] for concept in self.concepts[3:]]
        self.prompt = (
            f"{rng.choice(PROMPT_STARTS)} what concerns “{title[:90].rstrip(' .,')}”, including {own[0]}, {own[1]} and, where it applies, "
            f"{own[2]}. {rng.choice(PROMPT_ENDS)}")


def read_elements(outline):
    """The narrative elements, and the headings above them, from the outline's plain YAML."""
    elements, headings, code, title, indent = [], [], None, None, ""
    for line in outline.split("\n"):
        if match := re.match(r"( *)- code: (.*)$", line):
            code, indent = match[2].strip().strip('"'), match[1] + "  "
        elif match := re.match(r" +title: (.*)$", line):
            title = match[1].strip().strip('"').replace('\\"', '"')
        elif match := re.match(r" +narrative: (true|false)", line):
            (elements if match[1] == "true" else headings).append(Element(code, title, indent))
        elif line.startswith("crosswalk:"):
            break
    return elements, headings


class Writer:
    """One state's way of writing: its names for each concept, its places, its liking for some words."""

    def __init__(self, state, seed):
        rng = random.Random(f"{seed} {state}")
        self.names = [rng.sample(names, 2) for names in CONCEPTS]
        # What a state comes back to, whatever it is asked.
        self.themes = rng.sample(range(len(CONCEPTS)), 5)
        self.places = [rng.choice(PLACE_A) + rng.choice(PLACE_B) for _ in range(14)]
        self.subjects, self.verbs = rng.sample(SUBJECTS, 18), rng.sample(VERBS, 24)
        self.links, self.adjectives = rng.sample(LINKS, 13), rng.sample(ADJECTIVES, 16)

    def noun(self, concepts, rng):
        first, second = self.names[rng.choice(concepts)]
        return first if rng.random() < 0.75 else second

    def sentence(self, concepts, rng):
        words, frame = [], rng.choice(FRAMES).split()
        plural = False
        for slot in frame:
            if slot == "s":
                subject = rng.choice(self.subjects)
                plural = subject in PLURAL_SUBJECTS
                words.append(subject)
            elif slot == "v":
                verb = rng.choice(self.verbs)
                words.append(singular_to_plural(verb) if plural else verb)
            elif slot == "o":
                words.append(self.noun(concepts, rng))
            elif slot == "l":
                words.append(rng.choice(self.links))
            elif slot == "a":
                words.append(rng.choice(self.adjectives))
            elif slot == "n":
                words.append(rng.choice(NOUN_VERBS))
            elif slot == "op":
                words.append(rng.choice(OPENERS))
            elif slot == "p":
                words[-1] += ","
                words.append(rng.choice(PURPOSES))
            else:
                tail = rng.choice(TAILS)
                if "{" in tail:
                    tail = tail.format(
                        n=rng.randint(3, 960), m=rng.randint(20, 99), d=rng.randint(3, 40), y=rng.randint(2011, 2031),
                        place=rng.choice(self.places), place2=rng.choice(self.places))
                words.append(tail)
        text = " ".join(words)
        return text[0].upper() + text[1:] + "."

    def paragraph(self, concepts, words, rng):
        sentences, count = [], 0
        while count < words:
            sentence = self.sentence(concepts, rng)
            sentences.append(sentence)
            count += sentence.count(" ") + 1
        return " ".join(sentences)

    def section(self, element, words, rng):
        """Paragraphs on five of the element's nine concepts, among the state's themes and other matters."""
        concepts = rng.sample(element.concepts[3:], 4) + rng.sample(element.concepts[:3], 1)
        paragraphs, left = [], words
        while left > 30:
            size = min(left, rng.randint(60, 130))
            others = rng.sample(range(len(CONCEPTS)), 2) + rng.sample(self.themes, 2)
            paragraphs.append(self.paragraph(concepts + others, size, rng))
            left -= size
        return paragraphs


def singular_to_plural(verb):
    first, _, rest = verb.partition(" ")
    if first.endswith("ies"):
        first = first[:-3] + "y"
    elif first.endswith("shes") or first.endswith("ches"):
        first = first[:-2]
    else:
        first = first[:-1]
    return first + (" " + rest if rest else "")


def changed(text, share, rng):
    """A copy in which this share of the words is replaced, dropped or followed by a new word."""
    words = text.split(" ")
    chosen = set(rng.sample(range(len(words)), round(share * len(words))))
    out = []
    for position, word in enumerate(words):
        if position not in chosen:
            out.append(word)
            continue
        roll = rng.random()
        end = word[-1] if word[-1] in ".," else ""
        if roll < 0.7:
            out.append(rng.choice(STRANGERS) + end)
        elif roll < 0.85:
            if end and out:
                out[-1] = out[-1].rstrip(".,") + end
        else:
            out += [word.rstrip(".,"), rng.choice(STRANGERS) + end]
    return " ".join(out)


def next_cycle(paragraphs, verdict, writer, element, rng):
    if verdict == "unchanged":
        return list(paragraphs)
    if verdict == "reworded":
        return [changed(paragraph, rng.uniform(0.12, 0.3), rng) for paragraph in paragraphs]
    if verdict == "expanded":
        words = sum(len(paragraph.split()) for paragraph in paragraphs)
        return paragraphs + writer.section(element, max(120, int(words * rng.uniform(0.45, 0.7))), rng)
    if verdict == "narrowed":
        kept = max(1, int(len(paragraphs) * 0.5))
        return paragraphs[:kept]
    raise ValueError(verdict)


def record(lines):
    return "\n".join(["---", *lines, "---", ""])


def quoted(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def practice_names(states, seed):
    """Two practices a state, each with a name of its own and an alias that is part of no other name."""
    rng = random.Random(f"{seed} practices")
    names = [f"{first} {second}" for first in FIRST for second in SECOND]
    rng.shuffle(names)
    kinds = ["Initiative", "Program", "Partnership", "Project"]
    return [
        (f"{states[index // 2]}-{names[index].lower().replace(' ', '-')}", names[index] + " " + kinds[index % 4], names[index])
        for index in range(2 * len(states))]


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--output", type=Path, required=True, help="a folder to make; it must not exist")
    parser.add_argument("--sections", type=int, default=33000)
    parser.add_argument("--cycles", type=int, default=0, help="cycles a state; 0 takes two, or as many as are needed")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--words", type=int, nargs=2, default=(250, 450), metavar=("LEAST", "MOST"))
    parser.add_argument("--retrieval", action="store_true", help="one cycle, no carried-over and no shared passages")
    parser.add_argument("--no-prompts", action="store_true", help="leave the field prompt out of the outline")
    options = parser.parse_args()

    source = REPOSITORY / "Content"
    outline = (source / "outlines/wioa-2024.yml").read_text(encoding="utf-8")
    jurisdictions = (source / "jurisdictions.yml").read_text(encoding="utf-8")
    states = re.findall(r"^  - code: (\w+)$", jurisdictions, re.M)
    names = re.findall(r"^    name: (.+)$", jurisdictions, re.M)
    elements, headings = read_elements(outline)
    full = len(states) * len(elements)
    cycle_count = 1 if options.retrieval else options.cycles or max(2, -(-options.sections * 16 // (full * 15)))
    cycles = [str(2024 - 4 * age) for age in reversed(range(cycle_count))]
    # One section in sixteen is absent, new or dropped.
    kept = 1 if cycle_count == 1 else 15 / 16
    per_plan = min(len(elements), max(1, round(options.sections / (len(states) * cycle_count * kept))))
    # Spread over the whole outline, so that a small corpus is about as many matters.
    chosen = [elements[index * len(elements) // per_plan] for index in range(per_plan)]

    content = options.output / "Content"
    content.mkdir(parents=True)
    (content / "outlines").mkdir()
    if not options.no_prompts:
        by_code = {element.code: element for element in elements + headings}
        lines, code = [], None
        for line in outline.split("\n"):
            if match := re.match(r" *- code: (.*)$", line):
                code = match[1].strip().strip('"')
            lines.append(line)
            if code in by_code and re.match(r" +narrative: ", line):
                lines.append(f"{by_code[code].indent}prompt: {quoted(by_code[code].prompt)}")
                code = None
        outline = "\n".join(lines)
    (content / "outlines/wioa-2024.yml").write_text(outline, encoding="utf-8")
    (content / "jurisdictions.yml").write_text(jurisdictions, encoding="utf-8")
    shutil.copytree(source / "vocabularies", content / "vocabularies")
    (content / "changes.yml").write_text("changes:\n  - date: 2026-01-01\n    text: Generated.\n", encoding="utf-8")
    (content / "site.yml").write_text(SITE, encoding="utf-8")
    practices = practice_names(states, options.seed)
    write_practices(content, practices, chosen)
    boards = re.findall(r"^  - code: (\w+)$(?:(?!^  - code).)*?^    board:\n      name: \"?([^\"\n]+)", jurisdictions, re.M | re.S)
    guidance = [(f"notice-{number}", f"Generated Notice {number}-23") for number in range(11, 23)]
    write_guidance(content, guidance)

    writers = {state: Writer(state, options.seed) for state in states}
    truth = {"changes": [], "shared": [], "mentions": [], "assurances": ASSURANCES}
    texts = {}
    for state in states:
        for element in chosen:
            rng = random.Random(f"{options.seed} {state} {element.code}")
            paragraphs = None
            for position, cycle in enumerate(cycles):
                path = f"{state}/{cycle}/{element.code.lower().replace('.', '-')}"
                if position == 0:
                    verdict = "absent" if cycle_count > 1 and rng.random() < 0.1 else "first"
                elif paragraphs is None:
                    verdict = "new"
                else:
                    words, weights = zip(*VERDICTS)
                    verdict = rng.choices(words, weights)[0]
                    if verdict == "new" or (verdict == "narrowed" and len(paragraphs) < 2):
                        verdict = "unchanged"
                if verdict in ("first", "new"):
                    paragraphs = writers[state].section(element, rng.randint(*options.words), rng)
                elif verdict in ("absent", "dropped"):
                    paragraphs = None
                else:
                    paragraphs = next_cycle(paragraphs, verdict, writers[state], element, rng)
                if verdict not in ("first", "absent"):
                    truth["changes"].append({"section": path, "since": cycles[position - 1], "verdict": verdict})
                if paragraphs is not None:
                    texts[state, cycle, element.code] = list(paragraphs)

    newest = cycles[-1]
    rng = random.Random(f"{options.seed} planted")
    here = [key for key in texts if key[1] == newest]
    touched = set()
    if not options.retrieval:
        by_element = {}
        for key in here:
            by_element.setdefault(key[2], []).append(key)
        for number in range(max(14, len(texts) // 100)):
            share = SHARES[number % len(SHARES)]
            first = rng.choice(here)
            second = rng.choice(by_element[first[2]] if rng.random() < 0.7 else here)
            if first[0] == second[0] or first in touched or second in touched:
                continue
            touched |= {first, second}
            # A passage of its own, so that it is in no older plan of either state.
            writer = writers[first[0]]
            element = next(e for e in chosen if e.code == first[2])
            passage = writer.paragraph(rng.sample(element.concepts, 6), rng.randint(70, 160), rng)
            copy = changed(passage, share, rng)
            texts[first].insert(rng.randint(0, len(texts[first])), passage)
            texts[second].insert(rng.randint(0, len(texts[second])), copy)
            truth["shared"].append({
                "a": name_of(first), "b": name_of(second), "share": share, "words": len(passage.split()),
                "begins": " ".join(passage.split()[:8]), "copy_begins": " ".join(copy.split()[:8])})
    named = {name_of(key) for key in touched}
    truth["changes"] = [change for change in truth["changes"] if change["section"] not in named]

    own = {state: [practice for practice in practices if practice[0].startswith(state + "-")] for state in states}
    for key in sorted(here):
        if rng.random() >= 0.2:
            continue
        practice = rng.choice(own[key[0]] if rng.random() < 0.8 else practices)
        roll = rng.random()
        if roll < 0.7:
            target, name = "practice:" + practice[0], rng.choice(practice[1:])
        elif roll < 0.85:
            notice, name = rng.choice(guidance)
            target = "guidance:" + notice
        else:
            state, name = rng.choice([board for board in boards if board[0] == key[0]] or boards)
            target = "jurisdiction:" + state
        form = rng.choice(["{}", "{}’s", "the {}", "“{}”", "({})"])
        sentence = rng.choice(["Offices refer to {} here.", "Much was learned from {} already.", "Here {} comes first."])
        paragraph = rng.randrange(len(texts[key]))
        texts[key][paragraph] += " " + sentence.format(form.format(name))
        truth["mentions"].append({"section": name_of(key), "target": target, "name": name})
        touched.add(key)

    opening = {element.code: element.prompt for element in elements}
    if options.retrieval:
        # A portal page repeats the wording of the part, too. Alone it tells little apart, as it does in the measure.
        wording = {heading.code: heading.prompt for heading in headings}
        opening = {element.code: wording.get(element.code.split(".")[0], element.prompt) for element in elements}
    write_plans(content, states, names, cycles, chosen, texts, opening, options.seed)
    # A sentence with a name is a change too small for its verdict to be certain.
    named = {mention["section"] for mention in truth["mentions"]}
    truth["changes"] = [change for change in truth["changes"] if change["section"] not in named]
    truth["sections"] = len(texts)
    (options.output / "truth.json").write_text(json.dumps(truth, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    words = sum(len(paragraph.split()) for paragraphs in texts.values() for paragraph in paragraphs)
    print(
        f"{len(texts)} sections, {words} words, {len(states)} jurisdictions, {len(cycles)} cycles, {len(chosen)} elements; "
        f"{len(truth['shared'])} shared passages, {len(truth['mentions'])} mentions, {len(truth['changes'])} changes")


def name_of(key):
    return f"{key[0]}/{key[1]}/{key[2].lower().replace('.', '-')}"


def write_plans(content, states, names, cycles, elements, texts, opening, seed):
    for state, name in zip(states, names):
        for cycle in cycles:
            folder = content / "plans" / state / cycle
            folder.mkdir(parents=True)
            (folder / "plan.md").write_text(record([
                f"jurisdiction: {state}", f'cycle: "{cycle}"', "outline: wioa-2024", "type: unified", "status: unknown",
                "text: full", f"published: {cycle}-03-0{1 + states.index(state) % 9}", "sources:",
                f"  - title: Generated text for {quoted(name)[1:-1]}", "    publisher: A benchmark", "    accessed: 2026-01-01",
                "note: Generated text; no plan of any state."]), encoding="utf-8")
            parts = {}
            for element in elements:
                paragraphs = texts.get((state, cycle, element.code))
                if paragraphs is None:
                    continue
                rng = random.Random(f"{seed} frame {state} {element.code}")
                blocks = [f"## {element.code} {element.title}"]
                if rng.random() < 0.9:
                    blocks.append(opening[element.code])
                blocks += paragraphs
                if rng.random() < 0.3:
                    blocks.append(rng.choice(ASSURANCES))
                parts.setdefault(element.code.split(".")[0].lower(), []).append("\n\n".join(blocks) + "\n")
            for part, sections in parts.items():
                (folder / f"part-{part}.md").write_text("\n".join(sections), encoding="utf-8")


def write_practices(content, practices, elements):
    (content / "practices").mkdir()
    for index, (name, title, alias) in enumerate(practices):
        (content / f"practices/{name}.md").write_text(record([
            f"title: {title}", f"jurisdiction: {name[:2]}", "summary: A generated practice.", "agency: A generated office",
            "topics:", f"  - {first_term('topics')}", "programs:", "  - adult", "elements:",
            f"  - {elements[index % len(elements)].code}", "basis: described", "sources:", "  - title: Generated",
            "    publisher: A benchmark", "    accessed: 2026-01-01", "status: published", "compiled: 2026-01-01", "aliases:",
            f"  - {alias}"]) + "\n## What the state does\n\nGenerated text.\n", encoding="utf-8")


def write_guidance(content, guidance):
    (content / "guidance").mkdir()
    for name, title in guidance:
        (content / f"guidance/{name}.md").write_text(record([
            f"title: {title}", "publisher: A benchmark", f"department: {first_term('partners')}", "kind: guidance-letter",
            "summary: A generated document.", "status: current", "accessed: 2026-01-01"]), encoding="utf-8")


def first_term(vocabulary):
    return re.search(r"^  - id: (\S+)$", (REPOSITORY / f"Content/vocabularies/{vocabulary}.yml").read_text("utf-8"), re.M)[1]


SITE = """schema: 1
title: Generated national corpus
description: Generated plan-like text for measurements.
baseURL: https://example.org/
publisher:
  name: A benchmark
currentCycle: "2024"
currentOutline: wioa-2024
licence:
  name: None
notice: Generated text. Nothing here is true of any state.
nav:
  - label: Plan elements
    address: /elements/
"""

if __name__ == "__main__":
    main()
