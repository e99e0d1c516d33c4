import { placesOf } from '../../grammar/keywords/index.ts';
import { MEANT } from '../../grammar/keywords/meant.ts';
import { lineWords } from '../../grammar/tree.ts';
import type { Misfit } from '../binding/bound.ts';
import { rootAt } from '../binding/root-blocks.ts';
import type { Configuration } from '../model/configuration.ts';
import type { Message } from './rule.ts';

/** What is said of a name or a block that stands under another word than the one that was meant. */
type Meant = Pick<Message, 'summary' | 'detail' | 'advice'>;
type Unknown = Misfit<'unknown-keyword'>['data'];

/** `vrrp_sync_group G { VI_1 }`: a name without the list that it belongs in. */
export function memberOutside({ word, block }: Unknown, instances: ReadonlySet<string>): Meant | null {
  if (block !== 'vrrp_sync_group' || !instances.has(word)) return null;
  return {
    summary: `'${word}' stands outside of the list 'group' of this vrrp_sync_group.`,
    detail: 'keepalived takes it for a keyword, drops the line, and leaves the instance out of the group.',
    advice:
      instances.size > 1
        ? `Write 'group {' above the names of the instances, and '}' below them.`
        : 'Remove the group, after you have moved its notify lines into the instance, if it has any: a group of one has nothing to keep in step.',
  };
}

/** Keywords of a vrrp_script, which show what a block of another name was meant to be. */
const OF_SCRIPTS: ReadonlySet<string> = new Set(['script', 'interval', 'timeout', 'weight', 'fall', 'rise', 'init_fail', 'user']);

/** `track_script { script … }` at top level: a vrrp_script that has got the name of the list. */
export function namelessScript({ at, data }: Misfit<'unknown-keyword'>, { tree }: Configuration): Meant | null {
  if (data.block !== null || data.word !== 'track_script' || data.hasName) return null;
  const node = rootAt(at, tree);
  if (node?.kind !== 'block') return null;
  const words = node.body.map((line) => (line.kind === 'block' ? line.keyword.text : line.words[0]?.text));
  if (!words.some((word) => word !== undefined && OF_SCRIPTS.has(word))) return null;
  return {
    summary: "This 'track_script' was meant to be a vrrp_script, and has no name.",
    detail:
      'At top level a script is defined by vrrp_script and a name; track_script, inside an instance, lists names. keepalived drops the lines, and knows no such script wherever it is tracked.',
    advice: "Write 'vrrp_script NAME {', with the name that 'track_script' lists in the instance.",
  };
}

/** What to write where a word was meant for a keyword of another block: `script_security` in an instance. Null where none is known. */
export function meantElsewhere(word: string): string | null {
  const keyword = MEANT.get(word);
  const block = keyword === undefined ? undefined : placesOf(keyword)[0]?.blocks.at(-1)?.name;
  return block === undefined ? null : `Write '${keyword}' in ${block}.`;
}

/** `vrrp_script_check {`: what a block is named, without the blank in front of it. */
export function gluedName({ word, block, near: [guess], hasBody, hasName }: Unknown): readonly [keyword: string, name: string] | null {
  if (block !== null || !hasBody || hasName || guess === undefined || !TAKES_NAME.has(guess)) return null;
  const name = word.startsWith(guess) ? word.slice(guess.length).replace(/^[_-]/, '') : '';
  return name === '' ? null : [guess, name];
}

/** A sign by itself, such as a `|` that slipped in, a bullet, or what a diff puts in front of a line; not one that begins a comment elsewhere. */
const SIGN = /^[^\w\s"'$@{}/;<>=#!-][^\w\s"'$@{}]?$|^-$/;

/** The keyword of the block that stands behind a lone sign, which keepalived takes for the keyword; null where there is none. */
export function keywordBehindSign({ word, block, node }: Unknown): string | null {
  if (!SIGN.test(word)) return null;
  const keyword = lineWords(node)[1]?.text ?? '';
  return placesOf(keyword).some(({ blocks }) => (blocks.at(-1)?.name ?? null) === block) ? keyword : null;
}

/** Blocks whose name follows their keyword. */
const TAKES_NAME: ReadonlySet<string> = new Set(['vrrp_instance', 'vrrp_script', 'vrrp_sync_group', 'vrrp_track_process']);
