import type { Expansion } from '../../grammar/expand/expansion.ts';
import type { Source } from '../../grammar/source.ts';
import { atLeast } from '../../grammar/version.ts';
import type { Target } from '../binding/target.ts';
import { buildCluster } from '../cluster/build-cluster.ts';
import { nodeName } from '../cluster/cluster.ts';
import { groupViews, type NamedCluster } from '../cluster/group.ts';
import { neighbourFinder } from '../cluster/neighbours.ts';
import { type Traits, traitsOf } from '../cluster/traits.ts';
import { FIRST_CONFIG_TEST } from '../daemon/first-config-test.ts';
import { compareText } from '../finding/order.ts';
import type { LintedFile, Report } from '../finding/report.ts';
import { type Unread, unreadOf } from '../finding/unread.ts';
import type { Configuration } from '../model/configuration.ts';
import type { Rule } from '../rule/rule.ts';
import { gatherFileSecrets, gatherSecrets } from '../secrets/gather-secrets.ts';
import { Redactors } from '../secrets/redactors.ts';
import { agreedFixes } from './agreed-fixes.ts';
import { analyse, analyseView, type ViewAnalysis } from './analyse.ts';
import { Asked } from './asked.ts';
import type { Baseline } from './baseline.ts';
import type { Filter } from './filter.ts';
import { FindingList } from './finding-list.ts';
import { KeptViews } from './kept-views.ts';
import { MAX_LISTED } from './limit-listed.ts';
import { makeReport } from './make-report.ts';
import type { Reader, Root } from './reader.ts';
import { RuleRun } from './rule-run.ts';
import { askedFor, type Selection } from './selection.ts';
import { Sources } from './sources.ts';
import { suppressionUses } from './suppression-uses.ts';
import { Suppressions } from './suppressions.ts';
import type { ViewSelection } from './views.ts';

/** Findings of one rule for one root file that a baseline may list. */
const MAX_WITH_BASELINE = 50_000;

/** What may be otherwise for one root file. */
export interface RootOptions extends Selection {
  readonly target: Target;
}

export interface LintOptions extends Selection, ViewSelection {
  /** What is asked. */
  readonly rules: readonly Rule[];
  /** What is read for. */
  readonly target: Target;
  /** What holds for a root file in place of what is said here; null: nothing else. The same object for root files that are linted alike. */
  readonly ofRoot?: (root: Root) => RootOptions | null;
  /** Clusters that the user named; nodes that are in none of these are grouped by what they have in common. False: nodes are not compared. */
  readonly clusters?: readonly NamedCluster[] | false;
  /** Whether comments in the configurations suppress findings; true where left out. */
  readonly inlineConfig?: boolean;
  /** Findings that are known and not told again; {@link Report.baseline} says what came of it. */
  readonly baseline?: Baseline | null;
  /** What decides about findings before they are reported, in this order. */
  readonly filters?: readonly Filter[];
  /** Version of kvlint, for the report. */
  readonly kvlint: string;
  /** Told before each root file, and when all have been read, how many are done. */
  readonly progress?: ((done: number, total: number) => void) | undefined;
}

/**
 * Lints root files, each in all its views. Nothing is printed and no file is touched but through the reader.
 * Throws `UnreadableRootError` for a root that cannot be read.
 */
export function lint(roots: readonly Root[], reader: Reader, options: LintOptions): Report {
  const run = new LintRun(reader, options);
  for (const [done, root] of roots.entries()) {
    options.progress?.(done, roots.length);
    for (const _ of run.lintRoot(root));
  }
  options.progress?.(roots.length, roots.length);
  return run.report();
}

/** A run over root files, for who wants to look at each view as it passes. */
export class LintRun {
  readonly #options: LintOptions;
  readonly #sources: Sources;
  readonly #suppressions = new Suppressions();
  readonly #findings: FindingList;
  /** Of root files that are linted alike, by what they are linted with. */
  readonly #runs = new Map<RootOptions, RuleRun>();
  /** What a root file is linted with, by its path. */
  readonly #ofRoot = new Map<string, RootOptions>();
  readonly #redactors = new Redactors();
  readonly #files: LintedFile[] = [];
  readonly #unread: Unread[] = [];
  readonly #read = new Map<string, Source>();
  readonly #roots = new Map<string, Root>();
  /** Which root files read a file, by the paths that reports show. */
  readonly #readers = new Map<string, Set<string>>();
  /** Of all views, in their order, where nodes are compared. */
  readonly #traits: Traits[] = [];
  readonly #kept = new KeptViews();
  /** Root files with nodes that were compared with others. */
  readonly #compared = new Set<string>();
  readonly #templates = new Set<string>();
  /** Root files of which something was not read. */
  readonly #notWhole = new Set<string>();

  constructor(reader: Reader, options: LintOptions) {
    this.#options = options;
    this.#sources = new Sources(reader);
    // What a baseline lists must not hide what comes behind it.
    this.#findings = new FindingList(this.#suppressions, options.baseline ? MAX_WITH_BASELINE : MAX_LISTED);
  }

  /** Lints the views of a root file, and hands out each when its rules have been asked. */
  *lintRoot(root: Root): Generator<ViewAnalysis> {
    const source = this.#sources.root(root);
    this.#roots.set(source.path, root);
    const own = this.#options.ofRoot?.(root) ?? this.#options;
    this.#ofRoot.set(source.path, own);
    const rules = this.#runOf(own);
    const compares = this.#options.clusters !== false && rules.comparesNodes;
    const views: (string | null)[] = [];
    const redactor = this.#redactors.ofRoot(source.path);
    rules.beginRoot(source);
    for (const view of analyse(root, own.target, this.#sources, this.#options)) {
      const { expansion, tree, configuration, kind } = view;
      views.push(expansion.configId);
      for (const each of expansion.sources) this.#noteReader(each, source);
      // All of a view's files together: a definition in one may be the secret of another.
      const unknown = expansion.sources.filter(({ path }) => this.#redactors.addFile(path, redactor));
      if (unknown.length > 0) gatherFileSecrets(expansion.sources, redactor);
      const unread = unreadOf(expansion);
      this.#unread.push(...unread);
      if (unread.length > 0) this.#notWhole.add(source.path);
      if (kind !== 'configuration') this.#templates.add(source.path);
      if (this.#options.inlineConfig ?? true) this.#suppressions.addView(expansion, kind !== 'configuration');
      gatherSecrets(expansion, tree, redactor);
      rules.view(configuration, kind);
      if (compares && kind === 'configuration') {
        this.#traits.push(traitsOf(configuration));
        this.#kept.add(nodeName(source.path, expansion.configId), configuration, expansion.text.length);
      }
      yield view;
    }
    rules.endRoot(source, views.length, (configId) => analyseView(root, configId, own.target, this.#sources));
    const { version } = own.target;
    this.#files.push({
      path: source.path,
      ...(source.holder !== null && { holder: source.holder.path }),
      views,
      keepalived: version,
      hasConfigTest: atLeast(version, FIRST_CONFIG_TEST),
    });
  }

  #runOf(options: RootOptions): RuleRun {
    let run = this.#runs.get(options);
    if (!run) {
      run = new RuleRun(this.#options.rules, options, options.target.version, this.#findings);
      this.#runs.set(options, run);
    }
    return run;
  }

  /** Each node is told what the rules of its own root file say of it. */
  #runOfRoot(path: string): RuleRun {
    return this.#runOf(this.#optionsOf(path));
  }

  #optionsOf(path: string): RootOptions {
    return this.#ofRoot.get(path) ?? this.#options;
  }

  /** Asks the rules that compare nodes, cluster by cluster. Which views form one is not known before all have been seen. */
  #compareNodes(): void {
    const { clusters } = this.#options;
    if (clusters === false || this.#traits.length < 2) return;
    const neighboursOf = neighbourFinder(this.#traits);
    for (const group of groupViews(this.#traits, clusters ?? []).groups) {
      const members = inOrder(group.members.flatMap((index) => this.#traits[index] ?? []));
      if (members.length < 2) continue;
      for (const { root } of members) this.#compared.add(root);
      const cluster = buildCluster(group, this.#configurationsOf(members), neighboursOf(members));
      for (const run of new Set(members.map(({ root }) => this.#runOfRoot(root)))) {
        run.cluster(cluster, ({ root }) => this.#runOfRoot(root.path) === run);
      }
    }
    this.#findings.settleWithdrawals();
  }

  /** What some views run, in their order; what was not kept is read anew. */
  #configurationsOf(members: readonly Traits[]): readonly Configuration[] {
    const configurations = new Map<string, Configuration>();
    const missing = new Set<string>();
    const paths = new Set<string>();
    for (const { root, configId } of members) {
      const name = nodeName(root, configId);
      const kept = this.#kept.take(name);
      if (kept) configurations.set(name, kept);
      else {
        missing.add(name);
        paths.add(root);
      }
    }
    for (const path of paths) {
      for (const view of this.#analyseAgain(path)) {
        const name = nodeName(path, view.expansion.configId);
        if (missing.has(name)) configurations.set(name, view.configuration);
      }
    }
    return members.flatMap(({ root, configId }) => configurations.get(nodeName(root, configId)) ?? []);
  }

  #noteReader(file: Source, root: Source): void {
    this.#read.set(file.path, file);
    const readers = this.#readers.get(file.path) ?? new Set();
    this.#readers.set(file.path, readers.add(root.path));
  }

  /** The views of a root file once more: nobody can hold those of thousands. */
  *#analyseAgain(path: string): Generator<ViewAnalysis> {
    const root = this.#roots.get(path);
    if (root) yield* analyse(root, this.#optionsOf(path).target, this.#sources, this.#options);
  }

  *#expandAgain(path: string): Generator<Expansion> {
    for (const { expansion } of this.#analyseAgain(path)) yield expansion;
  }

  #asked(): Asked {
    return new Asked({
      rules: this.#options.rules,
      roots: new Map([...this.#roots.keys()].map((path) => [path, this.#runOfRoot(path)])),
      compared: this.#options.clusters === false ? null : this.#compared,
      templates: this.#templates,
      unread: this.#notWhole,
      isPart: (this.#options.configIds ?? []).length > 0,
      drafts: this.#findings.all,
    });
  }

  /** Asks the rules about comments, which must know what came of them. */
  #judgeSuppressions(asked: Asked): void {
    const all = this.#suppressions.all;
    if (all.length === 0) return;
    const uses = suppressionUses(all, {
      rules: this.#options.rules,
      isAsked: (rule, root) => asked.isAsked(rule, root),
      drafts: this.#findings.all,
    });
    for (const run of new Set(this.#runs.values())) run.suppressions(uses, ({ root }) => this.#runOfRoot(root.path) === run);
  }

  report(): Report {
    this.#compareNodes();
    const asked = this.#asked();
    this.#judgeSuppressions(asked);
    const { kvlint, target, filters = [], baseline = null } = this.#options;
    const runs = [...this.#runs];
    if (runs.length === 0) runs.push([this.#options, this.#runOf(this.#options)]);
    const agreed = agreedFixes({
      readersOf: (path) => this.#readers.get(path) ?? [],
      files: this.#files,
      expansionsOf: (path) => this.#expandAgain(path),
    });
    return makeReport({
      kvlint,
      keepalived: target.version,
      files: this.#files,
      sources: this.#read,
      drafts: this.#findings.all,
      unread: this.#unread,
      filters: [...filters, agreed],
      baseline: baseline && { baseline, coverage: asked },
      activations: runs.flatMap(([, run]) => run.activations),
      profiles: [...new Set(runs.flatMap(([options]) => askedFor(options)))],
      redactors: this.#redactors,
    });
  }
}

/** By root file, its views as they come: what is said of nodes that differ stands at the same one whatever the order in which files were named. */
function inOrder(members: readonly Traits[]): readonly Traits[] {
  return [...members].sort((a, b) => compareText(a.root, b.root));
}
