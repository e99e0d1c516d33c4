import type { Colors } from '../report/colors.ts';
import { rulePage } from '../report/homepage.ts';
import { rulePageMarkdown } from '../report/rule-page.ts';
import { hyperlink } from '../report/terminal.ts';
import type { Rule } from '../rule/rule.ts';
import type { Appearance } from './appearance.ts';
import { renderMarkdown } from './render-markdown.ts';

/** A rule's page for the terminal. */
export function explainRule(rule: Rule, appearance: Appearance, colors: Colors): string {
  const url = rulePage(rule.id);
  const page = renderMarkdown(rulePageMarkdown(rule), appearance.width, colors);
  return `${page}\n${colors.dim(appearance.hyperlinks ? hyperlink(url, url) : url)}\n`;
}
