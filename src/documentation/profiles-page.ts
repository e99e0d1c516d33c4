import type { ProfileName, RuleInfo } from '../rule/rule.ts';
import { SEVERITIES, type Severity } from '../rule/severity.ts';

/** What the page tells of a profile. */
interface Profile {
  readonly name: ProfileName;
  readonly title: string;
  readonly within?: ProfileName;
  readonly demands: readonly string[];
  readonly unseen: readonly string[];
  readonly conflicts?: Readonly<Record<ProfileName, string>>;
}

/** docs/profiles.md: what each profile demands, which rules look for it, and what no configuration can show. */
export function profilesPageMarkdown(profiles: readonly Profile[], rules: readonly RuleInfo[]): string {
  const intro = [
    '# Profiles',
    'A profile is a named set of severities: `kvlint --profile NAME`. Several may be named. `recommended` is always there, unless `keepalived` is the only one; the others ' +
      'raise what it says, or say more. Where several name a rule, the worst severity counts. Profiles that no configuration can meet together are said, and not resolved.',
  ];
  const overview = [
    '| profile | what it is about |',
    '| --- | --- |',
    ...profiles.map(({ name, title }) => `| [\`${name}\`](#${name}) | ${title} |`),
  ].join('\n');
  return `${[...intro, overview, ...profiles.map((profile) => section(profile, rules))].join('\n\n')}\n`;
}

function section({ name, title, within, demands, unseen, conflicts = {} }: Profile, rules: readonly RuleInfo[]): string {
  const parts = [`## ${name}`, within === undefined ? title : `${title} All that [\`${within}\`](#${within}) demands, and:`];
  if (demands.length > 0) parts.push(demands.map((each) => `- ${each}`).join('\n'));
  if (unseen.length > 0) parts.push(`A configuration does not show: ${unseen.join('; ')}.`);
  const others = Object.entries(conflicts);
  if (others.length > 0) parts.push(others.map(([other, reason]) => `Conflicts with \`${other}\`: ${reason}.`).join('\n\n'));
  const listed = ruleTable(name, rules);
  if (listed !== null) parts.push(listed);
  return parts.join('\n\n');
}

/** The rules whose severity a profile sets, the worst first; all that are on for `recommended`. Null where it sets none. */
function ruleTable(name: ProfileName, rules: readonly RuleInfo[]): string | null {
  const rows = rules
    .flatMap((rule) => {
      const severity = name === 'recommended' ? rule.severity : rule.profiles?.[name];
      return severity === undefined || severity === 'off' ? [] : [{ rule, severity }];
    })
    .sort((a, b) => rank(a.severity) - rank(b.severity));
  if (rows.length === 0) return null;
  return [
    '| rule | finds | severity |',
    '| --- | --- | --- |',
    ...rows.map(({ rule: { id, title }, severity }) => `| [${id}](rules/${id}.md) | ${title} | ${severity} |`),
  ].join('\n');
}

function rank(severity: Severity): number {
  return SEVERITIES.indexOf(severity);
}
