import { build } from './build.ts';
import type { Argument, Earlier, ValueKeyword } from './keyword.ts';
import { block, value } from './rows.ts';

/** Missing and repeated values are reported since 2.0.17. */
const EARLIER: readonly Earlier[] = [{ before: '2.0.17', missing: 'exits', repeat: 'last' }];

const setting = (name: string, argument: Argument, does: string, note?: string): ValueKeyword =>
  value(name, [argument], { does, note, missing: 'reported', repeat: 'last-reported', earlier: EARLIER });

/** The root block SSL: how SSL_GET checks identify themselves. */
export const ssl = block(
  'SSL',
  [],
  {
    does: 'Gives the certificate and key with which SSL_GET checks make their connections.',
    build: build.lvs,
    default: 'a context without certificate',
    repeat: 'last-reported',
    note:
      'A second block replaces all of the first. The files are opened when the checker process starts, and only if an SSL_GET exists: ' +
      'one that cannot be loaded stops that process, which the config test does not show.',
  },
  [
    setting(
      'password',
      { name: 'password', type: 'text', secret: true },
      'Gives the passphrase of the private key.',
      'It stands in the file in clear text.',
    ),
    setting('ca', { name: 'file', type: 'path' }, 'Names the file of the certificate authorities to trust (PEM).'),
    setting('certificate', { name: 'file', type: 'path' }, 'Names the file of the client certificate with its chain (PEM).'),
    setting('key', { name: 'file', type: 'path' }, 'Names the file of the private key (PEM).'),
  ],
);
