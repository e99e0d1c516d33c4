import { memoized } from '../../grammar/memoized.ts';
import { crashesOverOpenLine, readScriptCommand, splitScriptLine } from '../../grammar/script.ts';
import type { BoundView } from '../binding/bound-view.ts';
import { type ScriptLine, scriptLines } from '../binding/script-lines.ts';

/** A command that keepalived cannot split into words. */
export interface BrokenCommand {
  readonly line: ScriptLine;
  /** The quote that nothing closes, or the backslash that has nothing behind it. */
  readonly sign: '"' | "'" | '\\';
  /** The line as a whole cannot be split. Otherwise it is its command, which is split by itself. */
  readonly ofLine: boolean;
  /** keepalived goes on with words that are not there, and crashes, in its config test too. */
  readonly crashes: boolean;
}

/** A line without backslashes, whose quotes are all closed and have none of the other kind inside. */
const PAIRED = /^[^"'\\]*(?:(?:"[^"'\\]*"|'[^"'\\]*')[^"'\\]*)*$/;

/** Commands that end inside a quote or with a backslash. Source: alloc_strvec_quoted_escaped (lib/parser.c), set_script_params_array (lib/notify.c). */
export function brokenCommands(view: BoundView): readonly BrokenCommand[] {
  return commandsOf(view.bound, view);
}

// Asked while the model is made, and by several rules.
const commandsOf = memoized((bound: BoundView['bound'], { expansion, target: { version } }: BoundView): readonly BrokenCommand[] =>
  scriptLines(bound.children).flatMap((line): readonly BrokenCommand[] => {
    const { node, keyword } = line;
    if (node.kind !== 'statement') return [];
    const text = expansion.text.slice(node.span.start, node.span.end);
    const sign = PAIRED.test(text) ? null : (readScriptCommand(text, version)?.open ?? null);
    if (sign === null) return [];
    // A command of which the line is fine is found out when it is split itself, which is guarded.
    const ofLine = splitScriptLine(text, version).open !== null;
    return [{ line, sign, ofLine, crashes: ofLine && crashesOverOpenLine(keyword, version) }];
  }),
);
