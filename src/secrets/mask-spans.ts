import type { Span } from '../../grammar/tree.ts';

/** What stands for a secret, however long that is. */
const MASK = '***';

/** A text without its secrets. */
export interface MaskedText {
  readonly text: string;
  /** Where an offset of the whole text stands in this one; inside a secret that is its beginning, or its end. */
  offset(original: number, edge: 'start' | 'end'): number;
}

/** Takes pieces out of a text. Those that overlap or touch become one, so that not even their number shows. */
export function maskSpans(text: string, spans: readonly Span[]): MaskedText {
  const masked = merged(spans);
  let result = '';
  let from = 0;
  for (const { start, end } of masked) {
    result += text.slice(from, start) + MASK;
    from = end;
  }
  return {
    text: result + text.slice(from),
    offset: (original, edge) => {
      let shift = 0;
      for (const { start, end } of masked) {
        if (original <= start) break;
        if (original < end) return start + shift + (edge === 'start' ? 0 : MASK.length);
        shift += MASK.length - (end - start);
      }
      return original + shift;
    },
  };
}

function merged(spans: readonly Span[]): readonly Span[] {
  const result: { start: number; end: number }[] = [];
  for (const { start, end } of [...spans].sort((a, b) => a.start - b.start)) {
    const last = result.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else result.push({ start, end });
  }
  return result;
}
