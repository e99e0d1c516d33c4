import { describe, expect, it } from 'vitest';
import { lintText } from '../helpers/lint-text.ts';

function errorsOf(lines: string): readonly { line: number; summary: string; advice: string | null; related: readonly unknown[] }[] {
  const { findings } = lintText(`vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
${lines}
}
`);
  return findings.filter(({ severity }) => severity === 'error');
}

const inList = (entry: string): string => `    virtual_ipaddress {\n        ${entry}\n    }`;

describe('what stands in the place of an address', () => {
  it.each(['VIP', 'VIP/24', 'my_ip', 'SERVER_IP/24'])('%s stands for one', (word) => {
    expect(errorsOf(inList(word))[0]?.advice).toBe(`Write the address that '${word}' stands for, as digits.`);
  });

  it('may be a remark', () => {
    expect(errorsOf(inList('the address of the service'))[0]?.advice).toContain("Put a '#' in front");
    expect(errorsOf(inList('vip dev lan label one'))[0]?.advice).not.toContain('#');
  });

  it('may be the name of a host', () => {
    expect(errorsOf(inList('vip.example.org'))[0]?.advice).toContain('host names');
  });

  it('is told once with the braces around it', () => {
    const told = errorsOf(inList('{VIP}'));
    expect(told).toMatchObject([{ summary: expect.stringContaining("'{' belongs to no keyword"), line: 5 }]);
    expect(told[0]?.related).toContainEqual(expect.objectContaining({ message: "'VIP' is no IP address." }));
  });

  it('may stand in brackets, and without them it is still no address', () => {
    expect(errorsOf(inList('[virtual_ip]/24'))[0]?.advice).toBe("Write the address that '[virtual_ip]/24' stands for, as digits.");
    const { findings } = lintText('vrrp_instance VI_1 {\n    unicast_src_ip [main_ip]\n    priority [number]\n    state [BACKUP]\n}\n');
    const of = (word: string) => findings.find(({ summary }) => summary.startsWith(`'${word}' behind`));
    expect(of('[main_ip]')).toMatchObject({ advice: expect.stringContaining("what '[main_ip]' stands for"), fix: null });
    expect(of('[number]')).toMatchObject({ advice: expect.stringContaining("what '[number]' stands for"), fix: null });
    expect(of('[BACKUP]')).toMatchObject({ advice: expect.stringContaining("Write 'BACKUP'"), fix: expect.anything() });
  });

  it.each(['my_ip', 'PEERS'])('%s is known in other places as well', (word) => {
    expect(errorsOf(`    unicast_peer {\n        ${word}\n    }`)[0]?.advice).toContain(`what '${word}' stands for`);
  });
});

describe('what stands in the place of an interface', () => {
  it('may be a choice in brackets, which is told once', () => {
    const { findings } = lintText('vrrp_instance VI_1 {\n    interface [eth0 | wlan0]\n    virtual_router_id 51\n}\n');
    expect(findings.filter(({ line }) => line === 2)).toMatchObject([
      { rule: 'vrrp/interface', summary: "'[eth0' is no name of an interface.", advice: expect.stringContaining('one interface alone') },
    ]);
  });
});
