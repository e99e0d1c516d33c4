import { describe, expect, it } from 'vitest';
import { ROOT } from '../../helpers/guide.ts';
import { kvlint } from '../../helpers/session.ts';

describe('--format html', () => {
  it('draws the clusters of the run, and tells who holds what, as clusters and simulate do', async () => {
    const { stdout } = await kvlint(`${ROOT}fixtures/failover`, ['.', '--format', 'html']);
    expect(stdout).toContain('<svg');
    expect(stdout).toContain('lb1.conf and lb2.conf cut apart');
    expect(stdout).toContain('takes no notice of the adverts of');
    expect(stdout).toContain('priority 150, holds the addresses at the start');
  });

  it('shows unicast peers', async () => {
    const { stdout } = await kvlint(`${ROOT}fixtures/layer-3/5-unicast`, ['.', '--format', 'html']);
    expect(stdout).toContain('class="peers"');
  });

  it('draws nothing where nodes are not to be compared', async () => {
    const { stdout } = await kvlint(`${ROOT}fixtures/failover`, ['.', '--format', 'html', '--no-cluster']);
    expect(stdout).not.toContain('<svg');
    expect(stdout).toContain('Nodes were not compared.');
  });
});
