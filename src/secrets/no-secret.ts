import type { Span } from '../../grammar/tree.ts';

/** A reference to a definition is no secret; its value is. */
export function isReference(value: string): boolean {
  return /^"?\$(?:\w+|\{\w+\})"?$/.test(value);
}

/** A path of at least two steps; with one alone it may be a secret in base64. */
export function isPath(value: string): boolean {
  return /^"?\.{0,2}\/[\w.-]+\/[\w./-]*"?$/.test(value);
}

/** Whether a word is the name that an expression of a template begins with, as in `{{ instance.password | quote }}`. What is quoted there may be a secret. */
export function isExpression({ start, end }: Span, text: string): boolean {
  return (
    OPENS_EXPRESSION.test(text.slice(Math.max(0, start - LONGEST_OPENING), start)) &&
    NAME_IN_TEMPLATE.test(text.slice(start, end)) &&
    CLOSES_EXPRESSION.test(text.slice(end, end + LONGEST_EXPRESSION))
  );
}

const OPENS_EXPRESSION = /(?:\{\{[-~+]?|<%[-=]*)[ \t]*$/;
const CLOSES_EXPRESSION = /^[^\n]*?(?:\}\}|%>)/;
const NAME_IN_TEMPLATE = /^[.$@]*[A-Za-z_]\w*(?:$|[.[(|}])/;

/** Characters of a template between its braces and the name, and of the rest of an expression. */
const LONGEST_OPENING = 16;
const LONGEST_EXPRESSION = 256;
