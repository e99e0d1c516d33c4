import type { Verdict } from '../daemon/verdict.ts';
import type { Finding } from '../finding/finding.ts';
import type { LateMessage, Message, ProfileName, Rule } from '../rule/rule.ts';
import type { Severity } from '../rule/severity.ts';
import type { Weighed } from './finding-list.ts';
import type { RulePlan } from './rule-plan.ts';
import { messageSeverity } from './selection.ts';

/** What a rule says, weighed under a selection. */
export class WeighedMessage implements Weighed {
  readonly rule: Rule;
  readonly severity: Severity;
  readonly verdict: Verdict;
  readonly message: Message | LateMessage;
  readonly #plan: RulePlan;

  constructor(rule: Rule, severity: Severity, verdict: Verdict, message: Message | LateMessage, plan: RulePlan) {
    this.rule = rule;
    this.severity = severity;
    this.verdict = verdict;
    this.message = message;
    this.#plan = plan;
  }

  byProfile(): Finding['byProfile'] {
    const severities = new Map<ProfileName, Severity>();
    for (const [name, activation] of this.#plan.byProfile(this.rule)) {
      const severity = messageSeverity(activation, this.message, this.verdict);
      if (severity !== null) severities.set(name, severity);
    }
    return severities;
  }
}
