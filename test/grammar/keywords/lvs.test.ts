import { describe, expect, test } from 'vitest';
import { argumentsAt, holdsAt, treatmentAt } from '../../../grammar/keywords/at-version.ts';
import type { BlockKeyword, Keyword } from '../../../grammar/keywords/keyword.ts';
import { lvsKeywords } from '../../../grammar/keywords/lvs.ts';
import type { Version } from '../../../grammar/version.ts';

/** The row at a path of names, such as `virtual_server.real_server.TCP_CHECK`; undefined where there is none. */
function rowAt(path: string): Keyword | undefined {
  let rows = lvsKeywords;
  let found: Keyword | undefined;
  for (const name of path.split('.')) {
    found = rows.find((row) => row.name === name);
    rows = found?.kind === 'block' ? found.keywords : [];
  }
  return found;
}

function known(path: string): Keyword {
  const row = rowAt(path);
  if (!row) throw new Error(`no row ${path}`);
  return row;
}

const blockAt = (path: string): BlockKeyword => known(path) as BlockKeyword;

/** The range of the first argument, as keepalived of one version reads it. */
function rangeAt(path: string, version: Version): readonly [number | undefined, number | undefined] {
  const argument = argumentsAt(known(path).args, version)[0];
  if (argument?.type !== 'integer' && argument?.type !== 'decimal') throw new Error(`${path} takes no number`);
  return [argument.min, argument.max];
}

const REAL_SERVER = 'virtual_server.real_server';

describe('the header of virtual_server', () => {
  const forms = new Map(blockAt('virtual_server').forms?.map((form) => [form.word, form]));

  test('is an address with a port, which may be missing since 2.0.7', () => {
    const port = (version: Version) => argumentsAt(known('virtual_server').args, version)[1];
    expect(port('2.0.6')?.optional).toBeUndefined();
    expect(port('2.0.7')?.optional).toBe(true);
  });

  test('may name a firewall mark or a group instead', () => {
    expect(forms.get('fwmark')?.args).toMatchObject([{ type: 'integer', min: 0, max: 4_294_967_295 }]);
    expect(forms.get('group')?.args).toMatchObject([{ type: 'name', refers: 'virtual_server_group' }]);
    expect(known('virtual_server_group').args).toMatchObject([{ type: 'name', defines: 'virtual_server_group' }]);
  });

  test('makes keepalived crash where the mark is missing, since 2.0.7', () => {
    const fwmark = forms.get('fwmark');
    if (!fwmark) throw new Error('no form fwmark');
    expect(treatmentAt(fwmark, '2.4.3').missing).toBe('crashes');
    expect(treatmentAt(fwmark, '2.0.6').missing).toBe('exits');
  });
});

describe('ranges', () => {
  test.each<[string, Version, number, number]>([
    [`${REAL_SERVER}.weight`, '2.0.15', 1, 65_535],
    [`${REAL_SERVER}.weight`, '2.0.20', 0, 65_535],
    [`${REAL_SERVER}.weight`, '2.1.0', 0, 2_147_483_647],
    ['virtual_server.weight', '2.4.3', 1, 2_147_483_647],
    ['virtual_server.persistence_timeout', '2.1.2', 1, 4_294_967_295],
    ['virtual_server.persistence_timeout', '2.1.3', 1, 2_678_400],
    ['virtual_server.retry', '2.4.3', 1, 4_294_967_295],
    [`${REAL_SERVER}.TCP_CHECK.retry`, '2.4.3', 0, 4_294_967_295],
    ['virtual_server.connect_timeout', '2.4.3', 0.000001, 4294.967295],
  ])('of %s in %s', (path, version, min, max) => {
    expect(rangeAt(path, version)).toEqual([min, max]);
  });

  test('of times have decimals since 2.0.13', () => {
    const type = (version: Version) => argumentsAt(known('virtual_server.delay_loop').args, version)[0]?.type;
    expect(type('2.0.12')).toBe('integer');
    expect(type('2.0.13')).toBe('decimal');
  });
});

describe('places', () => {
  const CONNECTION = ['connect_ip', 'connect_port', 'bindto', 'bind_port', 'bind_if', 'connect_timeout', 'fwmark'];
  const CONTROL = ['delay_loop', 'retry', 'delay_before_retry', 'warmup', 'alpha', 'log_all_failures'];
  const namesOf = (checker: string) => blockAt(`${REAL_SERVER}.${checker}`).keywords.map(({ name }) => name);

  test.each(['TCP_CHECK', 'HTTP_GET', 'SSL_GET', 'SMTP_CHECK', 'DNS_CHECK', 'UDP_CHECK', 'PING_CHECK'])(
    '%s knows the keywords of a connection',
    (checker) => {
      expect(namesOf(checker)).toEqual(expect.arrayContaining([...CONNECTION, ...CONTROL]));
    },
  );

  test('MISC_CHECK opens no connection', () => {
    expect(namesOf('MISC_CHECK').filter((name) => CONNECTION.includes(name))).toEqual([]);
    expect(namesOf('MISC_CHECK')).toEqual(expect.arrayContaining(CONTROL));
  });

  test('BFD_CHECK and FILE_CHECK have only their own keywords', () => {
    expect(namesOf('BFD_CHECK').sort()).toEqual(['alpha', 'name']);
    expect(namesOf('FILE_CHECK').sort()).toEqual(['track_file', 'weight']);
  });

  test.each([
    `${REAL_SERVER}.lb_kind`,
    `${REAL_SERVER}.TCP_CHECK.nb_get_retry`,
    `${REAL_SERVER}.HTTP_GET.path`,
    `${REAL_SERVER}.HTTP_GET.tls_compliant`,
    `${REAL_SERVER}.HTTP_GET.url.tls_compliant`,
    `${REAL_SERVER}.FILE_CHECK.dynamic`,
    `${REAL_SERVER}.SSL`,
  ])('%s is unknown', (path) => {
    expect(rowAt(path)).toBeUndefined();
  });

  test('tls_compliant belongs to SSL_GET and its urls', () => {
    expect(rowAt(`${REAL_SERVER}.SSL_GET.tls_compliant`)?.since).toBe('2.2.8');
    expect(rowAt(`${REAL_SERVER}.SSL_GET.url.tls_compliant`)?.since).toBe('2.2.8');
  });

  test.each<[string, Version]>([
    [`${REAL_SERVER}.UDP_CHECK`, '2.0.20'],
    [`${REAL_SERVER}.SSL_GET.sni_name`, '2.4.3'],
    ['virtual_server.mh-port', '2.0.19'],
  ])('%s is unknown to %s', (path, version) => {
    expect(holdsAt(known(path), version)).toBe(false);
  });
});

describe('treatments', () => {
  test.each<[Version, string, string]>([
    ['2.0.16', 'exits', 'last'],
    ['2.2.7', 'reported', 'last'],
    ['2.2.8', 'reported', 'last-reported'],
  ])('of virtualhost in %s: %s without a word, %s when written twice', (version, missing, repeat) => {
    expect(treatmentAt(known('virtual_server.virtualhost'), version)).toMatchObject({ missing, repeat });
  });

  test('of the second name in DNS_CHECK changed in 2.1.4', () => {
    const row = known(`${REAL_SERVER}.DNS_CHECK.name`);
    expect(treatmentAt(row, '2.1.3').repeat).toBe('last');
    expect(treatmentAt(row, '2.1.4').repeat).toBe('first-reported');
  });

  test('blocks that are left out without one of their keywords', () => {
    const needed = (path: string) =>
      blockAt(path)
        .keywords.filter(({ required }) => required)
        .map(({ name }) => name);
    expect(needed('virtual_server')).toEqual(['real_server']);
    expect(needed(`${REAL_SERVER}.HTTP_GET`)).toEqual(['url']);
    expect(needed(`${REAL_SERVER}.HTTP_GET.url`)).toEqual(['path']);
    expect(needed(`${REAL_SERVER}.MISC_CHECK`)).toEqual(['misc_path']);
  });
});
