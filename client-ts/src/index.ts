export type { Access, AccessState, Question, Surface } from './access.js';
export { ScripClient } from './client.js';
export { RefusedError, ScripError, SpoolError, UnavailableError, type Problem } from './errors.js';
export type { SpoolState } from './folder.js';
export type { ClientMetrics, ClientOptions } from './options.js';
export type { Hold, Settled, Use, Used } from './use.js';
