import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { transform } from 'esbuild';
import { expect, it } from 'vitest';
import * as kvlint from '../../src/index.ts';

const PAGE = fileURLToPath(new URL('../../docs/architecture.md', import.meta.url));

/** What the first TypeScript block of the page exports, with `kvlint` as the library. */
async function snippet(): Promise<{ faultedInstances(text: string): readonly string[] }> {
  const block = /^```ts\n([\s\S]*?)^```$/m.exec(readFileSync(PAGE, 'utf8'))?.[1];
  if (block === undefined) throw new Error('the page has no TypeScript block');
  const { code } = await transform(block, { loader: 'ts', format: 'cjs' });
  const module = { exports: {} };
  new Function('require', 'module', code)((name: string) => ({ kvlint })[name], module);
  return module.exports as Awaited<ReturnType<typeof snippet>>;
}

const TEXT = `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    @low use_ipvlan
    @high use_ipvlan 192.0.2.2
    virtual_ipaddress {
        192.0.2.10/24
    }
}
vrrp_instance VI_2 {
    interface eth0
    virtual_router_id 52
    virtual_ipaddress {
        192.0.2.20/24
    }
}
`;

it('the page on the architecture tells how to ask which instances fault', async () => {
  const { faultedInstances } = await snippet();
  expect(faultedInstances(TEXT)).toEqual(['VI_1']);
  expect(faultedInstances(TEXT.replace('@low', '@other'))).toEqual([]);
});
