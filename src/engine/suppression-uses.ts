import type { Rule } from '../rule/rule.ts';
import { idsMatching, nearRules } from '../rule/rule-pattern.ts';
import type { RuleUse, SuppressionUse } from '../rule/suppression-use.ts';
import type { CommentReader, Directive, ReadDirective } from './file-suppressions.ts';
import type { Draft } from './finding-list.ts';

/** A comment with what came of it, and the views that read it. */
export interface ViewedUse {
  readonly use: SuppressionUse;
  readonly views: readonly CommentReader[];
}

interface Asked {
  readonly rules: readonly Rule[];
  /** Whether a rule had its say about a root file: only then is it known that a comment is of no use. */
  isAsked(rule: Rule, root: string): boolean;
  readonly drafts: readonly Draft[];
}

/** What came of the comments, once all rules but those about comments have been asked. */
export function suppressionUses(all: readonly ReadDirective[], { rules, isAsked, drafts }: Asked): readonly ViewedUse[] {
  const ids = rules.map(({ id }) => id);
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  const named = new Map<string, readonly Rule[]>();
  const rulesNamed = (pattern: string): readonly Rule[] => {
    const known = named.get(pattern) ?? idsMatching(pattern, ids).flatMap((id) => byId.get(id) ?? []);
    named.set(pattern, known);
    return known;
  };
  const onLine = all.some(({ directive }) => isUnscoped(directive)) ? rulesByLine(drafts) : new Map<string, ReadonlySet<string>>();
  return all.map(({ directive, views }) => {
    const roots = [...new Set(views.map(({ root }) => root.path))];
    const uses = directive.rules.map((rule): RuleUse => {
      const known = rulesNamed(rule.pattern);
      const suppressible = known.filter((each) => each.suppressible !== false);
      return {
        ...rule,
        isKnown: known.length > 0,
        meant: known.length > 0 ? [] : nearRules(rule.pattern, ids),
        isUnsuppressible: known.length > 0 && suppressible.length === 0,
        isActive: suppressible.some((each) => roots.some((root) => isAsked(each, root))),
        isUsed: directive.used.has(rule),
      };
    });
    const { line, used, target, ...comment } = directive;
    const wouldSuppress = isUnscoped(directive) ? [...(onLine.get(lineKey(comment.at.source.path, target ?? 0)) ?? [])].sort() : [];
    return { use: { ...comment, rules: uses, wouldSuppress }, views };
  });
}

function isUnscoped({ rules, target }: Directive): boolean {
  return rules.length === 0 && target !== null;
}

function rulesByLine(drafts: readonly Draft[]): ReadonlyMap<string, ReadonlySet<string>> {
  const byLine = new Map<string, Set<string>>();
  for (const { path, line, rule } of drafts) {
    const key = lineKey(path, line);
    const rules = byLine.get(key) ?? new Set();
    byLine.set(key, rules.add(rule));
  }
  return byLine;
}

function lineKey(path: string, line: number): string {
  return `${line} ${path}`;
}
