import { memoized } from '../../grammar/memoized.ts';
import type { Span } from '../../grammar/tree.ts';
import type { CheckId } from '../daemon/checks/index.ts';
import type { Configuration } from '../model/configuration.ts';
import { type Correction, shownVerdict } from '../model/correction.ts';
import { causeOf } from './consequences.ts';
import type { LateMessage, Message, Rule, RuleInfo, Words } from './rule.ts';

/** What is said about one correction. `against`: what the other half of the conflict is. */
export type Said = Pick<Message, 'summary' | 'detail' | 'advice' | 'fix' | 'severity' | 'again' | 'hangs' | 'follows'> & {
  readonly against?: string;
};

/** Puts a correction into words; null where it does not matter in this case. */
export type Wording<C extends CheckId = CheckId> = (correction: Correction<C>, configuration: Configuration) => Said | null;

/** Wordings by the id of the check that they are for. */
export type Wordings = { readonly [C in CheckId]?: Wording<C> };

/**
 * Declares a rule that puts corrections of the model into words. It covers their checks, and what `covers` names beside: other ids of the same
 * conditions, and what its own `check` finds in the model, where keepalived has nothing against what was written. Wordings that take time to make are
 * given as a function; it is asked when the id of a check begins with the rule's own.
 */
export function defineCorrectionRule(
  info: RuleInfo & { readonly words: Wordings | (() => Wordings); readonly check?: Pick<Rule['check'], 'view'> },
): Rule {
  const { words, check: own, ...rest } = info;
  const late = typeof words === 'function';
  let known: Wordings | undefined;
  const wordings = (): Wordings => {
    known ??= late ? words() : words;
    return known;
  };
  return {
    ...rest,
    get covers() {
      return [...(Object.keys(wordings()) as CheckId[]), ...(info.covers ?? [])];
    },
    check: {
      view(configuration, report, options) {
        const asked: Asked[] = [];
        for (const [check, numbered] of byCheck(configuration)) {
          if (late && !check.startsWith(info.id)) continue;
          // A wording is asked about corrections of its own check only, which the compiler cannot follow.
          const say = wordings()[check] as Wording | undefined;
          if (say) asked.push({ say, numbered });
        }
        for (const { say, correction } of inOrder(asked)) {
          const said = say(correction, configuration);
          if (said) report(messageOf(correction, said, causeOf(correction, configuration)));
        }
        own?.view?.(configuration, report, options);
      },
    },
  };
}

/** A correction, and which one of its configuration's it is. */
interface Numbered {
  readonly number: number;
  readonly correction: Correction;
}

/** The corrections of one check, and how they are put into words. */
interface Asked {
  readonly say: Wording;
  readonly numbered: readonly Numbered[];
}

/** Found once for all rules: a configuration may have a hundred thousand corrections, of few checks. */
const byCheck = memoized(({ corrections }: Configuration): ReadonlyMap<CheckId, readonly Numbered[]> => {
  const found = new Map<CheckId, Numbered[]>();
  for (const [number, correction] of corrections.entries()) {
    const known = found.get(correction.check);
    if (known) known.push({ number, correction });
    else found.set(correction.check, [{ number, correction }]);
  }
  return found;
});

function inOrder(asked: readonly Asked[]): readonly { readonly say: Wording; readonly correction: Correction }[] {
  return asked
    .flatMap(({ say, numbered }) => numbered.map(({ number, correction }) => ({ say, number, correction })))
    .sort((a, b) => a.number - b.number);
}

function messageOf(correction: Correction, said: Said, follows: Span | null): LateMessage {
  return {
    at: correction.at,
    verdict: shownVerdict(correction),
    severity: said.severity,
    reportedAt: correction.reportedAt,
    again: said.again ?? correction.again,
    follows: said.follows ?? follows ?? undefined,
    hangs: said.hangs,
    words: () => inWords(said, correction.against),
  };
}

function inWords(
  { summary, detail, advice, fix, against: label = 'The other half of the conflict.' }: Said,
  against: Span | undefined,
): Words {
  return { summary, detail, advice, fix, related: against ? [{ at: against, message: label }] : [] };
}
