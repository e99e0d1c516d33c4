import { memoized } from '../../grammar/memoized.ts';
import type { ProfileName, Rule } from '../rule/rule.ts';
import { type OptionValues, optionValues } from '../rule/rule-options.ts';
import type { ViewKind } from './analyse.ts';
import { type Activation, activate, activateProfiles, type Selection } from './selection.ts';

const NO_OPTIONS: OptionValues = {};

/** Which rules are asked under a selection, and how. */
export class RulePlan {
  readonly activations: readonly Activation[];
  /** Those that look at a view of some kind by itself. */
  readonly ofViews: Readonly<Record<ViewKind, readonly Activation[]>>;
  /** Those that look at the lines of a template that have no mark. */
  readonly ofTemplateLines: readonly Activation[];
  /** Those that compare the views of a root file. */
  readonly comparing: readonly Activation[];
  /** Whether any of them compares the nodes of a cluster. */
  readonly comparesNodes: boolean;
  readonly #selection: Selection;
  /** Of each rule that is asked and has any. */
  readonly #options = new Map<Rule, OptionValues>();
  /** Of each rule that said something. */
  readonly #byProfile = new Map<Rule, ReadonlyMap<ProfileName, Activation>>();

  constructor(rules: readonly Rule[], selection: Selection) {
    this.#selection = selection;
    this.activations = activate(rules, selection);
    for (const { rule } of this.activations) {
      if (rule.options) this.#options.set(rule, optionValues(rule.options, selection.options?.get(rule.id)));
    }
    this.comparing = this.activations.filter(({ rule }) => rule.check.compareViews !== undefined);
    this.comparesNodes = this.activations.some(
      ({ mode, rule }) => mode === 'judge' && (rule.check.cluster ?? rule.check.withdraws) !== undefined,
    );
    const ofViews = this.activations.filter(({ rule }) => rule.check.view !== undefined);
    const ofKind = (kind: ViewKind) => ofViews.filter((activation) => isAsked(activation, kind));
    this.ofTemplateLines = ofViews.filter(({ mode, rule }) => mode === 'judge' && rule.ofTemplateLines === true);
    this.ofViews = { configuration: ofKind('configuration'), template: ofKind('template'), foreign: ofKind('foreign') };
  }

  optionsOf({ rule }: Activation): OptionValues {
    return this.#options.get(rule) ?? NO_OPTIONS;
  }

  /** How each profile that is asked for would run a rule by itself. */
  byProfile(rule: Rule): ReadonlyMap<ProfileName, Activation> {
    const activations = this.#byProfile.get(rule) ?? activateProfiles(rule, this.#selection);
    this.#byProfile.set(rule, activations);
    return activations;
  }
}

/** Made once for rules and a selection: a process that lints again and again with the same ones needs no new plan each time. */
export function rulePlan(rules: readonly Rule[], selection: Selection): RulePlan {
  return plansOf(rules)(selection);
}

const plansOf = memoized((rules: readonly Rule[]) => memoized((selection: Selection) => new RulePlan(rules, selection)));

/** Which rules have something to say of what a file is. keepalived itself reads a template or a foreign file as any other. */
function isAsked({ rule, mode }: Activation, kind: ViewKind): boolean {
  if (mode === 'predict') return rule.ofForeignFiles !== true && rule.ofTemplates !== true;
  if (kind === 'foreign') return rule.ofForeignFiles === true;
  return rule.ofForeignFiles !== true && (kind === 'template') === (rule.ofTemplates === true);
}
