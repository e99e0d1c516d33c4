import type { Finding, Location, Suppression } from '../finding/finding.ts';
import type { Redactors } from '../secrets/redactors.ts';
import type { Draft } from './finding-list.ts';

/** A finding without secrets. Doing it twice changes nothing more. */
export function masked<F extends Draft | Finding>(finding: F, redactors: Redactors): F {
  const places = [
    finding,
    { path: finding.path, line: finding.endLine },
    { path: finding.root, line: 0 },
    ...finding.related,
    ...finding.way,
  ];
  const mask = redactors.maskFor(places);
  return {
    ...finding,
    summary: mask(finding.summary),
    detail: finding.detail === null ? null : mask(finding.detail),
    advice: finding.advice === null ? null : mask(finding.advice),
    fix: finding.fix?.edits.every(({ text }) => text === '' || mask(`'${text}'`) === `'${text}'`) ? finding.fix : null,
    related: finding.related.map((each) => ({ ...each, message: mask(each.message) })),
    way: finding.way.map((each) => ({ ...each, message: mask(each.message) })),
    ...(finding.suppressed && { suppressed: maskedReason(finding.suppressed, finding, redactors) }),
  };
}

/** A reason is text of a configuration. */
function maskedReason({ by, reason }: Suppression, place: Location, redactors: Redactors): Suppression {
  return { by, reason: reason === null ? null : redactors.maskLine(place, reason).text };
}
