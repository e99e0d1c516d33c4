import { xmlText } from '../xml.ts';

/** HTML that may stand in a page as it is. Only {@link html} and {@link trusted} make it. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** What may stand between the pieces of a template. Null is nothing. */
export type Part = Markup | string | number | null | readonly Part[];

/** HTML from a template. Whatever is put into it is text, and escaped, unless it is HTML itself. */
export function html(pieces: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return new Markup(pieces.map((piece, index) => piece + textOf(parts[index] ?? null)).join(''));
}

/** Text of our own that is HTML, style or script as it stands; never anything that was read. */
export function trusted(text: string): Markup {
  return new Markup(text);
}

function textOf(part: Part): string {
  if (part === null) return '';
  if (part instanceof Markup) return part.text;
  if (typeof part === 'string') return xmlText(part);
  return typeof part === 'number' ? String(part) : part.map(textOf).join('');
}
