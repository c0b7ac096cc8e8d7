// Breaks the contracts, one small edit at a time, and looks whether a test notices. See usage below.
"use strict";

const fs = require("fs");
const path = require("path");
const { spawnSync } = require("child_process");

const { apply } = require("./mutants");
const { Copy, Project } = require("./project");

const USAGE = `usage: scripts/mutate [options]

  --file TEXT     only sources whose path contains TEXT; may be given more than once
  --match TEXT    only mutants whose name contains TEXT
  --sample N      only N of them, drawn by --seed
  --seed N        1 unless given
  --survivors     only those listed in survivors.json
  --ci            twelve of those listed, and thirty others out of the files that are recorded as a whole
  --jobs N        workers, each with a copy of the project; 2 unless given
  --list          names the mutants and tests nothing
  --record        writes the figures of each whole file to records/whole.json
  --summary       prints those figures
  --root DIR      the Foundry project; this repository unless given

Fails if a mutant survives that is not listed, if a listed one no longer does or is gone, and if of whole files less
than 95 % are killed.`;

const ENOUGH = 0.95;
const CI_SAMPLE = 30;
const CI_LISTED = 12; // each takes as long as all tests together
const PATIENCE = 10; // a run may take so many times as long as without a mutant
const KILLERS = 3; // test files tried first

function options(args) {
  const chosen = { file: [], match: [], seed: 1, jobs: 2, root: path.join(__dirname, "..", "..") };
  const rest = [...args];
  const value = (name) => {
    if (rest.length === 0) throw new Error(`${name} wants a value\n\n${USAGE}`);
    return rest.shift();
  };
  const number = (name) => {
    const text = value(name);
    if (!/^[1-9]\d{0,8}$/.test(text)) throw new Error(`${name} ${text}: a whole number from 1 is wanted`);
    return Number(text);
  };
  while (rest.length > 0) {
    const name = rest.shift();
    if (["--file", "--match"].includes(name)) chosen[name.slice(2)].push(value(name));
    else if (["--sample", "--seed", "--jobs"].includes(name)) chosen[name.slice(2)] = number(name);
    else if (["--survivors", "--ci", "--list", "--record", "--summary"].includes(name)) chosen[name.slice(2)] = true;
    else if (name === "--root") chosen.root = value(name);
    else throw new Error(`${name} is no option\n\n${USAGE}`);
  }
  return chosen;
}

/// Numbers from 0 up to 1 that depend on the seed alone (mulberry32).
function drawing(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function sample(list, count, seed) {
  const draw = drawing(seed);
  const left = [...list];
  const chosen = [];
  while (chosen.length < count && left.length > 0) chosen.push(...left.splice(Math.floor(draw() * left.length), 1));
  return chosen;
}

function choose(mutants, listed, recorded, chosen) {
  const of = (list) => list.filter((mutant) => chosen.match.every((text) => mutant.name.includes(text)));
  const isListed = (mutant) => listed.has(mutant.name);
  if (chosen.ci) {
    const isRecorded = (mutant) => recorded.size === 0 || recorded.has(mutant.file);
    const others = of(mutants.filter((mutant) => isRecorded(mutant) && !isListed(mutant)));
    const again = sample(of(mutants.filter(isListed)), CI_LISTED, chosen.seed);
    return [...again, ...sample(others, chosen.sample || CI_SAMPLE, chosen.seed)];
  }
  const candidates = of(chosen.survivors ? mutants.filter(isListed) : mutants);
  return chosen.sample ? sample(candidates, chosen.sample, chosen.seed) : candidates;
}

/// Which test files to try first: those that killed mutants of the same function, then of the same file; before any
/// has, those in a folder with the function's name.
class Killers {
  constructor(tests) {
    this.tests = tests;
    this.counts = new Map();
  }

  likely(mutant) {
    const ranked = new Map();
    for (const [key, weight] of [[this.place(mutant), 1000], [mutant.file, 1]]) {
      for (const [test, count] of this.counts.get(key) || []) ranked.set(test, (ranked.get(test) || 0) + count * weight);
    }
    const name = mutant.where.split(".").pop();
    for (const test of this.tests) {
      if (!ranked.has(test) && path.basename(path.dirname(test)) === name) ranked.set(test, 0.5);
    }
    return [...ranked].sort((a, b) => b[1] - a[1]).slice(0, KILLERS).map(([test]) => test);
  }

  killed(mutant, test) {
    for (const key of [this.place(mutant), mutant.file]) {
      if (!this.counts.has(key)) this.counts.set(key, new Map());
      const counts = this.counts.get(key);
      counts.set(test, (counts.get(test) || 0) + 1);
    }
  }

  place(mutant) {
    return `${mutant.file} ${mutant.where}`;
  }
}

/// The first test file in which forge found a failure.
function failingTest(said) {
  let current;
  for (const line of said.split("\n")) {
    const header = /^Ran \d+ tests? for (\S+):/.exec(line);
    if (header) [, current] = header;
    if (/^\[FAIL/.test(line) && current) return current;
  }
  return undefined;
}

const DOES_NOT_COMPILE = /Compiler run failed|Compilation failed/;

class Run {
  constructor(project, chosen) {
    this.project = project;
    this.chosen = chosen;
    const tests = [...project.tests.keys()].filter((file) => file.endsWith(".t.sol"));
    this.killers = new Killers(tests);
    this.slow = tests.filter((file) => /invariant/i.test(file));
    this.copies = [];
    this.results = [];
  }

  /// What is run for each mutant, of the tests that can notice it, cheapest first: likely killers, everything but
  /// invariants, invariants.
  steps(mutant, tests) {
    const likely = this.killers.likely(mutant).filter((file) => tests.includes(file) && !this.slow.includes(file));
    const quick = tests.filter((file) => !this.slow.includes(file));
    const slow = tests.filter((file) => this.slow.includes(file));
    return [likely, quick, slow].filter((files) => files.length > 0).map((files) => ["--match-path", glob(files)]);
  }

  /// First with the contracts alone, then, if all tests pass, with the mocks and harnesses that it is part of too.
  async outcome(copy, mutant) {
    const { project } = this;
    const { file } = mutant;
    const changed = apply(project.texts.get(file), mutant);
    const sources = project.sourcesWith(file);
    const changes = project.changes(sources, file, changed);
    if (changes === undefined) return "does not compile";
    const mocks = project.mocksWith(file);
    try {
      copy.put(changes);
      const outcome = await this.tested(copy, mutant, this.steps(mutant, project.testsWith(changes)));
      if (outcome) return outcome;
      const inMocks = mocks.length > 0 ? project.changes(mocks, file, changed) : new Map();
      if (changes.size + inMocks.size === 0) return "same code";
      if (changes.size > 0 && project.changes(sources, file, changed, true)?.size === 0) return "same code";
      copy.put(inMocks);
      const steps = this.steps(mutant, project.testsWith(inMocks));
      return (await this.tested(copy, mutant, steps)) || "survived";
    } finally {
      copy.restore();
    }
  }

  async tested(copy, mutant, steps) {
    for (const step of steps) {
      const { status, said, late } = await copy.run(["test", "--fail-fast", ...step], this.limit);
      if (late) return "timed out";
      if (DOES_NOT_COMPILE.test(said)) return "does not compile";
      if (status === 0) continue;
      const test = failingTest(said);
      if (!test) throw new Error(`forge failed for no test, with ${mutant.name}:\n${said.slice(-2000)}`);
      this.killers.killed(mutant, test);
      return "killed";
    }
    return undefined;
  }

  async all(mutants) {
    const first = this.copy();
    this.limit = 60 + PATIENCE * (await first.baseline());
    const left = [...mutants];
    const started = Date.now();
    const work = async (_, worker) => {
      const copy = worker === 0 ? first : this.copy();
      while (left.length > 0) {
        const mutant = left.shift();
        const begun = Date.now();
        const outcome = await this.outcome(copy, mutant);
        const result = { mutant, outcome, seconds: (Date.now() - begun) / 1000 };
        this.results.push(result);
        this.progress(result, mutants.length, (Date.now() - started) / 1000);
      }
    };
    await Promise.all(Array.from({ length: Math.min(this.chosen.jobs, mutants.length) }, work));
  }

  copy() {
    const copy = new Copy(this.project);
    this.copies.push(copy);
    return copy;
  }

  progress({ mutant, outcome, seconds }, count, elapsed) {
    const done = this.results.length;
    const left = (elapsed / done) * (count - done);
    const eta = left > 90 ? `${Math.round(left / 60)} min` : `${Math.round(left)} s`;
    console.log(`[${done}/${count}] ${outcome.padEnd(16)} ${seconds.toFixed(1)} s  (${eta} left)  ${mutant.name}`);
  }

  clean() {
    for (const copy of this.copies) copy.remove();
  }
}

const glob = (files) => (files.length === 1 ? files[0] : `{${files.join(",")}}`);

/// Figures of each file. What is the same program is no mutant; neither is what does not compile.
function figures(results) {
  const files = new Map();
  for (const { mutant, outcome, seconds } of results) {
    if (!files.has(mutant.file)) {
      files.set(mutant.file, {
        file: mutant.file, mutants: 0, killed: 0, timedOut: 0, survived: 0, sameCode: 0, notCompiled: 0, seconds: 0,
      });
    }
    const row = files.get(mutant.file);
    row.mutants += 1;
    row.seconds += seconds;
    if (outcome === "killed") row.killed += 1;
    else if (outcome === "timed out") row.timedOut += 1;
    else if (outcome === "survived") row.survived += 1;
    else if (outcome === "same code") row.sameCode += 1;
    else row.notCompiled += 1;
  }
  for (const row of files.values()) row.seconds = Math.round(row.seconds);
  return [...files.values()].sort((a, b) => (a.file < b.file ? -1 : 1));
}

function total(rows) {
  const sum = { file: "all" };
  for (const key of ["mutants", "killed", "timedOut", "survived", "sameCode", "notCompiled", "seconds"]) {
    sum[key] = rows.reduce((result, row) => result + row[key], 0);
  }
  return sum;
}

const score = (row) => (row.killed + row.timedOut) / (row.killed + row.timedOut + row.survived);

function table(rows) {
  const line = (cells) => cells.map((cell, i) => (i === 0 ? cell.padEnd(48) : cell.padStart(9))).join("");
  const percent = (row) => (Number.isNaN(score(row)) ? "-" : `${(100 * score(row)).toFixed(1)} %`);
  const cells = (row) => [
    row.file, ...[row.mutants, row.killed, row.timedOut, row.survived, row.sameCode, row.notCompiled].map(String),
    percent(row), `${row.seconds} s`,
  ];
  const head = ["file", "mutants", "killed", "late", "survived", "same", "invalid", "score", "time"];
  return [head, ...rows.map(cells), ...(rows.length > 1 ? [cells(total(rows))] : [])].map(line).join("\n");
}

function readJson(file, otherwise) {
  return fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, "utf8")) : otherwise;
}

/// What is tested, before anybody changes it meanwhile.
function commitOf(project) {
  return spawnSync("git", ["rev-parse", "HEAD"], { cwd: project.root, encoding: "utf8" }).stdout.trim();
}

/// Adds the figures of whole files to the record.
function record(project, commit, rows) {
  const file = path.join(project.root, project.folder, "records", "whole.json");
  const kept = readJson(file, []).filter((old) => !rows.some((row) => row.file === old.file));
  const made = rows.map((row) => ({ ...row, commit, command: `scripts/mutate --file ${row.file} --record` }));
  const all = [...kept, ...made].sort((a, b) => (a.file < b.file ? -1 : 1));
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, `${JSON.stringify(all, null, 2)}\n`);
}

/// What makes the run fail, one line each.
function faults({ mutants, results, listed, whole, chosen }) {
  const said = [];
  const all = new Set(mutants.map((mutant) => mutant.name));
  if (chosen.file.length === 0) {
    for (const name of listed.keys()) {
      if (!all.has(name)) said.push(`listed, but there is no such mutant any more: ${name}`);
    }
  }
  for (const { mutant, outcome } of results) {
    const expected = listed.has(mutant.name);
    if (outcome === "survived" && !expected) said.push(`survived, and is not listed: ${mutant.name}`);
    if (outcome !== "survived" && expected) said.push(`listed as survivor, but ${outcome}: ${mutant.name}`);
  }
  if (whole) {
    for (const row of [total(figures(results))]) {
      if (score(row) < ENOUGH) said.push(`${(100 * score(row)).toFixed(1)} % killed, at least ${100 * ENOUGH} % wanted`);
    }
  }
  return said;
}

function readListed(project) {
  const file = path.join(project.root, project.folder, "survivors.json");
  const listed = new Map();
  for (const { mutant, reason } of readJson(file, [])) {
    if (!mutant || !reason) throw new Error(`${file}: every entry has a mutant and a reason`);
    if (listed.has(mutant)) throw new Error(`${file}: ${mutant} stands there twice`);
    listed.set(mutant, reason);
  }
  return listed;
}

async function main() {
  const chosen = options(process.argv.slice(2));
  const project = new Project(chosen.root);
  const records = readJson(path.join(project.root, project.folder, "records", "whole.json"), []);
  if (chosen.summary) {
    console.log(table(records));
    return 0;
  }
  const listed = readListed(project);
  const inFiles = (file) => chosen.file.length === 0 || chosen.file.some((text) => file.includes(text));
  const mutants = project.mutants(inFiles);
  const picked = choose(mutants, listed, new Set(records.map(({ file }) => file)), chosen);
  if (chosen.list) {
    for (const mutant of picked) console.log(mutant.name);
    return 0;
  }
  if (picked.length === 0) throw new Error("no mutant is asked for: --list shows them");

  console.log(`${picked.length} of ${mutants.length} mutants, ${chosen.jobs} at a time, seed ${chosen.seed}`);
  const commit = commitOf(project);
  const run = new Run(project, chosen);
  const stop = () => {
    run.clean();
    process.exit(130);
  };
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
  try {
    await run.all(picked);
  } finally {
    run.clean();
  }

  const whole = picked.length === mutants.length;
  const rows = figures(run.results);
  console.log(`\n${table(rows)}\n`);
  for (const { mutant } of run.results.filter(({ outcome }) => outcome === "survived")) {
    console.log(`survived  ${mutant.name}${listed.has(mutant.name) ? `\n          listed: ${listed.get(mutant.name)}` : ""}`);
  }
  const said = faults({ mutants, results: run.results, listed, whole, chosen });
  for (const fault of said) console.error(`scripts/mutate: ${fault}`);
  if (chosen.record) {
    if (!whole) throw new Error("--record is for whole files: leave out --sample, --match, --survivors and --ci");
    record(project, commit, rows);
  }
  return said.length === 0 ? 0 : 1;
}

main().then(
  (status) => {
    process.exitCode = status;
  },
  (error) => {
    console.error(`scripts/mutate: ${error.message}`);
    process.exitCode = 1;
  },
);
