import { baseName } from '../binding/script-lines.ts';

/** What decides about the status of a command line that always ends with 0. */
export interface Decided {
  /** The command that decides, as it is written. */
  readonly command: string;
  /** What stands before it; null where nothing does. */
  readonly operator: Operator | null;
  /** What `grep` looks for in a list of processes that has its own shell in it; null where something else decides. */
  readonly ownProcess: string | null;
}

type Operator = '|' | '||' | '&&' | ';';

interface Command {
  readonly words: readonly string[];
  readonly text: string;
  /** What joins it to the one before. */
  readonly operator: Operator | null;
}

/** How a pipeline may end: any may with 0. */
interface Ends {
  /** Whether it may end with something else. */
  readonly fails: boolean;
  /** Whether the shell ends with it. */
  readonly exits: boolean;
}

/** Programs that end with 0 whatever happens. */
export const SUCCEEDS: ReadonlySet<string> = new Set([':', 'date', 'echo', 'printf', 'sleep', 'true']);

/**
 * Why a command line, as `sh -c` takes it, always ends with 0; null where it may end otherwise, or where it is more than simple commands that `;`, `&&`,
 * `||` and `|` join: this is no shell, and tells only what is plain. Source: POSIX.1-2017, Shell Command Language, 2.8.2 and 2.9.
 */
export function alwaysZero(line: string): Decided | null {
  const commands = simpleCommands(line);
  if (commands === null || canFail(commands)) return null;
  const decides = commands.find(({ words, operator }) => words[0] === 'exit' && isReached(operator)) ?? commands.at(-1);
  if (!decides) return null;
  const pipeline = pipelines(commands).find((each) => each.includes(decides)) ?? [];
  return { command: decides.text, operator: decides.operator, ownProcess: findsItself(pipeline) ? (decides.words.at(-1) ?? null) : null };
}

/** The commands of a line that is one pipeline, with nothing but an `exit` for its failure behind it. Null where it is more. */
export function onlyPipeline(line: string): readonly (readonly string[])[] | null {
  const [first, second, ...more] = pipelines(simpleCommands(line) ?? []);
  const [behind] = second ?? [];
  const isAlone = !behind || (behind.operator === '||' && behind.words[0] === 'exit' && second?.length === 1 && more.length === 0);
  return first && isAlone ? first.map(({ words }) => words) : null;
}

/** Whether any way through the commands ends with something else than 0. */
function canFail(commands: readonly Command[]): boolean {
  // What the status may be where the shell has come to, and goes on.
  let zero = true;
  let other = false;
  for (const pipeline of pipelines(commands)) {
    const operator = pipeline[0]?.operator ?? null;
    const { fails, exits } = endsOf(pipeline);
    const runs = isReached(operator) || (operator === '&&' ? zero : other);
    if (!runs) continue;
    if (exits && fails) return true;
    if (isReached(operator)) {
      if (exits) return false;
      [zero, other] = [true, fails];
    } else if (operator === '&&') [zero, other] = [!exits, other || fails];
    else [zero, other] = [zero || !exits, fails];
  }
  return other;
}

/** Whether a command runs whatever those before it have ended with. */
function isReached(operator: Operator | null): boolean {
  return operator === null || operator === ';';
}

/** Commands that `|` joins stand together. */
function pipelines(commands: readonly Command[]): readonly (readonly Command[])[] {
  const all: Command[][] = [];
  for (const command of commands) {
    if (command.operator === '|') all.at(-1)?.push(command);
    else all.push([command]);
  }
  return all;
}

/** A pipeline ends as its last command does. */
function endsOf(pipeline: readonly Command[]): Ends {
  const [program = '', ...args] = pipeline.at(-1)?.words ?? [];
  const name = baseName(program);
  if (pipeline.length === 1)
    return name === 'exit' ? { fails: args[0] !== '0', exits: true } : { fails: !SUCCEEDS.has(name), exits: false };
  const succeeds = SUCCEEDS.has(name) || (FILTERS.has(name) && args.every((arg) => !arg.startsWith('/'))) || findsItself(pipeline);
  return { fails: !succeeds, exits: false };
}

/** Programs that end with 0 when they have read their input, whatever was in it. */
const FILTERS: ReadonlySet<string> = new Set(['cat', 'cut', 'head', 'sort', 'tail', 'tr', 'uniq', 'wc']);

/** Whether `grep` looks for a process in a list with whole command lines: that of the shell, which has the word in it, is there as well. */
function findsItself(pipeline: readonly Command[]): boolean {
  const [list = [], ...filters] = pipeline.map(({ words }) => words);
  if (baseName(list[0] ?? '') !== 'ps') return false;
  if (!list.slice(1).some((option) => /^(?:-[a-zA-Z]*f[a-zA-Z]*|[a-z]*[ax][a-z]*)$/.test(option))) return false;
  return filters.length > 0 && filters.every(([program = '', ...args]) => baseName(program) === 'grep' && args.every(isPlainForGrep));
}

/** An option that turns nothing round, or a text that the command line of the shell has as it is looked for. */
function isPlainForGrep(arg: string): boolean {
  return arg.startsWith('-') ? /^-[ciqw]+$/.test(arg) : /^[\w./ -]+$/.test(arg);
}

/** What a shell takes for more than a simple command, or what changes how it goes on. */
const NOT_SIMPLE: ReadonlySet<string> = new Set(
  '! [[ { } case do done elif else esac eval exec fi for function if return set source then time trap until while .'.split(' '),
);

/** The simple commands of a line; null where it holds anything else. */
function simpleCommands(line: string): readonly Command[] | null {
  const commands: Command[] = [];
  let words: string[] = [];
  let operator: Operator | null = null;
  let begin = 0;
  const finish = (end: number): boolean => {
    const [first = ''] = words;
    if (words.length === 0 || NOT_SIMPLE.has(first) || /^\w+=/.test(first)) return false;
    commands.push({ words, text: line.slice(begin, end).trim(), operator });
    words = [];
    return true;
  };
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < line.length) {
    const at = TOKEN.lastIndex;
    const match = TOKEN.exec(line);
    if (!match) return null;
    const [, joins, word] = match;
    if (joins !== undefined) {
      if (!finish(at)) return null;
      operator = joins as Operator;
      begin = TOKEN.lastIndex;
    } else if (word !== undefined) words.push(unquoted(word));
  }
  // A `;` may stand behind the last command.
  if (words.length === 0 && operator === ';' && commands.length > 0) return commands;
  return finish(line.length) ? commands : null;
}

/** Blanks, an operator, output that is thrown away, or a word. What none of them is, such as `$( )`, is not followed. */
const TOKEN =
  /\s+|(\|\||&&|;|\|)|(?:\d?(?:>>?|<)(?:&\d|\s*\/dev\/null)|&>\s*\/dev\/null)|((?:%\{\w+\}|[^\s|&;<>()`"'\\$#{}*?]|\$\w|"[^"`$\\]*"|'[^']*')+)/y;

function unquoted(word: string): string {
  return word.replace(/["']/g, '');
}
