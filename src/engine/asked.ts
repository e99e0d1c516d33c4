import type { Finding } from '../finding/finding.ts';
import type { Rule } from '../rule/rule.ts';
import { INTERNAL_ERROR, type RuleRun } from './rule-run.ts';

interface Looked {
  readonly rules: readonly Rule[];
  /** Each root file with the rules that were asked about it. */
  readonly roots: ReadonlyMap<string, RuleRun>;
  /** Root files with nodes that were compared with others; null where no nodes were to be compared. */
  readonly compared: ReadonlySet<string> | null;
  readonly templates: ReadonlySet<string>;
  /** Root files of which something was not read. */
  readonly unread: ReadonlySet<string>;
  /** Whether only some of the views were asked for. */
  readonly isPart: boolean;
  readonly drafts: readonly Pick<Finding, 'rule' | 'root'>[];
}

/** Which rules have had their say about which root files: only then does it mean anything that they found nothing. */
export class Asked {
  readonly roots: ReadonlySet<string>;
  readonly #looked: Looked;
  #rules: ReadonlyMap<string, Rule> | null = null;
  readonly #failed: ReadonlySet<string>;
  readonly #active = new Map<RuleRun, ReadonlySet<string>>();

  constructor(looked: Looked) {
    this.#looked = looked;
    this.roots = new Set(looked.roots.keys());
    this.#failed = new Set(looked.drafts.filter(({ rule }) => rule === INTERNAL_ERROR).map(({ root }) => root));
  }

  /** Whether a rule that compares nodes had others to compare a root file with, if it is such a rule, and any other rule was switched on. */
  isAsked(rule: Rule, root: string): boolean {
    return this.#isActive(rule, root) && (!rule.check.cluster || (this.#looked.compared?.has(root) ?? false));
  }

  /** The same for what a baseline lists: a rule that is not there any more finds nothing, nor does one that compares a node that has lost its cluster. */
  isDecided(id: string, root: string, isWhole: boolean): boolean {
    this.#rules ??= new Map(this.#looked.rules.map((each) => [each.id, each]));
    const rule = this.#rules.get(id);
    if (!rule) return true;
    return this.isAsked(rule, root) || (isWhole && this.#looked.compared !== null && this.#isActive(rule, root));
  }

  #isActive(rule: Rule, root: string): boolean {
    const { roots, templates, unread, isPart } = this.#looked;
    const run = roots.get(root);
    if (!run || isPart || unread.has(root) || this.#failed.has(root)) return false;
    const active = this.#active.get(run) ?? new Set(run.activations.filter(({ mode }) => mode === 'judge').map((each) => each.rule.id));
    this.#active.set(run, active);
    return active.has(rule.id) && (templates.has(root) ? (rule.ofTemplates ?? rule.ofTemplateLines ?? false) : !rule.ofTemplates);
  }
}
