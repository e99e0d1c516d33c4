/** The library: lint texts and files, read what keepalived would run, and play what its nodes do. */
export { expand } from '../grammar/expand/expand.ts';
export type { Expansion, Origin, Through } from '../grammar/expand/expansion.ts';
export { vocabulary } from '../grammar/keywords/index.ts';
export { parse } from '../grammar/parser.ts';
export { readScriptCommand, type ScriptCommand } from '../grammar/script.ts';
export { createSource, type Position, type Source } from '../grammar/source.ts';
export type { Block, Node, Span, Statement, Tree, Word } from '../grammar/tree.ts';
export { NEWEST_VERSION, OLDEST_VERSION, parseVersion, type Version } from '../grammar/version.ts';
export { rules } from '../rules/index.ts';
export { profiles } from '../rules/profiles.ts';
export type { ClusterEvent, Plan } from './behaviour/event.ts';
export { InputError } from './behaviour/input-error.ts';
export type { BehaviourNode, HostFacts, HostInterface } from './behaviour/node.ts';
export type { EventOutcome, Holding, Holdings, Outcomes } from './behaviour/outcome.ts';
export { readFacts } from './behaviour/read-facts.ts';
export { type PlanRead, readPlan } from './behaviour/read-plan.ts';
export { simulate } from './behaviour/simulate.ts';
export type { Target } from './binding/target.ts';
export type { Cluster, ClusterNode, Grouping, RouterMember, Transport, VirtualRouter } from './cluster/cluster.ts';
export type { NamedCluster } from './cluster/group.ts';
export type { Change, ChangeKind, Value } from './comparison/change.ts';
export type { OutcomeChange } from './comparison/outcome-changes.ts';
export { assumedTarget } from './daemon/assumed-target.ts';
export { FIRST_CONFIG_TEST } from './daemon/first-config-test.ts';
export type { Verdict } from './daemon/verdict.ts';
export type { Baseline } from './engine/baseline.ts';
export { type ComparedNode, type CompareOptions, type Comparison, compare } from './engine/compare.ts';
export type { FindingChange } from './engine/compare-findings.ts';
export {
  type ConfigTest,
  type ConfigTestOptions,
  type ConfigTests,
  type Ending,
  type Otherwise,
  testConfigurations,
} from './engine/config-test.ts';
export { type ExpandedFile, type ExpandedLine, type ExpandFileOptions, expandFile } from './engine/expand-file.ts';
export type { Filter } from './engine/filter.ts';
export { type ClusterOptions, type FoundClusters, findClusters } from './engine/find-clusters.ts';
export { type LintOptions, lint } from './engine/lint.ts';
export type { LintStore } from './engine/lint-cache.ts';
export { memoryReader } from './engine/memory-reader.ts';
export { readConfigurations } from './engine/read-configurations.ts';
export type { Reader, ReadResult, Root } from './engine/reader.ts';
export { INTERNAL_ERROR } from './engine/rule-run.ts';
export { verdictFor } from './engine/selection.ts';
export type { Side } from './engine/side.ts';
export type { ClusterOutcomeChange } from './engine/sites.ts';
export { UnreadableRootError } from './engine/sources.ts';
export { type TestEnd, type Upgrade, type UpgradedTest, type UpgradeOptions, upgrade } from './engine/upgrade.ts';
export { type Effect, UPGRADE_KINDS, type UpgradeEntry, type UpgradeKind } from './engine/upgrade-entry.ts';
export type { ViewSelection } from './engine/views.ts';
export type { Finding, Location, RelatedLocation, Suppression } from './finding/finding.ts';
export type { Edit, FindingFix } from './finding/fix.ts';
export type { ActiveRule, BaselineOutcome, LintedFile, Report, Summary } from './finding/report.ts';
export type { Unread } from './finding/unread.ts';
export { type FixedFile, type Fixes, type FixOptions, fixFindings, type TakenBack } from './fixing/fix-findings.ts';
export { buildConfiguration } from './model/build.ts';
export type { Configuration } from './model/configuration.ts';
export { rulePageMarkdown } from './report/rule-page.ts';
export {
  addAbove,
  addBelow,
  addFirst,
  addInside,
  demanded,
  type Fix,
  remove,
  replace,
  type Safety,
  safe,
  unsafe,
} from './rule/fix.ts';
export { defineRule, type LateMessage, type Message, type ProfileName, type Rule, type RuleInfo } from './rule/rule.ts';
export type { Severity } from './rule/severity.ts';
export { readSuppression, type SuppressionComment } from './rule/suppression-comment.ts';
