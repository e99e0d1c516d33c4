import type { Expansion } from '../../grammar/expand/expansion.ts';
import { groupBy } from '../../grammar/group-by.ts';
import { LineShapes } from '../../grammar/line-shape.ts';
import { memoized } from '../../grammar/memoized.ts';
import type { Source } from '../../grammar/source.ts';
import { atLeast } from '../../grammar/version.ts';
import { buildCluster } from '../cluster/build-cluster.ts';
import { FIRST_CONFIG_TEST } from '../daemon/first-config-test.ts';
import { compareFindings } from '../finding/order.ts';
import type { LintedFile, Report } from '../finding/report.ts';
import type { Unread } from '../finding/unread.ts';
import { gatherFileSecrets, gatherSecrets } from '../secrets/gather-secrets.ts';
import { Redactors } from '../secrets/redactors.ts';
import { agreedFixes } from './agreed-fixes.ts';
import { analyse, analyseView, type ViewAnalysis } from './analyse.ts';
import { Asked } from './asked.ts';
import { FindingList } from './finding-list.ts';
import { giveKeys } from './give-keys.ts';
import { KeptViews } from './kept-views.ts';
import { MAX_LISTED } from './limit-listed.ts';
import { LineMasks } from './line-masks.ts';
import type { LintOptions, RootOptions } from './lint.ts';
import { LintCache } from './lint-cache.ts';
import { literalView } from './literal-view.ts';
import { makeReport } from './make-report.ts';
import { masked } from './masked-finding.ts';
import { findParts, type GroupedNodes, type Part } from './parts.ts';
import type { Piece } from './piece.ts';
import type { ReadRoot } from './read-root.ts';
import type { Reader, Root } from './reader.ts';
import { RootReading, readFor } from './root-reading.ts';
import { INTERNAL_ERROR, RuleRun } from './rule-run.ts';
import { askedFor } from './selection.ts';
import { Sources } from './sources.ts';
import { suppressionUses } from './suppression-uses.ts';
import { Suppressions } from './suppressions.ts';

/** Findings of one rule for one root file that a baseline may list. */
const MAX_WITH_BASELINE = 50_000;

/** What an editor lints again has changed in few lines. */
const shapesOf = memoized((_: LintOptions) => new LineShapes());

/** A run over root files, for who wants to look at each view as it passes. */
export class LintRun {
  readonly #options: LintOptions;
  readonly #sources: Sources;
  readonly #cache: LintCache | null;
  readonly #suppressions = new Suppressions();
  readonly #maxListed: number;
  readonly #findings: FindingList;
  /** Of root files that are linted alike, by what they are linted with. */
  readonly #runs = new Map<RootOptions, RuleRun>();
  readonly #redactors = new Redactors();
  readonly #masks = new LineMasks(this.#redactors);
  /** By path, in the order in which they were first taken. */
  readonly #roots = new Map<string, ReadRoot>();
  /** By the path of the root file, of those that were linted. */
  readonly #unread = new Map<string, readonly Unread[]>();
  readonly #kept = new KeptViews();
  /** Root files with nodes that were compared with others. */
  readonly #compared = new Set<string>();
  /** Found once, when all root files have been taken. */
  #parts: readonly Part[] | null = null;

  constructor(reader: Reader, options: LintOptions) {
    this.#options = options;
    this.#sources = new Sources(reader, shapesOf(options));
    this.#cache = options.store ? new LintCache(options.store, this.#sources) : null;
    // What a baseline lists must not hide what comes behind it.
    this.#maxListed = options.baseline ? MAX_WITH_BASELINE : MAX_LISTED;
    this.#findings = new FindingList(this.#suppressions, this.#maxListed);
  }

  /** Lints a root file, or takes it as it was read before where nothing of it has changed. */
  take(root: Root): void {
    const known = this.#cache?.root(root, this.#readFor(root)) ?? null;
    if (known) this.#roots.set(known.source.path, known);
    else this.#lint(root);
  }

  /** Whether nothing of a root file has changed since it was last read. */
  knows(root: Root): boolean {
    return (this.#cache?.root(root, this.#readFor(root)) ?? null) !== null;
  }

  /** Lints the views of a root file, and hands out each when its rules have been asked. */
  *lintRoot(root: Root): Generator<ViewAnalysis> {
    const reading = new RootReading(root, this.#sources, this.#cache);
    const { source } = reading;
    const own = this.#optionsOf(root);
    const rules = this.#runWith(own);
    const compares = this.#compares(root);
    const redactor = this.#redactors.ofRoot(source.path);
    let views = 0;
    rules.beginRoot(source);
    for (const view of analyse(root, own.target, this.#sources, this.#options, reading.files)) {
      const { expansion, tree, configuration, kind } = view;
      views++;
      const traits = reading.add(view, compares);
      // All of a view's files together: a definition in one may be the secret of another.
      const unknown = expansion.sources.filter(({ path }) => this.#redactors.addFile(path, redactor));
      if (unknown.length > 0) gatherFileSecrets(expansion.sources, redactor);
      if (this.#options.inlineConfig ?? true) this.#suppressions.addView(expansion, kind !== 'configuration');
      gatherSecrets(expansion, tree, redactor);
      rules.view(configuration, kind);
      if (kind === 'template') {
        const literal = literalView(source, own.target, this.#sources);
        gatherSecrets(literal.view.expansion, literal.view.tree, redactor);
        rules.templateLines(configuration.view, literal);
      }
      if (traits) this.#kept.add(view, traits);
      yield view;
    }
    rules.endRoot(source, views, (configId) => analyseView(root, configId, own.target, this.#sources));
    this.#roots.set(source.path, reading.finish(this.#readFor(root), redactor));
    this.#unread.set(source.path, reading.unread);
  }

  /** Root files that have to do with each other. To be asked when all have been taken, as is the report. */
  get parts(): readonly (readonly Root[])[] {
    return this.#partsOfRun.map(({ roots }) => roots.map(({ root }) => root));
  }

  report(): Report {
    const pieces = this.#pieces(this.#partsOfRun);
    const known = [...this.#roots.values()];
    const files = known.map((each) => this.#linted(each));
    const readers = readersOf(known);
    const agreed = agreedFixes({
      readersOf: (path) => readers.get(path) ?? [],
      files,
      expansionsOf: (path) => this.#expandAgain(path),
    });
    const runs = new Map(known.map(({ root }) => [this.#optionsOf(root), this.#runOf(root)]));
    if (runs.size === 0) runs.set(this.#options, this.#runWith(this.#options));
    const [activations = [], ...others] = [...runs.values()].map((run) => run.activations);
    const { kvlint, target, filters = [], baseline = null } = this.#options;
    return makeReport({
      kvlint,
      keepalived: target.version,
      files,
      sources: sourcesOf(known),
      keyed: pieces.flatMap(({ findings }) => findings).sort(compareFindings),
      unread: pieces.flatMap(({ unread }) => unread),
      filters: [...filters, agreed],
      baseline: baseline && { baseline, coverage: this.#asked() },
      activations: others.length === 0 ? activations : [activations, ...others].flat(),
      profiles: [...new Set([...runs.keys()].flatMap((options) => askedFor(options)))],
      redactors: this.#redactors,
      masks: this.#masks,
    });
  }

  #lint(root: Root): void {
    for (const _ of this.lintRoot(root));
  }

  #optionsOf(root: Root): RootOptions {
    return this.#options.ofRoot?.(root) ?? this.#options;
  }

  /** Each node is told what the rules of its own root file say of it. */
  #runOf(root: Root): RuleRun {
    return this.#runWith(this.#optionsOf(root));
  }

  #runOfPath(path: string): RuleRun {
    const known = this.#roots.get(path);
    return known ? this.#runOf(known.root) : this.#runWith(this.#options);
  }

  #runWith(options: RootOptions): RuleRun {
    let run = this.#runs.get(options);
    if (!run) {
      run = new RuleRun(this.#options.rules, options, options.target.version, this.#findings);
      this.#runs.set(options, run);
    }
    return run;
  }

  /** Whether the views of a root file are compared with others. */
  #compares(root: Root): boolean {
    return this.#options.clusters !== false && this.#runOf(root).comparesNodes;
  }

  /** What decides how a root file is read. */
  #readFor(root: Root): readonly unknown[] {
    return readFor(this.#optionsOf(root).target, this.#options, this.#compares(root));
  }

  #linted({ root, source, views }: ReadRoot): LintedFile {
    const { version } = this.#optionsOf(root).target;
    return {
      path: source.path,
      ...(source.holder !== null && { holder: source.holder.path }),
      views,
      keepalived: version,
      hasConfigTest: atLeast(version, FIRST_CONFIG_TEST),
    };
  }

  get #partsOfRun(): readonly Part[] {
    this.#parts ??= findParts([...this.#roots.values()], this.#options.clusters ?? []);
    return this.#parts;
  }

  /** What is found in all parts: what a cache knows of some, and what the rules that compare nodes and comments add to the others. */
  #pieces(parts: readonly Part[]): readonly Piece[] {
    const kept: Piece[] = [];
    const open: Part[] = [];
    for (const part of parts) {
      const piece = this.#takePiece(part);
      if (piece) kept.push(piece);
      else open.push(part);
    }
    for (const known of open.flatMap(({ roots }) => roots)) {
      // It was read as before, and something that it has to do with was not.
      if (!this.#isLinted(known)) this.#lint(known.root);
    }
    this.#compareNodes(open.flatMap(({ clusters }) => clusters));
    this.#judgeSuppressions();
    const found = this.#settled();
    this.#keepPieces(open, found);
    return [...kept, found];
  }

  #isLinted({ source }: ReadRoot): boolean {
    return this.#unread.has(source.path);
  }

  #nameOf(part: Part): string | null {
    const { configIds, unnamedView, inlineConfig, clusters } = this.#options;
    const options = part.roots.map(({ root }) => {
      const { target, profiles, severities, options: ofRules } = this.#optionsOf(root);
      return [target, profiles, severities, ofRules];
    });
    return (
      this.#cache?.nameOfPiece({ part, options, run: [configIds, unnamedView, inlineConfig, clusters === false, this.#maxListed] }) ?? null
    );
  }

  /** What is found in a part of which nothing was linted in this run; null where that is not known. */
  #takePiece(part: Part): Piece | null {
    if (part.roots.some((root) => this.#isLinted(root))) return null;
    const name = this.#nameOf(part);
    const kept = name === null ? null : this.#cache?.piece(name);
    if (!kept) return null;
    this.#masks.add(kept.masks);
    for (const path of kept.piece.compared) this.#compared.add(path);
    return kept.piece;
  }

  /** All that was found in what was linted in this run. */
  #settled(): Piece {
    const drafts = this.#findings.all.map((draft) => masked(draft, this.#redactors)).sort(compareFindings);
    return {
      findings: giveKeys(drafts, { sources: sourcesOf(this.#roots.values()), redactors: this.#redactors }),
      unread: [...this.#unread.values()].flat().map((each) => ({ ...each, what: this.#redactors.maskFor([each])(each.what) })),
      compared: [...this.#compared],
    };
  }

  /** Each part for itself. What a rule that failed would have found is missing: that is to be tried again. */
  #keepPieces(parts: readonly Part[], found: Piece): void {
    if (!this.#cache) return;
    const byRoot = groupBy(found.findings, ({ root }) => root);
    for (const part of parts) {
      const name = this.#nameOf(part);
      const paths = part.roots.map(({ source }) => source.path);
      const findings = paths.flatMap((path) => byRoot.get(path) ?? []);
      if (name === null || findings.some(({ rule }) => rule === INTERNAL_ERROR)) continue;
      const files = new Set(part.roots.flatMap((each) => [...each.files]));
      const read = new Set(Array.from(files, ({ path }) => path));
      const piece = {
        findings,
        unread: found.unread.filter(({ path }) => read.has(path)),
        compared: paths.filter((path) => this.#compared.has(path)),
      };
      this.#cache.keepPiece(name, piece, this.#masks.take(files));
    }
  }

  /** Asks the rules that compare nodes, cluster by cluster. */
  #compareNodes(clusters: readonly GroupedNodes[]): void {
    for (const { group, members, neighbours } of clusters) {
      for (const { root } of members) this.#compared.add(root);
      const cluster = buildCluster(
        group,
        this.#kept.take(members, (path) => this.#analyseAgain(path)),
        neighbours,
      );
      for (const run of new Set(members.map(({ root }) => this.#runOfPath(root)))) {
        run.cluster(cluster, ({ root }) => this.#runOfPath(root.path) === run);
      }
    }
    this.#findings.settleWithdrawals();
  }

  /** The views of a root file once more: nobody can hold those of thousands. */
  *#analyseAgain(path: string): Generator<ViewAnalysis> {
    const known = this.#roots.get(path);
    if (known) yield* analyse(known.root, this.#optionsOf(known.root).target, this.#sources, this.#options);
  }

  *#expandAgain(path: string): Generator<Expansion> {
    for (const { expansion } of this.#analyseAgain(path)) yield expansion;
  }

  #asked(): Asked {
    const known = [...this.#roots.values()];
    const pathsOf = (some: readonly ReadRoot[]): ReadonlySet<string> => new Set(some.map(({ source }) => source.path));
    return new Asked({
      rules: this.#options.rules,
      roots: new Map(known.map(({ source, root }) => [source.path, this.#runOf(root)])),
      compared: this.#options.clusters === false ? null : this.#compared,
      templates: pathsOf(known.filter(({ isTemplate }) => isTemplate)),
      unread: pathsOf(known.filter(({ isWhole }) => !isWhole)),
      isPart: (this.#options.configIds ?? []).length > 0,
      drafts: this.#findings.all,
    });
  }

  /** Asks the rules about comments, which must know what came of them. */
  #judgeSuppressions(): void {
    const all = this.#suppressions.all;
    if (all.length === 0) return;
    const asked = this.#asked();
    const uses = suppressionUses(all, {
      rules: this.#options.rules,
      isAsked: (rule, root) => asked.isAsked(rule, root),
      drafts: this.#findings.all,
    });
    const roots = new Set(all.flatMap(({ views }) => views.map(({ root }) => root.path)));
    for (const path of roots) this.#runOfPath(path).suppressions(uses, ({ root }) => root.path === path);
  }
}

/** All files that some root files read, by their paths. */
function sourcesOf(roots: Iterable<ReadRoot>): ReadonlyMap<string, Source> {
  return new Map(Array.from(roots, ({ files }) => Array.from(files, (source) => [source.path, source] as const)).flat());
}

/** The root files that read a file, by their paths. */
function readersOf(roots: readonly ReadRoot[]): ReadonlyMap<string, readonly string[]> {
  const pairs = roots.flatMap(({ source, files }) => Array.from(files, ({ path }) => ({ path, root: source.path })));
  return new Map([...groupBy(pairs, ({ path }) => path)].map(([path, all]) => [path, all.map(({ root }) => root)]));
}
