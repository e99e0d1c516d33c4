import type { Origin } from '../../grammar/expand/expansion.ts';
import type { Problem } from '../../grammar/expand/problem.ts';
import { lineWords, walk } from '../../grammar/tree.ts';
import { atLeast } from '../../grammar/version.ts';
import type { BoundView } from '../binding/bound-view.ts';
import { unreadAt } from '../binding/unread.ts';

/** The checks that keepalived can make of an include line, in the words of `include_check`. */
export type IncludeCheck = 'read' | 'match' | 'wildcard_match' | 'brace_match';

const CHECKS: readonly IncludeCheck[] = ['read', 'match', 'wildcard_match', 'brace_match'];

const FORM_CHECKS: Readonly<Record<string, readonly IncludeCheck[]>> = {
  include: [],
  includer: ['read'],
  includem: ['read', 'match'],
  includew: ['read', 'match', 'wildcard_match'],
  includeb: ['read', 'brace_match'],
  includea: CHECKS,
};

type Text = Pick<BoundView, 'expansion' | 'tree' | 'target'>;

/** Who makes keepalived refuse to run where a check of an include line fails; null where it goes on. */
export function insistsOn(check: IncludeCheck, form: string, at: Origin, text: Text): 'form' | 'include_check' | null {
  if (!atLeast(text.target.version, '2.2.0')) return null;
  const ofForm = FORM_CHECKS[form] ?? [];
  if (ofForm.includes(check)) return 'form';
  return ofForm.length < CHECKS.length && checksBefore(at, text).has(check) ? 'include_check' : null;
}

/** The check that fails where nothing matches. */
export function failingCheck({ data }: Problem<'include-missing'>): IncludeCheck {
  if (data.alternative !== null) return 'brace_match';
  return data.wildcard ? 'wildcard_match' : 'match';
}

/** Whether an include line makes keepalived refuse to run: it then stops after its parent has read the configuration. */
export function refusesInclude(text: Text): boolean {
  return text.expansion.problems.some((problem) => {
    if (problem.kind === 'include-missing') return insistsOn(failingCheck(problem), problem.data.form, problem.at, text) !== null;
    return (
      problem.kind === 'include-unreadable' && unreadAt(problem) === null && insistsOn('read', problem.data.form, problem.at, text) !== null
    );
  });
}

/**
 * The checks that `include_check` has switched on above an include line. Without words it switches on all of them; `+` and `-` add and take away.
 * A line of another file is taken to stand above.
 */
function checksBefore(at: Origin, { expansion, tree }: Text): ReadonlySet<IncludeCheck> {
  const on = new Set<IncludeCheck>();
  for (const block of tree.body) {
    if (block.kind !== 'block' || block.keyword.text !== 'global_defs') continue;
    for (const node of walk(block.body)) {
      const [keyword, ...words] = lineWords(node);
      if (keyword?.text !== 'include_check') continue;
      const place = expansion.place(keyword.span);
      if (place.source === at.source && place.offset > at.offset) continue;
      if (words.length === 0) for (const check of CHECKS) on.add(check);
      else if (!/^[+-]/.test(words[0]?.text ?? '')) on.clear();
      for (const { text } of words) {
        const check = CHECKS.find((name) => name === text.replace(/^[+-]/, ''));
        if (!check) continue;
        if (text.startsWith('-')) on.delete(check);
        else on.add(check);
      }
    }
  }
  return on;
}
