// Does what was counted, graded, announced and published follow from the figures on record? (docs/bundle.md 五; checks 20 to 22)
//
// An event whose content is not given leaves what it would have told unknown until a later one tells it again. What is unknown
// is compared with nothing, and the record counts as withheld, unless the name of the event says all that matters.

import * as counting from "./counting.mjs";
import { isCount, isListOf, isObject, isText } from "./canonical.mjs";

const UNKNOWN = Symbol("unknown");
const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);
const sorted = (list) => [...list].sort();
const isTexts = isListOf(isText);

const MOST_CANDIDATES = 200;
const READINGS = new Set([
  ...["BallotsIssued", "BallotsCollected", "TotalsRecorded", "PapersSealed", "RoundCorrected"].map((name) => `voting:${name}`),
  ...["EvaluationTotalsRecorded", "EvaluationCorrected"].map((name) => `voting:${name}`),
]);
const COUNTS = new Set(["voting:RoundCounted", "voting:EvaluationGraded"]);
const TAKE_BACK = new Set(["TieResolved", "ShortfallResolved", "RoundVoided", "EvaluationVoided"].map((name) => `voting:${name}`));

/** What is noted about one record while it is read. */
class Record {
  /** `partial`: contents may be missing; `find`: another round as it stood before a position. */
  constructor(events, row, { partial, find }) {
    Object.assign(this, { partial, find });
    [this.first] = events;
    this.events = events;
    this.row = row;
    this.wrong = [];
    this.withheld = false;
    this.uncounted = false;
  }

  fault(position) {
    this.wrong.push(position);
  }

  /** An event whose content is not given: the record says so, unless its name alone tells what it did. */
  hide(handler) {
    if (!handler.byName) this.withheld = true;
    handler.hidden();
  }

  /** A comparison of two values, either of which may be unknown; `alike` says whether they agree. */
  compare(position, one, other, alike = same) {
    if (one !== UNKNOWN && other !== UNKNOWN && !alike(one, other)) this.fault(position);
  }

  /**
   * Read every event after the first with the handler of its topic: `told` with its content, `hidden` without.
   *
   * A record is read up to its first fault: what follows from a wrong figure is wrong anyhow. Answers whether there was none.
   */
  read(handlers) {
    for (const { position, topic, event } of this.events.slice(1)) {
      const handler = handlers[topic];
      if (READINGS.has(topic)) this.stale = true;
      if (COUNTS.has(topic)) this.stale = false;
      if (handler && event === undefined) this.hide(handler);
      else if (handler && !handler.told(event, position)) this.fault(position);
      if (this.wrong.length > 0) return false;
    }
    return true;
  }
}

/** What a record says that was announced, of whose beginning nothing is told. */
function unbegun(record, said) {
  let announced;
  for (const { position, topic, event } of record.events.slice(1)) {
    if (TAKE_BACK.has(topic)) announced = undefined;
    if (/^voting:(?:Result|Evaluation)Announced$/u.test(topic)) {
      announced = event === undefined ? UNKNOWN : said(event);
      if (announced === undefined) return record.fault(position);
    }
  }
  return announced;
}

/** Whether what is published is what was announced; false where that need not be looked into any more. */
function publishedRightly(record, told) {
  const { row, published, partial, first } = record;
  if (row === undefined) {
    if (record.begun && published !== undefined && published !== UNKNOWN && !record.doubt && !record.stale) record.fault(first.position);
    return false;
  }
  const unsaid = published === undefined || (published === UNKNOWN && partial) || (record.begun && record.stale);
  if (unsaid) record.fault(first.position);
  else record.compare(first.position, told, published);
  return !unsaid;
}

/** Something for which `computed` may throw what the arithmetic says of bad figures. */
function reckon(record, position, computed) {
  try {
    return computed();
  } catch (error) {
    if (error instanceof counting.NotCounted) record.uncounted = true;
    else if (error instanceof counting.Contradiction || error instanceof counting.NoRule) record.fault(position);
    else throw error;
    return UNKNOWN;
  }
}

/** The handler of a topic that says everything, with or without its content. */
const byName = (act) => ({ told: () => (act(), true), hidden: act, byName: true });

// Rounds.

/** As many seats as candidates at most, and no candidate twice. */
const fits = (candidates, seats) => seats <= candidates.length && new Set(candidates.map((each) => each.id)).size === candidates.length;

function opened(event) {
  const { kind, repeats, candidates, seats, attendance, profile } = event;
  const isCandidate = (each) => isObject(each) && isText(each.id);
  const sound =
    isText(kind) && isListOf(isCandidate)(candidates) && isCount(seats) && fits(candidates, seats) && isObject(attendance) && isCount(attendance.due) &&
    isCount(attendance.present) && isObject(profile) && isObject(profile.ballot) && (repeats === undefined || isText(repeats));
  if (!sound) return undefined;
  return {
    rules: profile.ballot,
    kind: kind === "void_repeat" ? (repeats ?? "first") : kind,
    candidates: candidates.map((each) => each.id),
    seats: BigInt(seats),
    due: BigInt(attendance.due),
    present: BigInt(attendance.present),
    byList: (event.cycle === undefined ? "" : event.cycle) !== "" && profile.decision_mode !== "report_vote",
  };
}

class Round extends Record {
  check() {
    if (this.first.event === undefined ? this.overhear() : this.play()) this.checkPublished();
  }

  /** Of a round that nobody can count: what was announced. */
  overhear() {
    this.published = unbegun(this, ({ selected }) => (isTexts(selected) ? selected : undefined));
    return this.wrong.length === 0;
  }

  /** More candidates than are counted. */
  pass() {
    this.uncounted = true;
    this.begun = false;
    this.opening = undefined;
    return this.overhear();
  }

  /** Read it all; whether there was no fault. */
  play() {
    this.begun = true;
    this.opening = opened(this.first.event);
    if (!this.opening) {
      this.fault(this.first.position);
      return false;
    }
    if (this.opening.candidates.length > MOST_CANDIDATES) return this.pass();
    this.issued = this.collected = this.reading = this.counted = this.published = undefined;
    this.resolved = [];
    this.carried = "";
    return this.read(this.handlers());
  }

  handlers() {
    const number = (name) => ({
      told: (event) => isCount(event[name]) && ((this[name] = BigInt(event[name])), true),
      hidden: () => (this[name] = UNKNOWN),
    });
    const reading = (read) => ({
      told: (event) => (this.reading = read(event)) !== null,
      hidden: () => (this.reading = UNKNOWN),
    });
    const resolution = (wanted) => ({
      told: (event, position) => this.resolve(event, position, wanted),
      hidden: () => ((this.resolved = UNKNOWN), (this.settled = true), (this.published = undefined)),
    });
    return {
      "voting:BallotsIssued": number("issued"),
      "voting:BallotsCollected": number("collected"),
      "voting:TotalsRecorded": reading(counting.totals),
      "voting:PapersSealed": reading(counting.papers(this.opening.candidates.length)),
      "voting:RoundCorrected": corrections(this),
      "voting:RoundCounted": { told: (event, position) => this.count(event, position), hidden: () => this.countUnknown() },
      "voting:TieResolved": resolution("tied"),
      "voting:ShortfallResolved": resolution("shortfall"),
      "voting:RoundRecounted": { told: (event, position) => this.recount(event, position), hidden: () => {} },
      "voting:ResultDeclared": { told: (event, position) => this.declare(event, position), hidden: () => {} },
      "voting:ResultAnnounced": {
        told: (event, position) => this.declare(event, position) && ((this.published = event.selected), (this.doubt = false), true),
        hidden: () => (this.published = UNKNOWN),
      },
      "voting:RoundVoided": byName(() => ((this.counted = undefined), this.takeBack(true))),
    };
  }

  /** What these figures give, UNKNOWN where one of them is, or where nobody counts such papers. */
  result(reading, position) {
    return reckon(this, position, () => {
      counting.demandCounted(this.opening.rules);
      if ([reading, this.issued, this.collected].includes(UNKNOWN)) return UNKNOWN;
      if (reading === undefined) throw new counting.Contradiction("nothing to count");
      return counting.count(this.opening, reading, this.issued, this.collected);
    });
  }

  count(event, position) {
    const { outcome, selected = [], tied = [], tied_seats: tiedSeats = 0, open_seats: open = 0 } = event;
    if (!isText(outcome) || !isTexts(selected) || !isTexts(tied) || !isCount(tiedSeats) || !isCount(open)) return false;
    const found = this.result(this.reading, position);
    const told = { outcome, selected, tied };
    const seats = { tied_seats: tiedSeats, open_seats: open };
    if (found !== UNKNOWN) {
      const numbers = { tied_seats: Number(found.tied_seats), open_seats: Number(found.open_seats) };
      this.compare(position, { ...told, tied_seats: tiedSeats, open_seats: open }, { ...pick(found, Object.keys(told)), ...numbers });
    }
    this.takeBack(this.counted === UNKNOWN ? UNKNOWN : !this.counted || !same(pick(this.counted, Object.keys(told)), told));
    this.counted = { ...told, ...seats };
    return true;
  }

  countUnknown() {
    this.takeBack(UNKNOWN);
    this.counted = UNKNOWN;
  }

  /** A count that changed the result takes back what was resolved and announced. */
  takeBack(changed) {
    if (changed === false) return;
    if (changed === true || !(this.resolved === UNKNOWN || this.resolved.length > 0)) this.resolved = [];
    else this.resolved = UNKNOWN;
    if (changed === true) {
      this.published = undefined;
      this.settled = false;
      this.carried = "";
    } else this.doubt = true;
  }

  /** What the count left open is settled: `wanted` is the outcome that asks for it. */
  resolve({ selected = [], round = "" }, position, wanted) {
    if (!isTexts(selected) || !isText(round)) return false;
    this.resolved = selected;
    this.settled = true;
    this.carried = round;
    this.published = undefined;
    if (this.counted === undefined) this.fault(position);
    else if (this.counted !== UNKNOWN) this.choose(position, wanted);
    this.carry(position);
    return true;
  }

  /** Who may come in, and how many; a re-ballot is among these for these seats. */
  choose(position, wanted) {
    if (this.counted.outcome !== wanted) return this.fault(position);
    const tie = wanted === "tied";
    const open = tie ? this.counted.tied : this.opening.candidates.filter((each) => !this.counted.selected.includes(each));
    const seats = tie ? this.counted.tied_seats : this.counted.open_seats;
    const chosen = new Set(this.resolved);
    const lawful = chosen.size === this.resolved.length && this.resolved.every((each) => open.includes(each));
    if (!lawful || (this.carried === "" && chosen.size > seats)) return this.fault(position);
    const other = this.carried === "" ? undefined : this.find(this.carried, position);
    if (!other?.opening || other.wrong.length > 0) return undefined;
    const names = other.opening.candidates;
    const among = tie ? same(sorted(names), sorted(open)) : names.every((each) => open.includes(each));
    if (!among || other.opening.seats !== BigInt(seats)) this.fault(position);
    return undefined;
  }

  /** The re-ballot that was carried back must have come out like this. */
  carry(position) {
    if (this.carried === "") return;
    const other = this.find(this.carried, position);
    if (other === null || this.carried === this.stream) {
      this.fault(position);
      return;
    }
    if (!other?.opening || other.wrong.length > 0 || [this.resolved, other.counted, other.resolved].includes(UNKNOWN)) return;
    const decided = other.counted !== undefined && (other.counted.outcome === "decided" || other.settled === true);
    if (!decided || !same(sorted(this.resolved), sorted([...other.counted.selected, ...other.resolved]))) this.fault(position);
  }

  recount(event, position) {
    const reading = counting.totals(event);
    const { outcome, selected = [] } = event;
    if (!reading || !isText(outcome) || !isTexts(selected)) return false;
    const found = this.result(reading, position);
    if (found !== UNKNOWN) this.compare(position, { outcome, selected }, pick(found, ["outcome", "selected"]));
    return true;
  }

  declare(event, position) {
    const { selected } = event;
    if (!isTexts(selected)) return false;
    if (this.counted === undefined || this.stale) this.fault(position);
    else {
      const known = this.counted !== UNKNOWN && this.resolved !== UNKNOWN;
      this.compare(position, selected, known ? [...this.counted.selected, ...this.resolved] : UNKNOWN, (a, b) => same(sorted(a), sorted(b)));
      this.carry(position);
    }
    return true;
  }

  checkPublished() {
    if (publishedRightly(this, this.row?.selected) && this.row.items) this.checkVotes();
  }

  /** The votes beside the result: of all candidates, or of those selected alone. */
  checkVotes() {
    const { position } = this.first;
    if (this.reading === UNKNOWN || !this.begun) return this.partial ? this.fault(position) : undefined;
    if (this.reading === undefined) return this.fault(position);
    const found = reckon(this, position, () => counting.figures(this.opening, this.reading));
    if (found === UNKNOWN) return undefined;
    const item = (candidate, place) => {
      const [approve, against, abstain, notPressed] = found.votes[place].map(Number);
      return { candidate, for: approve, against, abstain, not_pressed: notPressed };
    };
    const all = this.opening.candidates.map(item);
    const chosen = all.filter((each) => this.row.selected.includes(each.candidate));
    const order = (each) => ["candidate", "for", "against", "abstain", "not_pressed"].map((name) => each[name]);
    const shown = this.row.items.map(order);
    const { valid, invalid } = this.row;
    this.compare(position, [valid, invalid], [Number(found.valid), Number(found.invalid)]);
    if (!same(shown, chosen.map(order))) this.compare(position, shown, all.map(order));
    return undefined;
  }
}

const pick = (object, names) => Object.fromEntries(names.map((name) => [name, object[name]]));

/** One figure of the reading brought from `before` to `after`. */
function corrections(record) {
  return {
    told: ({ field, before, after }, position) => {
      if (!isText(field) || !Number.isSafeInteger(before) || !Number.isSafeInteger(after)) return false;
      if (record.reading === UNKNOWN) return true;
      const place = record.reading && counting.figure(record.reading, field);
      if (!place || place.get() !== BigInt(before)) record.fault(position);
      place?.set(BigInt(after));
      return true;
    },
    hidden: () => (record.reading = UNKNOWN),
  };
}

// Evaluations.

const isGrades = isListOf((each) => isObject(each) && isText(each.item) && (each.grade === null || isText(each.grade)));
const plain = (grades) => grades.map(({ item, grade }) => [item, grade]);
const byItem = (a, b) => same(sorted(a.map((each) => JSON.stringify(each))), sorted(b.map((each) => JSON.stringify(each))));

class Evaluation extends Record {
  check() {
    if (this.first.event === undefined) {
      this.published = unbegun(this, ({ grades }) => (isGrades(grades) ? plain(grades) : undefined));
      return this.wrong.length === 0 && this.checkPublished();
    }
    this.begun = true;
    const { items, members, present, profile } = this.first.event;
    const isItem = (each) => isObject(each) && isText(each.id);
    const sound = isListOf(isItem)(items) && isCount(members) && isCount(present) && isObject(profile) && isObject(profile.evaluation);
    if (!sound) return this.fault(this.first.position);
    this.opening = { rules: profile.evaluation, items: items.map((each) => each.id), members: BigInt(members), present: BigInt(present) };
    this.reading = this.graded = this.published = undefined;
    return this.read(this.handlers()) && this.checkPublished();
  }

  handlers() {
    return {
      "voting:EvaluationTotalsRecorded": {
        told: (event) => (this.reading = counting.sheet(event)) !== null,
        hidden: () => (this.reading = UNKNOWN),
      },
      "voting:EvaluationCorrected": corrections(this),
      "voting:EvaluationGraded": {
        told: ({ grades }, position) => isGrades(grades) && this.grade(plain(grades), position),
        hidden: () => this.take(UNKNOWN),
      },
      "voting:EvaluationDeclared": { told: ({ grades }, position) => isGrades(grades) && this.declare(grades, position), hidden: () => {} },
      "voting:EvaluationAnnounced": {
        told: ({ grades }, position) => isGrades(grades) && this.declare(grades, position) && ((this.published = plain(grades)), (this.doubt = false), true),
        hidden: () => (this.published = UNKNOWN),
      },
      "voting:EvaluationVoided": byName(() => (this.published = this.graded = undefined)),
    };
  }

  grade(told, position) {
    const found = reckon(this, position, () => {
      if (this.reading === UNKNOWN) return UNKNOWN;
      if (this.reading === undefined) throw new counting.Contradiction("nothing to grade");
      return plain(counting.grades(this.opening, this.reading));
    });
    if (found !== UNKNOWN) this.compare(position, told, found);
    this.take(told);
    return true;
  }

  /** Other grades take back the announcement. */
  take(grades) {
    const known = grades !== UNKNOWN && this.graded !== UNKNOWN;
    if (!known) this.doubt = true;
    else if (!same(grades, this.graded)) this.published = undefined;
    this.graded = grades;
  }

  declare(grades, position) {
    if (this.graded === undefined || this.stale) this.fault(position);
    else this.compare(position, plain(grades), this.graded, byItem);
    return true;
  }

  checkPublished() {
    const { position } = this.first;
    if (!publishedRightly(this, this.row && plain(this.row.grades))) return;
    const counted = this.row.grades.filter((each) => each.satisfied !== undefined);
    const known = this.begun && this.reading !== UNKNOWN;
    if (known ? !counted.every((each) => this.hasVotes(each)) : this.partial && counted.length > 0) this.fault(position);
  }

  hasVotes(row) {
    const votes = this.reading?.votes.get(row.item);
    return votes !== undefined && counting.published.GRADED.every((name) => votes.get(name) === BigInt(row[name]));
  }
}

// Projects.

const STANDINGS = {
  "projects:ProjectSelected": "chosen",
  "projects:ProjectListed": "chosen",
  "projects:ProjectNotSelected": "not_chosen",
  "projects:ProjectCompleted": "completed",
  "projects:ProjectAccepted": "accepted",
  "projects:AcceptanceReturned": "running",
};

class Project extends Record {
  check(audience) {
    if (this.first.event === undefined) return this.row && this.partial ? this.fault(this.first.position) : undefined;
    const { project_year: year, number, standing } = this.first.event;
    const taken = this.first.topic === "projects:ProjectTakenOver";
    if (!isCount(year) || !isCount(number) || (taken && !isText(standing))) return this.fault(this.first.position);
    this.standing = taken ? standing : "drafted";
    this.before = undefined;
    this.number = `${String(year).padStart(4, "0")}-${String(number).padStart(2, "0")}`;
    if (!this.read(this.handlers())) return undefined;
    if (!this.row) return audience === "public" ? undefined : this.fault(this.first.position);
    if (this.standing === UNKNOWN && this.partial) return this.fault(this.first.position);
    this.compare(this.first.position, this.row.number, this.number);
    this.compare(this.first.position, this.row.standing, this.standing);
    return undefined;
  }

  handlers() {
    const becomes = ([topic, standing]) => [topic, byName(() => (this.standing = standing))];
    const assigned = () => {
      if (this.standing === "chosen") this.standing = "running";
    };
    const unknown = () => {
      this.standing = this.before = UNKNOWN;
    };
    const voted = (topic, chosen) => {
      const { hidden } = byName(() => (this.standing = STANDINGS[topic]));
      return [topic, { told: ({ round = "" }, position) => (hidden(), isText(round) && this.chosenBy(round, chosen, position)), hidden, byName: true }];
    };
    return {
      ...Object.fromEntries(Object.entries(STANDINGS).map(becomes)),
      ...Object.fromEntries([voted("projects:ProjectSelected", true), voted("projects:ProjectNotSelected", false)]),
      "projects:ProjectAssigned": byName(assigned),
      "projects:AdjustmentDecided": { told: ({ outcome }) => isText(outcome) && this.adjust(outcome), hidden: unknown },
    };
  }

  /** A round of the list must have announced it so. */
  chosenBy(name, chosen, position) {
    const round = name === "" ? undefined : this.find(name, position);
    if (!round?.opening?.byList || round.wrong.length > 0 || round.published === UNKNOWN) return true;
    return round.published !== undefined && round.published.includes(this.number) === chosen;
  }

  adjust(outcome) {
    if (outcome === "suspended" && this.standing !== "suspended") {
      this.before = this.standing;
      this.standing = "suspended";
    } else if (outcome === "resumed" && this.standing === "suspended") this.standing = this.before ?? this.standing;
    else if (outcome === "terminated") this.standing = "terminated";
    return true;
  }
}

const KINDS = {
  rounds: { begins: ["voting:RoundOpened"], of: Round },
  evaluations: { begins: ["voting:EvaluationOpened"], of: Evaluation },
  projects: { begins: ["projects:ProjectDrafted", "projects:ProjectTakenOver"], of: Project },
};

/**
 * The answer to check 20, 21 or 22: `verdict` and `position`.
 *
 * `records`: by stream its events in order, each `{position, topic, event}`, without `event` where the content is not given.
 */
export function check(kind, records, results, { audience, headersOnly, whole }) {
  const { begins, of } = KINDS[kind];
  const rows = new Map(results[kind].map((row) => [row.stream, row]));
  const ours = [...records].filter(([, events]) => begins.includes(events[0].topic));
  const streams = new Set(ours.map(([stream]) => stream));
  const strangers = [...rows.keys()].filter((stream) => !streams.has(stream));
  const partial = audience === "public" || headersOnly;
  const find = (name, before) => {
    const events = (records.get(name) ?? []).filter(({ position }) => position < before);
    if (!KINDS.rounds.begins.includes(events[0]?.topic)) return whole ? null : undefined;
    const round = new Round(events, undefined, { partial, find });
    if (events[0].event !== undefined) round.play();
    return round;
  };
  const read = ours.map(([stream, events]) => Object.assign(new of(events, rows.get(stream), { partial, find }), { stream }));
  for (const record of read) record.check(audience);
  const begun = read.filter((record) => record.first.event !== undefined);
  const wrong = [...read.flatMap((record) => record.wrong), ...misplaced(kind, records)];
  if (wrong.length > 0 || strangers.length > 0) return { verdict: "false", position: wrong.length ? Math.min(...wrong) : null };
  const withheld = read.length > begun.length || read.some((record) => record.withheld);
  if (read.some((record) => record.uncounted) || (withheld && !partial)) return { verdict: "unchecked" };
  return { verdict: begun.length > 0 ? "ok" : "skipped" };
}

const PAPERS = new Set(["voting:BallotsIssued", "voting:BallotsCollected"]);
const BEGINS = Object.values(KINDS).flatMap(({ begins }) => begins);
const OTHERS = ["RoundRecounted", "ResultDeclared", "ResultAnnounced", "EvaluationDeclared", "EvaluationAnnounced"].map((name) => `voting:${name}`);
const TOPICS = [...READINGS, ...COUNTS, ...TAKE_BACK, ...OTHERS, ...BEGINS, ...Object.keys(STANDINGS), "projects:ProjectAssigned", "projects:AdjustmentDecided"];

const kindOf = (topic) => (topic.startsWith("projects:") ? "projects" : topic.startsWith("voting:Evaluation") ? "evaluations" : "rounds");

/** Events of this kind that stand where they cannot: in a record of another kind or of none, or that begin it once more. */
function misplaced(kind, records) {
  const here = (topic) => TOPICS.includes(topic) && !PAPERS.has(topic) && kindOf(topic) === kind;
  return [...records.values()].flatMap((events) => {
    const own = KINDS[kind].begins.includes(events[0].topic);
    return events.filter(({ topic }, place) => here(topic) && (!own || (place > 0 && BEGINS.includes(topic)))).map(({ position }) => position);
  });
}
