import type { Version } from '../../grammar/version.ts';
import type { Target } from '../binding/target.ts';
import type { Finding } from '../finding/finding.ts';
import { distinctUnread, type Unread } from '../finding/unread.ts';
import type { Rule } from '../rule/rule.ts';
import { analyseView } from './analyse.ts';
import { type ConfigTest, type Ending, testConfigurations } from './config-test.ts';
import { type LintOptions, lint } from './lint.ts';
import type { Reader, Root } from './reader.ts';
import { INTERNAL_ERROR } from './rule-run.ts';
import { findingsByView, type SeenFinding, viewKey } from './seen-findings.ts';
import type { ClusterOutcomeChange, PlayedSite } from './sites.ts';
import { Sources } from './sources.ts';
import { compareEntries, mergeViews, type UpgradeEntry } from './upgrade-entry.ts';
import { upgradeClusters } from './upgrade-outcomes.ts';
import { upgradeView } from './upgrade-view.ts';

export interface UpgradeOptions extends Pick<LintOptions, 'rules' | 'clusters' | 'configIds' | 'unnamedView' | 'kvlint'> {
  /** What the configurations run on now. */
  readonly from: Target;
  /** What they are to run on. */
  readonly to: Target;
}

/** How the config test of one view ends under both versions. */
export interface UpgradedTest {
  readonly root: string;
  readonly configId: string | null;
  readonly before: TestEnd;
  readonly after: TestEnd;
}

/** Status and ending as {@link ConfigTest} has them. */
export interface TestEnd {
  readonly ending: Ending;
  readonly status: number | null;
}

/** What another version of keepalived does differently with the same configurations. It holds no secrets. */
export interface Upgrade {
  readonly from: Version;
  readonly to: Version;
  readonly tests: readonly UpgradedTest[];
  /** What breaks first; see `UPGRADE_KINDS`. */
  readonly entries: readonly UpgradeEntry[];
  /** Names of the clusters that the nodes form. */
  readonly clusters: readonly string[];
  /** Who holds which address otherwise, where every node runs the other version. */
  readonly outcomes: readonly ClusterOutcomeChange[];
  /** The clusters that were played. */
  readonly sites: readonly PlayedSite[];
  /** Included files that were not read: the answer is incomplete then. */
  readonly unread: readonly Unread[];
  /** Rules that failed: what they would have found is missing. */
  readonly failures: readonly Finding[];
}

/**
 * Reads the same configurations for two versions of keepalived, and tells what the second one refuses, reads or does differently. Either may be
 * the newer one. Pure, like `lint`. Throws `UnreadableRootError` for a root that cannot be read.
 */
export function upgrade(roots: readonly Root[], reader: Reader, options: UpgradeOptions): Upgrade {
  const { from, to, rules } = options;
  const [before, after] = [readFor(from, roots, reader, options), readFor(to, roots, reader, options)];
  const rulesAbout = { deprecations: rulesThatCover(rules, 'deprecated'), unknownKeywords: rulesThatCover(rules, 'too-new') };
  const sources = new Sources(reader);
  const byPath = new Map(roots.map((root) => [root.path, root]));
  const entries: UpgradeEntry[] = [];
  const tests: UpgradedTest[] = [];
  for (const [key, now] of after.tests) {
    const old = before.tests.get(key);
    const root = byPath.get(now.root);
    if (!old || !root) continue;
    tests.push({ root: now.root, configId: now.configId, before: endOf(old, now), after: endOf(now, old) });
    if (now.ending === 'template') continue;
    const view = (target: Target, test: ConfigTest, seen: ReadonlyMap<string, readonly SeenFinding[]>) => ({
      version: target.version,
      analysis: analyseView(root, now.configId, target, sources),
      test,
      seen: seen.get(key) ?? [],
    });
    entries.push(...upgradeView(view(from, old, before.seen), view(to, now, after.seen), rulesAbout));
  }
  const { names, outcomes, sites } = upgradeClusters({ roots, reader }, from, to, options);
  return {
    from: from.version,
    to: to.version,
    tests,
    entries: mergeViews(entries).toSorted(compareEntries),
    clusters: names,
    outcomes,
    sites,
    unread: distinctUnread([...before.unread, ...after.unread]),
    failures: after.failures,
  };
}

function rulesThatCover(rules: readonly Rule[], misfit: 'deprecated' | 'too-new'): ReadonlySet<string> {
  return new Set(rules.filter(({ covers }) => covers?.includes(misfit)).map(({ id }) => id));
}

/** Where both fail because of a script that is there, both are taken to run where it is. */
function endOf({ ending, status, otherwise }: ConfigTest, other: ConfigTest): TestEnd {
  const withScript = other.ending === 'scripts' ? otherwise.find(({ where }) => where === 'scripts') : undefined;
  return withScript ? { ending: 'scripts', status: withScript.status } : { ending, status };
}

/** What one version does with all views. */
function readFor(target: Target, roots: readonly Root[], reader: Reader, { from: _, to: __, rules, ...options }: UpgradeOptions) {
  // What a rule says about other versions than the one it is asked for is what is compared here.
  const asked = { ...options, target, rules: rules.filter(({ comparesVersions }) => !comparesVersions) };
  const { views, failures } = testConfigurations(roots, reader, asked);
  const { findings, unread } = lint(roots, reader, {
    ...asked,
    profiles: ['recommended', 'keepalived'],
    severities: new Map(),
    inlineConfig: false,
  });
  return {
    tests: new Map(views.map((test) => [viewKey(test.root, test.configId), test])),
    seen: findingsByView(findings.filter(({ rule }) => rule !== INTERNAL_ERROR)),
    unread,
    failures: [...failures, ...findings.filter(({ rule }) => rule === INTERNAL_ERROR)],
  };
}
