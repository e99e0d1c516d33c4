import type { DistinctFinding } from '../finding/finding.ts';
import type { Severity } from '../rule/severity.ts';
import { textOf } from '../rule/text-of.ts';
import { count, flatten } from './prose.ts';
import type { Reporter } from './reporter.ts';
import { repositoryNames } from './repository-path.ts';
import { harmless } from './terminal.ts';
import { worstFirst } from './worst-first.ts';

/** Annotations of one kind that GitHub shows for a step; it drops the others without a word. */
const MOST_OF_A_KIND = 10;

const COMMANDS: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'notice' };

/**
 * For GitHub Actions: commands that annotate the lines of a pull request, worst first, and no more than are shown.
 * @see https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
 */
export const reportGithub: Reporter = ({ distinct }, { sarif }) => {
  const nameOf = repositoryNames(sarif);
  const within = (most: Readonly<Record<Severity, number>>): readonly DistinctFinding[] => {
    const left = { ...most };
    return worstFirst(distinct).filter(({ severity }) => left[severity]-- > 0);
  };
  const all = { error: MOST_OF_A_KIND, warning: MOST_OF_A_KIND, info: MOST_OF_A_KIND };
  let shown = within(all);
  // The line that tells of the others is a notice itself.
  if (shown.length < distinct.length) shown = within({ ...all, info: MOST_OF_A_KIND - 1 });
  const more = distinct.length - shown.length;
  const lines = shown.map((finding) => annotation(finding, nameOf(finding.path)));
  if (more > 0) {
    const text = `${count(more, 'more finding')}: GitHub shows ${MOST_OF_A_KIND} annotations of a kind for a step. The log and the other formats have them all.`;
    lines.push(`::notice title=kvlint::${escapeData(text)}`);
  }
  return lines.map((line) => `${line}\n`).join('');
};

function annotation({ rule, severity, line, column, endLine, endColumn, advice, ...said }: DistinctFinding, file: string): string {
  const properties: Record<string, string | number> = {
    file,
    line,
    endLine,
    // GitHub takes columns only of a place on one line.
    ...(line === endLine && { col: column, endColumn }),
    title: `kvlint: ${rule}`,
  };
  const given = Object.entries(properties).map(([name, value]) => `${name}=${escapeProperty(String(value))}`);
  const text = [textOf(said), ...(advice === null ? [] : [advice])].map(flatten).join('\n');
  return `::${COMMANDS[severity]} ${given.join(',')}::${escapeData(text)}`;
}

/** The runner undoes this; a text can neither end its command nor begin another. */
function escapeData(text: string): string {
  return harmless(text).replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
