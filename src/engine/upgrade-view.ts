import type { Version } from '../../grammar/version.ts';
import { linesOf } from '../binding/bound.ts';
import { keywordSpan } from '../binding/place.ts';
import type { Finding, Location, RelatedLocation } from '../finding/finding.ts';
import { locate, originOf } from '../finding/locate.ts';
import type { ViewAnalysis } from './analyse.ts';
import type { ConfigTest, Ending } from './config-test.ts';
import { effectPlaceFinder } from './effect-place.ts';
import { findingsBeyond, isLoud, type SeenFinding } from './seen-findings.ts';
import { SortedPlaces } from './sorted-places.ts';
import type { Effect, UpgradeEntry, UpgradeKind } from './upgrade-entry.ts';
import { changedLines } from './version-change-entries.ts';
import { changesBetween } from './view-changes.ts';

/** One view, as one version takes it. */
export interface VersionOfView {
  readonly version: Version;
  readonly analysis: ViewAnalysis;
  readonly test: ConfigTest;
  readonly seen: readonly SeenFinding[];
}

/** Rules, by id, whose findings are not told by what the config test does. */
export interface RulesAbout {
  /** They tell of keywords that are kept for the sake of old configurations. */
  readonly deprecations: ReadonlySet<string>;
  /** They tell of keywords that a version does not know yet. */
  readonly unknownKeywords: ReadonlySet<string>;
}

/** An entry that is not finished: further lines and effects may join it. */
interface Draft extends Omit<UpgradeEntry, 'alsoAt' | 'effects' | 'root' | 'views'> {
  readonly alsoAt: Pick<Location, 'path' | 'line'>[];
  readonly effects: Effect[];
  /** Whether the version that it is said of does not run with it. */
  readonly isRefusal: boolean;
}

/** What two versions do differently with one view. */
export function upgradeView(before: VersionOfView, after: VersionOfView, rulesAbout: RulesAbout): readonly UpgradeEntry[] {
  const { root, configId } = after.test;
  const upgrade = new ViewUpgrade(before, after, rulesAbout);
  return upgrade.drafts().map(({ isRefusal: _, ...draft }) => ({ ...draft, root, views: [configId] }));
}

/** How a version comes to its end before it has read everything. `says` stands behind "keepalived 2.4.3". */
interface EarlyEnd {
  readonly kind: UpgradeKind;
  readonly says: string;
}

/** What ends only the config test keeps no keepalived from running. */
const EARLY_ENDS: Readonly<Partial<Record<Ending, EarlyEnd>>> = {
  stops: { kind: 'refused', says: 'stops reading here' },
  'refuses-include': { kind: 'refused', says: 'ends, because it insists on a file to include' },
  crashes: { kind: 'refused', says: 'crashes here' },
  hangs: { kind: 'refused', says: 'never comes to the end of its config test because of this' },
  scripts: { kind: 'reported', says: 'fails its config test because of this script' },
  namespace: { kind: 'reported', says: 'ends its config test where it cannot enter the network namespace' },
};

class ViewUpgrade {
  readonly #before: VersionOfView;
  readonly #after: VersionOfView;
  readonly #rulesAbout: RulesAbout;
  readonly #effects: readonly Effect[];
  /** The blocks of the top level. */
  readonly #blocks: SortedPlaces<BlockLines>;
  /** Lines with a keyword that one of the two was built without. */
  readonly #unbuilt: ReadonlySet<string>;
  readonly #drafts: Draft[] = [];
  /** Drafts by each line that they are about. */
  readonly #byLine = new Map<string, Draft>();

  constructor(before: VersionOfView, after: VersionOfView, rulesAbout: RulesAbout) {
    this.#before = before;
    this.#after = after;
    this.#rulesAbout = rulesAbout;
    this.#blocks = blocksOf(after.analysis);
    this.#effects = changesBetween('', before.analysis, after.analysis).map(({ node: _, consequence: __, ...effect }) => effect);
    this.#unbuilt = new Set([...unbuiltLines(before.analysis), ...unbuiltLines(after.analysis)].map(lineKey));
  }

  drafts(): readonly Draft[] {
    this.#addFindings();
    this.#addEndings();
    this.#addChangedLines();
    this.#addReports();
    this.#addEffects();
    return this.#drafts;
  }

  /** What one version finds and the other does not. A line that neither knows is no difference, whatever the reason. */
  #addFindings(): void {
    const [before, after] = [this.#before, this.#after];
    const come = findingsBeyond(after.seen, before.seen);
    const gone = findingsBeyond(before.seen, after.seen).filter((seen) => this.#isDropped(seen));
    const reportedBefore = new Set(before.test.reports.map(lineKey));
    const isOfNeither = ({ finding }: SeenFinding): boolean => this.#unbuilt.has(lineKey(finding)) && reportedBefore.has(lineKey(finding));
    for (const seen of come.filter((each) => this.#isDropped(each) && !isOfNeither(each)))
      this.#addFinding(this.#kindOf(seen), seen.finding, after.version, seen.verdict === 'refuses');
    // A line of which the new version complains for another reason is told as that.
    const told = new Set(this.#drafts.map(lineKey));
    for (const seen of gone.filter((each) => !isOfNeither(each) && !told.has(lineKey(each.finding)))) {
      this.#addFinding('taken', seen.finding, before.version, seen.verdict === 'refuses');
    }
    // What else is wrong with a line that is read for the first time does not break with this version.
    for (const seen of come.filter((each) => !this.#isDropped(each) && !this.#byLine.has(lineKey(each.finding)))) {
      const kind = this.#kindOf(seen);
      // A note that came with a version is mostly about what it can do, not about what it does with this line.
      if (kind === 'deprecated' || seen.finding.severity !== 'info') this.#addFinding(kind, seen.finding, after.version);
    }
  }

  /** Whether the config test tells of it. Versions whose test does not tell of unknown words drop them all the same. */
  #isDropped(seen: SeenFinding): boolean {
    return isLoud(seen) || this.#rulesAbout.unknownKeywords.has(seen.finding.rule);
  }

  #kindOf({ finding, verdict }: SeenFinding): UpgradeKind {
    if (this.#rulesAbout.deprecations.has(finding.rule)) return 'deprecated';
    return verdict === 'refuses' ? 'refused' : this.#isDropped({ finding, verdict }) ? 'reported' : 'changed';
  }

  #addFinding(kind: UpgradeKind, finding: Finding, version: Version, isRefusal = false): Draft {
    const { rule, summary, detail, advice: said, related } = finding;
    const advice = kind === 'taken' ? null : said;
    return this.#add({ kind, version, rule, ...placeOf(finding), summary, detail, advice, related, isRefusal });
  }

  /** Crashes and the like, which one version has and the other one has not. */
  #addEndings(): void {
    const [before, after] = [this.#before, this.#after];
    this.#addEnding(after, before, EARLY_ENDS[after.test.ending]?.kind ?? 'refused');
    this.#addEnding(before, after, 'taken');
  }

  #addEnding({ test, version }: VersionOfView, other: VersionOfView, kind: UpgradeKind): void {
    const end = EARLY_ENDS[test.ending];
    if (end === undefined || test.ending === other.test.ending) return;
    // Where the script is there, the other one fails because of it as well.
    if (test.ending === 'scripts' && other.test.otherwise.some(({ where }) => where === 'scripts')) return;
    const at = test.endsAt ?? startOf(test.root);
    if (this.#byLine.get(lineKey(at))?.kind === kind) return;
    const isRefusal = end.kind === 'refused';
    this.#add({ kind, version, rule: null, ...placeOf(at), summary: `keepalived ${version} ${end.says}.`, ...NOTHING_MORE, isRefusal });
  }

  /** What keepalived's history tells of a line, unless a finding tells of it already. */
  #addChangedLines(): void {
    const told = new Set(this.#drafts.map(lineKey));
    for (const { at, lastLine, summary, detail, advice } of changedLines(this.#before.analysis.configuration, this.#after.version)) {
      const lines = Array.from({ length: lastLine - at.line + 1 }, (_, index) => lineKey({ path: at.path, line: at.line + index }));
      if (lines.some((line) => told.has(line))) continue;
      const { version } = this.#after;
      this.#add({ kind: 'changed', version, rule: null, ...placeOf(at), summary, detail, advice, related: [], isRefusal: false });
    }
  }

  /**
   * Lines that only one config test complains of, and that nothing has told of yet: it says the same of each of many lines, or of what follows from
   * an entry in the same block.
   */
  #addReports(): void {
    for (const [kind, mine, other] of [
      ['reported', this.#after, this.#before],
      ['taken', this.#before, this.#after],
    ] as const) {
      const theirs = new Set(other.test.reports.map(lineKey));
      const drafts = this.#drafts.filter((draft) => (draft.kind === 'taken') === (kind === 'taken'));
      const known = new SortedPlaces(drafts);
      const sayings = new Map(drafts.map((draft) => [sayingOf(draft), draft]));
      let latest: Draft | undefined;
      for (const report of mine.test.reports) {
        if (theirs.has(lineKey(report)) || this.#byLine.has(lineKey(report))) continue;
        const cause =
          sayings.get(sayingOf(report)) ??
          [known.lastUpTo(report), known.firstFrom(report), latest].find((draft) => draft && this.#shareBlock(draft, report));
        if (cause) {
          cause.alsoAt.push({ path: report.path, line: report.line });
          this.#byLine.set(lineKey(report), cause);
        } else {
          latest = this.#addFinding(kind, report, mine.version);
          sayings.set(sayingOf(report), latest);
        }
      }
    }
  }

  /** Whether both stand in one block of the top level. */
  #shareBlock(one: Location, other: Location): boolean {
    const block = this.#blocks.lastUpTo(one);
    return block !== undefined && one.path === other.path && [one, other].every(({ line }) => block.line <= line && line <= block.last);
  }

  /** What would run otherwise, with the entry that leads to it, or by itself. */
  #addEffects(): void {
    if (this.#effects.length === 0) return;
    const own = new Set(this.#drafts.map(lineKey));
    // What is said of a line itself counts before what only names it beside another one.
    const find = effectPlaceFinder(this.#after.analysis, [(at) => own.has(lineKey(at)), (at) => this.#byLine.has(lineKey(at))]);
    const drafts = new SortedPlaces(this.#drafts);
    for (const effect of this.#effects.filter((each) => !isSameWritten(each))) {
      const place = find(effect);
      if (place && this.#unbuilt.has(lineKey(place.at))) continue;
      const said = place && this.#byLine.get(lineKey(place.at));
      const near = said ?? (place?.isWritten ? undefined : this.#nearest(effect, place?.at, drafts));
      if (near) near.effects.push(effect);
      else {
        const { version } = this.#after;
        const at = place?.at ?? startOf(this.#after.test.root);
        const summary = `keepalived ${version} makes something else of '${effect.what}' of ${effect.subject}.`;
        this.#add({ kind: 'changed', version, rule: null, ...placeOf(at), summary, ...NOTHING_MORE, isRefusal: false }).effects.push(
          effect,
        );
      }
    }
  }

  /** An entry of the block at a place. Without a place it is about the whole node: whether keepalived runs follows from what one version refuses. */
  #nearest(effect: Effect, at: Location | undefined, drafts: SortedPlaces<Draft>): Draft | undefined {
    if (!at) {
      const kind = effect.after === true ? 'taken' : 'refused';
      const ofKind = this.#drafts.filter((draft) => draft.kind === kind);
      return ofKind.find(({ isRefusal }) => isRefusal) ?? ofKind[0] ?? this.#drafts[0];
    }
    const block = this.#blocks.lastUpTo(at);
    const draft = drafts.firstFrom(at);
    return block && draft && draft.line <= block.last ? draft : undefined;
  }

  #add(draft: Omit<Draft, 'alsoAt' | 'effects'>): Draft {
    const added = { ...draft, alsoAt: [], effects: [] };
    this.#drafts.push(added);
    for (const each of draft.related) if (!this.#byLine.has(lineKey(each))) this.#byLine.set(lineKey(each), added);
    // What is said of a line itself counts before what names it beside another one.
    const known = this.#byLine.get(lineKey(added));
    if (!known || lineKey(known) !== lineKey(added)) this.#byLine.set(lineKey(added), added);
    return added;
  }
}

const NOTHING_MORE: { readonly detail: null; readonly advice: null; readonly related: readonly RelatedLocation[] } = {
  detail: null,
  advice: null,
  related: [],
};

/** The model reads these lines all the same, because most builds have the option. */
function* unbuiltLines({ configuration: { bound, expansion, target } }: ViewAnalysis): Generator<Location> {
  for (const { keyword, node } of linesOf(bound.children)) {
    if (keyword.build !== undefined && target.build.lacks.has(keyword.build)) yield locate(originOf(keywordSpan(node), expansion));
  }
}

/** A line that older versions take for a switch, and newer ones with the word that says so too. */
function isSameWritten({ before, after }: Effect): boolean {
  const isOn = (value: Effect['before']): boolean => value === true || value === 'on' || value === 'yes' || value === 'true';
  return isOn(before) && isOn(after);
}

interface BlockLines {
  readonly path: string;
  readonly line: number;
  readonly last: number;
}

function blocksOf({ tree, expansion }: ViewAnalysis): SortedPlaces<BlockLines> {
  const blocks = tree.body.map((node) => {
    const { source, offset, end } = expansion.place(node.span);
    return { path: source.path, line: source.at(offset).line, last: source.at(end).line };
  });
  return new SortedPlaces(blocks);
}

/** Where something is told that no line says. */
function startOf(root: string): Location {
  return { path: root, line: 1, column: 1, endLine: 1, endColumn: 2 };
}

function placeOf({ path, line, column, endLine, endColumn }: Location): Location {
  return { path, line, column, endLine, endColumn };
}

function sayingOf({ rule, summary, path }: Pick<UpgradeEntry, 'rule' | 'summary' | 'path'>): string {
  return `${rule} ${path} ${summary}`;
}

function lineKey({ path, line }: Pick<Location, 'path' | 'line'>): string {
  return `${line} ${path}`;
}
