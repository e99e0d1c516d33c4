import { rules } from '../../rules/index.ts';
import { type Colors, loadColors } from '../report/colors.ts';
import { rulePage } from '../report/homepage.ts';
import { plainText } from '../report/markdown.ts';
import { count } from '../report/prose.ts';
import type { RuleInfo } from '../rule/rule.ts';
import type { Severity } from '../rule/severity.ts';
import { appearanceOf } from './appearance.ts';
import type { ColorFlag } from './color-option.ts';
import { ExitCode } from './exit-code.ts';
import type { Session } from './session.ts';
import { didYouMean } from './suggest.ts';
import { UsageError } from './usage-error.ts';

const FORMATS = { text: rulesText, json: rulesJson, markdown: rulesMarkdown } as const;

/** Lists every rule with its severity in the profile `recommended`. */
export async function rulesCommand(format: string, color: ColorFlag | undefined, session: Session): Promise<ExitCode> {
  if (!Object.hasOwn(FORMATS, format)) {
    throw new UsageError(
      `Rules cannot be listed as '${format}'. Formats: text, json, markdown.${didYouMean(format, Object.keys(FORMATS))}`,
    );
  }
  const write = FORMATS[format as keyof typeof FORMATS];
  session.stdout.write(write(rules, await loadColors(appearanceOf(session.stdout, session, color).color)));
  return ExitCode.clean;
}

function rulesText(all: readonly RuleInfo[], colors: Colors): string {
  const width = Math.max(...all.map(({ id }) => id.length));
  const paint: Record<Severity | 'off', (text: string) => string> = {
    error: colors.red,
    warning: colors.yellow,
    info: colors.cyan,
    off: colors.dim,
  };
  const lines = all.map((rule) => {
    const profiles = Object.entries(rule.profiles ?? {}).map(([name, severity]) => `${name}: ${severity}`);
    const note = profiles.length > 0 ? colors.dim(` (${profiles.join(', ')})`) : '';
    return `${rule.id.padEnd(width)}  ${paint[rule.severity](rule.severity.padEnd(7))}  ${plainText(rule.title)}${note}`;
  });
  return `${lines.join('\n')}\n\n${count(all.length, 'rule')}. kvlint explain RULE tells more of one.\n`;
}

function rulesJson(all: readonly RuleInfo[]): string {
  const list = all.map(({ id, title, severity, precision, profiles, verdict, what, why, advice, unless, references }) => ({
    id,
    title,
    severity,
    precision,
    profiles: profiles ?? {},
    verdict,
    what,
    why,
    advice,
    unless: unless ?? null,
    references,
    page: rulePage(id),
  }));
  return `${JSON.stringify(list, null, 2)}\n`;
}

function rulesMarkdown(all: readonly RuleInfo[]): string {
  const rows = all.map(({ id, title, severity }) => `| [${id}](${rulePage(id)}) | ${severity} | ${title.replaceAll('|', '\\|')} |`);
  return `| Rule | Severity | What it finds |\n| --- | --- | --- |\n${rows.join('\n')}\n`;
}
