import { isWhole } from '../../../grammar/keywords/forms.ts';
import type { Statement, Word } from '../../../grammar/tree.ts';
import { atLeast, type Version } from '../../../grammar/version.ts';
import { ADDRESS_BITS, type IpAddress, parseAddress } from '../../binding/ip-address.ts';
import type { CheckId } from '../../daemon/checks/index.ts';
import type { Correct } from '../correction.ts';
import { firstOfRange } from './address-range.ts';

const LARGEST_PORT = 65_535;
const LARGEST_MARK = 4_294_967_295;

/** Prefix lengths and ranges of whole addresses are known since this version. */
const RANGES_SINCE: Version = '2.2.2';

/** Notes why keepalived leaves out an entry of a virtual_server_group. */
export function noteEntryFault({ words }: Statement, version: Version, correct: Correct): void {
  const [word, second, third] = words;
  if (!word) return;
  const drop = (check: CheckId, at: Word): void => correct(check, 'drops', 'reports', at.span, { written: at.text });
  if (word.text === 'fwmark') {
    if (!second) correct('lvs/vsg-fwmark-missing', 'exits', 'refuses', word.span);
    else if (!isWhole(second.text, 0, LARGEST_MARK)) drop('lvs/vsg-fwmark-invalid', second);
    else if (third && atLeast(version, '2.1.0') && !/^inet6?$/.test(third.text)) drop('lvs/vsg-fwmark-family-unknown', third);
    return;
  }
  const check = addressFault(word.text, version);
  if (check) drop(check, word);
  else if (second && !isWhole(second.text, 0, LARGEST_PORT)) drop('lvs/vsg-entry-invalid-port', second);
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
