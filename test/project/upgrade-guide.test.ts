import { describe, it } from 'vitest';
import { expectShownOutput, ROOT } from '../helpers/guide.ts';

describe('the guide to upgrades', () => {
  it('shows what the commands print', () => expectShownOutput('upgrade', `${ROOT}fixtures/upgrade`));
});
