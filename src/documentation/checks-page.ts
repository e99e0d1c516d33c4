import { type Check, REASONS } from '../daemon/checks/check.ts';
import type { RuleInfo } from '../rule/rule.ts';

/** A part of the list of checks. */
interface Section {
  readonly title: string;
  readonly checks: Readonly<Record<string, Check>>;
}

const HEAD = `# What keepalived checks

Every condition that some version of keepalived from 2.0 to 2.4 looks for in a configuration, or acts on without a word, and the rule of kvlint that tells of it.
A rule can say more than keepalived does: many conditions keepalived corrects in silence, or only logs when it really runs.

What depends on the host is out of reach: kvlint looks at files, and runs nowhere near the network. There \`keepalived -t\` on the host itself has the last word.`;

/** docs/keepalived-checks.md. */
export function checksPageMarkdown(sections: readonly Section[], rules: readonly RuleInfo[]): string {
  const list = new CoverList(sections, rules);
  const parts = [HEAD, list.summary()];
  for (const { title, checks } of sections) {
    const rows = Object.entries(checks).map(([id, { when }]) => `| \`${id}\` | ${cell(when)} | ${list.told(id)} |`);
    parts.push(`## ${title}`, ['| check | when | told by |', '| --- | --- | --- |', ...rows].join('\n'));
  }
  return `${parts.join('\n\n')}\n`;
}

/** Which rules tell of which check. */
class CoverList {
  private readonly checks: ReadonlyMap<string, Check>;
  private readonly rules = new Map<string, string[]>();

  constructor(sections: readonly Section[], rules: readonly RuleInfo[]) {
    this.checks = new Map(sections.flatMap((section) => Object.entries(section.checks)));
    for (const { id, covers = [] } of rules) {
      for (const each of covers) {
        const known = this.rules.get(each);
        if (!known) this.rules.set(each, [id]);
        else if (!known.includes(id)) known.push(id);
      }
    }
  }

  summary(): string {
    const ids = [...this.checks.keys()];
    const told = ids.filter((id) => this.rulesOf(id).length > 0).length;
    const beyond = ids.filter((id) => this.checks.get(id)?.outOfReach !== undefined).length;
    const open = ids.length - told - beyond;
    return `${ids.length} checks: ${told} are told by a rule, ${beyond} are out of reach${open > 0 ? `, ${open} are open` : ''}.`;
  }

  told(id: string): string {
    const { outOfReach } = this.checks.get(id) ?? {};
    const links = this.rulesOf(id).map((rule) => `[${rule}](rules/${rule}.md)`);
    if (links.length > 0) return links.join(', ');
    return outOfReach === undefined ? 'open' : `out of reach: ${REASONS[outOfReach]}`;
  }

  private rulesOf(id: string): readonly string[] {
    const { kind, sameAs } = this.checks.get(id) ?? {};
    const own = this.rules.get(id) ?? [];
    if (own.length > 0) return own;
    if (kind !== undefined) return this.rules.get(kind) ?? [];
    return sameAs === undefined ? [] : this.rulesOf(sameAs);
  }
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}
