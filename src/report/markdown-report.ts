import { textOf } from '../rule/text-of.ts';
import { codeText, markdownTable, plainProse } from './markdown-parts.ts';
import { count } from './prose.ts';
import type { Reporter } from './reporter.ts';
import { repositoryNames } from './repository-path.ts';
import { harmless } from './terminal.ts';
import { worstFirst } from './worst-first.ts';

/** Characters of one cell. With the rows that a table has at most, a comment stays below GitHub's 65,536. */
const LONGEST_PROSE = 400;
const LONGEST_NAME = 150;

/** For the comment of a pull request, or the summary of a CI job: a table, worst first. */
export const reportMarkdown: Reporter = ({ distinct, summary, files }, { sarif, notices }) => {
  const nameOf = repositoryNames(sarif);
  const { errors, warnings, infos } = summary;
  const counts = `${count(errors, 'error')}, ${count(warnings, 'warning')} and ${count(infos, 'note')} in ${count(files.length, 'file')}.`;
  const rows = worstFirst(distinct).map(({ rule, severity, path, line, ...said }) => [
    severity,
    codeText(cut(`${harmless(nameOf(path))}:${line}`, LONGEST_NAME)),
    plainProse(cut(harmless(textOf(said)), LONGEST_PROSE)),
    codeText(rule),
  ]);
  const broken = notices
    .filter(({ level }) => level === 'error')
    .slice(0, 5)
    .map(({ message }) => `- ${plainProse(cut(harmless(message), LONGEST_PROSE))}`);
  return `${[
    `**kvlint:** ${distinct.length === 0 ? `no findings in ${count(files.length, 'file')}.` : counts}`,
    ...(broken.length > 0 ? [broken.join('\n')] : []),
    ...(rows.length > 0 ? [markdownTable(['Severity', 'Place', 'Finding', 'Rule'], rows)] : []),
  ].join('\n\n')}\n`;
};

/** A text of at most so many characters. */
function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`;
}
