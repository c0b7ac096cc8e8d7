// The project under mutation: its sources, how they compile, and copies of it in which a mutant can be tested.
"use strict";

const fs = require("fs");
const os = require("os");
const path = require("path");
const { spawn, spawnSync } = require("child_process");
const solc = require("solc");

const link = require("./link");
const { enumsOf, mutantsOf } = require("./mutants");

const FORGE = path.join(__dirname, "..", "forge");
// What no test of a contract reads, or what each copy has of its own.
const LEFT_OUT = new Set([".git", ".build", "node_modules", "out", "cache"]);
const BUILD_LIMIT = 1800; // seconds

class Project {
  constructor(root) {
    this.root = path.resolve(root);
    this.forge = forgeBinary();
    const said = spawnSync(this.forge, ["config", "--json"], { cwd: this.root, env: environment(), encoding: "utf8" });
    if (said.status !== 0) throw new Error(`forge config in ${this.root}: ${said.stderr}`);
    this.config = JSON.parse(said.stdout);
    this.folder = path.join(path.dirname(this.config.src), "mutation");
    this.files = solidity(this.root, this.config.src);
    this.texts = this.read(this.files);
    this.trees = this.compile(this.texts, { "*": { "": ["ast"] } }).sources;
  }

  /// Every mutant of the files that match.
  mutants(matches) {
    const enums = this.files.flatMap((file) => enumsOf(this.trees[file].ast));
    return this.files.filter(matches).flatMap((file) => {
      const made = mutantsOf(file, this.texts.get(file), this.trees[file].ast);
      made.learn(enums);
      return made.all();
    });
  }

  /// Every file of the tests, with the contracts taken out that they create: those of the sources and of mocks.
  get tests() {
    if (!this.unlinked) {
      const files = solidity(this.root, this.config.test);
      const texts = this.read(files);
      const trees = this.compile(texts, { "*": { "": ["ast"] } }).sources;
      const contracts = new Map();
      for (const file of [...this.files, ...files].filter((name) => trees[name] && !isTest(name))) {
        for (const node of trees[file].ast.nodes) {
          if (node.nodeType === "ContractDefinition") contracts.set(node.id, `${file}:${node.name}`);
        }
      }
      this.trees = { ...trees, ...this.trees };
      this.unlinked = new Map(files.map((file, i) => {
        const text = texts.get(file);
        return [file, link.apply(text, link.unlinked(text, trees[file].ast, contracts), i)];
      }));
    }
    return this.unlinked;
  }

  /// Sources whose contracts a file is part of.
  sourcesWith(file) {
    return this.importersOf(file, this.files);
  }

  /// Mocks and harnesses that a file is part of.
  mocksWith(file) {
    const mocks = [...this.tests.keys()].filter((name) => !isTest(name));
    return this.importersOf(file, [...this.files, ...mocks]).filter((name) => mocks.includes(name));
  }

  /// Test files that can notice that contracts are others now: those that import them, through others too.
  testsWith(changes) {
    const files = new Set([...changes.keys()].map((name) => name.split(":")[0]));
    const among = [...this.files, ...this.tests.keys()];
    return [...new Set([...files].flatMap((file) => this.importersOf(file, among)))].filter(isTest);
  }

  /// The code of every contract of some files, by "file:Name", once another file is changed to text. undefined if that
  /// does not compile.
  codes(files, file, text, optimized = this.config.optimizer ?? false) {
    const current = (name) => (name === file ? text : this.texts.get(name) || this.tests.get(name));
    const wanted = Object.fromEntries(files.map((name) => [name, { "*": ["evm.bytecode.object"] }]));
    let contracts;
    try {
      const texts = new Map([...new Set([file, ...files])].map((name) => [name, current(name)]));
      ({ contracts } = this.compile(texts, wanted, optimized));
    } catch (error) {
      if (error instanceof CompileError) return undefined;
      throw error;
    }
    const codes = new Map();
    for (const name of files) {
      for (const [contract, { evm }] of Object.entries(contracts[name] || {})) {
        if (evm.bytecode.object) codes.set(`${name}:${contract}`, evm.bytecode.object);
      }
    }
    return codes;
  }

  /// What a change of a file makes of the contracts of some files: those whose code is another, with both codes.
  /// undefined if it does not compile.
  changes(files, file, text, optimized) {
    this.kept ??= new Map();
    const key = JSON.stringify([files, optimized]);
    if (!this.kept.has(key)) this.kept.set(key, this.codes(files, file, this.texts.get(file), optimized));
    const before = this.kept.get(key);
    const after = this.codes(files, file, text, optimized);
    return after && new Map([...after].filter(([name, code]) => before.get(name) !== code)
      .map(([name, code]) => [name, { code, original: before.get(name) }]));
  }

  /// Of some files those that import a file, through others too, and itself if it is one of them.
  importersOf(file, among) {
    const found = new Set([file]);
    for (let before = 0; before !== found.size;) {
      before = found.size;
      for (const other of among) {
        const imports = this.trees[other].ast.nodes.filter((node) => node.nodeType === "ImportDirective");
        if (imports.some((node) => found.has(node.absolutePath))) found.add(other);
      }
    }
    return among.filter((name) => found.has(name));
  }

  compile(texts, outputSelection, optimized = false) {
    const { config } = this;
    const input = {
      language: "Solidity",
      sources: Object.fromEntries([...texts].map(([file, text]) => [file, { content: text.toString() }])),
      settings: {
        outputSelection,
        remappings: config.remappings,
        optimizer: { enabled: optimized, runs: config.optimizer_runs },
        evmVersion: config.evm_version,
        viaIR: config.via_ir,
        metadata: { bytecodeHash: "none", appendCBOR: false },
      },
    };
    const output = JSON.parse(solc.compile(JSON.stringify(input), { import: (file) => this.imported(file) }));
    const errors = (output.errors || []).filter((error) => error.severity === "error");
    if (errors.length > 0) throw new CompileError(errors[0].formattedMessage);
    return output;
  }

  /// A source is what it was when the run began, whoever edits it meanwhile.
  imported(file) {
    const text = this.texts.get(file) || this.unlinked?.get(file);
    if (text) return { contents: text.toString() };
    try {
      return { contents: fs.readFileSync(path.join(this.root, file), "utf8") };
    } catch (error) {
      return { error: error.message };
    }
  }

  read(files) {
    return new Map(files.map((file) => [file, fs.readFileSync(path.join(this.root, file))]));
  }
}

class CompileError extends Error {}

const isTest = (file) => file.endsWith(".t.sol");

/// A copy of the project with build outputs of its own, whose tests deploy contracts by name: a mutant is a change of
/// artifacts, after which forge compiles nothing. What a test file itself takes from a library stays the original.
class Copy {
  constructor(project) {
    this.project = project;
    this.kept = path.join(project.root, ".build", "mutation");
    this.root = fs.mkdtempSync(path.join(os.tmpdir(), "mutate-"));
    fs.cpSync(project.root, this.root, {
      recursive: true,
      filter: (from) => !LEFT_OUT.has(path.basename(from)) && !from.endsWith(".go"),
    });
    for (const lib of project.config.libs) {
      fs.symlinkSync(fs.realpathSync(path.join(project.root, lib)), path.join(this.root, lib));
    }
    for (const folder of this.outputs()) {
      const from = path.join(this.kept, folder);
      if (fs.existsSync(from)) fs.cpSync(from, path.join(this.root, folder), { recursive: true });
    }
    for (const [file, text] of project.tests) fs.writeFileSync(path.join(this.root, file), text);
    this.changed = new Map();
  }

  outputs() {
    return [this.project.config.out, this.project.config.cache_path];
  }

  /// Keeps what was built, for the next run, which compiles only what has changed since.
  keep() {
    for (const folder of this.outputs()) {
      fs.rmSync(path.join(this.kept, folder), { recursive: true, force: true });
      fs.cpSync(path.join(this.root, folder), path.join(this.kept, folder), { recursive: true });
    }
  }

  /// Runs forge here. Its own process group, so that nothing of it outlives the limit.
  run(args, seconds) {
    for (const kind of ["fuzz", "invariant"]) {
      const folder = this.project.config[kind].failure_persist_dir;
      if (folder) fs.rmSync(path.join(this.root, folder), { recursive: true, force: true });
    }
    return new Promise((resolve, reject) => {
      const child = spawn(this.project.forge, args, {
        cwd: this.root, env: environment(), detached: true, stdio: ["ignore", "pipe", "pipe"],
      });
      this.child = child;
      let said = "";
      child.stdout.on("data", (data) => { said += data; });
      child.stderr.on("data", (data) => { said += data; });
      let late = false;
      const timer = setTimeout(() => { late = true; kill(child); }, seconds * 1000);
      child.on("error", reject);
      child.on("close", (status) => {
        clearTimeout(timer);
        this.child = undefined;
        resolve({ status, said, late });
      });
    });
  }

  /// Builds what the tests need and runs them all: how many seconds they took.
  async baseline() {
    const built = await this.run(["build"], BUILD_LIMIT);
    if (built.status !== 0) throw new Error(`the build fails without any mutant:\n${built.said.slice(-4000)}`);
    const started = Date.now();
    const { status, said } = await this.run(["test"], BUILD_LIMIT);
    if (status !== 0) throw new Error(`the tests fail without any mutant:\n${said.slice(-4000)}`);
    this.keep();
    return (Date.now() - started) / 1000;
  }

  artifact(contract) {
    const [file, name] = contract.split(":");
    return path.join(this.root, this.project.config.out, path.basename(file), `${name}.json`);
  }

  put(changes) {
    for (const [contract, { code, original }] of changes) {
      const artifact = this.artifact(contract);
      const text = fs.readFileSync(artifact, "utf8");
      const whole = JSON.parse(text);
      if (whole.bytecode.object !== `0x${original}`) throw new Error(`forge compiled another ${contract} than this program`);
      whole.bytecode.object = `0x${code}`;
      this.changed.set(artifact, text);
      fs.writeFileSync(artifact, JSON.stringify(whole));
    }
  }

  restore() {
    for (const [artifact, text] of this.changed) fs.writeFileSync(artifact, text);
    this.changed.clear();
  }

  remove() {
    if (this.child) kill(this.child);
    fs.rmSync(this.root, { recursive: true, force: true });
  }
}

function kill(child) {
  try {
    process.kill(-child.pid, "SIGKILL");
  } catch (error) {
    if (error.code !== "ESRCH") throw error;
  }
}

function environment() {
  return { ...process.env, FOUNDRY_PROFILE: "mutation" };
}

/// contracts/forge changes into its own repository; here it is the program itself that is wanted.
function forgeBinary() {
  const packages = path.join(path.dirname(FORGE), "node_modules", "@foundry-rs");
  for (const name of fs.existsSync(packages) ? fs.readdirSync(packages) : []) {
    const binary = path.join(packages, name, "bin", "forge");
    if (name.startsWith("forge-") && fs.existsSync(binary)) return binary;
  }
  throw new Error("no forge under contracts/node_modules: run scripts/tools");
}

function solidity(root, folder) {
  return fs.readdirSync(path.join(root, folder), { recursive: true })
    .filter((name) => name.endsWith(".sol"))
    .map((name) => path.join(folder, name))
    .sort();
}

module.exports = { Copy, Project };
