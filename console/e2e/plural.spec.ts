import { expect, test } from '@playwright/test';
import { plural } from '../src/ui/plural';

/** The table of `EnglishTest` in `core.text`. */
const PLURALS = {
  inspection: 'inspections',
  'AI case': 'AI cases',
  study: 'studies',
  'X-ray study': 'X-ray studies',
  day: 'days',
  bus: 'buses',
  box: 'boxes',
  waltz: 'waltzes',
  batch: 'batches',
  brush: 'brushes',
  analysis: 'analyses',
  MRI: 'MRIs',
  '': '',
};

test('an English plural follows the end of its noun', () => {
  for (const [one, more] of Object.entries(PLURALS)) {
    expect(plural(one)).toBe(more);
  }
});
