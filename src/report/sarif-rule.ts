import type { ReportingDescriptor, Result } from 'sarif';
import type { ActiveRule } from '../finding/report.ts';
import type { Severity } from '../rule/severity.ts';
import { rulePage } from './homepage.ts';
import { firstParagraph, plainText } from './markdown.ts';
import { rulePageMarkdown } from './rule-page.ts';

/** Most characters that GitHub shows of a description. */
const MAX_DESCRIPTION = 1024;

/** SARIF's word for a severity. */
export const LEVELS = { error: 'error', warning: 'warning', info: 'note' } as const satisfies Record<Severity, Result.level>;

/** GitHub's word for a severity. */
const PROBLEM_SEVERITIES = { error: 'error', warning: 'warning', info: 'recommendation' } as const satisfies Record<Severity, string>;

/** What the rules of a folder are about, beside the folder's own name. */
const TAGS: Readonly<Record<string, readonly string[]>> = {
  l3: ['network', 'policy'],
  net: ['network'],
  vrrp: ['correctness'],
  syntax: ['correctness'],
  template: ['correctness'],
};

/** A rule's entry in a SARIF log. */
export function describeRule({ info, severity }: ActiveRule): ReportingDescriptor {
  const markdown = rulePageMarkdown(info);
  return {
    id: info.id,
    name: pascalCase(info.id),
    shortDescription: { text: shorten(`${plainText(info.title)}.`) },
    fullDescription: { text: shorten(firstParagraph(info.what)) },
    help: { text: plainText(markdown), markdown },
    helpUri: rulePage(info.id),
    defaultConfiguration: { level: LEVELS[severity] },
    properties: {
      tags: tagsOf(info.id),
      precision: info.precision,
      'problem.severity': PROBLEM_SEVERITIES[severity],
    },
  };
}

/** `l3/no-vmac` as `L3NoVmac`. */
function pascalCase(id: string): string {
  return id.replace(/(?:^|[^a-z0-9]+)([a-z0-9])/gi, (_, first: string) => first.toUpperCase());
}

function tagsOf(id: string): string[] {
  const folder = id.split('/')[0] ?? id;
  return ['keepalived', folder, ...(TAGS[folder] ?? ['correctness'])];
}

function shorten(text: string): string {
  return text.length <= MAX_DESCRIPTION ? text : `${text.slice(0, MAX_DESCRIPTION - 2).replace(/\s+\S*$/, '')} …`;
}
