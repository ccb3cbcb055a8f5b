import type { OpenFolder } from './folder.js';

/** Where there is no disk nothing is promised to be kept. */
export const openFolder: OpenFolder = () =>
  Promise.reject(new Error('a folder needs Node.js: a browser keeps nothing that is sure to be there again'));
