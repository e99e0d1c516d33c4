import { recognizeForeign } from '../../grammar/foreign.ts';
import { createSource } from '../../grammar/source.ts';
import { recognizeTemplate } from '../../grammar/template.ts';
import { nameSome } from '../rule/name-some.ts';
import type { Gathered } from './gather.ts';
import type { Tell } from './notices.ts';

/** What a question is asked about. What is answered of odd files in it is true of keepalived, and not what anybody wanted to know. */
type Side = Pick<Gathered, 'roots' | 'reader'>;

/** Files that were named by mistake. */
export function warnOfForeign(sides: readonly Side[], tell: Tell): void {
  const messages = sides.flatMap((side) =>
    [...textsOf(side)].flatMap(([path, text]) => {
      const format = recognizeForeign(text, path);
      return format === null ? [] : [`'${path}' is no keepalived configuration: it looks like ${format}.`];
    }),
  );
  for (const message of new Set(messages)) tell({ level: 'warning', message });
}

/** Files that are not rendered yet. */
export function warnOfTemplates(sides: readonly Side[], tell: Tell): void {
  const paths = sides.flatMap((side) =>
    [...textsOf(side)].flatMap(([path, text]) => (recognizeTemplate([createSource(path, text)]) === null ? [] : [path])),
  );
  const names = [...new Set(paths)].map((path) => `'${path}'`);
  if (names.length === 0) return;
  const whose = nameSome(names.slice(0, MOST_NAMED), names.length);
  const what =
    names.length === 1
      ? 'is a template, not a configuration yet: it is read as it stands. Give what it renders to.'
      : 'are templates, not configurations yet: they are read as they stand. Give what they render to.';
  tell({ level: 'warning', message: `${whose} ${what}` });
}

/** Files that a message names. */
const MOST_NAMED = 3;

function* textsOf({ roots, reader }: Side): Generator<readonly [path: string, text: string]> {
  for (const { path, absolute } of roots) {
    const read = reader.read(absolute);
    if (!('error' in read)) yield [path, read.text];
  }
}
