import { describe, expect, it } from 'vitest';
import { misledReports } from '../../../src/daemon/misled-reading.ts';
import { configure } from '../../helpers/configure.ts';

/** `LINE kind` of everything that is reported, sorted. */
function reports(text: string): readonly string[] {
  const configuration = configure(text);
  const { expansion } = configuration;
  return misledReports(configuration)
    .map(({ kind, at }) => `${expansion.root.at(expansion.origin(at.start).offset).line} ${kind}`)
    .sort();
}

/** Each with what keepalived 2.2.7 says of it. */
describe('what keepalived reports of words and braces', () => {
  it('is nothing where it reads what is written', () => {
    expect(reports('global_defs {\n  router_id a\n}\nvirtual_server 192.0.2.1 80 {\n  real_server 192.0.2.2 80 {\n  }\n}\n')).toEqual([]);
  });

  it('is the body of an unknown block, line by line, and the } that ends the block around it too early', () => {
    expect(reports('global_defs {\n  unknown {\n    foo 1\n  }\n  router_id a\n}\n')).toEqual([
      '2 unexpected-open',
      '2 unknown-keyword',
      '3 unknown-keyword',
      '5 unknown-keyword',
      '6 unknown-keyword',
    ]);
  });

  it('is a block without its {, for its own process, and its lines for the others', () => {
    expect(reports('global_defs\n  router_id a\n}\n')).toEqual([
      '2 missing-open',
      '2 unknown-keyword',
      '3 extra-close',
      '3 unknown-keyword',
    ]);
  });

  it('is a root keyword in a block that lacks its }', () => {
    expect(reports('global_defs {\n  router_id a\nvrrp_script s {\n  script /bin/true\n}\n')).toEqual([
      '3 unexpected-open',
      '3 unknown-keyword',
      '4 unknown-keyword',
    ]);
  });

  it('is a reference that nothing defines, whose braces split the line', () => {
    expect(reports('global_defs {\n  router_id ${NOPE}\n  vrrp_version 3\n}\n')).toEqual([
      '2 unexpected-open',
      '2 unknown-keyword',
      '3 unknown-keyword',
      '4 unknown-keyword',
    ]);
  });

  it('ends, for VRRP, where the name of such a reference is a keyword that needs a word behind it', () => {
    const text = 'vrrp_instance VI_1 {\n  priority ${priority}\n  interface eth0\n  virtual_router_id 51\n}\nnonsense\n';
    expect(reports(text)).toEqual(['2 missing-word', '2 unexpected-open', '6 unknown-keyword']);
    expect(configure(text).exit).not.toBeNull();
    // Every other name is an unknown keyword, and reading goes on.
    expect(configure(text.replace('${priority}', '${PRIO}')).exit).toBeNull();
  });

  it('is a block in a list of addresses, whose lines are entries and whose } ends the list', () => {
    const text = `vrrp_instance A {
  virtual_ipaddress {
    192.0.2.1
    authentication {
      auth_type PASS
      192.0.2.2
    }
    interface eth0
  }
  track_script {
    chk
  }
}
`;
    expect(reports(text)).toEqual([
      '10 unexpected-open',
      '10 unknown-keyword',
      '11 unknown-keyword',
      '12 unknown-keyword',
      '13 unknown-keyword',
      '4 unexpected-open',
      '5 unknown-keyword',
    ]);
  });

  it('is what the parent reads of the blocks of others, also where only the parent reads', () => {
    expect(reports('net_namespace n\nglobal_defs {\n  router_id a\nvrrp_script s {\n  script /bin/true\n}\n')).toEqual([
      '4 unexpected-open',
      '4 unknown-keyword',
      '5 unknown-keyword',
    ]);
  });

  it('goes on behind a missing word of a line that keepalived reads elsewhere', () => {
    const text = 'vrrp_instance A {\n  foo {\n  }\n  virtual_rules {\n    from 10.1.0.0/16 priority 100 table\n  }\n  priority\n}\nbar\n';
    expect(configure(text).exit).toBeNull();
    expect(reports(text)).toContain('9 unknown-keyword');
    expect(configure(text.replace('  foo {\n  }\n', '')).exit).not.toBeNull();
  });

  it('is a } too many once for the count and once for the word', () => {
    expect(reports('global_defs {\n}\n}\n')).toEqual(['3 extra-close', '3 unknown-keyword']);
  });
});
