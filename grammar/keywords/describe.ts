import type { ArgumentType } from './keyword.ts';

/** What a word may be, as a noun with its article: `a whole number from 1 to 255`. */
export function describeType(type: ArgumentType): string {
  switch (type.type) {
    case 'integer':
      return `a whole number${range(type)}`;
    case 'decimal':
      return `a number${range(type)}${type.decimals === undefined ? '' : `, ${type.decimals} decimals are kept`}`;
    case 'boolean':
      return 'true, on or yes; false, off or no';
    case 'enum':
      return `${enumerate(type.values)}${type.sign ? ', + or - before it' : ''}${type.ignoreCase ? ', in upper or lower case' : ''}${sinceOfValues(type.valuesSince)}`;
    case 'address':
      return describeAddress(type);
    case 'mac':
      return 'a MAC address';
    case 'hex':
      return `hexadecimal digits${type.bytes === undefined ? '' : `, ${type.bytes} bytes`}${type.wildcard ? ', x stands for any' : ''}`;
    case 'interface':
      return 'the name of a network interface';
    case 'host':
      return `an address or a host name${type.port ? ', with a port where wanted' : ''}`;
    case 'path':
      return 'a path';
    case 'script':
      return 'a command line';
    case 'user':
      return 'a user of the system';
    case 'group':
      return 'a group of the system';
    case 'email':
      return 'an e-mail address';
    case 'umask':
      return 'file mode bits, such as 0644 or IRUSR|IWUSR';
    case 'name':
      return `${type.refers ? `the name of a ${type.refers} block` : 'a name of your choice'}${type.above ? ' that stands above' : ''}${atMost(type)}`;
    case 'text':
      return `${type.secret ? 'a secret' : 'text'}${atMost(type)}`;
    case 'form':
      return type.form;
    case 'either':
      return type.of.map(describeType).join('; or ');
  }
}

function describeAddress(type: Extract<ArgumentType, { type: 'address' }>): string {
  const families = { ipv4: 'an IPv4', ipv6: 'an IPv6', any: 'an IPv4 or IPv6' };
  const family = families[type.family ?? 'any'];
  const kind = type.multicast ? `${family} multicast address` : `${family} address`;
  return type.prefix ? `${kind}, with a prefix length where wanted` : kind;
}

function range({ min, max, unit }: { readonly min?: number; readonly max?: number; readonly unit?: string }): string {
  const counted = unit === undefined ? '' : ` ${unit}`;
  if (min !== undefined && max !== undefined) return ` from ${min} to ${max}${counted}`;
  if (min !== undefined) return ` from ${min}${counted} on`;
  if (max !== undefined) return ` up to ${max}${counted}`;
  return unit === undefined ? '' : ` of ${unit}`;
}

function atMost({ maxBytes }: { readonly maxBytes?: number }): string {
  return maxBytes === undefined ? '' : `, at most ${maxBytes} bytes`;
}

function sinceOfValues(since: Readonly<Record<string, string>> | undefined): string {
  return Object.entries(since ?? {})
    .map(([value, version]) => `; ${value} from ${version} on`)
    .join('');
}

function enumerate(values: readonly string[]): string {
  return values.length < 2 ? values.join('') : `${values.slice(0, -1).join(', ')} or ${values.at(-1)}`;
}
