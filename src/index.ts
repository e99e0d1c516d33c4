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
export { type ExpandedLine, type ExpandFileOptions, expandFile } from './expand-file.ts';
export type { Finding, Location, RelatedLocation, Severity, Verdict } from './finding/finding.ts';
export type { ActiveRule, LintedFile, Report, Summary } from './finding/report.ts';
export { INTERNAL_ERROR, type LintOptions, lint } from './lint.ts';
export { memoryReader } from './memory-reader.ts';
export { buildConfiguration } from './model/build.ts';
export type { Configuration } from './model/configuration.ts';
export { readConfigurations } from './read-configurations.ts';
export type { Reader, ReadResult, Root } from './reader.ts';
export { rulePageMarkdown } from './report/rule-page.ts';
export { defineRule, type Message, type ProfileName, type Rule, type RuleInfo } from './rule.ts';
export { verdictFor } from './severities.ts';
export { UnreadableRootError } from './sources.ts';
export {
  type ConfigTest,
  type ConfigTestOptions,
  type ConfigTests,
  type Ending,
  FIRST_CONFIG_TEST,
  type Otherwise,
  testConfigurations,
} from './verdict.ts';
export type { ViewOptions } from './views.ts';
