import { isWhole, MAX_UNSIGNED } from '../../../grammar/keywords/forms.ts';
import type { Statement, Word } from '../../../grammar/tree.ts';
import { atLeast, type Version } from '../../../grammar/version.ts';
import { ADDRESS_BITS, type IpAddress, parseAddress } from '../../binding/ip-address.ts';
import type { CheckId } from '../../daemon/checks/index.ts';
import type { Correct } from '../correction.ts';
import { firstOfRange } from './address-range.ts';

const LARGEST_PORT = 65_535;

/** The port that keepalived reads behind an address, which is 0 where nothing is in its quotes; null where it takes none. */
export function portOf({ text }: Word): number | null {
  if (text === '' || isWhole(text, 0, LARGEST_PORT)) return Number(text);
  const port = digitsOf(text);
  return port !== null && port >= 1 && port <= LARGEST_PORT ? port : null;
}

/** The mark that it reads behind `fwmark`. */
export function markOf({ text }: Word): number | null {
  const mark = digitsOf(text);
  return mark !== null && mark <= MAX_UNSIGNED ? mark : null;
}

/** The digits that a word begins with, which only the config test does not take; 0 where it begins with none. */
function digitsOf(text: string): number | null {
  return text.startsWith('-') ? null : Number.parseInt(text, 10) || 0;
}

/** Prefix lengths and ranges of whole addresses are known since this version. */
const RANGES_SINCE: Version = '2.2.2';

/** Notes why keepalived leaves out an entry of a virtual_server_group. */
export function noteEntryFault({ words }: Statement, version: Version, correct: Correct): void {
  const [word, second, third] = words;
  if (!word) return;
  const drop = (check: CheckId, at: Word): void => correct(check, 'drops', 'reports', at.span, { written: at.text });
  const note = (check: CheckId, at: Word, read: number | null): void =>
    read === null ? drop(check, at) : correct(check, 'overrides', 'reports', at.span, { written: at.text, used: String(read) });
  if (word.text === 'fwmark') {
    if (!second) correct('lvs/vsg-fwmark-missing', 'exits', 'refuses', word.span);
    else if (!isWhole(second.text, 0, MAX_UNSIGNED)) note('lvs/vsg-fwmark-invalid', second, markOf(second));
    else if (third && atLeast(version, '2.1.0') && !/^inet6?$/.test(third.text)) drop('lvs/vsg-fwmark-family-unknown', third);
    return;
  }
  const check = addressFault(word.text, version);
  if (check) drop(check, word);
  else if (second?.text && !isWhole(second.text, 0, LARGEST_PORT)) note('lvs/vsg-entry-invalid-port', second, portOf(second));
  else if (third) correct('lvs/vsg-entry-extra-word', 'ignores', 'silent', third.span, { written: third.text });
}

/** The id of the check that an address, network or range fails. */
function addressFault(text: string, version: Version): CheckId | null {
  if (firstOfRange(text, version)) return null;
  const at = text.search(/[/-]/);
  const first = parseAddress(at < 0 ? text : text.slice(0, at));
  if (!first || at < 0 || (first.family === 'ipv4' && text.includes(':'))) return 'lvs/vsg-entry-invalid-address';
  const rest = text.slice(at + 1);
  if (text[at] === '/') return isWhole(rest, 1, ADDRESS_BITS[first.family]) ? 'lvs/vsg-netmask-host-bits' : 'lvs/vsg-netmask-invalid';
  if (atLeast(version, RANGES_SINCE) && rest.includes(first.family === 'ipv4' ? '.' : ':')) {
    return parseAddress(rest) ? 'lvs/vsg-range-end-below-start' : 'lvs/vsg-range-end-invalid';
  }
  return shortRangeFault(first, rest);
}

function shortRangeFault({ family }: IpAddress, rest: string): CheckId {
  const digits = family === 'ipv4' ? /^\d+/.exec(rest)?.[0] : /^[\da-f]+/i.exec(rest)?.[0];
  if (digits !== rest) return 'lvs/vsg-range-extra-characters';
  const tooLarge = family === 'ipv4' ? Number(digits) > 0xff : Number.parseInt(digits, 16) > 0xffff;
  return tooLarge ? 'lvs/vsg-range-too-large' : 'lvs/vsg-range-end-not-above-start';
}
