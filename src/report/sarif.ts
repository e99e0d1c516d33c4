import { SarifBuilder, SarifResultBuilder, SarifRuleBuilder, SarifRunBuilder } from 'node-sarif-builder';
import type { Fix, Invocation, Region, Result, Location as SarifLocation, ThreadFlowLocation } from 'sarif';
import { type DistinctFinding, type Location, type RelatedLocation, type Suppression, worstVerdict } from '../finding/finding.ts';
import type { FindingFix } from '../finding/fix.ts';
import { mergeRoots } from '../finding/merge-roots.ts';
import type { Report } from '../finding/report.ts';
import { textOf } from '../rule/text-of.ts';
import { HOMEPAGE } from './homepage.ts';
import { keyHash } from './key-hash.ts';
import { firstParagraph } from './markdown.ts';
import { count, enumerate, flatten, viewNames } from './prose.ts';
import type { ReportContext, Reporter } from './reporter.ts';
import { describeRule, LEVELS } from './sarif-rule.ts';
import { commonDirectory, fileUri } from './sarif-uri.ts';
import { versionsOf } from './versions.ts';
import { worstFirst } from './worst-first.ts';

/** GitHub code scanning refuses a file with more results, and shows only so many of them. */
const MAX_RESULTS = 25_000;
const SHOWN_RESULTS = 5_000;

/** Most results that are suppressed: those that are not come first. */
const MAX_SUPPRESSED = 5_000;

/** Most related places of one result. */
const MAX_RELATED = 50;

/**
 * For code scanning: SARIF 2.1.0 as GitHub wants it. Written without indentation, for the size of an upload is bounded.
 * @see https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning
 */
export const reportSarif: Reporter = (report, context) => {
  const findings = [...chooseFindings(report, context), ...mergeRoots(report.suppressed).slice(0, MAX_SUPPRESSED)];
  const uris = new UriTable(context);
  const ruleIds = new Set(report.rules.map(({ info }) => info.id));

  const run = new SarifRunBuilder({ columnKind: 'utf16CodeUnits' }).initSimple({
    toolDriverName: 'kvlint',
    toolDriverVersion: report.kvlint,
    url: HOMEPAGE,
  });
  run.run.tool.driver.semanticVersion = report.kvlint;
  for (const rule of report.rules) run.addRule(Object.assign(new SarifRuleBuilder(), { rule: describeRule(rule) }));
  for (const finding of findings) {
    run.addResult(Object.assign(new SarifResultBuilder(), { result: resultOf(finding, report, uris) }));
  }
  run.run.artifacts = uris.all().map((uri) => ({ location: { uri }, sourceLanguage: 'keepalived' }));
  run.run.invocations = [
    invocationOf(
      report,
      context,
      uris,
      findings.every(({ rule }) => ruleIds.has(rule)),
    ),
  ];
  if (context.sarif.category !== null) run.run.automationDetails = { id: `${context.sarif.category}/` };

  const log = new SarifBuilder({ $schema: 'https://json.schemastore.org/sarif-2.1.0.json' });
  log.addRun(run);
  // Not buildSarifJsonString(): it throws when a text happens to hold the builder's own mark for a missing value.
  return `${JSON.stringify(log.buildSarifOutput())}\n`;
};

/** All findings, or the worst of them where there are too many for an upload. */
function chooseFindings({ distinct: findings }: Report, { warn }: ReportContext): readonly DistinctFinding[] {
  if (findings.length <= SHOWN_RESULTS) return findings;
  warn(
    findings.length <= MAX_RESULTS
      ? `GitHub code scanning shows ${SHOWN_RESULTS} of ${findings.length} results; the worst come first.`
      : `The SARIF log holds the worst ${MAX_RESULTS} of ${findings.length} findings, because GitHub code scanning refuses longer ones.`,
  );
  // GitHub keeps the first ones.
  return worstFirst(findings).slice(0, MAX_RESULTS);
}

/** Every file that was named, with its URI. */
class UriTable {
  readonly #uris = new Map<string, string>();

  constructor(private readonly context: ReportContext) {}

  of(path: string): string {
    let uri = this.#uris.get(path);
    if (uri === undefined) {
      uri = fileUri(path, this.context.sarif);
      this.#uris.set(path, uri);
    }
    return uri;
  }

  all(): string[] {
    return [...new Set(this.#uris.values())];
  }
}

function resultOf(finding: DistinctFinding, report: Report, uris: UriTable): Result {
  const related = relatedOf(finding);
  return {
    ruleId: finding.rule,
    level: LEVELS[finding.severity],
    message: { text: messageOf(finding, report) },
    locations: [{ physicalLocation: { artifactLocation: { uri: uris.of(finding.path) }, region: regionOf(finding) } }],
    ...(related.length > 0 && {
      relatedLocations: related.map(
        (each, index): SarifLocation => ({
          id: index + 1,
          ...locationOf(each, uris),
        }),
      ),
    }),
    ...(finding.way.length > 0 && { codeFlows: [{ threadFlows: [{ locations: flowTo(finding, uris) }] }] }),
    // The only name that GitHub looks at; the value need not come from the line.
    partialFingerprints: { primaryLocationLineHash: keyHash(finding.key), 'kvlint/v1': finding.key },
    ...(finding.fix && { fixes: [fixOf(finding.fix, adviceOf(finding, report), uris)] }),
    ...(finding.suppressed && { suppressions: [suppressionOf(finding.suppressed)] }),
    properties: { keepalived: worstVerdict(finding) },
  };
}

/** How to mend it: for this very case, or as the rule has it. */
function adviceOf({ advice, rule }: DistinctFinding, { rules }: Report): string {
  const text = advice ?? firstParagraph(rules.find(({ info }) => info.id === rule)?.info.advice ?? '');
  return sentence(withoutLinks(flatten(text)));
}

function fixOf({ edits, safety }: FindingFix, advice: string, uris: UriTable): Fix {
  const paths = [...new Set(edits.map(({ path }) => path))];
  return {
    description: { text: safety === 'safe' ? advice : `${advice} (Somebody must look at this fix.)` },
    artifactChanges: paths.map((path) => ({
      artifactLocation: { uri: uris.of(path) },
      replacements: edits
        .filter((edit) => edit.path === path)
        .map(({ line, column, endLine, endColumn, text }) => ({
          deletedRegion: { startLine: line, startColumn: column, endLine, endColumn },
          ...(text !== '' && { insertedContent: { text } }),
        })),
    })),
  };
}

function suppressionOf({ by, reason }: Suppression): NonNullable<Result['suppressions']>[number] {
  const justification = by === 'baseline' ? 'Listed in the baseline.' : reason;
  return { kind: by === 'comment' ? 'inSource' : 'external', ...(justification !== null && { justification: flatten(justification) }) };
}

function relatedOf(finding: DistinctFinding): readonly RelatedLocation[] {
  return [...finding.related, ...finding.way].slice(0, MAX_RELATED);
}

function locationOf(location: RelatedLocation, uris: UriTable): SarifLocation {
  return {
    message: { text: sentence(flatten(location.message)) },
    physicalLocation: { artifactLocation: { uri: uris.of(location.path) }, region: regionOf(location) },
  };
}

/** From the root file through includes and definitions to the place itself. */
function flowTo(finding: DistinctFinding, uris: UriTable): ThreadFlowLocation[] {
  const place = { ...finding, message: 'The finding.' };
  return [...[...finding.way].reverse(), place].map((each) => ({ location: locationOf(each, uris) }));
}

/** The message, then how to mend it, where it holds, and links to the related places. */
function messageOf(finding: DistinctFinding, report: Report): string {
  const parts = [sentence(withoutLinks(flatten(textOf(finding))))];
  if (finding.advice !== null) parts.push(sentence(withoutLinks(flatten(finding.advice))));
  const all = report.files.find(({ path }) => path === finding.root)?.views ?? finding.views;
  if (finding.views.length < all.length) parts.push(`It holds with ${viewNames(finding.views)}.`);
  if (finding.otherRoots.length > 0) parts.push(`The same holds for ${enumerate(finding.otherRoots)}.`);
  const links = relatedOf(finding).map(({ message }, index) => `[${linkText(message)}](${index + 1})`);
  if (links.length > 0) parts.push(`See: ${links.join(', ')}.`);
  return parts.join(' ');
}

function sentence(text: string): string {
  return /[.?!]['")]?$/.test(text) ? text : `${text}.`;
}

/** In a SARIF message `[a](b)` is a link; a configuration must not be able to write one. */
function withoutLinks(text: string): string {
  return text.replaceAll('](', '] (');
}

function linkText(text: string): string {
  return flatten(text)
    .replace(/\.$/, '')
    .replace(/[[\]\\]/g, '\\$&');
}

/** SARIF's columns exclude the end, as ours do; an empty region would not be shown. */
function regionOf({ line, column, endLine, endColumn }: Location): Region {
  const empty = endLine === line && endColumn <= column;
  return { startLine: line, startColumn: column, endLine, endColumn: empty ? column + 1 : endColumn };
}

/** How the run went: what could not be read belongs to no line of a file, and so must not become a result. */
function invocationOf(report: Report, context: ReportContext, uris: UriTable, rulesRan: boolean): Invocation {
  const common = commonDirectory(context.sarif.root, uris.all());
  const failed = context.notices.some(({ level }) => level === 'error');
  return {
    executionSuccessful: rulesRan && !failed,
    ...(common !== null && { workingDirectory: { uri: common } }),
    toolExecutionNotifications: [
      ...context.notices.map(({ level, message }) => ({ level, message: { text: flatten(message) } })),
      {
        level: 'note' as const,
        message: { text: `Read ${count(report.files.length, 'file')} as keepalived ${enumerate(versionsOf(report))} does.` },
      },
    ],
  };
}
