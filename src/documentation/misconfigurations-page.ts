import type { MisconfigurationGroup } from '../rule/misconfiguration.ts';
import type { RuleInfo } from '../rule/rule.ts';

/** docs/misconfigurations.md: known mistakes of one file, each with the rules that tell of it. */
export function misconfigurationsPageMarkdown(groups: readonly MisconfigurationGroup[], rules: readonly RuleInfo[]): string {
  const known = new Set(rules.map(({ id }) => id));
  const unknown = groups.flatMap(({ mistakes }) => mistakes.flatMap((each) => each.rules)).find((id) => !known.has(id));
  if (unknown !== undefined) throw new Error(`rules/misconfigurations.ts names a rule that does not exist: ${unknown}`);
  const intro = 'Mistakes that one file shows and that keepalived mostly takes without a word, and the rules that tell of them.';
  return `${['# Known mistakes', intro, ...groups.map(section)].join('\n\n')}\n`;
}

function section({ subject, mistakes }: MisconfigurationGroup): string {
  const rows = mistakes.map(({ mistake, rules, left }) => {
    const told = rules.map((id) => `[${id}](rules/${id}.md)`).join(', ');
    return `| ${mistake} | ${[told, left].filter(Boolean).join('; ')} |`;
  });
  return [`## ${subject}`, '', '| mistake | told by |', '| --- | --- |', ...rows].join('\n');
}
