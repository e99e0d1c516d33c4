import { type IpAddress, parsePrefixedAddress } from '../binding/ip-address.ts';
import { checkSchema, InputError, listAt, recordAt, textAt } from './input-error.ts';
import type { HostFacts, HostInterface } from './node.ts';

/**
 * Reads what is known of a host: `{ "schema": 1, "interfaces": { "eth0": { "addresses": ["192.0.2.1/24"] } } }`. Keys that it does not know
 * are left alone. Throws {@link InputError}.
 */
export function readFacts(value: unknown): HostFacts {
  const facts = recordAt(value, 'the file');
  checkSchema(facts.schema);
  const interfaces = new Map<string, HostInterface>();
  for (const [name, about] of Object.entries(recordAt(facts.interfaces, 'interfaces'))) {
    const place = `interfaces.${name}`;
    const { addresses } = recordAt(about, place);
    const list =
      addresses === undefined
        ? null
        : listAt(addresses, `${place}.addresses`).map((each, index) => address(each, `${place}.addresses[${index}]`));
    interfaces.set(name, { addresses: list });
  }
  return { interfaces };
}

function address(value: unknown, place: string): IpAddress {
  const text = textAt(value, place);
  const read = parsePrefixedAddress(text);
  if (!read?.prefixValid)
    throw new InputError(place, `'${text}' is no address with a prefix length. Write it as 'ip address' shows it, such as 192.0.2.1/24.`);
  return read.ip;
}
