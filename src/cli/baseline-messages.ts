import { splitKey } from '../finding/finding-key.ts';
import type { Report } from '../finding/report.ts';
import { count, enumerate } from '../report/prose.ts';

/** What to say of a baseline that was written. `listed`: how many findings it lists. */
export function writtenMessage({ baseline }: Report, name: string, listed: number): string {
  const changes = [
    ...((baseline?.added ?? 0) > 0 ? [`${baseline?.added} new`] : []),
    ...((baseline?.stale.length ?? 0) > 0 ? [`${baseline?.stale.length} gone`] : []),
  ];
  return `'${name}' lists ${count(listed, 'finding')}${changes.length > 0 ? `: ${enumerate(changes)}` : ', as before'}.`;
}

/** Most stale entries that are named. */
const MAX_NAMED = 3;

/** What is to be said of entries that nothing has any more; null where there are none. */
export function staleMessage({ baseline }: Report, name: string): string | null {
  const stale = baseline?.stale ?? [];
  if (stale.length === 0) return null;
  const places = stale.slice(0, MAX_NAMED).map((key) => {
    const parts = splitKey(key);
    return parts ? `${parts.rule} in ${parts.root}` : key;
  });
  const more = stale.length > MAX_NAMED ? [`${stale.length - MAX_NAMED} more`] : [];
  const are = stale.length === 1 ? 'is' : 'are';
  return `'${name}' lists ${count(stale.length, 'finding')} that ${are} not there any more (${enumerate([...places, ...more])}). 'kvlint --update-baseline' takes ${stale.length === 1 ? 'it' : 'them'} out.`;
}
