import { groupBy } from '../../grammar/group-by.ts';
import { memoized } from '../../grammar/memoized.ts';
import type { Span } from '../../grammar/tree.ts';
import type { CheckId } from '../daemon/checks/index.ts';
import type { Configuration } from '../model/configuration.ts';
import { type Correction, shownVerdict } from '../model/correction.ts';
import { causeOf } from './consequences.ts';
import type { LateMessage, Message, Rule, RuleInfo, Spot, Words } from './rule.ts';

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
  info: RuleInfo & { readonly words: Wordings | (() => Wordings); readonly check?: Pick<Rule['check'], 'view' | 'withdraws'> },
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
      ...(own?.withdraws && { withdraws: own.withdraws }),
      view(configuration, report, options) {
        const asked = new Map<CheckId, Wording>();
        for (const check of byCheck(configuration).keys()) {
          if (late && !check.startsWith(info.id)) continue;
          // A wording is asked about corrections of its own check only, which the compiler cannot follow.
          const say = wordings()[check] as Wording | undefined;
          if (say) asked.set(check, say);
        }
        for (const correction of correctionsOf(configuration, asked)) {
          const said = asked.get(correction.check)?.(correction, configuration);
          if (said) report(messageOf(correction, said, causeOf(correction, configuration)));
        }
        own?.view?.(configuration, report, options);
      },
    },
  };
}

/** Found once for all rules: a configuration may have a hundred thousand corrections, of few checks. */
const byCheck = memoized(({ corrections }: Configuration) => groupBy(corrections, ({ check }) => check));

/** The corrections of some checks, in the order in which keepalived makes them. */
function correctionsOf(configuration: Configuration, checks: ReadonlyMap<CheckId, unknown>): readonly Correction[] {
  const [only, ...others] = checks.keys();
  if (only === undefined) return [];
  if (others.length === 0) return byCheck(configuration).get(only) ?? [];
  return configuration.corrections.filter(({ check }) => checks.has(check));
}

function messageOf(correction: Correction, said: Said, follows: Spot | null): LateMessage {
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
