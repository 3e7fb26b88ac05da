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

/** What is noted about one record while it is read. */
class Record {
  constructor(events, row) {
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
      if (handler && event === undefined) this.hide(handler);
      else if (handler && !handler.told(event, position)) this.fault(position);
      if (this.wrong.length > 0) return false;
    }
    return true;
  }
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
  };
}

class Round extends Record {
  check() {
    this.opening = opened(this.first.event);
    if (!this.opening) return this.fault(this.first.position);
    this.issued = this.collected = this.reading = this.counted = this.published = undefined;
    this.resolved = [];
    return this.read(this.handlers()) && this.checkPublished();
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
    const resolution = {
      told: ({ selected = [] }, position) => isTexts(selected) && this.resolve(selected, position),
      hidden: () => ((this.resolved = UNKNOWN), (this.published = undefined)),
    };
    return {
      "voting:BallotsIssued": number("issued"),
      "voting:BallotsCollected": number("collected"),
      "voting:TotalsRecorded": reading(counting.totals),
      "voting:PapersSealed": reading(counting.papers(this.opening.candidates.length)),
      "voting:RoundCorrected": corrections(this),
      "voting:RoundCounted": { told: (event, position) => this.count(event, position), hidden: () => this.countUnknown() },
      "voting:TieResolved": resolution,
      "voting:ShortfallResolved": resolution,
      "voting:RoundRecounted": { told: (event, position) => this.recount(event, position), hidden: () => {} },
      "voting:ResultDeclared": { told: (event, position) => this.declare(event, position), hidden: () => {} },
      "voting:ResultAnnounced": {
        told: (event, position) => this.declare(event, position) && ((this.published = event.selected), true),
        hidden: () => (this.published = UNKNOWN),
      },
      "voting:RoundVoided": byName(() => (this.published = undefined)),
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
    if (found !== UNKNOWN) {
      const numbers = { tied_seats: Number(found.tied_seats), open_seats: Number(found.open_seats) };
      this.compare(position, { ...told, tied_seats: tiedSeats, open_seats: open }, { ...pick(found, Object.keys(told)), ...numbers });
    }
    this.takeBack(this.counted === UNKNOWN ? UNKNOWN : !same(this.counted, told));
    this.counted = told;
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
    if (changed === true || this.published === undefined) this.published = undefined;
    else this.published = UNKNOWN;
  }

  resolve(selected, position) {
    if (this.counted === undefined) this.fault(position);
    this.resolved = selected;
    this.published = undefined;
    return true;
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
    const { selected = [] } = event;
    if (!isTexts(selected)) return false;
    if (this.counted === undefined) this.fault(position);
    else {
      const known = this.counted !== UNKNOWN && this.resolved !== UNKNOWN;
      this.compare(position, selected, known ? [...this.counted.selected, ...this.resolved] : UNKNOWN, (a, b) => same(sorted(a), sorted(b)));
    }
    return true;
  }

  checkPublished() {
    const { position } = this.first;
    if (this.published === UNKNOWN && !this.row) return undefined;
    if ((this.published === undefined) !== (this.row === undefined)) return this.fault(position);
    if (!this.row) return undefined;
    this.compare(position, this.row.selected, this.published);
    if (this.row.items) this.checkVotes();
    return undefined;
  }

  /** The votes beside the result: of all candidates, or of those selected alone. */
  checkVotes() {
    const { position } = this.first;
    if (this.reading === UNKNOWN) return undefined;
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
        told: ({ grades }, position) => isGrades(grades) && this.declare(grades, position) && ((this.published = plain(grades)), true),
        hidden: () => (this.published = UNKNOWN),
      },
      "voting:EvaluationVoided": byName(() => (this.published = undefined)),
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
    if (this.published !== undefined && !(known && same(grades, this.graded))) this.published = known ? undefined : UNKNOWN;
    this.graded = grades;
  }

  declare(grades, position) {
    if (this.graded === undefined) this.fault(position);
    else this.compare(position, plain(grades), this.graded, byItem);
    return true;
  }

  checkPublished() {
    const { position } = this.first;
    if (this.published === UNKNOWN && !this.row) return undefined;
    if ((this.published === undefined) !== (this.row === undefined)) return this.fault(position);
    if (!this.row) return undefined;
    this.compare(position, plain(this.row.grades), this.published);
    const counted = this.row.grades.filter((each) => each.satisfied !== undefined);
    if (this.reading !== UNKNOWN && !counted.every((each) => this.hasVotes(each))) this.fault(position);
    return undefined;
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
    const { project_year: year, number, standing } = this.first.event;
    const taken = this.first.topic === "projects:ProjectTakenOver";
    if (!isCount(year) || !isCount(number) || (taken && !isText(standing))) return this.fault(this.first.position);
    this.standing = taken ? standing : "drafted";
    this.before = undefined;
    if (!this.read(this.handlers())) return undefined;
    if (!this.row) return audience === "public" ? undefined : this.fault(this.first.position);
    const printed = `${String(year).padStart(4, "0")}-${String(number).padStart(2, "0")}`;
    this.compare(this.first.position, this.row.number, printed);
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
    return {
      ...Object.fromEntries(Object.entries(STANDINGS).map(becomes)),
      "projects:ProjectAssigned": byName(assigned),
      "projects:AdjustmentDecided": { told: ({ outcome }) => isText(outcome) && this.adjust(outcome), hidden: unknown },
    };
  }

  adjust(outcome) {
    if (outcome === "suspended") {
      this.before = this.standing;
      this.standing = "suspended";
    } else if (outcome === "resumed") this.standing = this.before ?? this.standing;
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
export function check(kind, records, results, { audience, headersOnly }) {
  const { begins, of } = KINDS[kind];
  const rows = new Map(results[kind].map((row) => [row.stream, row]));
  const ours = [...records].filter(([, events]) => begins.includes(events[0].topic));
  const streams = new Set(ours.map(([stream]) => stream));
  const strangers = [...rows.keys()].filter((stream) => !streams.has(stream));
  const read = ours.map(([stream, events]) => new of(events, rows.get(stream)));
  const begun = read.filter((record) => record.first.event !== undefined);
  for (const record of begun) record.check(audience);
  const wrong = read.flatMap((record) => record.wrong);
  if (wrong.length > 0 || strangers.length > 0) return { verdict: "false", position: wrong.length ? Math.min(...wrong) : null };
  const withheld = read.length > begun.length || read.some((record) => record.withheld);
  const excused = audience === "public" || headersOnly;
  if (read.some((record) => record.uncounted) || (withheld && !excused)) return { verdict: "unchecked" };
  return { verdict: begun.length > 0 ? "ok" : "skipped" };
}
