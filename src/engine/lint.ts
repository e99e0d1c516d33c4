import type { Expansion } from '../../grammar/expand/expansion.ts';
import { parse } from '../../grammar/parser.ts';
import type { Source } from '../../grammar/source.ts';
import { recognizeTemplate } from '../../grammar/template.ts';
import type { Version } from '../../grammar/version.ts';
import { rules } from '../../rules/index.ts';
import { countedLines, startOfLine } from '../daemon/counted-lines.ts';
import type { Verdict } from '../daemon/verdict.ts';
import type { Finding, Location, RelatedLocation } from '../finding/finding.ts';
import { gatherFileSecrets, gatherSecrets } from '../finding/gather-secrets.ts';
import { lineHashes } from '../finding/line-hash.ts';
import { locate, originOf, wayTo } from '../finding/locate.ts';
import { mergeRoots } from '../finding/merge-roots.ts';
import { Redactor } from '../finding/redact.ts';
import type { ActiveRule, LintedFile, Report, Summary } from '../finding/report.ts';
import { buildConfiguration } from '../model/build.ts';
import type { Configuration } from '../model/configuration.ts';
import type { Message, Spot, ViewComparison } from '../rule/rule.ts';
import { compareSeverity, type Severity } from '../rule/severity.ts';
import type { Reader, Root } from './reader.ts';
import { type Activation, activate, messageSeverity, type Selection, verdictFor } from './selection.ts';
import { Sources } from './sources.ts';
import { viewsOf } from './views.ts';

export interface LintOptions extends Selection {
  /** The keepalived version to assume. */
  readonly keepalived: Version;
  /** These config-ids only; without it, every one that the files name. */
  readonly configIds?: readonly string[];
  /** Also the view in which no config-id matches, where a file names several. */
  readonly unnamedView?: boolean;
  /** Report only what stands in these files, by the paths that reports show; the others are read all the same. */
  readonly reportOnly?: ReadonlySet<string>;
  /** Version of kvlint, for the report. */
  readonly kvlint: string;
}

/** The rule id of a finding about kvlint itself: a rule that failed. */
export const INTERNAL_ERROR = 'internal-error';

/** Findings of one rule that are listed for one root file; the next one says how many more there are. Nobody reads them one by one. */
const MAX_LISTED = 1_000;

/** Places that are shown of all that follows from one mistake. */
const MAX_RELATED = 10;

/** The one rule that is asked about a template. */
const TEMPLATE_RULE = 'template/unrendered';

/**
 * Lints root files, each in all its views. Nothing is printed and no file is touched but through the reader.
 * Throws `UnreadableRootError` for a root that cannot be read.
 */
export function lint(roots: readonly Root[], reader: Reader, options: LintOptions): Report {
  const run = new Run(new Sources(reader), options);
  for (const root of roots) run.lintRoot(root);
  return run.report();
}

/** A finding before it is known in which views it holds. */
interface Draft extends Omit<Finding, 'views' | 'severity' | 'related'> {
  readonly views: (string | null)[];
  severity: Severity;
  readonly related: RelatedLocation[];
}

/** A message that is told with the finding at another place, if there is one. */
interface Follower {
  readonly cause: Spot;
  readonly rule: string;
  readonly severity: Severity;
  readonly verdict: Verdict;
  readonly message: Message;
}

/** How many findings a rule has in a root file. */
interface Tally {
  listed: number;
  /** The first one that is not listed, which stands for those behind it. */
  first: Draft | null;
  unlisted: number;
}

/** A comparison of the views of one root file, and how its rule is run. */
interface Comparison {
  readonly activation: Activation;
  readonly comparison: ViewComparison;
}

type View = Configuration['view'];

class Run {
  readonly #activations: readonly Activation[];
  readonly #redactor = new Redactor();
  readonly #files: LintedFile[] = [];
  readonly #drafts = new Map<string, Draft>();
  /** What may be told with another finding of the same view. */
  readonly #followers: Follower[] = [];
  /** By rule, for the root file that is being linted. */
  readonly #tallies = new Map<string, Tally>();
  readonly #sources = new Map<string, Source>();
  #views = 0;

  constructor(
    private readonly sources: Sources,
    private readonly options: LintOptions,
  ) {
    this.#activations = activate(rules, options);
  }

  lintRoot(root: Root): void {
    const source = this.sources.root(root);
    const views: (string | null)[] = [];
    const comparisons = this.#comparisons();
    for (const expansion of viewsOf(source, this.sources, this.options)) {
      views.push(expansion.configId);
      for (const each of expansion.sources) this.#addSource(each);
      const template = recognizeTemplate(expansion.sources) !== null;
      this.#lintView(expansion, template, comparisons);
      // A template's conditions are not keepalived's: one look at it is enough.
      if (template) break;
    }
    if (views.length > 1) this.#compareViews(source, comparisons);
    this.#addUnlisted();
    this.#views += views.length;
    this.#files.push({ path: source.path, views });
  }

  #addSource(source: Source): void {
    if (this.#sources.get(source.path) === source) return;
    this.#sources.set(source.path, source);
    gatherFileSecrets(source, this.#redactor);
  }

  #comparisons(): readonly Comparison[] {
    return this.#activations.flatMap((activation) => {
      const comparison = activation.rule.check.compareViews?.();
      return comparison ? [{ activation, comparison }] : [];
    });
  }

  #compareViews(root: Source, comparisons: readonly Comparison[]): void {
    for (const { activation, comparison } of comparisons) {
      try {
        comparison.report((configId, message) => this.#report(activation, { root, configId }, null, message));
      } catch (error) {
        this.#reportFailure(activation, { root, configId: null }, error);
      }
    }
  }

  #lintView(expansion: Expansion, template: boolean, comparisons: readonly Comparison[]): void {
    const configuration = buildConfiguration(expansion, parse(expansion), this.options.keepalived);
    gatherSecrets(configuration, this.#redactor);
    for (const activation of this.#activations) {
      if (template !== (activation.rule.id === TEMPLATE_RULE)) continue;
      try {
        activation.rule.check.view(configuration, (message) =>
          this.#report(activation, configuration.view, configuration, asReached(message, configuration)),
        );
      } catch (error) {
        this.#reportFailure(activation, configuration.view, error);
      }
    }
    this.#settleFollowers(configuration.view, expansion);
    if (!template) for (const { comparison } of comparisons) comparison.see(configuration);
  }

  /** Tells what follows from a mistake together with that one, so that one mistake is one finding. */
  #settleFollowers(view: View, expansion: Expansion): void {
    const followers = this.#followers.splice(0);
    if (followers.length === 0) return;
    const byPlace = new Map<string, Draft[]>();
    for (const draft of this.#drafts.values()) {
      if (!isCause(draft.rule) || draft.root !== view.root.path || !draft.views.includes(view.configId)) continue;
      const place = placeKey(draft);
      byPlace.set(place, [...(byPlace.get(place) ?? []), draft]);
    }
    for (const { cause, rule, severity, verdict, message } of followers) {
      const leading = byPlace.get(placeKey(locate(originOf(cause, expansion)))) ?? [];
      if (leading.length === 0) {
        this.#add(view, expansion, rule, severity, verdict, message);
        continue;
      }
      const location = locate(originOf(message.at, expansion));
      // What follows from this one is told there as well.
      const place = placeKey(location);
      if (!byPlace.has(place)) byPlace.set(place, leading);
      for (const draft of leading) {
        if (compareSeverity(severity, draft.severity) < 0) draft.severity = severity;
        const isNew =
          placeKey(draft) !== place && draft.related.length < MAX_RELATED && !draft.related.some((each) => placeKey(each) === place);
        if (isNew) draft.related.push({ ...location, message: message.message });
      }
    }
  }

  #report(activation: Activation, view: View, configuration: Configuration | null, message: Message): void {
    const { rule } = activation;
    const verdict = verdictFor(message.keepalived ?? rule.keepalived, this.options.keepalived);
    const severity = messageSeverity(activation, message, verdict);
    if (severity === null) return;
    // Where only keepalived's reports are asked for, findings are where and as often as keepalived reports.
    const onlyPredicted = activation.severity === 'off';
    if (message.again && !onlyPredicted) return;
    if (message.follows && !onlyPredicted) {
      this.#followers.push({ cause: message.follows, rule: rule.id, severity, verdict, message });
      return;
    }
    const places = onlyPredicted ? reportedPlaces(message, configuration) : [message.at];
    for (const at of places) this.#add(view, configuration?.expansion ?? null, rule.id, severity, verdict, { ...message, at });
  }

  #reportFailure(activation: Activation, view: View, error: unknown): void {
    const reason = error instanceof Error ? error.message : String(error);
    const message = `The rule '${activation.rule.id}' failed: ${reason}. Its findings are missing; the other rules went on.`;
    const advice = 'This is a mistake in kvlint. Please report it with the smallest configuration that shows it.';
    this.#add(view, null, INTERNAL_ERROR, 'error', 'silent', { at: { source: view.root, offset: 0, end: 1 }, message, advice });
  }

  #add(view: View, expansion: Expansion | null, rule: string, severity: Severity, verdict: Verdict, message: Message): void {
    const { root, configId } = view;
    const origin = originOf(message.at, expansion);
    const location = locate(origin);
    // What a repetition brings forth is wrong at one place, whatever the values make of it: the first one speaks for all.
    const repeated = origin.through?.some((step) => step.by === 'repetition') ?? false;
    const text = repeated ? '' : message.message;
    const key = [root.path, rule, location.path, location.line, location.column, location.endColumn, text].join('\0');
    const known = this.#drafts.get(key);
    if (known) {
      if (!known.views.includes(configId)) known.views.push(configId);
      return;
    }
    const tally = this.#tallies.get(rule) ?? { listed: 0, first: null, unlisted: 0 };
    this.#tallies.set(rule, tally);
    if (tally.listed >= MAX_LISTED && tally.first) {
      tally.unlisted++;
      return;
    }
    const related = (message.related ?? []).map(({ at, message: each }) => ({
      ...locate(originOf(at, expansion)),
      message: each,
    }));
    const draft: Draft = {
      rule,
      severity,
      message: message.message,
      advice: message.advice ?? null,
      ...location,
      root: root.path,
      views: [configId],
      related,
      way: wayTo(origin),
      keepalived: verdict,
    };
    if (tally.listed < MAX_LISTED) {
      tally.listed++;
      this.#drafts.set(key, draft);
    } else {
      tally.first = draft;
    }
  }

  /** One finding for those of a rule that were too many to list. */
  #addUnlisted(): void {
    for (const [rule, { first, unlisted }] of this.#tallies) {
      if (!first) continue;
      const count = unlisted + 1;
      const message =
        count === 1 ? first.message : `From here on there are ${count} more findings of '${rule}', which are not listed. ${first.message}`;
      this.#drafts.set([first.root, rule, 'unlisted'].join('\0'), { ...first, message });
    }
    this.#tallies.clear();
  }

  report(): Report {
    // Only now is every secret known, also those of later files that an earlier message may show.
    const { reportOnly } = this.options;
    const drafts = [...this.#drafts.values()].filter(({ path }) => !reportOnly || reportOnly.has(path));
    const findings = drafts.map((draft) => this.#masked(draft)).sort(compareFindings);
    const distinct = mergeRoots(findings);
    const hashes = new Map<string, readonly string[]>();
    return {
      kvlint: this.options.kvlint,
      keepalived: this.options.keepalived,
      files: this.#files,
      findings,
      distinct,
      rules: activeRules(this.#activations),
      summary: this.#summary(distinct),
      line: (path, line) => {
        const source = this.#sources.get(path);
        return source && line >= 1 && line <= source.lineCount ? this.#redactor.mask(source.line(line)) : null;
      },
      lineHash: (path, line) => {
        const source = this.#sources.get(path);
        if (!source) return null;
        let known = hashes.get(path);
        if (!known) {
          known = lineHashes(source.text);
          hashes.set(path, known);
        }
        return known[line - 1] ?? null;
      },
    };
  }

  #masked(draft: Draft): Finding {
    const mask = (text: string): string => this.#redactor.maskMessage(text);
    return {
      ...draft,
      message: mask(draft.message),
      advice: draft.advice === null ? null : mask(draft.advice),
      related: draft.related.map((each) => ({ ...each, message: mask(each.message) })),
      way: draft.way.map((each) => ({ ...each, message: mask(each.message) })),
    };
  }

  #summary(findings: readonly Finding[]): Summary {
    const count = (severity: Severity): number => findings.filter((finding) => finding.severity === severity).length;
    return { files: this.#files.length, views: this.#views, errors: count('error'), warnings: count('warning'), infos: count('info') };
  }
}

/** Whether a rule finds mistakes that others follow from. */
function isCause(rule: string): boolean {
  return rule.startsWith('syntax/') || CAUSES.has(rule);
}

const CAUSES: ReadonlySet<string> = new Set([
  'net/address',
  'version/unsupported-keyword',
  'vrrp/undefined-reference',
  'vrrp/unwatched-file',
]);

function placeKey({ path, line, column }: Location): string {
  return [path, line, column].join('\0');
}

/** What stands where the config test does not come to, it is silent about. */
function asReached(message: Message, { isReached }: Configuration): Message {
  const at = message.reportedAt ?? message.at;
  const span = 'span' in at ? at.span : at;
  return 'source' in span || isReached(span) ? message : { ...message, keepalived: 'silent' };
}

/** Where keepalived's own reports are, which may count lines in another way than the file does. */
function reportedPlaces(message: Message, configuration: Configuration | null): readonly Spot[] {
  const at = message.reportedAt ?? message.at;
  if ('source' in at || configuration === null) return [at];
  const span = 'span' in at ? at.span : at;
  const { source, offset } = configuration.expansion.origin(span.start);
  const own = source.at(offset).line;
  return countedLines(span, configuration).map((line) => (line === own || line === 0 ? at : startOfLine(source, line)));
}

function activeRules(activations: readonly Activation[]): readonly ActiveRule[] {
  return activations
    .map(({ rule, severity }): ActiveRule => ({ info: rule, severity: severity === 'off' ? 'warning' : severity }))
    .sort((a, b) => compareText(a.info.id, b.info.id));
}

function compareFindings(a: Finding, b: Finding): number {
  return (
    compareText(a.path, b.path) ||
    a.line - b.line ||
    a.column - b.column ||
    compareSeverity(a.severity, b.severity) ||
    compareText(a.rule, b.rule) ||
    compareText(a.message, b.message) ||
    compareText(a.root, b.root)
  );
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
