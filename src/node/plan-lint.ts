import type { NamedCluster } from '../cluster/group.ts';
import { causedBy } from '../engine/caused-by.ts';
import { clusterMates } from '../engine/cluster-mates.ts';
import type { Filter } from '../engine/filter.ts';
import type { LintOptions } from '../engine/lint.ts';
import type { LintStore } from '../engine/lint-cache.ts';
import type { Reader, Root } from '../engine/reader.ts';
import { severitiesOfPlace } from '../engine/severities-of-place.ts';
import type { ViewSelection } from '../engine/views.ts';
import { BaselineFile, type BaselineFlags } from './baseline-file.ts';
import { clustersOfSettings } from './clusters-of-settings.ts';
import type { Discovery } from './discover.ts';
import type { SettingsFinder } from './find-settings.ts';
import type { RunSettings } from './run-settings.ts';

/** What is to be linted, and how, beside what settings say. */
export interface LintRequest extends ViewSelection, BaselineFlags {
  readonly workingDirectory: string;
  /** Clusters that come before those of the settings; false: nodes are not compared. */
  readonly clusters: readonly NamedCluster[] | false;
  /** Whether only what the files given may have caused is told. */
  readonly onlyGiven: boolean;
  /** Whether files count as given that are gone. */
  readonly isGone: boolean;
  readonly inlineConfig: boolean;
  readonly kvlint: string;
  /** What earlier runs came to. */
  readonly store?: LintStore | null;
}

/** A lint that has all it needs. */
export interface LintPlan {
  /** Those that were found, and other nodes of their clusters. */
  readonly roots: readonly Root[];
  readonly options: LintOptions;
  /** The file of known findings; null where there is none. */
  readonly baseline: BaselineFile | null;
}

/** Brings together what settings, the baseline and whoever asks say of the root files that were found, of which there is at least one. */
export function planLint(found: Discovery, reader: Reader, finder: SettingsFinder, settings: RunSettings, request: LintRequest): LintPlan {
  const [first] = found.roots;
  if (!first) throw new Error('nothing to lint');
  const { workingDirectory, inlineConfig, kvlint, store = null, configIds, unnamedView } = request;
  const { target } = settings.ofRoot(first);
  const selection = { ...(configIds && configIds.length > 0 && { configIds }), ...(unnamedView !== undefined && { unnamedView }) };
  const clusters = request.clusters === false ? false : [...request.clusters, ...clustersOfSettings(finder.stacks, workingDirectory)];
  const mates = clusters === false ? [] : clusterMates(found.roots, found.others, reader, { target, named: clusters, store, ...selection });
  const roots = [...found.roots, ...mates];
  const named = request.baseline ?? settings.baseline(first);
  const baseline = BaselineFile.open(
    { ...(named !== undefined && { baseline: named }), updateBaseline: request.updateBaseline },
    workingDirectory,
  );
  const options: LintOptions = {
    rules: settings.rules,
    target,
    profiles: [],
    severities: new Map(),
    ofRoot: (root) => settings.ofRoot(root),
    ...selection,
    clusters,
    inlineConfig,
    baseline: baseline?.read(roots) ?? null,
    filters: [severitiesOfPlace((path) => settings.severitiesAt(path)), ...causesOf(found, mates, settings, request)],
    kvlint,
  };
  return { roots, options, baseline };
}

/** Nobody asked for all of a root that was only found because it includes something. */
function causesOf(
  { roots, given, includers }: Discovery,
  mates: readonly Root[],
  { rules }: RunSettings,
  { onlyGiven, isGone }: LintRequest,
): readonly Filter[] {
  if (!onlyGiven && includers.length === 0) return [];
  const whole = onlyGiven ? [] : roots.filter((root) => !includers.includes(root)).map(({ path }) => path);
  return [causedBy({ files: given, isGone, mates: mates.map(({ path }) => path), roots: whole, rules })];
}
