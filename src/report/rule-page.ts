import type { Verdict } from '../daemon/verdict.ts';
import type { Example, Proof, RuleInfo } from '../rule/rule.ts';
import { enumerate } from './prose.ts';

/** The page of a rule in Markdown: what docs/rules, SARIF viewers and `kvlint rules --format markdown` show. */
export function rulePageMarkdown(info: RuleInfo): string {
  const parts = [
    `# ${info.id}`,
    `${info.title}.`,
    factsLine(info),
    '## What it finds',
    info.what.trim(),
    '## Why it matters',
    info.why.trim(),
    '## How to mend it',
    info.advice.trim(),
  ];
  if (info.options) parts.push('## Options', optionsList(info));
  if (info.unless) parts.push('## When it is legitimate', `Where ${info.unless.trim()}`);
  parts.push(
    '## Examples',
    'A comment `#~ …` marks a line that is reported, and quotes a part of the message; between `^` signs stands the part of the line that is meant, if not all of it. `#=> …` is the line when it is mended (nothing: the line goes; ↵: a further line).',
  );
  parts.push(...info.examples.bad.flatMap((each) => example('Reported', each)));
  parts.push(...info.examples.good.flatMap((each) => example('Not reported', each)));
  if (info.proof) parts.push('## How it is known', info.proof.map((each) => `- ${proofText(each)}`).join('\n'));
  if (info.references.length > 0) {
    parts.push('## References', info.references.map(({ title, url }) => `- [${title}](${url})`).join('\n'));
  }
  return `${parts.join('\n\n')}\n`;
}

function optionsList({ options = {} }: RuleInfo): string {
  return Object.entries(options)
    .map(([name, { what, default: value }]) => `- \`${name}\` (default: ${JSON.stringify(value)}): ${what}.`)
    .join('\n');
}

function proofText(proof: Proof): string {
  if (proof === 'config-test') return "keepalived's own config test was asked about the examples";
  const rest = proof.slice(proof.indexOf('/') + 1);
  if (proof.startsWith('live/')) return `real nodes did it: \`test/live/scenarios/${rest}\``;
  if (proof.startsWith('rfc/')) return `RFC ${rest.replace('#', ', section ')}`;
  const [file, name] = rest.split(':');
  return `read in the source: \`${name}\` in \`${file}\``;
}

function factsLine(info: RuleInfo): string {
  const own = info.severity === 'off' ? 'Off unless a profile or `--rule` switches it on' : `Severity: **${info.severity}**`;
  const profiles = Object.entries(info.profiles ?? {}).map(([profile, severity]) => `${severity} in \`${profile}\``);
  const others = profiles.length > 0 ? ` (${enumerate(profiles)})` : '';
  const lines = info.ofTemplateLines ? ' In a template, lines without a mark are judged as well.' : '';
  return `${own}${others}. Precision: ${info.precision}. keepalived itself: ${verdictText(info)}.${lines}`;
}

function verdictText({ verdict }: RuleInfo): string {
  if (typeof verdict === 'string') return VERDICTS[verdict];
  const steps = (Object.entries(verdict) as [string, Verdict][]).map(([version, from]) => `${VERDICTS[from]} from ${version} on`);
  return enumerate(steps);
}

/** What keepalived's own test does, as a clause. */
const VERDICTS = {
  refuses: 'refuses to run it',
  reports: 'reports it in its test',
  logs: 'says so in its log only',
  silent: 'says nothing',
} as const;

function example(kind: string, { title, config, files, otherNodes, version }: Example): string[] {
  const heading = `### ${kind}: ${title}${version ? ` (keepalived ${version})` : ''}`;
  const others = Object.entries(files ?? {}).flatMap(([name, text]) =>
    text.trim() === '' ? [`\`${name}\` is empty.`] : [`\`${name}\`:`, fence(text)],
  );
  if (!otherNodes) return [heading, fence(config), ...others];
  const nodes = Object.entries({ 'keepalived.conf': config, ...otherNodes });
  return [heading, ...nodes.flatMap(([name, text]) => [`\`${name}\`:`, fence(text)]), ...others];
}

/** The marks that examples carry as tests (`#~ …`, `#=> …`) stay: they show which lines are reported, and what they are when mended. */
function fence(config: string): string {
  return `\`\`\`conf\n${config.replace(/^\n+|\s+$/g, '')}\n\`\`\``;
}
