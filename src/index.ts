/** The library: lint texts and files, and read what keepalived would run. */
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
export type { Cluster, ClusterNode, Grouping, RouterMember, Transport, VirtualRouter } from './cluster/cluster.ts';
export type { NamedCluster } from './cluster/group.ts';
export type { Verdict } from './daemon/verdict.ts';
export {
  type ConfigTest,
  type ConfigTestOptions,
  type ConfigTests,
  type Ending,
  FIRST_CONFIG_TEST,
  type Otherwise,
  testConfigurations,
} from './engine/config-test.ts';
export { type ExpandedLine, type ExpandFileOptions, expandFile } from './engine/expand-file.ts';
export { type ClusterOptions, type FoundClusters, findClusters } from './engine/find-clusters.ts';
export { INTERNAL_ERROR, type LintOptions, lint } from './engine/lint.ts';
export { memoryReader } from './engine/memory-reader.ts';
export { readConfigurations } from './engine/read-configurations.ts';
export type { Reader, ReadResult, Root } from './engine/reader.ts';
export { verdictFor } from './engine/selection.ts';
export { UnreadableRootError } from './engine/sources.ts';
export type { ViewOptions } from './engine/views.ts';
export type { Finding, Location, RelatedLocation } from './finding/finding.ts';
export type { ActiveRule, LintedFile, Report, Summary } from './finding/report.ts';
export { buildConfiguration } from './model/build.ts';
export type { Configuration } from './model/configuration.ts';
export { rulePageMarkdown } from './report/rule-page.ts';
export { defineRule, type Message, type ProfileName, type Rule, type RuleInfo } from './rule/rule.ts';
export type { Severity } from './rule/severity.ts';
