import { describe, expect, it } from 'vitest';
import { expand } from '../../../grammar/expand/expand.ts';
import type { Files } from '../../../grammar/expand/files.ts';
import { parse } from '../../../grammar/parser.ts';
import { createSource } from '../../../grammar/source.ts';
import type { Block } from '../../../grammar/tree.ts';
import { NEWEST_VERSION } from '../../../grammar/version.ts';
import { anonymousBlocks, type BraceFault, braceFaults, indentationIn } from '../../../src/daemon/braces.ts';

const included = createSource('vips.conf', '192.0.2.1/24\n192.0.2.2/24\n');

const files: Files = {
  match: (pattern) => [pattern],
  read: (path) => (path === 'vips.conf' ? included : 'missing'),
  directory: () => '/',
  show: (path) => path,
};

/** The faults in short: what is missing or too many, and the line where it shows. */
function faultsIn(text: string): string[] {
  const expansion = expand(createSource('keepalived.conf', text), { configId: null, version: NEWEST_VERSION, files });
  const lineOf = (offset: number): number => {
    const origin = expansion.origin(offset);
    return origin.source.at(origin.offset).line;
  };
  const names = (blocks: readonly Block[]): string =>
    blocks.map((block) => [block.keyword, ...block.args].map(({ text: word }) => word).join(' ')).join(', ');
  const short = (fault: BraceFault): string => {
    switch (fault.kind) {
      case 'missing-close': {
        const { before } = fault;
        const where = before === null ? 'at the end' : `before line ${lineOf('span' in before ? before.span.start : before.start)}`;
        return `} of ${names(fault.blocks)} ${where}`;
      }
      case 'missing-open':
        return `{ of ${fault.header.words[0]?.text} in line ${lineOf(fault.header.span.start)}`;
      case 'stray-close':
        return `${fault.count} stray from line ${lineOf(fault.first.start)}`;
      case 'extra-close':
        return `extra } in line ${lineOf(fault.close.start)}, which shows in line ${lineOf(fault.stray.start)}`;
      case 'nested-root':
        return `${names([fault.root])} inside ${names([fault.inside])}`;
    }
  };
  return braceFaults(parse(expansion), indentationIn(expansion)).map(short);
}

const INSTANCE = `vrrp_instance VI_2 {
    interface eth0
    virtual_ipaddress {
        192.0.2.9/24
    }
}
`;

describe('braceFaults', () => {
  it('has nothing to say of balanced braces, however they are laid out', () => {
    expect(
      faultsIn(
        `global_defs\n{\n  router_id lb1 }\nvrrp_instance VI_1 { interface eth0\nvirtual_ipaddress {\n192.0.2.1/24 } }\n${INSTANCE}`,
      ),
    ).toEqual([]);
    expect(faultsIn('vrrp_instance VI_1 {\n    track_file {\n        load\n    }\n}\n')).toEqual([]);
  });

  it('finds the missing } of a list by the block that cannot stand in it', () => {
    expect(
      faultsIn(`vrrp_instance VI_1 {
virtual_ipaddress {
192.0.2.1/24
track_script {
check
}
}
`),
    ).toEqual(['} of virtual_ipaddress before line 4']);
  });

  it('finds the missing } of a list by the line that falls back', () => {
    expect(
      faultsIn(`vrrp_instance VI_1 {
\tvirtual_ipaddress {
\t\t192.0.2.1/24
\t\t192.0.2.2/24
\tpriority 100
}
${INSTANCE}`),
    ).toEqual(['} of virtual_ipaddress before line 5']);
  });

  it('finds the missing } of a list by the } that stands under the instance', () => {
    expect(
      faultsIn(`vrrp_instance VI_1 {
    interface eth0
    virtual_ipaddress {
        192.0.2.1/24
}
${INSTANCE}`),
    ).toEqual(['} of virtual_ipaddress before line 5']);
  });

  it('finds the missing } of an instance by the next root keyword, also without any indentation', () => {
    expect(faultsIn(`vrrp_instance VI_1 {\ninterface eth0\nvirtual_ipaddress {\n192.0.2.1/24\n}\n\n${INSTANCE}`)).toEqual([
      '} of vrrp_instance VI_1 before line 7',
    ]);
  });

  it('finds a root keyword behind the missing } even where that one is indented too', () => {
    expect(faultsIn(`global_defs {\n    router_id lb1\n\n    vrrp_script check {\n        script /bin/true\n    }\n`)).toEqual([
      '} of global_defs before line 4',
    ]);
  });

  it('finds two missing } of two blocks at the place of both', () => {
    expect(faultsIn(`vrrp_instance VI_1 {\n    interface eth0\n    virtual_ipaddress {\n        192.0.2.1/24\n\n${INSTANCE}`)).toEqual([
      '} of virtual_ipaddress, vrrp_instance VI_1 before line 6',
    ]);
  });

  it('finds two missing } at two places', () => {
    expect(
      faultsIn(`vrrp_instance VI_1 {
    track_script {
        check
    virtual_ipaddress {
        192.0.2.1/24
    }

virtual_server 192.0.2.1 80 {
    protocol TCP
}
`),
    ).toEqual(['} of track_script before line 4', '} of vrrp_instance VI_1 before line 8']);
  });

  it('finds the missing } of nested checkers', () => {
    expect(
      faultsIn(`virtual_server 192.0.2.1 80 {
    real_server 192.0.2.11 80 {
        HTTP_GET {
            url {
                path /
            retry 3
        }
    }
    real_server 192.0.2.12 80 {
    }
}
`),
    ).toEqual(['} of url before line 6']);
  });

  it('says that the last block lacks its }', () => {
    expect(faultsIn(`${INSTANCE}vrrp_instance VI_1 {\n    virtual_ipaddress {\n        192.0.2.1/24\n    }\n`)).toEqual([
      '} of vrrp_instance VI_1 at the end',
    ]);
  });

  it('does not take one badly indented line for a missing }', () => {
    expect(
      faultsIn(`vrrp_instance VI_1 {
    interface eth0
priority 100
    virtual_ipaddress {
        192.0.2.1/24
    }
}
vrrp_instance VI_2 {
    interface eth0
`),
    ).toEqual(['} of vrrp_instance VI_2 at the end']);
  });

  it('finds the } that is one too many in the middle of a block', () => {
    expect(
      faultsIn(`vrrp_instance VI_1 {
    virtual_ipaddress {
        192.0.2.1/24
    }
    }
    priority 100
}
${INSTANCE}`),
    ).toEqual(['extra } in line 5, which shows in line 7']);
  });

  it('finds the } that ends an instance too early', () => {
    expect(
      faultsIn(`vrrp_instance VI_1 {
    interface eth0
}
    virtual_ipaddress {
        192.0.2.1/24
    }
}
${INSTANCE}`),
    ).toEqual(['extra } in line 3, which shows in line 7']);
  });

  it('finds the } that ends an instance too early by the keywords behind it, where the indentation says nothing', () => {
    const early = 'vrrp_instance VI_1 {\ninterface eth0\nvirtual_ipaddress {\n192.0.2.1/24\n}\n}\ntrack_script {\ncheck\n}\n';
    expect(faultsIn(`${early}}\n`)).toEqual(['extra } in line 6, which shows in line 10']);
    expect(faultsIn(`${early}${INSTANCE}}\n`)).toEqual(['extra } in line 6, which shows in line 16']);
  });

  it('does not end a block where a list that belongs to it still follows', () => {
    const instance = (end: string): string =>
      `vrrp_instance VI_1 {\n    interface eth0\n    authentication {\n    auth_type PASS\n}\nvirtual_ipaddress {\n    192.0.2.1/24\n}\n${end}`;
    expect(faultsIn(instance(''))).toEqual(['} of vrrp_instance VI_1 at the end']);
    expect(faultsIn(instance('vrrp_script check {\n    interval 2\n}\n'))).toEqual(['} of vrrp_instance VI_1 before line 9']);
  });

  it('finds the keyword that lacks its {', () => {
    expect(faultsIn('vrrp_instance VI_1 {\n    interface eth0\n    virtual_ipaddress\n        192.0.2.1/24\n    }\n}\n')).toEqual([
      '{ of virtual_ipaddress in line 3',
    ]);
    expect(faultsIn(`${INSTANCE}global_defs\n    router_id lb1\n}\n`)).toEqual(['{ of global_defs in line 7']);
  });

  it('counts stray } in a row as one, those of two places as two', () => {
    expect(faultsIn(`${INSTANCE}}\n}\n}`)).toEqual(['3 stray from line 7']);
    expect(faultsIn(`${INSTANCE}}\n${INSTANCE}}\n`)).toEqual(['1 stray from line 7', '1 stray from line 14']);
  });

  it('reads many stray } in one go', () => {
    expect(faultsIn('}\n'.repeat(300_000))).toEqual(['300000 stray from line 1']);
    expect(faultsIn('}}}\n'.repeat(100_000))).toEqual(['300000 stray from line 1']);
    expect(faultsIn(`${'    word\n'.repeat(20_000)}${'}\n'.repeat(20_000)}`)).toEqual(['20000 stray from line 20001']);
  });

  it('names the root keyword inside a block where a } is missing above and others are too many below', () => {
    expect(faultsIn(`global_defs {\n    router_id lb1\n\n${INSTANCE}}\n`)).toEqual(['vrrp_instance VI_2 inside global_defs']);
    expect(faultsIn(`global_defs {\n    router_id lb1\n\n${INSTANCE}}\n}\n`)).toEqual([
      'vrrp_instance VI_2 inside global_defs',
      '1 stray from line 11',
    ]);
  });

  it('does not compare the indentation of an included file with that of the file that includes it', () => {
    expect(faultsIn('vrrp_instance VI_1 {\n    virtual_ipaddress {\n        192.0.2.3/24\n        include vips.conf\n    }\n')).toEqual([
      '} of vrrp_instance VI_1 at the end',
    ]);
  });

  it('does not take the condition before a } for its indentation', () => {
    expect(faultsIn('vrrp_instance VI_1 {\n    track_interface {\n        eth1\n@^node2 }\n    priority 100\n')).toEqual([
      '} of vrrp_instance VI_1 at the end',
    ]);
  });
});

describe('anonymousBlocks', () => {
  it('finds each { without a keyword, and the block around it', () => {
    const found = anonymousBlocks(parse({ text: '{\n}\nglobal_defs {{\n}}\nglobal_defs\n{\n}\n' }));
    expect(found.map(({ block, inside }) => [block.open.start, inside?.keyword.text ?? null])).toEqual([
      [0, null],
      [17, 'global_defs'],
    ]);
  });
});
